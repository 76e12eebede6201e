//! Questions: what is asked of the ledger, and the answers.

use std::collections::BTreeSet;

use jiff::civil::Date;
use record::{Article, EncounterKind, Offsets, PartyId, PersonId, Span};
use rusqlite::{OptionalExtension, Params, params};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Error, Ledger,
    entry::{Encounter, Entry, Figure, Formula, Person},
    papers::{Instrument, Milestone},
    people,
    promises::Commitment,
    said::Statement,
    search,
    tenures::Tenure,
    terms::Doubted,
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
    /// How many to pass over.
    pub after: usize,
    /// How many to give at most.
    pub limit: Option<usize>,
}

impl Filter {
    /// How many to pass over, for SQL.
    pub(crate) fn offset(&self) -> i64 {
        i64::try_from(self.after).unwrap_or(i64::MAX)
    }

    /// How many to give, for SQL; below zero for all.
    pub(crate) fn limit(&self) -> i64 {
        self.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX))
    }
}

/// How much a ledger holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Persons.
    pub people: usize,
    /// Encounters.
    pub encounters: usize,
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

/// The list of a sort, and the one of an id.
macro_rules! questions {
    ($($many:ident, $one:ident, $sort:ty, $order:literal);+ $(;)?) => {
        impl Ledger {$(
            #[doc = concat!("The ", stringify!($many), " that fit, ", $order, ", with the words of every source.")]
            ///
            /// # Errors
            ///
            /// [`Error::Sqlite`] or [`Error::Damaged`] if the ledger cannot be read.
            pub fn $many(&self, filter: &Filter) -> Result<Vec<$sort>, Error> {
                self.filled(self.entries(filter)?)
            }

            #[doc = concat!("The ", stringify!($one), " of an id, with the words of every source.")]
            ///
            /// # Errors
            ///
            /// [`Error::Sqlite`] or [`Error::Damaged`] if the ledger cannot be read.
            pub fn $one(&self, id: &str) -> Result<Option<$sort>, Error> {
                Ok(self.filled(self.entry(<$sort>::KIND, id)?.into_iter().collect())?.pop())
            }
        )+}
    };
}

questions! {
    formulas, formula, Formula, "by first use and id";
    tenures, tenure, Tenure, "by the day on which they are first seen and id";
    statements, statement, Statement, "by the day of the report and id";
    commitments, commitment, Commitment, "by the day of the report and id";
    instruments, instrument, Instrument, "by day and id";
    milestones, milestone, Milestone, "by day and id";
}

impl Ledger {
    /// The encounters that fit, by date and id, those without date last, with the
    /// words of every source.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] or [`Error::Damaged`] if the ledger cannot be read.
    pub fn encounters(&self, filter: &Filter) -> Result<Vec<Encounter>, Error> {
        self.filled(self.entries(filter)?)
    }

