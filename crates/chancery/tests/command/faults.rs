//! Kills and full disks at many points of every command that writes: the ledger
//! opens, its proof holds, and doing it again completes it.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Instant,
};

use ledger::{Filter, Ledger};

use crate::desk::{Desk, TALKS, VISIT, said};

const N_DOCUMENTS: usize = 8;

/// At how many points each command is cut short.
const N_POINTS: u32 = 32;

/// Small documents and the records of them, each a little different.
fn desk() -> Desk {
    let desk = Desk::new();
    for number in 0..N_DOCUMENTS {
        let text = if number % 2 == 0 { TALKS } else { VISIT };
        desk.put(&format!("in/{number}.txt"), format!("{text}\nThis is dispatch number {number}.\n"));
    }
    let records = desk.ask(&["extract", "--with-text", "in"]);
    desk.put("records.jsonl", records);
    desk.ask(&["read", "in", "--ledger", "whole.ledger"]);
    desk.ask(&["backup", "whole.backup", "--ledger", "whole.ledger"]);
    desk
}

/// A ledger's documents and entries, as anybody sees them.
fn export(path: &Path) -> String {
    let ledger = Ledger::open(path).unwrap();
    assert_eq!(ledger.verify().unwrap().flaw, None, "{}", path.display());
    let every = Filter::default();
    let lists = (
        ledger.documents(&every).unwrap(),
        ledger.encounters(&every).unwrap(),
        ledger.people(&every).unwrap(),
        ledger.figures(&every).unwrap(),
        ledger.formulas(&every).unwrap(),
    );
    format!("{lists:#?}")
}

/// A command that writes, whether it begins with a whole ledger, and the file
/// that it makes or changes.
type Writing = (&'static [&'static str], bool, &'static str);

/// Every command that writes to a ledger or makes one.
const COMMANDS: &[Writing] = &[
    (&["read", "in"], false, "desk.ledger"),
    (&["import", "records.jsonl"], false, "desk.ledger"),
    (&["rebuild"], true, "desk.ledger"),
    (&["compact"], true, "desk.ledger"),
    (&["backup", "--force", "copy.backup"], true, "copy.backup"),
    (&["restore", "whole.backup"], true, "desk.ledger"),
    (&["restore", "whole.backup"], false, "desk.ledger"),
];

/// Puts the desk's ledger as it is before a command.
fn begin(desk: &Desk, has_ledger: bool) {
    for entry in std::fs::read_dir(desk.path("")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.starts_with("desk.ledger") || name.starts_with("copy.backup") {
            std::fs::remove_file(desk.path(&name)).unwrap();
        }
    }
    if has_ledger {
        std::fs::copy(desk.path("whole.ledger"), desk.path("desk.ledger")).unwrap();
    }
}

/// What must hold after a command that was cut short, and after it is done again.
fn complete(desk: &Desk, (words, _, made): &Writing, expected: &str, what: &str) {
    for name in ["desk.ledger", *made] {
        if desk.path(name).metadata().is_ok_and(|file| file.len() > 0) {
            let ledger =
                Ledger::open(&desk.path(name)).unwrap_or_else(|wrong| panic!("{what}: {name}: {wrong}"));
            let proof = ledger.verify().unwrap_or_else(|wrong| panic!("{what}: {name}: {wrong}"));
            assert_eq!(proof.flaw, None, "{what}: {name}");
        }
    }
    let again = desk.run(words);
    assert_eq!(again.code, Some(0), "{what}: {again:?}");
    assert!(export(&desk.path(made)) == expected, "{what}: {made} differs from one that nothing disturbed");
}

fn start(desk: &Desk, words: &[&str]) -> Child {
    desk.command(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn killed_at_any_point() {
    let desk = desk();
    let expected = export(&desk.path("whole.ledger"));
    let mut n_killed = 0;
    for writing @ (words, has_ledger, _) in COMMANDS {
        begin(&desk, *has_ledger);
        let begun = Instant::now();
        assert!(start(&desk, words).wait().unwrap().success(), "{words:?}");
        let whole = begun.elapsed();
        for point in 0..N_POINTS {
            begin(&desk, *has_ledger);
            let mut child = start(&desk, words);
            thread::sleep(whole * point / N_POINTS);
            child.kill().unwrap();
            n_killed += usize::from(!child.wait().unwrap().success());
            complete(&desk, writing, &expected, &format!("{words:?} killed at {point} of {N_POINTS}"));
        }
    }
    println!("{n_killed} killed");
    assert!(n_killed > 100, "only {n_killed} were killed before they were done");
}

/// Runs a command that can write no file larger than so many blocks of 512 bytes.
fn cramped(desk: &Desk, words: &[&str], n_blocks: u64) -> crate::desk::Said {
    let plain = desk.command(words);
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &n_blocks.to_string()]);
    shell.arg(plain.get_program()).args(plain.get_args()).current_dir(desk.path(""));
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    said(&shell.stdin(Stdio::null()).output().unwrap())
}

#[test]
fn no_room_at_any_point() {
    let desk = desk();
    let expected = export(&desk.path("whole.ledger"));
    let mut n_refused = 0;
    for writing @ (words, has_ledger, _) in COMMANDS {
        let most = 2 * desk.path("whole.ledger").metadata().unwrap().len() / 512;
        for n_blocks in (0..=most).step_by(usize::try_from(most / u64::from(N_POINTS)).unwrap()) {
            begin(&desk, *has_ledger);
            let said = cramped(&desk, words, n_blocks);
            let what = format!("{words:?} with {n_blocks} blocks");
            assert!(matches!(said.code, Some(0 | 1)), "{what}: {said:?}");
            if said.code == Some(1) {
                n_refused += 1;
                assert!(said.err.starts_with("chancery: "), "{what}: {said:?}");
            }
            complete(&desk, writing, &expected, &what);
        }
    }
    println!("{n_refused} refused");
    assert!(n_refused > 100, "only {n_refused} had no room");
}

#[test]
fn every_one_who_writes_waits_for_the_other() {
    let desk = desk();
    begin(&desk, true);
    let filing = Ledger::create(&desk.path("desk.ledger")).unwrap();
    for (words, ..) in COMMANDS.iter().filter(|(words, ..)| words[0] != "backup") {
        let said = desk.run(words);
        assert_eq!(said.code, Some(1), "{words:?}");
        assert!(said.err.contains("another chancery is filing into "), "{words:?}: {}", said.err);
    }
    desk.ask(&["backup", "copy.backup"]);
    desk.ask(&["verify"]);
    desk.ask(&["encounters"]);
    drop(filing);
}
