//! Who is who: persons of many documents joined by name, party and office.

use std::collections::{BTreeMap, BTreeSet};

use record::{Edtf, PersonId, fold};

use crate::{
    corrected::Decisions,
    entry::{Held, Person},
    report::Report,
};

/// The ledger's id of each document's person.
///
/// A person who was dismissed has none.
pub(crate) type Identities = BTreeMap<(String, PersonId), Option<PersonId>>;

/// A person of one document.
#[derive(Clone, Copy)]
struct Named<'a> {
    report: &'a Report,
    person: &'a record::Person,
}

/// Joins the persons of all documents. Two are one when their names can be the
/// same, their parties do not differ, and, where only one name is given, an
/// office speaks for it.
pub(crate) fn people(reports: &[Report], decisions: &Decisions) -> (Vec<Person>, Identities) {
    let mut named: Vec<Named<'_>> = reports
        .iter()
        .flat_map(|report| report.people.iter().map(move |person| Named { report, person }))
        .collect();
    // Full names first, so that a name alone finds whom it may belong to.
    named.sort_by_cached_key(|named| {
        let words = words(&named.person.name);
        (std::cmp::Reverse(words.len()), words, named.report.article.id.clone(), named.person.id.clone())
    });
    let mut groups: Vec<Vec<Named<'_>>> = Vec::new();
    for one in named {
        match best_group(&groups, one) {
            Some(group) => groups[group].push(one),
            None => groups.push(vec![one]),
        }
    }
    let key = |named: &Named<'_>| (named.report.article.id.clone(), named.person.id.clone());
    decisions
        .regroup("person", &mut groups, |named| (named.report.article.id.clone(), named.person.id.0.clone()));
    let mut taken = BTreeSet::new();
    let people: Vec<Person> = groups.iter().map(|group| person(group, &mut taken)).collect();
    let mut identities = Identities::new();
    for (group, person) in groups.iter().zip(&people) {
        identities.extend(group.iter().map(|named| (key(named), Some(person.id.clone()))));
    }
    let mut people = decisions.edited(people);
    people.sort_by(|left, right| left.id.cmp(&right.id));
    for id in identities.values_mut() {
        let is_held = |id: &PersonId| people.binary_search_by(|person| person.id.cmp(id)).is_ok();
        *id = id.take().filter(is_held);
    }
    (people, identities)
}

/// The folded words of a name, without "Jr." and initials' points.
pub(crate) fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').map(str::to_owned);
    words.filter(|word| !matches!(word.as_str(), "" | "jr" | "sr")).collect()
}

fn best_group(groups: &[Vec<Named<'_>>], one: Named<'_>) -> Option<usize> {
    let fitting = groups.iter().enumerate().filter(|(_, group)| {
        group.iter().all(|known| !is_apart(known, &one)) && group.iter().any(|known| is_same(known, &one))
    });
    let shared =
        |group: &[Named<'_>]| group.iter().map(|known| shared_titles(known, &one)).max().unwrap_or(0);
    fitting
        .max_by_key(|(idx, group)| (shared(group), group.len(), std::cmp::Reverse(*idx)))
        .map(|(idx, _)| idx)
}

/// Whether two persons cannot be one: both of one document, or of two parties.
fn is_apart(left: &Named<'_>, right: &Named<'_>) -> bool {
    let parties = (&left.person.country, &right.person.country);
    left.report.article.id == right.report.article.id
        || matches!(parties, (Some(left), Some(right)) if left != right)
}

fn is_same(left: &Named<'_>, right: &Named<'_>) -> bool {
    let (known, new) = (words(&left.person.name), words(&right.person.name));
    let (short, long) = if known.len() < new.len() { (&known, &new) } else { (&new, &known) };
    let is_part = short.iter().all(|word| long.contains(word));
    match short.len() {
        0 => false,
        1 => {
            let is_end = long.first() == short.first() || long.last() == short.first();
            is_end && left.person.country == right.person.country && shared_titles(left, right) > 0
        }
        _ if is_part => true,
        _ => {
            let initial = |words: &[String]| words.first().and_then(|word| word.chars().next());
            short.last() == long.last() && initial(short) == initial(long) && shared_titles(left, right) > 0
        }
    }
}

fn shared_titles(left: &Named<'_>, right: &Named<'_>) -> usize {
    let titles = |named: &Named<'_>| -> BTreeSet<String> {
        named.person.capacities.iter().map(|capacity| capacity.title.clone()).collect()
    };
    titles(left).intersection(&titles(right)).count()
}

fn person(group: &[Named<'_>], taken: &mut BTreeSet<String>) -> Person {
    let mut names: Vec<String> = group.iter().flat_map(|named| named.person.names.clone()).collect();
    names.sort();
    names.dedup();
    let full = |name: &&String| {
        (words(name).len(), !name.is_ascii(), name.len(), std::cmp::Reverse((*name).clone()))
    };
    let name = names.iter().max_by_key(full).cloned().unwrap_or_default();
    let country = group.iter().find_map(|named| named.person.country.clone());
    let mut parts = words(&name);
    parts.extend(country.iter().map(|country| fold(&country.0).replace("org:", "")));
    let mut slug = parts.join("-").replace('\'', "");
    for number in 2.. {
        if taken.insert(slug.clone()) {
            break;
        }
        slug = format!("{}-{number}", parts.join("-").replace('\'', ""));
    }
    let mut members = group.to_vec();
    members
        .sort_by_key(|named| (named.report.day.is_none(), named.report.day, named.report.article.id.clone()));
    let sources = members.iter().map(|named| {
        let spans = named.person.mentions.iter().map(|mention| mention.span).collect();
        named.report.source(&named.person.id.0, spans, &named.person.by)
    });
    Person {
        id: PersonId(format!("p-{slug}")),
        country,
        names,
        capacities: held(&members),
        sources: sources.collect(),
        corrections: Vec::new(),
        name,
    }
}

/// Each office with the first and last day on which a document shows it held.
fn held(members: &[Named<'_>]) -> Vec<Held> {
    let mut held: Vec<Held> = Vec::new();
    for named in members {
        let day = named.report.day.map(Edtf::day);
        for capacity in &named.person.capacities {
            let document = named.report.article.id.clone();
            match held.iter_mut().find(|known| known.capacity.label == capacity.label) {
                Some(known) => {
                    known.first = known.first.into_iter().chain(day).min();
                    known.last = known.last.into_iter().chain(day).max();
                    known.documents.push(document);
                }
                None => held.push(Held {
                    capacity: capacity.clone(),
                    first: day,
                    last: day,
                    documents: vec![document],
                }),
            }
        }
    }
    held.sort_by(|left, right| (left.first, &left.capacity.label).cmp(&(right.first, &right.capacity.label)));
    held
}
