//! What can be wrong with a rulebook, and where.

use std::{fmt, path::PathBuf};

use crate::Makes;

/// A line of a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file, with `rules/` in front.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
}

impl fmt::Display for Spot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.path.display(), self.line)
    }
}

/// Why a rulebook cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read from disk.
    #[error("{path}: cannot be read")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is not UTF-8.
    #[error("{path}:1: not UTF-8; save it as UTF-8")]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// A file that must be there is not.
    #[error("{path}: missing; add it, if only with its header")]
    MissingFile {
        /// The file.
        path: PathBuf,
    },
    /// A file that no reader knows.
    #[error("{path}:1: no place for this file; rules are `<folder>/<phrase>.toml`, lists `lists/<name>.tsv`")]
    StrayFile {
        /// The file.
        path: PathBuf,
    },
    /// A file that no pattern and no code reads.
    #[error("{path}:1: unused list; refer to it as `@{list}` in a pattern or remove it")]
    UnusedList {
        /// The file.
        path: PathBuf,
        /// Its name.
        list: String,
    },
    /// A header names a column that the file does not have.
    #[error("{at}: unknown column `{column}`; the header is: {header}")]
    UnknownColumn {
        /// Where.
        at: Spot,
        /// The column.
        column: String,
        /// The header there must be.
        header: String,
    },
    /// A header lacks a column.
    #[error("{at}: no column `{column}`; the header is: {header}")]
    MissingColumn {
        /// Where.
        at: Spot,
        /// The column.
        column: String,
        /// The header there must be.
        header: String,
    },
    /// The columns of a header are out of order or repeated.
    #[error("{at}: columns out of order; the header is: {header}")]
    ColumnOrder {
        /// Where.
        at: Spot,
        /// The header there must be.
        header: String,
    },
    /// A row has too few or too many cells.
    #[error("{at}: {found} cells where the header has {expected}; check the tabs")]
    Cells {
        /// Where.
        at: Spot,
        /// How many there are.
        found: usize,
        /// How many there must be.
        expected: usize,
    },
    /// A required cell is empty, or one of its values is.
    #[error("{at}: `{column}` is empty or has an empty value")]
    Empty {
        /// Where.
        at: Spot,
        /// The column.
        column: &'static str,
    },
    /// A row sorts before the one above it.
    #[error("{at}: `{key}` sorts before `{before}` above it; sort the rows by their first column")]
    Unsorted {
        /// Where.
        at: Spot,
        /// The row's first cell.
        key: String,
        /// The first cell above.
        before: String,
    },
    /// A first cell occurs twice.
    #[error("{at}: `{key}` is there already; keep one row")]
    Duplicate {
        /// Where.
        at: Spot,
        /// The row's first cell.
        key: String,
    },
    /// A name or form is said twice in one file.
    #[error("{at}: `{form}` is said already on line {line}; keep it once")]
    DuplicateForm {
        /// Where.
        at: Spot,
        /// The name or form.
        form: String,
        /// The line that has it first.
        line: usize,
    },
    /// A phrase or form of a list is not folded.
    #[error("{at}: `{form}` is not folded; write `{folded}`")]
    NotFolded {
        /// Where.
        at: Spot,
        /// The phrase or form.
        form: String,
        /// How it must be written.
        folded: String,
    },
    /// A party that is neither a known state nor a known organisation.
    #[error("{at}: `{party}` is in neither states.tsv nor organisations.tsv; add it there or mend the code")]
    UnknownParty {
        /// Where.
        at: Spot,
        /// The code.
        party: String,
    },
    /// A value that is not among those its column may have.
    #[error("{at}: `{word}` is no {column}; use {known}")]
    UnknownWord {
        /// Where.
        at: Spot,
        /// The column.
        column: &'static str,
        /// The value.
        word: String,
        /// What may stand there.
        known: String,
    },
    /// A rule file is not TOML, or has unknown, missing or ill-typed fields.
    #[error("{at}: {message}")]
    Toml {
        /// Where.
        at: Spot,
        /// What is wrong.
        message: String,
    },
    /// A rule lies in a folder for other things than it makes.
    #[error("{at}: makes `{makes}`, which belongs in another folder than `{folder}`")]
    Folder {
        /// Where.
        at: Spot,
        /// What the rule makes.
        makes: String,
        /// Where it lies.
        folder: String,
    },
    /// A rule does not prove itself.
    #[error("{at}: no `{missing}`; add at least one")]
    Unproved {
        /// Where.
        at: Spot,
        /// `patterns`, `finds` or `ignores`.
        missing: &'static str,
    },
    /// A pattern is not in the language of patterns.
    #[error("{at}: pattern `{pattern}`: {wrong}")]
    Pattern {
        /// Where.
        at: Spot,
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        wrong: String,
    },
    /// A pattern occurs twice.
    #[error("{at}: the same pattern is already at {first}; keep one")]
    DuplicatePattern {
        /// Where.
        at: Spot,
        /// Where it is first.
        first: Spot,
    },
    /// A pattern refers to a list that is not there.
    #[error("{at}: no list `@{list}`; add rules/lists/{list}.tsv or mend the name")]
    UnknownList {
        /// Where.
        at: Spot,
        /// The name.
        list: String,
    },
    /// A pattern has a slot that nothing reads.
    #[error("{at}: nothing reads the slot `{slot}` of a rule that makes a {makes}; use one of: {known}")]
    UnreadSlot {
        /// Where.
        at: Spot,
        /// The slot.
        slot: String,
        /// What the rule makes.
        makes: Makes,
        /// The slots that are read.
        known: String,
    },
    /// A sentence to be found names a slot that no pattern has.
    #[error("{at}: `finds` expects the slot `{slot}`, which no pattern of the rule has")]
    UnknownSlot {
        /// Where.
        at: Spot,
        /// The slot.
        slot: String,
    },
}
