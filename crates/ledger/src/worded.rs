//! Promises of words: what became of a term that was to enter the formula of a relation.

use std::collections::BTreeMap;

use jiff::civil::Date;
use record::{Edtf, Formula, PartyId, Turn};

use crate::{
    claim::Claimed,
    days::DaysOf,
    follow::{FollowUp, Followed},
    report::Report,
    restated::Promised,
};

/// The formulas of a relation that have a term beside others, with their days.
type Uses<'r> = BTreeMap<(&'r [PartyId], &'r str), Vec<(Date, &'r Report, &'r Formula)>>;

/// Adds to what became of promises to add a term to a formula that it stands there on
/// a later day: the formulas of the first such day.
pub(crate) fn follow(reports: &[Report], days: &DaysOf, promised: &Promised, followed: &mut Followed) {
    let uses = uses(reports, days);
    for told in Claimed::<record::Commitment>::all(reports) {
        let Some((_, day)) = days.get(told.report.article.id.as_str()) else { continue };
        for term in promised.added(&told.key()) {
            let used = uses.get(&(told.claim.parties.as_slice(), term.as_str()));
            let later = || used.into_iter().flatten().filter(|(used, ..)| used > day);
            let first = later().map(|(used, ..)| *used).min();
            for (used, report, formula) in later().filter(|(used, ..)| Some(*used) == first) {
                let found = FollowUp {
                    date: Some(Edtf::day(*used)),
                    what: Turn::Done,
                    document: report.article.id.clone(),
                    evidence: formula.evidence.clone(),
                    claim: Some(formula.id.clone()),
                    words: Vec::new(),
                };
                followed.add(told.key(), found);
            }
        }
    }
}

fn uses<'r>(reports: &'r [Report], days: &DaysOf) -> Uses<'r> {
    let mut uses = Uses::new();
    for report in reports {
        let Some((_, day)) = days.get(report.article.id.as_str()) else { continue };
        // A text that says what is added does not use it yet.
        let whole =
            report.formulas.iter().filter(|formula| formula.new.is_empty() && formula.terms.len() > 1);
        for formula in whole {
            for term in &formula.terms {
                let of_term = uses.entry((formula.relation.as_slice(), term.as_str())).or_default();
                of_term.push((*day, report, formula));
            }
        }
    }
    uses
}
