//! Faults made exactly: a log cut at every frame and within, a file taken in by
//! halves, a flipped bit in every page. The ledger opens, its proof tells the
//! truth, no document is half there, and filing again completes it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use std::{fs, path::Path};

use build::{Folder, Report};
use ledger::{Ledger, Outcome};
use record::EncounterKind as Kind;
use rusqlite::{Connection, types::Value};

mod build;

/// Bytes of a page, and what stands before the log and each page in it.
const PAGE: usize = 4096;
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

fn reports() -> Vec<Report> {
    let report = |number: u8| {
        Report::new(&format!("Delta Times {number}"), &format!("2025-03-0{}", number + 1))
            .person("Mats Okoro", "NG", &["President"])
            .person(&format!("Ida Lindqvist {number}"), "SE", &["Prime Minister"])
            .encounter(Kind::Talks, &["p1", "p2"], |claim| {
                build::on(claim, &format!("2025-02-0{}", number + 1))
            })
            .figure("trade", 2e6 + f64::from(number), "2024")
            .formula(&["lasting friendship"])
    };
    (0..6).map(report).collect()
}

/// Numbers that look random and are the same each time (Marsaglia's xorshift64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

/// All that a ledger holds, as rows in order.
fn export(path: &Path) -> Vec<Vec<Value>> {
    let db = Connection::open(path).unwrap();
    let tables = [
        "document",
        "claim",
        "evidence",
        "seal",
        "entry",
        "entry_claim",
        "entry_party",
        "entry_person",
        "relation",
    ];
    let mut rows = Vec::new();
    for table in tables {
        let columns: usize = db.prepare(&format!("SELECT * FROM {table}")).unwrap().column_count();
        let order: Vec<String> = (1..=columns).map(|column| column.to_string()).collect();
        let sql = format!("SELECT * FROM {table} ORDER BY {}", order.join(", "));
        let mut question = db.prepare(&sql).unwrap();
        let found = question.query_map([], |row| (0..columns).map(|column| row.get(column)).collect());
        rows.extend(found.unwrap().map(Result::unwrap));
    }
    rows
}

/// A ledger of all reports that nothing disturbed.
fn undisturbed() -> Vec<Vec<Value>> {
    let folder = Folder::new();
    drop(build::joined(&folder, &reports()));
    export(&folder.path())
}

/// Opens a ledger with its log as a crash left it, and completes it.
fn survives(file: &[u8], log: &[u8], expected: &[Vec<Value>], what: &str) {
    let folder = Folder::new();
    fs::write(folder.path(), file).unwrap();
    fs::write(folder.path().with_extension("chancery-wal"), log).unwrap();
    let asking = Ledger::open(&folder.path()).unwrap_or_else(|wrong| panic!("{what}: {wrong}"));
    let proof = asking.verify().unwrap_or_else(|wrong| panic!("{what}: {wrong}"));
    assert_eq!(proof.flaw, None, "{what}");
    drop(asking);
    let mut ledger = folder.create();
    let mut n_held = 0;
    for report in reports() {
        n_held += usize::from(report.file(&mut ledger).unwrap() == Outcome::Held);
    }
    assert_eq!(n_held, proof.documents, "{what}: what is held is whole");
    ledger.join().unwrap();
    assert_eq!(ledger.verify().unwrap().flaw, None, "{what}");
    drop(ledger);
    assert!(export(&folder.path()) == expected, "{what}: the ledger differs from one that nothing disturbed");
}

/// The file and log of a ledger in use, before its log is taken in.
fn files(folder: &Folder) -> (Vec<u8>, Vec<u8>) {
    let log = folder.path().with_extension("chancery-wal");
    (fs::read(folder.path()).unwrap(), fs::read(log).unwrap())
}

/// Places to cut a log: before and after every frame, and within it.
fn cuts(log: &[u8], numbers: &mut Numbers) -> Vec<usize> {
    let mut cuts = vec![0, 1, LOG_HEAD - 1];
    for start in (LOG_HEAD..log.len()).step_by(FRAME_HEAD + PAGE) {
        cuts.extend([start, start + 1 + numbers.below(FRAME_HEAD), start + FRAME_HEAD + numbers.below(PAGE)]);
    }
    cuts.push(log.len());
    cuts
}

#[test]
fn a_log_cut_anywhere() {
    let expected = undisturbed();
    let mut numbers = Numbers(0x5eed);
    let folder = Folder::new();
    let mut ledger = folder.create();
    for report in reports() {
        report.file(&mut ledger).unwrap();
    }
    ledger.join().unwrap();
    // From the making of the tables to the last entry, all stands in the log.
    let (file, log) = files(&folder);
    let cuts = cuts(&log, &mut numbers);
    assert!(cuts.len() > 200, "{} points", cuts.len());
    for cut in &cuts {
        survives(&file, &log[..*cut], &expected, &format!("a log of {cut} bytes"));
    }
    println!("{} cuts", cuts.len());
}

#[test]
fn a_log_taken_in_by_halves() {
    let expected = undisturbed();
    let folder = Folder::new();
    let mut ledger = folder.create();
    for report in reports() {
        report.file(&mut ledger).unwrap();
    }
    ledger.join().unwrap();
    let (before, log) = files(&folder);
    drop(ledger);
    let after = fs::read(folder.path()).unwrap();
    for n_pages in 0..=after.len() / PAGE {
        let mut file = after[..n_pages * PAGE].to_vec();
        file.extend(before.get(file.len()..).unwrap_or_default());
        survives(&file, &log, &expected, &format!("{n_pages} pages taken in"));
    }
}

#[test]
fn a_flipped_bit_of_a_log() {
    let expected = undisturbed();
    let mut numbers = Numbers(0xb17);
    let folder = Folder::new();
    drop(folder.create());
    let mut ledger = folder.create();
    for report in reports() {
        report.file(&mut ledger).unwrap();
    }
    let (file, log) = files(&folder);
    for _ in 0..100 {
        let (at, bit) = (numbers.below(log.len()), numbers.below(8));
        let mut flipped = log.clone();
        flipped[at] ^= 1 << bit;
        survives(&file, &flipped, &expected, &format!("bit {bit} of byte {at} of the log"));
    }
}

#[test]
fn a_flipped_bit_of_a_ledger() {
    let folder = Folder::new();
    drop(build::joined(&folder, &reports()));
    let expected = export(&folder.path());
    let sound = fs::read(folder.path()).unwrap();
    let mut numbers = Numbers(0xf11b);
    let mut places: Vec<usize> = (0..100).collect();
    for page in 0..sound.len() / PAGE {
        places.extend((0..20).map(|_| page * PAGE + numbers.below(PAGE)));
    }
    let (mut n_told, mut n_idle) = (0, 0);
    for at in &places {
        let bit = numbers.below(8);
        let mut flipped = sound.clone();
        flipped[*at] ^= 1 << bit;
        let damaged = Folder::new();
        fs::write(damaged.path(), &flipped).unwrap();
        let proof = Ledger::open(&damaged.path()).and_then(|ledger| ledger.verify());
        if proof.is_ok_and(|proof| proof.flaw.is_none()) {
            n_idle += 1;
            let is_same = export(&damaged.path()) == expected;
            assert!(is_same, "bit {bit} of byte {at} has changed the ledger, and nothing tells");
        } else {
            n_told += 1;
        }
    }
    println!("{} flips: {n_told} told, {n_idle} where nothing is stored", places.len());
    assert!(n_told > 100 && places.len() > 400, "{n_told} of {} told", places.len());
}
