//! Joining: from all claims to all entries, always from the beginning, so that
//! the ledger never depends on the order in which documents came.

use std::collections::{BTreeMap, BTreeSet};

use record::{Edtf, PartyId, PersonId};
use rusqlite::{Connection, params};

use crate::{
    Error, Ledger,
    corrected::Decisions,
    days::days,
    encounters::{encounter_row, encounters},
    entry::{Entry, Person, Quoted, Source},
    figures,
    file::hash,
    match_encounters, papers, people, promises,
    report::Report,
    restated::Promised,
    said, search, tenures,
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
        let entries = self.joined()?;
        write(&self.db, &entries).map_err(|source| self.wrong(source))
    }

    fn joined(&self) -> Result<Vec<Row>, Error> {
        let reports = self.reports()?;
        let decisions = Decisions::of(&self.held_corrections()?, &reports);
        let promised = Promised::of(&reports, self.passages(&reports)?);
        Ok(entries(&reports, &promised, &decisions))
    }

    /// The entries that there must be by the claims, by their ids.
    pub(crate) fn expected_entries(&self) -> Result<BTreeMap<String, StoredEntry>, Error> {
        let rows: serde_json::Result<_> =
            self.joined()?.into_iter().map(|row| Ok((row.id.clone(), stored(row)?))).collect();
        rows.map_err(|source| Error::Damaged { what: "an entry".to_owned(), source })
    }

    /// The entries that there are, by their ids.
    pub(crate) fn stored_entries(&self) -> Result<BTreeMap<String, StoredEntry>, Error> {
        let mut question =
            self.db.prepare(include_str!("sql/entries_whole.sql")).map_err(|e| self.wrong(e))?;
        let rows = question.query_map([], |row| {
            let entry = StoredEntry {
                kind: row.get(1)?,
                days: (row.get(2)?, row.get(3)?),
                body: row.get(4)?,
                claims: row.get(5)?,
                parties: row.get(6)?,
                persons: row.get(7)?,
            };
            Ok((row.get(0)?, entry))
        });
        rows.and_then(Iterator::collect).map_err(|e| self.wrong(e))
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

/// An entry with all that stands beside it, to compare; the lists as JSON, sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredEntry {
    pub(crate) kind: String,
    pub(crate) days: (Option<String>, Option<String>),
    pub(crate) body: String,
    pub(crate) claims: String,
    pub(crate) parties: String,
    pub(crate) persons: String,
}

fn stored(mut row: Row) -> serde_json::Result<StoredEntry> {
    let (first, last) = row.first_and_last();
    row.claims.sort();
    Ok(StoredEntry {
        kind: row.kind.to_owned(),
        days: (first, last),
        body: row.body?,
        claims: serde_json::to_string(&row.claims)?,
        parties: serde_json::to_string(&row.parties)?,
        persons: serde_json::to_string(&row.persons)?,
    })
}

fn entries(reports: &[Report], promised: &Promised, decisions: &Decisions) -> Vec<Row> {
    let (people, identities) = people::people(reports, decisions);
    let mut groups = match_encounters::groups(reports, &identities);
    decisions.regroup("encounter", &mut groups, |telling| {
        (telling.report.article.id.clone(), telling.claim.id.clone())
    });
    let encounters = encounters(&groups, &people, decisions);
    let by_id: BTreeMap<&PersonId, &Person> = people.iter().map(|person| (&person.id, person)).collect();
    let mut rows: Vec<Row> = people.iter().map(person_row).collect();
    rows.extend(encounters.iter().map(|encounter| encounter_row(encounter, &encounters, &by_id)));
    let days = days(reports, &encounters);
    rows.extend(tenures::rows(reports, &identities, &by_id, &days));
    rows.extend(figures::rows(reports, decisions, &days));
    rows.extend(said::rows(reports, &identities, &by_id, decisions));
    rows.extend(promises::rows(reports, promised, decisions, &days));
    rows.extend(papers::rows(reports, decisions, &days));
    rows
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

fn person_row(person: &Person) -> Row {
    let days = person.capacities.iter().filter_map(|held| held.first).min();
    let persons = BTreeSet::from([person.id.clone()]);
    Row::of(person, days, person.country.iter().cloned().collect(), persons)
}

fn write(step: &Connection, rows: &[Row]) -> rusqlite::Result<()> {
    step.execute(include_str!("sql/forget_entries.sql"), [])?;
    for row in rows {
        let body = match &row.body {
            Ok(body) => body,
            Err(wrong) => return Err(rusqlite::Error::ToSqlConversionFailure(wrong.to_string().into())),
        };
        let (first, last) = row.first_and_last();
        step.prepare_cached(include_str!("sql/new_entry.sql"))?
            .execute(params![row.id, row.kind, first, last, body])?;
        link(
            step,
            include_str!("sql/new_entry_party.sql"),
            &row.id,
            row.parties.iter().map(|party| &party.0),
        )?;
        link(
            step,
            include_str!("sql/new_entry_person.sql"),
            &row.id,
            row.persons.iter().map(|person| &person.0),
        )?;
        for (document, claim) in &row.claims {
            step.prepare_cached(include_str!("sql/new_entry_claim.sql"))?
                .execute(params![row.id, document, claim])?;
        }
    }
    search::renew_fields(step, rows)?;
    step.execute(include_str!("sql/set_stale.sql"), [0]).map(|_| ())
}

fn link<'v>(
    step: &Connection,
    sql: &str,
    entry: &str,
    values: impl Iterator<Item = &'v String>,
) -> rusqlite::Result<()> {
    for value in values {
        step.prepare_cached(sql)?.execute(params![entry, value])?;
    }
    Ok(())
}
