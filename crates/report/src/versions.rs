//! Versions of one page, for a terminal: which there are, and what changed.

use ledger::{Change, Fate, Later, Sentence, Source, Versions};

use crate::{Table, found::marked, phrase::plain};

/// Versions of pages: address, number, document, published.
pub fn versions(pages: &[Versions]) -> Table {
    let rows = pages.iter().flat_map(|page| {
        page.versions.iter().map(|version| {
            let unsure = if version.is_dated { "" } else { " (order not told by days)" };
            vec![
                version.document.clone(),
                format!("{} of {}{unsure}", version.number, last(page)),
                crate::date(version.published.as_ref()),
                plain(&page.address),
            ]
        })
    });
    Table { columns: vec!["document", "version", "published", "page"], rows: rows.collect() }
}

fn last(page: &Versions) -> usize {
    page.versions.last().map_or(0, |version| version.number)
}

/// Which version of its page a document is.
pub fn version_sentence(page: &Versions, document: &str) -> String {
    let number = page.number(document).unwrap_or_default();
    format!("version {number} of {} of {}", last(page), plain(&page.address))
}

/// What changed between two versions, sentence by sentence: `-` what the older
/// has, `+` what the newer has, words that differ in brackets.
pub fn changes_text(older: &str, newer: &str, changes: &[Change]) -> String {
    let mut text = format!("what changed from {older} to {newer}\n");
    if changes.is_empty() {
        text.push_str("  no sentence; only their order or the space between them\n");
    }
    let line = |sign: char, sentence: &Sentence| {
        format!("  {sign} {}\n", marked(&sentence.words, sentence.span.start, &sentence.marks))
    };
    for change in changes {
        text.extend(change.older.iter().map(|sentence| line('-', sentence)));
        text.extend(change.newer.iter().map(|sentence| line('+', sentence)));
    }
    text
}

/// How many quotations of a document stand in the newest version of its page.
pub fn later_sentence(later: &Later) -> String {
    let count = |wanted: Fate| later.fates.iter().filter(|fate| **fate == wanted).count();
    format!(
        "quotations in version {} ({}): {} kept, {} changed, {} gone",
        later.number,
        later.document,
        count(Fate::Kept),
        count(Fate::Changed),
        count(Fate::Gone)
    )
}

/// What became of one quotation of a source, where there is a later version.
pub(crate) fn fate(source: &Source, idx: usize) -> String {
    let fate = source.later.as_ref().and_then(|later| Some((later, later.fates.get(idx)?)));
    fate.map_or_else(String::new, |(later, fate)| {
        format!(" ({} in version {}, {})", fate.as_str(), later.number, later.document)
    })
}
