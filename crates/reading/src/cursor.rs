//! One sentence's tokens, with the questions that readers ask of them.

use text::{Document, Token};

use crate::{
    date,
    index::{Hits, Index, Meaning},
};

/// A sentence as the readers see it. Positions are indices into the tokens of
/// the whole document, so that what one reader finds another can use.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub(crate) document: &'a Document,
    pub(crate) index: &'a Index,
    /// The listed phrases of the document.
    pub(crate) hits: &'a Hits<'a>,
    /// One past the sentence's last token.
    pub(crate) end: usize,
    /// The sentence's first token.
    pub(crate) start: usize,
    /// Whether a date may stand in the sentence.
    pub(crate) has_date: bool,
}

impl<'a> Cursor<'a> {
    /// The cursor of a sentence that is these tokens.
    pub(crate) fn new(
        document: &'a Document,
        index: &'a Index,
        hits: &'a Hits<'a>,
        tokens: std::ops::Range<usize>,
    ) -> Self {
        let (start, end) = (tokens.start, tokens.end);
        let mut cursor = Self { document, index, hits, end, start, has_date: false };
        cursor.has_date = tokens.into_iter().any(|at| date::is_sign(&cursor, at));
        cursor
    }

    /// The folded word at a position; empty outside the sentence.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| &token.folded)
    }

    /// The word at a position as the text has it; empty outside the sentence.
    pub(crate) fn raw(&self, at: usize) -> &'a str {
        self.token(at).and_then(|token| self.document.text.get(token.bytes.clone())).unwrap_or("")
    }

    /// Whether the words from a position on are these.
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(step, word)| self.word(at + step) == *word)
    }

    /// Whether the word at a position starts with a capital.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.raw(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether a position is in the sentence.
    pub(crate) fn holds(&self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }

    /// Whether no white space stands between the token before and this one.
    pub(crate) fn is_joined(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.token(at));
        before.zip(self.token(at)).is_some_and(|(before, token)| before.bytes.end == token.bytes.start)
    }

    /// The phrases that start at a position and end within the sentence,
    /// longest first: how many tokens, and what they stand for.
    pub(crate) fn hits(self, at: usize) -> impl Iterator<Item = (usize, &'a Meaning)> {
        let hits = if self.holds(at) { self.hits.at(at) } else { &[] };
        hits.iter().map(|hit| (hit.length, hit.meaning))
    }

    /// The longest phrase of one list at a position: its tokens and meaning.
    pub(crate) fn listed(&self, at: usize, list: &str) -> Option<(usize, &'a str)> {
        self.hits(at).find_map(|(length, meaning)| match meaning {
            Meaning::Word(name, means) if name == list => Some((length, means.as_str())),
            _ => None,
        })
    }

    /// The bytes of the text that a run of tokens covers.
    pub(crate) fn bytes(&self, first: usize, end: usize) -> std::ops::Range<usize> {
        let start = self.document.tokens.get(first).map_or(0, |token| token.bytes.start);
        let last = end.checked_sub(1).and_then(|last| self.document.tokens.get(last));
        start..last.map_or(start, |token| token.bytes.end)
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        if self.holds(at) { self.document.tokens.get(at) } else { None }
    }
}
