//! Importing: records that were made elsewhere, proved as those made here.

use record::Record;

use crate::{Error, Filed, Ledger, Outcome, check::check, file::RECORD};

/// The reader of documents that came as records: who made the claims stands in
/// their `by`.
pub(crate) const IMPORT: &str = "import";

impl Ledger {
    /// Files records with their texts, in one transaction, and says of each what
    /// came of it. Entries follow with [`Ledger::join`].
    ///
    /// The bytes that a record was made from are elsewhere: kept instead is the
    /// record itself, and its hash as it says. Where the bytes are held already,
    /// they stay, and with them the claims read from them.
    ///
    /// A record that is refused has [`Error::Unfit`], [`Error::Unproved`] or
    /// [`Error::Taken`]; the others are filed.
    ///
    /// # Errors
    ///
    /// [`Error::Full`], [`Error::Damaged`] or [`Error::Sqlite`] if the ledger
    /// cannot be written; nothing of these records is kept then.
    pub fn import(&mut self, records: Vec<Record>) -> Result<Vec<Result<Outcome, Error>>, Error> {
        let step = self.db.unchecked_transaction().map_err(|source| self.wrong(source))?;
        let mut outcomes = Vec::with_capacity(records.len());
        for record in records {
            match self.import_one(record) {
                Err(wrong) if !wrong.is_of_document() => return Err(wrong),
                outcome => outcomes.push(outcome),
            }
        }
        step.commit().map_err(|source| self.wrong(source))?;
        Ok(outcomes)
    }

    fn import_one(&self, mut record: Record) -> Result<Outcome, Error> {
        check(&record)?;
        if let Some(held) = self.held(&record.article.sha256)? {
            record.article.source = held.source;
        }
        let text = record.article.text.take().unwrap_or_default();
        // Notices are of the moment of reading; no document keeps them.
        record.notices.clear();
        let damaged = |source| Error::Damaged { what: "a record to be filed".to_owned(), source };
        let bytes = serde_json::to_vec(&record).map_err(damaged)?;
        self.file_within(Filed { bytes: &bytes, form: RECORD, text: &text, record: &record, reader: IMPORT })
    }
}
