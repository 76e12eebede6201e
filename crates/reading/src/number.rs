//! Numbers in digits and words, with their scale.

use crate::cursor::Cursor;

/// A number as it was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number<'a> {
    /// How many tokens it has.
    pub(crate) length: usize,
    /// What it comes to.
    pub(crate) value: f64,
    /// By what "million" and the like it was multiplied; 1 without such a word.
    pub(crate) scale: f64,
    /// The unit that is written in one with it: "12km".
    pub(crate) unit: Option<&'a str>,
}

/// The number at a position: "1.6 billion", "5,000", "twenty-five", "three
/// hundred", "a million", "one and a half billion", "3bn", "12km".
///
/// Single letters are scales behind a currency only: "$5m" is money, "5m" may
/// be a length.
pub(crate) fn number<'a>(cursor: &Cursor<'a>, at: usize, is_money: bool) -> Option<Number<'a>> {
    let mut number = first(cursor, at, is_money)?;
    if cursor.is(at + number.length, &["and", "a", "half"]) && number.scale <= 1.0 {
        number.value += 0.5;
        number.length += 3;
    }
    while let Some((length, factor)) = next(cursor, at + number.length) {
        let is_scale = factor >= 100.0 || is_collective(cursor.word(at + number.length + length - 1));
        if is_scale {
            number.value *= factor;
            number.scale *= factor;
        } else if number.value >= 20.0 && factor < number.value {
            number.value += factor;
        } else {
            break;
        }
        number.length += length;
    }
    Some(number)
}

/// The word of a number that goes on from the one before: joined by a hyphen
/// ("twenty-five") or parted by "more" ("17 more million doses").
fn next(cursor: &Cursor<'_>, at: usize) -> Option<(usize, f64)> {
    let skipped = usize::from(matches!(cursor.word(at), "-" | "more" | "additional"));
    let (length, means) = cursor.listed(at + skipped, "number")?;
    Some((skipped + length, means.parse().ok()?))
}

fn is_collective(word: &str) -> bool {
    matches!(word, "dozen" | "dozens" | "score")
}

fn first<'a>(cursor: &Cursor<'a>, at: usize, is_money: bool) -> Option<Number<'a>> {
    let word = cursor.word(at);
    let plain = |length: usize, value: f64| Number { length, value, scale: 1.0, unit: None };
    if let Some(value) = digits(word) {
        return Some(plain(1, value));
    }
    if let Some(glued) = glued(cursor, word, is_money) {
        return Some(glued);
    }
    if let Some((length, means)) = cursor.listed(at, "number") {
        let value: f64 = means.parse().ok()?;
        let scale = if value >= 100.0 { value } else { 1.0 };
        return Some(Number { scale, ..plain(length, value) });
    }
    // "a billion dollars", "a dozen ships": the article is one.
    let (_, means) = if matches!(word, "a" | "an") { cursor.listed(at + 1, "number")? } else { return None };
    means.parse::<f64>().is_ok_and(|scale| scale >= 12.0).then(|| plain(1, 1.0))
}

/// The value of a number written in digits, commas between thousands.
fn digits(word: &str) -> Option<f64> {
    word.starts_with(|first: char| first.is_ascii_digit()).then_some(())?;
    word.replace(',', "").parse().ok()
}

/// A number written in one with its scale or unit: "3bn", "2.5mn", "12km".
fn glued<'a>(cursor: &Cursor<'a>, word: &str, is_money: bool) -> Option<Number<'a>> {
    let letters =
        word.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ','));
    let value = digits(word.get(..word.len() - letters.len())?)?;
    let scale = match letters {
        "k" if is_money => Some(1e3),
        "m" if is_money => Some(1e6),
        "b" if is_money => Some(1e9),
        _ => cursor.index.word(letters, "number").and_then(|means| means.parse::<f64>().ok()),
    };
    if let Some(scale) = scale {
        return Some(Number { length: 1, value: value * scale, scale, unit: None });
    }
    let unit = cursor.index.word(letters, "unit")?;
    Some(Number { length: 1, value, scale: 1.0, unit: Some(unit) })
}
