//! Statements: who says what to whom.

use std::ops::Range;

use reading::{Penn, Relation, Upos};
use record::{Act, Area, PartyId};

use crate::{
    actors::{self, Who, word},
    clause::{Clauses, Subject},
    speech::{act, area, quotation},
};

/// A statement before it is given an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saying {
    pub(crate) speakers: Vec<Who>,
    pub(crate) act: Act,
    pub(crate) addressees: Vec<Who>,
    pub(crate) areas: Vec<Area>,
    pub(crate) is_quoted: bool,
    pub(crate) sentence: usize,
    /// Bytes of the clean text: what is said, and the words for who says it
    /// where those stand apart.
    pub(crate) evidence: Vec<Range<usize>>,
    pub(crate) by: &'static str,
}

/// A verb of speech in its sentence.
#[derive(Clone, Debug)]
struct Verb {
    sentence: usize,
    /// The verb itself.
    token: usize,
    /// One past the last token of the phrase: "point out".
    end: usize,
    act: Act,
}

/// A sentence of more words than these that was not parsed is taken to have a verb.
const VERBLESS: usize = 5;

/// Words that are a verb whatever stands around them: "Our trade is growing".
const FINITE: &[&str] = &["are", "has", "have", "is", "was", "were"];

/// Auxiliaries by which nothing has been said yet.
const AUXILIARIES: &[&str] = &["will", "would", "may", "might", "could", "should", "shall", "must"];

/// The statements of a document, in the order of its text. `sides` are those
/// who speak where a text says "it was noted"; `bound` are the verbs that bind
/// and say nothing beside.
pub(crate) fn statements(clauses: Clauses<'_>, sides: &[Who], bound: &[usize]) -> Vec<Saying> {
    let mut found: Vec<Saying> = Vec::new();
    for sentence in clauses.told() {
        let verbs: Vec<Verb> = verbs(clauses, sentence);
        let told = verbs
            .iter()
            .filter(|verb| !is_promise(clauses, verb, bound) && !is_within(clauses, verb, &verbs));
        if let Some(start) = clauses.voices.spoken(sentence) {
            // A speaker who reports what others said.
            let told: Vec<Saying> = told
                .filter(|verb| verb.token >= start && !clauses.is_passive(verb.token))
                .filter_map(|verb| statement(clauses, verb, &[]))
                .filter(|saying| saying.speakers.iter().all(|who| matches!(who, Who::Person(_))))
                .filter(|saying| saying.speakers != clauses.voices.of(sentence))
                .collect();
            if told.is_empty() {
                found.extend(spoken(clauses, sentence, start, bound));
            }
            found.extend(told);
            continue;
        }
        found.extend(told.filter_map(|verb| statement(clauses, verb, sides)));
        found.extend(according_to(clauses, sentence));
        found.extend(quotation::signed(clauses, sentence));
    }
    found
}

/// Whether a verb only binds: not "underscored their commitment", nor "reaffirmed
/// the bonds between them and their commitment to peace", which are news beside.
fn is_promise(clauses: Clauses<'_>, verb: &Verb, bound: &[usize]) -> bool {
    let matcher = clauses.matcher;
    let binds = |noun: usize| {
        matcher.reader.listed(matcher.reading.document, noun..noun + 1, "commit_noun").next().is_some()
    };
    // "its enthusiasm and commitment" is one thing, "the bonds and their commitment" are two.
    let is_same = |at: usize| {
        clauses.has_relation(at, &[Relation::Conj])
            && clauses.dependent(at, &[Relation::Det, Relation::NmodPoss]).is_none()
    };
    let is_news = match (verb.act, clauses.dependent(verb.token, &[Relation::Obj])) {
        (Act::Stress, _) => true,
        (Act::Affirm | Act::Inform, Some(object)) => {
            !binds(object) && !clauses.dependents(object).any(|at| is_same(at) && binds(at))
        }
        (Act::Affirm, None) => {
            !matches!(clauses.lemma(verb.token), "agree" | "concur")
                && clauses.dependent(verb.token, &[Relation::Ccomp]).is_some()
        }
        _ => false,
    };
    bound.contains(&verb.token) && !is_news
}

