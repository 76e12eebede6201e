//! Delegations: who comes with people known only by the words for them.

use std::ops::Range;

use reading::{Upos, What};

use crate::{
    actors::{self, Who, word},
    clause::Clauses,
    matcher::{Found, Matcher, Value},
};

/// Fills the slots of what was found: "senior officials from Peru and Chile"
/// stand for their states, "a delegation led by A and B" comes with A and B.
pub(crate) fn fill(matcher: Matcher<'_>, found: &mut Found<'_>) {
    let sentence = found.sentence;
    for slot in &mut found.slots {
        let Value::Actors(who) = &mut slot.value else { continue };
        if slot.name == "guest" && is_of_last(matcher, slot.tokens.end) {
            who.drain(..who.len().saturating_sub(1));
        }
        if is_margin(matcher, slot.tokens.start) {
            who.retain(|who| !matches!(who, Who::Party(_)));
        }
        add(who, leaders(matcher, sentence, &slot.tokens));
        if who.iter().any(|who| matches!(who, Who::Group(_))) {
            add(who, parties(matcher, sentence, &slot.tokens));
        }
    }
}

/// Whether what follows is said of the last one named alone: "between A and B, who is
/// in Peru on a visit".
fn is_of_last(matcher: Matcher<'_>, at: usize) -> bool {
    let said = |at: usize| word(matcher.reading, at);
    let who = at + usize::from(said(at) == ",");
    said(who) == "who" && matches!(said(who + 1), "is" | "was" | "has")
}

/// Whether what stands before a token makes it the name of an occasion: "on the
/// margins of the UN General Assembly, A met B".
fn is_margin(matcher: Matcher<'_>, at: usize) -> bool {
    let said = |steps: usize| at.checked_sub(steps).map_or("", |at| word(matcher.reading, at));
    let is_edge = |word: &str| matches!(word, "margins" | "margin" | "sidelines" | "sideline" | "fringes");
    said(1) == "of" && is_edge(said(2)) || said(1) == "the" && said(2) == "of" && is_edge(said(3))
}

/// Those who lead the delegation that some tokens name: "a delegation of senior
/// officials led by Foreign Minister A and Trade Minister B".
pub(crate) fn leaders(matcher: Matcher<'_>, sentence: usize, tokens: &Range<usize>) -> Vec<Who> {
    let reading = matcher.reading;
    let limit = reading.document.sentences.get(sentence).map_or(0, |sentence| sentence.tokens.end);
    let said = |at: usize| word(reading, at);
    let is_delegation =
        |at: usize| matches!(said(at), "delegation" | "delegations" | "team" | "mission" | "group");
    if !tokens.clone().any(is_delegation) {
        return Vec::new();
    }
    let behind = tokens.start..limit.min(tokens.end + 8);
    let by = behind.into_iter().find(|at| matches!(said(*at), "led" | "headed") && said(at + 1) == "by");
    let Some(first) = by.map(|by| by + 2) else { return Vec::new() };
    let mut end = first;
    let mut named = Vec::new();
    for mark in reading.marks_of(sentence).iter().filter(|mark| mark.tokens.start >= first) {
        let What::People(people) = &mark.what else { continue };
        let is_verb = |at: usize| reading.tree.word(at).is_some_and(|word| word.upos == Upos::Verb);
        let is_joined = end == first || (end..mark.tokens.start).any(|at| matches!(said(at), "," | "and"));
        if !is_joined || mark.tokens.start > end + 6 || (end..mark.tokens.start).any(is_verb) {
            break;
        }
        add(&mut named, people.iter().copied().map(Who::Person).collect());
        end = mark.tokens.end;
    }
    named
}

