//! The words of claims, read from their documents one at a time.

use std::{collections::BTreeMap, ops::Range};

use record::{Commitment, Encounter, Figure, Instrument, Milestone, Offsets, Span, Statement};

use crate::{
    Error, Ledger,
    claim::{Claim, Key},
    report::Report,
};

/// The words of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Passage {
    /// The words of its evidence.
    pub(crate) words: String,
    /// The same with all that stands between them.
    pub(crate) whole: String,
    /// The sentences they stand in.
    pub(crate) sentence: String,
    /// Where those stand, in code points of the document's text.
    pub(crate) span: Option<Span>,
}

/// The words of claims, by document and claim.
pub(crate) type Passages = BTreeMap<Key, Passage>;

impl Ledger {
    /// The words of commitments and of what may tell what became of them. One
    /// text is in memory at a time.
    pub(crate) fn passages(&self, reports: &[Report]) -> Result<Passages, Error> {
        let mut passages = Passages::new();
        if reports.iter().all(|report| report.commitments.is_empty()) {
            return Ok(passages);
        }
        let mut question = self.db.prepare(include_str!("sql/text.sql")).map_err(|e| self.wrong(e))?;
        for report in reports {
            let claims = claims(report);
            if claims.is_empty() {
                continue;
            }
            let document = &report.article.id;
            let text: String = question.query_row([document], |row| row.get(0)).map_err(|e| self.wrong(e))?;
            let offsets = Offsets::new(&text);
            let passage = |(claim, spans): (String, Vec<Span>)| {
                ((document.clone(), claim), Passage::of(&text, &offsets, &spans))
            };
            passages.extend(claims.into_iter().map(passage));
        }
        Ok(passages)
    }
}

fn claims(report: &Report) -> Vec<(String, Vec<Span>)> {
    fn of<C: Claim>(report: &Report) -> Vec<(String, Vec<Span>)> {
        C::of(report).iter().map(|claim| (claim.id().to_owned(), claim.spans())).collect()
    }
    let claims = [
        of::<Commitment>(report),
        of::<Statement>(report),
        of::<Instrument>(report),
        of::<Milestone>(report),
        of::<Figure>(report),
        of::<Encounter>(report),
    ];
    claims.into_iter().flatten().collect()
}

impl Passage {
    fn of(text: &str, offsets: &Offsets<'_>, spans: &[Span]) -> Self {
        let words: Vec<&str> = spans.iter().filter_map(|span| offsets.words(*span)).collect();
        let start = spans.iter().map(|span| span.start).min().unwrap_or_default();
        let end = spans.iter().map(|span| span.end).max().unwrap_or_default();
        let Some(range) = offsets.bytes(Span { start, end }) else { return Self::default() };
        let around = around(text, &range);
        Self {
            words: words.join(" "),
            whole: text.get(range).unwrap_or_default().to_owned(),
            sentence: text.get(around.clone()).unwrap_or_default().to_owned(),
            span: Some(offsets.span(&around)),
        }
    }
}

/// The sentences that a range stands in, as far as points and lines tell.
fn around(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.rmatch_indices(['\n', '.', '!', '?']).find_map(|(place, mark)| {
        let after = place + mark.len();
        is_end(text, place, mark).then_some(after)
    });
    let end = text.get(range.end.saturating_sub(1)..).and_then(|rest| {
        rest.match_indices(['\n', '.', '!', '?']).find_map(|(place, mark)| {
            let place = place + range.end.saturating_sub(1);
            is_end(text, place, mark).then_some(if mark == "\n" { place } else { place + mark.len() })
        })
    });
    let start = start.unwrap_or(0);
    let end = end.unwrap_or(text.len()).max(range.end);
    let found = text.get(start..end).unwrap_or_default();
    let skipped = found.len() - found.trim_start().len();
    start + skipped..start + skipped + found.trim().len()
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
        let text = "Rain fell. Mr. Berg of the U.S. Army opened the 2.5 km road. Then he left.";
        let start = text.find("opened").unwrap();
        let found = around(text, &(start..start + 6));
        assert_eq!(&text[found], "Mr. Berg of the U.S. Army opened the 2.5 km road.");
        let of_end = around(text, &(start..text.find(" Then").unwrap()));
        assert_eq!(&text[of_end], "Mr. Berg of the U.S. Army opened the 2.5 km road.");
    }
}
