//! Proof: every quotation of the ledger against its stored document and hash.

use std::collections::BTreeSet;

use record::{Offsets, Span};
use rusqlite::OptionalExtension;

use crate::{
    Error, Ledger,
    file::{RECORD, hash, text_hash},
    seal,
    store::newest,
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
    #[error("entry {entry} is not what its claims give; make all entries anew with: chancery rebuild")]
    Entry {
        /// The entry.
        entry: String,
    },
    /// What is stored beside a document, or a field of a claim, has changed.
    #[error(
        "document {document}: what is stored of it or of its claims has changed; restore a backup, or read it again into a new ledger"
    )]
    Seal {
        /// The document.
        document: String,
    },
    /// A decision of an analyst has changed.
    #[error("the journal of corrections has changed; restore a backup")]
    Journal,
    /// The file itself is damaged.
    #[error("the file is damaged ({what}); restore a backup, or read the documents into a new ledger")]
    File {
        /// What SQLite says of it.
        what: String,
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
        // One view of the ledger from first to last, though somebody files meanwhile.
        let view = self.db.unchecked_transaction().map_err(|source| self.wrong(source))?;
        let mut proof = self.prove().map_err(|source| self.wrong(source))?;
        if proof.flaw.is_none() {
            proof.flaw = self.damage()?.map(|what| Flaw::File { what });
        }
        let is_newest = self.check_version()? == newest();
        if proof.flaw.is_none() && is_newest {
            let holds = seal::journal_holds(&self.db).map_err(|source| self.wrong(source))?;
            proof.flaw = (!holds).then_some(Flaw::Journal);
        }
        // While somebody files, the entries are those of before, and so is the index:
        // they are made anew in the end. So are those of an earlier release.
        let is_joined = is_newest && !self.is_stale()?;
        if proof.flaw.is_none() && is_joined {
            proof.flaw = self.changed()?;
        }
        if proof.flaw.is_none() && is_joined {
            let unfit = self.unfit().map_err(|source| self.wrong(source))?;
            proof.flaw = unfit.map(|document| Flaw::Index { document });
        }
        view.finish().map_err(|source| self.wrong(source))?;
        Ok(proof)
    }

    /// What is wrong with the file as an SQLite file with our tables.
    fn damage(&self) -> Result<Option<String>, Error> {
        let wrong = |source| self.wrong(source);
        let said: String =
            self.db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(wrong)?;
        if said != "ok" {
            return Ok(Some(said));
        }
        let mut question = self.db.prepare("PRAGMA foreign_key_check").map_err(wrong)?;
        let loose = question.query_row([], |row| row.get::<_, String>(0)).optional().map_err(wrong)?;
        if let Some(table) = loose {
            return Ok(Some(format!("a row of {table} belongs to nothing")));
        }
        // The tables of an earlier release stay as they are where nothing can be written.
        if self.check_version()? < newest() {
            return Ok(None);
        }
        let changed = self.tables()? != Self::in_memory()?.tables()?;
        Ok(changed.then(|| "its tables are not those of a ledger".to_owned()))
    }

    /// How the tables are made, as the file itself says.
    fn tables(&self) -> Result<Vec<[Option<String>; 4]>, Error> {
        let mut question = self.db.prepare(include_str!("sql/schema.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]));
        rows.and_then(Iterator::collect).map_err(|e| self.wrong(e))
    }

    fn prove(&self) -> rusqlite::Result<Proof> {
        let mut proof = Proof { documents: 0, quotations: 0, flaw: None };
        let is_sealed = self.db.table_exists(None, "seal")?;
        let mut documents = self.db.prepare(include_str!("sql/documents_to_prove.sql"))?;
        let mut rows = documents.query([])?;
        while let Some(row) = rows.next()? {
            let document: String = row.get(0)?;
            let source_of: String = row.get(1)?;
            let (sha256, bytes): (String, Vec<u8>) = (row.get(2)?, row.get(3)?);
            let form: String = row.get(6)?;
            // A record says the hash of bytes that are elsewhere; the seal holds it.
            if form != RECORD && hash(&bytes) != sha256 {
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
            if is_sealed && !seal::holds(&self.db, &document)? {
                proof.flaw = Some(Flaw::Seal { document });
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
        if let Some((claim, ..)) = claimed.into_iter().next() {
            return Ok(Some(Flaw::Claim { document: document.to_owned(), claim }));
        }
        let mut question = self.db.prepare_cached(include_str!("sql/told_terms.sql"))?;
        let mut rows = question.query([document])?;
        while let Some(row) = rows.next()? {
            let (start, end) = (offset(row.get(1)?), offset(row.get(2)?));
            if offsets.words(Span { start, end }).is_none() {
                let claim = row.get(0)?;
                return Ok(Some(Flaw::Quotation { document: document.to_owned(), claim, start, end }));
            }
            *proved += 1;
        }
        Ok(None)
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
