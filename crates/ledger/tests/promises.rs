//! Promises followed in time: restated, under way, done, and what is none of these.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, commitments, joined, only, parties};
use ledger::{Commitment, Filter, Hand};
use record::{Act, Actor, Area, Progress, Turn};
use serde_json::json;

mod build;

/// A report of these words.
fn report(outlet: &str, day: &str, words: &[&str]) -> Report {
    Report::new(outlet, day).saying(words)
}

/// With a statement of a party in a sentence of it.
fn said(mut report: Report, who: &str, sentence: &str) -> Report {
    let span = report.span(sentence);
    report.record.statements.push(record::Statement {
        id: format!("s{}", report.record.statements.len() + 1),
        speakers: vec![Actor::parse(who)],
        act: Act::Say,
        addressees: Vec::new(),
        areas: Vec::new(),
        quoted: false,
        encounter: None,
        evidence: vec![span],
        by: "test".to_owned(),
    });
    report
}

/// A report with one promise.
fn promised(outlet: &str, day: &str, who: &[&str], sentence: &str) -> Report {
    report(outlet, day, &[sentence]).promising(who, sentence)
}

/// A report with one statement.
fn told(outlet: &str, day: &str, who: &str, sentence: &str) -> Report {
    said(report(outlet, day, &[sentence]), who, sentence)
}

/// How many statements each commitment of these reports has.
fn histories(reports: &[Report]) -> Vec<usize> {
    let folder = Folder::new();
    let ledger = joined(&folder, reports);
    assert!(ledger.verify().unwrap().flaw.is_none());
    let mut counts: Vec<usize> = commitments(&ledger).iter().map(|entry| entry.history.len()).collect();
    counts.sort_unstable();
    counts
}

const BRIDGE: &str = "Kenya pledged to build the Malaba bridge over the river by 2027.";
const BRIDGE_AGAIN: &str = "Kenya will build a new bridge over the Malaba river.";

#[test]
fn a_promise_in_other_words_is_one_with_a_history() {
    let mut first = promised("Alpha", "2025-03-04", &["KE"], BRIDGE);
    first.record.commitments[0].deadline = "2027".parse().ok();
    let second = promised("Beta", "2025-09-01", &["KE"], BRIDGE_AGAIN);
    let entry = only(&[second, first]);
    let days: Vec<String> = entry.history.iter().map(|stated| stated.date.unwrap().to_string()).collect();
    assert_eq!(days, ["2025-03-04", "2025-09-01"]);
    assert_eq!(entry.status, Progress::Restated);
    assert_eq!((entry.deadline.unwrap().to_string().as_str(), entry.sources.len()), ("2027", 2));
}

#[test]
fn two_reports_of_one_saying_do_not_restate_it() {
    let reports = [
        promised("Alpha", "2025-03-04", &["KE"], BRIDGE),
        promised("Beta", "2025-03-05", &["KE"], BRIDGE_AGAIN),
    ];
    let entry = only(&reports);
    assert_eq!((entry.history.len(), entry.status), (2, Progress::Stated));
}

#[test]
fn what_tells_promises_apart() {
    let base = || promised("Alpha", "2025-03-04", &["KE"], BRIDGE);
    let again = || promised("Beta", "2025-09-01", &["KE"], BRIDGE_AGAIN);
    assert_eq!(histories(&[base(), again()]), [2]);
    // Other parties.
    assert_eq!(histories(&[base(), promised("Beta", "2025-09-01", &["UG"], BRIDGE_AGAIN)]), [1, 1]);
    assert_eq!(histories(&[base(), promised("Beta", "2025-09-01", &["KE", "UG"], BRIDGE_AGAIN)]), [1, 1]);
    // Other fields, beneficiaries and deadlines.
    let with = |change: &dyn Fn(&mut record::Commitment, bool)| {
        let (mut first, mut second) = (base(), again());
        change(&mut first.record.commitments[0], true);
        change(&mut second.record.commitments[0], false);
        histories(&[first, second])
    };
    let area = |first: bool| if first { Area::Infrastructure } else { Area::Health };
    assert_eq!(with(&|claim, first| claim.areas = vec![area(first)]), [1, 1]);
    assert_eq!(with(&|claim, first| claim.to = parties(if first { &["UG"] } else { &["RW"] })), [1, 1]);
    assert_eq!(
        with(&|claim, first| claim.deadline = (if first { "2027" } else { "2027-06" }).parse().ok()),
        [2]
    );
    // One says no.
    let refused = "Kenya said that it will not build a new bridge over the Malaba river.";
    assert_eq!(histories(&[base(), promised("Beta", "2025-09-01", &["KE"], refused)]), [1, 1]);
    // One document says both.
    let both = report("Alpha", "2025-03-04", &[BRIDGE, BRIDGE_AGAIN]).promising(&["KE"], BRIDGE);
    assert_eq!(histories(&[both.promising(&["KE"], BRIDGE_AGAIN)]), [1, 1]);
}

