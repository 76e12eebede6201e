//! A relationship at a glance: last meetings by level, encounters, figures,
//! the formula's history.

use ledger::{Encounter, Figure, Formula, Person};
use record::{Actor, EncounterKind, PartyId, Status};

use crate::{
    phrase::{Names, date, parties, plain},
    table,
};

/// All that the ledger holds on two parties.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The two, in the order asked for.
    pub parties: [PartyId; 2],
    /// Encounters between them, by date.
    pub encounters: Vec<Encounter>,
    /// Their people.
    pub people: Vec<Person>,
    /// Their figures.
    pub figures: Vec<Figure>,
    /// Their formulas.
    pub formulas: Vec<Formula>,
}

/// The last meeting at one level.
#[derive(Clone, Debug)]
pub struct LevelRow<'r> {
    /// The level's name.
    pub level: &'static str,
    /// The last meeting held, if the ledger holds one.
    pub last: Option<&'r Encounter>,
}

/// Levels of office, highest first, as the list of offices names them.
const LEVELS: &[(&str, &[&str])] = &[
    ("leaders (head of state or party)", &["head of state", "monarch", "party leader"]),
    ("heads of government", &["head of government"]),
    ("speakers of parliament", &["speaker"]),
    ("ministers", &["minister", "deputy head"]),
    ("other officials", &[]),
];

impl Relation {
    /// The last meeting held at each level: the level of a meeting is that of
    /// the lower of the two sides' highest officials.
    pub fn last_by_level(&self) -> Vec<LevelRow<'_>> {
        let levels = LEVELS.iter().enumerate().map(|(idx, (level, _))| {
            let at_level = |entry: &&Encounter| self.level(entry) == Some(idx);
            LevelRow { level, last: self.meetings().rfind(at_level) }
        });
        levels.collect()
    }

    /// Dated meetings and calls that were held, by date.
    fn meetings(&self) -> impl DoubleEndedIterator<Item = &Encounter> {
        self.encounters.iter().filter(|entry| {
            let is_contact = !entry.kind.is_visit()
                && !matches!(
                    entry.kind,
                    EncounterKind::WelcomeCeremony | EncounterKind::Signing | EncounterKind::Congress
                );
            is_contact && entry.status == Status::Held && entry.date.is_some()
        })
    }

    fn level(&self, entry: &Encounter) -> Option<usize> {
        let side = |party: &PartyId| {
            let ranks = entry.participants.iter().filter_map(|actor| match actor {
                Actor::Person(id) => {
                    let person = self.people.iter().find(|person| person.id == *id)?;
                    (person.country.as_ref() == Some(party)).then(|| rank(person, entry))
                }
                _ => None,
            });
            ranks.min()
        };
        let [left, right] = &self.parties;
        Some(side(left)?.max(side(right)?))
    }
}

/// The highest level among the offices in which a person took part.
fn rank(person: &Person, entry: &Encounter) -> usize {
    let labels = entry.capacities.get(&person.id);
    let held = person
        .capacities
        .iter()
        .filter(|held| labels.is_none_or(|labels| labels.contains(&held.capacity.label)));
    let ranks = held.filter_map(|held| {
        let level = held.capacity.level.as_deref()?;
        LEVELS.iter().position(|(_, levels)| levels.contains(&level))
    });
    ranks.min().unwrap_or(LEVELS.len() - 1)
}

/// The relationship for a terminal of `width` columns.
pub fn relation_text(relation: &Relation, names: &Names, width: usize) -> String {
    let mut text = String::new();
    let title = relation.parties.each_ref().map(|party| names.of(party)).join(" – ");
    text.push_str(&format!("{title}\n{}\n\nLast meeting at each level\n", "═".repeat(title.chars().count())));
    for row in relation.last_by_level() {
        let last = row.last.map_or_else(
            || "no evidence held".to_owned(),
            |entry| {
                let place =
                    entry.place.as_ref().map_or(String::new(), |place| format!(", {}", plain(&place.name)));
                format!("{}  {}{place}  ({})", date(entry.date.as_ref()), entry.kind, entry.id)
            },
        );
        text.push_str(&format!("  {:<34}{last}\n", row.level));
    }
    text.push_str(&format!("\nEncounters ({})\n", relation.encounters.len()));
    text.push_str(&table::encounters(&relation.encounters, names).text(width));
    text.push_str("* the date is inferred from the day of the report or from other reports, the place from the other parts of the visit\n");
    text.push_str(&format!("\nFigures ({})\n", relation.figures.len()));
    text.push_str(&table::figures(&relation.figures, names).text(width));
    text.push_str("\nThe formula of the relation\n");
    text.push_str(&formula_history(relation, names));
    text
}

/// Each wording with its first use, and what came into it.
fn formula_history(relation: &Relation, names: &Names) -> String {
    let mut text = String::new();
    for formula in &relation.formulas {
        let added = match formula.new.as_slice() {
            [] => String::new(),
            new => format!("  ← added: {}", plain(&new.join(", "))),
        };
        let uses = format!("{} to {}", date(formula.first.as_ref()), date(formula.last.as_ref()));
        let whose = if formula.relation.as_slice() == sorted(&relation.parties) {
            String::new()
        } else {
            format!(" [{}]", parties(&formula.relation, names))
        };
        text.push_str(&format!(
            "  {uses:<24}  {}{whose}{added}  ({}, {} sources)\n",
            plain(&formula.terms.join(" · ")),
            formula.id,
            formula.sources.len()
        ));
    }
    text
}

fn sorted(parties: &[PartyId; 2]) -> Vec<PartyId> {
    let mut sorted = parties.to_vec();
    sorted.sort();
    sorted
}
