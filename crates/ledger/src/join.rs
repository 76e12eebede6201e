//! Joining: from all claims to all entries, always from the beginning, so that
//! the ledger never depends on the order in which documents came.

use std::collections::{BTreeMap, BTreeSet};

use record::{Actor, Edtf, PartyId, PersonId, Place, Status};
use rusqlite::params;

use crate::{
    Error, Ledger,
    entry::{Encounter, Figure, Formula, Person, PlaceFrom, Quoted, Source, Told},
    file::hash,
    match_encounters::{self, Group, Telling},
    people,
    report::Report,
    said, search,
};

impl Ledger {
    /// Makes all entries anew from all claims.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`] if a claim cannot be read; [`Error::Full`] or
    /// [`Error::Sqlite`] if the entries cannot be written. The old entries then
    /// stay.
    pub fn join(&mut self) -> Result<(), Error> {
        let entries = entries(&self.reports()?);
        let path = self.path.clone();
        let step = self.db.transaction().map_err(|source| Error::Sqlite { path, source })?;
        let written = write(&step, &entries).and_then(|()| step.commit());
        written.map_err(|source| self.wrong(source))
    }

    /// The ids and bodies that the entries must have by the claims, sorted.
    pub(crate) fn expected_entries(&self) -> Result<BTreeMap<String, String>, Error> {
        let rows = entries(&self.reports()?).into_iter().map(|row| Ok((row.id, row.body?)));
        let rows: serde_json::Result<_> = rows.collect();
        rows.map_err(|source| Error::Damaged { what: "an entry".to_owned(), source })
    }

    /// Does [`Ledger::join`] if claims were filed since it was done last, as
    /// after a reading that was interrupted.
    ///
    /// # Errors
    ///
    /// Those of [`Ledger::join`].
    pub fn join_if_stale(&mut self) -> Result<(), Error> {
        if self.is_stale()? { self.join() } else { Ok(()) }
    }

    /// Whether claims were filed that the entries do not know of yet.
    pub(crate) fn is_stale(&self) -> Result<bool, Error> {
        let question = include_str!("sql/is_stale.sql");
        self.db.query_row(question, [], |row| row.get(0)).map_err(|e| self.wrong(e))
    }
}

/// An entry as it is stored.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) days: Option<Edtf>,
    pub(crate) body: serde_json::Result<String>,
    pub(crate) claims: Vec<(String, String)>,
    pub(crate) parties: BTreeSet<PartyId>,
    pub(crate) persons: BTreeSet<PersonId>,
}

fn entries(reports: &[Report]) -> Vec<Row> {
    let (people, identities) = people::people(reports);
    let groups = match_encounters::groups(reports, &identities);
    let encounters = encounters(&groups, &people);
    let by_id: BTreeMap<&PersonId, &Person> = people.iter().map(|person| (&person.id, person)).collect();
    let mut rows: Vec<Row> = people.iter().map(person_row).collect();
    rows.extend(encounters.iter().map(|encounter| encounter_row(encounter, &encounters, &by_id)));
    rows.extend(figures(reports).iter().map(figure_row));
    rows.extend(formulas(reports).iter().map(formula_row));
    rows.extend(said::rows(reports, &identities, &by_id));
    rows
}

/// A stable id: of the first claim that tells of it, in the order of ids.
pub(crate) fn entry_id(letter: char, sources: &[Source]) -> String {
    let first = sources.iter().map(|source| format!("{}:{}", source.document, source.claim)).min();
    let digest = hash(first.unwrap_or_default().as_bytes());
    format!("{letter}-{}", digest.get(..10).unwrap_or_default())
}

pub(crate) fn voices(sources: &[Source]) -> Vec<String> {
    // Versions of one page are one voice: that of the latest, however earlier
    // ones were signed.
    let of_pages: BTreeMap<&str, &str> =
        sources.iter().filter_map(|source| Some((source.page.as_deref()?, source.voice()))).collect();
    let voice = |source: &Source| -> String {
        let of_page = source.page.as_deref().and_then(|page| of_pages.get(page).copied());
        of_page.unwrap_or_else(|| source.voice()).to_owned()
    };
    let voices: BTreeSet<String> = sources.iter().map(voice).collect();
    voices.into_iter().collect()
}

