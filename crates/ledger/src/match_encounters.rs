//! One encounter from many reports: which claims speak of the same contact.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::{ToSpan, civil::Date};
use record::{Actor, DateFrom, Edtf, Encounter as Claim, EncounterKind, PartyId, PersonId, Place, Status};

use crate::report::Report;

/// One report's claim of an encounter, its persons named by the ledger's ids.
#[derive(Clone, Debug)]
pub(crate) struct Telling<'a> {
    pub(crate) report: &'a Report,
    /// Apart, so that tellings are cheap to sort and to put into groups.
    pub(crate) claim: Box<Claim>,
    /// Days on which it must lie, where its own words do not date it.
    window: Option<Edtf>,
    /// Whether its day was found from the visit that it is within.
    is_dated_by_visit: bool,
}

impl<'a> Telling<'a> {
    /// A report's claim, with the ledger's ids for its persons.
    pub(crate) fn new(report: &'a Report, claim: Claim) -> Self {
        Self { report, claim: Box::new(identified(report, claim)), window: None, is_dated_by_visit: false }
    }

    /// As its own words have it.
    fn of_own_words(mut self) -> Self {
        if std::mem::take(&mut self.is_dated_by_visit) {
            (self.claim.date, self.claim.date_from) = (None, DateFrom::None);
        }
        self
    }

    /// Its document and its id within that.
    fn key(&self) -> (&str, &str) {
        (&self.report.article.id, &self.claim.id)
    }

    /// The place's state.
    fn country(&self) -> Option<&PartyId> {
        self.claim.place.as_ref().and_then(|place| place.country.as_ref())
    }
}

/// Tellings of one encounter.
pub(crate) type Group<'a> = Vec<Telling<'a>>;

/// Joins what reports tell of encounters: visits first, then what lies within
/// them, whose missing days the joined visits tell.
///
/// A report without any day is placed by what it shares with dated ones, and
/// all is then joined once more.
pub(crate) fn groups(tellings: Vec<Telling<'_>>) -> Vec<Group<'_>> {
    let first = joined(tellings, &Windows::new());
    let windows = windows_by_joins(&first);
    if windows.is_empty() {
        return first;
    }
    joined(first.into_iter().flatten().map(Telling::of_own_words).collect(), &windows)
}

/// Days within which an undated document speaks, by document.
type Windows = BTreeMap<String, Edtf>;

fn joined<'a>(mut tellings: Vec<Telling<'a>>, windows: &Windows) -> Vec<Group<'a>> {
    for telling in &mut tellings {
        let placed = windows.get(&telling.report.article.id).copied();
        telling.window = telling.claim.date.or_else(|| window_of_report(telling)).or(placed);
    }
    let (visits, mut rest): (Vec<_>, Vec<_>) =
        tellings.into_iter().partition(|telling| telling.claim.kind.is_visit());
    let visits = gather(visits);
    let days: HashMap<(&str, &str), Edtf> = visits
        .iter()
        .filter_map(|visit| Some((visit, date_of(visit)?.0)))
        .flat_map(|(visit, days)| visit.iter().map(move |told| (told.key(), days)))
        .collect();
    for telling in &mut rest {
        let within = telling.claim.within.as_deref().filter(|_| telling.claim.date.is_none());
        let visit = within.and_then(|within| days.get(&(telling.key().0, within)).copied());
        if let Some(days) = visit {
            date_by_visit(telling, days);
        }
    }
    drop(days);
    let mut groups = visits;
    groups.extend(gather(rest));
    groups
}

