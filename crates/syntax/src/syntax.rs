//! What is told of a text: its tokens and names.

use std::ops::Range;

use crate::{name::Name, penn::Penn, relation::Relation, upos::Upos};

/// A text's tokens and names, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Syntax {
    /// The tokens of all blocks.
    pub tokens: Vec<Token>,
    /// The names; none overlaps another or crosses a sentence.
    pub names: Vec<Name>,
}

/// A word, number or mark and what it is to its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands: half-open, in bytes of the text given, on character
    /// boundaries, never empty, and not before the end of the token before it.
    pub bytes: Range<usize>,
    /// Its part of speech.
    pub upos: Upos,
    /// Its part of speech with tense and number.
    pub penn: Penn,
    /// Its dictionary form.
    pub lemma: String,
    /// The index of its head in [`Syntax::tokens`]; its own for the one root of a
    /// sentence. Heads lie in the same sentence and make no ring.
    pub head: usize,
    /// What it is to its head.
    pub relation: Relation,
    /// Whether it is the first of a sentence.
    pub starts_sentence: bool,
}

/// A token that is given to be read, instead of being found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text given, in bytes. A piece that is no part of
    /// the text is read as an empty word.
    pub bytes: Range<usize>,
    /// Whether it is the first of a sentence. The first of a text always is.
    pub starts_sentence: bool,
}
