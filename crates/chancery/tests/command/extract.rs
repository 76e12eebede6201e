//! `chancery extract`: records that keep to the contract, and nothing kept.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::desk::{Desk, TALKS, VISIT, bundled, words};

/// The contract: for each place in a record the keys that stand there, sorted.
/// A star is any item of a list.
const KEYS: &[(&str, &str)] = &[
    (
        "",
        "article commitments encounters figures formulas instruments milestones notices people schema statements",
    ),
    ("/article", "agency dateline id language length outlet published sha256 side source text title url"),
    ("/article/published", "from value"),
    ("/article/dateline", "date place"),
    ("/people/*", "by capacities country id mentions name names"),
    ("/people/*/capacities/*", "body label party title"),
    ("/people/*/mentions/*", "end how start"),
    (
        "/encounters/*",
        "by capacities date date_from evidence groups guests hosts id kind occasion participants place status within",
    ),
    ("/encounters/*/evidence/*", "end start"),
    ("/figures/*", "approx by change evidence high id low measure period stage subject unit value"),
    ("/figures/*/evidence/*", "end start"),
    ("/formulas/*", "by evidence id new relation terms"),
    ("/formulas/*/evidence/*", "end start"),
    ("/instruments/*", "aliases by date evidence id kind name parties status"),
    ("/instruments/*/evidence/*", "end start"),
    ("/milestones/*", "by date evidence id party status what"),
    ("/milestones/*/evidence/*", "end start"),
    ("/notices/*", "code message span"),
];

/// What may stand beside the contract's keys: additions that its readers pass over.
const ADDED: &[(&str, &str)] =
    &[("/people/*", "terms"), ("/people/*/capacities/*", "level"), ("/encounters/*", "weekday")];

fn at<'v>(record: &'v Value, place: &str) -> Vec<&'v Value> {
    let mut found = vec![record];
    for step in place.split('/').skip(1) {
        found = match step {
            "*" => found.iter().filter_map(|value| value.as_array()).flatten().collect(),
            key => found.iter().filter_map(|value| value.get(key)).collect(),
        };
    }
    found.retain(|value| !value.is_null());
    found
}

fn records() -> Vec<Value> {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.put("visit.md", VISIT);
    let bundled = bundled();
    let paths = ["extract", "--with-text", "talks.txt", "visit.md", bundled.to_str().unwrap()];
    desk.objects(&paths)
}

#[test]
fn records_keep_to_the_contract() {
    let records = records();
    for (place, keys) in KEYS {
        let mut n_seen = 0;
        for value in records.iter().flat_map(|record| at(record, place)) {
            let found = value.as_object().unwrap().keys().map(String::as_str);
            let found: BTreeSet<&str> = found.filter(|key| !ADDED.contains(&(*place, *key))).collect();
            assert_eq!(found, keys.split(' ').collect(), "keys at `{place}`");
            n_seen += 1;
        }
        assert!(n_seen > 0, "nothing stands at `{place}`");
    }
    for record in &records {
        assert_eq!(record["schema"], "chancery/1");
        let sha256 = record["article"]["sha256"].as_str().unwrap();
        assert_eq!(record["article"]["id"].as_str(), sha256.get(..16));
    }
}

#[test]
fn spans_lie_in_the_text() {
    let spans = [
        "/people/*/mentions/*",
        "/encounters/*/evidence/*",
        "/figures/*/evidence/*",
        "/formulas/*/evidence/*",
        "/instruments/*/evidence/*",
        "/milestones/*/evidence/*",
        "/statements/*/evidence/*",
        "/commitments/*/evidence/*",
    ];
    let mut n_spans = 0;
    for record in &records() {
        let text = record["article"]["text"].as_str().unwrap();
        assert_eq!(record["article"]["length"], text.chars().count());
        for span in spans.iter().flat_map(|place| at(record, place)) {
            assert!(!words(text, span).trim().is_empty(), "{}: {span}", record["article"]["source"]);
            n_spans += 1;
        }
    }
    assert!(n_spans > 100, "{n_spans} spans");
}

