//! Fields: what an entry can be asked by, as tokens.

use std::collections::BTreeSet;

use record::PartyId;
use serde_json::Value;

use super::{
    query::{kind_token, party_token},
    tokens::words,
};
use crate::join::Row;

/// What an entry can be asked by.
pub(crate) struct EntryFields {
    pub(crate) tokens: BTreeSet<String>,
    /// What a list calls it; nothing for one that its words tell best.
    pub(crate) label: Option<String>,
}

/// How the token of a person's name begins.
pub(crate) const PERSON: &str = "person·";

/// What one entry can be asked by, but for the names of its persons: those stand with
/// the persons.
pub(crate) fn of(row: &Row) -> EntryFields {
    // Of the others nothing in their bodies is asked for.
    let body = if matches!(row.kind, "person" | "encounter") { body(row) } else { Value::Null };
    let mut tokens = BTreeSet::from([kind_token(row.kind)]);
    tokens.extend(row.parties.iter().map(|party| party_token("party", party)));
    if row.kind == "person" {
        tokens.extend(person(&body));
    }
    let label = match row.kind {
        "person" => text(&body, "name"),
        "encounter" => Some(encounter(&body, &mut tokens)),
        _ => None,
    };
    EntryFields { tokens, label }
}

fn body(row: &Row) -> Value {
    let body = row.body.as_ref().ok().and_then(|body| serde_json::from_str(body).ok());
    body.unwrap_or_default()
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn person(body: &Value) -> BTreeSet<String> {
    let spelled = list(body, "names").iter().filter_map(Value::as_str);
    spelled.flat_map(|name| all_name_tokens("person", name)).collect()
}

/// The tokens of whoever has a name with some words.
pub(crate) fn person_tokens(name: &str) -> Vec<String> {
    words(name).into_iter().map(|word| format!("{PERSON}{word}")).collect()
}

/// Each word of a name, and each two of them in the order of the alphabet.
fn all_name_tokens(field: &str, name: &str) -> BTreeSet<String> {
    let parts: BTreeSet<String> = words(name).into_iter().collect();
    let mut tokens: BTreeSet<String> = parts.iter().map(|word| format!("{field}·{word}")).collect();
    for (idx, first) in parts.iter().enumerate() {
        tokens.extend(parts.iter().skip(idx + 1).map(|second| format!("{field}·{first}·{second}")));
    }
    tokens
}

/// Adds an encounter's kinds and places; what a list calls it.
fn encounter(body: &Value, tokens: &mut BTreeSet<String>) -> String {
    let kind = text(body, "kind").unwrap_or_default();
    let told = list(body, "kinds").iter().filter_map(|told| text(told, "value"));
    tokens.extend(told.chain([kind.clone()]).map(|kind| kind_token(&kind)));
    let place = body.get("place").filter(|place| place.is_object());
    let places = list(body, "places").iter().filter_map(|told| told.get("value")).chain(place);
    for place in places {
        if let Some(name) = text(place, "name") {
            tokens.extend(all_name_tokens("place", &name));
            tokens.insert(format!("place·{}", words(&name).concat()));
        }
        tokens.extend(text(place, "country").map(|country| party_token("state", &PartyId(country))));
    }
    match place.and_then(|place| text(place, "name")) {
        Some(place) => format!("{kind}, {place}"),
        None => kind,
    }
}
