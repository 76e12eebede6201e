//! Statements and commitments at the door: lists, pages and JSON.

// A page that cannot be asked is a failed test, also in the functions beside the tests.
#![allow(clippy::unwrap_used)]

mod held;

use held::{Held, serve};
use ledger::{Filed, Ledger};
use record::Record;
use serde_json::{Value, json};

const PROMISE: &str = "Vietnam will build the Bolaven hydropower school by 2025.";
const DONE: &str = "The Bolaven hydropower school has been completed.";

/// A document of one sentence, which is a commitment or a statement of Vietnam.
fn document(id: &str, day: &str, text: &str, is_promise: bool) -> Record {
    let span = json!([{ "start": 0, "end": text.chars().count() }]);
    let promise = json!({ "id": "c1", "parties": ["VN"], "force": "pledge", "to": ["LA"], "areas": ["education"],
        "deadline": "2025", "evidence": span, "by": "test" });
    let statement = json!({ "id": "s1", "speakers": ["VN"], "act": "say", "addressees": ["LA"],
        "areas": ["education"], "quoted": false, "encounter": null, "evidence": span, "by": "test" });
    let only = |is_it: bool, claim: &Value| if is_it { json!([claim]) } else { json!([]) };
    serde_json::from_value(json!({
        "schema": "chancery/1",
        "article": { "id": id, "source": format!("{id}.txt"), "url": null, "title": format!("Document of {day}"),
            "outlet": "Nhân Dân", "agency": null, "side": "press", "language": "en",
            "published": { "value": day, "from": "metadata" }, "dateline": null, "sha256": id.repeat(4),
            "length": text.chars().count() },
        "people": [], "encounters": [], "statements": only(!is_promise, &statement),
        "commitments": only(is_promise, &promise), "instruments": [], "figures": [], "formulas": [],
        "milestones": [], "notices": []
    }))
    .unwrap()
}

fn held() -> Held {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::create(&path).unwrap();
    let given = [("2024-09-10", PROMISE, true), ("2026-02-03", DONE, false)];
    for (number, (day, text, is_promise)) in given.into_iter().enumerate() {
        let mut record = document("0000000000000000", day, text, is_promise);
        let digest = sha2::Sha256::digest(text);
        record.article.sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        record.article.id = record.article.sha256[..16].to_owned();
        record.article.source = format!("{number}.txt");
        let bytes = text.as_bytes();
        ledger.file(Filed { bytes, form: "plain", text, record: &record, reader: "test" }).unwrap();
    }
    ledger.join().unwrap();
    Held { address: serve(path), folder }
}

use sha2::Digest as _;

#[test]
fn statements_and_commitments_have_lists_and_pages() {
    let held = held();
    let promise = held.json("/api/commitments")[0]["id"].as_str().unwrap().to_owned();
    let statement = held.json("/api/statements")[0]["id"].as_str().unwrap().to_owned();
    let document = held.json("/api/documents")[0]["id"].as_str().unwrap().to_owned();
    for (path, words) in [
        ("/".to_owned(), "<a href=\"/commitments\">"),
        ("/statements".to_owned(), "has been completed."),
        ("/statements?since=2030".to_owned(), "no sign that it was not said"),
        ("/commitments".to_owned(), "<span class=\"status\">done</span>"),
        ("/commitments?status=done&as_of=2026-03-01".to_owned(), "1 held."),
        ("/commitments?status=overdue".to_owned(), "no sign that none was made"),
        (format!("/commitment/{promise}"), "<strong>done</strong>, reported"),
        (format!("/commitment/{promise}"), DONE),
        (format!("/statement/{statement}"), "1 source, in its own words"),
        (format!("/document/{document}"), "<mark class=\"commitment\" id=\"m-c1\">"),
        ("/search?q=bolaven".to_owned(), "/commitment/"),
    ] {
        let answer = held.get(&path);
        assert!(
            answer.status == 200 && answer.body.contains(words),
            "{path}: no `{words}` in {}",
            answer.body
        );
    }
    assert_eq!(held.get("/commitment/none").status, 404);
    assert_eq!(held.get("/statement/none").status, 404);
}

#[test]
fn commitments_are_asked_for_by_status_and_day() {
    let held = held();
    let count = |path: &str| held.json(path).as_array().unwrap().len();
    assert_eq!(count("/api/commitments?status=done"), 1);
    assert_eq!(count("/api/commitments?status=overdue&as_of=2030-01-01"), 0);
    assert_eq!(held.get("/api/commitments?status=soon").status, 400);
    assert_eq!(held.get("/api/commitments?as_of=soon").status, 400);
    assert_eq!(held.get("/commitments?as_of=soon").status, 400);
    assert_eq!(held.get("/api/figures?status=done").status, 400);
}
