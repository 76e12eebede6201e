//! Marks to claims with evidence: encounters, figures, formulas.
//!
//! Owns what an act of diplomacy looks like in words: the matching of rules,
//! tense, negation and hearsay, and the record of one article. Must never know
//! raw bytes, HTML, storage or pages.

mod actors;
mod area;
mod clause;
mod clause_contact;
mod commitment;
mod contact;
mod encounter;
mod figure;
mod formula;
mod instrument;
mod line;
mod matcher;
mod measure;
mod milestone;
mod noun_run;
mod occasion;
mod paper_extent;
mod paper_name;
mod paper_status;
mod papers;
mod proof;
mod quoted;
mod record_of;
mod setting;
mod statement;
mod taking_office;
mod vocabulary;
mod voice;

pub use proof::{Unproved, prove};
pub use record_of::{Finder, Origin};
