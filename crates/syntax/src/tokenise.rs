//! The tokeniser: from text to the byte ranges of words, numbers and marks.
//!
//! A text is cut at white space into runs, and each run is read from left to
//! right. What is one token and what is two follows the English treebanks of
//! Universal Dependencies.

use std::ops::Range;

use crate::{
    letter::{extends, is_space},
    rules::Rules,
    run::Run,
};

/// The longest run that is read as one, in bytes. A longer one is cut, so that
/// no token is longer and time stays linear.
const LONGEST: usize = 256;

/// How far back from the cut a place is looked for that splits no letter from
/// its marks, in bytes.
const BACK: usize = 32;

/// Appends the tokens of `text[bytes]`, which lies on character boundaries, in
/// bytes of `text`.
pub(crate) fn tokenise(text: &str, bytes: Range<usize>, tokens: &mut Vec<Range<usize>>) {
    let rules = Rules::english();
    let mut at = bytes.start;
    let part = text.get(..bytes.end).unwrap_or_default();
    while let Some(start) = run_start(part, at) {
        let end = run_end(part, start);
        Run { rules, text: part, bytes: start..end }.tokenise(tokens);
        at = end;
    }
}

/// Where the next run starts.
fn run_start(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    rest.char_indices().find(|(_, letter)| !is_space(*letter)).map(|(offset, _)| at + offset)
}

/// One past the run that starts at `start`.
fn run_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let most = (start + LONGEST).min(text.len());
    let mut at = start;
    while at < most {
        let byte = bytes[at];
        if byte.is_ascii() {
            if is_space(char::from(byte)) {
                return at;
            }
            at += 1;
            continue;
        }
        let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if is_space(letter) {
            return at;
        }
        at += letter.len_utf8();
    }
    if at >= text.len() { text.len() } else { cut(text, start, at) }
}

/// The last place up to `at` where no letter is split from its marks.
fn cut(text: &str, start: usize, at: usize) -> usize {
    let at = (start + 1..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(at);
    let lowest = at.saturating_sub(BACK).max(start + 1);
    let is_whole = |at: &usize| {
        text.is_char_boundary(*at)
            && text[*at..].chars().next().is_none_or(|letter| !extends(letter))
            && !text[..*at].ends_with('\u{200d}')
    };
    (lowest..=at).rev().find(is_whole).unwrap_or(at)
}