/// A sentence that is all somebody's own words.
fn spoken(clauses: Clauses<'_>, sentence: usize, start: usize, bound: &[usize]) -> Option<Saying> {
    let reading = clauses.matcher.reading;
    let end = reading.document.sentences.get(sentence)?.tokens.end;
    let words = clauses.trimmed(start..end);
    let n_words = words.clone().filter(|at| word(reading, *at).chars().any(char::is_alphanumeric)).count();
    let acts: Vec<Act> = verbs(clauses, sentence)
        .iter()
        .filter(|verb| verb.token >= start && act::is_performed(clauses, sentence, verb.token, verb.act))
        .map(|verb| verb.act)
        .collect();
    let act = acts.iter().find(|act| **act != Act::Say).or(acts.first()).copied();
    let has_verb = if clauses.is_parsed(sentence) {
        words.clone().any(|at| clauses.is_verb(at) || clauses.has_relation(at, &[Relation::Cop]))
    } else {
        n_words > VERBLESS || words.clone().any(|at| FINITE.contains(&word(reading, at)))
    };
    if n_words < 4 || act.is_none() && !has_verb {
        return None;
    }
    let act = act.filter(|act| *act != Act::Say).or_else(|| act::feeling(clauses, sentence, &words));
    let act = act.unwrap_or(Act::Say);
    // What only promises is a commitment; "I think we will continue" is an opinion.
    let is_promise = |head: &usize| words.contains(head) && !clauses.has_relation(*head, &[Relation::Ccomp]);
    if act == Act::Say && bound.iter().any(is_promise) {
        return None;
    }
    Some(Saying {
        speakers: clauses.voices.of(sentence).to_vec(),
        act,
        addressees: Vec::new(),
        areas: area::areas(clauses.matcher, words.clone()),
        is_quoted: true,
        sentence,
        evidence: vec![actors::bytes(reading, words.start, words.end)],
        by: "statements/own-words",
    })
}

/// "According to the Minister, trade grew."
fn according_to(clauses: Clauses<'_>, sentence: usize) -> Option<Saying> {
    let reading = clauses.matcher.reading;
    let tokens = reading.document.sentences.get(sentence)?.tokens.clone();
    let at = tokens.clone().find(|at| word(reading, *at) == "according" && word(reading, at + 1) == "to")?;
    let marks = reading.marks_of(sentence);
    let mark = marks.iter().find(|mark| (at + 2..at + 5).contains(&mark.tokens.start))?;
    let speakers = actors::who(reading, mark).filter(|who| !who.is_empty())?;
    let words = clauses.trimmed(tokens);
    Some(Saying {
        speakers,
        act: Act::Say,
        addressees: Vec::new(),
        areas: area::areas(clauses.matcher, words.clone()),
        is_quoted: quotation::is_quoted(clauses, &words),
        sentence,
        evidence: vec![actors::bytes(reading, words.start, words.end)],
        by: "statements/according-to",
    })
}

fn verbs(clauses: Clauses<'_>, sentence: usize) -> Vec<Verb> {
    let matcher = clauses.matcher;
    let document = matcher.reading.document;
    let Some(tokens) = document.sentences.get(sentence).map(|sentence| sentence.tokens.clone()) else {
        return Vec::new();
    };
    let mut found: Vec<Verb> = Vec::new();
    for at in tokens.clone() {
        if found.last().is_some_and(|verb| at < verb.end) {
            continue;
        }
        let Some((length, means)) = matcher.reader.listed(document, at..tokens.end, "speech").next() else {
            let carried = act::carried(clauses, at, tokens.end);
            found.extend(carried.map(|(length, act)| Verb { sentence, token: at, end: at + length, act }));
            continue;
        };
        let Some(token) = (at..at + length).find(|at| clauses.is_verb(*at)).or_else(|| {
            // "is grateful", but not "detailed information"
            (at + 1..at + length).rev().find(|at| clauses.has_upos(*at, Upos::Adj))
        }) else {
            continue;
        };
        let Ok(act) = means.parse() else { continue };
        // "called on Friday for the release"
        let is_call =
            clauses.lemma(token) == "call" && clauses.behind(token, &["for", "on", "upon"]).is_some();
        let act = if is_call { Act::Urge } else { act };
        let act = act::said(clauses, token, act, tokens.end).unwrap_or(act);
        found.push(Verb { sentence, token, end: at + length, act });
    }
    found
}

