//! Expressions of more than one date: runs of days, months and years, and
//! what lies beside a date.

use super::{Moment, Spoken, Year, day, moment, word, year};
use crate::cursor::Cursor;

/// "10-13 September", "9 to 12 of June 2024", "between the ninth and the
/// seventeenth of April".
pub(super) fn days_first(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let (length, first) = word::any_day(cursor, at)?;
    let mark = at + length;
    let is_pair = cursor.word(mark) == "and" && word::day(cursor, mark + 1) == Some(first + 1);
    if !is_joint(cursor, at, mark) && !is_pair {
        return None;
    }
    let article = usize::from(cursor.word(mark + 1) == "the");
    let (length, last) = day::day_first(cursor, mark + 1 + article)?;
    let Moment::Day(month, last_day, year) = last else { return None };
    (last_day > first)
        .then_some((mark + 1 + article + length - at, Spoken::Run(Moment::Day(month, first, year), last)))
}

/// "2021-2025", "2021 to 2025", "1957-60".
pub(super) fn years(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let first = word::year_number(cursor, at)?;
    if !is_joint(cursor, at, at + 1) || day::in_figures(cursor, at).is_some() {
        return None;
    }
    let last = word::year_number(cursor, at + 2).or_else(|| short_year(cursor, at + 2, first));
    let last = last.filter(|last| *last > first)?;
    // A telephone number: "+86 138-2010-2015".
    let is_in_number =
        word::before(cursor, at) == "-" || cursor.word(at + 3) == "-" && cursor.is_joined(at + 3);
    if is_in_number {
        return None;
    }
    // "from 2019 to 2024 dollars"
    let is_amount = cursor.listed(at + 3, "currency").is_some();
    (!is_amount).then_some((3, run_of(Moment::Year(Year::Said(first)), Moment::Year(Year::Said(last)))))
}

/// The "60" of "1957-60".
fn short_year(cursor: &Cursor<'_>, at: usize, first: i16) -> Option<i16> {
    let word = cursor.word(at);
    let is_short = word.len() == 2 && cursor.is_joined(at) && cursor.word(at + 1) != "-";
    let last: i16 = word.parse().ok().filter(|_| is_short && cursor.word(at - 1) == "-")?;
    let last = first / 100 * 100 + last;
    // "2015-32" is no run of years, "1957-60" is.
    (last - first < 16).then_some(last)
}

/// "10/1-11/2/2017" is left alone; `2024-09-10/2024-09-13` is read.
pub(super) fn days_in_figures(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let (length, first) = day::in_figures(cursor, at)?;
    let (more, last) =
        day::in_figures(cursor, at + length + 1).filter(|_| cursor.word(at + length) == "/")?;
    Some((length + 1 + more, run_of(first, last)))
}

fn run_of(first: Moment, last: Moment) -> Spoken {
    Spoken::Run(first, last)
}

/// What stands between the two ends of a run.
fn is_joint(cursor: &Cursor<'_>, at: usize, mark: usize) -> bool {
    // "this year — now it is": a dash between clauses, not between dates.
    let is_dash = cursor.raw(mark) == "—" && !cursor.is_joined(mark);
    if word::is_range_mark(cursor, mark) && !is_dash {
        return true;
    }
    // "between 2014 and 2018", "between the end of 2007 and 2008"
    let first = cursor.start.max(at.saturating_sub(2));
    cursor.word(mark) == "and" && (first..at).any(|before| cursor.word(before) == "between")
}

/// The rest of a run that begins with a date: "September 10" and "-13, 2024".
pub(super) fn run(cursor: &Cursor<'_>, at: usize, length: usize, first: Moment) -> Option<(usize, Spoken)> {
    let mark = at + length;
    if let Some(pair) = pair(cursor, at, mark, first) {
        return Some(pair);
    }
    if !is_joint(cursor, at, mark) || is_no_end(first) {
        return None;
    }
    let skipped = usize::from(cursor.word(mark + 1) == "the");
    let next = mark + 1 + skipped;
    if let Moment::Day(month, day, Year::Unsaid) = first
        && moment(cursor, next).is_none_or(|(_, last)| !matches!(last, Moment::Day(..)))
        && let Some((length, last)) = last_day(cursor, next, day)
    {
        let (years, year) = year::behind(cursor, next + length);
        let end = next + length + years;
        let run = run_of(Moment::Day(month, day, year), Moment::Day(month, last, year));
        return Some((end - at, run));
    }
    let (length, last) = end_of_run(cursor, next, first)?;
    Some((next + length - at, run_of(first, last)))
}

