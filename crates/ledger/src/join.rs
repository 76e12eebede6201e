//! Joining: from all claims to all entries, always from the beginning, so that
//! the ledger never depends on the order in which documents came.

use std::collections::{BTreeMap, BTreeSet};

use record::{Edtf, PartyId, PersonId};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::{
    Error, Ledger,
    corrected::Decisions,
    days::days,
    encounters::{encounter_row, encounters},
    entry::{Encounter, Entry, Quoted, Source},
    figures,
    file::hash,
    kept::Plans,
    match_encounters, papers,
    people::{self, People},
    promises,
    report::{self, Report, by_document},
    search,
    telling::Telling,
    tenures,
    verify::Flaw,
    worded,
};

impl Ledger {
    /// Makes all entries anew from all claims.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`] if a claim cannot be read; [`Error::Full`] or
    /// [`Error::Sqlite`] if the entries cannot be written. The old entries then
    /// stay.
    pub fn join(&mut self) -> Result<(), Error> {
        let step = self.db.unchecked_transaction().map_err(|source| self.wrong(source))?;
        self.join_within()?;
        step.commit().map_err(|source| self.wrong(source))
    }

    /// Makes all entries anew within a transaction that is open already.
    pub(crate) fn join_within(&self) -> Result<(), Error> {
        let mut writer = Writer::new(&self.db).map_err(|source| self.wrong(source))?;
        self.entries_by(&mut |row| writer.put(&row).map_err(|source| self.wrong(source)))?;
        writer.finish().map_err(|source| self.wrong(source))
    }

    /// Gives the row of every entry to `put`, one after another: they are never all
    /// held at once, and of the claims only those that are being joined.
    fn entries_by(&self, put: &mut Put<'_>) -> Result<(), Error> {
        let journal = self.held_corrections()?;
        let named = journal.iter().flat_map(|correction| &correction.decision.claims);
        let documents = named.map(|anchor| anchor.document.as_str()).collect();
        let decisions = Decisions::of(&journal, &self.reports_of(&documents)?);
        let mut reports = self.reports()?;
        self.fill_reports(&mut reports, report::PEOPLE)?;
        let people = people::people(&mut reports, &decisions, put)?;
        let (days, plans) = {
            let encounters = self.met(&reports, &people, &decisions)?;
            let visits = encounters.iter().map(|entry| (entry.id.as_str(), entry)).collect();
            for entry in &encounters {
                put(encounter_row(entry, &visits, &people))?;
            }
            (days(&reports, &encounters), Plans::of(&encounters))
        };
        tenures::rows(&reports, &people, &days, put)?;
        self.statement_rows((&reports, &people), &decisions, put)?;
        self.fill_reports(&mut reports, report::QUANTITIES)?;
        figures::rows(&reports, &decisions, &days, put)?;
        self.fill_reports(&mut reports, report::PAPERS)?;
        papers::rows(&reports, &decisions, &days, put)?;
        self.fill_reports(&mut reports, report::PROMISES)?;
        if reports.iter().any(|report| !report.commitments.is_empty()) {
            // What became of a promise may stand in any claim.
            self.fill_reports(&mut reports, report::SAID)?;
            self.fill_reports(&mut reports, report::ENCOUNTERS)?;
            let promised = self.promised(&reports)?;
            let mut followed = self.followed((&reports, &days), &promised, &decisions)?;
            plans.follow(&reports, &days, &mut followed);
            worded::follow(&reports, &days, &promised, &mut followed);
            promises::rows((&reports, &days), (&promised, &followed), &decisions, put)?;
        }
        Ok(())
    }

    /// The encounters of all reports.
    fn met(
        &self,
        reports: &[Report],
        people: &People,
        decisions: &Decisions,
    ) -> Result<Vec<Encounter>, Error> {
        let by_document = by_document(reports);
        let mut tellings = Vec::new();
        self.each_claim(report::ENCOUNTERS, &mut |document, kind, body| {
            if let Some(report) = by_document.get(document) {
                tellings.push(Telling::of(report, report::claim(document, kind, body)?));
            }
            Ok(())
        })?;
        let mut groups = match_encounters::groups(tellings, people);
        decisions.regroup("encounter", &mut groups, |telling| {
            (telling.report.article.id.clone(), telling.claim.id.clone())
        });
        Ok(encounters(groups, people, decisions))
    }

