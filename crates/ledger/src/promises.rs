//! Commitments as entries: a promise with every statement of it, and what later
//! documents say became of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use record::{Area, Edtf, Force, PartyId, Progress, Turn};
use serde::{Deserialize, Serialize};

use crate::{
    Error,
    claim::{Claimed, Group, sources},
    corrected::Decisions,
    days::{DaysOf, days_between},
    entry::{Quoted, Source},
    follow::{FollowUp, Followed},
    join::{Put, Row, entry_id, evidence, found_by, voices},
    report::Report,
    restated::{self, Promised, concerned},
};

/// Days within which several reports may be of one saying of a promise.
const ONE_SAYING: i32 = 7;

/// What a side bound itself to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Stable as long as its first claim is.
    pub id: String,
    /// Who is bound.
    pub parties: Vec<PartyId>,
    /// How firmly, by the first report.
    pub force: Force,
    /// Who benefits.
    pub to: Vec<PartyId>,
    /// What it is about.
    pub areas: Vec<Area>,
    /// By when, as the last statement that says so has it; the history has those
    /// before it.
    pub deadline: Option<Edtf>,
    /// The day of the first report.
    pub date: Option<Edtf>,
    /// What became of it, as far as words of documents show. As it is stored it is
    /// never `overdue`: see [`Commitment::as_of`].
    #[serde(default = "stated")]
    pub status: Progress,
    /// Every statement of it, the earliest first; those without day last.
    #[serde(default)]
    pub history: Vec<Stated>,
    /// What later documents say became of it, the earliest first.
    #[serde(default)]
    pub follow_ups: Vec<FollowUp>,
    /// How many documents that concern these parties are held from after the day on
    /// which it was last stated.
    #[serde(default)]
    pub later_documents: usize,
    /// The words.
    pub evidence: Vec<Quoted>,
    /// The rule that found it in its first source.
    pub by: String,
    /// Every report.
    pub sources: Vec<Source>,
    /// Independent voices among the sources, sorted.
    pub voices: Vec<String>,
    /// The corrections that speak of it, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<i64>,
}

/// One document's statement of a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The day that the document speaks of.
    pub date: Option<Edtf>,
    /// The document.
    pub document: String,
    /// The claim within it.
    pub claim: String,
    /// How firmly.
    pub force: Force,
    /// By when.
    pub deadline: Option<Edtf>,
}

fn stated() -> Progress {
    Progress::Stated
}

impl Commitment {
    /// The commitment as it stands on a day: overdue if its own deadline has
    /// passed and no evidence is held of what became of it.
    #[must_use]
    pub fn as_of(mut self, day: Date) -> Self {
        let is_open = self.follow_ups.iter().all(|found| found.what == Turn::Changed);
        let is_past = self.deadline.is_some_and(|deadline| deadline.last_day() < day);
        if is_open && is_past {
            self.status = Progress::Overdue;
        }
        self
    }
}

/// Gives the rows of all commitments to `put`: from documents and their days, and
/// from what is known of promises.
pub(crate) fn rows(
    (reports, days): (&[Report], &DaysOf),
    (promised, followed): (&Promised, &Followed),
    decisions: &Decisions,
    put: &mut Put<'_>,
) -> Result<(), Error> {
    let later = Later::of(reports, days);
    let groups = restated::groups(reports, promised);
    let entry =
        |group: &Group<'_, record::Commitment>| commitment(group, followed.of_promise(group), &later, days);
    decisions.corrected(groups, entry, &mut |entry| {
        let parties = entry.parties.iter().chain(&entry.to).cloned().collect();
        put(Row::of(&entry, entry.date, parties, BTreeSet::new()))
    })
}

/// The days of the documents that concern parties, in order.
#[derive(Debug, Default)]
struct Later(BTreeMap<BTreeSet<PartyId>, Vec<Date>>);

impl Later {
    fn of(reports: &[Report], days: &DaysOf) -> Self {
        let bound =
            |claim: &record::Commitment| -> BTreeSet<PartyId> { claim.parties.iter().cloned().collect() };
        let mut later: BTreeMap<BTreeSet<PartyId>, Vec<Date>> = BTreeMap::new();
        for claim in reports.iter().flat_map(|report| &report.commitments) {
            later.entry(bound(claim)).or_default();
        }
        // Looked up by one party of each, so that a document is compared with few.
        let mut by_party: BTreeMap<PartyId, Vec<BTreeSet<PartyId>>> = BTreeMap::new();
        for parties in later.keys() {
            if let Some(last) = parties.last() {
                by_party.entry(last.clone()).or_default().push(parties.clone());
            }
        }
        for report in reports {
            let Some((_, day)) = days.get(report.article.id.as_str()) else { continue };
            let concerned: BTreeSet<PartyId> = concerned(report).into_iter().cloned().collect();
            let bound = concerned.iter().filter_map(|party| by_party.get(party)).flatten();
            for parties in bound.filter(|parties| parties.is_subset(&concerned)) {
                later.entry(parties.clone()).or_default().push(*day);
            }
        }
        later.values_mut().for_each(|days| days.sort_unstable());
        Self(later)
    }

