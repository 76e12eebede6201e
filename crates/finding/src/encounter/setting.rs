//! When, where and how firmly: what the words around an act say of it.

use std::ops::Range;

use jiff::{ToSpan, civil::Date};
use reading::{Penn, Relation, Upos, What, When};
use record::{Edtf, Place, Status};

use crate::{
    actors::word,
    matcher::{Found, Matcher},
};

/// The place named at a token: a city or venue, or a state; "Hanoi, Vietnam"
/// is the city.
pub(crate) fn place_at(matcher: Matcher<'_>, sentence: usize, at: usize) -> Option<(usize, Place)> {
    let reading = matcher.reading;
    let marks = reading.marks_of(sentence);
    let mark = marks.iter().find(|mark| mark.tokens.start == at)?;
    let place = match &mark.what {
        What::Place(place) => place.clone(),
        What::Parties(parties) => {
            let state = parties.first().filter(|party| parties.len() == 1 && party.is_state())?;
            let name = matcher.reader.rulebook().party_name(state)?.to_owned();
            return Some((mark.tokens.end, Place { name, country: Some(state.clone()), is_country: true }));
        }
        _ => return None,
    };
    let mut end = mark.tokens.end;
    if word(reading, end) == "," {
        let is_its_state =
            |what: &What| matches!(what, What::Parties(parties) if parties.first() == place.country.as_ref());
        let state = marks.iter().find(|mark| mark.tokens.start == end + 1 && is_its_state(&mark.what));
        end = state.map_or(end, |mark| mark.tokens.end);
    }
    Some((end, place))
}

/// The places of a journey as one, where more follow the first: "Nigeria, Gabon and
/// Chad" has no state of its own.
pub(crate) fn journey(
    matcher: Matcher<'_>,
    sentence: usize,
    tokens: Range<usize>,
    first: Place,
) -> (usize, Place) {
    let reading = matcher.reading;
    let said = |at: usize| word(reading, at);
    let is_subject = |tokens: Range<usize>| {
        let relation = |at: usize| reading.tree.word(at).map(|word| word.relation);
        tokens.into_iter().any(|at| matches!(relation(at), Some(Relation::Nsubj | Relation::NsubjPass)))
    };
    let mut places = vec![first];
    let mut end = tokens.end;
    loop {
        let (start, is_last) = match (said(end), said(end + 1)) {
            (",", "and") => (end + 2, true),
            ("and", _) => (end + 1, true),
            (",", _) => (end + 1, false),
            _ => break,
        };
        let start = start + usize::from(said(start) == "the");
        let Some((next, place)) = place_at(matcher, sentence, start) else { break };
        if is_subject(start..next) || matches!(said(next), "'s" | "-") {
            break;
        }
        end = next;
        places.push(place);
        if is_last {
            return (end, joined(&places));
        }
    }
    // Commas alone make no list: "Lyon, France".
    (tokens.end, places.swap_remove(0))
}

/// Several places as one.
fn joined(places: &[Place]) -> Place {
    let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
    let name = match names.as_slice() {
        [first, second] => format!("{first} and {second}"),
        [others @ .., last] => format!("{}, and {last}", others.join(", ")),
        [] => String::new(),
    };
    let country = places.first().and_then(|place| place.country.clone());
    let country = country.filter(|state| places.iter().all(|place| place.country.as_ref() == Some(state)));
    Place { name, country, is_country: false }
}

