//! Which act a statement is, beyond what the list says of its verb.

use std::ops::Range;

use reading::{Penn, Relation, Upos};
use record::Act;

use crate::{
    actors::{Who, word},
    clause::Clauses,
};

/// Nouns that carry another: "areas of concern", "a message of condolence".
const LIGHT: &[&str] = &[
    "area", "feeling", "letter", "list", "message", "note", "number", "raft", "range", "sense", "series",
    "set", "word",
];

/// What a noun makes of the verb before it: who "expressed his deep gratitude"
/// thanks, and who "noted the importance" stresses it.
pub(crate) fn said(clauses: Clauses<'_>, verb: usize, act: Act, limit: usize) -> Option<Act> {
    let Some(object) = clauses.dependent(verb, &[Relation::Obj]) else {
        // "conveyed that he would not come"
        let tells = clauses.lemma(verb) == "convey" && clauses.dependent(verb, &[Relation::Ccomp]).is_some();
        return tells.then_some(Act::Inform);
    };
    if act == Act::Say
        && matches!(clauses.lemma(object), "importance" | "need" | "necessity" | "significance")
    {
        let is_granted = clauses.lemma(verb) == "acknowledge";
        return Some(if is_granted { Act::Affirm } else { Act::Stress });
    }
    let is_shared = clauses.lemma(verb) == "share";
    if is_shared
        && matches!(clauses.lemma(object), "commitment" | "vision" | "conviction" | "objective" | "goal")
    {
        return Some(Act::Affirm);
    }
    // "shared their delight"
    let is_carrier = act == Act::Express || is_shared;
    let matcher = clauses.matcher;
    let noun = weighty(clauses, object);
    let (_, means) = matcher.reader.listed(matcher.reading.document, noun..limit, "speech_noun").next()?;
    let means: Act = means.parse().ok()?;
    // "laid out his assessment", "outlined their concerns"
    let tells = matches!(means, Act::Assess | Act::Propose) || clauses.lemma(noun) == "concern";
    (is_carrier || tells && matches!(act, Act::Say | Act::Inform)).then_some(means)
}

/// The noun that says what a verb is about: "concern" in "areas of concern".
fn weighty(clauses: Clauses<'_>, object: usize) -> usize {
    let carried = if LIGHT.contains(&clauses.lemma(object)) { clauses.behind(object, &["of"]) } else { None };
    carried.unwrap_or(object)
}

/// What a verb that is no verb of speech does by its noun: "extended his warmest
/// congratulations", "raised concerns", but not "offered support".
pub(crate) fn carried(clauses: Clauses<'_>, verb: usize, limit: usize) -> Option<(usize, Act)> {
    let matcher = clauses.matcher;
    let listed = |at: usize, list: &'static str| {
        matcher.reader.listed(matcher.reading.document, at..limit, list).next()
    };
    let (length, _) = listed(verb, "speech_carrier").filter(|_| clauses.is_verb(verb))?;
    // "pass on my best wishes": the tree may take "on" for the noun's.
    let object = clauses.dependent(verb, &[Relation::Obj]).or_else(|| clauses.behind(verb, &["on"]))?;
    let noun = weighty(clauses, object);
    let act: Act = listed(noun, "speech_noun")?.1.parse().ok()?;
    let is_sent = act != Act::Express
        || matches!(
            clauses.lemma(noun),
            "concern" | "condolence" | "greeting" | "regard" | "sympathy" | "wish"
        );
    is_sent.then_some((length, act))
}

/// What a state or a body believes is what it holds, not what it feels.
pub(crate) fn held(clauses: Clauses<'_>, verb: usize, act: Act, speakers: &[Who]) -> Act {
    let is_position = matches!(clauses.lemma(verb), "believe" | "think")
        && speakers.iter().all(|who| matches!(who, Who::Party(_)));
    if is_position { Act::Affirm } else { act }
}

