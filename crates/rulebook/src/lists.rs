//! What the TSV files hold: one fact a row.
//!
//! Every file also has a column `source`, which is checked and not kept.

use record::{Edtf, PartyId};

/// A state of ISO 3166-1: `rules/states.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-2.
    pub code: PartyId,
    /// Common English name: `Vietnam`.
    pub name: String,
    /// Formal name: `Socialist Republic of Viet Nam`; empty where it is the common one.
    pub official: String,
    /// Other names, formal name included: `Viet Nam`.
    pub also: Vec<String>,
    /// Adjectives: `Vietnamese`.
    pub adjectives: Vec<String>,
    /// Words for its people other than the adjective: `Danes`.
    pub people: Vec<String>,
    /// Capital cities, the seat of government first, each with its spellings, the
    /// English label first: `[["Hanoi", "Hà Nội"]]`. Never an empty city.
    pub capitals: Vec<Vec<String>>,
    /// Titles of the head of state: `President`; empty where there is none.
    pub head_of_state: Vec<String>,
    /// Titles of the head of government where it is another office: `Prime Minister`.
    pub head_of_government: Vec<String>,
}

/// An international organisation: `rules/organisations.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// `ORG:` and its acronym.
    pub code: PartyId,
    /// Full name.
    pub name: String,
    /// Acronym and other names.
    pub also: Vec<String>,
}

/// A named body of a party: `rules/bodies.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its full English name: `Communist Party of Vietnam`.
    pub name: String,
    /// Acronyms and other names: `CPV`.
    pub also: Vec<String>,
    /// Political party, ministry, parliament, court, force, agency.
    pub kind: String,
    /// The state or organisation it belongs to; none for a generic word
    /// (`Ministry of Foreign Affairs`).
    pub party: Option<PartyId>,
}

/// An office that states, organisations and bodies have: `rules/offices.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The phrase in text, folded: `foreign minister`.
    pub phrase: String,
    /// Other forms of the phrase, plurals included: `foreign ministers`.
    pub forms: Vec<String>,
    /// The title as labels write it: `Minister for Foreign Affairs`.
    pub title: String,
    /// `head of state`, `head of government`, `party leader`, `minister`, ...
    pub level: String,
    /// The state or organisation that alone has such an office, if one.
    pub party: Option<PartyId>,
}

/// A city or region: `rules/places.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// English name: `Ho Chi Minh City`.
    pub name: String,
    /// Other names.
    pub also: Vec<String>,
    /// Its state.
    pub country: PartyId,
}

/// A building or room where people meet: `rules/venues.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// `White House`.
    pub name: String,
    /// Other names.
    pub also: Vec<String>,
    /// The city it stands in: `Washington`.
    pub city: String,
    /// Its state.
    pub country: PartyId,
}

/// The lists that code reads by name; every other list must occur in a pattern.
///
/// All of them exist in a loaded rulebook.
pub const CODE_LISTS: &[&str] = &[
    "ahead",
    "approx",
    "area",
    "ballot",
    "body_noun",
    "cancelled",
    "change",
    "commit",
    "commit_noun",
    "contact_verb",
    "credentials",
    "currency",
    "denied",
    "encounter_verb",
    "entered_office",
    "feeling",
    "function_word",
    "goal",
    "group_adjective",
    "group_noun",
    "hedge",
    "hold",
    "honorific",
    "host",
    "initiative_noun",
    "installed",
    "instrument",
    "kept_day",
    "known_paper",
    "left_office",
    "measure",
    "meet",
    "milestone",
    "month",
    "name_particle",
    "not_name",
    "number",
    "occasion_noun",
    "ordinal",
    "pair",
    "paper_act",
    "paper_verb",
    "part_of_period",
    "pay",
    "period",
    "planned",
    "postponed",
    "relation_adjective",
    "relation_noun",
    "removed",
    "same_day",
    "season",
    "side_noun",
    "speech",
    "speech_carrier",
    "speech_noun",
    "spouse",
    "stage",
    "term_noun",
    "threat",
    "unit",
    "unquoted",
    "untaken",
    "way",
    "weekday",
];

/// Somebody who led a state or organisation or spoke for it abroad:
/// `rules/leaders.tsv`. Tells whose side a name is on where a text does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// The name, or the surname alone.
    pub name: String,
    /// Whose leader.
    pub party: PartyId,
    /// The month in which the first term began.
    pub from: Edtf,
    /// The month in which the last term ended; none if it goes on.
    pub to: Option<Edtf>,
}

/// A word list that patterns refer to: `rules/lists/<name>.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The file's stem.
    pub name: String,
    /// Its rows.
    pub entries: Vec<Entry>,
}

/// One row of a word list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The phrase, folded: `state visit`.
    pub phrase: String,
    /// Its other forms: `state visits`.
    pub forms: Vec<String>,
    /// What it stands for; the phrase itself where the column is empty.
    pub means: String,
}
