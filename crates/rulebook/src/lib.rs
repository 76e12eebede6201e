//! Knowledge as data: loads, checks, indexes and embeds the rules and lists.
//!
//! Owns `rules/`: states, organisations, bodies, offices, places, outlets, word
//! lists and pattern rules. Must never know documents, claims or storage.

mod book;
mod check;
mod embed;
mod error;
mod files;
mod grammar;
mod lists;
mod pattern;
mod rows;
mod rule;
mod rule_file;
mod table;
mod words;

pub use book::Rulebook;
pub use error::{Error, Spot};
pub use lists::{Body, CODE_LISTS, Entry, Leader, List, Office, Organisation, Place, State, Venue};
pub use pattern::{Piece, SlotKind};
pub use rule::{Example, Makes, Rule};
pub use words::words;
