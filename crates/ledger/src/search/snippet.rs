//! Marks and snippets: where the words looked for stand in a text.

use std::{collections::BTreeSet, ops::Range};

use super::{query::Term, tokens::Token};

/// Words that a term of the query meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the text.
    pub(crate) bytes: Range<usize>,
    /// Which term.
    pub(crate) term: usize,
    /// Whether all the marks typed stand there too.
    is_exact: bool,
}

/// The bytes that a snippet has at most, but for the end of a last word.
const MOST_BYTES: usize = 260;

/// The bytes before the first mark at most.
const BEFORE: usize = 70;

/// Every place where a term is met, in the order of the text.
pub(crate) fn marks(tokens: &[Token], terms: &[Term]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (idx, token) in tokens.iter().enumerate() {
        for (term_idx, term) in terms.iter().enumerate() {
            let Some(run) = tokens.get(idx..idx + term.words.len()) else { continue };
            if is_met(run, term)
                && let Some(last) = run.last()
            {
                let is_exact =
                    term.exact.iter().all(|word| run.iter().any(|it| it.exact.as_ref() == Some(word)));
                marks.push(Mark { bytes: token.bytes.start..last.bytes.end, term: term_idx, is_exact });
            }
        }
    }
    // Where a text has "Lâm" and "Tô" as they were typed, "to" is another word.
    let exact: BTreeSet<usize> = marks.iter().filter(|mark| mark.is_exact).map(|mark| mark.term).collect();
    marks.retain(|mark| mark.is_exact || !exact.contains(&mark.term));
    marks
}

fn is_met(run: &[Token], term: &Term) -> bool {
    let last = term.words.len().saturating_sub(1);
    run.iter().zip(&term.words).enumerate().all(|(idx, (token, word))| {
        token.word == *word || term.is_prefix && idx == last && token.word.starts_with(word.as_str())
    })
}

/// The stretches that marks cover, each once.
pub(crate) fn merged(marks: &[Mark]) -> Vec<Range<usize>> {
    let mut sorted: Vec<Range<usize>> = marks.iter().map(|mark| mark.bytes.clone()).collect();
    sorted.sort_by_key(|bytes| (bytes.start, bytes.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for bytes in sorted {
        match merged.last_mut() {
            Some(last) if bytes.start < last.end => last.end = last.end.max(bytes.end),
            _ => merged.push(bytes),
        }
    }
    merged
}

/// The stretch of a text that shows most of the terms, whole words of it; near
/// `otherwise` if no term is met.
pub(crate) fn stretch(tokens: &[Token], marks: &[Mark], otherwise: usize) -> Range<usize> {
    let anchor = best(marks).unwrap_or(otherwise);
    let from = anchor.saturating_sub(if marks.is_empty() { 0 } else { BEFORE });
    let first = tokens.iter().find(|token| token.bytes.start >= from).map_or(0, |token| token.bytes.start);
    let start = if from == 0 { 0 } else { first.min(anchor) };
    let within = tokens.iter().take_while(|token| token.bytes.end <= start + MOST_BYTES);
    let end = within.last().map_or(start, |token| token.bytes.end);
    // A first word longer than a snippet is shown whole.
    let whole = tokens.iter().find(|token| token.bytes.start >= start).map_or(start, |token| token.bytes.end);
    start..end.max(whole)
}

/// The mark from which most terms, then most marks, can be seen together.
fn best(marks: &[Mark]) -> Option<usize> {
    let seen = |idx: usize| {
        let first = marks.get(idx).map_or(0, |mark| mark.bytes.start);
        let near: Vec<usize> = marks
            .iter()
            .skip(idx)
            .take_while(|mark| mark.bytes.end <= first + MOST_BYTES - BEFORE)
            .map(|mark| mark.term)
            .collect();
        let mut terms = near.clone();
        terms.sort_unstable();
        terms.dedup();
        (terms.len(), near.len().min(4), std::cmp::Reverse(idx))
    };
    (0..marks.len()).max_by_key(|idx| seen(*idx)).and_then(|idx| marks.get(idx)).map(|mark| mark.bytes.start)
}
