//! The ledger: documents, claims and entries in one SQLite file.
//!
//! Owns storage, who is who, the joining of claims into entries, proof of every
//! quotation, and the questions asked of all that. Must never know HTML, HTTP,
//! or how claims are found.

mod alike;
mod appearance;
mod by_hand;
mod check;
mod claim;
mod clock;
mod content;
mod corrected;
mod correction;
mod days;
mod deed;
mod difference;
mod documents;
mod embedding;
mod encounters;
mod entry;
mod error;
mod figures;
mod file;
mod follow;
mod import;
mod join;
mod keep;
mod kept;
mod lexicon;
mod lineage;
mod match_encounters;
mod meant;
mod moved;
mod names;
mod papers;
mod passage;
mod people;
mod promises;
mod question;
mod rebuild;
mod refused;
mod report;
mod restated;
mod said;
mod seal;
mod search;
mod series;
mod store;
mod telling;
mod tenures;
mod terms;
mod turn;
mod verify;
mod versions;
mod worded;

pub use correction::{Anchor, Correction, Decision, Hand, Undone, Wanted, What};
pub use difference::{Change, Fate, Sentence};
pub use entry::{
    Conflict, Document, Encounter, Figure, Formula, Held, Person, PlaceFrom, Quoted, Source, Standing, Told,
};
pub use error::Error;
pub use file::{Filed, Outcome};
pub use follow::FollowUp;
pub use keep::{Compacted, Restored};
pub use lineage::{Lineage, Term, Use, Variant};
pub use papers::{Instrument, Milestone, Step};
pub use promises::{Commitment, Stated};
pub use question::{Counts, Filter, Page, PageMark, Pair};
pub use rebuild::{Named, Reading, Rebuilt, Stored};
pub use refused::Refused;
pub use said::Statement;
pub use search::{Found, Hit, HitEntry, Part, Query, QueryError};
pub use series::{Point, Series};
pub use store::Ledger;
pub use tenures::{Contradiction, Seen, Tenure};
pub use terms::{Doubt, Doubted, TermStep};
pub use verify::{Flaw, Proof};
pub use versions::{Later, Version, Versions};
