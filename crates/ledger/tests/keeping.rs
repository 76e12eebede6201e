//! Importing, rebuilding, backing up, restoring and making small, at the door.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;

use build::{Folder, Report, encounters, joined};
use ledger::{Error, Filter, Ledger, Outcome, Reading};
use record::{Actor, EncounterKind as Kind, PersonId, Record, Span};
use rusqlite::Connection;

mod build;

fn report() -> Report {
    Report::new("Delta Times", "2025-03-02")
        .person("Mats Okoro", "NG", &["President"])
        .person("Ida Lindqvist", "SE", &["Prime Minister"])
        .encounter(Kind::Visit, &["p1", "p2"], |claim| build::on(claim, "2025-03-01"))
        .encounter(Kind::Talks, &["p1", "p2"], |claim| claim.within = Some("e1".to_owned()))
}

/// The record with its text in it, as it travels.
fn travelling(report: &Report) -> Record {
    let mut record = report.record.clone();
    record.article.text = Some(report.text.clone());
    record
}

/// A record of bytes that are elsewhere.
fn of_a_page() -> Record {
    let mut record = travelling(&report());
    record.article.sha256 = "ab".repeat(32);
    record.article.id = "ab".repeat(8);
    record
}

fn import(ledger: &mut Ledger, record: Record) -> Result<Outcome, Error> {
    ledger.import(vec![record]).unwrap().remove(0)
}

#[test]
fn a_record_makes_the_entries_that_its_document_makes() {
    let (read, imported) = (Folder::new(), Folder::new());
    let of_bytes = joined(&read, &[report()]);
    let mut of_record = imported.create();
    assert_eq!(import(&mut of_record, travelling(&report())).unwrap(), Outcome::New);
    of_record.join().unwrap();
    assert_eq!(encounters(&of_record), encounters(&of_bytes));
    assert_eq!(of_record.verify().unwrap(), of_bytes.verify().unwrap());
}

#[test]
fn a_document_and_its_record_are_one() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    assert_eq!(import(&mut ledger, travelling(&report())).unwrap(), Outcome::New);
    assert_eq!(import(&mut ledger, travelling(&report())).unwrap(), Outcome::Held);
    let mut other = travelling(&report());
    other.encounters.pop();
    other.article.source = "elsewhere".to_owned();
    assert_eq!(import(&mut ledger, other).unwrap(), Outcome::Renewed);
    // The bytes come: from now on they are what is held.
    assert_eq!(report().file(&mut ledger).unwrap(), Outcome::Renewed);
    assert_eq!(report().file(&mut ledger).unwrap(), Outcome::Held);
    assert_eq!(import(&mut ledger, travelling(&report())).unwrap(), Outcome::Held);
    ledger.join().unwrap();
    assert_eq!(ledger.documents(&Filter::default()).unwrap().len(), 1);
    let proof = ledger.verify().unwrap();
    assert_eq!((proof.flaw, proof.documents), (None, 1));
}

