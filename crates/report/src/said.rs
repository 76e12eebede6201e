//! Statements, commitments, instruments and milestones: tables, and one entry with
//! every source's words.

use ledger::{Commitment, Instrument, Milestone, Source, Statement};
use record::{Actor, Area};

use crate::{
    phrase::{Names, date, parties, plain},
    shown::{corrected, field, heading, sources},
    table::Table,
};

/// Statements: day of the report, who, what they do by it, to whom, the words.
pub fn statements(statements: &[Statement], names: &Names) -> Table {
    let rows = statements.iter().map(|entry| {
        vec![
            entry.id.clone(),
            date(entry.date.as_ref()),
            actors(&entry.speakers, entry, names),
            entry.act.to_string(),
            actors(&entry.addressees, entry, names),
            words(&entry.sources),
        ]
    });
    Table { columns: vec!["id", "reported", "who", "act", "to", "words"], rows: rows.collect() }
}

/// Commitments: day of the first report, who is bound, how, for whom, by when, what
/// became of it, in how many reports it is stated, what follows it, the words.
pub fn commitments(commitments: &[Commitment], names: &Names) -> Table {
    let rows = commitments.iter().map(|entry| {
        vec![
            entry.id.clone(),
            date(entry.date.as_ref()),
            parties(&entry.parties, names),
            entry.force.to_string(),
            parties(&entry.to, names),
            date(entry.deadline.as_ref()),
            entry.status.to_string(),
            entry.history.len().to_string(),
            entry.follow_ups.len().to_string(),
            words(&entry.sources),
        ]
    });
    let columns =
        vec!["id", "reported", "who", "force", "for", "by", "status", "stated", "followed", "words"];
    Table { columns, rows: rows.collect() }
}

/// Instruments: day, how far they have come, kind, whose, sources, name.
pub fn instruments(instruments: &[Instrument], names: &Names) -> Table {
    let rows = instruments.iter().map(|entry| {
        vec![
            entry.id.clone(),
            date(entry.date.as_ref()),
            entry.status.to_string(),
            plain(&entry.kind),
            parties(&entry.parties, names),
            format!("{} ({})", entry.sources.len(), entry.voices.len()),
            plain(&entry.name),
        ]
    });
    Table {
        columns: vec!["id", "date", "status", "kind", "parties", "sources (voices)", "name"],
        rows: rows.collect(),
    }
}

/// Milestones: day, whether past or to come, whose, sources, name.
pub fn milestones(milestones: &[Milestone], names: &Names) -> Table {
    let rows = milestones.iter().map(|entry| {
        vec![
            entry.id.clone(),
            date(entry.date.as_ref()),
            entry.status.map_or_else(|| "–".to_owned(), |status| status.to_string()),
            entry.party.as_ref().map_or_else(|| "–".to_owned(), |party| names.of(party)),
            format!("{} ({})", entry.sources.len(), entry.voices.len()),
            plain(&entry.what),
        ]
    });
    Table { columns: vec!["id", "date", "status", "party", "sources (voices)", "what"], rows: rows.collect() }
}

/// A statement and its words.
pub fn statement_text(entry: &Statement, names: &Names) -> String {
    let mut text = heading(&entry.id, &format!("{}: {}", entry.act, actors(&entry.speakers, entry, names)));
    field(&mut text, "to", &actors(&entry.addressees, entry, names));
    field(&mut text, "areas", &areas(&entry.areas));
    field(&mut text, "reported", &date(entry.date.as_ref()));
    corrected(&mut text, &entry.corrections);
    sources(&mut text, &entry.sources);
    text
}

/// A commitment and its words.
pub fn commitment_text(entry: &Commitment, names: &Names) -> String {
    let mut text = heading(&entry.id, &format!("{}: {}", entry.force, parties(&entry.parties, names)));
    field(&mut text, "for", &parties(&entry.to, names));
    field(&mut text, "areas", &areas(&entry.areas));
    field(&mut text, "by", &date(entry.deadline.as_ref()));
    field(&mut text, "status", entry.status.as_str());
    for stated in &entry.history {
        let by = stated.deadline.map_or_else(String::new, |day| format!(", by {day}"));
        let told = format!("{}: {}{by} in {}", date(stated.date.as_ref()), stated.force, stated.document);
        field(&mut text, "stated", &told);
    }
    for found in &entry.follow_ups {
        let words = plain(&found.words.join(" … "));
        let told = format!("{}: {} by {}: “{words}”", date(found.date.as_ref()), found.what, found.document);
        field(&mut text, "followed", &told);
    }
    if entry.follow_ups.is_empty() {
        field(&mut text, "followed", &no_evidence(entry));
    }
    corrected(&mut text, &entry.corrections);
    sources(&mut text, &entry.sources);
    text
}

/// An instrument and every source's words.
pub fn instrument_text(entry: &Instrument, names: &Names) -> String {
    let mut text = heading(&entry.id, &entry.name);
    field(&mut text, "kind", &entry.kind);
    field(&mut text, "status", entry.status.as_str());
    field(&mut text, "date", &date(entry.date.as_ref()));
    field(&mut text, "parties", &parties(&entry.parties, names));
    if !entry.aliases.is_empty() {
        field(&mut text, "also", &entry.aliases.join("; "));
    }
    for told in &entry.names {
        field(&mut text, "  told", &format!("{} by {}", told.value, told.documents.join(", ")));
    }
    for step in &entry.steps {
        let told = step.documents.join(", ");
        field(&mut text, "step", &format!("{}: {} by {told}", date(step.date.as_ref()), step.status));
    }
    field(&mut text, "voices", &entry.voices.join(", "));
    corrected(&mut text, &entry.corrections);
    sources(&mut text, &entry.sources);
    text
}

/// A milestone and every source's words.
pub fn milestone_text(entry: &Milestone, names: &Names) -> String {
    let mut text = heading(&entry.id, &entry.what);
    field(&mut text, "status", entry.status.map_or("–", |status| status.as_str()));
    field(&mut text, "date", &date(entry.date.as_ref()));
    field(&mut text, "party", &entry.party.as_ref().map_or_else(|| "–".to_owned(), |party| names.of(party)));
    field(&mut text, "voices", &entry.voices.join(", "));
    corrected(&mut text, &entry.corrections);
    sources(&mut text, &entry.sources);
    text
}

/// What is said where nothing follows a promise: never that it was not done.
fn no_evidence(entry: &Commitment) -> String {
    let looked = match entry.later_documents {
        0 => "no later document of these parties is held".to_owned(),
        1 => "1 later document of these parties is held".to_owned(),
        count => format!("{count} later documents of these parties are held"),
    };
    format!("no evidence held; {looked}")
}

fn actors(actors: &[Actor], entry: &Statement, names: &Names) -> String {
    let named = actors.iter().map(|actor| match actor {
        Actor::Person(id) => entry.names.get(id).map_or_else(|| id.0.clone(), |name| plain(name)),
        Actor::Party(party) => names.of(party),
        Actor::Group(words) => plain(words),
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() { "–".to_owned() } else { named.join(", ") }
}

fn areas(areas: &[Area]) -> String {
    let names: Vec<&str> = areas.iter().map(|area| area.as_str()).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

fn words(sources: &[Source]) -> String {
    let first = sources.first().map(|source| source.words.join(" … "));
    first.map_or_else(String::new, |words| format!("“{}”", plain(&words)))
}
