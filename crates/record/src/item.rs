//! What a record holds: people, encounters and the other kinds.
//!
//! Field names are those of the JSON contract. Every item carries `by`, the
//! rule or step that made it, and evidence in code points of the article's text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Act, Actor, Area, DateFrom, Edtf, EncounterKind, Force, How, InstrumentStatus, MilestoneStatus, PartyId,
    PersonId, Span, Stage, Status, Taking,
};

/// A named person of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Unique in this record.
    pub id: PersonId,
    /// The longest form of the name, spelled as in the text.
    pub name: String,
    /// The party the person represents; empty if the text does not tell.
    pub country: Option<PartyId>,
    /// Every spelling in the text, sorted.
    pub names: Vec<String>,
    /// The offices held at the time of the article.
    pub capacities: Vec<Capacity>,
    /// Every place where the text speaks of the person, in order.
    pub mentions: Vec<Mention>,
    /// What the text tells of taking and leaving offices, in its order; empty
    /// where it tells nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// The rule or step that found the person.
    pub by: String,
}

/// A person takes or leaves an office, as a text tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The office, whether or not it is held at the time of the article.
    pub office: Capacity,
    /// What happened.
    pub what: Taking,
    /// When, if the text or its dates tell.
    pub date: Option<Edtf>,
    /// Where `date` came from.
    pub date_from: DateFrom,
    /// The words.
    pub evidence: Vec<Span>,
    /// The rule that found it.
    pub by: String,
}

/// An office as a person holds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Capacity {
    /// Written out: `President of Laos`.
    pub label: String,
    /// The office alone: `President`.
    pub title: String,
    /// The body it is an office of, if one is known.
    pub body: Option<String>,
    /// The state or organisation.
    pub party: Option<PartyId>,
    /// How high: `head of state`, `minister`, ...; as the list of offices has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// One place where the text speaks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// Name, title, pronoun or description.
    pub how: How,
}

/// A city, venue or country.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Its English name.
    pub name: String,
    /// The state it lies in, if known.
    pub country: Option<PartyId>,
    /// Whether it is that whole state, named because the text places it no closer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_country: bool,
}

/// One contact between sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encounter {
    /// Unique in this record.
    pub id: String,
    /// What sort of contact.
    pub kind: EncounterKind,
    /// How far it had come.
    pub status: Status,
    /// When, if the text or its dates tell.
    pub date: Option<Edtf>,
    /// Where `date` came from.
    pub date_from: DateFrom,
    /// ISO 8601 weekday, 1 to 7, where the text names a weekday that nothing in
    /// it can place: the ledger may find the day among other accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<i8>,
    /// Where, if the text tells.
    pub place: Option<Place>,
    /// Who received.
    pub hosts: Vec<Actor>,
    /// Who was received or travelled.
    pub guests: Vec<Actor>,
    /// All who took part, hosts and guests included.
    pub participants: Vec<Actor>,
    /// Unnamed people who took part, in the text's words.
    pub groups: Vec<String>,
    /// In what capacity each person took part: labels by person id.
    pub capacities: BTreeMap<PersonId, Vec<String>>,
    /// What it was held on the occasion of, in the text's words.
    pub occasion: Option<String>,
    /// The encounter of this record that it is part of.
    pub within: Option<String>,
    /// The words.
    pub evidence: Vec<Span>,
    /// The rule that found it.
    pub by: String,
}

/// A reported or quoted act of speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Unique in this record.
    pub id: String,
    /// Who says it.
    pub speakers: Vec<Actor>,
    /// What the speaker does by it.
    pub act: Act,
    /// To whom.
    pub addressees: Vec<Actor>,
    /// What it is about.
    pub areas: Vec<Area>,
    /// Whether the words are the speaker's own.
    pub quoted: bool,
    /// Where it was said, if at an encounter of this record.
    pub encounter: Option<String>,
    /// The words.
    pub evidence: Vec<Span>,
    /// The rule that found it.
    pub by: String,
}

/// What a side binds itself to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Unique in this record.
    pub id: String,
    /// Who is bound.
    pub parties: Vec<PartyId>,
    /// How firmly.
    pub force: Force,
    /// Who benefits.
    pub to: Vec<PartyId>,
    /// What it is about.
    pub areas: Vec<Area>,
    /// By when.
    pub deadline: Option<Edtf>,
    /// The words.
    pub evidence: Vec<Span>,
    /// The rule that found it.
    pub by: String,
}

/// A treaty, agreement, joint statement or other paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Unique in this record.
    pub id: String,
    /// Its name as in the text.
    pub name: String,
    /// Other names the text gives it.
    pub aliases: Vec<String>,
    /// Convention, agreement, memorandum and so on.
    pub kind: String,
    /// How far it has come.
    pub status: InstrumentStatus,
    /// When that was.
    pub date: Option<Edtf>,
    /// Whose it is.
    pub parties: Vec<PartyId>,
    /// The words.
    pub evidence: Vec<Span>,
    /// The rule that found it.
    pub by: String,
}

/// A quantity the text quotes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Unique in this record.
    pub id: String,
    /// What is measured: `two-way trade turnover`.
    pub measure: String,
    /// Whose figure it is.
    pub subject: Vec<PartyId>,
    /// In base units: 1.6 billion is 1600000000.
    pub value: f64,
    /// Lower bound, where the text gives a range.
    pub low: Option<f64>,
    /// Upper bound, where the text gives a range.
    pub high: Option<f64>,
    /// ISO 4217 code, `percent`, `people`, `km` and so on.
    pub unit: String,
    /// Whether the text says about, nearly, some.
    pub approx: bool,
    /// How far the sum or number has come.
    pub stage: Option<Stage>,
    /// The period it covers.
    pub period: Option<Edtf>,
    /// Change against another period, where it is one.
    pub change: Option<Change>,
    /// The words.
    pub evidence: Vec<Span>,
    /// The rule that found it.
    pub by: String,
}

/// What a change is counted in and against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// `percent` or the unit of the figure.
    pub of: String,
    /// The period compared with.
    pub against: Option<Edtf>,
}

/// A set phrase that names the level of a relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formula {
    /// Unique in this record.
    pub id: String,
    /// The parties of the relation, sorted.
    pub relation: Vec<PartyId>,
    /// The terms in the text's order, in lower case.
    pub terms: Vec<String>,
    /// Those of `terms` that the text says are added.
    pub new: Vec<String>,
    /// The words.
    pub evidence: Vec<Span>,
    /// The rule that found it.
    pub by: String,
}

/// A congress, election or anniversary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Unique in this record.
    pub id: String,
    /// Its name.
    pub what: String,
    /// Past, upcoming or ongoing, seen from the text.
    pub status: Option<MilestoneStatus>,
    /// When.
    pub date: Option<Edtf>,
    /// Whose it is.
    pub party: Option<PartyId>,
    /// The words.
    pub evidence: Vec<Span>,
    /// The rule that found it.
    pub by: String,
}
