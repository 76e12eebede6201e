//! Actors as a text lists them: "X, Y and members of the delegation".

use reading::{Mark, Reading, What};
use record::PartyId;

/// One who acts, before ids are given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// Index into [`Reading::people`].
    Person(usize),
    /// A state or organisation.
    Party(PartyId),
    /// People known only by these words.
    Group(String),
}

/// Every list of actors that starts at a token: where it ends and who is on
/// it, the longest first.
pub(crate) fn lists(reading: &Reading<'_>, marks: &[Mark], at: usize, end: usize) -> Vec<(usize, Vec<Who>)> {
    let mut found: Vec<(usize, Vec<Who>)> = Vec::new();
    let Some((mut next, mut who)) = item(reading, marks, at, end) else { return found };
    found.push((next, who.clone()));
    // "At the invitation of King X, Emir Y paid a visit": the list ends with X.
    let is_invitation = is_invitation(reading, at);
    while let Some(start) = separator(reading, next, end) {
        if is_invitation && word(reading, next) == "," {
            break;
        }
        let Some((stop, more)) = item(reading, marks, start, end) else { break };
        next = stop;
        who.extend(more);
        found.push((next, who.clone()));
    }
    found.reverse();
    found
}

/// Whether the words "invitation of" stand before a token.
pub(crate) fn is_invitation(reading: &Reading<'_>, at: usize) -> bool {
    at >= 2 && word(reading, at - 1) == "of" && word(reading, at - 2) == "invitation"
}

/// One actor, perhaps behind a determiner; a spouse has no name of her own here.
fn item(reading: &Reading<'_>, marks: &[Mark], at: usize, end: usize) -> Option<(usize, Vec<Who>)> {
    let word = |at: usize| word(reading, at);
    if matches!(word(at), "his" | "her") && matches!(word(at + 1), "spouse" | "wife" | "husband") {
        return Some((at + 2, Vec::new()));
    }
    if matches!(word(at), "spouse" | "spouses") {
        return Some((at + 1, Vec::new()));
    }
    let determiners = (at..end).take_while(|at| is_determiner(word(*at))).count().min(3);
    let mark = (0..=determiners).find_map(|skipped| {
        let mark = marks.iter().find(|mark| mark.tokens.start == at + skipped)?;
        Some((mark, who(reading, mark)?))
    });
    let (mark, who) = mark?;
    (mark.tokens.end <= end).then_some((mark.tokens.end, who))
}

/// Whom a mark names, if it names actors.
pub(crate) fn who(reading: &Reading<'_>, mark: &Mark) -> Option<Vec<Who>> {
    match &mark.what {
        What::People(people) => Some(people.iter().copied().map(Who::Person).collect()),
        What::Unnamed(party) => Some(vec![Who::Party(party.clone())]),
        What::Parties(parties) => Some(parties.iter().cloned().map(Who::Party).collect()),
        What::Group => Some(vec![Who::Group(words(reading, mark.tokens.start, mark.tokens.end))]),
        _ => None,
    }
}

/// The words of a run of tokens, as the text has them.
pub(crate) fn words(reading: &Reading<'_>, first: usize, end: usize) -> String {
    let bytes = bytes(reading, first, end);
    let words = reading.document.text.get(bytes).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bytes of a run of tokens.
pub(crate) fn bytes(reading: &Reading<'_>, first: usize, end: usize) -> std::ops::Range<usize> {
    let tokens = &reading.document.tokens;
    let start = tokens.get(first).map_or(0, |token| token.bytes.start);
    let last = end.checked_sub(1).and_then(|last| tokens.get(last));
    start..last.map_or(start, |token| token.bytes.end)
}

/// The folded word at a token; empty beyond the text.
pub(crate) fn word<'a>(reading: &'a Reading<'_>, at: usize) -> &'a str {
    reading.document.tokens.get(at).map_or("", |token| &token.folded)
}

fn is_determiner(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "both" | "all" | "visiting" | "with" | "his" | "her" | "their")
}

fn separator(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    let length = match (word(reading, at), word(reading, at + 1), word(reading, at + 2)) {
        // "the guest of the King, and of the Prime Minister"
        (",", "and", "of") => 3,
        ("and", "of", _) | (",", "and", _) => 2,
        ("as", "well", "as") | (",", "along", "with") | (",", "together", "with") => 3,
        ("along" | "together", "with", _) => 2,
        ("," | "and" | "&", _, _) => 1,
        _ => return None,
    };
    (at + length < end).then_some(at + length)
}
