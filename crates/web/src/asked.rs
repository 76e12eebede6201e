//! What is asked: the parameters of an address, read into a filter.

use axum::extract::{Query, rejection::QueryRejection};
use ledger::Filter;
use record::{Edtf, EncounterKind, PartyId};

use crate::refusal::Refusal;

/// Parameters as they came, before anything is believed of them.
pub(crate) type Asked = Result<Query<Vec<(String, String)>>, QueryRejection>;

/// The most characters a parameter may have.
const MOST_CHARS: usize = 200;

/// Reads parameters into a filter. Empty ones, as forms send them, ask nothing.
///
/// # Errors
///
/// [`Refusal::Parameter`] for a parameter that is not among `allowed`, comes
/// twice or cannot be read.
pub(crate) fn filter(asked: Asked, allowed: &[&'static str]) -> Result<Filter, Refusal> {
    let Ok(Query(pairs)) = asked else {
        return Err(wrong("query", "write it as name=value&name=value, percent-encoded UTF-8".to_owned()));
    };
    let mut filter = Filter::default();
    let mut seen = Vec::new();
    for (name, value) in &pairs {
        let Some(known) = allowed.iter().find(|known| **known == name.as_str()) else {
            return Err(wrong(
                "query",
                format!("there is no such parameter here; use {}", allowed.join(", ")),
            ));
        };
        if seen.contains(known) {
            return Err(wrong(known, "is given twice; give it once".to_owned()));
        }
        seen.push(*known);
        let value = value.trim();
        if value.chars().count() > MOST_CHARS {
            return Err(wrong(known, format!("is longer than {MOST_CHARS} characters; shorten it")));
        }
        // What bytes that are no UTF-8 are decoded to.
        if value.contains('\u{fffd}') {
            return Err(wrong(known, "is not UTF-8; percent-encode it as UTF-8".to_owned()));
        }
        if !value.is_empty() {
            set(&mut filter, known, value)?;
        }
    }
    if let (Some(since), Some(until)) = (filter.since, filter.until)
        && until < since
    {
        return Err(wrong("until", "lies before since; exchange the two".to_owned()));
    }
    Ok(filter)
}

fn set(filter: &mut Filter, name: &str, value: &str) -> Result<(), Refusal> {
    let date = || value.parse::<Edtf>().map_err(|error| wrong(name, error.to_string()));
    match name {
        "between" => filter.between = parties(value)?,
        "person" => filter.person = Some(value.to_owned()),
        "kind" => {
            let kind = value.parse::<EncounterKind>();
            filter.kind = Some(kind.map_err(|error| wrong(name, error.to_string()))?);
        }
        // A month or year is asked for from its first day, or to its last.
        "since" => filter.since = Some(date()?.first_day()),
        _ => filter.until = Some(date()?.last_day()),
    }
    Ok(())
}

/// Reads `VN,LA` or `VN,ORG:ASEAN`.
fn parties(value: &str) -> Result<Vec<PartyId>, Refusal> {
    let mut parties = Vec::new();
    for code in value.split(',') {
        let Some(party) = party(code.trim()) else {
            let message = "write codes of states or organisations with commas between: VN,LA or VN,ORG:ASEAN";
            return Err(wrong("between", message.to_owned()));
        };
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    Ok(parties)
}

/// A party by its code in any case, or nothing if it is not one.
pub(crate) fn party(code: &str) -> Option<PartyId> {
    let party = PartyId(code.to_ascii_uppercase());
    let is_name =
        |name: &str| !name.is_empty() && !name.contains(|c: char| c.is_control() || c.is_whitespace());
    // An organisation's code keeps its case.
    match code.strip_prefix("ORG:") {
        Some(name) => is_name(name).then(|| PartyId(code.to_owned())),
        None => party.is_state().then_some(party),
    }
}

/// The refusal of a parameter.
pub(crate) fn wrong(name: &str, message: String) -> Refusal {
    Refusal::Parameter { name: name.to_owned(), message }
}
