//! Refuses to build with a broken rulebook: `cargo build` names the file and line.
//!
//! Reads `rules/` with the very modules that the crate has, so that both agree.

#![allow(dead_code, unreachable_pub, unused_imports)]

#[path = "src/book.rs"]
mod book;
#[path = "src/check.rs"]
mod check;
#[path = "src/error.rs"]
mod error;
#[path = "src/files.rs"]
mod files;
#[path = "src/grammar.rs"]
mod grammar;
#[path = "src/lists.rs"]
mod lists;
#[path = "src/pattern.rs"]
mod pattern;
#[path = "src/rows.rs"]
mod rows;
#[path = "src/rule.rs"]
mod rule;
#[path = "src/rule_file.rs"]
mod rule_file;
#[path = "src/table.rs"]
mod table;
#[path = "src/words.rs"]
mod words;

use std::path::Path;

use book::Rulebook;
use error::{Error, Spot};
use lists::{Body, CODE_LISTS, Entry, Leader, List, Office, Organisation, Place, State, Venue};
use pattern::{Piece, SlotKind};
use rule::{Example, Makes, Rule};
use words::words;

fn main() {
    println!("cargo::rerun-if-changed=../../rules");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build.rs");
    if let Err(wrong) = Rulebook::load(Path::new("../../rules")) {
        println!("cargo::error={wrong}");
    }
}
