//! Tenures: who held which office when, as far as documents show.

use jiff::civil::Date;
use ledger::{Doubt, Seen, Tenure, TermStep};
use record::Taking;

use crate::{
    phrase::{Names, date, plain},
    shown::{corrected, field, heading, sources},
    table::Table,
};

/// Tenures: whose, the office, how it is told to have begun and ended, the days
/// between which it is seen held, and, if a day is asked for, how it lies to them.
pub fn tenures(tenures: &[Tenure], on: Option<Date>, names: &Names) -> Table {
    let mut columns = vec![
        "id",
        "person",
        "party",
        "office",
        "began",
        "seen from",
        "to",
        "ended",
        "sources (voices)",
        "notes",
    ];
    if on.is_some() {
        columns.insert(1, "on that day");
    }
    let mut tenures: Vec<&Tenure> = tenures.iter().collect();
    // Who is seen in office on the day first, then who was last seen before it.
    if let Some(day) = on {
        tenures.sort_by_key(|tenure| match tenure.seen_on(day) {
            Some(Seen::Held) => 0,
            Some(Seen::Doubted) => 1,
            Some(Seen::Before) => 2,
            _ => 3,
        });
    }
    let rows = tenures.into_iter().map(|tenure| {
        let mut row = vec![
            tenure.id.clone(),
            plain(&tenure.name),
            tenure.office.party.as_ref().map_or("–".to_owned(), |party| names.of(party)),
            plain(&tenure.office.label),
            told(&tenure.began),
            date(tenure.first.as_ref()),
            date(tenure.last.as_ref()),
            told(&tenure.ended),
            format!("{} ({})", tenure.sources.len(), tenure.voices.len()),
            notes(tenure),
        ];
        if let Some(day) = on {
            row.insert(1, on_day(tenure, day));
        }
        row
    });
    let rows = rows.collect();
    Table { columns, rows }
}

fn on_day(tenure: &Tenure, day: Date) -> String {
    match tenure.seen_on(day) {
        Some(Seen::Held) if is_within(tenure, day) => "seen in office".to_owned(),
        Some(Seen::Held) => "in office, as told".to_owned(),
        Some(Seen::Before) if tenure.last.is_none() => {
            format!("not seen: took it on {}", date(tenure.took().as_ref()))
        }
        Some(Seen::Before) => "not seen: last seen before".to_owned(),
        Some(Seen::Doubted) => format!("doubted: left on {}, seen later", date(tenure.left().as_ref())),
        Some(Seen::After) => "not seen: first seen after".to_owned(),
        Some(Seen::Left) => format!("left on {}", date(tenure.left().as_ref())),
        Some(Seen::Untaken) => format!("took it on {}", date(tenure.took().as_ref())),
        None => "no day known".to_owned(),
    }
}

/// Whether a day lies between the first and the last on which a tenure is seen.
fn is_within(tenure: &Tenure, day: Date) -> bool {
    let seen = tenure.first.zip(tenure.last);
    seen.is_some_and(|(first, last)| first.first_day() <= day && day <= last.last_day())
}

/// What is told of a beginning or an end, each once: `elected 2019-06-27; sworn in`.
fn told(steps: &[TermStep]) -> String {
    let mut told: Vec<String> = Vec::new();
    for step in steps {
        let day = step.date.map(|day| format!(" {day}")).unwrap_or_default();
        let one = format!("{}{day}", step.what);
        if !told.contains(&one) {
            told.push(one);
        }
    }
    if told.is_empty() { "–".to_owned() } else { told.join("; ") }
}

/// Why a document that shows somebody in an office is doubted.
pub(crate) fn doubt(doubt: &Doubt) -> String {
    format!(
        "{} shows {} on {}, but {} tells that {} {} on {}",
        doubt.document,
        plain(&doubt.label),
        doubt.day,
        doubt.told_by,
        plain(&doubt.person.0),
        way(doubt.what),
        doubt.date
    )
}

/// A way into or out of an office as a predicate: `was elected`, `resigned`.
pub fn way(what: Taking) -> String {
    match what {
        Taking::Elected | Taking::ReElected | Taking::Appointed | Taking::SwornIn | Taking::Dismissed => {
            format!("was {what}")
        }
        _ => what.to_string(),
    }
}

/// What is doubtful: years without a report, others seen in the office, what is told
/// against it.
fn notes(tenure: &Tenure) -> String {
    let gaps = tenure.gaps.iter().map(|gap| format!("no report {gap}"));
    let others = tenure.contradicted.iter().map(|other| {
        format!("{} shows {} in office on {}", other.document, plain(&other.person.0), other.day)
    });
    let doubts = tenure.doubted.iter().map(doubt);
    gaps.chain(others).chain(doubts).collect::<Vec<_>>().join("; ")
}

/// A tenure, what is doubtful, and every source's words.
pub fn tenure_text(tenure: &Tenure, names: &Names) -> String {
    let mut text = heading(&tenure.id, &format!("{}, {}", tenure.name, tenure.office.label));
    field(&mut text, "person", &tenure.person.0);
    field(&mut text, "party", &tenure.office.party.as_ref().map_or("–".to_owned(), |party| names.of(party)));
    field(&mut text, "named", &tenure.labels.join("; "));
    let days = format!("{} to {}", date(tenure.first.as_ref()), date(tenure.last.as_ref()));
    let open = match (tenure.took(), tenure.left()) {
        (None, None) => "; it may have begun before and gone on after",
        (Some(_), None) => "; it may have gone on after",
        (None, Some(_)) => "; it may have begun before",
        (Some(_), Some(_)) => "",
    };
    field(&mut text, "seen", &format!("{days}{open}"));
    for (name, steps) in [("began", &tenure.began), ("ended", &tenure.ended)] {
        for step in steps {
            let day = step.date.map(|day| format!(" {day}")).unwrap_or_default();
            field(
                &mut text,
                name,
                &format!("{}{day} by {}: “{}”", step.what, step.document, step.words.join(" … ")),
            );
        }
    }
    if !notes(tenure).is_empty() {
        field(&mut text, "notes", &notes(tenure));
    }
    field(&mut text, "voices", &tenure.voices.join(", "));
    corrected(&mut text, &tenure.corrections);
    sources(&mut text, &tenure.sources);
    text
}
