//! The versions of a document's page, and what changed by sentence.

use ledger::{Ledger, Page, Sentence};

use crate::{
    address,
    day::Day,
    refusal::Refusal,
    search::{Piece, pieces},
};

/// What a document's page says of versions.
pub(crate) struct VersionsPart {
    pub(crate) number: usize,
    pub(crate) rows: Vec<VersionRow>,
    /// Against the version before; nothing for the first.
    pub(crate) changes: Option<Vec<ChangeRow>>,
    /// What became of this document's quotations in the newest version.
    pub(crate) later: Option<String>,
}

pub(crate) struct VersionRow {
    pub(crate) number: usize,
    pub(crate) href: String,
    pub(crate) published: Day,
    /// Whether it is the document shown.
    pub(crate) is_here: bool,
    pub(crate) is_dated: bool,
}

/// A sentence taken out, put in, or both.
pub(crate) struct ChangeRow {
    pub(crate) older: Option<Vec<Piece>>,
    pub(crate) newer: Option<Vec<Piece>>,
}

/// The versions of a document's page; nothing if only one is held.
///
/// # Errors
///
/// [`Refusal::Ledger`] if a version cannot be read.
pub(crate) fn versions(ledger: &Ledger, page: &Page) -> Result<Option<VersionsPart>, Refusal> {
    let document = &page.article.id;
    let Some(held) = ledger.versions_of(document)? else { return Ok(None) };
    let before = held.before(document);
    let changes = match before {
        Some(before) => ledger.changes(&before.document, document)?,
        None => None,
    };
    let shown = |sentence: &Sentence| pieces(&sentence.words, sentence.span.start, &sentence.marks);
    let change_row = |change: &ledger::Change| ChangeRow {
        older: change.older.as_ref().map(shown),
        newer: change.newer.as_ref().map(shown),
    };
    let spans: Vec<record::Span> = page.marks.iter().map(|mark| mark.span).collect();
    let rows = held.versions.iter().map(|version| VersionRow {
        number: version.number,
        href: address::page("document", &version.document),
        published: Day::of(version.published.as_ref()),
        is_here: version.document == *document,
        is_dated: version.is_dated,
    });
    Ok(Some(VersionsPart {
        number: held.number(document).unwrap_or_default(),
        rows: rows.collect(),
        changes: changes.map(|changes| changes.iter().map(change_row).collect()),
        later: ledger.later(document, &spans)?.map(|later| report::later_sentence(&later)),
    }))
}
