//! `chancery demo --check`: the main job on the bundled documents.

use std::collections::BTreeSet;

use serde_json::json;

use crate::desk::{Desk, bundled};

#[test]
fn the_demo_checks() {
    let desk = Desk::new();
    let out = desk.ask(&["demo", "--check"]);
    let parts = [
        " new, 0 already held, 0 failed",
        "Laos – Vietnam",
        "Last meeting at each level",
        "leaders (head of state or party)  2026-",
        "Encounters (",
        "Thongloun Sisoulith",
        "state visit",
        "sources (voices)",
        "Figures (",
        "1.6 billion USD",
        "The formula of the relation",
        "great friendship · special solidarity · comprehensive cooperation",
        "strategic cohesion",
        "proved ",
    ];
    for part in parts {
        assert!(out.contains(part), "`{part}` is missing in\n{out}");
    }
    assert!(!desk.path("desk.ledger").exists(), "the demo keeps no ledger");
}

#[test]
fn the_demo_is_the_same_each_time() {
    let desk = Desk::new();
    assert_eq!(desk.ask(&["demo", "--check"]), desk.ask(&["demo", "--check"]));
}

/// The joins that the bundled documents were written to try: one visit of six
/// reports with its parts, an undated report among them, and offices of the day.
#[test]
fn the_bundled_documents_join() {
    let desk = Desk::new();
    desk.ask(&["read", bundled().to_str().unwrap()]);
    let encounters = desk.objects(&["encounters", "--format", "jsonl"]);
    let one = |kind: &str, date: &str| {
        let mut found = encounters.iter().filter(|entry| entry["kind"] == kind && entry["date"] == date);
        let first = found.next().unwrap_or_else(|| panic!("no {kind} of {date}"));
        assert!(found.next().is_none(), "two of {kind}, {date}");
        first
    };
    let visit = one("state visit", "2024-09-10/2024-09-13");
    assert_eq!(
        (visit["sources"].as_array().unwrap().len(), visit["voices"].as_array().unwrap().len()),
        (6, 5)
    );
    let parts =
        [("talks", "2024-09-10"), ("welcome ceremony", "2024-09-10"), ("high-level meeting", "2024-09-11")];
    for (kind, date) in parts {
        let part = one(kind, date);
        assert_eq!(part["within"], visit["id"], "{kind}");
        assert_eq!(part["place"]["name"], "Hanoi", "{kind}");
    }
    let reports = one("high-level meeting", "2024-09-11")["sources"].as_array().unwrap();
    assert!(reports.iter().any(|source| source["published"].is_null()), "the undated report is one of them");
    let offices = |kind: &str, date: &str| one(kind, date)["capacities"]["p-to-lam-vn"].clone();
    let (party, state) =
        ("General Secretary of the Communist Party of Vietnam Central Committee", "President of Vietnam");
    assert_eq!(offices("state visit", "2024-07-11/2024-07-12"), json!([state]));
    assert_eq!(offices("talks", "2024-09-10"), json!([party, state]));
    assert_eq!(offices("reception", "2025-10-25"), json!([party]));
}

#[test]
fn what_the_readme_shows_is_there() {
    let desk = Desk::new();
    desk.ask(&["read", &bundled().to_string_lossy()]);
    let readme = std::fs::read_to_string(bundled().join("../../README.md")).unwrap();
    let is_id = |word: &&str| {
        let (letter, digits) = word.split_at_checked(2).unwrap_or_default();
        letter.ends_with('-') && digits.len() == 10 && digits.chars().all(|digit| digit.is_ascii_hexdigit())
    };
    let words = readme.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    let ids: BTreeSet<&str> = words.filter(is_id).collect();
    assert!(ids.len() > 5, "{ids:?}");
    for id in ids {
        desk.ask(&["show", id]);
    }
}
