//! Reports: one document's claims, as joining takes them in.

use jiff::civil::Date;
use record::{
    Article, Commitment, Encounter, Figure, Formula, Instrument, Milestone, Person, Span, Statement,
};
use serde::de::DeserializeOwned;

use crate::{Error, Ledger, entry::Source};

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
            by: by.to_owned(),
        }
    }
}

impl Ledger {
    /// Every document's claims, by day and id: an order that does not depend on
    /// the order of filing.
    pub(crate) fn reports(&self) -> Result<Vec<Report>, Error> {
        let mut question = self.db.prepare(include_str!("sql/articles.sql")).map_err(|e| self.wrong(e))?;
        let rows =
            question.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)));
        let rows = rows.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(|e| self.wrong(e))?;
        let many = self.addresses_of_many()?;
        let mut reports = Vec::with_capacity(rows.len());
        for (body, day) in rows {
            let damaged = |source| Error::Damaged { what: "a document's article".to_owned(), source };
            let article: Article = serde_json::from_str(&body).map_err(damaged)?;
            let document = article.id.clone();
            reports.push(Report {
                page: many.get(article.url.as_ref().unwrap_or(&article.source)).cloned(),
                day: day.and_then(|day| day.parse().ok()),
                people: self.claims(&document, "person")?,
                encounters: self.claims(&document, "encounter")?,
                figures: self.claims(&document, "figure")?,
                formulas: self.claims(&document, "formula")?,
                statements: self.claims(&document, "statement")?,
                commitments: self.claims(&document, "commitment")?,
                instruments: self.claims(&document, "instrument")?,
                milestones: self.claims(&document, "milestone")?,
                article,
            });
        }
        Ok(reports)
    }

    /// The claims of one sort that a document makes, in the order of its text.
    pub(crate) fn claims<T: DeserializeOwned>(&self, document: &str, kind: &str) -> Result<Vec<T>, Error> {
        let mut question =
            self.db.prepare_cached(include_str!("sql/claims.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map([document, kind], |row| row.get::<_, String>(0));
        let rows = rows.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(|e| self.wrong(e))?;
        let mut claims = Vec::with_capacity(rows.len());
        for body in rows {
            let what = format!("a {kind} of document {document}");
            claims.push(serde_json::from_str(&body).map_err(|source| Error::Damaged { what, source })?);
        }
        Ok(claims)
    }
}
