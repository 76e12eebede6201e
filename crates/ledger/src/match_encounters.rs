//! One encounter from many reports: which claims speak of the same contact.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::{ToSpan, civil::Date};
use record::{Actor, DateFrom, Edtf, EncounterKind, Place, Status};

use crate::{
    alike::{Why, is_by_screen, is_same_sort, likeness, places_fit},
    moved,
    people::People,
    telling::{Group, Telling, date_of, days_of, is_coarse},
};

/// Joins what reports tell of encounters: visits first, then what lies within
/// them, whose missing days the joined visits tell.
///
/// A report without any day is placed by what it shares with dated ones, and
/// all is then joined once more.
pub(crate) fn groups<'a>(tellings: Vec<Telling<'a>>, people: &People) -> Vec<Group<'a>> {
    let first = joined(tellings, people, &Windows::new());
    let windows = windows_by_joins(&first);
    if windows.is_empty() {
        return first;
    }
    joined(first.into_iter().flatten().map(Telling::of_own_words).collect(), people, &windows)
}

/// Days within which an undated document speaks, by document.
type Windows = BTreeMap<String, Edtf>;

fn joined<'a>(mut tellings: Vec<Telling<'a>>, people: &People, windows: &Windows) -> Vec<Group<'a>> {
    for telling in &mut tellings {
        let placed = windows.get(&telling.report.article.id).copied();
        telling.window = telling.claim.date.or_else(|| window_of_report(telling)).or(placed);
    }
    let (visits, mut rest): (Vec<_>, Vec<_>) =
        tellings.into_iter().partition(|telling| telling.claim.kind.is_visit());
    let visits = gather(visits, people);
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
    groups.extend(gather(rest, people));
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

/// Puts tellings into groups: those that name persons before those that do not,
/// the dated and best told first.
fn gather<'a>(mut tellings: Vec<Telling<'a>>, people: &People) -> Vec<Group<'a>> {
    tellings.sort_by_cached_key(|telling| {
        let claim = &telling.claim;
        let span = claim.date.map(|date| (date.first_day(), date.last_day()));
        (
            telling.is_bare(),
            claim.date.is_none_or(|date| is_coarse(&date)),
            span.is_none(),
            span,
            telling.window.is_none(),
            telling.report.article.id.clone(),
            claim.id.clone(),
        )
    });
    let n_named = tellings.iter().take_while(|telling| !telling.is_bare()).count();
    let mut bare = tellings.split_off(n_named);
    let n_exact = tellings.iter().take_while(|telling| is_placed(telling)).count();
    let coarse = tellings.split_off(n_exact);
    let sought = bare.iter().flat_map(|telling| by_what_is_told(telling, people)).collect();
    let mut clusters = Clusters { all: Vec::new(), index: HashMap::new(), sought, people };
    tellings.into_iter().for_each(|telling| clusters.put(telling));
    clusters.merge(moved::by_clocks(&clusters.all, people), Why::Clocks);
    coarse.into_iter().for_each(|telling| clusters.put(telling));
    give_company(&mut bare, &clusters.all);
    bare.into_iter().for_each(|telling| clusters.put(telling));
    clusters.merge(moved::put_off(&clusters.all, people), Why::PutOff);
    clusters.all.into_iter().map(|cluster| cluster.group).filter(|group| !group.is_empty()).collect()
}

/// Tells those that name nobody who meet in the other contacts of their reports.
fn give_company(bare: &mut [Telling<'_>], clusters: &[Cluster<'_>]) {
    let of_nobody = bare.iter().filter(|telling| telling.is_of_nobody());
    let mut company: HashMap<String, Vec<BTreeSet<Actor>>> =
        of_nobody.map(|telling| (telling.report.article.id.clone(), Vec::new())).collect();
    for cluster in clusters {
        for document in cluster.group.iter().map(|known| known.key().0) {
            if let Some(company) = company.get_mut(document) {
                company.push(cluster.group.iter().flat_map(Telling::persons).cloned().collect());
            }
        }
    }
    for telling in bare.iter_mut().filter(|telling| telling.is_of_nobody()) {
        telling.company = company.get(telling.key().0).cloned().unwrap_or_default();
    }
}

/// Whether its own words date it closer than by a month.
fn is_placed(telling: &Telling<'_>) -> bool {
    telling.claim.date.is_some_and(|date| !is_coarse(&date))
}

/// A group as it grows, with the date that it tells so far.
#[derive(Default)]
pub(crate) struct Cluster<'a> {
    pub(crate) group: Group<'a>,
    pub(crate) date: Option<Edtf>,
}

impl<'a> Cluster<'a> {
    fn push(&mut self, telling: Telling<'a>) {
        self.group.push(telling);
        self.date = date_of(&self.group).map(|(date, _)| date);
    }

    fn has_kind(&self, kind: EncounterKind) -> bool {
        self.group.iter().any(|known| known.claim.kind == kind)
    }

    /// Whether it was planned by the day of a report.
    fn is_planned_before(&self, telling: &Telling<'_>) -> bool {
        let mut planned = self.group.iter().filter(|known| known.claim.status == Status::Planned);
        planned.any(|known| known.report.day <= telling.report.day)
    }

