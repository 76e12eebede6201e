//! Dates counted from another: "yesterday", "last week", "two years ago".

use super::{Base, From, Moment, Part, Unit, Year, word, year};
use crate::cursor::Cursor;

/// "today", "yesterday", "the day before yesterday".
pub(super) fn day_away(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let (length, steps) = match (cursor.word(at), cursor.word(at + 1)) {
        ("today" | "tonight", _) => (1, 0),
        ("this", "morning" | "afternoon" | "evening") => (2, 0),
        ("earlier", "today") => (2, 0),
        ("yesterday", _) => (1, -1),
        ("tomorrow", _) => (1, 1),
        ("last", "night") => (2, -1),
        ("day", "before") if cursor.word(at + 2) == "yesterday" => (3, -2),
        ("day", "after") if cursor.word(at + 2) == "tomorrow" => (3, 2),
        _ => return None,
    };
    Some((length, Moment::Period(Unit::Day, steps, From::Text)))
}

/// "earlier this year", "later this month".
pub(super) fn rest(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let side = match cursor.word(at) {
        "earlier" => -1,
        "later" => 1,
        _ => return None,
    };
    let in_the = cursor.is(at + 1, &["in", "the"]) && word::is_closed(cursor, at + 4);
    let unit = match (in_the, cursor.word(at + 3)) {
        (true, "week") => Unit::Week,
        (true, "month") => Unit::Month,
        (true, "year") => Unit::Year,
        _ => match period(cursor, at + 1)? {
            (_, Moment::Period(unit, 0, From::Text)) => unit,
            _ => return None,
        },
    };
    let length = if in_the { 4 } else { 3 };
    matches!(unit, Unit::Week | Unit::Month | Unit::Year).then_some((length, Moment::Rest(unit, side)))
}

/// "week 31 of 2024", "week 3": by ISO 8601.
pub(super) fn week_number(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let week: i8 = cursor.word(at + 1).parse().ok().filter(|week| (1..=53).contains(week))?;
    let of = usize::from(cursor.word(at + 2) == "of");
    let year = year::reference(cursor, at + 2 + of);
    // "week 2 of the talks", "week 10 battles"
    if cursor.word(at) != "week" || year.is_none() && (of == 1 || !is_end(cursor, at + 2)) {
        return None;
    }
    let (length, year) = year.map_or((0, Year::Away(0, From::Text)), |(length, year)| (of + length, year));
    Some((2 + length, Moment::Part(Part::Nth(week, Unit::Week), Base::Year(year))))
}

/// Whether no word follows that could be what is numbered.
fn is_end(cursor: &Cursor<'_>, at: usize) -> bool {
    word::is_closed(cursor, at) || cursor.word(at).starts_with(|first: char| first.is_ascii_digit())
}

/// "last week", "this month", "the following day", "that year", "the weekend".
pub(super) fn period(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let article = usize::from(cursor.word(at) == "the");
    if article == 1 && cursor.word(at + 1) == "weekend" && word::is_closed(cursor, at + 2) {
        return Some((2, Moment::Period(Unit::Weekend, 0, From::Either)));
    }
    let steps = word::way(cursor, at + article)?;
    let (length, unit, times) = word::unit(cursor, at + article + 1)?;
    if cursor.word(at + article + 1).ends_with('s') || is_of_another(cursor, at + article + 1 + length) {
        return None;
    }
    let from = match year::away_from(cursor, at + article, article == 1 && unit != Unit::Quarter) {
        // "the next day" is that behind the one told.
        From::Either if unit == Unit::Day => From::Told,
        from => from,
    };
    if unit == Unit::Day && (from == From::Text || cursor.word(at + article) == "prior") {
        // "these last days", "this day", "present day"
        return None;
    }
    // "we hope that day comes": no day told.
    let is_led =
        matches!(word::before(cursor, at), "on" | "later" | "earlier" | "by" | "") || at == cursor.start;
    if unit == Unit::Day && cursor.word(at) == "that" && !is_led {
        return None;
    }
    let is_past = cursor.word(at + article) == "past" || article == 1 && cursor.word(at + 1) == "last";
    let is_span = is_past && !matches!(unit, Unit::Quarter | Unit::Weekend);
    let moment =
        if is_span { Moment::Periods(unit, -times) } else { Moment::Period(unit, steps * times, from) };
    Some((article + 1 + length, moment))
}

/// Whether "of" goes on: "the last day of the visit", "that day of mourning".
fn is_of_another(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.word(at) == "of" || cursor.word(at) == "-"
}

/// "the last three months", "the next five days", "the five past years".
pub(super) fn periods(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let article = usize::from(matches!(cursor.word(at), "the" | "these"));
    let first = at + article;
    let (mut end, steps, n) = match (word::way(cursor, first), word::count(cursor, first)) {
        (Some(steps), _) => {
            let (length, n) = word::count(cursor, first + 1)?;
            (first + 1 + length, steps, n)
        }
        (None, Some((length, n))) => (first + length + 1, word::way(cursor, first + length)?, n),
        (None, None) => return None,
    };
    let (length, unit, times) = word::unit(cursor, end)?;
    end += length;
    let is_told = matches!(year::away_from(cursor, first, false), From::Told) && unit != Unit::Quarter;
    let is_single = n > 1 && !cursor.word(end - 1).ends_with('s');
    let is_wrong = is_single || steps == 0 || is_told || is_of_another(cursor, end) || unit == Unit::Weekend;
    (!is_wrong).then_some((end - at, Moment::Periods(unit, steps * n * times)))
}

/// "two years ago", "three days later", "a week earlier", "in two weeks".
pub(super) fn ago(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let about = cursor.listed(at, "approx").map_or(0, |(length, _)| length);
    let ahead = usize::from(about == 0 && cursor.word(at) == "in");
    let first = at + about + ahead;
    let (length, n) = word::count(cursor, first)?;
    let (more, unit, times) = word::unit(cursor, first + length)?;
    let end = first + length + more;
    let n = n * times;
    let (length, steps, from) = match cursor.word(end) {
        _ if ahead == 1 && is_looking_forward(cursor, at) => (0, n, From::Text),
        "'s" | "'" if ahead == 1 && cursor.word(end + 1) == "time" => (2, n, From::Text),
        "ago" => (1, -n, From::Text),
        "from" | "after" if matches!(cursor.word(end + 1), "now") => (2, n, From::Text),
        "later" => (1, n, From::Told),
        "earlier" | "previously" => (1, -n, From::Told),
        _ => return None,
    };
    (ahead == 0 || steps > 0).then_some((end + length - at, Moment::Ago(unit, steps, from)))
}

/// "in two days" tells a day to come only behind words that look forward; "the
/// first time in a year" never does.
fn is_looking_forward(cursor: &Cursor<'_>, at: usize) -> bool {
    let first = cursor.start.max(at.saturating_sub(10));
    !matches!(cursor.word(at + 1), "a" | "an")
        && (first..at).any(|before| cursor.listed(before, "planned").is_some())
}
