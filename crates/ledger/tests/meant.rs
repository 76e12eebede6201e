//! Promises that mean the same in other words, and those that only look so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, joined, parties};
use ledger::{Commitment, Filter};
use record::{Force, Span};

mod build;

/// A report of one promise of Kenya's.
fn promised(outlet: &str, day: &str, sentence: &str) -> Report {
    let mut report = Report::new(outlet, day).saying(&[sentence]);
    let byte = report.text.find(sentence).unwrap();
    let start = report.text[..byte].chars().count();
    report.record.commitments.push(record::Commitment {
        id: "c1".to_owned(),
        parties: parties(&["KE"]),
        force: Force::Pledge,
        to: Vec::new(),
        areas: Vec::new(),
        deadline: None,
        evidence: vec![Span { start, end: start + sentence.chars().count() }],
        by: "test".to_owned(),
    });
    report
}

fn commitments(reports: &[Report]) -> Vec<Commitment> {
    let folder = Folder::new();
    let ledger = joined(&folder, reports);
    assert!(ledger.verify().unwrap().flaw.is_none());
    ledger.commitments(&Filter::default()).unwrap()
}

/// Two promises of one side in other words, and whether they are one.
const IN_OTHER_WORDS: &[(&str, &str, bool)] = &[
    (
        "Kenya will deploy soldiers to the port of Goma",
        "Kenya is to deploy troops to the harbour of Goma",
        true,
    ),
    ("Japan will provide 50 boats to Palau", "Japan promised to deliver 50 vessels to Palau", true),
    (
        "Japan will provide 50 patrol boats to Palau",
        "Japan promised to deliver 50 vessels to Palau for patrols",
        true,
    ),
    (
        "Ghana will train educators and pupils in Tamale",
        "Ghana promised to train teachers and students in Tamale",
        true,
    ),
    (
        "Chile will build the Atacama highway",
        "Chile promised to build a motorway through the Atacama desert",
        true,
    ),
    (
        "India will donate rice and medication to Fiji",
        "India promised to ship medicine and rice to clinics in Fiji",
        true,
    ),
    // The denial of each is as near as the pledge.
    ("Kenya will deploy soldiers to Goma", "Kenya will not deploy troops to Goma", false),
    // Another place, thing, number, year and deed.
    ("Kenya will deploy soldiers to Goma", "Kenya will deploy troops to Bunia", false),
    ("Chile will build a port at Arica", "Chile will build an airport at Arica", false),
    (
        "Japan will provide 50 patrol boats to the Philippine Coast Guard",
        "Japan promised to deliver 40 patrol vessels to the coast guard of the Philippines",
        false,
    ),
    ("Peru will host the fishery games of 2026", "Peru will convene the fish games of 2028", false),
    ("Norway will open a library in Kigali", "Norway will close the library in Kigali", false),
    ("Nepal will train six physicians in Pokhara", "Nepal will train four doctors in Pokhara", false),
    // Right ones that are missed.
    ("Egypt pledged to construct a railroad to Aswan", "Egypt will build a railway line to Aswan", false),
    (
        "Oman will supply undersea electricity cables to Sohar",
        "Oman is to deliver submarine power cables to Sohar",
        false,
    ),
];

#[test]
fn promises_in_other_words_are_one_unless_anything_tells_them_apart() {
    for (first, second, are_one) in IN_OTHER_WORDS {
        let reports = [promised("Alpha", "2025-03-04", first), promised("Beta", "2025-09-01", second)];
        let entries = commitments(&reports);
        assert_eq!(entries.len(), if *are_one { 1 } else { 2 }, "{first} | {second}");
        // Whichever is filed first, the entries are the same.
        let [first, second] = reports;
        assert_eq!(commitments(&[second, first]), entries);
    }
}
