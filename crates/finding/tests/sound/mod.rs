//! What holds of every record, whatever the text.

use std::collections::BTreeSet;

use finding::Origin;
use record::{Actor, Offsets, Record, Span};

/// Where the texts of tests come from.
pub(crate) const ORIGIN: Origin<'static> =
    Origin { source: "case", sha256: "0000000000000000000000000000000000000000000000000000000000000000" };

/// Invariant 2: every item has words, all of them lie in the text and are not
/// empty; ids are unique, and each one that an item names is there.
pub(crate) fn check(record: &Record, text: &str) {
    let offsets = Offsets::new(text);
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut item = |id: &str, spans: &[Span]| {
        assert!(ids.insert(id.to_owned()), "{id} is given twice: {text:?}");
        if spans.is_empty() && id.starts_with('p') {
            return;
        }
        assert!(!spans.is_empty(), "{id} has no words: {text:?}");
        for span in spans {
            let words = offsets.words(*span);
            assert!(
                words.is_some_and(|words| !words.trim().is_empty()),
                "{id} at {span:?} has no words: {text:?}"
            );
        }
    };
    // Known wrong: people without a mention. `cases/finding/words.toml` has them.
    for person in &record.people {
        let spans: Vec<Span> = person.mentions.iter().map(|mention| mention.span).collect();
        item(&person.id.0, &spans);
    }
    record.encounters.iter().for_each(|claim| item(&claim.id, &claim.evidence));
    record.figures.iter().for_each(|claim| item(&claim.id, &claim.evidence));
    record.formulas.iter().for_each(|claim| item(&claim.id, &claim.evidence));
    record.instruments.iter().for_each(|claim| item(&claim.id, &claim.evidence));
    record.milestones.iter().for_each(|claim| item(&claim.id, &claim.evidence));
    named(record, &offsets, text);
    for encounter in &record.encounters {
        let actors = encounter.hosts.iter().chain(&encounter.guests).chain(&encounter.participants);
        for actor in
            actors.chain(encounter.capacities.keys().cloned().map(Actor::Person).collect::<Vec<_>>().iter())
        {
            let Actor::Person(id) = actor else { continue };
            assert!(ids.contains(&id.0), "{id} is nobody: {text:?}");
        }
        let visit = encounter.within.as_ref();
        assert!(
            visit.is_none_or(|visit| ids.contains(visit) && *visit != encounter.id),
            "{visit:?}: {text:?}"
        );
    }
}

/// The names that figures, instruments and milestones carry are words of their
/// evidence.
fn named(record: &Record, offsets: &Offsets<'_>, text: &str) {
    let words = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let holds = |evidence: &[Span], name: &str| {
        evidence.iter().any(|span| words(offsets.words(*span).unwrap_or_default()).contains(name))
    };
    for figure in &record.figures {
        let changes = ["growth of ", "decline of ", "share of "];
        let measure =
            changes.iter().find_map(|change| figure.measure.strip_prefix(change)).unwrap_or(&figure.measure);
        // Where no words tell what is measured, the sort of value does.
        let is_bare = ["sum", "share", "growth", "decline", &figure.unit].contains(&measure);
        assert!(is_bare || holds(&figure.evidence, measure), "{measure:?} is not in its words: {text:?}");
    }
    for instrument in &record.instruments {
        for name in std::iter::once(&instrument.name).chain(&instrument.aliases) {
            assert!(holds(&instrument.evidence, name), "{name:?} is not in its words: {text:?}");
        }
    }
    for milestone in &record.milestones {
        assert!(
            holds(&milestone.evidence, &milestone.what),
            "{:?} is not in its words: {text:?}",
            milestone.what
        );
    }
}
