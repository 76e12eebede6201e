//! Encounters as entries: what the reports of one contact tell together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use record::{Actor, Edtf, PartyId, PersonId, Place, Status};

use crate::{
    corrected::Decisions,
    entry::{Encounter, PlaceFrom, Source, Standing, Told},
    join::{Row, entry_id, evidence, found_by, voices},
    people::People,
    telling::{Group, Telling, date_of},
};

/// The encounters of groups of tellings, corrected, by day and id.
pub(crate) fn encounters(groups: Vec<Group<'_>>, people: &People, decisions: &Decisions) -> Vec<Encounter> {
    let mut said_within: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut encounters = Vec::with_capacity(groups.len());
    for group in groups {
        let within = group
            .iter()
            .filter_map(|telling| Some((telling.report.article.id.clone(), telling.claim.within.clone()?)));
        let within: Vec<(String, String)> = within.collect();
        let entry = encounter(group, people);
        if !within.is_empty() {
            said_within.insert(entry.id.clone(), within);
        }
        encounters.push(entry);
    }
    let mut encounters = decisions.edited(encounters);
    let wholes = wholes(&encounters);
    let visits = Visits::of(&encounters);
    let mut withins = Vec::with_capacity(encounters.len());
    for entry in &encounters {
        let said = said_within.get(&entry.id).into_iter().flatten();
        let said =
            said.filter_map(|(document, claim)| wholes.get(&(document.as_str(), claim.as_str()))).next();
        // What was made one with its visit is not within itself.
        let said = said.filter(|within| **within != entry.id).map(|within| (*within).to_owned());
        withins.push(said.or_else(|| visits.around(entry, people)));
    }
    drop(wholes);
    for (entry, within) in encounters.iter_mut().zip(withins) {
        entry.within = within;
    }
    place_by_day(&mut encounters);
    encounters.sort_by(|left, right| {
        (left.date.is_none(), left.date, &left.id).cmp(&(right.date.is_none(), right.date, &right.id))
    });
    encounters
}

/// The entry of every claim.
fn wholes(encounters: &[Encounter]) -> HashMap<(&str, &str), &str> {
    encounters
        .iter()
        .flat_map(|entry| entry.sources.iter().map(move |source| (source, entry.id.as_str())))
        .map(|(source, id)| ((source.document.as_str(), source.claim.as_str()), id))
        .collect()
}

