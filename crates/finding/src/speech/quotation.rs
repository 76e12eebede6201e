//! Quotations: whose words stand in quotation marks, by what stands beside them.

use std::ops::Range;

use reading::{Mark, Penn, Upos, What};
use record::Act;

use crate::{
    actors::{self, Who, word},
    clause::{Clauses, Subject},
    speech::{area, statement::Saying},
};

/// Most tokens between a quotation and the verb that reports it: "Health Minister
/// Ann Lee, 62, of Oslo".
const FAR: usize = 14;

/// Most tokens between the verb and the name behind it: "said 9/11 widow Ann Lee".
const NEAR: usize = 6;

/// Who says what a verb of speech reports: the subject that the tree gives it, or
/// who is named between a quotation and the verb where the tree names nobody
/// there. What is quoted often leads the tree astray: it may make its words the
/// subject.
pub(crate) fn speaker(clauses: Clauses<'_>, sentence: usize, verb: &Range<usize>) -> Option<Subject> {
    let by_tree = clauses.subject(sentence, verb.start);
    let Some((close, placed)) = beside(clauses, sentence, verb) else { return by_tree };
    let is_outside = by_tree.as_ref().is_some_and(|subject| {
        subject.tokens.start > close && subject.who.iter().any(|who| matches!(who, Who::Person(_)))
    });
    if is_outside { by_tree } else { Some(placed) }
}

/// The sentence from its start to the verb and the speaker, where a quotation
/// ends right before them.
pub(super) fn reported(
    clauses: Clauses<'_>,
    sentence: usize,
    verb: &Range<usize>,
    subject: &Subject,
) -> Option<Range<usize>> {
    let (close, _) = beside(clauses, sentence, verb)?;
    let start = clauses.matcher.reading.document.sentences.get(sentence)?.tokens.start;
    let end = verb.end.max(subject.tokens.end);
    (subject.tokens.start > close).then(|| clauses.trimmed(start..end))
}

/// The mark that closes the quotation before a verb, and the person named between
/// the two or right behind the verb: "“It is built,” Minister Ann Lee (Oslo) said",
/// "said Ann Lee".
fn beside(clauses: Clauses<'_>, sentence: usize, verb: &Range<usize>) -> Option<(usize, Subject)> {
    let reading = clauses.matcher.reading;
    let start = reading.document.sentences.get(sentence)?.tokens.start;
    if !clauses.node(verb.start).is_some_and(|node| matches!(node.penn, Penn::Vbd | Penn::Vbz)) {
        return None;
    }
    let nearest = start.max(verb.start.saturating_sub(FAR + 1));
    let close = (nearest..verb.start).rev().find(|at| is_close(clauses, *at))?;
    let between = close + 1..verb.start;
    let is_verb = |at: usize| clauses.is_verb(at) || clauses.has_upos(at, Upos::Aux);
    if between.clone().any(is_verb) {
        return None;
    }
    let is_filled = between.clone().any(|at| !clauses.has_upos(at, Upos::Adv) && word(reading, at) != ",");
    let marks = reading.marks_of(sentence);
    let mark = if is_filled {
        marks.iter().find(|mark| is_person(mark) && between.contains(&mark.tokens.start))?
    } else {
        let mark = marks.iter().find(|mark| is_person(mark) && mark.tokens.start >= verb.end)?;
        let mut gap = verb.end..mark.tokens.start;
        let is_title = |at: usize| {
            matches!(
                clauses.node(at).map(|node| node.upos),
                Some(Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num | Upos::Det)
            ) || word(reading, at) == "/"
        };
        if gap.len() > NEAR || !gap.all(is_title) {
            return None;
        }
        mark
    };
    // "Mr Lee's office said", "the Lee foundation said", "the brother of Ann Lee said".
    let is_of_another = mark.tokens.start > close + 1 && clauses.has_upos(mark.tokens.start - 1, Upos::Adp);
    let next = word(reading, mark.tokens.end);
    let is_alone = mark.tokens.end >= verb.start
        || matches!(next, "," | "(" | "-" | "–" | "—" | "himself" | "herself")
        || clauses.has_upos(mark.tokens.end, Upos::Adv);
    if is_of_another || !is_alone {
        return None;
    }
    let who = actors::who(reading, mark)?;
    Some((close, Subject { who, tokens: mark.tokens.clone() }))
}

