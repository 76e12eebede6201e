//! How the formula of a relation moved: its variants in time, and when each term
//! came in.

use std::collections::{BTreeMap, BTreeSet};

use record::{Edtf, PartyId, Side};
use serde::Serialize;

use crate::{
    Error, Filter, Ledger,
    entry::{Formula, Source},
};

/// The formulas of one relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lineage {
    /// The parties of the relation.
    pub relation: Vec<PartyId>,
    /// Its wordings of two terms or more, by first use; those without a day last.
    pub variants: Vec<Variant>,
    /// Every term, by first use.
    pub terms: Vec<Term>,
}

/// A wording, beside the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// The entry.
    pub formula: String,
    /// The terms, in order.
    pub terms: Vec<String>,
    /// The first and last day of a document that uses it.
    pub first: Option<Edtf>,
    /// See `first`.
    pub last: Option<Edtf>,
    /// Terms that the wording before had not.
    pub gained: Vec<String>,
    /// Terms that the wording before had and this one has not.
    pub lost: Vec<String>,
    /// Whether the terms they share stand in another order.
    pub reordered: bool,
    /// Who uses it.
    pub uses: Vec<Use>,
}

/// An outlet's uses of a wording.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Use {
    /// Who published it.
    pub outlet: Option<String>,
    /// Whose account it is.
    pub side: Option<Side>,
    /// Days of publication, as far as they are known.
    pub days: Vec<Edtf>,
    /// In how many documents.
    pub documents: usize,
}

/// A term of the formulas of a relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// The first day of a formula that has it.
    pub first: Option<Edtf>,
    /// The formula.
    pub formula: String,
    /// Whether a document says that it is new.
    pub said_new: bool,
}

impl Ledger {
    /// How the formulas of relations moved, by relation.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn lineages(&self, filter: &Filter) -> Result<Vec<Lineage>, Error> {
        let mut relations: BTreeMap<Vec<PartyId>, Vec<Formula>> = BTreeMap::new();
        for formula in self.formulas(filter)? {
            relations.entry(formula.relation.clone()).or_default().push(formula);
        }
        Ok(relations.into_iter().map(|(relation, formulas)| lineage(relation, &formulas)).collect())
    }
}

fn lineage(relation: Vec<PartyId>, formulas: &[Formula]) -> Lineage {
    let mut formulas: Vec<&Formula> = formulas.iter().collect();
    formulas.sort_by_key(|formula| (formula.first.is_none(), formula.first, formula.id.clone()));
    let mut variants: Vec<Variant> = Vec::new();
    // A document may name one term alone; that is no other wording of the whole.
    for formula in formulas.iter().filter(|formula| formula.terms.len() > 1) {
        let variant = variant(formula, variants.last());
        variants.push(variant);
    }
    let mut terms: Vec<Term> = Vec::new();
    for formula in formulas {
        for term in &formula.terms {
            let said_new = formula.new.contains(term);
            match terms.iter_mut().find(|known| known.term == *term) {
                Some(known) => known.said_new |= said_new,
                None => terms.push(Term {
                    term: term.clone(),
                    first: formula.first,
                    formula: formula.id.clone(),
                    said_new,
                }),
            }
        }
    }
    Lineage { relation, variants, terms }
}

fn variant(formula: &Formula, before: Option<&Variant>) -> Variant {
    let old = before.map_or(&[][..], |before| before.terms.as_slice());
    let gained = formula.terms.iter().filter(|term| before.is_some() && !old.contains(term));
    let lost = old.iter().filter(|term| !formula.terms.contains(term));
    let shared: Vec<&String> = formula.terms.iter().filter(|term| old.contains(term)).collect();
    let reordered = !old.iter().filter(|term| formula.terms.contains(term)).eq(shared);
    Variant {
        formula: formula.id.clone(),
        terms: formula.terms.clone(),
        first: formula.first,
        last: formula.last,
        gained: gained.cloned().collect(),
        lost: lost.cloned().collect(),
        reordered,
        uses: uses(&formula.sources),
    }
}

fn uses(sources: &[Source]) -> Vec<Use> {
    let mut by_outlet: BTreeMap<(Option<String>, Option<Side>), Vec<&Source>> = BTreeMap::new();
    for source in sources {
        by_outlet.entry((source.outlet.clone(), source.side)).or_default().push(source);
    }
    let uses = by_outlet.into_iter().map(|((outlet, side), sources)| {
        let days: BTreeSet<Edtf> = sources.iter().filter_map(|source| source.published).collect();
        let documents: BTreeSet<&String> = sources.iter().map(|source| &source.document).collect();
        Use { outlet, side, days: days.into_iter().collect(), documents: documents.len() }
    });
    uses.collect()
}