/// The parties that people act for whom some tokens name: "senior officials from
/// Australia, Japan and New Zealand", "members of the Government of Romania".
pub(crate) fn parties(matcher: Matcher<'_>, sentence: usize, tokens: &Range<usize>) -> Vec<Who> {
    let (reader, reading) = (matcher.reader, matcher.reading);
    let limit = reading.document.sentences.get(sentence).map_or(0, |sentence| sentence.tokens.end);
    if !is_official(matcher, sentence, tokens.clone()) {
        return Vec::new();
    }
    let mut end = tokens.end;
    let marks = reading.marks_of(sentence);
    // "a delegation of officials" - "from Japan"
    let starts = |at: usize| {
        let is_origin = at == tokens.end && matches!(word(reading, at), "from" | "of");
        if is_origin { Some(at + 1) } else { separated(matcher, at) }
    };
    while let Some((next, _)) = starts(end)
        .and_then(|start| actors::lists(reading, marks, start, limit).into_iter().next_back())
        .filter(|(_, who)| who.iter().all(|who| matches!(who, Who::Party(_))))
    {
        end = next;
    }
    let parties = reader.parties_within(reading.document, tokens.start..end);
    parties.into_iter().map(Who::Party).collect()
}

/// The parties of a body named by letters that the text has written out before: "the
/// U.S.-Ukraine Strategic Partnership Commission (SPC)"; of a joint statement, those
/// who make it.
pub(crate) fn body(clauses: Clauses<'_>, sentence: usize, at: usize) -> Option<Vec<Who>> {
    let Matcher { reader, reading, .. } = clauses.matcher;
    let document = reading.document;
    let raw = |at: usize| document.tokens.get(at).and_then(|token| document.text.get(token.bytes.clone()));
    let letters =
        raw(at).filter(|raw| raw.len() > 2 && raw.chars().all(|letter| letter.is_ascii_uppercase()))?;
    let is_defined = |open: &usize| {
        word(reading, *open) == "(" && raw(open + 1) == Some(letters) && word(reading, open + 2) == ")"
    };
    let open = (0..at).find(is_defined)?;
    let parties = reader.parties_within(document, open.saturating_sub(14)..open);
    let named: Vec<Who> = parties.into_iter().map(Who::Party).collect();
    let signed = clauses.voices.of(sentence);
    let is_party = reader.party_within(document, at..at + 1).is_some();
    Some(if named.len() > 1 { named } else { signed.to_vec() }).filter(|who| who.len() > 1 && !is_party)
}

/// The parties of "our ministers" and "your Government" in the transcript of a
/// conversation of two.
pub(crate) fn spoken(clauses: Clauses<'_>, sentence: usize, noun: usize) -> Option<Vec<Who>> {
    let reading = clauses.matcher.reading;
    let other = clauses.voices.other(sentence)?;
    let mut words = clauses.extent(noun);
    let own = words.find_map(|at| match word(reading, at) {
        "our" => Some(clauses.voices.of(sentence).to_vec()),
        "your" => Some(Vec::new()),
        _ => None,
    })?;
    let people = own.into_iter().chain([other]);
    let parties = people.filter_map(|who| match who {
        Who::Person(idx) => reading.people.get(idx).and_then(|person| person.country.clone()).map(Who::Party),
        other => Some(other),
    });
    let is_official = is_official(clauses.matcher, sentence, clauses.extent(noun));
    Some(parties.collect()).filter(|parties: &Vec<Who>| is_official && !parties.is_empty())
}

/// Whether tokens name people who act for a party: "ministers", "a delegation".
pub(crate) fn is_official(matcher: Matcher<'_>, sentence: usize, tokens: Range<usize>) -> bool {
    let (reader, reading) = (matcher.reader, matcher.reading);
    let limit = reading.document.sentences.get(sentence).map_or(0, |sentence| sentence.tokens.end);
    tokens.into_iter().any(|at| {
        reader.listed(reading.document, at..limit, "group_noun").any(|(_, means)| means == "official")
            || matches!(word(reading, at), "government" | "cabinet" | "leadership" | "parliament")
    })
}

/// The token behind the comma or "and" that goes on with a list.
fn separated(matcher: Matcher<'_>, at: usize) -> Option<usize> {
    match (word(matcher.reading, at), word(matcher.reading, at + 1)) {
        (",", "and") => Some(at + 2),
        ("," | "and", _) => Some(at + 1),
        _ => None,
    }
}

fn add(known: &mut Vec<Who>, more: Vec<Who>) {
    for who in more {
        if !known.contains(&who) {
            known.push(who);
        }
    }
}
