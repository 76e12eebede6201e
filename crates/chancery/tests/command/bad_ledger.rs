//! A ledger that cannot be used: not ours, missing, in use, or on a full disk.

use std::{
    fs::{self, File, OpenOptions},
    process::Command,
};

use rusqlite::Connection;

use crate::desk::{Desk, TALKS, VISIT};

#[test]
fn what_is_not_a_ledger_is_left_alone() {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.put("notes.ledger", "Dear diary");
    fs::create_dir(desk.path("folder.ledger")).unwrap();
    Connection::open(desk.path("other.ledger")).unwrap().execute_batch("CREATE TABLE tea (cup)").unwrap();
    for ledger in ["notes.ledger", "folder.ledger", "other.ledger"] {
        for words in [["read", "talks.txt"].as_slice(), &["encounters"], &["verify"]] {
            let said = desk.run(&[words, &["--ledger", ledger]].concat());
            assert_eq!(said.code, Some(1), "{words:?}: {said:?}");
            let expected = format!("{ledger} is not a Chancery ledger; name another file with --ledger");
            assert!(said.err.contains(&expected), "{words:?}: {}", said.err);
        }
    }
    assert_eq!(fs::read_to_string(desk.path("notes.ledger")).unwrap(), "Dear diary");
    // Wrong: the header is changed to write-ahead logging before the file is
    // refused, so that only the tables can be held to be as they were.
    let other = Connection::open(desk.path("other.ledger")).unwrap();
    let tables: String =
        other.query_row("SELECT group_concat(name) FROM sqlite_master", [], |row| row.get(0)).unwrap();
    assert_eq!(tables, "tea");
}

#[test]
fn a_ledger_of_a_later_release_is_left_alone() {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.ask(&["read", "talks.txt"]);
    Connection::open(desk.path("desk.ledger")).unwrap().execute_batch("PRAGMA user_version = 999").unwrap();
    let said = desk.run(&["encounters"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("was made by a newer Chancery (ledger version 999")
            && said.err.contains("use that release"),
        "{}",
        said.err
    );
}

#[test]
fn a_missing_ledger_is_said_and_not_made() {
    let desk = Desk::new();
    for words in
        [["encounters"].as_slice(), &["people"], &["verify"], &["show", "x"], &["serve", "--port", "0"]]
    {
        let said = desk.run(words);
        assert_eq!(said.code, Some(1), "{words:?}: {said:?}");
        assert!(
            said.err.contains("there is no ledger at ") && said.err.contains("chancery read PATH"),
            "{}",
            said.err
        );
    }
    assert!(!desk.path("desk.ledger").exists());
}

#[test]
fn two_cannot_file_at_once_but_all_may_ask() {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.put("visit.txt", VISIT);
    desk.ask(&["read", "talks.txt"]);
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(desk.path("desk.ledger.lock"))
        .unwrap();
    lock.try_lock().unwrap();
    let said = desk.run(&["read", "visit.txt"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("another chancery is filing into "), "{}", said.err);
    assert!(
        said.err.contains("desk.ledger; wait until it has ended, or file into another --ledger"),
        "{}",
        said.err
    );
    assert_eq!(desk.objects(&["documents", "--format", "jsonl"]).len(), 1);
    desk.ask(&["verify"]);
    drop::<File>(lock);
    assert!(desk.ask(&["read", "visit.txt"]).starts_with("1 document: 1 new"));
}

#[test]
fn a_full_disk_keeps_what_was_filed() {
    let desk = Desk::new();
    fs::create_dir(desk.path("small")).unwrap();
    let Some(disk) = SmallDisk::mount(&desk) else {
        println!("skipped: a small disk cannot be mounted here");
        return;
    };
    for number in 0..400 {
        desk.put(
            &format!("in/{number:03}.txt"),
            format!("{TALKS}\nNumber {number}. {}\n", "They met. ".repeat(100)),
        );
    }
    let said = desk.run(&["read", "in", "--ledger", "small/a.ledger"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(
        said.err.contains("the disk with small/a.ledger is full; make room and do it again"),
        "{}",
        said.err
    );
    disk.grow();
    let out = desk.ask(&["verify", "--ledger", "small/a.ledger"]);
    assert!(!out.starts_with("proved 0 "), "{out}");
    let out = desk.ask(&["read", "in", "--ledger", "small/a.ledger"]);
    assert!(out.starts_with("400 documents: ") && out.contains(" 0 failed"), "{out}");
    assert!(!out.contains(" 0 already held"), "what was filed before is gone: {out}");
    desk.ask(&["verify", "--ledger", "small/a.ledger"]);
}

/// A disk of one megabyte, unmounted at the end.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn mount(desk: &Desk) -> Option<Self> {
        let folder = desk.path("small");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1M", "tmpfs"])
            .arg(&folder)
            .output()
            .ok()?;
        mounted.status.success().then_some(Self(folder))
    }

    fn grow(&self) {
        let grown = Command::new("mount").args(["-o", "remount,size=64M"]).arg(&self.0).status().unwrap();
        assert!(grown.success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // If it cannot be unmounted, the folder's own removal will say so.
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
