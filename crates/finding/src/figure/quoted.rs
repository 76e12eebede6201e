//! A value as a text quotes it: whose, of when, how far it has come, in what words.

use std::ops::Range;

use reading::{Amount, Mark, Relation, Upos, What};
use record::{Edtf, PartyId, Stage};

use crate::{
    actors::{self, word},
    figure::measure::Measure,
    matcher::Matcher,
};

/// How far from a value, in words, its period and stage may stand.
const REACH: usize = 14;

/// The same for a fiscal year and a sum.
const FISCAL_REACH: usize = 24;

/// A value where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Quoted<'a> {
    pub(crate) sentence: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) amount: &'a Amount,
}

impl Quoted<'_> {
    /// Whether it is a sum of money.
    pub(crate) fn is_money(&self) -> bool {
        self.amount.unit.len() == 3 && self.amount.unit.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Whether no white space stands between the value and a token behind it.
    pub(crate) fn is_joined(&self, matcher: Matcher<'_>, at: usize) -> bool {
        let tokens = &matcher.reading.document.tokens;
        let last = tokens.get(self.tokens.end.saturating_sub(1));
        last.zip(tokens.get(at)).is_some_and(|(last, next)| last.bytes.end == next.bytes.start)
    }

    /// Whether it is in a unit of length, power, weight and the like.
    pub(crate) fn is_measured(&self, matcher: Matcher<'_>) -> bool {
        !self.is_money()
            && self.amount.unit != "percent"
            && self.noun(matcher) == self.tokens.end
            && !self.is_remote(matcher)
    }

    /// Whether what is counted stands behind the value, some words on.
    pub(crate) fn is_remote(&self, matcher: Matcher<'_>) -> bool {
        let at = self.tokens.end.saturating_sub(1);
        let document = matcher.reading.document;
        let is_number = matcher.reader.listed(document, at..at + 1, "number").next().is_some();
        let is_digits = word(matcher.reading, at).starts_with(|first: char| first.is_ascii_digit());
        !self.is_money() && (is_digits || is_number)
    }

    /// The first token behind the number, which may be the noun of what is
    /// counted; the end of the value where a unit of measure follows.
    pub(crate) fn noun(&self, matcher: Matcher<'_>) -> usize {
        let is_number = |at: usize| {
            let reading = matcher.reading;
            let listed = |list| matcher.reader.listed(reading.document, at..at + 1, list).next().is_some();
            word(reading, at).starts_with(|first: char| first.is_ascii_digit()) || listed("number")
        };
        let behind = self.tokens.clone().rev().find(|at| is_number(*at)).map_or(self.tokens.end, |at| at + 1);
        let is_count = self.amount.unit.chars().all(|letter| letter.is_lowercase() || letter == ' ')
            && !matches!(self.amount.unit.as_str(), "km" | "percent" | "tonnes" | "kg" | "ha" | "m" | "bcm");
        if is_count { behind } else { self.tokens.end }
    }
}

/// The bytes of a value with its measure and period, and of the measure where
/// the sentence before tells it.
pub(crate) fn words(
    matcher: Matcher<'_>,
    value: &Quoted<'_>,
    measure: &Measure,
    period: Option<&Range<usize>>,
) -> Vec<Range<usize>> {
    let (mut first, mut last) = (value.tokens.start, value.tokens.end);
    for tokens in measure.tokens.iter().chain(period) {
        first = first.min(tokens.start);
        last = last.max(tokens.end);
    }
    let told_before = measure.told_before.iter();
    let told_before = told_before.map(|tokens| actors::bytes(matcher.reading, tokens.start, tokens.end));
    told_before.chain([actors::bytes(matcher.reading, first, last)]).collect()
}

