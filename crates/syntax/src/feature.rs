//! What the network sees of a word: its norm, beginnings, endings and shape.
//!
//! Training computes the same strings in `training/features.py`; a change here
//! without the same change there spoils every answer.

use std::collections::BTreeMap;

use crate::hash;

/// A word of this many characters or more has no shape of its own.
const LONG: usize = 100;

/// How many of one class of characters a shape shows in a run.
const RUN: usize = 4;

/// Characters in a prefix or suffix, and in the shorter and the longer of them.
const AFFIX: usize = 3;
const SHORT: usize = 2;
const LONG_SUFFIX: usize = 5;

/// Features of a word. A model may use only the first of them.
pub(crate) const FEATURES: usize = 6;

/// The hashes of norm, prefix, suffix, shape, short prefix and long suffix in lower
/// case, each with `~` before it so that none is empty. `norms` has forms whose norm
/// is another, which is hashed as it stands there.
pub(crate) fn keys(form: &str, norms: &BTreeMap<String, String>) -> [u64; FEATURES] {
    let norm = match norms.get(form) {
        Some(norm) => norm.clone(),
        None => format!("~{}", norm(form)),
    };
    let ending = suffix(form, LONG_SUFFIX).to_lowercase();
    let others = [prefix(form, AFFIX), suffix(form, AFFIX), &shape(form), prefix(form, SHORT), &ending];
    let [prefix, suffix, shape, beginning, ending] = others.map(|feature| format!("~{feature}"));
    [norm, prefix, suffix, shape, beginning, ending].map(|feature| hash::key(feature.as_bytes()))
}

/// The word in lower case, its digits all `0`, its apostrophe straight.
fn norm(form: &str) -> String {
    let plain = |letter: char| match letter {
        '1'..='9' => '0',
        '\u{2019}' => '\'',
        other => other,
    };
    form.to_lowercase().chars().map(plain).collect()
}

fn prefix(form: &str, length: usize) -> &str {
    let end = form.char_indices().nth(length).map_or(form.len(), |(at, _)| at);
    &form[..end]
}

fn suffix(form: &str, length: usize) -> &str {
    let start = form.char_indices().rev().nth(length - 1).map_or(0, |(at, _)| at);
    &form[start..]
}

/// The word with `X`, `x` and `d` for its capitals, other letters and digits.
fn shape(form: &str) -> String {
    if form.chars().count() >= LONG {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(form.len());
    let mut last = None;
    let mut run = 0;
    for letter in form.chars() {
        let class = match letter {
            letter if letter.is_alphabetic() && letter.is_uppercase() => 'X',
            letter if letter.is_alphabetic() => 'x',
            '0'..='9' => 'd',
            other => other,
        };
        run = if last == Some(class) { run + 1 } else { 1 };
        last = Some(class);
        if run <= RUN {
            shape.push(class);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_show_classes_in_short_runs() {
        let cases = [
            ("Hanoi", "Xxxxx"),
            ("Ministers", "Xxxxx"),
            ("UNITED", "XXXX"),
            ("1,600.5", "d,ddd.d"),
            ("Phạm", "Xxxx"),
            ("……………", "…………"),
            ("", ""),
        ];
        for (form, expected) in cases {
            assert_eq!(shape(form), expected, "{form}");
        }
        assert_eq!(shape(&"a".repeat(LONG)), "LONG");
    }

    #[test]
    fn norms_and_affixes_are_those_of_training() {
        assert_eq!(norm("DON\u{2019}T"), "don't");
        assert_eq!(norm("2026-11"), "0000-00");
        assert_eq!((prefix("Đông", AFFIX), suffix("Đông", AFFIX)), ("Đôn", "ông"));
        assert_eq!((prefix("a", AFFIX), suffix("a", AFFIX)), ("a", "a"));
        assert_eq!((prefix("", SHORT), suffix("", LONG_SUFFIX)), ("", ""));
    }
}
