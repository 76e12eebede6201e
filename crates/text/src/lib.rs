//! Bytes to document: text, parts, credit, dateline, dates, sentences, tokens.
//!
//! Owns decoding, the main content of a page, captions and furniture apart,
//! outlet and agency credit, dateline, publication date, language, sentences
//! and tokens, always with offsets into the clean text. Must never know the
//! network, the disk, the clock, or diplomacy.

mod blocks;
mod caption;
mod credit;
mod date;
mod decode;
mod document;
mod front;
mod furniture;
mod head;
mod language;
mod markdown;
mod page;
mod read;
mod sentence;
mod tags;
mod token;

pub use credit::Outlets;
pub use date::day;
pub use decode::{NotText, decode};
pub use document::{Block, BlockKind, Document, Form, Given, Sentence, Token};
pub use read::read;

/// The tokens of a text by itself, such as a listed name or a pattern's word.
pub fn tokens(text: &str) -> Vec<Token> {
    token::tokens(text, text, 0..text.len())
}
