//! Which sentences are worth a tree: parsing is the dearest step of reading.

use std::collections::HashSet;

use text::Document;

use crate::{cursor::Cursor, index::Meaning};

/// Lists of words that may be written with a capital and name nobody.
const COMMON: &[&str] = &["function_word", "month", "not_name", "number", "ordinal", "weekday"];

/// Words before a noun.
const DETERMINERS: &[&str] = &[
    "a", "an", "any", "each", "every", "her", "his", "its", "my", "no", "of", "our", "the", "their", "your",
];

/// Lists of words for what is no person and needs no tree to be told.
const THINGS: &[&str] =
    &["body_noun", "initiative_noun", "instrument", "known_paper", "occasion_noun", "talks"];

/// What will do something and is nobody.
const IDLE: &[&str] = &["that", "there", "these", "this", "those", "what", "which", "you"];

/// Lists of words for people without a name.
const SETS: &[&str] = &["group_noun", "pair", "side_noun", "spouse"];

/// The word lists whose phrases need a tree beside them.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'r> {
    /// Of verbs of contacts, which tell of one where somebody beside the speaker is
    /// named: "I talked a lot" does not.
    pub contacts: &'r [&'r str],
    /// Of verbs, and adjectives that stand for one. "The support" and "our support"
    /// are none.
    pub verbs: &'r [&'r str],
    /// Of nouns and of words of any sort.
    pub nouns: &'r [&'r str],
}

/// Of each sentence, whether it is to be parsed: it stands in the headline, or
/// has somebody who acts beside a phrase of one of `lists` or "will", quotes, or
/// names by several words somebody or something that no list knows and the text
/// did not name before.
pub(crate) fn parsed(document: &Document, cursors: &[Cursor<'_>], lists: Lists<'_>) -> Vec<bool> {
    let mut named = HashSet::new();
    let parsed = cursors.iter().enumerate().map(|(sentence, cursor)| {
        let is_new = names_anew(cursor, &mut named);
        let is_mark = |at: usize| matches!(cursor.word(at), "“" | "”" | "\"");
        let is_quoted = is_mark(cursor.start) || (cursor.end.saturating_sub(2)..cursor.end).any(is_mark);
        let tells = has_actor(cursor) && has_phrase(cursor, lists);
        is_new || is_quoted || document.is_in_title(sentence) || tells
    });
    parsed.collect()
}

/// Whether a sentence has a name of several words that is no listed one and does
/// not stand in `named`, where it is added.
fn names_anew<'a>(cursor: &Cursor<'a>, named: &mut HashSet<Vec<&'a str>>) -> bool {
    let mut is_new = false;
    let mut name = Vec::new();
    let mut n_unknown = 0;
    for at in cursor.start..=cursor.end {
        let is_common = covers(cursor, at, |meaning| match meaning {
            Meaning::Word(list, _) => COMMON.contains(&list.as_str()),
            _ => true,
        });
        let is_part = cursor.is_capital(at) && !is_first_person(cursor.word(at));
        if is_part && (at > cursor.start || !is_common) {
            name.push(cursor.word(at));
            n_unknown += usize::from(!is_common);
        } else if !name.is_empty() {
            let words = std::mem::take(&mut name);
            // "the Port Development Agreement"
            let is_thing = covers(cursor, at - 1, |meaning| match meaning {
                Meaning::Word(list, _) => THINGS.contains(&list.as_str()),
                _ => false,
            });
            is_new |= n_unknown > 1 && !is_thing && named.insert(words);
            n_unknown = 0;
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
    let is_pronoun = |word: &str| {
        matches!(word, "it" | "her" | "his" | "its" | "my" | "our" | "their" | "your")
            || is_first_person(word)
    };
    (cursor.start..cursor.end).any(|at| is_pronoun(cursor.word(at))) || has_other(cursor)
}

/// Whether anybody but the speaker stands in a sentence who could act.
fn has_other(cursor: &Cursor<'_>) -> bool {
    (cursor.start..cursor.end).any(|at| {
        let is_pronoun = matches!(cursor.word(at), "he" | "she" | "they" | "them" | "him" | "who" | "you");
        let is_named = || cursor.is_capital(at) && at > cursor.start && !is_first_person(cursor.word(at));
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
    matches!(word, "i" | "me" | "we")
}

/// Whether a sentence has "will" or a phrase of one of the lists that is not
/// within the name of a party, a place, a body or an office: "states" but not
/// "United States".
fn has_phrase(cursor: &Cursor<'_>, lists: Lists<'_>) -> bool {
    let mut named_to = cursor.start;
    let has_other = has_other(cursor);
    let is_own = (cursor.start..cursor.end).any(|at| is_first_person(cursor.word(at)));
    (cursor.start..cursor.end).any(|at| {
        let names = cursor.hits(at).filter(|(_, meaning)| !matches!(meaning, Meaning::Word(..)));
        let is_named = at < named_to;
        named_to = names.map(|(length, _)| at + length).fold(named_to, usize::max);
        let before = at.checked_sub(1).map_or("", |before| cursor.word(before));
        // Nobody but a speaker does what he says he wants to: "I wish to thank"; and
        // in "the Recovery Plan" nobody plans.
        let is_no_act = DETERMINERS.contains(&before)
            || before == "to" && !is_own
            || at > cursor.start && cursor.is_capital(at);
        let is_listed = |meaning: &Meaning| {
            let Meaning::Word(list, _) = meaning else { return false };
            let list = list.as_str();
            let is_act = lists.verbs.contains(&list) || has_other && lists.contacts.contains(&list);
            lists.nouns.contains(&list) || !is_no_act && is_act
        };
        let is_future = matches!(cursor.word(at), "will" | "shall") && !IDLE.contains(&before);
        !is_named && (is_future || covers(cursor, at, is_listed))
    })
}
