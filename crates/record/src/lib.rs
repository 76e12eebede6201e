//! The vocabulary of Chancery: what every other room means by its words.
//!
//! Owns parties, persons, offices, the record kinds, spans, dates (EDTF), the
//! folding under which names compare, and the JSON contract in which records
//! travel. Must never know how anything is found, stored or shown.

mod actor;
mod annotated;
mod edtf;
mod fold;
mod item;
mod offsets;
mod outlet;
mod record;
mod words;

pub use actor::{Actor, PartyId, PersonId};
pub use annotated::{Annotated, Annotation, Supplied};
pub use edtf::{Edtf, EdtfError, MONTHS, Point};
pub use fold::{fold, fold_char, lower_char};
pub use item::{
    Capacity, Change, Commitment, Encounter, Figure, Formula, Instrument, Mention, Milestone, Person, Place,
    Statement, Term,
};
pub use offsets::{Offsets, Span};
pub use outlet::Outlet;
pub use record::{Article, Dateline, Notice, Published, Record, SCHEMA};
pub use words::{
    Act, Area, DateFrom, EncounterKind, Force, How, InstrumentStatus, MilestoneStatus, Progress, Side, Stage,
    Status, Taking, Turn, UnknownWord,
};
