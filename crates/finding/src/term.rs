//! Terms: who takes or leaves which office, and when, as a text tells it.

use std::{collections::BTreeSet, ops::Range};

use jiff::ToSpan;
use reading::{Post, Reading, What, When};
use record::{Capacity, DateFrom, Edtf, Taking};
use rulebook::Makes;

use crate::{
    actors::{self, Who, word},
    matcher::{Found, Matcher, Value},
};

/// Tokens before an act whose words can make it doubtful.
const BEFORE: usize = 6;

/// Tokens behind an act within which its date stands.
const BEHIND: usize = 10;

/// Tokens between words that are quoted as one run.
const NEAR: usize = 8;

/// A person takes or leaves an office, before ids are given.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Turn {
    /// Index into the people of the reading.
    pub(crate) person: usize,
    pub(crate) office: Capacity,
    pub(crate) what: Taking,
    pub(crate) when: When,
    /// Bytes of the clean text, one run a telling.
    pub(crate) evidence: Vec<Range<usize>>,
    pub(crate) by: String,
}

/// What a document tells of taking and leaving offices, in the order of its text.
pub(crate) fn turns(matcher: Matcher<'_>) -> Vec<Turn> {
    if matcher.reading.posts.is_empty() {
        return Vec::new();
    }
    let rules = matcher.reader.rulebook().rules.iter().filter(|rule| rule.makes == Makes::Term);
    let mut turns: Vec<Turn> = rules
        .flat_map(|rule| matcher.find(rule))
        .filter(|found| is_told(matcher, found))
        .flat_map(|found| of(matcher, &found))
        .collect();
    turns.sort_by_key(|turn| turn.evidence.first().map(|bytes| (bytes.start, bytes.end)));
    let mut known: Vec<Turn> = Vec::new();
    for turn in turns {
        match known.iter_mut().find(|other| is_same(other, &turn)) {
            Some(other) => join(other, turn),
            None => known.push(turn),
        }
    }
    known
}

/// Whether what a rule found tells of somebody who takes or leaves an office.
pub(crate) fn tells(matcher: Matcher<'_>, found: &Found<'_>) -> bool {
    is_told(matcher, found) && !of(matcher, found).is_empty()
}

/// Whether two tell of one act: the dates do not differ.
fn is_same(known: &Turn, turn: &Turn) -> bool {
    let dates = known.when.value.zip(turn.when.value);
    known.person == turn.person
        && known.what == turn.what
        && known.office.title == turn.office.title
        && known.office.party == turn.office.party
        && dates.is_none_or(|(left, right)| left == right || left.contains(&right) || right.contains(&left))
}

fn join(known: &mut Turn, turn: Turn) {
    let is_closer = match (known.when.value, turn.when.value) {
        (None, Some(_)) => true,
        (Some(wide), Some(close)) => wide != close && wide.contains(&close),
        _ => false,
    };
    if is_closer {
        known.when = turn.when;
    }
    if known.office.body.is_none() && turn.office.body.is_some() {
        known.office = turn.office;
    }
    for bytes in turn.evidence {
        let overlaps = known.evidence.iter().any(|own| own.start < bytes.end && bytes.start < own.end);
        if !overlaps {
            known.evidence.push(bytes);
        }
    }
}

