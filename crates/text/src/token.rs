//! Tokens: words, numbers and marks, by the rule the whole house relies on.
//!
//! A token is a maximal run of letters, digits and combining marks, except:
//!
//! - `’s` or `'s` after a word, or after a bracket, quotation mark or emphasis
//!   mark that closes one, is a token of its own; another apostrophe with
//!   letters on both sides stays in the word (`O'Brien`), any other is a mark;
//! - `,` and `.` between digits stay in the number (`5,000`, `1.6`);
//! - single letters with periods between them are one token, the last period
//!   included (`U.S.`, `U.S`, `D.C.`); so is one capital with its period (`R.`);
//! - Han, Hiragana and Katakana are one token a character;
//! - any other character that is not white space is one token, with the marks
//!   that combine with it.
//!
//! Zero-width characters and soft hyphens inside a word belong to the token's
//! bytes but not to its folded form; elsewhere they are passed over. No token's
//! folded form is empty.

use std::ops::Range;

use record::fold_char;

use crate::Token;

/// The tokens of `text[bytes]`, with ranges that count bytes of `text`.
///
/// `original` is the text before markup was blanked out, of the same length: it
/// tells whether a possessive follows a word whose emphasis marks are blank.
pub(crate) fn tokens(text: &str, original: &str, bytes: Range<usize>) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = bytes.start;
    let part = &text[..bytes.end];
    while let Some(letter) = part[at..].chars().next() {
        let end = token_end(part, original, at, letter).unwrap_or(at);
        if end == at {
            at += letter.len_utf8();
            continue;
        }
        let folded = folded(&part[at..end]);
        if !folded.is_empty() {
            found.push(Token { bytes: at..end, folded });
        }
        at = end;
    }
    found
}

/// One past the token that starts at `at`, or nothing if none starts there.
fn token_end(text: &str, original: &str, at: usize, letter: char) -> Option<usize> {
    if letter.is_whitespace() || is_joiner(letter) {
        return None;
    }
    if is_ideograph(letter) {
        return Some(marks_end(text, at + letter.len_utf8()));
    }
    if is_word(letter) {
        let end = abbreviation_end(text, at).unwrap_or_else(|| word_end(text, at));
        return Some(end);
    }
    let is_possessive = is_apostrophe(letter) && follows_word(original, at);
    if is_possessive && let Some(end) = possessive_end(text, at) {
        return Some(end);
    }
    Some(marks_end(text, at + letter.len_utf8()))
}

/// One past a run of word characters, with the apostrophes and the separators
/// of thousands and decimals that belong to it.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut last = None;
    let mut rest = text[start..].chars().peekable();
    while let Some(letter) = rest.next() {
        let next = rest.peek().copied();
        let stays = if is_word(letter) {
            !is_ideograph(letter)
        } else if is_joiner(letter) {
            joins(text, end)
        } else if is_apostrophe(letter) {
            let is_inner = last.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic);
            is_inner && possessive_end(text, end).is_none()
        } else {
            let is_digit = |letter: Option<char>| letter.is_some_and(char::is_numeric);
            matches!(letter, ',' | '.') && is_digit(last) && is_digit(next)
        };
        if !stays {
            break;
        }
        end += letter.len_utf8();
        if !is_mark(letter) && !is_joiner(letter) {
            last = Some(letter);
        }
        if is_joiner(letter) {
            // The whole run of joiners was looked through: take it at once, so
            // that a long run is not looked through again and again.
            while let Some(joiner) = rest.next_if(|next| is_joiner(*next)) {
                end += joiner.len_utf8();
            }
        }
    }
    end
}

/// Whether the zero-width characters from `at` on stand before a word character.
fn joins(text: &str, at: usize) -> bool {
    let next = text[at..].chars().find(|letter| !is_joiner(*letter));
    next.is_some_and(|letter| is_word(letter) && !is_ideograph(letter))
}

