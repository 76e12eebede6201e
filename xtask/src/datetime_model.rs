//! The cases of Recognizers-Text's `DateTimeModel`: a sentence, the day from
//! which it is spoken, and what dates it has.
//!
//! A case is right if every date and period of it is found with its value, and
//! no date is found where the case has nothing. Where a case gives a past and a
//! coming day, either will do. What we say about (`2018-08~` for "two months
//! ago") is right if the exact answer lies in it. Periods end there with the
//! day behind, or in "from May to September" with the start of the last one:
//! both are the same as our last day. Of "before 2018" we mark "2018", and the
//! bound must be the one or the other end of it.

use std::{ops::Range, path::Path};

use anyhow::Context as _;
use jiff::civil::Date;
use record::Edtf;
use serde_json::Value;

use crate::dates::{self, Dates, Found, Tally};

/// Words of days whose date no rule here tells.
const FEASTS: [&str; 17] = [
    "christmas",
    "easter",
    "independence day",
    "labor day",
    "thanksgiving",
    "halloween",
    "black friday",
    "earth day",
    "patrick",
    "juneteenth",
    "workers' day",
    "new year",
    "eid",
    "mother",
    "father",
    "valentine",
    "martin luther",
];

/// Words of years, and of days that are not ordinals, as they are said aloud.
const WORDED: [&str; 4] = ["thousand", "hundred", "nineteen", "twenty"];

/// What refers to a date that the one sentence of a case cannot tell.
const REFERRING: [&str; 14] = [
    "the day",
    "the week",
    "the month",
    "the year",
    "the day before",
    "the day after",
    "the next day",
    "same ",
    "that ",
    " later",
    "following week",
    "the fortnight",
    "otd",
    "the weekend",
];

/// An answer of a case.
struct Answer {
    bytes: Range<usize>,
    words: String,
    is_date: bool,
    is_period: bool,
    values: Vec<Bounds>,
}

/// One reading of an answer: from a day to before another, either perhaps open.
#[derive(Clone, Debug)]
struct Bounds {
    first: Option<Date>,
    end: Option<Date>,
    /// What the sentence says beside the date: `before`, `mid`.
    beside: String,
}

/// Reads every case and says which are right.
pub(crate) fn hold(dates: &Dates<'_>, path: &Path) -> anyhow::Result<Tally> {
    let file = dates::text_of(path)?;
    let cases: Vec<Value> = serde_json::from_str(file.trim_start_matches('\u{feff}'))
        .with_context(|| path.display().to_string())?;
    let mut tally = Tally::default();
    for case in &cases {
        let Some(text) = case["Input"].as_str() else { continue };
        let day = case["Context"]["ReferenceDateTime"].as_str().and_then(|day| day.get(..10)?.parse().ok());
        let answers: Vec<Answer> = case["Results"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|answer| read(text, answer))
            .collect();
        if let Some(kind) = out_of_scope(&answers) {
            *tally.out_of_scope.entry(kind).or_default() += 1;
            continue;
        }
        let kind = kind(&answers);
        let found = dates.of(text, day).with_context(|| text.to_owned())?;
        let wrong = wrong(&answers, &found);
        tally.count(kind, wrong.is_none());
        if let Some(wrong) = wrong {
            let day = day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
            tally.misses.push(format!("{kind} | {day} | {text} | {wrong}"));
        }
    }
    Ok(tally)
}

/// The sort of case, by its first date.
fn kind(answers: &[Answer]) -> &'static str {
    let Some(first) = answers.iter().find(|answer| answer.is_date) else { return "no date" };
    let is_bound = first.values.iter().any(|value| value.first.is_none() || value.end.is_none());
    match (is_bound, first.is_period) {
        (true, _) => "bound (before, since)",
        (_, true) => "period",
        _ => "day",
    }
}

/// Why a case is left out, if it is.
fn out_of_scope(answers: &[Answer]) -> Option<&'static str> {
    let dated: Vec<&Answer> = answers.iter().filter(|answer| answer.is_date).collect();
    if dated.is_empty() {
        return (!answers.is_empty()).then_some("times of day, durations, sets");
    }
    dated.into_iter().find_map(|answer| {
        let words = answer.words.as_str();
        if answer.values.is_empty() {
            Some("not resolved there either")
        } else if FEASTS.iter().any(|feast| words.contains(feast)) {
            Some("feasts")
        } else if is_referring(answer) {
            Some("refers to a date not told")
        } else if words.split_whitespace().any(is_unsure) {
            Some("figures of unsure order")
        } else if words.split_whitespace().any(|word| WORDED.contains(&word)) {
            Some("years and days in words")
        } else if is_short_year(words) {
            Some("years of two figures")
        } else if words.contains("century") || words.contains("business") || words.contains("work") {
            Some("centuries, working days")
        } else {
            None
        }
    })
}

fn is_referring(answer: &Answer) -> bool {
    let words = answer.words.as_str();
    let is_listed = REFERRING.iter().any(|refers| match refers.trim() {
        "same" | "that" => words.starts_with(refers),
        "later" => words.ends_with(refers),
        _ => words == *refers,
    });
    let is_following = ["following ", "previous "].iter().any(|led| {
        words.split(" the ").any(|part| part.trim_start_matches("earlier ").starts_with(led))
            && ["week", "quarter"].iter().any(|unit| words.contains(&format!("{led}{unit}")))
            && !words.contains("quarters")
    });
    is_listed || is_following || answer.values.iter().any(|value| value.beside.contains("ref_undef"))
}

