//! What a passage is about: its words, weighed by how rare they are.

use std::collections::{BTreeMap, BTreeSet};

use record::fold;

use crate::lexicon::{LEXICON, stem};

/// A word as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Folded.
    pub(crate) word: String,
    /// Whether it has a capital that its place does not give it.
    pub(crate) is_name: bool,
    /// Whether it has a capital.
    pub(crate) is_capital: bool,
    /// Whether a comma, point or the like stands before it.
    pub(crate) is_after_stop: bool,
}

/// The words of a text. Figures stay whole: "2.5", "20,000".
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut word, mut is_after_stop) = (String::new(), true);
    let mut letters = text.chars().chain([' ']).peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        let is_in_number = last.is_ascii_digit()
            && matches!(letter, '.' | ',')
            && letters.peek().is_some_and(char::is_ascii_digit);
        if letter.is_alphanumeric() || is_in_number || matches!(letter, '\'' | '’') && !word.is_empty() {
            word.push(letter);
        } else {
            if !word.is_empty() {
                let is_capital = word.starts_with(char::is_uppercase);
                let is_name = is_capital && !is_after_stop;
                let folded = fold(&word).replace(',', "");
                let folded = folded.trim_end_matches('\'').to_owned();
                tokens.push(Token { word: folded, is_name, is_capital, is_after_stop });
                word.clear();
                is_after_stop = false;
            }
            is_after_stop |= matches!(letter, '.' | ',' | ';' | ':' | '!' | '?' | '\n' | '—' | '–');
        }
        last = letter;
    }
    write_out(&mut tokens);
    tokens
}

/// "Three million" as "3 million": of counted thousands and more a word is a number.
fn write_out(tokens: &mut [Token]) {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    for place in 1..tokens.len() {
        let is_counted = matches!(
            tokens[place].word.as_str(),
            "hundred" | "thousand" | "million" | "billion" | "trillion"
        );
        let number = WORDS.iter().zip(1..).find(|(word, _)| **word == tokens[place - 1].word);
        if let Some((_, number)) = number.filter(|_| is_counted) {
            tokens[place - 1].word = number.to_string();
        }
    }
}

/// What sort of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Generic,
    Year,
    Number,
    Plain,
    Name,
}

/// Numbers in words, but for "one", which is more than a number.
const COUNTS: [&str; 11] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What a passage is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Content {
    terms: BTreeMap<String, Sort>,
    counts: BTreeSet<&'static str>,
    /// Whether it says no.
    pub(crate) is_denied: bool,
}

impl Content {
    /// Of tokens, but for words that are of people.
    pub(crate) fn of(tokens: &[Token], of_people: &BTreeSet<String>) -> Self {
        let mut content = Self::default();
        for token in tokens {
            let word = token.word.as_str();
            let plain = word.strip_suffix("'s").unwrap_or(word);
            content.is_denied |= LEXICON.is("negation", plain) || plain.ends_with("n't");
            content.counts.extend(COUNTS.into_iter().find(|count| *count == plain));
            let is_empty = LEXICON.is("function", plain) || LEXICON.is("promise", plain);
            if is_empty || plain.chars().count() < 2 && !plain.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let is_of_person = token.is_name && of_people.contains(plain);
            if !is_of_person {
                let sort = content.terms.entry(stem(plain)).or_insert(Sort::Generic);
                *sort = (*sort).max(sort_of(plain, token.is_name));
            }
        }
        content
    }

    /// Its words, in order.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &str> {
        self.terms.keys().map(String::as_str)
    }

    /// Words that are not of nearly every promise, in order.
    pub(crate) fn telling(&self) -> impl Iterator<Item = &str> {
        let telling = self.terms.iter().filter(|(_, sort)| **sort >= Sort::Plain);
        telling.map(|(term, _)| term.as_str())
    }

    fn numbers(&self) -> BTreeSet<&str> {
        let numbers = self.terms.iter().filter(|(_, sort)| **sort == Sort::Number);
        numbers.map(|(term, _)| term.as_str()).collect()
    }

    /// Whether each names what the other does not, or one alone gives numbers.
    pub(crate) fn differs(&self, other: &Self) -> bool {
        self.name_apart(other) || self.numbers().is_empty() != other.numbers().is_empty()
    }

    /// Whether each names what the other does not.
    fn name_apart(&self, other: &Self) -> bool {
        let names = |one: &Self, two: &Self| {
            let only = one.terms.iter().filter(|(term, _)| !two.terms.contains_key(*term));
            only.into_iter().any(|(_, sort)| *sort == Sort::Name)
        };
        names(self, other) && names(other, self)
    }

    /// Whether both name and count the same: the same numbers, in figures and in
    /// words, the same years, and not each a name that the other has not.
    pub(crate) fn is_precisely(&self, other: &Self) -> bool {
        let years = |content: &Self| -> BTreeSet<String> {
            let years = content.terms.iter().filter(|(_, sort)| **sort == Sort::Year);
            years.map(|(term, _)| term.clone()).collect()
        };
        self.numbers() == other.numbers()
            && self.counts == other.counts
            && years(self) == years(other)
            && !self.name_apart(other)
    }

    /// With one word for all that mean the same.
    pub(crate) fn in_plain_words(&self) -> Self {
        let mut plain = Self { terms: BTreeMap::new(), ..self.clone() };
        for (term, sort) in &self.terms {
            let known = plain.terms.entry(LEXICON.plain(term).to_owned()).or_insert(*sort);
            *known = (*known).max(*sort);
        }
        plain
    }

    /// Whether the two cannot be one: one says no and the other does not, they
    /// have other numbers, or words that are opposites.
    pub(crate) fn is_apart(&self, other: &Self) -> bool {
        self.is_denied != other.is_denied || self.has_other_numbers(other) || self.is_opposite(other)
    }

    /// Whether both have numbers, and not the same.
    pub(crate) fn has_other_numbers(&self, other: &Self) -> bool {
        let (own, theirs) = (self.numbers(), other.numbers());
        !own.is_empty() && !theirs.is_empty() && own != theirs
    }

    /// Whether the other has every number that it has.
    pub(crate) fn has_numbers_in(&self, other: &Self) -> bool {
        self.numbers().is_subset(&other.numbers())
    }

    /// Whether each has one of two words that are opposites.
    pub(crate) fn is_opposite(&self, other: &Self) -> bool {
        let has_only = |one: &Self, two: &Self, word: &str| {
            one.terms.contains_key(word) && !two.terms.contains_key(word)
        };
        LEXICON.opposites.iter().any(|(left, right)| {
            has_only(self, other, left) && has_only(other, self, right)
                || has_only(self, other, right) && has_only(other, self, left)
        })
    }
}