    /// The encounter of an id, with the words of every source, and which of its
    /// capacities are doubted.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn encounter(&self, id: &str) -> Result<Option<Encounter>, Error> {
        let found = self.filled(self.entry::<Encounter>(Encounter::KIND, id)?.into_iter().collect())?.pop();
        let Some(mut entry) = found else { return Ok(None) };
        let documents: BTreeSet<&str> = entry.sources.iter().map(|source| source.document.as_str()).collect();
        for (person, labels) in &entry.capacities {
            let doubted = self.doubted(person)?.into_iter();
            entry.doubted.extend(doubted.filter(|doubted| {
                labels.contains(&doubted.label) && documents.contains(doubted.document.as_str())
            }));
        }
        Ok(Some(entry))
    }

    /// The capacities of a person that what is told of their offices contradicts, by
    /// tenure and day.
    fn doubted(&self, person: &PersonId) -> Result<Vec<Doubted>, Error> {
        Ok(self.tenures_of(person)?.iter().flat_map(Doubted::of).collect())
    }

    /// The tenures of a person, without the words of their sources.
    fn tenures_of(&self, person: &PersonId) -> Result<Vec<Tenure>, Error> {
        let persons = json_list(&[person]);
        let values =
            params![Tenure::KIND, "[]", persons, None::<String>, None::<String>, 0, i64::MAX, None::<String>];
        self.bodies(include_str!("sql/entries_of.sql"), values)
    }

    /// Persons, by id. A person is within the days if a document of those days
    /// names them; a person is of one party: between two means of either.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn people(&self, filter: &Filter) -> Result<Vec<Person>, Error> {
        let persons = self.person_ids(filter)?.map(|ids| json_list(&ids));
        let (since, until) = days(filter);
        let (after, limit) = (filter.offset(), filter.limit());
        let mut people: Vec<Person> = if persons.is_none() && filter.between.is_empty() {
            self.bodies(include_str!("sql/people.sql"), params![since, until, after, limit])?
        } else {
            let values = params![since, until, after, limit, json_list(&filter.between), persons];
            self.bodies(include_str!("sql/people_of.sql"), values)?
        };
        for person in &mut people {
            if person.capacities.iter().any(|held| held.first.is_none()) {
                person.see(&self.tenures_of(&person.id)?);
            }
        }
        Ok(people)
    }

    /// The persons whom most documents name.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn most_named(&self, at_most: usize) -> Result<Vec<Person>, Error> {
        self.bodies(include_str!("sql/most_named.sql"), [i64::try_from(at_most).unwrap_or(i64::MAX)])
    }

    /// How much is held.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] if the ledger cannot be read.
    pub fn counts(&self) -> Result<Counts, Error> {
        let read = |row: &rusqlite::Row<'_>| {
            let count =
                |column| row.get::<_, i64>(column).map(|count| usize::try_from(count).unwrap_or_default());
            Ok(Counts { documents: count(0)?, people: count(1)?, encounters: count(2)? })
        };
        self.db.query_row(include_str!("sql/counts.sql"), [], read).map_err(|e| self.wrong(e))
    }

    /// The person of an id, with the words of every mention.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn person(&self, id: &str) -> Result<Option<Person>, Error> {
        let found = self.filled(self.entry::<Person>(Person::KIND, id)?.into_iter().collect())?.pop();
        let Some(mut person) = found else { return Ok(None) };
        let tenures = self.tenures_of(&person.id)?;
        person.doubted = tenures.iter().flat_map(Doubted::of).collect();
        person.see(&tenures);
        Ok(Some(person))
    }

    /// Figures, by period and id. A figure of one side still speaks of the relation.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn figures(&self, filter: &Filter) -> Result<Vec<Figure>, Error> {
        let mut either = Filter { limit: None, after: 0, ..filter.clone() };
        let between = std::mem::take(&mut either.between);
        if between.is_empty() {
            return self.filled(self.entries(filter)?);
        }
        let mut found: Vec<Figure> = self.entries(&either)?;
        found.retain(|figure| {
            !figure.subject.is_empty() && figure.subject.iter().all(|party| between.contains(party))
        });
        let asked = found.into_iter().skip(filter.after).take(filter.limit.unwrap_or(usize::MAX));
        self.filled(asked.collect())
    }

    /// The figure of an id, with the words of every source.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn figure(&self, id: &str) -> Result<Option<Figure>, Error> {
        Ok(self.filled(self.entry(Figure::KIND, id)?.into_iter().collect())?.pop())
    }

    /// The encounters that are parts of one, by date and id.
    ///
    /// # Errors
    ///
    /// As [`Ledger::encounters`].
    pub fn parts(&self, encounter: &str) -> Result<Vec<Encounter>, Error> {
        let parts = self.bodies(include_str!("sql/parts.sql"), params![encounter])?;
        self.filled(parts)
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

    fn entries<E: Entry>(&self, filter: &Filter) -> Result<Vec<E>, Error> {
        let persons = self.person_ids(filter)?;
        let (since, until) = days(filter);
        let (after, limit) = (filter.offset(), filter.limit());
        let of_kind = filter.kind.map(EncounterKind::as_str).filter(|_| E::KIND == Encounter::KIND);
        if persons.is_some() || !filter.between.is_empty() {
            let (parties, persons) = (json_list(&filter.between), persons.map(|ids| json_list(&ids)));
            let values = params![E::KIND, parties, persons, since, until, after, limit, of_kind];
            return self.bodies(include_str!("sql/entries_of.sql"), values);
        }
        match of_kind {
            Some(kind) => self.bodies(
                include_str!("sql/encounters_of_kind.sql"),
                params![kind, since, until, after, limit],
            ),
            None => {
                self.bodies(include_str!("sql/entries.sql"), params![E::KIND, since, until, after, limit])
            }
        }
    }

    /// The entries whose bodies a question finds.
    fn bodies<E: Entry>(&self, sql: &str, values: impl Params) -> Result<Vec<E>, Error> {
        let mut question = self.db.prepare_cached(sql).map_err(|e| self.wrong(e))?;
        let mut rows = question.query(values).map_err(|e| self.wrong(e))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let damaged = |source| Error::Damaged { what: format!("a {}", E::KIND), source };
            let body = row.get_ref(0).and_then(|body| Ok(body.as_str()?)).map_err(|e| self.wrong(e))?;
            found.push(serde_json::from_str(body).map_err(damaged)?);
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
        let tokens = json_list(&search::person_tokens(&wanted.join(" ")));
        let mut question =
            self.db.prepare_cached(include_str!("sql/person_names.sql")).map_err(|e| self.wrong(e))?;
        let rows =
            question.query_map([tokens], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
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

    /// Entries with the words of every source, read from their documents.
    fn filled<E: Entry>(&self, mut entries: Vec<E>) -> Result<Vec<E>, Error> {
        // One view for all: else the file is locked anew for every source.
        let view = self.db.is_autocommit().then(|| self.db.unchecked_transaction()).transpose();
        let view = view.map_err(|e| self.wrong(e))?;
        for entry in &mut entries {
            for source in entry.sources_mut() {
                source.words = self.words(&source.document, &source.evidence)?;
                if source.page.is_some() {
                    source.later = self.later(&source.document, &source.evidence)?;
                }
            }
            for found in entry.follow_ups_mut() {
                found.words = self.words(&found.document, &found.evidence)?;
            }
            for step in entry.steps_mut() {
                step.words = self.words(&step.document, &step.evidence)?;
            }
        }
        view.map_or(Ok(()), rusqlite::Transaction::finish).map_err(|e| self.wrong(e))?;
        Ok(entries)
    }

    fn words(&self, document: &str, spans: &[Span]) -> Result<Vec<String>, Error> {
        let mut question = self.db.prepare_cached(include_str!("sql/text.sql")).map_err(|e| self.wrong(e))?;
        let mut rows = question.query([document]).map_err(|e| self.wrong(e))?;
        let row = rows.next().map_err(|e| self.wrong(e))?;
        let row = row.ok_or_else(|| self.wrong(rusqlite::Error::QueryReturnedNoRows))?;
        let text = row.get_ref(0).and_then(|text| Ok(text.as_str()?)).map_err(|e| self.wrong(e))?;
        let offsets = Offsets::new(text);
        Ok(spans.iter().filter_map(|span| offsets.words(*span)).map(str::to_owned).collect())
    }
}

/// The first and last day asked for.
fn days(filter: &Filter) -> (Option<String>, Option<String>) {
    (filter.since.map(|day| day.to_string()), filter.until.map(|day| day.to_string()))
}

/// Ids as a JSON array, for SQL.
fn json_list<T: Serialize>(ids: &[T]) -> String {
    serde_json::to_string(ids).unwrap_or_default()
}

/// A text as a GLOB pattern that matches only itself.
fn glob_literal(text: &str) -> String {
    text.chars().map(|c| if "*?[".contains(c) { format!("[{c}]") } else { c.to_string() }).collect()
}