/// What is wrong with a record, and what is said of it.
#[test]
fn a_record_that_is_not_sound_is_refused_and_the_others_are_filed() {
    type Wrong = (&'static str, fn(&mut Record));
    let wrongs: &[Wrong] = &[
        ("its schema is `chancery/9`", |record| record.schema = "chancery/9".to_owned()),
        ("it has no `article.text`", |record| record.article.text = None),
        ("there is no text in it", |record| record.article.text = Some(" \n".to_owned())),
        ("is not 64 lower-case", |record| record.article.sha256 = "AB".repeat(32)),
        ("is not the first 16 digits", |record| record.article.id = "0".repeat(16)),
        ("`article.length` is 3", |record| record.article.length = 3),
        ("4 MB of text is more", |record| record.article.text = Some("They met.\n".repeat(450_000))),
        ("the words of e1 at 0..999 are not", |record| {
            record.encounters[0].evidence.push(Span { start: 0, end: 999 });
        }),
        ("the words of e1 at 5..5 are not", |record| {
            record.encounters[0].evidence[0] = Span { start: 5, end: 5 }
        }),
        ("e1 has no evidence", |record| record.encounters[0].evidence.clear()),
        ("p1 has no evidence", |record| record.people[0].mentions.clear()),
        ("two claims have the id e1", |record| record.encounters[1].id = "e1".to_owned()),
        ("` ` is no id of a encounter", |record| record.encounters[1].id = " ".to_owned()),
        ("`x1` is no id of a person", |record| record.people[0].id = PersonId("x1".to_owned())),
        ("e1 names p9, who is not", |record| {
            record.encounters[0].hosts.push(Actor::Person(PersonId("p9".to_owned())));
        }),
        ("e2 is within e7, which is not", |record| record.encounters[1].within = Some("e7".to_owned())),
        ("e1 is within itself", |record| record.encounters[0].within = Some("e2".to_owned())),
        ("the weekday of e1 is not", |record| record.encounters[0].weekday = Some(8)),
    ];
    let folder = Folder::new();
    let mut ledger = folder.create();
    for (said, spoil) in wrongs {
        let mut record = of_a_page();
        spoil(&mut record);
        let wrong = import(&mut ledger, record).unwrap_err();
        assert!(wrong.is_of_document() && wrong.to_string().contains(said), "{said}: {wrong}");
        assert!(ledger.documents(&Filter::default()).unwrap().is_empty(), "{said}");
    }
    let mut taken = of_a_page();
    taken.article.sha256.replace_range(60.., "0000");
    let mut spanless = of_a_page();
    spanless.people[1].mentions.clear();
    let outcomes = ledger.import(vec![spanless, of_a_page(), taken, travelling(&report())]).unwrap();
    let filed: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
    assert_eq!(filed, [false, true, false, true]);
    ledger.join().unwrap();
    assert_eq!(ledger.verify().unwrap().documents, 2);
}

#[test]
fn rebuilding_says_what_changed() {
    let folder = Folder::new();
    let mut ledger = joined(&folder, &[report()]);
    import(&mut ledger, of_a_page()).unwrap();
    ledger.join().unwrap();
    let mut again = report();
    let same = ledger
        .rebuild("reader 1", |_| Ok(Reading { text: again.text.clone(), record: again.record.clone() }));
    let same = same.unwrap();
    assert_eq!((same.documents, same.added.len(), same.gone.len(), same.changed.len()), (2, 0, 0, 0));
    again = again.formula(&["lasting friendship"]);
    again.record.encounters.clear();
    let other = |_: &ledger::Stored| Ok(Reading { text: again.text.clone(), record: again.record.clone() });
    let rebuilt = ledger.rebuild("reader 2", other).unwrap();
    assert!(rebuilt.added.iter().any(|entry| entry.kind == "formula"), "{rebuilt:?}");
    assert!(!rebuilt.gone.is_empty() || !rebuilt.changed.is_empty(), "the encounters have one source less");
    assert_eq!(ledger.verify().unwrap().flaw, None);
    let failed = ledger.rebuild("reader 2", |_| Err("cannot".to_owned())).unwrap();
    assert_eq!((failed.documents, failed.failed.len(), failed.gone.len()), (1, 1, 0));
    // Words that are not there are refused here as on filing.
    again.record.formulas[0].evidence[0].end = 9999;
    let unproved =
        |_: &ledger::Stored| Ok(Reading { text: again.text.clone(), record: again.record.clone() });
    assert_eq!(ledger.rebuild("reader 3", unproved).unwrap().failed.len(), 1);
    assert_eq!(ledger.verify().unwrap().flaw, None);
}

#[test]
fn a_backup_is_made_while_another_files_and_one_reads() {
    let folder = Folder::new();
    drop(joined(&folder, &[report()]));
    let to = folder.path().with_file_name("copy");
    let reading = Ledger::open(&folder.path()).unwrap();
    let writer = Connection::open(folder.path()).unwrap();
    writer
        .execute_batch("BEGIN IMMEDIATE; DELETE FROM entry; DELETE FROM claim; DELETE FROM document;")
        .unwrap();
    // The one who is in the middle of it blocks nobody.
    assert_eq!(encounters(&reading).len(), 2);
    assert_eq!(reading.verify().unwrap().flaw, None);
    assert_eq!(reading.back_up(&to).unwrap().documents, 1);
    assert_eq!(Ledger::open(&folder.path()).unwrap().verify().unwrap().documents, 1);
    assert!(matches!(reading.back_up(&to), Err(Error::Exists { .. })));
    reading.back_up_over(&to).unwrap();
    assert!(matches!(reading.back_up_over(&folder.path()), Err(Error::Itself { .. })));
    writer.execute_batch("ROLLBACK").unwrap();
    assert_eq!(encounters(&Ledger::open(&to).unwrap()), encounters(&reading));
    assert!(!folder.path().with_file_name("copy.part").exists());
}

/// As after a release that joins otherwise.
#[test]
fn entries_of_another_release_are_made_anew_in_a_copy() {
    let folder = Folder::new();
    let ledger = joined(&folder, &[report()]);
    let sound = encounters(&ledger);
    Connection::open(folder.path()).unwrap().execute_batch("UPDATE entry SET first = '1999-01-01'").unwrap();
    let (copy, restored) = (folder.path().with_file_name("copy"), folder.path().with_file_name("restored"));
    fs::copy(folder.path(), &restored).unwrap();
    assert_eq!(ledger.back_up(&copy).unwrap().flaw, None);
    assert_eq!(encounters(&Ledger::open(&copy).unwrap()), sound);
    // A log that a ledger of the same name left behind is not taken for its own.
    fs::remove_file(&restored).unwrap();
    fs::copy(folder.path().with_extension("chancery-wal"), restored.with_file_name("restored-wal")).unwrap();
    Ledger::restore(&restored, &copy).unwrap();
    assert_eq!(Ledger::open(&restored).unwrap().verify().unwrap().flaw, None);
}

#[test]
fn a_backup_that_is_not_sound_is_not_kept() {
    let folder = Folder::new();
    drop(joined(&folder, &[report()]));
    let behind = Connection::open(folder.path()).unwrap();
    behind.execute_batch("UPDATE document SET text = text || ' '").unwrap();
    let to = folder.path().with_file_name("copy");
    fs::write(&to, "older").unwrap();
    let ledger = Ledger::open(&folder.path()).unwrap();
    assert!(matches!(ledger.back_up_over(&to), Err(Error::Unsound { .. })));
    assert_eq!(fs::read_to_string(&to).unwrap(), "older");
    assert!(!folder.path().with_file_name("copy.part").exists());
}

#[test]
fn a_restored_ledger_takes_the_place_of_the_other() {
    let folder = Folder::new();
    let mut ledger = joined(&folder, &[report()]);
    let copy = folder.path().with_file_name("copy");
    ledger.back_up(&copy).unwrap();
    Report::new("Gamma Post", "2025-06-01").file(&mut ledger).unwrap();
    ledger.join().unwrap();
    assert!(matches!(Ledger::restore(&folder.path(), &copy), Err(Error::Locked { .. })));
    drop(ledger);
    let reading = Ledger::open(&folder.path()).unwrap();
    assert_eq!(reading.documents(&Filter::default()).unwrap().len(), 2);
    let restored = Ledger::restore(&folder.path(), &copy).unwrap();
    assert_eq!(restored.proof.documents, 1);
    assert_eq!(reading.documents(&Filter::default()).unwrap().len(), 1, "whoever reads goes on reading");
    let replaced = restored.replaced.unwrap();
    assert!(replaced.ends_with("ledger.chancery.replaced-1"), "{replaced:?}");
    assert_eq!(Ledger::open(&replaced).unwrap().verify().unwrap().documents, 2);
    assert_eq!(Ledger::open(&folder.path()).unwrap().verify().unwrap().documents, 1);
    // Where there is none, it is made; what is damaged or none at all is refused.
    let fresh = folder.path().with_file_name("new").join("ledger");
    assert_eq!(Ledger::restore(&fresh, &copy).unwrap().replaced, None);
    assert_eq!(Ledger::open(&fresh).unwrap().verify().unwrap().documents, 1);
    Connection::open(&copy).unwrap().execute_batch("UPDATE document SET text = text || ' '").unwrap();
    assert!(matches!(Ledger::restore(&fresh, &copy), Err(Error::Unsound { .. })));
    fs::write(&copy, "Dear ambassador").unwrap();
    assert!(matches!(Ledger::restore(&fresh, &copy), Err(Error::NotOurs { .. })));
    let nowhere = copy.with_file_name("nowhere");
    assert!(matches!(Ledger::restore(&fresh, &nowhere), Err(Error::NoBackup { .. })));
    assert_eq!(Ledger::open(&fresh).unwrap().verify().unwrap().documents, 1);
}

#[test]
fn a_damaged_ledger_can_be_restored() {
    let folder = Folder::new();
    let copy = folder.path().with_file_name("copy");
    joined(&folder, &[report()]).back_up(&copy).unwrap();
    let mut bytes = fs::read(folder.path()).unwrap();
    for byte in bytes.iter_mut().skip(4096) {
        *byte ^= 0x55;
    }
    fs::write(folder.path(), bytes).unwrap();
    let restored = Ledger::restore(&folder.path(), &copy).unwrap();
    assert!(restored.replaced.unwrap().exists());
    assert_eq!(Ledger::open(&folder.path()).unwrap().verify().unwrap().flaw, None);
}

#[test]
fn compacting_gives_room_back() {
    let folder = Folder::new();
    let mut ledger = joined(&folder, &[report()]);
    let behind = Connection::open(folder.path()).unwrap();
    behind
        .execute_batch("CREATE TABLE x (y); INSERT INTO x VALUES (zeroblob(500000)); DROP TABLE x;")
        .unwrap();
    drop(behind);
    let compacted = ledger.compact().unwrap();
    assert!(compacted.after + 400_000 < compacted.before, "{compacted:?}");
    assert_eq!(ledger.verify().unwrap().flaw, None);
}
