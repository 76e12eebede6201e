//! Milestones: congresses, elections, anniversaries and days that are kept.

mod occasion;
mod taking_office;

use std::ops::Range;

use jiff::civil::Date;
use reading::What;
use record::{Edtf, MilestoneStatus as Status, PartyId};

use crate::{
    actors,
    line::Line,
    matcher::Matcher,
    milestone::occasion::{Occasion, Sort},
};

/// A milestone before it is given an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) what: String,
    pub(crate) status: Option<Status>,
    pub(crate) date: Option<Edtf>,
    pub(crate) party: Option<PartyId>,
    /// Bytes of the clean text, one run a mention.
    pub(crate) evidence: Vec<Range<usize>>,
    pub(crate) by: &'static str,
}

/// The milestones that a document names, each once, in the order of its text.
pub(crate) fn milestones(matcher: Matcher<'_>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for sentence in 0..matcher.reading.document.sentences.len() {
        let Some(line) = Line::new(matcher, sentence) else { continue };
        for occasion in occasion::occasions(line) {
            add(&mut events, event(line, &occasion));
        }
    }
    events
}

fn event(line: Line<'_>, occasion: &Occasion) -> Event {
    let date = date(line, occasion);
    let (mut first, mut last) = (occasion.tokens.start, occasion.tokens.end);
    if let Some((tokens, _)) = &date {
        first = first.min(tokens.start);
        last = last.max(tokens.end);
    }
    let date = date.map(|(_, date)| date);
    let said = said(line, occasion);
    if let Some((at, _)) = said {
        first = first.min(at);
        last = last.max(at + 1);
    }
    Event {
        what: line.words(&occasion.tokens),
        status: status(line, occasion, date, said.map(|(_, status)| status)),
        date,
        party: party(line, occasion),
        evidence: vec![actors::bytes(line.matcher.reading, first, last)],
        by: match occasion.sort {
            Sort::Anniversary => "milestones/anniversary",
            Sort::Congress => "milestones/congress",
            Sort::Election => "milestones/election",
            Sort::TakingOffice => "milestones/taking-office",
            Sort::Day => "milestones/day",
        },
    }
}

/// The date within the words of an occasion or right beside them: "in 2024",
/// "on October 28", "the March 12 presidential election".
fn date(line: Line<'_>, occasion: &Occasion) -> Option<(Range<usize>, Edtf)> {
    let marks = line.matcher.reading.marks_of(line.sentence);
    let tokens = &occasion.tokens;
    let is_beside = |mark: &Range<usize>| {
        let lead = mark.start.checked_sub(1).map_or("", |at| line.word(at));
        let is_behind = mark.start >= tokens.end
            && mark.start <= tokens.end + 2
            && matches!(lead, "in" | "on" | "," | "for");
        // An anniversary of a dated paper is not kept on the paper's date.
        let is_inside = tokens.contains(&mark.start) && occasion.sort != Sort::Anniversary;
        let is_inaugural = occasion.sort == Sort::TakingOffice
            && mark.start >= tokens.end
            && mark.start <= tokens.end + 14
            && lead == "on";
        let is_scheduled = occasion.sort == Sort::Election
            && mark.start >= tokens.end
            && mark.start <= tokens.end + 5
            && matches!(lead, "in" | "on" | "for");
        is_inside
            || is_scheduled
            || mark.start == tokens.end
            || is_behind
            || is_inaugural
            || mark.end == tokens.start
    };
    marks.iter().find_map(|mark| match &mark.what {
        What::Date(when) if is_beside(&mark.tokens) => Some((mark.tokens.clone(), when.value?)),
        _ => None,
    })
}

/// Where an occasion lies seen from the text: by its date, else by the words
/// before it, else by those right behind; unknown where nothing tells.
fn status(line: Line<'_>, occasion: &Occasion, date: Option<Edtf>, said: Option<Status>) -> Option<Status> {
    let dated = date.zip(day(line)).map(|(date, day)| by_date(date, day));
    match occasion.sort {
        Sort::Anniversary => dated.or(said).or(Some(Status::Ongoing)),
        // Somebody who was elected has been, whenever it was.
        Sort::TakingOffice if said == Some(Status::Upcoming) => said,
        Sort::TakingOffice => dated.filter(|status| *status == Status::Upcoming).or(Some(Status::Past)),
        // A congress with a number of its own, and no word that it is to come, was held.
        Sort::Congress if !is_plural(line, occasion) => dated.or(said).or(Some(Status::Past)),
        _ => dated.or(said),
    }
}

