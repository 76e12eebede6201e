//! The cases of `cases/finding/`.
//!
//! Answers, one line an item, in the order of the text:
//!
//! - `encounters`: `kind, status; on EDTF from; in place (party); host: ...;
//!   guest: ...; also: ...; group: ...; within kind`, what is not told left out
//! - `figures`: `measure of parties: value unit in period, stage`
//! - `formulas`: `parties: term, term`, a new term with `+`
//! - `statements`: `speakers: act to addressees, quoted: the words`
//! - `commitments`: `parties: force to parties by deadline (areas): the words`
//! - `instruments`: `status kind of parties: name = other name, on EDTF`
//! - `milestones`: `status: what of party, on EDTF`
//! - `terms`: `name: what office of party, on EDTF from`
//! - `wordless`: people without a mention
//!
//! Every case also holds invariant 2: the words of each item are in the text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use std::path::Path;

use finding::Finder;
use record::{
    Actor, Commitment, DateFrom, Encounter, Figure, Formula, Instrument, Milestone, PartyId, Person, Record,
    Span, Statement,
};
use rulebook::Rulebook;

#[path = "../../reading/tests/case_file/mod.rs"]
mod case_file;
mod sound;

use case_file::Answers;

#[test]
fn finding_cases() {
    let rulebook = Rulebook::embedded().unwrap();
    let finder = Finder::new(&rulebook);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/finding");
    case_file::hold(&folder, 95, |case| {
        let (document, notices) = case_file::document(&rulebook, case);
        let record = finder.record(&document, sound::ORIGIN, &notices);
        sound::check(&record, &document.text);
        Answers::from([
            ("encounters", record.encounters.iter().map(|encounter| told(&record, encounter)).collect()),
            ("wordless", wordless(&record)),
            ("figures", record.figures.iter().map(figure).collect()),
            ("formulas", record.formulas.iter().map(formula).collect()),
            (
                "statements",
                record.statements.iter().map(|it| statement(&record, &document.text, it)).collect(),
            ),
            ("commitments", record.commitments.iter().map(|it| commitment(&document.text, it)).collect()),
            ("instruments", record.instruments.iter().map(instrument).collect()),
            ("milestones", record.milestones.iter().map(milestone).collect()),
            ("terms", record.people.iter().flat_map(terms).collect()),
        ])
    });
}

fn terms(person: &Person) -> Vec<String> {
    let terms = person.terms.iter().map(|term| {
        let from =
            if term.date_from == DateFrom::Text { String::new() } else { format!(" {}", term.date_from) };
        let date = term.date.map(|date| format!(", on {date}{from}")).unwrap_or_default();
        format!("{}: {} {}{date}", person.name, term.what, term.office.label)
    });
    terms.collect()
}

fn wordless(record: &Record) -> Vec<String> {
    let people = record.people.iter().filter(|person| person.mentions.is_empty());
    people.map(|person| person.name.clone()).collect()
}

fn told(record: &Record, encounter: &Encounter) -> String {
    let mut parts = vec![format!("{}, {}", encounter.kind, encounter.status)];
    if let Some(date) = encounter.date {
        let from = if encounter.date_from == DateFrom::Text {
            String::new()
        } else {
            format!(" {}", encounter.date_from)
        };
        parts.push(format!("on {date}{from}"));
    }
    parts.extend(encounter.weekday.map(|weekday| format!("on weekday {weekday}")));
    parts.extend(encounter.place.as_ref().map(|place| {
        let code = place.country.as_ref().map_or("-", |party| party.0.as_str());
        if place.is_country { format!("in {code}") } else { format!("in {} ({code})", place.name) }
    }));
    let named =
        |actors: &[&Actor]| actors.iter().map(|actor| name(record, actor)).collect::<Vec<_>>().join(", ");
    let others = encounter
        .participants
        .iter()
        .filter(|who| !encounter.hosts.contains(who) && !encounter.guests.contains(who));
    let sides = [
        ("host", encounter.hosts.iter().collect::<Vec<_>>()),
        ("guest", encounter.guests.iter().collect()),
        ("also", others.collect()),
    ];
    for (side, actors) in sides.iter().filter(|(_, actors)| !actors.is_empty()) {
        parts.push(format!("{side}: {}", named(actors)));
    }
    if !encounter.groups.is_empty() {
        parts.push(format!("group: {}", encounter.groups.join(", ")));
    }
    let visit =
        encounter.within.as_ref().map(|id| record.encounters.iter().find(|other| other.id == *id).unwrap());
    parts.extend(visit.map(|visit| format!("within {}", visit.kind)));
    parts.join("; ")
}

