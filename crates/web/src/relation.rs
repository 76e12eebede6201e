//! The page of a relationship: all that the ledger holds on two parties.

use askama::Template;
use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::Html,
};
use ledger::{Filter, Ledger};
use record::PartyId;
use report::{Names, Relation};

use crate::{
    asked,
    quantity::{FigureRow, FormulaRow},
    refusal::Refusal,
    row::{self, Row},
    shown::Shown,
    site::Desk,
    timeline::Timeline,
};

#[derive(Template)]
#[template(path = "relation.html")]
struct RelationPage {
    /// The two names on one line, for the window's title.
    title: String,
    names: [Shown; 2],
    codes: [String; 2],
    levels: Vec<LevelRow>,
    timeline: Option<Timeline>,
    rows: Vec<Row>,
    figures: Vec<FigureRow>,
    formulas: Vec<FormulaRow>,
}

struct LevelRow {
    level: String,
    last: Option<Row>,
}

/// `/relation/{left}/{right}`
pub(crate) async fn relation(
    State(desk): State<Desk>,
    named: Result<Path<(String, String)>, PathRejection>,
) -> Result<Html<String>, Refusal> {
    let Path((left, right)) = named.map_err(|_| Refusal::Unknown)?;
    let (Some(left), Some(right)) = (asked::party(&left), asked::party(&right)) else {
        return Err(Refusal::Unknown);
    };
    if left == right {
        return Err(Refusal::Unknown);
    }
    let page = desk.ask(move |ledger, names| Ok(page(ledger, names, [left, right])?.render()?)).await?;
    Ok(Html(page))
}

fn page(ledger: &Ledger, names: &Names, parties: [PartyId; 2]) -> Result<RelationPage, Refusal> {
    let filter = Filter { between: parties.to_vec(), ..Filter::default() };
    let relation = Relation {
        encounters: ledger.encounters(&filter)?,
        people: ledger.people(&filter)?,
        figures: ledger.figures(&filter)?,
        formulas: ledger.formulas(&filter)?,
        parties,
    };
    let named = relation.parties.each_ref().map(|party| names.of(party));
    let levels = relation.last_by_level().into_iter().map(|level| LevelRow {
        level: row::capital(level.level),
        last: level.last.map(|entry| row::row(entry, names)),
    });
    Ok(RelationPage {
        title: report::plain(&named.join(" and ")),
        names: named.each_ref().map(|name| Shown::of(name)),
        codes: relation.parties.each_ref().map(|party| party.0.clone()),
        levels: levels.collect(),
        timeline: Timeline::of(&relation, names),
        rows: row::rows(&relation.encounters, names),
        figures: relation.figures.iter().map(|figure| FigureRow::of(figure, names)).collect(),
        formulas: relation.formulas.iter().map(|formula| FormulaRow::of(formula, names)).collect(),
    })
}
