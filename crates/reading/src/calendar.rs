//! Placing a spoken date in time, seen from the day of the text.

mod part;
mod period;
mod run;

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use record::{DateFrom, Edtf, Point};

use crate::{
    date::{Base, From, Moment, Spoken, Toward, Unit, Year},
    mark::When,
};

/// What a text tells of its own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// The dateline's day, else the publication day.
    pub(crate) day: Option<Date>,
    /// A year that the text itself writes out with a month; used for dates
    /// without year when `day` is not known.
    pub(crate) year: Option<i16>,
    /// Whether it reports news or gives an account of the past.
    pub(crate) manner: Manner,
    /// The date told last.
    pub(crate) told: Option<Edtf>,
    /// The date to which those without year lie nearest in an account.
    pub(crate) near: Option<Edtf>,
}

/// From when a text speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// From its own day: "in May" is the May nearest to it.
    Report,
    /// From the times it tells of: "in May" is the May nearest to the date told
    /// last.
    Account,
}

impl Anchor {
    /// Places a date. `looks_forward` tells that the words around speak of
    /// what is to come, which decides a bare weekday.
    pub(crate) fn place(&self, spoken: Spoken, looks_forward: bool) -> When {
        let value = self.value(spoken, looks_forward);
        let from = match (value, is_complete(spoken)) {
            (None, _) => DateFrom::None,
            (_, true) => DateFrom::Text,
            (_, false) => DateFrom::Inferred,
        };
        let weekday = match spoken {
            Spoken::At(Moment::Weekday(number, _)) if value.is_none() => Some(number),
            _ => None,
        };
        When { value, from, weekday }
    }

    /// Notes a date that the text has told. A year alone, far from what was told
    /// before, is a look aside: "those who had fought in 1944".
    pub(crate) fn tell(&mut self, date: Edtf) {
        self.told = Some(date);
        let is_year = matches!(date, Edtf::Point(_)) && date.to_string().len() == 4;
        let year = |date: Edtf| date.first_day().year();
        let is_far = self.near.is_some_and(|near| year(near).abs_diff(year(date)) > 1);
        if !(is_year && is_far) {
            self.near = Some(date);
        }
    }

    fn value(&self, spoken: Spoken, looks_forward: bool) -> Option<Edtf> {
        match spoken {
            Spoken::At(moment) => self.moment(moment, looks_forward),
            Spoken::Run(first, last) => self.run(first, last, looks_forward),
            Spoken::Beside(unit, steps, moment) => {
                let day = self.moment(moment, looks_forward)?.single_day()?;
                period::shifted_day(day, unit, steps).map(Edtf::day)
            }
            Spoken::WeekOf(moment) => {
                let day = self.moment(moment, looks_forward)?.single_day()?;
                period::around(Unit::Week, day, 0)
            }
        }
    }

    fn moment(&self, moment: Moment, looks_forward: bool) -> Option<Edtf> {
        match moment {
            Moment::Day(month, day, year) => Some(Edtf::day(self.day_of(month, day, year)?)),
            Moment::DayOfMonth(day) => self.day_of_month(day).map(Edtf::day),
            Moment::Weekday(number, toward) => {
                let toward = match toward {
                    Toward::Either if looks_forward => Toward::Coming,
                    Toward::Either => Toward::JustPast,
                    toward => toward,
                };
                Some(Edtf::day(weekday_near(number, self.base_day()?, toward)?))
            }
            Moment::WeekdayAndDay(number, day) => self.weekday_and_day(number, day).map(Edtf::day),
            Moment::WeekdayOf(number, weeks, from) => {
                let week = period::around(Unit::Week, self.reference(from)?.single_day()?, weeks)?;
                weekday_near(number, week.first_day(), Toward::Coming).map(Edtf::day)
            }
            Moment::Month(month, year) => Some(Edtf::Point(Point::month(self.year_of(month, year)?, month)?)),
            Moment::NamedMonth(month, toward) => self.named_month(month, toward),
            Moment::Season(month, year, toward) => self.season(month, year, toward),
            Moment::Year(year) => Some(Edtf::Point(Point::year(self.year(year)?)?)),
            Moment::Decade(first) => {
                Some(Edtf::Interval(Some(Point::year(first)?), Some(Point::year(first + 9)?)))
            }
            Moment::Period(Unit::Weekend, 0, From::Either) => {
                let day = self.base_day()?;
                let is_over = !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !looks_forward;
                period::around(Unit::Weekend, day, if is_over { -1 } else { 0 })
            }
            Moment::Period(unit, steps, from) => period::from(self.reference(from)?, unit, steps),
            Moment::Ago(unit, steps, from) => period::away(self.reference(from)?, unit, steps),
            Moment::Periods(unit, n) => period::run(self.base_day()?, unit, n),
            Moment::Rest(unit, side) => period::rest(self.base_day()?, unit, side),
            Moment::Part(part, base) => part::of(part, self.base(base)?),
        }
    }

