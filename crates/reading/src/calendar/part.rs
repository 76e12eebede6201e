//! Parts of a year, a month or a decade.

use jiff::{ToSpan, civil::Date};
use record::{Edtf, Point};

use super::period;
use crate::date::{Part, Unit};

/// A part of a period; nothing where it has no such part.
pub(super) fn of(part: Part, whole: Edtf) -> Option<Edtf> {
    let (first, last) = (whole.first_day(), whole.last_day());
    let n_days = first.until(last).ok()?.get_days() + 1;
    match part {
        Part::Whole => Some(whole),
        Part::Third(nth) => third(whole, nth, n_days),
        Part::Half(nth) if n_days > 300 => period::months_from(month_from(first, nth, 6)?, 6),
        Part::Half(1) => Some(Edtf::days(first, first.with().day(15).build().ok()?)),
        Part::Half(_) => Some(Edtf::days(first.with().day(16).build().ok()?, last)),
        Part::Quarter(nth) => period::months_from(month_from(first, nth, 3)?, 3),
        Part::First(n, unit) => counted(whole, unit, 0, n),
        Part::Last(n, unit) => {
            let n_units = length(whole, unit)?;
            counted(whole, unit, n_units.checked_sub(n.into())?.try_into().ok()?, n)
        }
        Part::Nth(nth, unit) => counted(whole, unit, nth - 1, 1),
    }
    .filter(|part| whole.overlaps(part))
}

/// The month at which the `nth` stretch of so many months begins.
fn month_from(first: Date, nth: i8, n_months: i64) -> Option<Date> {
    first.checked_add((i64::from(nth - 1) * n_months).months()).ok()
}

/// Thirds of a year are four months, of a month ten days, of a decade three or
/// four years; those of a week or season are all of it. None is exact.
fn third(whole: Edtf, nth: i8, n_days: i32) -> Option<Edtf> {
    let first = whole.first_day();
    let part = if n_days > 3000 {
        let (from, to) = match nth {
            1 => (0, 3),
            2 => (4, 6),
            _ => (7, 9),
        };
        let year = |years: i16| Point::year(first.year() + years);
        Edtf::Interval(Some(year(from)?), Some(year(to)?))
    } else if n_days > 300 {
        period::months_from(month_from(first, nth, 4)?, 4)?
    } else if (28..=31).contains(&n_days) {
        let start = first.with().day((nth - 1) * 10 + 1).build().ok()?;
        let end = if nth == 3 { whole.last_day() } else { first.with().day(nth * 10).build().ok()? };
        Edtf::days(start, end)
    } else {
        whole
    };
    Some(period::about(part))
}

/// How many of a unit a period has. Weeks are those of which it has most days.
fn length(whole: Edtf, unit: Unit) -> Option<i16> {
    let (first, last) = (whole.first_day(), whole.last_day());
    let years = last.year() - first.year() + 1;
    let months = (years - 1) * 12 + i16::from(last.month()) - i16::from(first.month()) + 1;
    match unit {
        Unit::Day => i16::try_from(first.until(last).ok()?.get_days() + 1).ok(),
        Unit::Week => {
            let days = first_week(whole)?.until(last).ok()?.get_days() + 1;
            // The last week counts if its Thursday is within.
            i16::try_from((days + 3) / 7).ok()
        }
        Unit::Month => Some(months),
        Unit::Quarter => Some(months / 3),
        Unit::Year => Some(years),
        Unit::Weekend | Unit::Decade => None,
    }
}

/// The Monday of the first week of which a period has the Thursday (ISO 8601).
fn first_week(whole: Edtf) -> Option<Date> {
    let first = whole.first_day();
    let back = i64::from(first.weekday().to_monday_zero_offset());
    let step = if back <= 3 { -back } else { 7 - back };
    first.checked_add(step.days()).ok()
}

/// So many of a unit, after skipping some.
fn counted(whole: Edtf, unit: Unit, skipped: i8, n: i8) -> Option<Edtf> {
    let (skip, n, first) = (i64::from(skipped), i16::from(n), whole.first_day());
    if skipped < 0 || n < 1 {
        return None;
    }
    match unit {
        Unit::Day => period::days_from(first.checked_add(skip.days()).ok()?, n),
        Unit::Week => period::days_from(first_week(whole)?.checked_add((skip * 7).days()).ok()?, n * 7),
        Unit::Month => period::months_from(first.checked_add(skip.months()).ok()?, n),
        Unit::Quarter => period::months_from(first.checked_add((skip * 3).months()).ok()?, n * 3),
        Unit::Year => {
            let year = |years: i64| Point::year(i16::try_from(i64::from(first.year()) + years).ok()?);
            let (from, to) = (year(skip)?, year(skip + i64::from(n) - 1)?);
            period::joined(Edtf::Point(from), Edtf::Point(to))
        }
        Unit::Weekend | Unit::Decade => None,
    }
}