/// For each document without a day, the three weeks around the dated encounters
/// of other documents that it was joined to.
fn windows_by_joins(groups: &[Group<'_>]) -> Windows {
    let mut windows = Windows::new();
    for group in groups {
        let Some((date, _)) = date_of(group) else { continue };
        for telling in
            group.iter().filter(|telling| telling.report.day.is_none() && telling.claim.date.is_none())
        {
            let first = date.first_day().saturating_sub(10.days());
            let around = Edtf::days(first, date.last_day().saturating_add(10.days()));
            windows.entry(telling.report.article.id.clone()).or_insert(around);
        }
    }
    windows
}

/// The claim with the ledger's ids for its persons.
fn identified(report: &Report, mut claim: Claim) -> Claim {
    for actors in [&mut claim.hosts, &mut claim.guests, &mut claim.participants] {
        *actors = actors.iter().filter_map(|actor| identify(report, actor)).collect();
        actors.shrink_to_fit();
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

/// News tells of the last month, notices of the next half year.
fn window_of_report(telling: &Telling<'_>) -> Option<Edtf> {
    let day = telling.report.day?;
    let (first, last) = match telling.claim.status {
        Status::Held => (day.saturating_sub(30.days()), day.saturating_add(2.days())),
        _ => (day, day.saturating_add(183.days())),
    };
    Some(Edtf::days(first, last))
}

/// Dates a contact by the visit it is within: the day itself if the text names
/// a weekday that falls on one day of the visit, else the visit's days as the
/// window in which other reports of it must lie.
fn date_by_visit(telling: &mut Telling<'_>, days: Edtf) {
    telling.window = Some(days);
    let Some(weekday) = telling.claim.weekday else { return };
    let fitting: Vec<Date> =
        days_of(&days).filter(|day| day.weekday().to_monday_one_offset() == weekday).collect();
    if let [day] = fitting.as_slice() {
        telling.claim.date = Some(Edtf::day(*day));
        telling.claim.date_from = DateFrom::Inferred;
        telling.is_dated_by_visit = true;
        telling.window = telling.claim.date;
    }
}

/// The days of a period of at most a month.
fn days_of(date: &Edtf) -> impl Iterator<Item = Date> {
    let last = date.last_day();
    date.first_day().series(1.day()).take(31).take_while(move |day| *day <= last)
}

/// Puts tellings into groups, the dated and best told first.
fn gather(mut tellings: Vec<Telling<'_>>) -> Vec<Group<'_>> {
    tellings.sort_by_cached_key(|telling| {
        let claim = &telling.claim;
        let span = claim.date.map(|date| (date.first_day(), date.last_day()));
        let is_coarse = claim.date.is_none_or(|date| days_of(&date).count() >= 28);
        (
            is_coarse,
            span.is_none(),
            span,
            telling.window.is_none(),
            telling.report.article.id.clone(),
            claim.id.clone(),
        )
    });
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    let mut index = Index::default();
    for telling in tellings {
        let likely = index.likely(&telling);
        let fitting: Vec<usize> = likely.into_iter().filter(|idx| clusters[*idx].fits(&telling)).collect();
        // Where its own words do not say which of several it is, it stays alone:
        // nothing is guessed.
        let same_kind: Vec<usize> =
            fitting.iter().copied().filter(|idx| clusters[*idx].has_kind(telling.claim.kind)).collect();
        let narrowed = if same_kind.is_empty() { fitting } else { same_kind };
        let dated: Vec<usize> =
            narrowed.iter().copied().filter(|idx| clusters[*idx].date.is_some()).collect();
        let narrowed = if dated.is_empty() { narrowed } else { dated };
        let is_placed = telling.claim.date.is_some_and(|date| days_of(&date).count() < 28);
        let is_open = !is_placed && narrowed.len() > 1;
        let best = narrowed
            .into_iter()
            .max_by_key(|idx| (likeness(&clusters[*idx].group, &telling), std::cmp::Reverse(*idx)));
        let place = best.filter(|_| !is_open).unwrap_or(clusters.len());
        if place == clusters.len() {
            clusters.push(Cluster::default());
        }
        index.put(&telling, place);
        clusters[place].push(telling);
    }
    clusters.into_iter().map(|cluster| cluster.group).collect()
}

/// A group as it grows, with the date that it tells so far.
#[derive(Default)]
struct Cluster<'a> {
    group: Group<'a>,
    date: Option<Edtf>,
}

impl<'a> Cluster<'a> {
    fn push(&mut self, telling: Telling<'a>) {
        self.group.push(telling);
        self.date = date_of(&self.group).map(|(date, _)| date);
    }

    fn has_kind(&self, kind: EncounterKind) -> bool {
        self.group.iter().any(|known| known.claim.kind == kind)
    }

    fn fits(&self, telling: &Telling<'_>) -> bool {
        let is_of_another = |known: &Telling<'_>| known.key().0 != telling.key().0;
        self.dates_fit(telling)
            && self.group.iter().all(|known| {
                is_of_another(known)
                    && (is_same_sort(known.claim.kind, telling.claim.kind)
                        || is_by_screen(&known.claim, &telling.claim))
                    && places_fit(known, telling)
            })
            && self.group.iter().any(|known| people_fit(&known.claim, &telling.claim))
    }

    fn dates_fit(&self, telling: &Telling<'_>) -> bool {
        let known = self.date.or_else(|| self.group.first().and_then(|first| first.window));
        // Two stays that only touch are two.
        let is_stay = telling.claim.kind.is_visit() && telling.claim.date.is_some();
        let overlap = known.zip(telling.window).is_none_or(|(known, window)| {
            if is_stay { known.contains(&window) || window.contains(&known) } else { known.overlaps(&window) }
        });
        let weekday = telling.claim.weekday.zip(known).filter(|_| telling.claim.date.is_none());
        let falls = weekday.is_none_or(|(weekday, known)| {
            if telling.claim.kind.is_visit() {
                known.first_day().weekday().to_monday_one_offset() == weekday
            } else {
                days_of(&known).any(|day| day.weekday().to_monday_one_offset() == weekday)
            }
        });
        overlap && falls
    }
}

/// What two tellings of one encounter share at the least: a guest of a visit, a
/// person of anything else, or, where not both name persons, kind and place.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Shared {
    Guest(Actor),
    Person(Actor),
    /// Of every telling.
    Place(EncounterKind, Place),
    /// Of tellings that name no person.
    Bare(EncounterKind, Place),
}

/// Clusters by what their tellings share with others.
#[derive(Default)]
struct Index(HashMap<Shared, Vec<usize>>);

impl Index {
    /// Those that a telling may fit, in their order.
    fn likely(&self, telling: &Telling<'_>) -> BTreeSet<usize> {
        let keys = shared(telling).into_iter().filter_map(|key| match key {
            // One without persons is like any of its place, one with persons only like
            // those without.
            Shared::Place(kind, place) if has_persons(telling) => Some(Shared::Bare(kind, place)),
            Shared::Bare(..) => None,
            key => Some(key),
        });
        keys.filter_map(|key| self.0.get(&key)).flatten().copied().collect()
    }

    fn put(&mut self, telling: &Telling<'_>, place: usize) {
        for key in shared(telling) {
            let places = self.0.entry(key).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
}

fn has_persons(telling: &Telling<'_>) -> bool {
    telling.claim.participants.iter().any(|actor| matches!(actor, Actor::Person(_)))
}

fn shared(telling: &Telling<'_>) -> Vec<Shared> {
    let claim = &telling.claim;
    if claim.kind.is_visit() {
        return claim.guests.iter().cloned().map(Shared::Guest).collect();
    }
    let persons = claim.participants.iter().filter(|actor| matches!(actor, Actor::Person(_)));
    let mut keys: Vec<Shared> = persons.cloned().map(Shared::Person).collect();
    if let Some(place) = &claim.place {
        if keys.is_empty() {
            keys.push(Shared::Bare(claim.kind, place.clone()));
        }
        keys.push(Shared::Place(claim.kind, place.clone()));
    }
    keys
}

/// Whether one report calls a video call what another calls a meeting: of the same
/// two persons or more, on one day, in no place.
fn is_by_screen(left: &Claim, right: &Claim) -> bool {
    use EncounterKind as K;
    let sits =
        |claim: &Claim| matches!(claim.kind, K::Talks | K::Meeting | K::Summit) && claim.place.is_none();
    let is_screen = |claim: &Claim| claim.kind == K::VideoCall;
    let persons = |claim: &Claim| -> BTreeSet<Actor> {
        claim.participants.iter().filter(|actor| matches!(actor, Actor::Person(_))).cloned().collect()
    };
    let day = |claim: &Claim| claim.date.and_then(|date| date.single_day());
    (sits(left) && is_screen(right) || is_screen(left) && sits(right))
        && day(left).is_some()
        && day(left) == day(right)
        && persons(left).len() >= 2
        && persons(left) == persons(right)
}

fn is_same_sort(left: EncounterKind, right: EncounterKind) -> bool {
    use EncounterKind as K;
    let sits = |kind| {
        matches!(
            kind,
            K::Talks | K::Meeting | K::HighLevelMeeting | K::Summit | K::Reception | K::CourtesyCall
        )
    };
    // "Meeting" is said of any of these; talks and a reception of one day are two.
    let is_plain = left == K::Meeting || right == K::Meeting;
    left == right
        || left.is_visit() && right.is_visit()
        || left.is_call() && right.is_call()
        || sits(left) && sits(right) && is_plain
}

fn places_fit(left: &Telling<'_>, right: &Telling<'_>) -> bool {
    let countries = (left.country(), right.country());
    if matches!(countries, (Some(left), Some(right)) if left != right) {
        return false;
    }
    let (Some(own), Some(theirs)) = (&left.claim.place, &right.claim.place) else { return true };
    // A venue may stand in the city that the other report names.
    let is_vague = |place: &Place| left.claim.kind.is_visit() || place.name.contains(',') || place.is_country;
    own.name == theirs.name || is_vague(own) || is_vague(theirs)
}

/// Same persons, as far as both name them; for visits, the same guest.
fn people_fit(left: &Claim, right: &Claim) -> bool {
    if left.kind.is_visit() {
        return left.guests.iter().any(|guest| right.guests.contains(guest));
    }
    let persons = |claim: &Claim| -> BTreeSet<Actor> {
        claim.participants.iter().filter(|actor| matches!(actor, Actor::Person(_))).cloned().collect()
    };
    let (own, theirs) = (persons(left), persons(right));
    let n_shared = own.intersection(&theirs).count();
    let is_grouped = left.groups.is_empty() == right.groups.is_empty();
    match own.len().min(theirs.len()) {
        // An event that not both reports give actors is told by its kind, its
        // place and its day or month.
        0 => {
            let dates = left.date.zip(right.date);
            left.kind == right.kind
                && left.place.is_some()
                && left.place == right.place
                && dates.is_some_and(|(left, right)| left.overlaps(&right))
        }
        // One name alone says too little, unless both reports name it alone, or
        // call the contact by the same word.
        1 => n_shared == 1 && is_grouped && (own.len() == theirs.len() || left.kind == right.kind),
        smaller => n_shared == smaller || n_shared >= 2,
    }
}

/// How much a telling agrees with a group.
fn likeness(group: &[Telling<'_>], telling: &Telling<'_>) -> (bool, usize, bool) {
    let same_kind = group.iter().any(|known| known.claim.kind == telling.claim.kind);
    let shared = |known: &Telling<'_>| {
        known.claim.participants.iter().filter(|actor| telling.claim.participants.contains(actor)).count()
    };
    let same_place = group.iter().any(|known| known.claim.place == telling.claim.place);
    (same_kind, group.iter().map(shared).max().unwrap_or(0), same_place)
}

/// The date that a group's reports together tell: for a visit the longest run
/// of days, else the finest date, of those the one most documents give.
pub(crate) fn date_of(group: &[Telling<'_>]) -> Option<(Edtf, DateFrom)> {
    let is_visit = group.iter().any(|telling| telling.claim.kind.is_visit());
    let dated = || group.iter().filter_map(|telling| Some((telling.claim.date?, telling.claim.date_from)));
    let value = dated().map(|(date, _)| date).max_by_key(|date| {
        let n_days = days_of(date).count();
        let n_given = dated().filter(|(other, _)| other == date).count();
        let is_of_days = n_days < 28;
        let length = if is_visit && is_of_days { n_days } else { 31 - n_days };
        (is_of_days, length, n_given, std::cmp::Reverse(*date))
    })?;
    let is_said = dated().any(|(date, from)| date == value && from == DateFrom::Text);
    Some((value, if is_said { DateFrom::Text } else { DateFrom::Inferred }))
}
