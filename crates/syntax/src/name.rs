//! Names found in a text, and their kinds.

use std::ops::Range;

/// A name, or a date or amount, which are found alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, as indices of [`crate::Syntax::tokens`]; half-open, never
    /// empty, within one sentence.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A date or period.
    Date,
    /// An event: a summit, a war.
    Event,
    /// A building, airport, road or other thing made by people.
    Facility,
    /// A law, treaty or other instrument.
    Law,
    /// An amount of money.
    Money,
    /// A people, a faith or a party's followers: `Vietnamese`.
    Norp,
    /// A company, ministry, party or other body.
    Organisation,
    /// A person.
    Person,
    /// A state, city, region, river or other place.
    Place,
    /// A share, measure or count.
    Quantity,
}

const NAMES: [(NameKind, &str); 10] = [
    (NameKind::Date, "date"),
    (NameKind::Event, "event"),
    (NameKind::Facility, "facility"),
    (NameKind::Law, "law"),
    (NameKind::Money, "money"),
    (NameKind::Norp, "norp"),
    (NameKind::Organisation, "organisation"),
    (NameKind::Person, "person"),
    (NameKind::Place, "place"),
    (NameKind::Quantity, "quantity"),
];

impl NameKind {
    /// Its word: `person`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// The kind of a word, if it is one.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }
}
