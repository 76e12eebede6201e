//! Encounters: what the rules found, put in its setting and joined.

mod by_clause;
mod by_noun;
mod by_phone;
pub(crate) mod contact;
mod delegation;
mod group;
mod hosts;
pub(crate) mod setting;
pub(crate) mod telling;
mod transcript;

use std::{collections::BTreeMap, ops::Range};

use jiff::ToSpan;
use reading::{Penn, Upos, What, When};
use record::{DateFrom, Edtf, EncounterKind, PartyId, Place, Status};
use rulebook::Makes;

use crate::{
    actors::{self, Who},
    clause::Clauses,
    encounter::contact::Contact,
    matcher::{Found, Matcher, Value},
};

/// The encounters of a document, in the order of its text.
pub(crate) fn encounters(clauses: Clauses<'_>) -> Vec<Contact> {
    let matcher = clauses.matcher;
    let mut contacts: Vec<Contact> = best_per_anchor(found(clauses))
        .iter()
        .filter_map(|found| contact(clauses, found))
        .flat_map(|contact| apart(matcher, contact))
        .collect();
    contacts.retain(|contact| !is_vague(matcher, contact));
    contacts.sort_by_key(|contact| (contact.sentence, contact.anchor));
    date_by_account(&mut contacts);
    for contact in contacts.iter_mut().filter(|contact| !contact.is_heading) {
        date_by_release(matcher, contact);
    }
    contacts.sort_by_key(|contact| (contact.is_addition, contact.sentence, contact.anchor));
    let mut joined: Vec<Contact> = Vec::new();
    for contact in contacts {
        let same = joined.iter().rposition(|known| known.is_same(&contact) && !contact.is_addition);
        let same = same.or_else(|| addition_target(matcher, &joined, &contact));
        let is_said = joined.iter().any(|call| contact.is_said_of(call));
        match same.and_then(|at| joined.get_mut(at)) {
            Some(known) if contact.is_addition && known.kind.is_visit() => known.add_to_visit(contact),
            Some(known) => known.absorb(contact),
            None if contact.is_addition || is_said => {}
            None => joined.push(contact),
        }
    }
    joined.extend(transcript::spoken(clauses, &joined));
    for contact in &mut joined {
        contact.evidence.sort_by_key(|bytes| (bytes.start, bytes.end));
        contact.evidence.dedup();
        date_by_release(matcher, contact);
        plan_by_date(matcher, contact);
        drop_spoken_for(matcher, contact);
    }
    hosts::tell_hosts(matcher, &mut joined);
    hosts::date_by_visit(&mut joined);
    joined
}

/// Every place where a rule or the grammar finds a contact, whatever becomes of it.
pub(crate) fn found(clauses: Clauses<'_>) -> Vec<Found<'_>> {
    let matcher = clauses.matcher;
    let rules = matcher.reader.rulebook().rules.iter().filter(|rule| rule.makes == Makes::Encounter);
    let mut found: Vec<Found<'_>> =
        rules.flat_map(|rule| matcher.find(rule)).chain(by_clause::found(clauses)).collect();
    for found in &mut found {
        delegation::fill(matcher, found);
    }
    found
}

/// Of several rules that fit one act, the one that says most of it.
fn best_per_anchor(found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let mut best: BTreeMap<(usize, usize), Found<'_>> = BTreeMap::new();
    for found in found {
        let key = (found.sentence, found.anchor);
        let says = |found: &Found<'_>| {
            let actors = found.actors(&["host", "guest", "who", "with"]);
            let n_persons = actors.iter().filter(|who| matches!(who, Who::Person(_))).count();
            let has_roles = found.slot("host").is_some() || found.slot("guest").is_some();
            (
                actors.len().min(2),
                n_persons.min(2),
                has_roles,
                n_persons,
                found.slots.len(),
                found.tokens.len(),
            )
        };
        let is_fuller = best.get(&key).is_none_or(|known| says(&found) > says(known));
        if is_fuller {
            best.insert(key, found);
        }
    }
    best.into_values().collect()
}

