//! Search at the door: words, marks, phrases, prefixes, fields, ranks, and an
//! index that goes with its documents.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, in_place, joined, on};
use ledger::{Error, Flaw, Found, Ledger, Part, Query};
use record::{EncounterKind as Kind, PartyId, Span};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

mod build;

/// The report with another text, whose evidence still lies in it.
fn saying(mut report: Report, title: &str, text: &str) -> Report {
    report.text = text.to_owned();
    let hash: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    report.record.article.id = hash.chars().take(16).collect();
    report.record.article.sha256 = hash;
    report.record.article.title = Some(title.to_owned());
    report.record.article.length = text.chars().count();
    report
}

fn plain(day: &str, title: &str, text: &str) -> Report {
    saying(Report::new("Post", day), title, text)
}

fn ledger(folder: &Folder) -> Ledger {
    let talks = Report::new("Alpha", "2024-09-12")
        .person("Tô Lâm", "VN", &["President"])
        .person("Thongloun Sisoulith", "LA", &["President"])
        .encounter(Kind::Talks, &["p1", "p2"], |claim| {
            on(claim, "2024-09-11");
            in_place(claim, "Hanoi", "VN");
        });
    let call = Report::new("Beta", "2025-03-05")
        .person("Mats Lâm", "NG", &["President"])
        .person("To Lindqvist", "SE", &["Prime Minister"])
        .encounter(Kind::PhoneCall, &["p1", "p2"], |claim| on(claim, "2025-03-03"));
    let reports = [
        saying(
            talks,
            "Leaders hold talks",
            "Tô Lâm and Thongloun met in Hà Nội. The EU and the UN sent notes.",
        ),
        saying(
            call,
            "To Lam visits",
            "President To Lam spoke by phone with the G7 chair about high-speed rail.",
        ),
        plain(
            "2025-01-01",
            "越南国家主席访问老挝",
            "越南国家主席苏林与老挝国家主席通伦会谈。越南是老挝的邻国。",
        ),
        plain(
            "2025-02-01",
            "Łódź trade fair",
            "A fair in Łódź and Đà Nẵng: trade, trade and more trade with Straße.",
        ),
        plain(
            "2025-02-02",
            "Fair",
            "Trade was once named in a long text on other matters, on fish and on rice.",
        ),
        plain("", "No day", "Words without a day: a state visit, and a visit of state."),
    ];
    joined(folder, &reports)
}

fn query(text: &str) -> Query {
    let party = |name: &str| matches!(name, "VN" | "Vietnam").then(|| PartyId("VN".to_owned()));
    Query::read(text, &party).unwrap()
}

fn ask(ledger: &Ledger, text: &str) -> Found {
    ledger.search(&query(text), Part { offset: 0, limit: 20 }).unwrap()
}

fn titles(ledger: &Ledger, text: &str) -> Vec<String> {
    ask(ledger, text).hits.into_iter().filter_map(|hit| hit.title).collect()
}

#[test]
fn words_are_found_with_and_without_marks() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    let both = ["Leaders hold talks", "To Lam visits"];
    for (asked, found) in [
        ("Tô Lâm", both.to_vec()),
        ("to lâm", both.to_vec()),
        ("\"to lam\"", vec!["To Lam visits", "Leaders hold talks"]),
        ("ha noi", vec!["Leaders hold talks"]),
        ("lodz da nang strasse", vec!["Łódź trade fair"]),
        ("EU", vec!["Leaders hold talks"]),
        ("un", vec!["Leaders hold talks"]),
        ("G7", vec!["To Lam visits"]),
        ("越南", vec!["越南国家主席访问老挝"]),
        ("国", vec!["越南国家主席访问老挝"]),
        ("\"国家主席苏林\" 会谈", vec!["越南国家主席访问老挝"]),
        ("南越", vec![]),
        ("\"visit of state\"", vec!["No day"]),
        ("\"of visit\"", vec![]),
        ("high-speed", vec!["To Lam visits"]),
        ("thong*", vec!["Leaders hold talks"]),
        ("thong", vec![]),
        ("\"state vis*\"", vec!["No day"]),
        ("trade fish", vec!["Fair"]),
        ("trade", vec!["Łódź trade fair", "Fair"]),
    ] {
        assert_eq!(titles(&ledger, asked), found, "{asked}");
    }
}

