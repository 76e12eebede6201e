//! One sentence, as those who look for names and occasions read it.

use std::ops::Range;

use reading::What;

use crate::{
    actors::{self, word},
    matcher::Matcher,
};

/// One sentence under a matcher, with the questions that finders ask of it.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) matcher: Matcher<'a>,
    pub(crate) sentence: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl<'a> Line<'a> {
    /// The line of a sentence, if there is one of that index.
    pub(crate) fn new(matcher: Matcher<'a>, sentence: usize) -> Option<Self> {
        let tokens = matcher.reading.document.sentences.get(sentence)?.tokens.clone();
        Some(Self { matcher, sentence, start: tokens.start, end: tokens.end })
    }

    /// The folded word at a token; empty outside the sentence.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        if (self.start..self.end).contains(&at) { word(self.matcher.reading, at) } else { "" }
    }

    /// The longest phrase of a list at a token: its length and meaning.
    pub(crate) fn listed(&self, at: usize, list: &'a str) -> Option<(usize, &'a str)> {
        self.matcher.reader.listed(self.matcher.reading.document, at..self.end, list).next()
    }

    /// The word at a token as the text has it; empty outside the sentence.
    pub(crate) fn raw(&self, at: usize) -> &'a str {
        let document = self.matcher.reading.document;
        let bytes = document
            .tokens
            .get(at)
            .filter(|_| (self.start..self.end).contains(&at))
            .map(|token| token.bytes.clone());
        bytes.and_then(|bytes| document.text.get(bytes)).unwrap_or_default()
    }

    /// Whether a token begins with a capital.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.raw(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether a token is a word of a name: a capital that is no function word.
    pub(crate) fn is_name(&self, at: usize) -> bool {
        let is_word = self.is_capital(at) || self.raw(at).contains(|letter: char| letter.is_uppercase());
        is_word && self.listed(at, "function_word").is_none_or(|(length, _)| length == 0)
    }

    /// Whether a token begins with a digit.
    pub(crate) fn is_number(&self, at: usize) -> bool {
        self.word(at).starts_with(|first: char| first.is_ascii_digit())
    }

    /// Whether no white space stands before a token: "Russia-NATO", not "both - as".
    pub(crate) fn is_joint(&self, at: usize) -> bool {
        let tokens = &self.matcher.reading.document.tokens;
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        before.zip(tokens.get(at)).is_some_and(|(before, token)| before.bytes.end == token.bytes.start)
    }

    /// Whether a mark of this sort covers a token.
    pub(crate) fn is_marked(&self, at: usize, is_sort: impl Fn(&What) -> bool) -> bool {
        let marks = self.matcher.reading.marks_of(self.sentence);
        // Marks stand in order and apart.
        let mark = marks.get(marks.partition_point(|mark| mark.tokens.end <= at));
        mark.is_some_and(|mark| mark.tokens.contains(&at) && is_sort(&mark.what))
    }

    /// The words of a run of tokens as the text has them.
    pub(crate) fn words(&self, tokens: &Range<usize>) -> String {
        actors::words(self.matcher.reading, tokens.start, tokens.end)
    }
}