#[test]
fn what_was_promised_is_done_in_the_words_of_a_later_document() {
    let words = "The new bridge over the Malaba river was inaugurated on Monday.";
    let entry =
        only(&[promised("Alpha", "2025-03-04", &["KE"], BRIDGE), told("Beta", "2027-02-03", "KE", words)]);
    assert_eq!(entry.status, Progress::Done);
    let [found] = entry.follow_ups.try_into().unwrap();
    assert_eq!((found.what, found.words.as_slice()), (Turn::Done, &[words.to_owned()][..]));
    assert_eq!(found.date.unwrap().to_string(), "2027-02-03");
}

#[test]
fn what_is_no_evidence() {
    let follow_ups = |report: Report| {
        let entry = only(&[promised("Alpha", "2025-03-04", &["KE"], BRIDGE), report]);
        assert!(!matches!(entry.status, Progress::Done), "{:?}", entry.follow_ups);
        entry.follow_ups.len()
    };
    for words in [
        "The new bridge over the Malaba river will be completed next year.",
        "The new bridge over the Malaba river has not been completed.",
        "The new bridge over the Malaba river is expected to be inaugurated in May.",
        "The President asked that the Malaba river bridge be completed.",
        "The feasibility study of the Malaba river bridge was completed.",
        "The Malaba river bridge was inaugurated in 2019.",
        "The Kisumu road was inaugurated on Monday.",
    ] {
        assert_eq!(follow_ups(told("Beta", "2026-02-03", "KE", words)), 0, "{words}");
    }
    let done = "The new bridge over the Malaba river was inaugurated on Monday.";
    // Earlier, without a day, and of others.
    assert_eq!(follow_ups(told("Beta", "2024-02-03", "KE", done)), 0);
    assert_eq!(follow_ups(told("Beta", "", "KE", done)), 0);
    assert_eq!(follow_ups(told("Beta", "2027-02-03", "TZ", done)), 0);
}

#[test]
fn begun_then_done_delayed_changed_and_dropped() {
    let begun = told("Beta", "2026-02-03", "KE", "Kenya broke ground for the Malaba river bridge.");
    let status = |words: &str| {
        let last = told("Gamma", "2027-02-03", "KE", words);
        let entry = only(&[promised("Alpha", "2025-03-04", &["KE"], BRIDGE), last, begun.clone()]);
        let turns: Vec<Turn> = entry.follow_ups.iter().map(|found| found.what).collect();
        (entry.status, turns)
    };
    for (words, progress, turn) in [
        ("The Malaba river bridge has been completed.", Progress::Done, Turn::Done),
        ("The Malaba river bridge was postponed.", Progress::Delayed, Turn::Delayed),
        ("The plan for the Malaba river bridge was revised.", Progress::Changed, Turn::Changed),
        ("The Malaba river bridge was cancelled.", Progress::Dropped, Turn::Dropped),
        ("Rain fell.", Progress::UnderWay, Turn::Begun),
    ] {
        let turns = if turn == Turn::Begun { vec![turn] } else { vec![Turn::Begun, turn] };
        assert_eq!(status(words), (progress, turns), "{words}");
    }
}

