//! How far a paper has come: the act said of it, by tense and distance.

use std::ops::Range;

use reading::What;
use record::InstrumentStatus as Status;

use crate::{instrument::name::Name, line::Line};

/// How many words may stand between a paper and what is done with it.
const REACH: usize = 7;

/// What a text says is done with a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Done {
    pub(crate) status: Status,
    /// The words of the act; empty where none is said.
    pub(crate) tokens: Range<usize>,
}

/// The act said of a paper: before it ("signed the Treaty"), behind it ("the
/// Treaty was signed"), else that of the paper it is listed with; mentioned
/// where there is none.
pub(crate) fn done(line: Line<'_>, name: &Name, listed_with: Option<(&Name, &Done)>) -> Done {
    let is_firm = |done: &Done| !matches!(done.status, Status::Proposed | Status::UnderNegotiation);
    let before = before(line, name);
    let found = before.clone().filter(is_firm).or_else(|| behind(line, name)).or(before);
    let found = found.or_else(|| inherited(line, name, listed_with)).or_else(|| included(line, name));
    found
        .or_else(|| negotiated(line, name))
        .unwrap_or(Done { status: Status::Mentioned, tokens: name.tokens.start..name.tokens.start })
}

fn act(line: Line<'_>, at: usize) -> Option<(usize, Status)> {
    let (length, means) = line.listed(at, "paper_act")?;
    Some((length, means.parse().ok()?))
}

/// "The two sides signed an agreement on", "the signing of", "negotiations on".
fn before(line: Line<'_>, name: &Name) -> Option<Done> {
    let least = line.start.max(name.tokens.start.saturating_sub(REACH));
    for at in (least..name.tokens.start).rev() {
        if let Some((length, status)) = act(line, at).filter(|(length, _)| at + length <= name.tokens.start) {
            // "develop the Treaty" proposes none: there is one.
            let lead = line.word(name.tokens.start.saturating_sub(1));
            let is_known = status == Status::Proposed && lead == "the" && !line.word(at).starts_with("draft");
            let status = tense(line, at, status);
            return (!is_known).then(|| Done { status, tokens: at..at + length });
        }
        let is_parted = matches!(
            line.word(at),
            "," | ";"
                | "."
                | ":"
                | "under"
                | "during"
                | "in"
                | "at"
                | "with"
                | "by"
                | "following"
                | "after"
                | "through"
                | "beyond"
                | "implement"
                | "implementing"
                | "implementation"
                | "is"
                | "are"
                | "was"
                | "were"
                | "which"
                | "that"
                | "as"
        );
        if is_parted {
            return None;
        }
    }
    None
}

/// "was adopted", "signed in 1988", "that we signed", "entered into force".
fn behind(line: Line<'_>, name: &Name) -> Option<Done> {
    let most = line.end.min(name.end + REACH);
    for at in name.end..most {
        let before = if at == name.end { "," } else { line.word(at - 1) };
        if let Some((length, status)) = act(line, at) {
            let is_passive = matches!(
                before,
                "," | "was"
                    | "were"
                    | "been"
                    | "be"
                    | "being"
                    | "is"
                    | "are"
                    | "recently"
                    | "we"
                    | "they"
                    | "which"
                    | "that"
                    | "already"
                    | "has"
                    | "have"
                    | "had"
                    | "just"
                    | "it"
            );
            let is_whole = matches!(status, Status::InForce | Status::UnderNegotiation);
            let is_noun = line.word(at).ends_with("ing") || line.word(at).ends_with('s') && !is_whole;
            if (is_passive || is_whole) && !is_noun {
                return Some(Done { status: tense(line, at, status), tokens: at..at + length });
            }
            return None;
        }
        if matches!(line.word(at), ";" | "." | ":" | "and" | "to")
            && !(line.word(at) == "to" && line.word(at + 1) == "be")
        {
            return None;
        }
    }
    None
}

/// "signed the Treaty and a protocol on", where the protocol was signed too.
fn inherited(line: Line<'_>, name: &Name, listed_with: Option<(&Name, &Done)>) -> Option<Done> {
    let (other, done) = listed_with?;
    let is_joined = (other.end..name.tokens.start).all(|at| {
        let is_date = line.is_number(at) || line.is_marked(at, |what| matches!(what, What::Date(_)));
        let is_joint = matches!(
            line.word(at),
            "," | "and"
                | "as"
                | "well"
                | "the"
                | "a"
                | "an"
                | "also"
                | "”"
                | "“"
                | "of"
                | "for"
                | "in"
                | "–"
                | "-"
        );
        is_date || is_joint
    });
    let is_near = name.tokens.start.saturating_sub(other.end) <= REACH;
    (is_joined && is_near && other.sentence == name.sentence && !done.tokens.is_empty()).then(|| done.clone())
}

/// "A package of papers was adopted, including a protocol on".
fn included(line: Line<'_>, name: &Name) -> Option<Done> {
    let least = line.start.max(name.tokens.start.saturating_sub(3));
    let including = (least..name.tokens.start)
        .rev()
        .find(|at| matches!(line.word(*at), "including" | "included" | "includes"))?;
    let (at, (length, status)) = (line.start..including).rev().find_map(|at| Some((at, act(line, at)?)))?;
    matches!(status, Status::Signed | Status::Adopted)
        .then(|| Done { status: tense(line, at, status), tokens: at..at + length })
}

/// "negotiations between Gabon and Chad to update the Agreement".
fn negotiated(line: Line<'_>, name: &Name) -> Option<Done> {
    let least = line.start.max(name.tokens.start.saturating_sub(2 * REACH));
    for at in (least..name.tokens.start).rev() {
        if let Some((length, status)) = act(line, at) {
            return (status == Status::UnderNegotiation).then(|| Done { status, tokens: at..at + length });
        }
        if matches!(line.word(at), "," | ";" | ":" | "." | "that" | "which" | "is" | "are" | "was" | "were") {
            return None;
        }
    }
    None
}

/// An act that is yet to come only proposes a paper; a signing that somebody
/// hosts goes on, any other has been.
fn tense(line: Line<'_>, at: usize, status: Status) -> Status {
    let least = line.start.max(at.saturating_sub(5));
    let near = at.saturating_sub(3).max(line.start);
    let is_to_come = (near..at).any(|at| {
        line.listed(at, "planned").is_some()
            || matches!(line.word(at), "to" | "would" | "could" | "should" | "may" | "soon" | "not" | "must")
    });
    let is_host = (least..at).any(|at| {
        matches!(
            line.word(at),
            "host"
                | "hosts"
                | "hosted"
                | "hosting"
                | "attend"
                | "attends"
                | "attended"
                | "attending"
                | "ceremony"
        )
    });
    let is_talked = (near..at)
        .any(|at| line.listed(at, "paper_act").is_some_and(|(_, means)| means == "under negotiation"));
    if is_talked {
        return Status::UnderNegotiation;
    }
    match status {
        Status::Signing if is_host => Status::Signing,
        Status::Signing if is_to_come => Status::Proposed,
        Status::Signing => Status::Signed,
        Status::Signed | Status::Adopted | Status::Ratified if is_to_come => Status::Proposed,
        _ => status,
    }
}
