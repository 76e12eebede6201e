//! The first page: the relationships held.

use askama::Template;
use axum::{extract::State, response::Html};
use ledger::Ledger;
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
    let held = ledger.counts()?;
    let relations = ledger.relations()?.into_iter().map(|((left, right), n_encounters)| RelationRow {
        href: address::relation(&left, &right),
        left: Shown::of(&names.of(&left)),
        right: Shown::of(&names.of(&right)),
        n_encounters,
    });
    let (documents, people) = (ledger.latest_documents(SHORT_LIST)?, ledger.most_named(SHORT_LIST)?);
    Ok(HomePage {
        relations: relations.collect(),
        n_documents: held.documents,
        n_people: held.people,
        n_encounters: held.encounters,
        documents: documents.iter().map(DocumentRow::of).collect(),
        people: people.iter().map(|person| PersonRow::of(person, names)).collect(),
    })
}
