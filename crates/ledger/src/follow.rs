//! What later documents say became of a promise.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use record::{Actor, Commitment, Edtf, Force, Instrument, InstrumentStatus, PartyId, PersonId, Span, Turn};
use serde::{Deserialize, Serialize};

use crate::{
    claim::{Claim, Claimed, Group, Key},
    content::{Content, Shared, Token, tokens},
    corrected::Decisions,
    days::DaysOf,
    lexicon::{LEXICON, stem},
    report::Report,
    restated::{Promised, concerned, of_people},
};

/// Words before and after a turn that say what it is a turn of.
const NEAR: usize = 11;

/// Words before and after a turn in which a part or a preparation is named.
const CLOSE: usize = 9;

/// Words before a turn that can take it back.
const BEFORE: usize = 7;

/// The part that the promise and what is near the turn must share, of the shorter.
const OF_SHORTER: f64 = 0.6;

/// The part of the promise that must be near the turn.
const OF_PROMISE: f64 = 0.45;

/// What a later document says became of a promise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FollowUp {
    /// The day of the document.
    pub date: Option<Edtf>,
    /// What became of it.
    pub what: Turn,
    /// The document.
    pub document: String,
    /// The words, as spans of the document's text.
    pub evidence: Vec<Span>,
    /// The claim of the document that they were read for.
    pub claim: String,
    /// The words themselves, read from the document when asked for; never stored.
    #[serde(default, skip_deserializing)]
    pub words: Vec<String>,
}

/// All that documents say became of something.
#[derive(Debug, Default)]
pub(crate) struct Turns<'a> {
    told: Vec<Told<'a>>,
    /// Places in `told`, by words near the turn.
    by_term: BTreeMap<String, Vec<usize>>,
    /// Days of the documents that concern parties.
    of_parties: Vec<(BTreeSet<&'a PartyId>, Date)>,
}

/// A sentence that tells of a turn.
#[derive(Debug)]
struct Told<'a> {
    report: &'a Report,
    day: Date,
    key: Key,
    how: How,
    /// What stands near the words that tell of it.
    content: Content,
    /// Words close by for a part or a preparation of something.
    partial: BTreeSet<String>,
    /// Who speaks or is spoken of.
    parties: BTreeSet<PartyId>,
    /// Whom the document concerns.
    concerned: BTreeSet<&'a PartyId>,
    span: Span,
}

/// How a turn is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// By a listed verb.
    Words(Turn),
    /// By how far a paper had come on a day.
    Paper(InstrumentStatus, Edtf),
}

impl<'a> Turns<'a> {
    /// Finds them in the words of claims. Documents without day tell of none,
    /// since nobody knows whether they are later.
    pub(crate) fn of(
        reports: &'a [Report],
        promised: &Promised,
        decisions: &Decisions,
        days: &DaysOf,
    ) -> Self {
        let mut turns = Self::default();
        for report in reports {
            let Some((_, day)) = days.get(report.article.id.as_str()) else { continue };
            let concerned = concerned(report);
            turns.of_parties.push((concerned.clone(), *day));
            let people = of_people(report);
            for (key, parties) in claims(report, decisions) {
                let Some((sentence, span)) = promised.sentence(&key) else { continue };
                let tokens = tokens(sentence);
                for (how, content, partial) in told(report, &key, &tokens, &people) {
                    turns.told.push(Told {
                        report,
                        day: *day,
                        key: key.clone(),
                        how,
                        partial,
                        content,
                        parties: parties.clone(),
                        concerned: concerned.clone(),
                        span,
                    });
                }
            }
        }
        for (place, told) in turns.told.iter().enumerate() {
            for term in told.content.telling() {
                turns.by_term.entry(term.to_owned()).or_default().push(place);
            }
        }
        turns
    }

