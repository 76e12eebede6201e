//! A document with what was found marked in its text.

use ledger::{Page, PageMark};

use crate::phrase::plain;

/// A stretch of text under the same marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'p> {
    /// The words.
    pub text: &'p str,
    /// First code point of the document's text.
    pub start: usize,
    /// The marks that cover it, outermost first.
    pub marks: Vec<&'p PageMark>,
}

/// Cuts a page into stretches at every start and end of a mark, so that marks
/// may nest and cross.
pub fn segments(page: &Page) -> Vec<Segment<'_>> {
    let mut cuts: Vec<usize> = page.marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    let offsets = record::Offsets::new(&page.text);
    cuts.extend([0, offsets.length()]);
    cuts.sort_unstable();
    cuts.dedup();
    let stretches = cuts.windows(2).filter_map(|cut| {
        let [start, end] = *cut else { return None };
        let text = offsets.words(record::Span { start, end })?;
        let marks = page.marks.iter().filter(|mark| mark.span.start <= start && end <= mark.span.end);
        Some(Segment { text, start, marks: marks.collect() })
    });
    stretches.collect()
}

/// The text for a terminal: each find in brackets, with its claim behind.
///
/// `[[Tô Lâm]p1 held talks with [Thongloun]p2]e1`, and below it which entry of
/// the ledger each claim belongs to.
pub fn marked(page: &Page) -> String {
    let mut text = String::new();
    let article = &page.article;
    let title = article.title.as_deref().unwrap_or(&article.source);
    text.push_str(&format!("{}\n{}\n\n", plain(title), "─".repeat(40)));
    for segment in segments(page) {
        let end = segment.start + segment.text.chars().count();
        let opens = page.marks.iter().filter(|mark| mark.span.start == segment.start).count();
        text.push_str(&"[".repeat(opens));
        text.push_str(&lines(segment.text));
        let mut closes: Vec<&PageMark> = page.marks.iter().filter(|mark| mark.span.end == end).collect();
        closes.sort_by_key(|mark| std::cmp::Reverse(mark.span.start));
        for mark in closes {
            text.push_str(&format!("]{}", mark.claim));
        }
    }
    text.push_str("\n\n");
    let mut legend: Vec<(usize, &str, &str, &str)> = page
        .marks
        .iter()
        .map(|mark| (mark.claim.len(), mark.claim.as_str(), mark.kind.as_str(), mark.entry.as_str()))
        .collect();
    legend.sort_by_key(|row| (row.2, row.0, row.1));
    legend.dedup();
    for (_, claim, kind, entry) in legend {
        text.push_str(&format!("{claim:>4}  {kind:<10}  {entry}\n"));
    }
    text
}

/// Text made safe line by line, white space at the ends kept.
fn lines(text: &str) -> String {
    text.chars().map(|c| if c == '\n' || !plain(&c.to_string()).is_empty() { c } else { ' ' }).collect()
}