/// Visits by their guests, in the order of encounters.
struct Visits<'e>(BTreeMap<&'e Actor, Vec<(usize, &'e Encounter)>>);

impl<'e> Visits<'e> {
    fn of(encounters: &'e [Encounter]) -> Self {
        let mut visits: BTreeMap<&Actor, Vec<(usize, &Encounter)>> = BTreeMap::new();
        for (idx, visit) in encounters.iter().enumerate().filter(|(_, entry)| entry.kind.is_visit()) {
            for guest in &visit.guests {
                visits.entry(guest).or_default().push((idx, visit));
            }
        }
        Self(visits)
    }

    /// The visit in whose days an encounter of its guest falls, held in the country
    /// visited or, where no report places it, with somebody of that country.
    fn around(&self, entry: &Encounter, people: &People) -> Option<String> {
        if entry.kind.is_visit() || entry.kind.is_call() {
            return None;
        }
        let date = entry.date?;
        let is_around = |visit: &Encounter| {
            let country = visit.place.as_ref().and_then(|place| place.country.as_ref());
            let is_there = || match &entry.place {
                Some(place) => place.country.as_ref() == country,
                None => persons_of(entry)
                    .any(|id| people.get(&id).is_some_and(|person| person.country.as_ref() == country)),
            };
            country.is_some()
                && visit.status == entry.status
                && visit.date.is_some_and(|days| days.contains(&date))
                && is_there()
        };
        let of_guests = entry.participants.iter().filter_map(|guest| self.0.get(guest)).flatten();
        let around = of_guests.filter(|(_, visit)| is_around(visit)).min_by_key(|(idx, _)| *idx);
        around.map(|(_, visit)| visit.id.clone())
    }
}

/// Gives a part of a visit that no report places in a city the one city where
/// all other parts of that day are placed, and says that it was inferred.
fn place_by_day(encounters: &mut [Encounter]) {
    let is_city = |place: &Place| !place.is_country && !place.name.contains(',');
    let mut inferred: Vec<(usize, Place)> = Vec::new();
    let mut cities_of: BTreeMap<(&String, Date), BTreeSet<&Place>> = BTreeMap::new();
    for entry in encounters.iter() {
        if let (Some(visit), Some(day), Some(place)) =
            (&entry.within, entry.date.and_then(|date| date.single_day()), &entry.place)
            && is_city(place)
        {
            cities_of.entry((visit, day)).or_default().insert(place);
        }
    }
    for (idx, entry) in encounters.iter().enumerate() {
        let (Some(visit), Some(day)) = (&entry.within, entry.date.and_then(|date| date.single_day())) else {
            continue;
        };
        if entry.place.as_ref().is_some_and(|place| !place.is_country) {
            continue;
        }
        let mut cities = cities_of.get(&(visit, day)).into_iter().flatten();
        if let (Some(city), None) = (cities.next(), cities.next()) {
            inferred.push((idx, (*city).clone()));
        }
    }
    for (idx, city) in inferred {
        encounters[idx].place = Some(city);
        encounters[idx].place_from = PlaceFrom::Inferred;
    }
    for entry in encounters {
        if let ([told], Some(place)) = (entry.places.as_slice(), &entry.place)
            && told.value == *place
        {
            entry.places.clear();
        }
    }
}

fn encounter(mut group: Group<'_>, people: &People) -> Encounter {
    group.sort_by_key(|telling| {
        (
            telling.report.day.is_none(),
            telling.report.day,
            telling.report.article.id.clone(),
            telling.claim.id.clone(),
        )
    });
    let sources: Vec<Source> = group
        .iter()
        .map(|telling| {
            let claim = &telling.claim;
            let source = telling.report.source(&claim.id, claim.evidence.clone(), &claim.by);
            Source { why: telling.why.map(|why| why.words().to_owned()), ..source }
        })
        .collect();
    let date = date_of(&group);
    let hosts = actors(&group, |telling| &telling.claim.hosts);
    let guests = actors(&group, |telling| &telling.claim.guests);
    let guests: Vec<Actor> = guests.into_iter().filter(|guest| !hosts.contains(guest)).collect();
    let participants = actors(&group, |telling| &telling.claim.participants);
    let names = participants.iter().filter_map(|actor| match actor {
        Actor::Person(id) => people.get(id).map(|person| (id.clone(), person.name.clone())),
        _ => None,
    });
    let names = names.collect();
    let places = told(&group, |telling| telling.claim.place.clone());
    let dates = told(&group, |telling| telling.claim.date);
    let kinds = told(&group, |telling| Some(telling.claim.kind));
    Encounter {
        id: entry_id('e', &sources),
        kind: kind(&group),
        kinds: if kinds.len() > 1 { kinds } else { Vec::new() },
        status: status(&group),
        history: history(&group),
        date: date.map(|(date, _)| date),
        date_from: date.map_or(record::DateFrom::None, |(_, from)| from),
        dates: if dates.len() > 1 { dates } else { Vec::new() },
        place: place(&group, &places),
        place_from: if places.is_empty() { PlaceFrom::None } else { PlaceFrom::Text },
        places,
        hosts,
        guests,
        participants,
        attendance: attendance(&group),
        groups: all(&group, |telling| telling.claim.groups.clone()),
        capacities: capacities(&group),
        doubted: Vec::new(),
        names,
        occasion: group.iter().find_map(|telling| telling.claim.occasion.clone()),
        within: None,
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
        corrections: Vec::new(),
    }
}

fn all<T: Clone + PartialEq>(group: &Group<'_>, of: impl Fn(&Telling<'_>) -> Vec<T>) -> Vec<T> {
    let mut all: Vec<T> = Vec::new();
    for value in group.iter().flat_map(of) {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all
}

fn actors<'g>(group: &'g Group<'_>, of: impl Fn(&'g Telling<'_>) -> &'g Vec<Actor>) -> Vec<Actor> {
    let mut all: Vec<Actor> = group.iter().flat_map(of).cloned().collect();
    all.sort();
    all.dedup();
    all
}

