//! What later documents say became of a promise.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use record::{Actor, Commitment, Edtf, Offsets, PartyId, PersonId, Span, Turn};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Ledger,
    claim::{Claim, Claimed, Group, Key},
    content::{Content, Shared, tokens},
    corrected::Decisions,
    days::DaysOf,
    deed::Deed,
    passage::sentences,
    report::Report,
    restated::{Promised, concerned},
    turn::{TurnIn, last_day, turns_in},
};

/// The part of what was promised that must stand near the turn.
const OF_PROMISE: f64 = 0.58;

/// The same where each names what the other does not.
const OF_PROMISE_IF_DIFFERENT: f64 = 0.75;

/// How rare what they share must be: as two words that no other document has are,
/// or the more words that others have too.
const RARE: f64 = 1.4;

/// The same where three of them are names or numbers.
const RARE_IF_NAMED: f64 = 1.1;

/// Telling words that a promise and a sentence must share to be compared.
const TELLING: usize = 2;

/// A word of more promises than this leads to none of them.
const COMMON: usize = 400;

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
    /// The claim of the document that stands in them, if any does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The words themselves, read from the document when asked for; never stored.
    #[serde(default, skip_deserializing)]
    pub words: Vec<String>,
}

/// What documents say became of promises, by the claims of these.
#[derive(Debug, Default)]
pub(crate) struct Followed(BTreeMap<Key, BTreeSet<FollowUp>>);

impl Followed {
    pub(crate) fn add(&mut self, promise: Key, found: FollowUp) {
        self.0.entry(promise).or_default().insert(found);
    }

    /// What became of a promise, the earliest first. What a document says that
    /// states the promise itself is no evidence.
    pub(crate) fn of_promise(&self, group: &Group<'_, Commitment>) -> Vec<FollowUp> {
        let own: BTreeSet<&str> = group.iter().map(|stated| stated.report.article.id.as_str()).collect();
        let found: BTreeSet<&FollowUp> =
            group.iter().filter_map(|stated| self.0.get(&stated.key())).flatten().collect();
        let found = found.into_iter().filter(|found| !own.contains(found.document.as_str()));
        let mut found: Vec<FollowUp> = found.cloned().collect();
        found.dedup_by(|later, first| {
            (later.what, &later.document, &later.evidence) == (first.what, &first.document, &first.evidence)
        });
        found
    }
}

impl Ledger {
    /// Looks for what became of promises in every sentence of the documents. One
    /// text is in memory at a time. Documents without day tell of nothing, since
    /// nobody knows whether they are later.
    pub(crate) fn followed(
        &self,
        (reports, days): (&[Report], &DaysOf),
        promised: &Promised,
        decisions: &Decisions,
    ) -> Result<Followed, Error> {
        let search = Search::of((reports, days), promised, decisions);
        let mut followed = Followed::default();
        if search.promises.is_empty() {
            return Ok(followed);
        }
        let mut question = self.db.prepare(include_str!("sql/text.sql")).map_err(|e| self.wrong(e))?;
        for report in reports {
            let id = &report.article.id;
            let Some((_, day)) = days.get(id.as_str()) else { continue };
            let text: String = question.query_row([id], |row| row.get(0)).map_err(|e| self.wrong(e))?;
            search.read(Later { report, day: *day, text: &text }, &mut followed);
        }
        Ok(followed)
    }
}

/// A document that may tell what became of a promise.
#[derive(Clone, Copy)]
struct Later<'r> {
    report: &'r Report,
    day: Date,
    text: &'r str,
}

/// A promise of a deed, on the day it was made.
struct Promise<'p> {
    told: Claimed<'p, Commitment>,
    day: Date,
    deed: &'p Deed,
}

/// All promises of deeds, by the words of what is to be done.
struct Search<'p> {
    promised: &'p Promised,
    decisions: &'p Decisions,
    promises: Vec<Promise<'p>>,
    by_term: BTreeMap<&'p str, Vec<usize>>,
}

