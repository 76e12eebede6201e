//! JSON: the entries as the ledger holds them.

use axum::{
    Json,
    extract::{Path, State, rejection::PathRejection},
    http::header::LINK,
    response::{IntoResponse, Response},
};
use ledger::{Filter, Ledger};
use serde::Serialize;

use crate::{
    asked::{self, Asked, Wanted},
    refusal::Refusal,
    site::Desk,
};

/// A part of the path as it came: bytes that are no text name nothing.
pub(crate) type Named = Result<Path<String>, PathRejection>;

type Answer<T> = Result<T, ledger::Error>;

/// `/api/encounters?between=VN,LA&person=&kind=&since=&until=&page=`
pub(crate) async fn encounters(State(desk): State<Desk>, asked: Asked) -> Response {
    let wanted = asked::wanted(asked, &["between", "person", "kind", "since", "until"]);
    listed(&desk, wanted, "/api/encounters", |ledger, filter| ledger.encounters(filter)).await
}

/// `/api/people?between=&person=&since=&until=`
pub(crate) async fn people(State(desk): State<Desk>, asked: Asked) -> Response {
    let wanted = asked::wanted(asked, &["between", "person", "since", "until"]);
    listed(&desk, wanted, "/api/people", |ledger, filter| ledger.people(filter)).await
}

/// `/api/tenures?between=&person=&since=&until=`
pub(crate) async fn tenures(State(desk): State<Desk>, asked: Asked) -> Response {
    let wanted = asked::wanted(asked, &["between", "person", "since", "until"]);
    listed(&desk, wanted, "/api/tenures", |ledger, filter| ledger.tenures(filter)).await
}

/// `/api/figures?between=&since=&until=`
pub(crate) async fn figures(State(desk): State<Desk>, asked: Asked) -> Response {
    let wanted = asked::wanted(asked, &["between", "since", "until"]);
    listed(&desk, wanted, "/api/figures", |ledger, filter| ledger.figures(filter)).await
}

/// `/api/formulas?between=&since=&until=`
pub(crate) async fn formulas(State(desk): State<Desk>, asked: Asked) -> Response {
    let wanted = asked::wanted(asked, &["between", "since", "until"]);
    listed(&desk, wanted, "/api/formulas", |ledger, filter| ledger.formulas(filter)).await
}

/// `/api/statements?between=&person=&since=&until=`
pub(crate) async fn statements(State(desk): State<Desk>, asked: Asked) -> Response {
    let wanted = asked::wanted(asked, &["between", "person", "since", "until"]);
    listed(&desk, wanted, "/api/statements", |ledger, filter| ledger.statements(filter)).await
}

/// `/api/commitments?between=&since=&until=&as_of=&status=&page=`
pub(crate) async fn commitments(State(desk): State<Desk>, asked: Asked) -> Response {
    let standing = asked::standing(&asked);
    let wanted = asked::wanted(asked, &["between", "since", "until", "as_of", "status"]);
    let (wanted, standing) = match wanted.and_then(|wanted| Ok((wanted, standing?))) {
        Ok(asked) => asked,
        Err(refusal) => return refusal.json(),
    };
    let question = move |ledger: &Ledger, wanted: &Wanted| wanted.commitments(&standing, ledger);
    page(&desk, wanted, "/api/commitments", question).await
}

/// `/api/instruments?between=&since=&until=`
pub(crate) async fn instruments(State(desk): State<Desk>, asked: Asked) -> Response {
    let wanted = asked::wanted(asked, &["between", "since", "until"]);
    listed(&desk, wanted, "/api/instruments", |ledger, filter| ledger.instruments(filter)).await
}

/// `/api/milestones?between=&since=&until=`
pub(crate) async fn milestones(State(desk): State<Desk>, asked: Asked) -> Response {
    let wanted = asked::wanted(asked, &["between", "since", "until"]);
    listed(&desk, wanted, "/api/milestones", |ledger, filter| ledger.milestones(filter)).await
}

/// `/api/documents?between=&person=&since=&until=`
pub(crate) async fn documents(State(desk): State<Desk>, asked: Asked) -> Response {
    let wanted = asked::wanted(asked, &["between", "person", "since", "until"]);
    listed(&desk, wanted, "/api/documents", |ledger, filter| ledger.documents(filter)).await
}

/// `/api/encounter/{id}`
pub(crate) async fn encounter(State(desk): State<Desk>, named: Named) -> Response {
    one(&desk, named, |ledger, id| ledger.encounter(id)).await
}

/// `/api/person/{id}`
pub(crate) async fn person(State(desk): State<Desk>, named: Named) -> Response {
    one(&desk, named, |ledger, id| ledger.person(id)).await
}

/// `/api/figure/{id}`
pub(crate) async fn figure(State(desk): State<Desk>, named: Named) -> Response {
    one(&desk, named, |ledger, id| ledger.figure(id)).await
}

/// `/api/formula/{id}`
pub(crate) async fn formula(State(desk): State<Desk>, named: Named) -> Response {
    one(&desk, named, |ledger, id| ledger.formula(id)).await
}

/// `/api/statement/{id}`
pub(crate) async fn statement(State(desk): State<Desk>, named: Named) -> Response {
    one(&desk, named, |ledger, id| ledger.statement(id)).await
}

/// `/api/commitment/{id}`, as it stands today
pub(crate) async fn commitment(State(desk): State<Desk>, named: Named) -> Response {
    one(&desk, named, |ledger, id| Ok(ledger.commitment(id)?.map(|entry| entry.as_of(asked::today())))).await
}

/// Any other address below `/api/`.
pub(crate) async fn unknown() -> Response {
    Refusal::Unknown.json()
}

/// A page of a list; the ways to those beside it stand in the `Link` header (RFC 8288).
async fn listed<T: Serialize + Send + 'static>(
    desk: &Desk,
    wanted: Result<Wanted, Refusal>,
    path: &'static str,
    question: fn(&Ledger, &Filter) -> Answer<Vec<T>>,
) -> Response {
    match wanted {
        Ok(wanted) => page(desk, wanted, path, move |ledger, wanted| question(ledger, &wanted.filter)).await,
        Err(refusal) => refusal.json(),
    }
}

/// A page of a list, with the ways to those beside it.
async fn page<T: Serialize + Send + 'static>(
    desk: &Desk,
    wanted: Wanted,
    path: &'static str,
    question: impl FnOnce(&Ledger, &Wanted) -> Answer<Vec<T>> + Send + 'static,
) -> Response {
    let answer = desk.ask(move |ledger, _| {
        let mut found = question(ledger, &wanted)?;
        let turns = wanted.turn(path, &mut found);
        Ok((found, turns))
    });
    match answer.await {
        Ok((found, turns)) => {
            let ways = [(turns.before, "prev"), (turns.next, "next")];
            let links = ways.into_iter().filter_map(|(way, rel)| Some(format!("<{}>; rel=\"{rel}\"", way?)));
            let links = links.collect::<Vec<_>>().join(", ");
            let header = (!links.is_empty()).then_some([(LINK, links)]);
            (header, Json(found)).into_response()
        }
        Err(refusal) => refusal.json(),
    }
}

async fn one<T: Serialize + Send + 'static>(
    desk: &Desk,
    named: Named,
    question: fn(&Ledger, &str) -> Answer<Option<T>>,
) -> Response {
    let Ok(Path(id)) = named else { return Refusal::Unknown.json() };
    let answer = desk.ask(move |ledger, _| question(ledger, &id)?.ok_or(Refusal::Unknown)).await;
    answer.map_or_else(|refusal| refusal.json(), |entry| Json(entry).into_response())
}
