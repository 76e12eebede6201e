//! Names of organisations: those of the tables, those that end in a word for a
//! body, and what the recogniser takes for one.

use std::{cmp::Reverse, collections::BTreeSet, ops::Range};

use text::{BlockKind, Document};

use crate::{
    cursor::Cursor,
    index::{Index, Meaning},
    recognised::Recognised,
    title,
};

/// The names of organisations in a document, by bytes of its text, in order; none
/// overlaps another. A name leaves out its article, a possessive and brackets.
pub(crate) fn organisations(cursors: &[Cursor<'_>], recognised: &Recognised) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let (mut short, mut others) = (BTreeSet::new(), BTreeSet::new());
    for cursor in cursors {
        let mut at = cursor.start;
        while at < cursor.end {
            let end = name(cursor, recognised, at);
            let behind = end.unwrap_or(at + 1);
            if let Some(acronym) = acronym_behind(cursor, behind) {
                let of = if end.is_some() { &mut short } else { &mut others };
                of.insert(acronym);
            }
            names.extend(end.map(|end| Name { cursor, tokens: at..end }));
            at = behind;
        }
    }
    let single = cursors.iter().flat_map(|cursor| {
        let is_short = |at: &usize| short.contains(cursor.raw(*at)) && !leads_to_occasion(cursor, at + 1);
        (cursor.start..cursor.end).filter(is_short).map(|at| cursor.bytes(at, at + 1))
    });
    let named = names.iter().filter(|name| !name.is_one_of(&others)).map(Name::bytes);
    let mut bytes: Vec<Range<usize>> = named.chain(single).collect();
    bytes.sort_by_key(|name| (name.start, Reverse(name.end)));
    bytes.dedup_by(|next, name| next.start < name.end);
    bytes
}

/// The outlets and agencies that credits name, by bytes of the text.
pub(crate) fn credited(document: &Document, index: &Index) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Credit) {
        let text = document.text.get(block.bytes.clone()).unwrap_or_default();
        let tokens = text::tokens(text);
        let mut at = 0;
        while at < tokens.len() {
            let outlet = index.hits(text, &tokens, at).find(|hit| *hit.meaning == Meaning::Outlet);
            let length = outlet.as_ref().map_or(1, |hit| hit.length);
            if let (Some(_), [first, .., last] | [first @ last]) = (outlet, &tokens[at..at + length]) {
                names.push(block.bytes.start + first.bytes.start..block.bytes.start + last.bytes.end);
            }
            at += length;
        }
    }
    names
}

struct Name<'a> {
    cursor: &'a Cursor<'a>,
    tokens: Range<usize>,
}

impl Name<'_> {
    fn bytes(&self) -> Range<usize> {
        self.cursor.bytes(self.tokens.start, self.tokens.end)
    }

    fn is_one_of(&self, words: &BTreeSet<String>) -> bool {
        self.tokens.len() == 1 && words.contains(self.cursor.raw(self.tokens.start))
    }
}

/// One past the last token of the name of an organisation that starts at a token.
fn name(cursor: &Cursor<'_>, recognised: &Recognised, at: usize) -> Option<usize> {
    if !cursor.is_capital(at) {
        return None;
    }
    let ends = [listed(cursor, at), ended(cursor, recognised, at), seen(cursor, recognised, at)];
    let end = ends.into_iter().flatten().max()?;
    let is_place = cursor.hits(at).any(|(length, meaning)| {
        at + length >= end
            && match meaning {
                Meaning::Party(party) => party.is_state(),
                Meaning::Place(_) => true,
                _ => false,
            }
    });
    (!is_place && !leads_to_occasion(cursor, end)).then_some(end)
}

/// A name of the tables: an international organisation, a body or an outlet.
fn listed(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    let length = cursor.hits(at).find_map(|(length, meaning)| match meaning {
        Meaning::Party(party) => (!party.is_state()).then_some(length),
        Meaning::Body(_) => Some(length),
        Meaning::Outlet => is_upper(cursor.raw(at)).then_some(length),
        _ => None,
    })?;
    // A possessor is a name of its own: "Party Central Committee's Commission".
    let is_possessor = |end: &usize| cursor.word(*end) == "'s" && is_body(cursor, at, *end);
    let end = (at + 1..at + length).find(is_possessor).unwrap_or(at + length);
    let is_word = end == at + 1 && !is_upper(cursor.raw(at));
    (!is_word || is_proper(cursor, at)).then_some(end)
}

/// Whether the tables have just these tokens as a body or an organisation.
fn is_body(cursor: &Cursor<'_>, at: usize, end: usize) -> bool {
    cursor.hits(at).any(|(length, meaning)| {
        at + length == end && matches!(meaning, Meaning::Party(_) | Meaning::Body(_))
    })
}

