//! Tellings: whether what was found tells of a contact at all, of what kind, and
//! of whom.

use reading::{Relation, Upos};
use record::EncounterKind;

use crate::{
    actors::{self, Who},
    clause::Clauses,
    encounter::by_clause,
    matcher::{Found, Matcher, Value},
};

/// The kind of the contact told; none where the words tell of none.
pub(super) fn kind(clauses: Clauses<'_>, found: &Found<'_>) -> Option<EncounterKind> {
    let matcher = clauses.matcher;
    if is_several(matcher, found) || is_turned(matcher, found) || is_attribute(matcher, found) {
        return None;
    }
    match kind_of(found)? {
        EncounterKind::PhoneCall if is_public(matcher, found) => None,
        // "A and B met for the summit"
        EncounterKind::Meeting => by_clause::aim(clauses, found.anchor).or(Some(EncounterKind::Meeting)),
        kind => Some(kind),
    }
}

/// Hosts, guests, and all who take part; none where the contact needs people and
/// none is known.
pub(super) fn people(matcher: Matcher<'_>, found: &Found<'_>, kind: EncounterKind) -> Option<[Vec<Who>; 3]> {
    let (mut hosts, mut guests) = (found.actors(&["host"]), found.actors(&["guest"]));
    // Who is granted an audience is received.
    if is_audience(matcher, found) && hosts.is_empty() && found.slot("with").is_some() {
        (hosts, guests) = (found.actors(&["with"]), found.actors(&["who"]));
    }
    let mut participants = hosts.clone();
    for who in guests.iter().cloned().chain(found.actors(&["who", "with"])) {
        if !participants.contains(&who) {
            participants.push(who);
        }
    }
    let is_nobody = participants.iter().all(|who| matches!(who, Who::Group(_)));
    (!is_nobody || !needs_people(found, kind)).then_some([hosts, guests, participants])
}

/// Whether nothing is told by "delegations met in Ankara", of people unknown: a
/// summit or conference is an event of its own, whoever comes.
fn needs_people(found: &Found<'_>, kind: EncounterKind) -> bool {
    use EncounterKind as K;
    let is_event = matches!(kind, K::Summit | K::Conference | K::Congress | K::Banquet | K::Other);
    let is_named = found.by.ends_with("named-event") || found.kind.is_some();
    (kind.is_meeting() || kind.is_call()) && !is_event && !is_named
}

/// Whether a rule for the active voice has met the passive: "X was received
/// by Y" is not "X received Y".
fn is_turned(matcher: Matcher<'_>, found: &Found<'_>) -> bool {
    let Some(first) = found.slots.first().filter(|_| found.set.contains_key("voice")) else {
        return false;
    };
    let mut between = first.tokens.end..found.anchor;
    between.any(|at| {
        matches!(actors::word(matcher.reading, at), "was" | "were" | "been" | "being" | "is" | "are")
    })
}

/// Whether the noun is in the plural and so names several contacts, none of
/// which it tells: "high-trust meetings". Talks are one contact.
fn is_several(matcher: Matcher<'_>, found: &Found<'_>) -> bool {
    let Some(slot) = found.slot("kind") else { return false };
    let noun = actors::word(matcher.reading, slot.tokens.end - 1);
    let is_plural_of_one = matches!(
        noun,
        "talks" | "consultations" | "negotiations" | "discussions" | "congress" | "statements"
    );
    noun.ends_with('s') && !is_plural_of_one
}

/// Whether who is spoken with are people without name or office: "spoke on Monday
/// with reporters".
fn is_public(matcher: Matcher<'_>, found: &Found<'_>) -> bool {
    let Some(slot) = found.slot("with") else { return false };
    let is_unnamed =
        matches!(&slot.value, Value::Actors(who) if who.iter().all(|who| matches!(who, Who::Group(_))));
    let is_official = |at: usize| {
        let mut listed = matcher.reader.listed(matcher.reading.document, at..slot.tokens.end, "group_noun");
        listed.any(|(_, means)| means == "official")
    };
    is_unnamed && found.slot("kind").is_none() && !slot.tokens.clone().any(is_official)
}

/// Whether the noun only describes another: "a new era of trilateral cooperation".
fn is_attribute(matcher: Matcher<'_>, found: &Found<'_>) -> bool {
    let Some(slot) = found.slot("kind") else { return false };
    let noun = matcher.reading.tree.word(slot.tokens.end - 1);
    noun.is_some_and(|noun| {
        noun.upos == Upos::Adj && noun.relation == Relation::Amod && noun.head == slot.tokens.end
    })
}

fn is_audience(matcher: Matcher<'_>, found: &Found<'_>) -> bool {
    let kind = found.slot("kind").map(|slot| slot.tokens.end - 1);
    kind.is_some_and(|noun| actors::word(matcher.reading, noun) == "audience")
}

/// The kind that the rule sets or that its `kind` slot says, whichever tells
/// more.
pub(crate) fn kind_of(found: &Found<'_>) -> Option<EncounterKind> {
    let said = found.slot("kind").and_then(|slot| match &slot.value {
        Value::Word(means) => means.parse().ok(),
        _ => None,
    });
    said.or_else(|| found.set.get("kind").and_then(|kind| kind.parse().ok())).or(found.kind)
}