    /// What is not as the claims give it: the first entry, by id, or what is kept of
    /// entries for lists and for search.
    pub(crate) fn changed(&self) -> Result<Option<Flaw>, Error> {
        let mut stored = self.stored_entries()?;
        let mut fields = search::Fields::default();
        let mut known = self.db.prepare(include_str!("sql/entry_fields.sql")).map_err(|e| self.wrong(e))?;
        let (mut entry, mut field): (Option<String>, Option<String>) = (None, None);
        self.entries_by(&mut |row| {
            let of_entry = known.query_row([&row.id], |row| Ok((row.get(0)?, row.get(1)?))).optional();
            if of_entry.map_err(|e| self.wrong(e))? != Some(fields.take(&row)) {
                field = field.take().or_else(|| row.claims.first().map(|(document, _)| document.clone()));
            }
            let id = row.id.clone();
            let expected =
                to_store(row).map_err(|source| Error::Damaged { what: "an entry".to_owned(), source })?;
            let is_same = stored.remove(&id).as_ref() == Some(&expected);
            if !is_same && entry.as_ref().is_none_or(|least| id < *least) {
                entry = Some(id);
            }
            Ok(())
        })?;
        let entry = entry.into_iter().chain(stored.into_keys().next()).min();
        if let Some(entry) = entry {
            return Ok(Some(Flaw::Entry { entry }));
        }
        let miscounted = self.db.query_row(include_str!("sql/miscounted.sql"), [], |row| row.get(0));
        if let Some(entry) = miscounted.optional().map_err(|e| self.wrong(e))? {
            return Ok(Some(Flaw::Entry { entry }));
        }
        let of_documents = fields.changed(&self.db).map_err(|e| self.wrong(e))?;
        Ok(field.or(of_documents.into_iter().next()).map(|document| Flaw::Index { document }))
    }

    /// The entries that there are, by their ids.
    pub(crate) fn stored_entries(&self) -> Result<BTreeMap<String, StoredEntry>, Error> {
        let mut question =
            self.db.prepare(include_str!("sql/entries_whole.sql")).map_err(|e| self.wrong(e))?;
        let mut rows = question.query([]).map_err(|e| self.wrong(e))?;
        let mut entries = BTreeMap::new();
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let entry = StoredEntry::of(row).map_err(|e| self.wrong(e))?;
            entries.insert(row.get(0).map_err(|e| self.wrong(e))?, entry);
        }
        Ok(entries)
    }

    /// Does [`Ledger::join`] if claims were filed since it was done last, as
    /// after a reading that was interrupted.
    ///
    /// # Errors
    ///
    /// Those of [`Ledger::join`].
    pub fn join_if_stale(&mut self) -> Result<(), Error> {
        if self.is_stale()? { self.join() } else { Ok(()) }
    }

    /// Whether claims were filed that the entries do not know of yet.
    pub(crate) fn is_stale(&self) -> Result<bool, Error> {
        let question = include_str!("sql/is_stale.sql");
        self.db.query_row(question, [], |row| row.get(0)).map_err(|e| self.wrong(e))
    }
}

/// Takes the row of an entry.
pub(crate) type Put<'p> = dyn FnMut(Row) -> Result<(), Error> + 'p;

/// An entry as it is stored.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) days: Option<Edtf>,
    pub(crate) body: serde_json::Result<String>,
    pub(crate) claims: Vec<(String, String)>,
    pub(crate) parties: BTreeSet<PartyId>,
    pub(crate) persons: BTreeSet<PersonId>,
}

impl Row {
    /// The row of an entry.
    pub(crate) fn of<E: Entry>(
        entry: &E,
        days: Option<Edtf>,
        parties: BTreeSet<PartyId>,
        persons: BTreeSet<PersonId>,
    ) -> Self {
        let claims = entry.sources().iter().map(|source| (source.document.clone(), source.claim.clone()));
        Self {
            id: entry.id().to_owned(),
            kind: E::KIND,
            days,
            body: serde_json::to_string(entry),
            claims: claims.collect(),
            parties,
            persons,
        }
    }

    /// The first and last day that it can mean.
    fn first_and_last(&self) -> (Option<String>, Option<String>) {
        (
            self.days.map(|days| days.first_day().to_string()),
            self.days.map(|days| days.last_day().to_string()),
        )
    }
}

/// An entry as it is to be compared: a hash over all that is stored of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredEntry {
    pub(crate) kind: String,
    sha256: [u8; 32],
}

impl StoredEntry {
    /// Its parts; the lists as JSON, sorted.
    fn new(kind: String, parts: &[Option<String>; 6]) -> Self {
        Self { kind, sha256: Sha256::digest(format!("{parts:?}")).into() }
    }

    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let parts = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?];
        Ok(Self::new(row.get(1)?, &parts))
    }
}

