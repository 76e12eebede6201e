//! Weekdays, with the date beside them if there is one.

use super::{From, Moment, Toward, Unit, away, day, word};
use crate::cursor::Cursor;

/// "Saturday", "last Friday", "Wednesday, September 11, 2024", "Tuesday of last
/// week", "next week Tuesday".
pub(super) fn weekday(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    if let Some(found) = week_first(cursor, at) {
        return Some(found);
    }
    // "every Saturday" is no day, "Easter Sunday" none that the week tells.
    if matches!(
        word::before(cursor, at),
        "every" | "each" | "bloody" | "easter" | "good" | "black" | "palm" | "super" | "ash"
    ) {
        return None;
    }
    let (skipped, toward) = toward(cursor, at);
    let (length, number) = number(cursor, at + skipped)?;
    let mut behind = at + skipped + length;
    let opening = usize::from(matches!(cursor.word(behind), "," | "(" | "-"));
    behind += opening;
    let article = usize::from(cursor.word(behind) == "the");
    let dated = day::in_figures(cursor, behind)
        .or_else(|| day::month_first(cursor, behind))
        .or_else(|| day::day_first(cursor, behind + article).map(|(length, day)| (article + length, day)));
    if let Some((length, found @ Moment::Day(..))) = dated {
        let is_bracketed = opening == 1 && cursor.word(behind - 1) == "(";
        let closing = usize::from(is_bracketed && cursor.word(behind + length) == ")");
        return Some((behind + length + closing - at, found));
    }
    let end = at + skipped + length;
    let of_week = of_week(cursor, end);
    if let Some((length, steps, from)) = of_week {
        return Some((end + length - at, Moment::WeekdayOf(number, steps, from)));
    }
    let article = usize::from(cursor.word(end) == "the");
    if let Some((length, day)) = word::ordinal_day(cursor, end + article)
        && word::is_closed(cursor, end + article + length)
    {
        return Some((end + article + length - at, Moment::WeekdayAndDay(number, day)));
    }
    Some((skipped + length, Moment::Weekday(number, toward)))
}

/// The number of a weekday, Monday 1. A short form needs a capital, and is not
/// all of "Sun" and "Sat" at the head of a sentence.
pub(super) fn number(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i8)> {
    let (length, means) = cursor.listed(at, "weekday")?;
    let is_short = cursor.word(at).len() < 6;
    let is_name = !is_short || cursor.is_capital(at);
    // "They met on Fri." ends a sentence.
    let is_end = length > 1 && at + length == cursor.end;
    is_name.then_some((if is_end { length - 1 } else { length }, means.parse().ok()?))
}

/// The words before a weekday that tell which one.
fn toward(cursor: &Cursor<'_>, at: usize) -> (usize, Toward) {
    match (cursor.word(at), cursor.word(at + 1)) {
        ("this", "past") => (2, Toward::JustPast),
        ("this", "coming" | "upcoming") => (2, Toward::Coming),
        ("past", _) => (1, Toward::JustPast),
        ("last" | "previous", _) => (1, Toward::Past),
        ("next" | "following", _) => (1, Toward::Future),
        ("coming" | "upcoming", _) => (1, Toward::Coming),
        ("this", _) => (1, Toward::Here),
        _ => (0, Toward::Either),
    }
}

/// "of last week", "next week" behind a weekday.
fn of_week(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i16, From)> {
    let of = usize::from(cursor.word(at) == "of");
    match away::period(cursor, at + of)? {
        (length, Moment::Period(Unit::Week, steps, from)) => Some((of + length, steps, from)),
        _ => None,
    }
}

/// "next week on Tuesday", "this week Monday".
fn week_first(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let (length, Moment::Period(Unit::Week, steps, from)) = away::period(cursor, at)? else { return None };
    let skipped = usize::from(matches!(cursor.word(at + length), "on" | "-"));
    let (last, number) = number(cursor, at + length + skipped)?;
    Some((length + skipped + last, Moment::WeekdayOf(number, steps, from)))
}
