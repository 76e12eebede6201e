//! Annotations: what a careful reader marked in one article, to hold a record
//! against.

use serde::Deserialize;

/// What is annotated in one article.
///
/// The JSON has lists named as those of a record, of items with a `span` each.
/// Fields that are not read here are passed over.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Annotation {
    /// The file name of the article's text; absent if it is that of the
    /// annotation with `.txt`.
    pub doc: Option<String>,
    /// Where the text was published, which is given only with an address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Facts that are known though the text does not say them.
    pub supplied: Supplied,
    /// Named people.
    pub people: Vec<Annotated>,
    /// Contacts between sides.
    pub encounters: Vec<Annotated>,
    /// Acts of speech.
    pub statements: Vec<Annotated>,
    /// What sides bind themselves to.
    pub commitments: Vec<Annotated>,
    /// Treaties and other papers.
    pub instruments: Vec<Annotated>,
    /// Quantities.
    pub figures: Vec<Annotated>,
    /// Set phrases for a relation.
    pub formulas: Vec<Annotated>,
    /// Congresses, elections, anniversaries.
    pub milestones: Vec<Annotated>,
}

/// Facts given beside an annotated text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Supplied {
    /// The day of publication, as written.
    pub published: Option<String>,
}

/// An annotated item; of the fields, those that its kind has.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Annotated {
    /// The words, in code points, half-open; absent for a person of the whole text.
    pub span: Option<(usize, usize)>,
    /// Whether careful readers could differ: neither missed nor wrong.
    pub optional: bool,
    /// The name of a person or paper.
    pub name: String,
    /// Other names of the same.
    pub aliases: Vec<String>,
    /// The party of a person.
    pub country: Option<String>,
    /// The kind of a contact.
    pub kind: String,
    /// Other kinds that are as right.
    pub kind_also: Vec<String>,
    /// Who takes part in a contact: names of people, codes of parties.
    pub participants: Vec<String>,
    /// Who may be named or left out.
    pub participants_also: Vec<String>,
    /// Whether who takes part is not held.
    pub participants_optional: bool,
    /// Sides and unnamed people who take part.
    pub groups: Vec<String>,
    /// The day of a contact, in EDTF.
    pub date: Option<String>,
    /// The value of a figure, in base units.
    pub value: Option<f64>,
}
