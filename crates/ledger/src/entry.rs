//! What the ledger holds: entries joined from the claims of many documents.
//!
//! Field names follow the JSON contract of records; persons are named by their
//! id in the ledger (`p-to-lam-vn`).

use std::collections::BTreeMap;

use record::{
    Actor, Article, Capacity, Change, DateFrom, Edtf, EncounterKind, PartyId, PersonId, Place, Side, Span,
    Stage, Status,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    follow::FollowUp,
    papers::{Instrument, Milestone},
    promises::Commitment,
    said::Statement,
    tenures::Tenure,
    terms::{Doubted, TermStep},
    versions::Later,
};

/// One document's part in an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The document.
    pub document: String,
    /// The claim within it.
    pub claim: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Whose wire it carries.
    pub agency: Option<String>,
    /// Official or press.
    pub side: Option<Side>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// The words, as spans of the document's text.
    pub evidence: Vec<Span>,
    /// The words themselves, read from the document when asked for; never stored.
    #[serde(default, skip_deserializing)]
    pub words: Vec<String>,
    /// The address of its page, where more than one version of that is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// What became of the words in the newest version of the page, worked out when
    /// asked for; never stored. Nothing if the document is the newest.
    #[serde(default, skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub later: Option<Later>,
    /// Why the claim was joined to those before it: "same name", "initial, last
    /// name and office". Nothing of the first, and where entries have it not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The rule or step that made the claim.
    pub by: String,
}

impl Source {
    /// Whose voice it is: copies of one agency's text are one voice.
    pub fn voice(&self) -> &str {
        self.agency.as_deref().or(self.outlet.as_deref()).unwrap_or(&self.document)
    }
}

/// Words of one document, in code points of its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The document.
    pub document: String,
    /// The words.
    #[serde(flatten)]
    pub span: Span,
}

/// A value with the documents that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told<T> {
    /// The value.
    pub value: T,
    /// Documents, in order.
    pub documents: Vec<String>,
}

/// How far an encounter had come by the reports of some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// How far.
    pub status: Status,
    /// The day that it was planned for or put off from, or on which it was held;
    /// nothing if these reports do not tell.
    pub date: Option<Edtf>,
    /// The day of the first of these reports.
    pub reported: Option<Edtf>,
    /// Documents, in order of their days.
    pub documents: Vec<String>,
}

/// Where the place of an encounter came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceFrom {
    /// A report places it there.
    Text,
    /// The other parts of its visit were there on that day.
    Inferred,
    /// An analyst gave it.
    Argument,
    /// It has no place.
    #[default]
    None,
}

/// One contact between sides, from every report of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encounter {
    /// Stable as long as its first claim is.
    pub id: String,
    /// What sort of contact.
    pub kind: EncounterKind,
    /// Every kind given, if they differ.
    #[serde(default)]
    pub kinds: Vec<Told<EncounterKind>>,
    /// How far it had come, by the latest report.
    pub status: Status,
    /// How far it had come when, in order of the reports; nothing if all say the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Standing>,
    /// When, as the reports together tell.
    pub date: Option<Edtf>,
    /// Where `date` came from.
    pub date_from: DateFrom,
    /// Every date given, if they differ.
    pub dates: Vec<Told<Edtf>>,
    /// Where.
    pub place: Option<Place>,
    /// Where `place` came from.
    #[serde(default)]
    pub place_from: PlaceFrom,
    /// Every place given, if they differ among themselves or from `place`.
    pub places: Vec<Told<Place>>,
    /// Who received.
    pub hosts: Vec<Actor>,
    /// Who was received or travelled.
    pub guests: Vec<Actor>,
    /// All who took part.
    pub participants: Vec<Actor>,
    /// Every person with the documents that name them, if those documents that name
    /// persons do not all name the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendance: Vec<Told<Actor>>,
    /// Unnamed people, in the texts' words.
    pub groups: Vec<String>,
    /// In what capacity each person took part.
    pub capacities: BTreeMap<PersonId, Vec<String>>,
    /// Those capacities that what is told of the offices contradicts, worked out when
    /// one encounter is asked for; never stored.
    #[serde(default, skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    pub doubted: Vec<Doubted>,
    /// The names of the persons above.
    pub names: BTreeMap<PersonId, String>,
    /// What it was held on the occasion of.
    pub occasion: Option<String>,
    /// The encounter it is part of.
    pub within: Option<String>,
    /// The words of all sources.
    pub evidence: Vec<Quoted>,
    /// The rule that found it in its first source.
    pub by: String,
    /// Every report, by document.
    pub sources: Vec<Source>,
    /// Independent voices among the sources, sorted.
    pub voices: Vec<String>,
    /// The corrections that speak of it, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<i64>,
}

/// A person, from every document that names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// `p-` and the folded name with the party.
    pub id: PersonId,
    /// The fullest spelling.
    pub name: String,
    /// The party represented.
    pub country: Option<PartyId>,
    /// Every spelling, sorted.
    pub names: Vec<String>,
    /// Offices with the days between which documents show them held.
    pub capacities: Vec<Held>,
    /// Those of them that what is told of the offices contradicts, worked out when one
    /// person is asked for; never stored.
    #[serde(default, skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    pub doubted: Vec<Doubted>,
    /// Documents that name the person.
    pub sources: Vec<Source>,
    /// The corrections that speak of the person, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<i64>,
}

