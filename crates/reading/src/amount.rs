//! Amounts: numbers with their units, in base units.

use crate::{cursor::Cursor, mark::Amount};

/// The amount that starts at a position, and how many tokens it has.
///
/// "about US$5,000", "1.6 billion USD", "ten percent", "21 km". A bare number
/// is an amount with an empty unit.
pub(crate) fn amount(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Amount)> {
    let mut end = at;
    let mut approx = false;
    while let Some((length, _)) = cursor.listed(end, "approx") {
        approx = true;
        end += length;
    }
    let leading = cursor.listed(end, "currency");
    end += leading.map_or(0, |(length, _)| length);
    let (length, value) = number(cursor, end)?;
    end += length;
    let trailing = unit(cursor, end);
    let unit = match (leading, trailing) {
        (Some((_, currency)), Some((length, "USD"))) => {
            end += length;
            currency
        }
        (Some((_, currency)), _) => currency,
        (None, Some((length, unit))) => {
            end += length;
            unit
        }
        (None, None) => "",
    };
    Some((end - at, Amount { value, unit: unit.to_owned(), approx }))
}

fn unit<'a>(cursor: &Cursor<'a>, at: usize) -> Option<(usize, &'a str)> {
    // "a 21-km road": the unit may hang on the number by a hyphen.
    let skipped = usize::from(cursor.word(at) == "-");
    let (length, unit) =
        cursor.listed(at + skipped, "currency").or_else(|| cursor.listed(at + skipped, "unit"))?;
    Some((skipped + length, unit))
}

/// "1.6 billion", "5,000", "twenty-five", "three hundred".
fn number(cursor: &Cursor<'_>, at: usize) -> Option<(usize, f64)> {
    let (mut length, mut value) = match digits(cursor.word(at)) {
        Some(value) => (1, value),
        None => {
            let (length, means) = cursor.listed(at, "number")?;
            (length, means.parse::<f64>().ok()?)
        }
    };
    loop {
        let skipped = usize::from(cursor.word(at + length) == "-");
        let next = cursor.listed(at + length + skipped, "number");
        let Some((more, factor)) = next.and_then(|(more, means)| Some((more, means.parse::<f64>().ok()?)))
        else {
            return Some((length, value));
        };
        value = if factor >= 100.0 { value * factor } else { value + factor };
        length += skipped + more;
    }
}

/// The value of a number written in digits, commas between thousands.
fn digits(word: &str) -> Option<f64> {
    word.starts_with(|first: char| first.is_ascii_digit()).then_some(())?;
    word.replace(',', "").parse().ok()
}
