//! Figures: quantities with their measure, subject and period.

use reading::{Amount, What, When};
use record::{Edtf, PartyId};
use rulebook::Makes;

use crate::{
    actors,
    matcher::{Found, Matcher, Value},
};

/// A figure before it is given an id.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) measure: String,
    pub(crate) subject: Vec<PartyId>,
    pub(crate) amount: Amount,
    pub(crate) period: Option<Edtf>,
    /// Bytes of the clean text.
    pub(crate) evidence: std::ops::Range<usize>,
    pub(crate) by: String,
}

/// The figures of a document, in the order of its text; each amount once.
pub(crate) fn figures(matcher: Matcher<'_>) -> Vec<Quantity> {
    let rules = matcher.reader.rulebook().rules.iter().filter(|rule| rule.makes == Makes::Figure);
    let mut found: Vec<Found<'_>> = rules.flat_map(|rule| matcher.find(rule)).collect();
    found.sort_by_key(|found| {
        let value = found.slot("value").map_or(found.anchor, |slot| slot.tokens.start);
        let measure = found.slot("measure").map_or(0, |slot| slot.tokens.len());
        (value, std::cmp::Reverse((found.slots.len(), measure)), found.tokens.len())
    });
    found.dedup_by_key(|found| found.slot("value").map(|slot| slot.tokens.start));
    found.iter().filter_map(|found| quantity(matcher, found)).collect()
}

fn quantity(matcher: Matcher<'_>, found: &Found<'_>) -> Option<Quantity> {
    let value = found.slot("value")?;
    let Value::Amount(amount) = &value.value else { return None };
    let measure = measure(matcher, found)?;
    let period = found.slot("period").and_then(|slot| match &slot.value {
        Value::Date(when) => Some((slot.tokens.clone(), when.clone())),
        _ => None,
    });
    let period = period.or_else(|| period_of(matcher, found));
    let first = value.tokens.start.min(found.tokens.start);
    let last = period.as_ref().map_or(value.tokens.end, |(range, _)| {
        if range.start >= value.tokens.start { range.end.max(value.tokens.end) } else { value.tokens.end }
    });
    Some(Quantity {
        subject: subject(matcher, found, &measure),
        measure,
        amount: amount.clone(),
        period: period.and_then(|(_, when)| when.value),
        evidence: actors::bytes(matcher.reading, first, last),
        by: found.by.to_owned(),
    })
}

fn measure(matcher: Matcher<'_>, found: &Found<'_>) -> Option<String> {
    let slot = found.slot("measure");
    let listed = slot.and_then(|slot| match &slot.value {
        Value::Word(_) => Some(actors::words(matcher.reading, slot.tokens.start, slot.tokens.end)),
        _ => None,
    });
    listed.or_else(|| found.set.get("measure").cloned())
}

/// The period said behind the amount, else the last one said before it.
fn period_of(matcher: Matcher<'_>, found: &Found<'_>) -> Option<(std::ops::Range<usize>, When)> {
    let value = found.slot("value")?.tokens.clone();
    let marks = matcher.reading.marks_of(found.sentence);
    let dates = marks.iter().filter_map(|mark| match &mark.what {
        What::Date(when) => Some((mark.tokens.clone(), when.clone())),
        _ => None,
    });
    let is_amount_between = |range: &std::ops::Range<usize>| {
        let between = value.end.min(range.end)..value.start.max(range.start);
        marks.iter().any(|mark| matches!(mark.what, What::Amount(_)) && between.contains(&mark.tokens.start))
    };
    // "pledged on Monday to raise trade": the day is that of the pledge.
    let is_day = |when: &When| when.value.is_some_and(|date| date.single_day().is_some());
    let mut dates: Vec<_> =
        dates.filter(|(range, when)| !is_day(when) && !is_amount_between(range)).collect();
    dates.sort_by_key(|(range, _)| (range.start < value.start, range.start.abs_diff(value.start)));
    dates.into_iter().next()
}

/// Whose figure it is: both sides of what is shared between them, else the
/// party named last before the amount, else the first behind it.
fn subject(matcher: Matcher<'_>, found: &Found<'_>, measure: &str) -> Vec<PartyId> {
    let folded = record::fold(measure);
    let is_shared = ["two-way", "bilateral", "trade", "mutual"].iter().any(|word| folded.contains(word));
    let marks = matcher.reading.marks_of(found.sentence);
    let named = |mark: &reading::Mark| match &mark.what {
        What::Parties(parties) => Some(parties.clone()),
        What::Adjective(party) => Some(vec![party.clone()]),
        _ => None,
    };
    if is_shared {
        let mut both: Vec<PartyId> =
            marks.iter().filter_map(named).flatten().filter(PartyId::is_state).collect();
        both.sort();
        both.dedup();
        return if both.len() == 2 { both } else { matcher.reading.pair.clone() };
    }
    let before =
        marks.iter().filter(|mark| mark.tokens.start < found.tokens.end).filter_map(named).next_back();
    let behind = || marks.iter().find_map(named);
    before.or_else(behind).unwrap_or_else(|| matcher.reading.pair.iter().take(1).cloned().collect())
}
