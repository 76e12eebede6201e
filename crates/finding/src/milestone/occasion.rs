//! Words that name an occasion: where "the 14th National Congress of the Party"
//! or "30 years of diplomatic relations" begins and ends.

use std::ops::Range;

use reading::What;

use crate::{line::Line, milestone::taking_office::taking_office};

/// How many words an occasion may have on either side of its noun.
const REACH: usize = 12;

/// An occasion as one place of the text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub(crate) sentence: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) sort: Sort,
}

/// What sort of occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Kept since so many years.
    Anniversary,
    /// A party's or a people's congress.
    Congress,
    /// A vote.
    Election,
    /// Somebody comes into an office.
    TakingOffice,
    /// A day that is kept every year.
    Day,
}

/// Every occasion that a sentence names, in its order, without overlap.
pub(crate) fn occasions(line: Line<'_>) -> Vec<Occasion> {
    let mut found: Vec<Occasion> = Vec::new();
    for at in line.start..line.end {
        let named = noun(line, at).or_else(|| Some((years(line, at)?, Sort::Anniversary)));
        let Some((tokens, sort)) = named else { continue };
        let is_free = found.last().is_none_or(|last| last.tokens.end <= tokens.start);
        if is_free {
            found.push(Occasion { sentence: line.sentence, tokens, sort });
        }
    }
    found
}

fn noun(line: Line<'_>, at: usize) -> Option<(Range<usize>, Sort)> {
    let (length, sort) = line.listed(at, "milestone")?;
    let noun = at..at + length;
    match sort {
        "anniversary" => Some((anniversary(line, &noun)?, Sort::Anniversary)),
        "congress" => Some((congress(line, &noun)?, Sort::Congress)),
        "election" => match taking_office(line, &noun) {
            Some(tokens) => Some((tokens, Sort::TakingOffice)),
            None => Some((election(line, &noun)?, Sort::Election)),
        },
        "taking office" => Some((taking_office(line, &noun)?, Sort::TakingOffice)),
        "day" => Some((day(line, &noun)?, Sort::Day)),
        _ => None,
    }
}

fn is_ordinal(line: Line<'_>, at: usize) -> bool {
    let is_digits =
        line.is_number(at) && ["st", "nd", "rd", "th"].iter().any(|ending| line.word(at).ends_with(ending));
    is_digits || line.listed(at, "ordinal").is_some_and(|(length, _)| length == 1)
}

/// "the 80th anniversary of X", "the one-year anniversary", "the bicentennial of";
/// "our anniversaries" tell of none.
fn anniversary(line: Line<'_>, noun: &Range<usize>) -> Option<Range<usize>> {
    let least = line.start.max(noun.start.saturating_sub(REACH));
    let goes_on = |at: usize| {
        is_ordinal(line, at)
            || line.is_number(at)
            || line.is_name(at)
            || line.word(at) == "-"
            || line.listed(at, "number").is_some()
            || matches!(
                line.word(at),
                "year" | "independence" | "founding" | "golden" | "silver" | "diamond" | "'s" | "’s"
            )
    };
    let mut start = noun.start;
    while start > least && goes_on(start - 1) {
        start -= 1;
    }
    // "Mongolia National Day and 100th Anniversary", "it is the organisation's".
    while start < noun.start && matches!(line.word(start), "'s" | "’s" | "-") {
        start += 1;
    }
    let end = behind(line, noun.end);
    let is_numbered = (start..noun.start).any(|at| is_ordinal(line, at) || line.word(at) == "year");
    (is_numbered || end > noun.end).then_some(start..end)
}

/// "60 years of diplomatic relations", "eight years since the signing of": of a
/// relation, or of anything that the words before say is kept.
fn years(line: Line<'_>, at: usize) -> Option<Range<usize>> {
    if !matches!(line.word(at), "years" | "decades") || !matches!(line.word(at + 1), "of" | "since") {
        return None;
    }
    let number = at.checked_sub(1).filter(|at| *at >= line.start)?;
    let is_counted = line.is_number(number) || line.listed(number, "number").is_some();
    let mut start = number;
    while start > line.start && (line.listed(start - 1, "number").is_some() || line.word(start - 1) == "-") {
        start -= 1;
    }
    let least = line.start.max(start.saturating_sub(8));
    let is_kept = (least..start).any(|at| {
        matches!(
            line.word(at),
            "celebrate"
                | "celebrates"
                | "celebrated"
                | "celebrating"
                | "mark"
                | "marks"
                | "marked"
                | "marking"
                | "commemorate"
                | "commemorates"
                | "commemorated"
                | "commemorating"
                | "anniversaries"
                | "anniversary"
        )
    });
    let is_relation = (at + 2..at + 5).any(|at| line.word(at) == "diplomatic");
    (is_counted && (is_kept || is_relation)).then(|| start..behind(line, at + 1))
}

/// "the 14th National Congress", "national party congresses of Laos"; a bare
/// "Congress" is a parliament.
fn congress(line: Line<'_>, noun: &Range<usize>) -> Option<Range<usize>> {
    let least = line.start.max(noun.start.saturating_sub(REACH / 2));
    let mut start = noun.start;
    while start > least
        && (is_ordinal(line, start - 1)
            || line.is_name(start - 1)
            || matches!(
                line.word(start - 1),
                "national" | "party" | "level" | "-" | "all" | "upcoming" | "new" | "people"
            ))
    {
        start -= 1;
    }
    while start < noun.start && line.word(start) == "-" {
        start += 1;
    }
    let is_numbered = (start..noun.start).any(|at| is_ordinal(line, at));
    let is_party = (start..noun.end).any(|at| matches!(line.word(at), "party" | "national"));
    let is_people = line.word(noun.start.checked_sub(1)?) == "'s" || line.word(noun.start - 1) == "people's";
    if !is_numbered && (!is_party || is_people) {
        return None;
    }
    // "upcoming national party congresses and parliamentary elections"
    let mut end = behind(line, noun.end);
    // "the national congress of each Party" is none of them.
    if (noun.end..end).any(|at| line.word(at) == "each") {
        return None;
    }
    if line.word(end) == "and"
        && let Some((length, "election")) = line.listed(end + 2, "milestone")
    {
        end += 2 + length;
    }
    Some(start..end)
}

