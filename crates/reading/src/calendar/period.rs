//! Periods of the calendar around a day: weeks, months, quarters, years.

use jiff::{ToSpan, civil::Date};
use record::{Edtf, Point};

use crate::date::Unit;

/// The period of a kind so many steps from the one in which a day lies: a week
/// is from Monday to Sunday.
pub(super) fn around(unit: Unit, day: Date, steps: i16) -> Option<Edtf> {
    let steps = i64::from(steps);
    let monday = || {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        day.checked_add((steps * 7 - back).days()).ok()
    };
    match unit {
        Unit::Day => day.checked_add(steps.days()).ok().map(Edtf::day),
        Unit::Week => monday().and_then(|monday| days_from(monday, 7)),
        Unit::Weekend => monday().and_then(|monday| days_from(monday.checked_add(5.days()).ok()?, 2)),
        Unit::Month => month_of(day.checked_add(steps.months()).ok()?).map(Edtf::Point),
        Unit::Quarter => {
            let first = first_of_quarter(day)?.checked_add((steps * 3).months()).ok()?;
            months_from(first, 3)
        }
        Unit::Year => year_of(day, steps).map(Edtf::Point),
        Unit::Decade => {
            let first = i64::from(day.year()) / 10 * 10 + steps * 10;
            let first = i16::try_from(first).ok()?;
            Some(Edtf::Interval(Some(Point::year(first)?), Some(Point::year(first + 9)?)))
        }
    }
}

/// The same, from a date that may be coarser than a day: "the following month"
/// can be told from a month, "the following day" cannot.
pub(super) fn from(reference: Edtf, unit: Unit, steps: i16) -> Option<Edtf> {
    let (first, last) = (reference.first_day(), reference.last_day());
    let is_fine = match unit {
        Unit::Day | Unit::Week | Unit::Weekend => reference.single_day().is_some(),
        Unit::Month => (first.year(), first.month()) == (last.year(), last.month()),
        Unit::Quarter => first_of_quarter(first) == first_of_quarter(last),
        Unit::Year => first.year() == last.year(),
        Unit::Decade => first.year() / 10 == last.year() / 10,
    };
    // "the following day" of several days follows the last of them.
    let from = if steps < 0 { first } else { last };
    let is_run_of_days = unit == Unit::Day && steps != 0 && first.until(last).ok()?.get_days() < 7;
    (is_fine || is_run_of_days).then(|| around(unit, from, steps))?
}

/// "three years ago": a day exactly, anything longer about the period in which
/// it fell.
pub(super) fn away(reference: Edtf, unit: Unit, steps: i16) -> Option<Edtf> {
    let found = from(reference, unit, steps)?;
    Some(if unit == Unit::Day { found } else { about(found) })
}

/// A day so many periods from another.
pub(super) fn shifted_day(day: Date, unit: Unit, steps: i16) -> Option<Date> {
    let steps = i64::from(steps);
    match unit {
        Unit::Day => day.checked_add(steps.days()).ok(),
        Unit::Week | Unit::Weekend => day.checked_add((steps * 7).days()).ok(),
        Unit::Month => day.checked_add(steps.months()).ok(),
        Unit::Quarter => day.checked_add((steps * 3).months()).ok(),
        Unit::Year => day.checked_add(steps.years()).ok(),
        Unit::Decade => day.checked_add((steps * 10).years()).ok(),
    }
}

/// The last or next so many periods: days and weeks to the day, quarters whole,
/// months and years from about one to about the other.
pub(super) fn run(day: Date, unit: Unit, n: i16) -> Option<Edtf> {
    if n == 0 {
        return None;
    }
    let other = shifted_day(day, unit, n)?;
    let (first, last) = if n < 0 { (other, day) } else { (day, other) };
    match unit {
        Unit::Day | Unit::Week | Unit::Weekend => {
            let (first, last) = if n < 0 {
                (first, last.checked_sub(1.day()).ok()?)
            } else {
                (first.checked_add(1.day()).ok()?, last)
            };
            Some(Edtf::days(first, last))
        }
        Unit::Quarter => {
            let (near, far) = (around(unit, day, n.signum())?, around(unit, day, n)?);
            if n < 0 { joined(far, near) } else { joined(near, far) }
        }
        Unit::Month => Some(Edtf::Interval(Some(month_of(first)?.about()), Some(month_of(last)?.about()))),
        Unit::Year | Unit::Decade => {
            let year = |day: Date| Point::year(day.year()).map(Point::about);
            Some(Edtf::Interval(Some(year(first)?), Some(year(last)?)))
        }
    }
}

/// About what of a month or week lies before its day (-1) or behind it:
/// "earlier this month". Of a year it is the year, not exactly.
pub(super) fn rest(day: Date, unit: Unit, side: i8) -> Option<Edtf> {
    let whole = around(unit, day, 0)?;
    if unit == Unit::Year {
        return Some(about(whole));
    }
    let (first, last) = if side < 0 { (whole.first_day(), day) } else { (day, whole.last_day()) };
    Some(about(Edtf::days(first, last)))
}

/// From the start of one date to the end of another, if it is not before it.
pub(super) fn joined(first: Edtf, last: Edtf) -> Option<Edtf> {
    let (start, end) = (ends(first)?.0, ends(last)?.1);
    if start == end {
        return Some(Edtf::Point(start));
    }
    (start.first_day() <= end.last_day()).then_some(Edtf::Interval(Some(start), Some(end)))
}

/// The points at both ends of a date.
pub(super) fn ends(date: Edtf) -> Option<(Point, Point)> {
    match date {
        Edtf::Point(point) => Some((point, point)),
        Edtf::Interval(first, last) => Some((first?, last?)),
    }
}

/// The same, not exactly.
pub(super) fn about(date: Edtf) -> Edtf {
    match date {
        Edtf::Point(point) => Edtf::Point(point.about()),
        Edtf::Interval(first, last) => Edtf::Interval(first.map(Point::about), last.map(Point::about)),
    }
}

/// So many days from one on.
pub(super) fn days_from(first: Date, n_days: i16) -> Option<Edtf> {
    Some(Edtf::days(first, first.checked_add((i64::from(n_days) - 1).days()).ok()?))
}

/// So many months from that of a day on.
pub(super) fn months_from(first: Date, n_months: i16) -> Option<Edtf> {
    let last = first.checked_add((i64::from(n_months) - 1).months()).ok()?;
    joined(Edtf::Point(month_of(first)?), Edtf::Point(month_of(last)?))
}

fn month_of(day: Date) -> Option<Point> {
    Point::month(day.year(), day.month())
}

fn year_of(day: Date, steps: i64) -> Option<Point> {
    Point::year(i16::try_from(i64::from(day.year()) + steps).ok()?)
}

fn first_of_quarter(day: Date) -> Option<Date> {
    Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()
}