fn contact(clauses: Clauses<'_>, found: &Found<'_>) -> Option<Contact> {
    let matcher = clauses.matcher;
    let kind = telling::kind(clauses, found)?;
    let status = setting::status_of(matcher, found)?;
    let [hosts, guests, participants] = telling::people(matcher, found, kind)?;
    let is_told_before = found.set.contains_key("told");
    let date = day_of(matcher, found, kind);
    let place = place_of(matcher, found, kind);
    let is_abroad = found.set.contains_key("abroad");
    if is_abroad && hosts::is_at_home(matcher, &guests, place.as_ref().map(|(_, place)| place)) {
        return None;
    }
    let said = [date.as_ref().map(|(range, _)| range), place.as_ref().map(|(range, _)| range)];
    let (tokens, evidence) = words_of(matcher, found, said);
    let unknown = When { value: None, from: DateFrom::None, weekday: None };
    let mut when = date.map_or(unknown, |(_, when)| when);
    let day = when.value.as_ref().and_then(Edtf::single_day).filter(|_| kind.is_visit());
    let arrival = day.filter(|_| !setting::is_ended(matcher, found)).map(Edtf::day);
    if let Some(days) = day.and_then(|day| setting::days_of_stay(matcher, found, day)) {
        when = When { value: Some(days), from: DateFrom::Inferred, weekday: None };
    }
    let is_undated = when.value.is_none() && when.weekday.is_none();
    Some(Contact {
        kind,
        status,
        days_later: setting::days_later(matcher, found).filter(|_| is_undated && !is_told_before),
        arrival,
        when,
        place: place.map(|(_, place)| place),
        hosts,
        guests,
        with: found.actors(&["with"]),
        sides: sides_of(matcher, &participants),
        participants,
        occasion: found
            .slot("occasion")
            .map(|slot| actors::words(matcher.reading, slot.tokens.start, slot.tokens.end)),
        evidence,
        by: found.by.to_owned(),
        tokens,
        sentence: found.sentence,
        anchor: found.anchor,
        is_addition: found.set.contains_key("joins"),
        is_told_before,
        is_another: found.set.contains_key("beside"),
        is_heading: matcher.reading.document.is_in_title(found.sentence),
    })
}

/// The place said of a contact.
fn place_of(matcher: Matcher<'_>, found: &Found<'_>, kind: EncounterKind) -> Option<(Range<usize>, Place)> {
    let said = said_place(found).map(|(tokens, place)| {
        if !kind.is_visit() {
            return (tokens, place);
        }
        let (end, place) = setting::journey(matcher, found.sentence, tokens.clone(), place);
        (tokens.start..end, place)
    });
    let place = said.or_else(|| if kind.is_call() { None } else { setting::place_of(matcher, found) });
    place.or_else(|| place_line(matcher, found.sentence))
}

/// The day said of a contact.
fn day_of(matcher: Matcher<'_>, found: &Found<'_>, kind: EncounterKind) -> Option<(Range<usize>, When)> {
    // "A month after their talks in Hanoi": the day of the sentence is another.
    let is_told_before = found.set.contains_key("told");
    let date =
        said_date(found).or_else(|| if is_told_before { None } else { setting::date_of(matcher, found) });
    // "On September 11, the second day of the visit that ...": a day said well
    // before a stay is named is the day of something else.
    let is_verb = matcher.reading.tree.word(found.anchor).is_some_and(|word| word.upos == Upos::Verb);
    date.filter(|(range, _)| !kind.is_visit() || is_verb || range.end + 2 >= found.tokens.start)
}

/// The place that stands on a line of its own below a headline, which the headline
/// leaves out: "Oval Office".
fn place_line(matcher: Matcher<'_>, sentence: usize) -> Option<(Range<usize>, Place)> {
    let document = matcher.reading.document;
    if !document.is_in_title(sentence) {
        return None;
    }
    (sentence + 1..sentence + 4).find_map(|line| {
        let tokens = document.sentences.get(line)?.tokens.clone();
        let (end, place) = setting::place_at(matcher, line, tokens.start)?;
        (end == tokens.end).then_some((tokens, place))
    })
}