    /// The period that something is a part of.
    fn base(&self, base: Base) -> Option<Edtf> {
        match base {
            Base::Month(month, year) => self.moment(Moment::Month(month, year), false),
            Base::Year(year) => self.moment(Moment::Year(year), false),
            Base::Season(month, year) => self.season(month, year, Toward::Either),
            Base::Decade(first) => self.moment(Moment::Decade(first), false),
            Base::Period(unit, steps, from) => period::from(self.reference(from)?, unit, steps),
        }
    }

    /// What "last" and "following" count from.
    fn reference(&self, from: From) -> Option<Edtf> {
        match (from, self.manner) {
            (From::Told, _) | (From::Text | From::Either, Manner::Account) => self.told,
            (From::Text | From::Either, Manner::Report) => self.day.map(Edtf::day),
        }
    }

    /// The day from which days are counted.
    fn base_day(&self) -> Option<Date> {
        self.reference(From::Text)?.single_day()
    }

    /// The year that a date says or counts to.
    fn year_said(&self, moment: Moment) -> Option<i16> {
        match year_of_moment(moment)? {
            Year::Unsaid => None,
            year => self.year(year),
        }
    }

    /// The day of a month, in the year said or else in the one that lies nearest.
    fn day_of(&self, month: i8, day: i8, year: Year) -> Option<Date> {
        if year != Year::Unsaid {
            return Date::new(self.year(year)?, month, day).ok();
        }
        let Some(anchor) = self.nearest_to() else { return Date::new(self.year?, month, day).ok() };
        let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
        let days = years.iter().filter_map(|year| Date::new(*year, month, day).ok());
        days.min_by_key(|day| day.duration_since(anchor).abs())
    }

    /// The day to which a date without year lies nearest.
    fn nearest_to(&self) -> Option<Date> {
        if self.manner == Manner::Report {
            return self.day;
        }
        let (first, last) = self.near.map(|told| (told.first_day(), told.last_day()))?;
        let half = first.until(last).ok()?.get_days() / 2;
        first.checked_add(half.days()).ok()
    }

    fn day_of_month(&self, day: i8) -> Option<Date> {
        let anchor = self.nearest_to()?;
        let months = [-1, 0, 1].map(|months: i64| anchor.first_of_month().checked_add(months.months()).ok());
        let days = months.into_iter().flatten().filter_map(|first| first.with().day(day).build().ok());
        days.min_by_key(|day| day.duration_since(anchor).abs())
    }

    /// The nearest day of a month that is such a weekday.
    fn weekday_and_day(&self, number: i8, day: i8) -> Option<Date> {
        let anchor = self.nearest_to()?;
        let named = Weekday::from_monday_one_offset(number).ok()?;
        let months = (-14..=14).filter_map(|n: i64| anchor.first_of_month().checked_add(n.months()).ok());
        let days = months.filter_map(|first| first.with().day(day).build().ok());
        days.filter(|day| day.weekday() == named).min_by_key(|day| day.duration_since(anchor).abs())
    }

    fn year_of(&self, month: i8, year: Year) -> Option<i16> {
        if year != Year::Unsaid {
            return self.year(year);
        }
        Some(self.day_of(month, 15, year)?.year())
    }

    /// "last October" is the last one over, "next March" the first to come.
    fn named_month(&self, month: i8, toward: Toward) -> Option<Edtf> {
        let day = self.nearest_to()?;
        let year = match toward {
            Toward::Past if month >= day.month() => day.year() - 1,
            Toward::Future if month <= day.month() => day.year() + 1,
            _ => day.year(),
        };
        Point::month(year, month).map(Edtf::Point)
    }

    fn season(&self, month: i8, year: Year, toward: Toward) -> Option<Edtf> {
        let season = |year: i16| {
            let first = Date::new(year, month, 1).ok()?;
            let last = first.checked_add(2.months()).ok()?;
            let point = |day: Date| Some(Point::month(day.year(), day.month())?.about());
            Some(Edtf::Interval(Some(point(first)?), Some(point(last)?)))
        };
        if year != Year::Unsaid {
            return season(self.year(year)?);
        }
        let Some(day) = self.nearest_to() else { return season(self.year?) };
        let years = [day.year() - 1, day.year(), day.year() + 1];
        let mut seasons = years.iter().filter_map(|year| season(*year));
        match toward {
            Toward::Past => seasons.rfind(|season| season.last_day() < day),
            Toward::Future => seasons.find(|season| season.first_day() > day),
            _ => seasons.min_by_key(|season| season.first_day().duration_since(day).abs()),
        }
    }