#[test]
fn fields_narrow_by_one_entry() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    let (talks, call) = (vec!["Leaders hold talks"], vec!["To Lam visits"]);
    for (asked, found) in [
        ("person:\"Tô Lâm\"", talks.clone()),
        ("person:\"lam to\"", talks.clone()),
        ("person:lâm", vec!["To Lam visits", "Leaders hold talks"]),
        ("person:sisou*", talks.clone()),
        ("party:VN", talks.clone()),
        ("place:hanoi", talks.clone()),
        ("place:\"Hà Nội\"", talks.clone()),
        ("place:Vietnam", talks.clone()),
        ("kind:talks", talks.clone()),
        ("kind:\"phone call\"", call.clone()),
        ("kind:encounters", vec!["To Lam visits", "Leaders hold talks"]),
        ("kind:talks person:lindqvist", vec![]),
        ("kind:talks person:thongloun party:Vietnam eu", talks.clone()),
        ("kind:talks trade", vec![]),
        ("lam since:2025", call.clone()),
        ("lam until:2024", talks),
        ("state since:1900", vec![]),
        ("since:2025-02 until:2025-02-01", vec!["Łódź trade fair"]),
    ] {
        assert_eq!(titles(&ledger, asked), found, "{asked}");
    }
    let entries: Vec<String> =
        ask(&ledger, "kind:talks").hits[0].entries.iter().map(|entry| entry.label.clone()).collect();
    assert_eq!(entries, ["talks, Hanoi"]);
}

#[test]
fn marks_are_spans_of_the_stored_text() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    let hit = ask(&ledger, "Tô hà").hits.remove(0);
    let page = ledger.page(&hit.document).unwrap().unwrap();
    let words =
        |span: &Span| page.text.chars().skip(span.start).take(span.end - span.start).collect::<String>();
    assert_eq!(hit.marks.iter().map(words).collect::<Vec<_>>(), ["Tô", "Hà"]);
    assert_eq!(hit.words, words(&hit.span));
    let hit = ask(&ledger, "老挝").hits.remove(0);
    assert_eq!((hit.title_marks, hit.marks.len()), (vec![Span { start: 8, end: 10 }], 2));
    let entries = ask(&ledger, "lâm").hits.remove(0).entries;
    assert!(entries.iter().any(|entry| entry.label == "Tô Lâm"), "{entries:?}");
}

#[test]
fn no_query_is_syntax() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    for text in [
        "a OR b",
        "NOT trade",
        "NEAR(a b)",
        "title",
        "\"a\" \"b\"",
        "^trade",
        "{x}",
        "a+b",
        "(((",
        "'; DROP TABLE document;",
        "trade AND",
        "*",
        "col\u{0}x",
        "\u{202e}abc",
        "ba\u{302}",
        "ab*cd",
        "-",
        "%",
        "_",
        "body.x",
    ] {
        if let Ok(query) = Query::read(text, &|_| None) {
            ledger.search(&query, Part { offset: 0, limit: 5 }).unwrap();
        }
    }
    assert_eq!(titles(&ledger, "trade").len(), 2);
}

#[test]
fn pages_follow_one_another() {
    let folder = Folder::new();
    let ledger = ledger(&folder);
    let page = |offset| ledger.search(&query("trade"), Part { offset, limit: 1 }).unwrap();
    assert_eq!((page(0).n_found, page(0).is_more), (2, false));
    assert_eq!(page(1).hits[0].title.as_deref(), Some("Fair"));
    assert!(page(2).hits.is_empty());
}

