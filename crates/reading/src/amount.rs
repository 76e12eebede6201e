//! Amounts: numbers with their units, in base units.

use crate::{
    count,
    cursor::Cursor,
    index::Meaning,
    mark::Amount,
    number::{self, Number},
};

/// The amount that starts at a position, and how many tokens it has.
///
/// "about US$5,000", "1.6 billion USD", "ten percent", "21 km", "between 2 and
/// 3 million euros", "some 180 rural bridges". What is counted may stand some
/// words behind the number; the amount then ends with the number.
pub(crate) fn amount(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Amount)> {
    let mut start = at;
    let mut approx = false;
    let mut is_between = false;
    while let Some((length, _)) = cursor.listed(start, "approx") {
        approx = true;
        is_between = cursor.word(start) == "between";
        start += length;
    }
    if at > cursor.start && cursor.word(at - 1) == "per" {
        return None;
    }
    let leading = currency(cursor, start);
    let first_at = start + leading.map_or(0, |(length, _)| length);
    let first = number::number(cursor, first_at, leading.is_some())?;
    // "COP 26" is a conference, "COP 26 million" is money.
    if cursor.word(start) == "cop" && leading.is_some() && first.scale <= 1.0 && first.value < 100.0 {
        return None;
    }
    let first_end = first_at + first.length;
    let range = range(cursor, (at, first_end), &first, is_between);
    let (end, value, low, high) = match range {
        Some((end, low, high)) => (end, low, Some(low), Some(high)),
        None => (first_end, first.value, None, None),
    };
    let approx = approx && range.is_none();
    let amount = |unit: &str| Amount { value, low, high, unit: unit.to_owned(), approx };
    if let Some(unit) = first.unit {
        return Some((end - at, amount(unit)));
    }
    let trailing = unit(cursor, end);
    match (leading, trailing) {
        (Some((_, currency)), Some((length, "USD"))) => Some((end + length - at, amount(currency))),
        (Some((_, currency)), _) => Some((end - at, amount(currency))),
        (None, Some((length, unit))) => Some((end + length - at, amount(unit))),
        (None, None) => {
            let counted = count::counted(cursor, (start, end), value, approx)?;
            Some((end - at, amount(&counted)))
        }
    }
}

/// The range whose first number ends at a position: its end and its bounds, the
/// lower one in the scale of the upper ("5-7 million").
fn range(
    cursor: &Cursor<'_>,
    (at, first_end): (usize, usize),
    first: &Number<'_>,
    is_between: bool,
) -> Option<(usize, f64, f64)> {
    // "Trade rose from 5 to 7 percent" tells of two values, not of a range.
    let before = at.checked_sub(1).map_or("", |before| cursor.word(before));
    let is_joint = match cursor.word(first_end) {
        "-" | "–" => cursor.is_joined(first_end) && cursor.is_joined(first_end + 1),
        "to" => before != "from",
        "and" => is_between,
        _ => false,
    };
    if !is_joint {
        return None;
    }
    let currency = currency(cursor, first_end + 1).map_or(0, |(length, _)| length);
    let second = number::number(cursor, first_end + 1 + currency, currency > 0)?;
    let end = first_end + 1 + currency + second.length;
    let is_counted = currency > 0 || unit(cursor, end).is_some() || second.scale > 1.0;
    let low = if first.scale > 1.0 { first.value } else { first.value * second.scale };
    (is_counted && low < second.value).then_some((end, low, second.value))
}

/// The currency before a number: its marks stand together, so that "a $5 million
/// loan" is not in Australian dollars.
fn currency<'a>(cursor: &Cursor<'a>, at: usize) -> Option<(usize, &'a str)> {
    cursor
        .hits(at)
        .filter(|(length, _)| (at + 1..at + length).all(|at| cursor.is_joined(at) || cursor.raw(at) != "$"))
        .find_map(|(length, meaning)| match meaning {
            Meaning::Word(list, means) if list == "currency" => Some((length, means.as_str())),
            _ => None,
        })
}

fn unit<'a>(cursor: &Cursor<'a>, at: usize) -> Option<(usize, &'a str)> {
    // "a 21-km road": the unit may hang on the number by a hyphen.
    let skipped = usize::from(cursor.word(at) == "-");
    let (length, unit) =
        cursor.listed(at + skipped, "currency").or_else(|| cursor.listed(at + skipped, "unit"))?;
    Some((skipped + length, unit))
}
