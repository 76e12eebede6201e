//! Instruments: treaties, agreements, joint statements and other papers.

mod extent;
mod name;
mod status;

use std::ops::Range;

use reading::What;
use record::{Edtf, InstrumentStatus as Status, PartyId};
use text::BlockKind;

use crate::{actors, instrument::name::Name, instrument::status::Done, line::Line, matcher::Matcher};

/// An instrument before it is given an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paper {
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) kind: String,
    pub(crate) status: Status,
    pub(crate) date: Option<Edtf>,
    pub(crate) parties: Vec<PartyId>,
    /// Bytes of the clean text, one run a mention.
    pub(crate) evidence: Vec<Range<usize>>,
    pub(crate) by: &'static str,
}

/// The instruments that a document names, each once, in the order of its text.
pub(crate) fn papers(matcher: Matcher<'_>) -> Vec<Paper> {
    let mut papers: Vec<Paper> = Vec::new();
    for sentence in 0..matcher.reading.document.sentences.len() {
        let Some(line) = Line::new(matcher, sentence) else { continue };
        if let Some(paper) = headed(line) {
            add(&mut papers, paper);
            continue;
        }
        let mut last: Option<(Name, Done)> = None;
        for name in name::names(line) {
            let listed_with = last.as_ref().map(|(name, done)| (name, done));
            let done = status::done(line, &name, listed_with);
            if is_paper(line, &name, &done) {
                add(&mut papers, paper(line, &name, &done));
            }
            last = Some((name, done));
        }
    }
    papers
}

/// Whether words name a paper: by what they tell of it, or since something is
/// done with it that is done with papers only. "The agreement" alone refers back.
fn is_paper(line: Line<'_>, name: &Name, done: &Done) -> bool {
    if name.is_told {
        return true;
    }
    let is_act = matches!(
        done.status,
        Status::Signed
            | Status::Adopted
            | Status::Signing
            | Status::Ratified
            | Status::UnderNegotiation
            | Status::Proposed
    );
    let is_definite = name
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|at| matches!(line.word(at), "the" | "this" | "that" | "these" | "those"));
    let is_issued = name.kind.starts_with("joint") && !is_definite;
    let is_plural = line.word(name.noun.end - 1).ends_with('s');
    let is_more =
        if is_plural { name.tokens.end > name.noun.end } else { name.tokens.len() > name.noun.len() };
    // "The agreement on incidents at sea of April 10, 1991" is told by its day.
    let is_dated = is_more && !is_plural && date(line, name, done).is_some();
    is_dated || is_act && !done.tokens.is_empty() && (is_more && !is_definite || is_issued)
}

fn paper(line: Line<'_>, name: &Name, done: &Done) -> Paper {
    let reading = line.matcher.reading;
    let date = date(line, name, done);
    let (mut first, mut last) = (name.tokens.start, name.end);
    for tokens in std::iter::once(&done.tokens)
        .filter(|tokens| !tokens.is_empty())
        .chain(date.as_ref().map(|(tokens, _)| tokens))
    {
        first = first.min(tokens.start);
        last = last.max(tokens.end);
    }
    Paper {
        name: line.words(&name.tokens),
        aliases: name.alias.iter().map(|tokens| line.words(tokens)).collect(),
        kind: name.kind.clone(),
        status: done.status,
        date: date.and_then(|(_, date)| date),
        parties: parties(line, name, done),
        evidence: vec![actors::bytes(reading, first, last)],
        by: "instruments/named",
    }
}

/// A heading that is itself the name of a joint paper, which the document then
/// gives: adopted, on the day of the document.
fn headed(line: Line<'_>) -> Option<Paper> {
    let document = line.matcher.reading.document;
    let sentence = document.sentences.get(line.sentence)?;
    let block = document.blocks.get(sentence.block)?;
    if block.kind != BlockKind::Title {
        return None;
    }
    let is_joint = (line.start..line.end.min(line.start + 9)).find_map(|at| {
        let (length, kind) = line.listed(at, "instrument")?;
        let is_joint = (line.start..at + length).any(|at| line.word(at) == "joint");
        let is_verbless = (line.start..at).all(|at| {
            line.listed(at, "paper_act").is_none()
                && line.listed(at, "paper_verb").is_none()
                && line.word(at) != "to"
        });
        let is_statement =
            matches!(kind, "statement" | "declaration" | "communique") || kind.starts_with("joint");
        (is_joint && is_verbless && is_statement && line.is_capital(at)).then(|| kind.to_owned())
    });
    let kind = is_joint?;
    let parties = named_in(line, line.start..line.end);
    Some(Paper {
        name: line.words(&(line.start..line.end)),
        aliases: Vec::new(),
        kind,
        status: Status::Adopted,
        date: document.dateline.as_ref().and_then(|dateline| dateline.date).or(document.published.value),
        parties: if parties.len() > 1 { parties } else { line.matcher.reading.pair.clone() },
        evidence: vec![actors::bytes(line.matcher.reading, line.start, line.end)],
        by: "instruments/heading",
    })
}

