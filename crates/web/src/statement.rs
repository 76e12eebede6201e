//! Statements: a list, and a page each.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Html,
};
use ledger::Statement;
use record::Actor;
use report::Names;

use crate::{
    address,
    api::Named,
    asked::{self, Asked, Turns},
    day::Day,
    list::{self, Form},
    refusal::Refusal,
    row::capital,
    shown::Shown,
    site::Desk,
    source::{self, Part},
};

/// A statement as lists show it.
struct StatementRow {
    href: String,
    act: String,
    speakers: Vec<Speaker>,
    addressees: Vec<Speaker>,
    areas: String,
    day: Day,
    words: Shown,
    voices: Vec<Shown>,
}

/// Who speaks or is spoken to.
struct Speaker {
    name: Shown,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "statements.html")]
struct StatementsPage {
    form: Form,
    turns: Turns,
    rows: Vec<StatementRow>,
}

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementPage {
    row: StatementRow,
    parts: Vec<Part>,
}

/// `/statements?between=&person=&since=&until=`
pub(crate) async fn statements(State(desk): State<Desk>, asked: Asked) -> Result<Html<String>, Refusal> {
    let form = list::form(&asked);
    let wanted = asked::wanted(asked, &["between", "person", "since", "until"])?;
    let page = desk.ask(move |ledger, names| {
        let mut found = ledger.statements(&wanted.filter)?;
        let turns = wanted.turn("/statements", &mut found);
        let rows = found.iter().map(|entry| StatementRow::of(entry, names)).collect();
        Ok(StatementsPage { form, turns, rows }.render()?)
    });
    page.await.map(Html)
}

/// `/statement/{id}`
pub(crate) async fn statement(State(desk): State<Desk>, named: Named) -> Result<Html<String>, Refusal> {
    let Path(id) = named.map_err(|_| Refusal::Unknown)?;
    let page = desk.ask(move |ledger, names| {
        let entry = ledger.statement(&id)?.ok_or(Refusal::Unknown)?;
        let parts = source::parts(ledger, &entry.sources)?;
        Ok(StatementPage { row: StatementRow::of(&entry, names), parts }.render()?)
    });
    page.await.map(Html)
}

impl StatementRow {
    fn of(entry: &Statement, names: &Names) -> Self {
        let speakers =
            |actors: &[Actor]| actors.iter().map(|actor| Speaker::of(actor, entry, names)).collect();
        let areas: Vec<&str> = entry.areas.iter().map(|area| area.as_str()).collect();
        Self {
            href: address::page("statement", &entry.id),
            act: capital(entry.act.as_str()),
            speakers: speakers(&entry.speakers),
            addressees: speakers(&entry.addressees),
            areas: areas.join(", "),
            day: Day::of(entry.date.as_ref()),
            words: Shown::of(&source::first_words(&entry.sources)),
            voices: entry.voices.iter().map(|voice| Shown::of(voice)).collect(),
        }
    }
}

impl Speaker {
    fn of(actor: &Actor, entry: &Statement, names: &Names) -> Self {
        match actor {
            Actor::Person(id) => Self {
                name: Shown::of(entry.names.get(id).map_or(id.0.as_str(), String::as_str)),
                href: Some(address::page("person", &id.0)),
            },
            Actor::Party(party) => Self { name: Shown::of(&names.of(party)), href: None },
            Actor::Group(words) => Self { name: Shown::of(words), href: None },
        }
    }
}
