//! The cases of `cases/reading/`.
//!
//! Answers, one line an item, in the order of the text:
//!
//! - `people`: `name | party | capacity; capacity`
//! - `dates`: `words = EDTF from`, or `words = weekday N` where no day can be told
//! - `amounts`: `words = value unit`, `about` before the value where the text says so
//! - `means`: `words = who`, for pronouns, titles without a name, and sets
//! - `places`: `words = place, party`
//! - `parties`: `words = code`
//! - `organisations`: `words`
//! - `open`: what is said of those left open

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use std::path::Path;

use reading::{Mark, Person, Reader, Reading, What, When};
use record::PartyId;
use rulebook::Rulebook;

mod case_file;

use case_file::Answers;

#[test]
fn reading_cases() {
    let rulebook = Rulebook::embedded().unwrap();
    let reader = Reader::new(&rulebook);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/reading");
    case_file::hold(&folder, 130, |case| {
        let (document, _) = case_file::document(&rulebook, case);
        answers(&reader.read(&document))
    });
}

fn answers(reading: &Reading<'_>) -> Answers {
    let lines = |of: fn(&Reading<'_>, &Mark) -> Option<String>| -> Vec<String> {
        let lines = reading.marks.iter().filter_map(|mark| Some((words(reading, mark), of(reading, mark)?)));
        lines.map(|(words, means)| format!("{words} = {means}")).collect()
    };
    Answers::from([
        ("people", reading.people.iter().map(person).collect()),
        ("dates", lines(date)),
        ("amounts", lines(amount)),
        ("means", lines(means)),
        ("places", lines(place)),
        ("parties", lines(parties)),
        ("organisations", organisations(reading)),
        ("open", open(reading)),
    ])
}

fn open(reading: &Reading<'_>) -> Vec<String> {
    let open = reading.notices.iter().filter(|notice| notice.code == "left-open");
    open.map(|notice| notice.message.clone()).collect()
}

fn organisations(reading: &Reading<'_>) -> Vec<String> {
    let words = |bytes: &std::ops::Range<usize>| reading.document.text[bytes.clone()].to_owned();
    reading.organisations.iter().map(words).collect()
}

fn words(reading: &Reading<'_>, mark: &Mark) -> String {
    let tokens = &reading.document.tokens[mark.tokens.clone()];
    let bytes = tokens[0].bytes.start..tokens[tokens.len() - 1].bytes.end;
    reading.document.text[bytes].split_whitespace().collect::<Vec<_>>().join(" ")
}

fn person(person: &Person) -> String {
    let party = person.country.as_ref().map_or("-", |party| party.0.as_str());
    let capacities: Vec<&str> = person.capacities.iter().map(|capacity| capacity.label.as_str()).collect();
    format!("{} | {party} | {}", person.name, capacities.join("; ")).trim_end().to_owned()
}

fn date(_: &Reading<'_>, mark: &Mark) -> Option<String> {
    let What::Date(When { value, from, weekday }) = &mark.what else { return None };
    let told = value.map(|value| format!("{value} {from}"));
    Some(
        told.or_else(|| weekday.map(|weekday| format!("weekday {weekday}")))
            .unwrap_or_else(|| "not told".to_owned()),
    )
}

fn amount(_: &Reading<'_>, mark: &Mark) -> Option<String> {
    let What::Amount(amount) = &mark.what else { return None };
    let value = match amount.low.zip(amount.high) {
        Some((low, high)) => format!("{low} to {high}"),
        None => amount.value.to_string(),
    };
    Some(format!("{}{value} {}", if amount.approx { "about " } else { "" }, amount.unit))
}

/// Whom a mark means, unless it is itself a name.
fn means(reading: &Reading<'_>, mark: &Mark) -> Option<String> {
    let codes = |parties: &[PartyId]| parties.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match &mark.what {
        What::People(people) => {
            let people: Vec<&Person> = people.iter().map(|idx| &reading.people[*idx]).collect();
            let said = words(reading, mark);
            let is_name = people.len() == 1 && people[0].names.iter().any(|name| said.contains(name));
            let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
            (!is_name).then(|| names.join(", "))
        }
        What::Unnamed(party) => Some(format!("somebody of {party}")),
        What::Parties(parties) if parties.len() > 1 => Some(codes(parties)),
        What::Group => Some("a group".to_owned()),
        _ => None,
    }
}

fn place(_: &Reading<'_>, mark: &Mark) -> Option<String> {
    let What::Place(place) = &mark.what else { return None };
    Some(format!("{}, {}", place.name, place.country.as_ref().map_or("-", |party| party.0.as_str())))
}

fn parties(_: &Reading<'_>, mark: &Mark) -> Option<String> {
    match &mark.what {
        What::Parties(parties) if parties.len() == 1 => Some(parties[0].to_string()),
        What::Adjective(party) => Some(party.to_string()),
        _ => None,
    }
}
