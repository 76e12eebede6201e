//! Checks of the house that no other tool makes: `tidy`, `score` and `bench`.
//!
//! `cargo xtask tidy` holds the workspace against its own rules: fences between
//! rooms, licences, and the form of every tracked file. `cargo xtask score`
//! holds what is found against annotated texts and their floors. `cargo xtask
//! bench` says how well and how fast a room works.

mod accuracy;
mod attributions;
mod bench;
mod dates;
mod datetime_model;
mod fault;
mod fences;
mod files;
mod floors;
mod joins;
mod licences;
mod measured;
mod names;
mod newsroom;
mod quotes;
mod readouts;
mod rooms;
mod score;
mod search;
mod speed;
mod tidy;
mod timex;
mod told;
mod treebank;
mod visits;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;

const USAGE: &str = "cargo xtask tidy\ncargo xtask score [--write] [--shared DIR]\n\
    cargo xtask bench syntax [--threads N] FILE...
    cargo xtask bench names [--misses]
    cargo xtask bench dates [--misses] PATH
    cargo xtask bench quotes [--misses] PATH
    cargo xtask bench corpus [--misses] FILE
    cargo xtask bench visits [--misses] LIST FILE
    cargo xtask bench entries
    cargo xtask bench search [DOCUMENTS]
    cargo xtask bench joins [DOCUMENTS] [--seed SEED | --write FILE]";

/// Joining a large ledger frees much between what stays: the allocators of some
/// systems then look long for room.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(wrong) => {
            eprintln!("xtask: {wrong:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let root = root()?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["tidy"] => tidy::run(&root),
        ["score"] => score::check(&root, &root.join("../shared")),
        ["score", "--write"] => score::write(&root, &root.join("../shared")),
        ["score", "--shared", folder] => score::check(&root, Path::new(folder)),
        ["score", "--write", "--shared", folder] => score::write(&root, Path::new(folder)),
        ["bench", "syntax", "--threads", n_threads, files @ ..] if !files.is_empty() => {
            let n_threads = n_threads.parse().context("--threads takes a number")?;
            bench::run(files, n_threads)
        }
        ["bench", "search"] => search::run(search::DOCUMENTS),
        ["bench", "search", n_documents] => search::run(documents(n_documents)?),
        ["bench", "joins"] => joins::run(joins::DOCUMENTS, joins::SEED),
        ["bench", "joins", n_documents] => joins::run(documents(n_documents)?, joins::SEED),
        ["bench", "joins", n_documents, "--seed", seed] => {
            joins::run(documents(n_documents)?, seed.parse().context("--seed takes a number")?)
        }
        ["bench", "joins", n_documents, "--write", file] => {
            joins::write(documents(n_documents)?, joins::SEED, Path::new(file))
        }
        ["bench", "entries"] => told::run(&root, &root.join("../shared")),
        ["bench", "names"] => names::run(&root, &root.join("../shared"), false),
        ["bench", "names", "--misses"] => names::run(&root, &root.join("../shared"), true),
        ["bench", "dates", "--misses", path] | ["bench", "dates", path, "--misses"] => {
            dates::run(Path::new(path), true)
        }
        ["bench", "dates", path] => dates::run(Path::new(path), false),
        ["bench", "quotes", "--misses", path] | ["bench", "quotes", path, "--misses"] => {
            quotes::run(&root, Path::new(path), true)
        }
        ["bench", "quotes", path] => quotes::run(&root, Path::new(path), false),
        ["bench", "corpus", "--misses", file] => readouts::run(Path::new(file), true),
        ["bench", "corpus", file] => readouts::run(Path::new(file), false),
        ["bench", "visits", "--misses", list, file] => {
            visits::run(&root, Path::new(list), Path::new(file), true)
        }
        ["bench", "visits", list, file] => visits::run(&root, Path::new(list), Path::new(file), false),
        ["bench", "syntax", files @ ..] if !files.is_empty() => bench::run(files, bench::THREADS),
        _ => {
            eprintln!("{USAGE}");
            Ok(ExitCode::from(2))
        }
    }
}

fn documents(number: &str) -> anyhow::Result<usize> {
    number.parse().context("the bench takes a number of documents")
}

/// The root of the repository.
fn root() -> anyhow::Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(Path::to_owned).context("xtask stands in no workspace")
}
