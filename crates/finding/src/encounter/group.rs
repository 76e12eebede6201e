//! People who take part without a name: "ten mayors", "the board of the Bank".

use reading::{Penn, Relation, Upos, What};

use crate::{
    actors::{self, Who, word},
    clause::Clauses,
};

/// Most words that are quoted for a group.
const LONG: usize = 12;

/// Ends of words for people of a calling: "legislators", "economists".
const CALLINGS: &[&str] =
    &["ants", "ates", "ees", "ents", "ers", "eos", "ials", "ians", "ists", "ives", "men", "ors", "people"];

/// The people, or the body of people, that a noun stands for, if it stands for any.
pub(super) fn at(clauses: Clauses<'_>, sentence: usize, noun: usize) -> Option<Who> {
    let matcher = clauses.matcher;
    let reading = matcher.reading;
    let node = clauses.node(noun)?;
    let limit = reading.document.sentences.get(sentence)?.tokens.end;
    let listed = |list: &str| matcher.reader.lists(reading.document, noun..limit).any(|name| name == list);
    let marks = reading.marks_of(sentence);
    let is_other = marks
        .iter()
        .any(|mark| mark.tokens.contains(&noun) && !matches!(mark.what, What::Group | What::Adjective(_)));
    let own = word(reading, noun);
    let is_calling = node.penn == Penn::Nns && CALLINGS.iter().any(|end| own.ends_with(end));
    let is_people = is_calling || listed("group_noun") || listed("body_noun");
    let is_occasion = listed("talks") || listed("ceremony") || listed("occasion_noun");
    let is_named = node.upos == Upos::Propn
        && reading.organisations.iter().any(|name| {
            let bytes = reading.document.tokens.get(noun).map(|token| token.bytes.clone());
            bytes.is_some_and(|bytes| name.start <= bytes.start && bytes.end <= name.end)
        });
    (!is_other && !is_occasion && (is_people || is_named)).then(|| of(clauses, noun))
}

/// A noun with what stands before it and behind it, up to a clause.
pub(super) fn of(clauses: Clauses<'_>, noun: usize) -> Who {
    let words = clauses.extent(noun);
    let first = clauses.case_of(noun).map_or(words.start, |case| case + 1);
    let is_clause = |at: &usize| {
        *at > noun && clauses.has_relation(*at, &[Relation::AclRelcl, Relation::Acl, Relation::Appos])
    };
    let clause = clauses.dependents(noun).filter(is_clause).map(|at| clauses.extent(at).start).min();
    let end = clause.unwrap_or(words.end).min(first + LONG).max(noun + 1);
    let tokens = clauses.trimmed(first..end);
    Who::Group(actors::words(clauses.matcher.reading, tokens.start, tokens.end))
}