    /// How many documents that concern all of these parties are later than a day.
    fn than(&self, day: Date, parties: &[PartyId]) -> usize {
        let parties = parties.iter().cloned().collect();
        self.0.get(&parties).map_or(0, |days| days.len() - days.partition_point(|told| *told <= day))
    }
}

fn commitment(
    group: &Group<'_, record::Commitment>,
    follow_ups: Vec<FollowUp>,
    later: &Later,
    days: &DaysOf,
) -> Option<Commitment> {
    let Claimed { report, claim } = group.first()?;
    let sources = sources(group);
    let history = history(group, days);
    let follow_ups = with_changes(follow_ups, group, days);
    let last = history.iter().filter_map(|stated| stated.date).next_back();
    let later_documents = last.map_or(0, |date| later.than(date.last_day(), &claim.parties));
    let mut areas: Vec<Area> = group.iter().flat_map(|told| &told.claim.areas).copied().collect();
    areas.sort_unstable();
    areas.dedup();
    let to = group.iter().map(|told| &told.claim.to).find(|to| !to.is_empty());
    Some(Commitment {
        id: entry_id('c', &sources),
        parties: claim.parties.clone(),
        force: claim.force,
        to: to.cloned().unwrap_or_default(),
        areas,
        deadline: history.iter().rev().find_map(|stated| stated.deadline),
        date: report.day.map(Edtf::day),
        status: status(&history, &follow_ups, later_documents),
        history,
        follow_ups,
        later_documents,
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
        corrections: Vec::new(),
    })
}

fn history(group: &Group<'_, record::Commitment>, days: &DaysOf) -> Vec<Stated> {
    let stated = group.iter().map(|Claimed { report, claim }| Stated {
        date: days.get(report.article.id.as_str()).map(|(_, day)| Edtf::day(*day)),
        document: report.article.id.clone(),
        claim: claim.id.clone(),
        force: claim.force,
        deadline: claim.deadline,
    });
    let mut history: Vec<Stated> = stated.collect();
    history.sort_by_key(|stated| (stated.date.is_none(), stated.date, stated.document.clone()));
    history
}

/// What became of a promise, with its statements that give another deadline than
/// the one before them.
fn with_changes(
    mut follow_ups: Vec<FollowUp>,
    group: &Group<'_, record::Commitment>,
    days: &DaysOf,
) -> Vec<FollowUp> {
    let day = |told: &Claimed<'_, record::Commitment>| Some(days.get(told.report.article.id.as_str())?.1);
    let mut due: Vec<_> = group.iter().filter(|told| told.claim.deadline.is_some()).collect();
    due.retain(|told| day(told).is_some());
    due.sort_by_key(|told| (day(told), told.key()));
    for pair in due.windows(2) {
        if let [before, told] = pair
            && !restated::are_due_together(before.claim, told.claim)
        {
            follow_ups.push(FollowUp {
                date: day(told).map(Edtf::day),
                what: Turn::Changed,
                document: told.report.article.id.clone(),
                evidence: told.claim.evidence.clone(),
                claim: Some(told.claim.id.clone()),
                words: Vec::new(),
            });
        }
    }
    follow_ups.sort();
    follow_ups
}

/// What became of a promise, by evidence alone: what is done stays done; else the
/// latest turn tells. Without any, whether it was said again; else whether later
/// documents of its parties are held, in which no evidence was found.
fn status(history: &[Stated], follow_ups: &[FollowUp], later_documents: usize) -> Progress {
    let done = follow_ups.iter().find(|found| found.what == Turn::Done);
    if let Some(turn) = done.or(follow_ups.last()) {
        return match turn.what {
            Turn::Begun => Progress::UnderWay,
            Turn::Delayed => Progress::Delayed,
            Turn::Changed => Progress::Changed,
            Turn::Done => Progress::Done,
            Turn::Dropped => Progress::Dropped,
        };
    }
    let days: Vec<Date> = history.iter().filter_map(|stated| Some(stated.date?.first_day())).collect();
    let is_restated =
        days.first().zip(days.last()).is_some_and(|(first, last)| days_between(*first, *last) > ONE_SAYING);
    match (is_restated, later_documents) {
        (true, _) => Progress::Restated,
        (false, 0) => Progress::Stated,
        (false, _) => Progress::NoEvidence,
    }
}
