//! The rulebook: everything under `rules/`, loaded and checked.

use std::{collections::BTreeMap, path::Path};

use record::{Outlet, PartyId};
use sha2::{Digest, Sha256};

use crate::{
    Body, Entry, Error, Leader, List, Office, Organisation, Place, Rule, State, Venue, check,
    files::{self, File},
    rows, rule_file, table,
};

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
    /// Leaders with their terms, by name.
    pub leaders: Vec<Leader>,
    /// Outlets and agencies, by name.
    pub outlets: Vec<Outlet>,
    /// Word lists, by name.
    pub lists: BTreeMap<String, List>,
    /// Pattern rules, by name.
    pub rules: Vec<Rule>,
}

impl Rulebook {
    /// Loads the rulebook in a folder.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::NotText`] where a file cannot be read; else
    /// the first thing wrong with a file, with its line.
    pub fn load(dir: &Path) -> Result<Self, Error> {
        Self::from_files(&files::read(dir)?)
    }

    /// Reads and checks files that are sorted by path.
    pub(crate) fn from_files(files: &[File<'_>]) -> Result<Self, Error> {
        check::known_paths(files)?;
        let states = rows::states(table::find(files, "states.tsv")?)?;
        let organisations = rows::organisations(table::find(files, "organisations.tsv")?)?;
        let parties = check::Parties::new(&states, &organisations);
        let bodies = rows::bodies(table::find(files, "bodies.tsv")?, &parties)?;
        let offices = rows::offices(table::find(files, "offices.tsv")?, &parties)?;
        let places = rows::places(table::find(files, "places.tsv")?, &parties)?;
        let venues = rows::venues(table::find(files, "venues.tsv")?, &parties)?;
        let leaders = rows::leaders(table::find(files, "leaders.tsv")?, &parties)?;
        let outlets = rows::outlets(table::find(files, "outlets.tsv")?, &parties)?;
        let lists = rows::lists(files)?;
        let rules = rule_file::rules(files)?;
        check::lists_and_rules(&lists, &rules)?;
        let rules = rules.into_iter().map(|source| source.rule).collect();
        let version = version(files);
        Ok(Self {
            version,
            states,
            organisations,
            bodies,
            offices,
            places,
            venues,
            leaders,
            outlets,
            lists,
            rules,
        })
    }

    /// The state of a code, if there is one.
    pub fn state(&self, code: &PartyId) -> Option<&State> {
        let idx = self.states.binary_search_by(|state| state.code.cmp(code)).ok()?;
        self.states.get(idx)
    }

    /// The organisation of a code, if there is one.
    pub fn organisation(&self, code: &PartyId) -> Option<&Organisation> {
        let idx = self.organisations.binary_search_by(|organisation| organisation.code.cmp(code)).ok()?;
        self.organisations.get(idx)
    }

    /// The name of a state or organisation, if the code is known.
    pub fn party_name(&self, code: &PartyId) -> Option<&str> {
        let state = self.state(code).map(|state| state.name.as_str());
        state.or_else(|| self.organisation(code).map(|organisation| organisation.name.as_str()))
    }

    /// The rows of a list, by phrase; none where there is no such list.
    pub fn list(&self, name: &str) -> &[Entry] {
        self.lists.get(name).map_or(&[], |list| &list.entries)
    }
}

/// The first sixteen hexadecimal digits of the SHA-256 of all paths and texts.
///
/// A zero byte ends each path and each text, so that no two rulebooks run
/// together to the same bytes.
fn version(files: &[File<'_>]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.path.as_bytes());
        hash.update([0]);
        hash.update(file.text.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
