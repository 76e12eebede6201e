//! Matching: where a rule's pattern fits the words and marks of a sentence.

use std::{collections::BTreeMap, ops::Range};

use reading::{Amount, Post, Reader, Reading, What, When};
use record::{EncounterKind, Place};
use rulebook::{Piece, Rule, SlotKind};

use crate::{
    actors::{self, Who, word},
    vocabulary::Vocabulary,
};

/// A place where a pattern fits.
#[derive(Clone, Debug)]
pub(crate) struct Found<'r> {
    /// The name of the rule.
    pub(crate) by: &'r str,
    /// The fixed values of what it makes.
    pub(crate) set: &'r BTreeMap<String, String>,
    /// The kind of encounter, where neither a slot nor `set` tells it.
    pub(crate) kind: Option<EncounterKind>,
    /// Index of the sentence.
    pub(crate) sentence: usize,
    /// The tokens the pattern covers.
    pub(crate) tokens: Range<usize>,
    /// The token that names the act: the `kind` slot's last, which is its noun,
    /// else the first word of the pattern that is not in a slot.
    pub(crate) anchor: usize,
    /// What fills its slots, in order.
    pub(crate) slots: Vec<Slot>,
}

/// A filled slot.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slot {
    /// The role.
    pub(crate) name: String,
    /// The tokens that fill it.
    pub(crate) tokens: Range<usize>,
    /// What they mean.
    pub(crate) value: Value,
}

/// What fills a slot.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Persons, parties, groups.
    Actors(Vec<Who>),
    /// A city, venue or state.
    Place(Place),
    /// A date.
    Date(When),
    /// A number with its unit.
    Amount(Amount),
    /// What a listed phrase stands for.
    Word(String),
    /// An office, whoever holds it.
    Post(Post),
}

impl Found<'_> {
    /// The value of a slot, if the pattern has it.
    pub(crate) fn slot(&self, name: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.name == name)
    }

    /// Everyone in the slots of these names.
    pub(crate) fn actors(&self, names: &[&str]) -> Vec<Who> {
        let slots = self.slots.iter().filter(|slot| names.contains(&slot.name.as_str()));
        let mut who: Vec<Who> = Vec::new();
        for slot in slots {
            if let Value::Actors(actors) = &slot.value {
                who.extend(actors.iter().filter(|actor| !who.contains(actor)).cloned().collect::<Vec<_>>());
            }
        }
        who
    }
}

/// Looks for rules in one document.
#[derive(Clone, Copy)]
pub(crate) struct Matcher<'a> {
    pub(crate) reader: &'a Reader<'a>,
    pub(crate) reading: &'a Reading<'a>,
    /// What each sentence is made of.
    pub(crate) vocabularies: &'a [Vocabulary<'a>],
}

#[derive(Default)]
struct State {
    slots: Vec<Slot>,
    anchor: Option<usize>,
    end: usize,
}

impl<'a> Matcher<'a> {
    /// Every place where a rule fits, by sentence and first token. At one
    /// starting token the first pattern that fits counts.
    pub(crate) fn find<'r>(&self, rule: &'r Rule) -> Vec<Found<'r>> {
        let mut found = Vec::new();
        for (sentence_idx, sentence) in self.reading.document.sentences.iter().enumerate() {
            let Some(vocabulary) = self.vocabularies.get(sentence_idx) else { continue };
            let fitting: Vec<&[Piece]> = rule
                .patterns
                .iter()
                .map(Vec::as_slice)
                .filter(|pattern| vocabulary.may_fit(pattern))
                .collect();
            if fitting.is_empty() {
                continue;
            }
            for at in sentence.tokens.clone() {
                found.extend(self.find_at(rule, &fitting, (sentence_idx, at)));
            }
        }
        found
    }

    /// Whether the actor at a token is followed by ", who".
    fn goes_on_with_who(&self, sentence: usize, at: usize) -> bool {
        let mut marks = self.reading.marks_of(sentence).iter();
        let end = marks.find(|mark| mark.tokens.start == at).map_or(at, |mark| mark.tokens.end);
        word(self.reading, end) == "," && word(self.reading, end + 1) == "who"
    }

    fn find_at<'r>(&self, rule: &'r Rule, patterns: &[&[Piece]], place: (usize, usize)) -> Option<Found<'r>> {
        let (sentence, at) = place;
        // Who invites is not who acts, unless "who" says that they do.
        if actors::is_invitation(self.reading, at) && !self.goes_on_with_who(sentence, at) {
            return None;
        }
        let limit = self.reading.document.sentences.get(sentence)?.tokens.end;
        let view = View { matcher: *self, sentence, limit };
        patterns.iter().find_map(|pattern| {
            let mut state = State::default();
            let fits = view.fits(pattern, at, &mut state, &mut |end, state| {
                state.end = end;
                true
            });
            fits.then(|| Found {
                by: &rule.name,
                set: &rule.set,
                kind: None,
                sentence,
                tokens: at..state.end,
                anchor: anchor(&state).unwrap_or(at),
                slots: state.slots,
            })
        })
    }
}

fn anchor(state: &State) -> Option<usize> {
    let kind = state.slots.iter().find(|slot| slot.name == "kind").map(|slot| slot.tokens.end - 1);
    kind.or(state.anchor)
}

