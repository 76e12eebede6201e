//! `chancery import`, `rebuild`, `backup`, `restore` and `compact`.

use std::fs;

use crate::desk::{Desk, TALKS, VISIT, bundled};

const LISTS: &[&str] = &[
    "encounters",
    "people",
    "figures",
    "formulas",
    "statements",
    "commitments",
    "instruments",
    "milestones",
    "documents",
];

#[test]
fn what_is_imported_is_listed_like_what_is_read() {
    let desk = Desk::new();
    let documents = bundled();
    let documents = documents.to_str().unwrap();
    desk.put("records.jsonl", desk.ask(&["extract", "--with-text", documents]));
    let read = desk.ask(&["read", documents, "--ledger", "read.ledger"]);
    let imported = desk.ask(&["import", "records.jsonl", "--ledger", "imported.ledger"]);
    assert_eq!(read.replace("read.ledger", ""), imported.replace("imported.ledger", ""));
    for list in LISTS {
        let of = |ledger| desk.ask(&[list, "--format", "json", "--ledger", ledger]);
        assert!(of("read.ledger") == of("imported.ledger"), "{list}");
    }
    let proof = desk.ask(&["verify", "--ledger", "imported.ledger"]);
    assert_eq!(proof, desk.ask(&["verify", "--ledger", "read.ledger"]));
    for ledger in ["read.ledger", "imported.ledger"] {
        let out = desk.ask(&["rebuild", "--ledger", ledger]);
        assert!(out.ends_with("documents read again: no entry has changed\n"), "{out}");
        assert_eq!(desk.ask(&["verify", "--ledger", ledger]), proof);
    }
    // One document, however it came.
    let out = desk.ask(&["import", "records.jsonl", "--ledger", "read.ledger"]);
    assert!(out.contains(" 0 new, ") && out.contains(" 0 failed"), "{out}");
    let out = desk.ask(&["read", documents, "--ledger", "imported.ledger"]);
    assert!(out.contains(" 0 new, ") && out.contains(" 0 failed"), "{out}");
    assert_eq!(desk.ask(&["verify", "--ledger", "imported.ledger"]), proof);
}

#[test]
fn what_is_refused_is_named_by_its_line() {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.put("visit.txt", VISIT);
    let records = desk.ask(&["extract", "--with-text", "talks.txt", "visit.txt"]);
    let (talks, visit) = records.trim_end().split_once('\n').unwrap();
    let bare = desk.ask(&["extract", "talks.txt"]);
    let moved = visit.replacen("\"end\":", "\"end\":9", 1);
    assert_ne!(moved, visit);
    desk.put("r.jsonl", format!("{moved}\n\n{talks}\nhello\n{bare}{{}}\n{visit}\n"));
    let said = desk.run(&["import", "r.jsonl", "nowhere.jsonl"]);
    assert_eq!(said.code, Some(1));
    assert!(said.out.starts_with("7 documents: 2 new, 0 already held, 5 failed\n"), "{said:?}");
    let lines: Vec<&str> = said.err.lines().collect();
    let expected = [
        "chancery: r.jsonl:1: visit.txt: the words of ",
        "chancery: r.jsonl:4: expected value at column 1; give what",
        "chancery: r.jsonl:5: talks.txt: it has no `article.text`; print it with",
        "chancery: r.jsonl:6: missing field `schema`",
        "chancery: nowhere.jsonl: no such file or folder; check the path",
    ];
    assert_eq!(lines.len(), expected.len(), "{}", said.err);
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(expected), "{line}");
    }
    desk.ask(&["verify"]);
    let piped = desk.pipe(&["import", "-"], &format!("{talks}\nx\n"));
    assert!(piped.out.starts_with("2 documents: 0 new, 1 already held, 1 failed\n"), "{piped:?}");
    assert!(piped.err.starts_with("chancery: -:2: "), "{}", piped.err);
}

#[test]
fn a_backup_is_restored() {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.put("visit.txt", VISIT);
    desk.ask(&["read", "talks.txt"]);
    let before = desk.ask(&["documents"]);
    let out = desk.ask(&["backup", "copy"]);
    assert!(out.ends_with("in 1 document\nbackup: copy\n"), "{out}");
    let said = desk.run(&["backup", "copy"]);
    assert!(
        said.code == Some(1) && said.err.contains("copy is there already; name another file"),
        "{said:?}"
    );
    desk.ask(&["read", "visit.txt"]);
    let out = desk.ask(&["restore", "copy"]);
    assert!(out.contains("desk.ledger.replaced-1\n"), "{out}");
    assert_eq!(desk.ask(&["documents"]), before);
    desk.ask(&["backup", "copy", "--force"]);
    let mut bytes = fs::read(desk.path("copy")).unwrap();
    let name = b"Thongloun Sisoulith";
    let at = bytes.windows(name.len()).position(|words| words == name).unwrap();
    bytes[at] ^= 4;
    desk.put("copy", bytes);
    let said = desk.run(&["restore", "copy"]);
    assert!(said.code == Some(1) && said.err.contains("copy is not sound: "), "{said:?}");
    assert_eq!(desk.ask(&["documents"]), before);
    let out = desk.ask(&["compact"]);
    assert!(out.starts_with("before: ") && out.contains("\nafter:  "), "{out}");
    for words in [["compact"].as_slice(), &["rebuild"], &["backup", "other"]] {
        let said = desk.run(&[words, &["--ledger", "none.ledger"]].concat());
        assert!(said.err.contains("there is no ledger at none.ledger"), "{words:?}: {}", said.err);
        assert!(!desk.path("none.ledger").exists(), "{words:?}");
    }
}
