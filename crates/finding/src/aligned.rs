//! Alignment: which items of a record are those that a reader annotated.

use std::collections::BTreeSet;

use record::{
    Actor, Annotated, Annotation, Encounter, EncounterKind, Instrument, Person, Record, Span, fold,
};

use crate::item::{Item, items};

/// What an annotation says of an item that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is one that was annotated.
    Right,
    /// It is none that was annotated.
    Wrong,
    /// It is one on which careful readers could differ.
    Open,
}

/// Holds every item of a record against the annotation of its text.
///
/// Each pair of an annotated item and a found one of the same list has a
/// likeness from 0 to 1. Pairs are taken from the most alike down, each item
/// once, annotated items that are optional after all others. A pair less alike
/// than half (a contact: than 0.3) is none.
pub(crate) fn judged<'r>(
    record: &'r Record,
    annotation: &Annotation,
    codes: &BTreeSet<String>,
) -> Vec<(Item<'r>, Verdict)> {
    let names = Names { record, codes };
    let found = items(record);
    let mut judged: Vec<(Item<'r>, Verdict)> = found.iter().map(|item| (*item, Verdict::Wrong)).collect();
    for list in LISTS {
        let there = annotated(annotation, list);
        let mut pairs = Vec::new();
        for (there_idx, one) in there.iter().enumerate() {
            for (found_idx, item) in found.iter().enumerate().filter(|(_, item)| item.list() == *list) {
                let likeness = names.likeness(one, *item);
                let least = if *list == "encounters" { 0.3 } else { 0.5 };
                if likeness >= least {
                    pairs.push((one.optional, likeness, there_idx, found_idx));
                }
            }
        }
        pairs.sort_by(|one, other| {
            let by_likeness = other.1.total_cmp(&one.1);
            one.0.cmp(&other.0).then(by_likeness).then((one.2, one.3).cmp(&(other.2, other.3)))
        });
        let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
        for (is_optional, _, there_idx, found_idx) in pairs {
            if taken.contains(&there_idx) || given.contains(&found_idx) {
                continue;
            }
            taken.insert(there_idx);
            given.insert(found_idx);
            if let Some((_, verdict)) = judged.get_mut(found_idx) {
                *verdict = if is_optional { Verdict::Open } else { Verdict::Right };
            }
        }
    }
    judged
}

/// The lists of a record.
const LISTS: &[&str] = &[
    "people",
    "encounters",
    "statements",
    "commitments",
    "instruments",
    "figures",
    "formulas",
    "milestones",
];

fn annotated<'a>(annotation: &'a Annotation, list: &str) -> &'a [Annotated] {
    match list {
        "people" => &annotation.people,
        "encounters" => &annotation.encounters,
        "statements" => &annotation.statements,
        "commitments" => &annotation.commitments,
        "instruments" => &annotation.instruments,
        "figures" => &annotation.figures,
        "formulas" => &annotation.formulas,
        _ => &annotation.milestones,
    }
}

/// Compares those whom an annotation names with those of a record.
struct Names<'a> {
    record: &'a Record,
    /// Codes of organisations, without `ORG:`.
    codes: &'a BTreeSet<String>,
}

/// One who takes part: a party by its code, or people by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Name {
    Code(String),
    Words(Vec<String>),
}

