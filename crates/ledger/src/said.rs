//! Statements: what one document says, as an entry. They are not joined across
//! documents.

use std::collections::{BTreeMap, BTreeSet};

use record::{Act, Actor, Area, Edtf, PartyId, PersonId};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Ledger,
    claim::{Claim, Claimed, sources},
    corrected::Decisions,
    entry::{Quoted, Source},
    join::{Put, Row, entry_id, evidence, found_by, voices},
    people::People,
    report::{self, Report, by_document},
    telling::identify,
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
    /// The corrections that speak of it, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<i64>,
}

impl Ledger {
    /// Gives the rows of all statements to `put`. Only those of documents that
    /// decisions name are held at once.
    pub(crate) fn statement_rows(
        &self,
        (reports, people): (&[Report], &People),
        decisions: &Decisions,
        put: &mut Put<'_>,
    ) -> Result<(), Error> {
        let by_document = by_document(reports);
        let mut held: Vec<(&Report, record::Statement)> = Vec::new();
        let put = &mut |entry: Statement| put(row(&entry, people));
        self.each_claim(&[record::Statement::KIND], &mut |document, kind, body| {
            let Some(report) = by_document.get(document).copied() else {
                return Ok(());
            };
            let claim = report::claim(document, kind, body)?;
            if decisions.name(kind, document) {
                held.push((report, claim));
                return Ok(());
            }
            statement(&[Claimed { report, claim: &claim }], people).map_or(Ok(()), &mut *put)
        })?;
        held.sort_by(|(left, first), (right, second)| {
            (&left.article.id, &first.id).cmp(&(&right.article.id, &second.id))
        });
        let groups = held.iter().map(|(report, claim)| vec![Claimed { report, claim }]).collect();
        decisions.corrected(groups, |group| statement(group, people), put)
    }
}

fn statement(group: &[Claimed<'_, record::Statement>], people: &People) -> Option<Statement> {
    let Claimed { report, claim } = group.first()?;
    let all = |actors: &[Actor]| -> Vec<Actor> {
        actors.iter().filter_map(|actor| identify(report, actor)).collect()
    };
    let (speakers, addressees) = (all(&claim.speakers), all(&claim.addressees));
    let named = |id: PersonId| people.get(&id).map(|person| (id, person.name.clone()));
    let sources = sources(group);
    Some(Statement {
        id: entry_id('s', &sources),
        names: persons(&speakers, &addressees).filter_map(named).collect(),
        speakers,
        act: claim.act,
        addressees,
        areas: claim.areas.clone(),
        quoted: claim.quoted,
        date: report.day.map(Edtf::day),
        evidence: evidence(&sources),
        by: found_by(&sources),
        voices: voices(&sources),
        sources,
        corrections: Vec::new(),
    })
}

fn persons<'a>(speakers: &'a [Actor], addressees: &'a [Actor]) -> impl Iterator<Item = PersonId> + 'a {
    speakers
        .iter()
        .chain(addressees)
        .filter_map(|actor| if let Actor::Person(id) = actor { Some(id.clone()) } else { None })
}

fn row(entry: &Statement, people: &People) -> Row {
    let persons: BTreeSet<PersonId> = persons(&entry.speakers, &entry.addressees).collect();
    let mut parties: BTreeSet<PartyId> =
        persons.iter().filter_map(|id| people.get(id)?.country.clone()).collect();
    parties.extend(entry.speakers.iter().chain(&entry.addressees).filter_map(|actor| match actor {
        Actor::Party(party) => Some(party.clone()),
        _ => None,
    }));
    Row::of(entry, entry.date, parties, persons)
}
