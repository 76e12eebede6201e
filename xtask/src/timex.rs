//! Texts with TIMEX3 annotation (TimeML), such as `WikiWars`: a value for every
//! expression of time.
//!
//! In scope is what names a time of the calendar. Values are held against EDTF
//! so: `1941-06-22`, `1941-06` and `1941` as they are, what follows a `T` left
//! aside; `198` and `198X` the years of the decade; `1941-SU` and `-SP`, `-FA`
//! or `-AU`, `-WI` the three months; `-H1`, `-Q3` the months; `1941-W24` the
//! seven days. TIMEX3 gives "early October" the value of October, so what we say
//! not exactly (`1941-10-01~/1941-10-10~`) is right as the month, year or decade
//! that holds it. A run ("1939-1945", "3 to 5 May") is annotated there as two
//! dates, and counts as two.

use std::path::Path;

use anyhow::Context as _;
use jiff::{ToSpan as _, civil::Date};
use record::{Edtf, Point};

use crate::dates::{self, Dates, Found, Tally};

/// An annotated expression: its bytes, and its value.
struct Timex {
    bytes: std::ops::Range<usize>,
    value: String,
}

/// An annotated text.
struct Text {
    plain: String,
    day: Option<Date>,
    timexes: Vec<Timex>,
}

/// Reads every text of a folder and says how many values are right.
pub(crate) fn hold(dates: &Dates<'_>, folder: &Path) -> anyhow::Result<Tally> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "tml" || end == "xml"));
    paths.sort();
    let mut tally = Tally { n_false: Some(0), ..Tally::default() };
    for path in paths {
        let text = text(&dates::text_of(&path)?).with_context(|| path.display().to_string())?;
        let found = dates.of(&text.plain, text.day).with_context(|| path.display().to_string())?;
        count(&mut tally, &text, &found);
    }
    Ok(tally)
}

fn count(tally: &mut Tally, text: &Text, found: &[Found]) {
    for timex in &text.timexes {
        let Some((kind, value)) = meaning(&timex.value) else {
            *tally.out_of_scope.entry(out_of_scope(&timex.value)).or_default() += 1;
            continue;
        };
        let said = found.iter().find(|found| dates::overlap(&found.bytes, &timex.bytes));
        let said_value = said.and_then(|found| end_of(text, found, timex));
        let is_right = said_value.is_some_and(|said| agrees(said, value));
        tally.count(kind, is_right);
        if !is_right {
            if said_value.is_some() {
                *tally.n_false.get_or_insert_default() += 1;
            }
            let words = text.plain.get(timex.bytes.clone()).unwrap_or_default();
            let words: Vec<&str> = words.split_whitespace().collect();
            let said = said_value.map_or_else(|| "nothing".to_owned(), |said| said.to_string());
            tally.misses.push(format!("{kind} | {} | {} | found {said}", words.join(" "), timex.value));
        }
    }
    for found in found.iter().filter(|found| found.value.is_some()) {
        if !text.timexes.iter().any(|timex| dates::overlap(&found.bytes, &timex.bytes)) {
            *tally.n_false.get_or_insert_default() += 1;
            let words = text.plain.get(found.bytes.clone()).unwrap_or_default();
            tally
                .misses
                .push(format!("not annotated | {words} | found {:?}", found.value.map(|v| v.to_string())));
        }
    }
}

/// What was found for one expression: of a run that covers two, the end that is
/// meant.
fn end_of(text: &Text, found: &Found, timex: &Timex) -> Option<Edtf> {
    let value = found.value?;
    let mut covered = text.timexes.iter().filter(|timex| dates::overlap(&found.bytes, &timex.bytes));
    let first = covered.next()?;
    let Some(last) = covered.next_back() else { return Some(value) };
    let (start, end) = dates::ends(value)?;
    if first.bytes == timex.bytes {
        Some(Edtf::Point(start))
    } else if last.bytes == timex.bytes {
        Some(Edtf::Point(end))
    } else {
        Some(value)
    }
}