fn name(record: &Record, actor: &Actor) -> String {
    let person = match actor {
        Actor::Person(id) => record.people.iter().find(|person| person.id == *id),
        _ => None,
    };
    person.map_or_else(|| actor.to_string(), |person| person.name.clone())
}

fn codes(parties: &[PartyId]) -> String {
    parties.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn figure(figure: &Figure) -> String {
    let about = if figure.approx { "about " } else { "" };
    let period = figure.period.map(|period| format!(" in {period}")).unwrap_or_default();
    let stage = figure.stage.map(|stage| format!(", {stage}")).unwrap_or_default();
    let value = match figure.low.zip(figure.high) {
        Some((low, high)) => format!("{low} to {high}"),
        None => figure.value.to_string(),
    };
    format!("{} of {}: {about}{value} {}{period}{stage}", figure.measure, codes(&figure.subject), figure.unit)
}

fn statement(record: &Record, text: &str, statement: &Statement) -> String {
    let named =
        |actors: &[Actor]| actors.iter().map(|actor| name(record, actor)).collect::<Vec<_>>().join(", ");
    let to = if statement.addressees.is_empty() {
        String::new()
    } else {
        format!(" to {}", named(&statement.addressees))
    };
    let quoted = if statement.quoted { ", quoted" } else { "" };
    format!(
        "{}: {}{to}{quoted}: {}",
        named(&statement.speakers),
        statement.act,
        words(text, &statement.evidence)
    )
}

fn commitment(text: &str, commitment: &Commitment) -> String {
    let by = commitment.deadline.map(|day| format!(" by {day}")).unwrap_or_default();
    let areas: Vec<&str> = commitment.areas.iter().map(|area| area.as_str()).collect();
    let to = if commitment.to.is_empty() { String::new() } else { format!(" to {}", codes(&commitment.to)) };
    format!(
        "{}: {}{to}{by} ({}): {}",
        codes(&commitment.parties),
        commitment.force,
        areas.join(", "),
        words(text, &commitment.evidence)
    )
}

fn words(text: &str, evidence: &[Span]) -> String {
    let quotes = evidence
        .iter()
        .map(|span| text.chars().skip(span.start).take(span.end - span.start).collect::<String>());
    quotes.collect::<Vec<_>>().join(" ... ")
}

fn formula(formula: &Formula) -> String {
    let term = |term: &String| if formula.new.contains(term) { format!("+{term}") } else { term.clone() };
    let terms: Vec<String> = formula.terms.iter().map(term).collect();
    format!("{}: {}", codes(&formula.relation), terms.join(", "))
}

fn instrument(instrument: &Instrument) -> String {
    let whose = if instrument.parties.is_empty() {
        String::new()
    } else {
        format!(" of {}", codes(&instrument.parties))
    };
    let names = std::iter::once(&instrument.name).chain(&instrument.aliases);
    let names = names.cloned().collect::<Vec<_>>().join(" = ");
    let date = instrument.date.map(|date| format!(", on {date}")).unwrap_or_default();
    format!("{} {}{whose}: {names}{date}", instrument.status, instrument.kind)
}

fn milestone(milestone: &Milestone) -> String {
    let status = milestone.status.map_or_else(|| "unknown".to_owned(), |status| status.to_string());
    let whose = milestone.party.as_ref().map(|party| format!(" of {party}")).unwrap_or_default();
    let date = milestone.date.map(|date| format!(", on {date}")).unwrap_or_default();
    format!("{status}: {}{whose}{date}", milestone.what)
}
