//! Runs of time, whose ends share a year that only one of them says.

use record::Edtf;

use super::{Anchor, is_without_year, period, weekday_near};
use crate::date::{Base, Moment, Toward, Year};

impl Anchor {
    /// From the start of one date to the end of another.
    pub(super) fn run(&self, first: Moment, last: Moment, looks_forward: bool) -> Option<Edtf> {
        let (first, last) = match (self.year_said(first), self.year_said(last)) {
            (None, Some(year)) => (self.before(first, last, year)?, self.moment(last, looks_forward)?),
            (Some(year), None) => {
                let first = self.moment(first, looks_forward)?;
                (first, self.not_before(first, last, year)?)
            }
            _ if is_without_year(first) && is_without_year(last) => {
                let last_date = self.moment(last, looks_forward)?;
                (self.before(first, last, last_date.last_day().year())?, last_date)
            }
            _ if is_without_year(first) => {
                let last = self.moment(last, looks_forward)?;
                let year = last.last_day().year();
                let same = self.moment(in_year(first, year), false)?;
                let is_before = same.first_day() <= last.last_day();
                let first = if is_before { same } else { self.moment(in_year(first, year - 1), false)? };
                (first, last)
            }
            _ => {
                let first = self.moment(first, looks_forward)?;
                (first, self.not_before(first, last, first.first_day().year())?)
            }
        };
        period::joined(first, last)
    }

    /// The first end of a run whose last end is in a year: that year, or the one
    /// before it. "December 30 to January 2".
    fn before(&self, first: Moment, last: Moment, year: i16) -> Option<Edtf> {
        let last = self.moment(in_year(last, year), false)?;
        let same = self.moment(in_year(first, year), false)?;
        if same.first_day() <= last.first_day() {
            return Some(same);
        }
        self.moment(in_year(first, year - 1), false)
    }

    /// The last end of a run that begins with `first`.
    fn not_before(&self, first: Edtf, last: Moment, year: i16) -> Option<Edtf> {
        if let Moment::Weekday(number, Toward::Either) = last {
            return weekday_near(number, first.single_day()?, Toward::Coming).map(Edtf::day);
        }
        let same = self.moment(in_year(last, year), false)?;
        if same.last_day() >= first.first_day() {
            return Some(same);
        }
        self.moment(in_year(last, year + 1), false)
    }
}

/// The same date in a year, if it does not say its own.
fn in_year(moment: Moment, year: i16) -> Moment {
    let year = Year::Said(year);
    match moment {
        Moment::Day(month, day, Year::Unsaid) => Moment::Day(month, day, year),
        Moment::Month(month, Year::Unsaid) => Moment::Month(month, year),
        Moment::Season(month, Year::Unsaid, toward) => Moment::Season(month, year, toward),
        Moment::Part(part, Base::Month(month, Year::Unsaid)) => Moment::Part(part, Base::Month(month, year)),
        Moment::Part(part, Base::Season(month, Year::Unsaid)) => {
            Moment::Part(part, Base::Season(month, year))
        }
        moment => moment,
    }
}
