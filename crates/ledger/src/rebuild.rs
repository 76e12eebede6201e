//! Rebuilding: all claims and entries made anew from what is stored.

use std::collections::BTreeMap;

use record::{Article, Record};

use crate::{
    Error, Filed, Ledger,
    file::{RECORD, prove, remake},
    join::StoredEntry,
    seal,
};

/// A document as it is stored, to be read again.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The article as the ledger holds it.
    pub article: Article,
    /// `plain`, `markdown` or `html`.
    pub form: String,
    /// The bytes as they were read.
    pub bytes: Vec<u8>,
}

/// What reading a document again gave.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The clean text that the record's spans count into.
    pub text: String,
    /// What the document says.
    pub record: Record,
}

/// What a rebuilding did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Documents whose claims were made anew.
    pub documents: usize,
    /// Documents that could not be read again, and why; their claims stay.
    pub failed: Vec<String>,
    /// Entries that are there now and were not.
    pub added: Vec<Named>,
    /// Entries that were there and are not now.
    pub gone: Vec<Named>,
    /// Entries that say something else than before.
    pub changed: Vec<Named>,
}

/// An entry by its id and kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// As the lists print it.
    pub id: String,
    /// `encounter`, `person` and so on.
    pub kind: String,
}

impl Ledger {
    /// Deletes all claims and entries and makes them anew: those of documents
    /// that were read by `read`, those of imported records from the records.
    /// `read` says why it cannot read a document. All of it is one transaction:
    /// until the end, and after an interruption, the ledger is as it was.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Full`] or [`Error::Sqlite`] if the ledger
    /// cannot be read or written; it is then as it was.
    pub fn rebuild(
        &mut self,
        reader: &str,
        mut read: impl FnMut(&Stored) -> Result<Reading, String>,
    ) -> Result<Rebuilt, Error> {
        let step = self.db.unchecked_transaction().map_err(|source| self.wrong(source))?;
        let before = self.stored_entries()?;
        let mut rebuilt = Rebuilt::default();
        for document in seal::documents(&self.db).map_err(|source| self.wrong(source))? {
            match self.remake_one(&document, reader, &mut read) {
                Ok(()) => rebuilt.documents += 1,
                Err(wrong) if wrong.is_of_document() => rebuilt.failed.push(wrong.to_string()),
                Err(wrong) => return Err(wrong),
            }
        }
        self.join_within()?;
        let after = self.stored_entries()?;
        step.commit().map_err(|source| self.wrong(source))?;
        let named = |entries: &BTreeMap<String, StoredEntry>, others: &BTreeMap<String, StoredEntry>| {
            let alone = entries.iter().filter(|(id, _)| !others.contains_key(*id));
            alone.map(|(id, entry)| Named { id: id.clone(), kind: entry.kind.clone() }).collect()
        };
        rebuilt.added = named(&after, &before);
        rebuilt.gone = named(&before, &after);
        let changed = after.iter().filter(|(id, entry)| before.get(*id).is_some_and(|old| old != *entry));
        rebuilt.changed =
            changed.map(|(id, entry)| Named { id: id.clone(), kind: entry.kind.clone() }).collect();
        Ok(rebuilt)
    }

    fn remake_one(
        &self,
        document: &str,
        reader: &str,
        read: &mut impl FnMut(&Stored) -> Result<Reading, String>,
    ) -> Result<(), Error> {
        let damaged = |source| Error::Damaged { what: format!("document {document}"), source };
        let (article, form, bytes, text) = self.stored(document)?;
        let article: Article = serde_json::from_str(&article).map_err(damaged)?;
        let stored = Stored { article, form, bytes };
        let is_record = stored.form == RECORD;
        let reading = if is_record {
            Reading { text, record: serde_json::from_slice(&stored.bytes).map_err(damaged)? }
        } else {
            let unfit = |reason| Error::Unfit { document: stored.article.source.clone(), reason };
            read(&stored).map_err(unfit)?
        };
        let filed = Filed {
            bytes: &stored.bytes,
            form: &stored.form,
            text: &reading.text,
            record: &reading.record,
            reader: if is_record { crate::import::IMPORT } else { reader },
        };
        prove(filed)?;
        let article = Article { source: stored.article.source.clone(), ..reading.record.article.clone() };
        remake(&self.db, filed, &article).map_err(|source| self.wrong(source))
    }

    /// The article, form, bytes and text of a document.
    fn stored(&self, document: &str) -> Result<(String, String, Vec<u8>, String), Error> {
        let question = include_str!("sql/stored.sql");
        let row = self
            .db
            .query_row(question, [document], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        row.map_err(|source| self.wrong(source))
    }
}