/// "of 87", "90 s", "nineties", "january first 12", "cy18".
fn is_short_year(words: &str) -> bool {
    let last = words.split_whitespace().last().unwrap_or_default();
    let before = words.split_whitespace().rev().nth(1).unwrap_or_default();
    let is_short = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_digit());
    is_short && matches!(before, "of" | "first") || words == "90 s" || words == "nineties" || words == "cy18"
}

/// Whether a word is a day in figures that may be read in two ways, or whose
/// year has two figures or none.
fn is_unsure(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_ascii_digit());
    let is_figures = word.bytes().all(|byte| byte.is_ascii_digit() || b"/.-~".contains(&byte));
    if word.is_empty() || !is_figures {
        return false;
    }
    let groups: Vec<&str> = word.split(|letter: char| !letter.is_ascii_digit()).collect();
    let small = |group: &&str| group.parse::<i16>().is_ok_and(|n| n <= 12);
    match groups.as_slice() {
        [one] => one.len() > 4,
        [first, second] => first.len() < 4 && second.len() < 4,
        [first, second, last] if last.len() == 4 => small(first) && small(second) && first != second,
        [first, _, _] => first.len() != 4,
        _ => true,
    }
}

fn read(text: &str, answer: &Value) -> Option<Answer> {
    let sort = answer["TypeName"].as_str()?.trim_start_matches("datetimeV2.");
    let place = |name: &str| answer[name].as_u64().and_then(|n| usize::try_from(n).ok());
    let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    let bytes = byte(place("Start")?)..byte(place("End")? + 1);
    let values = answer["Resolution"]["values"].as_array();
    let is_period = sort == "daterange";
    let words = answer["Text"].as_str()?.to_lowercase();
    let values = values.into_iter().flatten().filter_map(|value| bounds(value, is_period, &words)).collect();
    Some(Answer { bytes, words, is_date: matches!(sort, "date" | "daterange"), is_period, values })
}

fn bounds(value: &Value, is_period: bool, words: &str) -> Option<Bounds> {
    let day = |name: &str| value[name].as_str().and_then(|day| day.get(..10)?.parse::<Date>().ok());
    // "earlier this year" is the first half there, up to the day here.
    let rest = words.split_whitespace().next().filter(|word| matches!(*word, "earlier" | "later"));
    let beside = value["Mod"].as_str().or(rest).unwrap_or_default().to_owned();
    if is_period {
        let (first, end) = (day("start"), day("end"));
        return (first.is_some() || end.is_some()).then_some(Bounds { first, end, beside });
    }
    let first = day("value")?;
    Some(Bounds { first: Some(first), end: Some(dates::next_day(first)), beside })
}

/// What is wrong with what was found, if anything.
fn wrong(answers: &[Answer], found: &[Found]) -> Option<String> {
    for answer in answers.iter().filter(|answer| answer.is_date) {
        let said: Vec<&Found> =
            found.iter().filter(|found| dates::overlap(&found.bytes, &answer.bytes)).collect();
        let is_right = said.iter().any(|found| {
            found.value.is_some_and(|value| answer.values.iter().any(|bounds| agrees(value, bounds)))
        });
        if !is_right {
            let said: Vec<String> = said.iter().map(|found| shown(found)).collect();
            return Some(format!("`{}` is {:?}, found {said:?}", answer.words, answer.values.first()));
        }
    }
    let is_own = |found: &&Found| answers.iter().any(|answer| dates::overlap(&found.bytes, &answer.bytes));
    let extra = found.iter().find(|found| !is_own(found))?;
    Some(format!("nothing there, found {} at {:?}", shown(extra), extra.bytes))
}

fn shown(found: &Found) -> String {
    found.value.map_or_else(|| "not told".to_owned(), |value| value.to_string())
}

/// Whether a date is what an answer says.
fn agrees(date: Edtf, bounds: &Bounds) -> bool {
    let Some((start, end)) = dates::ends(date) else { return false };
    let (first, last) = (date.first_day(), date.last_day());
    let is_about = dates::is_about(date);
    let holds = |day: Date| day == first || day == last || day == dates::next_day(last);
    let lies = |day: Date| is_about && (first..=dates::next_day(last)).contains(&day);
    match (bounds.first, bounds.end) {
        (Some(from), Some(to)) => {
            let parts = ["start", "mid", "end", "earlier", "later"];
            let is_part = parts.iter().any(|part| bounds.beside.contains(part));
            if is_part && is_about {
                return first < to && from <= last;
            }
            let is_single = dates::next_day(from) == to;
            let is_start = from == first || is_about && (first..=start.last_day()).contains(&from);
            let is_end = to == dates::next_day(last)
                || to == end.first_day() && !is_single
                || is_about && (end.first_day()..=dates::next_day(last)).contains(&to);
            is_start && is_end || is_single && lies(from)
        }
        (Some(day), None) | (None, Some(day)) => holds(day) || lies(day),
        (None, None) => false,
    }
}
