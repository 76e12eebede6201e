//! Tenures: who held which office when, as far as documents show.

use jiff::civil::Date;
use ledger::{Seen, Tenure};

use crate::{
    phrase::{Names, date, plain},
    shown::{corrected, field, heading, sources},
    table::Table,
};

/// Tenures: whose, the office, the days between which it is seen held, and, if a
/// day is asked for, how it lies to them.
pub fn tenures(tenures: &[Tenure], on: Option<Date>, names: &Names) -> Table {
    let mut columns = vec!["id", "person", "party", "office", "seen from", "to", "sources (voices)", "notes"];
    if on.is_some() {
        columns.insert(1, "on that day");
    }
    let mut tenures: Vec<&Tenure> = tenures.iter().collect();
    // Who is seen in office on the day first, then who was last seen before it.
    if let Some(day) = on {
        tenures.sort_by_key(|tenure| match tenure.seen_on(day) {
            Some(Seen::Held) => 0,
            Some(Seen::Before) => 1,
            _ => 2,
        });
    }
    let rows = tenures.into_iter().map(|tenure| {
        let mut row = vec![
            tenure.id.clone(),
            plain(&tenure.name),
            tenure.office.party.as_ref().map_or("–".to_owned(), |party| names.of(party)),
            plain(&tenure.office.label),
            date(tenure.first.as_ref()),
            date(tenure.last.as_ref()),
            format!("{} ({})", tenure.sources.len(), tenure.voices.len()),
            notes(tenure),
        ];
        if let Some(day) = on {
            row.insert(1, on_day(tenure, day).to_owned());
        }
        row
    });
    let rows = rows.collect();
    Table { columns, rows }
}

fn on_day(tenure: &Tenure, day: Date) -> &'static str {
    match tenure.seen_on(day) {
        Some(Seen::Held) => "seen in office",
        Some(Seen::Before) => "not seen: last seen before",
        Some(Seen::After) => "not seen: first seen after",
        None => "no day known",
    }
}

/// What is doubtful: years without a report, others seen in the office.
fn notes(tenure: &Tenure) -> String {
    let gaps = tenure.gaps.iter().map(|gap| format!("no report {gap}"));
    let others = tenure.contradicted.iter().map(|other| {
        format!("{} shows {} in office on {}", other.document, plain(&other.person.0), other.day)
    });
    gaps.chain(others).collect::<Vec<_>>().join("; ")
}

/// A tenure, what is doubtful, and every source's words.
pub fn tenure_text(tenure: &Tenure, names: &Names) -> String {
    let mut text = heading(&tenure.id, &format!("{}, {}", tenure.name, tenure.office.label));
    field(&mut text, "person", &tenure.person.0);
    field(&mut text, "party", &tenure.office.party.as_ref().map_or("–".to_owned(), |party| names.of(party)));
    field(&mut text, "named", &tenure.labels.join("; "));
    let days = format!("{} to {}", date(tenure.first.as_ref()), date(tenure.last.as_ref()));
    field(&mut text, "seen", &format!("{days}; it may have begun before and gone on after"));
    if !notes(tenure).is_empty() {
        field(&mut text, "notes", &notes(tenure));
    }
    field(&mut text, "voices", &tenure.voices.join(", "));
    corrected(&mut text, &tenure.corrections);
    sources(&mut text, &tenure.sources);
    text
}
