//! Reports: one document's claims, as joining takes them in.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use jiff::civil::Date;
use record::{
    Article, Commitment, Edtf, Encounter, Figure, Formula, Instrument, Milestone, Side, Span, Statement,
};
use rusqlite::{OptionalExtension, Row};
use serde::de::DeserializeOwned;

use crate::{
    Error, Ledger,
    appearance::{Appearance, Common},
    claim::Claim,
    clock::clock,
    entry::Source,
};

/// What one document says.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) article: Head,
    /// Dateline or publication day.
    pub(crate) day: Option<Date>,
    /// Minutes from Greenwich of the clock by which it dates, if that is known.
    pub(crate) clock: Option<i16>,
    /// The address of its page, where more than one version of that is held.
    pub(crate) page: Option<String>,
    pub(crate) people: Vec<Appearance>,
    pub(crate) encounters: Vec<Encounter>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) formulas: Vec<Formula>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) commitments: Vec<Commitment>,
    pub(crate) instruments: Vec<Instrument>,
    pub(crate) milestones: Vec<Milestone>,
}

/// What entries tell of an article.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) outlet: Option<Arc<str>>,
    agency: Option<Arc<str>>,
    side: Option<Side>,
    title: Option<Box<str>>,
    published: Option<Edtf>,
}

impl Head {
    fn of(article: Article, common: &mut Common) -> Self {
        Self {
            id: article.id,
            outlet: article.outlet.map(|outlet| common.word(&outlet)),
            agency: article.agency.map(|agency| common.word(&agency)),
            side: article.side,
            title: article.title.map(String::into_boxed_str),
            published: article.published.value,
        }
    }
}

impl Report {
    /// This document's part in an entry.
    pub(crate) fn source(&self, claim: &str, evidence: Vec<Span>, by: &str) -> Source {
        Source {
            document: self.article.id.clone(),
            claim: claim.to_owned(),
            outlet: self.article.outlet.as_deref().map(str::to_owned),
            agency: self.article.agency.as_deref().map(str::to_owned),
            side: self.article.side,
            title: self.article.title.as_deref().map(str::to_owned),
            published: self.article.published,
            evidence,
            words: Vec::new(),
            page: self.page.clone(),
            later: None,
            why: None,
            by: by.to_owned(),
        }
    }
}

/// The sorts of claims, as joining takes them in: one after another, so that it
/// never holds all.
pub(crate) const PEOPLE: &[&str] = &["person"];
pub(crate) const ENCOUNTERS: &[&str] = &["encounter"];
pub(crate) const SAID: &[&str] = &["statement"];
pub(crate) const QUANTITIES: &[&str] = &["figure", "formula"];
pub(crate) const PAPERS: &[&str] = &["instrument", "milestone"];
pub(crate) const PROMISES: &[&str] = &["commitment"];
const ALL: [&[&str]; 6] = [PEOPLE, ENCOUNTERS, SAID, QUANTITIES, PAPERS, PROMISES];

impl Report {
    /// A document of which no claims are known yet.
    fn new(article: Head, day: Option<&str>, page: Option<String>) -> Self {
        Self {
            article,
            clock: None,
            day: day.and_then(|day| day.parse().ok()),
            page,
            people: Vec::new(),
            encounters: Vec::new(),
            figures: Vec::new(),
            formulas: Vec::new(),
            statements: Vec::new(),
            commitments: Vec::new(),
            instruments: Vec::new(),
            milestones: Vec::new(),
        }
    }

    fn add(&mut self, kind: &str, body: &str, common: &mut Common) -> Result<(), Error> {
        let document = &self.article.id;
        match kind {
            "person" => self.people.push(common.appearance(claim(document, kind, body)?)),
            "encounter" => self.encounters.push(claim(document, kind, body)?),
            "figure" => self.figures.push(claim(document, kind, body)?),
            "formula" => self.formulas.push(claim(document, kind, body)?),
            "statement" => self.statements.push(claim(document, kind, body)?),
            "commitment" => self.commitments.push(claim(document, kind, body)?),
            "instrument" => self.instruments.push(claim(document, kind, body)?),
            "milestone" => self.milestones.push(claim(document, kind, body)?),
            _ => {}
        }
        Ok(())
    }

    /// Puts its claims into the order of the text: p2 before p10.
    fn sort(&mut self) {
        fn sort<C: Claim>(claims: &mut Vec<C>) {
            claims.sort_by(|left, right| (left.id().len(), left.id()).cmp(&(right.id().len(), right.id())));
            claims.shrink_to_fit();
        }
        sort(&mut self.people);
        sort(&mut self.encounters);
        sort(&mut self.figures);
        sort(&mut self.formulas);
        sort(&mut self.statements);
        sort(&mut self.commitments);
        sort(&mut self.instruments);
        sort(&mut self.milestones);
    }
}

