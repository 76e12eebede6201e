//! Which act a statement is, beyond what the list says of its verb.

use std::ops::Range;

use reading::Relation;
use record::Act;

use crate::{
    actors::word,
    clause::{Clauses, Subject},
};

/// What a noun makes of the verb before it: who "expressed his deep gratitude"
/// thanks, and who "noted the importance" stresses it.
pub(crate) fn said(clauses: Clauses<'_>, verb: usize, act: Act, limit: usize) -> Option<Act> {
    let object = clauses.dependent(verb, &[Relation::Obj])?;
    if act == Act::Say
        && matches!(clauses.lemma(object), "importance" | "need" | "necessity" | "significance")
    {
        return Some(Act::Stress);
    }
    // "shared their delight"
    let is_carrier = act == Act::Express || clauses.lemma(verb) == "share";
    let matcher = clauses.matcher;
    let (_, means) = matcher.reader.listed(matcher.reading.document, object..limit, "speech_noun").next()?;
    let means: Act = means.parse().ok()?;
    // "laid out his assessment", "outlined their concerns"
    let tells = matches!(means, Act::Assess | Act::Propose) || clauses.lemma(object) == "concern";
    (is_carrier || tells && matches!(act, Act::Say | Act::Inform)).then_some(means)
}

/// What a speaker's own words do by the feeling they name: "I am happy to see
/// you", "It is a great pleasure".
pub(crate) fn feeling(clauses: Clauses<'_>, sentence: usize, words: &Range<usize>) -> Option<Act> {
    let matcher = clauses.matcher;
    let is_own = |at: usize| {
        // "Mr President, I am very happy": the tree may make the guest the subject.
        let said_so =
            (at.saturating_sub(3)..at).any(|at| matches!(word(matcher.reading, at), "am" | "i'm" | "we're"));
        if said_so {
            return true;
        }
        let subject = clauses.grammatical_subject(sentence, at);
        let by_whom = |subject: Subject| {
            let mut tokens = subject.tokens;
            tokens.any(|at| {
                let word = word(matcher.reading, at);
                matches!(word, "i" | "we" | "it" | "i'm" | "we're" | "it's")
            })
        };
        subject.is_none_or(by_whom)
    };
    words.clone().find_map(|at| {
        let (_, means) = matcher.reader.listed(matcher.reading.document, at..words.end, "feeling").next()?;
        means.parse().ok().filter(|_| is_own(at))
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
