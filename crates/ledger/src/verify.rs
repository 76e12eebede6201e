//! Proof: every quotation of the ledger against its stored document and hash.

use std::collections::{BTreeMap, BTreeSet};

use record::{Offsets, Span};

use crate::{
    Error, Ledger,
    file::{hash, text_hash},
};

/// What a proof of the whole ledger found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Documents whose bytes and text are as they were stored.
    pub documents: usize,
    /// Quotations that are in their text.
    pub quotations: usize,
    /// The first that fails, if any.
    pub flaw: Option<Flaw>,
}

/// What is wrong with the ledger.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The bytes are not those that were read.
    #[error(
        "document {document} ({source_of}): its stored bytes have changed; restore a backup, or read it again into a new ledger"
    )]
    Bytes {
        /// The document.
        document: String,
        /// Where it came from.
        source_of: String,
    },
    /// The clean text is not the one that was quoted from.
    #[error(
        "document {document} ({source_of}): its stored text has changed; restore a backup, or read it again into a new ledger"
    )]
    Text {
        /// The document.
        document: String,
        /// Where it came from.
        source_of: String,
    },
    /// A quotation lies outside its text.
    #[error("document {document}: the words of {claim} at {start}..{end} are not in its text")]
    Quotation {
        /// The document.
        document: String,
        /// The claim.
        claim: String,
        /// First code point.
        start: usize,
        /// One past the last.
        end: usize,
    },
    /// A claim's own spans are not those of its evidence.
    #[error(
        "document {document}: the claim {claim} has changed; restore a copy of the ledger, or read its document into a new one"
    )]
    Claim {
        /// The document.
        document: String,
        /// The claim.
        claim: String,
    },
    /// An entry is not what the claims give.
    #[error(
        "entry {entry} is not what its claims give; restore a copy of the ledger, or read its documents into a new one"
    )]
    Entry {
        /// The entry.
        entry: String,
    },
    /// The index of words was not made from the documents that are held.
    #[error("document {document}: the index of words does not fit it; make the index anew: chancery index")]
    Index {
        /// The document.
        document: String,
    },
    /// A claim or entry without a word to show for it.
    #[error(
        "{what} has no words to show for it; restore a copy of the ledger, or read its document into a new one"
    )]
    Unsupported {
        /// The claim or entry.
        what: String,
    },
}

impl Ledger {
    /// Proves every quotation, then that every entry is what the claims give.
    /// Stops at the first that fails.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] if the file cannot be read at all, [`Error::Damaged`] if
    /// a claim is no longer one.
    pub fn verify(&self) -> Result<Proof, Error> {
        let mut proof = self.prove().map_err(|source| self.wrong(source))?;
        // While somebody files, the entries are those of before: they are made anew
        // in the end.
        if proof.flaw.is_none() && !self.is_stale()? {
            proof.flaw = self.changed_entry()?;
        }
        if proof.flaw.is_none() {
            let unfit = self.unfit().map_err(|source| self.wrong(source))?;
            proof.flaw = unfit.map(|document| Flaw::Index { document });
        }
        Ok(proof)
    }

    /// The first entry that differs from what the claims give.
    fn changed_entry(&self) -> Result<Option<Flaw>, Error> {
        let expected = self.expected_entries()?;
        let mut question = self.db.prepare(include_str!("sql/bodies.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let stored: Result<BTreeMap<String, String>, _> = rows.and_then(Iterator::collect);
        let stored = stored.map_err(|e| self.wrong(e))?;
        let ids = expected.keys().chain(stored.keys());
        let changed = ids.filter(|id| expected.get(*id) != stored.get(*id)).min();
        Ok(changed.map(|entry| Flaw::Entry { entry: entry.clone() }))
    }

    fn prove(&self) -> rusqlite::Result<Proof> {
        let mut proof = Proof { documents: 0, quotations: 0, flaw: None };
        let mut documents = self.db.prepare(include_str!("sql/documents_to_prove.sql"))?;
        let mut rows = documents.query([])?;
        while let Some(row) = rows.next()? {
            let document: String = row.get(0)?;
            let source_of: String = row.get(1)?;
            let (sha256, bytes): (String, Vec<u8>) = (row.get(2)?, row.get(3)?);
            if hash(&bytes) != sha256 {
                proof.flaw = Some(Flaw::Bytes { document, source_of });
                return Ok(proof);
            }
            let text_bytes = row.get_ref(4)?.as_bytes().unwrap_or_default().to_vec();
            let text = String::from_utf8(text_bytes).unwrap_or_default();
            if text_hash(&text) != row.get::<_, String>(5)? {
                proof.flaw = Some(Flaw::Text { document, source_of });
                return Ok(proof);
            }
            proof.documents += 1;
            if let Some(flaw) = self.prove_quotations(&document, &text, &mut proof.quotations)? {
                proof.flaw = Some(flaw);
                return Ok(proof);
            }
        }
        proof.flaw = self.unsupported()?;
        Ok(proof)
    }

    fn prove_quotations(
        &self,
        document: &str,
        text: &str,
        proved: &mut usize,
    ) -> rusqlite::Result<Option<Flaw>> {
        let offsets = Offsets::new(text);
        let mut claimed = self.claimed(document)?;
        let mut question = self.db.prepare_cached(include_str!("sql/quotations.sql"))?;
        let mut rows = question.query([document])?;
        while let Some(row) = rows.next()? {
            let claim: String = row.get(0)?;
            let (start, end) = (offset(row.get(1)?), offset(row.get(2)?));
            if offsets.words(Span { start, end }).is_none() {
                return Ok(Some(Flaw::Quotation { document: document.to_owned(), claim, start, end }));
            }
            if !claimed.remove(&(claim.clone(), start, end)) {
                return Ok(Some(Flaw::Claim { document: document.to_owned(), claim }));
            }
            *proved += 1;
        }
        let changed = claimed.into_iter().next();
        Ok(changed.map(|(claim, ..)| Flaw::Claim { document: document.to_owned(), claim }))
    }

    /// The spans that a document's claims themselves give, without repeats.
    fn claimed(&self, document: &str) -> rusqlite::Result<BTreeSet<(String, usize, usize)>> {
        let mut question = self.db.prepare_cached(include_str!("sql/claimed.sql"))?;
        let rows = question
            .query_map([document], |row| Ok((row.get(0)?, offset(row.get(1)?), offset(row.get(2)?))))?;
        rows.collect()
    }

    fn unsupported(&self) -> rusqlite::Result<Option<Flaw>> {
        let mut question = self.db.prepare(include_str!("sql/unsupported.sql"))?;
        let mut rows = question.query([])?;
        let first = rows.next()?.map(|row| row.get::<_, String>(0)).transpose()?;
        Ok(first.map(|what| Flaw::Unsupported { what }))
    }
}

fn offset(stored: i64) -> usize {
    usize::try_from(stored).unwrap_or(usize::MAX)
}
