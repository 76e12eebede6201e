//! The second pass over a document: whom and what each phrase means.

use std::collections::{HashMap, HashSet};

use record::{How, PartyId};
use rulebook::Body;

use crate::{
    amount,
    calendar::Anchor,
    capacity,
    cursor::Cursor,
    date,
    index::Meaning,
    mark::{Mark, Person, SaidAs, What, When},
    mention::Mention,
    noun,
    people::Someone,
    read::Reader,
    refer::Discourse,
    title,
};

/// The second pass: who is meant, token by token.
pub(crate) struct Walk<'a, 'r> {
    pub(crate) reader: &'a Reader<'r>,
    pub(crate) mentions: &'a [Mention],
    pub(crate) people: &'a [Someone],
    pub(crate) home: &'a [PartyId],
    pub(crate) pair: &'a [PartyId],
    pub(crate) place: Option<PartyId>,
}

impl Walk<'_, '_> {
    pub(crate) fn marks(&self, cursors: &[Cursor<'_>], mut anchor: Anchor) -> Vec<Mark> {
        let by_start: HashMap<usize, usize> =
            self.mentions.iter().enumerate().map(|(idx, mention)| (mention.start, idx)).collect();
        let person_of: HashMap<usize, usize> = self
            .people
            .iter()
            .enumerate()
            .flat_map(|(person, someone)| someone.mentions.iter().map(move |mention| (*mention, person)))
            .collect();
        let mut discourse = Discourse::new(self.reader.rulebook(), self.people, self.home, self.pair)
            .written_in(self.place.clone());
        let mut marks = Vec::new();
        for (sentence, cursor) in cursors.iter().enumerate() {
            let first = marks.len();
            let mut at = cursor.start;
            while at < cursor.end {
                let mention = by_start.get(&at).and_then(|idx| Some((*idx, self.mentions.get(*idx)?)));
                let named = mention.and_then(|(idx, mention)| {
                    let what = match person_of.get(&idx) {
                        Some(person) => What::People(vec![*person]),
                        None if mention.name.is_none() => discourse.titled(mention)?,
                        None => return None,
                    };
                    Some((mention.end, what))
                });
                let found = named.or_else(|| referring(cursor, &discourse, at));
                let found = found.or_else(|| literal(cursor, &self.reader.rulebook().bodies, &anchor, at));
                // "the opposition leader Ann Lee" is one person, not a leader and her.
                let is_named = |at: usize| by_start.get(&at).is_some_and(|idx| person_of.contains_key(idx));
                let found = found.filter(|(end, what)| *what != What::Group || !(at + 1..*end).any(is_named));
                let Some((end, what)) = found else {
                    at += 1;
                    continue;
                };
                match &what {
                    What::People(people) => discourse.note(people),
                    What::Parties(parties) => discourse.note_sides(parties),
                    What::Date(When { value: Some(date), .. }) => anchor.tell(*date),
                    _ => {}
                }
                marks.push(Mark { sentence, tokens: at..end, what });
                at = end.max(at + 1);
            }
            if let Some(own) = marks.get_mut(first..) {
                discourse.lead(cursor, own);
            }
            if let Some(joined) = marks.get(first..).and_then(|marks| joined(cursor, marks)) {
                discourse.note_joined(joined);
            }
            discourse.end_sentence();
        }
        marks
    }

    pub(crate) fn people_of(&self, cursors: &[Cursor<'_>], marks: &[Mark]) -> Vec<Person> {
        let people = self.people.iter().enumerate().map(|(idx, someone)| {
            let mut names = someone.names.clone();
            let name = names.iter().max_by_key(|name| name.chars().count()).cloned().unwrap_or_default();
            names.sort();
            Person {
                name,
                names,
                country: someone.party.clone(),
                capacities: capacity::capacities(someone, self.reader.rulebook()),
                mentions: self.mentions_of(cursors, marks, idx),
                by: someone.by,
            }
        });
        people.collect()
    }

    /// "To Lam as President of Vietnam": the titles behind a person and "as".
    pub(crate) fn said_as(&self, cursors: &[Cursor<'_>], marks: &[Mark]) -> Vec<SaidAs> {
        let said = marks.iter().filter_map(|mark| {
            let What::People(people) = &mark.what else { return None };
            let ([person], cursor) = (people.as_slice(), cursors.get(mark.sentence)?) else { return None };
            let token = mark.tokens.end;
            if cursor.word(token) != "as" {
                return None;
            }
            let (_, titles) = title::titles(cursor, self.reader.rulebook(), token + 1)?;
            let someone = Someone { titles: titles.titles, ..self.people.get(*person)?.clone() };
            let capacities = capacity::capacities(&someone, self.reader.rulebook());
            (!capacities.is_empty()).then_some(SaidAs { person: *person, token, capacities })
        });
        said.collect()
    }

    /// The words by which a person is first named.
    fn naming(&self, cursors: &[Cursor<'_>], person: usize) -> Option<(std::ops::Range<usize>, How)> {
        let mention = self.mentions.get(*self.people.get(person)?.mentions.first()?)?;
        let (first, end) = mention.name?;
        Some((cursors.get(mention.sentence)?.bytes(first, end), How::Name))
    }

    fn mentions_of(
        &self,
        cursors: &[Cursor<'_>],
        marks: &[Mark],
        person: usize,
    ) -> Vec<(std::ops::Range<usize>, How)> {
        let starts = |idx: &usize| self.mentions.get(*idx).map(|mention| mention.start);
        let own = self.people.get(person).map_or(&[][..], |someone| &someone.mentions);
        let named: HashSet<usize> = own.iter().filter_map(starts).collect();
        let titled: HashSet<usize> = self.mentions.iter().map(|mention| mention.start).collect();
        let spoken = marks.iter().filter_map(|mark| {
            let What::People(people) = &mark.what else { return None };
            let cursor = cursors.get(mark.sentence)?;
            let bytes = cursor.bytes(mark.tokens.start, mark.tokens.end);
            let how = if named.contains(&mark.tokens.start) {
                How::Name
            } else if mark.tokens.len() == 1 && people.len() == 1 {
                How::Pronoun
            } else if titled.contains(&mark.tokens.start) {
                How::Title
            } else {
                How::Description
            };
            people.contains(&person).then_some((bytes, how))
        });
        let mut spoken: Vec<_> = spoken.collect();
        if spoken.is_empty() {
            // Another mark covers the name: the name itself still speaks of them.
            spoken.extend(self.naming(cursors, person));
        }
        spoken
    }
}

/// People of the first two mentions of a sentence, if "and" alone joins them.
fn joined(cursor: &Cursor<'_>, marks: &[Mark]) -> Option<Vec<usize>> {
    let mut people = marks.iter().filter_map(|mark| match &mark.what {
        What::People(people) => Some((&mark.tokens, people)),
        _ => None,
    });
    let (first, second) = (people.next()?, people.next()?);
    let is_joined = (first.0.end..second.0.start).all(|at| matches!(cursor.word(at), "and" | ","));
    let mut both: Vec<usize> = first.1.iter().chain(second.1).copied().collect();
    both.sort_unstable();
    both.dedup();
    (is_joined && both.len() > 1).then_some(both)
}

/// The parties listed behind "of": "the leaders of Peru, Chile and Brazil".
fn parties_of(cursor: &Cursor<'_>, at: usize) -> Vec<PartyId> {
    let mut parties = Vec::new();
    let mut next = at + 1;
    while cursor.word(at) == "of" {
        next += usize::from(cursor.word(next) == "the");
        let party = cursor.hits(next).find_map(|(length, meaning)| match meaning {
            Meaning::Party(party) => Some((length, party.clone())),
            _ => None,
        });
        let Some((length, party)) = party else { break };
        parties.push(party);
        next += length;
        match (cursor.word(next), cursor.word(next + 1)) {
            (",", "and") => next += 2,
            ("," | "and", _) => next += 1,
            _ => break,
        }
    }
    parties
}

/// Pronouns and sets.
fn referring(cursor: &Cursor<'_>, discourse: &Discourse<'_>, at: usize) -> Option<(usize, What)> {
    if let Some(leaders) = discourse.leaders_of(cursor, at) {
        return Some(leaders);
    }
    if let Some((length, sort)) = cursor.listed(at, "pair") {
        // "both" before a noun of things is no set: "both visits". "The leaders of
        // Peru, Chile and Brazil" are those of the states named.
        let named = parties_of(cursor, at + length);
        let is_other = |what: &What| !named.is_empty() && !discourse.are_of(what, &named);
        if let Some(what) = discourse.pair(cursor, at, sort).filter(|what| !is_other(what)) {
            return Some((at + length, what));
        }
    }
    let people = match cursor.word(at) {
        "he" | "she" | "his" | "her" | "him" => vec![discourse.single()?],
        "both" if cursor.listed(at + 1, "speech").is_some() || cursor.listed(at + 1, "commit").is_some() => {
            return Some((at + 1, discourse.they()?));
        }
        "they" => return Some((at + 1, discourse.they()?)),
        // "their talks in Hanoi", but not "their talks with others": those are no actors' words.
        "their" if cursor.listed(at + 1, "talks").is_some() && cursor.word(at + 2) == "in" => {
            return discourse.pair(cursor, at, "leaders").map(|leaders| (at + 1, leaders));
        }
        "them" if matches!(cursor.word(at.saturating_sub(1)), "for" | "with") => {
            // "X and his spouse came; Y gave a dinner for them"
            let is_couple = (cursor.start..at).any(|at| cursor.listed(at, "spouse").is_some());
            if is_couple { vec![discourse.single()?] } else { discourse.plural() }
        }
        "the" if cursor.word(at + 1) == "latter" => {
            return Some((at + 2, What::People(vec![discourse.latter()?])));
        }
        _ => return None,
    };
    (!people.is_empty()).then_some((at + 1, What::People(people)))
}

/// Dates, amounts, groups, parties and places.
fn literal(cursor: &Cursor<'_>, bodies: &[Body], anchor: &Anchor, at: usize) -> Option<(usize, What)> {
    if let Some((length, spoken)) = date::spoken(cursor, at) {
        let looks_forward = looks_forward(cursor, at);
        return Some((at + length, What::Date(anchor.place(spoken, looks_forward))));
    }
    if let Some((length, amount)) = amount::amount(cursor, at) {
        return Some((at + length, What::Amount(amount)));
    }
    if let Some(end) = noun::group(cursor, at) {
        return Some((end, What::Group));
    }
    cursor.hits(at).find_map(|(length, meaning)| {
        let what = match meaning {
            Meaning::Party(party) => What::Parties(vec![party.clone()]),
            Meaning::Adjective(party) => What::Adjective(party.clone()),
            Meaning::Body(body) => What::Parties(vec![bodies.get(*body)?.party.clone()?]),
            Meaning::Place(place) => What::Place(place.clone()),
            _ => return None,
        };
        Some((at + length, what))
    })
}

/// Whether the words before a token speak of what is to come. Forty words
/// back is another matter.
pub(crate) fn looks_forward(cursor: &Cursor<'_>, at: usize) -> bool {
    let first = cursor.start.max(at.saturating_sub(40));
    (first..at).any(|before| cursor.listed(before, "planned").is_some())
}
