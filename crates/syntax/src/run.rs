//! Tokens of one run of text without white space, read from left to right.

use std::ops::Range;

use crate::{
    letter::{extends, is_apostrophe, is_flag, is_space, is_word, plain},
    number,
    rules::{Before, LONGEST, Rules},
};

/// A run of text without white space.
#[derive(Clone, Debug)]
pub(crate) struct Run<'a> {
    pub(crate) rules: &'static Rules,
    /// The text up to the end of the block.
    pub(crate) text: &'a str,
    /// Where the run stands in it.
    pub(crate) bytes: Range<usize>,
}

impl Run<'_> {
    /// Appends the tokens of the run.
    pub(crate) fn tokenise(&self, tokens: &mut Vec<Range<usize>>) {
        let mut at = self.bytes.start;
        let may_be_address = self.may_be_address();
        while let Some(letter) = self.letter(at) {
            let whole = if may_be_address { self.address_end(at) } else { None };
            if let Some(end) = whole.or_else(|| self.whole_end(at, letter)) {
                tokens.push(at..end);
                at = end;
            } else if letter.is_numeric() || self.is_signed(at, letter) {
                let end = number::end(self, at);
                tokens.push(at..end);
                at = end;
            } else if is_word(letter) {
                let end = self.word_end(at);
                self.push_word(at..end, tokens);
                at = end;
            } else {
                let end = self.mark_end(at, letter);
                tokens.push(at..end);
                at = end;
            }
        }
    }

    /// The character at `at`, within the run.
    pub(crate) fn letter(&self, at: usize) -> Option<char> {
        self.text.get(at..self.bytes.end)?.chars().next()
    }

    /// The character before `at`, within the run.
    fn letter_before(&self, at: usize) -> Option<char> {
        self.text.get(self.bytes.start..at)?.chars().next_back()
    }

    /// The run from `at` on.
    pub(crate) fn rest(&self, at: usize) -> &str {
        self.text.get(at..self.bytes.end).unwrap_or_default()
    }

    /// One past the letters, digits and their marks at `at`.
    pub(crate) fn letters_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        rest.find(|letter| !is_word(letter)).map_or(self.bytes.end, |offset| at + offset)
    }

    fn is_word_at(&self, at: usize) -> bool {
        self.letter(at).is_some_and(is_word)
    }

    fn may_be_address(&self) -> bool {
        let run = self.rest(self.bytes.start);
        run.contains('@') || run.contains("://") || run.contains("www.")
    }

    /// One past the link or mailbox at `at`.
    fn address_end(&self, at: usize) -> Option<usize> {
        if self.letter_before(at).is_some_and(is_word) {
            return None;
        }
        let rest = self.rest(at);
        let is_link = |part: &str| part.contains("://") || part.starts_with("www.");
        let ends = |letter: char| matches!(letter, '<' | '>' | '"' | '“' | '”' | '|' | '{' | '}');
        let long = rest.find(ends).map_or(rest, |end| &rest[..end]);
        let part = if is_link(long) {
            long
        } else {
            let ends = |letter: char| matches!(letter, '(' | ')' | '[' | ']' | ',' | ';' | '/');
            long.find(ends).map_or(long, |end| &long[..end])
        };
        let part = part.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '’', ']']);
        let part = if part.contains('(') { part } else { part.trim_end_matches(')') };
        let is_mailbox = || {
            let sides = part.split_once('@');
            sides.is_some_and(|(user, host)| !host.is_empty() && (!user.is_empty() || is_word_start(host)))
        };
        let starts = is_word_start(part) || part.starts_with('@');
        (starts && (is_link(part) || is_mailbox())).then_some(at + part.len())
    }

    /// One past a face, a kept string or an elision at `at`.
    fn whole_end(&self, at: usize, letter: char) -> Option<usize> {
        let rest = self.rest(at);
        if is_apostrophe(letter) {
            return self.elision_end(at);
        }
        if letter.is_alphabetic() {
            let end = rest.find(|letter| !is_word(letter) && letter != '/')?;
            let is_slashed = rest[..end].contains('/') && !self.letter_before(at).is_some_and(is_word);
            return (is_slashed && self.rules.kept.contains(plain(&rest[..end]).as_str()))
                .then_some(at + end);
        }
        let is_mark = letter.is_ascii_punctuation();
        let face = self.rules.emoticons.iter().filter(|_| is_mark).find(|face| rest.starts_with(**face))?;
        let end = at + face.len();
        let is_apart =
            !self.letter_before(at).is_some_and(is_word) || !self.letter(end - 1)?.is_alphanumeric();
        (is_apart && !self.is_word_at(end)).then_some(end)
    }

    /// One past a word that begins with an apostrophe, or an ending after what is
    /// no word.
    fn elision_end(&self, at: usize) -> Option<usize> {
        let first = self.letter(at)?.len_utf8();
        let end = self.letters_end(at + first);
        let part = plain(self.rest(at).get(..end - at)?);
        let digits = part.trim_start_matches('\'').trim_end_matches('s');
        let is_year = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let starts = !self.letter_before(at).is_some_and(is_word);
        let is_ending = || self.rules.endings.contains(&part.as_str());
        let is_whole = (starts && (is_year || self.rules.elisions.contains(part.as_str())))
            || (at > self.bytes.start && is_ending())
            || (end == self.bytes.end && is_ending());
        is_whole.then_some(end)
    }

    /// Whether a sign at the start of the run, or after a bracket, belongs to the
    /// number after it.
    fn is_signed(&self, at: usize, letter: char) -> bool {
        matches!(letter, '+' | '-' | '−')
            && self.letter_before(at).is_none_or(|before| matches!(before, '(' | '['))
            && self.letter(at + letter.len_utf8()).is_some_and(|next| next.is_ascii_digit())
    }

    /// One past the word at `at`, with what holds its parts together.
    fn word_end(&self, at: usize) -> usize {
        let mut end = self.letters_end(at);
        while let Some(joint) = self.letter(end) {
            let next = end + joint.len_utf8();
            let goes_on = match joint {
                '.' => self.is_dotted(at, end),
                '-' => self.keeps_hyphen(at, end),
                '&' => self.letter(next).is_some_and(char::is_alphabetic),
                _ => is_apostrophe(joint) && self.is_word_at(next),
            };
            if !goes_on {
                break;
            }
            end = self.letters_end(next);
        }
        match self.letter(end) {
            Some('.') if self.keeps_period(at, end) => end + 1,
            Some('$') if self.is_currency(at, end) => end + 1,
            Some('-') if end + 1 == self.bytes.end && self.is_broken_off(at, end) => end + 1,
            _ => end,
        }
    }

    /// Whether the period at `end` stands inside the word from `at`.
    fn is_dotted(&self, at: usize, end: usize) -> bool {
        let Some(next) = self.letter(end + 1).filter(|next| is_word(*next)) else { return false };
        let word = self.rest(at).get(..end + 1 - at).unwrap_or_default();
        if next.is_numeric() {
            return !self.rules.abbreviations.contains_key(word);
        }
        let is_new_sentence = next.is_uppercase() && self.letter_before(end).is_some_and(char::is_lowercase);
        !is_new_sentence || is_initials(word) || self.is_listed(at, end)
    }

    /// Whether the word from `at`, on beyond the period at `end`, is an
    /// abbreviation with a period inside.
    fn is_listed(&self, at: usize, end: usize) -> bool {
        let end = self.letters_end(end + 1) + 1;
        let word = self.rest(at).get(..end - at).unwrap_or_default();
        self.rules.abbreviations.contains_key(word)
    }

    /// Whether the hyphen at `end` is part of the word from `at`.
    fn keeps_hyphen(&self, at: usize, end: usize) -> bool {
        let word = self.rest(at).get(..end - at).unwrap_or_default();
        word.len() <= LONGEST
            && self.is_word_at(end + 1)
            && self.rules.prefixes.contains(plain(word).as_str())
    }

    /// Whether the period at `end` belongs to the word from `at`: it is an
    /// abbreviation, or initials.
    fn keeps_period(&self, at: usize, end: usize) -> bool {
        let next = self.letter(end + 1);
        let is_ellipsis = next == Some('.') && self.letter(end + 2) == Some('.');
        if is_ellipsis || next.is_some_and(is_word) {
            return false;
        }
        let Some(word) = self.rest(at).get(..end + 1 - at) else { return false };
        let before = match self.rules.abbreviations.get(word) {
            Some(before) => *before,
            None if word.len() > 2 && is_initials(word) => Before::Any,
            None if word != "I." && is_initials(word) => Before::Name,
            None => return false,
        };
        let follows = || self.text.get(end + 1..).and_then(|rest| rest.chars().find(|next| !is_space(*next)));
        match before {
            Before::Any => true,
            Before::Name => {
                matches!(next, Some(',' | ';' | ')')) || follows().is_some_and(char::is_uppercase)
            }
            Before::Number => follows().is_some_and(char::is_numeric),
        }
    }

    /// Whether the letters from `at` to the sign at `end` say whose dollar it is.
    fn is_currency(&self, at: usize, end: usize) -> bool {
        let word = self.rest(at).get(..end - at).unwrap_or_default();
        word.len() <= 3
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && self.letter(end + 1).is_some_and(|next| next.is_ascii_digit())
    }

    /// Whether the word from `at` to `end` was broken off by a speaker.
    fn is_broken_off(&self, at: usize, end: usize) -> bool {
        let word = self.rest(at).get(..end - at).unwrap_or_default();
        at == self.bytes.start && word.len() <= LONGEST && word.chars().all(char::is_alphabetic)
    }

    /// Appends a word, or the words that it was drawn together from.
    fn push_word(&self, bytes: Range<usize>, tokens: &mut Vec<Range<usize>>) {
        let word = self.text.get(bytes.clone()).unwrap_or_default();
        if !word.is_ascii() || word.contains(['\'', '`']) {
            return self.push_endings(bytes, tokens);
        }
        let pieces = (word.len() <= LONGEST).then(|| self.contraction(word)).flatten();
        self.push_pieces(bytes, pieces.unwrap_or_default(), tokens);
    }

    fn contraction(&self, word: &str) -> Option<&[usize]> {
        let mut small = [0; LONGEST];
        let small = small.get_mut(..word.len())?;
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        self.rules.contractions.get(std::str::from_utf8(small).ok()?).map(Vec::as_slice)
    }

    fn push_pieces(&self, bytes: Range<usize>, pieces: &[usize], tokens: &mut Vec<Range<usize>>) {
        let mut at = bytes.start;
        for length in pieces.iter().take(pieces.len().saturating_sub(1)) {
            let end =
                self.text[at..].char_indices().nth(*length).map_or(bytes.end, |(offset, _)| at + offset);
            tokens.push(at..end);
            at = end;
        }
        tokens.push(at..bytes.end);
    }

    /// Appends a word that may have an apostrophe, with its endings apart.
    fn push_endings(&self, bytes: Range<usize>, tokens: &mut Vec<Range<usize>>) {
        let word = plain(self.text.get(bytes.clone()).unwrap_or_default());
        if let Some(pieces) = self.rules.contractions.get(word.as_str()) {
            return self.push_pieces(bytes, pieces, tokens);
        }
        let mut end = bytes.end;
        let mut rest = word.as_str();
        let mut endings = Vec::new();
        while let Some(shorter) = self.without_ending(rest) {
            let n_letters = rest[shorter.len()..].chars().count();
            let start = self.text[bytes.start..end].char_indices().rev().nth(n_letters - 1);
            let Some((offset, _)) = start.filter(|(offset, _)| *offset > 0) else { break };
            endings.push(bytes.start + offset..end);
            end = bytes.start + offset;
            rest = shorter;
        }
        tokens.push(bytes.start..end);
        tokens.extend(endings.into_iter().rev());
    }

    fn without_ending<'w>(&self, word: &'w str) -> Option<&'w str> {
        let without = |ending: &&str| word.strip_suffix(*ending).filter(|rest| !rest.is_empty());
        self.rules.endings.iter().find_map(without)
    }

    /// One past the mark at `at`, with its like and what belongs to it.
    fn mark_end(&self, at: usize, letter: char) -> usize {
        let first = at + letter.len_utf8();
        let rest = self.rest(first);
        let is_like = |next: char| match letter {
            '.' | '-' | '*' | '=' | '~' | '_' | '+' | '<' | '>' | '$' | '/' | '\\' | '—' | '–' | '…' => {
                next == letter
            }
            '!' | '?' => matches!(next, '!' | '?'),
            _ => false,
        };
        let end = rest.find(|next| !is_like(next)).map_or(self.bytes.end, |offset| first + offset);
        match self.letter(first) {
            Some(next) if letter == '#' && next.is_alphabetic() => return self.letters_end(first),
            Some(next) if next == letter && matches!(letter, '`' | '\'') => return first + 1,
            Some(next) if is_flag(letter) && is_flag(next) => return first + next.len_utf8(),
            _ => {}
        }
        self.extended_end(end)
    }

    /// One past what belongs to the character before `at`, which may be a picture
    /// made of several.
    fn extended_end(&self, mut at: usize) -> usize {
        let mut is_joined = false;
        while let Some(letter) = self.letter(at).filter(|letter| is_joined || extends(*letter)) {
            is_joined = letter == '\u{200d}';
            at += letter.len_utf8();
        }
        at
    }
}

fn is_word_start(part: &str) -> bool {
    part.chars().next().is_some_and(is_word)
}

/// Whether a word is single letters, each with its period: `U.S.`, `p.m.`, `R.`
/// A single letter must be a capital.
fn is_initials(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    let is_long = word.chars().count() > 2;
    let mut letters = word.chars();
    while let Some(letter) = letters.next() {
        if !letter.is_alphabetic() || letters.next() != Some('.') {
            return false;
        }
    }
    is_long || first.is_uppercase()
}
