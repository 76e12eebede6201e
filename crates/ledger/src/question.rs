//! Questions: what is asked of the ledger, and the answers.

use std::collections::BTreeSet;

use jiff::civil::Date;
use record::{Article, EncounterKind, Offsets, PartyId, PersonId, Span};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;

use crate::{
    Error, Ledger,
    entry::{Encounter, Figure, Formula, Person, Source},
    papers::{Instrument, Milestone},
    people,
    promises::Commitment,
    said::Statement,
    tenures::Tenure,
};

/// Two parties, in the order of their codes.
pub type Pair = (PartyId, PartyId);

/// What an answer is narrowed to. Empty means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// States or organisations that must all be concerned.
    pub between: Vec<PartyId>,
    /// Words of a person's name, with or without diacritics.
    pub person: Option<String>,
    /// The kind of encounter.
    pub kind: Option<EncounterKind>,
    /// The first day to be shown.
    pub since: Option<Date>,
    /// The last day to be shown.
    pub until: Option<Date>,
}

/// A document as it is read on a page: its text and what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The article, as in the JSON contract.
    pub article: Article,
    /// The clean text.
    pub text: String,
    /// Claims of the document, in the order of its text.
    pub marks: Vec<PageMark>,
}

/// A claim in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// The words.
    pub span: Span,
    /// `person`, `encounter`, `figure`, `formula`, `statement`, `commitment`,
    /// `instrument` or `milestone`.
    pub kind: String,
    /// The claim within its document.
    pub claim: String,
    /// The entry it belongs to.
    pub entry: String,
}

impl Ledger {
    /// Encounters, by date and id; those without date last.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] or [`Error::Damaged`] if the ledger cannot be read.
    pub fn encounters(&self, filter: &Filter) -> Result<Vec<Encounter>, Error> {
        let mut found: Vec<Encounter> = self.entries("encounter", filter)?;
        found.retain(|entry| filter.kind.is_none_or(|kind| entry.kind == kind));
        for entry in &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// Persons, by id. A person is within the days if a document of those days
    /// names them.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn people(&self, filter: &Filter) -> Result<Vec<Person>, Error> {
        let mut undated = filter.clone();
        (undated.since, undated.until) = (None, None);
        // A person is of one party: between two means of either.
        let between = std::mem::take(&mut undated.between);
        let mut found: Vec<Person> = Vec::new();
        if between.is_empty() {
            found = self.entries("person", &undated)?;
        }
        for party in between.iter().collect::<BTreeSet<_>>() {
            undated.between = vec![party.clone()];
            found.extend(self.entries::<Person>("person", &undated)?);
        }
        found.retain(|person| {
            let is_of =
                between.is_empty() || person.country.as_ref().is_some_and(|party| between.contains(party));
            let named = |source: &Source| is_within(source.published, filter);
            is_of && (filter.since.is_none() && filter.until.is_none() || person.sources.iter().any(named))
        });
        found.sort_by(|left, right| left.id.cmp(&right.id));
        Ok(found)
    }