    fn year(&self, year: Year) -> Option<i16> {
        match year {
            Year::Said(year) => Some(year),
            Year::Unsaid => None,
            Year::Away(steps, from) => {
                let reference = self.reference(from)?;
                let year = reference.last_day().year();
                (reference.first_day().year() == year).then_some(year + steps)
            }
        }
    }
}

/// From when a text speaks: an account of the past writes out at least four
/// dates with month and year, and fewer than a third of them within a year of
/// its day; without a day, over more than two years.
pub(crate) fn manner(day: Option<Date>, years: impl Iterator<Item = i16>) -> Manner {
    let years: Vec<i16> = years.collect();
    let n_near = match day {
        Some(day) => years.iter().filter(|year| day.year() - **year < 2).count(),
        None => {
            let last = years.iter().max().copied().unwrap_or(0);
            years.iter().filter(|year| last - **year < 3).count()
        }
    };
    if years.len() >= 4 && n_near * 3 < years.len() { Manner::Account } else { Manner::Report }
}

/// The year that a date with month writes out.
pub(crate) fn year_written(spoken: Spoken) -> Option<i16> {
    let (Spoken::At(moment) | Spoken::Run(_, moment)) = spoken else { return None };
    match moment {
        Moment::Day(_, _, Year::Said(year)) | Moment::Month(_, Year::Said(year)) => Some(year),
        _ => None,
    }
}

/// Whether the words alone tell the date.
fn is_complete(spoken: Spoken) -> bool {
    match spoken {
        Spoken::At(moment) | Spoken::WeekOf(moment) | Spoken::Beside(_, _, moment) => is_said(moment),
        Spoken::Run(first, last) => is_said(last) && (is_said(first) || is_without_year(first)),
    }
}

fn is_said(moment: Moment) -> bool {
    matches!(moment, Moment::Decade(_) | Moment::Part(_, Base::Decade(_)))
        || matches!(year_of_moment(moment), Some(Year::Said(_)))
}

/// Whether only the year is missing.
fn is_without_year(moment: Moment) -> bool {
    year_of_moment(moment) == Some(Year::Unsaid)
}

/// What a date says of its year; nothing where it is not said by year.
fn year_of_moment(moment: Moment) -> Option<Year> {
    match moment {
        Moment::Day(_, _, year)
        | Moment::Month(_, year)
        | Moment::Season(_, year, Toward::Either)
        | Moment::Year(year)
        | Moment::Part(_, Base::Month(_, year) | Base::Year(year) | Base::Season(_, year)) => Some(year),
        _ => None,
    }
}

/// The day meant by a weekday, seen from `day`.
///
/// "met on Tuesday" under a dateline of Tuesday is that same day, and so is
/// "will meet on Tuesday". "next Friday" is that of the week after, as the day
/// of this week is said without "next"; "last Friday" is the last one before
/// yesterday.
fn weekday_near(number: i8, day: Date, toward: Toward) -> Option<Date> {
    let named = Weekday::from_monday_one_offset(number).ok()?;
    let ahead = i64::from(named.since(day.weekday()));
    let back = i64::from(day.weekday().since(named));
    let from_monday = i64::from(named.since(Weekday::Monday) - day.weekday().since(Weekday::Monday));
    let step = match toward {
        Toward::Coming => ahead,
        Toward::JustPast | Toward::Either => -back,
        Toward::Here => from_monday,
        Toward::Future => from_monday + 7,
        Toward::Past if back < 2 => -back - 7,
        Toward::Past => -back,
    };
    day.checked_add(step.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn anchor(day: Date) -> Anchor {
        Anchor { day: Some(day), year: None, manner: Manner::Report, told: None, near: None }
    }

    #[test]
    fn weekdays_from_a_day() {
        let tuesday = date(2024, 9, 10);
        assert_eq!(weekday_near(2, tuesday, Toward::JustPast), Some(tuesday));
        assert_eq!(weekday_near(6, tuesday, Toward::JustPast), Some(date(2024, 9, 7)));
        assert_eq!(weekday_near(5, tuesday, Toward::Coming), Some(date(2024, 9, 13)));
        assert_eq!(weekday_near(5, tuesday, Toward::Future), Some(date(2024, 9, 20)));
        assert_eq!(weekday_near(1, tuesday, Toward::Past), Some(date(2024, 9, 2)));
        assert_eq!(weekday_near(9, tuesday, Toward::JustPast), None);
    }

    #[test]
    fn a_range_may_cross_the_new_year() {
        let (first, last) = (Moment::Day(12, 30, Year::Unsaid), Moment::Day(1, 2, Year::Unsaid));
        let when = anchor(date(2025, 1, 3)).place(Spoken::Run(first, last), false);
        assert_eq!(when.value.map(|date| date.to_string()).as_deref(), Some("2024-12-30/2025-01-02"));
    }
}