/// "June 29 and 30": two days, one after the other, are a run of two.
fn pair(cursor: &Cursor<'_>, at: usize, mark: usize, first: Moment) -> Option<(usize, Spoken)> {
    let Moment::Day(month, day, _) = first else { return None };
    let is_next = cursor.word(mark) == "and" && word::day(cursor, mark + 1) == Some(day + 1);
    if !is_next || day::is_measure(cursor, mark + 2) || word::month(cursor, mark + 2).is_some() {
        return None;
    }
    let (years, year) = year::behind(cursor, mark + 2);
    let end = mark + 2 + years;
    Some((end - at, run_of(Moment::Day(month, day, year), Moment::Day(month, day + 1, year))))
}

/// The "13" of "September 10-13".
fn last_day(cursor: &Cursor<'_>, at: usize, first: i8) -> Option<(usize, i8)> {
    let (length, last) = word::any_day(cursor, at)?;
    (last > first && !day::is_measure(cursor, at + length)).then_some((length, last))
}

/// The later end of a run, which must be something that can follow the first.
fn end_of_run(cursor: &Cursor<'_>, at: usize, first: Moment) -> Option<(usize, Moment)> {
    let year = || match (first, word::year_number(cursor, at)) {
        (Moment::Year(_) | Moment::Part(..) | Moment::Season(..), Some(year)) => {
            Some((1, Moment::Year(Year::Said(year))))
        }
        _ => None,
    };
    let (length, last) = moment(cursor, at).or_else(year).or_else(|| now(cursor, at))?;
    let fits = match (first, last) {
        (Moment::Weekday(..), Moment::Weekday(..)) => true,
        (Moment::Weekday(_, toward), _) => toward != super::Toward::Either,
        (_, Moment::Weekday(_, toward)) => toward != super::Toward::Either,
        _ => !is_no_end(last),
    };
    fits.then_some((length, last))
}

/// "from March to now", "to date".
fn now(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let length = match (cursor.word(at), cursor.word(at + 1)) {
        ("now" | "date", _) => 1,
        ("present" | "current", "day" | "date") => 2,
        _ => return None,
    };
    word::is_closed(cursor, at + length)
        .then_some((length, Moment::Period(super::Unit::Day, 0, super::From::Text)))
}

/// What is itself a run, or too loose to end one.
fn is_no_end(moment: Moment) -> bool {
    matches!(moment, Moment::Periods(..) | Moment::Rest(..) | Moment::DayOfMonth(_))
}

/// "between now and November 15".
pub(super) fn from_now(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let is_led = cursor.word(at) == "now" && word::before(cursor, at) == "between";
    let now = Moment::Period(super::Unit::Day, 0, super::From::Text);
    if is_led { run(cursor, at, 1, now) } else { None }
}

/// "two weeks after September 11", "three days from tomorrow".
pub(super) fn beside(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let about = cursor.listed(at, "approx").map_or(0, |(length, _)| length);
    let (length, n) = word::count(cursor, at + about)?;
    let (more, unit, times) = word::unit(cursor, at + about + length)?;
    let end = at + about + length + more;
    let steps = match cursor.word(end) {
        "after" | "from" => n * times,
        "before" => -n * times,
        _ => return None,
    };
    let (length, beside) = moment(cursor, end + 1)?;
    let is_day = matches!(
        beside,
        Moment::Day(..) | Moment::Weekday(..) | Moment::Period(super::Unit::Day, ..) | Moment::WeekdayOf(..)
    );
    is_day.then_some((end + 1 + length - at, Spoken::Beside(unit, steps, beside)))
}

/// "week of September 9", "the week beginning on February 4".
pub(super) fn week_of(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    if cursor.word(at) != "week"
        || !matches!(cursor.word(at + 1), "of" | "beginning" | "starting" | "commencing")
    {
        return None;
    }
    let skipped = usize::from(cursor.word(at + 2) == "on");
    let skipped = skipped + usize::from(cursor.word(at + 2 + skipped) == "the");
    let first = at + 2 + skipped;
    let of_month = || Some((1, Moment::DayOfMonth(word::day(cursor, first)?)));
    let is_ordinal = cursor.word(first).len() > 2;
    let (length, beside) = moment(cursor, first).or_else(|| of_month().filter(|_| is_ordinal))?;
    let is_day = matches!(beside, Moment::Day(..) | Moment::DayOfMonth(_));
    is_day.then_some((2 + skipped + length, Spoken::WeekOf(beside)))
}
