//! The form of every tracked file: length, first line, words that must not stand.

use crate::{
    fault::Fault,
    rooms::{IMPURE_FILES, ROOMS, WORLD},
};

/// A tracked text file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File<'a> {
    /// From the root of the repository, with `/`.
    pub(crate) path: &'a str,
    /// Its text.
    pub(crate) text: &'a str,
}

/// The longest source file, in lines.
const MOST_LINES: usize = 600;

/// Ends of the names of source files.
const SOURCES: &[&str] = &[".rs", ".sql", ".html", ".css", ".js", ".sh", ".py"];

/// What no source has, and what to do instead. Cut in two, so that this file
/// passes its own check.
const FORBIDDEN: &[(&str, &str)] = &[
    (concat!("TO", "DO"), "do it now, or open an issue and leave the word out"),
    (concat!("FIX", "ME"), "mend it now, or open an issue and leave the word out"),
    (concat!("todo", "!"), "write it, or return an error that says what is missing"),
    (concat!("#[ign", "ore"), "mend the test, or record the known wrong answer as a case"),
    (concat!("#[should", "_panic"), "return an error and test that"),
];

/// What leads out of the repository onto one machine.
const MACHINES: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("/tmp/", "wt-"),
    concat!("C:\\Us", "ers\\"),
];

/// What names a registry other than the public one.
const REGISTRIES: &[&str] = &[
    concat!("spar", "se+http"),
    concat!("registry", "+http"),
    concat!("replace", "-with"),
    concat!("index", "-url"),
    concat!("GO", "PROXY="),
];

/// The one registry that a lock file may name.
const PUBLIC: &str = concat!("registry", "+https://github.com/rust-lang/crates.io-index");

/// Everything wrong with a file.
pub(crate) fn faults(file: File<'_>) -> Vec<Fault> {
    let mut faults = machine(file);
    if !SOURCES.iter().any(|end| file.path.ends_with(end)) {
        return faults;
    }
    let n_lines = file.text.lines().count();
    if n_lines > MOST_LINES {
        let what = format!("{n_lines} lines, at most {MOST_LINES} are allowed");
        faults.push(Fault::new(file.path, what, "split it where a reader would start a new page"));
    }
    faults.extend(forbidden(file));
    if file.path.ends_with(".rs") {
        if !file.text.starts_with("//! ") {
            let what = "it does not open with a `//!` line".to_owned();
            faults.push(Fault::new(file.path, what, "say in one line what the file is for"));
        }
        faults.extend(world(file));
    }
    faults
}

fn forbidden(file: File<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (line, text) in (1..).zip(file.text.lines()) {
        for (word, remedy) in FORBIDDEN {
            if text.contains(word) {
                faults.push(Fault::new(
                    &format!("{}:{line}", file.path),
                    format!("`{word}` stands in it"),
                    remedy,
                ));
            }
        }
    }
    faults
}

/// Paths of one machine and registries of one network.
fn machine(file: File<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (line, text) in (1..).zip(file.text.lines()) {
        let place = || format!("{}:{line}", file.path);
        if let Some(path) = MACHINES.iter().find(|path| starts_a_path(text, path)) {
            let what = format!("a path of one machine, `{path}…`");
            faults.push(Fault::new(
                &place(),
                what,
                "write it from the root of the repository, or take it as an argument",
            ));
        }
        let text = text.replace(PUBLIC, "");
        if let Some(registry) = REGISTRIES.iter().find(|registry| text.contains(*registry)) {
            let what = format!("a registry of one network, `{registry}…`");
            faults.push(Fault::new(&place(), what, "leave it to the configuration of the machine"));
        }
    }
    faults
}

/// Whether `path` stands in `line` as the beginning of a path, and not within
/// an address such as `https://example.org/home/`.
fn starts_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| {
            !before.is_alphanumeric() && !matches!(before, '.' | '-' | '_' | '/' | '}' | '~')
        })
    })
}

/// Clock, disk, network, process and environment in a pure room. What stands
/// below `#[cfg(test)]` is a test and may.
fn world(file: File<'_>) -> Vec<Fault> {
    let Some(room) = file.path.strip_prefix("crates/").and_then(|rest| rest.split('/').next()) else {
        return Vec::new();
    };
    let is_pure = ROOMS.iter().any(|known| known.name == room && known.is_pure);
    let is_source = file.path.contains("/src/") || file.path.ends_with("/build.rs");
    if !is_pure || !is_source || IMPURE_FILES.contains(&file.path) {
        return Vec::new();
    }
    let tests = file.text.find("#[cfg(test)]").unwrap_or(file.text.len());
    let code = without_comments(file.text.get(..tests).unwrap_or_default());
    let found = world_names(&code);
    let remedy = "pass the day, the text or the rulebook in as a value";
    found
        .into_iter()
        .map(|(line, name)| {
            Fault::new(&format!("{}:{line}", file.path), format!("`{room}` must not name `{name}`"), remedy)
        })
        .collect()
}

