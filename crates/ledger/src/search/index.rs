//! The index: filled with each document, its fields with each join.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use record::PersonId;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    fields::{self, EntryFields},
    tokens::{WAY, tokens},
};
use crate::{Error, Ledger, file::hash, join::Row};

/// A document as the index takes it.
pub(crate) struct Indexed {
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    pub(crate) text_sha256: String,
    pub(crate) day: Option<String>,
}

/// Bits of a number that are of the document's id; those above are of its day.
const ID_BITS: u32 = 24;

/// The day from which days are counted; one before it counts as it.
const FIRST_DAY: Date = Date::constant(1500, 1, 1);

impl Ledger {
    /// Makes the whole index of words anew, as after damage to it.
    ///
    /// # Errors
    ///
    /// [`Error::Full`] or [`Error::Sqlite`] if it cannot be written;
    /// [`Error::Damaged`] if a claim cannot be read.
    pub fn index(&mut self) -> Result<usize, Error> {
        let step = self.db.unchecked_transaction().map_err(|source| self.wrong(source))?;
        forget_all(&step).map_err(|source| self.wrong(source))?;
        self.join_within()?;
        step.commit().map_err(|source| self.wrong(source))?;
        Ok(self.counts()?.documents)
    }

    /// Has the next join index what the index lacks, and words that another release
    /// took another way. Whether there are such.
    pub(crate) fn mark_badly_indexed(&self) -> Result<bool, Error> {
        if self.is_stale()? {
            return Ok(false);
        }
        let question = include_str!("../sql/is_badly_indexed.sql");
        let is_bad = self.db.query_row(question, [our_way()], |row| row.get(0)).map_err(|e| self.wrong(e))?;
        if is_bad {
            self.db.execute(include_str!("../sql/set_stale.sql"), [1]).map_err(|e| self.wrong(e))?;
        }
        Ok(is_bad)
    }

    /// The first document whose words in the index were not taken from it.
    pub(crate) fn unfit(&self) -> rusqlite::Result<Option<String>> {
        let mut question = self.db.prepare(include_str!("../sql/stamps.sql"))?;
        let mut rows = question.query([])?;
        while let Some(row) = rows.next()? {
            let document = Indexed {
                id: row.get(0)?,
                title: row.get(1)?,
                text: String::new(),
                text_sha256: row.get(2)?,
                day: row.get(3)?,
            };
            if row.get::<_, Option<String>>(4)? != Some(stamp(&document)) {
                return Ok(Some(document.id));
            }
        }
        self.db.query_row(include_str!("../sql/unworded.sql"), [], |row| row.get(0)).optional()
    }
}

fn forget_all(db: &Connection) -> rusqlite::Result<()> {
    db.execute(include_str!("../sql/forget_all_words.sql"), [])?;
    db.execute("DELETE FROM indexed", []).map(|_| ())
}

/// The stamps of words taken as this release does, as a pattern.
fn our_way() -> String {
    format!("{WAY} *")
}

/// Indexes a document that is held.
fn put_held(db: &Connection, id: &str, fields: &str) -> rusqlite::Result<()> {
    let mut question = db.prepare_cached(include_str!("../sql/to_index.sql"))?;
    let document = question.query_row([id], |row| {
        Ok(Indexed {
            id: row.get(0)?,
            title: row.get(1)?,
            text: row.get(2)?,
            text_sha256: row.get(3)?,
            day: row.get(4)?,
        })
    })?;
    put(db, &document, fields)
}

/// Forgets the words of a document: the next join takes them anew.
pub(crate) fn forget(db: &Connection, id: &str) -> rusqlite::Result<()> {
    db.prepare_cached(include_str!("../sql/forget_indexed.sql"))?.execute([id]).map(|_| ())
}

/// Indexes a document, in place of what was held of it.
fn put(db: &Connection, document: &Indexed, fields: &str) -> rusqlite::Result<()> {
    // To forget words that are not there would write out those that wait.
    let mut is_held = db.prepare_cached(include_str!("../sql/is_indexed.sql"))?;
    if is_held.query_row([&document.id], |row| row.get(0))? {
        forget(db, &document.id)?;
    }
    let number = free_number(db, document)?;
    let mut exact = BTreeSet::new();
    let title = spaced(document.title.as_deref().unwrap_or_default(), &mut exact);
    // Once more under a name of their own: to look for a common word in headlines
    // alone would else go through all texts that have it.
    let of_title: BTreeSet<String> = title.split_whitespace().map(|word| format!("title·{word}")).collect();
    let body = spaced(&document.text, &mut exact);
    let exact = exact.into_iter().collect::<Vec<_>>().join(" ");
    db.prepare_cached(include_str!("../sql/new_words.sql"))?.execute(params![
        number,
        title,
        body,
        exact,
        format!("{fields} {}", spaced_set(&of_title))
    ])?;
    db.prepare_cached(include_str!("../sql/new_index_row.sql"))?.execute(params![
        number,
        document.id,
        stamp(document),
        hash(fields.as_bytes())
    ])?;
    Ok(())
}

