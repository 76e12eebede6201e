//! Commitments: what a side binds itself to do.

use std::ops::Range;

use reading::{Penn, Relation, Upos, What};
use record::{Act, Area, Edtf, Force, PartyId};

use crate::{
    actors::{self, Who, word},
    clause::{Clauses, Subject},
    speech::area,
};

/// A commitment before it is given an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undertaking {
    pub(crate) parties: Vec<PartyId>,
    pub(crate) force: Force,
    pub(crate) to: Vec<PartyId>,
    pub(crate) areas: Vec<Area>,
    pub(crate) deadline: Option<Edtf>,
    /// Bytes of the clean text: what is undertaken, and the words for who binds
    /// himself where those stand apart.
    pub(crate) evidence: Vec<Range<usize>>,
    /// The token of the verb or adjective.
    pub(crate) head: usize,
    pub(crate) by: &'static str,
}

/// A verb or adjective that binds: "agreed", "is ready".
const VERB: &str = "commitments/verb";
/// A noun that binds: "their commitment".
const NOUN: &str = "commitments/noun";
/// What a side will do.
const FUTURE: &str = "commitments/future";

/// What binds, in its sentence.
#[derive(Clone, Debug)]
struct Bond {
    /// The verb or adjective of the clause.
    head: usize,
    force: Force,
    /// Whose it is, where a noun says so: "China's readiness".
    owner: Option<usize>,
    by: &'static str,
}

/// The commitments of a document, in the order of its text. `sides` are those
/// who are bound where a text says "it was agreed".
pub(crate) fn commitments(clauses: Clauses<'_>, sides: &[Who]) -> Vec<Undertaking> {
    let mut found: Vec<Undertaking> = Vec::new();
    for sentence in clauses.told() {
        let mut taken: Vec<usize> = Vec::new();
        for bond in bonds(clauses, sentence) {
            if taken.contains(&bond.head) {
                continue;
            }
            if let Some(undertaking) = undertaking(clauses, sentence, &bond, sides) {
                taken.push(bond.head);
                found.push(undertaking);
            }
        }
    }
    found
}

