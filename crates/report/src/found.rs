//! What a search found, for a terminal.

use ledger::{Found, Hit};
use record::Span;

use crate::{Table, phrase::plain};

/// A stretch of words, and whether it is among those looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<'t> {
    /// The words.
    pub words: &'t str,
    /// Whether they were looked for.
    pub is_marked: bool,
}

/// Cuts words at their marks. `start` is where the words begin in the text that
/// the marks count into.
pub fn stretches<'t>(words: &'t str, start: usize, marks: &[Span]) -> Vec<Stretch<'t>> {
    let offsets = record::Offsets::new(words);
    let mut stretches = Vec::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, is_marked: bool| {
        let words = offsets.words(Span { start: from, end: to });
        stretches.extend(words.map(|words| Stretch { words, is_marked }));
    };
    for mark in marks {
        let (from, to) = (mark.start.saturating_sub(start), mark.end.saturating_sub(start));
        push(at, from, false);
        push(from, to, true);
        at = to;
    }
    push(at, offsets.length(), false);
    stretches
}

/// Documents found: day, outlet, title, entries, words with the marked in brackets.
pub fn found(found: &Found) -> Table {
    let rows = found.hits.iter().map(|hit| {
        let title = marked(hit.title.as_deref().unwrap_or_default(), 0, &hit.title_marks);
        let or_dash = |text: Option<&str>| text.map_or("–".to_owned(), plain);
        vec![
            hit.document.clone(),
            crate::date(hit.day.as_ref()),
            or_dash(hit.outlet.as_deref().or(hit.agency.as_deref())),
            entries(hit),
            format!("{title} | …{}…", marked(&hit.words, hit.span.start, &hit.marks)),
        ]
    });
    Table { columns: vec!["id", "day", "outlet", "entries", "title | words"], rows: rows.collect() }
}

/// How many documents were found, and which of them are shown.
pub fn found_sentence(found: &Found, offset: usize) -> String {
    let more = if found.is_more { " or more" } else { "" };
    let noun = if found.n_found == 1 && !found.is_more { "document" } else { "documents" };
    let shown = match found.hits.len() {
        0 => "none shown".to_owned(),
        n_hits => format!("{} to {} shown", offset + 1, offset + n_hits),
    };
    format!("{}{more} {noun}, {shown}", found.n_found)
}

/// The ids of the first entries, and how many there are beside them.
fn entries(hit: &Hit) -> String {
    const SHOWN: usize = 2;
    let ids: Vec<&str> = hit.entries.iter().take(SHOWN).map(|entry| entry.id.as_str()).collect();
    match hit.entries.len().saturating_sub(SHOWN) {
        0 if ids.is_empty() => "–".to_owned(),
        0 => ids.join(" "),
        more => format!("{} +{more}", ids.join(" ")),
    }
}

/// Words with those marked in brackets.
pub(crate) fn marked(words: &str, start: usize, marks: &[Span]) -> String {
    let mut text = String::new();
    for stretch in stretches(words, start, marks) {
        if stretch.is_marked {
            text.push_str(&format!("[{}]", stretch.words));
        } else {
            text.push_str(stretch.words);
        }
    }
    plain(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_stand_in_brackets() {
        let marks = [Span { start: 10, end: 12 }, Span { start: 13, end: 16 }];
        assert_eq!(marked("Tô Lâm met", 10, &marks), "[Tô] [Lâm] met");
        assert_eq!(marked("none", 0, &[]), "none");
    }
}
