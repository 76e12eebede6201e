//! Filing at the door: new, held, renewed, refused; the lock; what is not ours.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;

use build::{Folder, Report, encounters, joined, people};
use ledger::{Error, Filter, Ledger, Outcome};
use record::{EncounterKind as Kind, Span};
use rusqlite::Connection;

mod build;

fn report() -> Report {
    Report::new("Delta Times", "2025-03-02")
        .person("Mats Okoro", "NG", &["President"])
        .person("Ida Lindqvist", "SE", &["Prime Minister"])
        .encounter(Kind::Talks, &["p1", "p2"], |claim| build::on(claim, "2025-03-01"))
}

#[test]
fn the_same_bytes_are_new_then_held_then_renewed() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let first = report();
    assert_eq!(first.file(&mut ledger).unwrap(), Outcome::New);
    assert_eq!(first.file(&mut ledger).unwrap(), Outcome::Held);
    let mut elsewhere = first.clone();
    elsewhere.record.article.source = "elsewhere.txt".to_owned();
    assert_eq!(elsewhere.file(&mut ledger).unwrap(), Outcome::Held, "the path is no part of the document");
    assert_eq!(first.file_by(&mut ledger, "reader 2").unwrap(), Outcome::Renewed);
    let mut said = first.clone();
    said.record.article.outlet = Some("Omega Times".to_owned());
    said.record.encounters.clear();
    assert_eq!(said.file_by(&mut ledger, "reader 2").unwrap(), Outcome::Renewed);
    ledger.join().unwrap();
    assert!(encounters(&ledger).is_empty(), "claims of the earlier reading are gone");
    assert_eq!(ledger.documents(&Filter::default()).unwrap().len(), 1);
    let held = ledger.held(&first.record.article.sha256).unwrap().unwrap();
    assert_eq!((held.source, held.outlet), (first.record.article.source, Some("Omega Times".to_owned())));
    assert_eq!(ledger.held("00").unwrap(), None);
}

#[test]
fn words_that_are_not_in_the_text_are_refused_whole() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let length = report().text.chars().count();
    for (start, end) in [(0, length + 1), (length, length + 4), (5, 5), (9, 3), (usize::MAX - 1, usize::MAX)]
    {
        let mut wrong = report();
        wrong.record.encounters[0].evidence.push(Span { start, end });
        let refused = wrong.file(&mut ledger).unwrap_err();
        let is_named = matches!(&refused, Error::Unproved { claim, start: first, end: last, .. }
            if claim == "e1" && (*first, *last) == (start, end));
        assert!(is_named, "{start}..{end}: {refused}");
    }
    assert!(ledger.documents(&Filter::default()).unwrap().is_empty());
    assert_eq!(report().file(&mut ledger).unwrap(), Outcome::New);
    let mut wrong = report();
    wrong.record.people[1].mentions[0].span = Span { start: 0, end: length + 1 };
    assert!(
        matches!(wrong.file_by(&mut ledger, "reader 2"), Err(Error::Unproved { claim, .. }) if claim == "p2")
    );
    ledger.join().unwrap();
    assert_eq!((encounters(&ledger).len(), people(&ledger).len()), (1, 2), "what was held before is kept");
}

#[test]
fn a_claim_without_words_is_refused() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let mut wrong = report();
    wrong.record.encounters[0].evidence.clear();
    assert!(matches!(wrong.file(&mut ledger), Err(Error::Unproved { .. })));
    assert!(ledger.documents(&Filter::default()).unwrap().is_empty());
}

#[test]
fn quotations_count_code_points() {
    let folder = Folder::new();
    let mut quoted = report();
    let start = quoted.text.chars().position(|letter| letter == 'H').unwrap();
    quoted.record.encounters[0].evidence = vec![Span { start, end: start + 6 }];
    let ledger = joined(&folder, &[quoted]);
    assert_eq!(encounters(&ledger)[0].sources[0].words, ["Hà Nội"]);
}

#[test]
fn one_files_and_many_ask() {
    let folder = Folder::new();
    let mut filing = joined(&folder, &[report()]);
    assert!(matches!(Ledger::create(&folder.path()), Err(Error::Locked { path }) if path == folder.path()));
    let asking = Ledger::open(&folder.path()).unwrap();
    assert_eq!(encounters(&asking).len(), 1);
    let second = Report::new("Gamma Post", "2025-06-01")
        .person("Ana Ruiz", "PE", &["Foreign Minister"])
        .person("Otto Brandt", "AT", &["Foreign Minister"])
        .encounter(Kind::Meeting, &["p1", "p2"], |claim| build::on(claim, "2025-05-30"));
    second.file(&mut filing).unwrap();
    assert_eq!(encounters(&asking).len(), 1, "entries follow with the join");
    let late = Ledger::open(&folder.path()).unwrap();
    assert_eq!(encounters(&late).len(), 1, "while another files, the old entries hold");
    filing.join().unwrap();
    assert_eq!((encounters(&asking).len(), encounters(&late).len()), (2, 2));
    drop(filing);
    assert!(Ledger::create(&folder.path()).is_ok(), "the lock goes with its holder");
}

