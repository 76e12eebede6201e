//! Joining: from all claims to all entries, always from the beginning, so that
//! the ledger never depends on the order in which documents came.

use std::collections::{BTreeMap, BTreeSet};

use record::{Edtf, PartyId, PersonId};
use rusqlite::params;

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
    said, tenures,
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
        let entries = self.joined()?;
        let path = self.path.clone();
        let step = self.db.transaction().map_err(|source| Error::Sqlite { path, source })?;
        let written = write(&step, &entries).and_then(|()| step.commit());
        written.map_err(|source| self.wrong(source))
    }

    fn joined(&self) -> Result<Vec<Row>, Error> {
        let reports = self.reports()?;
        let decisions = Decisions::of(&self.held_corrections()?, &reports);
        let promised = Promised::of(&reports, self.passages(&reports)?);
        Ok(entries(&reports, &promised, &decisions))
    }

    /// The ids and bodies that the entries must have by the claims, sorted.
    pub(crate) fn expected_entries(&self) -> Result<BTreeMap<String, String>, Error> {
        let rows = self.joined()?.into_iter().map(|row| Ok((row.id, row.body?)));
        let rows: serde_json::Result<_> = rows.collect();
        rows.map_err(|source| Error::Damaged { what: "an entry".to_owned(), source })
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
    let voices: BTreeSet<String> = sources.iter().map(|source| source.voice().to_owned()).collect();
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

fn write(step: &rusqlite::Transaction<'_>, rows: &[Row]) -> rusqlite::Result<()> {
    step.execute(include_str!("sql/forget_entries.sql"), [])?;
    for row in rows {
        let body = match &row.body {
            Ok(body) => body,
            Err(wrong) => return Err(rusqlite::Error::ToSqlConversionFailure(wrong.to_string().into())),
        };
        let (first, last) = (
            row.days.map(|days| days.first_day().to_string()),
            row.days.map(|days| days.last_day().to_string()),
        );
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
    step.execute(include_str!("sql/set_stale.sql"), [0]).map(|_| ())
}

fn link<'v>(
    step: &rusqlite::Transaction<'_>,
    sql: &str,
    entry: &str,
    values: impl Iterator<Item = &'v String>,
) -> rusqlite::Result<()> {
    for value in values {
        step.prepare_cached(sql)?.execute(params![entry, value])?;
    }
    Ok(())
}