/// The date said of a paper: right before its name ("the 1951 Treaty"), right
/// behind it ("of April 10, 1991", "signed in 1988").
fn date(line: Line<'_>, name: &Name, done: &Done) -> Option<(Range<usize>, Option<Edtf>)> {
    let marks = line.matcher.reading.marks_of(line.sentence);
    let end = done.tokens.end.max(name.end);
    let is_said = |tokens: &Range<usize>| {
        let gap = name.tokens.start.checked_sub(tokens.end);
        let is_before = gap.is_some_and(|gap| gap == 0 || gap == 1 && line.word(tokens.end) == ",");
        let lead = tokens.start.checked_sub(1).map_or("", |at| line.word(at));
        let is_behind = tokens.start >= end
            && tokens.start <= end + 2
            && matches!(lead, "of" | "in" | "on" | "dated" | "(")
            || tokens.start == end;
        is_before || is_behind
    };
    let found = marks.iter().find_map(|mark| match &mark.what {
        What::Date(when) if is_said(&mark.tokens) => Some((mark.tokens.clone(), when.value)),
        _ => None,
    });
    found.filter(|(_, date)| date.is_some())
}

/// Whose paper it is: those that its name tells, else, of one that something is
/// done with, those of the sentence or the two the text is about.
fn parties(line: Line<'_>, name: &Name, done: &Done) -> Vec<PartyId> {
    let named = named_in(line, name.tokens.clone());
    if !named.is_empty() || done.tokens.is_empty() {
        return named;
    }
    let before = named_in(line, line.start..name.tokens.start);
    // "The two sides signed": both of those that the text is about.
    let is_joint = name.kind.starts_with("joint")
        || (line.start..line.end)
            .any(|at| matches!(line.word(at), "both" | "two" | "sides" | "we" | "they" | "bilateral"));
    if before.is_empty() && is_joint { line.matcher.reading.pair.clone() } else { before }
}

fn named_in(line: Line<'_>, tokens: Range<usize>) -> Vec<PartyId> {
    let marks = line.matcher.reading.marks_of(line.sentence);
    let inside = marks.iter().filter(|mark| tokens.contains(&mark.tokens.start));
    let mut parties: Vec<PartyId> = inside
        .flat_map(|mark| match &mark.what {
            What::Parties(parties) => parties.clone(),
            What::Adjective(party) => vec![party.clone()],
            _ => Vec::new(),
        })
        .collect();
    parties.sort();
    parties.dedup();
    parties
}

/// Adds a paper, or what is told of it to the one that has its name already.
fn add(papers: &mut Vec<Paper>, paper: Paper) {
    let Some(known) = papers.iter_mut().find(|known| is_same(known, &paper)) else {
        papers.push(paper);
        return;
    };
    if known.status == Status::Mentioned {
        known.status = paper.status;
    }
    known.date = known.date.or(paper.date);
    if known.parties.is_empty() {
        known.parties = paper.parties;
    }
    let names = std::iter::once(paper.name).chain(paper.aliases);
    for name in names.filter(|name| record::fold(name) != record::fold(&known.name)) {
        if !known.aliases.iter().any(|alias| record::fold(alias) == record::fold(&name)) {
            known.aliases.push(name);
        }
    }
    known.evidence.extend(
        paper.evidence.into_iter().filter(|words| !known.evidence.contains(words)).collect::<Vec<_>>(),
    );
}

/// Whether two papers are one: a name of one is a name of the other, or all the
/// words of the shorter name, which are more than its noun, are in the longer.
fn is_same(left: &Paper, right: &Paper) -> bool {
    let names = |paper: &Paper| -> Vec<Vec<String>> {
        std::iter::once(&paper.name).chain(&paper.aliases).map(|name| content(name)).collect()
    };
    let (lefts, rights) = (names(left), names(right));
    lefts.iter().any(|left_name| {
        rights.iter().any(|right_name| {
            let is_within = |short: &[String], long: &[String]| short.iter().all(|word| long.contains(word));
            let is_part = left_name.len().min(right_name.len()) > 1
                && left.kind == right.kind
                && (is_within(left_name, right_name) || is_within(right_name, left_name));
            left_name == right_name || is_part
        })
    })
}

/// The words that tell names apart.
fn content(name: &str) -> Vec<String> {
    let folded = record::fold(name);
    let words = folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '.')
        .map(|word| word.trim_matches('.').replace('.', ""));
    words
        .filter(|word| {
            !matches!(word.as_str(), "" | "the" | "of" | "on" | "for" | "and" | "to" | "in" | "s" | "new")
        })
        .flat_map(
            |word| if word == "un" { vec!["united".to_owned(), "nations".to_owned()] } else { vec![word] },
        )
        .collect()
}
