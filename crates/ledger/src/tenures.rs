//! Tenures: who is seen to hold which office from when to when, by the documents.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use record::{Capacity, Edtf, PartyId, PersonId};
use serde::{Deserialize, Serialize};

use crate::{
    Error,
    appearance::Appearance,
    days::{Days, DaysOf, days_between},
    entry::{Quoted, Source},
    file::hash,
    join::{Row, evidence, found_by, voices},
    people::{Known, People, words},
    report::Report,
};

/// Levels of which a state or party has one holder at a time.
pub(crate) const SINGLE: &[&str] = &["head of state", "head of government", "monarch", "party leader"];

/// Days after which one holder who is seen again holds the office a second time,
/// if another was seen meanwhile; within them the documents contradict each other.
const AGAIN: i32 = 90;

/// Days without any report of a tenure that are told as a gap.
const GAP: i32 = 366;

/// A person in an office, from the first day that a document shows it to the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// Stable as long as the person's id, the office and the first day are.
    pub id: String,
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// The office, by its fullest naming.
    pub office: Capacity,
    /// Every naming of it, sorted.
    pub labels: Vec<String>,
    /// The first day on which a document shows it held; it may have begun before.
    pub first: Option<Edtf>,
    /// The last such day; it may go on after.
    pub last: Option<Edtf>,
    /// Runs of more than a year within it of which no document tells.
    pub gaps: Vec<Edtf>,
    /// Days on which documents show somebody else in the office too.
    pub contradicted: Vec<Contradiction>,
    /// The words of all sources.
    pub evidence: Vec<Quoted>,
    /// How it was found.
    pub by: String,
    /// Every document that shows it.
    pub sources: Vec<Source>,
    /// Independent voices among the sources, sorted.
    pub voices: Vec<String>,
    /// The corrections that speak of it, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<i64>,
}

/// A document that shows another in an office of one holder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contradiction {
    /// The day.
    pub day: Edtf,
    /// Who is shown to hold it.
    pub person: PersonId,
    /// The document.
    pub document: String,
}

/// How a day lies to the days on which a tenure is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seen {
    /// Documents show the office held on that day, or before and after it.
    Held,
    /// They show it last before that day: it may have been held still.
    Before,
    /// They show it first after that day: it may have been held already.
    After,
}

impl Tenure {
    /// How a day lies to this tenure; nothing if none of its documents has a day.
    pub fn seen_on(&self, day: Date) -> Option<Seen> {
        let (first, last) = (self.first?.first_day(), self.last?.last_day());
        Some(if day < first {
            Seen::After
        } else if day > last {
            Seen::Before
        } else {
            Seen::Held
        })
    }

    /// Whether some naming of the office has all these words, by any diacritics.
    pub fn is_of(&self, office: &str) -> bool {
        let wanted = words(office);
        self.labels.iter().any(|label| {
            let label = words(label);
            wanted.iter().all(|word| label.contains(word))
        })
    }
}

/// A document's days with a person in an office.
#[derive(Clone)]
struct Sight<'a> {
    days: Option<Days>,
    person: &'a Known,
    capacity: &'a Capacity,
    report: &'a Report,
    claim: &'a Appearance,
}

impl Sight<'_> {
    fn document(&self) -> &String {
        &self.report.article.id
    }

    fn source(&self) -> Source {
        self.report.source(&self.claim.id.0, self.claim.spans.to_vec(), &self.claim.by)
    }
}

/// What makes namings one office: the level where there is one holder, else title
/// and body; and whose it is.
type Office = (Option<PartyId>, String, Vec<String>);

/// Gives the rows of all tenures to `put`, one after another.
pub(crate) fn rows(
    reports: &[Report],
    people: &People,
    days: &DaysOf,
    put: &mut dyn FnMut(Row) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut offices: BTreeMap<Office, Vec<Sight<'_>>> = BTreeMap::new();
    for report in reports {
        for claim in &report.people {
            let Some(person) = claim.entry.as_ref().and_then(|id| people.get(id)) else { continue };
            let days = days.get(report.article.id.as_str()).copied();
            for capacity in &claim.capacities {
                let sight = Sight { days, person, capacity, report, claim };
                offices.entry(office(capacity, person)).or_default().push(sight);
            }
        }
    }
    for (office, sights) in &offices {
        for row in of_office(office, sights) {
            put(row)?;
        }
    }
    Ok(())
}

fn office(capacity: &Capacity, person: &Known) -> Office {
    let party = capacity.party.clone().or_else(|| person.country.clone());
    let level = capacity.level.clone().unwrap_or_default();
    if party.is_some() && SINGLE.contains(&level.as_str()) {
        return (party, level, Vec::new());
    }
    let mut naming = words(&capacity.title);
    naming.extend(words(capacity.body.as_deref().unwrap_or_default()));
    (party, String::new(), naming)
}

