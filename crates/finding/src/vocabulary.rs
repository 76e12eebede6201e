//! What a sentence is made of, so that rules which cannot fit it are not tried.

use reading::{Reader, Reading, What};
use rulebook::{Piece, SlotKind};
use rustc_hash::FxHashSet;

/// The words and marks of one sentence.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary<'a> {
    words: FxHashSet<&'a str>,
    /// Word lists of which the sentence has a phrase.
    lists: FxHashSet<&'a str>,
    has_actor: bool,
    has_place: bool,
    has_date: bool,
    has_amount: bool,
    has_office: bool,
}

/// The vocabulary of each sentence, in order.
pub(crate) fn vocabularies<'a>(reader: &'a Reader<'a>, reading: &'a Reading<'a>) -> Vec<Vocabulary<'a>> {
    let document = reading.document;
    let sentences = document.sentences.iter().enumerate().map(|(idx, sentence)| {
        let mut found = Vocabulary::default();
        for at in sentence.tokens.clone() {
            found.words.extend(document.tokens.get(at).map(|token| token.folded.as_str()));
            found.lists.extend(reader.lists(document, at..sentence.tokens.end));
        }
        found.has_office = !reading.posts_of(idx).is_empty();
        for mark in reading.marks_of(idx) {
            match mark.what {
                What::People(_) | What::Unnamed(_) | What::Group => found.has_actor = true,
                What::Parties(_) => (found.has_actor, found.has_place) = (true, true),
                What::Place(_) => found.has_place = true,
                What::Date(_) => found.has_date = true,
                What::Amount(_) => found.has_amount = true,
                What::Adjective(_) => {}
            }
        }
        found
    });
    sentences.collect()
}

impl Vocabulary<'_> {
    /// Whether a sentence has everything that a pattern cannot do without.
    pub(crate) fn may_fit(&self, pieces: &[Piece]) -> bool {
        pieces.iter().all(|piece| match piece {
            Piece::Word(word) => self.words.contains(word.as_str()),
            Piece::List(list) => self.lists.contains(list.as_str()),
            Piece::Slot { kind, .. } => match kind {
                SlotKind::Actors | SlotKind::Persons | SlotKind::Parties => self.has_actor,
                SlotKind::Place => self.has_place,
                SlotKind::Date => self.has_date,
                SlotKind::Amount => self.has_amount,
                SlotKind::Office | SlotKind::Held => self.has_office,
                SlotKind::List(list) => self.lists.contains(list.as_str()),
            },
            Piece::Any(choices) => choices.iter().any(|choice| self.may_fit(choice)),
            Piece::Gap(_) | Piece::Maybe(_) => true,
        })
    }
}
