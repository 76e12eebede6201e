//! Tenures: who is seen to hold which office from when to when, by the documents.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use record::{Capacity, Edtf, PartyId, PersonId, Taking};
use serde::{Deserialize, Serialize};

use crate::{
    Error,
    appearance::Appearance,
    days::{Days, DaysOf, days_between},
    entry::{Quoted, Source},
    file::hash,
    join::{Put, Row, evidence, found_by, voices},
    people::{Known, People, words},
    report::Report,
    terms::{self, Doubt, Shown, Taken, TermStep},
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
    /// What documents tell of how it began, by day and document; nothing if none tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub began: Vec<TermStep>,
    /// What they tell of how it ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<TermStep>,
    /// Runs of more than a year within it of which no document tells.
    pub gaps: Vec<Edtf>,
    /// Days on which documents show somebody else in the office too.
    pub contradicted: Vec<Contradiction>,
    /// Documents that show it held after its end is told, or after another is told to
    /// have taken the office.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubted: Vec<Doubt>,
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

/// How a day lies to the days on which a tenure is seen or told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seen {
    /// Documents show the office held on that day, or before and after it; or tell
    /// that it was taken before it and show it after.
    Held,
    /// They show it last before that day: it may have been held still.
    Before,
    /// They show it first after that day: it may have been held already.
    After,
    /// They tell that it was left before that day, and do not show it since.
    Left,
    /// They tell that it was left before that day, and yet show it later.
    Doubted,
    /// They tell that it was taken after that day.
    Untaken,
}

impl Tenure {
    /// How a day lies to this tenure; nothing if nothing of it has a day.
    pub fn seen_on(&self, day: Date) -> Option<Seen> {
        let first = self.first.map(|first| first.first_day());
        let last = self.last.map(|last| last.last_day());
        let (took, left) = (self.took(), self.left());
        let Some((first, last)) = first.zip(last) else {
            return Some(match (took, left) {
                (_, Some(left)) if left.last_day() < day => Seen::Left,
                (Some(took), _) if day < took.first_day() => Seen::Untaken,
                (Some(took), Some(left)) if took.last_day() <= day && day <= left.first_day() => Seen::Held,
                (Some(took), None) if took.single_day() == Some(day) => Seen::Held,
                (Some(took), None) if took.last_day() < day => Seen::Before,
                (None, None) => return None,
                _ => Seen::After,
            });
        };
        Some(if day < first {
            match took {
                Some(took) if took.last_day() <= day => Seen::Held,
                Some(took) if day < took.first_day() => Seen::Untaken,
                _ => Seen::After,
            }
        } else {
            match left {
                Some(left) if left.last_day() < day && left.last_day() < last => Seen::Doubted,
                Some(left) if left.last_day() < day => Seen::Left,
                Some(left) if day <= left.first_day() => Seen::Held,
                _ if day <= last => Seen::Held,
                _ => Seen::Before,
            }
        })
    }

    /// When it was taken, by the first dated telling: of an entry into the office, else
    /// of an election or appointment to it.
    pub fn took(&self) -> Option<Edtf> {
        let of = |is_entry: bool| {
            let steps = self.began.iter().filter(move |step| step.what.is_entry() == is_entry);
            steps.filter(|step| step.what != Taking::ReElected).filter_map(|step| step.date).min()
        };
        of(true).or_else(|| of(false))
    }

    /// When it was left, by the last dated telling.
    pub fn left(&self) -> Option<Edtf> {
        self.ended.iter().filter_map(|step| step.date).max_by_key(|date| (date.last_day(), date.first_day()))
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

    fn shown(&self) -> Option<Shown<'_>> {
        Some(Shown {
            days: self.days?,
            document: &self.report.article.id,
            label: &self.capacity.label,
            person: &self.person.id,
        })
    }

    fn source(&self) -> Source {
        self.report.source(&self.claim.id.0, self.claim.spans.to_vec(), &self.claim.by)
    }
}

/// What makes namings one office: the level where there is one holder, else title
/// and body; and whose it is.
type Office = (Option<PartyId>, String, Vec<String>);