fn to_store(mut row: Row) -> serde_json::Result<StoredEntry> {
    let (first, last) = row.first_and_last();
    row.claims.sort();
    let claims = serde_json::to_string(&row.claims)?;
    let (parties, persons) = (serde_json::to_string(&row.parties)?, serde_json::to_string(&row.persons)?);
    let parts = [first, last, Some(row.body?), Some(claims), Some(parties), Some(persons)];
    Ok(StoredEntry::new(row.kind.to_owned(), &parts))
}

/// A stable id: of the first claim that tells of it, in the order of ids.
pub(crate) fn entry_id(letter: char, sources: &[Source]) -> String {
    let first = sources.iter().map(|source| format!("{}:{}", source.document, source.claim)).min();
    let digest = hash(first.unwrap_or_default().as_bytes());
    format!("{letter}-{}", digest.get(..10).unwrap_or_default())
}

pub(crate) fn voices(sources: &[Source]) -> Vec<String> {
    // Versions of one page are one voice: that of the latest, however earlier
    // ones were signed.
    let of_pages: BTreeMap<&str, &str> =
        sources.iter().filter_map(|source| Some((source.page.as_deref()?, source.voice()))).collect();
    let voice = |source: &Source| -> String {
        let of_page = source.page.as_deref().and_then(|page| of_pages.get(page).copied());
        of_page.unwrap_or_else(|| source.voice()).to_owned()
    };
    let voices: BTreeSet<String> = sources.iter().map(voice).collect();
    voices.into_iter().collect()
}

/// The words of all sources, in their order.
pub(crate) fn evidence(sources: &[Source]) -> Vec<Quoted> {
    let quoted = sources.iter().flat_map(|source| {
        source.evidence.iter().map(|span| Quoted { document: source.document.clone(), span: *span })
    });
    quoted.collect()
}

/// The rule that found an entry in its first source.
pub(crate) fn found_by(sources: &[Source]) -> String {
    sources.first().map_or_else(String::new, |source| source.by.clone())
}

/// Writes entries, in place of those that there were.
struct Writer<'c> {
    step: &'c Connection,
    fields: search::Fields,
    /// The indexes that are made when all is written: by name, and how.
    indexes: Vec<(String, String)>,
}

impl<'c> Writer<'c> {
    fn new(step: &'c Connection) -> rusqlite::Result<Self> {
        let mut question = step.prepare(include_str!("sql/indexes_of_entries.sql"))?;
        let rows = question.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let indexes: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
        indexes.iter().try_for_each(|(name, _)| step.execute_batch(&format!("DROP INDEX {name}")))?;
        step.execute_batch(include_str!("sql/forget_entries.sql"))?;
        Ok(Self { step, fields: search::Fields::default(), indexes })
    }

    fn put(&mut self, row: &Row) -> rusqlite::Result<()> {
        let step = self.step;
        let body = match &row.body {
            Ok(body) => body,
            Err(wrong) => return Err(rusqlite::Error::ToSqlConversionFailure(wrong.to_string().into())),
        };
        let (first, last) = row.first_and_last();
        let (tokens, label) = self.fields.take(row);
        step.prepare_cached(include_str!("sql/new_entry.sql"))?
            .execute(params![row.id, row.kind, first, last, tokens, label, body])?;
        let parties = row.parties.iter().map(|party| &party.0);
        link(step, include_str!("sql/new_entry_party.sql"), row, parties)?;
        let persons = row.persons.iter().map(|person| &person.0);
        link(step, include_str!("sql/new_entry_person.sql"), row, persons)?;
        for (document, claim) in &row.claims {
            step.prepare_cached(include_str!("sql/new_entry_claim.sql"))?
                .execute(params![row.id, document, claim])?;
        }
        Ok(())
    }

    fn finish(self) -> rusqlite::Result<()> {
        self.indexes.iter().try_for_each(|(_, made)| self.step.execute_batch(made))?;
        self.fields.renew(self.step)?;
        self.step.execute(include_str!("sql/count_relations.sql"), [])?;
        self.step.execute(include_str!("sql/set_stale.sql"), [0]).map(|_| ())
    }
}

fn link<'v>(
    step: &Connection,
    sql: &str,
    row: &Row,
    values: impl Iterator<Item = &'v String>,
) -> rusqlite::Result<()> {
    for value in values {
        step.prepare_cached(sql)?.execute(params![row.id, row.kind, value])?;
    }
    Ok(())
}
