//! Figures and formulas as entries.

use std::collections::{BTreeMap, BTreeSet};

use record::{Edtf, Figure as FigureClaim, Formula as FormulaClaim};

use crate::{
    Error,
    claim::{Group, gather, sources},
    corrected::Decisions,
    days::DaysOf,
    entry::{Conflict, Figure, Formula},
    join::{Put, Row, entry_id, evidence, found_by, voices},
    people::words,
    report::Report,
    series::{self, is_near},
};

/// Gives the rows of all figures and formulas to `put`.
pub(crate) fn rows(
    reports: &[Report],
    decisions: &Decisions,
    days: &DaysOf,
    put: &mut Put<'_>,
) -> Result<(), Error> {
    let mut corrected: Vec<Figure> = Vec::new();
    decisions.corrected(figures(reports), figure, &mut |entry| {
        corrected.push(entry);
        Ok(())
    })?;
    mark_conflicts(&mut corrected);
    for entry in &corrected {
        put(Row::of(entry, entry.period, entry.subject.iter().cloned().collect(), BTreeSet::new()))?;
    }
    decisions.corrected(formulas(reports), |group| formula(group, days), &mut |entry: Formula| {
        put(Row::of(&entry, entry.first, entry.relation.iter().cloned().collect(), BTreeSet::new()))
    })
}

/// Figures of one measure, subject, unit and period, and of one value.
fn figures(reports: &[Report]) -> Vec<Group<'_, FigureClaim>> {
    let key = |claim: &FigureClaim| (claim.unit.clone(), claim.period, claim.subject.clone());
    gather(reports, key, |group, claim| {
        group.first().is_some_and(|known| {
            let known = known.claim;
            (known.value - claim.value).abs() <= known.value.abs() * 1e-6
                && is_same_measure(&known.measure, &claim.measure)
        })
    })
}

fn figure(group: &Group<'_, FigureClaim>) -> Option<Figure> {
    let claim = group.first()?.claim;
    let sources = sources(group);
    Some(Figure {
        id: entry_id('f', &sources),
        measure: claim.measure.clone(),
        subject: claim.subject.clone(),
        value: claim.value,
        low: claim.low,
        high: claim.high,
        unit: claim.unit.clone(),
        approx: group.iter().all(|told| told.claim.approx),
        stage: claim.stage,
        period: claim.period,
        change: claim.change.clone(),
        conflicts: Vec::new(),
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
        corrections: Vec::new(),
    })
}

/// Says of each figure which others give another value for the same.
fn mark_conflicts(figures: &mut [Figure]) {
    let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (place, figure) in figures.iter().enumerate().filter(|(_, figure)| figure.period.is_some()) {
        let key = (figure.subject.clone(), figure.unit.clone(), figure.period, figure.stage);
        alike.entry(key).or_default().push(place);
    }
    for places in alike.values().filter(|places| places.len() > 1) {
        for place in places {
            let figure = &figures[*place];
            let others = places.iter().map(|other| &figures[*other]).filter(|other| {
                other.id != figure.id && series::is_same_measure(figure, other) && !is_near(figure, other)
            });
            let conflicts = others.map(|other| Conflict {
                figure: other.id.clone(),
                value: other.value,
                documents: other.sources.iter().map(|source| source.document.clone()).collect(),
            });
            figures[*place].conflicts = conflicts.collect();
        }
    }
}

/// Whether two wordings can name one measure: "bilateral trade" and "two-way
/// trade turnover" share a word, exports and imports do not.
fn is_same_measure(left: &str, right: &str) -> bool {
    let (left, right) = (words(left), words(right));
    left.iter().any(|word| right.contains(word))
}

/// Formulas of one relation with the same terms in one order.
fn formulas(reports: &[Report]) -> Vec<Group<'_, FormulaClaim>> {
    gather(reports, |claim: &FormulaClaim| (claim.relation.clone(), claim.terms.clone()), |_, _| true)
}

fn formula(group: &Group<'_, FormulaClaim>, days: &DaysOf) -> Option<Formula> {
    let claim = group.first()?.claim;
    let sources = sources(group);
    let mut new: Vec<String> = Vec::new();
    for term in group.iter().flat_map(|told| &told.claim.new) {
        if !new.contains(term) {
            new.push(term.clone());
        }
    }
    let days = || group.iter().filter_map(|told| days.get(told.report.article.id.as_str()));
    Some(Formula {
        id: entry_id('r', &sources),
        relation: claim.relation.clone(),
        terms: claim.terms.clone(),
        new,
        first: days().map(|(_, day)| Edtf::day(*day)).min(),
        last: days().map(|(_, day)| Edtf::day(*day)).max(),
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
        corrections: Vec::new(),
    })
}
