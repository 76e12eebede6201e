//! Phrases to meanings: what a run of tokens can be, by the lists alone.

use record::{PartyId, Place};
use rulebook::Rulebook;
use rustc_hash::FxHashMap;
use text::{Document, Token};

/// What a listed phrase stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// A state or organisation by name.
    Party(PartyId),
    /// The adjective of a state, or the word for its people.
    Adjective(PartyId),
    /// A city or venue.
    Place(Place),
    /// A body: index into [`Rulebook::bodies`].
    Body(usize),
    /// An office: index into [`Rulebook::offices`].
    Office(usize),
    /// An outlet or agency by name.
    Outlet,
    /// An entry of a word list: its list and what it stands for.
    Word(String, String),
}

/// A phrase found at a token.
#[derive(Clone, Debug)]
pub(crate) struct Hit<'i> {
    /// How many tokens it covers.
    pub(crate) length: usize,
    /// What it stands for.
    pub(crate) meaning: &'i Meaning,
}

/// The phrases of a document, by the token at which they start.
#[derive(Debug)]
pub(crate) struct Hits<'i> {
    hits: Vec<Hit<'i>>,
    /// Of each token, one past its last hit; a token's first comes after those of
    /// the token before.
    ends: Vec<usize>,
}

impl<'i> Hits<'i> {
    /// The phrases that start at a token, longest first.
    pub(crate) fn at(&self, token: usize) -> &[Hit<'i>] {
        let end = self.ends.get(token).copied().unwrap_or(0);
        let start = token.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.hits.get(start..end).unwrap_or(&[])
    }
}

/// A listed phrase, without its first token.
#[derive(Debug)]
struct Phrase {
    rest: Vec<String>,
    meaning: Meaning,
    needs: Letters,
}

impl Phrase {
    /// The phrase as a hit, if it goes on from token `at` as it should.
    fn at<'i>(&'i self, text: &str, tokens: &[Token], at: usize) -> Option<Hit<'i>> {
        let length = self.rest.len() + 1;
        let found = tokens.get(at..at + length)?;
        let is_same = found.iter().skip(1).zip(&self.rest).all(|(token, word)| token.folded == *word);
        (is_same && self.needs.allow(text, found)).then_some(Hit { length, meaning: &self.meaning })
    }
}

/// How a phrase must be written to be the name it is listed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    /// Any way.
    Any,
    /// With a capital: "Nice" is a city, "nice" is not.
    Capital,
    /// In capitals: "US" is a state, "Us" and "us" are not.
    AllCapitals,
}

/// All phrases of a rulebook, by their first token.
#[derive(Debug, Default)]
pub(crate) struct Index {
    by_first: FxHashMap<String, Family>,
}

/// The phrases that share a first token.
#[derive(Debug, Default)]
struct Family {
    /// Those of one token.
    single: Vec<Phrase>,
    /// Longer ones by their second token, longest first.
    longer: FxHashMap<String, Vec<Phrase>>,
}

impl Index {
    /// Indexes every name, office and listed word of a rulebook.
    pub(crate) fn new(rulebook: &Rulebook) -> Self {
        let mut index = Self::default();
        index.add_parties(rulebook);
        index.add_places(rulebook);
        for (body_idx, body) in rulebook.bodies.iter().enumerate() {
            index.add_names(&body.name, &body.also, &Meaning::Body(body_idx));
        }
        for outlet in &rulebook.outlets {
            index.add_names(&outlet.name, &outlet.also, &Meaning::Outlet);
        }
        for (office_idx, office) in rulebook.offices.iter().enumerate() {
            for phrase in std::iter::once(&office.phrase).chain(&office.forms) {
                index.add(phrase, Meaning::Office(office_idx), Letters::Any);
            }
        }
        for (name, list) in &rulebook.lists {
            for entry in &list.entries {
                for phrase in std::iter::once(&entry.phrase).chain(&entry.forms) {
                    index.add(phrase, Meaning::Word(name.clone(), entry.means.clone()), Letters::Any);
                }
            }
        }
        for phrases in index.by_first.values_mut().flat_map(|family| family.longer.values_mut()) {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        index
    }

    /// Every phrase that starts at token `at`, longest first.
    pub(crate) fn hits<'i, 't>(
        &'i self,
        text: &'t str,
        tokens: &'t [Token],
        at: usize,
    ) -> impl Iterator<Item = Hit<'i>> + use<'i, 't> {
        let family = tokens.get(at).and_then(|token| self.by_first.get(&token.folded));
        let longer = family.filter(|family| !family.longer.is_empty());
        let longer = longer.and_then(|family| family.longer.get(&tokens.get(at + 1)?.folded));
        let phrases = longer.into_iter().chain(family.map(|family| &family.single)).flatten();
        phrases.filter_map(move |phrase| phrase.at(text, tokens, at))
    }

