//! Answers to tables, JSON and marked text: one writer a format.
//!
//! Owns how entries are laid out for a reader. Must never know SQL, HTTP or the
//! arguments of a command.

mod corrections;
mod csv_out;
mod found;
mod marked;
mod moved;
mod phrase;
mod relation;
mod said;
mod shown;
mod table;
mod tenures;
mod versions;

pub use corrections::corrections;
pub use csv_out::csv;
pub use found::{Stretch, found, found_sentence, stretches};
pub use marked::{Segment, marked, segments};
pub use moved::{lineage_text, lineages, series};
pub use phrase::{Names, amount, date, parties, plain};
pub use relation::{LevelRow, Relation, relation_text};
pub use said::{
    commitment_text, commitments, instrument_text, instruments, milestone_text, milestones, statement_text,
    statements,
};
pub use shown::{encounter_text, figure_text, formula_text, person_text, stood};
pub use table::{Table, documents, encounters, figures, formulas, people};
pub use tenures::{tenure_text, tenures, way};
pub use versions::{changes_text, later_sentence, version_sentence, versions};
