//! Document and rulebook to marks: people, offices, parties, places, dates, amounts.
//!
//! Owns who is named and in what capacity, who "he" and "the two sides" are,
//! which day "Wednesday" is. Must never know what an encounter or a commitment
//! is, nor the disk, the clock or the network.

mod amount;
mod calendar;
mod capacity;
mod count;
mod cursor;
mod date;
mod index;
mod leaders;
mod mark;
mod mention;
mod name;
mod notice;
mod noun;
mod number;
mod organisation;
mod people;
mod post;
mod read;
mod recognised;
mod refer;
mod sparing;
mod title;
mod tree;
mod walk;

pub use mark::{Amount, Mark, Person, Reading, SaidAs, What, When};
pub use post::Post;
pub use read::Reader;
pub use sparing::Lists;
pub use syntax::{Penn, Relation, Upos};
pub use tree::{Tree, Word};
