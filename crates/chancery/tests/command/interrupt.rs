//! An interrupted reading does no harm, and reading again completes it.

use std::{
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use crate::desk::{Desk, TALKS};

const N_DOCUMENTS: usize = 200;

fn folder() -> Desk {
    let desk = Desk::new();
    for number in 0..N_DOCUMENTS {
        desk.put(&format!("in/{number:03}.txt"), format!("{TALKS}\nThis is dispatch number {number}.\n"));
    }
    desk
}

fn n_filed(desk: &Desk) -> usize {
    let db = Connection::open(desk.path("desk.ledger"));
    let count =
        db.and_then(|db| db.query_row("SELECT count(*) FROM document", [], |row| row.get::<_, i64>(0)));
    count.map_or(0, |count| usize::try_from(count).unwrap())
}

/// Reads the folder and kills the reader once `n_wanted` documents are filed.
fn read_and_kill(desk: &Desk, n_wanted: usize) {
    let mut command = desk.command(&["read", "in"]);
    let mut reader = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while n_filed(desk) < n_wanted && start.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(2));
    }
    reader.kill().unwrap();
    reader.wait().unwrap();
}

#[test]
fn a_killed_reading_is_completed() {
    let desk = folder();
    for n_wanted in [1, 40, 90] {
        read_and_kill(&desk, n_wanted);
        let n_held = n_filed(&desk);
        assert!(n_held < N_DOCUMENTS, "the reader was done before it was killed");
        // Questions find entries made of all that is filed, and every word is proved.
        let proof = desk.ask(&["verify"]);
        assert!(proof.contains(&format!(" in {n_held} document")), "{proof}");
        let encounters = desk.objects(&["encounters", "--format", "jsonl"]);
        let n_sources: usize =
            encounters.iter().map(|entry| entry["sources"].as_array().unwrap().len()).sum();
        assert!(n_sources >= n_held, "{n_sources} sources of {n_held} documents");
    }
    let out = desk.ask(&["read", "in"]);
    assert!(out.starts_with(&format!("{N_DOCUMENTS} documents: ")) && out.contains(" 0 failed"), "{out}");
    let whole = Desk::new();
    for number in 0..N_DOCUMENTS {
        let name = format!("in/{number:03}.txt");
        whole.put(&name, std::fs::read(desk.path(&name)).unwrap());
    }
    whole.ask(&["read", "in"]);
    for list in ["encounters", "people", "figures", "formulas", "documents"] {
        assert_eq!(desk.ask(&[list, "--format", "json"]), whole.ask(&[list, "--format", "json"]), "{list}");
    }
}
