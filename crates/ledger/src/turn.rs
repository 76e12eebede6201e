//! Turns: words of a sentence by which something was done, begun, delayed, changed
//! or dropped.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use record::{MONTHS, Turn};

use crate::{
    content::Token,
    lexicon::{LEXICON, Phrase, stem},
};

/// Words before and after a turn that say what it is a turn of.
const NEAR: usize = 12;

/// Words after an active verb that do.
const AFTER: usize = 18;

/// Words before and after a turn in which a part or a preparation is named.
const CLOSE: usize = 9;

/// Words before a turn that can take it back.
const BEFORE: usize = 7;

/// Words right before a turn in which an auxiliary or "to" stands.
const RIGHT_BEFORE: usize = 3;

/// A turn within a sentence.
pub(crate) struct TurnIn<'t> {
    /// The words that tell of it.
    pub(crate) phrase: &'static Phrase,
    /// What stands near them.
    pub(crate) near: &'t [Token],
    /// Words close by for a part or a preparation of something.
    pub(crate) partial: BTreeSet<String>,
}

/// Deeds that have begun once the works have.
const BUILT: [&str; 2] = ["build", "open"];

impl TurnIn<'_> {
    /// What it says became of a promised deed. What has merely begun says so only of
    /// what is built, or where the deed is named: "launched the delivery".
    pub(crate) fn of(&self, deed: &str) -> Option<Turn> {
        let what = self.phrase.turn_of(deed)?;
        let is_named = || self.near.iter().any(|token| LEXICON.deed(&token.word) == Some(deed));
        let is_of_works = || BUILT.contains(&deed) && !self.phrase.is_launch();
        (what != Turn::Begun || is_of_works() || is_named()).then_some(what)
    }

    /// The kind of the first paper named near it.
    pub(crate) fn paper(&self) -> Option<&'static str> {
        self.near.iter().find_map(|token| LEXICON.paper(&token.word))
    }
}

/// The turns of a sentence that have come about.
pub(crate) fn turns_in(tokens: &[Token]) -> Vec<TurnIn<'_>> {
    let words: Vec<&str> = tokens.iter().map(|token| token.word.as_str()).collect();
    let mut found = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let Some(phrase) = LEXICON.turn(&words[place..]) else {
            place += 1;
            continue;
        };
        let end = place + phrase.words.len();
        if !is_guarded(&words[..place]) && (phrase.is_finite || has_come_about(tokens, place, end)) {
            let close = &words[place.saturating_sub(CLOSE)..(end + CLOSE).min(words.len())];
            let partial = close.iter().filter(|word| LEXICON.is("partial", word));
            let near = near(phrase, tokens, place);
            found.push(TurnIn { phrase, near, partial: partial.map(|word| stem(word)).collect() });
        }
        place = end;
    }
    found
}

/// Whether words before a turn say that it has not come about.
fn is_guarded(before: &[&str]) -> bool {
    let near = before.iter().rev().take(BEFORE).enumerate();
    near.into_iter().any(|(distance, word)| match *word {
        "to" => distance < RIGHT_BEFORE,
        word => LEXICON.is("guard", word) || word.ends_with("n't"),
    })
}

/// Whether a participle has an auxiliary or a subject, or is the first word of a
/// line of deeds ("Launched the fund").
fn has_come_about(tokens: &[Token], place: usize, end: usize) -> bool {
    if place == 0 {
        let next = tokens.get(end).map(|token| token.word.as_str());
        return next.is_some_and(|next| !matches!(next, "in" | "by" | "on" | "with" | "as" | "to" | "from"));
    }
    let before = tokens[..place].iter().rev().find(|token| !is_adverb(&token.word));
    let is_auxiliary = |token: &Token| LEXICON.is("auxiliary", &token.word);
    let is_subject = |token: &Token| token.is_capital || LEXICON.is("subject", &token.word);
    before.is_some_and(is_auxiliary) || !tokens[place].is_after_stop && before.is_some_and(is_subject)
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") || matches!(word, "also" | "already" | "just" | "then" | "now" | "since")
}

