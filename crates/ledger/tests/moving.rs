//! What moves in time: formulas, figures, instruments.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, joined, parties};
use ledger::Filter;
use record::{Instrument, InstrumentStatus, Span};

mod build;

fn instrument(
    mut report: Report,
    (name, alias): (&str, &str),
    status: InstrumentStatus,
    date: &str,
) -> Report {
    report.record.instruments.push(Instrument {
        id: format!("i{}", report.record.instruments.len() + 1),
        name: name.to_owned(),
        aliases: (!alias.is_empty()).then(|| alias.to_owned()).into_iter().collect(),
        kind: "agreement".to_owned(),
        status,
        date: date.parse().ok(),
        parties: parties(&["LA", "VN"]),
        evidence: vec![Span { start: 2, end: 8 }],
        by: "test".to_owned(),
    });
    report
}

#[test]
fn a_paper_of_many_names_tells_who_calls_it_what() {
    let folder = Folder::new();
    let named = |outlet: &str, name: &str, alias: &str| {
        instrument(Report::new(outlet, "2025-10-26"), (name, alias), InstrumentStatus::Signed, "2025-10-25")
    };
    let reports = [
        named("Alpha", "Convention against Cybercrime", "Hanoi Convention"),
        named("Beta", "Hanoi Convention", ""),
        named("Gamma", "hanoi convention", ""),
    ];
    let ledger = joined(&folder, &reports);
    let [paper] = ledger.instruments(&Filter::default()).unwrap().try_into().unwrap();
    let told: Vec<(&str, usize)> =
        paper.names.iter().map(|told| (told.value.as_str(), told.documents.len())).collect();
    assert_eq!(told.iter().map(|(_, n)| n).sum::<usize>(), 3, "{told:?}");
    assert_eq!(told.len(), 2, "case does not part names: {told:?}");
}

#[test]
fn a_term_that_comes_in_and_goes_is_told_with_its_day() {
    let folder = Folder::new();
    let reports = [
        Report::new("Alpha", "2020-01-05").formula(&["friendship", "cooperation"]),
        Report::new("Beta", "2021-02-06").formula(&["friendship", "cooperation"]),
        Report::new("Beta", "2022-03-07").formula(&["cohesion"]),
        Report::new("Alpha", "2023-04-08").formula(&["cooperation", "friendship", "cohesion"]),
        Report::new("Alpha", "2024-05-09").formula(&["cooperation", "cohesion"]),
    ];
    let ledger = joined(&folder, &reports);
    let [lineage] = ledger.lineages(&Filter::default()).unwrap().try_into().unwrap();
    let [first, second, third] = lineage.variants.try_into().unwrap();
    assert!(first.gained.is_empty() && first.lost.is_empty() && !first.reordered);
    assert_eq!(first.uses.len(), 2);
    assert_eq!((second.gained.as_slice(), second.reordered), (&["cohesion".to_owned()][..], true));
    assert_eq!((third.lost.as_slice(), third.reordered), (&["friendship".to_owned()][..], false));
    let cohesion = lineage.terms.iter().find(|term| term.term == "cohesion").unwrap();
    assert_eq!(cohesion.first.unwrap().to_string(), "2022-03-07");
}

#[test]
fn figures_that_differ_and_overlap_stand_beside_each_other() {
    let folder = Folder::new();
    let reports = [
        Report::new("Alpha", "2025-01-05").figure("two-way trade", 2.0e9, "2024"),
        Report::new("Beta", "2025-01-06").figure("two-way trade turnover", 2.1e9, "2024"),
        Report::new("Gamma", "2024-09-06").figure("two-way trade", 1.3e9, "2024-01/2024-08"),
        Report::new("Delta", "2024-09-07").figure("exports", 0.7e9, "2024"),
    ];
    let ledger = joined(&folder, &reports);
    let series = ledger.series(&Filter::default()).unwrap();
    assert_eq!(series.len(), 2);
    let trade = series.iter().find(|series| series.points.len() == 3).unwrap();
    let of_year: Vec<_> =
        trade.points.iter().filter(|point| point.period.unwrap().to_string() == "2024").collect();
    assert_eq!(of_year.len(), 2);
    assert!(of_year.iter().all(|point| point.conflicts.len() == 1 && point.overlaps.len() == 1));
}

#[test]
fn a_paper_has_the_steps_of_its_life_under_any_name() {
    use InstrumentStatus as S;
    let folder = Folder::new();
    let (name, other) = ("Convention against Cybercrime", "Hanoi Convention");
    let reports = [
        instrument(Report::new("Alpha", "2025-11-02"), (name, other), S::Signed, "2025-10-25"),
        instrument(Report::new("Beta", "2024-01-02"), (name, ""), S::UnderNegotiation, "2024-01"),
        instrument(Report::new("Gamma", "2026-04-02"), (other, ""), S::Ratified, "2026-03-30"),
        instrument(Report::new("Delta", "2026-05-02"), (other, ""), S::Mentioned, ""),
        instrument(Report::new("Eta", "2026-05-03"), (name, ""), S::Signed, ""),
    ];
    let ledger = joined(&folder, &reports);
    let [paper] = ledger.instruments(&Filter::default()).unwrap().try_into().unwrap();
    let steps: Vec<String> =
        paper.steps.iter().map(|step| format!("{} {}", step.date.unwrap(), step.status)).collect();
    assert_eq!(
        steps,
        ["2024-01 under negotiation", "2025-10-25 signed", "2026-03-30 ratified", "2026-05-02 mentioned"]
    );
    assert_eq!(paper.steps[1].documents.len(), 2);
    assert_eq!((paper.status, paper.date.unwrap().to_string().as_str()), (S::Ratified, "2026-03-30"));
}
