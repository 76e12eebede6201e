//! Counts: what a bare number counts, which may stand some words behind it.

use crate::{cursor::Cursor, index::Meaning};

/// How many words may stand between a number and what it counts.
const REACH: usize = 8;

/// The least number that makes any plural noun a count: "two pillars" and "five
/// points" are turns of speech, "180 bridges" is a quantity.
const LEAST: f64 = 10.0;

/// What is counted by a bare number: the unit of a listed noun ("three more
/// patrol ships"), `people` for the people of a state, else the noun itself.
pub(crate) fn counted(
    cursor: &Cursor<'_>,
    (start, end): (usize, usize),
    value: f64,
    approx: bool,
) -> Option<String> {
    if !approx && is_name_or_year(cursor, (start, end), value) || value < 2.0 {
        return None;
    }
    for at in end..end + REACH {
        if let Some((length, unit)) = cursor.listed(at, "unit") {
            return (!is_modifier(cursor, at + length)).then(|| unit.to_owned());
        }
        let word = cursor.word(at);
        let is_plural = word.ends_with('s') && !word.ends_with("ss") && !word.contains('.') && word.len() > 3;
        if is_plural && is_of_state(cursor, at) {
            return Some("people".to_owned());
        }
        if is_plural && !cursor.is_capital(at) {
            let is_noun = at > end || value >= 100.0 || cursor.word(at + 1) != "and";
            return (value >= LEAST && is_noun && word != "'s").then(|| word.to_owned());
        }
        if !goes_on(cursor, at) {
            return None;
        }
    }
    None
}

/// Whether a number is part of a name ("Article 5", "COVID-19", "Vision 2050")
/// or a year.
fn is_name_or_year(cursor: &Cursor<'_>, (start, end): (usize, usize), value: f64) -> bool {
    let word = cursor.word(start);
    let is_year = word.len() == 4 && end == start + 1 && (1900.0..2100.0).contains(&value);
    let is_digits = word.starts_with(|first: char| first.is_ascii_digit());
    let is_behind_name = is_digits && start > cursor.start + 1 && cursor.is_capital(start - 1)
        || is_digits
            && start == cursor.start + 1
            && cursor.is_capital(start - 1)
            && cursor.listed(start - 1, "function_word").is_none();
    is_year
        || cursor.is_joined(start) && !matches!(cursor.word(start.saturating_sub(1)), "(" | "“" | "\"")
        || is_behind_name
}

fn is_of_state(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.hits(at).any(|(length, meaning)| length == 1 && matches!(meaning, Meaning::Adjective(_)))
}

/// Whether a listed noun only describes the next one: "10 country offices".
fn is_modifier(cursor: &Cursor<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| cursor.word(before));
    let word = cursor.word(at);
    !before.ends_with('s')
        && !before.ends_with("people")
        && word.ends_with('s')
        && word.len() > 3
        && cursor.listed(at, "function_word").is_none()
}

/// Whether the words of what is counted may go on past a position.
fn goes_on(cursor: &Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    let is_verb =
        ["speech", "meet", "host", "hold", "pay"].iter().any(|list| cursor.listed(at, list).is_some());
    let is_word = word.chars().next().is_some_and(char::is_alphanumeric);
    let is_joint = matches!(word, "-" | "/") && cursor.is_joined(at);
    let is_joined = at > cursor.start && cursor.is_joined(at);
    (is_word && !is_verb || is_joint)
        && (cursor.listed(at, "function_word").is_none() || word == "such" || is_joined)
        && cursor.listed(at, "ordinal").is_none()
        && (cursor.listed(at, "month").is_none() || !cursor.is_capital(at))
}