/// The tenures of one office.
fn of_office(office: &Office, sights: &[Sight<'_>]) -> Vec<Row> {
    let is_single = !office.1.is_empty();
    let mut by_person: BTreeMap<&PersonId, Vec<&Sight<'_>>> = BTreeMap::new();
    for sight in sights {
        by_person.entry(&sight.person.id).or_default().push(sight);
    }
    let mut rows = Vec::new();
    for (person, mut own) in by_person {
        own.sort_by_key(|sight| (sight.days.is_none(), sight.days, sight.document().clone()));
        let others: Vec<&Sight<'_>> =
            sights.iter().filter(|sight| is_single && *sight.person.id != *person).collect();
        for run in runs(&own, &others) {
            rows.push(row(&tenure(office, &run, &others)));
        }
    }
    rows
}

/// Parts the days of a holder where another held the office between them for long.
fn runs<'s, 'a>(own: &[&'s Sight<'a>], others: &[&Sight<'a>]) -> Vec<Vec<&'s Sight<'a>>> {
    let mut runs: Vec<Vec<&Sight<'_>>> = Vec::new();
    for sight in own {
        let before = runs.last().and_then(|run| run.last()).and_then(|last| last.days);
        let is_again = before.zip(sight.days).is_some_and(|((_, before), (day, _))| {
            let is_between =
                |other: &&&Sight<'_>| other.days.is_some_and(|(seen, _)| before < seen && seen < day);
            days_between(before, day) > AGAIN && others.iter().any(|other| is_between(&other))
        });
        match runs.last_mut().filter(|_| !is_again) {
            Some(run) => run.push(sight),
            None => runs.push(vec![sight]),
        }
    }
    runs
}

fn tenure(key: &Office, run: &[&Sight<'_>], others: &[&Sight<'_>]) -> Tenure {
    let person = run[0].person;
    let labels: BTreeSet<String> = run.iter().map(|sight| sight.capacity.label.clone()).collect();
    let office = run.iter().map(|sight| sight.capacity).max_by_key(|capacity| {
        let n_told = run.iter().filter(|sight| sight.capacity.label == capacity.label).count();
        let is_whole = capacity.party.is_some();
        (is_whole, capacity.body.is_some(), n_told, std::cmp::Reverse(&capacity.label))
    });
    let days: Vec<Days> = run.iter().filter_map(|sight| sight.days).collect();
    let first = days.iter().map(|(first, _)| *first).min();
    let last = days.iter().map(|(_, last)| *last).max();
    let gaps = days.windows(2).map(|pair| (pair[0].1, pair[1].0));
    let gaps = gaps.filter(|(from, to)| days_between(*from, *to) > GAP);
    let contradicted: BTreeSet<Contradiction> = others
        .iter()
        .filter_map(|other| {
            let day =
                other.days.map(|(_, day)| day).filter(|day| first.is_some_and(|first| first <= *day))?;
            last.is_some_and(|last| day <= last).then(|| Contradiction {
                day: Edtf::day(day),
                person: PersonId::clone(&other.person.id),
                document: other.document().clone(),
            })
        })
        .collect();
    let mut known: BTreeSet<(&String, &PersonId)> = BTreeSet::new();
    let of_claims = run.iter().filter(|sight| known.insert((sight.document(), &sight.claim.id)));
    let sources: Vec<Source> = of_claims.map(|sight| sight.source()).collect();
    let (party, level, naming) = key;
    let party = party.as_ref().map_or("", |party| &party.0);
    let since = first.map(|day| day.to_string()).unwrap_or_default();
    let digest = hash(format!("{}:{party}:{level}:{}:{since}", person.id, naming.join(" ")).as_bytes());
    Tenure {
        id: format!("t-{}", digest.get(..10).unwrap_or_default()),
        person: PersonId::clone(&person.id),
        name: person.name.clone(),
        office: office.cloned().unwrap_or_else(|| run[0].capacity.clone()),
        labels: labels.into_iter().collect(),
        first: first.map(Edtf::day),
        last: last.map(Edtf::day),
        gaps: gaps.map(|(from, to)| Edtf::days(from, to)).collect(),
        contradicted: contradicted.into_iter().collect(),
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
        corrections: Vec::new(),
    }
}

fn row(tenure: &Tenure) -> Row {
    let days =
        tenure.first.zip(tenure.last).map(|(first, last)| Edtf::days(first.first_day(), last.last_day()));
    let parties = tenure.office.party.iter().cloned().collect();
    Row::of(tenure, days, parties, BTreeSet::from([tenure.person.clone()]))
}
