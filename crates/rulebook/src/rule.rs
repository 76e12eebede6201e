//! The rulebook and its rules.

use std::collections::BTreeMap;

use record::Outlet;

use crate::{Body, List, Office, Organisation, Piece, Place, State, Venue};

/// All knowledge, loaded and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Rulebook {
    /// The first sixteen hexadecimal digits of the SHA-256 of its files.
    pub version: String,
    /// States, by code.
    pub states: Vec<State>,
    /// Organisations, by code.
    pub organisations: Vec<Organisation>,
    /// Bodies, by name.
    pub bodies: Vec<Body>,
    /// Offices, by phrase.
    pub offices: Vec<Office>,
    /// Cities, by name.
    pub places: Vec<Place>,
    /// Venues, by name.
    pub venues: Vec<Venue>,
    /// Outlets and agencies, by name.
    pub outlets: Vec<Outlet>,
    /// Word lists, by name.
    pub lists: BTreeMap<String, List>,
    /// Pattern rules, by name.
    pub rules: Vec<Rule>,
}

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Makes {
    /// An encounter.
    Encounter,
    /// A figure.
    Figure,
    /// A formula.
    Formula,
}

/// A sentence that a rule must find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The words that each slot must hold, by slot name.
    pub slots: BTreeMap<String, String>,
}