/// The kind of a value and the days it means; nothing if it is out of scope.
fn meaning(value: &str) -> Option<(&'static str, Edtf)> {
    let value = value.split('T').next()?;
    if let Ok(date) = value.parse::<Edtf>() {
        let kind = match value.len() {
            4 => "year",
            7 => "month",
            _ => "day",
        };
        return Some((kind, date));
    }
    let (year, rest) = value.split_once('-').unwrap_or((value, ""));
    let months = |first: i8, last: i8| {
        let year = year.parse().ok()?;
        Some(Edtf::Interval(Point::month(year, first), Some(Point::month(year, last)?)))
    };
    let digit = |rest: &str| rest.get(1..)?.parse::<i8>().ok();
    Some(match rest {
        "" if matches!(year.len(), 3 | 4) => {
            let first = year.get(..3)?.parse::<i16>().ok()? * 10;
            let is_decade = year.len() == 3 || year.ends_with('X');
            let years = Edtf::Interval(Point::year(first), Some(Point::year(first + 9)?));
            is_decade.then_some(("decade", years))?
        }
        "SP" => ("season", months(3, 5)?),
        "SU" => ("season", months(6, 8)?),
        "FA" | "AU" => ("season", months(9, 11)?),
        "WI" => {
            let year: i16 = year.parse().ok()?;
            ("season", Edtf::Interval(Point::month(year, 12), Some(Point::month(year + 1, 2)?)))
        }
        "H1" => ("part of a year", months(1, 6)?),
        "H2" => ("part of a year", months(7, 12)?),
        "Q1" | "Q2" | "Q3" | "Q4" => {
            let nth = digit(rest)?;
            ("part of a year", months(nth * 3 - 2, nth * 3)?)
        }
        _ if rest.starts_with('W') => {
            let fourth = Date::new(year.parse().ok()?, 1, 4).ok()?;
            let monday = fourth.saturating_sub(i64::from(fourth.weekday().to_monday_zero_offset()).days());
            let monday = monday.saturating_add((i64::from(digit(rest)?) * 7 - 7).days());
            ("week", Edtf::days(monday, monday.saturating_add(6.days())))
        }
        _ => return None,
    })
}

fn out_of_scope(value: &str) -> &'static str {
    match value {
        _ if value.starts_with("BC") => "before the year 1",
        _ if value.starts_with('P') && !value.contains('_') => "durations",
        _ if value.contains("_REF") => "now, former, future",
        "null" => "no value there either",
        _ if value.starts_with("XXXX") => "recurring or unknown year",
        _ if value.contains("XX") => "unknown day or month",
        _ => "centuries and others",
    }
}

/// Whether a date is that of an annotation, or a part of it that we say about.
fn agrees(said: Edtf, annotated: Edtf) -> bool {
    let is_same =
        |said: Edtf| said.first_day() == annotated.first_day() && said.last_day() == annotated.last_day();
    if is_same(said) {
        return true;
    }
    let (first, last) = (said.first_day(), said.last_day());
    let whole = if (first.year(), first.month()) == (last.year(), last.month()) {
        Point::month(first.year(), first.month()).map(Edtf::Point)
    } else if first.year() == last.year() {
        Point::year(first.year()).map(Edtf::Point)
    } else {
        let decade = first.year() / 10 * 10;
        Some(Edtf::Interval(Point::year(decade), Point::year(decade + 9)))
    };
    dates::is_about(said) && whole.is_some_and(is_same)
}

/// Takes the annotation out of a text.
fn text(file: &str) -> anyhow::Result<Text> {
    let (head, rest) = file.split_once("<TEXT>").context("there is no <TEXT>")?;
    let body = rest.split("</TEXT>").next().unwrap_or(rest);
    let day = head.split("value=\"").nth(1).and_then(|day| day.get(..10)?.parse().ok());
    let mut text = Text { plain: String::new(), day, timexes: Vec::new() };
    let mut open: Option<(usize, String)> = None;
    for piece in body.split('<') {
        let (tag, words) = match piece.split_once('>') {
            Some((tag, words)) if text.plain.len() + tag.len() > 0 => (tag, words),
            _ => ("", piece),
        };
        if tag.starts_with("TIMEX3") {
            let value = tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
            open = Some((text.plain.len(), value.unwrap_or_default().to_owned()));
        } else if tag.starts_with("/TIMEX3")
            && let Some((start, value)) = open.take()
        {
            text.timexes.push(Timex { bytes: start..text.plain.len(), value });
        }
        text.plain.push_str(&unescaped(words));
    }
    Ok(text)
}

fn unescaped(words: &str) -> String {
    words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace('\r', "")
}
