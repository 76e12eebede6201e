//! Who is who: persons of many documents joined by name, party and office.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use jiff::civil::Date;
use record::{Capacity, Edtf, PartyId, PersonId, fold};

use crate::{
    Error,
    appearance::Appearance,
    corrected::Decisions,
    days::{Days, days_between},
    entry::{Held, Person, Source},
    join::{Put, Row},
    names::{Likeness, Name, office},
    report::Report,
    tenures::{SINGLE, Tenure},
};

/// Who a person is, as far as other entries tell.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) id: Arc<PersonId>,
    pub(crate) name: String,
    pub(crate) country: Option<PartyId>,
}

/// All persons, by their ids.
pub(crate) type People = BTreeMap<Arc<PersonId>, Known>;

/// Days within which an office that a person is seen in speaks for a name that
/// says too little alone.
const NEAR: i32 = 400;

/// A person of one document.
#[derive(Clone, Copy)]
struct Named<'a> {
    report: &'a Report,
    person: &'a Appearance,
    /// The place of the report among others, and of the person within it.
    at: (usize, usize),
    /// Why it was joined to those before it; nothing of the first.
    why: Option<&'static str>,
}

/// Persons of documents who are one, and what all of them tell.
#[derive(Default)]
struct Group<'a> {
    named: Vec<Named<'a>>,
    documents: BTreeSet<&'a str>,
    country: Option<&'a Arc<PartyId>>,
    names: BTreeSet<Name>,
    /// The first and last day on which each office is seen; an office that only
    /// undated documents show has none.
    seen: BTreeMap<String, Option<Days>>,
}

/// A group that a person may belong to, by likeness, offices shared, and days
/// from those on which they are seen held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    likeness: Likeness,
    n_shared: usize,
    nearness: std::cmp::Reverse<i32>,
    size: usize,
    place: std::cmp::Reverse<usize>,
}

/// Joins the persons of all documents, and gives each to `put`. Two are one when
/// their names can be the same, their parties do not differ, and, where the name
/// says too little, an office of those days speaks for it. Every appearance is then
/// told who it is; of a person who was dismissed, nobody.
pub(crate) fn people(
    reports: &mut [Report],
    decisions: &Decisions,
    put: &mut Put<'_>,
) -> Result<People, Error> {
    let mut groups: Vec<Vec<Named<'_>>> = gather(reports).into_iter().map(|group| group.named).collect();
    decisions
        .regroup("person", &mut groups, |named| (named.report.article.id.clone(), named.person.id.0.clone()));
    let mut known = People::new();
    let mut add = |person: Person| -> Result<(), Error> {
        put(row(&person))?;
        let id = Arc::new(person.id);
        known.insert(id.clone(), Known { id, name: person.name, country: person.country });
        Ok(())
    };
    let (mut taken, mut held) = (BTreeMap::new(), Vec::new());
    let mut ids: Vec<(PersonId, Vec<(usize, usize)>)> = Vec::with_capacity(groups.len());
    for group in groups {
        let person = person(&group, &mut taken);
        ids.push((person.id.clone(), group.iter().map(|named| named.at).collect()));
        if decisions.are_about(&person) { held.push(person) } else { add(person)? }
    }
    decisions.edited(held).into_iter().try_for_each(add)?;
    for (id, places) in ids {
        let entry = known.get(&id).map(|known| known.id.clone());
        for (report, person) in places {
            reports[report].people[person].entry = entry.clone();
        }
    }
    Ok(known)
}

fn row(person: &Person) -> Row {
    let days = person.capacities.iter().filter_map(|held| held.first).min();
    let persons = BTreeSet::from([person.id.clone()]);
    Row::of(person, days, person.country.iter().cloned().collect(), persons)
}