/// Whether a speaker's own words do what a verb names: "we welcome", "let me
/// thank", "is greatly appreciated", but not "I told him", "an opportunity to
/// talk" or "this, I believe, is vital".
pub(crate) fn is_performed(clauses: Clauses<'_>, sentence: usize, verb: usize, act: Act) -> bool {
    let Some(node) = clauses.node(verb) else { return false };
    let is_asserted = clauses.dependent(verb, &[Relation::Expl]).is_none()
        && node.penn != Penn::Vbd
        && match node.relation {
            Relation::Amod | Relation::AclRelcl | Relation::Parataxis => false,
            Relation::Acl => is_occasion(clauses, node.head),
            _ => true,
        };
    if !is_asserted {
        return false;
    }
    if clauses.is_passive(verb) {
        return matches!(act, Act::Welcome | Act::Praise) && clauses.agent(sentence, verb).is_none();
    }
    let subject = clauses.grammatical_subject(sentence, verb);
    subject.is_none_or(|subject| {
        let mut tokens = subject.tokens;
        tokens.any(|at| matches!(word(clauses.matcher.reading, at), "i" | "we" | "me" | "us"))
    })
}

/// Whether a noun with an infinitive does what that says: "it is an honour to
/// welcome", "I take this opportunity to thank".
fn is_occasion(clauses: Clauses<'_>, noun: usize) -> bool {
    let matcher = clauses.matcher;
    let is_taken = clauses.node(noun).is_some_and(|node| matches!(clauses.lemma(node.head), "take" | "use"));
    let is_felt =
        || matcher.reader.listed(matcher.reading.document, noun..noun + 1, "feeling").next().is_some();
    is_taken || is_felt()
}

/// What a speaker's own words do by the feeling they name: "I am happy to see
/// you", "It is a great pleasure". Thanks and welcome count for more than joy.
pub(crate) fn feeling(clauses: Clauses<'_>, sentence: usize, words: &Range<usize>) -> Option<Act> {
    let matcher = clauses.matcher;
    let named = |at: usize| -> Option<Act> {
        let (length, means) =
            matcher.reader.listed(matcher.reading.document, at..words.end, "feeling").next()?;
        // "certain events" are no certainty, "status and honour" no feeling.
        let is_aside = match clauses.has_upos(at, Upos::Noun) {
            true => clauses.has_relation(at, &[Relation::Conj, Relation::Nmod]),
            false => clauses.has_relation(at, &[Relation::Amod]),
        };
        let is_felt = length > 1 || !is_aside;
        means.parse().ok().filter(|_| is_felt && is_own(clauses, sentence, at))
    };
    let acts: Vec<Act> = words.clone().filter_map(named).collect();
    acts.iter().find(|act| **act != Act::Express).or(acts.first()).copied()
}

/// Whether a feeling is the speaker's own.
fn is_own(clauses: Clauses<'_>, sentence: usize, at: usize) -> bool {
    let reading = clauses.matcher.reading;
    // "Mr President, I am very happy": the tree may make the guest the subject.
    let said_so = (at.saturating_sub(3)..at).any(|at| matches!(word(reading, at), "am" | "i'm" | "we're"));
    said_so
        || clauses.grammatical_subject(sentence, at).is_none_or(|subject| {
            let mut tokens = subject.tokens;
            tokens.any(|at| matches!(word(reading, at), "i" | "we" | "it" | "i'm" | "we're" | "it's"))
        })
}

/// What is said with a threat in it is a warning: "made clear that they would
/// respond decisively".
pub(crate) fn warned(clauses: Clauses<'_>, words: &Range<usize>, act: Act) -> Act {
    if !matches!(act, Act::Say | Act::Stress | Act::Affirm | Act::Inform | Act::Propose | Act::Express) {
        return act;
    }
    let matcher = clauses.matcher;
    let mut threats = words
        .clone()
        .map(|at| matcher.reader.listed(matcher.reading.document, at..words.end, "threat").next().is_some());
    if threats.any(|is_threat| is_threat) { Act::Warn } else { act }
}
