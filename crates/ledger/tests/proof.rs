//! Proof over the whole ledger: each sort of damage is found and named.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, joined};
use ledger::{Flaw, Ledger, Proof};
use record::EncounterKind as Kind;
use rusqlite::Connection;

mod build;

fn report() -> Report {
    Report::new("Delta Times", "2025-03-02")
        .person("Mats Okoro", "NG", &["President"])
        .person("Ida Lindqvist", "SE", &["Prime Minister"])
        .encounter(Kind::Talks, &["p1", "p2"], |claim| build::on(claim, "2025-03-01"))
        .figure("trade", 2e6, "2024")
        .formula(&["lasting friendship"])
}

/// What the proof says once `sql` was done to the file behind the ledger's back.
fn proof_after(sql: &str) -> Proof {
    let folder = Folder::new();
    drop(joined(&folder, &[report(), Report::new("Gamma Post", "2025-03-03")]));
    let behind = Connection::open(folder.path()).unwrap();
    behind.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;").unwrap();
    behind.execute_batch(sql).unwrap();
    drop(behind);
    Ledger::open(&folder.path()).unwrap().verify().unwrap()
}

#[test]
fn a_sound_ledger_is_proved() {
    assert_eq!(proof_after(""), Proof { documents: 2, quotations: 5, flaw: None });
}

#[test]
fn a_changed_byte_is_named() {
    let id = report().record.article.id;
    let flaw = proof_after(&format!(
        "UPDATE document SET bytes = CAST('x' || substr(text, 2) AS BLOB) WHERE id = '{id}'"
    ))
    .flaw;
    assert_eq!(flaw, Some(Flaw::Bytes { document: id, source_of: "Delta Times-2025-03-02.txt".to_owned() }));
}

#[test]
fn a_changed_letter_is_named() {
    let id = report().record.article.id;
    for change in ["'x' || substr(text, 2)", "text || ' '", "''", "CAST(x'ff' AS TEXT) || text"] {
        let flaw = proof_after(&format!("UPDATE document SET text = {change} WHERE id = '{id}'")).flaw;
        let source_of = "Delta Times-2025-03-02.txt".to_owned();
        assert_eq!(flaw, Some(Flaw::Text { document: id.clone(), source_of }), "{change}");
    }
}

#[test]
fn a_quotation_outside_its_text_is_named() {
    let id = report().record.article.id;
    for (start, end, found) in [(2, 999, (2, 999)), (5, 5, (5, 5)), (-4, 3, (usize::MAX, 3))] {
        let sql = format!(
            "UPDATE evidence SET start = {start}, end = {end} WHERE document = '{id}' AND claim = 'e1'"
        );
        let flaw = proof_after(&sql).flaw;
        let quotation =
            Flaw::Quotation { document: id.clone(), claim: "e1".to_owned(), start: found.0, end: found.1 };
        assert_eq!(flaw, Some(quotation), "{sql}");
    }
}

#[test]
fn a_claim_or_entry_without_words_is_named() {
    let id = report().record.article.id;
    let flaw = proof_after("DELETE FROM evidence WHERE claim = 'f1'").flaw;
    assert_eq!(flaw, Some(Flaw::Claim { document: id, claim: "f1".to_owned() }));
    let flaw = proof_after("DELETE FROM entry_claim WHERE claim = 'p1'").flaw;
    assert_eq!(flaw, Some(Flaw::Unsupported { what: "p-mats-okoro-ng".to_owned() }));
}

#[test]
fn what_a_flaw_says_names_document_and_remedy() {
    let said = proof_after("UPDATE document SET text = text || ' '").flaw.unwrap().to_string();
    assert!(said.contains("stored text has changed") && said.contains("restore a backup"), "{said}");
}

/// What answers show is read from the bodies of claims and entries.
#[test]
fn damage_to_claims_and_entries_is_found() {
    for sql in [
        "UPDATE entry SET body = replace(body, '\"end\":9', '\"end\":999')",
        "UPDATE entry SET body = 'x'",
        "DELETE FROM entry; DELETE FROM entry_claim",
        "UPDATE claim SET body = replace(body, '\"end\":9', '\"end\":999')",
        "UPDATE claim SET body = 'x'",
        "UPDATE relation SET n = n + 1",
        "DELETE FROM relation",
        "UPDATE entry_party SET kind = 'figure'",
        "UPDATE entry_person SET kind = 'figure'",
        "DELETE FROM claim",
        "DELETE FROM document",
    ] {
        assert!(proof_after(sql).flaw.is_some(), "{sql}");
    }
}
