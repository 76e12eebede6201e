//! What every command works with: the ledger's place and the rules.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use etcetera::BaseStrategy;
use ledger::Ledger;
use record::PartyId;
use report::Names;
use rulebook::Rulebook;

use crate::arguments::Arguments;

/// The rules and the ledger's place.
pub(crate) struct Context {
    pub(crate) rulebook: Rulebook,
    ledger: Option<PathBuf>,
}

impl Context {
    /// Loads the rules asked for. Rules from a folder are held against their
    /// own sentences first: those built in were when they were built.
    pub(crate) fn new(arguments: &Arguments) -> anyhow::Result<Self> {
        let rulebook = match &arguments.rules {
            Some(folder) => Rulebook::load(folder)
                .with_context(|| format!("the rules in {} do not load", folder.display()))?,
            None => Rulebook::embedded()?,
        };
        if arguments.rules.is_some()
            && !matches!(arguments.command, crate::Command::Rules(_))
            && let Some(unproved) = finding::prove(&rulebook).into_iter().next()
        {
            bail!("{unproved}");
        }
        Ok(Self { rulebook, ledger: arguments.ledger.clone() })
    }

    /// The version of reader, rules and language model, kept with every document
    /// read.
    pub(crate) fn reader_version(&self) -> String {
        let model = syntax::Model::english().map_or("no model", syntax::Model::version);
        format!("{}+{}+{model}", env!("CARGO_PKG_VERSION"), self.rulebook.version)
    }

    /// Where the ledger is: as asked for, else in the platform's data folder.
    pub(crate) fn ledger_path(&self) -> anyhow::Result<PathBuf> {
        if let Some(path) = &self.ledger {
            return Ok(path.clone());
        }
        let folders = etcetera::choose_base_strategy();
        let folders = folders.context("no home folder is known; name a ledger with --ledger FILE")?;
        Ok(folders.data_dir().join("chancery").join("chancery.ledger"))
    }

    /// The ledger, for questions.
    pub(crate) fn open(&self) -> anyhow::Result<Ledger> {
        Ok(Ledger::open(&self.ledger_path()?)?)
    }

    /// The ledger, to be worked on: one that is there already.
    pub(crate) fn open_to_file(&self) -> anyhow::Result<Ledger> {
        let path = self.ledger_path()?;
        if !path.exists() {
            return Err(ledger::Error::Missing { path }.into());
        }
        Ok(Ledger::create(&path)?)
    }

    /// The same rules with another ledger.
    pub(crate) fn with_ledger(&self, path: &Path) -> Self {
        Self { rulebook: self.rulebook.clone(), ledger: Some(path.to_owned()) }
    }

    /// English names of all parties.
    pub(crate) fn names(&self) -> Names {
        let states = self.rulebook.states.iter().map(|state| (state.code.clone(), state.name.clone()));
        let organisations = self
            .rulebook
            .organisations
            .iter()
            .map(|organisation| (organisation.code.clone(), organisation.name.clone()));
        Names(states.chain(organisations).collect())
    }

    /// The party of a code or a name: `VN`, `vn`, `Vietnam`, `ASEAN`.
    pub(crate) fn party(&self, text: &str) -> anyhow::Result<PartyId> {
        let wanted = record::fold(text.trim());
        let is_meant = |code: &PartyId, name: &str, also: &[String]| {
            let codes = [record::fold(&code.0), record::fold(code.0.trim_start_matches("ORG:"))];
            codes.contains(&wanted)
                || std::iter::once(name)
                    .chain(also.iter().map(String::as_str))
                    .any(|name| record::fold(name) == wanted)
        };
        let state = self.rulebook.states.iter().find(|state| is_meant(&state.code, &state.name, &state.also));
        let organisation =
            self.rulebook.organisations.iter().find(|one| is_meant(&one.code, &one.name, &one.also));
        let code = state.map(|state| &state.code).or(organisation.map(|one| &one.code));
        code.cloned().with_context(|| {
            format!("`{text}` is no party; write a code of ISO 3166 (VN), a name (Vietnam) or an organisation (ASEAN)")
        })
    }
}