impl Names<'_> {
    fn likeness(&self, there: &Annotated, found: Item<'_>) -> f64 {
        match found {
            Item::Person(person) => self.person(there, person),
            Item::Encounter(encounter) => self.encounter(there, encounter),
            Item::Instrument(instrument) => paper(there, instrument),
            Item::Figure(figure) => {
                let value = there.value.filter(|value| {
                    (value - figure.value).abs() <= 1e-6 * value.abs().max(1.0)
                        && spans(there).any(|span| figure.evidence.iter().any(|own| shared(span, *own) > 0))
                });
                if value.is_some() { 1.0 } else { 0.0 }
            }
            other => words_shared(there, other.evidence()),
        }
    }

    /// A person by any name; the whole name and the party make it more alike.
    fn person(&self, there: &Annotated, found: &Person) -> f64 {
        let own: Vec<Name> =
            found.names.iter().chain([&found.name]).map(|name| Name::of_words(name)).collect();
        let names = there.aliases.iter().chain([&there.name]);
        if !names.map(|name| Name::of_words(name)).any(|name| own.iter().any(|own| own.is_same(&name))) {
            return 0.0;
        }
        let is_whole = fold(&found.name) == fold(&there.name);
        let party = found.country.as_ref().map(|party| bare(&party.0));
        let is_party = party == there.country.as_deref().map(bare);
        0.5 + if is_whole { 0.3 } else { 0.0 } + if is_party { 0.2 } else { 0.0 }
    }

    /// A contact told in the same words, or of the same people on the same known
    /// day. Another sort of contact (a visit, a meeting, a call) is alike only
    /// where both people and words are.
    fn encounter(&self, there: &Annotated, found: &Encounter) -> f64 {
        let who = self.participants(there, found);
        let near = words_shared(there, &found.evidence);
        let is_day = day(there.date.as_deref()) == day(found.date.map(|date| date.to_string()).as_deref());
        let kinds = || there.kind_also.iter().chain([&there.kind]);
        if !kinds().any(|kind| sort(kind) == sort(found.kind.as_str())) {
            return if who >= 0.5 && near >= 0.5 { 0.25 * (who + near) + 0.1 } else { 0.0 };
        }
        let is_known_day = is_day && there.date.is_some();
        if near < 0.3 && !(is_known_day && who >= 0.5 && !self.of_annotation(there).is_empty()) {
            return 0.0;
        }
        let is_kind = kinds().any(|kind| kind == found.kind.as_str());
        let part = |share: f64, holds: bool| if holds { share } else { 0.0 };
        0.4 * who + 0.3 * near + part(0.2, is_day) + part(0.1, is_kind)
    }

    /// F1 of who takes part: whoever may be left out is not held, and of a meeting
    /// of named people neither is the mere side.
    fn participants(&self, there: &Annotated, found: &Encounter) -> f64 {
        let wanted = self.of_annotation(there);
        if there.participants_optional || wanted.is_empty() {
            return 1.0;
        }
        let may_be: Vec<Name> = there.participants_also.iter().map(|name| self.name(name)).collect();
        let has_people = wanted.iter().any(|name| matches!(name, Name::Words(_)));
        let mut own: Vec<Name> = found.participants.iter().map(|actor| self.actor(actor)).collect();
        own.retain(|name| !has_people || matches!(name, Name::Words(_)) || wanted.contains(name));
        own.retain(|name| !may_be.iter().any(|also| also.is_same(name)));
        let wanted: Vec<&Name> = wanted.iter().filter(|name| !may_be.contains(name)).collect();
        if wanted.is_empty() && own.is_empty() {
            return 1.0;
        }
        let n_all = wanted.len() + own.len();
        let mut n_right = 0;
        for name in wanted {
            if let Some(at) = own.iter().position(|own| own.is_same(name)) {
                own.remove(at);
                n_right += 1;
            }
        }
        share(2 * n_right, n_all)
    }

    /// The named people and the sides of an annotated contact.
    fn of_annotation(&self, there: &Annotated) -> Vec<Name> {
        let mut names: Vec<Name> = there.participants.iter().map(|name| self.name(name)).collect();
        for name in there.groups.iter().map(|name| self.name(name)) {
            if matches!(name, Name::Code(_)) && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn name(&self, words: &str) -> Name {
        let words = words.trim();
        let is_state = words.len() == 2 && words.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_state || words.starts_with("ORG:") || self.codes.contains(words) {
            return Name::Code(bare(words).to_owned());
        }
        Name::of_words(words)
    }

    fn actor(&self, actor: &Actor) -> Name {
        match actor {
            Actor::Person(id) => {
                let person = self.record.people.iter().find(|person| person.id == *id);
                Name::of_words(person.map_or("", |person| &person.name))
            }
            Actor::Party(party) => Name::Code(bare(&party.0).to_owned()),
            Actor::Group(words) => Name::of_words(words),
        }
    }
}

impl Name {
    fn of_words(text: &str) -> Self {
        let folded = fold(text);
        let words = folded.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
        let is_own = |word: &&str| !matches!(*word, "" | "jr" | "sr" | "ii" | "iii" | "iv" | "the");
        Self::Words(words.filter(is_own).map(str::to_owned).collect())
    }

    /// Whether two ways of naming are of one: the same words, one within the
    /// other, or the same last name behind the same initial.
    fn is_same(&self, other: &Self) -> bool {
        let (own, theirs) = match (self, other) {
            (Self::Words(own), Self::Words(theirs)) => (own, theirs),
            (own, theirs) => return own == theirs,
        };
        let (Some(own_first), Some(their_first)) = (own.first(), theirs.first()) else { return false };
        let holds = |whole: &[String], part: &[String]| part.iter().all(|word| whole.contains(word));
        if own.concat() == theirs.concat() || holds(own, theirs) || holds(theirs, own) {
            return true;
        }
        let start = |word: &str, n: usize| word.chars().take(n).collect::<String>();
        let is_initial = own_first.chars().count() == 1 || their_first.chars().count() == 1;
        let n_letters = if is_initial { 1 } else { 2 };
        own.last() == theirs.last() && start(own_first, n_letters) == start(their_first, n_letters)
    }
}

/// A paper by any of its names, by the share of their words that are the same;
/// else, with half a likeness, one named in the same words of the text.
fn paper(there: &Annotated, found: &Instrument) -> f64 {
    let own: Vec<BTreeSet<String>> =
        found.aliases.iter().chain([&found.name]).map(|name| words(name)).collect();
    let names = there.aliases.iter().chain([&there.name]).map(|name| words(name));
    let best = names
        .flat_map(|name| own.iter().map(move |own| likeness(&name, own)).collect::<Vec<_>>())
        .fold(0.0, f64::max);
    if best >= 0.5 {
        best
    } else if words_shared(there, &found.evidence) >= 0.5 {
        0.5
    } else {
        0.0
    }
}

/// The words of a name that tell something.
fn words(name: &str) -> BTreeSet<String> {
    let folded = fold(name).replace("people's", "people").replace("'s", "");
    let words = folded.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-')));
    let tells = |word: &&str| {
        !matches!(
            *word,
            "" | "of" | "the" | "for" | "and" | "a" | "an" | "in" | "on" | "at" | "with" | "by" | "s"
        )
    };
    words.filter(tells).map(str::to_owned).collect()
}

/// The share of words that are in both.
fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let n_all = one.union(other).count();
    if n_all == 0 { 1.0 } else { share(one.intersection(other).count(), n_all) }
}