#[test]
fn a_deadline_that_passed_is_overdue_only_without_evidence() {
    let mut first = promised("Alpha", "2025-03-04", &["KE"], BRIDGE);
    first.record.commitments[0].deadline = "2027".parse().ok();
    let entry = only(std::slice::from_ref(&first));
    let on = |entry: &Commitment, day: &str| entry.clone().as_of(day.parse().unwrap()).status;
    assert_eq!(entry.status, Progress::Stated);
    assert_eq!(on(&entry, "2027-12-31"), Progress::Stated);
    assert_eq!(on(&entry, "2028-01-01"), Progress::Overdue);
    let later = told("Beta", "2026-02-03", "KE", "Rain fell.");
    let unheard = only(&[first.clone(), later]);
    assert_eq!((unheard.status, unheard.later_documents), (Progress::NoEvidence, 1));
    assert_eq!(on(&unheard, "2028-01-01"), Progress::Overdue);
    let begun = told("Beta", "2026-02-03", "KE", "Kenya broke ground for the Malaba river bridge.");
    assert_eq!(on(&only(&[first, begun]), "2028-01-01"), Progress::UnderWay);
}

#[test]
fn a_promise_that_is_put_off_is_changed_and_keeps_both_deadlines() {
    let due = |outlet: &str, day: &str, sentence: &str, by: &str| {
        let mut report = promised(outlet, day, &["KE"], sentence);
        report.record.commitments[0].deadline = by.parse().ok();
        report
    };
    let again = "Kenya will build the Malaba bridge over the river by 2030.";
    let entry = only(&[due("Alpha", "2025-03-04", BRIDGE, "2027"), due("Beta", "2026-09-01", again, "2030")]);
    let deadlines: Vec<String> =
        entry.history.iter().map(|stated| stated.deadline.unwrap().to_string()).collect();
    assert_eq!(deadlines, ["2027", "2030"]);
    assert_eq!((entry.status, entry.deadline.unwrap().to_string().as_str()), (Progress::Changed, "2030"));
    let [found] = entry.follow_ups.clone().try_into().unwrap();
    assert_eq!((found.what, found.words.as_slice()), (Turn::Changed, &[again.to_owned()][..]));
    let on = |day: &str| entry.clone().as_of(day.parse().unwrap()).status;
    assert_eq!((on("2028-01-01"), on("2031-01-01")), (Progress::Changed, Progress::Overdue));
    // A summit of each year is another summit.
    let summit = |year: &str| format!("Kenya will host the Lake Victoria fisheries summit in {year}.");
    let yearly = [
        due("Alpha", "2025-03-04", &summit("2026"), "2026"),
        due("Beta", "2026-09-01", &summit("2027"), "2027"),
    ];
    assert_eq!(histories(&yearly), [1, 1]);
}

/// What a later sentence says became of a promise, in words of unlike relations.
const FOLLOWED: &[(&str, &str, Option<Turn>)] = &[
    (
        "Norway will open an embassy in Kigali by the end of 2026",
        "Norway opened its embassy in Kigali on Tuesday",
        Some(Turn::Done),
    ),
    (
        "The minister will launch a Mekong fisheries research fund",
        "At the summit the two ministers also formally launched the Mekong fisheries research fund",
        Some(Turn::Done),
    ),
    (
        "Japan will provide 50 patrol boats to the Philippine Coast Guard",
        "The 50 patrol boats have been delivered to the Philippine Coast Guard",
        Some(Turn::Done),
    ),
    (
        "Japan will provide 50 patrol boats to the Philippine Coast Guard",
        "Twelve of the patrol boats have been delivered to the Philippine Coast Guard",
        None,
    ),
    (
        "Chile will ratify the High Seas Treaty this year",
        "Chile's Congress has ratified the High Seas Treaty",
        Some(Turn::Done),
    ),
    ("Chile will ratify the High Seas Treaty this year", "Chile signed the High Seas Treaty", None),
    (
        "Peru will sign the Andean customs agreement",
        "Peru signed a memorandum on the Andean customs agreement",
        None,
    ),
    (
        "Egypt will build the Aswan desalination plant",
        "Construction of the Aswan desalination plant began last month",
        Some(Turn::Begun),
    ),
    (
        "India will cancel the Maldives housing debt",
        "India cancelled the Maldives housing debt",
        Some(Turn::Done),
    ),
    (
        "India will build the Maldives housing estates",
        "The Maldives housing estates were cancelled",
        Some(Turn::Dropped),
    ),
    (
        "Canada will support the Nisga'a museum archive",
        "Canada supported and opened the Nisga'a museum archive",
        None,
    ),
    (
        "Canada will appoint the following experts to the Arctic fisheries panel",
        "Canada appointed the following experts to the Arctic fisheries panel",
        None,
    ),
    (
        "Brazil will publish a notice of mining rules that protect the Yanomami rivers",
        "Brazil published a notice of mining rules that ease exports of copper ore",
        None,
    ),
    (
        "Germany will open the Accra solar institute",
        "In March the German minister said that Ghana opened a solar institute in Kumasi",
        None,
    ),
];

