//! Commitments: a list, and a page each with what became of it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Html,
};
use ledger::{Commitment, FollowUp, Ledger, Stated};
use record::Progress;
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

/// A commitment as lists show it.
struct CommitmentRow {
    href: String,
    force: String,
    bound: Shown,
    to: Option<Shown>,
    areas: String,
    day: Day,
    deadline: Day,
    status: &'static str,
    words: Shown,
    n_stated: usize,
    n_later: usize,
    voices: Vec<Shown>,
}

/// A statement of a commitment.
struct StatedRow {
    day: Day,
    force: &'static str,
    deadline: Day,
    title: Shown,
    href: String,
}

/// What a document says became of it.
struct FollowUpRow {
    day: Day,
    what: &'static str,
    words: Shown,
    title: Shown,
    href: String,
}

#[derive(Template)]
#[template(path = "commitments.html")]
struct CommitmentsPage {
    form: Form,
    turns: Turns,
    statuses: Vec<&'static str>,
    rows: Vec<CommitmentRow>,
}

#[derive(Template)]
#[template(path = "commitment.html")]
struct CommitmentPage {
    row: CommitmentRow,
    history: Vec<StatedRow>,
    follow_ups: Vec<FollowUpRow>,
    parts: Vec<Part>,
}

/// `/commitments?between=&since=&until=&as_of=&status=`
pub(crate) async fn commitments(State(desk): State<Desk>, asked: Asked) -> Result<Html<String>, Refusal> {
    let (form, standing) = (list::form(&asked), asked::standing(&asked)?);
    let wanted = asked::wanted(asked, &["between", "since", "until", "as_of", "status"])?;
    let page = desk.ask(move |ledger, names| {
        let mut found = wanted.commitments(&standing, ledger)?;
        let turns = wanted.turn("/commitments", &mut found);
        let rows = found.iter().map(|entry| CommitmentRow::of(entry, names)).collect();
        let statuses = Progress::ALL.iter().map(|status| status.as_str()).collect();
        Ok(CommitmentsPage { form, turns, statuses, rows }.render()?)
    });
    page.await.map(Html)
}

/// `/commitment/{id}`, as it stands today
pub(crate) async fn commitment(State(desk): State<Desk>, named: Named) -> Result<Html<String>, Refusal> {
    let Path(id) = named.map_err(|_| Refusal::Unknown)?;
    let page = desk.ask(move |ledger, names| {
        let entry = ledger.commitment(&id)?.ok_or(Refusal::Unknown)?.as_of(asked::today());
        let follow_ups: Result<Vec<FollowUpRow>, Refusal> =
            entry.follow_ups.iter().map(|found| FollowUpRow::of(found, ledger)).collect();
        let page = CommitmentPage {
            row: CommitmentRow::of(&entry, names),
            history: entry.history.iter().map(|stated| StatedRow::of(stated, &entry)).collect(),
            follow_ups: follow_ups?,
            parts: source::parts(ledger, &entry.sources)?,
        };
        Ok(page.render()?)
    });
    page.await.map(Html)
}

impl CommitmentRow {
    fn of(entry: &Commitment, names: &Names) -> Self {
        let areas: Vec<&str> = entry.areas.iter().map(|area| area.as_str()).collect();
        Self {
            href: address::page("commitment", &entry.id),
            force: capital(entry.force.as_str()),
            bound: Shown::or(Some(&report::parties(&entry.parties, names)), "who is bound is not known"),
            to: (!entry.to.is_empty()).then(|| Shown::of(&report::parties(&entry.to, names))),
            areas: areas.join(", "),
            day: Day::of(entry.date.as_ref()),
            deadline: Day::of(entry.deadline.as_ref()),
            status: entry.status.as_str(),
            words: Shown::of(&source::first_words(&entry.sources)),
            n_stated: entry.history.len(),
            n_later: entry.later_documents,
            voices: entry.voices.iter().map(|voice| Shown::of(voice)).collect(),
        }
    }
}

impl StatedRow {
    fn of(stated: &Stated, entry: &Commitment) -> Self {
        let source = entry.sources.iter().find(|source| source.document == stated.document);
        let title = source.and_then(|source| source.title.as_deref());
        Self {
            day: Day::of(stated.date.as_ref()),
            force: stated.force.as_str(),
            deadline: Day::of(stated.deadline.as_ref()),
            title: Shown::or(title, &stated.document),
            href: address::page("document", &stated.document),
        }
    }
}

impl FollowUpRow {
    fn of(found: &FollowUp, ledger: &Ledger) -> Result<Self, Refusal> {
        let title = ledger.page(&found.document)?.and_then(|page| page.article.title);
        Ok(Self {
            day: Day::of(found.date.as_ref()),
            what: found.what.as_str(),
            words: Shown::of(&found.words.join(" … ")),
            title: Shown::or(title.as_deref(), &found.document),
            href: address::page("document", &found.document),
        })
    }
}
