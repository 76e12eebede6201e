//! What can go wrong while getting bytes, each with its place and a remedy.

use std::{io, path::PathBuf};

/// Why an article could not be had. The walk goes on after each.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file or folder, or a link leads nowhere.
    #[error("{path}: no such file or folder; check the path")]
    NotFound {
        /// As given or found.
        path: PathBuf,
    },
    /// The file or folder may not be read.
    #[error("{path}: no permission to read it; change its permissions or run as another user")]
    NoPermission {
        /// As given or found.
        path: PathBuf,
    },
    /// It is neither a file nor a folder.
    #[error("{path}: neither a file nor a folder; give a file, a folder, or `-` for standard input")]
    NotFile {
        /// As given or found.
        path: PathBuf,
    },
    /// A file is larger than can be one article.
    #[error("{path}: larger than {limit} MiB; split it, or give its articles as JSON Lines")]
    TooLarge {
        /// As given or found.
        path: PathBuf,
        /// The limit, in MiB.
        limit: u64,
    },
    /// A line of JSON Lines is longer than can be one article.
    #[error("{path}, line {line}: longer than {limit} MiB; split the article over several lines")]
    LongLine {
        /// As given or found.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// The limit, in MiB.
        limit: u64,
    },
    /// A line of JSON Lines is not an article.
    #[error("{path}, line {line}: {reason}; write one JSON object a line, with at least `text`")]
    BadLine {
        /// As given or found.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The facts beside an article cannot be read; the article was not read.
    #[error(
        "{path}, line {line}: {reason}; it may have title, outlet, url, published and language, each a string"
    )]
    BadMeta {
        /// The `.meta.toml` file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The machine refused otherwise.
    #[error("{path}: could not be read; try again, or copy it to another disk")]
    Io {
        /// As given or found.
        path: PathBuf,
        /// What the machine said.
        #[source]
        source: io::Error,
    },
}

impl Error {
    /// The error of an operation on a path.
    pub(crate) fn of(path: PathBuf, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::PermissionDenied => Self::NoPermission { path },
            _ => Self::Io { path, source },
        }
    }
}
