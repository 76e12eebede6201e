//! Placing a spoken date in time, seen from the day of the text.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use record::{DateFrom, Edtf, Point};

use crate::{
    date::{Reference, Spoken, Toward},
    mark::When,
};

/// The day from which a text speaks, and the year its own dates are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// The dateline's day, else the publication day.
    pub(crate) day: Option<Date>,
    /// A year that the text itself writes out with a month; used for dates
    /// without year when `day` is not known.
    pub(crate) year: Option<i16>,
}

impl Anchor {
    /// Places a date. `looks_forward` tells that the words around speak of
    /// what is to come, which decides a bare weekday.
    pub(crate) fn place(&self, spoken: Spoken, looks_forward: bool) -> When {
        let toward = match spoken {
            Spoken::Weekday(_, Toward::Either) if looks_forward => Toward::Future,
            Spoken::Weekday(_, Toward::Future) => Toward::Future,
            _ => Toward::Past,
        };
        let is_said = is_complete(spoken);
        let value = self.value(spoken, toward);
        let from = match (value, is_said) {
            (None, _) => DateFrom::None,
            (_, true) => DateFrom::Text,
            (_, false) => DateFrom::Inferred,
        };
        let weekday = match spoken {
            Spoken::Weekday(number, _) if value.is_none() => Some(number),
            _ => None,
        };
        When { value, from, weekday }
    }

    fn value(&self, spoken: Spoken, toward: Toward) -> Option<Edtf> {
        match spoken {
            Spoken::Day(month, day, year) => Some(Edtf::day(self.day_of(month, day, year)?)),
            Spoken::Days(first, last, year) => self.days(first, last, year),
            Spoken::Month(month, year) => Some(Edtf::Point(Point::month(self.year_of(month, year)?, month)?)),
            Spoken::Months(first, last, year) => {
                let year = self.year_of(last, year)?;
                Some(Edtf::Interval(Point::month(year, first), Some(Point::month(year, last)?)))
            }
            Spoken::Year(year) => Some(Edtf::Point(Point::year(self.year(year)?)?)),
            Spoken::Years(first, last) => Some(Edtf::Interval(Point::year(first), Some(Point::year(last)?))),
            Spoken::Weekday(number, _) => Some(Edtf::day(weekday_near(number, self.day?, toward)?)),
            Spoken::Weekdays(first, last) => {
                let first = weekday_near(first, self.day?, Toward::Past)?;
                Some(Edtf::days(first, weekday_near(last, first, Toward::Future)?))
            }
            Spoken::DaysAway(days) => Some(Edtf::day(self.day?.checked_add(i64::from(days).days()).ok()?)),
            Spoken::MonthsAway(months) => {
                let day = self.day?.checked_add(i64::from(months).months()).ok()?;
                Some(Edtf::Point(Point::month(day.year(), day.month())?))
            }
            Spoken::Part(first, last, year) => {
                let year = self.year(year)?;
                Some(Edtf::Interval(Some(Point::month(year, first)?), Some(Point::month(year, last)?)))
            }
            Spoken::About(first, last, year) => {
                let year = self.year(year)?;
                Some(Edtf::Interval(
                    Some(Point::month(year, first)?.about()),
                    Some(Point::month(year, last)?.about()),
                ))
            }
        }
    }

    fn days(&self, first: (i8, i8), last: (i8, i8), year: Option<i16>) -> Option<Edtf> {
        let last = self.day_of(last.0, last.1, year)?;
        let first = Date::new(last.year(), first.0, first.1).ok()?;
        // "December 30 to January 2" ends in the year after it began.
        let first = if first > last { first.checked_sub(1.year()).ok()? } else { first };
        Some(Edtf::days(first, last))
    }

    /// The day of a month, in the year said or else in the one that lies nearest.
    fn day_of(&self, month: i8, day: i8, year: Option<i16>) -> Option<Date> {
        if let Some(year) = year {
            return Date::new(year, month, day).ok();
        }
        let Some(anchor) = self.day else { return Date::new(self.year?, month, day).ok() };
        let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
        let days = years.iter().filter_map(|year| Date::new(*year, month, day).ok());
        days.min_by_key(|day| day.duration_since(anchor).abs())
    }

    fn year_of(&self, month: i8, year: Option<i16>) -> Option<i16> {
        if year.is_some() {
            return year;
        }
        Some(self.day_of(month, 15, None)?.year())
    }

    fn year(&self, year: Reference) -> Option<i16> {
        match year {
            Reference::Number(year) => Some(year),
            Reference::Away(years) => Some(self.day?.year() + years),
        }
    }
}

/// Whether the words alone tell the date.
fn is_complete(spoken: Spoken) -> bool {
    match spoken {
        Spoken::Day(_, _, year)
        | Spoken::Days(_, _, year)
        | Spoken::Month(_, year)
        | Spoken::Months(_, _, year) => year.is_some(),
        Spoken::Year(year) | Spoken::Part(_, _, year) | Spoken::About(_, _, year) => {
            matches!(year, Reference::Number(_))
        }
        Spoken::Years(..) => true,
        Spoken::Weekday(..) | Spoken::Weekdays(..) | Spoken::DaysAway(_) | Spoken::MonthsAway(_) => false,
    }
}

/// The day meant by a weekday in a report: the last such day that is not after
/// `day`; the next that is not before it where the text looks forward.
///
/// "met on Tuesday" under a dateline of Tuesday is that same day.
fn weekday_near(number: i8, day: Date, toward: Toward) -> Option<Date> {
    let named = Weekday::from_monday_one_offset(number).ok()?;
    let step = match toward {
        Toward::Future => named.since(day.weekday()),
        Toward::Past | Toward::Either => -day.weekday().since(named),
    };
    day.checked_add(i64::from(step).days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weekdays_from_a_day() {
        let tuesday = date(2024, 9, 10);
        assert_eq!(weekday_near(2, tuesday, Toward::Past), Some(tuesday));
        assert_eq!(weekday_near(6, tuesday, Toward::Past), Some(date(2024, 9, 7)));
        assert_eq!(weekday_near(5, tuesday, Toward::Future), Some(date(2024, 9, 13)));
        assert_eq!(weekday_near(9, tuesday, Toward::Past), None);
    }

    #[test]
    fn a_range_may_cross_the_new_year() {
        let anchor = Anchor { day: Some(date(2025, 1, 3)), year: None };
        let when = anchor.place(Spoken::Days((12, 30), (1, 2), None), false);
        assert_eq!(when.value.map(|date| date.to_string()).as_deref(), Some("2024-12-30/2025-01-02"));
    }
}