/// What documents show and tell of one office.
#[derive(Default)]
struct Post<'a> {
    sights: Vec<Sight<'a>>,
    taken: Vec<(&'a Known, Taken<'a>)>,
}

/// Gives the rows of all tenures to `put`, one after another.
pub(crate) fn rows(
    reports: &[Report],
    people: &People,
    days: &DaysOf,
    put: &mut Put<'_>,
) -> Result<(), Error> {
    let mut posts: BTreeMap<Office, Post<'_>> = BTreeMap::new();
    for report in reports {
        for claim in &report.people {
            let Some(person) = claim.entry.as_ref().and_then(|id| people.get(id)) else { continue };
            let days = days.get(report.article.id.as_str()).copied();
            for capacity in &claim.capacities {
                let days = days.map(|days| until_left(days, claim, &office(capacity, person), person));
                let sight = Sight { days, person, capacity, report, claim };
                posts.entry(office(capacity, person)).or_default().sights.push(sight);
            }
            for told in &claim.terms {
                let taken = Taken { person: &person.id, report, claim: &claim.id.0, told };
                posts.entry(office(&told.office, person)).or_default().taken.push((person, taken));
            }
        }
    }
    for (office, post) in &posts {
        for row in of_office(office, post) {
            put(row)?;
        }
    }
    Ok(())
}

/// The days of a document that itself tells that a person left an office shows them in
/// it no longer than that: "Prime Minister A resigned on Monday".
fn until_left(days: Days, claim: &Appearance, key: &Office, person: &Known) -> Days {
    let ends = claim.terms.iter().filter(|told| told.what.is_end() && office(&told.office, person) == *key);
    let left = ends.filter_map(|told| told.date).map(|date| date.last_day()).min();
    left.map_or(days, |left| (days.0.min(left), days.1.min(left)))
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
fn of_office(office: &Office, post: &Post<'_>) -> Vec<Row> {
    let is_single = !office.1.is_empty();
    let mut by_person: BTreeMap<&PersonId, Run<'_, '_>> = BTreeMap::new();
    for sight in &post.sights {
        by_person.entry(&sight.person.id).or_insert_with(|| Run::of(sight.person)).sights.push(sight);
    }
    for (person, taken) in &post.taken {
        by_person.entry(&person.id).or_insert_with(|| Run::of(person)).taken.push(taken);
    }
    let taken: Vec<Taken<'_>> = post.taken.iter().map(|(_, taken)| *taken).collect();
    let shown: Vec<Shown<'_>> = post.sights.iter().filter_map(Sight::shown).collect();
    let told = terms::Office { taken: &taken, shown: &shown, is_single };
    let mut rows = Vec::new();
    for (person, mut own) in by_person {
        own.sights.sort_by_key(|sight| (sight.days.is_none(), sight.days, sight.document().clone()));
        own.taken.sort_by_key(|taken| (taken.day().is_none(), taken.day(), &taken.report.article.id));
        let others: Vec<&Sight<'_>> =
            post.sights.iter().filter(|sight| is_single && *sight.person.id != *person).collect();
        for run in runs(&own, &others) {
            rows.extend(tenure(office, &run, &others, &told).as_ref().map(row));
        }
    }
    rows
}

/// What is shown and told of one tenure.
struct Run<'s, 'a> {
    person: &'a Known,
    sights: Vec<&'s Sight<'a>>,
    taken: Vec<&'s Taken<'a>>,
}

impl<'a> Run<'_, 'a> {
    fn of(person: &'a Known) -> Self {
        Self { person, sights: Vec::new(), taken: Vec::new() }
    }

    /// The first day seen or told.
    fn start(&self) -> Option<Date> {
        let seen = self.sights.iter().filter_map(|sight| sight.days).map(|(first, _)| first);
        seen.chain(self.taken.iter().filter_map(|taken| taken.day())).min()
    }

    /// The last day seen.
    fn last(&self) -> Option<Date> {
        self.sights.iter().filter_map(|sight| sight.days).map(|(_, last)| last).max()
    }

    /// The last day on which it is told to have ended.
    fn end(&self) -> Option<Date> {
        self.taken.iter().filter(|taken| taken.is_end()).filter_map(|taken| taken.day()).max()
    }
}

