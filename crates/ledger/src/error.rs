//! What can go wrong with a ledger, and what to do about it.

use std::path::PathBuf;

use crate::refused::Refused;

/// Why a ledger could not be opened, filed into or asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is something else.
    #[error("{path} is not a Chancery ledger; name another file with --ledger, or move this one away")]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file was made by a later release.
    #[error(
        "{path} was made by a newer Chancery (ledger version {found}, this one knows {known}); use that release"
    )]
    TooNew {
        /// The file.
        path: PathBuf,
        /// The version in the file.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// Another process is filing.
    #[error("another chancery is filing into {path}; wait until it has ended, or file into another --ledger")]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The ledger does not exist.
    #[error("there is no ledger at {path}; read documents into one first: chancery read PATH")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A backup would take the place of the ledger it is of.
    #[error("{path} is the ledger itself; name another file")]
    Itself {
        /// The file.
        path: PathBuf,
    },
    /// There is no backup under this name.
    #[error("there is no backup at {path}; check the path")]
    NoBackup {
        /// The file.
        path: PathBuf,
    },
    /// The folder or file cannot be made or opened.
    #[error("cannot open {path}; check that the folder exists, is yours and has room")]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A claim's words are not in its text; nothing of the document was filed.
    #[error("{document}: the words of {claim} at {start}..{end} are not in its text")]
    Unproved {
        /// The document.
        document: String,
        /// The claim.
        claim: String,
        /// First code point.
        start: usize,
        /// One past the last.
        end: usize,
    },
    /// The record speaks of other bytes than those given.
    #[error("{document}: the hash in its record is not that of its bytes; extract it again")]
    WrongHash {
        /// The document.
        document: String,
    },
    /// Another document has the id of this one.
    #[error("{document}: another document with the id {id} is held; one of the two gives a false hash")]
    Taken {
        /// The document.
        document: String,
        /// Its id.
        id: String,
    },
    /// A record from elsewhere is not what a record must be.
    #[error("{document}: {reason}")]
    Unfit {
        /// The document.
        document: String,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// A copy of a ledger did not pass the proof, so that it was not kept or used.
    #[error("{path} is not sound: {flaw}")]
    Unsound {
        /// The ledger copied.
        path: PathBuf,
        /// The first flaw.
        #[source]
        flaw: Box<crate::Flaw>,
    },
    /// Another process is writing the same copy.
    #[error("another chancery is writing {path}; wait until it has ended, or name another file")]
    Copying {
        /// The file.
        path: PathBuf,
    },
    /// A backup would take the place of a file that is there.
    #[error("{path} is there already; name another file, or give --force to replace it")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full, or takes no file as large.
    #[error("the disk with {path} is full; make room and do it again: what was filed before is safe")]
    Full {
        /// The ledger.
        path: PathBuf,
    },
    /// The file's own order is broken.
    #[error("the ledger at {path} is damaged; restore a backup, or read the documents into a new ledger")]
    Corrupt {
        /// The ledger.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The index of words is damaged, or the ledger was made before there was one.
    #[error("the index of words in {path} cannot be used; make it anew: chancery index")]
    Index {
        /// The ledger.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// SQLite says so.
    #[error("the ledger at {path} cannot be used")]
    Sqlite {
        /// The ledger.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A stored claim or entry is not what this release writes.
    #[error(
        "{what} in the ledger is damaged; restore a copy of the ledger, or read the documents into a new one"
    )]
    Damaged {
        /// Which row.
        what: String,
        /// What the reader of it says.
        source: serde_json::Error,
    },
    /// A correction cannot be made; nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refused),
}

impl Error {
    /// Whether one document is at fault and not the ledger, so that others can
    /// still be filed.
    pub fn is_of_document(&self) -> bool {
        matches!(
            self,
            Self::Unproved { .. } | Self::WrongHash { .. } | Self::Taken { .. } | Self::Unfit { .. }
        )
    }
}
