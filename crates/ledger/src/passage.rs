//! The words of claims, and the sentences of a text.

use std::ops::Range;

use record::{Offsets, Span};

/// The words of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Passage {
    /// The words of its evidence.
    pub(crate) words: String,
    /// The same with all that stands between them.
    pub(crate) whole: String,
}

impl Passage {
    /// Of a text.
    pub(crate) fn of(text: &str, offsets: &Offsets<'_>, spans: &[Span]) -> Self {
        let words: Vec<&str> = spans.iter().filter_map(|span| offsets.words(*span)).collect();
        let start = spans.iter().map(|span| span.start).min().unwrap_or_default();
        let end = spans.iter().map(|span| span.end).max().unwrap_or_default();
        let range = offsets.bytes(Span { start, end });
        let whole = range.and_then(|range| text.get(range)).unwrap_or_default();
        Self { words: words.join(" "), whole: whole.to_owned() }
    }
}

/// The sentences of a text, as far as points and lines tell.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let ends = text.match_indices(['\n', '.', '!', '?']).filter(|(place, mark)| is_end(text, *place, mark));
    let mut found = Vec::new();
    let mut start = 0;
    for end in ends.map(|(place, mark)| place + mark.len()).chain([text.len()]) {
        let sentence = text.get(start..end).unwrap_or_default();
        let skipped = sentence.len() - sentence.trim_start().len();
        if !sentence.trim().is_empty() {
            found.push(start + skipped..start + skipped + sentence.trim().len());
        }
        start = end;
    }
    found
}

/// Whether a mark ends a sentence: a line does, and a point before a space and a
/// capital that is not of an abbreviation such as "Mr." or "U.S."
fn is_end(text: &str, place: usize, mark: &str) -> bool {
    if mark == "\n" {
        return true;
    }
    let rest = text.get(place + mark.len()..).unwrap_or_default();
    let mut after = rest.chars().skip_while(|c| matches!(c, '"' | '”' | '’' | ')'));
    let is_apart = after.next().is_none_or(char::is_whitespace)
        && after.find(|c| !c.is_whitespace()).is_none_or(|c| !c.is_lowercase());
    let before = text.get(..place).unwrap_or_default();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_short = word.chars().count() < 3 && word.starts_with(char::is_uppercase);
    is_apart && !(mark == "." && (is_short || matches!(word, "Mrs" | "Gen" | "Sen" | "Gov" | "Prof")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_point_and_not_at_that_of_a_title() {
        let text = "Rain fell. Mr. Berg of the U.S. Army opened the 2.5 km road. Then he left.\n- Snow";
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        let middle = "Mr. Berg of the U.S. Army opened the 2.5 km road.";
        assert_eq!(found, ["Rain fell.", middle, "Then he left.", "- Snow"]);
    }
}
