//! The five founding texts, where the folder that holds them is at hand: they
//! are read without being told a day, and must still join rightly.

use std::path::Path;

use crate::desk::Desk;

/// Date, kind, place and number of reports of every encounter.
const EXPECTED: &[(&str, &str, &str, usize)] = &[
    ("2024-07", "state visit", "Laos", 1),
    ("2024-09-10", "talks", "Hanoi", 2),
    ("2024-09-10", "welcome ceremony", "Hanoi", 2),
    ("2024-09-10/2024-09-13", "state visit", "Vietnam", 3),
    ("2024-09-11", "high-level meeting", "Hanoi", 1),
    ("2025-10-25", "reception", "Hanoi", 1),
    ("2025-10-25", "signing", "Hanoi", 1),
    ("2026-02-05", "meeting", "Vientiane", 1),
    ("", "talks", "Laos", 1),
    ("", "state visit", "Laos", 1),
];

#[test]
fn the_founding_texts_join() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    if !seeds.exists() {
        println!("passed over: the founding texts are not here");
        return;
    }
    let desk = Desk::new();
    desk.ask(&["read", seeds.to_str().unwrap()]);
    let encounters = desk.objects(&["encounters", "--format", "jsonl"]);
    let mut told: Vec<(String, String, String, usize)> = encounters
        .iter()
        .map(|entry| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let n_sources = entry["sources"].as_array().unwrap().len();
            (text(&entry["date"]), text(&entry["kind"]), text(&entry["place"]["name"]), n_sources)
        })
        .collect();
    told.sort();
    let mut expected: Vec<_> = EXPECTED
        .iter()
        .map(|(date, kind, place, n)| ((*date).to_owned(), (*kind).to_owned(), (*place).to_owned(), *n))
        .collect();
    expected.sort();
    assert_eq!(told, expected);
    let visit = encounters.iter().find(|entry| entry["date"] == "2024-09-10/2024-09-13").unwrap();
    for part in encounters.iter().filter(|entry| entry["date"].as_str().unwrap_or("").len() == 10) {
        let is_part = part["date"].as_str().unwrap().starts_with("2024-09");
        assert_eq!(part["within"] == visit["id"], is_part, "{part}");
    }
    assert!(desk.ask(&["verify"]).starts_with("proved "));
}
