//! Statistics of rules: what each does to a body of texts.

use std::collections::{BTreeMap, BTreeSet};

use record::Annotation;
use rulebook::{Makes, Rulebook};

use crate::{
    aligned::{Verdict, judged},
    firing::{Firing, Role, Traced},
    item::{Item, items},
};

/// What every rule did, summed over documents in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// By rule, as items name it in `by`. Every rule of the rulebook is there,
    /// and every step of our own that made something.
    pub rules: BTreeMap<String, RuleStats>,
    /// Items of annotated documents by list, whichever rule made them.
    pub lists: BTreeMap<&'static str, Held>,
    /// How many documents were taken in.
    pub n_documents: usize,
    /// How many of them have an annotation.
    pub n_annotated: usize,
    /// Codes of organisations, without `ORG:`.
    codes: BTreeSet<String>,
}

/// What one rule did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleStats {
    /// Items that it made.
    pub items: usize,
    /// Documents with an item of it.
    pub documents: usize,
    /// Whether it is matched against words, so that `fires` and what follows are
    /// counted: a rule file, or the grammar of contacts.
    pub is_matched: bool,
    /// Places where it fits.
    pub fires: usize,
    /// Those where an item of another rule, and none of its own, has the words.
    pub covered: usize,
    /// Those where no item has the words: what they tell is denied, hedged or
    /// too vague.
    pub dropped: usize,
    /// How often each other rule has made the item instead; a place that items of
    /// two rules cover counts for both.
    pub covered_by: BTreeMap<String, usize>,
    /// Places where another rule fits the same words and tells something else.
    pub conflicts: usize,
    /// What each other rule tells otherwise, and how often.
    pub conflicts_with: BTreeMap<String, BTreeMap<Role, usize>>,
    /// Its items in annotated documents.
    pub held: Held,
}

/// Items held against annotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Those that were annotated.
    pub right: usize,
    /// All but those on which careful readers could differ.
    pub all: usize,
}

impl Held {
    /// The share that is right; nothing if none is held.
    #[expect(clippy::cast_precision_loss, reason = "counts of items are small")]
    pub fn precision(self) -> Option<f64> {
        (self.all > 0).then(|| self.right as f64 / self.all as f64)
    }

    fn take(&mut self, verdict: Verdict) {
        self.right += usize::from(verdict == Verdict::Right);
        self.all += usize::from(verdict != Verdict::Open);
    }
}

impl Stats {
    /// Before the first document: every rule at nothing.
    pub fn new(rulebook: &Rulebook) -> Self {
        let unused = RuleStats { is_matched: true, ..RuleStats::default() };
        let rules = rulebook.rules.iter().map(|rule| (rule.name.clone(), unused.clone())).collect();
        let codes = rulebook.organisations.iter();
        let codes = codes.map(|one| one.code.0.trim_start_matches("ORG:").to_owned()).collect();
        Self { rules, lists: BTreeMap::new(), n_documents: 0, n_annotated: 0, codes }
    }

    /// Takes in a document, with its annotation if it has one.
    pub fn take(&mut self, traced: &Traced, annotation: Option<&Annotation>) {
        self.n_documents += 1;
        let items = items(&traced.record);
        for item in &items {
            self.rule(item.by()).items += 1;
        }
        for by in items.iter().map(|item| item.by()).collect::<BTreeSet<_>>() {
            self.rule(by).documents += 1;
        }
        let mut by_sentence: BTreeMap<usize, Vec<&Firing>> = BTreeMap::new();
        for firing in &traced.firings {
            by_sentence.entry(firing.sentence).or_default().push(firing);
        }
        for near in by_sentence.values() {
            for firing in near {
                self.take_firing(firing, &items);
                self.take_conflicts(firing, near);
            }
        }
        let Some(annotation) = annotation else { return };
        self.n_annotated += 1;
        for (item, verdict) in judged(&traced.record, annotation, &self.codes) {
            self.rule(item.by()).held.take(verdict);
            self.lists.entry(item.list()).or_default().take(verdict);
        }
    }

    fn rule(&mut self, by: &str) -> &mut RuleStats {
        self.rules.entry(by.to_owned()).or_default()
    }

    /// Counts what became of a place where a rule fits.
    fn take_firing(&mut self, firing: &Firing, items: &[Item<'_>]) {
        let has_words = |item: &&Item<'_>| {
            item.list() == list(firing.makes)
                && item
                    .evidence()
                    .iter()
                    .any(|own| own.start < firing.core.end && firing.core.start < own.end)
        };
        let makers: BTreeSet<&str> = items.iter().filter(has_words).map(|item| item.by()).collect();
        let rule = self.rule(&firing.by);
        rule.is_matched = true;
        rule.fires += 1;
        if makers.contains(firing.by.as_str()) {
            return;
        }
        if makers.is_empty() {
            rule.dropped += 1;
            return;
        }
        rule.covered += 1;
        for maker in makers {
            *rule.covered_by.entry(maker.to_owned()).or_default() += 1;
        }
    }

    /// Counts what other rules that fit the same words tell otherwise.
    fn take_conflicts(&mut self, firing: &Firing, near: &[&Firing]) {
        let mut told: BTreeMap<&str, BTreeSet<Role>> = BTreeMap::new();
        for other in near.iter().filter(|other| other.by != firing.by) {
            let roles = firing.conflicts(other);
            if !roles.is_empty() {
                told.entry(&other.by).or_default().extend(roles);
            }
        }
        let rule = self.rule(&firing.by);
        rule.conflicts += usize::from(!told.is_empty());
        for (other, roles) in told {
            let with = rule.conflicts_with.entry(other.to_owned()).or_default();
            for role in roles {
                *with.entry(role).or_default() += 1;
            }
        }
    }
}

/// The list in which stands what a rule makes.
fn list(makes: Makes) -> &'static str {
    match makes {
        Makes::Encounter => "encounters",
        Makes::Figure => "figures",
        Makes::Formula => "formulas",
        Makes::Term => "terms",
    }
}