/// Whether a verb of speech is part of what another one reports: "noted that
/// they reject violence" is one statement.
fn is_within(clauses: Clauses<'_>, verb: &Verb, verbs: &[Verb]) -> bool {
    let mut at = verb.token;
    for _ in 0..20 {
        let Some(node) = clauses.node(at) else { return false };
        if node.head == at {
            return false;
        }
        let is_reported = matches!(
            node.relation,
            Relation::Ccomp | Relation::Xcomp | Relation::AclRelcl | Relation::Acl | Relation::Advcl
        );
        let is_aside = node.relation == Relation::Advcl && at == verb.token;
        at = clauses.joined_to(at).unwrap_or(node.head);
        if is_reported && !is_aside && verbs.iter().any(|other| other.token == at) {
            return true;
        }
    }
    false
}

fn statement(clauses: Clauses<'_>, verb: &Verb, sides: &[Who]) -> Option<Saying> {
    let &Verb { sentence, token, act, .. } = verb;
    if clauses.is_negated(token)
        || clauses.auxiliaries(token).any(|aux| AUXILIARIES.contains(&aux))
        || !is_told(clauses, verb)
    {
        return None;
    }
    let is_impersonal = clauses.is_passive(token) && clauses.subject(sentence, token).is_none();
    let subject = if is_impersonal {
        if clauses.has_relation(token, &[Relation::Advcl, Relation::AclRelcl, Relation::Acl]) {
            return None;
        }
        Subject { who: sides.to_vec(), tokens: token..token }
    } else {
        quotation::speaker(clauses, sentence, &(token..verb.end))?
    };
    // What two talk about is a subject of talks, not a statement.
    let is_talk = matches!(clauses.lemma(token), "talk" | "speak") && subject.who.len() > 1;
    if subject.who.is_empty() || is_talk {
        return None;
    }
    let reported = || quotation::reported(clauses, sentence, &(token..verb.end), &subject);
    let has_content = has_content(clauses, verb);
    // "The Minister said:" before a paragraph of his own words.
    if act == Act::Say
        && word(clauses.matcher.reading, verb.end) == ":"
        && is_last(clauses, sentence, verb.end)
    {
        return None;
    }
    let behind = postposed(clauses, verb, &subject).or_else(|| if has_content { None } else { reported() });
    let has_content = has_content || behind.is_some();
    let before = if has_content { None } else { Some(quotation::before(clauses, sentence)?) };
    let own = if is_impersonal { None } else { Some(&subject) };
    let words = behind.unwrap_or_else(|| clauses.words(token, own));
    let reading = clauses.matcher.reading;
    let mut evidence = vec![actors::bytes(reading, words.start, words.end)];
    evidence.extend(before);
    evidence.sort_by_key(|bytes| bytes.start);
    let is_apart = !is_impersonal && !words.contains(&subject.tokens.start);
    if is_apart {
        evidence.push(actors::bytes(reading, subject.tokens.start, subject.tokens.end));
        evidence.sort_by_key(|bytes| bytes.start);
    }
    let speakers = spoken_for(clauses, &subject);
    let act = act::held(clauses, token, act, &speakers);
    Some(Saying {
        addressees: addressees(clauses, verb, &subject),
        areas: area::areas(clauses.matcher, words.clone()),
        is_quoted: quotation::is_quoted(clauses, &words),
        speakers,
        act: act::warned(clauses, &words, act),
        sentence,
        evidence,
        by: if is_impersonal { "statements/passive" } else { "statements/verb" },
    })
}

fn is_last(clauses: Clauses<'_>, sentence: usize, token: usize) -> bool {
    let sentence = clauses.matcher.reading.document.sentences.get(sentence);
    sentence.is_some_and(|sentence| sentence.tokens.end == token + 1)
}

