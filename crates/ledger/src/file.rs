//! Filing: one document with its claims in one transaction, proved first.

use record::{Article, Offsets, Record, Span};
use rusqlite::{Connection, OptionalExtension, named_params, params};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    Error, Ledger,
    correction::{Anchor, Decision, What},
    seal, search,
};

/// The form of a document that came as a record: its bytes are that record
/// without its text, since those it was made from are elsewhere.
pub(crate) const RECORD: &str = "record";

/// What is filed: the bytes as read, and the record with its clean text.
#[derive(Clone, Copy, Debug)]
pub struct Filed<'a> {
    /// The bytes given.
    pub bytes: &'a [u8],
    /// `plain`, `markdown` or `html`; `record` is for what [`Ledger::import`] files.
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
    /// [`Error::Taken`] if another document has its id;
    /// [`Error::Full`] or [`Error::Sqlite`] if it cannot be written. In each
    /// case nothing of the document is kept and nothing else is lost.
    pub fn file(&mut self, filed: Filed<'_>) -> Result<Outcome, Error> {
        let step = self.db.unchecked_transaction().map_err(|source| self.wrong(source))?;
        let outcome = self.file_within(filed)?;
        step.commit().map_err(|source| self.wrong(source))?;
        Ok(outcome)
    }

    /// Files a document within a transaction that is open already. Nothing is
    /// written of one that is refused.
    pub(crate) fn file_within(&self, filed: Filed<'_>) -> Result<Outcome, Error> {
        prove(filed)?;
        self.refuse_taken(&filed.record.article)?;
        write(&self.db, filed).map_err(|source| self.wrong(source))
    }

    /// Refuses a document whose id another has: a record from elsewhere can say
    /// any hash.
    fn refuse_taken(&self, article: &Article) -> Result<(), Error> {
        let question = include_str!("sql/hash_of_id.sql");
        let known = self.db.query_row(question, [&article.id], |row| row.get::<_, String>(0)).optional();
        match known.map_err(|source| self.wrong(source))? {
            Some(known) if known != article.sha256 => {
                Err(Error::Taken { document: article.source.clone(), id: article.id.clone() })
            }
            _ => Ok(()),
        }
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
pub(crate) fn claims(record: &Record) -> Vec<(&'static str, &str, serde_json::Result<String>, Vec<Span>)> {
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
pub(crate) fn prove(filed: Filed<'_>) -> Result<(), Error> {
    let article = &filed.record.article;
    if filed.form != RECORD && hash(filed.bytes) != article.sha256 {
        return Err(Error::WrongHash { document: article.source.clone() });
    }
    let offsets = Offsets::new(filed.text);
    let told = filed.record.people.iter().flat_map(|person| {
        person.terms.iter().map(|term| ("person", person.id.0.as_str(), term.evidence.clone()))
    });
    let claims = claims(filed.record).into_iter().map(|(kind, claim, _, spans)| (kind, claim, spans));
    for (_, claim, spans) in claims.chain(told) {
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

/// What is held of a document that is to be filed.
struct Known {
    article: String,
    reader: String,
    form: String,
}

fn write(db: &Connection, filed: Filed<'_>) -> rusqlite::Result<Outcome> {
    let mut question = db.prepare_cached(include_str!("sql/document_by_hash.sql"))?;
    let known = question.query_row([&filed.record.article.sha256], |row| {
        Ok(Known { article: row.get(0)?, reader: row.get(1)?, form: row.get(2)? })
    });
    let known = known.optional()?;
    let mut article = Article { text: None, ..filed.record.article.clone() };
    let Some(known) = known else {
        put(db, filed, &article, include_str!("sql/new_document.sql"))?;
        return Ok(Outcome::New);
    };
    // Bytes can be read again, and tell more than a record of them.
    if filed.form == RECORD && known.form != RECORD {
        return Ok(Outcome::Held);
    }
    // The same bytes under another path are the same document.
    article.source = serde_json::from_str::<Article>(&known.article).map_err(json)?.source;
    let is_same = known.article == serde_json::to_string(&article).map_err(json)?
        && known.reader == filed.reader
        && known.form == filed.form;
    if is_same && (filed.form != RECORD || is_held(db, &article.id, filed)?) {
        return Ok(Outcome::Held);
    }
    remake(db, filed, &article)?;
    Ok(Outcome::Renewed)
}

/// Whether the bytes and text held are these.
fn is_held(db: &Connection, document: &str, filed: Filed<'_>) -> rusqlite::Result<bool> {
    db.prepare_cached(include_str!("sql/stored.sql"))?.query_row([document], |row| {
        Ok(row.get_ref(2)?.as_bytes()? == filed.bytes && row.get_ref(3)?.as_bytes()? == filed.text.as_bytes())
    })
}

/// Makes the claims of a held document anew.
pub(crate) fn remake(db: &Connection, filed: Filed<'_>, article: &Article) -> rusqlite::Result<()> {
    db.prepare_cached(include_str!("sql/forget_claims.sql"))?.execute([&article.id])?;
    put(db, filed, article, include_str!("sql/renew_document.sql"))
}

/// Writes a document by a statement that makes or renews it, its claims, and its
/// seal.
fn put(db: &Connection, filed: Filed<'_>, article: &Article, sql: &str) -> rusqlite::Result<()> {
    let day = article.dateline.as_ref().and_then(|dateline| dateline.date).or(article.published.value);
    let day = day.map(|day| day.first_day().to_string());
    let body = serde_json::to_string(article).map_err(json)?;
    db.prepare_cached(sql)?.execute(named_params! {
        ":id": article.id,
        ":sha256": article.sha256,
        ":bytes": filed.bytes,
        ":form": filed.form,
        ":text": filed.text,
        ":text_sha256": text_hash(filed.text),
        ":article": body,
        ":day": day,
        ":reader": filed.reader,
    })?;
    for (kind, id, body, spans) in claims(filed.record) {
        let body = body.map_err(json)?;
        db.prepare_cached(include_str!("sql/new_claim.sql"))?.execute(params![article.id, id, kind, body])?;
        let mut evidence = db.prepare_cached(include_str!("sql/new_evidence.sql"))?;
        for span in spans {
            evidence.execute(params![article.id, id, to_integer(span.start), to_integer(span.end)])?;
        }
    }
    add_by_hand(db, &article.id, filed.text)?;
    search::forget(db, &article.id)?;
    seal::set(db, &article.id)?;
    db.execute(include_str!("sql/set_stale.sql"), [1]).map(|_| ())
}

/// Files what was added by hand to a document, as far as its words still stand in
/// the text.
fn add_by_hand(step: &Connection, document: &str, text: &str) -> rusqlite::Result<()> {
    let mut question = step.prepare_cached(include_str!("sql/added.sql"))?;
    let bodies = question.query_map([document], |row| row.get::<_, String>(0))?;
    for body in bodies.collect::<Result<Vec<_>, _>>()? {
        let decision: Decision = serde_json::from_str(&body).map_err(json)?;
        let (What::Add { mut claim }, [anchor]) = (decision.what, decision.claims.as_slice()) else {
            continue;
        };
        let Some(spans) = anchor.placed(text) else { continue };
        for (place, span) in spans.iter().enumerate() {
            for list in ["evidence", "mentions"] {
                if let Some(written) = claim.get_mut(list).and_then(|list| list.get_mut(place)) {
                    written["start"] = span.start.into();
                    written["end"] = span.end.into();
                }
            }
        }
        add_claim(step, &decision.kind, &Anchor { spans, ..anchor.clone() }, &claim)?;
    }
    Ok(())
}

fn json(source: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(source))
}

/// Files a claim that was added by hand.
pub(crate) fn add_claim(
    step: &Connection,
    kind: &str,
    anchor: &Anchor,
    claim: &Value,
) -> rusqlite::Result<()> {
    let (document, id) = (&anchor.document, &anchor.claim);
    step.execute(include_str!("sql/new_claim.sql"), params![document, id, kind, claim.to_string()])?;
    for span in &anchor.spans {
        let (start, end) = (to_integer(span.start), to_integer(span.end));
        step.execute(include_str!("sql/new_evidence.sql"), params![document, id, start, end])?;
    }
    Ok(())
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