/// Puts the persons of all documents into groups, one name after another.
fn gather(reports: &[Report]) -> Vec<Group<'_>> {
    let mut by_name: BTreeMap<Name, Vec<Named<'_>>> = BTreeMap::new();
    for (place, report) in reports.iter().enumerate() {
        for (within, person) in report.people.iter().enumerate() {
            let named = Named { report, person, at: (place, within), why: None };
            by_name.entry(Name::of(&person.name)).or_default().push(named);
        }
    }
    // Full names first, so that a name alone finds whom it may belong to; and of
    // those the more frequent, so that a misspelt one finds the right one.
    let mut names: Vec<(Name, Vec<Named<'_>>)> = by_name.into_iter().collect();
    names.sort_by_cached_key(|(name, named)| {
        let n_words = name.words.len();
        let is_short = n_words == 1 || name.is_initialled();
        (is_short, std::cmp::Reverse((n_words, named.len())), name.clone())
    });
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (name, mut named) in names {
        named.sort_by_cached_key(|one| (one.report.article.id.clone(), one.person.id.clone()));
        let keys = name.keys();
        let found: BTreeSet<usize> =
            keys.iter().filter_map(|key| index.get(key)).flatten().copied().collect();
        let mut alike: Vec<(usize, Likeness)> = found
            .into_iter()
            .filter_map(|group| {
                Some((group, groups[group].names.iter().filter_map(|known| known.likeness(&name)).max()?))
            })
            .collect();
        for mut one in named {
            let best = best_group(&groups, &alike, &one);
            one.why = best.map(|(_, likeness)| likeness.why());
            let group = best.map_or(groups.len(), |(group, _)| group);
            if group == groups.len() {
                groups.push(Group::default());
                alike.extend(name.likeness(&name).map(|likeness| (group, likeness)));
            }
            if groups[group].names.insert(name.clone()) {
                for key in &keys {
                    index.entry(key.clone()).or_default().push(group);
                }
            }
            groups[group].add(one);
        }
    }
    groups
}

impl<'a> Group<'a> {
    fn add(&mut self, one: Named<'a>) {
        self.documents.insert(&one.report.article.id);
        self.country = self.country.or(one.person.country.as_ref());
        for capacity in &one.person.capacities {
            let seen = self.seen.entry(office(capacity)).or_default();
            if let Some(day) = one.report.day {
                let (first, last) = seen.unwrap_or((day, day));
                *seen = Some((first.min(day), last.max(day)));
            }
        }
        self.named.push(one);
    }

    /// How a person fits into it, if at all.
    fn fit(&self, place: usize, likeness: Likeness, one: &Named<'_>) -> Option<Fit> {
        let country = one.person.country.as_ref();
        let is_apart = self.country.is_some() && country.is_some() && self.country != country;
        if is_apart || self.documents.contains(one.report.article.id.as_str()) {
            return None;
        }
        let offices: BTreeSet<String> = one.person.capacities.iter().map(|held| office(held)).collect();
        let shared: Vec<Option<Days>> =
            offices.iter().filter_map(|office| self.seen.get(office).copied()).collect();
        let away =
            |days: &Option<Days>| days.zip(one.report.day).map_or(0, |(days, day)| days_away(days, day));
        let nearest = shared.iter().map(away).min();
        if likeness.needs_office() && nearest.is_none_or(|days| days > NEAR) {
            return None;
        }
        let is_of_other_office = shared.is_empty() && !offices.is_empty() && !self.seen.is_empty();
        let is_borne_out = match likeness {
            Likeness::Alone => self.country == country,
            Likeness::Short => one.person.capacities.iter().any(|capacity| {
                capacity.level.as_deref().is_some_and(|level| SINGLE.contains(&level))
                    && self.seen.contains_key(&office(capacity))
            }),
            Likeness::Part => {
                !is_of_other_office && (!shared.is_empty() || country.is_some() && self.country == country)
            }
            Likeness::Spelling => !shared.is_empty() || country.is_some() && self.country == country,
            _ => true,
        };
        is_borne_out.then(|| Fit {
            likeness,
            n_shared: shared.len(),
            nearness: std::cmp::Reverse(nearest.unwrap_or_default()),
            size: self.named.len(),
            place: std::cmp::Reverse(place),
        })
    }
}

fn days_away((first, last): Days, day: Date) -> i32 {
    days_between(last, day).max(days_between(day, first)).max(0)
}

