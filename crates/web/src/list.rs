//! Lists with filters: encounters, people, documents.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, response::Html};
use ledger::{Document, Person};
use record::{EncounterKind, Side};
use report::Names;

use crate::{
    address,
    asked::{self, Asked, Turns},
    day::Day,
    refusal::Refusal,
    row::{self, Row},
    shown::Shown,
    site::Desk,
    source::counted,
};

/// What the form was sent with, to be shown in it again. Templates escape it.
pub(crate) struct Form {
    pub(crate) between: String,
    pub(crate) person: String,
    pub(crate) since: String,
    pub(crate) until: String,
    pub(crate) kind: String,
    pub(crate) status: String,
    pub(crate) as_of: String,
    /// Whether anything was asked for.
    pub(crate) is_narrowed: bool,
}

#[derive(Template)]
#[template(path = "encounters.html")]
struct EncountersPage {
    form: Form,
    turns: Turns,
    kinds: Vec<&'static str>,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    form: Form,
    turns: Turns,
    rows: Vec<PersonRow>,
}

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    form: Form,
    turns: Turns,
    rows: Vec<DocumentRow>,
}

/// A person as lists show one.
pub(crate) struct PersonRow {
    pub(crate) href: String,
    pub(crate) name: Shown,
    pub(crate) party: Option<Shown>,
    pub(crate) offices: Vec<Shown>,
    pub(crate) n_documents: usize,
}

/// A document as lists show one.
pub(crate) struct DocumentRow {
    pub(crate) href: String,
    pub(crate) title: Shown,
    pub(crate) outlet: Option<Shown>,
    pub(crate) agency: Option<Shown>,
    pub(crate) side: Option<&'static str>,
    pub(crate) published: Day,
    pub(crate) language: Option<String>,
    /// `3 encounters`, `2 figures`, ...; what there is none of is left out.
    pub(crate) found: Vec<String>,
}

/// `/encounters?between=&person=&kind=&since=&until=`
pub(crate) async fn encounters(State(desk): State<Desk>, asked: Asked) -> Result<Html<String>, Refusal> {
    let form = form(&asked);
    let wanted = asked::wanted(asked, &["between", "person", "kind", "since", "until"])?;
    let page = desk.ask(move |ledger, names| {
        let mut found = ledger.encounters(&wanted.filter)?;
        let turns = wanted.turn("/encounters", &mut found);
        let kinds = EncounterKind::ALL.iter().map(|kind| kind.as_str()).collect();
        Ok(EncountersPage { form, turns, kinds, rows: row::rows(&found, names) }.render()?)
    });
    page.await.map(Html)
}

/// `/people?between=&person=&since=&until=`
pub(crate) async fn people(State(desk): State<Desk>, asked: Asked) -> Result<Html<String>, Refusal> {
    let form = form(&asked);
    let wanted = asked::wanted(asked, &["between", "person", "since", "until"])?;
    let page = desk.ask(move |ledger, names| {
        let mut people = ledger.people(&wanted.filter)?;
        let turns = wanted.turn("/people", &mut people);
        let rows = people.iter().map(|person| PersonRow::of(person, names)).collect();
        Ok(PeoplePage { form, turns, rows }.render()?)
    });
    page.await.map(Html)
}

/// `/documents?between=&person=&since=&until=`
pub(crate) async fn documents(State(desk): State<Desk>, asked: Asked) -> Result<Html<String>, Refusal> {
    let form = form(&asked);
    let wanted = asked::wanted(asked, &["between", "person", "since", "until"])?;
    let page = desk.ask(move |ledger, _| {
        let mut documents = ledger.documents(&wanted.filter)?;
        let turns = wanted.turn("/documents", &mut documents);
        let rows = documents.iter().map(DocumentRow::of).collect();
        Ok(DocumentsPage { form, turns, rows }.render()?)
    });
    page.await.map(Html)
}

pub(crate) fn form(asked: &Asked) -> Form {
    let pairs = asked.as_ref().map(|query| query.0.as_slice()).unwrap_or_default();
    let value = |name: &str| {
        let given = pairs.iter().find(|(known, _)| known == name);
        given.map_or_else(String::new, |(_, value)| report::plain(value))
    };
    Form {
        between: value("between"),
        person: value("person"),
        since: value("since"),
        until: value("until"),
        kind: value("kind"),
        status: value("status"),
        as_of: value("as_of"),
        is_narrowed: pairs.iter().any(|(_, value)| !value.trim().is_empty()),
    }
}

impl PersonRow {
    pub(crate) fn of(person: &Person, names: &Names) -> Self {
        let documents: BTreeMap<&str, ()> =
            person.sources.iter().map(|source| (source.document.as_str(), ())).collect();
        Self {
            href: address::page("person", &person.id.0),
            name: Shown::of(&person.name),
            party: person.country.as_ref().map(|party| Shown::of(&names.of(party))),
            offices: person.capacities.iter().map(|held| Shown::of(&held.capacity.label)).collect(),
            n_documents: documents.len(),
        }
    }
}

impl DocumentRow {
    pub(crate) fn of(document: &Document) -> Self {
        let article = &document.article;
        let some = |kind: &str, noun: &str| {
            let count = document.found.get(kind).copied().unwrap_or_default();
            (count > 0).then(|| counted(count, noun))
        };
        let people = match document.found.get("people").copied().unwrap_or_default() {
            0 => None,
            1 => Some("1 person".to_owned()),
            count => Some(format!("{count} people")),
        };
        let found = [
            some("encounters", "encounter"),
            people,
            some("statements", "statement"),
            some("commitments", "commitment"),
            some("figures", "figure"),
            some("formulas", "formula"),
        ];
        Self {
            href: address::page("document", &article.id),
            title: Shown::or(article.title.as_deref(), &article.source),
            outlet: article.outlet.as_deref().map(Shown::of),
            agency: article.agency.as_deref().filter(|_| article.agency != article.outlet).map(Shown::of),
            side: article.side.map(Side::as_str),
            published: Day::from(article.published.value.as_ref(), article.published.from),
            language: article.language.clone(),
            found: found.into_iter().flatten().collect(),
        }
    }
}