/// The place said of an act: "in" or "at" with a place, behind the act first,
/// else before it; or "here", which is the place of the dateline. The range is
/// that of its words.
pub(crate) fn place_of(matcher: Matcher<'_>, found: &Found<'_>) -> Option<(Range<usize>, Place)> {
    let sentence = matcher.reading.document.sentences.get(found.sentence)?;
    let said = |at: usize| word(matcher.reading, at);
    let mut places: Vec<(Range<usize>, Place)> = Vec::new();
    for at in sentence.tokens.clone().filter(|at| matches!(said(*at), "in" | "at" | "to")) {
        let start = at + 1 + usize::from(said(at + 1) == "the");
        let Some((end, place)) = place_at(matcher, found.sentence, start) else { continue };
        // "in the U.S.-EU Summit"
        if matches!(said(end), "-" | "–" | "‒") {
            continue;
        }
        // "He went on to Lyon, where he met the mayor."
        let is_where = said(end) == "," && said(end + 1) == "where" && end < found.anchor;
        if said(at) != "to" || is_where {
            places.push((at..end, place));
        }
    }
    // "stops in Hawaii, where ...; Fiji, where they met"
    let marks = matcher.reading.marks_of(found.sentence);
    for mark in marks.iter().filter(|mark| mark.tokens.end < found.anchor) {
        let Some((end, place)) = place_at(matcher, found.sentence, mark.tokens.start) else { continue };
        let between = || (end + 2..found.anchor).map(said);
        if said(end) == ","
            && said(end + 1) == "where"
            && !between().any(|word| matches!(word, "where" | ";"))
        {
            return Some((mark.tokens.start..end, place));
        }
    }
    // "The Kremlin hosted talks between A and B"
    let is_venue = |place: &Place| place.name.contains(',') && place.country.is_some();
    for mark in marks.iter().filter(|mark| matches!(said(mark.tokens.end), "hosted" | "hosts")) {
        if let What::Place(place) = &mark.what
            && is_venue(place)
            && found.anchor > mark.tokens.end
            && found.anchor < mark.tokens.end + 6
        {
            return Some((mark.tokens.clone(), place.clone()));
        }
    }
    nearest(matcher, places, found).or_else(|| {
        let mut behind = found.anchor + 1..sentence.tokens.end.min(found.tokens.end + 4);
        let here = behind.find(|at| word(matcher.reading, *at) == "here")?;
        Some((here..here + 1, matcher.reader.dateline_place(matcher.reading.document)?))
    })
}

/// The date said of an act: behind the act first, else before it.
pub(crate) fn date_of(matcher: Matcher<'_>, found: &Found<'_>) -> Option<(Range<usize>, When)> {
    let marks = matcher.reading.marks_of(found.sentence);
    let kind = found.slot("kind").map(|slot| slot.tokens.start);
    // "the 2024 Business Forum" is of 2024.
    let is_own = |range: &Range<usize>| kind.is_some_and(|kind| (range.end..range.end + 8).contains(&kind));
    let is_said = |range: &Range<usize>| {
        !is_background(matcher, range.start) && (is_own(range) || !is_in_name(matcher, range))
    };
    let dates = marks.iter().filter_map(|mark| match &mark.what {
        What::Date(when) if is_said(&mark.tokens) => Some((mark.tokens.clone(), when.clone())),
        _ => None,
    });
    let dates: Vec<(Range<usize>, When)> = dates.collect();
    // "the December 7 talks", whatever is dated behind them.
    if let Some(own) = dates.iter().find(|(range, _)| Some(range.end) == kind) {
        return Some(own.clone());
    }
    let head = dates.first().filter(|(range, _)| heads_sentence(matcher, found.sentence, range)).cloned();
    let nearest = nearest(matcher, dates, found)?;
    // "Today, A met B to announce talks in Paris this autumn"
    let is_aim = is_behind_aim(matcher, found.tokens.end..nearest.0.start);
    Some(head.filter(|_| is_aim).unwrap_or(nearest))
}

/// Whether a date stands at the head of a sentence: "Today," "On Monday,".
fn heads_sentence(matcher: Matcher<'_>, sentence: usize, date: &Range<usize>) -> bool {
    let words = matcher.reading.document.sentences.get(sentence).map(|words| words.tokens.clone());
    words.is_some_and(|words| date.start <= words.start + 1)
}

/// Whether these tokens, which stand between an act and a date, have a verb of what
/// the act is for.
fn is_behind_aim(matcher: Matcher<'_>, between: Range<usize>) -> bool {
    let reading = matcher.reading;
    let is_verb = |at: usize| reading.tree.word(at).is_some_and(|word| word.penn == Penn::Vb);
    between.into_iter().any(|at| word(reading, at) == "to" && is_verb(at + 1))
}

