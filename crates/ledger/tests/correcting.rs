//! Corrections: what an analyst decides holds, is listed, and can be taken back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, encounters, joined, on, people};
use ledger::{Error, Flaw, Hand, Ledger, Refused, Wanted};
use record::{DateFrom, EncounterKind as Kind};
use rusqlite::Connection;
use serde_json::{Value, json};

mod build;

const HAND: Hand<'_> = Hand { made: "2026-11-22T10:00:00Z", author: "A. Reader", why: None };

fn wanted(what: Value) -> Wanted {
    serde_json::from_value(what).unwrap()
}

fn correct(ledger: &mut Ledger, what: Value) -> i64 {
    ledger.correct(&wanted(what), HAND).unwrap()
}

fn refused(ledger: &mut Ledger, what: Value) -> Refused {
    match ledger.correct(&wanted(what), HAND) {
        Err(Error::Refused(refused)) => refused,
        other => panic!("{other:?}"),
    }
}

/// A report of talks between two, on a day.
fn talks(outlet: &str, published: &str, day: &str) -> Report {
    Report::new(outlet, published)
        .person("Anna Berg", "SE", &["Prime Minister"])
        .person("Juan Paz", "CL", &["President"])
        .encounter(Kind::Talks, &["p1", "p2"], |claim| on(claim, day))
}

/// Ids, dates and numbers of reports of all encounters.
fn told(ledger: &Ledger) -> Vec<(String, usize)> {
    let date = |entry: &ledger::Encounter| entry.date.map(|date| date.to_string()).unwrap_or_default();
    encounters(ledger).iter().map(|entry| (date(entry), entry.sources.len())).collect()
}

fn rows(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
    expected.iter().map(|(date, n_reports)| ((*date).to_owned(), *n_reports)).collect()
}

fn ids(ledger: &Ledger) -> Vec<String> {
    encounters(ledger).into_iter().map(|entry| entry.id).collect()
}

#[test]
fn two_entries_are_made_one_and_two_again() {
    let folder = Folder::new();
    let reports = [talks("Alpha", "2025-03-04", "2025-03-03"), talks("Beta", "2025-03-07", "2025-03-06")];
    let mut ledger = joined(&folder, &reports);
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 1), ("2025-03-06", 1)]));
    let entries = ids(&ledger);
    let number = correct(&mut ledger, json!({"what": "merge", "entries": entries}));
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 2)]));
    assert_eq!(encounters(&ledger)[0].corrections, [number]);
    assert!(ledger.verify().unwrap().flaw.is_none());
    // A third report comes, and all is joined anew.
    talks("Gamma", "2025-03-04", "2025-03-03").file(&mut ledger).unwrap();
    ledger.join().unwrap();
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 3)]));
    ledger.undo(number, HAND).unwrap();
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 2), ("2025-03-06", 1)]));
    assert_eq!(ledger.corrections().unwrap()[0].undone.as_ref().unwrap().author, "A. Reader");
}

#[test]
fn a_join_that_was_undone_stays_undone() {
    let folder = Folder::new();
    let reports = [talks("Alpha", "2025-03-04", "2025-03-03"), talks("Beta", "2025-03-04", "2025-03-03")];
    let mut ledger = joined(&folder, &reports);
    let [entry] = ids(&ledger).try_into().unwrap();
    let beta = reports[1].record.article.id.clone();
    correct(&mut ledger, json!({"what": "split", "entry": entry, "documents": [beta]}));
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 1), ("2025-03-03", 1)]));
    ledger.join().unwrap();
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 1), ("2025-03-03", 1)]));
    assert!(ledger.verify().unwrap().flaw.is_none());
}

#[test]
fn persons_are_parted_and_their_encounters_with_them() {
    let folder = Folder::new();
    let reports = [talks("Alpha", "2025-03-04", "2025-03-03"), talks("Beta", "2025-03-04", "2025-03-03")];
    let mut ledger = joined(&folder, &reports);
    assert_eq!(people(&ledger).len(), 2);
    let beta = reports[1].record.article.id.clone();
    for person in people(&ledger) {
        correct(&mut ledger, json!({"what": "split", "entry": person.id.0, "documents": [beta]}));
    }
    assert_eq!(people(&ledger).len(), 4);
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 1), ("2025-03-03", 1)]));
}

#[test]
fn an_edited_field_holds_and_the_words_of_sources_stay() {
    let folder = Folder::new();
    let mut ledger = joined(&folder, &[talks("Alpha", "2025-03-04", "2025-03-03")]);
    let [entry] = ids(&ledger).try_into().unwrap();
    correct(&mut ledger, json!({"what": "edit", "entry": entry, "field": "date", "value": "2025-03-02"}));
    let place = json!({"name": "Santiago", "country": "CL"});
    correct(&mut ledger, json!({"what": "edit", "entry": entry, "field": "place", "value": place}));
    let edited = &encounters(&ledger)[0];
    assert_eq!(edited.date.unwrap().to_string(), "2025-03-02");
    assert_eq!(edited.date_from, DateFrom::Argument);
    assert_eq!(edited.place.as_ref().unwrap().name, "Santiago");
    assert_eq!(edited.corrections, [1, 2]);
    assert!(!edited.sources[0].words.is_empty());
    let journal = ledger.corrections().unwrap();
    let ledger::What::Edit { before, .. } = &journal[0].decision.what else { panic!("{journal:?}") };
    assert_eq!(before, "2025-03-03");
}