    /// What became of a promise, the earliest first.
    pub(crate) fn of_promise(
        &self,
        group: &Group<'a, Commitment>,
        promised: &Promised,
        days: &DaysOf,
    ) -> Vec<FollowUp> {
        let mut found: BTreeSet<FollowUp> = BTreeSet::new();
        for stated in group {
            let Some((_, day)) = days.get(stated.report.article.id.as_str()) else { continue };
            let Some(content) = promised.content(&stated.key()) else { continue };
            let places: BTreeSet<usize> =
                content.telling().filter_map(|term| self.by_term.get(term)).flatten().copied().collect();
            for told in places.into_iter().map(|place| &self.told[place]) {
                let is_own = group.iter().any(|own| own.report.article.id == told.report.article.id);
                if told.day > *day
                    && !is_own
                    && let Some(what) = told.turn_of(stated.claim, content, *day)
                    && is_of(told, stated, content, promised)
                {
                    found.insert(told.follow_up(what));
                }
            }
        }
        let mut found: Vec<FollowUp> = found.into_iter().collect();
        // Several claims of one sentence tell one turn.
        found.dedup_by(|later, first| {
            (later.date, later.what, &later.document, &later.evidence)
                == (first.date, first.what, &first.document, &first.evidence)
        });
        found
    }

    /// How many documents that concern all of these parties are later than a day.
    pub(crate) fn later(&self, parties: &[PartyId], day: Date) -> usize {
        let concern =
            |of: &BTreeSet<&PartyId>| !parties.is_empty() && parties.iter().all(|party| of.contains(party));
        self.of_parties.iter().filter(|(of, told)| *told > day && concern(of)).count()
    }
}

impl Told<'_> {
    /// What it is a turn to, for a promise that was made by a day.
    fn turn_of(&self, claim: &Commitment, content: &Content, day: Date) -> Option<Turn> {
        let what = match self.how {
            // What was opened in 2019 is not what was promised in 2024.
            How::Words(_) if self.content.last_year().is_some_and(|year| year < day.year()) => return None,
            How::Words(what) => what,
            How::Paper(_, date) if date.first_day() < day => return None,
            How::Paper(status, _) => of_paper(status, content)?,
        };
        let is_lasting = content.is_lasting || claim.force == Force::Reaffirm;
        // What lasts is never done, and had begun before it was promised.
        (!is_lasting || !matches!(what, Turn::Done | Turn::Begun)).then_some(what)
    }

    fn follow_up(&self, what: Turn) -> FollowUp {
        FollowUp {
            date: Some(Edtf::day(self.day)),
            what,
            document: self.key.0.clone(),
            evidence: vec![self.span],
            claim: self.key.1.clone(),
            words: Vec::new(),
        }
    }
}

/// The turns that a claim tells of, with what stands near and what is partial.
fn told(
    report: &Report,
    key: &Key,
    tokens: &[Token],
    people: &BTreeSet<String>,
) -> Vec<(How, Content, BTreeSet<String>)> {
    let paper = report.instruments.iter().find(|paper| paper.id == key.1);
    if let Some(paper) = paper {
        let content = Content::of(&self::tokens(&paper.name), people);
        let how = paper.date.map(|date| How::Paper(paper.status, date));
        return how.into_iter().map(|how| (how, content.clone(), BTreeSet::new())).collect();
    }
    let turns = turns_in(tokens).into_iter();
    turns.map(|turn| (How::Words(turn.what), Content::of(turn.near, people), turn.partial)).collect()
}

/// Whether a turn is of a promise: by or about its parties, and of its words.
fn is_of(told: &Told<'_>, stated: &Claimed<'_, Commitment>, content: &Content, promised: &Promised) -> bool {
    let claim = stated.claim;
    let concerns_all = claim.parties.iter().all(|party| told.concerned.contains(party));
    let is_by_one = claim.parties.iter().chain(&claim.to).any(|party| told.parties.contains(party));
    let of_part = !matches!(told.how, How::Words(Turn::Changed | Turn::Delayed | Turn::Dropped))
        && told.partial.iter().any(|word| !content.terms().any(|term| term == word));
    let is_between_others = promised.are_of_others(stated.report, told.report, claim);
    if claim.parties.is_empty() || !concerns_all || !is_by_one || of_part || is_between_others {
        return false;
    }
    let shared = Shared::between(content, &told.content, &promised.rarity);
    let mut other = told.content.clone();
    // Its own denials were looked at where the turn was found.
    other.is_denied = content.is_denied;
    shared.tells()
        && shared.most() >= OF_SHORTER
        && shared.of_left >= OF_PROMISE
        && !content.is_denied
        && (told.how == How::Words(Turn::Changed) || !content.is_apart(&other))
}

