//! Formulas: set phrases that name the level of a relation.

use std::ops::Range;

use reading::What;
use record::PartyId;
use rulebook::Makes;

use crate::{
    actors::{self, word},
    matcher::Matcher,
};

/// A formula before it is given an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wording {
    pub(crate) relation: Vec<PartyId>,
    pub(crate) terms: Vec<String>,
    /// Those of `terms` that the text says are added.
    pub(crate) new: Vec<String>,
    /// Bytes of the clean text.
    pub(crate) evidence: Range<usize>,
    pub(crate) by: String,
}

/// The formulas of a document, in the order of its text.
pub(crate) fn formulas(matcher: Matcher<'_>) -> Vec<Wording> {
    let rules = matcher.reader.rulebook().rules.iter().filter(|rule| rule.makes == Makes::Formula);
    let mut found: Vec<(Range<usize>, Wording)> = Vec::new();
    for hit in rules.flat_map(|rule| matcher.find(rule)) {
        let Some(limit) =
            matcher.reading.document.sentences.get(hit.sentence).map(|sentence| sentence.tokens.end)
        else {
            continue;
        };
        let start = (hit.tokens.start..hit.tokens.end).find(|at| term(matcher, *at, limit, false).is_some());
        let Some((tokens, terms)) = start.and_then(|start| terms(matcher, start, limit)) else { continue };
        let has_core = hit.set.contains_key("new") || tokens.clone().any(|at| is_core(matcher, at, limit));
        if !has_core || is_of_paper(matcher, tokens.start) {
            continue;
        }
        let is_new = hit.set.contains_key("new");
        let is_known = found.iter().any(|(known, _)| known.start <= tokens.start && tokens.end <= known.end);
        if is_known {
            continue;
        }
        let tail = tail(matcher, hit.sentence, tokens.end);
        let whole = if is_new {
            hit.tokens.start..tokens.end
        } else {
            tokens.start..tail.as_ref().map_or(tokens.end, |tail| tail.0)
        };
        let relation = relation(matcher, hit.sentence, &tokens, tail.map(|tail| tail.1));
        let new = if is_new { terms.clone() } else { Vec::new() };
        let base = if is_new { base(matcher, tokens.end, limit) } else { None };
        let (end, terms) = match base {
            Some((base, old)) => (base.end, [old, terms].concat()),
            None => (whole.end, terms),
        };
        let evidence = actors::bytes(matcher.reading, whole.start, end);
        found.retain(|(known, _)| !(tokens.start <= known.start && known.end <= tokens.end));
        found.push((tokens, Wording { relation, terms, new, evidence, by: hit.by.to_owned() }));
    }
    found.sort_by_key(|(tokens, _)| tokens.start);
    found.into_iter().map(|(_, wording)| wording).collect()
}

/// What a new term is added to: the terms behind "to the", a few words on.
fn base(matcher: Matcher<'_>, at: usize, limit: usize) -> Option<(Range<usize>, Vec<String>)> {
    let mut behind = at..limit.min(at + 12);
    let to = behind.find(|at| word(matcher.reading, *at) == "to")?;
    let start = to + 1 + usize::from(matches!(word(matcher.reading, to + 1), "the" | "their"));
    terms(matcher, start, limit).filter(|(_, terms)| terms.len() > 1)
}

/// The run of terms from a token on: "great friendship, special solidarity
/// and comprehensive cooperation".
fn terms(matcher: Matcher<'_>, start: usize, limit: usize) -> Option<(Range<usize>, Vec<String>)> {
    let mut end = term(matcher, start, limit, false)?;
    let mut terms = vec![phrase(matcher, start, end)];
    loop {
        let separator = match (word(matcher.reading, end), word(matcher.reading, end + 1)) {
            (",", "and") => 2,
            ("," | "and" | "&", _) => 1,
            _ => break,
        };
        let next = end + separator;
        let Some(stop) = term(matcher, next, limit, true) else { break };
        terms.push(phrase(matcher, next, stop));
        end = stop;
    }
    Some((start..end, terms))
}

/// Whether a noun names a bond ("friendship", "partnership") rather than mere
/// dealings ("cooperation", "ties"), which any text speaks of.
fn is_core(matcher: Matcher<'_>, at: usize, limit: usize) -> bool {
    matcher
        .reader
        .listed(matcher.reading.document, at..limit, "relation_noun")
        .any(|(_, means)| means == "core")
}

