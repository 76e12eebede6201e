//! Figures: quantities with their measure, subject and period.

mod measure;
mod noun_run;
mod quoted;

use std::{collections::HashSet, ops::Range};

use reading::{Amount, What};
use record::{Change, Edtf, PartyId, Stage};
use rulebook::Makes;

use crate::{
    actors,
    figure::measure::Measure,
    figure::quoted::Quoted,
    matcher::{Found, Matcher, Value},
};

/// A figure before it is given an id.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) measure: String,
    pub(crate) subject: Vec<PartyId>,
    pub(crate) amount: Amount,
    pub(crate) stage: Option<Stage>,
    pub(crate) period: Option<Edtf>,
    pub(crate) change: Option<Change>,
    /// Bytes of the clean text.
    pub(crate) evidence: Vec<Range<usize>>,
    pub(crate) by: String,
}

/// The figures of a document, in the order of its text; each amount once.
///
/// A rule tells best what is measured. An amount that no rule reads is still a
/// figure, named by the words around it.
pub(crate) fn figures(matcher: Matcher<'_>) -> Vec<Quantity> {
    let rules = matcher.reader.rulebook().rules.iter().filter(|rule| rule.makes == Makes::Figure);
    let mut found: Vec<Found<'_>> = rules.flat_map(|rule| matcher.find(rule)).collect();
    found.sort_by_key(|found| {
        let value = found.slot("value").map_or(found.anchor, |slot| slot.tokens.start);
        let measure = found.slot("measure").map_or(0, |slot| slot.tokens.len());
        (value, std::cmp::Reverse((found.slots.len(), measure)), found.tokens.len())
    });
    found.dedup_by_key(|found| found.slot("value").map(|slot| slot.tokens.start));
    let mut quantities: Vec<(usize, Quantity)> =
        found.iter().filter_map(|found| ruled(matcher, found)).collect();
    let known: HashSet<usize> = quantities.iter().map(|(start, _)| *start).collect();
    for mark in &matcher.reading.marks {
        let What::Amount(amount) = &mark.what else { continue };
        if known.contains(&mark.tokens.start) || !is_figure(matcher, amount) {
            continue;
        }
        let amount = &quoted::in_currency(matcher, mark.sentence, amount);
        let value = Quoted { sentence: mark.sentence, tokens: mark.tokens.clone(), amount };
        let measure = measure::measure(matcher, &value);
        quantities.push((mark.tokens.start, quantity(matcher, &value, (measure, None), "figures/amount")));
    }
    quantities.sort_by_key(|(start, _)| *start);
    quantities.into_iter().map(|(_, quantity)| quantity).collect()
}

/// Whether an amount is a quantity that texts quote, rather than a length of
/// time or a handful of what is always counted.
fn is_figure(matcher: Matcher<'_>, amount: &Amount) -> bool {
    let list = matcher.reader.rulebook().lists.get("unquoted");
    let entry = list.and_then(|list| list.entries.iter().find(|entry| entry.phrase == amount.unit));
    entry.is_none_or(|entry| entry.means == "few" && amount.value >= 10.0)
}

/// The figure that a rule reads, and the token its value starts at.
fn ruled(matcher: Matcher<'_>, found: &Found<'_>) -> Option<(usize, Quantity)> {
    let slot = found.slot("value")?;
    let Value::Amount(amount) = &slot.value else { return None };
    // "3.5 percent of GDP" is a share of it, not it.
    let is_share = amount.unit == "percent" && actors::word(matcher.reading, slot.tokens.end) == "of";
    if !is_figure(matcher, amount) || is_share {
        return None;
    }
    let amount = &quoted::in_currency(matcher, found.sentence, amount);
    let value = Quoted { sentence: found.sentence, tokens: slot.tokens.clone(), amount };
    if measure::counted(matcher, &value).is_some() {
        return None;
    }
    let measure = found.slot("measure").filter(|slot| matches!(slot.value, Value::Word(_)));
    let measure = match measure {
        Some(slot) => Measure::at(matcher, slot.tokens.clone()),
        None => Measure::named(found.set.get("measure")?),
    };
    let measure = measure::widened(matcher, &value, measure);
    let period = found.slot("period").and_then(|slot| match &slot.value {
        Value::Date(when) => Some((slot.tokens.clone(), when.value?)),
        _ => None,
    });
    let quantity = quantity(matcher, &value, (measure, period), found.by);
    Some((slot.tokens.start, quantity))
}

/// The figure of a value, with the period that a rule read or else the one said.
fn quantity(
    matcher: Matcher<'_>,
    value: &Quoted<'_>,
    (measure, period): (Measure, Option<(Range<usize>, Edtf)>),
    by: &str,
) -> Quantity {
    let period = period.or_else(|| quoted::period(matcher, value, &measure));
    let (tokens, period) = period.unzip();
    let period = period.or_else(|| quoted::deadline(matcher, value));
    let period = period.or_else(|| quoted::carried(matcher, value));
    let change = measure.is_change.then(|| Change { of: value.amount.unit.clone(), against: None });
    Quantity {
        subject: quoted::subject(matcher, value, &measure),
        evidence: quoted::words(matcher, value, &measure, tokens.as_ref()),
        measure: measure.name,
        amount: value.amount.clone(),
        stage: quoted::stage(matcher, value, tokens.as_ref()),
        period,
        change,
        by: by.to_owned(),
    }
}