fn bonds(clauses: Clauses<'_>, sentence: usize) -> Vec<Bond> {
    let matcher = clauses.matcher;
    let document = matcher.reading.document;
    let Some(tokens) = document.sentences.get(sentence).map(|sentence| sentence.tokens.clone()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut end = tokens.start;
    for at in tokens.clone() {
        let listed = |list: &'static str| matcher.reader.listed(document, at..tokens.end, list).next();
        if at >= end
            && let Some((length, means)) = listed("commit")
        {
            let head = (at..at + length).rev().find(|at| is_predicate(clauses, *at));
            if let (Some(head), Ok(force)) = (head, means.parse()) {
                end = at + length;
                found.push(Bond { head, force, owner: None, by: VERB });
                continue;
            }
        }
        if let Some((_, means)) = listed("commit_noun")
            && let Ok(force) = means.parse()
        {
            found.extend(noun_bond(clauses, sentence, at, force));
            continue;
        }
        // "affirmed to keep the border open"
        if clauses.is_verb(at)
            && listed("speech").is_some_and(|(_, means)| means == "affirm")
            && clauses
                .dependent(at, &[Relation::Xcomp])
                .is_some_and(|to| clauses.node(to).is_some_and(|node| node.penn == Penn::Vb))
        {
            found.push(Bond { head: at, force: Force::Reaffirm, owner: None, by: VERB });
        }
        if clauses.is_verb(at) && clauses.lemma(at) == "set" && sets_goal(clauses, sentence, at) {
            found.push(Bond { head: at, force: Force::Intend, owner: None, by: VERB });
        } else if clauses.is_verb(at)
            && clauses.auxiliaries(at).any(|aux| matches!(aux, "will" | "shall" | "'ll"))
        {
            found.push(Bond { head: at, force: Force::Intend, owner: None, by: FUTURE });
        }
    }
    found
}

fn is_predicate(clauses: Clauses<'_>, token: usize) -> bool {
    clauses.node(token).is_some_and(|node| matches!(node.upos, Upos::Verb | Upos::Adj))
}

/// "reaffirmed their commitment to ...": the noun's own clause is that of the
/// verb it is the object of.
fn noun_bond(clauses: Clauses<'_>, sentence: usize, noun: usize, force: Force) -> Option<Bond> {
    let describes = |at: usize| clauses.has_relation(at, &[Relation::Acl, Relation::Nmod, Relation::Advcl]);
    let has_content = |noun: usize| clauses.dependents(noun).any(|at| at > noun && describes(at));
    let mut top = noun;
    let mut is_described = has_content(noun);
    let mut is_reported = false;
    for _ in 0..8 {
        let node = clauses.node(top)?;
        // "expressed commitment to a settlement": what it is to may hang on the verb.
        is_described |=
            clauses.dependents(node.head).any(|at| at > noun && has_case(clauses, at, &["to", "for"]));
        match node.relation {
            Relation::Conj => top = node.head,
            Relation::Obj | Relation::NsubjPass | Relation::Obl => break,
            // "reaffirmed that its commitment to peace remains firm"
            Relation::Nsubj if is_described && clauses.has_relation(node.head, &[Relation::Ccomp]) => {
                (top, is_reported) = (node.head, true);
                break;
            }
            _ => return None,
        }
        is_described |= has_content(top);
    }
    let head = clauses.node(top)?.head;
    if !is_described {
        return None;
    }
    // "reaffirmed that the commitment of Sudan remains firm"
    let of = || clauses.behind(noun, &["of"]).filter(|at| is_reported && clauses.has_actor(sentence, *at));
    let owner = clauses.dependent(noun, &[Relation::NmodPoss]).or_else(of);
    if clauses.has_upos(head, Upos::Adj) {
        // "We are steadfast in our commitment."
        return Some(Bond { head, force: Force::Reaffirm, owner: None, by: NOUN });
    }
    let matcher = clauses.matcher;
    let document = matcher.reading.document;
    let limit = document.sentences.get(sentence)?.tokens.end;
    let said: Option<Act> =
        matcher.reader.listed(document, head..limit, "speech").find_map(|(_, means)| means.parse().ok());
    let force = match (said, force) {
        (Some(Act::Affirm | Act::Stress), Force::Pledge) => Force::Reaffirm,
        (Some(Act::Affirm | Act::Stress | Act::Express | Act::Say | Act::Inform), force)
            if clauses.lemma(head) != "share" && !is_reported =>
        {
            force
        }
        (None, force) if clauses.lemma(head) == "have" => force,
        _ => return None,
    };
    Some(Bond { head, force, owner, by: NOUN })
}

fn undertaking(clauses: Clauses<'_>, sentence: usize, bond: &Bond, sides: &[Who]) -> Option<Undertaking> {
    if !is_binding(clauses, sentence, bond) {
        return None;
    }
    let head = bond.head;
    let subject = subject(clauses, sentence, head);
    let is_impersonal = subject.is_none();
    let subject = match subject {
        Some(subject) => subject,
        // "it was agreed to", but not "it will be done"
        None if clauses.is_passive(head) && bond.by != FUTURE => {
            Subject { who: sides.to_vec(), tokens: head..head }
        }
        None => return None,
    };
    let owned = bond.owner.map(|owner| clauses.actors_at(sentence, owner)).filter(|who| !who.is_empty());
    let subject =
        agreed_of(clauses, sentence, head).map_or(subject.clone(), |who| Subject { who, ..subject });
    let bound = parties(clauses, &subject.who);
    // "welcomed Kenya's commitment": nobody binds another.
    if owned.as_ref().is_some_and(|who| {
        !bound.is_empty() && !parties(clauses, who).iter().any(|party| bound.contains(party))
    }) {
        return None;
    }
    let parties = parties(clauses, owned.as_ref().unwrap_or(&subject.who));
    if parties.is_empty() {
        return None;
    }
    let words = clauses.words(head, if is_impersonal { None } else { Some(&subject) });
    let reading = clauses.matcher.reading;
    let mut evidence = vec![actors::bytes(reading, words.start, words.end)];
    if !is_impersonal && owned.is_none() && !words.contains(&subject.tokens.start) {
        evidence.push(actors::bytes(reading, subject.tokens.start, subject.tokens.end));
        evidence.sort_by_key(|bytes| bytes.start);
    }
    Some(Undertaking {
        to: beneficiaries(clauses, sentence, &words, &parties),
        areas: areas(clauses, words.clone()),
        deadline: deadline(clauses, sentence, &words),
        parties,
        force: force(clauses, bond, &subject.who),
        evidence,
        head,
        by: bond.by,
    })
}

/// What is promised; where no word names a field of policy it is the relation as
/// such, which is politics.
fn areas(clauses: Clauses<'_>, words: Range<usize>) -> Vec<Area> {
    let named = area::areas(clauses.matcher, words);
    if named.is_empty() { vec![Area::Politics] } else { named }
}

/// Whether the clause binds now: not "to agree", "did not agree", "would agree"
/// or "the plan agreed".
fn is_binding(clauses: Clauses<'_>, sentence: usize, bond: &Bond) -> bool {
    let head = bond.head;
    let is_infinitive = clauses
        .dependents(head)
        .any(|at| clauses.has_relation(at, &[Relation::Mark]) && word(clauses.matcher.reading, at) == "to");
    // "are getting ready for the congress"
    let is_becoming = clauses.has_upos(head, Upos::Adj)
        && clauses.has_relation(head, &[Relation::Xcomp])
        && clauses.node(head).is_some_and(|node| matches!(clauses.lemma(node.head), "get" | "make"));
    if is_infinitive
        || is_becoming
        || clauses.has_relation(head, &[Relation::AclRelcl, Relation::Acl, Relation::Amod])
    {
        return false;
    }
    if bond.by == FUTURE {
        // "agreed that Ghana will build the road" is one commitment.
        let is_agreed = clauses.has_relation(head, &[Relation::Ccomp])
            && clauses.node(head).is_some_and(|node| matches!(clauses.lemma(node.head), "agree" | "concur"));
        return !is_agreed && has_own_subject(clauses, head) && !is_contact(clauses, sentence, head);
    }
    if clauses
        .auxiliaries(head)
        .any(|aux| matches!(aux, "would" | "may" | "might" | "could" | "should" | "must" | "can"))
    {
        return false;
    }
    // "has no intention of": what a side will not do binds it too.
    bond.by == NOUN || !clauses.is_negated(head) && has_content(clauses, sentence, head)
}

/// Who is bound: whoever agrees, or is committed.
fn subject(clauses: Clauses<'_>, sentence: usize, head: usize) -> Option<Subject> {
    if is_state(clauses, head) {
        clauses.grammatical_subject(sentence, head)
    } else {
        clauses.subject(sentence, head)
    }
}

/// Who is bound by what others agree on: Ghana, where two sides "agreed that
/// Ghana will build the road".
fn agreed_of(clauses: Clauses<'_>, sentence: usize, head: usize) -> Option<Vec<Who>> {
    if !matches!(clauses.lemma(head), "agree" | "concur") {
        return None;
    }
    let clause = clauses.dependent(head, &[Relation::Ccomp])?;
    let who = clauses.grammatical_subject(sentence, clause)?.who;
    (!parties(clauses, &who).is_empty()).then_some(who)
}

/// Whether a verb, or the one it is joined to, has a subject.
fn has_own_subject(clauses: Clauses<'_>, verb: usize) -> bool {
    let has_subject = |at: usize| clauses.dependent(at, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
    let node = clauses.node(verb);
    has_subject(verb) || node.is_some_and(|node| node.relation == Relation::Conj && has_subject(node.head))
}

/// Whether a verb plans a contact, which is an encounter: "will visit Laos".
fn is_contact(clauses: Clauses<'_>, sentence: usize, verb: usize) -> bool {
    let matcher = clauses.matcher;
    let document = matcher.reading.document;
    let limit = document.sentences.get(sentence).map_or(verb, |sentence| sentence.tokens.end);
    let listed =
        |at: usize, list: &'static str| matcher.reader.listed(document, at..limit, list).next().is_some();
    let entries = matcher.reader.rulebook().lists.get("contact_verb").map(|list| list.entries.as_slice());
    let is_contact = entries.unwrap_or(&[]).iter().any(|entry| entry.phrase == clauses.lemma(verb));
    // "will hold talks"
    let object = clauses.dependent(verb, &[Relation::Obj]);
    let is_event = clauses.lemma(verb) == "hold" && object.is_some_and(|object| listed(object, "talks"));
    let is_speech =
        listed(verb, "speech") && !matches!(clauses.lemma(verb), "support" | "share" | "review" | "value");
    is_contact || is_event || is_speech
}

/// Readiness of one side is an offer, of both an intention, and so is what they
/// will promise or decide: "will direct their ministers".
fn force(clauses: Clauses<'_>, bond: &Bond, who: &[Who]) -> Force {
    let is_ahead = || clauses.auxiliaries(bond.head).any(|aux| matches!(aux, "will" | "shall"));
    match bond.force {
        Force::Offer if parties(clauses, who).len() > 1 => Force::Intend,
        Force::Agree | Force::Pledge if bond.by == VERB && is_ahead() => Force::Intend,
        force => force,
    }
}

/// Whether a participle is a state, not an act of somebody else: "is committed".
fn is_state(clauses: Clauses<'_>, head: usize) -> bool {
    matches!(
        word(clauses.matcher.reading, head),
        "committed" | "determined" | "resolved" | "prepared" | "united" | "dedicated"
    )
}

/// Whether a verb of commitment says to what: "agreed to", "pledged that".
fn has_content(clauses: Clauses<'_>, sentence: usize, head: usize) -> bool {
    let behind = || clauses.dependents(head).filter(|at| *at > head);
    let is_clause = |at: &usize| {
        clauses.has_relation(*at, &[Relation::Xcomp, Relation::Ccomp, Relation::Advcl])
            && clauses.node(*at).is_some_and(|node| node.penn != Penn::Vbn)
    };
    match clauses.lemma(head) {
        // "looks forward to working with", not "to the visit"
        "look" => behind().any(|at| {
            clauses.is_verb(at)
                && !is_contact(clauses, sentence, at)
                && clauses.has_relation(at, &[Relation::Advcl, Relation::Xcomp, Relation::Obl])
        }),
        "announce" => {
            let words = clauses.words(head, None);
            let marks = clauses.matcher.reading.marks_of(sentence);
            marks
                .iter()
                .any(|mark| matches!(mark.what, What::Amount(_)) && words.contains(&mark.tokens.start))
        }
        // "agreed that trade will grow", not "that trade is important"
        "agree" | "concur" if behind().any(|at| clauses.has_relation(at, &[Relation::Ccomp])) => {
            let clause = behind().find(|at| clauses.has_relation(*at, &[Relation::Ccomp]));
            // "agreed it will help", "that trade would be of use": nobody is to do anything.
            let is_forecast = |at: usize| {
                let subject = clauses.dependent(at, &[Relation::Nsubj]);
                clauses.dependent(at, &[Relation::Cop]).is_some()
                    || subject
                        .is_some_and(|at| matches!(word(clauses.matcher.reading, at), "it" | "this" | "that"))
            };
            clause.is_some_and(|at| {
                clauses.auxiliaries(at).any(|aux| matches!(aux, "will" | "would" | "shall"))
                    && !is_forecast(at)
                    || clauses.lemma(at) == "go"
            })
        }
        "direct" | "task" | "instruct" => behind().any(|at| {
            clauses.has_relation(at, &[Relation::Obj])
                && clauses.dependent(at, &[Relation::NmodPoss]).is_some_and(|own| {
                    matches!(word(clauses.matcher.reading, own), "their" | "our" | "its" | "his" | "her")
                })
        }),
        _ => behind().any(|at| {
            let is_aim =
                has_case(clauses, at, &["to", "on", "for"]) || clauses.has_relation(at, &[Relation::Obj]);
            is_clause(&at) || is_aim && !is_mere_view(clauses, at)
        }),
    }
}

/// Whether a verb sets a goal that is a deed: "set themselves the goal of raising
/// trade", "set a target to raise it".
fn sets_goal(clauses: Clauses<'_>, sentence: usize, verb: usize) -> bool {
    let matcher = clauses.matcher;
    let document = matcher.reading.document;
    let end = document.sentences.get(sentence).map_or(verb, |sentence| sentence.tokens.end);
    let is_goal = |at: &usize| {
        *at > verb
            && clauses.has_relation(*at, &[Relation::Obj])
            && matcher.reader.listed(document, *at..end, "goal").next().is_some()
    };
    let Some(goal) = clauses.dependents(verb).find(is_goal) else { return false };
    let is_opened =
        |at: usize| at.checked_sub(1).is_some_and(|at| matches!(word(matcher.reading, at), "of" | "to"));
    let mut said = clauses.dependents(goal).chain(clauses.dependents(verb)).filter(|at| *at > goal);
    said.any(|at| clauses.is_verb(at) && is_opened(at))
}

/// Whether a noun hangs on a verb by one of these prepositions.
fn has_case(clauses: Clauses<'_>, noun: usize, cases: &[&str]) -> bool {
    clauses.has_relation(noun, &[Relation::Obl])
        && clauses.case_of(noun).is_some_and(|case| cases.contains(&word(clauses.matcher.reading, case)))
}

/// Whether a noun makes of an agreement a shared view: "agreed on the
/// importance of trade".
fn is_mere_view(clauses: Clauses<'_>, noun: usize) -> bool {
    matches!(
        clauses.lemma(noun),
        "importance"
            | "need"
            | "necessity"
            | "significance"
            | "view"
            | "value"
            | "urgency"
            | "role"
            | "assessment"
    )
}

fn parties(clauses: Clauses<'_>, who: &[Who]) -> Vec<PartyId> {
    let mut parties: Vec<PartyId> = who
        .iter()
        .filter_map(|who| match who {
            Who::Person(idx) => clauses.matcher.reading.people.get(*idx)?.country.clone(),
            Who::Party(party) => Some(party.clone()),
            Who::Group(_) => None,
        })
        .collect();
    parties.sort();
    parties.dedup();
    parties
}

/// For whom: "help Laos", "sell power to Kosovo", "aid for Haiti".
fn beneficiaries(
    clauses: Clauses<'_>,
    sentence: usize,
    words: &Range<usize>,
    parties: &[PartyId],
) -> Vec<PartyId> {
    let reading = clauses.matcher.reading;
    let mut to: Vec<PartyId> = Vec::new();
    for mark in reading.marks_of(sentence).iter().filter(|mark| words.contains(&mark.tokens.start)) {
        let What::Parties(named) = &mark.what else { continue };
        let is_towards = mark.tokens.clone().any(|at| {
            let case = || clauses.case_of(at).map_or("", |case| word(reading, case));
            clauses.has_relation(at, &[Relation::Iobj, Relation::Obj])
                || clauses.has_relation(at, &[Relation::Obl, Relation::Nmod])
                    && matches!(case(), "to" | "for")
        });
        if is_towards {
            to.extend(named.iter().filter(|party| !parties.contains(party)).cloned());
        }
    }
    to.sort();
    to.dedup();
    to
}

/// The day by which: "by 2030".
fn deadline(clauses: Clauses<'_>, sentence: usize, words: &Range<usize>) -> Option<Edtf> {
    let reading = clauses.matcher.reading;
    let said = |at: usize| word(reading, at);
    reading.marks_of(sentence).iter().filter(|mark| words.contains(&mark.tokens.start)).find_map(|mark| {
        let What::Date(when) = &mark.what else { return None };
        let start = mark.tokens.start;
        let before = start.checked_sub(1).map_or("", said);
        let is_by = before == "by" || before == "the" && start.checked_sub(2).map_or("", said) == "by";
        if is_by { when.value } else { None }
    })
}
