//! What a figure measures, told from the words around its value.

use std::ops::Range;

use reading::What;

use crate::{
    actors::{self, word},
    figure::noun_run,
    figure::quoted::Quoted,
    matcher::Matcher,
};

/// How far before a value, in words, its measure may stand.
const REACH: usize = 24;

/// What is measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Measure {
    /// In the text's words, "growth of" and the like before them.
    pub(crate) name: String,
    /// The tokens of those words, if they are in the sentence of the value.
    pub(crate) tokens: Option<Range<usize>>,
    /// The tokens of those words where they are in the sentence before.
    pub(crate) told_before: Option<Range<usize>>,
    /// Whether the value says by how much it changed.
    pub(crate) is_change: bool,
}

impl Measure {
    /// The measure that a run of tokens names.
    pub(crate) fn at(matcher: Matcher<'_>, tokens: Range<usize>) -> Self {
        let name = actors::words(matcher.reading, tokens.start, tokens.end);
        Self { name, tokens: Some(tokens), ..Self::default() }
    }

    /// A measure by a fixed name.
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The growth or decline of this one.
    pub(crate) fn of(self, change: &str) -> Self {
        let name =
            if self.name.is_empty() { change.to_owned() } else { format!("{change} of {}", self.name) };
        Self { name, is_change: true, ..self }
    }
}

/// What a value measures; `sum`, `share` or the unit where no words tell it.
pub(crate) fn measure(matcher: Matcher<'_>, value: &Quoted<'_>) -> Measure {
    let is_rate = value.amount.unit == "percent";
    let found = if is_rate { change(matcher, value).or_else(|| share(matcher, value)) } else { None };
    let found = found
        .or_else(|| if is_rate { before(matcher, value) } else { None })
        .or_else(|| behind(matcher, value))
        .or_else(|| raised(matcher, value))
        .or_else(|| before(matcher, value))
        .or_else(|| object(matcher, value));
    found.unwrap_or_else(|| {
        Measure::named(match value.amount.unit.as_str() {
            _ if value.is_money() => "sum",
            "percent" => "share",
            unit => unit,
        })
    })
}

/// "grew by 87 percent", "a 12 percent increase in trade": growth or decline.
fn change(matcher: Matcher<'_>, value: &Quoted<'_>) -> Option<Measure> {
    let sentence = matcher.reading.document.sentences.get(value.sentence)?;
    let (start, end) = (value.tokens.start, value.tokens.end);
    let least = sentence.tokens.start.max(start.saturating_sub(8));
    let listed = |at: usize| {
        let document = matcher.reading.document;
        matcher.reader.listed(document, at..sentence.tokens.end, "change").next()
    };
    let ahead = (least..start).rev().find_map(|at| Some((at, listed(at)?)));
    // "12 percent more than a year before"
    let compared = match (word(matcher.reading, end), word(matcher.reading, end + 1)) {
        ("more" | "higher" | "up", "than") => Some("growth"),
        ("less" | "lower" | "fewer", "than") => Some("decline"),
        _ => None,
    };
    if let Some(way) = compared {
        return Some(before(matcher, value).unwrap_or_default().of(way));
    }
    let found =
        ahead.or_else(|| (end..sentence.tokens.end.min(end + 3)).find_map(|at| Some((at, listed(at)?))));
    let Some((at, (length, way))) = found else {
        // "industrial production by 5.3 percent" goes on from "GDP grew by 4.6 percent".
        let is_by = word(matcher.reading, start.checked_sub(1)?) == "by";
        let way = (sentence.tokens.start..start).find_map(listed).filter(|_| is_by)?.1;
        return noun_run::before(matcher, value.sentence, start - 1)
            .map(|run| Measure::at(matcher, run).of(way));
    };
    let behind = at + length;
    let of = match word(matcher.reading, behind) {
        "in" | "of" => noun_run::behind(matcher, value.sentence, behind + 1),
        _ if behind < start => noun_run::behind(matcher, value.sentence, behind)
            .filter(|run| run.end <= start && has_measure(matcher, run)),
        _ => None,
    };
    let of =
        of.or_else(|| noun_run::before(matcher, value.sentence, at).filter(|run| has_measure(matcher, run)));
    let of = of.map(|run| Measure::at(matcher, run));
    let of = of
        .or_else(|| before(matcher, value).filter(|measure| !measure.name.to_lowercase().ends_with("growth")))
        .or_else(|| {
            let run = noun_run::before(matcher, value.sentence, at)
                .filter(|run| run.len() > 1 && run.end <= start)?;
            Some(Measure::at(matcher, run))
        });
    Some(of.unwrap_or_default().of(way))
}