/// Claims that may tell of a turn, with who speaks or is spoken of.
fn claims(report: &Report, decisions: &Decisions) -> Vec<(Key, BTreeSet<PartyId>)> {
    let of_person: BTreeMap<&PersonId, &PartyId> =
        report.people.iter().filter_map(|person| Some((&*person.id, person.country.as_deref()?))).collect();
    let of = |actors: &mut dyn Iterator<Item = &Actor>| -> BTreeSet<PartyId> {
        let parties = actors.filter_map(|actor| match actor {
            Actor::Party(party) => Some(party.clone()),
            Actor::Person(id) => of_person.get(id).map(|party| (*party).clone()),
            Actor::Group(_) => None,
        });
        parties.collect()
    };
    let mut claims = Vec::new();
    let mut add = |kind: &str, id: &str, parties: BTreeSet<PartyId>| {
        let key = (report.article.id.clone(), id.to_owned());
        if !decisions.is_dismissed(kind, &key) {
            claims.push((key, parties));
        }
    };
    for claim in &report.statements {
        let parties = of(&mut claim.speakers.iter().chain(&claim.addressees));
        add(record::Statement::KIND, &claim.id, parties);
    }
    for claim in &report.instruments {
        add(Instrument::KIND, &claim.id, claim.parties.iter().cloned().collect());
    }
    for claim in &report.milestones {
        add(record::Milestone::KIND, &claim.id, claim.party.iter().cloned().collect());
    }
    for claim in &report.figures {
        add(record::Figure::KIND, &claim.id, claim.subject.iter().cloned().collect());
    }
    for claim in &report.encounters {
        let parties = of(&mut claim.participants.iter().chain(&claim.hosts).chain(&claim.guests));
        add(record::Encounter::KIND, &claim.id, parties);
    }
    claims
}

/// A turn within a sentence.
struct TurnIn<'t> {
    what: Turn,
    near: &'t [Token],
    partial: BTreeSet<String>,
}

/// The turns of a sentence that have come about.
fn turns_in(tokens: &[Token]) -> Vec<TurnIn<'_>> {
    let words: Vec<&str> = tokens.iter().map(|token| token.word.as_str()).collect();
    let mut found = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let Some(phrase) = LEXICON.turn(&words[place..]) else {
            place += 1;
            continue;
        };
        let end = place + phrase.words.len();
        let before = &words[place.saturating_sub(BEFORE)..place];
        let is_guarded = before.iter().any(|word| LEXICON.is("guard", word) || word.ends_with("n't"));
        let has_auxiliary = before.iter().rev().take(3).any(|word| LEXICON.is("auxiliary", word));
        let has_subject = place.checked_sub(1).is_some_and(|before| {
            let token = &tokens[before];
            !tokens[place].is_after_stop && (token.is_capital || LEXICON.is("subject", &token.word))
        });
        if !is_guarded && (phrase.is_finite || has_auxiliary || has_subject) {
            let close = &words[place.saturating_sub(CLOSE)..(end + CLOSE).min(words.len())];
            let partial = close.iter().filter(|word| LEXICON.is("partial", word));
            let near = &tokens[place.saturating_sub(NEAR)..clause_end(&words, end)];
            found.push(TurnIn { what: phrase.turn, near, partial: partial.map(|word| stem(word)).collect() });
        }
        place = end;
    }
    found
}

/// Where what follows a turn ends: before a word with which another clause begins.
fn clause_end(words: &[&str], end: usize) -> usize {
    let last = (end + NEAR).min(words.len());
    (end..last).find(|place| LEXICON.is("starter", words[*place])).unwrap_or(last)
}

/// Whether a paper that was promised has come about, by its status.
fn of_paper(status: InstrumentStatus, content: &Content) -> Option<Turn> {
    let promises = |stems: &[&str]| content.terms().any(|term| stems.contains(&term));
    match status {
        InstrumentStatus::Signed if promises(&["sign", "conclud"]) => Some(Turn::Done),
        InstrumentStatus::Ratified if promises(&["ratify", "ratific"]) => Some(Turn::Done),
        InstrumentStatus::InForce if promises(&["sign", "ratify", "ratific", "conclud"]) => Some(Turn::Done),
        InstrumentStatus::Withdrawn => Some(Turn::Dropped),
        _ => None,
    }
}
