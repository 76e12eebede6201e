//! Where a number ends.

use crate::{letter::is_apostrophe, run::Run};

/// One past the number at `at`, with a sign before it, if any, and what it is
/// written together with and is no unit: `20th`, `1990s`, `11/28/2000`.
pub(crate) fn end(run: &Run<'_>, at: usize) -> usize {
    let sign = run.letter(at).filter(|letter| !letter.is_numeric()).map_or(0, char::len_utf8);
    let start = at + sign;
    let mut end = digits_end(run, start);
    while let Some(joint) = run.letter(end) {
        let is_joint = matches!(joint, '.' | ',' | ':' | '/');
        if !is_joint || !is_digit(run, end + 1) {
            break;
        }
        end = digits_end(run, end + 1);
    }
    if run.letter(end) == Some('-') {
        end = hyphens_end(run, start, end);
    }
    letters_end(run, start, end)
}

fn is_digit(run: &Run<'_>, at: usize) -> bool {
    run.letter(at).is_some_and(char::is_numeric)
}

fn digits_end(run: &Run<'_>, at: usize) -> usize {
    let rest = run.rest(at);
    rest.find(|letter: char| !letter.is_numeric()).map_or(run.bytes.end, |offset| at + offset)
}

/// One past the groups of digits with hyphens between, if they are one number: a
/// telephone's, a postal code, a date. A range, such as `3-5` or `1990-1995`, is
/// no one number.
fn hyphens_end(run: &Run<'_>, start: usize, end: usize) -> usize {
    let mut lengths = vec![end - start];
    let mut last = end;
    while run.letter(last) == Some('-') && is_digit(run, last + 1) {
        let next = digits_end(run, last + 1);
        lengths.push(next - last - 1);
        last = next;
    }
    let is_one = match lengths.as_slice() {
        [one, other] => *other == 4 && *one != 4,
        lengths => lengths.len() > 2,
    };
    if is_one { last } else { end }
}

/// One past the letters written together with the number from `start` to `end`,
/// unless they are a unit.
fn letters_end(run: &Run<'_>, start: usize, end: usize) -> usize {
    let digits = run.rest(start).get(..end - start).unwrap_or_default();
    let Some(letter) = run.letter(end) else { return end };
    if is_apostrophe(letter) {
        let next = end + letter.len_utf8();
        let is_plural = run.rest(next).starts_with('s') && run.letters_end(next) == next + 1;
        let is_decade = digits.ends_with('0') && matches!(digits.len(), 2 | 4);
        return if is_plural && is_decade { next + 1 } else { end };
    }
    let last = run.letters_end(end);
    let letters = run.rest(end).get(..last - end).unwrap_or_default();
    let is_hour = matches!(letters, "a" | "p") && run.rest(last).starts_with(".m");
    if is_hour || run.rules.units.contains(letters) { end } else { last }
}