/// Parts the days of a holder where another held the office between them for long, or
/// where it is told to have been left and taken again.
fn runs<'s, 'a>(own: &Run<'s, 'a>, others: &[&Sight<'a>]) -> Vec<Run<'s, 'a>> {
    let mut runs: Vec<Run<'s, 'a>> = Vec::new();
    for sight in &own.sights {
        let before = runs.last().and_then(|run| run.sights.last()).and_then(|last| last.days);
        let is_again = before.zip(sight.days).is_some_and(|((_, before), (day, _))| {
            let is_between =
                |other: &&&Sight<'_>| other.days.is_some_and(|(seen, _)| before < seen && seen < day);
            let is_after_other =
                days_between(before, day) > AGAIN && others.iter().any(|other| is_between(&other));
            is_after_other || is_left_and_taken(&own.taken, before, day)
        });
        match runs.last_mut().filter(|_| !is_again) {
            Some(run) => run.sights.push(sight),
            None => runs.push(Run { sights: vec![sight], ..Run::of(own.person) }),
        }
    }
    for taken in &own.taken {
        let place = place(&runs, taken, &own.taken);
        match place.and_then(|at| runs.get_mut(at)) {
            Some(run) => run.taken.push(taken),
            None => runs.push(Run { taken: vec![taken], ..Run::of(own.person) }),
        }
    }
    runs
}

/// Whether an office is told to have been left and then taken again between two days.
fn is_left_and_taken(taken: &[&Taken<'_>], before: Date, day: Date) -> bool {
    let dated = |taken: &Taken<'_>| taken.told.date;
    let ends = taken.iter().filter(|taken| taken.is_end()).filter_map(|taken| dated(taken));
    let mut ends = ends.filter(|end| before <= end.last_day());
    ends.any(|end| {
        let again = taken.iter().filter(|taken| !taken.is_end()).filter_map(|taken| dated(taken));
        again.into_iter().any(|again| end.last_day() < again.first_day() && again.first_day() <= day)
    })
}

/// The run that a step belongs to: of an end the last that began before it; of a
/// beginning the first that was not over by then. None if it is of a tenure that no
/// document shows.
fn place(runs: &[Run<'_, '_>], step: &Taken<'_>, all: &[&Taken<'_>]) -> Option<usize> {
    let Some(day) = step.day() else { return if runs.is_empty() { None } else { Some(runs.len() - 1) } };
    let places = runs.iter().enumerate();
    if step.is_end() {
        let begun = places.filter(|(_, run)| run.start().is_none_or(|start| start <= day));
        return begun.max_by_key(|(at, run)| (run.start(), *at)).map(|(at, _)| at);
    }
    // Told to have been left again before it is seen, it is another tenure.
    let is_left = |start: Option<Date>| {
        let ends = all.iter().filter(|taken| taken.is_end()).filter_map(|taken| taken.told.date);
        ends.into_iter()
            .any(|end| day <= end.first_day() && start.is_some_and(|start| end.last_day() < start))
    };
    let open = places.filter(|(_, run)| {
        let is_over = match (run.last(), run.end()) {
            (Some(last), _) => last < day && run.end().is_some_and(|end| end <= day),
            (None, end) => end.is_some_and(|end| end < day),
        };
        let is_past = run.last().is_some_and(|last| days_between(last, day) > GAP);
        let is_another = run.start().is_some_and(|start| day < start) && is_left(run.start());
        !(is_over || is_past || is_another)
    });
    open.min_by_key(|(at, run)| (run.start(), *at)).map(|(at, _)| at)
}

fn tenure(
    key: &Office,
    run: &Run<'_, '_>,
    others: &[&Sight<'_>],
    told: &terms::Office<'_>,
) -> Option<Tenure> {
    let person = run.person;
    let seen = || run.sights.iter().map(|sight| sight.capacity);
    let namings: Vec<&Capacity> = match run.sights.is_empty() {
        false => seen().collect(),
        true => run.taken.iter().map(|taken| taken.told.office.as_ref()).collect(),
    };
    let named = seen().chain(run.taken.iter().map(|taken| taken.told.office.as_ref()));
    let labels: BTreeSet<String> = named.map(|capacity| capacity.label.clone()).collect();
    let office = namings.iter().copied().max_by_key(|capacity| {
        let n_told = namings.iter().filter(|other| other.label == capacity.label).count();
        let is_whole = capacity.party.is_some();
        (is_whole, capacity.body.is_some(), n_told, std::cmp::Reverse(&capacity.label))
    });
    let days: Vec<Days> = run.sights.iter().filter_map(|sight| sight.days).collect();
    let first = days.iter().map(|(first, _)| *first).min();
    let last = days.iter().map(|(_, last)| *last).max();
    let gaps = days.windows(2).map(|pair| (pair[0].1, pair[1].0));
    let gaps = gaps.filter(|(from, to)| days_between(*from, *to) > GAP);
    let contradicted = contradictions(first, last, others);
    let doubted: BTreeSet<Doubt> =
        run.sights.iter().filter_map(|sight| told.doubt(&sight.shown()?)).collect();
    let sources = sources(run);
    let steps = |is_end: bool| -> Vec<TermStep> {
        let steps = run.taken.iter().filter(|taken| taken.is_end() == is_end);
        let mut steps: Vec<TermStep> = steps.map(|taken| taken.step()).collect();
        steps.sort_by_key(|step| (step.date.is_none(), step.date, step.document.clone(), step.what));
        steps
    };
    let (party, level, naming) = key;
    let party = party.as_ref().map_or("", |party| &party.0);
    let since = first.map(|day| day.to_string());
    let told = run.taken.first().and_then(|taken| taken.day()).map(|day| format!("told {day}"));
    let since = since.or(told).unwrap_or_default();
    let digest = hash(format!("{}:{party}:{level}:{}:{since}", person.id, naming.join(" ")).as_bytes());
    Some(Tenure {
        id: format!("t-{}", digest.get(..10).unwrap_or_default()),
        person: PersonId::clone(&person.id),
        name: person.name.clone(),
        office: office.cloned()?,
        labels: labels.into_iter().collect(),
        first: first.map(Edtf::day),
        last: last.map(Edtf::day),
        began: steps(false),
        ended: steps(true),
        gaps: gaps.map(|(from, to)| Edtf::days(from, to)).collect(),
        contradicted,
        doubted: doubted.into_iter().collect(),
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
        corrections: Vec::new(),
    })
}

/// Documents between two days that show somebody else in the office.
fn contradictions(first: Option<Date>, last: Option<Date>, others: &[&Sight<'_>]) -> Vec<Contradiction> {
    let shown = others.iter().filter_map(|other| {
        let day = other.days.map(|(_, day)| day).filter(|day| first.is_some_and(|first| first <= *day))?;
        last.is_some_and(|last| day <= last).then(|| Contradiction {
            day: Edtf::day(day),
            person: PersonId::clone(&other.person.id),
            document: other.document().clone(),
        })
    });
    let shown: BTreeSet<Contradiction> = shown.collect();
    shown.into_iter().collect()
}

/// Every claim that shows the office held, then those that only tell of it.
fn sources(run: &Run<'_, '_>) -> Vec<Source> {
    let mut known: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut sources = Vec::new();
    for sight in &run.sights {
        if known.insert((sight.document(), &sight.claim.id.0)) {
            sources.push(sight.source());
        }
    }
    for taken in &run.taken {
        if known.insert((&taken.report.article.id, taken.claim)) {
            sources.push(taken.source());
        }
    }
    sources
}

fn row(tenure: &Tenure) -> Row {
    let told = tenure.began.iter().chain(&tenure.ended).filter_map(|step| step.date);
    let days: Vec<Edtf> = tenure.first.into_iter().chain(tenure.last).chain(told).collect();
    let first = days.iter().map(Edtf::first_day).min();
    let days = first.zip(days.iter().map(Edtf::last_day).max()).map(|(first, last)| Edtf::days(first, last));
    let parties = tenure.office.party.iter().cloned().collect();
    Row::of(tenure, days, parties, BTreeSet::from([tenure.person.clone()]))
}