/// The tokens of a contact, and the bytes of all its evidence: the words of day
/// and place belong to it, and those that stand far off are quoted apart.
fn words_of(
    matcher: Matcher<'_>,
    found: &Found<'_>,
    said: [Option<&Range<usize>>; 2],
) -> (Range<usize>, Vec<Range<usize>>) {
    let mut tokens = found.tokens.clone();
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in said.into_iter().flatten() {
        if range.start >= tokens.start && range.start <= tokens.end + 12 {
            tokens.end = tokens.end.max(range.end);
        } else {
            apart.push(actors::bytes(matcher.reading, range.start, range.end));
        }
    }
    let mut evidence = vec![actors::bytes(matcher.reading, tokens.start, tokens.end)];
    evidence.extend(apart);
    (tokens, evidence)
}

/// Whether nothing fixes a contact to persons, a day or a place: "the two
/// countries have had discussions" tells of no one encounter.
fn is_vague(matcher: Matcher<'_>, contact: &Contact) -> bool {
    let has_person = contact.participants.iter().any(|who| matches!(who, Who::Person(_)));
    // A party's own congress is no contact between sides.
    let is_own = contact.kind == EncounterKind::Congress && !has_person;
    // "Companies meet in Laos": people without names somewhere in a state.
    let is_one_group = matches!(contact.participants.as_slice(), [Who::Group(_)]) && !contact.kind.is_visit();
    let is_placed = contact.place.as_ref().is_some_and(|place| !(is_one_group && place.is_country));
    // "Today the two states signed": one act of theirs, though the text's day is not known.
    let is_signed = contact.kind == EncounterKind::Signing
        && contact.sides.len() > 1
        && matcher.reading.marks_of(contact.sentence).iter().any(|mark| matches!(mark.what, What::Date(_)));
    is_own
        || !has_person
            && !is_signed
            && contact.when.value.is_none()
            && contact.when.weekday.is_none()
            && !is_placed
}

/// "is to meet the President, the Prime Minister and the Speaker": one contact
/// with each, since nobody receives a guest together with the other two.
fn apart(matcher: Matcher<'_>, contact: Contact) -> Vec<Contact> {
    let people = &matcher.reading.people;
    let highest = |who: &Who| match who {
        Who::Person(idx) => {
            let person = people.get(*idx)?;
            let levels = person.capacities.iter().filter_map(|capacity| capacity.level.as_deref());
            let is_highest = levels.into_iter().any(|level| {
                matches!(
                    level,
                    "head of state" | "head of government" | "party leader" | "speaker" | "monarch"
                )
            });
            person.country.clone().filter(|_| is_highest)
        }
        _ => None,
    };
    let parties: Vec<Option<PartyId>> = contact.with.iter().map(highest).collect();
    let is_each =
        contact.with.len() > 1 && parties.iter().all(|party| party.is_some() && *party == parties[0]);
    if !is_each {
        return vec![contact];
    }
    let others: Vec<Who> =
        contact.participants.iter().filter(|who| !contact.with.contains(who)).cloned().collect();
    let one = |who: &Who| {
        let participants = others.iter().chain([who]).cloned().collect();
        Contact { with: vec![who.clone()], participants, ..contact.clone() }
    };
    contact.with.iter().map(one).collect()
}

/// What the text tells as following another contact on the same day, or a day
/// before or after it, is dated by the contact told before it; so is what
/// follows an arrival.
fn date_by_account(contacts: &mut [Contact]) {
    let mut last: Option<Edtf> = None;
    for contact in contacts {
        if let Some(days) = contact.days_later.filter(|_| contact.status == Status::Held) {
            let day = last.as_ref().and_then(Edtf::single_day);
            let value = day.and_then(|day| day.checked_add(days.days()).ok()).map(Edtf::day);
            contact.when = When { value, from: DateFrom::Inferred, weekday: None };
        }
        if contact.status == Status::Held {
            let told = if contact.kind.is_visit() { contact.arrival } else { contact.when.value };
            last = told.filter(|date| date.single_day().is_some()).or(last);
        }
        if contact.when.value.is_none() {
            contact.when.from = DateFrom::None;
        }
    }
}

