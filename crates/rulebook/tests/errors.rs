//! What a broken rulebook is told, with file and line: `cases/errors.toml`.

#![allow(clippy::unwrap_used, reason = "a test's helpers may stop it")]

use std::{fs, path::Path};

use rulebook::Rulebook;
use serde::Deserialize;

/// The file of cases.
#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// One broken file.
#[derive(Deserialize)]
struct Case {
    name: String,
    file: String,
    text: String,
    expect: String,
}

#[test]
fn broken_files_are_named_with_their_line() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(home.join("cases/errors.toml")).unwrap();
    let cases: Cases = toml::from_str(&text).unwrap();
    let rules = home.join("../../rules");
    let wrong: Vec<String> = cases.case.iter().filter_map(|case| difference(case, &rules)).collect();
    assert!(wrong.is_empty(), "{} cases differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_missing_file_is_named() {
    let dir = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules"), dir.path());
    fs::remove_file(dir.path().join("lists/speech.tsv")).unwrap();
    let wrong = Rulebook::load(dir.path()).unwrap_err().to_string();
    assert!(wrong.starts_with("rules/lists/speech.tsv: missing"), "{wrong}");
}

/// How the message for a case differs from what is expected, if it does.
fn difference(case: &Case, rules: &Path) -> Option<String> {
    let dir = tempfile::tempdir().unwrap();
    copy(rules, dir.path());
    let path = dir.path().join(&case.file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, &case.text).unwrap();
    match Rulebook::load(dir.path()) {
        Ok(_) => Some(format!("{}: loads", case.name)),
        Err(wrong) if wrong.to_string().contains(&case.expect) => None,
        Err(wrong) => Some(format!("{}: {wrong}", case.name)),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).unwrap();
        }
    }
}
