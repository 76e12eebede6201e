//! One encounter under two days: by two clocks, or put off from one to the other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use record::{Actor, Status};

use crate::{
    alike::{is_same_sort, likeness, places_fit},
    days::days_between,
    match_encounters::Cluster,
    people::People,
    telling::Telling,
};

/// Minutes between two clocks from which one contact is often of two days: leaders
/// meet between morning and evening, and between clocks less than five hours apart
/// that is nearly always one day by both.
const FAR: i16 = 300;

/// Days within which a postponed plan may come to be.
const HALF_A_YEAR: i32 = 183;

/// Days for which a plan that has passed may still be said to be put off.
const MONTH: i32 = 31;

/// Pairs of encounters that are one, dated a day apart by the clocks of those who
/// report: every report of the later day is from east of every one of the earlier.
pub(crate) fn by_clocks(clusters: &[Cluster<'_>], people: &People) -> Vec<(usize, usize)> {
    let day = |cluster: &Cluster<'_>| cluster.date.and_then(|date| date.single_day());
    let mut of_day: BTreeMap<(Date, &Actor), Vec<usize>> = BTreeMap::new();
    for (place, cluster) in clusters.iter().enumerate() {
        if let Some(day) =
            day(cluster).filter(|_| cluster.group.iter().any(|told| told.report.clock.is_some()))
        {
            for person in persons(cluster) {
                of_day.entry((day, person)).or_default().push(place);
            }
        }
    }
    let mut pairs = Vec::new();
    for (place, cluster) in clusters.iter().enumerate() {
        let Some(next) = day(cluster).map(|day| day.saturating_add(1.days())) else { continue };
        let others = persons(cluster).into_iter().filter_map(|person| of_day.get(&(next, person))).flatten();
        let others: BTreeSet<usize> = others.copied().collect();
        let others = others.into_iter().filter(|other| is_by_clocks(cluster, &clusters[*other], people));
        pairs.extend(others.map(|other| (place, other)));
    }
    // Three days in a row are of two calls at least, and nothing says of which.
    let firsts: BTreeSet<usize> = pairs.iter().map(|(first, _)| *first).collect();
    let seconds: BTreeSet<usize> = pairs.iter().map(|(_, second)| *second).collect();
    pairs.retain(|(first, second)| !seconds.contains(first) && !firsts.contains(second));
    alone(pairs)
}

/// Pairs of encounters that are one, planned for the first day and put off to the
/// second: the later ones first, so that what was put off twice becomes one.
pub(crate) fn put_off(clusters: &[Cluster<'_>], people: &People) -> Vec<(usize, usize)> {
    let is_open = |cluster: &Cluster<'_>| {
        cluster.date.is_some() && cluster.group.iter().all(|told| told.claim.status != Status::Held)
    };
    let has_postponed =
        |cluster: &Cluster<'_>| cluster.group.iter().any(|told| told.claim.status == Status::Postponed);
    let wanted: BTreeSet<&Actor> =
        clusters.iter().filter(|cluster| has_postponed(cluster)).flat_map(persons).collect();
    let mut of_person: BTreeMap<&Actor, Vec<usize>> = BTreeMap::new();
    for (place, cluster) in clusters.iter().enumerate() {
        for person in persons(cluster).intersection(&wanted) {
            of_person.entry(person).or_default().push(place);
        }
    }
    let mut pairs = Vec::new();
    for (place, plan) in clusters.iter().enumerate().filter(|(_, cluster)| is_open(cluster)) {
        let others = persons(plan).into_iter().filter_map(|person| of_person.get(person)).flatten();
        let others: BTreeSet<usize> = others.copied().filter(|other| *other != place).collect();
        let others = others.into_iter().filter(|other| is_put_off(plan, &clusters[*other], people));
        pairs.extend(others.map(|other| (place, other)));
    }
    let mut pairs = alone(direct(pairs));
    pairs.sort_by_key(|(plan, _)| std::cmp::Reverse(clusters[*plan].date));
    pairs
}

/// Without those that two others make: what is put off twice goes by the day between.
fn direct(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let all: BTreeSet<(usize, usize)> = pairs.iter().copied().collect();
    let is_direct = |(first, last): &(usize, usize)| {
        let mut between = all.range((*first, 0)..(*first + 1, 0));
        !between.any(|(_, between)| all.contains(&(*between, *last)))
    };
    pairs.into_iter().filter(is_direct).collect()
}

/// Those whose first is in no other pair as the first, nor the second as the second.
fn alone(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let (mut firsts, mut seconds) = (BTreeMap::new(), BTreeMap::new());
    for (first, second) in &pairs {
        *firsts.entry(*first).or_insert(0) += 1;
        *seconds.entry(*second).or_insert(0) += 1;
    }
    let is_alone =
        |(first, second): &(usize, usize)| firsts.get(first) == Some(&1) && seconds.get(second) == Some(&1);
    pairs.into_iter().filter(is_alone).collect()
}

/// All whom its tellings name: of visits the guests.
fn persons<'c>(cluster: &'c Cluster<'_>) -> BTreeSet<&'c Actor> {
    let named = |telling: &'c Telling<'_>| {
        if telling.claim.kind.is_visit() { &telling.claim.guests } else { &telling.claim.participants }
    };
    let named = cluster.group.iter().flat_map(named);
    named.filter(|actor| matches!(actor, Actor::Person(_))).collect()
}

fn is_by_clocks(earlier: &Cluster<'_>, later: &Cluster<'_>, people: &People) -> bool {
    let is_two =
        |left: &Telling<'_>, right: &Telling<'_>| left.n_shared(right) >= 2 && is_datable(left, right);
    is_one(earlier, later, people) && every(earlier, later, is_two) && are_clocks_apart(earlier, later)
}

/// Whether two contacts can be dated by other clocks than that of their place: calls,
/// and meetings in one city that both name and that are no part of a visit.
fn is_datable(left: &Telling<'_>, right: &Telling<'_>) -> bool {
    let is_call = left.claim.kind.is_call() && right.claim.kind.is_call();
    let is_city = left.claim.place.as_ref().is_some_and(|place| !place.is_country);
    let is_part = left.claim.within.is_some() || right.claim.within.is_some();
    is_call || is_city && left.claim.place == right.claim.place && !is_part
}

/// Whether all clocks of the later day are east of those of the earlier, and far
/// enough. An outlet without a clock that tells both days tells of two contacts.
fn are_clocks_apart(earlier: &Cluster<'_>, later: &Cluster<'_>) -> bool {
    let clocks = |cluster: &Cluster<'_>| -> BTreeSet<i16> {
        cluster.group.iter().filter_map(|told| told.report.clock).collect()
    };
    let (west, east) = (clocks(earlier), clocks(later));
    let is_apart = east.first().zip(west.last()).is_some_and(|(east, west)| east > west);
    let is_far = east.last().zip(west.first()).is_some_and(|(east, west)| east - west >= FAR);
    let is_of_one = |left: &Telling<'_>, right: &Telling<'_>| {
        let outlet = &left.report.article.outlet;
        let is_known = left.report.clock.is_some() && right.report.clock.is_some();
        !is_known && outlet.is_some() && *outlet == right.report.article.outlet
    };
    is_apart && is_far && every(earlier, later, |left, right| !is_of_one(left, right))
}