/// "55 percent of oil".
fn share(matcher: Matcher<'_>, value: &Quoted<'_>) -> Option<Measure> {
    let end = value.tokens.end;
    let run = (word(matcher.reading, end) == "of")
        .then(|| noun_run::behind(matcher, value.sentence, end + 1))??;
    let measure = Measure::at(matcher, run);
    Some(Measure { name: format!("share of {}", measure.name), ..measure })
}

/// The words behind a value: "$2 million in aid", "a $5 million loan", "180
/// rural bridges"; of what is counted within the value, its noun too.
fn behind(matcher: Matcher<'_>, value: &Quoted<'_>) -> Option<Measure> {
    let reading = matcher.reading;
    let mut at = if value.is_money() { value.tokens.end } else { value.noun(matcher) };
    // "no less than $1.45 billion per year in assistance", "$45 million Fiscal
    // Year 2024 budget request".
    at += if noun_run::is_rate(word(reading, at), word(reading, at + 1)) { 2 } else { 0 };
    let dated = reading.marks_of(value.sentence).iter().find(|mark| mark.tokens.start == at);
    at = dated.filter(|mark| matches!(mark.what, What::Date(_))).map_or(at, |mark| mark.tokens.end);
    if word(reading, at) == "(" {
        let close = (at..at + 4).find(|at| word(reading, *at) == ")");
        at = close.map_or(at, |close| close + 1);
    }
    let leads =
        matches!(word(reading, at), "in" | "of" | "worth" | "for" | "to" | "toward" | "towards" | "from")
            || word(reading, at) == "-" && at == value.tokens.end && value.is_joined(matcher, at);
    // "a 21-km road" is a road, "245 km long" is not.
    let is_bare =
        !leads && value.is_measured(matcher) && word(reading, value.tokens.end.saturating_sub(2)) != "-";
    let run =
        if is_bare { None } else { noun_run::behind(matcher, value.sentence, at + usize::from(leads)) }?;
    // "$774 million provided by" names nothing.
    let document = reading.document;
    let is_idle =
        |list| matcher.reader.listed(document, run.clone(), list).any(|(length, _)| length == run.len());
    let marks = reading.marks_of(value.sentence);
    let is_party = marks.iter().any(|mark| mark.tokens == run && matches!(mark.what, What::Parties(_)));
    let is_nothing = is_party || ["stage", "ordinal", "number", "ahead"].into_iter().any(is_idle);
    (!is_nothing).then(|| Measure::at(matcher, run))
}

/// What a value counts, if its noun is told more closely: "vaccine doses".
pub(crate) fn counted(matcher: Matcher<'_>, value: &Quoted<'_>) -> Option<Measure> {
    if value.is_money() || value.noun(matcher) == value.tokens.end && !value.is_remote(matcher) {
        return None;
    }
    behind(matcher, value).filter(|measure| measure.tokens.as_ref().is_some_and(|tokens| tokens.len() > 1))
}

/// The fuller words of a measure that stands behind its value: "new assistance
/// to the Pacific Islands" for "assistance".
pub(crate) fn widened(matcher: Matcher<'_>, value: &Quoted<'_>, measure: Measure) -> Measure {
    let is_behind = measure.tokens.as_ref().is_some_and(|tokens| tokens.start >= value.tokens.end);
    let wide = if is_behind { behind(matcher, value) } else { None };
    let holds = |wide: &Measure| {
        let (Some(wide), Some(tokens)) = (&wide.tokens, &measure.tokens) else { return false };
        wide.start <= tokens.start && tokens.end <= wide.end
    };
    wide.filter(holds).unwrap_or(measure)
}