fn spans(there: &Annotated) -> impl Iterator<Item = Span> {
    there.span.iter().map(|(start, end)| Span { start: *start, end: *end })
}

/// How many code points two spans share.
fn shared(one: Span, other: Span) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// How much of the shorter of two spans the longer one holds, at best; nothing
/// where it is less than a quarter of the longer.
fn words_shared(there: &Annotated, evidence: &[Span]) -> f64 {
    let pairs = spans(there).flat_map(|span| evidence.iter().map(move |own| (span, *own)));
    let of_pair = |(one, other): (Span, Span)| {
        let n_shared = shared(one, other);
        let lengths = [one, other].map(|span| span.end.saturating_sub(span.start));
        let [shorter, longer] = [lengths.iter().min(), lengths.iter().max()].map(|n| n.copied().unwrap_or(0));
        if 4 * n_shared >= longer { share(n_shared, shorter) } else { 0.0 }
    };
    pairs.map(of_pair).fold(0.0, f64::max)
}

/// The sort of contact that a kind is; its own word for what is none of these.
fn sort(kind: &str) -> &str {
    match kind.parse::<EncounterKind>() {
        Ok(kind) if kind.is_visit() => "visit",
        Ok(kind) if kind.is_meeting() => "meeting",
        Ok(kind) if kind.is_call() => "call",
        _ => kind,
    }
}

/// A day without the marks of what is not exact; empty if none is known.
fn day(date: Option<&str>) -> String {
    date.unwrap_or_default().replace(['~', '?'], "")
}

fn bare(code: &str) -> &str {
    code.strip_prefix("ORG:").unwrap_or(code)
}

#[expect(clippy::cast_precision_loss, reason = "counts of words and letters are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_person() {
        let is_same = |one, other| Name::of_words(one).is_same(&Name::of_words(other));
        assert!(is_same("Joe Biden", "Joseph R. Biden, Jr."));
        assert!(
            is_same("Tô Lâm", "To Lam") && is_same("Lund", "Nils Lund") && is_same("N. Lund", "Nils Lund")
        );
        assert!(!is_same("Nils Lund", "Anna Lund") && !is_same("", "Nils Lund"));
        assert!(!Name::Code("VN".to_owned()).is_same(&Name::of_words("VN")));
    }

    #[test]
    fn words_are_shared_by_the_shorter() {
        let there = |start, end| Annotated { span: Some((start, end)), ..Annotated::default() };
        let own = [Span { start: 10, end: 20 }];
        let alike = |start, end| format!("{:.2}", words_shared(&there(start, end), &own));
        assert_eq!(
            [alike(10, 20), alike(15, 35), alike(12, 14), alike(20, 30)],
            ["1.00", "0.50", "0.00", "0.00"]
        );
        // A span the wrong way round holds nothing.
        assert_eq!(alike(20, 10), "0.00");
    }
}
