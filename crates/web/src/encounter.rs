//! The page of an encounter: what is held of it, and on whose word.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Html,
};
use ledger::{Encounter, Ledger, PlaceFrom, Standing, Told};
use record::Actor;
use report::Names;

use crate::{
    address::{self, Place},
    api::Named,
    day::{self, Day},
    doubt::Doubt,
    refusal::Refusal,
    row::{self, Row, Who},
    shown::Shown,
    site::Desk,
    source::{self, Part},
};

#[derive(Template)]
#[template(path = "encounter.html")]
struct EncounterPage {
    title: String,
    kind: String,
    status: &'static str,
    is_held: bool,
    kinds: Vec<Value>,
    history: Vec<Value>,
    day: Day,
    day_from: &'static str,
    dates: Vec<Value>,
    place: Option<Shown>,
    is_place_inferred: bool,
    places: Vec<Value>,
    hosts: Vec<Who>,
    guests: Vec<Who>,
    who: Vec<Who>,
    doubts: Vec<Doubt>,
    attendance: Vec<Value>,
    occasion: Option<Shown>,
    whole: Option<Row>,
    rows: Vec<Row>,
    voices: Vec<Shown>,
    parts: Vec<Part>,
    json: String,
}

/// A value that some documents give and others do not; each leads to its words.
struct Value {
    value: Shown,
    sources: Vec<(String, Shown)>,
}

/// `/encounter/{id}`
pub(crate) async fn encounter(State(desk): State<Desk>, named: Named) -> Result<Html<String>, Refusal> {
    let Path(id) = named.map_err(|_| Refusal::Unknown)?;
    let page = desk.ask(move |ledger, names| {
        let entry = ledger.encounter(&id)?.ok_or(Refusal::Unknown)?;
        Ok(page(ledger, names, &entry)?.render()?)
    });
    page.await.map(Html)
}

fn page(ledger: &Ledger, names: &Names, entry: &Encounter) -> Result<EncounterPage, Refusal> {
    let people = |actors: &[Actor]| actors.iter().map(|actor| Who::of(actor, entry, names)).collect();
    let whole = match &entry.within {
        Some(id) => ledger.encounter(id)?,
        None => None,
    };
    let parts = ledger.parts(&entry.id)?;
    let day = Day::of(entry.date.as_ref());
    Ok(EncounterPage {
        title: format!("{}, {}", row::kind(entry), day.words),
        kind: row::kind(entry),
        status: entry.status.as_str(),
        is_held: entry.status == record::Status::Held,
        kinds: entry.kinds.iter().map(|told| value(told, entry, told.value.as_str())).collect(),
        history: entry.history.iter().map(|standing| history(standing, entry)).collect(),
        day,
        day_from: day::origin(entry.date_from),
        dates: entry.dates.iter().map(|told| value(told, entry, &Day::of(Some(&told.value)).words)).collect(),
        place: entry.place.as_ref().map(|place| Shown::of(&place.name)),
        is_place_inferred: entry.place_from == PlaceFrom::Inferred,
        places: entry.places.iter().map(|told| value(told, entry, &told.value.name)).collect(),
        hosts: people(&entry.hosts),
        guests: people(&entry.guests),
        who: row::everyone(entry, names),
        doubts: entry.doubted.iter().map(Doubt::of).collect(),
        attendance: entry
            .attendance
            .iter()
            .map(|told| value(told, entry, &name(&told.value, entry)))
            .collect(),
        occasion: entry.occasion.as_deref().map(Shown::of),
        whole: whole.map(|whole| row::row(&whole, names)),
        rows: parts.iter().map(|part| row::row(part, names)).collect(),
        voices: entry.voices.iter().map(|voice| Shown::of(voice)).collect(),
        parts: source::parts(ledger, &entry.sources)?,
        json: format!("/api{}", address::page("encounter", &entry.id)),
    })
}

fn value<T>(told: &Told<T>, entry: &Encounter, words: &str) -> Value {
    let sources = told.documents.iter().map(|document| {
        let source = entry.sources.iter().find(|source| source.document == *document);
        let outlet = source.and_then(|source| source.outlet.as_deref().or(source.agency.as_deref()));
        let words = source.and_then(|source| {
            let place = Place { spans: &source.evidence, span: *source.evidence.first()? };
            Some(address::place(document, &source.claim, place))
        });
        let href = words.unwrap_or_else(|| address::page("document", document));
        (href, Shown::or(outlet, &format!("document {document}")))
    });
    Value { value: Shown::of(words), sources: sources.collect() }
}

/// How far it had come, and on whose word.
fn history(standing: &Standing, entry: &Encounter) -> Value {
    let told = Told { value: standing.status, documents: standing.documents.clone() };
    value(&told, entry, &report::stood(standing))
}

/// A person's name; who differs between documents is always a person.
fn name(actor: &Actor, entry: &Encounter) -> String {
    match actor {
        Actor::Person(id) => entry.names.get(id).cloned().unwrap_or_else(|| id.0.clone()),
        other => other.to_string(),
    }
}
