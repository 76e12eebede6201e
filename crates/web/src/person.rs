//! The page of a person: names, offices, encounters, mentions.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Html,
};
use ledger::{Filter, Held, Ledger, Person};
use report::Names;

use crate::{
    api::Named,
    day::Day,
    doubt::Doubt,
    refusal::Refusal,
    row::{self, Row},
    shown::Shown,
    site::Desk,
    source::{self, Part},
};

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    title: String,
    name: Shown,
    party: Option<Shown>,
    names: Vec<Shown>,
    offices: Vec<Office>,
    doubts: Vec<Doubt>,
    rows: Vec<Row>,
    parts: Vec<Part>,
}

/// An office with the days between which documents show it held.
struct Office {
    label: Shown,
    first: Day,
    last: Day,
    is_dated: bool,
    is_one_day: bool,
    n_documents: usize,
}

impl Office {
    fn of(held: &Held) -> Self {
        Self {
            label: Shown::of(&held.capacity.label),
            first: Day::of(held.first.as_ref()),
            last: Day::of(held.last.as_ref()),
            is_dated: held.first.is_some(),
            is_one_day: held.first == held.last,
            n_documents: held.documents.len(),
        }
    }
}

/// `/person/{id}`
pub(crate) async fn person(State(desk): State<Desk>, named: Named) -> Result<Html<String>, Refusal> {
    let Path(id) = named.map_err(|_| Refusal::Unknown)?;
    let page = desk.ask(move |ledger, names| {
        let person = ledger.person(&id)?.ok_or(Refusal::Unknown)?;
        Ok(page(ledger, names, &person)?.render()?)
    });
    page.await.map(Html)
}

fn page(ledger: &Ledger, names: &Names, person: &Person) -> Result<PersonPage, Refusal> {
    let filter = Filter { person: Some(person.id.0.clone()), ..Filter::default() };
    let encounters = ledger.encounters(&filter)?;
    Ok(PersonPage {
        title: report::plain(&person.name),
        name: Shown::of(&person.name),
        party: person.country.as_ref().map(|party| Shown::of(&names.of(party))),
        names: person.names.iter().map(|name| Shown::of(name)).collect(),
        offices: person.capacities.iter().map(Office::of).collect(),
        doubts: person.doubted.iter().map(Doubt::of).collect(),
        rows: row::rows(&encounters, names),
        parts: source::parts(ledger, &person.sources)?,
    })
}