/// The group that a person belongs to. A name that says little and that several
/// may bear as well stays alone: nothing is guessed.
fn best_group(
    groups: &[Group<'_>],
    alike: &[(usize, Likeness)],
    one: &Named<'_>,
) -> Option<(usize, Likeness)> {
    let mut fits: Vec<Fit> =
        alike.iter().filter_map(|(group, likeness)| groups[*group].fit(*group, *likeness, one)).collect();
    fits.sort();
    let best = fits.pop()?;
    let rank = |fit: &Fit| (fit.likeness, fit.n_shared, fit.nearness);
    let is_open = fits.last().is_some_and(|next| rank(next) == rank(&best));
    if is_open && best.likeness <= Likeness::Part {
        return None;
    }
    Some((best.place.0, best.likeness))
}

/// The folded words of a name, without "Jr." and initials' points.
pub(crate) fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').map(str::to_owned);
    words.filter(|word| !matches!(word.as_str(), "" | "jr" | "sr")).collect()
}

/// The person of a group; `taken` holds the slugs given, with the last number
/// given to each.
fn person(group: &[Named<'_>], taken: &mut BTreeMap<String, usize>) -> Person {
    let spelled: BTreeSet<&Arc<str>> = group.iter().flat_map(|named| &named.person.names).collect();
    let names: Vec<String> = spelled.into_iter().map(|name| name.to_string()).collect();
    let full = |name: &&String| {
        (words(name).len(), !name.is_ascii(), name.len(), std::cmp::Reverse((*name).clone()))
    };
    let name = names.iter().max_by_key(full).cloned().unwrap_or_default();
    let country = group.iter().find_map(|named| named.person.country.as_deref().cloned());
    let mut parts = words(&name);
    parts.extend(country.iter().map(|country| fold(&country.0).replace("org:", "")));
    let plain = parts.join("-").replace('\'', "");
    let mut slug = plain.clone();
    let mut number = taken.get(&plain).copied().unwrap_or_default();
    while taken.contains_key(&slug) {
        number += 1;
        slug = format!("{plain}-{number}");
    }
    taken.insert(slug.clone(), 1);
    taken.insert(plain, number.max(1));
    let mut members = group.to_vec();
    members
        .sort_by_key(|named| (named.report.day.is_none(), named.report.day, named.report.article.id.clone()));
    let sources = members.iter().map(|named| {
        let source = named.report.source(&named.person.id.0, named.person.spans.to_vec(), &named.person.by);
        Source { why: named.why.map(str::to_owned), ..source }
    });
    Person {
        id: PersonId(format!("p-{slug}")),
        country,
        names,
        capacities: held(&members),
        doubted: Vec::new(),
        sources: sources.collect(),
        corrections: Vec::new(),
        name,
    }
}

/// Each office with the first and last day on which a document shows it held.
fn held(members: &[Named<'_>]) -> Vec<Held> {
    let mut held: Vec<Held> = Vec::new();
    for named in members {
        let day = named.report.day.map(Edtf::day);
        for capacity in &named.person.capacities {
            let document = named.report.article.id.clone();
            match held.iter_mut().find(|known| known.capacity.label == capacity.label) {
                Some(known) => {
                    known.first = known.first.into_iter().chain(day).min();
                    known.last = known.last.into_iter().chain(day).max();
                    known.documents.push(document);
                }
                None => held.push(Held {
                    capacity: Capacity::clone(capacity),
                    first: day,
                    last: day,
                    documents: vec![document],
                }),
            }
        }
    }
    held.sort_by(|left, right| (left.first, &left.capacity.label).cmp(&(right.first, &right.capacity.label)));
    held
}

impl Person {
    /// Takes the days of offices from the tenures that show them: a document without a
    /// day shows an office on those of the contacts that it tells of.
    pub(crate) fn see(&mut self, tenures: &[Tenure]) {
        for held in &mut self.capacities {
            let shows = |tenure: &&Tenure| {
                tenure.labels.contains(&held.capacity.label)
                    && tenure.sources.iter().any(|source| held.documents.contains(&source.document))
            };
            let (mut first, mut last) = (held.first, held.last);
            for tenure in tenures.iter().filter(shows) {
                first = first.into_iter().chain(tenure.first).min();
                last = last.into_iter().chain(tenure.last).max();
            }
            (held.first, held.last) = (first, last);
        }
        self.capacities.sort_by(|left, right| {
            (left.first, &left.capacity.label).cmp(&(right.first, &right.capacity.label))
        });
    }
}