/// "brings the total support to nearly $500 million".
fn raised(matcher: Matcher<'_>, value: &Quoted<'_>) -> Option<Measure> {
    let reading = matcher.reading;
    let sentence = reading.document.sentences.get(value.sentence)?;
    let to = value.tokens.start.checked_sub(1).filter(|at| matches!(word(reading, *at), "to" | "at"))?;
    let least = sentence.tokens.start.max(to.saturating_sub(REACH));
    let bring = (least..to).rev().find(|at| {
        matches!(
            word(reading, *at),
            "bring" | "brings" | "bringing" | "brought" | "raise" | "raising" | "raised" | "put" | "putting"
        )
    })?;
    let run = noun_run::behind(matcher, value.sentence, bring + 1).filter(|run| run.start < to)?;
    Some(Measure::at(matcher, run.start..run.end.min(to)))
}

/// The listed measure said last before a value, in its sentence or else in the
/// one before it, of the same paragraph: "Last year it amounted to $25 billion".
fn before(matcher: Matcher<'_>, value: &Quoted<'_>) -> Option<Measure> {
    let document = matcher.reading.document;
    let sentence = document.sentences.get(value.sentence)?;
    let listed = |tokens: Range<usize>, reach: usize| {
        let least = tokens.start.max(tokens.end.saturating_sub(reach));
        (least..tokens.end).rev().find_map(|at| {
            let (length, _) = matcher.reader.listed(document, at..tokens.end, "measure").next()?;
            // "The Abu Dhabi Fund" is a name.
            let bytes = document.tokens.get(at).map(|token| token.bytes.clone())?;
            let is_capital =
                document.text.get(bytes).is_some_and(|word| word.starts_with(char::is_uppercase));
            let is_acronym = matches!(word(matcher.reading, at), "gdp" | "gni" | "fdi" | "oda");
            if is_capital && !is_acronym && at > tokens.start + 1 {
                return None;
            }
            // "two-way trade" is found at "trade" first.
            let first = (at.saturating_sub(4).max(tokens.start)..at)
                .find(|first| {
                    matcher
                        .reader
                        .listed(document, *first..tokens.end, "measure")
                        .any(|(more, _)| first + more == at + length)
                })
                .unwrap_or(at);
            Some(first..at + length)
        })
    };
    if let Some(tokens) = listed(sentence.tokens.start..value.tokens.start, REACH) {
        return Some(Measure::at(matcher, tokens));
    }
    // "Last year it amounted to": the sentence says that it goes on.
    let mut said = (sentence.tokens.start..value.tokens.start).map(|at| word(matcher.reading, at));
    if !said.any(|word| matches!(word, "it" | "this" | "they" | "which" | "figure")) {
        return None;
    }
    let prior = document.sentences.get(value.sentence.checked_sub(1)?)?;
    let tokens = listed(prior.tokens.clone(), 2 * REACH).filter(|_| prior.block == sentence.block)?;
    let measure = Measure::at(matcher, tokens);
    Some(Measure { told_before: measure.tokens, tokens: None, ..Measure::named(&measure.name) })
}

/// "new contributions totaling $316 million": the noun right before a value.
fn object(matcher: Matcher<'_>, value: &Quoted<'_>) -> Option<Measure> {
    let run = noun_run::before(matcher, value.sentence, value.tokens.start)?;
    has_measure(matcher, &run).then(|| Measure::at(matcher, run))
}

fn has_measure(matcher: Matcher<'_>, run: &Range<usize>) -> bool {
    run.clone()
        .any(|at| matcher.reader.listed(matcher.reading.document, at..run.end, "measure").next().is_some())
}