/// The text with comments blanked, its lines as they were.
fn without_comments(text: &str) -> String {
    let line =
        |line: &str| if line.trim_start().starts_with("//") { "\n".to_owned() } else { format!("{line}\n") };
    text.lines().map(line).collect()
}

/// Names of the world in code, each with its line: `std::fs`, also within
/// `use std::{fs, io}`, macros that read the environment, and clocks.
fn world_names(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("std::") {
        let rest = code.get(at + "std::".len()..).unwrap_or_default();
        for name in imported(rest) {
            if WORLD.contains(&name) {
                found.push((line_of(code, at), format!("std::{name}")));
            }
        }
    }
    for clock in ["Zoned::now", "Timestamp::now", "SystemTime", "Instant::now", "option_env!"] {
        for (at, _) in code.match_indices(clock) {
            found.push((line_of(code, at), clock.to_owned()));
        }
    }
    found
}

/// The modules that follow `std::`: one, or those of a list in braces at its
/// first level.
fn imported(rest: &str) -> Vec<&str> {
    let Some(list) = rest.strip_prefix('{') else { return vec![first_word(rest)] };
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, letter) in list.char_indices() {
        let is_end = depth == 0 && matches!(letter, ',' | '}');
        if is_end {
            names.push(first_word(list.get(start..at).unwrap_or_default().trim_start()));
            start = at + 1;
        }
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str, text: &str) -> String {
        faults(File { path, text }).iter().map(|fault| fault.to_string() + "\n").collect()
    }

    #[test]
    fn lawful_files_pass() {
        let cases = [
            ("crates/text/src/read.rs", "//! Reads.\nuse std::{fmt, ops::Range};\n"),
            ("crates/text/src/lib.rs", "//! Text.\n// Not std::fs: see below.\n#[cfg(test)]\nuse std::fs;\n"),
            ("crates/text/tests/cases.rs", "//! Cases.\nuse std::fs;\n"),
            ("crates/rulebook/src/files.rs", "//! Files.\nuse std::fs;\n"),
            ("crates/source/src/gather.rs", "//! Walks.\nuse std::fs;\n"),
            ("README.md", "See https://example.org/home/page.\n"),
            ("Cargo.lock", &format!("source = \"{PUBLIC}\"\n")),
            ("rules/places.tsv", &"row\n".repeat(900)),
        ];
        for (path, text) in cases {
            assert_eq!(said(path, text), "", "{path}");
        }
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let long = format!("//! Long.\n{}", "\n".repeat(600));
        let task = format!("//! A.\n\n// {}: later\n", FORBIDDEN[0].0);
        let ignored = format!("//! A.\n{}]\n", FORBIDDEN[3].0);
        let path = format!("cd {}me/x\n", MACHINES[0]);
        let registry = format!("{} = \"mirror\"\n", REGISTRIES[2]);
        let cases = [
            ("crates/text/src/read.rs", "use std::fmt;\n", "does not open with a `//!` line"),
            ("crates/text/src/read.rs", long.as_str(), "601 lines"),
            ("crates/text/src/read.rs", task.as_str(), "read.rs:3: "),
            ("crates/source/tests/a.rs", ignored.as_str(), "a.rs:2: "),
            (
                "crates/text/src/a.rs",
                "//! A.\nuse std::fs::File;\n",
                "a.rs:2: `text` must not name `std::fs`",
            ),
            (
                "crates/text/src/a.rs",
                "//! A.\nuse std::{\n    io::{self, Read},\n    net,\n};\n",
                "`std::net`",
            ),
            ("crates/reading/src/a.rs", "//! A.\nlet now = jiff::Zoned::now();\n", "`Zoned::now`"),
            ("crates/finding/src/a.rs", "//! A.\nlet x = std::env::var(\"X\");\n", "`std::env`"),
            ("README.md", path.as_str(), "README.md:1: a path of one machine"),
            (".cargo/config.toml", registry.as_str(), "a registry of one network"),
        ];
        for (path, text, expected) in cases {
            let said = said(path, text);
            assert!(said.contains(expected), "{path}: {said}");
        }
    }

    #[test]
    fn lists_of_imports_are_read() {
        assert_eq!(imported("fs::File;"), ["fs"]);
        assert_eq!(imported("{fs, io::{self, env}, time::Duration}"), ["fs", "io", "time"]);
        assert_eq!(imported("{fmt,\n    process,\n};"), ["fmt", "process", ""]);
    }
}