impl<'p> Search<'p> {
    fn of(
        (reports, days): (&'p [Report], &DaysOf),
        promised: &'p Promised,
        decisions: &'p Decisions,
    ) -> Self {
        let promise = |told: Claimed<'p, Commitment>| {
            let (_, day) = days.get(told.report.article.id.as_str())?;
            let deed = promised.deed(&told.key())?;
            (!told.claim.parties.is_empty()).then_some(Promise { told, day: *day, deed })
        };
        let promises: Vec<Promise<'p>> = Claimed::all(reports).filter_map(promise).collect();
        let mut by_term: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, promise) in promises.iter().enumerate() {
            for term in promise.deed.object.telling() {
                by_term.entry(term).or_default().push(place);
            }
        }
        by_term.retain(|_, places| places.len() <= COMMON);
        Self { promised, decisions, promises, by_term }
    }

    fn read(&self, later: Later<'_>, followed: &mut Followed) {
        let concerned = concerned(later.report);
        let mut found = Vec::new();
        for range in sentences(later.text) {
            let tokens = tokens(&later.text[range.clone()]);
            for turn in turns_in(&tokens) {
                let near = Content::of(turn.near, &BTreeSet::new());
                let told = Told { turn: &turn, near: &near, last: last_day(&tokens, later.day) };
                for promise in self.likely(&near) {
                    if let Some(what) = self.turn_of(promise, &told, later)
                        && promise.told.claim.parties.iter().all(|party| concerned.contains(party))
                    {
                        found.push((range.clone(), promise, what));
                    }
                }
            }
        }
        if found.is_empty() {
            return;
        }
        let (offsets, claims) = (Offsets::new(later.text), claims(later.report));
        for (range, promise, what) in found {
            let span = offsets.span(&range);
            let within: Vec<&Within<'_>> = claims.iter().filter(|claim| claim.is_in(span)).collect();
            if self.is_evidence(&within, promise, later) {
                let found = FollowUp {
                    date: Some(Edtf::day(later.day)),
                    what,
                    document: later.report.article.id.clone(),
                    evidence: vec![span],
                    claim: within.first().map(|claim| claim.id.to_owned()),
                    words: Vec::new(),
                };
                followed.0.entry(promise.told.key()).or_default().insert(found);
            }
        }
    }

    /// Promises that share enough telling words.
    fn likely(&self, near: &Content) -> Vec<&Promise<'p>> {
        let mut places: Vec<usize> =
            near.telling().filter_map(|term| self.by_term.get(term)).flatten().copied().collect();
        places.sort_unstable();
        let shared = places.chunk_by(|left, right| left == right).filter(|same| same.len() >= TELLING);
        shared.filter_map(|same| self.promises.get(*same.first()?)).collect()
    }

    /// What a turn says became of a promise, if it is of that.
    fn turn_of(&self, promise: &Promise<'_>, told: &Told<'_>, later: Later<'_>) -> Option<Turn> {
        let deed = promise.deed;
        let what = told.turn.of(deed.of)?;
        // What was opened in 2019 is not what was promised in 2024.
        let is_before = told.last.is_some_and(|last| last < promise.day);
        if later.day <= promise.day || is_before {
            return None;
        }
        let has_come = matches!(what, Turn::Done | Turn::Begun);
        let of_part =
            has_come && told.turn.partial.iter().any(|word| !deed.object.terms().any(|term| term == word));
        let is_paper = |paper| !deed.papers.is_empty() && !deed.papers.contains(paper);
        let of_other_paper = has_come && told.turn.paper().is_some_and(is_paper);
        let of_other_numbers = if has_come {
            !deed.object.has_numbers_in(told.near)
        } else {
            deed.object.has_other_numbers(told.near)
        };
        if of_part
            || of_other_paper
            || what != Turn::Changed && of_other_numbers
            || deed.object.is_opposite(told.near)
        {
            return None;
        }
        let shared = Shared::between(&deed.object, told.near, &self.promised.rarity);
        let least = if deed.object.differs(told.near) { OF_PROMISE_IF_DIFFERENT } else { OF_PROMISE };
        let rare = if shared.n_named >= 3 { RARE_IF_NAMED } else { RARE };
        (shared.tells_more() && shared.rare >= rare && shared.of_left >= least).then_some(what)
    }

    /// Whether a sentence is held to be true and not of others: not all its claims
    /// were dismissed, and if they name parties, one of those bound is among them.
    fn is_evidence(&self, within: &[&Within<'_>], promise: &Promise<'_>, later: Later<'_>) -> bool {
        let document = &later.report.article.id;
        let is_held = |claim: &&&Within<'_>| {
            !self.decisions.is_dismissed(claim.kind, &(document.clone(), claim.id.to_owned()))
        };
        let held: Vec<&&Within<'_>> = within.iter().filter(is_held).collect();
        if held.is_empty() && !within.is_empty() {
            return false;
        }
        let claim = promise.told.claim;
        let parties: BTreeSet<&PartyId> = held.iter().flat_map(|claim| &claim.parties).copied().collect();
        let is_by_one = claim.parties.iter().chain(&claim.to).any(|party| parties.contains(party));
        (parties.is_empty() || is_by_one)
            && !self.promised.are_of_others(promise.told.report, later.report, claim)
    }
}

/// A turn as a document tells of it.
struct Told<'t> {
    turn: &'t TurnIn<'t>,
    near: &'t Content,
    /// The last day that its sentence can mean.
    last: Option<Date>,
}

/// A claim of a document, with who speaks or is spoken of.
struct Within<'r> {
    kind: &'static str,
    id: &'r str,
    spans: Vec<Span>,
    parties: BTreeSet<&'r PartyId>,
}

impl Within<'_> {
    fn is_in(&self, sentence: Span) -> bool {
        self.spans.iter().any(|span| span.start < sentence.end && sentence.start < span.end)
    }
}

/// The claims of a document but for its promises.
fn claims<'r>(report: &'r Report) -> Vec<Within<'r>> {
    let of_person: BTreeMap<&PersonId, &PartyId> =
        report.people.iter().filter_map(|person| Some((&*person.id, person.country.as_deref()?))).collect();
    let party = |actor: &'r Actor| match actor {
        Actor::Party(party) => Some(party),
        Actor::Person(id) => of_person.get(id).copied(),
        Actor::Group(_) => None,
    };
    let mut claims = Vec::new();
    for claim in &report.statements {
        let actors = claim.speakers.iter().chain(&claim.addressees);
        claims.push(within(claim, actors.filter_map(party).collect()));
    }
    for claim in &report.encounters {
        let actors = claim.participants.iter().chain(&claim.hosts).chain(&claim.guests);
        claims.push(within(claim, actors.filter_map(party).collect()));
    }
    claims.extend(report.instruments.iter().map(|claim| within(claim, claim.parties.iter().collect())));
    claims.extend(report.milestones.iter().map(|claim| within(claim, claim.party.iter().collect())));
    claims.extend(report.figures.iter().map(|claim| within(claim, claim.subject.iter().collect())));
    claims
}

fn within<'r, C: Claim>(claim: &'r C, parties: BTreeSet<&'r PartyId>) -> Within<'r> {
    Within { kind: C::KIND, id: claim.id(), spans: claim.spans(), parties }
}