/// Every value given, with the documents that give it.
fn told<T: Clone + PartialEq + Ord>(
    group: &Group<'_>,
    of: impl Fn(&Telling<'_>) -> Option<T>,
) -> Vec<Told<T>> {
    let mut values: BTreeMap<T, Vec<String>> = BTreeMap::new();
    for telling in group {
        if let Some(value) = of(telling) {
            values.entry(value).or_default().push(telling.report.article.id.clone());
        }
    }
    values.into_iter().map(|(value, documents)| Told { value, documents }).collect()
}

/// The kind that most reports give; of equals the one that tells more.
fn kind(group: &Group<'_>) -> record::EncounterKind {
    use record::EncounterKind as K;
    let is_plain = |kind: K| matches!(kind, K::Visit | K::Meeting | K::Other);
    let kinds: Vec<K> = group.iter().map(|telling| telling.claim.kind).collect();
    let best = kinds.iter().max_by_key(|kind| {
        (!is_plain(**kind), kinds.iter().filter(|other| other == kind).count(), std::cmp::Reverse(**kind))
    });
    best.copied().unwrap_or(K::Other)
}

/// Held once any report tells it so; else as the latest report has it.
fn status(group: &Group<'_>) -> Status {
    let is_held = group.iter().any(|telling| telling.claim.status == Status::Held);
    if is_held { Status::Held } else { group.last().map_or(Status::Planned, |telling| telling.claim.status) }
}

/// How far it had come when, where reports differ. Plans for two days are two.
fn history(group: &Group<'_>) -> Vec<Standing> {
    let mut history: Vec<Standing> = Vec::new();
    for telling in group {
        let (status, date) = (telling.claim.status, telling.claim.date);
        let document = telling.report.article.id.clone();
        let is_same =
            |known: &&mut Standing| known.status == status && (status == Status::Held || known.date == date);
        match history.iter_mut().find(is_same) {
            Some(known) => known.documents.push(document),
            None => history.push(Standing {
                status,
                date,
                reported: telling.report.day.map(Edtf::day),
                documents: vec![document],
            }),
        }
    }
    let first = history.first().map(|known| known.status);
    if history.iter().all(|known| Some(known.status) == first) {
        return Vec::new();
    }
    for known in history.iter_mut().filter(|known| known.status == Status::Held) {
        known.date = date_of(group).map(|(date, _)| date);
    }
    history
}

/// Who is named by which documents, where those that name persons differ.
fn attendance(group: &Group<'_>) -> Vec<Told<Actor>> {
    let documents: BTreeSet<&str> = group
        .iter()
        .filter(|telling| telling.n_persons() > 0)
        .map(|telling| telling.report.article.id.as_str())
        .collect();
    let mut named: BTreeMap<&Actor, Vec<String>> = BTreeMap::new();
    for telling in group {
        for person in telling.persons() {
            let by = named.entry(person).or_default();
            if !by.contains(&telling.report.article.id) {
                by.push(telling.report.article.id.clone());
            }
        }
    }
    if named.values().all(|by| by.len() == documents.len()) {
        return Vec::new();
    }
    let told = named.into_iter().map(|(person, documents)| Told { value: person.clone(), documents });
    told.collect()
}

/// The place that most reports give; a city or venue before its state, but for
/// visits the state, since a visit goes to a country.
fn place(group: &Group<'_>, places: &[Told<Place>]) -> Option<Place> {
    let is_visit = group.iter().any(|telling| telling.claim.kind.is_visit());
    let best = places.iter().max_by_key(|told| {
        (told.value.is_country == is_visit, told.documents.len(), std::cmp::Reverse(told.value.clone()))
    });
    best.map(|told| told.value.clone())
}

/// Each person's capacities by all reports, the fuller wording of each.
fn capacities(group: &Group<'_>) -> BTreeMap<PersonId, Vec<String>> {
    let mut all: BTreeMap<PersonId, BTreeSet<String>> = BTreeMap::new();
    for (id, labels) in group.iter().flat_map(|telling| &telling.claim.capacities) {
        all.entry(id.clone()).or_default().extend(labels.iter().cloned());
    }
    let fullest = |labels: BTreeSet<String>| -> Vec<String> {
        let is_bare = |label: &String| labels.iter().any(|other| other.starts_with(&format!("{label} of ")));
        labels.iter().filter(|label| !is_bare(label)).cloned().collect()
    };
    all.into_iter().map(|(id, labels)| (id, fullest(labels))).collect()
}

/// The row of an encounter; the visit that it is within is looked up by its id.
pub(crate) fn encounter_row(entry: &Encounter, visits: &BTreeMap<&str, &Encounter>, people: &People) -> Row {
    let persons: BTreeSet<PersonId> = persons_of(entry).collect();
    let mut parties: BTreeSet<PartyId> =
        persons.iter().filter_map(|id| people.get(id)?.country.clone()).collect();
    let visit = entry.within.as_ref().and_then(|within| visits.get(within.as_str()).copied());
    for related in visit.into_iter().chain([entry]) {
        parties.extend(related.participants.iter().filter_map(|actor| match actor {
            Actor::Party(party) => Some(party.clone()),
            _ => None,
        }));
        // Who travels to a state deals with it, whoever receives.
        if related.kind.is_visit() {
            parties.extend(related.place.iter().filter_map(|place| place.country.clone()));
        }
    }
    Row::of(entry, entry.date, parties, persons)
}

fn persons_of(entry: &Encounter) -> impl Iterator<Item = PersonId> {
    entry.participants.iter().filter_map(|actor| match actor {
        Actor::Person(id) => Some(id.clone()),
        _ => None,
    })
}
