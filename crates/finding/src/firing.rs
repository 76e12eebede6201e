//! Firings: where rules fit a document, before what they find is joined.

use std::collections::{BTreeMap, BTreeSet};

use record::{Offsets, Record, Span, fold};
use rulebook::Makes;

use crate::{
    actors,
    clause::Clauses,
    encounter,
    matcher::{Found, Matcher, Value},
    record_of::actor,
};

/// A record, and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced {
    /// What the document says.
    pub record: Record,
    /// Every place where a rule fits, rule by rule.
    pub firings: Vec<Firing>,
}

/// A place where a rule fits, whether or not an item came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firing {
    /// The rule, as in the `by` of an item: its file, or the grammar
    /// (`encounters/clause`).
    pub by: String,
    /// What the rule makes.
    pub makes: Makes,
    /// The sentence, counted from 0.
    pub sentence: usize,
    /// The words that tell what is meant: the verb or noun of a contact, the
    /// value of a figure, all words of a formula.
    pub core: Span,
    /// What it tells, by role; a role it does not tell is not there.
    pub tells: BTreeMap<Role, BTreeSet<String>>,
}

/// What two rules may tell differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The kind of contact.
    Kind,
    /// Who takes part.
    Participants,
    /// Who receives.
    Hosts,
    /// Who comes.
    Guests,
    /// Where.
    Place,
    /// The day of a contact, the period of a figure.
    Date,
    /// What a figure measures.
    Measure,
}

impl Role {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Participants => "participants",
            Self::Hosts => "hosts",
            Self::Guests => "guests",
            Self::Place => "place",
            Self::Date => "date",
            Self::Measure => "measure",
        }
    }
}

impl Firing {
    /// Whether two rules fit the same words.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.makes == other.makes
            && self.sentence == other.sentence
            && self.core.start < other.core.end
            && other.core.start < self.core.end
    }

    /// What two rules that fit the same words tell differently: each says
    /// something that the other does not. Who only says less does not disagree.
    pub fn conflicts(&self, other: &Self) -> Vec<Role> {
        if !self.is_beside(other) {
            return Vec::new();
        }
        let differ = |role: &Role, own: &BTreeSet<String>| {
            let theirs = other.tells.get(role);
            theirs.is_some_and(|theirs| !own.is_subset(theirs) && !theirs.is_subset(own))
        };
        self.tells.iter().filter(|(role, own)| differ(role, own)).map(|(role, _)| *role).collect()
    }
}

/// Every place where a rule fits.
pub(crate) fn firings(clauses: Clauses<'_>) -> Vec<Firing> {
    let matcher = clauses.matcher;
    let offsets = Offsets::new(&matcher.reading.document.text);
    let contacts = encounter::found(clauses).into_iter().map(|found| (Makes::Encounter, found));
    let rules = matcher.reader.rulebook().rules.iter().filter(|rule| rule.makes != Makes::Encounter);
    let others = rules.flat_map(|rule| matcher.find(rule).into_iter().map(|found| (rule.makes, found)));
    contacts.chain(others).map(|(makes, found)| firing(matcher, &offsets, makes, &found)).collect()
}

fn firing(matcher: Matcher<'_>, offsets: &Offsets<'_>, makes: Makes, found: &Found<'_>) -> Firing {
    let core = match makes {
        Makes::Encounter => found.anchor..found.anchor + 1,
        Makes::Figure => found.slot("value").map_or(found.tokens.clone(), |slot| slot.tokens.clone()),
        Makes::Formula | Makes::Term => found.tokens.clone(),
    };
    let mut tells: BTreeMap<Role, BTreeSet<String>> = BTreeMap::new();
    let kind = if makes == Makes::Encounter { encounter::telling::kind_of(found) } else { None };
    if let Some(kind) = kind {
        tells.insert(Role::Kind, [kind.to_string()].into());
    }
    for slot in &found.slots {
        for (role, values) in told(matcher, &slot.name, &slot.value, slot.tokens.clone()) {
            tells.entry(role).or_default().extend(values);
        }
    }
    let core = offsets.span(&actors::bytes(matcher.reading, core.start, core.end));
    Firing { by: found.by.to_owned(), makes, sentence: found.sentence, core, tells }
}

/// What a slot tells, by role.
fn told(
    matcher: Matcher<'_>,
    name: &str,
    value: &Value,
    tokens: std::ops::Range<usize>,
) -> Vec<(Role, BTreeSet<String>)> {
    match (name, value) {
        ("host" | "guest" | "who" | "with", Value::Actors(who)) => {
            let who: BTreeSet<String> = who.iter().map(|who| actor(who).to_string()).collect();
            let role = match name {
                "host" => Some(Role::Hosts),
                "guest" => Some(Role::Guests),
                _ => None,
            };
            let role = role.map(|role| (role, who.clone()));
            role.into_iter().chain([(Role::Participants, who)]).collect()
        }
        ("place", Value::Place(place)) => vec![(Role::Place, [place.name.clone()].into())],
        ("date" | "period", Value::Date(when)) => {
            when.value.iter().map(|date| (Role::Date, [date.to_string()].into())).collect()
        }
        ("measure", _) => {
            let words = fold(&actors::words(matcher.reading, tokens.start, tokens.end));
            vec![(Role::Measure, words.split_whitespace().map(str::to_owned).collect())]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn firing(by: &str, core: (usize, usize), tells: &[(Role, &[&str])]) -> Firing {
        let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        Firing {
            by: by.to_owned(),
            makes: Makes::Figure,
            sentence: 0,
            core: Span { start: core.0, end: core.1 },
            tells: tells.iter().map(|(role, told)| (*role, values(told))).collect(),
        }
    }

    #[test]
    fn who_says_less_does_not_disagree() {
        let trade = firing("a", (5, 9), &[(Role::Measure, &["two-way", "trade"]), (Role::Date, &["2023"])]);
        let less = firing("b", (8, 12), &[(Role::Measure, &["trade"])]);
        let other = firing("c", (5, 9), &[(Role::Measure, &["exports"]), (Role::Date, &["2023"])]);
        let apart = firing("d", (9, 12), &[(Role::Measure, &["exports"])]);
        assert!(trade.is_beside(&less) && trade.conflicts(&less).is_empty());
        assert_eq!(trade.conflicts(&other), [Role::Measure]);
        assert_eq!(other.conflicts(&trade), [Role::Measure]);
        assert!(trade.conflicts(&apart).is_empty());
    }
}