#[test]
fn the_index_goes_with_the_document() {
    let folder = Folder::new();
    let mut ledger = ledger(&folder);
    let mut report = plain(
        "2025-02-02",
        "Fair",
        "Trade was once named in a long text on other matters, on fish and on rice.",
    );
    report.record.article.title = Some("Market".to_owned());
    report.file_by(&mut ledger, "reader 2").unwrap();
    ledger.join().unwrap();
    assert_eq!((titles(&ledger, "market"), titles(&ledger, "fair").len()), (vec!["Market".to_owned()], 1));
    assert_eq!(ledger.verify().unwrap().flaw, None);
    drop(ledger);
    let db = Connection::open(folder.path()).unwrap();
    db.execute_batch("PRAGMA foreign_keys = ON; DELETE FROM document WHERE id = (SELECT id FROM document WHERE day = '2025-01-01')").unwrap();
    drop(db);
    assert!(titles(&Ledger::open(&folder.path()).unwrap(), "越南").is_empty());
}

#[test]
fn the_order_of_filing_does_not_show() {
    let (one, two) = (Folder::new(), Folder::new());
    let mut reports: Vec<Report> = (0..9)
        .map(|n| plain("2025-01-01", &format!("Fair {n}"), &format!("Trade {n} of the same day.")))
        .collect();
    let first = joined(&one, &reports);
    reports.reverse();
    let second = joined(&two, &reports);
    for asked in ["trade", "since:2025", "fair"] {
        assert_eq!(ask(&first, asked), ask(&second, asked), "{asked}");
    }
}

#[test]
fn a_ledger_without_index_gets_one() {
    let folder = Folder::new();
    drop(ledger(&folder));
    let db = Connection::open(folder.path()).unwrap();
    db.execute_batch(
        "DROP TABLE word_index; DROP TABLE indexed; DROP INDEX document_address; PRAGMA user_version = 3;",
    )
    .unwrap();
    drop(db);
    let ledger = Ledger::open(&folder.path()).unwrap();
    assert_eq!(titles(&ledger, "person:\"to lam\" eu"), ["Leaders hold talks"]);
    assert_eq!(ledger.verify().unwrap().flaw, None);
}

#[test]
fn a_damaged_index_is_told_and_made_anew() {
    let folder = Folder::new();
    drop(ledger(&folder));
    for damage in [
        "DELETE FROM word_index_data WHERE id > 10",
        "DELETE FROM word_index_docsize WHERE id = (SELECT max(id) FROM word_index_docsize)",
        "UPDATE indexed SET stamp = '1 0' WHERE number = (SELECT max(number) FROM indexed)",
        "UPDATE indexed SET fields_sha256 = 'x' WHERE number = (SELECT max(number) FROM indexed)",
        "UPDATE entry SET tokens = tokens || 'x' WHERE id = (SELECT max(id) FROM entry)",
        "UPDATE entry SET label = 'x' WHERE id = (SELECT min(id) FROM entry)",
    ] {
        let db = Connection::open(folder.path()).unwrap();
        db.execute_batch(damage).unwrap();
        drop(db);
        let ledger = Ledger::open(&folder.path()).unwrap();
        let flaw = ledger.verify().unwrap().flaw;
        let asked = ledger.search(&query("trade"), Part { offset: 0, limit: 5 });
        let is_told = matches!(flaw, Some(Flaw::Index { .. })) || matches!(asked, Err(Error::Index { .. }));
        assert!(is_told, "{damage}: {flaw:?} {asked:?}");
        drop(ledger);
        let mut ledger = Ledger::create(&folder.path()).unwrap();
        assert_eq!(ledger.index().unwrap(), 6);
        assert_eq!((ledger.verify().unwrap().flaw, titles(&ledger, "trade").len()), (None, 2), "{damage}");
    }
}