/// The period said right behind a value or before it, no other amount between;
/// days tell when something was announced, not what the value covers. "Since"
/// leaves the end open.
pub(crate) fn period(
    matcher: Matcher<'_>,
    value: &Quoted<'_>,
    measure: &Measure,
) -> Option<(Range<usize>, Edtf)> {
    let marks = matcher.reading.marks_of(value.sentence);
    let is_parted = |between: Range<usize>| {
        marks.iter().any(|mark| matches!(mark.what, What::Amount(_)) && between.contains(&mark.tokens.start))
            || between.into_iter().any(|at| word(matcher.reading, at) == ";")
    };
    let first = matcher.reading.document.sentences.get(value.sentence)?.tokens.start;
    let mut found: Vec<(bool, usize, Range<usize>, Option<Edtf>)> = Vec::new();
    for mark in marks {
        let What::Date(when) = &mark.what else { continue };
        if when.value.is_some_and(|date| date.single_day().is_some()) {
            continue;
        }
        let is_before = mark.tokens.start < value.tokens.start;
        let between =
            if is_before { mark.tokens.end..value.tokens.start } else { value.tokens.end..mark.tokens.start };
        let distance = between.len();
        // "Last year it amounted to": what opens a sentence holds for all of it.
        // What a sum is for, behind it, has a time of its own.
        let is_for = value.is_money()
            && measure.tokens.as_ref().is_some_and(|tokens| tokens.start >= value.tokens.end);
        let leads =
            |at: usize| matches!(word(matcher.reading, at), "we" | "it" | "they" | "he" | "she" | "trade");
        let opens_clause = mark.tokens.start > first && leads(mark.tokens.end);
        let is_opening = is_before
            && (mark.tokens.start <= first + 4 && !is_for || opens_clause && !is_parted(between.clone()));
        if !is_before && opens_clause && word(matcher.reading, mark.tokens.start - 1) != "since" {
            continue;
        }
        // "The FY2022 request to Congress for": a fiscal year is that of its sums.
        let reach = match is_before {
            _ if value.is_money() && is_fiscal(matcher, &mark.tokens) => FISCAL_REACH,
            true => 3,
            false => REACH,
        };
        if !is_opening && (distance > reach || is_parted(between)) {
            continue;
        }
        let lead = mark.tokens.start.checked_sub(1).map_or("", |at| word(matcher.reading, at));
        let date = match (lead, when.value) {
            ("since", Some(Edtf::Point(point))) => Some(Edtf::Interval(Some(point), None)),
            (_, date) => date,
        };
        found.push((is_before, distance, mark.tokens.clone(), date));
    }
    found.sort_by_key(|(is_before, distance, ..)| (*is_before, *distance));
    // A period that cannot be placed is not replaced by another one.
    found.into_iter().next().and_then(|(_, _, tokens, date)| Some((tokens, date?)))
}

/// The day by which all figures of a sentence are to be reached, if it tells one
/// day alone: "to lend $2 billion and to build 40 schools by 2030".
pub(crate) fn deadline(matcher: Matcher<'_>, value: &Quoted<'_>) -> Option<Edtf> {
    let reading = matcher.reading;
    let mut dates = reading.marks_of(value.sentence).iter().filter_map(|mark| match &mark.what {
        What::Date(when) => Some((&mark.tokens, when.value)),
        _ => None,
    });
    let (tokens, date) = dates.next()?;
    let is_deadline = tokens.start > value.tokens.end && word(reading, tokens.start - 1) == "by";
    date.filter(|_| is_deadline && dates.next().is_none())
}

/// The period of a growth that its own sentence does not date: that of the sentence
/// before, if it tells a growth of one period. "Trade rose by a third in 2021. GDP
/// grew by 4.6 percent."
pub(crate) fn carried(matcher: Matcher<'_>, value: &Quoted<'_>) -> Option<Edtf> {
    let reading = matcher.reading;
    let sentences = &reading.document.sentences;
    let is_growth = |sentence: usize| {
        let words = sentences.get(sentence).map_or(0..0, |sentence| sentence.tokens.clone());
        let limit = words.end;
        let is_change =
            |at: usize| matcher.reader.listed(reading.document, at..limit, "change").next().is_some();
        let is_verb = |at: usize| {
            let word = reading.tree.word(at);
            // A sentence that was not parsed has no noun for it either.
            word.is_none_or(|word| word.upos == Upos::Verb && word.relation != Relation::Amod)
        };
        words.into_iter().any(|at| is_change(at) && is_verb(at))
    };
    let dates = |sentence: usize| {
        reading.marks_of(sentence).iter().filter_map(|mark| match &mark.what {
            What::Date(when) => Some(when.value),
            _ => None,
        })
    };
    let before = value.sentence.checked_sub(1)?;
    let is_joined = sentences.get(before)?.block == sentences.get(value.sentence)?.block;
    let is_open = dates(value.sentence).next().is_none() && is_growth(value.sentence) && is_growth(before);
    let mut told = dates(before);
    let period = told.next().flatten().filter(|date| date.single_day().is_none() && is_joined && is_open)?;
    told.next().is_none().then_some(period)
}

fn is_fiscal(matcher: Matcher<'_>, date: &Range<usize>) -> bool {
    date.clone().any(|at| {
        let word = word(matcher.reading, at);
        word == "fiscal" || word.starts_with("fy")
    })
}

/// An amount in its currency, where a bare "kroner" or "riyals" is that of the
/// state in its sentence which has such a one; else as it is.
pub(crate) fn in_currency(matcher: Matcher<'_>, sentence: usize, amount: &Amount) -> Amount {
    let currency = currency(matcher, sentence, &amount.unit);
    Amount { unit: currency.unwrap_or_else(|| amount.unit.clone()), ..amount.clone() }
}