/// One sentence under a matcher.
struct View<'a> {
    matcher: Matcher<'a>,
    sentence: usize,
    limit: usize,
}

/// What is to be done once a run of pieces has matched up to a token.
type Then<'t> = &'t mut dyn FnMut(usize, &mut State) -> bool;

impl View<'_> {
    /// Whether the pieces fit from `at` on and `then` accepts where they end.
    #[expect(
        clippy::too_many_arguments,
        reason = "the continuation and its state travel apart to be borrowed apart"
    )]
    fn fits(&self, pieces: &[Piece], at: usize, state: &mut State, then: Then<'_>) -> bool {
        let Some((piece, rest)) = pieces.split_first() else { return then(at, state) };
        match piece {
            Piece::Word(expected) => {
                let is_here = at < self.limit && word(self.matcher.reading, at) == expected;
                is_here && self.named(at, state, |state| self.fits(rest, at + 1, state, then))
            }
            Piece::List(list) => {
                let ends: Vec<usize> = self.listed(at, list).into_iter().map(|(end, _)| end).collect();
                ends.into_iter()
                    .any(|end| self.named(at, state, |state| self.fits(rest, end, state, &mut *then)))
            }
            Piece::Gap(most) => {
                (at..=at + most).any(|next| next <= self.limit && self.fits(rest, next, state, &mut *then))
            }
            Piece::Any(choices) => choices.iter().any(|choice| {
                self.fits(choice, at, state, &mut |end, state| self.fits(rest, end, state, &mut *then))
            }),
            Piece::Maybe(choices) => {
                let taken = choices.iter().any(|choice| {
                    self.fits(choice, at, state, &mut |end, state| self.fits(rest, end, state, &mut *then))
                });
                taken || self.fits(rest, at, state, then)
            }
            Piece::Slot { name, kind } => self.candidates(kind, at).into_iter().any(|(end, value)| {
                state.slots.push(Slot { name: name.clone(), tokens: at..end, value });
                let fits = self.fits(rest, end, state, &mut *then);
                if !fits {
                    state.slots.pop();
                }
                fits
            }),
        }
    }

    /// Goes on with the first plain word remembered; forgets it if that fails.
    fn named(&self, at: usize, state: &mut State, go_on: impl FnOnce(&mut State) -> bool) -> bool {
        let before = state.anchor;
        state.anchor.get_or_insert(at);
        let fits = go_on(state);
        if !fits {
            state.anchor = before;
        }
        fits
    }

    fn listed(&self, at: usize, list: &str) -> Vec<(usize, String)> {
        let Matcher { reader, reading, .. } = self.matcher;
        let found = reader.listed(reading.document, at..self.limit, list);
        found.map(|(length, means)| (at + length, means.to_owned())).collect()
    }

    /// What may fill a slot from `at` on: where it ends and what it means.
    fn candidates(&self, kind: &SlotKind, at: usize) -> Vec<(usize, Value)> {
        let reading = self.matcher.reading;
        let marks = reading.marks_of(self.sentence);
        let here = marks.iter().find(|mark| mark.tokens.start == at);
        let lists = || actors::lists(reading, marks, at, self.limit);
        match kind {
            SlotKind::Actors => lists().into_iter().map(|(end, who)| (end, Value::Actors(who))).collect(),
            SlotKind::Persons => of_sort(lists(), |who| matches!(who, Who::Person(_))),
            SlotKind::Parties => of_sort(lists(), |who| matches!(who, Who::Party(_))),
            SlotKind::Place => self.place(at).into_iter().collect(),
            SlotKind::Date => here
                .and_then(|mark| match &mark.what {
                    What::Date(when) => Some((mark.tokens.end, Value::Date(when.clone()))),
                    _ => None,
                })
                .into_iter()
                .collect(),
            SlotKind::Amount => here
                .and_then(|mark| match &mark.what {
                    What::Amount(amount) => Some((mark.tokens.end, Value::Amount(amount.clone()))),
                    _ => None,
                })
                .into_iter()
                .collect(),
            SlotKind::Office => self.posts(at, false),
            SlotKind::Held => self.posts(at, true),
            SlotKind::List(list) => {
                self.listed(at, list).into_iter().map(|(end, means)| (end, Value::Word(means))).collect()
            }
        }
    }

    fn posts(&self, at: usize, is_held: bool) -> Vec<(usize, Value)> {
        let posts = self.matcher.reading.posts_of(self.sentence).iter();
        let here = posts.filter(|post| post.tokens.start == at && post.is_held == is_held);
        here.map(|post| (post.tokens.end, Value::Post(post.clone()))).collect()
    }

    fn place(&self, at: usize) -> Option<(usize, Value)> {
        let at = at + usize::from(word(self.matcher.reading, at) == "the");
        let (end, place) = crate::encounter::setting::place_at(self.matcher, self.sentence, at)?;
        Some((end, Value::Place(place)))
    }
}

fn of_sort(lists: Vec<(usize, Vec<Who>)>, is_sort: impl Fn(&Who) -> bool) -> Vec<(usize, Value)> {
    let fitting = lists.into_iter().filter(|(_, who)| !who.is_empty() && who.iter().all(&is_sort));
    fitting.map(|(end, who)| (end, Value::Actors(who))).collect()
}
