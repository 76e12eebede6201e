//! `chancery verify`: every quotation is proved, and damage is found.

use rusqlite::Connection;

use crate::desk::{Desk, TALKS, VISIT};

fn filed() -> Desk {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.put("visit.txt", VISIT);
    desk.ask(&["read", "talks.txt", "visit.txt"]);
    desk
}

#[test]
fn a_whole_ledger_is_proved() {
    let out = filed().ask(&["verify"]);
    let n_proved: usize =
        out.strip_prefix("proved ").and_then(|rest| rest.split(' ').next()?.parse().ok()).unwrap();
    assert!(n_proved >= 6 && out.ends_with("quotations in 2 documents\n"), "{out}");
}

/// What happens to a ledger outside Chancery, and what is said then.
const DAMAGE: &[(&str, &str, &str)] = &[
    (
        "a letter of a stored text",
        "UPDATE document SET text = replace(text, 'held talks', 'held walks') WHERE article LIKE '%talks.txt%'",
        "(talks.txt): its stored text has changed; restore a backup",
    ),
    (
        "a byte as it was read",
        "UPDATE document SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Helsinki', 'Helsinkj') AS BLOB) \
         WHERE article LIKE '%visit.txt%'",
        "(visit.txt): its stored bytes have changed; restore a backup",
    ),
    (
        "a text cut short, with its hash",
        "UPDATE document SET text = '', text_sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'",
        "are not in its text",
    ),
    (
        "evidence beyond the end",
        "UPDATE evidence SET end = 999999 WHERE claim = 'p1'",
        "..999999 are not in its text",
    ),
    ("a claim without words", "DELETE FROM evidence WHERE claim = 'e1'", "the claim e1 has changed"),
];

#[test]
fn damage_is_found_and_named() {
    for (what, damage, expected) in DAMAGE {
        let desk = filed();
        let db = Connection::open(desk.path("desk.ledger")).unwrap();
        assert!(db.execute(damage, []).unwrap() > 0, "{what}");
        drop(db);
        let said = desk.run(&["verify"]);
        assert_eq!(said.code, Some(1), "{what}: {said:?}");
        assert!(said.err.contains(expected), "{what}: {}", said.err);
        assert_eq!(said.out, "", "{what}");
    }
}

#[test]
fn every_flipped_bit_of_a_text_is_found() {
    let desk = filed();
    let db = Connection::open(desk.path("desk.ledger")).unwrap();
    let question = "SELECT id, text FROM document WHERE article LIKE '%visit.txt%'";
    let (id, text): (String, String) =
        db.query_row(question, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    // ASCII places, so that the text stays a text.
    let places: Vec<usize> =
        text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphabetic()).map(|(at, _)| at).collect();
    for at in places.into_iter().step_by(17) {
        let mut flipped = text.clone().into_bytes();
        flipped[at] ^= 1;
        let flipped = String::from_utf8(flipped).unwrap();
        db.execute("UPDATE document SET text = ?1 WHERE id = ?2", [&flipped, &id]).unwrap();
        let said = desk.run(&["verify"]);
        assert_eq!(said.code, Some(1), "byte {at}");
        assert!(said.err.contains(&format!("document {id}")), "byte {at}: {}", said.err);
    }
    db.execute("UPDATE document SET text = ?1 WHERE id = ?2", [&text, &id]).unwrap();
    desk.ask(&["verify"]);
}
