//! Pattern rules: TOML files.

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;

use crate::Piece;

/// A pattern rule: one TOML file in `rules/<folder>/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Folder and file stem: `encounters/hosted-reception`.
    pub name: String,
    /// Why it exists, in a sentence.
    pub why: String,
    /// What it makes.
    pub makes: Makes,
    /// Fixed values of the thing made: `kind = "meeting"`, by field.
    pub set: BTreeMap<String, String>,
    /// Ways of saying it; the first that matches at a place counts.
    pub patterns: Vec<Vec<Piece>>,
    /// Sentences it must find.
    pub finds: Vec<Example>,
    /// Sentences it must leave alone.
    pub ignores: Vec<String>,
}

/// What a rule makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Makes {
    /// An encounter.
    Encounter,
    /// A figure.
    Figure,
    /// A formula.
    Formula,
    /// A person takes or leaves an office.
    Term,
}

impl Makes {
    /// The slots that mean something to what is made.
    pub fn reads(self) -> &'static [&'static str] {
        match self {
            Self::Encounter => &["host", "guest", "who", "with", "kind", "place", "date", "occasion"],
            // `first` and `before` hold the value and period that another one follows.
            Self::Figure => &["measure", "value", "period", "first", "before"],
            Self::Formula => &[],
            // Without `who`, it is the person whose name the office stands beside.
            Self::Term => &["who", "what", "office", "date"],
        }
    }
}

impl fmt::Display for Makes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Encounter => "encounter",
            Self::Figure => "figure",
            Self::Formula => "formula",
            Self::Term => "term",
        })
    }
}

/// A sentence that a rule must find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The words that each slot must hold, by slot name.
    pub slots: BTreeMap<String, String>,
}