#[test]
fn offsets_hold_in_the_file() {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    let record = &desk.objects(&["extract", "--with-text", "talks.txt"])[0];
    assert_eq!(record["article"]["text"], TALKS);
    let people: Vec<&str> =
        record["people"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(people, ["Tô Lâm", "Thongloun Sisoulith"]);
    let figure = &record["figures"][0];
    assert!(words(TALKS, &figure["evidence"][0]).contains("1.6 billion USD"), "{figure}");
    let encounter = &record["encounters"][0];
    assert_eq!((&encounter["kind"], &encounter["date"]), (&"talks".into(), &"2024-09-10".into()));
}

#[test]
fn nothing_is_kept() {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.ask(&["extract", "talks.txt"]);
    assert!(!desk.path("desk.ledger").exists());
    assert!(!desk.path("house").exists());
}

#[test]
fn threads_do_not_show() {
    let desk = Desk::new();
    let bundled = bundled();
    let bundled = bundled.to_str().unwrap();
    let one = desk.ask(&["extract", "--with-text", "--jobs", "1", bundled]);
    for jobs in ["2", "7"] {
        assert!(
            one == desk.ask(&["extract", "--with-text", "--jobs", jobs, bundled]),
            "--jobs {jobs} differs"
        );
    }
    assert!(one.lines().count() > 16);
}

#[test]
fn standard_input_is_one_article() {
    let desk = Desk::new();
    let said =
        desk.pipe(&["extract", "-", "--published", "2024-09-10", "--outlet", "KPL"], "They met on Tuesday.");
    assert_eq!(said.code, Some(0));
    let record: Value = serde_json::from_str(&said.out).unwrap();
    let article = &record["article"];
    assert_eq!((&article["source"], &article["outlet"]), (&"-".into(), &"KPL".into()));
    assert_eq!(article["published"], serde_json::json!({ "value": "2024-09-10", "from": "argument" }));
}

#[test]
fn what_cannot_be_read_is_said_and_the_others_done() {
    let desk = Desk::new();
    desk.put("a.txt", TALKS);
    desk.put("b.jsonl", "{\"text\": \"They met.\"}\nnot json\n{\"no\": 1}\n");
    desk.put("c.txt", VISIT);
    let said = desk.run(&["extract", "--jobs", "2", "a.txt", "nowhere.txt", "b.jsonl", "c.txt"]);
    assert_eq!(said.code, Some(1));
    let lines: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sources: Vec<&str> = lines.iter().filter_map(|record| record["article"]["source"].as_str()).collect();
    assert_eq!(sources, ["a.txt", "b.jsonl:1", "c.txt"]);
    let errors: Vec<&str> = said.err.lines().collect();
    assert_eq!(errors.len(), 3, "{}", said.err);
    assert!(errors[0].starts_with("chancery: nowhere.txt: no such file"), "{}", errors[0]);
    assert!(errors[1].starts_with("chancery: b.jsonl, line 2: "), "{}", errors[1]);
    assert!(errors[2].starts_with("chancery: b.jsonl, line 3: "), "{}", errors[2]);
}

#[test]
fn lines_give_their_own_facts() {
    let desk = Desk::new();
    let line = serde_json::json!({
        "text": "They met on Tuesday.", "source": "wire/1", "url": "https://demo.example/1", "title": "Talks",
        "published": "2024-09-10", "outlet": "KPL", "language": "en", "colour": "a field that is not known",
    });
    desk.put("a.jsonl", line.to_string());
    let article = &desk.objects(&["extract", "a.jsonl"])[0]["article"];
    for field in ["source", "url", "title", "outlet", "language"] {
        assert_eq!(article[field], line[field], "{field}");
    }
    assert_eq!(article["published"], serde_json::json!({ "value": "2024-09-10", "from": "metadata" }));
    assert!(article.get("text").is_none());
}

/// Without the feature the remedy is said.
#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_says_how_to_have_it() {
    let desk = Desk::new();
    desk.put("a.txt", TALKS);
    let said = desk.run(&["extract", "--format", "parquet", "a.txt"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("--features parquet"), "{}", said.err);
}
