//! Runs of words that name a thing, without a grammar: up to a verb, a mark of
//! punctuation, a date or another amount.

use std::ops::Range;

use reading::{Penn, Upos, What};

use crate::{actors::word, matcher::Matcher};

/// How many words a run has at most.
const LONGEST: usize = 10;
/// Words before which a run ends: verbs, pronouns, times.
const ENDS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "do",
    "did",
    "which",
    "who",
    "that",
    "while",
    "as",
    "when",
    "where",
    "than",
    "if",
    "because",
    "this",
    "last",
    "since",
    "during",
    "through",
    "by",
    "over",
    "until",
    "subject",
    "totaling",
    "totalling",
    "including",
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "now",
];
/// Words that neither open nor close a run.
const LOOSE: &[&str] = &[
    "and",
    "or",
    "the",
    "a",
    "an",
    "in",
    "of",
    "for",
    "to",
    "at",
    "on",
    "with",
    "from",
    "by",
    "our",
    "its",
    "their",
    "my",
    "your",
    "alone",
    "only",
    "also",
    "just",
    "additionally",
    "per",
    "between",
    "annually",
    "around",
];

/// The noun phrase from a token on, with what it is for, up to a mark of
/// punctuation, a date, another amount or a verb.
pub(crate) fn behind(matcher: Matcher<'_>, sentence: usize, at: usize) -> Option<Range<usize>> {
    let reading = matcher.reading;
    let limit = reading.document.sentences.get(sentence)?.tokens.end.min(at + LONGEST);
    if is_rate(word(reading, at), word(reading, at + 1)) {
        return None;
    }
    let mut start = at;
    while start < limit
        && matches!(word(reading, start), "the" | "a" | "an" | "our" | "its" | "their" | "of" | "to")
    {
        start += 1;
    }
    let marks = reading.marks_of(sentence);
    let is_stop = |at: usize| {
        let is_marked = |mark: &reading::Mark| {
            mark.tokens.start == at && matches!(mark.what, What::Date(_) | What::Amount(_))
        };
        // "$2 billion and to build", "in wind power and installed"
        let is_joined = matches!(word(reading, at), "and" | "or")
            && (word(reading, at + 1) == "to" || is_verb(matcher, at + 1));
        is_joined
            || is_rate(word(reading, at), word(reading, at + 1))
            || is_end(word(reading, at))
            || marks.iter().any(is_marked)
    };
    let mut end = (start..limit).find(|at| is_stop(*at)).unwrap_or(limit);
    while end > start && is_loose(word(reading, end - 1)) {
        end -= 1;
    }
    (end > start).then_some(start..end)
}

/// Whether a token is a finite verb or an infinitive.
fn is_verb(matcher: Matcher<'_>, at: usize) -> bool {
    let word = matcher.reading.tree.word(at);
    word.is_some_and(|word| {
        word.upos == Upos::Verb && matches!(word.penn, Penn::Vb | Penn::Vbd | Penn::Vbz | Penn::Vbp)
    })
}

/// "a year", "an hour": how often, not what.
pub(crate) fn is_rate(word: &str, next: &str) -> bool {
    matches!(word, "a" | "an" | "per" | "each" | "every")
        && matches!(next, "year" | "month" | "week" | "day" | "hour" | "person")
}

/// The noun phrase that ends before a token.
pub(crate) fn before(matcher: Matcher<'_>, sentence: usize, at: usize) -> Option<Range<usize>> {
    let reading = matcher.reading;
    let least = reading.document.sentences.get(sentence)?.tokens.start.max(at.saturating_sub(LONGEST));
    let mut end = at;
    while end > least
        && (is_loose(word(reading, end - 1)) || is_end(word(reading, end - 1)))
        && word(reading, end - 1) != ","
    {
        end -= 1;
    }
    let is_stop =
        |at: &usize| is_end(word(reading, *at)) || matches!(word(reading, *at), "we" | "it" | "and" | "this");
    let mut start = (least..end).rev().find(is_stop).map_or(least, |stop| stop + 1);
    while start < end && is_loose(word(reading, start)) {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// Whether the words of a measure end before a word.
fn is_end(word: &str) -> bool {
    let is_mark = !word.chars().any(char::is_alphanumeric) && !matches!(word, "-" | "/" | "&" | "'s" | "’");
    let is_short =
        word.ends_with("n't") || word.ends_with("'re") || word.ends_with("'ve") || word.ends_with("'ll");
    is_mark || is_short || ENDS.contains(&word)
}

/// Whether a word can neither open nor close the words of a measure.
fn is_loose(word: &str) -> bool {
    LOOSE.contains(&word) || !word.chars().any(char::is_alphanumeric)
}
