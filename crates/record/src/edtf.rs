//! Dates as EDTF level 1 (ISO 8601-2:2019): days, months, years and intervals.

use std::{cmp::Ordering, fmt, str::FromStr};

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The English names of the months, lower case, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day, a month or a year, perhaps approximate (`2026~`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    approximate: bool,
}

impl Point {
    /// A whole day.
    pub fn day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()), approximate: false }
    }

    /// A month of a year, or nothing if there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok()?;
        Some(Self { year, month: Some(month), day: None, approximate: false })
    }

    /// A year from 1 to 9999, or nothing.
    pub fn year(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, month: None, day: None, approximate: false })
    }

    /// The same, marked approximate (EDTF `~`).
    #[must_use]
    pub fn about(self) -> Self {
        Self { approximate: true, ..self }
    }

    /// The first day of it.
    pub fn first_day(self) -> Date {
        let day = Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        day.unwrap_or(Date::MIN)
    }

    /// The last day of it.
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, _) => self.first_day().last_of_year(),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        if self.approximate { out.write_str("~") } else { Ok(()) }
    }
}

/// A date or period: a point, or an interval whose end may be open (`..`).
///
/// Ordered by first day, then last day, so that a list of dates reads forward
/// in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One day, month or year.
    Point(Point),
    /// From the start of one to the end of the other; `None` is an open end.
    Interval(Option<Point>, Option<Point>),
}

impl Edtf {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self::Point(Point::day(date))
    }

    /// From the first day to the last, both included; one day if they are equal.
    pub fn days(first: Date, last: Date) -> Self {
        if first == last {
            return Self::day(first);
        }
        Self::Interval(Some(Point::day(first)), Some(Point::day(last)))
    }

    /// The first day it can mean; the earliest of all where the start is open.
    pub fn first_day(&self) -> Date {
        match self {
            Self::Point(point) | Self::Interval(Some(point), _) => point.first_day(),
            Self::Interval(None, _) => Date::MIN,
        }
    }

    /// The last day it can mean; the latest of all where the end is open.
    pub fn last_day(&self) -> Date {
        match self {
            Self::Point(point) | Self::Interval(_, Some(point)) => point.last_day(),
            Self::Interval(_, None) => Date::MAX,
        }
    }

    /// The day, if it is a single one.
    pub fn single_day(&self) -> Option<Date> {
        match self {
            Self::Point(point) if point.day.is_some() => Some(point.first_day()),
            _ => None,
        }
    }

    /// Whether all of `other` lies within this.
    pub fn contains(&self, other: &Self) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    /// Whether they share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }

    /// Whether they share a day once this is widened by `days` at both ends.
    pub fn is_within_days(&self, other: &Self, days: i32) -> bool {
        let first = self.first_day().saturating_sub(days.days());
        let last = self.last_day().saturating_add(days.days());
        first <= other.last_day() && other.first_day() <= last
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| (date.first_day(), date.last_day());
        key(self).cmp(&key(other)).then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |point: &Option<Point>| point.map_or_else(|| "..".to_owned(), |point| point.to_string());
        match self {
            Self::Point(point) => point.fmt(out),
            Self::Interval(first, last) => write!(out, "{}/{}", end(first), end(last)),
        }
    }
}

/// Why a text is not an EDTF date of the sort used here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: write 2024-09-11, 2024-09, 2024, 2026~ or 2024-09-10/2024-09-13")]
pub struct EdtfError(pub String);

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let wrong = || EdtfError(text.to_owned());
        let Some((first, last)) = text.split_once('/') else {
            return point(text).map(Self::Point).ok_or_else(wrong);
        };
        let end = |side: &str| match side {
            "" | ".." => Ok(None),
            side => point(side).map(Some).ok_or_else(wrong),
        };
        match (end(first)?, end(last)?) {
            (None, None) => Err(wrong()),
            (Some(first), Some(last)) if first.first_day() > last.last_day() => Err(wrong()),
            (first, last) => Ok(Self::Interval(first, last)),
        }
    }
}

/// Reads `2024`, `2024-09` or `2024-09-11`, each perhaps with `~` or `?` behind.
fn point(text: &str) -> Option<Point> {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let is_plain = bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !is_plain || !matches!(bare.len(), 4 | 7 | 10) {
        return None;
    }
    let mut parts = bare.split('-').map(|part| part.parse::<i16>().ok());
    let year = parts.next()??;
    let found = match (parts.next(), parts.next()) {
        (None, _) => Point::year(year)?,
        (Some(month), None) => Point::month(year, i8::try_from(month?).ok()?)?,
        (Some(month), Some(day)) => {
            Point::day(Date::new(year, i8::try_from(month?).ok()?, i8::try_from(day?).ok()?).ok()?)
        }
    };
    Some(if bare.len() == text.len() { found } else { found.about() })
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_return() {
        for text in [
            "2024-09-11",
            "2024-09",
            "2024",
            "2026~",
            "2024-09-10/2024-09-13",
            "2024-01/2024-08",
            "2021-08/..",
        ] {
            assert_eq!(text.parse::<Edtf>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in
            ["", "/", "2024-13", "2024-02-30", "24-01-01", "2024-09-13/2024-09-10", "soon", "2024-9-1"]
        {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_of_a_month() {
        let month: Edtf = "2024-02".parse().unwrap();
        assert_eq!(month.last_day().to_string(), "2024-02-29");
        assert!(month.contains(&"2024-02-29".parse().unwrap()));
        assert!(!month.overlaps(&"2024-03".parse().unwrap()));
        assert!(month.is_within_days(&"2024-03-01".parse().unwrap(), 1));
    }
}