/// The acts that a rule found: one for every office.
fn of(matcher: Matcher<'_>, found: &Found<'_>) -> Vec<Turn> {
    let reading = matcher.reading;
    let turns = || {
        let what = what(found)?;
        let Holder { person, tokens, held } = who(matcher, found)?;
        let post = match found.slot("office").map(|slot| &slot.value) {
            Some(Value::Post(post)) => post,
            // "appointed Ann Lee Minister of Trade", but not "elected Minister Ann Lee"
            _ if found.slot("who").is_some_and(|who| who.tokens.start > found.tokens.start)
                && !what.is_end()
                && !found.set.contains_key("what") =>
            {
                held.filter(|post| post.tokens.start > tokens.start)?
            }
            _ => held?,
        };
        let date = date(matcher, found);
        let told = found.tokens.start..found.tokens.end.max(post.tokens.end);
        let dated = date.as_ref().map(|(tokens, _)| tokens.clone());
        let evidence = joined([told, tokens].into_iter().chain(dated).collect());
        let evidence = evidence.into_iter().map(|tokens| {
            // "– Prime Minister A resigned"
            let is_word = |at: &usize| word(reading, *at).chars().any(char::is_alphanumeric);
            let is_link = |at: usize| {
                matches!(
                    word(reading, at),
                    "after" | "amid" | "and" | "at" | "by" | "following" | "in" | "last" | "over" | "under"
                )
            };
            let start = tokens.clone().find(is_word).unwrap_or(tokens.start);
            let last = (start..tokens.end).rev().find(|at| is_word(at) && !is_link(*at));
            actors::bytes(reading, start, last.map_or(tokens.end, |last| last + 1))
        });
        let evidence: Vec<Range<usize>> = evidence.collect();
        let unknown = When { value: None, from: DateFrom::None, weekday: None };
        let when = match date {
            Some((_, when)) => past(reading, found, when)?,
            None => unknown,
        };
        let person = own_of(matcher, found, post, person)?;
        let offices = matcher.reader.offices_of(post, reading.people.get(person)?);
        Some((person, offices, what, when, evidence))
    };
    let Some((person, offices, what, when, evidence)) = turns() else { return Vec::new() };
    let turns = offices.into_iter().map(|office| Turn {
        person,
        office,
        what,
        when: when.clone(),
        evidence: evidence.clone(),
        by: found.by.to_owned(),
    });
    turns.collect()
}

