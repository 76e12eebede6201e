//! The difference of two texts, by sentence.

use std::{collections::BTreeMap, ops::Range};

use record::{Offsets, Span};
use serde::Serialize;

use crate::search::{Token, tokens};

/// What became of a quotation in a later version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Its sentence stands there word for word.
    Kept,
    /// A similar sentence stands in its place.
    Changed,
    /// No sentence like it stands there.
    Gone,
}

impl Fate {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

/// A sentence and those of its words that the other version has not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Where it stands, in code points of its own version's text.
    pub span: Span,
    /// The words.
    pub words: String,
    /// Words that are only here, in code points of the same text.
    pub marks: Vec<Span>,
}

/// One change: a sentence taken out, put in, or put in place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// As the older version has it; nothing for a sentence that was added.
    pub older: Option<Sentence>,
    /// As the newer version has it; nothing for a sentence that was removed.
    pub newer: Option<Sentence>,
}

/// Two texts compared.
pub(crate) struct Difference<'t> {
    older: Vec<Part<'t>>,
    newer: Vec<Part<'t>>,
    /// For each older sentence, what became of it, and the newer one that is like it.
    fates: Vec<(Fate, Option<usize>)>,
}

/// A sentence as it is compared.
struct Part<'t> {
    words: &'t str,
    span: Span,
    tokens: Vec<Token>,
    /// Its words with marks and case, without white space: `20 %` and `30 %` differ.
    key: String,
}

/// The least share of words that two sentences must have in common to be
/// versions of one.
const LEAST_SHARED: f64 = 0.5;

impl<'t> Difference<'t> {
    pub(crate) fn of(older: &'t str, newer: &'t str) -> Self {
        let (older, newer) = (parts(older), parts(newer));
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (idx, part) in newer.iter().enumerate().rev() {
            places.entry(&part.key).or_default().push(idx);
        }
        let mut taken = vec![false; newer.len()];
        let mut fates = vec![(Fate::Gone, None); older.len()];
        for (fate, part) in fates.iter_mut().zip(&older) {
            if let Some(places) = places.get_mut(part.key.as_str()) {
                // A sentence that stands twice may be kept by one that stands once.
                *fate = (Fate::Kept, places.pop());
                fate.1.into_iter().for_each(|idx| taken[idx] = true);
            }
        }
        pair_similar(&older, &newer, &mut fates, &mut taken);
        Self { older, newer, fates }
    }

    /// What became of a quotation: the worst that became of its sentences.
    pub(crate) fn fate(&self, quotation: Span) -> Fate {
        let touched = self
            .older
            .iter()
            .zip(&self.fates)
            .filter(|(part, _)| part.span.start < quotation.end && quotation.start < part.span.end);
        let fates = touched.map(|(_, (fate, _))| *fate);
        fates.max_by_key(|fate| *fate as u8).unwrap_or(Fate::Gone)
    }

    /// Every change, in the order of the newer text; what was taken out stands
    /// after what stood before it.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let mut at = 0;
        let mut placed: Vec<(usize, u8, Change)> = Vec::new();
        for (part, (fate, other)) in self.older.iter().zip(&self.fates) {
            match (fate, other.and_then(|idx| Some((idx, self.newer.get(idx)?)))) {
                (Fate::Kept, Some((idx, _))) => at = at.max(idx + 1),
                (Fate::Changed, Some((idx, newer))) => {
                    at = at.max(idx + 1);
                    let (older, newer) = marked(part, newer);
                    placed.push((idx, 1, Change { older: Some(older), newer: Some(newer) }));
                }
                (Fate::Gone, _) => {
                    placed.push((at, 0, Change { older: Some(whole(part)), newer: None }));
                }
                _ => {}
            }
        }
        let known: Vec<usize> = self.fates.iter().filter_map(|(_, idx)| *idx).collect();
        for (idx, part) in self.newer.iter().enumerate().filter(|(idx, _)| !known.contains(idx)) {
            placed.push((idx, 2, Change { older: None, newer: Some(whole(part)) }));
        }
        placed.sort_by_key(|(at, order, _)| (*at, *order));
        placed.into_iter().map(|(_, _, change)| change).collect()
    }
}

/// Gives each sentence that is not kept the most similar one of those between
/// the sentences around it that are.
fn pair_similar(
    older: &[Part<'_>],
    newer: &[Part<'_>],
    fates: &mut [(Fate, Option<usize>)],
    taken: &mut [bool],
) {
    let mut first = 0;
    for idx in 0..older.len() {
        if let Some(kept) = fates[idx].1 {
            first = kept + 1;
            continue;
        }
        if fates[idx].0 == Fate::Kept {
            continue;
        }
        let next = fates[idx + 1..].iter().filter_map(|(_, kept)| *kept).find(|kept| *kept >= first);
        let between = first..next.unwrap_or(newer.len());
        let candidates = between.filter(|place| !taken[*place]);
        let likest = candidates
            .map(|place| (shared(&older[idx], &newer[place]), place))
            .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(&left.1)));
        if let Some((share, place)) = likest
            && share >= LEAST_SHARED
        {
            fates[idx] = (Fate::Changed, Some(place));
            taken[place] = true;
            first = place + 1;
        }
    }
}

/// The share of their words that two sentences have in common.
fn shared(left: &Part<'_>, right: &Part<'_>) -> f64 {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for token in &left.tokens {
        *words.entry(&token.word).or_default() += 1;
    }
    let mut n_shared = 0_usize;
    for token in &right.tokens {
        if let Some(left) = words.get_mut(token.word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            n_shared += 1;
        }
    }
    2.0 * n_shared as f64 / (left.tokens.len() + right.tokens.len()).max(1) as f64
}