impl Ledger {
    /// Every document without its claims, by day and id: an order that does not
    /// depend on the order of filing. Of the article only what entries tell is kept.
    pub(crate) fn reports(&self) -> Result<Vec<Report>, Error> {
        let many = self.addresses_of_many()?;
        let mut common = Common::default();
        let mut question = self.db.prepare(include_str!("sql/articles.sql")).map_err(|e| self.wrong(e))?;
        let mut rows = question.query([]).map_err(|e| self.wrong(e))?;
        let mut reports = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let (body, day) = article(row).map_err(|e| self.wrong(e))?;
            let article = read_article(&body)?;
            let page = many.get(article.url.as_ref().unwrap_or(&article.source)).cloned();
            let clock = clock(&article);
            let article = Head::of(article, &mut common);
            reports.push(Report { clock, ..Report::new(article, day.as_deref(), page) });
        }
        Ok(reports)
    }

    /// Gives reports their claims of some sorts, each report's in the order of its
    /// text.
    pub(crate) fn fill_reports(&self, reports: &mut [Report], kinds: &[&str]) -> Result<(), Error> {
        let places: HashMap<String, usize> =
            reports.iter().enumerate().map(|(place, report)| (report.article.id.clone(), place)).collect();
        let mut common = Common::default();
        self.each_claim(kinds, &mut |document, kind, body| match places
            .get(document)
            .and_then(|place| reports.get_mut(*place))
        {
            Some(report) => report.add(kind, body, &mut common),
            None => Ok(()),
        })?;
        reports.iter_mut().for_each(Report::sort);
        Ok(())
    }

    /// Gives every claim of some sorts to `take`, in the order of filing: the document,
    /// the sort and the body.
    pub(crate) fn each_claim(
        &self,
        kinds: &[&str],
        take: &mut dyn FnMut(&str, &str, &str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let kinds = serde_json::to_string(kinds).unwrap_or_default();
        let mut question =
            self.db.prepare(include_str!("sql/claims_of_kinds.sql")).map_err(|e| self.wrong(e))?;
        let mut rows = question.query([kinds]).map_err(|e| self.wrong(e))?;
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let text = |column| row.get::<_, String>(column).map_err(|e| self.wrong(e));
            let (document, kind, body) = (text(0)?, text(1)?, text(2)?);
            take(&document, &kind, &body)?;
        }
        Ok(())
    }

    /// What some documents say, whole.
    pub(crate) fn reports_of(&self, documents: &BTreeSet<&str>) -> Result<Vec<Report>, Error> {
        let mut question =
            self.db.prepare_cached(include_str!("sql/article.sql")).map_err(|e| self.wrong(e))?;
        let mut common = Common::default();
        let mut reports = Vec::new();
        for document in documents {
            let found = question.query_row([document], article).optional().map_err(|e| self.wrong(e))?;
            let Some((body, day)) = found else { continue };
            let mut report = Report::new(Head::of(read_article(&body)?, &mut common), day.as_deref(), None);
            for kind in ALL.into_iter().flatten() {
                for body in self.claim_bodies(document, kind)? {
                    report.add(kind, &body, &mut common)?;
                }
            }
            reports.push(report);
        }
        Ok(reports)
    }

    /// The claims of one sort that a document makes, in the order of its text.
    fn claim_bodies(&self, document: &str, kind: &str) -> Result<Vec<String>, Error> {
        let mut question =
            self.db.prepare_cached(include_str!("sql/claims.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map([document, kind], |row| row.get(0));
        rows.and_then(Iterator::collect).map_err(|e| self.wrong(e))
    }
}

/// A claim of some sort of a document, from its body.
pub(crate) fn claim<C: DeserializeOwned>(document: &str, kind: &str, body: &str) -> Result<C, Error> {
    let damaged = |source| Error::Damaged { what: format!("a {kind} of document {document}"), source };
    serde_json::from_str(body).map_err(damaged)
}

/// Reports by their documents.
pub(crate) fn by_document(reports: &[Report]) -> HashMap<&str, &Report> {
    reports.iter().map(|report| (report.article.id.as_str(), report)).collect()
}

/// An article and its day, as they are stored.
fn article(row: &Row<'_>) -> rusqlite::Result<(String, Option<String>)> {
    Ok((row.get(0)?, row.get(1)?))
}

pub(crate) fn read_article(body: &str) -> Result<Article, Error> {
    let damaged = |source| Error::Damaged { what: "a document's article".to_owned(), source };
    serde_json::from_str(body).map_err(damaged)
}
