//! Parts of years and months, and seasons.

use super::{Base, From, Moment, Part, Toward, Unit, Year, away, word, year};
use crate::cursor::Cursor;

/// "early 2026", "mid-October", "the second half of last year", "the first
/// eight months of this year", "Q3 2024".
pub(super) fn part(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    third(cursor, at)
        .or_else(|| counted(cursor, at))
        .or_else(|| quarter_sign(cursor, at))
        .or_else(|| owned(cursor, at))
}

/// "early 2026", "late last year", "the end of the month", "mid-May".
///
/// Thirds: early is the first third of the year or month, mid the second, late
/// and the end the last.
fn third(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let (length, means) = cursor.listed(at, "part_of_period")?;
    let (more, base) = base(cursor, at + length)?;
    let before = at.checked_sub(1).filter(|before| cursor.word(*before) == "the").unwrap_or(at);
    let is_limit = matches!(word::before(cursor, before), "by" | "until" | "till" | "before");
    if is_limit && matches!(cursor.word(at), "end" | "close" | "very") {
        return Some((length + more, Moment::Part(Part::Whole, base)));
    }
    Some((length + more, Moment::Part(Part::Third(means.parse().ok()?), base)))
}

/// What "early" and "the first half of" are said of.
fn base(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Base)> {
    if let Some((length, month)) = word::month(cursor, at) {
        let (years, year) = year::behind(cursor, at + length);
        return Some((length + years, Base::Month(month, year)));
    }
    if let Some((length, year)) = year::reference(cursor, at) {
        return Some((length, Base::Year(year)));
    }
    let article = usize::from(cursor.word(at) == "the");
    if let Some((length, first)) = year::decade_number(cursor, at + article) {
        return Some((article + length, Base::Decade(first)));
    }
    if let Some((length, Moment::Season(month, year, _))) = season(cursor, at + article) {
        return Some((article + length, Base::Season(month, year)));
    }
    if article == 1 && matches!(cursor.word(at + 1), "month" | "week") && word::is_closed(cursor, at + 2) {
        let unit = if cursor.word(at + 1) == "month" { Unit::Month } else { Unit::Week };
        return Some((2, Base::Period(unit, 0, From::Either)));
    }
    // "end of month", "end of year"
    if let unit @ ("month" | "year") = cursor.word(at)
        && word::is_closed(cursor, at + 1)
    {
        let base = if unit == "year" {
            Base::Year(Year::Away(0, From::Either))
        } else {
            Base::Period(Unit::Month, 0, From::Either)
        };
        return Some((1, base));
    }
    match away::period(cursor, at)? {
        (length, Moment::Period(unit @ (Unit::Week | Unit::Month | Unit::Decade), steps, from)) => {
            Some((length, Base::Period(unit, steps, from)))
        }
        _ => None,
    }
}

/// "first eight months of this year", "second half of 2024", "last week of
/// July", "fourth quarter of 2025", "15th day of next month".
fn counted(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let (length, nth) = match cursor.word(at) {
        "last" | "final" | "latter" | "closing" => (1, 0),
        "opening" | "former" => (1, 1),
        _ => word::ordinal(cursor, at)?,
    };
    let (more, part) = part_words(cursor, at + length, nth)?;
    let end = at + length + more;
    let of = usize::from(matches!(cursor.word(end), "of" | "in"));
    let (last, base) = base(cursor, end + of)?;
    let fits = match (part, base) {
        (Part::Whole | Part::Half(_) | Part::Third(_), _) => true,
        (Part::Quarter(_), base) => matches!(base, Base::Year(_)),
        (Part::First(_, unit) | Part::Last(_, unit) | Part::Nth(_, unit), base) => is_within(unit, base),
    };
    // "the first week of January" but "the first quarter this year".
    let is_joined = of == 1 || matches!(base, Base::Year(_)) && !matches!(part, Part::Nth(..));
    (fits && is_joined).then_some((end + of + last - at, Moment::Part(part, base)))
}

