//! Figures and formulas: rows of tables, and a page each.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Html,
};
use ledger::{Figure, Formula};
use report::Names;

use crate::{
    address,
    api::Named,
    day::Day,
    refusal::Refusal,
    row::capital,
    shown::Shown,
    site::Desk,
    source::{self, Part},
};

/// A figure as tables list it.
pub(crate) struct FigureRow {
    pub(crate) href: String,
    pub(crate) measure: Shown,
    pub(crate) whose: Shown,
    pub(crate) amount: Shown,
    pub(crate) period: Day,
    pub(crate) n_sources: usize,
    pub(crate) voices: Vec<Shown>,
}

/// A wording of a relation as its history lists it.
pub(crate) struct FormulaRow {
    pub(crate) href: String,
    pub(crate) whose: Shown,
    pub(crate) terms: Vec<Term>,
    pub(crate) first: Day,
    pub(crate) last: Day,
    pub(crate) is_used_once: bool,
    pub(crate) n_sources: usize,
    pub(crate) voices: Vec<Shown>,
}

/// A term, and whether a document says that it is added.
pub(crate) struct Term {
    pub(crate) words: Shown,
    pub(crate) is_new: bool,
}

#[derive(Template)]
#[template(path = "figure.html")]
struct FigurePage {
    title: String,
    figure: FigureRow,
    /// Other values given, with the pages of their figures.
    conflicts: Vec<(Shown, String)>,
    parts: Vec<Part>,
}

#[derive(Template)]
#[template(path = "formula.html")]
struct FormulaPage {
    formula: FormulaRow,
    parts: Vec<Part>,
}

/// `/figure/{id}`
pub(crate) async fn figure(State(desk): State<Desk>, named: Named) -> Result<Html<String>, Refusal> {
    let Path(id) = named.map_err(|_| Refusal::Unknown)?;
    let page = desk.ask(move |ledger, names| {
        let figure = ledger.figure(&id)?.ok_or(Refusal::Unknown)?;
        let page = FigurePage {
            title: capital(&report::plain(&figure.measure)),
            figure: FigureRow::of(&figure, names),
            conflicts: conflicts(&figure),
            parts: source::parts(ledger, &figure.sources)?,
        };
        Ok(page.render()?)
    });
    page.await.map(Html)
}

fn conflicts(figure: &Figure) -> Vec<(Shown, String)> {
    let value = |value: f64| Shown::of(&report::amount(value, &figure.unit, false));
    let others = figure.conflicts.iter();
    others.map(|other| (value(other.value), address::page("figure", &other.figure))).collect()
}

/// `/formula/{id}`
pub(crate) async fn formula(State(desk): State<Desk>, named: Named) -> Result<Html<String>, Refusal> {
    let Path(id) = named.map_err(|_| Refusal::Unknown)?;
    let page = desk.ask(move |ledger, names| {
        let formula = ledger.formula(&id)?.ok_or(Refusal::Unknown)?;
        let page = FormulaPage {
            formula: FormulaRow::of(&formula, names),
            parts: source::parts(ledger, &formula.sources)?,
        };
        Ok(page.render()?)
    });
    page.await.map(Html)
}

impl FigureRow {
    pub(crate) fn of(figure: &Figure, names: &Names) -> Self {
        Self {
            href: address::page("figure", &figure.id),
            measure: Shown::of(&figure.measure),
            whose: Shown::or(Some(&report::parties(&figure.subject, names)), "whose is not known"),
            amount: Shown::of(&report::amount(figure.value, &figure.unit, figure.approx)),
            period: Day::of(figure.period.as_ref()),
            n_sources: figure.sources.len(),
            voices: figure.voices.iter().map(|voice| Shown::of(voice)).collect(),
        }
    }
}

impl FormulaRow {
    pub(crate) fn of(formula: &Formula, names: &Names) -> Self {
        let terms = formula
            .terms
            .iter()
            .map(|term| Term { words: Shown::of(term), is_new: formula.new.contains(term) });
        Self {
            href: address::page("formula", &formula.id),
            whose: Shown::of(&report::parties(&formula.relation, names)),
            terms: terms.collect(),
            first: Day::of(formula.first.as_ref()),
            last: Day::of(formula.last.as_ref()),
            is_used_once: formula.first == formula.last,
            n_sources: formula.sources.len(),
            voices: formula.voices.iter().map(|voice| Shown::of(voice)).collect(),
        }
    }
}
