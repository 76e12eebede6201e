//! Encounters that a transcript shows without a word of them: persons of several
//! parties who speak in turn.

use std::ops::Range;

use reading::When;
use record::{DateFrom, Edtf, EncounterKind, PartyId, Status};

use crate::{
    actors::{self, Who},
    clause::Clauses,
    encounter::contact::Contact,
};

/// The encounter at which the speakers of a transcript spoke, on the day of the
/// text, unless two of them are told to have met on that day or one not told. Its
/// words are the speakers' names at their first turns; its kind is the headline's.
pub(super) fn spoken(clauses: Clauses<'_>, told: &[Contact]) -> Option<Contact> {
    let reading = clauses.matcher.reading;
    let document = reading.document;
    let turns = turns(clauses);
    let party = |person: usize| reading.people.get(person)?.country.clone();
    let mut sides: Vec<PartyId> = Vec::new();
    for party in turns.iter().filter_map(|(person, _, _)| party(*person)) {
        if !sides.contains(&party) {
            sides.push(party);
        }
    }
    let dateline = document.dateline.as_ref().and_then(|dateline| dateline.date);
    let day = dateline.or(document.published.value).and_then(|date| date.single_day())?;
    let participants: Vec<Who> = turns.iter().map(|(person, _, _)| Who::Person(*person)).collect();
    // "We spoke last week": a call is another contact than the one spoken at.
    let is_then = |contact: &&Contact| {
        let date = contact.when.value;
        date.map_or(!contact.kind.is_call(), |date| date.single_day() == Some(day))
    };
    let is_told = told
        .iter()
        .filter(is_then)
        .any(|contact| participants.iter().filter(|who| contact.participants.contains(who)).count() > 1);
    let (_, first, sentence) = turns.first()?;
    if sides.len() < 2 || is_told {
        return None;
    }
    let bytes = |tokens: &Range<usize>| actors::bytes(reading, tokens.start, tokens.end);
    Some(Contact {
        kind: kind(clauses),
        status: Status::Held,
        when: When { value: Some(Edtf::day(day)), from: DateFrom::Inferred, weekday: None },
        place: None,
        hosts: Vec::new(),
        guests: Vec::new(),
        with: Vec::new(),
        participants,
        sides,
        occasion: None,
        evidence: turns.iter().map(|(_, label, _)| bytes(label)).collect(),
        by: "encounters/transcript".to_owned(),
        tokens: first.clone(),
        sentence: *sentence,
        anchor: first.start,
        days_later: None,
        arrival: None,
        is_addition: false,
        is_told_before: false,
        is_another: false,
        is_heading: false,
    })
}

/// The persons who speak, each with the words that name them at the first turn and
/// its sentence.
fn turns(clauses: Clauses<'_>) -> Vec<(usize, Range<usize>, usize)> {
    let document = clauses.matcher.reading.document;
    let mut turns: Vec<(usize, Range<usize>, usize)> = Vec::new();
    for (sentence, words) in document.sentences.iter().enumerate() {
        let label = clauses.voices.spoken(sentence).filter(|start| *start > words.tokens.start);
        let (Some(start), [Who::Person(person)]) = (label, clauses.voices.of(sentence)) else { continue };
        if turns.iter().all(|(known, _, _)| known != person) {
            // Without the colon.
            turns.push((*person, words.tokens.start..start - 1, sentence));
        }
    }
    turns
}

/// The kind that the headline names first; a meeting if it names none.
fn kind(clauses: Clauses<'_>) -> EncounterKind {
    let matcher = clauses.matcher;
    let title = matcher.reading.document.title.as_deref().unwrap_or_default();
    let said = matcher.reader.listed_in(title, "talks");
    said.iter().find_map(|means| means.parse().ok()).unwrap_or(EncounterKind::Meeting)
}
