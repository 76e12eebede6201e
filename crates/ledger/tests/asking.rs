//! Questions: what a filter leaves.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, in_place, joined, on, parties};
use jiff::civil::{Date, date};
use ledger::{Filter, Ledger};
use record::EncounterKind as Kind;

mod build;

fn ledger(folder: &Folder) -> Ledger {
    let vn_la = Report::new("Alpha", "2024-09-12")
        .person("Tô Lâm", "VN", &["President"])
        .person("Thongloun Sisoulith", "LA", &["President"])
        .encounter(Kind::Talks, &["p1", "p2"], |claim| on(claim, "2024-09-11"))
        .encounter(Kind::StateVisit, &["p2"], |claim| {
            on(claim, "2024-09-10/2024-09-13");
            in_place(claim, "", "VN");
            claim.guests = build::actors(&["p2"]);
        })
        .figure("trade", 1e9, "2023")
        .formula(&["great friendship"]);
    let se_ng = Report::new("Beta", "2025-03-05")
        .person("Mats Okoro", "NG", &["President"])
        .person("Ida Lindqvist", "SE", &["Prime Minister"])
        .encounter(Kind::PhoneCall, &["p1", "p2"], |claim| on(claim, "2025-03-03"))
        .encounter(Kind::Meeting, &["p2", "ORG:ASEAN"], |_| {});
    joined(folder, &[vn_la, se_ng])
}

fn kinds(ledger: &Ledger, filter: &Filter) -> Vec<&'static str> {
    ledger.encounters(filter).unwrap().iter().map(|entry| entry.kind.as_str()).collect()
}

#[test]
fn between_means_all_of_the_parties() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    let between = |codes: &[&str]| Filter { between: parties(codes), ..Filter::default() };
    assert_eq!(kinds(&ledger, &between(&["VN", "LA"])), ["state visit", "talks"]);
    assert_eq!(kinds(&ledger, &between(&["LA", "VN"])), ["state visit", "talks"]);
    assert_eq!(kinds(&ledger, &between(&["VN", "SE"])), [""; 0]);
    assert_eq!(kinds(&ledger, &between(&["SE"])), ["phone call", "meeting"]);
    assert_eq!(kinds(&ledger, &between(&["SE", "ORG:ASEAN"])), ["meeting"]);
    assert_eq!(ledger.people(&between(&["VN", "SE"])).unwrap().len(), 2, "a person is of one party");
    assert_eq!(ledger.figures(&between(&["LA", "VN"])).unwrap().len(), 1);
    assert_eq!(ledger.figures(&between(&["NG", "SE"])).unwrap().len(), 0);
    assert_eq!(ledger.formulas(&between(&["VN", "LA"])).unwrap().len(), 1);
    assert_eq!(ledger.documents(&between(&["NG", "SE"])).unwrap().len(), 1);
}

#[test]
fn a_person_is_found_with_and_without_diacritics() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    for name in ["Tô Lâm", "to lam", "LÂM", "lam to", "p-to-lam-vn"] {
        let filter = Filter { person: Some(name.to_owned()), ..Filter::default() };
        assert_eq!(kinds(&ledger, &filter), ["talks"], "{name}");
        assert_eq!(ledger.people(&filter).unwrap().len(), 1, "{name}");
        assert_eq!(ledger.documents(&filter).unwrap().len(), 1, "{name}");
    }
    for name in ["to lamb", "", " ", "%", "*", "'; DROP TABLE entry"] {
        let filter = Filter { person: Some(name.to_owned()), ..Filter::default() };
        assert_eq!(kinds(&ledger, &filter), [""; 0], "{name}");
        assert!(ledger.people(&filter).unwrap().is_empty(), "{name}");
    }
}

#[test]
fn kinds_are_told_apart() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    let kind = |kind| Filter { kind: Some(kind), ..Filter::default() };
    assert_eq!(kinds(&ledger, &kind(Kind::PhoneCall)), ["phone call"]);
    assert_eq!(kinds(&ledger, &kind(Kind::Visit)), [""; 0]);
}

#[test]
fn days_take_in_what_touches_them() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    let days = |since: Option<Date>, until: Option<Date>| Filter { since, until, ..Filter::default() };
    let cases = [
        (None, None, vec!["state visit", "talks", "phone call", "meeting"]),
        (Some(date(2024, 9, 13)), None, vec!["state visit", "phone call"]),
        (Some(date(2024, 9, 14)), None, vec!["phone call"]),
        (None, Some(date(2024, 9, 10)), vec!["state visit"]),
        (None, Some(date(2024, 9, 9)), vec![]),
        (Some(date(2024, 9, 11)), Some(date(2024, 9, 11)), vec!["state visit", "talks"]),
        (Some(date(2025, 3, 4)), Some(date(2025, 3, 3)), vec![]),
    ];
    for (since, until, expected) in cases {
        assert_eq!(kinds(&ledger, &days(since, until)), expected, "{since:?} {until:?}");
    }
    assert_eq!(ledger.documents(&days(Some(date(2025, 1, 1)), None)).unwrap().len(), 1);
    assert_eq!(ledger.people(&days(None, Some(date(2024, 12, 31)))).unwrap().len(), 2);
}

#[test]
fn entries_and_pages_are_found_by_name() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    let talks = &ledger.encounters(&Filter::default()).unwrap()[1];
    assert_eq!(ledger.encounter(&talks.id).unwrap().as_ref(), Some(talks));
    assert_eq!(ledger.encounter("e-0000000000").unwrap(), None);
    assert_eq!(ledger.person("p-to-lam-vn").unwrap().unwrap().sources[0].words, ["Alph"]);
    assert_eq!(ledger.person(&talks.id).unwrap(), None, "an encounter is no person");
    let page = ledger.page("Alpha-2024-09-12.txt").unwrap().unwrap();
    assert_eq!(page.marks.len(), 6);
    assert_eq!(ledger.page(&page.article.id[..6]).unwrap().unwrap().article.id, page.article.id);
    for name in ["*", "?lpha-2024-09-12.txt", "", "zz"] {
        assert_eq!(ledger.page(name).unwrap(), None, "{name}");
    }
    assert_eq!(
        ledger.main_relation().unwrap(),
        Some((parties(&["LA"])[0].clone(), parties(&["VN"])[0].clone()))
    );
}
