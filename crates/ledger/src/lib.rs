//! The ledger: documents, claims and entries in one SQLite file.
//!
//! Owns storage, who is who, the joining of claims into entries, proof of every
//! quotation, and the questions asked of all that. Must never know HTML, HTTP,
//! or how claims are found.

mod difference;
mod entry;
mod error;
mod file;
mod join;
mod match_encounters;
mod people;
mod question;
mod report;
mod said;
mod search;
mod store;
mod verify;
mod versions;

pub use difference::{Change, Fate, Sentence};
pub use entry::{Document, Encounter, Figure, Formula, Held, Person, PlaceFrom, Quoted, Source, Told};
pub use error::Error;
pub use file::{Filed, Outcome};
pub use question::{Filter, Page, PageMark, Pair};
pub use said::{Commitment, Instrument, Milestone, Statement};
pub use search::{Found, Hit, HitEntry, Part, Query, QueryError};
pub use store::Ledger;
pub use verify::{Flaw, Proof};
pub use versions::{Later, Version, Versions};