    /// Every phrase of every sentence of a document.
    pub(crate) fn all_hits<'i>(&'i self, document: &'i Document) -> Hits<'i> {
        let mut found = Hits { hits: Vec::new(), ends: Vec::with_capacity(document.tokens.len()) };
        for sentence in &document.sentences {
            let tokens = document.tokens.get(..sentence.tokens.end).unwrap_or(&[]);
            for at in sentence.tokens.clone() {
                found.ends.resize(at, found.hits.len());
                found.hits.extend(self.hits(&document.text, tokens, at));
                found.ends.push(found.hits.len());
            }
        }
        found
    }

    /// What a single word stands for in a word list, if it is there.
    pub(crate) fn word(&self, word: &str, list: &str) -> Option<&str> {
        self.by_first.get(word)?.single.iter().find_map(|phrase| match &phrase.meaning {
            Meaning::Word(name, means) if name == list => Some(means.as_str()),
            _ => None,
        })
    }

    fn add_parties(&mut self, rulebook: &Rulebook) {
        for state in &rulebook.states {
            self.add_names(&state.name, &state.also, &Meaning::Party(state.code.clone()));
            for word in state.adjectives.iter().chain(&state.people) {
                self.add_name(word, Meaning::Adjective(state.code.clone()));
            }
        }
        for organisation in &rulebook.organisations {
            self.add_names(
                &organisation.name,
                &organisation.also,
                &Meaning::Party(organisation.code.clone()),
            );
        }
    }

    fn add_places(&mut self, rulebook: &Rulebook) {
        let place = |name: &str, country: &PartyId| {
            Meaning::Place(Place { name: name.to_owned(), country: Some(country.clone()), is_country: false })
        };
        for state in &rulebook.states {
            for names in &state.capitals {
                for name in names {
                    self.add_name(name, place(&names[0], &state.code));
                }
            }
        }
        for city in &rulebook.places {
            self.add_names(&city.name, &city.also, &place(&city.name, &city.country));
        }
        for venue in &rulebook.venues {
            let name = format!("{}, {}", venue.name, venue.city);
            self.add_names(&venue.name, &venue.also, &place(&name, &venue.country));
        }
    }

    fn add_names(&mut self, name: &str, also: &[String], meaning: &Meaning) {
        for name in std::iter::once(name).chain(also.iter().map(String::as_str)) {
            self.add_name(name, meaning.clone());
        }
    }

    fn add_name(&mut self, name: &str, meaning: Meaning) {
        let is_acronym = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        self.add(name, meaning, if is_acronym { Letters::AllCapitals } else { Letters::Capital });
    }

    fn add(&mut self, phrase: &str, meaning: Meaning, needs: Letters) {
        let mut words = text::tokens(phrase).into_iter().map(|token| token.folded);
        let Some(first) = words.next() else { return };
        let phrase = Phrase { rest: words.collect(), meaning, needs };
        let family = self.by_first.entry(first).or_default();
        let phrases = match phrase.rest.first() {
            Some(second) => family.longer.entry(second.clone()).or_default(),
            None => &mut family.single,
        };
        let is_known =
            phrases.iter().any(|known| known.rest == phrase.rest && known.meaning == phrase.meaning);
        if !is_known {
            phrases.push(phrase);
        }
    }
}

impl Letters {
    fn allow(self, text: &str, found: &[Token]) -> bool {
        fn raw<'t>(text: &'t str, token: &Token) -> &'t str {
            text.get(token.bytes.clone()).unwrap_or_default()
        }
        let is_capital = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase);
        match self {
            Self::Any => true,
            Self::Capital => found.first().is_some_and(|token| is_capital(raw(text, token))),
            Self::AllCapitals => found
                .iter()
                .all(|token| raw(text, token).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)),
        }
    }
}