#[test]
fn whoever_asks_cannot_file() {
    let folder = Folder::new();
    drop(joined(&folder, &[report()]));
    let mut asking = Ledger::open(&folder.path()).unwrap();
    assert!(Report::new("Gamma Post", "2025-06-01").file(&mut asking).is_err());
}

#[test]
fn a_killed_writer_leaves_a_ledger_that_the_next_one_joins() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    report().file(&mut ledger).unwrap();
    drop(ledger);
    let asking = Ledger::open(&folder.path()).unwrap();
    assert_eq!((encounters(&asking).len(), people(&asking).len()), (1, 2));
    assert_eq!(asking.verify().unwrap().flaw, None);
}

#[test]
fn what_is_not_a_ledger_is_refused_and_left_alone() {
    let folder = Folder::new();
    let path = folder.path();
    let refused = |path| [Ledger::create(path).err().unwrap(), Ledger::open(path).err().unwrap()];
    assert!(matches!(Ledger::open(&path), Err(Error::Missing { .. })));
    for text in ["Dear ambassador,\n", "SQLite format 3", "x"] {
        fs::write(&path, text).unwrap();
        assert!(refused(&path).iter().all(|error| matches!(error, Error::NotOurs { .. })), "{text:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        fs::remove_file(&path).unwrap();
    }
    for settings in ["", "PRAGMA application_id = 7;", "PRAGMA user_version = 1;"] {
        let other = Connection::open(&path).unwrap();
        other
            .execute_batch(&format!(
                "{settings} CREATE TABLE song (name TEXT); INSERT INTO song VALUES ('x');"
            ))
            .unwrap();
        drop(other);
        assert!(refused(&path).iter().all(|error| matches!(error, Error::NotOurs { .. })), "{settings:?}");
        let other = Connection::open(&path).unwrap();
        let n_tables: i64 =
            other.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0)).unwrap();
        assert_eq!(n_tables, 1, "{settings:?}");
        drop(other);
        fs::remove_file(&path).unwrap();
    }
    fs::create_dir(&path).unwrap();
    assert!(refused(&path).iter().all(|error| matches!(error, Error::NotOurs { .. })));
}

#[test]
fn a_ledger_of_a_newer_release_is_refused() {
    let folder = Folder::new();
    drop(joined(&folder, &[report()]));
    Connection::open(folder.path()).unwrap().execute_batch("PRAGMA user_version = 99;").unwrap();
    for refused in
        [Ledger::create(&folder.path()).err().unwrap(), Ledger::open(&folder.path()).err().unwrap()]
    {
        assert!(matches!(refused, Error::TooNew { found: 99, known, .. } if known < 99), "{refused}");
    }
}

#[test]
fn an_empty_file_becomes_a_ledger() {
    for open in [Ledger::create as fn(&std::path::Path) -> _, Ledger::open] {
        let folder = Folder::new();
        fs::write(folder.path(), "").unwrap();
        let ledger = open(&folder.path()).unwrap();
        assert!(encounters(&ledger).is_empty());
        drop(ledger);
        let ledger = joined(&folder, &[report()]);
        assert_eq!(ledger.verify().unwrap().documents, 1);
    }
}

#[test]
fn an_sqlite_file_without_tables_becomes_a_ledger() {
    let folder = Folder::new();
    Connection::open(folder.path()).unwrap().execute_batch("PRAGMA user_version = 0; VACUUM;").unwrap();
    assert_eq!(encounters(&joined(&folder, &[report()])).len(), 1);
}

#[test]
fn a_folder_that_is_not_there_is_made() {
    let folder = Folder::new();
    let path = folder.path().with_file_name("a").join("b").join("ledger");
    assert!(Ledger::create(&path).is_ok());
    let below_a_file = path.join("c").join("ledger");
    assert!(matches!(Ledger::create(&below_a_file), Err(Error::Open { .. })));
}

#[test]
fn a_ledger_in_the_making_cannot_be_asked() {
    let folder = Folder::new();
    fs::write(folder.path(), "").unwrap();
    let lock = fs::File::create(folder.path().with_extension("chancery.lock")).unwrap();
    lock.lock().unwrap();
    assert!(matches!(Ledger::open(&folder.path()), Err(Error::Locked { .. })));
}

#[test]
fn a_hash_of_other_bytes_is_refused() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let mut wrong = report();
    wrong.record.article.sha256 = "0".repeat(64);
    assert!(matches!(wrong.file(&mut ledger), Err(Error::WrongHash { .. })));
    assert_eq!(report().file(&mut ledger).unwrap(), Outcome::New);
}

#[test]
fn two_claims_of_one_id_are_refused_whole() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let mut twice = report();
    twice.record.encounters.push(twice.record.encounters[0].clone());
    assert!(matches!(twice.file(&mut ledger), Err(Error::Sqlite { .. })));
    assert!(ledger.documents(&Filter::default()).unwrap().is_empty());
}
