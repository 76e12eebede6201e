//! What corrections do to the joining of claims and to entries. They are applied
//! in the order in which they were made, and are stronger than any claim.

use std::collections::{BTreeMap, BTreeSet};

use record::{Commitment, Encounter, Figure, Formula, Instrument, Milestone, Span, Statement};
use serde_json::Value;

use crate::{
    Error,
    appearance::Appearance,
    claim::{Claim, Claimed, Group, Key},
    correction::{Anchor, Correction, Decision, What},
    entry::Entry,
    report::Report,
};

/// The corrections that hold, each with the claims that it is now about.
#[derive(Debug, Default)]
pub(crate) struct Decisions(Vec<Resolved>);

#[derive(Debug)]
struct Resolved {
    number: i64,
    kind: String,
    what: What,
    entries: Vec<String>,
    claims: BTreeSet<Key>,
}

impl Decisions {
    /// Finds the claims that corrections are about.
    /// `reports` are those of the documents that they name.
    pub(crate) fn of(journal: &[Correction], reports: &[Report]) -> Self {
        let by_id: BTreeMap<&str, &Report> =
            reports.iter().map(|report| (report.article.id.as_str(), report)).collect();
        let resolved = journal.iter().map(|correction| {
            let Decision { kind, claims, what, entries } = &correction.decision;
            let claims = claims.iter().filter_map(|anchor| {
                let report = by_id.get(anchor.document.as_str())?;
                Some((anchor.document.clone(), claim_at(report, kind, anchor)?))
            });
            Resolved {
                number: correction.number,
                kind: kind.clone(),
                what: what.clone(),
                entries: entries.clone(),
                claims: claims.collect(),
            }
        });
        Self(resolved.collect())
    }

    /// Makes one of groups that are said to be one, and another of those that are
    /// said to be apart.
    pub(crate) fn regroup<T>(&self, kind: &str, groups: &mut Vec<Vec<T>>, key: impl Fn(&T) -> Key) {
        for decision in self.0.iter().filter(|decision| decision.kind == kind) {
            let is_meant = |told: &T| decision.claims.contains(&key(told));
            match decision.what {
                What::Merge => {
                    let (one, rest): (Vec<_>, Vec<_>) =
                        std::mem::take(groups).into_iter().partition(|group| group.iter().any(is_meant));
                    *groups = rest;
                    groups.push(one.into_iter().flatten().collect());
                }
                What::Split => {
                    let mut apart = Vec::new();
                    for group in groups.iter_mut() {
                        let (off, left) = std::mem::take(group).into_iter().partition(is_meant);
                        *group = left;
                        let off: Vec<T> = off;
                        apart.extend(off);
                    }
                    groups.push(apart);
                }
                _ => {}
            }
        }
        groups.retain(|group| !group.is_empty());
    }

    /// Whether an entry with this claim was dismissed.
    pub(crate) fn is_dismissed(&self, kind: &str, key: &Key) -> bool {
        let is_of = |decision: &&Resolved| decision.kind == kind && decision.claims.contains(key);
        self.0.iter().filter(is_of).any(|decision| matches!(decision.what, What::Dismiss))
    }