/// What stands near a turn: on both sides, but of an active verb what follows it.
fn near<'t>(phrase: &Phrase, tokens: &'t [Token], place: usize) -> &'t [Token] {
    let end = place + phrase.words.len();
    let before = &tokens[place.saturating_sub(RIGHT_BEFORE)..place];
    let is_passive = before.iter().any(|token| matches!(token.word.as_str(), "was" | "were" | "been"));
    let is_active = phrase.is_done_to() && !is_passive;
    let (before, after) = if is_active { (1, AFTER) } else { (NEAR, NEAR) };
    &tokens[place.saturating_sub(before)..clause_end(tokens, end, after)]
}

/// Where what follows a turn ends: before a word with which another clause begins.
fn clause_end(tokens: &[Token], end: usize, most: usize) -> usize {
    let last = (end + most).min(tokens.len());
    let is_starter = |place: &usize| {
        let word = tokens[*place].word.as_str();
        LEXICON.is("starter", word) && !matches!(word, "to" | "that")
    };
    (end..last).find(is_starter).unwrap_or(last)
}

/// The last day that words can mean by a year, a month or "last year", in a document
/// of a day; none if they tell of no time.
pub(crate) fn last_day(tokens: &[Token], day: Date) -> Option<Date> {
    let words: Vec<&str> = tokens.iter().map(|token| token.word.as_str()).collect();
    let mut last: Option<Date> = None;
    for place in 0..words.len() {
        let told = last_day_at(&words, place, day);
        // A month with its year says more than the year alone.
        let is_of_month =
            |last: Date| told.is_some_and(|told| told.year() == last.year() && told.month() == 12);
        last = if last.is_some_and(is_of_month) { last } else { last.max(told) };
    }
    last
}

/// The last day that the word at a place can mean.
fn last_day_at(words: &[&str], place: usize, day: Date) -> Option<Date> {
    let word = *words.get(place)?;
    let before = place.checked_sub(1).and_then(|before| words.get(before).copied()).unwrap_or_default();
    let last_of = |year: i16, month: i8| date(year, month, 1).last_of_month();
    match (before, word) {
        ("last", "year") | ("year", "ago") => return Some(last_of(day.year() - 1, 12)),
        ("years", "ago") => return Some(last_of(day.year() - 2, 12)),
        _ => {}
    }
    let month = MONTHS.iter().zip(1..).find(|(name, _)| **name == word).map(|(_, month)| month);
    let Some(month) = month.filter(|_| matches!(before, "in" | "on" | "last")) else {
        return year(word).map(|year| last_of(year, 12));
    };
    let named = words.get(place + 1..).into_iter().flatten().take(2).find_map(|word| year(word));
    // Without a year it is the last such month.
    let year = named.unwrap_or(day.year() - i16::from(month > day.month()));
    Some(last_of(year, month))
}

fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    is_year.then(|| word.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tokens;

    #[test]
    fn a_time_is_told_by_year_month_and_last_year() {
        let day = date(2026, 5, 20);
        for (words, last) in [
            ("opened in 2024", Some(date(2024, 12, 31))),
            ("opened in March 2024", Some(date(2024, 3, 31))),
            ("opened on March 3, 2024", Some(date(2024, 3, 31))),
            ("opened in March", Some(date(2026, 3, 31))),
            ("opened in October", Some(date(2025, 10, 31))),
            ("opened last year", Some(date(2025, 12, 31))),
            ("opened two years ago", Some(date(2024, 12, 31))),
            ("opened the road", None),
        ] {
            assert_eq!(last_day(&tokens(words), day), last, "{words}");
        }
    }

    #[test]
    fn a_participle_needs_an_auxiliary_a_subject_or_a_line_of_its_own() {
        let found = |words: &str| turns_in(&tokens(words)).len();
        for words in [
            "The bridge has been opened",
            "Kenya also officially opened it",
            "Opened the bridge",
            "I signed it",
            "She went to Nairobi and she signed it",
        ] {
            assert_eq!(found(words), 1, "{words}");
        }
        for words in ["a road opened with pomp", "Opened in May", "to be opened", "it will be opened"] {
            assert_eq!(found(words), 0, "{words}");
        }
    }
}