/// Whether a plan was put off to another encounter: the last report of the plan says
/// that it is postponed, and the other is told of only after that; or a report of the
/// other says that it is postponed, and until then there was only the plan.
fn is_put_off(plan: &Cluster<'_>, other: &Cluster<'_>, people: &People) -> bool {
    let (Some(planned), Some(date)) = (plan.date, other.date) else { return false };
    let days = days_between(planned.last_day(), date.first_day());
    if !(1..=HALF_A_YEAR).contains(&days) || !is_one(plan, other, people) {
        return false;
    }
    let days_of = |cluster: &Cluster<'_>| -> Option<Vec<Date>> {
        cluster.group.iter().map(|told| told.report.day).collect()
    };
    let (Some(of_plan), Some(of_other)) = (days_of(plan), days_of(other)) else { return false };
    let last = plan.group.iter().max_by_key(|told| told.report.day);
    let is_given_up = last.is_some_and(|told| {
        told.claim.status == Status::Postponed && of_other.iter().all(|day| Some(*day) >= told.report.day)
    });
    let mut postponed = other.group.iter().filter(|told| told.claim.status == Status::Postponed);
    is_given_up
        || postponed.any(|told| {
            told.report.day.is_some_and(|day| {
                of_plan.iter().all(|planned| *planned <= day)
                    && days_between(planned.last_day(), day) <= MONTH
            })
        })
}

/// Whether two are of one sort, in no two places and of the same persons, told by no
/// document both.
fn is_one(left: &Cluster<'_>, right: &Cluster<'_>, people: &People) -> bool {
    let is_free = |own: &Telling<'_>, other: &Telling<'_>| {
        own.key().0 != other.key().0
            && is_same_sort(own.claim.kind, other.claim.kind)
            && places_fit(own, other)
    };
    let is_alike = |own: &Telling<'_>| right.group.iter().any(|other| likeness(own, other, people).is_some());
    every(left, right, is_free) && left.group.iter().any(is_alike)
}

/// Whether something holds of every two tellings of two encounters.
fn every(
    left: &Cluster<'_>,
    right: &Cluster<'_>,
    holds: impl Fn(&Telling<'_>, &Telling<'_>) -> bool,
) -> bool {
    left.group.iter().all(|own| right.group.iter().all(|other| holds(own, other)))
}
