//! Why a correction is refused.

/// Why a correction cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No entry has this id.
    #[error("the ledger holds no entry `{entry}`; the lists print their ids")]
    NoEntry {
        /// The id.
        entry: String,
    },
    /// One entry alone cannot be merged.
    #[error("name two entries or more that are one")]
    TooFew,
    /// Entries of several sorts cannot be one.
    #[error("entries of different sorts cannot be one: {}", kinds.join(", "))]
    Sorts {
        /// The sort of each.
        kinds: Vec<String>,
    },
    /// None or all of the reports would be taken off.
    #[error(
        "of the {n_reports} reports of `{entry}` some must stand in the documents named, and some not; chancery show {entry} lists them"
    )]
    NothingToSplit {
        /// The entry.
        entry: String,
        /// How many reports it has.
        n_reports: usize,
    },
    /// The sort of entry has no such field, or it cannot be edited.
    #[error("`{field}` cannot be edited; of this sort of entry, {kind}, what can: {}", known.join(", "))]
    NoField {
        /// The field.
        field: String,
        /// The sort of entry.
        kind: String,
        /// What can be edited.
        known: &'static [&'static str],
    },
    /// The value does not fit the field.
    #[error("{field} cannot be {value}: {why}")]
    Value {
        /// The field.
        field: String,
        /// The value in JSON.
        value: String,
        /// What is wrong with it.
        why: String,
    },
    /// There is no correction of this number.
    #[error("there is no correction {number}; chancery correct list prints them")]
    NoCorrection {
        /// The number.
        number: i64,
    },
    /// It was undone before.
    #[error("correction {number} was undone by {author} on {made}")]
    Undone {
        /// The number.
        number: i64,
        /// When.
        made: String,
        /// By whom.
        author: String,
    },
    /// The ledger does not hold this document.
    #[error("the ledger holds no document `{document}`; chancery documents lists them")]
    NoDocument {
        /// As it was named.
        document: String,
    },
    /// The words are not in the document, or not once.
    #[error("{document}: the words \"{words}\" stand {times} times in its text; give more or other words")]
    Words {
        /// The document.
        document: String,
        /// The words.
        words: String,
        /// How often they stand there.
        times: usize,
    },
    /// Somebody is named whom the document does not name.
    #[error("{document} does not name {person}; add the person there first: chancery correct add person")]
    NotNamed {
        /// The document.
        document: String,
        /// The person.
        person: String,
    },
}
