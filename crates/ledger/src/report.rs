//! Reports: one document's claims, as joining takes them in.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use record::{
    Article, Commitment, Encounter, Figure, Formula, Instrument, Milestone, Person, Span, Statement,
};
use rusqlite::{OptionalExtension, Row};

use crate::{Error, Ledger, claim::Claim, entry::Source};

/// What one document says.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) article: Article,
    /// Dateline or publication day.
    pub(crate) day: Option<Date>,
    /// The address of its page, where more than one version of that is held.
    pub(crate) page: Option<String>,
    pub(crate) people: Vec<Person>,
    pub(crate) encounters: Vec<Encounter>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) formulas: Vec<Formula>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) commitments: Vec<Commitment>,
    pub(crate) instruments: Vec<Instrument>,
    pub(crate) milestones: Vec<Milestone>,
}

impl Report {
    /// This document's part in an entry.
    pub(crate) fn source(&self, claim: &str, evidence: Vec<Span>, by: &str) -> Source {
        Source {
            document: self.article.id.clone(),
            claim: claim.to_owned(),
            outlet: self.article.outlet.clone(),
            agency: self.article.agency.clone(),
            side: self.article.side,
            title: self.article.title.clone(),
            published: self.article.published.value,
            evidence,
            words: Vec::new(),
            page: self.page.clone(),
            later: None,
            why: None,
            by: by.to_owned(),
        }
    }
}

/// The sorts of claims that say who met whom, and those that say the rest: one
/// join holds the ones and then the others.
pub(crate) const MEETINGS: &[&str] = &["person", "encounter"];
pub(crate) const REST: &[&str] = &["figure", "formula", "statement", "commitment", "instrument", "milestone"];

impl Report {
    /// A document of which no claims are known yet.
    fn new(article: Article, day: Option<&str>, page: Option<String>) -> Self {
        Self {
            article,
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

    fn add(&mut self, kind: &str, body: &str) -> serde_json::Result<()> {
        match kind {
            "person" => self.people.push(serde_json::from_str(body)?),
            "encounter" => self.encounters.push(serde_json::from_str(body)?),
            "figure" => self.figures.push(serde_json::from_str(body)?),
            "formula" => self.formulas.push(serde_json::from_str(body)?),
            "statement" => self.statements.push(serde_json::from_str(body)?),
            "commitment" => self.commitments.push(serde_json::from_str(body)?),
            "instrument" => self.instruments.push(serde_json::from_str(body)?),
            "milestone" => self.milestones.push(serde_json::from_str(body)?),
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
        let mut question = self.db.prepare(include_str!("sql/articles.sql")).map_err(|e| self.wrong(e))?;
        let mut rows = question.query([]).map_err(|e| self.wrong(e))?;
        let mut reports = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let (body, day) = article(row).map_err(|e| self.wrong(e))?;
            let mut article = read_article(&body)?;
            let page = many.get(article.url.as_ref().unwrap_or(&article.source)).cloned();
            (article.source, article.sha256) = (String::new(), String::new());
            (article.url, article.language, article.dateline) = (None, None, None);
            reports.push(Report::new(article, day.as_deref(), page));
        }
        Ok(reports)
    }

    /// Gives reports their claims of some sorts, each report's in the order of its
    /// text.
    pub(crate) fn fill_reports(&self, reports: &mut [Report], kinds: &[&str]) -> Result<(), Error> {
        let places: HashMap<String, usize> =
            reports.iter().enumerate().map(|(place, report)| (report.article.id.clone(), place)).collect();
        let kinds = serde_json::to_string(kinds).unwrap_or_default();
        let mut question =
            self.db.prepare(include_str!("sql/claims_of_kinds.sql")).map_err(|e| self.wrong(e))?;
        let mut rows = question.query([kinds]).map_err(|e| self.wrong(e))?;
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let text = |column| row.get::<_, String>(column).map_err(|e| self.wrong(e));
            let (document, kind, body) = (text(0)?, text(1)?, text(2)?);
            let Some(report) = places.get(&document).and_then(|place| reports.get_mut(*place)) else {
                continue;
            };
            let damaged =
                |source| Error::Damaged { what: format!("a {kind} of document {document}"), source };
            report.add(&kind, &body).map_err(damaged)?;
        }
        reports.iter_mut().for_each(Report::sort);
        Ok(())
    }

    /// What some documents say, whole.
    pub(crate) fn reports_of(&self, documents: &BTreeSet<&str>) -> Result<Vec<Report>, Error> {
        let mut question =
            self.db.prepare_cached(include_str!("sql/article.sql")).map_err(|e| self.wrong(e))?;
        let mut reports = Vec::new();
        for document in documents {
            let found = question.query_row([document], article).optional().map_err(|e| self.wrong(e))?;
            let Some((body, day)) = found else { continue };
            let mut report = Report::new(read_article(&body)?, day.as_deref(), None);
            for kind in MEETINGS.iter().chain(REST) {
                for body in self.claim_bodies(document, kind)? {
                    let damaged =
                        |source| Error::Damaged { what: format!("a {kind} of document {document}"), source };
                    report.add(kind, &body).map_err(damaged)?;
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

/// An article and its day, as they are stored.
fn article(row: &Row<'_>) -> rusqlite::Result<(String, Option<String>)> {
    Ok((row.get(0)?, row.get(1)?))
}

pub(crate) fn read_article(body: &str) -> Result<Article, Error> {
    let damaged = |source| Error::Damaged { what: "a document's article".to_owned(), source };
    serde_json::from_str(body).map_err(damaged)
}
