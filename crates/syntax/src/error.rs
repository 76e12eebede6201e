//! What can be wrong with a file of weights.

/// Why a file of weights cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not begin as such a file does.
    #[error("this is no file of syntax weights; write one with training/export.py")]
    Magic,
    /// It is of another version of the format.
    #[error("the weights are in format {found}, and format {known} is read; export them anew")]
    Format {
        /// What the file says.
        found: u32,
        /// What is read.
        known: u32,
    },
    /// It ends too early, or goes on too long.
    #[error("the weights take {found} bytes where the header asks for {expected}; copy the file anew")]
    Length {
        /// Bytes in the file.
        found: usize,
        /// Bytes that there should be.
        expected: usize,
    },
    /// Its hash is not that of its bytes.
    #[error("the weights are damaged: their hash does not fit; copy the file anew")]
    Hash,
    /// Its header cannot be read.
    #[error("the header of the weights cannot be read; export them anew")]
    Header {
        /// What the reader of JSON says.
        source: serde_json::Error,
    },
    /// Its header says something that this reader cannot follow.
    #[error("the header of the weights has {what}; export them with a model of the known build")]
    Unknown {
        /// What it has, in words.
        what: String,
    },
    /// An array is missing.
    #[error("the weights have no array `{name}`; export them anew")]
    Missing {
        /// Its name.
        name: String,
    },
    /// An array has another shape than the header asks for.
    #[error("the array `{name}` has the shape {found:?} where {expected:?} is expected; export it anew")]
    Shape {
        /// Its name.
        name: String,
        /// Its shape.
        found: Vec<usize>,
        /// The shape that was expected; 0 stands for any length.
        expected: Vec<usize>,
    },
    /// An array holds a number that is none.
    #[error("the array `{name}` holds a number that is not finite; train it anew")]
    NotFinite {
        /// Its name.
        name: String,
    },
}
