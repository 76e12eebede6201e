//! One encounter from many reports: which claims speak of the same contact.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use record::{Actor, DateFrom, Edtf, Encounter as Claim, EncounterKind, PartyId, Place, Status};

use crate::{people::Identities, report::Report};

/// One report's claim of an encounter, its persons named by the ledger's ids.
#[derive(Clone, Debug)]
pub(crate) struct Telling<'a> {
    pub(crate) report: &'a Report,
    pub(crate) claim: Claim,
    /// Days on which it must lie, where its own words do not date it.
    window: Option<Edtf>,
}

impl Telling<'_> {
    /// The place's state.
    fn country(&self) -> Option<&PartyId> {
        self.claim.place.as_ref().and_then(|place| place.country.as_ref())
    }
}

/// Tellings of one encounter.
pub(crate) type Group<'a> = Vec<Telling<'a>>;

/// Joins the encounters of all reports: visits first, then what lies within
/// them, whose missing days the joined visits tell.
///
/// A report without any day is placed by what it shares with dated ones, and
/// all is then joined once more.
pub(crate) fn groups<'a>(reports: &'a [Report], identities: &Identities) -> Vec<Group<'a>> {
    let first = joined(reports, identities, &Windows::new());
    let windows = windows_by_joins(&first);
    if windows.is_empty() { first } else { joined(reports, identities, &windows) }
}

/// Days within which an undated document speaks, by document.
type Windows = BTreeMap<String, Edtf>;

fn joined<'a>(reports: &'a [Report], identities: &Identities, windows: &Windows) -> Vec<Group<'a>> {
    let mut tellings: Vec<Telling<'a>> = reports
        .iter()
        .flat_map(|report| report.encounters.iter().map(move |claim| (report, claim)))
        .map(|(report, claim)| Telling { report, claim: identified(report, claim, identities), window: None })
        .collect();
    for telling in &mut tellings {
        let placed = windows.get(&telling.report.article.id).copied();
        telling.window = telling.claim.date.or_else(|| window_of_report(telling)).or(placed);
    }
    let (visits, mut rest): (Vec<_>, Vec<_>) =
        tellings.into_iter().partition(|telling| telling.claim.kind.is_visit());
    let visits = gather(visits);
    for telling in &mut rest {
        if telling.claim.date.is_none() {
            date_by_visit(telling, &visits);
        }
    }
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
fn identified(report: &Report, claim: &Claim, identities: &Identities) -> Claim {
    let all =
        |actors: &[Actor]| actors.iter().filter_map(|actor| identify(report, actor, identities)).collect();
    let capacities = claim.capacities.iter().filter_map(|(id, labels)| {
        let known = identities.get(&(report.article.id.clone(), id.clone()));
        let id = known.map_or_else(|| Some(id.clone()), Clone::clone)?;
        Some((id, labels.clone()))
    });
    Claim {
        hosts: all(&claim.hosts),
        guests: all(&claim.guests),
        participants: all(&claim.participants),
        capacities: capacities.collect(),
        ..claim.clone()
    }
}

/// An actor of a document by the ledger's id; nobody if the person was dismissed.
pub(crate) fn identify(report: &Report, actor: &Actor, identities: &Identities) -> Option<Actor> {
    match actor {
        Actor::Person(id) => match identities.get(&(report.article.id.clone(), id.clone())) {
            Some(known) => known.clone().map(Actor::Person),
            None => Some(actor.clone()),
        },
        other => Some(other.clone()),
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
fn date_by_visit(telling: &mut Telling<'_>, visits: &[Group<'_>]) {
    let Some(within) = telling.claim.within.as_ref() else { return };
    let document = &telling.report.article.id;
    let visit = visits.iter().find(|group| {
        group.iter().any(|visit| visit.report.article.id == *document && visit.claim.id == *within)
    });
    let Some(days) = visit.and_then(|group| date_of(group)).map(|(date, _)| date) else { return };
    telling.window = Some(days);
    let Some(weekday) = telling.claim.weekday else { return };
    let fitting: Vec<Date> =
        days_of(&days).filter(|day| day.weekday().to_monday_one_offset() == weekday).collect();
    if let [day] = fitting.as_slice() {
        telling.claim.date = Some(Edtf::day(*day));
        telling.claim.date_from = DateFrom::Inferred;
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
    let mut groups: Vec<Group<'_>> = Vec::new();
    for telling in tellings {
        let fitting: Vec<usize> = (0..groups.len()).filter(|idx| fits(&groups[*idx], &telling)).collect();
        // Where its own words do not say which of several it is, it stays alone:
        // nothing is guessed.
        let same_kind: Vec<usize> =
            fitting.iter().copied().filter(|idx| has_kind(&groups[*idx], telling.claim.kind)).collect();
        let narrowed = if same_kind.is_empty() { fitting } else { same_kind };
        let dated: Vec<usize> =
            narrowed.iter().copied().filter(|idx| date_of(&groups[*idx]).is_some()).collect();
        let narrowed = if dated.is_empty() { narrowed } else { dated };
        let is_placed = telling.claim.date.is_some_and(|date| days_of(&date).count() < 28);
        let is_open = !is_placed && narrowed.len() > 1;
        let best = narrowed
            .into_iter()
            .max_by_key(|idx| (likeness(&groups[*idx], &telling), std::cmp::Reverse(*idx)));
        match best.filter(|_| !is_open) {
            Some(best) => groups[best].push(telling),
            None => groups.push(vec![telling]),
        }
    }
    groups
}

fn has_kind(group: &[Telling<'_>], kind: EncounterKind) -> bool {
    group.iter().any(|known| known.claim.kind == kind)
}

fn fits(group: &[Telling<'_>], telling: &Telling<'_>) -> bool {
    let is_other_document = group.iter().all(|known| known.report.article.id != telling.report.article.id);
    is_other_document
        && group.iter().all(|known| {
            let is_sort = is_same_sort(known.claim.kind, telling.claim.kind);
            (is_sort || is_by_screen(&known.claim, &telling.claim)) && places_fit(known, telling)
        })
        && group.iter().any(|known| people_fit(&known.claim, &telling.claim))
        && dates_fit(group, telling)
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

fn dates_fit(group: &[Telling<'_>], telling: &Telling<'_>) -> bool {
    let known = date_of(group).map(|(date, _)| date).or_else(|| group.first().and_then(|first| first.window));
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