fn is_plural(line: Line<'_>, occasion: &Occasion) -> bool {
    occasion.tokens.clone().any(|at| matches!(line.word(at), "congresses"))
}

fn by_date(date: Edtf, day: Date) -> Status {
    if date.last_day() < day {
        Status::Past
    } else if date.first_day() > day {
        Status::Upcoming
    } else {
        Status::Ongoing
    }
}

/// The day of the text.
fn day(line: Line<'_>) -> Option<Date> {
    let document = line.matcher.reading.document;
    let dateline = document.dateline.as_ref().and_then(|dateline| dateline.date);
    dateline.or(document.published.value).map(|date| date.first_day())
}

/// The nearest word that tells where an occasion lies, and what it tells.
fn said(line: Line<'_>, occasion: &Occasion) -> Option<(usize, Status)> {
    let tokens = &occasion.tokens;
    let listed = |at: usize| {
        let (_, means) = line.listed(at, "ahead")?;
        let status = means.parse::<Status>().ok()?;
        // "We will mark" is still to come.
        let will = (at.saturating_sub(2).max(line.start)..at).find(|at| line.word(*at) == "will");
        Some(will.map_or((at, status), |will| (will, Status::Upcoming)))
    };
    let reach = if occasion.sort == Sort::Day { 3 } else { 7 };
    let least = line.start.max(tokens.start.saturating_sub(reach));
    let inside = (tokens.start..tokens.end.min(tokens.start + 3)).find_map(listed);
    let before = || (least..tokens.start).rev().find_map(listed);
    let behind = || (tokens.end..line.end.min(tokens.end + 4)).find_map(listed);
    inside.or_else(before).or_else(behind)
}

/// Whose it is, where its words name one party alone.
fn party(line: Line<'_>, occasion: &Occasion) -> Option<PartyId> {
    // "The anniversary of its ties with Kenya" is not Kenya's.
    let is_shared = |at: usize| {
        matches!(line.word(at), "relations" | "ties" | "friendship" | "between" | "with" | "alliance")
    };
    if occasion.sort == Sort::Anniversary && occasion.tokens.clone().any(is_shared) {
        return None;
    }
    let marks = line.matcher.reading.marks_of(line.sentence);
    let is_near = |mark: &reading::Mark| {
        occasion.tokens.contains(&mark.tokens.start)
            || mark.tokens.end + 1 == occasion.tokens.start && line.word(mark.tokens.end) == "'s"
    };
    let mut named: Vec<PartyId> = marks
        .iter()
        .filter(|mark| is_near(mark))
        .flat_map(|mark| match &mark.what {
            What::Parties(parties) => parties.clone(),
            What::Adjective(party) => vec![party.clone()],
            _ => Vec::new(),
        })
        .collect();
    named.dedup();
    if named.len() == 1 { named.pop() } else { None }
}

/// Adds an occasion, or its words to the one that it names again.
fn add(events: &mut Vec<Event>, event: Event) {
    let Some(known) = events.iter_mut().find(|known| is_same(known, &event)) else {
        events.push(event);
        return;
    };
    known.status = known.status.or(event.status);
    known.date = known.date.or(event.date);
    known.party = known.party.take().or(event.party);
    known.evidence.extend(
        event.evidence.into_iter().filter(|words| !known.evidence.contains(words)).collect::<Vec<_>>(),
    );
}

/// Whether two name one occasion: in the same words; or both with the same
/// number, and one says no more of it than the other or shares a word of it.
fn is_same(left: &Event, right: &Event) -> bool {
    let is_plain = |word: &str| {
        matches!(
            word,
            "" | "the"
                | "of"
                | "our"
                | "and"
                | "between"
                | "s"
                | "in"
                | "anniversary"
                | "national"
                | "congress"
                | "party"
        )
    };
    let words = |event: &Event| -> Vec<String> {
        let folded = record::fold(&event.what);
        folded.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect()
    };
    let (left_words, right_words) = (words(left), words(right));
    if left_words == right_words {
        return true;
    }
    let number = |words: &[String]| {
        words.iter().find(|word| word.starts_with(|first: char| first.is_ascii_digit())).cloned()
    };
    let shared = number(&left_words).filter(|left| number(&right_words).as_ref() == Some(left));
    let Some(shared) = shared.filter(|_| left.by == right.by) else { return false };
    let content = |words: Vec<String>| -> Vec<String> {
        words.into_iter().filter(|word| !is_plain(word) && *word != shared).collect()
    };
    let (left_content, right_content) = (content(left_words), content(right_words));
    left_content.is_empty()
        || right_content.is_empty()
        || left_content.iter().any(|word| right_content.contains(word))
}
