//! Text to words, parts of speech, lemmas, heads, relations and names.
//!
//! Owns the tokeniser, the lemmatiser, and a small convolutional network that
//! tags, parses and finds names, with the weights built in. Everything is told
//! in byte offsets of the text given. Must never know the disk, the network, the
//! clock, or diplomacy.

mod batch;
mod bits;
mod encoder;
mod error;
mod feature;
mod hash;
mod layer;
mod lemma;
mod letter;
mod lexicon;
mod matrix;
mod model;
mod moves;
mod name;
mod names;
mod number;
mod parse;
mod penn;
mod reader;
mod relation;
mod rules;
mod run;
mod scorer;
mod state;
mod sum;
mod syntax;
mod tagger;
mod tokenise;
mod tree;
mod upos;
mod weights;
mod words;

pub use error::Error;
pub use lemma::lemma;
pub use model::Model;
pub use name::{Name, NameKind};
pub use penn::Penn;
pub use reader::Reader;
pub use relation::Relation;
pub use syntax::{Piece, Syntax, Token};
pub use upos::Upos;
