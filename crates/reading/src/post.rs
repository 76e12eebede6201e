//! Posts: offices that a sentence names, whoever holds them.

use std::ops::Range;

use record::{Capacity, PartyId};

use crate::{
    capacity,
    cursor::Cursor,
    mark::Person,
    mention::Mention,
    people::Someone,
    read::Reader,
    title::{self, Title, Titles},
};

/// Levels at which an office is one only with its body or state: "the director".
const LESSER: &[&str] = &["governor", "military", "official", "organisation head"];

/// Levels at which the state of the person tells whose the office is.
const LEADING: &[&str] = &[
    "deputy head",
    "head of government",
    "head of state",
    "monarch",
    "party leader",
    "religious",
    "speaker",
];

/// Levels of which terms tell nothing: many hold such an office at a time.
const MANY: &[&str] = &["judge", "legislator", "spouse"];

/// An office that a sentence names: "the President of Laos".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its words, determiners and modifiers included or not: each start is a post.
    pub tokens: Range<usize>,
    /// Whether a person's name stands at it: "President Ann Lee".
    pub is_held: bool,
    /// Whose office it is, where the text says so beside it.
    pub party: Option<PartyId>,
    titles: Vec<Title>,
}

impl Reader<'_> {
    /// The offices of a post as a person has them, written out.
    pub fn offices_of(&self, post: &Post, person: &Person) -> Vec<Capacity> {
        let someone = Someone {
            words: Vec::new(),
            names: Vec::new(),
            titles: post.titles.clone(),
            party: post.party.clone().or_else(|| person.country.clone()),
            is_inferred: post.party.is_none(),
            is_past_leader: false,
            counterpart_of: None,
            mentions: Vec::new(),
            by: "",
        };
        let mut offices = capacity::capacities(&someone, self.rulebook());
        offices.retain(|office| {
            let is_of = |levels: &[&str]| office.level.as_deref().is_none_or(|level| levels.contains(&level));
            let is_said = post.titles.iter().any(|title| title.body.is_some() || title.party.is_some());
            // "He was named President": of what nobody knows.
            let is_placed = office.party.is_some() || is_of(&["religious"]);
            // A state's parts have ministers too: only who is shown to serve the whole has its.
            let is_known = is_of(LEADING) || !person.capacities.is_empty() && !is_of(LESSER);
            is_placed && !is_of(MANY) && (is_said || post.party.is_some() || is_known)
        });
        offices
    }
}

/// The posts of all sentences, by sentence and first token.
pub(crate) fn posts(reader: &Reader<'_>, cursors: &[Cursor<'_>], mentions: &[Mention]) -> Vec<Post> {
    let mut posts = Vec::new();
    for (sentence, cursor) in cursors.iter().enumerate() {
        let offices: Vec<Range<usize>> = offices(cursor);
        let Some(last) = offices.last() else { continue };
        let first = mentions.partition_point(|mention| mention.sentence < sentence);
        let own = mentions.get(first..).unwrap_or(&[]).iter();
        let own: Vec<&Mention> = own.take_while(|mention| mention.sentence == sentence).collect();
        // No post begins within the phrase of one: the "Minister" of a "Prime Minister".
        let is_within = |at: usize| offices.iter().any(|office| office.start < at && at < office.end);
        for at in (cursor.start..last.end).filter(|at| !is_within(*at)) {
            let Some((end, titles)) = title::titles(cursor, reader.rulebook(), at) else { continue };
            let is_held = own.iter().any(|mention| {
                mention.name.is_some() && mention.start < end && at < mention.end && mention.end > at + 1
            });
            if is_other(cursor, at, end, &titles) || !is_held && is_agent(cursor, at) {
                continue;
            }
            posts.push(Post {
                sentence,
                tokens: at..end,
                is_held,
                party: titles.party.or_else(|| titles.titles.iter().find_map(|title| title.party.clone())),
                titles: titles.titles,
            });
        }
    }
    posts
}

/// The phrases for offices of a sentence.
fn offices(cursor: &Cursor<'_>) -> Vec<Range<usize>> {
    let mut offices: Vec<Range<usize>> = Vec::new();
    for at in cursor.start..cursor.end {
        let is_covered = offices.last().is_some_and(|office| at < office.end);
        if let Some((length, _)) = title::office(cursor, at).filter(|_| !is_covered) {
            offices.push(at..at + length);
        }
    }
    offices
}

/// "President and CEO".
fn is_of_company(cursor: &Cursor<'_>, end: usize) -> bool {
    matches!(cursor.word(end), "and" | "&" | "/" | ",")
        && matches!(cursor.word(end + 1), "ceo" | "coo" | "cfo" | "chief" | "founder")
}

/// Whether an office is that of who appoints or is met: "by the King".
fn is_agent(cursor: &Cursor<'_>, at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).map_or("", |at| cursor.word(at));
    let lead = if matches!(before(1), "the" | "a" | "an") { 2 } else { 1 };
    matches!(before(lead), "by" | "with" | "from" | "under" | "than" | "for" | "against")
}

/// Whether titles name no one post that somebody can take: several, a former one,
/// or the first of many ("the first President to visit").
fn is_other(cursor: &Cursor<'_>, at: usize, end: usize, titles: &Titles) -> bool {
    let before = |steps: usize| at.checked_sub(steps).map_or("", |at| cursor.word(at));
    // "the Executive of the Year" is a prize, "President and CEO" heads a company.
    titles.titles.is_empty()
        || (at..end).any(|at| matches!(cursor.word(at), "year" | "ceo"))
        || is_of_company(cursor, end)
        || titles.is_plural
        || titles.titles.iter().any(|title| title.is_former)
        || matches!(before(1), "former" | "ex" | "late" | "then")
        || !cursor.word(at).chars().any(char::is_alphanumeric)
        || cursor.word(at) == "'s"
        || cursor.word(end) == "to" && cursor.word(end + 1) != "the" && !cursor.is_capital(end + 1)
        || matches!(cursor.word(end), "'s" | "-" | "candidate" | "nominee" | "designate" | "elect")
}
