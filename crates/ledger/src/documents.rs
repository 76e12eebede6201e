//! The list of documents, with what was found in each.

use std::collections::BTreeMap;

use rusqlite::{Params, params};

use crate::{Error, Filter, Ledger, entry::Document, report::read_article};

/// The sorts of claims that a list of documents counts, and what they are called.
const COUNTED: &[(&str, &str)] = &[
    ("person", "people"),
    ("encounter", "encounters"),
    ("figure", "figures"),
    ("formula", "formulas"),
    ("statement", "statements"),
    ("commitment", "commitments"),
    ("instrument", "instruments"),
    ("milestone", "milestones"),
];

impl Ledger {
    /// Documents, by day and id.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn documents(&self, filter: &Filter) -> Result<Vec<Document>, Error> {
        let persons = self.person_ids(filter)?;
        let persons = persons.map(|ids| serde_json::to_string(&ids).unwrap_or_default());
        let parties = serde_json::to_string(&filter.between).unwrap_or_default();
        let (since, until) =
            (filter.since.map(|day| day.to_string()), filter.until.map(|day| day.to_string()));
        let is_narrow = persons.is_some() || !filter.between.is_empty();
        let sql =
            if is_narrow { include_str!("sql/documents_of.sql") } else { include_str!("sql/documents.sql") };
        if is_narrow {
            self.listed(sql, params![parties, persons, since, until, filter.offset(), filter.limit()])
        } else {
            self.listed(sql, params![since, until, filter.offset(), filter.limit()])
        }
    }

    /// The latest documents, those without a day last.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn latest_documents(&self, at_most: usize) -> Result<Vec<Document>, Error> {
        self.listed(include_str!("sql/latest.sql"), params![i64::try_from(at_most).unwrap_or(i64::MAX)])
    }

    /// The documents that a question finds: the article of each, and how many claims
    /// of each sort it makes.
    fn listed(&self, sql: &str, values: impl Params) -> Result<Vec<Document>, Error> {
        let mut question = self.db.prepare_cached(sql).map_err(|e| self.wrong(e))?;
        let mut rows = question.query(values).map_err(|e| self.wrong(e))?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let text = |column| row.get::<_, String>(column).map_err(|e| self.wrong(e));
            let (article, counted) = (read_article(&text(0)?)?, text(1)?);
            let damaged = |source| Error::Damaged { what: "a document's claims".to_owned(), source };
            let counted: BTreeMap<String, usize> = serde_json::from_str(&counted).map_err(damaged)?;
            let count = |kind: &str| counted.get(kind).copied().unwrap_or_default();
            let found = COUNTED.iter().map(|(kind, name)| ((*name).to_owned(), count(kind))).collect();
            documents.push(Document { article, found });
        }
        Ok(documents)
    }
}
