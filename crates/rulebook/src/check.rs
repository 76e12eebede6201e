//! What must hold between files, and what a value may be.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    str::FromStr,
};

use record::{Act, Edtf, EncounterKind, Force, InstrumentStatus, MilestoneStatus, PartyId, Stage};

use crate::{
    Error, List, Organisation, Piece, State,
    error::Spot,
    files::{File, shown},
    lists::CODE_LISTS,
    rule_file::{self, Source},
    table::Row,
};

/// The parties that a cell may name.
pub(crate) struct Parties {
    codes: BTreeSet<PartyId>,
}

impl Parties {
    pub(crate) fn new(states: &[State], organisations: &[Organisation]) -> Self {
        let states = states.iter().map(|state| &state.code);
        let organisations = organisations.iter().map(|organisation| &organisation.code);
        Self { codes: states.chain(organisations).cloned().collect() }
    }

    /// The party of a cell.
    pub(crate) fn known(&self, row: &Row<'_>, column: &str) -> Result<PartyId, Error> {
        let party = PartyId(row.string(column));
        if self.codes.contains(&party) {
            return Ok(party);
        }
        Err(Error::UnknownParty { at: row.at(), party: party.0 })
    }

    /// The party of a cell that may be empty.
    pub(crate) fn perhaps(&self, row: &Row<'_>, column: &str) -> Result<Option<PartyId>, Error> {
        if row.text(column).is_empty() {
            return Ok(None);
        }
        self.known(row, column).map(Some)
    }
}

/// The value of a cell that must be one of `known`.
pub(crate) fn one_of(row: &Row<'_>, column: &'static str, known: &[&str]) -> Result<String, Error> {
    let word = row.string(column);
    if known.contains(&word.as_str()) {
        return Ok(word);
    }
    Err(Error::UnknownWord { at: row.at(), column, word, known: known.join(", ") })
}

/// The month of a cell, such as `2024-10`.
pub(crate) fn month(row: &Row<'_>, column: &'static str) -> Result<Edtf, Error> {
    let word = row.string(column);
    let known = || "a month such as 2024-10".to_owned();
    word.parse().map_err(|_| Error::UnknownWord { at: row.at(), column, word, known: known() })
}

/// Refuses a meaning that the readers of a list could not use.
pub(crate) fn meaning(list: &str, row: &Row<'_>, means: &str) -> Result<(), Error> {
    let wrong = match list {
        "speech" => unknown::<Act>(means),
        "commit" => unknown::<Force>(means),
        "ahead" => unknown::<MilestoneStatus>(means),
        "paper_act" => unknown::<InstrumentStatus>(means),
        "stage" => unknown::<Stage>(means),
        "change" if !matches!(means, "growth" | "decline") => Some("growth or decline".to_owned()),
        "unquoted" if !matches!(means, "always" | "few") => Some("always or few".to_owned()),
        "talks" | "visit" | "ceremony" | "meet" => unknown::<EncounterKind>(means),
        "number" => not_a_number(means, 0.0..=1e15),
        "ordinal" => not_a_number(means, 1.0..=1000.0),
        "month" => not_a_number(means, 1.0..=12.0),
        "weekday" => not_a_number(means, 1.0..=7.0),
        "pair" if !matches!(means, "persons" | "parties") => Some("persons or parties".to_owned()),
        "currency" if !is_currency(means) => Some("three capital letters of ISO 4217".to_owned()),
        _ => None,
    };
    match wrong {
        None => Ok(()),
        Some(known) => {
            Err(Error::UnknownWord { at: row.at(), column: "meaning", word: means.to_owned(), known })
        }
    }
}

fn unknown<T: FromStr<Err = record::UnknownWord>>(means: &str) -> Option<String> {
    means.parse::<T>().err().map(|wrong| wrong.known)
}

fn not_a_number(means: &str, lawful: std::ops::RangeInclusive<f64>) -> Option<String> {
    let is_lawful = means.parse().is_ok_and(|number| lawful.contains(&number));
    (!is_lawful).then(|| format!("a number from {} to {}", lawful.start(), lawful.end()))
}

fn is_currency(means: &str) -> bool {
    means.len() == 3 && means.bytes().all(|byte| byte.is_ascii_uppercase())
}

const TABLES: &[&str] = &[
    "README.md",
    "bodies.tsv",
    "offices.tsv",
    "organisations.tsv",
    "outlets.tsv",
    "places.tsv",
    "states.tsv",
    "leaders.tsv",
    "venues.tsv",
];

/// Refuses a file that nothing would read: most often a misspelt name.
pub(crate) fn known_paths(files: &[File<'_>]) -> Result<(), Error> {
    for file in files {
        let is_list = match file.path.strip_prefix("lists/") {
            Some(name) => name.ends_with(".tsv") && !name.contains('/'),
            None => false,
        };
        if !is_list && !TABLES.contains(&file.path.as_str()) && rule_file::folder(&file.path).is_none() {
            return Err(Error::StrayFile { path: file.shown() });
        }
    }
    Ok(())
}

/// Refuses dangling references to lists, unused lists and repeated patterns.
pub(crate) fn lists_and_rules(lists: &BTreeMap<String, List>, rules: &[Source]) -> Result<(), Error> {
    let mut used: BTreeSet<&str> = CODE_LISTS.iter().copied().collect();
    let mut seen: HashMap<&[Piece], &Spot> = HashMap::new();
    for (pieces, at) in rules.iter().flat_map(|source| source.rule.patterns.iter().zip(&source.spots)) {
        for list in lists_of(pieces) {
            if !lists.contains_key(list) {
                return Err(Error::UnknownList { at: at.clone(), list: list.to_owned() });
            }
            used.insert(list);
        }
        if let Some(first) = seen.insert(pieces, at) {
            return Err(Error::DuplicatePattern { at: at.clone(), first: first.clone() });
        }
    }
    match lists.keys().find(|name| !used.contains(name.as_str())) {
        None => Ok(()),
        Some(list) => {
            Err(Error::UnusedList { path: shown(&format!("lists/{list}.tsv")), list: list.clone() })
        }
    }
}

fn lists_of(pieces: &[Piece]) -> Vec<&str> {
    let mut found = Vec::new();
    for piece in pieces {
        piece.walk(&mut |piece| found.extend(piece.list()));
    }
    found
}
