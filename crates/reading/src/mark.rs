//! What reading yields: marks over tokens, people, and what each mark means.

use std::ops::Range;

use record::{Capacity, DateFrom, Edtf, How, Notice, PartyId, Place};
use text::Document;

use crate::{post::Post, tree::Tree};

/// A document with all that was recognised in it.
#[derive(Debug)]
pub struct Reading<'d> {
    /// The document read.
    pub document: &'d Document,
    /// The named people, in order of first mention.
    pub people: Vec<Person>,
    /// Every mark, by sentence, then by first token.
    pub marks: Vec<Mark>,
    /// Offices that the text gives to people at one place only: "as President of
    /// Vietnam", said of an earlier day.
    pub said_as: Vec<SaidAs>,
    /// Offices, whoever holds them, by sentence and first token.
    pub posts: Vec<Post>,
    /// The two states or organisations the text is chiefly about, sorted;
    /// fewer where it names fewer.
    pub pair: Vec<PartyId>,
    /// Which word depends on which.
    pub tree: Tree,
    /// The names of organisations, by bytes of the text, in order: those of the
    /// tables, those that end in a word for a body, and what the recogniser takes
    /// for one. None overlaps another.
    pub organisations: Vec<Range<usize>>,
    /// What the reader of the record should know.
    pub notices: Vec<Notice>,
}

impl Reading<'_> {
    /// The marks of one sentence.
    pub fn marks_of(&self, sentence: usize) -> &[Mark] {
        let first = self.marks.partition_point(|mark| mark.sentence < sentence);
        let last = self.marks.partition_point(|mark| mark.sentence <= sentence);
        self.marks.get(first..last).unwrap_or(&[])
    }

    /// The posts of one sentence.
    pub fn posts_of(&self, sentence: usize) -> &[Post] {
        let first = self.posts.partition_point(|post| post.sentence < sentence);
        let last = self.posts.partition_point(|post| post.sentence <= sentence);
        self.posts.get(first..last).unwrap_or(&[])
    }
}

/// An office said of somebody for one occasion: "visited as President of X".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidAs {
    /// Index into [`Reading::people`].
    pub person: usize,
    /// The token "as".
    pub token: usize,
    /// The offices.
    pub capacities: Vec<Capacity>,
}

/// A named person of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The longest form of the name, as in the text.
    pub name: String,
    /// Every spelling in the text, sorted, without repeats.
    pub names: Vec<String>,
    /// The party represented, if known.
    pub country: Option<PartyId>,
    /// Offices held at the time of the text, without repeats.
    pub capacities: Vec<Capacity>,
    /// Bytes of the text that speak of the person, in order.
    pub mentions: Vec<(Range<usize>, How)>,
    /// The step that found the person.
    pub by: &'static str,
}

/// A recognised run of tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Index of the sentence.
    pub sentence: usize,
    /// Half-open range of token indices, titles and determiners included.
    pub tokens: Range<usize>,
    /// What it means.
    pub what: What,
}

/// What a mark means.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// People of [`Reading::people`], by index; several for "the two leaders".
    People(Vec<usize>),
    /// Holders of offices whom the text does not name: "the Lao Foreign Minister".
    Unnamed(PartyId),
    /// States or organisations; several for "the two sides".
    Parties(Vec<PartyId>),
    /// The adjective of a state: "Vietnamese".
    Adjective(PartyId),
    /// People known only by the words for them.
    Group,
    /// A city or venue. (A state is a party mark; a pattern may use it as a place.)
    Place(Place),
    /// A date or period.
    Date(When),
    /// A number with its unit.
    Amount(Amount),
}

/// What a date expression means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The date, or nothing where the text gives too little.
    pub value: Option<Edtf>,
    /// Said in the text, or inferred from the day of the text.
    pub from: DateFrom,
    /// ISO weekday, 1 to 7, of a bare weekday that could not be placed.
    pub weekday: Option<i8>,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// In base units; the lower bound of a range.
    pub value: f64,
    /// The lower bound, where the text gives a range.
    pub low: Option<f64>,
    /// The upper bound, where the text gives a range.
    pub high: Option<f64>,
    /// ISO 4217 code, `percent`, `people`, `km`, ...; what is counted in the
    /// text's words where no list names it (`bridges`).
    pub unit: String,
    /// Whether the text says about, nearly, some.
    pub approx: bool,
}
