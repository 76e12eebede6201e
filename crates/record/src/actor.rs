//! Who acts: a person of this record, a party, or a group given in words.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A person: within one record `p1`, `p2`, ... in order of first mention; in
/// the ledger `p-` and the folded name, `p-to-lam-vn`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub String);

/// A state (ISO 3166-1 alpha-2, `VN`) or an organisation (`ORG:ASEAN`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartyId(pub String);

impl PartyId {
    /// Whether this is a state rather than an organisation.
    pub fn is_state(&self) -> bool {
        self.0.len() == 2 && self.0.bytes().all(|byte| byte.is_ascii_uppercase())
    }
}

impl fmt::Display for PartyId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One side of an act. Travels as one string: `p1`, `VN`, `ORG:ASEAN` or
/// `group:staff of the embassy`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// A person of the same record.
    Person(PersonId),
    /// A state or an organisation.
    Party(PartyId),
    /// People known only by the words for them.
    Group(String),
}

impl Actor {
    /// Reads the one-string form. Any text is lawful: what is neither a person
    /// id, a party nor a `group:` is a group of those words.
    pub fn parse(text: &str) -> Self {
        if let Some(words) = text.strip_prefix("group:") {
            return Self::Group(words.to_owned());
        }
        let of_record = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
        let of_ledger = |rest: &str| rest.len() > 1 && rest.starts_with('-');
        if text.strip_prefix('p').is_some_and(|rest| of_record(rest) || of_ledger(rest)) {
            return Self::Person(PersonId(text.to_owned()));
        }
        let party = PartyId(text.to_owned());
        if party.is_state() || text.starts_with("ORG:") {
            return Self::Party(party);
        }
        Self::Group(text.to_owned())
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => out.write_str(&id.0),
            Self::Party(id) => out.write_str(&id.0),
            Self::Group(words) => write!(out, "group:{words}"),
        }
    }
}

impl Serialize for Actor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actor_strings_return() {
        for text in ["p12", "p-to-lam-vn", "VN", "ORG:ASEAN", "group:staff of the embassy"] {
            assert_eq!(Actor::parse(text).to_string(), text);
        }
        assert_eq!(Actor::parse("the press"), Actor::Group("the press".to_owned()));
    }
}
