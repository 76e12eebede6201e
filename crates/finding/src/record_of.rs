//! The record of one article: claims given their ids, in code points.

use std::{collections::BTreeMap, ops::Range};

use jiff::ToSpan;
use reading::{Lists, Reader, Reading};
use record::{
    Actor, Article, Commitment, Encounter, Figure, Formula, Mention, Notice, Offsets, Person, PersonId,
    Record, SCHEMA, Span, Statement, Status, Term,
};
use rulebook::Rulebook;
use text::Document;

use crate::{
    actors::Who,
    clause::Clauses,
    encounter,
    encounter::contact::Contact,
    figure,
    figure::Quantity,
    firing,
    firing::Traced,
    formula,
    formula::Wording,
    instrument,
    matcher::Matcher,
    milestone, papers,
    speech::commitment,
    speech::commitment::Undertaking,
    speech::statement,
    speech::statement::Saying,
    term::{self, Turn},
    vocabulary::vocabularies,
    voice::Voices,
};

/// Where an article's bytes came from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// A path, `-`, or what the input said.
    pub source: &'a str,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: &'a str,
}

/// The word lists of those finders that go by the tree of a sentence.
const PARSED: Lists<'static> = Lists {
    contacts: &["encounter_verb"],
    verbs: &["commit", "speech"],
    nouns: &["commit_noun", "feeling", "goal", "speech_noun", "talks", "visit"],
};

/// Makes records by one rulebook. Built once, shared between threads.
#[derive(Debug)]
pub struct Finder<'r> {
    reader: Reader<'r>,
}

impl<'r> Finder<'r> {
    /// A finder that works by a rulebook.
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self { reader: Reader::sparing(rulebook, PARSED) }
    }

    /// Everything one document says. Never fails; `notices` are those of the
    /// steps before and come first in the record's.
    pub fn record(&self, document: &Document, origin: Origin<'_>, notices: &[Notice]) -> Record {
        self.with_clauses(document, |clauses| record(clauses, origin, notices))
    }

    /// The same record, and every place where a rule fits.
    pub fn traced(&self, document: &Document, origin: Origin<'_>, notices: &[Notice]) -> Traced {
        self.with_clauses(document, |clauses| Traced {
            record: record(clauses, origin, notices),
            firings: firing::firings(clauses),
        })
    }

    fn with_clauses<T>(&self, document: &Document, answer: impl FnOnce(Clauses<'_>) -> T) -> T {
        let reading = self.reader.read(document);
        let vocabularies = vocabularies(&self.reader, &reading);
        let matcher = Matcher { reader: &self.reader, reading: &reading, vocabularies: &vocabularies };
        let voices = Voices::hear(matcher);
        answer(Clauses { matcher, voices: &voices })
    }
}

fn record(clauses: Clauses<'_>, origin: Origin<'_>, notices: &[Notice]) -> Record {
    let matcher = clauses.matcher;
    let reading = matcher.reading;
    let offsets = Offsets::new(&reading.document.text);
    let people = people(reading, &term::turns(matcher), &offsets);
    let contacts = encounter::encounters(clauses);
    let sides = sides(&contacts);
    let undertakings = commitment::commitments(clauses, &sides);
    let bound: Vec<usize> = undertakings.iter().map(|undertaking| undertaking.head).collect();
    let sayings = statement::statements(clauses, &sides, &bound);
    Record {
        schema: SCHEMA.to_owned(),
        article: article(reading.document, origin, offsets.length()),
        encounters: encounters(reading, &contacts, &people, &offsets),
        figures: figures(figure::figures(matcher), &offsets),
        formulas: formulas(formula::formulas(matcher), &offsets),
        people,
        statements: statements(sayings, &contacts, &offsets),
        commitments: commitments(undertakings, &offsets),
        instruments: papers::instruments(instrument::papers(matcher), &offsets),
        milestones: papers::milestones(milestone::milestones(matcher), &offsets),
        notices: notices.iter().chain(&reading.notices).cloned().collect(),
    }
}

fn article(document: &Document, origin: Origin<'_>, length: usize) -> Article {
    Article {
        id: origin.sha256.chars().take(16).collect(),
        source: origin.source.to_owned(),
        url: document.url.clone(),
        title: document.title.clone(),
        outlet: document.outlet.clone(),
        agency: document.agency.clone(),
        side: document.side,
        language: document.language.clone(),
        published: document.published,
        dateline: document.dateline.clone(),
        sha256: origin.sha256.to_owned(),
        length,
        text: None,
    }
}

