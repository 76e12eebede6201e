//! Days and months by their names and numbers.

use super::{Base, Moment, Part, Toward, Unit, Year, away, word, year};
use crate::cursor::Cursor;

/// Days in figures whose order is certain: `2024-09-11`, `2024/9/11`,
/// `22/01/2016`, `05-Aug-2016`. `11/09/2024` is September or November, and is
/// left alone.
pub(super) fn in_figures(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let mark = cursor.word(at + 1);
    if !matches!(mark, "-" | "/" | ".") || cursor.word(at + 3) != mark || !is_tight(cursor, at, 5) {
        return month_in_figures(cursor, at);
    }
    let number = |at: usize| cursor.word(at).parse::<i8>().ok().filter(|n| (1..=31).contains(n));
    let named = |at: usize| cursor.listed(at, "month").and_then(|(_, month)| month.parse::<i8>().ok());
    if let Some(year) = word::year_number(cursor, at) {
        let month = named(at + 2).or_else(|| number(at + 2).filter(|month| *month <= 12))?;
        return Some((5, Moment::Day(month, number(at + 4)?, Year::Said(year))));
    }
    let year = word::year_number(cursor, at + 4)?;
    let (day, month) = match (named(at), named(at + 2)) {
        (Some(month), _) => (number(at + 2)?, month),
        (_, Some(month)) => (number(at)?, month),
        _ => match (number(at)?, number(at + 2)?) {
            (month, day) if month <= 12 && (day > 12 || day == month) => (day, month),
            (day, month) if day > 12 && month <= 12 => (day, month),
            _ => return None,
        },
    };
    Some((5, Moment::Day(month, day, Year::Said(year))))
}

/// `2015-3`, `2015-12`, `12-2015`, `Dec/2018`; but `2015-16` is a run of years.
fn month_in_figures(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    if !matches!(cursor.word(at + 1), "-" | "/") || !is_tight(cursor, at, 3) {
        return None;
    }
    let number = |at: usize| cursor.word(at).parse::<i8>().ok().filter(|month| (1..=12).contains(month));
    if let Some((1, month)) = word::month(cursor, at)
        && let Some(year) = word::year_number(cursor, at + 2)
    {
        return Some((3, Moment::Month(month, Year::Said(year))));
    }
    if let Some(year) = word::year_number(cursor, at) {
        let month = number(at + 2)?;
        let is_run = cursor.word(at + 2).len() == 2 && i16::from(month) > year % 100;
        return (!is_run).then_some((3, Moment::Month(month, Year::Said(year))));
    }
    let year = word::year_number(cursor, at + 2)?;
    let is_month = cursor.word(at).len() == 2
        && cursor.word(at + 1) == "-"
        && cursor.word(at + 3) != "-"
        && !matches!(word::before(cursor, at), "-" | "/" | "+");
    Some((3, Moment::Month(number(at).filter(|_| is_month)?, Year::Said(year))))
}

/// Whether some tokens stand without space between, and are not the end of a
/// longer number.
fn is_tight(cursor: &Cursor<'_>, at: usize, n_tokens: usize) -> bool {
    let is_within = matches!(word::before(cursor, at), "-" | "/" | "+") && cursor.is_joined(at);
    !is_within && (at + 1..at + n_tokens).all(|at| cursor.is_joined(at))
}

/// "September", "September 2024", "September 10", "September the tenth, 2024".
pub(super) fn month_first(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let (length, month) = word::month(cursor, at)?;
    let mut end = at + length;
    let is_figure = |at: usize| cursor.is_joined(at) && word::year_number(cursor, at).is_none();
    let comma = match cursor.word(end) {
        "," if cursor.word(end + 1).ends_with(char::is_alphabetic) => 1,
        // "Oct/2"
        "/" if is_figure(end) && is_figure(end + 1) => 1,
        _ => 0,
    };
    let article = usize::from(cursor.word(end + comma) == "the");
    let day = match word::day(cursor, end + comma) {
        Some(day) => Some((1, day)),
        // "in July first of all": an ordinal in words needs no other reading.
        None if article == 1 || cursor.word(end + 1) != "of" => {
            word::ordinal_day(cursor, end + comma + article)
        }
        None => None,
    };
    let is_days = |length: usize| !is_measure(cursor, end + comma + article + length);
    if let Some((length, day)) = day.filter(|(length, _)| is_days(*length)) {
        end += comma + article + length;
        let (length, year) = year_of_day(cursor, end);
        return Some((end + length - at, Moment::Day(month, day, year)));
    }
    let (years, year) = year::behind(cursor, end);
    let is_bare = year == Year::Unsaid;
    // "may" and "march" are verbs: at the head of a sentence a bare month needs a year.
    let is_risky = is_bare && (at == cursor.start || !word::may_stand_bare(cursor, at));
    (!is_risky).then_some((length + years, Moment::Month(month, year)))
}