    /// Figures, by period and id.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn figures(&self, filter: &Filter) -> Result<Vec<Figure>, Error> {
        // A figure of one side still speaks of the relation: either will do.
        let mut either = filter.clone();
        let between = std::mem::take(&mut either.between);
        let mut found: Vec<Figure> = self.entries("figure", &either)?;
        found.retain(|figure| {
            between.is_empty()
                || !figure.subject.is_empty() && figure.subject.iter().all(|party| between.contains(party))
        });
        for figure in &mut found {
            self.fill(&mut figure.sources)?;
        }
        Ok(found)
    }

    /// Formulas, by first use and id.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn formulas(&self, filter: &Filter) -> Result<Vec<Formula>, Error> {
        let mut found: Vec<Formula> = self.entries("formula", filter)?;
        for formula in &mut found {
            self.fill(&mut formula.sources)?;
        }
        Ok(found)
    }

    /// Tenures, by the day on which they are first seen and id. With days asked
    /// for, those seen before and after, or on them.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn tenures(&self, filter: &Filter) -> Result<Vec<Tenure>, Error> {
        let mut found: Vec<Tenure> = self.entries("tenure", filter)?;
        for entry in &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// Statements, by the day of the report and id.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn statements(&self, filter: &Filter) -> Result<Vec<Statement>, Error> {
        let mut found: Vec<Statement> = self.entries("statement", filter)?;
        for entry in &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// Commitments, by the day of the report and id.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn commitments(&self, filter: &Filter) -> Result<Vec<Commitment>, Error> {
        let mut found: Vec<Commitment> = self.entries("commitment", filter)?;
        for entry in &mut found {
            self.fill_promise(entry)?;
        }
        Ok(found)
    }

    /// Instruments, by day and id.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn instruments(&self, filter: &Filter) -> Result<Vec<Instrument>, Error> {
        let mut found: Vec<Instrument> = self.entries("instrument", filter)?;
        for entry in &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// Milestones, by day and id.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn milestones(&self, filter: &Filter) -> Result<Vec<Milestone>, Error> {
        let mut found: Vec<Milestone> = self.entries("milestone", filter)?;
        for entry in &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// The encounter of an id, with the words of every source.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn encounter(&self, id: &str) -> Result<Option<Encounter>, Error> {
        let mut found: Option<Encounter> = self.entry("encounter", id)?;
        if let Some(entry) = &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// The person of an id, with the words of every mention.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn person(&self, id: &str) -> Result<Option<Person>, Error> {
        let mut found: Option<Person> = self.entry("person", id)?;
        if let Some(entry) = &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// The figure of an id, with the words of every source.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn figure(&self, id: &str) -> Result<Option<Figure>, Error> {
        let mut found: Option<Figure> = self.entry("figure", id)?;
        if let Some(entry) = &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// The formula of an id, with the words of every source.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn formula(&self, id: &str) -> Result<Option<Formula>, Error> {
        let mut found: Option<Formula> = self.entry("formula", id)?;
        if let Some(entry) = &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// The statement of an id, with its words.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn statement(&self, id: &str) -> Result<Option<Statement>, Error> {
        let mut found: Option<Statement> = self.entry("statement", id)?;
        if let Some(entry) = &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// The commitment of an id, with its words.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn commitment(&self, id: &str) -> Result<Option<Commitment>, Error> {
        let mut found: Option<Commitment> = self.entry("commitment", id)?;
        if let Some(entry) = &mut found {
            self.fill_promise(entry)?;
        }
        Ok(found)
    }

    /// The instrument of an id, with the words of every source.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn instrument(&self, id: &str) -> Result<Option<Instrument>, Error> {
        let mut found: Option<Instrument> = self.entry("instrument", id)?;
        if let Some(entry) = &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// The milestone of an id, with the words of every source.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn milestone(&self, id: &str) -> Result<Option<Milestone>, Error> {
        let mut found: Option<Milestone> = self.entry("milestone", id)?;
        if let Some(entry) = &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// The tenure of an id, with the words of every source.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn tenure(&self, id: &str) -> Result<Option<Tenure>, Error> {
        let mut found: Option<Tenure> = self.entry("tenure", id)?;
        if let Some(entry) = &mut found {
            self.fill(&mut entry.sources)?;
        }
        Ok(found)
    }

    /// A document by its id, the beginning of its id, or where it came from
    /// (the whole path, or its last part).
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn page(&self, name: &str) -> Result<Option<Page>, Error> {
        let columns = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        };
        // Looking among names goes through all documents; an id does not.
        let by_id = self.db.query_row(include_str!("sql/document_by_id.sql"), [name], columns).optional();
        let found = match by_id.map_err(|e| self.wrong(e))? {
            Some(found) => Some(found),
            None => {
                let (begins, ends) =
                    (format!("{}*", glob_literal(name)), format!("*/{}", glob_literal(name)));
                let find = include_str!("sql/document_by_name.sql");
                let found = self.db.query_row(find, params![name, begins, ends], columns).optional();
                found.map_err(|e| self.wrong(e))?
            }
        };
        let Some((id, article, text)) = found else { return Ok(None) };
        let what = format!("document {id}");
        let article = serde_json::from_str(&article).map_err(|source| Error::Damaged { what, source })?;
        let mut question = self.db.prepare(include_str!("sql/page_marks.sql")).map_err(|e| self.wrong(e))?;
        let marks = question.query_map([&id], |row| {
            let offset = |stored: i64| usize::try_from(stored).unwrap_or(usize::MAX);
            Ok(PageMark {
                span: Span { start: offset(row.get(0)?), end: offset(row.get(1)?) },
                kind: row.get(2)?,
                claim: row.get(3)?,
                entry: row.get(4)?,
            })
        });
        let marks = marks.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(|e| self.wrong(e))?;
        Ok(Some(Page { article, text, marks }))
    }

    /// The pair of states that most encounters are between, if there is any.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn main_relation(&self) -> Result<Option<Pair>, Error> {
        let relations = self.relations()?;
        Ok(relations.into_iter().next().map(|(pair, _)| pair))
    }

    /// Every pair of parties that an encounter is between, with how many; the
    /// most frequent first.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn relations(&self) -> Result<Vec<(Pair, usize)>, Error> {
        let mut question = self.db.prepare(include_str!("sql/relations.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map([], |row| {
            let count = usize::try_from(row.get::<_, i64>(2)?).unwrap_or_default();
            Ok(((PartyId(row.get(0)?), PartyId(row.get(1)?)), count))
        });
        rows.and_then(Iterator::collect).map_err(|e| self.wrong(e))
    }

    pub(crate) fn entry<T: DeserializeOwned>(&self, kind: &str, id: &str) -> Result<Option<T>, Error> {
        let question = include_str!("sql/entry.sql");
        let body = self.db.query_row(question, [kind, id], |row| row.get::<_, String>(0)).optional();
        let body = body.map_err(|e| self.wrong(e))?;
        let read = |body: String| serde_json::from_str(&body);
        body.map(read).transpose().map_err(|source| Error::Damaged { what: format!("{kind} {id}"), source })
    }

    fn entries<T: DeserializeOwned>(&self, kind: &str, filter: &Filter) -> Result<Vec<T>, Error> {
        let person_ids = self.person_ids(filter)?;
        let (since, until) =
            (filter.since.map(|day| day.to_string()), filter.until.map(|day| day.to_string()));
        let is_narrow = person_ids.is_some() || !filter.between.is_empty();
        let body = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
        let rows = if is_narrow {
            let parties = serde_json::to_string(&filter.between).unwrap_or_default();
            let persons = person_ids.map(|ids| serde_json::to_string(&ids).unwrap_or_default());
            let question = self.db.prepare_cached(include_str!("sql/entries_of.sql"));
            let values = params![kind, parties, persons, since, until];
            question.and_then(|mut question| question.query_map(values, body)?.collect::<Result<Vec<_>, _>>())
        } else {
            let question = self.db.prepare_cached(include_str!("sql/entries.sql"));
            let values = params![kind, since, until];
            question.and_then(|mut question| question.query_map(values, body)?.collect::<Result<Vec<_>, _>>())
        };
        let rows = rows.map_err(|e| self.wrong(e))?;
        let mut found = Vec::with_capacity(rows.len());
        for body in rows {
            let what = format!("a {kind}");
            found.push(serde_json::from_str(&body).map_err(|source| Error::Damaged { what, source })?);
        }
        Ok(found)
    }

    /// Ids of the persons whose name has all the words asked for, or none if
    /// no person was asked for.
    pub(crate) fn person_ids(&self, filter: &Filter) -> Result<Option<Vec<PersonId>>, Error> {
        let Some(name) = &filter.person else { return Ok(None) };
        if self.entry::<Person>("person", name)?.is_some() {
            return Ok(Some(vec![PersonId(name.clone())]));
        }
        let wanted = people::words(name);
        let mut question =
            self.db.prepare_cached(include_str!("sql/person_names.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        let rows = rows.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(|e| self.wrong(e))?;
        let mut meant = Vec::new();
        for (id, names) in rows {
            let damaged = |source| Error::Damaged { what: format!("person {id}"), source };
            let names: Vec<String> = serde_json::from_str(&names).map_err(damaged)?;
            let has_all = |spelled: &String| {
                let words = people::words(spelled);
                !wanted.is_empty() && wanted.iter().all(|word| words.contains(word))
            };
            if names.iter().any(has_all) {
                meant.push(PersonId(id));
            }
        }
        Ok(Some(meant))
    }

    fn fill_promise(&self, entry: &mut Commitment) -> Result<(), Error> {
        self.fill(&mut entry.sources)?;
        for found in &mut entry.follow_ups {
            found.words = self.words(&found.document, &found.evidence)?;
        }
        Ok(())
    }

    /// Reads the words of sources from their documents.
    fn fill(&self, sources: &mut [Source]) -> Result<(), Error> {
        for source in sources {
            source.words = self.words(&source.document, &source.evidence)?;
            if source.page.is_some() {
                source.later = self.later(&source.document, &source.evidence)?;
            }
        }
        Ok(())
    }

    fn words(&self, document: &str, spans: &[Span]) -> Result<Vec<String>, Error> {
        let question = include_str!("sql/text.sql");
        let text = self.db.query_row(question, [document], |row| row.get::<_, String>(0));
        let text = text.map_err(|e| self.wrong(e))?;
        let offsets = Offsets::new(&text);
        Ok(spans.iter().filter_map(|span| offsets.words(*span)).map(str::to_owned).collect())
    }
}

/// Whether a date touches the days asked for; a missing one does not.
fn is_within(date: Option<record::Edtf>, filter: &Filter) -> bool {
    if filter.since.is_none() && filter.until.is_none() {
        return true;
    }
    date.is_some_and(|date| {
        filter.since.is_none_or(|since| date.last_day() >= since)
            && filter.until.is_none_or(|until| date.first_day() <= until)
    })
}

/// A text as a GLOB pattern that matches only itself.
fn glob_literal(text: &str) -> String {
    text.chars().map(|c| if "*?[".contains(c) { format!("[{c}]") } else { c.to_string() }).collect()
}
