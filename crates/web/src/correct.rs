//! Corrections by the interface: the only thing that can be changed through it.

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use ledger::{Hand, Ledger, Wanted};
use serde::{Deserialize, Serialize};

use crate::{refusal::Refusal, site::Desk};

/// A correction, who makes it and why.
#[derive(Deserialize)]
pub(crate) struct Asked {
    author: String,
    #[serde(default)]
    why: Option<String>,
    correction: Wanted,
}

/// Who takes a correction back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Undoing {
    author: String,
}

/// The number of a correction.
#[derive(Serialize)]
struct Numbered {
    number: i64,
}

/// `GET /api/corrections`: the whole journal.
pub(crate) async fn list(State(desk): State<Desk>) -> Response {
    let answer = desk.ask(|ledger, _| Ok(ledger.corrections()?)).await;
    answer.map_or_else(|refusal| refusal.json(), |corrections| Json(corrections).into_response())
}

/// `POST /api/corrections`: `{"author": "…", "why": "…", "correction": {"what":
/// "merge", "entries": ["e-…", "e-…"]}}`.
pub(crate) async fn make(State(desk): State<Desk>, asked: Result<Json<Asked>, JsonRejection>) -> Response {
    let asked = match asked {
        Ok(Json(asked)) => asked,
        Err(rejection) => return unreadable(&rejection).json(),
    };
    change(&desk, &asked.author.clone(), move |ledger, hand| {
        ledger.correct(&asked.correction, Hand { why: asked.why.as_deref(), ..hand })
    })
    .await
}

/// `POST /api/corrections/{number}/undo`: `{"author": "…"}`.
pub(crate) async fn undo(
    State(desk): State<Desk>,
    number: Result<Path<i64>, axum::extract::rejection::PathRejection>,
    asked: Result<Json<Undoing>, JsonRejection>,
) -> Response {
    let Ok(Path(number)) = number else { return Refusal::Unknown.json() };
    let asked = match asked {
        Ok(Json(asked)) => asked,
        Err(rejection) => return unreadable(&rejection).json(),
    };
    change(&desk, &asked.author, move |ledger, hand| ledger.undo(number, hand).map(|()| number)).await
}

async fn change(
    desk: &Desk,
    author: &str,
    work: impl FnOnce(&mut Ledger, Hand<'_>) -> Result<i64, ledger::Error> + Send + 'static,
) -> Response {
    let author = author.trim().to_owned();
    if author.is_empty() {
        let message = "say who decides".to_owned();
        return Refusal::Parameter { name: "author".to_owned(), message }.json();
    }
    let made = jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_default().to_string();
    let done =
        desk.change(move |ledger| work(ledger, Hand { made: &made, author: &author, why: None })).await;
    done.map_or_else(
        |refusal| refusal.json(),
        |number| (StatusCode::CREATED, Json(Numbered { number })).into_response(),
    )
}

fn unreadable(rejection: &JsonRejection) -> Refusal {
    Refusal::Parameter { name: "body".to_owned(), message: rejection.body_text() }
}