/// The parties of some who take part, without repeats.
fn sides_of(matcher: Matcher<'_>, who: &[Who]) -> Vec<PartyId> {
    let mut sides = Vec::new();
    for who in who {
        let party = match who {
            Who::Person(idx) => matcher.reading.people.get(*idx).and_then(|person| person.country.clone()),
            Who::Party(party) => Some(party.clone()),
            Who::Group(_) => None,
        };
        sides.extend(party.filter(|party| !sides.contains(party)));
    }
    sides
}

/// A side that a person of it speaks for needs no mention of its own.
fn drop_spoken_for(matcher: Matcher<'_>, contact: &mut Contact) {
    let people = &matcher.reading.people;
    let present: Vec<PartyId> = contact
        .participants
        .iter()
        .filter_map(|who| if let Who::Person(idx) = who { people.get(*idx)?.country.clone() } else { None })
        .collect();
    for actors in [&mut contact.participants, &mut contact.hosts, &mut contact.guests] {
        actors.retain(|who| !matches!(who, Who::Party(party) if present.contains(party)));
    }
}

fn said_date(found: &Found<'_>) -> Option<(Range<usize>, When)> {
    let slot = found.slot("date")?;
    match &slot.value {
        Value::Date(when) => Some((slot.tokens.clone(), when.clone())),
        _ => None,
    }
}

fn said_place(found: &Found<'_>) -> Option<(Range<usize>, Place)> {
    let slot = found.slot("place")?;
    match &slot.value {
        Value::Place(place) => Some((slot.tokens.clone(), place.clone())),
        _ => None,
    }
}

/// What "at the meeting, the prime ministers ..." adds to: the last contact of
/// that sort told before it.
fn addition_target(matcher: Matcher<'_>, joined: &[Contact], contact: &Contact) -> Option<usize> {
    if !contact.is_addition {
        return None;
    }
    let sits = |kind: EncounterKind| kind.is_meeting() && kind != EncounterKind::Reception;
    let is_ceremony =
        |kind| matches!(kind, EncounterKind::WelcomeCeremony | EncounterKind::Signing | EncounterKind::Other);
    joined.iter().rposition(|known| {
        let is_sort = match contact.kind {
            EncounterKind::Visit => known.kind.is_visit() && hosts::is_of_visit(matcher, known, contact),
            EncounterKind::Other => is_ceremony(known.kind),
            kind => known.kind == kind || sits(known.kind) && sits(kind),
        };
        is_sort && known.sentence <= contact.sentence
    })
}

/// What is dated after the day of the text is still to come.
fn plan_by_date(matcher: Matcher<'_>, contact: &mut Contact) {
    let day = matcher.reading.document.published.value.as_ref().and_then(Edtf::single_day);
    let starts = contact.when.value.map(|date| date.first_day());
    // "met on Saturday" of a text of Friday: it was Saturday where they met.
    let is_past = matcher.reading.tree.word(contact.anchor).is_some_and(|word| word.penn == Penn::Vbd);
    let days = i64::from(is_past).days();
    let is_ahead = day.zip(starts).is_some_and(|(day, starts)| starts > day.saturating_add(days));
    if contact.status == Status::Held && is_ahead {
        contact.status = Status::Planned;
    }
}

/// An office's own account of what was held, in a text that names no day for
/// it, is dated by its release, and says that this was inferred.
fn date_by_release(matcher: Matcher<'_>, contact: &mut Contact) {
    let document = matcher.reading.document;
    let is_account = document.side == Some(record::Side::Official) && contact.sentence <= 2;
    let is_open = !contact.is_told_before
        && contact.when.value.is_none()
        && contact.status == Status::Held
        && !contact.kind.is_visit();
    let day = document.published.value.as_ref().and_then(Edtf::single_day);
    // What is to come is the day of something else.
    let is_past = |date: &Edtf| day.is_none_or(|day| date.first_day() <= day);
    let has_dates = matcher.reading.marks.iter().any(|mark| {
        mark.sentence <= contact.sentence
            && matches!(&mark.what, What::Date(When { value: Some(date), .. }) if is_past(date))
    });
    if let Some(day) = day.filter(|_| is_account && is_open && !has_dates) {
        contact.when = When { value: Some(Edtf::day(day)), from: DateFrom::Inferred, weekday: None };
    }
}
