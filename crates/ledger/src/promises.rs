//! Commitments as entries: a promise with every statement of it, and what later
//! documents say became of it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use record::{Area, Edtf, Force, PartyId, Progress, Turn};
use serde::{Deserialize, Serialize};

use crate::{
    Error,
    claim::{Claimed, Group, sources},
    corrected::Decisions,
    days::{DaysOf, days_between},
    entry::{Quoted, Source},
    follow::{FollowUp, Turns},
    join::{Row, entry_id, evidence, found_by, voices},
    report::Report,
    restated::{self, Promised},
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
    /// By when, as the first report that says so has it.
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
        let is_open = matches!(self.status, Progress::Stated | Progress::Restated | Progress::NoEvidence);
        let is_past = self.deadline.is_some_and(|deadline| deadline.last_day() < day);
        if is_open && is_past && self.follow_ups.is_empty() {
            self.status = Progress::Overdue;
        }
        self
    }
}

/// Gives the rows of all commitments to `put`.
pub(crate) fn rows(
    (reports, days): (&[Report], &DaysOf),
    promised: &Promised,
    decisions: &Decisions,
    put: &mut dyn FnMut(Row) -> Result<(), Error>,
) -> Result<(), Error> {
    let turns = Turns::of(reports, promised, decisions, days);
    let groups = restated::groups(reports, promised);
    let entry = |group: &Group<'_, record::Commitment>| {
        let follow_ups = turns.of_promise(group, promised, days);
        commitment(group, follow_ups, &turns, days)
    };
    decisions.corrected(groups, entry, &mut |entry| {
        let parties = entry.parties.iter().chain(&entry.to).cloned().collect();
        put(Row::of(&entry, entry.date, parties, BTreeSet::new()))
    })
}

fn commitment(
    group: &Group<'_, record::Commitment>,
    follow_ups: Vec<FollowUp>,
    turns: &Turns<'_>,
    days: &DaysOf,
) -> Option<Commitment> {
    let Claimed { report, claim } = group.first()?;
    let sources = sources(group);
    let history = history(group, days);
    let last = history.iter().filter_map(|stated| stated.date).next_back();
    let later_documents = last.map_or(0, |date| turns.later(&claim.parties, date.last_day()));
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
        deadline: group.iter().find_map(|told| told.claim.deadline),
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