/// "the March 12 presidential election", "elections in 2023", "the recent
/// midterm elections": told by sort, date or nearness; not elections at large.
fn election(line: Line<'_>, noun: &Range<usize>) -> Option<Range<usize>> {
    let least = line.start.max(noun.start.saturating_sub(6));
    let is_date = |at: usize| line.is_marked(at, |what| matches!(what, What::Date(_)));
    let mut start = noun.start;
    let mut is_told = false;
    while start > least {
        let at = start - 1;
        let is_sort = line.listed(at, "ballot").is_some();
        let is_near =
            line.listed(at, "ahead").is_some() && !matches!(line.word(at), "will" | "held" | "today");
        let is_year = is_date(at) || line.is_number(at);
        let is_other =
            matches!(line.word(at), "free" | "fair" | "and" | "-" | "democratic" | "credible" | ",")
                || line.is_marked(at, |what| matches!(what, What::Adjective(_) | What::Parties(_)));
        if !(is_sort || is_near || is_year || is_other) {
            break;
        }
        is_told |= is_sort || is_near || is_year;
        start = at;
    }
    while start < noun.start && matches!(line.word(start), "and" | "-" | ",") {
        start += 1;
    }
    if matches!(
        line.word(noun.end),
        "support"
            | "campaign"
            | "observers"
            | "observation"
            | "commission"
            | "commissions"
            | "environment"
            | "interference"
            | "laws"
            | "monitoring"
    ) {
        return None;
    }
    let mut end = noun.end;
    let is_place = |at: usize| line.is_marked(at, |what| matches!(what, What::Parties(_) | What::Place(_)));
    for _ in 0..2 {
        if line.word(end) == "in" && (is_date(end + 1) || is_place(end + 1)) {
            is_told |= is_date(end + 1) || line.word(noun.end - 1) == "election";
            end = (end + 1..line.end).find(|at| !is_date(*at) && !is_place(*at)).unwrap_or(line.end);
        }
    }
    let scheduled = (end..line.end.min(end + 5))
        .find(|at| is_date(*at) && matches!(line.word(at - 1), "for" | "on" | "in"));
    if scheduled.is_some() {
        is_told = true;
    }
    is_told.then_some(start..end)
}

/// "Africa Day", "Independence Day of Ghana": a day with a name.
fn day(line: Line<'_>, noun: &Range<usize>) -> Option<Range<usize>> {
    if !line.is_capital(noun.start) || line.is_capital(noun.end) {
        return None;
    }
    let least = line.start.max(noun.start.saturating_sub(5));
    let mut start = noun.start;
    while start > least && (line.is_name(start - 1) || matches!(line.word(start - 1), "'s" | "’s")) {
        start -= 1;
    }
    while start < noun.start && matches!(line.word(start), "'s" | "’s") {
        start += 1;
    }
    let is_kept = |at: usize| {
        line.listed(at, "kept_day").is_some()
            || line.is_marked(at, |what| matches!(what, What::Parties(_) | What::Adjective(_)))
    };
    let is_whose = |at: usize| line.is_marked(at, |what| matches!(what, What::Parties(_)));
    let owner = (noun.end + 1..noun.end + 3).find(|at| line.word(noun.end) == "of" && is_whose(*at));
    let end = owner.map_or(noun.end, |owner| (owner..line.end).find(|at| !is_whose(*at)).unwrap_or(line.end));
    (start..noun.start).any(is_kept).then_some(start..end)
}

/// Where the words behind a noun end that say what the occasion is of.
fn behind(line: Line<'_>, at: usize) -> usize {
    if !matches!(line.word(at), "of" | "since" | "from") {
        return at;
    }
    let limit = line.end.min(at + REACH);
    let is_date = |at: usize| line.is_marked(at, |what| matches!(what, What::Date(_)));
    // "the anniversary of the May 9 Statement": the day is part of the name.
    let mut first = at + 1 + usize::from(line.word(at + 1) == "the");
    while first < limit && (is_date(first) || first > at + 2 && line.word(first) == "," && is_date(first - 1))
    {
        first += 1;
    }
    let is_stop = |at: &usize| {
        let word = line.word(*at);
        !word.chars().any(char::is_alphanumeric) && !matches!(word, "-" | "–" | "'s" | "’s" | "’" | "/" | "+")
            || matches!(
                word,
                "is" | "was"
                    | "were"
                    | "are"
                    | "has"
                    | "have"
                    | "will"
                    | "which"
                    | "that"
                    | "who"
                    | "as"
                    | "while"
                    | "above"
                    | "when"
                    | "this"
                    | "last"
                    | "next"
                    | "during"
                    | "by"
                    | "we"
            )
            || is_date(*at)
            || word == "and" && (at + 1..at + 6).any(|at| line.listed(at, "milestone").is_some())
    };
    let mut end = (first..limit).find(is_stop).unwrap_or(limit);
    while end > at
        && matches!(
            line.word(end - 1),
            "in" | "of" | "and" | "the" | "on" | "for" | "with" | "to" | "at" | "since" | "from" | "our"
        )
    {
        end -= 1;
    }
    end
}