/// Runs of tokens in their order, those near each other as one.
fn joined(mut words: Vec<Range<usize>>) -> Vec<Range<usize>> {
    words.sort_by_key(|tokens| tokens.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for tokens in words {
        match joined.last_mut() {
            Some(last) if tokens.start <= last.end + NEAR => last.end = last.end.max(tokens.end),
            _ => joined.push(tokens),
        }
    }
    joined
}

/// When an act took place that a text tells as past. A day that it names without its
/// year is the last such one; nothing if it lies ahead and so has not come.
fn past(reading: &Reading<'_>, found: &Found<'_>, when: When) -> Option<When> {
    let document = reading.document;
    let dateline = document.dateline.as_ref().and_then(|dateline| dateline.date);
    let day = dateline.or(document.published.value).map(|date| date.last_day());
    let is_ahead = when.value.zip(day).is_some_and(|(date, day)| date.first_day() > day);
    if !is_ahead {
        return Some(when);
    }
    // "attends the inauguration on March 11"
    if found.set.contains_key("tense") || when.from != DateFrom::Inferred {
        return None;
    }
    let named = when.value.and_then(|date| date.single_day())?;
    let before = named.checked_sub(1.year()).ok()?;
    Some(When { value: Some(Edtf::day(before)), ..when })
}

/// Who holds an office of a state is of that state: "congratulated him on his election
/// as President of Ghana" is said of the one Ghanaian of the sentence.
fn own_of(matcher: Matcher<'_>, found: &Found<'_>, post: &Post, person: usize) -> Option<usize> {
    let reading = matcher.reading;
    let state = |idx: usize| {
        let country = reading.people.get(idx).and_then(|person| person.country.as_ref());
        country.filter(|country| country.is_state())
    };
    let Some(own) = post.party.as_ref().filter(|party| party.is_state()) else { return Some(person) };
    if state(person).is_none_or(|state| state == own) {
        return Some(person);
    }
    let people = reading.marks_of(found.sentence).iter().filter_map(|mark| match &mark.what {
        What::People(people) if mark.tokens.end <= found.anchor => Some(people),
        _ => None,
    });
    let people: BTreeSet<usize> = people.flatten().copied().collect();
    let only = |is_it: &dyn Fn(usize) -> bool| {
        let mut fitting = people.iter().copied().filter(|idx| is_it(*idx));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    only(&|idx| state(idx) == Some(own)).or_else(|| only(&|idx| state(idx).is_none()))
}

fn what(found: &Found<'_>) -> Option<Taking> {
    match found.slot("what").map(|slot| &slot.value) {
        Some(Value::Word(means)) => means.parse().ok(),
        _ => found.set.get("what")?.parse().ok(),
    }
}

/// Of whom a rule tells.
struct Holder<'a> {
    person: usize,
    /// The words for the person.
    tokens: Range<usize>,
    /// The post at the name.
    held: Option<&'a Post>,
}

/// Of whom a rule tells: who is in its slot; else at whose name the office stands, or
/// the only one whom the sentence names.
fn who<'a>(matcher: Matcher<'a>, found: &Found<'_>) -> Option<Holder<'a>> {
    let marks = matcher.reading.marks_of(found.sentence);
    let people = marks.iter().filter_map(|mark| match &mark.what {
        What::People(people) => Some((mark, people)),
        _ => None,
    });
    let people: Vec<_> = people.collect();
    let (tokens, person) = match found.slot("who").map(|slot| (&slot.tokens, &slot.value)) {
        Some((tokens, Value::Actors(who))) => match who.as_slice() {
            [Who::Person(person)] => (tokens.clone(), *person),
            _ => return None,
        },
        Some(_) => return None,
        None => {
            let office = found.slot("office").map_or(found.tokens.start, |slot| slot.tokens.start);
            let at = people.iter().find(|(mark, _)| mark.tokens.contains(&office));
            let named: Vec<usize> = people.iter().flat_map(|(_, people)| people.iter().copied()).collect();
            let is_one = named.iter().all(|person| Some(person) == named.first());
            // "Since taking office, I have met Minister A": the speaker took it.
            let sentence = matcher.reading.document.sentences.get(found.sentence)?;
            let mut words = sentence.tokens.clone().map(|at| word(matcher.reading, at));
            let is_own = words.any(|word| matches!(word, "i" | "we" | "my" | "our"));
            let (mark, people) = at.or_else(|| people.first().filter(|_| is_one && !is_own))?;
            match people.as_slice() {
                [person] => (mark.tokens.clone(), *person),
                _ => return None,
            }
        }
    };
    let posts = matcher.reading.posts_of(found.sentence).iter();
    let held = posts.filter(|post| post.is_held && tokens.start <= post.tokens.start);
    let held = held.filter(|post| post.tokens.end <= tokens.end);
    let held = held.min_by_key(|post| (post.tokens.start, std::cmp::Reverse(post.tokens.end)));
    Some(Holder { person, tokens, held })
}

/// Whether the words around an act tell it as one that took place.
fn is_told(matcher: Matcher<'_>, found: &Found<'_>) -> bool {
    let reading = matcher.reading;
    let Some(sentence) = reading.document.sentences.get(found.sentence) else { return false };
    let what = found.slot("what").map_or(found.anchor, |slot| slot.tokens.start);
    let start = sentence.tokens.start.max(found.tokens.start.saturating_sub(BEFORE));
    let is_doubtful = (start..what).any(|at| {
        ["denied", "hedge", "planned", "untaken"].iter().any(|list| {
            let listed = matcher.reader.listed(reading.document, at..sentence.tokens.end, list).next();
            listed.is_some_and(|(length, _)| at + length <= what)
        })
    });
    // "In a letter to A, B, whose term ends, was elected": another stands between.
    let who = found.slot("who").map(|slot| slot.tokens.clone());
    let is_other = who.as_ref().filter(|who| who.end <= what).is_some_and(|who| {
        let mut marks = reading.marks_of(found.sentence).iter();
        marks.any(|mark| {
            matches!(mark.what, What::People(_)) && who.end <= mark.tokens.start && mark.tokens.end <= what
        })
    });
    // "was elected Eastern Region President", "was elected a Fellow and served as President"
    let office = found.slot("office").map(|slot| slot.tokens.start);
    let is_apart = office.filter(|office| what < *office).is_some_and(|office| {
        let is_name =
            office > what + 1 && is_capital(reading, office - 1) && !is_numbered(reading, office - 1);
        is_name
            || is_first_of_many(matcher, found, what + 1..office)
            || (what + 1..office).any(|at| breaks(word(reading, at)))
    });
    // "dismissed Minister A's remarks", "elected Mr. A's party"
    let is_possessed =
        who.is_some_and(|who| who.start >= what && matches!(word(reading, who.end), "'s" | "'" | "’s" | "’"));
    !is_doubtful && !is_other && !is_apart && !is_possessed
}

/// Whether somebody is said to be the first of all holders to do something: "became
/// the first President in decades to visit".
fn is_first_of_many(matcher: Matcher<'_>, found: &Found<'_>, lead: Range<usize>) -> bool {
    let reading = matcher.reading;
    let Some(end) = found.slot("office").map(|slot| slot.tokens.end) else { return false };
    let is_dated = || reading.marks_of(found.sentence).iter().any(|mark| mark.tokens.start == end + 1);
    let goes_on = match word(reading, end) {
        "since" | "ever" | "who" | "to" => true,
        "in" => !is_dated(),
        _ => false,
    };
    goes_on && lead.into_iter().any(|at| matches!(word(reading, at), "first" | "only" | "latest"))
}

fn is_capital(reading: &Reading<'_>, at: usize) -> bool {
    actors::words(reading, at, at + 1).chars().next().is_some_and(char::is_uppercase)
}

fn is_numbered(reading: &Reading<'_>, at: usize) -> bool {
    word(reading, at).chars().any(|letter| letter.is_ascii_digit())
}

/// Whether a word opens another clause, or is of another act.
fn breaks(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "who"
            | "which"
            | "that"
            | "but"
            | "after"
            | "before"
            | "when"
            | "while"
            | "since"
            | "until"
            | "following"
            | "ahead"
            | "served"
            | "serving"
            | ";"
            | ":"
            | "where"
            | "although"
    )
}