/// The tokens of a text with spaces between; those with marks go beside.
fn spaced(text: &str, exact: &mut BTreeSet<String>) -> String {
    let mut spaced = String::with_capacity(text.len());
    for token in tokens(text) {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(&token.word);
        exact.extend(token.exact);
    }
    spaced
}

/// What a document's words are taken from, and how.
fn stamp(document: &Indexed) -> String {
    let of = format!("{:?} {:?} {}", document.title, document.day, document.text_sha256);
    format!("{WAY} {}", hash(of.as_bytes()).get(..16).unwrap_or_default())
}

/// The least number of a day's documents; of those without a day it is zero.
pub(crate) fn day_number(day: Date) -> i64 {
    let days = FIRST_DAY.until(day).map_or(0, |span| i64::from(span.get_days()));
    (days.max(0) + 1) << ID_BITS
}

/// The document's number: its day, then its id. Two ids that begin alike on one
/// day stand beside each other.
fn free_number(db: &Connection, document: &Indexed) -> rusqlite::Result<i64> {
    let day = document.day.as_ref().and_then(|day| day.parse::<Date>().ok());
    let digits = document.id.get(..6).unwrap_or_default();
    let mut number = day.map_or(0, day_number) + i64::from_str_radix(digits, 16).unwrap_or_default();
    let mut question = db.prepare_cached(include_str!("../sql/is_number_taken.sql"))?;
    while question.query_row([number], |row| row.get(0))? {
        number += 1;
    }
    Ok(number)
}

/// What entries and their documents can be asked by, as entries come. Persons come
/// before all that names them.
#[derive(Default)]
pub(crate) struct Fields {
    /// Every token, by its number.
    tokens: HashMap<String, u32>,
    /// The numbers of the tokens of each person's names.
    names: HashMap<PersonId, Vec<u32>>,
    /// The numbers of each document's tokens, sorted.
    of_documents: HashMap<String, Vec<u32>>,
}

/// What is stored of an entry to be asked by: its tokens, and what a list calls it.
pub(crate) type Stored = (String, Option<String>);

impl Fields {
    /// Takes an entry in; what it can be asked by.
    pub(crate) fn take(&mut self, row: &Row) -> Stored {
        let EntryFields { tokens, label } = fields::of(row);
        let stored = spaced_set(&tokens);
        let mut numbers = Vec::with_capacity(tokens.len());
        let mut names = Vec::new();
        for token in tokens {
            let is_name = token.starts_with(fields::PERSON);
            let next = u32::try_from(self.tokens.len()).unwrap_or(u32::MAX);
            let number = *self.tokens.entry(token).or_insert(next);
            if is_name { &mut names } else { &mut numbers }.push(number);
        }
        if !names.is_empty() {
            self.names.insert(PersonId(row.id.clone()), names);
        }
        numbers.extend(row.persons.iter().filter_map(|person| self.names.get(person)).flatten());
        for (document, _) in &row.claims {
            let known = match self.of_documents.get_mut(document) {
                Some(known) => known,
                None => self.of_documents.entry(document.clone()).or_default(),
            };
            for number in &numbers {
                if let Err(place) = known.binary_search(number) {
                    known.insert(place, *number);
                }
            }
        }
        (stored, label)
    }

    /// Gives every document what it can be asked by. Those of which nothing has
    /// changed are left as they are.
    pub(crate) fn renew(self, db: &Connection) -> rusqlite::Result<()> {
        let words = self.words();
        for document in self.changed(db)? {
            put_held(db, &document, &self.of_document(&document, &words))?;
        }
        Ok(())
    }

    /// Documents of which the index has not what they can be asked by.
    pub(crate) fn changed(&self, db: &Connection) -> rusqlite::Result<Vec<String>> {
        let words = self.words();
        let mut changed = Vec::new();
        let mut question = db.prepare(include_str!("../sql/indexed_fields.sql"))?;
        let mut rows = question.query([our_way()])?;
        while let Some(row) = rows.next()? {
            let (document, known): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            if known != Some(hash(self.of_document(&document, &words).as_bytes())) {
                changed.push(document);
            }
        }
        Ok(changed)
    }

    /// The tokens, by their numbers.
    fn words(&self) -> Vec<&str> {
        let mut words = vec![""; self.tokens.len()];
        for (token, number) in &self.tokens {
            if let Some(word) = words.get_mut(usize::try_from(*number).unwrap_or(usize::MAX)) {
                *word = token;
            }
        }
        words
    }

    /// What a document can be asked by.
    fn of_document(&self, document: &str, words: &[&str]) -> String {
        let numbers = self.of_documents.get(document).into_iter().flatten();
        let places = numbers.filter_map(|number| usize::try_from(*number).ok());
        let mut told: Vec<&str> = places.filter_map(|place| words.get(place).copied()).collect();
        told.sort_unstable();
        told.join(" ")
    }
}

fn spaced_set(tokens: &BTreeSet<String>) -> String {
    tokens.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}
