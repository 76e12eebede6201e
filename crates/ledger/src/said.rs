//! Statements, commitments, instruments and milestones: what one document says, as
//! an entry. Papers and occasions of one name are one entry; what is said and
//! promised is not joined across documents.

use std::collections::{BTreeMap, BTreeSet};

use record::{Act, Actor, Area, Edtf, Force, InstrumentStatus, MilestoneStatus, PartyId, PersonId};
use serde::{Deserialize, Serialize};

use crate::{
    entry::{Person, Quoted, Source},
    join::{Row, claims_of, entry_id, evidence, found_by, voices},
    match_encounters::identify,
    people::{Identities, words},
    report::Report,
};

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Stable as long as its claim is.
    pub id: String,
    /// Who said it.
    pub speakers: Vec<Actor>,
    /// What the speaker does by it.
    pub act: Act,
    /// To whom.
    pub addressees: Vec<Actor>,
    /// What it is about.
    pub areas: Vec<Area>,
    /// Whether the words are the speaker's own.
    pub quoted: bool,
    /// The day of the report.
    pub date: Option<Edtf>,
    /// The names of the persons above.
    pub names: BTreeMap<PersonId, String>,
    /// The words.
    pub evidence: Vec<Quoted>,
    /// The rule that found it.
    pub by: String,
    /// The report.
    pub sources: Vec<Source>,
    /// Whose voice the report is.
    pub voices: Vec<String>,
}

/// What a side bound itself to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Stable as long as its claim is.
    pub id: String,
    /// Who is bound.
    pub parties: Vec<PartyId>,
    /// How firmly.
    pub force: Force,
    /// Who benefits.
    pub to: Vec<PartyId>,
    /// What it is about.
    pub areas: Vec<Area>,
    /// By when.
    pub deadline: Option<Edtf>,
    /// The day of the report.
    pub date: Option<Edtf>,
    /// The words.
    pub evidence: Vec<Quoted>,
    /// The rule that found it.
    pub by: String,
    /// The report.
    pub sources: Vec<Source>,
    /// Whose voice the report is.
    pub voices: Vec<String>,
}

/// A treaty, agreement, joint statement or other paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Stable as long as its first claim is.
    pub id: String,
    /// Its name as in the first source.
    pub name: String,
    /// Other names, sorted.
    pub aliases: Vec<String>,
    /// Convention, agreement, memorandum and so on.
    pub kind: String,
    /// How far it has come, by the latest report.
    pub status: InstrumentStatus,
    /// When that was.
    pub date: Option<Edtf>,
    /// Whose it is.
    pub parties: Vec<PartyId>,
    /// The words of all sources.
    pub evidence: Vec<Quoted>,
    /// The rule that found it in its first source.
    pub by: String,
    /// Every document that names it.
    pub sources: Vec<Source>,
    /// Independent voices among the sources, sorted.
    pub voices: Vec<String>,
}

/// A congress, election or anniversary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Stable as long as its first claim is.
    pub id: String,
    /// Its name as in the first source.
    pub what: String,
    /// Past, upcoming or ongoing, by the latest report.
    pub status: Option<MilestoneStatus>,
    /// When.
    pub date: Option<Edtf>,
    /// Whose it is.
    pub party: Option<PartyId>,
    /// The words of all sources.
    pub evidence: Vec<Quoted>,
    /// The rule that found it in its first source.
    pub by: String,
    /// Every document that names it.
    pub sources: Vec<Source>,
    /// Independent voices among the sources, sorted.
    pub voices: Vec<String>,
}

/// The rows of all these entries.
pub(crate) fn rows(
    reports: &[Report],
    identities: &Identities,
    people: &BTreeMap<&PersonId, &Person>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for report in reports {
        rows.extend(report.statements.iter().map(|claim| statement(report, claim, identities, people)));
        rows.extend(report.commitments.iter().map(|claim| commitment(report, claim)));
    }
    rows.extend(instruments(reports).iter().map(instrument_row));
    rows.extend(milestones(reports).iter().map(milestone_row));
    rows
}

fn statement(
    report: &Report,
    claim: &record::Statement,
    identities: &Identities,
    people: &BTreeMap<&PersonId, &Person>,
) -> Row {
    let all = |actors: &[Actor]| -> Vec<Actor> {
        actors.iter().map(|actor| identify(report, actor, identities)).collect()
    };
    let (speakers, addressees) = (all(&claim.speakers), all(&claim.addressees));
    let persons: BTreeSet<PersonId> = speakers
        .iter()
        .chain(&addressees)
        .filter_map(|actor| if let Actor::Person(id) = actor { Some(id.clone()) } else { None })
        .collect();
    let mut parties: BTreeSet<PartyId> =
        persons.iter().filter_map(|id| people.get(id)?.country.clone()).collect();
    parties.extend(speakers.iter().chain(&addressees).filter_map(|actor| match actor {
        Actor::Party(party) => Some(party.clone()),
        _ => None,
    }));
    let sources = vec![report.source(&claim.id, claim.evidence.clone(), &claim.by)];
    let named = |id: &PersonId| people.get(id).map(|person| (id.clone(), person.name.clone()));
    let entry = Statement {
        id: entry_id('s', &sources),
        speakers,
        act: claim.act,
        addressees,
        areas: claim.areas.clone(),
        quoted: claim.quoted,
        date: report.day.map(Edtf::day),
        names: persons.iter().filter_map(named).collect(),
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
    };
    Row {
        id: entry.id.clone(),
        kind: "statement",
        days: entry.date,
        body: serde_json::to_string(&entry),
        claims: claims_of(&entry.sources),
        parties,
        persons,
    }
}

