//! What claims of every sort have in common, and those that speak of one thing.

use std::collections::BTreeMap;

use record::{Commitment, Encounter, Figure, Formula, Instrument, Milestone, Span, Statement};

use crate::{appearance::Appearance, entry::Source, report::Report};

/// A claim of some sort.
pub(crate) trait Claim: Sized {
    /// The word for its sort.
    const KIND: &'static str;

    /// Those of a report.
    fn of(report: &Report) -> &[Self];

    /// Its id within the report.
    fn id(&self) -> &str;

    /// Its words.
    fn spans(&self) -> Vec<Span>;

    /// The rule that made it.
    fn by(&self) -> &str;
}

macro_rules! claims {
    ($($sort:ident, $kind:literal, $of:ident);+ $(;)?) => {$(
        impl Claim for $sort {
            const KIND: &'static str = $kind;

            fn of(report: &Report) -> &[Self] {
                &report.$of
            }

            fn id(&self) -> &str {
                &self.id
            }

            fn spans(&self) -> Vec<Span> {
                self.evidence.clone()
            }

            fn by(&self) -> &str {
                &self.by
            }
        }
    )+};
}

claims! {
    Encounter, "encounter", encounters;
    Statement, "statement", statements;
    Commitment, "commitment", commitments;
    Instrument, "instrument", instruments;
    Figure, "figure", figures;
    Formula, "formula", formulas;
    Milestone, "milestone", milestones;
}

impl Claim for Appearance {
    const KIND: &'static str = "person";

    fn of(report: &Report) -> &[Self] {
        &report.people
    }

    fn id(&self) -> &str {
        &self.id.0
    }

    fn spans(&self) -> Vec<Span> {
        self.spans.to_vec()
    }

    fn by(&self) -> &str {
        &self.by
    }
}

/// A document and the id of a claim within it.
pub(crate) type Key = (String, String);

/// A claim and the report that makes it.
#[derive(Debug)]
pub(crate) struct Claimed<'a, C> {
    pub(crate) report: &'a Report,
    pub(crate) claim: &'a C,
}

impl<C> Clone for Claimed<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Claimed<'_, C> {}

impl<'a, C: Claim> Claimed<'a, C> {
    /// Every claim of one sort, in the order of the reports.
    pub(crate) fn all(reports: &'a [Report]) -> impl Iterator<Item = Self> {
        reports.iter().flat_map(|report| C::of(report).iter().map(move |claim| Self { report, claim }))
    }

    pub(crate) fn key(&self) -> Key {
        (self.report.article.id.clone(), self.claim.id().to_owned())
    }

    /// The report's part in an entry.
    pub(crate) fn source(&self) -> Source {
        self.report.source(self.claim.id(), self.claim.spans(), self.claim.by())
    }
}

/// Claims of one thing, in the order of the reports.
pub(crate) type Group<'a, C> = Vec<Claimed<'a, C>>;

/// Puts claims into groups: each into the first whose `key` it shares and with
/// which it is the same.
pub(crate) fn gather<'a, C: Claim, K: Ord>(
    reports: &'a [Report],
    key: impl Fn(&C) -> K,
    is_same: impl Fn(&[Claimed<'a, C>], &C) -> bool,
) -> Vec<Group<'a, C>> {
    let mut groups: Vec<Group<'a, C>> = Vec::new();
    let mut by_key: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for told in Claimed::all(reports) {
        let likely = by_key.entry(key(told.claim)).or_default();
        match likely.iter().find(|group| is_same(&groups[**group], told.claim)) {
            Some(group) => groups[*group].push(told),
            None => {
                likely.push(groups.len());
                groups.push(vec![told]);
            }
        }
    }
    groups
}

/// The sources of a group.
pub(crate) fn sources<C: Claim>(group: &[Claimed<'_, C>]) -> Vec<Source> {
    group.iter().map(Claimed::source).collect()
}
