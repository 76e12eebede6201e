//! Instruments and milestones as entries: papers and occasions by their names, from
//! every document that tells of them.

use std::collections::{BTreeMap, BTreeSet};

use record::{Edtf, InstrumentStatus, MilestoneStatus, PartyId};
use serde::{Deserialize, Serialize};

use crate::{
    Error,
    claim::{Claimed, Group, gather, sources},
    corrected::Decisions,
    days::DaysOf,
    entry::{Quoted, Source, Told},
    join::{Put, Row, entry_id, evidence, found_by, voices},
    people::words,
    report::Report,
};

/// A treaty, agreement, joint statement or other paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Stable as long as its first claim is.
    pub id: String,
    /// Its name as in the first source.
    pub name: String,
    /// Other names, sorted.
    pub aliases: Vec<String>,
    /// Every name with the documents that use it, if they differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Told<String>>,
    /// Convention, agreement, memorandum and so on.
    pub kind: String,
    /// How far it has come, by the latest report.
    pub status: InstrumentStatus,
    /// When that was.
    pub date: Option<Edtf>,
    /// Whose it is.
    pub parties: Vec<PartyId>,
    /// The words of all sources.
    pub evidence: Vec<Quoted>,
    /// The rule that found it in its first source.
    pub by: String,
    /// Every document that names it.
    pub sources: Vec<Source>,
    /// Independent voices among the sources, sorted.
    pub voices: Vec<String>,
    /// How far it came when, the earliest first; those without a day last.
    pub steps: Vec<Step>,
    /// The corrections that speak of it, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<i64>,
}

/// How far an instrument had come on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// How far.
    pub status: InstrumentStatus,
    /// When that was; of a mention, the day of the report.
    pub date: Option<Edtf>,
    /// Documents that say so, in order.
    pub documents: Vec<String>,
}

/// A congress, election or anniversary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Stable as long as its first claim is.
    pub id: String,
    /// Its name as in the first source.
    pub what: String,
    /// Past, upcoming or ongoing, by the latest report.
    pub status: Option<MilestoneStatus>,
    /// When.
    pub date: Option<Edtf>,
    /// Whose it is.
    pub party: Option<PartyId>,
    /// The words of all sources.
    pub evidence: Vec<Quoted>,
    /// The rule that found it in its first source.
    pub by: String,
    /// Every document that names it.
    pub sources: Vec<Source>,
    /// Independent voices among the sources, sorted.
    pub voices: Vec<String>,
    /// The corrections that speak of it, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<i64>,
}

/// Gives the rows of all these entries to `put`.
pub(crate) fn rows(
    reports: &[Report],
    decisions: &Decisions,
    days: &DaysOf,
    put: &mut Put<'_>,
) -> Result<(), Error> {
    decisions.corrected(
        instruments(reports),
        |group| instrument(group, days),
        &mut |entry: Instrument| {
            put(Row::of(&entry, entry.date, entry.parties.iter().cloned().collect(), BTreeSet::new()))
        },
    )?;
    decisions.corrected(milestones(reports), milestone, &mut |entry: Milestone| {
        put(Row::of(&entry, entry.date, entry.party.iter().cloned().collect(), BTreeSet::new()))
    })
}

/// Papers by name: two that share a name or another name are one, unless their
/// parties differ.
fn instruments(reports: &[Report]) -> Vec<Group<'_, record::Instrument>> {
    let key = |claim: &record::Instrument| words(&claim.name);
    let by_name = gather(reports, key, |group, claim| are_of_same(group, claim));
    let mut groups: Vec<Group<'_, record::Instrument>> = Vec::new();
    let mut places: BTreeMap<Vec<String>, BTreeSet<usize>> = BTreeMap::new();
    for group in by_name {
        let names = names(&group);
        let likely: BTreeSet<usize> =
            names.iter().filter_map(|name| places.get(name)).flatten().copied().collect();
        let is_same = |place: &usize| group.iter().all(|told| are_of_same(&groups[*place], told.claim));
        let place = likely.into_iter().find(is_same).unwrap_or(groups.len());
        for name in names {
            places.entry(name).or_default().insert(place);
        }
        match groups.get_mut(place) {
            Some(known) => known.extend(group),
            None => groups.push(group),
        }
    }
    groups
}