fn person_id(idx: usize) -> PersonId {
    PersonId(format!("p{}", idx + 1))
}

fn people(reading: &Reading<'_>, turns: &[Turn], offsets: &Offsets<'_>) -> Vec<Person> {
    let people = reading.people.iter().enumerate().map(|(idx, person)| Person {
        id: person_id(idx),
        name: person.name.clone(),
        country: person.country.clone(),
        names: person.names.clone(),
        capacities: person.capacities.clone(),
        mentions: person
            .mentions
            .iter()
            .map(|(bytes, how)| Mention { span: offsets.span(bytes), how: *how })
            .collect(),
        terms: terms(turns.iter().filter(|turn| turn.person == idx), offsets),
        by: person.by.to_owned(),
    });
    people.collect()
}

fn terms<'t>(turns: impl Iterator<Item = &'t Turn>, offsets: &Offsets<'_>) -> Vec<Term> {
    let terms = turns.map(|turn| Term {
        office: turn.office.clone(),
        what: turn.what,
        date: turn.when.value,
        date_from: turn.when.from,
        evidence: spans(&turn.evidence, offsets),
        by: turn.by.clone(),
    });
    terms.collect()
}

pub(crate) fn actor(who: &Who) -> Actor {
    match who {
        Who::Person(idx) => Actor::Person(person_id(*idx)),
        Who::Party(party) => Actor::Party(party.clone()),
        Who::Group(words) => Actor::Group(words.clone()),
    }
}

fn actors(who: &[Who]) -> Vec<Actor> {
    who.iter().map(actor).collect()
}

fn spans(evidence: &[Range<usize>], offsets: &Offsets<'_>) -> Vec<Span> {
    evidence.iter().map(|bytes| offsets.span(bytes)).collect()
}

fn encounters(
    reading: &Reading<'_>,
    contacts: &[Contact],
    people: &[Person],
    offsets: &Offsets<'_>,
) -> Vec<Encounter> {
    let id = |idx: usize| format!("e{}", idx + 1);
    let encounters = contacts.iter().enumerate().map(|(idx, contact)| {
        let visit = contact.visit_among(contacts);
        let is_group = |who: &&Who| matches!(who, Who::Group(_));
        let (groups, named): (Vec<&Who>, Vec<&Who>) = contact.participants.iter().partition(is_group);
        // Talks of a visit, with no place of their own, are where the visit is.
        let place = contact
            .place
            .as_ref()
            .or_else(|| if contact.kind.is_call() { None } else { contacts.get(visit?)?.place.as_ref() });
        Encounter {
            id: id(idx),
            kind: contact.kind,
            status: contact.status,
            date: contact.when.value,
            date_from: contact.when.from,
            weekday: contact.when.weekday,
            place: place.cloned(),
            hosts: actors(&contact.hosts),
            guests: actors(&contact.guests),
            participants: named.into_iter().map(actor).collect(),
            groups: groups
                .iter()
                .filter_map(|who| if let Who::Group(words) = who { Some(words.clone()) } else { None })
                .collect(),
            capacities: capacities(contact, reading, people),
            occasion: contact.occasion.clone(),
            within: visit.map(id),
            evidence: spans(&contact.evidence, offsets),
            by: contact.by.clone(),
        }
    });
    encounters.collect()
}

fn capacities(
    contact: &Contact,
    reading: &Reading<'_>,
    people: &[Person],
) -> BTreeMap<PersonId, Vec<String>> {
    let persons = contact.participants.iter().filter_map(|who| match who {
        Who::Person(idx) => Some((people.get(*idx)?.id.clone(), reading.people.get(*idx)?, *idx)),
        _ => None,
    });
    persons.map(|(id, person, idx)| (id, labels(contact, reading, person, idx))).collect()
}

