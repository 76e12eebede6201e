//! Records from elsewhere, before they are filed: nothing in them is trusted.

use std::collections::{BTreeMap, BTreeSet};

use record::{Actor, Offsets, PersonId, Record, SCHEMA, Span};

use crate::{Error, file::claims};

/// The longest text of one article, in bytes, as for one that is read.
const LONGEST_TEXT: usize = 4_000_000;

/// The longest id of a claim, in bytes.
const LONGEST_ID: usize = 64;

/// Refuses a record that is not sound in itself: another version, no text, ids
/// that do not match or repeat, spans without words, names of nothing.
pub(crate) fn check(record: &Record) -> Result<(), Error> {
    let fault = of_article(record).or_else(|| of_claims(record)).or_else(|| of_names(record));
    match fault {
        Some(reason) => Err(Error::Unfit { document: record.article.source.clone(), reason }),
        None => Ok(()),
    }
}

fn of_article(record: &Record) -> Option<String> {
    let article = &record.article;
    if record.schema != SCHEMA {
        return Some(format!(
            "its schema is `{}`, not `{SCHEMA}`; extract it with this release",
            record.schema
        ));
    }
    let Some(text) = &article.text else {
        return Some("it has no `article.text`; print it with: chancery extract --with-text".to_owned());
    };
    if text.trim().is_empty() {
        return Some("there is no text in it".to_owned());
    }
    if text.len() > LONGEST_TEXT {
        return Some(format!("{} MB of text is more than an article; split it", text.len() / 1_000_000));
    }
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if article.sha256.len() != 64 || !article.sha256.bytes().all(is_digit) {
        return Some("`article.sha256` is not 64 lower-case hexadecimal digits".to_owned());
    }
    if article.sha256.get(..16) != Some(article.id.as_str()) {
        return Some("`article.id` is not the first 16 digits of `article.sha256`".to_owned());
    }
    let length = text.chars().count();
    if article.length != length {
        return Some(format!(
            "`article.length` is {}, and its text has {length} code points",
            article.length
        ));
    }
    None
}

fn of_claims(record: &Record) -> Option<String> {
    let offsets = Offsets::new(record.article.text.as_deref().unwrap_or_default());
    let mut ids = BTreeSet::new();
    for (kind, id, _, spans) in claims(record) {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if id.is_empty() || id.len() > LONGEST_ID || !id.bytes().all(is_plain) {
            return Some(format!(
                "`{id}` is no id of a {kind}; write letters and digits, at most {LONGEST_ID}"
            ));
        }
        if !ids.insert(id) {
            return Some(format!("two claims have the id {id}"));
        }
        if spans.is_empty() {
            return Some(format!("{id} has no evidence"));
        }
        if let Some(Span { start, end }) = spans.into_iter().find(|span| offsets.words(*span).is_none()) {
            return Some(format!("the words of {id} at {start}..{end} are not in its text"));
        }
    }
    None
}

/// What a claim names must be there: persons, and the encounters that others are
/// part of or were said at.
fn of_names(record: &Record) -> Option<String> {
    let is_id = |id: &PersonId| matches!(Actor::parse(&id.0), Actor::Person(_));
    if let Some(odd) = record.people.iter().find(|person| !is_id(&person.id)) {
        return Some(format!("`{}` is no id of a person; write p1, p2 and so on", odd.id));
    }
    let people: BTreeSet<&PersonId> = record.people.iter().map(|person| &person.id).collect();
    let within: BTreeMap<&str, Option<&str>> =
        record.encounters.iter().map(|item| (item.id.as_str(), item.within.as_deref())).collect();
    for item in &record.encounters {
        let actors = item.hosts.iter().chain(&item.guests).chain(&item.participants);
        let named = item.capacities.keys().chain(actors.filter_map(person));
        if let Some(nobody) = missing(named, &people) {
            return Some(format!("{} names {nobody}, who is not among its people", item.id));
        }
        if item.weekday.is_some_and(|day| !(1..=7).contains(&day)) {
            return Some(format!("the weekday of {} is not 1 to 7", item.id));
        }
        if let Some(fault) = around(&item.id, &within) {
            return Some(fault);
        }
    }
    for item in &record.statements {
        if let Some(nobody) =
            missing(item.speakers.iter().chain(&item.addressees).filter_map(person), &people)
        {
            return Some(format!("{} names {nobody}, who is not among its people", item.id));
        }
        if let Some(at) = item.encounter.as_deref().filter(|at| !within.contains_key(at)) {
            return Some(format!("{} was said at {at}, which is not among its encounters", item.id));
        }
    }
    None
}

fn person(actor: &Actor) -> Option<&PersonId> {
    match actor {
        Actor::Person(id) => Some(id),
        _ => None,
    }
}

fn missing<'r>(
    mut named: impl Iterator<Item = &'r PersonId>,
    people: &BTreeSet<&PersonId>,
) -> Option<&'r PersonId> {
    named.find(|id| !people.contains(id))
}

/// Follows an encounter to what it is part of, which must be there and must not
/// lead back.
fn around(id: &str, within: &BTreeMap<&str, Option<&str>>) -> Option<String> {
    let mut at = id;
    for _ in 0..=within.len() {
        match within.get(at) {
            None => return Some(format!("{id} is within {at}, which is not among its encounters")),
            Some(None) => return None,
            Some(Some(next)) => at = next,
        }
    }
    Some(format!("{id} is within itself"))
}