fn names(group: &[Claimed<'_, record::Instrument>]) -> BTreeSet<Vec<String>> {
    let names = group.iter().flat_map(|told| told.claim.aliases.iter().chain([&told.claim.name]));
    names.map(|name| words(name)).collect()
}

/// Whether the parties of a paper do not differ from those of others.
fn are_of_same(group: &[Claimed<'_, record::Instrument>], claim: &record::Instrument) -> bool {
    let parties = group.iter().map(|told| &told.claim.parties).find(|parties| !parties.is_empty());
    parties.is_none_or(|parties| claim.parties.is_empty() || *parties == claim.parties)
}

fn instrument(group: &Group<'_, record::Instrument>, days: &DaysOf) -> Option<Instrument> {
    let first = group.first()?.claim;
    let sources = sources(group);
    let steps = steps(group, days);
    // A report that only mentions it says nothing of how far it has come.
    let reached = steps.iter().rev().find(|step| step.status != InstrumentStatus::Mentioned);
    let (status, date) = reached.map_or((first.status, first.date), |step| (step.status, step.date));
    let names = group.iter().flat_map(|told| told.claim.aliases.iter().chain([&told.claim.name]));
    let others: BTreeSet<String> = names.filter(|name| words(name) != words(&first.name)).cloned().collect();
    let parties = group.iter().map(|told| &told.claim.parties).find(|parties| !parties.is_empty());
    Some(Instrument {
        id: entry_id('i', &sources),
        name: first.name.clone(),
        aliases: others.into_iter().collect(),
        names: told_names(group),
        kind: first.kind.clone(),
        status,
        date,
        parties: parties.cloned().unwrap_or_default(),
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
        steps,
        corrections: Vec::new(),
    })
}

/// What documents call a paper, where they differ; by the spelling of the first.
fn told_names(group: &Group<'_, record::Instrument>) -> Vec<Told<String>> {
    let mut names: Vec<Told<String>> = Vec::new();
    for Claimed { report, claim } in group {
        let document = &report.article.id;
        match names.iter_mut().find(|told| words(&told.value) == words(&claim.name)) {
            Some(told) if !told.documents.contains(document) => told.documents.push(document.clone()),
            Some(_) => {}
            None => names.push(Told { value: claim.name.clone(), documents: vec![document.clone()] }),
        }
    }
    if names.len() > 1 { names } else { Vec::new() }
}

/// How far a paper came when. What one report dates and another does not is one
/// step, if it is dated once.
fn steps(group: &Group<'_, record::Instrument>, days: &DaysOf) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for Claimed { report, claim } in group {
        let document = &report.article.id;
        let reported = || days.get(document.as_str()).map(|(_, day)| Edtf::day(*day));
        let is_mention = claim.status == InstrumentStatus::Mentioned;
        let date = claim.date.filter(|_| !is_mention).or_else(|| reported().filter(|_| is_mention));
        match steps.iter_mut().find(|step| step.status == claim.status && step.date == date) {
            Some(step) => step.documents.push(document.clone()),
            None => steps.push(Step { status: claim.status, date, documents: vec![document.clone()] }),
        }
    }
    let undated: Vec<Step> = steps.extract_if(.., |step| step.date.is_none()).collect();
    for open in undated {
        let mut dated = steps.iter_mut().filter(|step| step.status == open.status);
        match (dated.next(), dated.next()) {
            (Some(step), None) => step.documents.extend(open.documents),
            _ => steps.push(open),
        }
    }
    for step in &mut steps {
        step.documents.sort();
        step.documents.dedup();
    }
    steps.sort_by_key(|step| (step.date.is_none(), step.date, rank(step.status)));
    steps
}

/// The order in which papers come to be.
fn rank(status: InstrumentStatus) -> usize {
    use InstrumentStatus as S;
    let order = [
        S::Mentioned,
        S::Proposed,
        S::UnderNegotiation,
        S::Adopted,
        S::Signing,
        S::Signed,
        S::Ratified,
        S::InForce,
        S::Withdrawn,
    ];
    order.iter().position(|of| *of == status).unwrap_or_default()
}

/// Occasions by name, day and party.
fn milestones(reports: &[Report]) -> Vec<Group<'_, record::Milestone>> {
    let key = |claim: &record::Milestone| (words(&claim.what), claim.date, claim.party.clone());
    gather(reports, key, |_, _| true)
}

fn milestone(group: &Group<'_, record::Milestone>) -> Option<Milestone> {
    let first = group.first()?.claim;
    let sources = sources(group);
    Some(Milestone {
        id: entry_id('m', &sources),
        what: first.what.clone(),
        status: group.iter().rev().find_map(|told| told.claim.status),
        date: first.date,
        party: first.party.clone(),
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
        corrections: Vec::new(),
    })
}