/// The offices in which a person took part: those said for the occasion, else
/// those of the text. Of an encounter long past when the text was written, the
/// offices of the text's own day tell nothing.
fn labels(contact: &Contact, reading: &Reading<'_>, person: &reading::Person, idx: usize) -> Vec<String> {
    let said = reading.said_as.iter().find(|said| said.person == idx && contact.tokens.contains(&said.token));
    let capacities = match said {
        Some(said) => &said.capacities,
        None if is_long_past(contact, reading) => return Vec::new(),
        None => &person.capacities,
    };
    capacities.iter().map(|capacity| capacity.label.clone()).collect()
}

/// Whether an encounter ended more than a month before the day of the text.
fn is_long_past(contact: &Contact, reading: &Reading<'_>) -> bool {
    let document = reading.document;
    let dateline = document.dateline.as_ref().and_then(|dateline| dateline.date);
    let day = dateline.or(document.published.value).map(|date| date.first_day());
    let ended = contact.when.value.map(|date| date.last_day());
    ended.zip(day).is_some_and(|(ended, day)| ended < day.saturating_sub(31.days()))
}

/// The two sides of what a text chiefly tells: who takes part in its first
/// encounter that names persons of two parties.
fn sides(contacts: &[Contact]) -> Vec<Who> {
    let is_person = |who: &&Who| matches!(who, Who::Person(_));
    let persons = |contact: &Contact| contact.participants.iter().filter(is_person).count();
    let first = contacts.iter().find(|contact| persons(contact) > 1);
    first.map_or(Vec::new(), |contact| contact.participants.iter().filter(is_person).cloned().collect())
}

/// The encounter at which something was said: the one told last before it, in
/// which all who say it take part and which was not a stay.
fn said_at(saying: &Saying, contacts: &[Contact]) -> Option<usize> {
    let fits = |contact: &&Contact| {
        contact.status == Status::Held
            && !contact.kind.is_visit()
            && contact.sentence <= saying.sentence
            && saying.speakers.iter().all(|who| contact.participants.contains(who))
    };
    let last = contacts.iter().filter(fits).map(|contact| contact.sentence).max()?;
    contacts.iter().position(|contact| contact.sentence == last && fits(&contact))
}

fn statements(found: Vec<Saying>, contacts: &[Contact], offsets: &Offsets<'_>) -> Vec<Statement> {
    let statements = found.into_iter().enumerate().map(|(idx, saying)| Statement {
        id: format!("s{}", idx + 1),
        speakers: actors(&saying.speakers),
        act: saying.act,
        addressees: actors(&saying.addressees),
        areas: saying.areas.clone(),
        quoted: saying.is_quoted,
        encounter: said_at(&saying, contacts).map(|idx| format!("e{}", idx + 1)),
        evidence: spans(&saying.evidence, offsets),
        by: saying.by.to_owned(),
    });
    statements.collect()
}

fn commitments(found: Vec<Undertaking>, offsets: &Offsets<'_>) -> Vec<Commitment> {
    let commitments = found.into_iter().enumerate().map(|(idx, undertaking)| Commitment {
        id: format!("c{}", idx + 1),
        parties: undertaking.parties,
        force: undertaking.force,
        to: undertaking.to,
        areas: undertaking.areas,
        deadline: undertaking.deadline,
        evidence: spans(&undertaking.evidence, offsets),
        by: undertaking.by.to_owned(),
    });
    commitments.collect()
}

fn figures(found: Vec<Quantity>, offsets: &Offsets<'_>) -> Vec<Figure> {
    let figures = found.into_iter().enumerate().map(|(idx, quantity)| Figure {
        id: format!("f{}", idx + 1),
        measure: quantity.measure,
        subject: quantity.subject,
        value: quantity.amount.value,
        low: quantity.amount.low,
        high: quantity.amount.high,
        unit: quantity.amount.unit,
        approx: quantity.amount.approx,
        stage: quantity.stage,
        period: quantity.period,
        change: quantity.change,
        evidence: spans(&quantity.evidence, offsets),
        by: quantity.by,
    });
    figures.collect()
}

fn formulas(found: Vec<Wording>, offsets: &Offsets<'_>) -> Vec<Formula> {
    let formulas = found.into_iter().enumerate().map(|(idx, wording)| Formula {
        id: format!("r{}", idx + 1),
        relation: wording.relation,
        new: wording.new,
        terms: wording.terms,
        evidence: vec![offsets.span(&wording.evidence)],
        by: wording.by,
    });
    formulas.collect()
}
