//! Versions: one page read twice, its quotations and its voice.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, encounters, joined, on};
use ledger::{Fate, Ledger};
use record::{EncounterKind as Kind, Span};
use sha2::{Digest, Sha256};

mod build;

const URL: &str = "https://example.org/talks";
const OLDER: &str = "Mats Okoro and Ida Lindqvist held talks. Trade reached 1.6 billion. They ate fish.";
const NEWER: &str = "Mats Okoro and Ida Lindqvist held talks. Trade reached 1.3 billion. Nobody sang.";

/// A version of the page; its encounter is told by `words` of its text.
fn version(day: &str, text: &str, words: &str) -> Report {
    let start = text.find(words).unwrap();
    let mut report = Report::new("Post", day)
        .person("Mats Okoro", "NG", &["President"])
        .person("Ida Lindqvist", "SE", &["Prime Minister"])
        .encounter(Kind::Talks, &["p1", "p2"], |claim| {
            on(claim, "2025-03-01");
            claim.evidence = vec![Span { start, end: start + words.len() }];
        });
    report.text = text.to_owned();
    let hash: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    report.record.article.id = hash.chars().take(16).collect();
    report.record.article.sha256 = hash;
    report.record.article.url = Some(URL.to_owned());
    report.record.article.outlet = None;
    report
}

fn fates(words: &str) -> Vec<Fate> {
    let folder = Folder::new();
    let ledger =
        joined(&folder, &[version("2025-03-02", OLDER, words), version("2025-03-03", NEWER, "held talks")]);
    let entry = encounters(&ledger).remove(0);
    assert_eq!((entry.sources.len(), entry.voices.len()), (2, 1), "versions are one voice");
    assert_eq!(entry.sources[1].later, None, "the newest has no later version");
    assert_eq!(entry.sources[0].words, [words], "an old span stays where it was");
    entry.sources[0].later.clone().unwrap().fates
}

#[test]
fn a_quotation_is_kept_changed_or_gone() {
    assert_eq!(fates("held talks"), [Fate::Kept]);
    assert_eq!(fates("reached 1.6"), [Fate::Changed]);
    assert_eq!(fates("ate fish"), [Fate::Gone]);
}

fn told(ledger: &Ledger) -> Vec<(String, usize)> {
    let pages = ledger.versions().unwrap();
    assert!(pages.iter().all(|page| page.address == URL), "{pages:?}");
    let versions = pages.into_iter().flat_map(|page| page.versions);
    versions.map(|version| (version.published.unwrap().to_string(), version.number)).collect()
}

#[test]
fn the_order_of_reading_does_not_show() {
    let (older, newer) = (version("2025-03-02", OLDER, "held"), version("2025-03-03", NEWER, "held"));
    let (one, two) = (Folder::new(), Folder::new());
    let first = joined(&one, &[older.clone(), newer.clone()]);
    let second = joined(&two, &[newer.clone(), older.clone()]);
    assert_eq!(told(&first), [("2025-03-02".to_owned(), 1), ("2025-03-03".to_owned(), 2)]);
    assert_eq!(told(&first), told(&second));
    assert_eq!(encounters(&first), encounters(&second));
    assert_eq!(second.verify().unwrap().flaw, None);
    let page = first.versions_of(&newer.record.article.id).unwrap().unwrap();
    assert_eq!(
        page.before(&newer.record.article.id).map(|one| one.document.as_str()),
        Some(older.record.article.id.as_str())
    );
    let changes = first.changes(&older.record.article.id, &newer.record.article.id).unwrap().unwrap();
    assert_eq!(changes.len(), 3);
}

#[test]
fn a_day_that_does_not_tell_is_said() {
    let folder = Folder::new();
    let same = [version("2025-03-02", OLDER, "held"), version("2025-03-02", NEWER, "held")];
    let page = joined(&folder, &same).versions_by_address(URL).unwrap().unwrap();
    assert_eq!(page.versions.iter().map(|one| one.is_dated).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn other_pages_and_lines_of_files_are_no_versions() {
    let folder = Folder::new();
    let with = |mut report: Report, url: Option<&str>, source: &str| {
        report.record.article.url = url.map(str::to_owned);
        report.record.article.source = source.to_owned();
        report
    };
    let text = |n: usize| format!("{OLDER} {n}");
    let report = |n: usize| version("2025-03-02", &text(n), "held");
    let ledger = joined(
        &folder,
        &[
            with(report(1), Some("https://example.org/a"), "a.html"),
            with(report(2), Some("https://example.org/b"), "a.html"),
            with(report(3), None, "feed.jsonl:1"),
            with(report(4), None, "feed.jsonl:1"),
            with(report(5), None, "-"),
            with(report(6), None, "-"),
        ],
    );
    assert!(ledger.versions().unwrap().is_empty());
    drop(ledger);
    let folder = Folder::new();
    let ledger = joined(&folder, &[with(report(7), None, "page.txt"), with(report(8), None, "page.txt")]);
    assert_eq!(ledger.versions().unwrap().len(), 1);
}
