//! A fault: where, what, and what to do about it.

use std::fmt;

/// Something that tidy refuses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    /// The file, from the root of the repository, with its line where one is
    /// meant: `crates/text/src/read.rs:12`.
    pub(crate) place: String,
    /// What is wrong.
    pub(crate) what: String,
    /// What to do.
    pub(crate) remedy: String,
}

impl Fault {
    pub(crate) fn new(place: &str, what: String, remedy: &str) -> Self {
        Self { place: place.to_owned(), what, remedy: remedy.to_owned() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}; {}", self.place, self.what, self.remedy)
    }
}
