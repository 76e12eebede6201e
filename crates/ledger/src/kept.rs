//! Promises to meet: what became of the contact that was promised.

use std::collections::BTreeMap;

use record::{Commitment, Edtf, Span, Status, Turn};

use crate::{
    claim::Key,
    days::DaysOf,
    entry::{Encounter, Standing},
    follow::{FollowUp, Followed},
    report::Report,
};

/// What became of planned contacts, by the claims that tell of the plans.
#[derive(Debug, Default)]
pub(crate) struct Plans(BTreeMap<Key, Vec<Outcome>>);

/// What a document tells of a contact that another told of as planned.
#[derive(Clone, Debug)]
struct Outcome {
    what: Turn,
    document: String,
    claim: String,
    evidence: Vec<Span>,
}

impl Plans {
    /// The plans among encounters, each with what the other reports of it tell.
    pub(crate) fn of(encounters: &[Encounter]) -> Self {
        let mut plans = Self::default();
        for entry in encounters {
            let outcomes: Vec<Outcome> =
                entry.history.iter().flat_map(|told| outcomes(entry, told)).collect();
            let planned = entry.history.iter().filter(|told| told.status == Status::Planned);
            for document in planned.flat_map(|told| &told.documents) {
                let source = entry.sources.iter().find(|source| source.document == *document);
                if let Some(source) = source.filter(|_| !outcomes.is_empty()) {
                    plans.0.insert((document.clone(), source.claim.clone()), outcomes.clone());
                }
            }
        }
        plans
    }

    /// Adds to what became of promises what became of the contacts that they promise:
    /// where most words of a promise are those of a plan.
    pub(crate) fn follow(&self, reports: &[Report], days: &DaysOf, followed: &mut Followed) {
        for report in reports.iter().filter(|report| !report.commitments.is_empty()) {
            let document = &report.article.id;
            let Some((_, day)) = days.get(document.as_str()) else { continue };
            for claim in &report.commitments {
                let plans = report.encounters.iter().filter(|plan| is_of(claim, &plan.evidence));
                let outcomes = plans.filter_map(|plan| self.0.get(&(document.clone(), plan.id.clone())));
                for outcome in outcomes.flatten() {
                    let told = days.get(outcome.document.as_str()).map(|(_, told)| *told);
                    if let Some(told) = told.filter(|told| told > day) {
                        followed
                            .add((document.clone(), claim.id.clone()), outcome.follow_up(Edtf::day(told)));
                    }
                }
            }
        }
    }
}

impl Outcome {
    fn follow_up(&self, date: Edtf) -> FollowUp {
        FollowUp {
            date: Some(date),
            what: self.what,
            document: self.document.clone(),
            evidence: self.evidence.clone(),
            claim: Some(self.claim.clone()),
            words: Vec::new(),
        }
    }
}

fn outcomes(entry: &Encounter, told: &Standing) -> Vec<Outcome> {
    let what = match told.status {
        Status::Held => Turn::Done,
        Status::Postponed => Turn::Delayed,
        Status::Cancelled => Turn::Dropped,
        Status::Planned => return Vec::new(),
    };
    let sources = entry.sources.iter().filter(|source| told.documents.contains(&source.document));
    let outcome = sources.map(|source| Outcome {
        what,
        document: source.document.clone(),
        claim: source.claim.clone(),
        evidence: source.evidence.clone(),
    });
    outcome.collect()
}

/// Whether at least half of a promise's words are those of a plan.
fn is_of(claim: &Commitment, plan: &[Span]) -> bool {
    let shared = |own: &Span| -> usize {
        let common =
            plan.iter().map(|other| own.end.min(other.end).saturating_sub(own.start.max(other.start)));
        common.sum()
    };
    let n_shared: usize = claim.evidence.iter().map(shared).sum();
    let n_all: usize = claim.evidence.iter().map(|span| span.end.saturating_sub(span.start)).sum();
    n_shared > 0 && n_shared * 2 >= n_all
}