/// Whether a year is the first word of a name, or a date that of another occasion:
/// "the 2011 Air Transport Agreement", "preparations for the April 22 Summit".
fn is_in_name(matcher: Matcher<'_>, tokens: &Range<usize>) -> bool {
    let reading = matcher.reading;
    let document = reading.document;
    let raw = |at: usize| document.tokens.get(at).and_then(|token| document.text.get(token.bytes.clone()));
    let is_year = tokens.len() == 1 && raw(tokens.start).is_some_and(|raw| raw.len() == 4);
    let is_before_name = raw(tokens.end).and_then(|raw| raw.chars().next()).is_some_and(char::is_uppercase);
    let is_described = |at: usize| {
        let is_adjective = reading.tree.word(at).is_some_and(|word| word.upos == Upos::Adj);
        word(reading, at) == "the" || is_adjective && !is_year
    };
    // "2024" and "April 22-23", but not "Monday" or "today".
    let is_dated = is_year || tokens.len() > 1;
    is_dated && is_before_name && tokens.start.checked_sub(1).is_some_and(is_described)
}

/// Whether a date says since when or until when something is, not when it was:
/// "the first since he was elected in May", "through Tuesday".
fn is_background(matcher: Matcher<'_>, at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).map_or("", |at| word(matcher.reading, at));
    if matches!(before(1), "by" | "until" | "till" | "through" | "congress")
        || before(1) == "on" && matches!(before(2), "ends" | "ended" | "ending")
    {
        return true;
    }
    (1..=12).map(before).take_while(|word| !matches!(*word, "," | "." | ";" | "")).any(|word| word == "since")
}

/// Of several, the one within the words of the act, else the next behind it,
/// else the last before it.
///
/// What is said before "during the visit" is said of something else.
fn nearest<T>(
    matcher: Matcher<'_>,
    mut candidates: Vec<(Range<usize>, T)>,
    found: &Found<'_>,
) -> Option<(Range<usize>, T)> {
    candidates.retain(|(range, _)| {
        let mut between = range.end..found.anchor;
        !between.any(|at| matches!(word(matcher.reading, at), "during" | "amid" | "occasion" | "ahead"))
    });
    let distance = |range: &Range<usize>| {
        let is_outside = !found.tokens.contains(&range.start);
        let is_before = range.start < found.anchor;
        (is_outside, is_before, range.start.abs_diff(found.anchor))
    };
    candidates.sort_by_key(|(range, _)| distance(range));
    candidates.into_iter().next()
}

/// How many days after what was told before it the sentence puts an act: none
/// for "then", "later that day" and "after the ceremony", one for "the next
/// day", less than none for "a day earlier".
pub(crate) fn days_later(matcher: Matcher<'_>, found: &Found<'_>) -> Option<i64> {
    let sentence = matcher.reading.document.sentences.get(found.sentence)?;
    let end = sentence.tokens.end;
    let mut said = sentence
        .tokens
        .clone()
        .filter_map(|at| matcher.reader.listed(matcher.reading.document, at..end, "same_day").next());
    said.next().map(|(_, means)| means.parse().unwrap_or(0))
}

/// Whether the words of a visit say that it ended.
pub(crate) fn is_ended(matcher: Matcher<'_>, found: &Found<'_>) -> bool {
    found.tokens.clone().any(|at| {
        let whole = at..found.tokens.end;
        matcher.reader.listed(matcher.reading.document, whole, "pay").any(|(_, means)| means == "end")
    })
}