    /// Gives the entries of groups of claims, corrected, to `put`. Only those that
    /// decisions are about are held at once.
    pub(crate) fn corrected<'a, C: Claim, E: Entry>(
        &self,
        mut groups: Vec<Group<'a, C>>,
        entry: impl Fn(&Group<'a, C>) -> Option<E>,
        put: &mut dyn FnMut(E) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let order = |told: &Claimed<'_, C>| {
            (told.report.day.is_none(), told.report.day, told.report.article.id.clone())
        };
        self.regroup(C::KIND, &mut groups, Claimed::key);
        let mut held = Vec::new();
        for mut group in groups {
            group.sort_by_cached_key(order);
            match entry(&group) {
                Some(entry) if self.are_about(&entry) => held.push(entry),
                Some(entry) => put(entry)?,
                None => {}
            }
        }
        self.edited(held).into_iter().try_for_each(put)
    }

    /// Whether some decision is about claims of one sort of a document.
    pub(crate) fn name(&self, kind: &str, document: &str) -> bool {
        let mut claims =
            self.0.iter().filter(|decision| decision.kind == kind).flat_map(|decision| &decision.claims);
        claims.any(|(of, _)| of == document)
    }

    /// Whether some decision is about an entry.
    pub(crate) fn are_about<E: Entry>(&self, entry: &E) -> bool {
        let mut decisions = self.0.iter().filter(|decision| decision.kind == E::KIND).peekable();
        if decisions.peek().is_none() {
            return false;
        }
        let keys: BTreeSet<Key> =
            entry.sources().iter().map(|source| (source.document.clone(), source.claim.clone())).collect();
        decisions.any(|decision| !decision.claims.is_disjoint(&keys))
    }

    /// Entries with the fields that were edited and without those dismissed; each
    /// with the numbers of what was decided of it.
    pub(crate) fn edited<E: Entry>(&self, entries: Vec<E>) -> Vec<E> {
        let mut decisions = self.0.iter().filter(|decision| decision.kind == E::KIND).peekable();
        if decisions.peek().is_none() {
            return entries;
        }
        let mut of_claim: BTreeMap<Key, usize> = BTreeMap::new();
        for (place, entry) in entries.iter().enumerate() {
            let keys = entry.sources().iter().map(|source| (source.document.clone(), source.claim.clone()));
            of_claim.extend(keys.map(|key| (key, place)));
        }
        let mut entries: Vec<Option<E>> = entries.into_iter().map(Some).collect();
        for decision in decisions {
            let places = decision.claims.iter().filter_map(|claim| of_claim.get(claim).copied());
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            for place in places {
                *counts.entry(place).or_default() += 1;
            }
            // Of entries that share the words, the one that has most of them is meant; of
            // equals, the one that was named.
            let is_named = |place: usize| {
                entries[place]
                    .as_ref()
                    .is_some_and(|entry| decision.entries.iter().any(|id| id == entry.id()))
            };
            let meant = counts
                .iter()
                .max_by_key(|(place, count)| (**count, is_named(**place), std::cmp::Reverse(**place)));
            let meant: Vec<usize> = match decision.what {
                What::Merge | What::Split | What::Add { .. } => counts.keys().copied().collect(),
                _ => meant.into_iter().map(|(place, _)| *place).collect(),
            };
            for place in meant {
                entries[place] = entries[place].take().and_then(|entry| decision.applied(entry));
            }
        }
        entries.into_iter().flatten().collect()
    }
}

impl Resolved {
    /// The entry with this decision; nothing if it was dismissed.
    fn applied<E: Entry>(&self, entry: E) -> Option<E> {
        let mut entry = match &self.what {
            What::Dismiss => return None,
            What::Edit { field, value, .. } => match with(&entry, field, value) {
                Ok(edited) => edited,
                Err(_) => entry,
            },
            _ => entry,
        };
        entry.corrections().push(self.number);
        Some(entry)
    }
}

/// The entry with another value in a field.
pub(crate) fn with<E: Entry>(entry: &E, field: &str, value: &Value) -> Result<E, serde_json::Error> {
    let mut body = serde_json::to_value(entry)?;
    if let Some(place) = body.get_mut(field) {
        *place = value.clone();
    }
    if let Some(from) = body.get_mut(format!("{field}_from")) {
        *from = Value::from("argument");
    }
    serde_json::from_value(body)
}

/// The claim of some sort that a report makes of the words of an anchor: the same
/// with the same words, else the one that shares most of them.
fn claim_at(report: &Report, kind: &str, anchor: &Anchor) -> Option<String> {
    let claims = spans_of(report, kind);
    let same = claims.iter().find(|(id, spans)| *id == anchor.claim && *spans == anchor.spans);
    if let Some((id, _)) = same {
        return Some(id.clone());
    }
    let shared = |spans: &[Span]| -> usize {
        let pairs = spans.iter().flat_map(|own| anchor.spans.iter().map(move |other| (own, other)));
        pairs.map(|(own, other)| own.end.min(other.end).saturating_sub(own.start.max(other.start))).sum()
    };
    let best = claims.iter().map(|(id, spans)| (shared(spans), id)).filter(|(shared, _)| *shared > 0);
    best.max_by_key(|(shared, id)| (*shared, std::cmp::Reverse((*id).clone()))).map(|(_, id)| id.clone())
}

/// The claims of some sort that a report makes, with their words.
fn spans_of(report: &Report, kind: &str) -> Vec<(String, Vec<Span>)> {
    fn of<C: Claim>(report: &Report) -> Vec<(String, Vec<Span>)> {
        C::of(report).iter().map(|claim| (claim.id().to_owned(), claim.spans())).collect()
    }
    match kind {
        Appearance::KIND => of::<Appearance>(report),
        Encounter::KIND => of::<Encounter>(report),
        Statement::KIND => of::<Statement>(report),
        Commitment::KIND => of::<Commitment>(report),
        Instrument::KIND => of::<Instrument>(report),
        Figure::KIND => of::<Figure>(report),
        Formula::KIND => of::<Formula>(report),
        Milestone::KIND => of::<Milestone>(report),
        _ => Vec::new(),
    }
}