fn phrase(matcher: Matcher<'_>, start: usize, end: usize) -> String {
    actors::words(matcher.reading, start, end).to_lowercase()
}

/// Most tokens of one term.
const LONGEST: usize = 5;

fn is_capital(matcher: Matcher<'_>, at: usize) -> bool {
    let document = matcher.reading.document;
    let token = document.tokens.get(at).and_then(|token| document.text.get(token.bytes.clone()));
    token.and_then(|word| word.chars().next()).is_some_and(char::is_uppercase)
}

/// Whether a term is the name of a paper: "the Declaration of Strategic Partnership".
fn is_of_paper(matcher: Matcher<'_>, start: usize) -> bool {
    let before = |steps: usize| start.checked_sub(steps).map_or("", |at| word(matcher.reading, at));
    let of = if before(1) == "the" { 2 } else { 1 };
    let is_paper = |word: &str| {
        matches!(word, "declaration" | "treaty" | "charter" | "agreement" | "framework" | "memorandum")
    };
    matches!(before(of), "of" | "on") && is_paper(before(of + 1))
}

/// Where the term that starts at a token ends: adjectives of relations, then a
/// noun of relations; within a list the noun may stand alone.
fn term(matcher: Matcher<'_>, start: usize, limit: usize, may_be_bare: bool) -> Option<usize> {
    let listed = |at: usize, list: &'static str| {
        let found = matcher.reader.listed(matcher.reading.document, at..limit, list).next();
        found.map(|(length, _)| at + length)
    };
    let mut end = start;
    let mut n_adjectives = 0;
    loop {
        if let Some(stop) = listed(end, "relation_noun") {
            return (n_adjectives > 0 || may_be_bare).then_some(stop);
        }
        let joined = usize::from(n_adjectives > 0 && matches!(word(matcher.reading, end), "and" | ","));
        // "strategic Third Neighbor partnership"
        let named =
            || (n_adjectives > 0 && end < start + LONGEST && is_capital(matcher, end)).then_some(end + 1);
        end = listed(end + joined, "relation_adjective").or_else(named)?;
        n_adjectives += 1;
    }
}

/// "between the two Parties, States and people of Vietnam and Laos": where the
/// words for whose relation it is end, and whose it is.
fn tail(matcher: Matcher<'_>, sentence: usize, at: usize) -> Option<(usize, Vec<PartyId>)> {
    if !matches!(word(matcher.reading, at), "between" | "of" | "among" | "with") {
        return None;
    }
    let limit = matcher.reading.document.sentences.get(sentence)?.tokens.end;
    let marks = matcher.reading.marks_of(sentence);
    let mut end = at;
    let mut parties: Vec<PartyId> = Vec::new();
    for at in at + 1..limit.min(at + 16) {
        if matches!(word(matcher.reading, at), "." | ";" | "which" | "that" | "in" | "on" | "as") {
            break;
        }
        for mark in marks.iter().filter(|mark| mark.tokens.start == at) {
            if let What::Parties(named) = &mark.what {
                parties.extend(named.iter().filter(|party| party.is_state()).cloned());
                end = mark.tokens.end;
            }
        }
    }
    parties.sort();
    parties.dedup();
    (parties.len() > 1).then_some((end, parties))
}

/// Whose relation: said behind, or right before ("the Vietnam-Laos great
/// friendship"), or in the sentence, else the two the text is about.
fn relation(
    matcher: Matcher<'_>,
    sentence: usize,
    terms: &Range<usize>,
    tail: Option<Vec<PartyId>>,
) -> Vec<PartyId> {
    if let Some(parties) = tail {
        return parties;
    }
    let marks = matcher.reading.marks_of(sentence);
    let mut near: Vec<PartyId> = marks
        .iter()
        .filter(|mark| mark.tokens.end <= terms.start && mark.tokens.end + 5 >= terms.start)
        .filter_map(|mark| match &mark.what {
            What::Parties(parties) => Some(parties.clone()),
            What::Adjective(party) => Some(vec![party.clone()]),
            _ => None,
        })
        .flatten()
        .filter(PartyId::is_state)
        .collect();
    near.sort();
    near.dedup();
    if near.len() == 2 { near } else { matcher.reading.pair.clone() }
}
