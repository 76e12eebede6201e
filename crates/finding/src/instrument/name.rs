//! Names of papers: where "the 1982 United Nations Convention on the Law of the
//! Sea (UNCLOS)" begins and ends, and what else it is called.

use std::ops::Range;

use reading::What;

use crate::{instrument::extent, line::Line};

/// A paper as one place of the text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) sentence: usize,
    /// The words of the name, without article and without years before it.
    pub(crate) tokens: Range<usize>,
    /// The noun that says what it is.
    pub(crate) noun: Range<usize>,
    /// What the noun stands for: `treaty`.
    pub(crate) kind: String,
    /// Another name that stands beside it.
    pub(crate) alias: Option<Range<usize>>,
    /// Where the other name ends, or the name if it has none.
    pub(crate) end: usize,
    /// Whether the name is written with capitals.
    pub(crate) is_proper: bool,
    /// Whether the words say which one it is, so that it needs no act.
    pub(crate) is_told: bool,
}

/// Every paper that a sentence names, in its order, without overlap.
pub(crate) fn names(line: Line<'_>) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut at = line.start;
    while at < line.end {
        let name = known(line, at).or_else(|| noun(line, at).and_then(|noun| name(line, noun)));
        match name {
            Some(name) if found.last().is_none_or(|last| last.end <= name.tokens.start) => {
                at = name.end.max(at + 1);
                found.push(name);
            }
            _ => at += 1,
        }
    }
    found
}

/// A paper known by its letters: "the JCPOA".
fn known(line: Line<'_>, at: usize) -> Option<Name> {
    let (length, kind) = line.listed(at, "known_paper")?;
    let is_letters = (at..at + length).all(|at| line.raw(at).chars().next().is_some_and(char::is_uppercase));
    let is_inside = line.is_capital(at + length) || line.word(at.checked_sub(1)?) == "-";
    (is_letters && !is_inside).then(|| Name {
        sentence: line.sentence,
        tokens: at..at + length,
        noun: at..at + length,
        kind: kind.to_owned(),
        alias: None,
        end: at + length,
        is_proper: true,
        is_told: true,
    })
}

/// The noun of a paper that starts at a token: of several in one run
/// ("Framework Agreement") the last, and none that goes on to name something
/// else ("Treaty Organization").
fn noun(line: Line<'_>, at: usize) -> Option<(Range<usize>, &str)> {
    let (length, kind) = line.listed(at, "instrument")?;
    let end = at + length;
    let is_proper = line.is_capital(at);
    let next = end + usize::from(line.word(end) == "-");
    let goes_on =
        line.is_capital(next) && line.is_name(next) && !extent::opens(line, next) && !is_shouted(line);
    let is_doubled = line.listed(end, "instrument").is_some() && line.is_capital(end) == is_proper;
    if is_proper && goes_on || is_doubled || line.word(end) == "-" {
        return None;
    }
    Some((at..end, kind))
}

/// Whether a sentence is all in capitals, as headings are.
pub(crate) fn is_shouted(line: Line<'_>) -> bool {
    (line.start..line.end).all(|at| !line.raw(at).contains(char::is_lowercase))
}

fn name(line: Line<'_>, (noun, kind): (Range<usize>, &str)) -> Option<Name> {
    let is_plural = line.word(noun.end - 1).ends_with('s') && !matches!(kind, "principles" | "consensus");
    let is_soft = line.listed(noun.start, "initiative_noun").is_some();
    let is_proper = line.is_capital(noun.start)
        && (noun.start > line.start
            || line.is_capital(noun.start + 1)
            || noun.len() > 1
            || line.word(noun.start + 1) == "on");
    let left = if is_proper { extent::left(line, noun.start) } else { extent::small_left(line, noun.start) };
    let has_left = left < noun.start;
    let number = extent::resolution_number(line, noun.end);
    let right = number.unwrap_or_else(|| if is_proper { extent::right(line, noun.end) } else { noun.end });
    let topic = if right == noun.end { extent::topic(line, noun.end) } else { right };
    let is_plain = right == noun.end && !has_left;
    let is_numbered = number.is_some();
    let is_on = line.word(noun.end) == "on" && topic > noun.end;
    let is_vague = match kind {
        "resolution" => !is_numbered && !is_on,
        "statement" => !is_on || noun.start == line.start,
        "partnership" => {
            right == noun.end || (left..noun.start).any(|at| line.listed(at, "relation_adjective").is_some())
        }
        // "Strategic Concept" is a name by itself.
        _ => is_plain && noun.len() == 1,
    };
    if is_soft && (!is_proper || is_plural || is_vague) || kind == "resolution" && is_vague {
        return None;
    }
    let end = if is_proper && has_left && !is_general(line, left, &noun) { right } else { topic };
    let left = if matches!(line.raw(left), "new" | "draft" | "follow-on") && left < noun.start {
        left + 1
    } else {
        left
    };
    let tokens = left..end;
    let (alias, after) = extent::alias(line, end);
    // "a memorandum of understanding (MOU) for assistance": told behind the bracket.
    let is_topical = end == noun.end && after > end && extent::topic(line, after) > after;
    let is_told = is_numbered
        || is_proper && (right > noun.end || has_left && !is_general(line, left, &noun))
        || !is_proper && has_proper(line, left..noun.start)
        || is_topical
        || is_soft && noun.len() > 1
        || (!is_plural || has_left && !is_general(line, left, &noun))
            && end > noun.end
            && (is_proper
                || has_parties(line, noun.end..end) && (has_left || line.word(noun.end) == "between"));
    Some(Name {
        sentence: line.sentence,
        tokens,
        noun,
        kind: kind.to_owned(),
        alias,
        end: after,
        is_proper,
        is_told,
    })
}

/// Whether only parties and words such as "Joint" stand before a noun, so that
/// it is the topic that tells which paper it is.
fn is_general(line: Line<'_>, left: usize, noun: &Range<usize>) -> bool {
    (left..noun.start).all(|at| {
        matches!(line.word(at), "-" | "joint" | "new" | "press" | "bilateral" | "agreement" | "’" | "leaders")
    })
}

fn has_parties(line: Line<'_>, tokens: Range<usize>) -> bool {
    let is_party = |what: &What| matches!(what, What::Parties(_) | What::Adjective(_));
    tokens.into_iter().any(|at| line.is_capital(at) && line.is_marked(at, is_party))
}

/// Whether words in small letters are led by a proper name: "the Minsk
/// agreements", not "the Russian agreements".
fn has_proper(line: Line<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| {
        let is_party = line.is_marked(at, |what| {
            matches!(
                what,
                What::Parties(_) | What::Adjective(_) | What::People(_) | What::Unnamed(_) | What::Date(_)
            )
        });
        let is_place = line.is_marked(at, |what| matches!(what, What::Place(_)));
        line.is_name(at)
            && !is_party
            && (is_place || at > line.start)
            && line.word(at).chars().any(char::is_alphabetic)
    })
}
