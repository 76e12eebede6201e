//! Corrections: what an analyst decided of entries, in a journal that only grows.
//!
//! A correction names the words it is about, not the claims or entries that a
//! reader made of them: so it still holds when all of these are made anew.

use std::collections::{BTreeMap, BTreeSet};

use record::{Offsets, Span};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Error, Ledger, file::add_claim, refused::Refused, seal, store::sqlite_error};

/// A decision as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number, counted from 1 in the order in which they were made.
    pub number: i64,
    /// When: RFC 3339, UTC.
    pub made: String,
    /// By whom.
    pub author: String,
    /// Why, in the author's words.
    pub why: Option<String>,
    /// What was decided.
    pub decision: Decision,
    /// When and by whom it was undone.
    pub undone: Option<Undone>,
}

/// When a correction was undone, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// RFC 3339, UTC.
    pub made: String,
    /// By whom.
    pub author: String,
}

/// Who decides, when and why.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'a> {
    /// RFC 3339, UTC.
    pub made: &'a str,
    /// A name.
    pub author: &'a str,
    /// A reason.
    pub why: Option<&'a str>,
}

/// A correction that is wanted, of entries by their ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase", deny_unknown_fields)]
pub enum Wanted {
    /// Entries of one sort are one.
    Merge {
        /// Two or more.
        entries: Vec<String>,
    },
    /// What some of its documents tell is another entry.
    Split {
        /// The entry.
        entry: String,
        /// Ids or names of documents.
        documents: Vec<String>,
    },
    /// A field of an entry has another value.
    Edit {
        /// The entry.
        entry: String,
        /// The field, as in the entry's JSON.
        field: String,
        /// The value, as in the entry's JSON.
        value: Value,
    },
    /// An entry is none.
    Dismiss {
        /// The entry.
        entry: String,
    },
    /// An entry is right.
    Confirm {
        /// The entry.
        entry: String,
    },
    /// Words say what no reader found in them.
    Add {
        /// The sort of claim.
        kind: String,
        /// Id or name of the document.
        document: String,
        /// The words; each stands in the document once.
        words: Vec<String>,
        /// The fields of a record's item but for its id, its words and what found
        /// it; persons in it are named by their ids in the ledger.
        claim: Value,
    },
}

/// What was decided, of which words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// What is to be done.
    #[serde(flatten)]
    pub what: What,
    /// The sort of the entries.
    pub kind: String,
    /// The entries by the ids they had then.
    pub entries: Vec<String>,
    /// The words that it is about.
    pub claims: Vec<Anchor>,
}

/// What is to be done with the claims that a decision is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum What {
    /// They are one entry.
    Merge,
    /// They are an entry of their own.
    Split,
    /// A field of their entry has another value.
    Edit {
        /// The field.
        field: String,
        /// What stood there.
        before: Value,
        /// What is to stand there.
        value: Value,
    },
    /// They are no entry at all.
    Dismiss,
    /// Their entry is right as it is.
    Confirm,
    /// The words say what no reader found in them.
    Add {
        /// The claim, as in a record.
        claim: Value,
    },
}

/// The words of a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The document.
    pub document: String,
    /// The claim that a reader made of them then.
    pub claim: String,
    /// Where they stood then.
    pub spans: Vec<Span>,
    /// The words of each span.
    pub words: Vec<String>,
}

impl Anchor {
    /// Where the words stand in a text: in their old place, else in the nearest one
    /// that has them. Nothing if some stand nowhere.
    pub(crate) fn placed(&self, text: &str) -> Option<Vec<Span>> {
        let offsets = Offsets::new(text);
        let places = self.spans.iter().zip(&self.words).map(|(span, words)| {
            if offsets.words(*span) == Some(words) {
                return Some(*span);
            }
            let found =
                text.match_indices(words.as_str()).map(|(at, found)| offsets.span(&(at..at + found.len())));
            found.min_by_key(|found| (found.start.abs_diff(span.start), found.start))
        });
        places.collect()
    }
}

impl What {
    /// The word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Edit { .. } => "edit",
            Self::Dismiss => "dismiss",
            Self::Confirm => "confirm",
            Self::Add { .. } => "add",
        }
    }
}