#[test]
fn who_is_dismissed_is_named_nowhere() {
    let folder = Folder::new();
    let mut ledger = joined(&folder, &[talks("Alpha", "2025-03-04", "2025-03-03")]);
    let juan = people(&ledger).into_iter().find(|person| person.name == "Juan Paz").unwrap();
    let number = correct(&mut ledger, json!({"what": "dismiss", "entry": juan.id.0}));
    assert_eq!(people(&ledger).len(), 1);
    assert_eq!(encounters(&ledger)[0].participants.len(), 1);
    let [entry] = ids(&ledger).try_into().unwrap();
    correct(&mut ledger, json!({"what": "dismiss", "entry": entry}));
    assert!(encounters(&ledger).is_empty());
    assert!(ledger.verify().unwrap().flaw.is_none());
    ledger.undo(number, HAND).unwrap();
    assert_eq!(people(&ledger).len(), 2);
}

#[test]
fn what_no_reader_found_is_added_with_its_words() {
    let folder = Folder::new();
    let report = talks("Alpha", "2025-03-04", "2025-03-03");
    let mut ledger = joined(&folder, std::slice::from_ref(&report));
    let anna = people(&ledger).into_iter().find(|person| person.name == "Anna Berg").unwrap();
    let document = report.record.article.id.clone();
    let add = json!({
        "what": "add", "kind": "encounter", "document": document, "words": ["the two met"],
        "claim": {"kind": "meeting", "date": "2025-03-01", "participants": [anna.id.0, "CL"]},
    });
    let number = correct(&mut ledger, add.clone());
    assert_eq!(told(&ledger), rows(&[("2025-03-01", 1), ("2025-03-03", 1)]));
    let added = &encounters(&ledger)[0];
    assert_eq!((added.by.as_str(), &added.sources[0].words), ("hand", &vec!["the two met".to_owned()]));
    assert!(ledger.verify().unwrap().flaw.is_none());
    // The document is read anew by a later reader: what was added stays.
    report.file_by(&mut ledger, "a later reader").unwrap();
    ledger.join().unwrap();
    assert_eq!(told(&ledger), rows(&[("2025-03-01", 1), ("2025-03-03", 1)]));
    ledger.undo(number, HAND).unwrap();
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 1)]));
    assert!(ledger.verify().unwrap().flaw.is_none());
    let mut unknown = add;
    unknown["words"] = json!(["the three met"]);
    assert!(matches!(refused(&mut ledger, unknown), Refused::Words { times: 0, .. }));
}

#[test]
fn corrections_outlive_the_ids_of_claims() {
    let folder = Folder::new();
    let reports = [talks("Alpha", "2025-03-04", "2025-03-03"), talks("Beta", "2025-03-07", "2025-03-06")];
    let mut ledger = joined(&folder, &reports);
    let entries = ids(&ledger);
    correct(&mut ledger, json!({"what": "merge", "entries": entries}));
    // A later reader finds something before, so that the talks are its second claim.
    let mut renewed = reports[0].clone();
    renewed.record.encounters[0].id = "e2".to_owned();
    renewed.file_by(&mut ledger, "a later reader").unwrap();
    ledger.join().unwrap();
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 2)]));
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let folder = Folder::new();
    let mut ledger = joined(&folder, &[talks("Alpha", "2025-03-04", "2025-03-03")]);
    let [entry] = ids(&ledger).try_into().unwrap();
    let edit =
        |field: &str, value: &str| json!({"what": "edit", "entry": entry, "field": field, "value": value});
    assert!(matches!(refused(&mut ledger, edit("colour", "red")), Refused::NoField { .. }));
    assert!(matches!(refused(&mut ledger, edit("date", "yesterday")), Refused::Value { .. }));
    assert!(matches!(refused(&mut ledger, edit("kind", "picnic")), Refused::Value { .. }));
    let gone = json!({"what": "dismiss", "entry": "e-0000000000"});
    assert!(matches!(refused(&mut ledger, gone), Refused::NoEntry { .. }));
    let alone = json!({"what": "merge", "entries": [entry, entry]});
    assert!(matches!(refused(&mut ledger, alone), Refused::TooFew));
    let mixed = json!({"what": "merge", "entries": [entry, people(&ledger)[0].id.0]});
    assert!(matches!(refused(&mut ledger, mixed), Refused::Sorts { .. }));
    let all = json!({"what": "split", "entry": entry, "documents": ["Alpha-2025-03-04.txt"]});
    assert!(matches!(refused(&mut ledger, all), Refused::NothingToSplit { n_reports: 1, .. }));
    assert!(matches!(ledger.undo(7, HAND), Err(Error::Refused(Refused::NoCorrection { number: 7 }))));
    assert!(ledger.corrections().unwrap().is_empty());
    assert_eq!(told(&ledger), rows(&[("2025-03-03", 1)]));
}

#[test]
fn a_changed_decision_is_told() {
    let folder = Folder::new();
    let mut ledger = joined(&folder, &[talks("Alpha", "2025-03-04", "2025-03-03")]);
    let entry = ids(&ledger).remove(0);
    let number = correct(&mut ledger, json!({"what": "confirm", "entry": entry}));
    assert_eq!(ledger.verify().unwrap().flaw, None);
    ledger.undo(number, HAND).unwrap();
    assert_eq!(ledger.verify().unwrap().flaw, None);
    drop(ledger);
    for change in ["author = 'B. Writer'", "undone = NULL", "body = replace(body, 'confirm', 'dismiss')"] {
        let db = Connection::open(folder.path()).unwrap();
        db.execute_batch(&format!("UPDATE correction SET {change}")).unwrap();
        drop(db);
        assert_eq!(
            Ledger::open(&folder.path()).unwrap().verify().unwrap().flaw,
            Some(Flaw::Journal),
            "{change}"
        );
    }
}