/// Whether a single word of the tables is a name by itself: "Congress" is, "the
/// Government" is whichever is meant, and so is the last word of a longer name.
fn is_proper(cursor: &Cursor<'_>, at: usize) -> bool {
    let is_inside = at.checked_sub(1).is_some_and(|before| cursor.is_capital(before));
    !is_inside && cursor.listed(at, "not_name").is_none_or(|_| cursor.word(at) == "congress")
}

/// A run of capitalised words that ends in a word for a body: "Civil Aviation
/// Authority of Mongolia", "Commission for External Affairs".
fn ended(cursor: &Cursor<'_>, recognised: &Recognised, at: usize) -> Option<usize> {
    if !starts_run(cursor, at) {
        return None;
    }
    let end = run_end(cursor, at);
    let last = (at..end).rev().find(|at| is_noun(cursor, recognised, *at))?;
    let is_bare = last == at && !is_linked(cursor, at + 1);
    if is_bare || cursor.word(last) == "party" && !is_kind(cursor, last) {
        return None;
    }
    let mut end = last + 1;
    while is_linked(cursor, end) {
        let next = run_end(cursor, end + 1);
        let last = (end + 1..next).rev().find(|at| is_noun(cursor, recognised, *at));
        end = last.map_or(next, |last| last + 1);
    }
    Some(end)
}

/// What the recogniser takes for an organisation, if it is one word in capitals.
fn seen(cursor: &Cursor<'_>, recognised: &Recognised, at: usize) -> Option<usize> {
    let bytes = cursor.bytes(at, at + 1);
    let is_whole = recognised.organisation_from(bytes.start) == Some(bytes.end);
    (is_whole && is_upper(cursor.raw(at))).then_some(at + 1)
}

/// Whether a name may begin here: not with an article, an office or "Lao".
fn starts_run(cursor: &Cursor<'_>, at: usize) -> bool {
    let leads = ["function_word", "honorific", "month", "weekday", "ordinal"];
    let is_lead = leads.iter().any(|list| cursor.listed(at, list).is_some());
    let is_party = cursor.hits(at).any(|(_, meaning)| matches!(meaning, Meaning::Party(_)));
    let is_adjective = cursor.hits(at).any(|(_, meaning)| matches!(meaning, Meaning::Adjective(_)));
    !is_lead && (is_party || !is_adjective) && title::office(cursor, at).is_none()
}

/// One past the capitalised words from a token on.
fn run_end(cursor: &Cursor<'_>, at: usize) -> usize {
    let mut end = at;
    loop {
        let is_hyphen = cursor.word(end) == "-" && cursor.is_joined(end);
        if cursor.is_capital(end) {
            end += 1;
        } else if end > at
            && (is_hyphen || matches!(cursor.word(end), "and" | "&"))
            && cursor.is_capital(end + 1)
        {
            end += 2;
        } else {
            return end;
        }
    }
}

fn is_linked(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(cursor.word(at), "of" | "for" | "on")
        && cursor.is_capital(at + 1)
        && cursor.listed(at + 1, "month").is_none()
}

/// Whether a word makes the capitalised words before it the name of a body; of
/// some words the recogniser must think so too.
fn is_noun(cursor: &Cursor<'_>, recognised: &Recognised, at: usize) -> bool {
    match cursor.listed(at, "body_noun") {
        Some((_, "alone")) => true,
        Some(_) => recognised.ends_organisation(cursor.bytes(at, at + 1).end),
        None => false,
    }
}

/// Whether what stands before "Party" is more than whose it is: "Labour", not "Lao".
fn is_kind(cursor: &Cursor<'_>, party: usize) -> bool {
    let Some(before) = party.checked_sub(1).filter(|before| cursor.is_capital(*before)) else { return false };
    let is_whose = |meaning: &Meaning| matches!(meaning, Meaning::Adjective(_) | Meaning::Party(_));
    !cursor.hits(before).any(|(_, meaning)| is_whose(meaning))
}

/// Whether the capitalised words go on to name an event, an agreement or the like:
/// "NATO Summit", "United Nations Charter".
fn leads_to_occasion(cursor: &Cursor<'_>, end: usize) -> bool {
    let next = end + usize::from(matches!(cursor.word(end), "'s" | "'"));
    (next..run_end(cursor, next)).any(|at| cursor.listed(at, "occasion_noun").is_some())
}

/// The short form that stands in brackets behind a name: "(CCWG)".
fn acronym_behind(cursor: &Cursor<'_>, end: usize) -> Option<String> {
    let is_short = cursor.word(end) == "(" && cursor.word(end + 2) == ")" && is_upper(cursor.raw(end + 1));
    is_short.then(|| cursor.raw(end + 1).to_owned())
}

fn is_upper(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}