fn whole(part: &Part<'_>) -> Sentence {
    Sentence { span: part.span, words: part.words.to_owned(), marks: Vec::new() }
}

/// Two versions of a sentence, the words that differ marked.
fn marked(older: &Part<'_>, newer: &Part<'_>) -> (Sentence, Sentence) {
    let written = |part: &Part<'_>| -> Vec<String> {
        let words = part.tokens.iter().map(|token| part.words.get(token.bytes.clone()).unwrap_or_default());
        words.map(str::to_owned).collect()
    };
    let (left, right) = (written(older), written(newer));
    let (in_left, in_right) = common(&left, &right);
    let sentence = |part: &Part<'_>, is_common: &[bool]| {
        let offsets = Offsets::new(part.words);
        let only = part.tokens.iter().zip(is_common).filter(|(_, is_common)| !**is_common);
        let spans = only.map(|(token, _)| offsets.span(&token.bytes));
        let marks =
            spans.map(|span| Span { start: span.start + part.span.start, end: span.end + part.span.start });
        Sentence { span: part.span, words: part.words.to_owned(), marks: marks.collect() }
    };
    (sentence(older, &in_left), sentence(newer, &in_right))
}

/// Which words of each are in the longest run, gaps allowed, that both have.
fn common(left: &[String], right: &[String]) -> (Vec<bool>, Vec<bool>) {
    let width = right.len() + 1;
    let mut lengths = vec![0_u32; (left.len() + 1) * width];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            lengths[i * width + j] = if left[i] == right[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut in_left, mut in_right) = (vec![false; left.len()], vec![false; right.len()]);
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if left[i] == right[j] {
            (in_left[i], in_right[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (in_left, in_right)
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let offsets = Offsets::new(text);
    let part = |bytes: Range<usize>| {
        let words = text.get(bytes.clone())?;
        let key = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Part { words, span: offsets.span(&bytes), tokens: tokens(words), key })
    };
    sentences(text).into_iter().filter_map(part).collect()
}

/// The most words of one sentence: a longer one is cut, so that comparing two
/// never takes long.
const MOST_WORDS: usize = 400;

/// Sentences as they are compared: cut at line ends and after marks that end
/// one. A cut after "Mr." does no harm: both versions have it.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut start, mut n_words) = (0, 0);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let is_before_space = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        n_words += usize::from(letter.is_whitespace());
        let ends = match letter {
            '\n' | '。' | '！' | '？' => true,
            '.' | '!' | '?' | '”' | '"' => {
                is_before_space && (letter != '”' && letter != '"' || is_closed(text, at))
            }
            other => other.is_whitespace() && n_words >= MOST_WORDS,
        };
        if ends {
            sentences.push(trimmed(text, start..end));
            (start, n_words) = (end, 0);
        }
    }
    sentences.push(trimmed(text, start..text.len()));
    sentences.retain(|bytes| !bytes.is_empty());
    sentences
}

/// Whether a sentence ends before a quotation mark.
fn is_closed(text: &str, mark: usize) -> bool {
    text.get(..mark).is_some_and(|before| before.ends_with(['.', '!', '?']))
}

fn trimmed(text: &str, bytes: Range<usize>) -> Range<usize> {
    let words = text.get(bytes.clone()).unwrap_or_default();
    let start = bytes.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLDER: &str =
        "Laos and Vietnam met. Trade reached 1.6 billion dollars in 2023.\nThey ate fish. Nobody spoke.";
    const NEWER: &str =
        "Laos and Vietnam met.\nTrade reached 1.3 billion dollars in 2023. All was well. Nobody  spoke.";

    fn fate(words: &str) -> Fate {
        let start = OLDER.find(words).unwrap();
        Difference::of(OLDER, NEWER).fate(Span { start, end: start + words.len() })
    }

    #[test]
    fn quotations_are_kept_changed_or_gone() {
        assert_eq!(fate("Vietnam met"), Fate::Kept);
        assert_eq!(fate("Nobody spoke"), Fate::Kept);
        assert_eq!(fate("reached 1.6"), Fate::Changed);
        assert_eq!(fate("fish"), Fate::Gone);
        assert_eq!(fate("met. Trade"), Fate::Changed);
    }

    #[test]
    fn changes_are_told_by_sentence() {
        let changes = Difference::of(OLDER, NEWER).changes();
        let words =
            |sentence: &Option<Sentence>| sentence.as_ref().map_or("–".to_owned(), |one| one.words.clone());
        let told: Vec<String> = changes
            .iter()
            .map(|change| format!("{} > {}", words(&change.older), words(&change.newer)))
            .collect();
        assert_eq!(
            told,
            [
                "Trade reached 1.6 billion dollars in 2023. > Trade reached 1.3 billion dollars in 2023.",
                "They ate fish. > –",
                "– > All was well.",
            ]
        );
        let mark = changes[0].older.as_ref().unwrap().marks[0];
        assert_eq!(&OLDER[mark.start..mark.end], "6");
        assert!(Difference::of(OLDER, OLDER).changes().is_empty());
    }

    #[test]
    fn a_moved_sentence_is_kept() {
        let difference = Difference::of("One came. Two went.", "Two went. One came.");
        assert_eq!(difference.fate(Span { start: 0, end: 3 }), Fate::Kept);
        assert!(difference.changes().is_empty());
    }
}
