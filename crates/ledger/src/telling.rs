//! One report's telling of an encounter, and what several tell together.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use record::{Actor, DateFrom, Edtf, Encounter as Claim, PartyId, PersonId, Status};

use crate::{alike::Why, people::People, report::Report};

/// One report's claim of an encounter, its persons named by the ledger's ids.
#[derive(Clone, Debug)]
pub(crate) struct Telling<'a> {
    pub(crate) report: &'a Report,
    /// Apart, so that tellings are cheap to sort and to put into groups.
    pub(crate) claim: Box<Claim>,
    /// Days on which it must lie, where its own words do not date it.
    pub(crate) window: Option<Edtf>,
    /// Whether its day was found from the visit that it is within.
    pub(crate) is_dated_by_visit: bool,
    /// Of a claim that names nobody: who meet in the other contacts that its report
    /// tells of, by all reports of these.
    pub(crate) company: Vec<BTreeSet<Actor>>,
    /// Why it was joined to those before it; nothing of the first.
    pub(crate) why: Option<Why>,
}

/// Tellings of one encounter.
pub(crate) type Group<'a> = Vec<Telling<'a>>;

impl<'a> Telling<'a> {
    /// A report's claim, with the ledger's ids for its persons.
    pub(crate) fn of(report: &'a Report, claim: Claim) -> Self {
        Self {
            report,
            claim: Box::new(identified(report, claim)),
            window: None,
            is_dated_by_visit: false,
            company: Vec::new(),
            why: None,
        }
    }

    /// As its own words have it.
    pub(crate) fn of_own_words(mut self) -> Self {
        if std::mem::take(&mut self.is_dated_by_visit) {
            (self.claim.date, self.claim.date_from) = (None, DateFrom::None);
        }
        self.company.clear();
        self
    }

    /// Its document and its id within that.
    pub(crate) fn key(&self) -> (&str, &str) {
        (&self.report.article.id, &self.claim.id)
    }

    /// The place's state.
    pub(crate) fn country(&self) -> Option<&PartyId> {
        self.claim.place.as_ref().and_then(|place| place.country.as_ref())
    }

    /// Who is named as taking part.
    pub(crate) fn persons(&self) -> impl Iterator<Item = &Actor> {
        self.claim.participants.iter().filter(|actor| matches!(actor, Actor::Person(_)))
    }

    pub(crate) fn n_persons(&self) -> usize {
        self.persons().count()
    }

    /// How many persons both name.
    pub(crate) fn n_shared(&self, other: &Telling<'_>) -> usize {
        self.persons().filter(|person| other.claim.participants.contains(person)).count()
    }

    /// Whether it is a contact of which no person is named.
    pub(crate) fn is_bare(&self) -> bool {
        !self.claim.kind.is_visit() && self.persons().next().is_none()
    }

    /// Whether it does not say at all who took part.
    pub(crate) fn is_of_nobody(&self) -> bool {
        !self.claim.kind.is_visit() && self.claim.participants.is_empty()
    }

    /// The day, if it tells of one.
    pub(crate) fn day(&self) -> Option<Date> {
        self.claim.date.and_then(|date| date.single_day())
    }

    /// The states that take part, themselves or by somebody.
    pub(crate) fn sides<'s>(&'s self, people: &'s People) -> BTreeSet<&'s PartyId> {
        let sides = self.claim.participants.iter().filter_map(|actor| match actor {
            Actor::Person(id) => people.get(id)?.country.as_ref(),
            Actor::Party(party) => Some(party),
            Actor::Group(_) => None,
        });
        sides.filter(|party| party.is_state()).collect()
    }
}

/// The claim with the ledger's ids for its persons, each once.
fn identified(report: &Report, mut claim: Claim) -> Claim {
    for actors in [&mut claim.hosts, &mut claim.guests, &mut claim.participants] {
        let mut all: Vec<Actor> = Vec::with_capacity(actors.len());
        for actor in actors.iter().filter_map(|actor| identify(report, actor)) {
            if !all.contains(&actor) {
                all.push(actor);
            }
        }
        all.shrink_to_fit();
        *actors = all;
    }
    claim.evidence.shrink_to_fit();
    let capacities = claim.capacities.iter().filter_map(|(id, labels)| {
        match identify(report, &Actor::Person(id.clone()))? {
            Actor::Person(id) => Some((id, labels.clone())),
            _ => None,
        }
    });
    claim.capacities = capacities.collect();
    claim
}

/// An actor of a document by the ledger's id; nobody if the person was dismissed.
pub(crate) fn identify(report: &Report, actor: &Actor) -> Option<Actor> {
    let Actor::Person(id) = actor else { return Some(actor.clone()) };
    match report.people.iter().find(|person| *person.id == *id) {
        Some(person) => person.entry.as_ref().map(|entry| Actor::Person(PersonId::clone(entry))),
        None => Some(actor.clone()),
    }
}

/// The days of a period of at most a month.
pub(crate) fn days_of(date: &Edtf) -> impl Iterator<Item = Date> {
    let last = date.last_day();
    date.first_day().series(1.day()).take(31).take_while(move |day| *day <= last)
}

/// Days of a period from which it is no more than a month or season.
const COARSE: usize = 28;

/// Whether a date leaves a month or more open.
pub(crate) fn is_coarse(date: &Edtf) -> bool {
    days_of(date).count() >= COARSE
}

/// The date that a group's reports together tell: for a visit the longest run
/// of days, else the finest date, of those the one most documents give. A day that
/// was only planned does not count beside those on which it was held, and one that
/// was given up not beside the new one.
pub(crate) fn date_of(group: &[Telling<'_>]) -> Option<(Edtf, DateFrom)> {
    let is_visit = group.iter().any(|telling| telling.claim.kind.is_visit());
    let given = given_up(group);
    let dated = || {
        let dated = group.iter().filter_map(|telling| Some((telling.claim.date?, telling.claim.date_from)));
        dated.filter(|(date, _)| !given.contains(date))
    };
    let value = dated().map(|(date, _)| date).max_by_key(|date| {
        let n_days = days_of(date).count();
        let n_given = dated().filter(|(other, _)| other == date).count();
        let is_of_days = n_days < COARSE;
        let length = if is_visit && is_of_days { n_days } else { 31 - n_days };
        (is_of_days, length, n_given, std::cmp::Reverse(*date))
    })?;
    let is_said = dated().any(|(date, from)| date == value && from == DateFrom::Text);
    Some((value, if is_said { DateFrom::Text } else { DateFrom::Inferred }))
}

/// Dates of plans that did not come to be: none that is held shares a day with
/// them, or, while nothing is held, none of the latest report.
fn given_up(group: &[Telling<'_>]) -> Vec<Edtf> {
    let dated = || group.iter().filter(|telling| telling.claim.date.is_some());
    let is_held = |telling: &&Telling<'_>| telling.claim.status == Status::Held;
    if dated().all(|telling| is_held(&telling)) {
        return Vec::new();
    }
    let latest = dated().filter_map(|telling| telling.report.day).max();
    let is_held_at_all = dated().any(|telling| is_held(&telling));
    let is_of_last = |telling: &&Telling<'_>| {
        if is_held_at_all { is_held(telling) } else { telling.report.day == latest }
    };
    let last: Vec<Edtf> = dated().filter(is_of_last).filter_map(|telling| telling.claim.date).collect();
    let others = dated().filter_map(|telling| telling.claim.date);
    others.filter(|date| !last.iter().any(|last| last.overlaps(date))).collect()
}
