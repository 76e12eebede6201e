//! The first page: the relationships held.

use askama::Template;
use axum::{extract::State, response::Html};
use ledger::{Document, Filter, Ledger};
use report::Names;

use crate::{
    address,
    list::{DocumentRow, PersonRow},
    refusal::Refusal,
    shown::Shown,
    site::Desk,
};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    relations: Vec<RelationRow>,
    n_documents: usize,
    n_people: usize,
    n_encounters: usize,
    /// The latest few.
    documents: Vec<DocumentRow>,
    /// Those whom most documents name.
    people: Vec<PersonRow>,
}

struct RelationRow {
    href: String,
    left: Shown,
    right: Shown,
    n_encounters: usize,
}

/// How many documents and people the first page shows.
const SHORT_LIST: usize = 8;

/// `/`
pub(crate) async fn home(State(desk): State<Desk>) -> Result<Html<String>, Refusal> {
    let page = desk.ask(|ledger, names| Ok(page(ledger, names)?.render()?)).await?;
    Ok(Html(page))
}

fn page(ledger: &Ledger, names: &Names) -> Result<HomePage, Refusal> {
    let everything = Filter::default();
    let documents = ledger.documents(&everything)?;
    let mut people = ledger.people(&everything)?;
    let relations = ledger.relations()?.into_iter().map(|((left, right), n_encounters)| RelationRow {
        href: address::relation(&left, &right),
        left: Shown::of(&names.of(&left)),
        right: Shown::of(&names.of(&right)),
        n_encounters,
    });
    let (n_documents, n_people) = (documents.len(), people.len());
    people.sort_by_key(|person| std::cmp::Reverse(person.sources.len()));
    // Those without a day stand last in the ledger's order, but are not the latest.
    let is_dated = |document: &&Document| document.article.published.value.is_some();
    let (dated, undated): (Vec<_>, Vec<_>) = documents.iter().rev().partition(is_dated);
    let latest = dated.into_iter().chain(undated).take(SHORT_LIST);
    Ok(HomePage {
        relations: relations.collect(),
        n_documents,
        n_people,
        n_encounters: ledger.encounters(&everything)?.len(),
        documents: latest.map(DocumentRow::of).collect(),
        people: people.iter().take(SHORT_LIST).map(|person| PersonRow::of(person, names)).collect(),
    })
}