fn is_person(mark: &Mark) -> bool {
    matches!(&mark.what, What::People(people) if people.len() == 1)
}

/// Whether a mark closes what was quoted, rather than opening it: "... built,”",
/// "... built”, ", "... built,''".
fn is_close(clauses: Clauses<'_>, at: usize) -> bool {
    let said = |at: Option<usize>| at.map_or("", |at| word(clauses.matcher.reading, at));
    let before = said(at.checked_sub(1));
    let ends = |word: &str| matches!(word, "," | "?" | "!" | "." | "—" | "–" | "--");
    match said(Some(at)) {
        "”" | "»" => ends(before) || said(Some(at + 1)) == ",",
        "\"" => ends(before),
        "'" | "’" => before == said(Some(at)) && ends(said(at.checked_sub(2))),
        _ => false,
    }
}

/// The quotation that ends right before a sentence of the same paragraph: "“Does
/// anybody know?” she asked."
pub(super) fn before(clauses: Clauses<'_>, sentence: usize) -> Option<Range<usize>> {
    let reading = clauses.matcher.reading;
    let sentences = &reading.document.sentences;
    let (own, before) = (sentences.get(sentence)?, sentences.get(sentence.checked_sub(1)?)?);
    let last = before.tokens.end.checked_sub(1)?;
    let is_closed = matches!(word(reading, last), "”" | "\"" | "»") || word(reading, own.tokens.start) == "”";
    (own.block == before.block && is_closed && own.tokens.len() < 12)
        .then(|| actors::bytes(reading, before.tokens.start, before.tokens.end))
}

/// "“We shall build it.” ― Ann Lee"
pub(super) fn signed(clauses: Clauses<'_>, sentence: usize) -> Option<Saying> {
    let reading = clauses.matcher.reading;
    let sentences = &reading.document.sentences;
    let own = sentences.get(sentence)?;
    // The quotation may take up the whole paragraph.
    let first =
        sentences.iter().take(sentence).rposition(|before| before.block != own.block).map_or(0, |at| at + 1);
    let tokens = sentences.get(first)?.tokens.start..own.tokens.end;
    let mark = reading.marks_of(sentence).iter().next_back()?;
    let dash = mark.tokens.start.checked_sub(1).filter(|at| *at > tokens.start)?;
    let is_close = |at: usize| matches!(word(reading, at), "”" | "\"" | "»");
    // Some hands close where they should open.
    let opens = matches!(word(reading, tokens.start), "“" | "”" | "\"" | "«");
    let is_signed = matches!(word(reading, dash), "―" | "—" | "–" | "-")
        && opens
        && is_close(dash - 1)
        && mark.tokens.end + 1 >= tokens.end;
    let speakers = actors::who(reading, mark).filter(|who| is_signed && who.len() == 1)?;
    let words = clauses.trimmed(tokens);
    Some(Saying {
        speakers,
        act: Act::Say,
        addressees: Vec::new(),
        areas: area::areas(clauses.matcher, words.clone()),
        is_quoted: true,
        sentence,
        evidence: vec![actors::bytes(reading, words.start, words.end)],
        by: "statements/signed",
    })
}

/// Whether words are the speaker's own: more than three of them in quotation marks.
pub(super) fn is_quoted(clauses: Clauses<'_>, words: &Range<usize>) -> bool {
    let mut open = None;
    for at in words.clone() {
        match (word(clauses.matcher.reading, at), open) {
            ("“" | "\"" | "«", None) => open = Some(at),
            ("”" | "\"" | "»", Some(start)) => {
                if at - start > 4 {
                    return true;
                }
                open = None;
            }
            _ => {}
        }
    }
    open.is_some_and(|start| words.end - start > 4)
}
