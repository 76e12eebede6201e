//! `chancery read`: what is filed, what was held already, and where.

use std::fs;

use crate::desk::{Desk, TALKS, VISIT};

const PAGE: &str = "<!doctype html><html><head><title>Talks in Lagos</title></head><body><article>\
    <h1>Talks in Lagos</h1><p>Minister Adeyemi of Nigeria received Ambassador Lund of Norway in Lagos on March 4, 2025. \
    They spoke of fish, ships and the harbour for an hour.</p><p>Both said that they would meet again.</p></article></body></html>";

fn full_desk() -> Desk {
    let desk = Desk::new();
    desk.put("in/talks.txt", TALKS);
    desk.put("in/visit.md", format!("# A visit\n\n{VISIT}"));
    desk.put("in/page.html", PAGE);
    let line = |text: &str| serde_json::json!({ "text": text, "outlet": "KPL" }).to_string();
    desk.put("in/deep/two.jsonl", format!("{}\n\n{}\n", line("The ministers met."), line("They met again.")));
    desk.put("in/picture.png", b"\x89PNG");
    desk
}

#[test]
fn every_form_is_filed() {
    let desk = full_desk();
    let out = desk.ask(&["read", "in"]);
    assert!(out.starts_with("5 documents: 5 new, 0 already held, 0 failed\n"), "{out}");
    assert!(out.contains("desk.ledger"), "{out}");
    let sources: Vec<String> = desk
        .objects(&["documents", "--format", "jsonl"])
        .iter()
        .map(|document| document["source"].as_str().unwrap().to_owned())
        .collect();
    for source in
        ["in/talks.txt", "in/visit.md", "in/page.html", "in/deep/two.jsonl:1", "in/deep/two.jsonl:3"]
    {
        assert!(sources.iter().any(|held| held == source), "{source} is not in {sources:?}");
    }
}

#[test]
fn reading_again_finds_all_held() {
    let desk = full_desk();
    desk.ask(&["read", "in"]);
    let before = desk.ask(&["encounters", "--format", "json"]);
    assert!(desk.ask(&["read", "in"]).starts_with("5 documents: 0 new, 5 already held, 0 failed\n"));
    assert_eq!(desk.ask(&["encounters", "--format", "json"]), before);
    // The same bytes under another name are the same document.
    desk.put("copy.txt", TALKS);
    assert!(desk.ask(&["read", "copy.txt"]).starts_with("1 document: 0 new, 1 already held, 0 failed\n"));
}

#[test]
fn one_that_fails_stops_no_other() {
    let desk = full_desk();
    desk.put("in/empty.txt", "");
    let said = desk.run(&["read", "in", "nowhere.txt"]);
    assert_eq!(said.code, Some(1));
    assert!(said.out.starts_with("7 documents: 5 new, 0 already held, 2 failed\n"), "{}", said.out);
    assert!(said.err.contains("in/empty.txt: there is no text in it"), "{}", said.err);
    assert!(said.err.contains("nowhere.txt: no such file or folder; check the path"), "{}", said.err);
}

#[test]
fn the_ledger_is_where_it_is_asked_for() {
    let desk = full_desk();
    let ways: [&[&str]; 4] = [
        &["--ledger", "a.ledger", "read", "in"],
        &["read", "--ledger", "b.ledger", "in"],
        &["read", "in", "--ledger=new/folder/c.ledger"],
        &["read", "in"],
    ];
    for (way, ledger) in ways.iter().zip(["a.ledger", "b.ledger", "new/folder/c.ledger", "desk.ledger"]) {
        desk.ask(way);
        assert!(desk.path(ledger).is_file(), "{way:?}");
    }
    // The option is stronger than the environment.
    let held = desk.objects(&["documents", "--ledger", "a.ledger", "--format", "jsonl"]);
    assert_eq!(held.len(), 5);
    let mut unnamed = desk.command(&["read", "in"]);
    let output = unnamed.env_remove("CHANCERY_LEDGER").output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && out.contains("chancery.ledger"), "{out}");
    assert!(out.contains(&desk.path("house").display().to_string()), "{out}");
}

