//! Items of a record, whichever list they stand in.

use record::{
    Commitment, Encounter, Figure, Formula, Instrument, Milestone, Person, Record, Span, Statement,
};

/// An item of a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Item<'r> {
    Person(&'r Person),
    Encounter(&'r Encounter),
    Statement(&'r Statement),
    Commitment(&'r Commitment),
    Instrument(&'r Instrument),
    Figure(&'r Figure),
    Formula(&'r Formula),
    Milestone(&'r Milestone),
}

/// Every item of a record, list by list.
pub(crate) fn items(record: &Record) -> Vec<Item<'_>> {
    let people = record.people.iter().map(Item::Person);
    let told = record.encounters.iter().map(Item::Encounter);
    let said = record.statements.iter().map(Item::Statement);
    let bound = record.commitments.iter().map(Item::Commitment);
    let papers = record.instruments.iter().map(Item::Instrument);
    let counted = record.figures.iter().map(Item::Figure);
    let worded = record.formulas.iter().map(Item::Formula);
    let kept = record.milestones.iter().map(Item::Milestone);
    let acts = people.chain(told).chain(said).chain(bound);
    acts.chain(papers).chain(counted).chain(worded).chain(kept).collect()
}

impl<'r> Item<'r> {
    /// The list it stands in.
    pub(crate) fn list(self) -> &'static str {
        match self {
            Self::Person(_) => "people",
            Self::Encounter(_) => "encounters",
            Self::Statement(_) => "statements",
            Self::Commitment(_) => "commitments",
            Self::Instrument(_) => "instruments",
            Self::Figure(_) => "figures",
            Self::Formula(_) => "formulas",
            Self::Milestone(_) => "milestones",
        }
    }

    /// The rule or step that made it.
    pub(crate) fn by(self) -> &'r str {
        match self {
            Self::Person(item) => &item.by,
            Self::Encounter(item) => &item.by,
            Self::Statement(item) => &item.by,
            Self::Commitment(item) => &item.by,
            Self::Instrument(item) => &item.by,
            Self::Figure(item) => &item.by,
            Self::Formula(item) => &item.by,
            Self::Milestone(item) => &item.by,
        }
    }

    /// The words it is told in; none for a person, who has mentions.
    pub(crate) fn evidence(self) -> &'r [Span] {
        match self {
            Self::Person(_) => &[],
            Self::Encounter(item) => &item.evidence,
            Self::Statement(item) => &item.evidence,
            Self::Commitment(item) => &item.evidence,
            Self::Instrument(item) => &item.evidence,
            Self::Figure(item) => &item.evidence,
            Self::Formula(item) => &item.evidence,
            Self::Milestone(item) => &item.evidence,
        }
    }
}
