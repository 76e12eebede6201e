//! One article's record: the JSON object that `chancery extract` prints.

use serde::{Deserialize, Serialize};

use crate::{
    Commitment, DateFrom, Edtf, Encounter, Figure, Formula, Instrument, Milestone, Person, Side, Span,
    Statement,
};

/// The version of the contract.
pub const SCHEMA: &str = "chancery/1";

/// All that one article says, with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The article itself.
    pub article: Article,
    /// Named people.
    pub people: Vec<Person>,
    /// Contacts between sides.
    pub encounters: Vec<Encounter>,
    /// Acts of speech.
    pub statements: Vec<Statement>,
    /// What sides bind themselves to.
    pub commitments: Vec<Commitment>,
    /// Treaties and other papers.
    pub instruments: Vec<Instrument>,
    /// Quantities.
    pub figures: Vec<Figure>,
    /// Set phrases for a relation.
    pub formulas: Vec<Formula>,
    /// Congresses, elections, anniversaries.
    pub milestones: Vec<Milestone>,
    /// What the reader wants said about this reading.
    pub notices: Vec<Notice>,
}

/// The article a record is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The first sixteen hexadecimal digits of `sha256`.
    pub id: String,
    /// Where the bytes came from: a path, `-`, or what the input said.
    pub source: String,
    /// The page's address, if known.
    pub url: Option<String>,
    /// The headline, if there is one.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Whose wire it carries.
    pub agency: Option<String>,
    /// Official or press, where the outlet is known.
    pub side: Option<Side>,
    /// ISO 639-1 code of the language.
    pub language: Option<String>,
    /// When it was published.
    pub published: Published,
    /// The place and date at its head.
    pub dateline: Option<Dateline>,
    /// SHA-256 of the bytes given, in hexadecimal.
    pub sha256: String,
    /// Code points of the clean text.
    pub length: usize,
    /// The clean text that every span counts into, where asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
}

/// A publication date and where it came from. Never the time of fetching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The day, or nothing if it is not known.
    pub value: Option<Edtf>,
    /// What told it.
    pub from: DateFrom,
}

/// The place and date with which a dispatch opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// As in the text: `HÀ NỘI`.
    pub place: Option<String>,
    /// Its day.
    pub date: Option<Edtf>,
}

/// Something the reader of the record should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// One word for it, stable: `no-date`, `not-text`.
    pub code: String,
    /// One sentence.
    pub message: String,
    /// Where, if at one place.
    pub span: Option<Span>,
}
