//! Sentences of one block, with byte ranges.

use std::ops::Range;

use crate::token;

/// A block longer than this many bytes is split in pieces before sentences are
/// looked for, so that the time stays linear whatever the splitter does.
const PIECE: usize = 16 * 1024;

/// The sentences of `text[block]`, without white space at their ends, in order.
/// `language` is an ISO 639-1 code.
pub(crate) fn sentences(text: &str, block: Range<usize>, language: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for piece in pieces(text, block) {
        let mut is_open = false;
        for boundary in sentencex::get_sentence_boundaries(language, &text[piece.clone()]) {
            let raw = piece.start + boundary.start_byte..piece.start + boundary.end_byte;
            let sentence = trimmed(text, raw);
            if sentence.is_empty() {
                continue;
            }
            match found.last_mut() {
                Some(last) if is_open && continues(&text[last.clone()], &text[sentence.clone()]) => {
                    last.end = sentence.end;
                }
                _ => found.push(sentence),
            }
            is_open = true;
        }
    }
    found
}

/// `bytes` without white space and zero-width characters at its ends.
pub(crate) fn trimmed(text: &str, bytes: Range<usize>) -> Range<usize> {
    let is_blank = |letter: char| letter.is_whitespace() || token::is_joiner(letter);
    let part = &text[bytes.clone()];
    let start = bytes.end - part.trim_start_matches(is_blank).len();
    let end = bytes.start + part.trim_end_matches(is_blank).len();
    start..end.max(start)
}

/// Cuts a very long block after a full stop, else at white space, else anywhere.
fn pieces(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = block.start;
    while block.end - start > PIECE {
        let window = &text[start..text.floor_char_boundary(start + PIECE)];
        let cut = window.rfind(". ").map(|at| at + 1).or_else(|| window.rfind(char::is_whitespace));
        let cut = cut.filter(|at| *at > 0).unwrap_or(window.len());
        found.push(start..start + cut);
        start += cut;
    }
    found.push(start..block.end);
    found
}

/// Titles that stand before a name, so that the period does not end a sentence.
const TITLES: &[&str] = &[
    "adm", "amb", "brig", "capt", "cdr", "cmdr", "col", "cpl", "dr", "fr", "gen", "gov", "hon", "lt", "maj",
    "messrs", "mr", "mrs", "ms", "pres", "prof", "rep", "rev", "sen", "sgt", "st",
];

/// Abbreviations that stand before a number.
const BEFORE_NUMBERS: &[&str] = &[
    "apr", "art", "aug", "dec", "feb", "fig", "jan", "jul", "jun", "mar", "no", "nos", "nov", "oct", "p",
    "para", "pp", "sec", "sep", "sept", "vol",
];

/// Words that rarely stand within a sentence with a capital: after `U.S.` or
/// `Jr.` they begin a new one.
const OPENERS: &[&str] = &[
    "a",
    "according",
    "after",
    "also",
    "although",
    "an",
    "and",
    "as",
    "at",
    "before",
    "both",
    "but",
    "during",
    "each",
    "earlier",
    "for",
    "he",
    "her",
    "his",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "meanwhile",
    "on",
    "our",
    "she",
    "since",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "today",
    "we",
    "when",
    "while",
    "with",
    "you",
];

/// Whether the period at the end of `before` is of an abbreviation and `after`
/// goes on with the same sentence.
fn continues(before: &str, after: &str) -> bool {
    let Some(head) = before.strip_suffix('.') else {
        return false;
    };
    // The number of an item in a list stays with the item.
    if head.len() <= 3 && head.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let start = head
        .rfind(|letter: char| !token::is_word(letter) && letter != '.')
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    let last = &head[start..];
    let folded = record::fold(last);
    let next: String = after.chars().take_while(|letter| token::is_word(*letter)).collect();
    if TITLES.contains(&folded.as_str()) && last.starts_with(char::is_uppercase) {
        return true;
    }
    if BEFORE_NUMBERS.contains(&folded.as_str()) {
        return next.starts_with(|letter: char| letter.is_numeric());
    }
    let is_dotted = last.contains('.') && last.split('.').all(|part| part.chars().count() <= 1);
    let is_initial = last.chars().count() == 1 && last.starts_with(char::is_uppercase);
    let is_abbreviation = is_dotted || is_initial || matches!(folded.as_str(), "jr" | "sr");
    is_abbreviation && !next.is_empty() && !OPENERS.contains(&record::fold(&next).as_str())
}