fn currency(matcher: Matcher<'_>, sentence: usize, unit: &str) -> Option<String> {
    let rulebook = matcher.reader.rulebook();
    let currencies = &rulebook.lists.get("currency")?.entries;
    let ending = format!(" {unit}");
    if !currencies.iter().any(|entry| entry.forms.iter().any(|form| form.ends_with(&ending))) {
        return None;
    }
    let mut parties = matcher.reading.marks_of(sentence).iter().filter_map(named).flatten();
    parties.find_map(|party| {
        let state = rulebook.states.iter().find(|state| state.code == party)?;
        let full: Vec<String> =
            state.adjectives.iter().map(|adjective| record::fold(adjective) + &ending).collect();
        let entry = currencies.iter().find(|entry| entry.forms.iter().any(|form| full.contains(form)))?;
        Some(entry.means.clone())
    })
}

/// How far a value has come, by the listed word nearest to it; a value "by" a
/// year is a target.
pub(crate) fn stage(
    matcher: Matcher<'_>,
    value: &Quoted<'_>,
    period: Option<&Range<usize>>,
) -> Option<Stage> {
    let reading = matcher.reading;
    let sentence = reading.document.sentences.get(value.sentence)?;
    let lead = period.and_then(|period| period.start.checked_sub(1)).map_or("", |at| word(reading, at));
    if lead == "by" {
        return Some(Stage::Target);
    }
    // "pledged to raise trade to 10 billion dollars"
    let least = sentence.tokens.start.max(value.tokens.start.saturating_sub(REACH));
    let is_raised = |at: usize| {
        matches!(
            word(reading, at),
            "raise"
                | "raising"
                | "increase"
                | "increasing"
                | "boost"
                | "boosting"
                | "lift"
                | "lifting"
                | "expand"
                | "expanding"
        )
    };
    let lead = value.tokens.start.checked_sub(1).map_or("", |at| word(reading, at));
    if lead == "to" && (least..value.tokens.start).any(is_raised) {
        return Some(Stage::Target);
    }
    let listed = |at: usize| {
        let (_, means) = matcher.reader.listed(reading.document, at..sentence.tokens.end, "stage").next()?;
        means.parse::<Stage>().ok().map(|stage| (at, stage))
    };
    let most = sentence.tokens.end.min(value.tokens.end + REACH / 2);
    let found = (least..value.tokens.start).rev().find_map(listed);
    let (at, stage) = found.or_else(|| (value.tokens.start..most).find_map(listed))?;
    let is_planned = (at.saturating_sub(3).max(sentence.tokens.start)..at).any(|at| {
        matcher.reader.listed(reading.document, at..sentence.tokens.end, "planned").next().is_some()
    });
    // "will provide $5 million" has been announced, not paid out.
    let is_done = matches!(stage, Stage::Disbursed | Stage::Actual | Stage::Signed);
    Some(if is_planned && is_done { Stage::Announced } else { stage })
}

/// Whose figure it is: both sides of what is shared between them; the party
/// that the measure is said to be of; else the party named last before the
/// amount, else the first behind it. Empty where the sentence names none.
pub(crate) fn subject(matcher: Matcher<'_>, value: &Quoted<'_>, measure: &Measure) -> Vec<PartyId> {
    let reading = matcher.reading;
    let marks = reading.marks_of(value.sentence);
    let folded = record::fold(&measure.name);
    let is_shared = ["two-way", "bilateral", "trade", "mutual"].iter().any(|word| folded.contains(word));
    if is_shared {
        let mut both: Vec<PartyId> =
            marks.iter().filter_map(named).flatten().filter(PartyId::is_state).collect();
        both.sort();
        both.dedup();
        return if both.len() == 2 { both } else { reading.pair.clone() };
    }
    // "Exports of Mongolia to Switzerland", "Mongolia's exports".
    let owner = measure.tokens.as_ref().and_then(|tokens| {
        let behind = tokens.end + 1 + usize::from(word(reading, tokens.end + 1) == "the");
        let owner =
            marks.iter().find(|mark| mark.tokens.start == behind && word(reading, tokens.end) == "of");
        let before = || {
            marks.iter().find(|mark| {
                mark.tokens.end == tokens.start
                    || mark.tokens.end + 1 == tokens.start && word(reading, mark.tokens.end) == "'s"
            })
        };
        owner.and_then(named).or_else(|| before().and_then(named))
    });
    // Exports "to the United States" are not theirs.
    let is_theirs = |mark: &&Mark| {
        let at = mark.tokens.start.saturating_sub(1);
        let lead = if word(reading, at) == "the" { at.saturating_sub(1) } else { at };
        let is_inside = measure.tokens.as_ref().is_some_and(|tokens| tokens.contains(&mark.tokens.start));
        !(is_inside && matches!(word(reading, lead), "to" | "from" | "with"))
    };
    let theirs = || marks.iter().filter(is_theirs);
    let before =
        || theirs().filter(|mark| mark.tokens.start < value.tokens.end).filter_map(named).next_back();
    owner.or_else(before).or_else(|| theirs().find_map(named)).unwrap_or_default()
}

fn named(mark: &Mark) -> Option<Vec<PartyId>> {
    match &mark.what {
        What::Parties(parties) => Some(parties.clone()),
        What::Adjective(party) => Some(vec![party.clone()]),
        _ => None,
    }
}
