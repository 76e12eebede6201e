//! Marks to claims with evidence: encounters, statements, commitments, instruments,
//! figures, formulas, milestones, terms of office.
//!
//! Owns what an act of diplomacy looks like in words: the matching of rules,
//! tense, negation and hearsay, and the record of one article. Must never know
//! raw bytes, HTML, storage or pages.

mod actors;
mod aligned;
mod clause;
mod encounter;
mod figure;
mod firing;
mod formula;
mod instrument;
mod item;
mod line;
mod matcher;
mod milestone;
mod papers;
mod proof;
mod record_of;
mod speech;
mod stats;
mod term;
mod vocabulary;
mod voice;

pub use firing::{Firing, Role, Traced};
pub use proof::{Unproved, prove};
pub use record_of::{Finder, Origin};
pub use stats::{Held, RuleStats, Stats};
