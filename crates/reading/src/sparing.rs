//! Which sentences are worth a tree: parsing is the dearest step of reading.

use std::collections::HashSet;

use text::Document;

use crate::{cursor::Cursor, index::Meaning};

/// Lists of words that may be written with a capital and name nobody.
const COMMON: &[&str] = &["function_word", "month", "not_name", "number", "ordinal", "weekday"];

/// Lists of words for people without a name.
const SETS: &[&str] = &["group_noun", "pair", "side_noun", "spouse"];

/// Of each sentence, whether it is to be parsed: it stands in the headline, or
/// has somebody who acts beside a phrase of one of `lists`, or names by several
/// words somebody or something that no list knows and the text did not name
/// before.
pub(crate) fn parsed(document: &Document, cursors: &[Cursor<'_>], lists: &[&str]) -> Vec<bool> {
    let mut named = HashSet::new();
    let parsed = cursors.iter().enumerate().map(|(sentence, cursor)| {
        let is_new = names_anew(cursor, &mut named);
        is_new || document.is_in_title(sentence) || has_actor(cursor) && has_phrase(cursor, lists)
    });
    parsed.collect()
}

/// Whether a sentence has a name of several words that is no listed one and does
/// not stand in `named`, where it is added.
fn names_anew<'a>(cursor: &Cursor<'a>, named: &mut HashSet<Vec<&'a str>>) -> bool {
    let mut is_new = false;
    let mut name = Vec::new();
    let mut is_listed = true;
    for at in cursor.start..=cursor.end {
        let is_common = covers(cursor, at, |meaning| match meaning {
            Meaning::Word(list, _) => COMMON.contains(&list.as_str()),
            _ => true,
        });
        let is_part = cursor.is_capital(at) && !is_first_person(cursor.word(at));
        if is_part && (at > cursor.start || !is_common) {
            name.push(cursor.word(at));
            is_listed &= is_common;
        } else if !name.is_empty() {
            let words = std::mem::take(&mut name);
            is_new |= words.len() > 1 && !is_listed && named.insert(words);
            is_listed = true;
        }
    }
    is_new
}

/// Whether a listed phrase with some meaning starts at a token.
fn covers(cursor: &Cursor<'_>, at: usize, is_meant: impl Fn(&Meaning) -> bool) -> bool {
    cursor.hits(at).any(|(_, meaning)| is_meant(meaning))
}

/// Whether anybody stands in a sentence who could act: a name, an office, a
/// party, a pronoun.
fn has_actor(cursor: &Cursor<'_>) -> bool {
    (cursor.start..cursor.end).any(|at| {
        let word = cursor.word(at);
        let is_pronoun = matches!(word, "he" | "it" | "she" | "they" | "who")
            || matches!(word, "her" | "his" | "its" | "our" | "their")
            || is_first_person(word);
        let is_named = || cursor.is_capital(at) && at > cursor.start;
        let is_listed = |meaning: &Meaning| match meaning {
            Meaning::Word(list, _) => SETS.contains(&list.as_str()),
            Meaning::Place(_) => false,
            _ => true,
        };
        is_pronoun || is_named() || covers(cursor, at, is_listed)
    })
}

fn is_first_person(word: &str) -> bool {
    let word = word.split_once('\'').map_or(word, |(word, _)| word);
    matches!(word, "i" | "we")
}

/// Whether a sentence has a phrase of one of the lists that is not within the
/// name of a party, a place, a body or an office: "states" but not "United
/// States".
fn has_phrase(cursor: &Cursor<'_>, lists: &[&str]) -> bool {
    let mut named_to = cursor.start;
    (cursor.start..cursor.end).any(|at| {
        let names = cursor.hits(at).filter(|(_, meaning)| !matches!(meaning, Meaning::Word(..)));
        let is_named = at < named_to;
        named_to = names.map(|(length, _)| at + length).fold(named_to, usize::max);
        let is_listed = |meaning: &Meaning| {
            if let Meaning::Word(list, _) = meaning { lists.contains(&list.as_str()) } else { false }
        };
        !is_named && covers(cursor, at, is_listed)
    })
}