impl Ledger {
    /// The whole journal, also what was undone.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] or [`Error::Damaged`] if the ledger cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, Error> {
        // A ledger of an earlier release, before it is brought up to date.
        if !self.db.table_exists(None, "correction").map_err(|e| self.wrong(e))? {
            return Ok(Vec::new());
        }
        let mut question =
            self.db.prepare_cached(include_str!("sql/corrections.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map([], |row| {
            let undone: Option<String> = row.get(5)?;
            let author: Option<String> = row.get(6)?;
            let undone = undone.map(|made| Undone { made, author: author.unwrap_or_default() });
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get::<_, String>(4)?, undone))
        });
        let rows = rows.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(|e| self.wrong(e))?;
        let corrections = rows.into_iter().map(|(number, made, author, why, body, undone)| {
            let damaged = |source| Error::Damaged { what: format!("correction {number}"), source };
            let decision = serde_json::from_str(&body).map_err(damaged)?;
            Ok(Correction { number, made, author, why, decision, undone })
        });
        corrections.collect()
    }

    /// Writes a decision into the journal, and joins anew. Its number.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] if it fits no entry or document, with nothing changed;
    /// those of [`Ledger::join`].
    pub fn correct(&mut self, wanted: &Wanted, hand: Hand<'_>) -> Result<i64, Error> {
        let decision = match wanted {
            Wanted::Merge { entries } => self.merged(entries)?,
            Wanted::Split { entry, documents } => self.split(entry, documents)?,
            Wanted::Edit { entry, field, value } => {
                let before = self.editable(entry, field, value)?;
                let what = What::Edit { field: field.clone(), before, value: value.clone() };
                self.decision_of(what, entry)?
            }
            Wanted::Dismiss { entry } => self.decision_of(What::Dismiss, entry)?,
            Wanted::Confirm { entry } => self.decision_of(What::Confirm, entry)?,
            Wanted::Add { kind, document, words, claim } => self.added(kind, (document, words), claim)?,
        };
        self.decide(&decision, hand)
    }

    fn merged(&self, entries: &[String]) -> Result<Decision, Error> {
        let different: BTreeSet<&String> = entries.iter().collect();
        let (Some(first), true) = (entries.first(), different.len() > 1) else {
            return Err(Refused::TooFew.into());
        };
        let mut decision = self.decision_of(What::Merge, first)?;
        let mut kinds = vec![decision.kind.clone()];
        for entry in &entries[1..] {
            kinds.push(self.kind_of(entry)?);
            decision.claims.extend(self.anchors(entry, None)?);
        }
        if kinds.iter().any(|kind| *kind != decision.kind) {
            return Err(Refused::Sorts { kinds }.into());
        }
        decision.entries = entries.to_vec();
        Ok(decision)
    }

    fn split(&self, entry: &str, documents: &[String]) -> Result<Decision, Error> {
        let mut decision = self.decision_of(What::Split, entry)?;
        let n_reports = decision.claims.len();
        let mut ids = Vec::new();
        for document in documents {
            let page = self.page(document)?;
            ids.push(page.ok_or_else(|| Refused::NoDocument { document: document.clone() })?.article.id);
        }
        decision.claims = self.anchors(entry, Some(&ids))?;
        if decision.claims.is_empty() || decision.claims.len() == n_reports {
            return Err(Refused::NothingToSplit { entry: entry.to_owned(), n_reports }.into());
        }
        Ok(decision)
    }

    fn decision_of(&self, what: What, entry: &str) -> Result<Decision, Error> {
        let kind = self.kind_of(entry)?;
        let claims = self.anchors(entry, None)?;
        Ok(Decision { what, kind, entries: vec![entry.to_owned()], claims })
    }

    /// Takes a correction back, and joins anew.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] if there is none of that number that holds; those of
    /// [`Ledger::join`].
    pub fn undo(&mut self, number: i64, hand: Hand<'_>) -> Result<(), Error> {
        let undone = self.corrections()?.into_iter().find(|correction| correction.number == number);
        let undone = undone.ok_or(Refused::NoCorrection { number })?;
        if let Some(before) = undone.undone {
            return Err(Refused::Undone { number, made: before.made, author: before.author }.into());
        }
        let path = self.path.clone();
        let wrong = |source| sqlite_error(&path, source);
        let step = self.db.transaction().map_err(wrong)?;
        let undo = include_str!("sql/undo_correction.sql");
        step.execute(undo, params![number, hand.made, hand.author]).map_err(wrong)?;
        seal::set_journal(&step).map_err(wrong)?;
        if let (What::Add { .. }, [claim]) = (&undone.decision.what, undone.decision.claims.as_slice()) {
            let forget = include_str!("sql/forget_claim.sql");
            step.execute(forget, params![claim.document, claim.claim]).map_err(wrong)?;
            seal::set(&step, &claim.document).map_err(wrong)?;
        }
        step.execute(include_str!("sql/set_stale.sql"), [1]).map_err(wrong)?;
        step.commit().map_err(wrong)?;
        self.join()
    }

    fn decide(&mut self, decision: &Decision, hand: Hand<'_>) -> Result<i64, Error> {
        let damaged = |source| Error::Damaged { what: "a correction".to_owned(), source };
        let body = serde_json::to_string(decision).map_err(damaged)?;
        let path = self.path.clone();
        let wrong = |source| sqlite_error(&path, source);
        let step = self.db.transaction().map_err(wrong)?;
        let new = include_str!("sql/new_correction.sql");
        step.execute(new, params![hand.made, hand.author, hand.why, body]).map_err(wrong)?;
        let number = step.last_insert_rowid();
        seal::set_journal(&step).map_err(wrong)?;
        if let (What::Add { claim }, [anchor]) = (&decision.what, decision.claims.as_slice()) {
            add_claim(&step, &decision.kind, anchor, claim).map_err(wrong)?;
            seal::set(&step, &anchor.document).map_err(wrong)?;
        }
        step.execute(include_str!("sql/set_stale.sql"), [1]).map_err(wrong)?;
        step.commit().map_err(wrong)?;
        self.join()?;
        Ok(number)
    }

    /// The sort of an entry.
    pub(crate) fn kind_of(&self, entry: &str) -> Result<String, Error> {
        let question = include_str!("sql/entry_kind.sql");
        let kind = self.db.query_row(question, [entry], |row| row.get(0)).optional();
        let kind: Option<String> = kind.map_err(|e| self.wrong(e))?;
        kind.ok_or_else(|| Refused::NoEntry { entry: entry.to_owned() }.into())
    }

    /// The words of an entry, or those that stand in some documents.
    fn anchors(&self, entry: &str, documents: Option<&[String]>) -> Result<Vec<Anchor>, Error> {
        let documents = documents.map(|documents| Value::from(documents.to_vec()).to_string());
        let mut question = self.db.prepare(include_str!("sql/anchors.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map(params![entry, documents], |row| {
            let offset = |stored: i64| usize::try_from(stored).unwrap_or(usize::MAX);
            Ok((row.get(0)?, row.get(1)?, Span { start: offset(row.get(2)?), end: offset(row.get(3)?) }))
        });
        let rows = rows.and_then(Iterator::collect::<Result<Vec<(String, String, Span)>, _>>);
        let mut anchors: Vec<Anchor> = Vec::new();
        for (document, claim, span) in rows.map_err(|e| self.wrong(e))? {
            match anchors.last_mut() {
                Some(last) if (&last.document, &last.claim) == (&document, &claim) => last.spans.push(span),
                _ => anchors.push(Anchor { document, claim, spans: vec![span], words: Vec::new() }),
            }
        }
        for anchor in &mut anchors {
            let text = self.text(&anchor.document)?.unwrap_or_default();
            let offsets = Offsets::new(&text);
            let words = anchor.spans.iter().map(|span| offsets.words(*span).unwrap_or_default().to_owned());
            anchor.words = words.collect();
        }
        Ok(anchors)
    }

    /// The corrections that hold, each with its words where they stand now.
    pub(crate) fn held_corrections(&self) -> Result<Vec<Correction>, Error> {
        let mut corrections = self.corrections()?;
        corrections.retain(|correction| correction.undone.is_none());
        let mut texts: BTreeMap<String, Option<String>> = BTreeMap::new();
        for correction in &mut corrections {
            let mut placed = Vec::new();
            for mut anchor in std::mem::take(&mut correction.decision.claims) {
                if !texts.contains_key(&anchor.document) {
                    texts.insert(anchor.document.clone(), self.text(&anchor.document)?);
                }
                let text = texts.get(&anchor.document).and_then(Option::as_ref);
                if let Some(spans) = text.and_then(|text| anchor.placed(text)) {
                    anchor.spans = spans;
                    placed.push(anchor);
                }
            }
            correction.decision.claims = placed;
        }
        Ok(corrections)
    }

    /// The clean text of a document.
    pub(crate) fn text(&self, document: &str) -> Result<Option<String>, Error> {
        let question = include_str!("sql/text.sql");
        self.db.query_row(question, [document], |row| row.get(0)).optional().map_err(|e| self.wrong(e))
    }
}