/// The sentence up to a verb of speech that stands behind all it reports: "Taxes
/// fell, the Minister said last week."
fn postposed(clauses: Clauses<'_>, verb: &Verb, subject: &Subject) -> Option<Range<usize>> {
    let reading = clauses.matcher.reading;
    let sentence = reading.document.sentences.get(verb.sentence)?.tokens.clone();
    let closes = subject.tokens.start.checked_sub(1)?;
    let is_behind = closes > sentence.start + 1
        && matches!(word(reading, closes), "," | "”" | "\"" | "'" | "’" | "?" | "!")
        && subject.tokens.end <= verb.token;
    let reports = [Relation::Ccomp, Relation::Obj, Relation::Xcomp];
    let is_done = clauses
        .dependents(verb.token)
        .filter(|at| *at > verb.token)
        .all(|at| !clauses.has_relation(at, &reports));
    let is_loose = clauses.dependent(verb.token, &[Relation::Cc]).is_none()
        && clauses.has_relation(verb.token, &[Relation::Root, Relation::Conj]);
    let is_reporting = matches!(
        verb.act,
        Act::Say | Act::Ask | Act::Answer | Act::Affirm | Act::Stress | Act::Inform | Act::Warn
    );
    (is_behind && is_done && is_loose && is_reporting)
        .then(|| clauses.trimmed(sentence.start..clauses.extent(verb.token).end.max(verb.end)))
}

/// Who speaks: a delegation speaks for its party, not for those who lead it.
fn spoken_for(clauses: Clauses<'_>, subject: &Subject) -> Vec<Who> {
    let reading = clauses.matcher.reading;
    let is_delegation = word(reading, subject.tokens.end.saturating_sub(1)) == "delegation";
    let party = |who: &Who| match who {
        Who::Person(idx) => reading.people.get(*idx).and_then(|person| person.country.clone()),
        Who::Party(party) => Some(party.clone()),
        Who::Group(_) => None,
    };
    let mut parties: Vec<PartyId> = subject.who.iter().filter_map(party).collect();
    parties.sort();
    parties.dedup();
    match parties.as_slice() {
        [party] if is_delegation => vec![Who::Party(party.clone())],
        _ => subject.who.clone(),
    }
}

/// Whether a verb tells of speech that took place: not "to thank", "the views
/// expressed" or, before its main clause, "highlighting the tradition".
fn is_told(clauses: Clauses<'_>, verb: &Verb) -> bool {
    let reading = clauses.matcher.reading;
    let Some(node) = clauses.node(verb.token) else { return false };
    let is_infinitive = clauses
        .dependents(verb.token)
        .any(|at| clauses.has_relation(at, &[Relation::Mark]) && word(reading, at) == "to");
    if is_infinitive {
        return node.relation == Relation::Xcomp
            && matches!(clauses.lemma(node.head), "want" | "like" | "wish");
    }
    match node.relation {
        Relation::Amod | Relation::Compound => false,
        Relation::AclRelcl => {
            let subject = clauses.dependent(verb.token, &[Relation::Nsubj]);
            subject.is_some_and(|at| word(reading, at) == "who") || is_main(clauses, verb)
        }
        Relation::Acl if node.penn == Penn::Vbg => clauses.has_actor(verb.sentence, node.head),
        Relation::Acl => is_main(clauses, verb),
        Relation::Advcl if node.penn == Penn::Vbg => {
            // "congratulated Laos, saying that ..." is one statement.
            let limit =
                reading.document.sentences.get(verb.sentence).map_or(0, |sentence| sentence.tokens.end);
            let matcher = clauses.matcher;
            let is_elaborated =
                matcher.reader.listed(reading.document, node.head..limit, "speech").next().is_some();
            verb.token > node.head
                && !(is_elaborated && matches!(clauses.lemma(verb.token), "say" | "add" | "tell"))
        }
        _ => true,
    }
}

