//! Seals: a hash over all that is stored of a document and its claims, and one over
//! the journal of corrections.

use rusqlite::{Connection, Row, Rows, types::ValueRef};
use sha2::{Digest, Sha256};

/// Seals a document as it stands.
pub(crate) fn set(db: &Connection, document: &str) -> rusqlite::Result<()> {
    let seal = of(db, document)?;
    db.prepare_cached(include_str!("sql/set_seal.sql"))?.execute([document, &seal]).map(|_| ())
}

/// Seals every document as it stands: once, for a ledger of a release that knew
/// no seals.
pub(crate) fn set_all(db: &Connection) -> rusqlite::Result<()> {
    for document in documents(db)? {
        set(db, &document)?;
    }
    Ok(())
}

/// The ids of all documents, sorted.
pub(crate) fn documents(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut question = db.prepare(include_str!("sql/document_ids.sql"))?;
    let ids = question.query_map([], |row| row.get(0))?;
    ids.collect()
}

/// Whether a document and its claims are as they were sealed.
pub(crate) fn holds(db: &Connection, document: &str) -> rusqlite::Result<bool> {
    let mut question = db.prepare_cached(include_str!("sql/seal.sql"))?;
    let mut rows = question.query([document])?;
    match rows.next()? {
        Some(row) => Ok(row.get::<_, String>(0)? == of(db, document)?),
        None => Ok(false),
    }
}

/// Seals the journal of corrections as it stands.
pub(crate) fn set_journal(db: &Connection) -> rusqlite::Result<()> {
    let seal = of_journal(db)?;
    db.execute(include_str!("sql/set_journal_seal.sql"), [seal]).map(|_| ())
}

/// Whether the journal is as it was sealed.
pub(crate) fn journal_holds(db: &Connection) -> rusqlite::Result<bool> {
    let known: String = db.query_row("SELECT sha256 FROM journal_seal", [], |row| row.get(0))?;
    Ok(known == of_journal(db)?)
}

fn of_journal(db: &Connection) -> rusqlite::Result<String> {
    let mut digest = Sha256::new();
    take_all(&mut digest, db.prepare_cached(include_str!("sql/journal_whole.sql"))?.query([])?, 7)?;
    Ok(hexadecimal(digest))
}

fn of(db: &Connection, document: &str) -> rusqlite::Result<String> {
    let mut digest = Sha256::new();
    for (sql, columns) in
        [(include_str!("sql/document_whole.sql"), 9), (include_str!("sql/claims_whole.sql"), 3)]
    {
        take_all(&mut digest, db.prepare_cached(sql)?.query([document])?, columns)?;
    }
    Ok(hexadecimal(digest))
}

fn take_all(digest: &mut Sha256, mut rows: Rows<'_>, columns: usize) -> rusqlite::Result<()> {
    while let Some(row) = rows.next()? {
        take(digest, row, columns)?;
    }
    Ok(())
}

fn hexadecimal(digest: Sha256) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every value with its kind and length before it, so that no two rows look alike.
fn take(digest: &mut Sha256, row: &Row<'_>, columns: usize) -> rusqlite::Result<()> {
    for column in 0..columns {
        let (kind, bytes) = match row.get_ref(column)? {
            ValueRef::Null => (0_u8, Vec::new()),
            ValueRef::Integer(number) => (1, number.to_be_bytes().to_vec()),
            ValueRef::Real(number) => (2, number.to_be_bytes().to_vec()),
            ValueRef::Text(bytes) => (3, bytes.to_vec()),
            ValueRef::Blob(bytes) => (4, bytes.to_vec()),
        };
        digest.update([kind]);
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    }
    Ok(())
}