#[test]
fn what_became_of_a_promise_is_told_by_the_deed_and_what_it_was_done_to() {
    let mut wrong = Vec::new();
    for (promise, later, what) in FOLLOWED {
        let entry = only(&[
            promised("Alpha", "2025-03-04", &["AA"], promise),
            told("Beta", "2026-12-03", "AA", later),
        ]);
        let found = entry.follow_ups.first().map(|found| found.what);
        if found != *what {
            wrong.push((later, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_sentence_without_a_claim_is_evidence_too() {
    let later = said(
        report("Beta", "2027-02-03", &["Rain fell.", "The Malaba river bridge has been completed."]),
        "KE",
        "Rain fell.",
    );
    let entry = only(&[promised("Alpha", "2025-03-04", &["KE"], BRIDGE), later]);
    assert_eq!(entry.status, Progress::Done);
    assert_eq!(entry.follow_ups[0].claim, None);
}

#[test]
fn the_order_of_filing_does_not_matter() {
    let reports = [
        promised("Alpha", "2025-03-04", &["KE"], BRIDGE),
        promised("Beta", "2025-09-01", &["KE"], BRIDGE_AGAIN),
        promised("Gamma", "2025-10-01", &["KE"], "Kenya promised a ferry on the Malaba river."),
        told("Delta", "2026-02-03", "KE", "Kenya broke ground for the Malaba river bridge."),
    ];
    let forward = Folder::new();
    let backward = Folder::new();
    let reversed: Vec<Report> = reports.iter().rev().cloned().collect();
    let (left, right) = (joined(&forward, &reports), joined(&backward, &reversed));
    assert_eq!(commitments(&left), commitments(&right));
    assert_eq!(commitments(&left).len(), 2);
}

#[test]
fn corrections_part_and_join_promises() {
    const HAND: Hand<'_> = Hand { made: "2026-11-22T10:00:00Z", author: "A. Reader", why: None };
    let reports = [
        promised("Alpha", "2025-03-04", &["KE"], BRIDGE),
        promised("Beta", "2025-09-01", &["KE"], BRIDGE_AGAIN),
        told("Delta", "2026-02-03", "KE", "The Malaba river bridge has been completed."),
    ];
    let folder = Folder::new();
    let mut ledger = joined(&folder, &reports);
    let [entry] = commitments(&ledger).try_into().unwrap();
    let document = reports[1].record.article.id.clone();
    let split = json!({"what": "split", "entry": entry.id, "documents": [document]});
    let number = ledger.correct(&serde_json::from_value(split).unwrap(), HAND).unwrap();
    assert_eq!(commitments(&ledger).iter().map(|entry| entry.history.len()).collect::<Vec<_>>(), [1, 1]);
    assert!(ledger.verify().unwrap().flaw.is_none());
    ledger.undo(number, HAND).unwrap();
    assert_eq!(commitments(&ledger).len(), 1);
    // A statement that was dismissed is evidence of nothing.
    let statement = ledger.statements(&Filter::default()).unwrap()[0].id.clone();
    let dismiss = json!({"what": "dismiss", "entry": statement});
    ledger.correct(&serde_json::from_value(dismiss).unwrap(), HAND).unwrap();
    assert_eq!(commitments(&ledger)[0].status, Progress::Restated);
    let edit = json!({"what": "edit", "entry": entry.id, "field": "deadline", "value": "2026-01"});
    ledger.correct(&serde_json::from_value(edit).unwrap(), HAND).unwrap();
    let [edited] = commitments(&ledger).try_into().unwrap();
    assert_eq!(edited.as_of("2026-03-01".parse().unwrap()).status, Progress::Overdue);
    assert!(ledger.verify().unwrap().flaw.is_none());
}

/// Whether two promises of the same party are one, by their words alone.
const PAIRS: &[(bool, &str, &str)] = &[
    (
        true,
        "They pledged to raise two-way trade to US$10 billion",
        "Vietnam and Laos pledged on Monday to raise bilateral trade to 10 billion U.S. dollars",
    ),
    (
        true,
        "Japan will provide 50 patrol boats to the Philippine Coast Guard",
        "Tokyo reaffirmed its pledge to supply the Philippine Coast Guard with 50 patrol boats",
    ),
    (
        true,
        "Norway intends to open an embassy in Kigali by the end of 2026",
        "The minister said Norway would open its embassy in Kigali next year",
    ),
    (
        true,
        "China agreed to waive visas for Fijian citizens staying up to 30 days",
        "China will grant Fijian citizens visa-free stays of 30 days",
    ),
    (
        true,
        "Brazil committed to ending illegal deforestation in the Amazon by 2030",
        "Brazil reiterated its commitment to end illegal Amazon deforestation by 2030",
    ),
    (
        true,
        "The two sides agreed to resume direct flights between Ankara and Yerevan",
        "They will restart direct Ankara to Yerevan flights",
    ),
    (
        true,
        "India offered a credit line of 450 million dollars to the Maldives for housing",
        "India will extend a 450 million dollar credit line for housing in the Maldives",
    ),
    (
        true,
        "Egypt and Sudan agreed to link their electricity grids",
        "Cairo and Khartoum reaffirmed that they would connect the electricity grids of Egypt and Sudan",
    ),
    (
        true,
        "Germany pledged to train 500 Ghanaian nurses over three years",
        "Germany intends to train 500 nurses from Ghana",
    ),
    (
        true,
        "Canada will return the totem pole to the Nisga'a Nation",
        "Canada promised the Nisga'a Nation the return of its totem pole",
    ),
    (
        false,
        "Kenya pledged to build the Malaba bridge over the river",
        "Kenya promised a ferry on the Malaba river",
    ),
    (
        false,
        "Japan will provide 50 patrol boats to the Philippine Coast Guard",
        "Japan will not provide patrol boats to the Philippine Coast Guard",
    ),
    (
        false,
        "They pledged to raise two-way trade to US$10 billion",
        "They pledged to raise two-way trade to US$5 billion",
    ),
    (false, "Norway intends to open an embassy in Kigali", "Norway intends to close its embassy in Kigali"),
    (
        false,
        "Poland committed to increase grain imports from Ukraine",
        "Poland committed to reduce grain imports from Ukraine",
    ),
    (
        false,
        "France reaffirmed its commitment to strengthening the strategic partnership with Peru",
        "France will deepen the partnership with Peru in energy",
    ),
    (false, "Australia will fund a hospital in Honiara", "Australia will fund a stadium in Honiara"),
    (
        false,
        "The leaders agreed to maintain regular contacts",
        "The presidents agreed to maintain further contacts at various levels",
    ),
    (false, "Spain pledged to train 500 Ghanaian nurses", "Spain pledged to train Ghanaian police officers"),
    (
        false,
        "Mexico agreed to extradite the former governor",
        "Mexico agreed to extradite two cartel leaders",
    ),
    (
        false,
        "Italy will support the electoral process in Niger",
        "Italy will support the peace process in Niger",
    ),
    (
        false,
        "Oman is ready to host the next round of talks on Yemen",
        "Oman is ready to host a summit on maritime security",
    ),
    (
        false,
        "The United States intends to provide 100 million dollars for hospitals in East Jerusalem",
        "The United States will provide 201 million dollars for refugees in Gaza and Jerusalem",
    ),
    (
        false,
        "Chile will ratify the High Seas Treaty this year",
        "Chile will propose Valparaiso as the seat of the High Seas Treaty secretariat",
    ),
];

#[test]
fn pairs_of_promises_are_told_apart_by_their_words() {
    let (mut wrong, mut missed) = (Vec::new(), Vec::new());
    for (is_one, left, right) in PAIRS {
        let reports =
            [promised("Alpha", "2025-03-04", &["AA"], left), promised("Beta", "2025-09-01", &["AA"], right)];
        match (is_one, histories(&reports).len()) {
            (true, 2) => missed.push((left, right)),
            (false, 1) => wrong.push((left, right)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "joined, and are two: {wrong:#?}");
    assert!(missed.len() <= 2, "{} not joined: {missed:#?}", missed.len());
}
