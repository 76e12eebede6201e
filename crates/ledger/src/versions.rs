//! Versions: the documents of one page, and what became of what they say.

use std::collections::BTreeSet;

use record::{Edtf, Span};
use rusqlite::OptionalExtension;
use serde::Serialize;

use crate::{
    Error, Ledger,
    difference::{Change, Difference, Fate},
};

/// A page of which more than one text is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Versions {
    /// Its address, or where its files came from.
    pub address: String,
    /// The versions, by day and id.
    pub versions: Vec<Version>,
}

/// One version of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The document.
    pub document: String,
    /// Its place, from 1. Documents with the same text are one version.
    pub number: usize,
    /// When it was published.
    pub published: Option<Edtf>,
    /// Whether days tell that it is later than the one before it; where they do
    /// not, it stands there by its id alone.
    pub is_dated: bool,
}

/// What became of an older document's words in the newest version of its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Later {
    /// The newest version.
    pub document: String,
    /// Its number.
    pub number: usize,
    /// What became of each span of evidence.
    pub fates: Vec<Fate>,
}

impl Ledger {
    /// Pages of which more than one text is held, by address.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] if the ledger cannot be read.
    pub fn versions(&self) -> Result<Vec<Versions>, Error> {
        self.addresses_of_many()?.into_iter().map(|address| self.versions_at(address)).collect()
    }

    /// Addresses of which more than one text is held.
    pub(crate) fn addresses_of_many(&self) -> Result<BTreeSet<String>, Error> {
        let mut question = self.db.prepare(include_str!("sql/addresses.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map([], |row| row.get::<_, String>(0));
        rows.and_then(Iterator::collect).map_err(|e| self.wrong(e))
    }

    /// The page that a document is of, if more than one text of it is held.
    ///
    /// # Errors
    ///
    /// As [`Ledger::versions`].
    pub fn versions_of(&self, document: &str) -> Result<Option<Versions>, Error> {
        let mut question =
            self.db.prepare_cached(include_str!("sql/address.sql")).map_err(|e| self.wrong(e))?;
        let address = question.query_row([document], |row| row.get::<_, String>(0)).optional();
        let Some(address) = address.map_err(|e| self.wrong(e))? else { return Ok(None) };
        let page = self.versions_at(address)?;
        Ok(page.is_many().then_some(page))
    }

    /// The page of an address, if more than one text of it is held.
    ///
    /// # Errors
    ///
    /// As [`Ledger::versions`].
    pub fn versions_by_address(&self, address: &str) -> Result<Option<Versions>, Error> {
        let page = self.versions_at(address.to_owned())?;
        Ok(page.is_many().then_some(page))
    }

    /// What changed from one document's text to another's, by sentence; nothing
    /// if one of them is not held.
    ///
    /// # Errors
    ///
    /// As [`Ledger::versions`].
    pub fn changes(&self, older: &str, newer: &str) -> Result<Option<Vec<Change>>, Error> {
        let (Some(older), Some(newer)) = (self.text(older)?, self.text(newer)?) else { return Ok(None) };
        Ok(Some(Difference::of(&older, &newer).changes()))
    }

    /// What became of a document's words in the newest version of its page;
    /// nothing if it is of the newest.
    ///
    /// # Errors
    ///
    /// As [`Ledger::versions`].
    pub fn later(&self, document: &str, spans: &[Span]) -> Result<Option<Later>, Error> {
        let Some(page) = self.versions_of(document)? else { return Ok(None) };
        let number = page.number(document);
        let newest = page.versions.last().filter(|newest| Some(newest.number) != number);
        let Some(newest) = newest else { return Ok(None) };
        let (Some(older), Some(newer)) = (self.text(document)?, self.text(&newest.document)?) else {
            return Ok(None);
        };
        let difference = Difference::of(&older, &newer);
        let fates = spans.iter().map(|span| difference.fate(*span)).collect();
        Ok(Some(Later { document: newest.document.clone(), number: newest.number, fates }))
    }

    fn versions_at(&self, address: String) -> Result<Versions, Error> {
        let mut question =
            self.db.prepare_cached(include_str!("sql/versions_of.sql")).map_err(|e| self.wrong(e))?;
        let mut rows = question.query([&address]).map_err(|e| self.wrong(e))?;
        let mut versions: Vec<Version> = Vec::new();
        let mut texts: Vec<String> = Vec::new();
        let mut days: Vec<(Option<String>, Option<String>)> = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let (document, published, day, text) = told(row).map_err(|e| self.wrong(e))?;
            if texts.last() != Some(&text) {
                texts.push(text);
            }
            let is_dated = days.last().is_none_or(|before| {
                published.is_some() && before.0.is_some() && *before != (published.clone(), day.clone())
            });
            let value = published.as_ref().and_then(|published| published.parse().ok());
            versions.push(Version { document, number: texts.len(), published: value, is_dated });
            days.push((published, day));
        }
        Ok(Versions { address, versions })
    }
}

/// A document of a page: id, day of publication, day, and the hash of its text.
type Row = (String, Option<String>, Option<String>, String);

fn told(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

impl Versions {
    /// The version that a document is.
    pub fn number(&self, document: &str) -> Option<usize> {
        self.versions.iter().find(|version| version.document == document).map(|version| version.number)
    }

    /// The document of the version before a document's, if it is not the first.
    pub fn before(&self, document: &str) -> Option<&Version> {
        let number = self.number(document)?;
        self.versions.iter().rev().find(|version| version.number < number)
    }

    fn is_many(&self) -> bool {
        self.versions.iter().any(|version| version.number > 1)
    }
}
