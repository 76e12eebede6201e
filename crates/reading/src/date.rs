//! Dates as texts say them, before the day of the text is brought in.
//!
//! No crate reads "September 10-13", "from Tuesday to Friday" or "the first
//! eight months of this year" in running text, so this is our own.

use crate::cursor::Cursor;

/// A date expression, not yet placed in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    /// "September 10", "10 September 2024": month, day, year if said.
    Day(i8, i8, Option<i16>),
    /// "September 10-13", "September 28 to October 2, 2024".
    Days((i8, i8), (i8, i8), Option<i16>),
    /// "July 2024", "in July".
    Month(i8, Option<i16>),
    /// "from January to August 2024".
    Months(i8, i8, Option<i16>),
    /// "2024", "this year".
    Year(Reference),
    /// "2021-2025".
    Years(i16, i16),
    /// "on Saturday", "last Friday", "next Monday".
    Weekday(i8, Toward),
    /// "from Tuesday to Friday".
    Weekdays(i8, i8),
    /// "today" is 0, "yesterday" -1.
    DaysAway(i8),
    /// "this month" is 0, "last month" -1.
    MonthsAway(i8),
    /// "the first eight months of": first and last month, of which year.
    Part(i8, i8, Reference),
    /// "early 2026": the same, but not exact.
    About(i8, i8, Reference),
}

/// Which year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// A year by its number.
    Number(i16),
    /// Years from the year of the text: "this year" is 0.
    Away(i16),
}

/// Which way a weekday is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toward {
    /// A bare weekday: what is told decides.
    Either,
    /// "last Friday".
    Past,
    /// "next Friday", "this coming Friday".
    Future,
}

/// The date expression that starts at a position, and how many tokens it has.
pub(crate) fn spoken(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let readers =
        [iso, month_first, day_first, part_of_year, about_year, weekdays, weekday, away, years, year];
    readers.iter().find_map(|reader| reader(cursor, at))
}

fn month(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i8)> {
    if !cursor.is_capital(at) {
        return None;
    }
    let (length, means) = cursor.listed(at, "month")?;
    let length = if cursor.word(at + length) == "." { length + 1 } else { length };
    Some((length, means.parse().ok()?))
}

/// A day of the month: "10", "10th".
fn day(cursor: &Cursor<'_>, at: usize) -> Option<i8> {
    let digits = cursor.word(at).trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = cursor.word(at).get(digits.len()..)?;
    let is_plain = matches!(ending, "" | "st" | "nd" | "rd" | "th");
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    is_plain.then_some(day)
}

fn year_number(cursor: &Cursor<'_>, at: usize) -> Option<i16> {
    let word = cursor.word(at);
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| is_year && (1500..2200).contains(year))
}

/// A year behind a month or day: "2024", ", 2024".
fn year_behind(cursor: &Cursor<'_>, at: usize) -> (usize, Option<i16>) {
    let skipped = usize::from(cursor.word(at) == ",");
    match year_number(cursor, at + skipped) {
        Some(year) => (skipped + 1, Some(year)),
        None => match (cursor.is(at, &["this", "year"]), cursor.is(at, &["of", "this", "year"])) {
            (true, _) => (2, None),
            (_, true) => (3, None),
            _ => (0, None),
        },
    }
}

fn is_range_mark(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(cursor.word(at), "-" | "to" | "until" | "till" | "through" | "and")
}

/// `2024-09-11`.
fn iso(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let year = year_number(cursor, at)?;
    if cursor.word(at + 1) != "-" || cursor.word(at + 3) != "-" || !cursor.is_joined(at + 1) {
        return None;
    }
    let month = cursor.word(at + 2).parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((5, Spoken::Day(month, day(cursor, at + 4)?, Some(year))))
}

/// "September", "September 2024", "September 10", "September 10-13, 2024",
/// "September 28 to October 2", "January to August 2024".
fn month_first(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let (length, first_month) = month(cursor, at)?;
    let Some(first) = day(cursor, at + length) else { return months(cursor, at, (length, first_month)) };
    let mut end = at + length + 1;
    if is_range_mark(cursor, end) {
        let last = match month(cursor, end + 1) {
            Some((length, last_month)) => {
                day(cursor, end + 1 + length).map(|last| (length + 2, (last_month, last)))
            }
            None => day(cursor, end + 1).filter(|last| *last > first).map(|last| (2, (first_month, last))),
        };
        let is_last = |last: &(usize, (i8, i8))| !is_measure(cursor, end + last.0);
        if let Some((length, last)) = last.filter(is_last) {
            end += length;
            let (length, year) = year_behind(cursor, end);
            return Some((end + length - at, Spoken::Days((first_month, first), last, year)));
        }
    }
    let (length, year) = year_behind(cursor, end);
    Some((end + length - at, Spoken::Day(first_month, first, year)))
}