/// What is counted: "half", "quarter", "eight months", "week". `nth` 0 is the last.
fn part_words(cursor: &Cursor<'_>, at: usize, nth: i8) -> Option<(usize, Part)> {
    if cursor.word(at) == "half" {
        let half = if nth == 0 { 2 } else { nth };
        return (half <= 2).then_some((1, Part::Half(half)));
    }
    let counted = word::count(cursor, at).filter(|_| nth <= 1);
    let (length, n) = counted.map_or((0, None), |(length, n)| (length, Some(n)));
    let (more, unit, _) = word::unit(cursor, at + length)?;
    // "the first months of 2022": nobody says how many.
    if n.is_none() && cursor.word(at + length + more - 1).ends_with('s') {
        return None;
    }
    let part = match (n, nth, unit) {
        (None, 0, Unit::Quarter) => Part::Quarter(4),
        (None, 1..=4, Unit::Quarter) => Part::Quarter(nth),
        (None, 0, _) => Part::Last(1, unit),
        (None, _, _) => Part::Nth(nth, unit),
        (Some(n), 0, _) => Part::Last(i8::try_from(n).ok()?, unit),
        (Some(n), _, _) => Part::First(i8::try_from(n).ok()?, unit),
    };
    Some((length + more, part))
}

/// Whether a period can be counted within another.
fn is_within(unit: Unit, base: Base) -> bool {
    match base {
        Base::Year(_) => matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter),
        Base::Month(..) | Base::Period(Unit::Month, ..) => matches!(unit, Unit::Day | Unit::Week),
        Base::Decade(_) => unit == Unit::Year,
        Base::Period(..) | Base::Season(..) => false,
    }
}

/// "Q3 2024", "2024-Q3", "H1 of 2025".
fn quarter_sign(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let sign = |at: usize| match cursor.word(at) {
        "q1" => Some(Part::Quarter(1)),
        "q2" => Some(Part::Quarter(2)),
        "q3" => Some(Part::Quarter(3)),
        "q4" => Some(Part::Quarter(4)),
        "h1" => Some(Part::Half(1)),
        "h2" => Some(Part::Half(2)),
        _ => None,
    };
    if let Some(part) = sign(at) {
        let skipped = usize::from(matches!(cursor.word(at + 1), "of" | "-" | "in"));
        let (length, year) = year::reference(cursor, at + 1 + skipped)?;
        return Some((1 + skipped + length, Moment::Part(part, Base::Year(year))));
    }
    let year = word::year_number(cursor, at)?;
    let skipped = usize::from(cursor.word(at + 1) == "-");
    Some((2 + skipped, Moment::Part(sign(at + 1 + skipped)?, Base::Year(Year::Said(year)))))
}

/// "this year's first quarter", "2024's second half".
fn owned(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let (length, year) = year::reference(cursor, at)?;
    if cursor.word(at + length) != "'s" {
        return None;
    }
    let (more, nth) = word::ordinal(cursor, at + length + 1)?;
    let first = at + length + 1 + more;
    let (last, part) = part_words(cursor, first, nth)?;
    let is_part = matches!(part, Part::Half(_) | Part::Quarter(_) | Part::First(..));
    is_part.then_some((first + last - at, Moment::Part(part, Base::Year(year))))
}

/// "the summer of 2024", "summer 2007", "this spring", "last winter".
///
/// Without a year it needs a word before it that makes it a time, and must not
/// be the first word of a name: "the Spring Festival", "the fall of Saigon".
pub(super) fn season(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let (skipped, toward) = match cursor.word(at) {
        "last" => (1, Toward::Past),
        "next" => (1, Toward::Future),
        "this" => (1, Toward::Here),
        _ => (0, Toward::Either),
    };
    let (length, means) = cursor.listed(at + skipped, "season")?;
    let month = means.parse().ok()?;
    let end = at + skipped + length;
    if let (years, year @ (Year::Said(_) | Year::Away(..))) = year::behind(cursor, end)
        && (year != Year::Away(0, From::Either) || cursor.word(at) != "fall")
    {
        return Some((end + years - at, Moment::Season(month, year, Toward::Either)));
    }
    let is_name = cursor.is_capital(at + skipped) && at != cursor.start;
    if is_name || !word::is_closed(cursor, end) || cursor.word(end) == "of" {
        return None;
    }
    let is_led = match word::before(cursor, at) {
        "the" | "in" | "by" | "early" | "late" | "until" | "since" => cursor.word(at) != "fall",
        _ => false,
    };
    (skipped == 1 || is_led).then_some((end - at, Moment::Season(month, Year::Unsaid, toward)))
}
