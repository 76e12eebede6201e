//! How texts say that somebody came into an office.

use std::ops::Range;

use reading::What;

use crate::line::Line;

/// How many words may stand on either side of the words for it.
const REACH: usize = 12;
/// Words before which the office ends.
const ENDS: &[&str] = &[
    ",", ".", ";", ":", "(", "—", "–", "and", "last", "on", "this", "in", "at", "with", "who", "when", "by",
    "after", "that",
];

/// "X was elected President of Y", "his re-election to", "her inauguration as
/// Prime Minister", "when the new government takes office"; `noun` are the
/// listed words. Whose or what office it is has to be said.
pub(crate) fn taking_office(line: Line<'_>, noun: &Range<usize>) -> Option<Range<usize>> {
    let first = line.word(noun.start);
    let is_again = first == "re" && line.word(noun.end - 1) == "elected";
    match first {
        "elected" | "reelected" | "sworn" => passive(line, noun),
        "re" if is_again => passive(line, noun),
        "took" | "take" | "takes" | "taking" | "taken" | "assumed" | "assuming" => active(line, noun),
        "election" | "elections" | "re" | "reelection" => named(line, noun, &["as", "to"]),
        _ => named(line, noun, &["as", "of"]),
    }
}

fn is_person(line: Line<'_>, at: usize) -> bool {
    line.is_marked(at, |what| matches!(what, What::People(_) | What::Unnamed(_)))
}

/// "Nana Mensah was elected President of Ghana": with who it was, or what to.
fn passive(line: Line<'_>, noun: &Range<usize>) -> Option<Range<usize>> {
    let verb = noun.start.checked_sub(1).filter(|at| *at >= line.start)?;
    if !matches!(line.word(verb), "was" | "were" | "been" | "being" | "is") {
        return None;
    }
    let start = subject(line, verb);
    let is_office = matches!(line.word(noun.end), "as" | "to") || line.is_capital(noun.end);
    (start < verb || is_office).then(|| start..office_end(line, noun.end))
}

/// "President Arce took office", "taking office as Ruler of".
fn active(line: Line<'_>, noun: &Range<usize>) -> Option<Range<usize>> {
    let start = subject(line, noun.start);
    let before = noun.start.checked_sub(1).map_or("", |at| line.word(at));
    let is_told = start < noun.start
        || line.word(noun.end) == "as"
        || before == "it"
        || line.is_marked(start.saturating_sub(1), |_| true);
    is_told.then(|| start..office_end(line, noun.end))
}

/// "his election as President", "the inauguration of President Arce".
fn named(line: Line<'_>, noun: &Range<usize>, links: &[&str]) -> Option<Range<usize>> {
    let before = noun.start.checked_sub(1).filter(|at| *at >= line.start);
    let is_owned = before
        .is_some_and(|at| matches!(line.word(at), "his" | "her" | "your" | "their" | "my" | "'s" | "’s"));
    let link = line.word(noun.end);
    let is_vote = links.contains(&"to");
    let is_of_person = link == "of" && (noun.end + 1..noun.end + 3).any(|at| is_person(line, at));
    let is_told = if is_vote {
        is_owned && links.contains(&link) || is_of_person
    } else {
        is_owned || links.contains(&link)
    };
    let start = noun.start - usize::from(is_owned);
    let is_long = links.contains(&link) || link == "of";
    is_told.then(|| start..if is_long { office_end(line, noun.end) } else { noun.end })
}

/// Where the words for a person right before a token begin; the token if there
/// are none.
fn subject(line: Line<'_>, at: usize) -> usize {
    let least = line.start.max(at.saturating_sub(REACH));
    let mut start = at;
    while start > least && is_person(line, start - 1) {
        start -= 1;
    }
    start
}

fn office_end(line: Line<'_>, at: usize) -> usize {
    let limit = line.end.min(at + REACH);
    (at..limit).find(|at| ENDS.contains(&line.word(*at))).unwrap_or(limit)
}