/// The days of a stay of which the text gives one end and the length: "landed
/// on Thursday for a two-day visit", "on Tuesday concluded a four-day visit".
pub(crate) fn days_of_stay(matcher: Matcher<'_>, found: &Found<'_>, day: Date) -> Option<Edtf> {
    let listed = |at: usize, list: &'static str| {
        matcher
            .reader
            .listed(matcher.reading.document, at..found.tokens.end, list)
            .next()
            .map(|(_, means)| means)
    };
    let n_days = found.tokens.clone().find_map(|at| {
        let is_length = word(matcher.reading, at + 1) == "-" && word(matcher.reading, at + 2) == "day";
        let count = word(matcher.reading, at);
        let count = count.parse::<i64>().ok().or_else(|| listed(at, "number")?.parse().ok());
        count.filter(|count| is_length && (2..=60).contains(count))
    })?;
    let (first, last) = if is_ended(matcher, found) {
        (day.checked_sub((n_days - 1).days()).ok()?, day)
    } else {
        (day, day.checked_add((n_days - 1).days()).ok()?)
    };
    Some(Edtf::days(first, last))
}

/// How far an act had come, by the words before its verb; nothing if the text
/// denies it or only supposes it.
pub(crate) fn status_of(matcher: Matcher<'_>, found: &Found<'_>) -> Option<Status> {
    if let Some(status) = found.set.get("status").and_then(|status| status.parse().ok()) {
        return Some(status);
    }
    let sentence = matcher.reading.document.sentences.get(found.sentence)?;
    let verb = verb_of(found);
    let start = sentence.tokens.start.max(verb.saturating_sub(5));
    let said = |list: &str, range: Range<usize>| {
        range.into_iter().any(|at| {
            let whole = at..sentence.tokens.end;
            matcher.reader.listed(matcher.reading.document, whole, list).next().is_some()
        })
    };
    let clause = start..verb + 1;
    let whole = sentence.tokens.start..found.tokens.end + 10;
    // "spoke to B to tell him that he would postpone his trip": the trip is put off.
    let end = whole.end.min(sentence.tokens.end);
    let said_of = (found.tokens.end..end).find(|at| word(matcher.reading, *at) == "that");
    let whole = whole.start..said_of.unwrap_or(end);
    if said("cancelled", whole.clone()) {
        return Some(Status::Cancelled);
    }
    if said("postponed", whole) {
        return Some(Status::Postponed);
    }
    // "expressed willingness to engage in a dialogue"
    let is_wished = (verb..found.anchor).any(|at| {
        matches!(word(matcher.reading, at), "willingness" | "readiness" | "desire" | "wish" | "need")
    });
    if is_wished || said("denied", clause.clone()) || said("hedge", clause.clone()) {
        return None;
    }
    if is_denied(matcher, found.anchor) {
        return None;
    }
    // "held talks ahead of the feast": what lies ahead is the feast.
    let ahead = (found.anchor..found.tokens.end).find(|at| word(matcher.reading, *at) == "ahead");
    let is_planned = said("planned", clause) || said("planned", verb..ahead.unwrap_or(found.tokens.end));
    Some(if is_planned { Status::Planned } else { Status::Held })
}

/// Whether the clause of an act is what another denies or supposes: "denied that A
/// met B", "if A meets B".
fn is_denied(matcher: Matcher<'_>, anchor: usize) -> bool {
    let (reader, reading) = (matcher.reader, matcher.reading);
    let tree = &reading.tree;
    let Some(node) = tree.word(anchor).filter(|node| node.upos == Upos::Verb) else { return false };
    let mut marks =
        tree.dependents(anchor).filter(|at| tree.word(*at).is_some_and(|it| it.relation == Relation::Mark));
    let is_supposed = marks.any(|at| matches!(word(reading, at), "if" | "unless" | "whether"));
    let is_listed = |at: usize| reader.listed(reading.document, at..at + 1, "denied").next().is_some();
    is_supposed || node.relation == Relation::Ccomp && is_listed(node.head)
}

/// The token of the act's verb: the first one behind the first slot, or the
/// act's own name.
fn verb_of(found: &Found<'_>) -> usize {
    let first = found.slots.first().filter(|slot| slot.tokens.start == found.tokens.start);
    first.map_or(found.anchor, |slot| slot.tokens.end.min(found.anchor))
}
