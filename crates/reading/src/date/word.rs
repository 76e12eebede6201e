//! The words of dates: months, days, counts, periods.

use super::Unit;
use crate::cursor::Cursor;

/// Months whose names are words of other meaning too.
const RISKY: [&str; 5] = ["april", "august", "june", "march", "may"];

/// A month by its name. "may" and "march" are verbs, "sun" and "mar" words: what
/// is no month's full name, or is another word too, needs a capital.
pub(super) fn month(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i8)> {
    let (length, means) = cursor.listed(at, "month")?;
    let is_word = matches!(cursor.word(at), "march" | "august" | "may" | "mar");
    let is_full = cursor.word(at).len() > 3;
    let is_beside_day =
        || day(cursor, at + length).is_some() || at > cursor.start && day(cursor, at - 1).is_some();
    if !cursor.is_capital(at) && (is_word || !is_full && !is_beside_day()) || before(cursor, at) == "$" {
        return None;
    }
    // "They met in Nov." ends a sentence.
    let is_end = length > 1 && at + length == cursor.end;
    Some((if is_end { length - 1 } else { length }, means.parse().ok()?))
}

/// Whether the name of a month may stand there without a day or year: the
/// minister may be called May.
pub(super) fn may_stand_bare(cursor: &Cursor<'_>, at: usize) -> bool {
    if !RISKY.contains(&cursor.word(at)) {
        return at != cursor.start || cursor.holds(at + 1);
    }
    let Some(before) = at.checked_sub(1).filter(|before| cursor.holds(*before)) else { return false };
    cursor.listed(before, "function_word").is_some()
        || cursor.listed(before, "way").is_some()
        || matches!(cursor.word(before), "-" | "early" | "late" | "mid" | "till" | "through" | "," | "(")
}

/// A day of the month in figures: "10", "10th".
pub(super) fn day(cursor: &Cursor<'_>, at: usize) -> Option<i8> {
    let digits = cursor.word(at).trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = cursor.word(at).get(digits.len()..)?;
    let is_plain = matches!(ending, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2;
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    is_plain.then_some(day)
}

/// A day of the month as an ordinal: "10th", "tenth", "twenty-seventh".
pub(super) fn ordinal_day(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i8)> {
    if cursor.word(at).ends_with(|letter: char| letter.is_ascii_alphabetic())
        && let Some(day) = day(cursor, at)
    {
        return Some((1, day));
    }
    let (length, day) = ordinal(cursor, at)?;
    (1..=31).contains(&day).then_some((length, day))
}

/// A day of the month, in figures or in words.
pub(super) fn any_day(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i8)> {
    day(cursor, at).map(|day| (1, day)).or_else(|| ordinal_day(cursor, at))
}

/// "first", "3rd", "twenty-first"; "twenty - first" is three tokens.
pub(super) fn ordinal(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i8)> {
    let (length, means) = cursor.listed(at, "ordinal")?;
    Some((length, means.parse().ok()?))
}

/// A year in figures, 1500 to 2199.
pub(super) fn year_number(cursor: &Cursor<'_>, at: usize) -> Option<i16> {
    let word = cursor.word(at);
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| is_year && (1500..2200).contains(year))
}

/// "three", "12", "a": how many periods.
pub(super) fn count(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i16)> {
    let word = cursor.word(at);
    if matches!(word, "a" | "an" | "one") {
        return Some((1, 1));
    }
    if word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok().map(|n| (1, n));
    }
    let (length, means) = cursor.listed(at, "number")?;
    means.parse().ok().filter(|n| (1..=100).contains(n)).map(|n| (length, n))
}

/// "weeks": a period, and how many times it is to be taken.
pub(super) fn unit(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Unit, i16)> {
    let (length, means) = cursor.listed(at, "period")?;
    let (unit, times) = match means {
        "day" => (Unit::Day, 1),
        "week" => (Unit::Week, 1),
        "fortnight" => (Unit::Week, 2),
        "weekend" => (Unit::Weekend, 1),
        "month" => (Unit::Month, 1),
        "quarter" => (Unit::Quarter, 1),
        "year" => (Unit::Year, 1),
        "decade" => (Unit::Decade, 1),
        _ => return None,
    };
    Some((length, unit, times))
}

/// "last" is -1, "this" 0, "next" 1.
pub(super) fn way(cursor: &Cursor<'_>, at: usize) -> Option<i16> {
    let (_, means) = cursor.listed(at, "way")?;
    means.parse().ok()
}

/// Whether something joins two dates to a run.
pub(super) fn is_range_mark(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(cursor.word(at), "-" | "to" | "until" | "till" | "through" | "~")
}

/// The word before a position; empty at the head of a sentence.
pub(super) fn before<'a>(cursor: &Cursor<'a>, at: usize) -> &'a str {
    at.checked_sub(1).map_or("", |before| cursor.word(before))
}

/// Whether what ends before a position stands for itself, and is not the first
/// word of a name or of a compound: "in the spring" but not "the spring session".
pub(super) fn is_closed(cursor: &Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    word.chars().all(|letter| !letter.is_alphanumeric()) && word != "-" && word != "'s" || {
        cursor.listed(at, "function_word").is_some() && !cursor.is_capital(at)
    }
}
