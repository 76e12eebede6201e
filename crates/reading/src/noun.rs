//! Groups: people known only by the words for them.

use crate::{cursor::Cursor, index::Meaning, title};

/// Where the group phrase that starts at a position ends, if there is one:
/// "staff of the Vietnamese embassy", "a high-ranking delegation of Laos",
/// "other Lao leaders".
pub(crate) fn group(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    if matches!(
        cursor.word(end),
        "a" | "an" | "the" | "other" | "several" | "some" | "many" | "senior" | "all"
    ) {
        end += 1;
    }
    let is_open = end > at || is_party_word(cursor, at) || cursor.listed(at, "group_noun").is_some();
    if !is_open && cursor.listed(at, "group_adjective").is_none() {
        return None;
    }
    for _ in 0..4 {
        // "General Secretary" is somebody, not generals.
        if cursor.is_capital(end) && end > cursor.start && title::office(cursor, end).is_some() {
            return None;
        }
        if let Some((length, _)) = cursor.listed(end, "group_noun") {
            end += length;
            // "The People's Republic of China" names no people.
            let is_name_part = (at..end).any(|start| {
                cursor
                    .hits(start)
                    .any(|(length, meaning)| matches!(meaning, Meaning::Party(_)) && start + length > end)
            });
            return if is_name_part { None } else { Some(with_complement(cursor, end)) };
        }
        if !is_modifier(cursor, end) {
            return None;
        }
        end += 1;
    }
    None
}

fn is_modifier(cursor: &Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    if word == "-" || is_party_word(cursor, at) {
        return true;
    }
    cursor.listed(at, "group_adjective").is_some()
}

fn is_party_word(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.hits(at).any(|(_, meaning)| matches!(meaning, Meaning::Adjective(_) | Meaning::Party(_)))
}

fn is_verb(cursor: &Cursor<'_>, at: usize) -> bool {
    ["speech", "meet", "host", "hold", "pay", "commit"].iter().any(|list| cursor.listed(at, list).is_some())
}

/// "of the Vietnamese embassy": the words that say whose group it is.
fn with_complement(cursor: &Cursor<'_>, at: usize) -> usize {
    if !matches!(cursor.word(at), "of" | "from" | "at") {
        return at;
    }
    let mut end = at + 1;
    while end < at + 7 && is_complement(cursor, end) {
        // "members of Prime Minister X's cabinet": whoever is named is marked apart.
        if cursor.is_capital(end) && [end, end + 1].iter().any(|at| title::office(cursor, *at).is_some()) {
            return at;
        }
        end += 1;
    }
    if end == at + 1 { at } else { end }
}

fn is_complement(cursor: &Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    if matches!(word, "the" | "-" | "'s") {
        return true;
    }
    let is_name = cursor.is_capital(at);
    let is_noun = word.chars().all(char::is_alphabetic) && !word.ends_with("ing") && !word.ends_with("ed");
    !word.is_empty()
        && (is_name || is_noun)
        && cursor.listed(at, "function_word").is_none()
        && !is_verb(cursor, at)
}
