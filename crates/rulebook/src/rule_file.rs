//! Reading rule files: TOML to rules, with the line of everything that can be wrong.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use crate::{Error, Example, Makes, Piece, Rule, error::Spot, files::File, grammar};

/// The folders of rule files and what the rules in them make.
const FOLDERS: &[(&str, Makes)] = &[
    ("encounters", Makes::Encounter),
    ("figures", Makes::Figure),
    ("formulas", Makes::Formula),
    ("terms", Makes::Term),
];

/// A rule and where its patterns stand.
pub(crate) struct Source {
    pub(crate) rule: Rule,
    /// One for each pattern.
    pub(crate) spots: Vec<Spot>,
}

/// The fields of a rule file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    why: Spanned<String>,
    makes: Spanned<Makes>,
    #[serde(default)]
    set: BTreeMap<String, String>,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    finds: Vec<Spanned<Find>>,
    #[serde(default)]
    ignores: Vec<String>,
}

/// A sentence to find: its text, and every other field a slot.
#[derive(Deserialize)]
struct Find {
    text: String,
    #[serde(flatten)]
    slots: BTreeMap<String, String>,
}

/// The folder of a rule file, if the path is one's.
pub(crate) fn folder(path: &str) -> Option<(&str, Makes)> {
    let (folder, name) = path.split_once('/')?;
    let is_rule = name.ends_with(".toml") && !name.contains('/');
    let makes = FOLDERS.iter().find(|(known, _)| *known == folder)?.1;
    is_rule.then_some((folder, makes))
}

/// The rules among the files, by name.
pub(crate) fn rules(files: &[File<'_>]) -> Result<Vec<Source>, Error> {
    let mut rules = Vec::new();
    for file in files {
        if let Some((folder, makes)) = folder(&file.path) {
            rules.push(Reader { file }.rule(folder, makes)?);
        }
    }
    Ok(rules)
}

/// Reads one file.
struct Reader<'f> {
    file: &'f File<'f>,
}

impl Reader<'_> {
    fn rule(&self, folder: &str, makes: Makes) -> Result<Source, Error> {
        let fields: Fields = toml::from_str(&self.file.text).map_err(|wrong| self.wrong(&wrong))?;
        self.check(&fields, folder, makes)?;
        let spots = fields.patterns.iter().map(|pattern| self.spot(pattern.span().start)).collect();
        let patterns = fields.patterns.iter().map(|pattern| self.pattern(pattern));
        let patterns = patterns.collect::<Result<Vec<_>, _>>()?;
        let slots = slots(&patterns);
        if let Some(slot) = slots.iter().find(|slot| !makes.reads().contains(&slot.as_str())) {
            let known = makes.reads().join(", ");
            return Err(Error::UnreadSlot { at: self.field("patterns"), slot: slot.clone(), makes, known });
        }
        let finds = self.finds(fields.finds, &slots)?;
        let name = self.file.path.trim_end_matches(".toml").to_owned();
        let why = fields.why.into_inner();
        let rule = Rule { name, why, makes, set: fields.set, patterns, finds, ignores: fields.ignores };
        Ok(Source { rule, spots })
    }

    fn check(&self, fields: &Fields, folder: &str, makes: Makes) -> Result<(), Error> {
        if fields.why.get_ref().trim().is_empty() {
            return Err(Error::Unproved { at: self.spot(fields.why.span().start), missing: "why" });
        }
        if *fields.makes.get_ref() != makes {
            let at = self.spot(fields.makes.span().start);
            let makes = fields.makes.get_ref().to_string();
            return Err(Error::Folder { at, makes, folder: folder.to_owned() });
        }
        let proofs = [
            ("patterns", fields.patterns.is_empty()),
            ("finds", fields.finds.is_empty()),
            ("ignores", fields.ignores.is_empty()),
        ];
        match proofs.into_iter().find(|(_, is_empty)| *is_empty) {
            None => Ok(()),
            Some((missing, _)) => Err(Error::Unproved { at: self.field(missing), missing }),
        }
    }

    fn pattern(&self, pattern: &Spanned<String>) -> Result<Vec<Piece>, Error> {
        grammar::parse(pattern.get_ref()).map_err(|wrong| Error::Pattern {
            at: self.spot(pattern.span().start),
            pattern: pattern.get_ref().clone(),
            wrong,
        })
    }

    fn finds(&self, finds: Vec<Spanned<Find>>, known: &BTreeSet<String>) -> Result<Vec<Example>, Error> {
        let mut examples = Vec::with_capacity(finds.len());
        for find in finds {
            let at = self.spot(find.span().start);
            let Find { text, slots } = find.into_inner();
            if let Some(slot) = slots.keys().find(|slot| !known.contains(*slot)) {
                return Err(Error::UnknownSlot { at, slot: slot.clone() });
            }
            examples.push(Example { text, slots });
        }
        Ok(examples)
    }

    fn wrong(&self, wrong: &toml::de::Error) -> Error {
        let start = wrong.span().map_or(0, |span| span.start);
        let message = wrong.message().replace('\n', " ");
        Error::Toml { at: self.spot(start), message }
    }

    /// Where a byte of the file is.
    fn spot(&self, byte: usize) -> Spot {
        let before = self.file.text.as_bytes().iter().take(byte);
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        Spot { path: self.file.shown(), line }
    }

    /// Where a field is set; the first line where it is not.
    fn field(&self, name: &str) -> Spot {
        let line = self.file.text.lines().position(|line| line.starts_with(name));
        Spot { path: self.file.shown(), line: line.map_or(1, |idx| idx + 1) }
    }
}

/// The names of all slots of the patterns.
fn slots(patterns: &[Vec<Piece>]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for piece in patterns.iter().flatten() {
        piece.walk(&mut |piece| {
            if let Piece::Slot { name, .. } = piece {
                found.insert(name.clone());
            }
        });
    }
    found
}