/// An office as documents show it held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The office.
    #[serde(flatten)]
    pub capacity: Capacity,
    /// The first day on which a document shows it; one without a day shows it on those
    /// of the contacts that it tells of.
    pub first: Option<Edtf>,
    /// The last such day.
    pub last: Option<Edtf>,
    /// Documents, in order.
    pub documents: Vec<String>,
}

/// A quantity, from every document that quotes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Stable as long as its first claim is.
    pub id: String,
    /// What is measured.
    pub measure: String,
    /// Whose figure it is.
    pub subject: Vec<PartyId>,
    /// In base units.
    pub value: f64,
    /// Lower bound, where the texts give a range.
    pub low: Option<f64>,
    /// Upper bound, where the texts give a range.
    pub high: Option<f64>,
    /// ISO 4217 code, `percent`, `people`, ...
    pub unit: String,
    /// Whether every source says about.
    pub approx: bool,
    /// How far the sum or number has come.
    pub stage: Option<Stage>,
    /// The period it covers.
    pub period: Option<Edtf>,
    /// Change against another period, where it is one.
    pub change: Option<Change>,
    /// Other values that documents give of the same measure, period and stage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// The words of all sources.
    pub evidence: Vec<Quoted>,
    /// The rule that found it in its first source.
    pub by: String,
    /// Every document that quotes it.
    pub sources: Vec<Source>,
    /// Independent voices among the sources, sorted.
    pub voices: Vec<String>,
    /// The corrections that speak of it, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<i64>,
}

/// Another value for what a figure gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The figure that has it.
    pub figure: String,
    /// In base units.
    pub value: f64,
    /// Documents that quote it, in order.
    pub documents: Vec<String>,
}

/// A wording of a relation's formula, from every document that uses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formula {
    /// Stable as long as its first claim is.
    pub id: String,
    /// The parties of the relation.
    pub relation: Vec<PartyId>,
    /// The terms, in order.
    pub terms: Vec<String>,
    /// Terms that a document says are added.
    pub new: Vec<String>,
    /// The first dated use.
    pub first: Option<Edtf>,
    /// The last dated use.
    pub last: Option<Edtf>,
    /// The words of all sources.
    pub evidence: Vec<Quoted>,
    /// The rule that found it in its first source.
    pub by: String,
    /// Every document that uses it.
    pub sources: Vec<Source>,
    /// Independent voices among the sources, sorted.
    pub voices: Vec<String>,
    /// The corrections that speak of it, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<i64>,
}

/// A document as the ledger lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The article, as in the JSON contract.
    #[serde(flatten)]
    pub article: Article,
    /// How many people, encounters, figures and formulas were found in it.
    pub found: BTreeMap<String, usize>,
}

/// An entry of some sort.
pub(crate) trait Entry: Serialize + DeserializeOwned {
    /// The word for its sort.
    const KIND: &'static str;

    /// Its id.
    fn id(&self) -> &str;

    /// Every report.
    fn sources(&self) -> &[Source];

    /// The same, to be filled with their words.
    fn sources_mut(&mut self) -> &mut [Source];

    /// What later documents say became of it, to be filled with their words.
    fn follow_ups_mut(&mut self) -> &mut [FollowUp] {
        &mut []
    }

    /// What is told of taking and leaving an office, to be filled with its words.
    fn steps_mut(&mut self) -> impl Iterator<Item = &mut TermStep> {
        std::iter::empty()
    }

    /// The corrections that speak of it.
    fn corrections(&mut self) -> &mut Vec<i64>;
}

macro_rules! entries {
    ($($sort:ident, $kind:literal, $id:ident $(. $part:tt)? $(, $follow_ups:ident)? $(, [$steps:ident, $more:ident])?);+ $(;)?) => {$(
        impl Entry for $sort {
            const KIND: &'static str = $kind;

            fn id(&self) -> &str {
                &self.$id$(.$part)?
            }

            fn sources(&self) -> &[Source] {
                &self.sources
            }

            fn sources_mut(&mut self) -> &mut [Source] {
                &mut self.sources
            }

            $(fn follow_ups_mut(&mut self) -> &mut [FollowUp] {
                &mut self.$follow_ups
            })?

            $(fn steps_mut(&mut self) -> impl Iterator<Item = &mut TermStep> {
                self.$steps.iter_mut().chain(&mut self.$more)
            })?

            fn corrections(&mut self) -> &mut Vec<i64> {
                &mut self.corrections
            }
        }
    )+};
}

entries! {
    Person, "person", id.0;
    Encounter, "encounter", id;
    Statement, "statement", id;
    Commitment, "commitment", id, follow_ups;
    Instrument, "instrument", id;
    Figure, "figure", id;
    Formula, "formula", id;
    Milestone, "milestone", id;
    Tenure, "tenure", id, [began, ended];
}
