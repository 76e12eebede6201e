//! The ledger: documents, claims and entries in one SQLite file.
//!
//! Owns storage, who is who, the joining of claims into entries, proof of every
//! quotation, and the questions asked of all that. Must never know HTML, HTTP,
//! or how claims are found.

mod check;
mod entry;
mod error;
mod file;
mod import;
mod join;
mod keep;
mod match_encounters;
mod people;
mod question;
mod rebuild;
mod report;
mod said;
mod seal;
mod store;
mod verify;

pub use entry::{Document, Encounter, Figure, Formula, Held, Person, PlaceFrom, Quoted, Source, Told};
pub use error::Error;
pub use file::{Filed, Outcome};
pub use keep::{Compacted, Restored};
pub use question::{Filter, Page, PageMark, Pair};
pub use rebuild::{Named, Reading, Rebuilt, Stored};
pub use said::{Commitment, Instrument, Milestone, Statement};
pub use store::Ledger;
pub use verify::{Flaw, Proof};
