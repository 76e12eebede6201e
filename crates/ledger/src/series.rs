//! Figures of one measure in time, with those that disagree or overlap.

use std::collections::BTreeMap;

use record::{Edtf, PartyId, Stage};
use serde::Serialize;

use crate::{Error, Filter, Ledger, entry::Figure, people::words};

/// The figures of one measure, subject and unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    /// What is measured, by the words of most documents.
    pub measure: String,
    /// Every wording of it, sorted.
    pub measures: Vec<String>,
    /// Whose figures they are.
    pub subject: Vec<PartyId>,
    /// ISO 4217 code, `percent`, `people`, ...
    pub unit: String,
    /// The figures, by period; those without one last.
    pub points: Vec<Point>,
}

/// A figure in a series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// The entry.
    pub figure: String,
    /// The period it covers.
    pub period: Option<Edtf>,
    /// In base units.
    pub value: f64,
    /// Whether every source says about.
    pub approx: bool,
    /// How far the sum or number has come.
    pub stage: Option<Stage>,
    /// Whether it is a change against another period.
    pub is_change: bool,
    /// Documents that quote it.
    pub documents: usize,
    /// Independent voices among them, sorted.
    pub voices: Vec<String>,
    /// Figures of the same period and stage with another value.
    pub conflicts: Vec<String>,
    /// Figures whose period is part of this one's, or the reverse.
    pub overlaps: Vec<String>,
}

impl Ledger {
    /// Figures as series, by subject, unit and measure.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn series(&self, filter: &Filter) -> Result<Vec<Series>, Error> {
        let mut subjects: BTreeMap<(Vec<PartyId>, String), Vec<Vec<Figure>>> = BTreeMap::new();
        for figure in self.figures(filter)? {
            let groups = subjects.entry((figure.subject.clone(), figure.unit.clone())).or_default();
            match groups.iter_mut().find(|group| group.iter().any(|known| is_same_measure(known, &figure))) {
                Some(group) => group.push(figure),
                None => groups.push(vec![figure]),
            }
        }
        let series = subjects.into_iter().flat_map(|((subject, unit), groups)| {
            groups.into_iter().map(move |group| series(subject.clone(), unit.clone(), group))
        });
        Ok(series.collect())
    }
}

/// Whether two wordings name one measure: all words of the shorter stand in the
/// longer, or all but what both measure is told by. "Exports" and "imports" never do.
pub(crate) fn is_same_measure(left: &Figure, right: &Figure) -> bool {
    let is_change = left.change.is_some() == right.change.is_some();
    let (left, right) = (words(&left.measure), words(&right.measure));
    let shorter = left.len().min(right.len());
    let n_shared = left.iter().filter(|word| right.contains(word)).count();
    is_change
        && shorter > 0
        && (n_shared == shorter || left.last() == right.last() && n_shared * 2 >= shorter)
}

fn series(subject: Vec<PartyId>, unit: String, mut figures: Vec<Figure>) -> Series {
    figures.sort_by(|left, right| {
        let order = |figure: &Figure| (figure.period.is_none(), figure.period, figure.id.clone());
        order(left).cmp(&order(right))
    });
    let mut measures: BTreeMap<&str, usize> = BTreeMap::new();
    for figure in &figures {
        *measures.entry(&figure.measure).or_default() += figure.sources.len();
    }
    let measure = measures.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)));
    let points = figures.iter().map(|figure| {
        let others = || figures.iter().filter(|other| other.id != figure.id);
        let conflicts = others().filter(|other| {
            figure.period.is_some()
                && (other.period, other.stage) == (figure.period, figure.stage)
                && !is_near(figure, other)
        });
        let overlaps = others().filter(|other| {
            let periods = figure.period.zip(other.period);
            periods.is_some_and(|(own, theirs)| {
                own != theirs && (own.contains(&theirs) || theirs.contains(&own))
            })
        });
        Point {
            figure: figure.id.clone(),
            period: figure.period,
            value: figure.value,
            approx: figure.approx,
            stage: figure.stage,
            is_change: figure.change.is_some(),
            documents: figure.sources.len(),
            voices: figure.voices.clone(),
            conflicts: conflicts.map(|other| other.id.clone()).collect(),
            overlaps: overlaps.map(|other| other.id.clone()).collect(),
        }
    });
    Series {
        measure: measure.map(|(name, _)| (*name).to_owned()).unwrap_or_default(),
        measures: measures.keys().map(|name| (*name).to_owned()).collect(),
        points: points.collect(),
        subject,
        unit,
    }
}

/// Whether two values can be one, as far as "about" goes.
pub(crate) fn is_near(left: &Figure, right: &Figure) -> bool {
    let room = if left.approx || right.approx { 0.05 } else { 1e-6 };
    (left.value - right.value).abs() <= left.value.abs().max(right.value.abs()) * room
}