/// "last October", "this May", "next March"; "next March 4" is another matter.
pub(super) fn named_month(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let toward = match cursor.word(at) {
        "last" => Toward::Past,
        "next" => Toward::Future,
        "this" => Toward::Here,
        _ => return None,
    };
    let (length, Moment::Month(month, Year::Unsaid)) = month_first(cursor, at + 1)? else { return None };
    Some((1 + length, Moment::NamedMonth(month, toward)))
}

/// The year of a day, also over a second day: "September 10 and 13, 2024".
fn year_of_day(cursor: &Cursor<'_>, at: usize) -> (usize, Year) {
    let own = year::behind(cursor, at);
    if own.1 != Year::Unsaid || !matches!(cursor.word(at), "and" | "or" | "&") {
        return own;
    }
    match word::day(cursor, at + 1).map(|_| year::behind(cursor, at + 2).1) {
        Some(year @ Year::Said(_)) => (0, year),
        _ => own,
    }
}

/// Whether a number is counted in something, so that "September 10 and 13
/// ministers" is one day, not two.
pub(super) fn is_measure(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.word(at).chars().next().is_some_and(char::is_alphabetic)
        && !cursor.is_capital(at)
        && (cursor.listed(at, "group_noun").is_some() || cursor.listed(at, "unit").is_some())
        && cursor.listed(at, "period").is_none()
}

/// "10 September 2024", "10th of September", "the twenty-third day of September".
pub(super) fn day_first(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let (length, day) = word::any_day(cursor, at)?;
    let mut end = at + length;
    if cursor.is(end, &["day", "of"]) {
        end += 1;
    }
    let is_of = cursor.word(end) == "of";
    // "the second March summit" is no day: an ordinal in words needs "of".
    if !is_of && word::day(cursor, at).is_none() {
        return None;
    }
    end += usize::from(is_of);
    let (length, month) = word::month(cursor, end)?;
    end += length;
    let (length, year) = year::behind(cursor, end);
    Some((end + length - at, Moment::Day(month, day, year)))
}

/// The second day of "September 10 and 13", the first of "10 and 13 September".
pub(super) fn other_of_two(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let day = word::day(cursor, at)?;
    if matches!(cursor.word(at + 1), "and" | "or" | "&")
        && word::day(cursor, at + 2).is_some_and(|other| other > day)
        && let Some((_, Moment::Day(month, _, year))) = day_first(cursor, at + 2)
    {
        return Some((1, Moment::Day(month, day, year)));
    }
    let is_second = matches!(word::before(cursor, at), "and" | "or" | "&") && !is_measure(cursor, at + 1);
    let first = at.checked_sub(3).filter(|first| is_second && cursor.holds(*first))?;
    word::day(cursor, first + 1).filter(|other| *other < day)?;
    let month = cursor.listed(first, "month").or_else(|| {
        // "Sept. 10 and 13"
        (cursor.word(first) == ".").then(|| cursor.listed(first.checked_sub(1)?, "month"))?
    });
    let month = month?.1.parse().ok()?;
    if !cursor.is_capital(first) && cursor.word(first) != "." || is_counted(cursor, at + 1) {
        return None;
    }
    let (length, year) = year::behind(cursor, at + 1);
    Some((1 + length, Moment::Day(month, day, year)))
}

/// Whether a word behind a number may be what is counted: anything but a mark,
/// a year and a word of the language's joints.
fn is_counted(cursor: &Cursor<'_>, at: usize) -> bool {
    !word::is_closed(cursor, at) && word::year_number(cursor, at).is_none()
}

/// "on the 18th", "the 15th of this month".
pub(super) fn day_of_month(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let article = usize::from(cursor.word(at) == "the");
    let day = word::day(cursor, at + article).filter(|_| cursor.word(at + article).len() > 2)?;
    let of = usize::from(cursor.word(at + article + 1) == "of");
    // "the 15th of this month", "the 21st this month"
    if let Some((length, Moment::Period(Unit::Month, steps, from))) =
        away::period(cursor, at + article + 1 + of)
    {
        let month = Base::Period(Unit::Month, steps, from);
        return Some((article + 1 + of + length, Moment::Part(Part::Nth(day, Unit::Day), month)));
    }
    let is_led = matches!(word::before(cursor, at), "on" | "by" | "until" | "till" | "before");
    // "on the 18th floor"
    (article == 1 && is_led && word::is_closed(cursor, at + 2) && cursor.word(at + 2) != "of")
        .then_some((2, Moment::DayOfMonth(day)))
}
