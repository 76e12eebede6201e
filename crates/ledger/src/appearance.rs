//! Persons as documents tell of them. A large ledger holds hundreds of thousands at
//! once while it joins them: what many have in common, it holds once.

use std::{borrow::Borrow, collections::HashSet, hash::Hash, sync::Arc};

use record::{Capacity, DateFrom, Edtf, PartyId, Person, PersonId, Span, Taking, Term};

/// A person of one document.
#[derive(Clone, Debug)]
pub(crate) struct Appearance {
    /// Unique in the document.
    pub(crate) id: Arc<PersonId>,
    /// The longest form of the name.
    pub(crate) name: Arc<str>,
    pub(crate) country: Option<Arc<PartyId>>,
    /// Every spelling.
    pub(crate) names: Box<[Arc<str>]>,
    pub(crate) capacities: Box<[Arc<Capacity>]>,
    /// Every place where the text speaks of the person.
    pub(crate) spans: Box<[Span]>,
    /// What the text tells of taking and leaving offices; of most persons nothing.
    pub(crate) terms: Box<[Told]>,
    /// The rule that found the person.
    pub(crate) by: Arc<str>,
    /// Who it is in the ledger, once that is known; nobody if the person was dismissed.
    pub(crate) entry: Option<Arc<PersonId>>,
}

/// A person takes or leaves an office, as one document tells it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) office: Arc<Capacity>,
    pub(crate) what: Taking,
    pub(crate) date: Option<Edtf>,
    pub(crate) date_from: DateFrom,
    /// The words.
    pub(crate) spans: Box<[Span]>,
    /// The rule that found it.
    pub(crate) by: Arc<str>,
}

/// What appearances have in common.
#[derive(Debug, Default)]
pub(crate) struct Common {
    ids: HashSet<Arc<PersonId>>,
    words: HashSet<Arc<str>>,
    parties: HashSet<Arc<PartyId>>,
    capacities: HashSet<Arc<Capacity>>,
}

impl Common {
    /// The person of a record, as joining holds it.
    pub(crate) fn appearance(&mut self, person: Person) -> Appearance {
        Appearance {
            id: one(&mut self.ids, person.id),
            name: self.word(&person.name),
            country: person.country.map(|party| one(&mut self.parties, party)),
            names: person.names.iter().map(|name| self.word(name)).collect(),
            capacities: person.capacities.into_iter().map(|held| one(&mut self.capacities, held)).collect(),
            spans: person.mentions.iter().map(|mention| mention.span).collect(),
            terms: person.terms.into_iter().map(|term| self.told(term)).collect(),
            by: self.word(&person.by),
            entry: None,
        }
    }

    fn told(&mut self, term: Term) -> Told {
        Told {
            office: one(&mut self.capacities, term.office),
            what: term.what,
            date: term.date,
            date_from: term.date_from,
            spans: term.evidence.into_boxed_slice(),
            by: self.word(&term.by),
        }
    }

    /// A word of which one copy is held.
    pub(crate) fn word(&mut self, word: &str) -> Arc<str> {
        match self.words.get(word) {
            Some(known) => known.clone(),
            None => one(&mut self.words, word),
        }
    }
}

/// The one copy that is held of a value.
fn one<T: ?Sized + Hash + Eq, V: Borrow<T> + Into<Arc<T>>>(held: &mut HashSet<Arc<T>>, value: V) -> Arc<T> {
    if let Some(known) = held.get(value.borrow()) {
        return known.clone();
    }
    let new: Arc<T> = value.into();
    held.insert(new.clone());
    new
}
