//! Filing: one document with its claims in one transaction, proved first.

use record::{Article, Offsets, Record, Span};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    Error, Ledger,
    search::{self, Indexed},
};

/// What is filed: the bytes as read, and the record with its clean text.
#[derive(Clone, Copy, Debug)]
pub struct Filed<'a> {
    /// The bytes given.
    pub bytes: &'a [u8],
    /// `plain`, `markdown` or `html`.
    pub form: &'a str,
    /// The clean text that the record's spans count into.
    pub text: &'a str,
    /// What the document says.
    pub record: &'a Record,
    /// Version of the reader and its rules.
    pub reader: &'a str,
}

/// What filing a document did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was new.
    New,
    /// The same bytes, read the same way, were held already.
    Held,
    /// The same bytes were held; what was given beside them or the reader has
    /// changed, and the claims were made anew.
    Renewed,
}

impl Ledger {
    /// Files a document and its claims, all or nothing. Entries follow with
    /// [`Ledger::join`].
    ///
    /// # Errors
    ///
    /// [`Error::Unproved`] if words of a claim are not in the text or a claim has
    /// none; [`Error::WrongHash`] if the record is not of these bytes;
    /// [`Error::Full`] or [`Error::Sqlite`] if it cannot be written. In each
    /// case nothing of the document is kept and nothing else is lost.
    pub fn file(&mut self, filed: Filed<'_>) -> Result<Outcome, Error> {
        prove(filed)?;
        let path = self.path.clone();
        let step = self.db.transaction().map_err(|source| Error::Sqlite { path: path.clone(), source })?;
        let outcome = write(&step, filed).and_then(|outcome| step.commit().map(|()| outcome));
        outcome.map_err(|source| self.wrong(source))
    }
}

impl Ledger {
    /// The article of the document with these bytes, if it is held.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] or [`Error::Damaged`] if the ledger cannot be read.
    pub fn held(&self, sha256: &str) -> Result<Option<Article>, Error> {
        let question = include_str!("sql/document_by_hash.sql");
        let body = self.db.query_row(question, [sha256], |row| row.get::<_, String>(0)).optional();
        let body = body.map_err(|source| self.wrong(source))?;
        let read = |body: String| serde_json::from_str(&body);
        body.map(read)
            .transpose()
            .map_err(|source| Error::Damaged { what: format!("document {sha256}"), source })
    }
}

/// Every claim's kind, id and body, with its spans.
fn claims(record: &Record) -> Vec<(&'static str, &str, serde_json::Result<String>, Vec<Span>)> {
    fn row<'a, T: Serialize>(
        kind: &'static str,
        id: &'a str,
        item: &T,
        spans: Vec<Span>,
    ) -> (&'static str, &'a str, serde_json::Result<String>, Vec<Span>) {
        (kind, id, serde_json::to_string(item), spans)
    }
    let mut rows = Vec::new();
    for item in &record.people {
        rows.push(row(
            "person",
            &item.id.0,
            item,
            item.mentions.iter().map(|mention| mention.span).collect(),
        ));
    }
    for item in &record.encounters {
        rows.push(row("encounter", &item.id, item, item.evidence.clone()));
    }
    for item in &record.figures {
        rows.push(row("figure", &item.id, item, item.evidence.clone()));
    }
    for item in &record.formulas {
        rows.push(row("formula", &item.id, item, item.evidence.clone()));
    }
    for item in &record.statements {
        rows.push(row("statement", &item.id, item, item.evidence.clone()));
    }
    for item in &record.commitments {
        rows.push(row("commitment", &item.id, item, item.evidence.clone()));
    }
    for item in &record.instruments {
        rows.push(row("instrument", &item.id, item, item.evidence.clone()));
    }
    for item in &record.milestones {
        rows.push(row("milestone", &item.id, item, item.evidence.clone()));
    }
    rows
}

/// Invariant 2, on write: every span lies in the text and is not empty.
fn prove(filed: Filed<'_>) -> Result<(), Error> {
    let article = &filed.record.article;
    if hash(filed.bytes) != article.sha256 {
        return Err(Error::WrongHash { document: article.source.clone() });
    }
    let offsets = Offsets::new(filed.text);
    for (_, claim, _, spans) in claims(filed.record) {
        let unproved = spans.iter().copied().find(|span| offsets.words(*span).is_none());
        let missing = spans.is_empty().then_some(Span { start: 0, end: 0 });
        if let Some(span) = unproved.or(missing) {
            return Err(Error::Unproved {
                document: article.source.clone(),
                claim: claim.to_owned(),
                start: span.start,
                end: span.end,
            });
        }
    }
    Ok(())
}

fn write(step: &Transaction<'_>, filed: Filed<'_>) -> rusqlite::Result<Outcome> {
    let json = |source: serde_json::Error| rusqlite::Error::ToSqlConversionFailure(Box::new(source));
    let known: Option<(String, String)> = step
        .query_row(include_str!("sql/document_by_hash.sql"), [&filed.record.article.sha256], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let mut article = filed.record.article.clone();
    if let Some((known, _)) = &known {
        // The same bytes under another path are the same document.
        article.source = serde_json::from_str::<Article>(known).map_err(json)?.source;
    }
    let body = serde_json::to_string(&article).map_err(json)?;
    if known.as_ref() == Some(&(body.clone(), filed.reader.to_owned())) {
        return Ok(Outcome::Held);
    }
    let day = article.dateline.as_ref().and_then(|dateline| dateline.date).or(article.published.value);
    let day = day.map(|day| day.first_day().to_string());
    if known.is_some() {
        step.execute(include_str!("sql/forget_claims.sql"), [&article.id])?;
        step.execute(
            include_str!("sql/renew_document.sql"),
            params![article.id, body, day, filed.reader, filed.text, text_hash(filed.text)],
        )?;
    } else {
        step.execute(
            include_str!("sql/new_document.sql"),
            params![
                article.id,
                article.sha256,
                filed.bytes,
                filed.form,
                filed.text,
                text_hash(filed.text),
                body,
                day,
                filed.reader
            ],
        )?;
    }
    for (kind, id, body, spans) in claims(filed.record) {
        step.execute(include_str!("sql/new_claim.sql"), params![article.id, id, kind, body.map_err(json)?])?;
        for span in spans {
            let (start, end) = (to_integer(span.start), to_integer(span.end));
            step.execute(include_str!("sql/new_evidence.sql"), params![article.id, id, start, end])?;
        }
    }
    let indexed = Indexed {
        id: article.id,
        title: article.title,
        text: filed.text.to_owned(),
        text_sha256: text_hash(filed.text),
        day,
    };
    search::put(step, &indexed, None)?;
    step.execute(include_str!("sql/set_stale.sql"), [1])?;
    Ok(if known.is_some() { Outcome::Renewed } else { Outcome::New })
}

fn to_integer(offset: usize) -> i64 {
    i64::try_from(offset).unwrap_or(i64::MAX)
}

/// SHA-256 of a clean text in UTF-8, in hexadecimal.
pub(crate) fn text_hash(text: &str) -> String {
    hash(text.as_bytes())
}

/// SHA-256 in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