/// Whether a number is counted in something, so that "September 10 and 13
/// ministers" is one day, not two.
fn is_measure(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.word(at).chars().next().is_some_and(char::is_alphabetic)
        && !cursor.is_capital(at)
        && cursor.listed(at, "group_noun").is_some()
}

fn months(cursor: &Cursor<'_>, at: usize, first: (usize, i8)) -> Option<(usize, Spoken)> {
    let end = at + first.0;
    if is_range_mark(cursor, end)
        && cursor.word(end) != "and"
        && let Some((length, last_month)) = month(cursor, end + 1)
    {
        let (years, year) = year_behind(cursor, end + 1 + length);
        return Some((first.0 + 1 + length + years, Spoken::Months(first.1, last_month, year)));
    }
    let (length, year) = year_behind(cursor, end);
    // "may" and "march" are verbs: at the head of a sentence a bare month needs a year.
    let is_risky = year.is_none() && at == cursor.start;
    (!is_risky).then_some((first.0 + length, Spoken::Month(first.1, year)))
}

/// "10 September 2024", "10-13 September", "10th of September".
fn day_first(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let first = day(cursor, at)?;
    let last =
        if is_range_mark(cursor, at + 1) { day(cursor, at + 2).filter(|last| *last > first) } else { None };
    let mut end = if last.is_some() { at + 3 } else { at + 1 };
    if cursor.word(end) == "of" {
        end += 1;
    }
    let (length, month) = month(cursor, end)?;
    end += length;
    let (length, year) = year_behind(cursor, end);
    let spoken = match last {
        Some(last) => Spoken::Days((month, first), (month, last), year),
        None => Spoken::Day(month, first, year),
    };
    Some((end + length - at, spoken))
}

/// "2024", "this year", "last year".
fn year_reference(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Reference)> {
    if let Some(year) = year_number(cursor, at) {
        return Some((1, Reference::Number(year)));
    }
    if let Some(fiscal) = fiscal_year(cursor, at) {
        return Some(fiscal);
    }
    let away = match (cursor.word(at), cursor.word(at + 1)) {
        ("this" | "current", "year") => 0,
        ("last" | "previous", "year") => -1,
        ("next", "year") => 1,
        _ => return None,
    };
    Some((2, Reference::Away(away)))
}

/// "fiscal year 2024", "FY 2024", "FY2024": told as the year of its number.
fn fiscal_year(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Reference)> {
    let length = match (cursor.word(at), cursor.word(at + 1)) {
        ("fiscal" | "financial", "year") => 2,
        ("fy", _) => 1,
        (word, _) => {
            let year = word.strip_prefix("fy").filter(|year| year.len() == 4)?;
            return Some((1, Reference::Number(year.parse().ok()?)));
        }
    };
    Some((length + 1, Reference::Number(year_number(cursor, at + length)?)))
}

/// "first eight months of this year", "second half of 2024", "third quarter of 2025".
fn part_of_year(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let (length, which) = match cursor.word(at) {
        "last" | "final" => (1, 0),
        _ => cursor.listed(at, "ordinal").and_then(|(length, n)| Some((length, n.parse::<i8>().ok()?)))?,
    };
    let mut end = at + length;
    let counted = cursor.word(end).parse::<i8>().ok().map(|n| (1, n));
    let counted = counted.or_else(|| {
        let (length, n) = cursor.listed(end, "number")?;
        Some((length, n.parse::<i8>().ok()?))
    });
    let part = match (counted, which) {
        (Some((length, n)), 1) if cursor.word(end + length).starts_with("month") && (1..=12).contains(&n) => {
            end += length + 1;
            (1, n)
        }
        (None, 1 | 2) if cursor.word(end) == "half" => {
            end += 1;
            (which * 6 - 5, which * 6)
        }
        (None, 1..=4) if cursor.word(end) == "quarter" => {
            end += 1;
            (which * 3 - 2, which * 3)
        }
        _ => return None,
    };
    if matches!(cursor.word(end), "of" | "in") {
        end += 1;
    }
    let (length, year) = year_reference(cursor, end)?;
    Some((end + length - at, Spoken::Part(part.0, part.1, year)))
}

