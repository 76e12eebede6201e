//! Knowledge as data: loads, checks, indexes and embeds the rules and lists.
//!
//! Owns `rules/`: states, organisations, bodies, offices, places, outlets, word
//! lists and pattern rules. Must never know documents, claims or storage.

mod lists;
mod pattern;
mod rule;

pub use lists::{Body, Entry, List, Office, Organisation, Place, State, Venue};
pub use pattern::{Piece, SlotKind};
pub use rule::{Example, Makes, Rule, Rulebook};
