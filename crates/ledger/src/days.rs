//! The days that documents speak of.

use std::collections::BTreeMap;

use jiff::civil::Date;
use record::Status;

use crate::{entry::Encounter, report::Report};

/// Days before its own of which a document speaks as of the present.
const PRESENT: i32 = 31;

/// A first and a last day.
pub(crate) type Days = (Date, Date);

/// The days of documents, by their ids.
pub(crate) type DaysOf = BTreeMap<String, Days>;

/// The first and last day that each document speaks of: its own day, else that of
/// the last contact that it tells of as held; and the contacts of the weeks before,
/// of which it speaks as of the present.
pub(crate) fn days(reports: &[Report], encounters: &[Encounter]) -> DaysOf {
    let mut told: BTreeMap<&str, Vec<Days>> = BTreeMap::new();
    for entry in encounters.iter().filter(|entry| entry.status == Status::Held) {
        let Some(date) = entry.date else { continue };
        let days = (date.first_day(), date.last_day());
        if days_between(days.0, days.1) <= PRESENT {
            for source in &entry.sources {
                told.entry(&source.document).or_default().push(days);
            }
        }
    }
    let days = reports.iter().filter_map(|report| {
        let id = report.article.id.as_str();
        let told = told.get(id).map_or(&[][..], Vec::as_slice);
        let last = report.day.or_else(|| told.iter().map(|(_, last)| *last).max())?;
        let near = told.iter().filter(|(first, end)| *end <= last && days_between(*first, last) <= PRESENT);
        Some((id.to_owned(), (near.map(|(first, _)| *first).min().unwrap_or(last), last)))
    });
    days.collect()
}

/// Days from one to another.
pub(crate) fn days_between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(i32::MAX, |span| span.get_days())
}