/// "early 2026", "mid-2025", "late last year", "the end of 2024".
///
/// Thirds of the year: early is January to April, mid May to August, late
/// September to December.
fn about_year(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let (length, part) = match cursor.word(at) {
        "early" => (1, (1, 4)),
        "mid" => (1 + usize::from(cursor.word(at + 1) == "-"), (5, 8)),
        "late" => (1, (9, 12)),
        "beginning" if cursor.word(at + 1) == "of" => (2, (1, 4)),
        _ => return None,
    };
    let skipped = usize::from(cursor.word(at + length) == "in");
    let (years, year) = year_reference(cursor, at + length + skipped)?;
    Some((length + skipped + years, Spoken::About(part.0, part.1, year)))
}

fn weekday_number(cursor: &Cursor<'_>, at: usize) -> Option<(usize, i8)> {
    let (length, means) = cursor.listed(at, "weekday")?;
    (cursor.is_capital(at)).then_some((length, means.parse().ok()?))
}

/// "Tuesday to Friday", "Tuesday-Friday".
fn weekdays(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let (length, first) = weekday_number(cursor, at)?;
    if !is_range_mark(cursor, at + length) || cursor.word(at + length) == "and" {
        return None;
    }
    let (end, last) = weekday_number(cursor, at + length + 1)?;
    Some((length + 1 + end, Spoken::Weekdays(first, last)))
}

/// "Saturday", "last Friday", "Wednesday, September 11, 2024".
fn weekday(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let (skipped, toward) = match cursor.word(at) {
        "last" | "past" => (1, Toward::Past),
        "next" | "coming" => (1, Toward::Future),
        "this" => (1, Toward::Either),
        _ => (0, Toward::Either),
    };
    let (length, number) = weekday_number(cursor, at + skipped)?;
    let mut behind = at + skipped + length;
    for opening in [",", "("] {
        behind += usize::from(cursor.word(behind) == opening);
    }
    let dated = month_first(cursor, behind).or_else(|| day_first(cursor, behind));
    if let Some((length, spoken @ (Spoken::Day(..) | Spoken::Days(..)))) = dated {
        let closing = usize::from(cursor.word(behind - 1) == "(" && cursor.word(behind + length) == ")");
        return Some((behind + length + closing - at, spoken));
    }
    Some((skipped + length, Spoken::Weekday(number, toward)))
}

/// "today", "yesterday evening", "this month".
fn away(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let found = match (cursor.word(at), cursor.word(at + 1)) {
        ("today" | "tonight", _) => (1, Spoken::DaysAway(0)),
        ("this", "morning" | "afternoon" | "evening") => (2, Spoken::DaysAway(0)),
        ("yesterday", _) => (1, Spoken::DaysAway(-1)),
        ("tomorrow", _) => (1, Spoken::DaysAway(1)),
        ("earlier", "today") => (2, Spoken::DaysAway(0)),
        ("this", "month") => (2, Spoken::MonthsAway(0)),
        ("last", "month") => (2, Spoken::MonthsAway(-1)),
        ("next", "month") => (2, Spoken::MonthsAway(1)),
        _ => return None,
    };
    Some(found)
}

/// "2021-2025", "2021 to 2025".
fn years(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let first = year_number(cursor, at)?;
    if !matches!(cursor.word(at + 1), "-" | "to") {
        return None;
    }
    let last = year_number(cursor, at + 2).filter(|last| *last > first)?;
    Some((3, Spoken::Years(first, last)))
}

/// "2024" behind a word that dates are said with, "this year".
fn year(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    let (length, year) = year_reference(cursor, at)?;
    let before = at.checked_sub(1).map_or("", |before| cursor.word(before));
    let is_dated = matches!(
        before,
        "in" | "of"
            | "by"
            | "since"
            | "for"
            | "from"
            | "during"
            | "until"
            | "to"
            | "the"
            | ","
            | "("
            | "early"
    ) || before.ends_with("ing");
    let is_amount =
        cursor.listed(at + length, "unit").is_some() || cursor.listed(at + length, "currency").is_some();
    let is_number = matches!(year, Reference::Number(_)) && length == 1 && !cursor.word(at).starts_with("fy");
    (!is_number || is_dated && !is_amount).then_some((length, Spoken::Year(year)))
}
