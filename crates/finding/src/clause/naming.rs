//! Whom the nouns of a clause name.

use std::ops::Range;

use reading::{Relation, Upos, What};
use record::PartyId;

use crate::{
    actors::{self, Who, word},
    clause::{Clauses, SUBJECTS, Subject},
    matcher::Matcher,
};

impl Clauses<'_> {
    /// Whether a noun names somebody known.
    pub(crate) fn has_actor(&self, sentence: usize, token: usize) -> bool {
        !self.actors_at(sentence, token).is_empty()
    }

    pub(super) fn subject_at(&self, sentence: usize, token: usize) -> Subject {
        Subject { who: self.actors_at(sentence, token), tokens: self.words_at(sentence, token) }
    }

    /// The words for an actor: the mark that names it, else the noun and what
    /// depends on it.
    pub(crate) fn words_at(&self, sentence: usize, token: usize) -> Range<usize> {
        let extent = self.extent(token);
        let marks = self.matcher.reading.marks_of(sentence);
        let first = marks.iter().find(|mark| mark.tokens.contains(&token));
        let start = first.map_or(extent.start, |mark| mark.tokens.start.min(extent.start));
        // What describes them further does not name them.
        let clause = self.dependent(token, &[Relation::AclRelcl, Relation::Acl, Relation::Appos]);
        let end = clause.map_or(extent.end, |clause| self.extent(clause).start.max(token + 1));
        start..first.map_or(end, |mark| mark.tokens.end.max(end))
    }

    /// Everyone that a noun and those joined to it name.
    pub(crate) fn actors_at(&self, sentence: usize, token: usize) -> Vec<Who> {
        let mut who = self.one_at(sentence, token);
        let joined = self.dependents(token).filter(|at| self.has_relation(*at, &[Relation::Conj]));
        let joined: Vec<Who> = joined.flat_map(|at| self.one_at(sentence, at)).collect();
        let listed = if who.is_empty() { Vec::new() } else { self.listed_from(sentence, token) };
        let before = if who.is_empty() { Vec::new() } else { self.listed_before(sentence, token) };
        for more in joined.into_iter().chain(before).chain(listed) {
            if !who.contains(&more) {
                who.push(more);
            }
        }
        who
    }

    /// Those who are listed with an actor: "President A of Chad (CHAD) and
    /// President B", whatever the tree makes of the brackets.
    fn listed_from(&self, sentence: usize, token: usize) -> Vec<Who> {
        let reading = self.matcher.reading;
        let marks = reading.marks_of(sentence);
        let Some(mut at) = marks.iter().find(|mark| mark.tokens.contains(&token)).map(|mark| mark.tokens.end)
        else {
            return Vec::new();
        };
        let Some(limit) = reading.document.sentences.get(sentence).map(|sentence| sentence.tokens.end) else {
            return Vec::new();
        };
        let mut who = Vec::new();
        loop {
            at = self.past_party(sentence, at, limit);
            let is_last =
                word(reading, at) == "and" || word(reading, at) == "," && word(reading, at + 1) == "and";
            if !is_last && word(reading, at) != "," {
                break;
            }
            let start = at + 1 + usize::from(word(reading, at) == "," && is_last);
            let Some((end, more)) = actors::lists(reading, marks, start, limit).into_iter().next_back()
            else {
                break;
            };
            let is_person = |who: &Who| matches!(who, Who::Person(_) | Who::Party(_));
            if !more.iter().all(is_person) {
                break;
            }
            who.extend(more);
            at = end;
            if is_last {
                return who;
            }
        }
        // Commas alone make no list: "In Paris, Minister A, Minister B said, was".
        Vec::new()
    }

    /// The actor joined by "and" before another one of which the tree makes a part
    /// of its name: "President A and President B (the leaders)".
    fn listed_before(&self, sentence: usize, token: usize) -> Vec<Who> {
        let reading = self.matcher.reading;
        let marks = reading.marks_of(sentence);
        let Some(idx) = marks.iter().position(|mark| mark.tokens.contains(&token)) else { return Vec::new() };
        let (Some(own), Some(before)) = (marks.get(idx), idx.checked_sub(1).and_then(|idx| marks.get(idx)))
        else {
            return Vec::new();
        };
        let is_joined =
            own.tokens.start == before.tokens.end + 1 && word(reading, before.tokens.end) == "and";
        let hangs_on = |from: &Range<usize>, to: &Range<usize>| {
            from.clone().any(|at| self.node(at).is_some_and(|node| to.contains(&node.head)))
        };
        let is_part = hangs_on(&before.tokens, &own.tokens) || hangs_on(&own.tokens, &before.tokens);
        if !is_joined || !is_part && !self.opens_with(sentence, before.tokens.start) {
            return Vec::new();
        }
        actors::who(reading, before).unwrap_or_default()
    }

    /// Whether nothing but a day and titles stands before a token, so that who is
    /// named there can only be the subject.
    fn opens_with(&self, sentence: usize, at: usize) -> bool {
        let reading = self.matcher.reading;
        let first = reading.document.sentences.get(sentence).map_or(at, |sentence| sentence.tokens.start);
        let marks = reading.marks_of(sentence);
        let is_noun =
            |at: usize| self.has_upos(at, Upos::Propn) || matches!(word(reading, at), "," | "today");
        let is_day = |at: usize| {
            marks.iter().any(|mark| mark.tokens.contains(&at) && matches!(mark.what, What::Date(_)))
        };
        (first..at).all(|at| is_noun(at) || is_day(at))
    }

    /// Past "of the United States", "(U.S.)" and "Jr." behind a name.
    fn past_party(&self, sentence: usize, at: usize, limit: usize) -> usize {
        let reading = self.matcher.reading;
        let marks = reading.marks_of(sentence);
        let mut at = at + usize::from(word(reading, at) == ".");
        if word(reading, at) == "of" {
            let start = at + 1 + usize::from(word(reading, at + 1) == "the");
            let party =
                marks.iter().find(|mark| mark.tokens.start == start && matches!(mark.what, What::Parties(_)));
            at = party.map_or(at, |mark| mark.tokens.end);
        }
        if word(reading, at) == "(" {
            let close = (at..limit.min(at + 8)).find(|at| word(reading, *at) == ")");
            at = close.map_or(at, |close| close + 1);
        }
        at
    }

    fn one_at(&self, sentence: usize, token: usize) -> Vec<Who> {
        let reading = self.matcher.reading;
        let first_person = matches!(word(reading, token), "i" | "we" | "us" | "me");
        if first_person || word(reading, token).starts_with("we'") || word(reading, token).starts_with("i'") {
            return self.voices.of(sentence).to_vec();
        }
        if word(reading, token) == "it" && !self.has_relation(token, &[Relation::Expl]) {
            return self.antecedent(sentence, token).unwrap_or_default();
        }
        let marks = reading.marks_of(sentence);
        let mark = marks.iter().find(|mark| mark.tokens.contains(&token));
        if let Some(mark) = mark {
            match &mark.what {
                What::Place(place) if self.is_capital(&place.name, place.country.as_ref()) => {
                    return place.country.clone().map(Who::Party).into_iter().collect();
                }
                What::Group => {
                    let named = || self.matcher.reader.party_within(reading.document, mark.tokens.clone());
                    let is_side = self.is_side(sentence, token);
                    if let Some(party) = is_side.then(named).flatten() {
                        return vec![Who::Party(party)];
                    }
                    let group = || actors::who(reading, mark).unwrap_or_default();
                    return self.holders_of(token).unwrap_or_else(group);
                }
                _ => {
                    if let Some(who) = actors::who(reading, mark) {
                        return who;
                    }
                }
            }
        }
        let side = || self.side_of(sentence, token).or_else(|| self.body_of(token));
        self.holders_of(token).or_else(side).unwrap_or_default()
    }

    /// All who hold an office of which a text says how many there are: "the three
    /// National Security Advisors".
    fn holders_of(&self, token: usize) -> Option<Vec<Who>> {
        let reading = self.matcher.reading;
        let count = self.dependents(token).find_map(|at| match word(reading, at) {
            "both" | "two" => Some(2),
            "three" => Some(3),
            "four" => Some(4),
            "five" => Some(5),
            _ => None,
        })?;
        let is_said = |phrase: &str| {
            let words = phrase.split(' ').rev();
            words
                .enumerate()
                .all(|(back, said)| token.checked_sub(back).is_some_and(|at| word(reading, at) == said))
        };
        let offices = &self.matcher.reader.rulebook().offices;
        let office = offices.iter().find(|office| office.forms.iter().any(|form| is_said(form)))?;
        let holders: Vec<Who> = (0..reading.people.len())
            .filter(|idx| {
                let capacities = reading.people.get(*idx).map(|person| person.capacities.iter());
                capacities.is_some_and(|mut held| held.any(|capacity| capacity.title == office.title))
            })
            .map(Who::Person)
            .collect();
        (holders.len() == count).then_some(holders)
    }

    /// The party in the name of a body: "the U.S. Development Finance Corporation".
    fn body_of(&self, token: usize) -> Option<Vec<Who>> {
        let Matcher { reader, reading, .. } = self.matcher;
        if !self.has_upos(token, Upos::Propn) {
            return None;
        }
        let party = reader.party_within(reading.document, self.extent(token).start..token)?;
        Some(vec![Who::Party(party)])
    }

    /// Whether a noun may stand for a party: "government", "side".
    fn is_side(&self, sentence: usize, token: usize) -> bool {
        let Matcher { reader, reading, .. } = self.matcher;
        let limit = reading.document.sentences.get(sentence).map_or(token, |sentence| sentence.tokens.end);
        reader.listed(reading.document, token..limit, "side_noun").next().is_some()
    }

    /// The state that "it" means: the last one named in the sentence before it as
    /// a subject.
    fn antecedent(&self, sentence: usize, token: usize) -> Option<Vec<Who>> {
        let marks = self.matcher.reading.marks_of(sentence).iter().rev();
        marks.filter(|mark| mark.tokens.end <= token).find_map(|mark| match &mark.what {
            What::Parties(parties) if parties.len() == 1 => {
                let is_subject = mark.tokens.clone().any(|at| self.has_relation(at, SUBJECTS));
                is_subject.then(|| parties.iter().cloned().map(Who::Party).collect())
            }
            _ => None,
        })
    }

    /// The party of a noun that stands for one: "the Lao side", "the Government
    /// of Chad", "its delegation".
    fn side_of(&self, sentence: usize, token: usize) -> Option<Vec<Who>> {
        let reading = self.matcher.reading;
        if !self.is_side(sentence, token) {
            return None;
        }
        if matches!(word(reading, token.wrapping_sub(1)), "our" | "my") {
            return Some(self.voices.parties_of(sentence, reading));
        }
        // "the Administration" of an official text is that of its own state.
        let is_definite = word(reading, token.wrapping_sub(1)) == "the";
        if is_definite
            && matches!(word(reading, token), "government" | "administration")
            && self.extent(token).end == token + 1
        {
            return reading.document.country.clone().map(|party| vec![Who::Party(party)]);
        }
        let extent = self.extent(token);
        let own = extent.start..extent.end.min(token + 8);
        let marks = reading.marks_of(sentence).iter().filter(|mark| own.contains(&mark.tokens.start));
        let parties: Vec<Who> = marks
            .filter_map(|mark| match &mark.what {
                What::Adjective(party) if mark.tokens.start < token => Some(vec![party.clone()]),
                What::Parties(parties) => Some(parties.clone()),
                What::Place(place) => place.country.clone().map(|party| vec![party]),
                What::People(people) if mark.tokens.start < token => {
                    let parties = people.iter().filter_map(|idx| reading.people.get(*idx)?.country.clone());
                    Some(parties.collect())
                }
                _ => None,
            })
            .next()?
            .into_iter()
            .map(Who::Party)
            .collect();
        (!parties.is_empty()).then_some(parties)
    }

    fn is_capital(&self, name: &str, party: Option<&PartyId>) -> bool {
        let states = &self.matcher.reader.rulebook().states;
        let state = states.iter().find(|state| Some(&state.code) == party);
        state.is_some_and(|state| state.capitals.iter().flatten().any(|capital| capital == name))
    }
}
