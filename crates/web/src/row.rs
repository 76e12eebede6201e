//! One encounter as a row of a table: when, what, where, who, by whose word.

use std::collections::BTreeMap;

use ledger::Encounter;
use record::{Actor, PersonId};
use report::Names;

use crate::{address, day::Day, shown::Shown};

/// An encounter as tables list it.
pub(crate) struct Row {
    pub(crate) href: String,
    pub(crate) day: Day,
    pub(crate) kind: String,
    /// Said where it is anything but held.
    pub(crate) status: Option<&'static str>,
    pub(crate) place: Option<Shown>,
    pub(crate) who: Vec<Who>,
    pub(crate) n_sources: usize,
    pub(crate) voices: Vec<Shown>,
    /// The kind of the visit it belongs to, where that stands above it.
    pub(crate) within: Option<String>,
}

/// One who took part.
pub(crate) struct Who {
    pub(crate) name: Shown,
    pub(crate) href: Option<String>,
    pub(crate) capacities: Vec<Shown>,
}

impl Who {
    /// A participant of an encounter, in the capacity of that day.
    pub(crate) fn of(actor: &Actor, entry: &Encounter, names: &Names) -> Self {
        match actor {
            Actor::Person(id) => Self {
                name: Shown::of(entry.names.get(id).map_or(id.0.as_str(), String::as_str)),
                href: Some(address::page("person", &id.0)),
                capacities: capacities(&entry.capacities, id),
            },
            Actor::Party(party) => {
                Self { name: Shown::of(&names.of(party)), href: None, capacities: Vec::new() }
            }
            Actor::Group(words) => Self { name: Shown::of(words), href: None, capacities: Vec::new() },
        }
    }
}

fn capacities(all: &BTreeMap<PersonId, Vec<String>>, id: &PersonId) -> Vec<Shown> {
    all.get(id).into_iter().flatten().map(|label| Shown::of(label)).collect()
}

/// Everyone who took part: persons and parties, then groups in words.
pub(crate) fn everyone(entry: &Encounter, names: &Names) -> Vec<Who> {
    let named = entry.participants.iter().map(|actor| Who::of(actor, entry, names));
    let groups = entry.groups.iter().map(|words| Actor::Group(words.clone()));
    let groups = groups.filter(|group| !entry.participants.contains(group));
    named.chain(groups.map(|group| Who::of(&group, entry, names))).collect()
}

/// The kind with a capital, as a heading or link says it.
pub(crate) fn kind(entry: &Encounter) -> String {
    capital(entry.kind.as_str())
}

/// A word with a capital letter.
pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Rows by date, each part of a visit right behind the visit.
pub(crate) fn rows(entries: &[Encounter], names: &Names) -> Vec<Row> {
    let mut rows = Vec::with_capacity(entries.len());
    for entry in nested(entries) {
        let visit = entry.within.as_ref().and_then(|id| entries.iter().find(|visit| visit.id == *id));
        rows.push(Row { within: visit.map(|visit| visit.kind.to_string()), ..row(entry, names) });
    }
    rows
}

/// One encounter, told of no other.
pub(crate) fn row(entry: &Encounter, names: &Names) -> Row {
    Row {
        href: address::page("encounter", &entry.id),
        day: Day::from(entry.date.as_ref(), entry.date_from),
        kind: kind(entry),
        status: (entry.status != record::Status::Held).then(|| entry.status.as_str()),
        place: entry.place.as_ref().map(|place| Shown::of(&place.name)),
        who: everyone(entry, names),
        n_sources: entry.sources.len(),
        voices: entry.voices.iter().map(|voice| Shown::of(voice)).collect(),
        within: None,
    }
}

/// Encounters in their order, but each part behind its whole.
///
/// A part whose whole is itself a part stands behind the outermost one; a ring
/// of parts, which no reading should make, loses nothing.
fn nested(entries: &[Encounter]) -> Vec<&Encounter> {
    let by_id: BTreeMap<&str, &Encounter> = entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let mut parts: BTreeMap<&str, Vec<&Encounter>> = BTreeMap::new();
    let mut outer = Vec::new();
    for entry in entries {
        match outermost(entry, &by_id) {
            Some(whole) => parts.entry(whole.id.as_str()).or_default().push(entry),
            None => outer.push(entry),
        }
    }
    outer
        .into_iter()
        .flat_map(|entry| [entry].into_iter().chain(parts.remove(entry.id.as_str()).unwrap_or_default()))
        .collect()
}

/// The encounter that an entry is in the end a part of, if that is listed.
fn outermost<'e>(entry: &Encounter, by_id: &BTreeMap<&str, &'e Encounter>) -> Option<&'e Encounter> {
    let whole = |entry: &Encounter| by_id.get(entry.within.as_deref()?).copied();
    let mut outer = whole(entry)?;
    // No chain is longer than the list.
    for _ in 0..by_id.len() {
        let Some(next) = whole(outer) else { return Some(outer) };
        outer = next;
    }
    None
}
