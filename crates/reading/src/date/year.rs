//! Years and decades.

use super::{From, Moment, Year, word};
use crate::cursor::Cursor;

/// A year behind a month or day: "2024", ", 2024", "of this year".
pub(super) fn behind(cursor: &Cursor<'_>, at: usize) -> (usize, Year) {
    let skipped = usize::from(matches!(cursor.word(at), "," | "of" | "in"));
    if let Some(year) = word::year_number(cursor, at + skipped) {
        // "in September, 2024 delegates": a count.
        return (skipped + 1, Year::Said(year));
    }
    let skipped = if cursor.word(at) == "," { 0 } else { skipped };
    match away(cursor, at + skipped) {
        Some((length, year)) => (skipped + length, year),
        None => (0, Year::Unsaid),
    }
}

/// "2024", "this year", "the previous year", "fiscal year 2024".
pub(super) fn reference(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Year)> {
    if let Some(year) = word::year_number(cursor, at) {
        return Some((1, Year::Said(year)));
    }
    away(cursor, at).or_else(|| fiscal(cursor, at))
}

/// "fiscal year 2024", "FY 2024", "FY2024", "the year 2024": told as the year of
/// its number.
fn fiscal(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Year)> {
    if let Some(digits) = cursor.word(at).strip_prefix("fy") {
        let joined = digits.parse().ok().filter(|year| (1900..2200).contains(year));
        return match joined {
            Some(year) => Some((1, Year::Said(year))),
            None if digits.is_empty() => Some((2, Year::Said(word::year_number(cursor, at + 1)?))),
            None => None,
        };
    }
    let article = usize::from(cursor.word(at) == "the");
    let (length, unit, _) = word::unit(cursor, at + article)?;
    let of = usize::from(cursor.word(at + article + length) == "of");
    let year = word::year_number(cursor, at + article + length + of)?;
    (unit == super::Unit::Year).then_some((article + length + of + 1, Year::Said(year)))
}

/// "this year", "the following year", "that year", "the same year", "the year".
fn away(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Year)> {
    let article = usize::from(cursor.word(at) == "the");
    let is_year = |at: usize| {
        word::unit(cursor, at)
            .filter(|(_, unit, _)| *unit == super::Unit::Year && !cursor.word(at).ends_with('s'))
            .map(|(length, _, _)| length)
    };
    if article == 1
        && cursor.word(at + 1) == "year"
        && word::year_number(cursor, at + 2).is_none()
        && word::is_closed(cursor, at + 2)
    {
        return Some((2, Year::Away(0, From::Either)));
    }
    let steps = word::way(cursor, at + article)?;
    let length = is_year(at + article + 1)?;
    let from = away_from(cursor, at + article, article == 1);
    Some((article + 1 + length, Year::Away(steps, from)))
}

/// Whether a word such as "next" counts from the day of the text or from the
/// date told last: "next year", but "the next year", "the previous year".
pub(super) fn away_from(cursor: &Cursor<'_>, at: usize, has_article: bool) -> From {
    match cursor.word(at) {
        "that" | "same" | "following" | "subsequent" | "previous" | "preceding" | "prior" => From::Told,
        "next" if has_article => From::Either,
        "last" if has_article => From::Told,
        _ => From::Text,
    }
}

/// "the 1990s", "the nineteen-nineties" not.
pub(super) fn decade(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    decade_number(cursor, at).map(|(length, first)| (length, Moment::Decade(first)))
}

/// The first year of a decade: "1990s", "1990's".
pub(super) fn decade_number(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i16)> {
    let (length, digits) = match cursor.word(at).strip_suffix('s') {
        Some(digits) => (1, digits),
        None if cursor.word(at + 1) == "'s" => (2, cursor.word(at)),
        None => return None,
    };
    let first: i16 = digits.parse().ok().filter(|_| digits.len() == 4 && digits.ends_with('0'))?;
    // "2020's" may be the possessive of the year.
    let is_decade = length == 1 || word::before(cursor, at) == "the";
    (is_decade && (1500..2200).contains(&first)).then_some((length, first))
}

/// "2024" behind a word that dates are said with, "this year".
pub(super) fn year(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let (length, year) = reference(cursor, at)?;
    if year == Year::Away(0, From::Either) {
        // "the year" alone is any year.
        return None;
    }
    let is_bare_number = matches!(year, Year::Said(_)) && word::year_number(cursor, at).is_some();
    if is_bare_number && !is_dated(cursor, at) {
        return None;
    }
    Some((length, Moment::Year(year)))
}

fn is_dated(cursor: &Cursor<'_>, at: usize) -> bool {
    let before = word::before(cursor, at);
    let is_led = matches!(
        before,
        "in" | "of"
            | "by"
            | "since"
            | "for"
            | "from"
            | "during"
            | "until"
            | "till"
            | "through"
            | "throughout"
            | "before"
            | "after"
            | "between"
            | "circa"
            | "to"
            | "the"
            | ","
            | "("
            | "early"
            | "late"
            | "year"
            | "than"
    ) || before.ends_with("ing")
        // "in 1861 and 1863", "from 1960 or 1961"
        || matches!(before, "and" | "or")
            && at.checked_sub(2).is_some_and(|at| word::year_number(cursor, at).is_some())
        // "In 1861"; a sentence that opens with a year and a comma or a verb
        || at == cursor.start && cursor.word(at + 1) == ",";
    let is_amount = cursor.listed(at + 1, "unit").is_some() || cursor.listed(at + 1, "currency").is_some();
    is_led && !is_amount
}