/// The words of all sources, in their order.
pub(crate) fn evidence(sources: &[Source]) -> Vec<Quoted> {
    let quoted = sources.iter().flat_map(|source| {
        source.evidence.iter().map(|span| Quoted { document: source.document.clone(), span: *span })
    });
    quoted.collect()
}

/// The rule that found an entry in its first source.
pub(crate) fn found_by(sources: &[Source]) -> String {
    sources.first().map_or_else(String::new, |source| source.by.clone())
}

fn encounters(groups: &[Group<'_>], people: &[Person]) -> Vec<Encounter> {
    let mut encounters: Vec<Encounter> = groups.iter().map(|group| encounter(group, people)).collect();
    let ids: BTreeMap<(String, String), String> = encounters
        .iter()
        .flat_map(|entry| {
            entry
                .sources
                .iter()
                .map(|source| ((source.document.clone(), source.claim.clone()), entry.id.clone()))
        })
        .collect();
    for (idx, group) in groups.iter().enumerate() {
        let said = group.iter().find_map(|telling| {
            let within = telling.claim.within.clone()?;
            ids.get(&(telling.report.article.id.clone(), within)).cloned()
        });
        let within = said.or_else(|| visit_around(&encounters[idx], &encounters, people));
        encounters[idx].within = within;
    }
    place_by_day(&mut encounters);
    encounters.sort_by(|left, right| {
        (left.date.is_none(), left.date, &left.id).cmp(&(right.date.is_none(), right.date, &right.id))
    });
    encounters
}

/// The visit in whose days an encounter of its guest falls, held in the country
/// visited or, where no report places it, with somebody of that country.
fn visit_around(entry: &Encounter, encounters: &[Encounter], people: &[Person]) -> Option<String> {
    if entry.kind.is_visit() || entry.kind.is_call() {
        return None;
    }
    let date = entry.date?;
    let mut around = encounters.iter().filter(|visit| {
        let country = visit.place.as_ref().and_then(|place| place.country.as_ref());
        let is_there = match &entry.place {
            Some(place) => place.country.as_ref() == country,
            None => persons_of(entry).any(|id| is_of(people, &id, country)),
        };
        visit.kind.is_visit()
            && country.is_some()
            && is_there
            && visit.status == entry.status
            && visit.date.is_some_and(|days| days.contains(&date))
            && visit.guests.iter().any(|guest| entry.participants.contains(guest))
    });
    around.next().map(|visit| visit.id.clone())
}

/// Gives a part of a visit that no report places in a city the one city where
/// all other parts of that day are placed, and says that it was inferred.
fn place_by_day(encounters: &mut [Encounter]) {
    let is_city = |place: &Place| !place.is_country && !place.name.contains(',');
    let mut inferred: Vec<(usize, Place)> = Vec::new();
    for (idx, entry) in encounters.iter().enumerate() {
        let (Some(visit), Some(day)) = (&entry.within, entry.date.and_then(|date| date.single_day())) else {
            continue;
        };
        if entry.place.as_ref().is_some_and(|place| !place.is_country) {
            continue;
        }
        let of_day = encounters.iter().filter(|other| {
            other.within.as_ref() == Some(visit) && other.date.and_then(|date| date.single_day()) == Some(day)
        });
        let cities: BTreeSet<&Place> =
            of_day.filter_map(|other| other.place.as_ref()).filter(|place| is_city(place)).collect();
        let mut cities = cities.into_iter();
        if let (Some(city), None) = (cities.next(), cities.next()) {
            inferred.push((idx, city.clone()));
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

/// Whether a person represents a country.
fn is_of(people: &[Person], id: &PersonId, country: Option<&PartyId>) -> bool {
    people.iter().any(|person| person.id == *id && person.country.as_ref() == country)
}

fn encounter(group: &Group<'_>, people: &[Person]) -> Encounter {
    let mut group = group.clone();
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
            telling.report.source(&telling.claim.id, telling.claim.evidence.clone(), &telling.claim.by)
        })
        .collect();
    let date = match_encounters::date_of(&group);
    let hosts = actors(&group, |telling| &telling.claim.hosts);
    let guests = actors(&group, |telling| &telling.claim.guests);
    let guests: Vec<Actor> = guests.into_iter().filter(|guest| !hosts.contains(guest)).collect();
    let participants = actors(&group, |telling| &telling.claim.participants);
    let names = participants.iter().filter_map(|actor| match actor {
        Actor::Person(id) => {
            people.iter().find(|person| person.id == *id).map(|person| (id.clone(), person.name.clone()))
        }
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
        date: date.map(|(date, _)| date),
        date_from: date.map_or(record::DateFrom::None, |(_, from)| from),
        dates: if dates.len() > 1 { dates } else { Vec::new() },
        place: place(&group, &places),
        place_from: if places.is_empty() { PlaceFrom::None } else { PlaceFrom::Text },
        places,
        hosts,
        guests,
        participants,
        groups: all(&group, |telling| telling.claim.groups.clone()),
        capacities: capacities(&group),
        names,
        occasion: group.iter().find_map(|telling| telling.claim.occasion.clone()),
        within: None,
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
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

fn figures(reports: &[Report]) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for report in reports {
        for claim in &report.figures {
            let source = report.source(&claim.id, claim.evidence.clone(), &claim.by);
            let same = figures.iter_mut().find(|known| {
                let is_near = (known.value - claim.value).abs() <= known.value.abs() * 1e-6;
                is_near
                    && is_same_measure(&known.measure, &claim.measure)
                    && known.unit == claim.unit
                    && known.period == claim.period
                    && known.subject == claim.subject
            });
            if let Some(known) = same {
                known.approx &= claim.approx;
                known.sources.push(source);
                continue;
            }
            figures.push(Figure {
                id: String::new(),
                measure: claim.measure.clone(),
                subject: claim.subject.clone(),
                value: claim.value,
                low: claim.low,
                high: claim.high,
                unit: claim.unit.clone(),
                approx: claim.approx,
                stage: claim.stage,
                period: claim.period,
                change: claim.change.clone(),
                evidence: Vec::new(),
                by: String::new(),
                sources: vec![source],
                voices: Vec::new(),
            });
        }
    }
    for figure in &mut figures {
        figure.id = entry_id('f', &figure.sources);
        figure.voices = voices(&figure.sources);
        figure.evidence = evidence(&figure.sources);
        figure.by = found_by(&figure.sources);
    }
    figures
}

/// Whether two wordings can name one measure: "bilateral trade" and "two-way
/// trade turnover" share a word, exports and imports do not.
fn is_same_measure(left: &str, right: &str) -> bool {
    let (left, right) = (people::words(left), people::words(right));
    left.iter().any(|word| right.contains(word))
}

fn formulas(reports: &[Report]) -> Vec<Formula> {
    let mut formulas: Vec<Formula> = Vec::new();
    for report in reports {
        let day = report.day.map(Edtf::day);
        for claim in &report.formulas {
            let source = report.source(&claim.id, claim.evidence.clone(), &claim.by);
            let same = formulas
                .iter_mut()
                .find(|known| known.relation == claim.relation && known.terms == claim.terms);
            if let Some(known) = same {
                let added = claim.new.iter().filter(|term| !known.new.contains(term)).cloned();
                known.new.extend(added.collect::<Vec<_>>());
                known.first = known.first.into_iter().chain(day).min();
                known.last = known.last.into_iter().chain(day).max();
                known.sources.push(source);
                continue;
            }
            formulas.push(Formula {
                id: String::new(),
                relation: claim.relation.clone(),
                terms: claim.terms.clone(),
                new: claim.new.clone(),
                first: day,
                last: day,
                evidence: Vec::new(),
                by: String::new(),
                sources: vec![source],
                voices: Vec::new(),
            });
        }
    }
    for formula in &mut formulas {
        formula.id = entry_id('r', &formula.sources);
        formula.voices = voices(&formula.sources);
        formula.evidence = evidence(&formula.sources);
        formula.by = found_by(&formula.sources);
    }
    formulas
}

fn person_row(person: &Person) -> Row {
    let days = person.capacities.iter().filter_map(|held| held.first).min();
    Row {
        id: person.id.0.clone(),
        kind: "person",
        days,
        body: serde_json::to_string(person),
        claims: claims_of(&person.sources),
        parties: person.country.iter().cloned().collect(),
        persons: BTreeSet::from([person.id.clone()]),
    }
}

fn encounter_row(entry: &Encounter, all: &[Encounter], people: &BTreeMap<&PersonId, &Person>) -> Row {
    let persons: BTreeSet<PersonId> = persons_of(entry).collect();
    let mut parties: BTreeSet<PartyId> =
        persons.iter().filter_map(|id| people.get(id)?.country.clone()).collect();
    let visit = entry.within.as_ref().and_then(|within| all.iter().find(|visit| visit.id == *within));
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
    Row {
        id: entry.id.clone(),
        kind: "encounter",
        days: entry.date,
        body: serde_json::to_string(entry),
        claims: claims_of(&entry.sources),
        parties,
        persons,
    }
}

fn persons_of(entry: &Encounter) -> impl Iterator<Item = PersonId> {
    entry.participants.iter().filter_map(|actor| match actor {
        Actor::Person(id) => Some(id.clone()),
        _ => None,
    })
}

fn figure_row(figure: &Figure) -> Row {
    Row {
        id: figure.id.clone(),
        kind: "figure",
        days: figure.period,
        body: serde_json::to_string(figure),
        claims: claims_of(&figure.sources),
        parties: figure.subject.iter().cloned().collect(),
        persons: BTreeSet::new(),
    }
}

fn formula_row(formula: &Formula) -> Row {
    Row {
        id: formula.id.clone(),
        kind: "formula",
        days: formula.first,
        body: serde_json::to_string(formula),
        claims: claims_of(&formula.sources),
        parties: formula.relation.iter().cloned().collect(),
        persons: BTreeSet::new(),
    }
}

pub(crate) fn claims_of(sources: &[Source]) -> Vec<(String, String)> {
    sources.iter().map(|source| (source.document.clone(), source.claim.clone())).collect()
}

fn write(step: &rusqlite::Transaction<'_>, rows: &[Row]) -> rusqlite::Result<()> {
    step.execute(include_str!("sql/forget_entries.sql"), [])?;
    for row in rows {
        let body = match &row.body {
            Ok(body) => body,
            Err(wrong) => return Err(rusqlite::Error::ToSqlConversionFailure(wrong.to_string().into())),
        };
        let (first, last) = (
            row.days.map(|days| days.first_day().to_string()),
            row.days.map(|days| days.last_day().to_string()),
        );
        step.prepare_cached(include_str!("sql/new_entry.sql"))?
            .execute(params![row.id, row.kind, first, last, body])?;
        link(
            step,
            include_str!("sql/new_entry_party.sql"),
            &row.id,
            row.parties.iter().map(|party| &party.0),
        )?;
        link(
            step,
            include_str!("sql/new_entry_person.sql"),
            &row.id,
            row.persons.iter().map(|person| &person.0),
        )?;
        for (document, claim) in &row.claims {
            step.prepare_cached(include_str!("sql/new_entry_claim.sql"))?
                .execute(params![row.id, document, claim])?;
        }
    }
    search::renew_fields(step, rows)?;
    step.execute(include_str!("sql/set_stale.sql"), [0]).map(|_| ())
}

fn link<'v>(
    step: &rusqlite::Transaction<'_>,
    sql: &str,
    entry: &str,
    values: impl Iterator<Item = &'v String>,
) -> rusqlite::Result<()> {
    for value in values {
        step.prepare_cached(sql)?.execute(params![entry, value])?;
    }
    Ok(())
}
