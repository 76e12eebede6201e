//! Ledgers of every earlier release are opened by this one. A release that
//! changes the tables adds a dump of a ledger as the release before it wrote it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use std::fs;

use build::Folder;
use ledger::{Filter, Ledger};
use rusqlite::Connection;

mod build;

/// A released version of the tables and a ledger of it, in SQL.
const RELEASES: &[(i64, &str)] = &[(1, include_str!("releases/1.sql")), (8, include_str!("releases/8.sql"))];

/// The file of a ledger as a release left it.
fn ledger_of(folder: &Folder, dump: &str) -> Connection {
    let db = Connection::open(folder.path()).unwrap();
    db.execute_batch("PRAGMA journal_mode = WAL;").unwrap();
    db.execute_batch(dump).unwrap();
    db
}

fn version(folder: &Folder) -> i64 {
    let db = Connection::open(folder.path()).unwrap();
    db.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

fn newest() -> i64 {
    let folder = Folder::new();
    drop(folder.create());
    version(&folder)
}

#[test]
fn a_ledger_of_every_release_is_opened() {
    for (release, dump) in RELEASES {
        for open in [Ledger::open as fn(&std::path::Path) -> _, Ledger::create] {
            let folder = Folder::new();
            drop(ledger_of(&folder, dump));
            assert_eq!(version(&folder), *release);
            let ledger = open(&folder.path()).unwrap();
            let proof = ledger.verify().unwrap();
            assert_eq!((proof.flaw, proof.documents), (None, 2), "release {release}");
            assert!(!ledger.encounters(&Filter::default()).unwrap().is_empty(), "release {release}");
            drop(ledger);
            assert_eq!(version(&folder), newest(), "release {release}");
        }
    }
}

#[test]
fn a_backup_of_every_release_is_restored() {
    for (release, dump) in RELEASES {
        let folder = Folder::new();
        drop(ledger_of(&folder, dump));
        let path = folder.path().with_file_name("restored");
        assert_eq!(Ledger::restore(&path, &folder.path()).unwrap().proof.documents, 2, "release {release}");
        assert_eq!(Ledger::open(&path).unwrap().verify().unwrap().flaw, None, "release {release}");
        assert_eq!(version(&folder), *release, "the backup stays as it is");
    }
}

#[test]
fn an_interrupted_migration_is_completed() {
    for (release, dump) in RELEASES {
        let folder = Folder::new();
        drop(ledger_of(&folder, dump));
        let old = fs::read(folder.path()).unwrap();
        let log = folder.path().with_extension("chancery-wal");
        // Another reader keeps the log from being taken in at the end.
        let reader = Connection::open(folder.path()).unwrap();
        let n_documents: i64 =
            reader.query_row("SELECT count(*) FROM document", [], |row| row.get(0)).unwrap();
        assert_eq!(n_documents, 2);
        drop(Ledger::create(&folder.path()).unwrap());
        let log = fs::read(log).unwrap();
        assert!(!log.is_empty());
        for cut in (0..=log.len()).step_by(997) {
            let crashed = Folder::new();
            fs::write(crashed.path(), &old).unwrap();
            fs::write(crashed.path().with_extension("chancery-wal"), &log[..cut]).unwrap();
            let ledger = Ledger::open(&crashed.path()).unwrap();
            let proof = ledger.verify().unwrap();
            assert_eq!((proof.flaw, proof.documents), (None, 2), "release {release}, {cut} bytes");
            drop(ledger);
            assert_eq!(version(&crashed), newest(), "release {release}, {cut} bytes");
        }
    }
}