fn commitment(report: &Report, claim: &record::Commitment) -> Row {
    let sources = vec![report.source(&claim.id, claim.evidence.clone(), &claim.by)];
    let entry = Commitment {
        id: entry_id('c', &sources),
        parties: claim.parties.clone(),
        force: claim.force,
        to: claim.to.clone(),
        areas: claim.areas.clone(),
        deadline: claim.deadline,
        date: report.day.map(Edtf::day),
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
    };
    Row {
        id: entry.id.clone(),
        kind: "commitment",
        days: entry.date,
        body: serde_json::to_string(&entry),
        claims: claims_of(&entry.sources),
        parties: entry.parties.iter().chain(&entry.to).cloned().collect(),
        persons: BTreeSet::new(),
    }
}

/// Papers by name: two of one name are one unless their parties differ.
fn instruments(reports: &[Report]) -> Vec<Instrument> {
    let mut found: Vec<Instrument> = Vec::new();
    for (report, claim) in
        reports.iter().flat_map(|report| report.instruments.iter().map(move |claim| (report, claim)))
    {
        let source = report.source(&claim.id, claim.evidence.clone(), &claim.by);
        let is_same = |known: &Instrument| {
            words(&known.name) == words(&claim.name)
                && (known.parties.is_empty() || claim.parties.is_empty() || known.parties == claim.parties)
        };
        if let Some(known) = found.iter_mut().find(|known| is_same(known)) {
            let aliases: BTreeSet<String> = known.aliases.iter().chain(&claim.aliases).cloned().collect();
            known.aliases = aliases.into_iter().collect();
            // A later report that only mentions it says nothing of how far it has come.
            if claim.status != InstrumentStatus::Mentioned {
                (known.status, known.date) = (claim.status, claim.date.or(known.date));
            }
            if known.parties.is_empty() {
                known.parties.clone_from(&claim.parties);
            }
            known.sources.push(source);
            continue;
        }
        found.push(Instrument {
            id: String::new(),
            name: claim.name.clone(),
            aliases: claim.aliases.clone(),
            kind: claim.kind.clone(),
            status: claim.status,
            date: claim.date,
            parties: claim.parties.clone(),
            evidence: Vec::new(),
            by: String::new(),
            sources: vec![source],
            voices: Vec::new(),
        });
    }
    for entry in &mut found {
        entry.id = entry_id('i', &entry.sources);
        entry.voices = voices(&entry.sources);
        entry.evidence = evidence(&entry.sources);
        entry.by = found_by(&entry.sources);
    }
    found
}

/// Occasions by name, day and party.
fn milestones(reports: &[Report]) -> Vec<Milestone> {
    let mut found: Vec<Milestone> = Vec::new();
    for (report, claim) in
        reports.iter().flat_map(|report| report.milestones.iter().map(move |claim| (report, claim)))
    {
        let source = report.source(&claim.id, claim.evidence.clone(), &claim.by);
        let is_same = |known: &Milestone| {
            words(&known.what) == words(&claim.what) && known.date == claim.date && known.party == claim.party
        };
        if let Some(known) = found.iter_mut().find(|known| is_same(known)) {
            known.status = claim.status.or(known.status);
            known.sources.push(source);
            continue;
        }
        found.push(Milestone {
            id: String::new(),
            what: claim.what.clone(),
            status: claim.status,
            date: claim.date,
            party: claim.party.clone(),
            evidence: Vec::new(),
            by: String::new(),
            sources: vec![source],
            voices: Vec::new(),
        });
    }
    for entry in &mut found {
        entry.id = entry_id('m', &entry.sources);
        entry.voices = voices(&entry.sources);
        entry.evidence = evidence(&entry.sources);
        entry.by = found_by(&entry.sources);
    }
    found
}

fn instrument_row(entry: &Instrument) -> Row {
    Row {
        id: entry.id.clone(),
        kind: "instrument",
        days: entry.date,
        body: serde_json::to_string(entry),
        claims: claims_of(&entry.sources),
        parties: entry.parties.iter().cloned().collect(),
        persons: BTreeSet::new(),
    }
}

fn milestone_row(entry: &Milestone) -> Row {
    Row {
        id: entry.id.clone(),
        kind: "milestone",
        days: entry.date,
        body: serde_json::to_string(entry),
        claims: claims_of(&entry.sources),
        parties: entry.party.iter().cloned().collect(),
        persons: BTreeSet::new(),
    }
}
