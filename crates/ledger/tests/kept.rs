//! Promises that other claims tell the end of: a visit that was paid, a term that stands
//! in the formula of a relation.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Report, only, parties};
use record::{Actor, EncounterKind, PartyId, Place, Progress, Status};

mod build;

/// A report with one promise.
fn promised(outlet: &str, day: &str, who: &[&str], sentence: &str) -> Report {
    Report::new(outlet, day).saying(&[sentence]).promising(who, sentence)
}

/// A report of a visit that is planned, put off or held; its words are a promise.
fn visit(outlet: &str, day: &str, words: &str, (status, days): (Status, &str)) -> Report {
    let report = Report::new(outlet, day).saying(&[words]).person("Anna Berg", "SE", &["Prime Minister"]);
    let span = report.span(words);
    report.encounter(EncounterKind::Visit, &["p1", "CL"], |claim| {
        claim.guests = vec![Actor::parse("p1")];
        claim.status = status;
        claim.date = days.parse().ok();
        claim.place = Some(Place {
            name: "Chile".to_owned(),
            country: Some(PartyId("CL".to_owned())),
            is_country: true,
        });
        claim.evidence = vec![span];
    })
}

#[test]
fn a_promised_visit_is_done_once_a_report_tells_of_it() {
    const PLAN: &str = "Prime Minister Anna Berg will pay a visit to Chile in early May.";
    let plan = || {
        let plan = visit("Alpha", "2025-04-20", PLAN, (Status::Planned, "2025-05-06/2025-05-08"));
        plan.promising(&["SE"], PLAN)
    };
    let then = |words, status, days| visit("Beta", "2025-05-09", words, (status, days));
    let held =
        only(&[plan(), then("She was in Santiago for three days.", Status::Held, "2025-05-06/2025-05-08")]);
    assert_eq!((held.status, held.follow_ups.len()), (Progress::Done, 1));
    assert_eq!(held.follow_ups[0].words, ["She was in Santiago for three days."]);
    let off = only(&[plan(), then("The visit was put off.", Status::Postponed, "2025-05-06/2025-05-08")]);
    assert_eq!(off.status, Progress::Delayed);
    // Another visit is no evidence, and neither is a plan that stays one.
    let other = only(&[plan(), then("She was there.", Status::Held, "2024-11-06/2024-11-08")]);
    assert!(other.follow_ups.is_empty());
    let still = only(&[plan(), then("She will go.", Status::Planned, "2025-05-06/2025-05-08")]);
    assert!(still.follow_ups.is_empty());
}

#[test]
fn what_is_promised_beside_a_visit_is_not_done_by_it() {
    const BOTH: &str = "During her visit in early May she will give Chile ten buses and open a school of nursing in the north.";
    const PLAN: &str = "her visit in early May";
    let mut plan = visit("Alpha", "2025-04-20", BOTH, (Status::Planned, "2025-05-06/2025-05-08"));
    plan.record.encounters[0].evidence = vec![plan.span(PLAN)];
    let held = visit("Beta", "2025-05-09", "She came.", (Status::Held, "2025-05-06/2025-05-08"));
    assert!(only(&[plan.promising(&["SE"], BOTH), held]).follow_ups.is_empty());
}

/// With a formula of a relation in some words of it, and the terms that it adds.
fn formula(mut report: Report, of: &[&str], (words, terms, new): (&str, &[&str], &[&str])) -> Report {
    let owned = |terms: &[&str]| terms.iter().map(|term| (*term).to_owned()).collect();
    let span = report.span(words);
    report.record.formulas.push(record::Formula {
        id: format!("r{}", report.record.formulas.len() + 1),
        relation: parties(of),
        terms: owned(terms),
        new: owned(new),
        evidence: vec![span],
        by: "test".to_owned(),
    });
    report
}

#[test]
fn a_term_is_added_once_the_formula_of_the_relation_has_it() {
    let of = &["CL", "PE"];
    let agreed = "Chile and Peru agreed to add mutual trust to lasting friendship and equal partnership.";
    let agreed = formula(
        promised("One", "2024-03-01", of, agreed),
        of,
        ("mutual trust", &["mutual trust"], &["mutual trust"]),
    );
    let recalled = "In March the leaders agreed to include mutual trust in the way they speak of each other.";
    let recalled = formula(
        promised("Two", "2024-05-01", of, recalled),
        of,
        ("mutual trust", &["mutual trust"], &["mutual trust"]),
    );
    let spoken = |outlet, day, of| {
        let words = "They praised lasting friendship, equal partnership and mutual trust.";
        let terms = &["lasting friendship", "equal partnership", "mutual trust"];
        formula(
            Report::new(outlet, day).saying(&[words]),
            of,
            ("lasting friendship, equal partnership and mutual trust", terms, &[]),
        )
    };
    let entry = only(&[
        agreed.clone(),
        recalled,
        spoken("Three", "2024-06-01", of),
        spoken("Four", "2025-06-01", of),
    ]);
    assert_eq!((entry.status, entry.history.len(), entry.follow_ups.len()), (Progress::Done, 2, 1));
    assert_eq!(entry.follow_ups[0].words, ["lasting friendship, equal partnership and mutual trust"]);
    // Neither an earlier use nor one of another relation.
    let entry =
        only(&[agreed, spoken("Three", "2024-02-01", of), spoken("Four", "2025-06-01", &["CL", "BO"])]);
    assert_eq!(entry.follow_ups, []);
    // "To give substance to a term that was added" adds none.
    let substance = "They agreed to give substance to mutual trust, which they had added in March.";
    let substance = formula(
        promised("Two", "2024-05-01", of, substance),
        of,
        ("mutual trust", &["mutual trust"], &["mutual trust"]),
    );
    assert_eq!(only(&[substance, spoken("Three", "2024-06-01", of)]).follow_ups, []);
}