/// One past `U.S.`, `U.S`, `a.m.` or the initial `R.` at `start`.
fn abbreviation_end(text: &str, start: usize) -> Option<usize> {
    let first = text[start..].chars().next()?;
    let mut end = single_letter_end(text, start)?;
    let mut n_letters = 1;
    while text[end..].starts_with('.') {
        let Some(next) = single_letter_end(text, end + 1) else {
            break;
        };
        end = next;
        n_letters += 1;
    }
    let has_period = text[end..].starts_with('.');
    if n_letters > 1 {
        return Some(if has_period { end + 1 } else { end });
    }
    (has_period && first.is_uppercase()).then_some(end + 1)
}

/// One past a letter, with its marks, that no other word character follows.
fn single_letter_end(text: &str, start: usize) -> Option<usize> {
    let letter = text[start..].chars().next()?;
    if !letter.is_alphabetic() || is_ideograph(letter) || is_mark(letter) {
        return None;
    }
    let end = marks_end(text, start + letter.len_utf8());
    let is_alone = !text[end..].chars().next().is_some_and(is_word);
    is_alone.then_some(end)
}

/// One past `’s` at `at`, if no word goes on behind the letter.
fn possessive_end(text: &str, at: usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    let apostrophe = rest.next().filter(|letter| is_apostrophe(*letter))?;
    rest.next().filter(|letter| matches!(letter, 's' | 'S'))?;
    let goes_on = match rest.next() {
        Some(next) if is_apostrophe(next) => rest.next().is_some_and(char::is_alphabetic),
        Some(next) => is_word(next),
        None => false,
    };
    (!goes_on).then_some(at + apostrophe.len_utf8() + 1)
}

/// Whether what stands right before `at` is a word or closes one.
fn follows_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_some_and(|letter| {
        is_word(letter) || is_joiner(letter) || matches!(letter, '.' | ')' | ']' | '”' | '"' | '*' | '_')
    })
}

/// One past the combining marks at `at`.
fn marks_end(text: &str, at: usize) -> usize {
    let marks = text[at..].chars().take_while(|letter| is_mark(*letter));
    at + marks.map(char::len_utf8).sum::<usize>()
}

/// The folded form without zero-width characters.
fn folded(token: &str) -> String {
    // The same by a shorter way, for most tokens of most texts.
    if token.is_ascii() && token != "`" {
        return token.to_ascii_lowercase();
    }
    token.chars().filter(|letter| !is_joiner(*letter)).flat_map(fold_char).collect()
}

/// Letters, digits and combining marks.
pub(crate) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_mark(letter)
}

/// A combining mark: what folding leaves nothing of.
fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && fold_char(letter).next().is_none()
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’')
}

/// Soft hyphen, zero-width spaces and joiners, and marks of direction.
pub(crate) fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Han, Hiragana and Katakana, which are written without spaces.
fn is_ideograph(letter: char) -> bool {
    matches!(letter,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text, text, 0..text.len()).into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn tokens_follow_the_rule() {
        for (text, expected) in [
            ("People’s leaders’ O'Brien", "people 's leaders ' o'brien"),
            ("US$5,000 and 1.6, 2024.", "us $ 5,000 and 1.6 , 2024 ."),
            (
                "U.S.-Russia in D.C., H.E. Mr. R. Biden, Jr.",
                "u.s. - russia in d.c. , h.e. mr . r. biden , jr .",
            ),
            ("high-level “talks” 50%", "high - level “ talks ” 50 %"),
            ("Việt Nam’s Đổi Mới", "viet nam 's doi moi"),
            ("the U.S.’s and (LPRP)’s", "the u.s. 's and ( lprp ) 's"),
            ("会谈 in 東京", "会 谈 in 東 京"),
            ("Viet\u{ad}nam \u{200b} x", "vietnam x"),
            ("J.Biden at 3 p.m. on", "j. biden at 3 p.m. on"),
            ("C5+1 ASEAN-U.S", "c5 + 1 asean - u.s"),
            ("☀\u{fe0f}!", "☀ !"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }
}
