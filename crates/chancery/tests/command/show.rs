//! `chancery show`: an article with its marks, and entries with their words.

use crate::desk::{Desk, TALKS};

fn filed() -> Desk {
    let desk = Desk::new();
    desk.put("in/talks.txt", TALKS);
    desk.ask(&["read", "in"]);
    desk
}

#[test]
fn a_document_is_shown_with_its_marks() {
    let desk = filed();
    let id = desk.objects(&["documents", "--format", "jsonl"])[0]["id"].as_str().unwrap().to_owned();
    let shown = desk.ask(&["show", &id]);
    for part in [
        "]p1 held talks",
        "[Two-way trade reached 1.6 billion USD in 2023]f1",
        "comprehensive cooperation",
        "]r1",
        "p-to-lam-vn",
    ] {
        assert!(shown.contains(part), "`{part}` is missing in\n{shown}");
    }
    for name in ["in/talks.txt", "talks.txt", &id[..8]] {
        assert_eq!(desk.ask(&["show", name]), shown, "{name}");
    }
}

#[test]
fn an_entry_is_shown_with_the_words_of_its_sources() {
    let desk = filed();
    let cases = [
        ("encounters", "“Party General Secretary and State President Tô Lâm held talks"),
        ("people", "Thongloun Sisoulith"),
        ("figures", "1.6 billion USD"),
        ("formulas", "special solidarity"),
    ];
    for (list, words) in cases {
        let entries = desk.objects(&[list, "--format", "jsonl"]);
        let shown: String =
            entries.iter().map(|entry| desk.ask(&["show", entry["id"].as_str().unwrap()])).collect();
        assert!(shown.contains(words), "`{words}` is missing in\n{shown}");
        assert!(shown.contains("VNS"), "{list} shows no source\n{shown}");
    }
}

#[test]
fn what_is_not_held_is_said() {
    let said = filed().run(&["show", "e-0000000000"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("the ledger holds no entry or document `e-0000000000`"), "{}", said.err);
}

/// A file may hold what a terminal obeys: none of it must reach the terminal.
#[test]
fn a_text_cannot_steer_the_terminal() {
    let desk = Desk::new();
    let text = TALKS.replace("held talks", "\u{1b}[2Jheld\u{202e} talks\u{7}");
    desk.put("evil.txt", &text);
    desk.ask(&["read", "evil.txt"]);
    let shown = desk.ask(&["show", "evil.txt"]);
    assert!(
        !shown.contains('\u{1b}') && !shown.contains('\u{7}') && !shown.contains('\u{202e}'),
        "{shown:?}"
    );
    for list in ["encounters", "people", "documents"] {
        assert!(!desk.ask(&[list]).contains('\u{1b}'), "{list}");
    }
}