fn sort_of(word: &str, is_name: bool) -> Sort {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        return if is_year { Sort::Year } else { Sort::Number };
    }
    match (LEXICON.is("generic", word), is_name) {
        (true, _) => Sort::Generic,
        (false, true) => Sort::Name,
        (false, false) => Sort::Plain,
    }
}

/// How rare words are: in how many documents each stands.
#[derive(Debug, Default)]
pub(crate) struct Rarity {
    n_documents: usize,
    documents: BTreeMap<String, usize>,
}

impl Rarity {
    /// Counts the terms of one document.
    pub(crate) fn count(&mut self, terms: BTreeSet<String>) {
        self.n_documents += 1;
        for term in terms {
            *self.documents.entry(term).or_default() += 1;
        }
    }

    /// In how many documents a term stands.
    pub(crate) fn documents(&self, term: &str) -> usize {
        self.documents.get(term).copied().unwrap_or(1)
    }

    /// How rare a word is that so many documents have.
    fn of(&self, n_documents: usize) -> f64 {
        let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        // Eight more than there are, so that rarity tells little in a small ledger.
        (1.0 + (count(self.n_documents) + 8.0) / (count(n_documents) + 1.0)).ln()
    }

    fn weight(&self, term: &str, sort: Sort) -> f64 {
        let rarity = self.of(self.documents(term));
        match sort {
            Sort::Generic => rarity * 0.3,
            Sort::Year => rarity * 0.5,
            Sort::Plain | Sort::Number | Sort::Name => rarity,
        }
    }
}

/// How much two passages share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Shared {
    /// Telling words that both have.
    pub(crate) n_telling: usize,
    /// How many of them are names or numbers.
    pub(crate) n_named: usize,
    /// The rarity of the telling words that both have: 1 for a word of one document.
    pub(crate) rare: f64,
    /// The part of the left one's weight that the right one has, 0 to 1.
    pub(crate) of_left: f64,
    /// The part of the right one's weight that the left one has, 0 to 1.
    pub(crate) of_right: f64,
}

impl Shared {
    /// Compares two passages.
    pub(crate) fn between(left: &Content, right: &Content, rarity: &Rarity) -> Self {
        let weight = |content: &Content| -> f64 {
            content.terms.iter().map(|(term, sort)| rarity.weight(term, *sort)).sum()
        };
        let both = left.terms.iter().filter_map(|(term, sort)| {
            let other = right.terms.get(term)?;
            Some((term, (*sort).max(*other)))
        });
        let (mut n_telling, mut n_named, mut shared, mut rare) = (0, 0, 0.0, 0.0);
        for (term, sort) in both {
            n_telling += usize::from(sort >= Sort::Plain);
            n_named += usize::from(matches!(sort, Sort::Name | Sort::Number));
            shared += rarity.weight(term, sort);
            if sort >= Sort::Plain {
                rare += rarity.of(rarity.documents(term)) / rarity.of(1);
            }
        }
        let part = |of: f64| if of > 0.0 { (shared / of).min(1.0) } else { 0.0 };
        Self { n_telling, n_named, rare, of_left: part(weight(left)), of_right: part(weight(right)) }
    }

    /// Whether words enough are shared that few promises have: three, or two of
    /// which one is a name or number.
    pub(crate) fn tells(&self) -> bool {
        self.n_telling >= 3 || self.n_telling == 2 && self.n_named > 0
    }

    /// The same of what is done: four, or two of which one is a name or number.
    pub(crate) fn tells_more(&self) -> bool {
        self.n_telling >= 4 || self.n_telling >= 2 && self.n_named > 0
    }

    /// Of the shorter one.
    pub(crate) fn most(&self) -> f64 {
        self.of_left.max(self.of_right)
    }

    /// Of the longer one.
    pub(crate) fn least(&self) -> f64 {
        self.of_left.min(self.of_right)
    }
}