/// What is told beside an article, how, and what must come of it: outlet, day,
/// and where the day came from.
#[test]
fn facts_given_beside_are_kept() {
    let cases: [(&str, &str, &[&str], [&str; 3]); 6] = [
        ("plain.txt", "They met.", &[], ["", "", "none"]),
        (
            "front.txt",
            "---\noutlet: KPL\npublished: 2025-03-04\n---\nThey met.",
            &[],
            ["KPL", "2025-03-04", "metadata"],
        ),
        (
            "front.md",
            "---\noutlet: VNS\ndate: 2025-03-05\n---\n# Talks\n\nThey met.",
            &[],
            ["VNS", "2025-03-05", "metadata"],
        ),
        ("beside.txt", "They met in the morning.", &[], ["Xinhua", "2025-03-06", "metadata"]),
        (
            "given.txt",
            "They met in the evening.",
            &["--published", "2025-03-07", "--outlet", "KPL", "--url", "https://demo.example/7"],
            ["KPL", "2025-03-07", "argument"],
        ),
        // What is given by the user is stronger than what stands beside.
        (
            "beside2.txt",
            "They met at noon.",
            &["--published", "2025-03-08"],
            ["Xinhua", "2025-03-08", "argument"],
        ),
    ];
    let desk = Desk::new();
    desk.put("beside.txt.meta.toml", "outlet = 'Xinhua'\npublished = '2025-03-06'\n");
    desk.put("beside2.meta.toml", "outlet = 'Xinhua'\npublished = '2025-03-06'\n");
    for (name, text, given, expected) in cases {
        desk.put(name, text);
        desk.ask(&[&["read", name], given].concat());
        let documents = desk.objects(&["documents", "--format", "jsonl"]);
        let document = documents.iter().find(|document| document["source"] == name).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let published = &document["published"];
        let found = [text(&document["outlet"]), text(&published["value"]), text(&published["from"])];
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_fact_given_later_renews_the_document() {
    let desk = Desk::new();
    desk.put("a.txt", "They met on Tuesday.");
    desk.ask(&["read", "a.txt"]);
    let out = desk.ask(&["read", "a.txt", "--published", "2025-03-04"]);
    assert!(out.starts_with("1 document: 0 new, 0 already held, 1 read anew, 0 failed\n"), "{out}");
    // Not given again, it is not lost.
    let out = desk.ask(&["read", "a.txt"]);
    assert!(out.starts_with("1 document: 0 new, 1 already held, 0 failed\n"), "{out}");
}

#[test]
fn standard_input_is_read() {
    let desk = Desk::new();
    let said = desk.pipe(&["read", "-"], TALKS);
    assert!(said.out.starts_with("1 document: 1 new"), "{said:?}");
    assert_eq!(desk.objects(&["documents", "--format", "jsonl"])[0]["source"], "-");
}

#[test]
fn the_order_of_reading_does_not_matter() {
    let (forward, backward) = (Desk::new(), Desk::new());
    let mut paths: Vec<_> =
        fs::read_dir(crate::desk::bundled()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.to_string_lossy().ends_with(".meta.toml"));
    paths.sort();
    let names: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    forward.ask(&[&["read"], names.as_slice()].concat());
    // A fixed disorder, read in three goes.
    let mut disorder: Vec<&str> = names.clone();
    disorder.sort_by_key(|name| name.bytes().rev().collect::<Vec<u8>>());
    for part in disorder.rchunks(8) {
        backward.ask(&[&["read"], part].concat());
    }
    for list in ["encounters", "people", "figures", "formulas", "documents"] {
        for format in ["table", "json", "csv"] {
            let question = [list, "--format", format];
            assert_eq!(forward.ask(&question), backward.ask(&question), "{list} as {format}");
        }
    }
}
