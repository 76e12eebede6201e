//! A document: clean text with its parts, sentences and tokens.

use std::ops::Range;

use jiff::civil::Date;
use record::{Dateline, PartyId, Published, Side};

/// What sort of text was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text: the clean text is the text given, unchanged.
    Plain,
    /// Markdown: the clean text is the text given; markup is furniture.
    Markdown,
    /// HTML: the clean text is the main content.
    Html,
}

/// What comes into this room: decoded text and what was said beside it.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// The text, as decoded by [`crate::decode`].
    pub text: &'a str,
    /// What sort of text.
    pub form: Form,
    /// Headline given beside the text.
    pub title: Option<&'a str>,
    /// Outlet given beside the text.
    pub outlet: Option<&'a str>,
    /// Address of the page.
    pub url: Option<&'a str>,
    /// Publication day and where it came from, given beside the text.
    pub published: Option<(Date, record::DateFrom)>,
    /// ISO 639-1 code given beside the text.
    pub language: Option<&'a str>,
}

/// An article taken apart. Every range counts bytes of `text`, is half-open,
/// and lies on character boundaries.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The clean text.
    pub text: String,
    /// The headline.
    pub title: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// Who published it: the name in the list of outlets, or as given.
    pub outlet: Option<String>,
    /// Whose wire it carries.
    pub agency: Option<String>,
    /// The state whose press or office speaks, told by outlet, else agency.
    pub country: Option<PartyId>,
    /// Official or press.
    pub side: Option<Side>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The publication day and where it came from.
    pub published: Published,
    /// Place and date at the head.
    pub dateline: Option<Dateline>,
    /// The parts, in order, without overlap.
    pub blocks: Vec<Block>,
    /// The sentences of every block but furniture and credit, in order.
    pub sentences: Vec<Sentence>,
    /// The tokens of the sentences, in order.
    pub tokens: Vec<Token>,
}

impl Document {
    /// Whether a sentence, by its index, is of the headline.
    pub fn is_in_title(&self, sentence: usize) -> bool {
        let block = self.sentences.get(sentence).and_then(|sentence| self.blocks.get(sentence.block));
        block.is_some_and(|block| block.kind == BlockKind::Title)
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where.
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// Running text.
    Paragraph,
    /// The caption of a picture.
    Caption,
    /// Dateline, date at the head, agency credit.
    Credit,
    /// Share buttons, front matter, markup: not part of what is said.
    Furniture,
}

/// A sentence of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where, without white space at the ends.
    pub bytes: Range<usize>,
    /// Index of its block.
    pub block: usize,
    /// Its tokens, as a range of indices.
    pub tokens: Range<usize>,
}

/// A word, number or mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub bytes: Range<usize>,
    /// Folded (see [`record::fold`]).
    pub folded: String,
}