/// The date said of an act: within its words, right before them, or behind them
/// with nothing else between.
fn date(matcher: Matcher<'_>, found: &Found<'_>) -> Option<(Range<usize>, When)> {
    let reading = matcher.reading;
    let said = |at: usize| word(reading, at);
    let ends = |at: usize| {
        let is_verb = ["entered_office", "installed", "left_office", "removed", "speech"]
            .iter()
            .any(|list| matcher.reader.listed(reading.document, at..at + 1, list).next().is_some());
        is_verb || breaks(said(at)) || matches!(said(at), "by" | "from" | "as" | "for")
    };
    let dates = reading.marks_of(found.sentence).iter().filter_map(|mark| match &mark.what {
        What::Date(when) => Some((mark.tokens.clone(), when.clone())),
        _ => None,
    });
    let dates: Vec<(Range<usize>, When)> = dates.collect();
    let (start, end) = (found.tokens.start, found.tokens.end);
    let inside = |tokens: &Range<usize>| start <= tokens.start && tokens.end <= end;
    let behind = |tokens: &Range<usize>| {
        let lead = said(tokens.start.saturating_sub(1));
        let is_led =
            tokens.start == end || matches!(lead, "on" | "in" | "last" | "this" | "earlier" | "late");
        tokens.start >= end
            && tokens.start <= end + BEHIND
            && is_led
            && !(end..tokens.start).any(|at| ends(at) || said(at) == "," && tokens.start > end + 2)
    };
    let before = |tokens: &Range<usize>| {
        tokens.end == start || tokens.end + 1 == start && matches!(said(tokens.end), ",")
    };
    let slot = found.slot("date").map(|slot| slot.tokens.clone());
    let of_slot = dates.iter().find(|(tokens, _)| Some(tokens) == slot.as_ref());
    of_slot
        .or_else(|| dates.iter().find(|(tokens, _)| inside(tokens)))
        .or_else(|| dates.iter().find(|(tokens, _)| behind(tokens)))
        .or_else(|| dates.iter().find(|(tokens, _)| before(tokens)))
        .cloned()
}