/// Whether a verb is that of its whole sentence, though the tree hangs it on a noun
/// of its subject: "Ann Lee, head of the Fund, called for", "nominee Ann Lee has said".
fn is_main(clauses: Clauses<'_>, verb: &Verb) -> bool {
    let reading = clauses.matcher.reading;
    let own = clauses.dependent(verb.token, &[Relation::Nsubj]);
    let is_named = own.is_some_and(|at| at + 4 > verb.token && clauses.has_actor(verb.sentence, at));
    let is_behind = verb.token > 0 && word(reading, verb.token - 1) == ",";
    if !is_named && !is_behind || clauses.agent(verb.sentence, verb.token).is_some() {
        return false;
    }
    let mut at = verb.token;
    for _ in 0..10 {
        let Some(head) = clauses.node(at).map(|node| node.head) else { return false };
        if head == at {
            break;
        }
        at = head;
        let is_noun = clauses.has_upos(at, Upos::Noun) || clauses.has_upos(at, Upos::Propn);
        if !is_noun || at > verb.token || clauses.dependent(at, &[Relation::Cop]).is_some() {
            return false;
        }
    }
    true
}

/// Whether a verb has anything said: a clause, an object, a quotation.
fn has_content(clauses: Clauses<'_>, verb: &Verb) -> bool {
    let clause = [Relation::Ccomp, Relation::Parataxis, Relation::CsubjPass];
    let thing = [Relation::Obj, Relation::Xcomp, Relation::Obl, Relation::NsubjPass];
    let is_aside = clauses.has_relation(verb.token, &[Relation::Parataxis]);
    let mut found = clauses.dependents(verb.token);
    match clauses.lemma(verb.token) {
        // "shared his concern" is said, "shares a border" is not.
        "share" => found.any(|at| {
            let limit = clauses.extent(at).end;
            let matcher = clauses.matcher;
            clauses.has_relation(at, &[Relation::Obj])
                && (matcher
                    .reader
                    .listed(matcher.reading.document, at..limit, "speech_noun")
                    .next()
                    .is_some()
                    || matches!(
                        clauses.lemma(at),
                        "view" | "example" | "assessment" | "information" | "vision" | "perspective"
                    ))
        }),
        "believe" | "think" | "hope" | "see" | "know" | "agree" | "concur" | "ask" | "expect" => {
            is_aside || found.any(|at| clauses.has_relation(at, &clause) || is_shared_view(clauses, at))
        }
        _ => {
            // "called for reducing the tax"
            let is_call = |at: usize| {
                let mark = clauses.dependent(at, &[Relation::Mark]);
                clauses.has_relation(at, &[Relation::Advcl])
                    && mark
                        .is_some_and(|at| verb.act == Act::Urge && word(clauses.matcher.reading, at) == "for")
            };
            // "told his host about the aid"
            let is_told = |at: usize| {
                clauses.has_relation(at, &[Relation::Iobj]) && clauses.behind(at, &["about", "of"]).is_some()
            };
            is_aside
                || found.any(|at| {
                    clauses.has_relation(at, &clause)
                        || clauses.has_relation(at, &thing)
                        || is_call(at)
                        || is_told(at)
                })
        }
    }
}

/// "agreed on the importance of trade".
fn is_shared_view(clauses: Clauses<'_>, at: usize) -> bool {
    clauses.has_relation(at, &[Relation::Obl])
        && matches!(
            clauses.lemma(at),
            "importance" | "need" | "necessity" | "significance" | "value" | "urgency"
        )
}

/// To whom: the object of "told", "thanked" or "urged", or "to" somebody.
fn addressees(clauses: Clauses<'_>, verb: &Verb, subject: &Subject) -> Vec<Who> {
    let is_object = |at: &usize| clauses.has_relation(*at, &[Relation::Obj, Relation::Iobj]);
    let is_towards = |at: &usize| {
        clauses.has_relation(*at, &[Relation::Obl])
            && clauses.case_of(*at).is_some_and(|case| word(clauses.matcher.reading, case) == "to")
    };
    let mut who: Vec<Who> = Vec::new();
    for at in clauses.dependents(verb.token).filter(|at| is_object(at) || is_towards(at)) {
        for one in clauses.actors_at(verb.sentence, at) {
            if !who.contains(&one) && !subject.who.contains(&one) {
                who.push(one);
            }
        }
    }
    who
}
