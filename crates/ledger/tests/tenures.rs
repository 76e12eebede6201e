//! Tenures: who is seen in which office from when to when.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, joined, on};
use jiff::civil::date;
use ledger::{Filter, Ledger, Seen, Tenure};
use record::EncounterKind as Kind;

mod build;

/// A report that names persons with an office of a level.
fn seen(outlet: &str, day: &str, who: &[(&str, &str, &str)]) -> Report {
    let mut report = Report::new(outlet, day);
    for (name, title, level) in who {
        report = report.person(name, "SE", &[title]);
        for capacity in &mut report.record.people.last_mut().unwrap().capacities {
            capacity.level = Some((*level).to_owned());
        }
    }
    report
}

fn tenures(ledger: &Ledger) -> Vec<Tenure> {
    ledger.tenures(&Filter::default()).unwrap()
}

/// `Anna Berg 2019-03-01 2020-05-02`
fn told(ledger: &Ledger) -> Vec<String> {
    let mut told: Vec<String> = tenures(ledger)
        .iter()
        .map(|tenure| format!("{} {} {}", tenure.name, tenure.first.unwrap(), tenure.last.unwrap()))
        .collect();
    told.sort();
    told
}

const PRIME: (&str, &str) = ("Prime Minister", "head of government");

#[test]
fn an_office_by_many_namings_is_one_tenure() {
    let folder = Folder::new();
    let of = |outlet, day, title| seen(outlet, day, &[("Anna Berg", title, PRIME.1)]);
    let reports = [
        of("Alpha", "2019-03-01", "Prime Minister"),
        of("Beta", "2019-11-05", "head of government"),
        of("Gamma", "2020-05-02", "Premier"),
    ];
    let ledger = joined(&folder, &reports);
    assert_eq!(told(&ledger), ["Anna Berg 2019-03-01 2020-05-02"]);
    let tenure = &tenures(&ledger)[0];
    assert!(tenure.is_of("premier") && tenure.is_of("prime minister") && !tenure.is_of("king"));
    let on = |year, month| tenure.seen_on(date(year, month, 1)).unwrap();
    assert_eq!([on(2018, 1), on(2020, 1), on(2021, 1)], [Seen::After, Seen::Held, Seen::Before]);
    assert!(ledger.verify().unwrap().flaw.is_none());
}

#[test]
fn who_holds_an_office_again_has_two_tenures() {
    let folder = Folder::new();
    let of = |outlet, day, name| seen(outlet, day, &[(name, PRIME.0, PRIME.1)]);
    let reports = [
        of("Alpha", "2010-03-01", "Anna Berg"),
        of("Alpha", "2012-03-01", "Carl Dahl"),
        of("Alpha", "2014-03-01", "Anna Berg"),
        of("Alpha", "2014-09-01", "Anna Berg"),
    ];
    let ledger = joined(&folder, &reports);
    assert_eq!(
        told(&ledger),
        [
            "Anna Berg 2010-03-01 2010-03-01",
            "Anna Berg 2014-03-01 2014-09-01",
            "Carl Dahl 2012-03-01 2012-03-01",
        ]
    );
}

#[test]
fn two_holders_at_a_time_contradict_each_other_and_both_are_kept() {
    let folder = Folder::new();
    let of = |outlet, day, name| seen(outlet, day, &[(name, PRIME.0, PRIME.1)]);
    let reports = [
        of("Alpha", "2010-03-01", "Anna Berg"),
        of("Beta", "2010-03-20", "Carl Dahl"),
        of("Alpha", "2010-04-10", "Anna Berg"),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    let anna = tenures.iter().find(|tenure| tenure.name == "Anna Berg").unwrap();
    assert_eq!(anna.contradicted.len(), 1);
    assert_eq!(anna.contradicted[0].day.to_string(), "2010-03-20");
    assert!(tenures.iter().any(|tenure| tenure.name == "Carl Dahl"));
}

#[test]
fn ministers_are_many_and_a_year_without_a_report_is_told() {
    let folder = Folder::new();
    let of = |outlet, day, name| seen(outlet, day, &[(name, "Minister", "minister")]);
    let reports = [
        of("Alpha", "2010-03-01", "Anna Berg"),
        of("Beta", "2010-03-20", "Carl Dahl"),
        of("Alpha", "2012-04-10", "Anna Berg"),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    assert!(tenures.iter().all(|tenure| tenure.contradicted.is_empty()));
    let anna = tenures.iter().find(|tenure| tenure.name == "Anna Berg").unwrap();
    assert_eq!(anna.gaps.len(), 1);
    assert_eq!(anna.gaps[0].to_string(), "2010-03-01/2012-04-10");
}

#[test]
fn a_document_without_a_day_is_of_the_days_it_tells_of() {
    let folder = Folder::new();
    let report = seen("Alpha", "", &[("Anna Berg", PRIME.0, PRIME.1)])
        .encounter(Kind::StateVisit, &["p1"], |claim| on(claim, "2010-03-01/2010-03-04"))
        .encounter(Kind::Meeting, &["p1"], |claim| on(claim, "2008-07"));
    let ledger = joined(&folder, &[report]);
    assert_eq!(told(&ledger), ["Anna Berg 2010-03-01 2010-03-04"]);
}