    /// By what a telling is of this encounter, if it can be.
    fn likeness(&self, telling: &Telling<'_>, people: &People) -> Option<Why> {
        let is_of_sort = |known: &Telling<'_>| is_same_sort(known.claim.kind, telling.claim.kind);
        // One that names nobody cannot show that it was by video: one that does must.
        let is_sorted = if telling.is_bare() {
            self.group.iter().any(is_of_sort)
        } else {
            self.group.iter().all(|known| is_of_sort(known) || is_by_screen(known, telling))
        };
        let is_free = |known: &Telling<'_>| known.key().0 != telling.key().0 && places_fit(known, telling);
        if !is_sorted || !self.dates_fit(telling) || !self.group.iter().all(is_free) {
            return None;
        }
        self.group.iter().filter_map(|known| likeness(known, telling, people)).max()
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

/// What two tellings of one encounter share at the least.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Shared {
    /// A guest of a visit.
    Guest(Actor),
    /// A person of anything else.
    Person(Actor),
    /// Where not both name persons, kind, place and year.
    Place(EncounterKind, Place, i16),
    /// The same, whether it is a call, the day and the two states.
    Sides(bool, Date, [String; 2]),
}

/// The groups as they grow, by what their tellings share with others.
struct Clusters<'a, 'p> {
    all: Vec<Cluster<'a>>,
    index: HashMap<Shared, Vec<usize>>,
    /// By what those are looked for that name no person: nothing else of that sort
    /// need be kept.
    sought: HashSet<Shared>,
    people: &'p People,
}

impl<'a> Clusters<'a, '_> {
    /// Puts a telling to the encounter that it is of, or to none of those known.
    fn put(&mut self, mut telling: Telling<'a>) {
        let best = self.best(&telling);
        telling.why = best.map(|(_, why)| why);
        let place = best.map_or(self.all.len(), |(place, _)| place);
        if place == self.all.len() {
            self.all.push(Cluster::default());
        }
        self.note(&telling, place);
        self.all[place].push(telling);
    }

    /// The one encounter that a telling is of. Where its own words do not say which
    /// of several, it is none: nothing is guessed.
    fn best(&self, telling: &Telling<'_>) -> Option<(usize, Why)> {
        let likely = self.likely(telling).into_iter();
        let mut fitting: Vec<(usize, Why)> = likely
            .filter_map(|place| Some((place, self.all[place].likeness(telling, self.people)?)))
            .collect();
        self.narrow(&mut fitting, |cluster| cluster.has_kind(telling.claim.kind));
        self.narrow(&mut fitting, |cluster| cluster.date.is_some());
        if matches!(telling.claim.status, Status::Postponed | Status::Cancelled) {
            self.narrow(&mut fitting, |cluster| cluster.is_planned_before(telling));
        }
        if fitting.len() > 1 && (telling.is_bare() || !is_placed(telling)) {
            return None;
        }
        let closeness = |place: usize| closeness(&self.all[place].group, telling);
        fitting.into_iter().max_by_key(|(place, _)| (closeness(*place), std::cmp::Reverse(*place)))
    }

    /// Keeps those of a sort, if there are any.
    fn narrow(&self, fitting: &mut Vec<(usize, Why)>, is_of: impl Fn(&Cluster<'_>) -> bool) {
        if fitting.iter().any(|(place, _)| is_of(&self.all[*place])) {
            fitting.retain(|(place, _)| is_of(&self.all[*place]));
        }
    }

    /// Those that a telling may fit, in their order.
    fn likely(&self, telling: &Telling<'_>) -> BTreeSet<usize> {
        let mut keys = of_persons(telling);
        if telling.is_bare() {
            keys.extend(by_what_is_told(telling, self.people));
            keys.extend(telling.company.iter().flatten().cloned().map(Shared::Person));
        }
        keys.iter().filter_map(|key| self.index.get(key)).flatten().copied().collect()
    }

    fn note(&mut self, telling: &Telling<'_>, place: usize) {
        let mut keys = of_persons(telling);
        if !self.sought.is_empty() && !telling.claim.kind.is_visit() {
            let told = by_what_is_told(telling, self.people);
            keys.extend(told.into_iter().filter(|key| self.sought.contains(key)));
        }
        for key in keys {
            let places = self.index.entry(key).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }

    /// Makes one of two, the second of each pair going into the first.
    fn merge(&mut self, pairs: Vec<(usize, usize)>, why: Why) {
        for (into, from) in pairs {
            let group = std::mem::take(&mut self.all[from]).group;
            for mut telling in group {
                telling.why = telling.why.or(Some(why));
                self.note(&telling, into);
                self.all[into].push(telling);
            }
        }
    }
}

fn of_persons(telling: &Telling<'_>) -> Vec<Shared> {
    if telling.claim.kind.is_visit() {
        return telling.claim.guests.iter().cloned().map(Shared::Guest).collect();
    }
    telling.persons().cloned().map(Shared::Person).collect()
}

/// Of a contact, kind, place and years, and day and states.
fn by_what_is_told(telling: &Telling<'_>, people: &People) -> Vec<Shared> {
    let claim = &telling.claim;
    let mut keys = Vec::new();
    if let (Some(place), Some(date)) = (&claim.place, claim.date) {
        let years = date.first_day().year()..=date.last_day().year();
        keys.extend(years.take(2).map(|year| Shared::Place(claim.kind, place.clone(), year)));
    }
    let sides: Vec<String> = telling.sides(people).into_iter().map(|side| side.0.clone()).collect();
    if let (Some(day), Ok(sides)) = (telling.day(), <[String; 2]>::try_from(sides)) {
        keys.push(Shared::Sides(claim.kind.is_call(), day, sides));
    }
    keys
}

/// How much a telling agrees with a group.
fn closeness(group: &[Telling<'_>], telling: &Telling<'_>) -> (bool, usize, bool) {
    let same_kind = group.iter().any(|known| known.claim.kind == telling.claim.kind);
    let shared = |known: &Telling<'_>| {
        known.claim.participants.iter().filter(|actor| telling.claim.participants.contains(actor)).count()
    };
    let same_place = group.iter().any(|known| known.claim.place == telling.claim.place);
    (same_kind, group.iter().map(shared).max().unwrap_or(0), same_place)
}
