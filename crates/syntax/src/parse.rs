//! The parser: from the parts of tokens to heads, relations and sentences.

use std::ops::Range;

use crate::{
    error::Error,
    moves::{self, Action, Move},
    scorer::{Course, Parts, Scorer, greatest},
    state::{Arcs, SEEN, Sentences, State},
    weights::Weights,
};

const ACTIONS: [Action; 5] = [Action::Shift, Action::Reduce, Action::Left, Action::Right, Action::Break];

/// A greedy transition parser.
#[derive(Debug)]
pub(crate) struct Parser {
    /// By their action.
    moves: Vec<Move>,
    /// Where the moves of each action stand.
    actions: [Range<usize>; ACTIONS.len()],
    scorer: Scorer<SEEN>,
}

/// A parse on its way.
#[derive(Debug)]
struct Parse<'p> {
    parser: &'p Parser,
    state: State,
    /// The place of its first token among all.
    first: usize,
    is_stuck: bool,
}

impl Parser {
    /// The parser that a file of weights holds.
    pub(crate) fn new(weights: &Weights) -> Result<Self, Error> {
        let in_header = moves::moves(&weights.header.moves)?;
        let mut order: Vec<usize> = (0..in_header.len()).collect();
        order.sort_by_key(|place| in_header[*place].action);
        let moves: Vec<Move> = order.iter().map(|place| in_header[*place]).collect();
        let actions = ACTIONS.map(|action| {
            let start = moves.partition_point(|made| made.action < action);
            start..moves.partition_point(|made| made.action <= action)
        });
        for (action, moves) in ACTIONS.iter().zip(&actions) {
            if moves.is_empty() && *action != Action::Break {
                return Err(Error::Unknown { what: format!("no move of the parser to {action:?}") });
            }
        }
        let scorer = Scorer::new(weights, "par", &order)?;
        Ok(Self { moves, actions, scorer })
    }

    /// What computes the parts of tokens.
    pub(crate) fn scorer(&self) -> &Scorer<SEEN> {
        &self.scorer
    }

    /// The arcs of stretches of tokens that stand one after another in `parts`.
    /// `starts` tells of every token of a stretch whether it begins a sentence, if
    /// sentences are given; else it is all false but for the first.
    pub(crate) fn parse(&self, parts: &Parts, sentences: Sentences, starts: Vec<Vec<bool>>) -> Vec<Arcs> {
        let mut first = 0;
        let mut parses = Vec::with_capacity(starts.len());
        for starts in starts {
            let n_tokens = starts.len();
            let state = State::new(sentences, starts);
            parses.push(Parse { parser: self, state, first, is_stuck: false });
            first += n_tokens;
        }
        self.scorer.run(parts, &mut parses);
        parses.into_iter().map(|parse| parse.state.into_arcs()).collect()
    }
}

impl Course<SEEN> for Parse<'_> {
    fn seen(&self) -> Option<[Option<usize>; SEEN]> {
        let is_over = self.is_stuck || self.state.is_done();
        (!is_over).then(|| self.state.seen().map(|token| token.map(|token| self.first + token as usize)))
    }

    fn n_tokens(&self) -> usize {
        self.state.n_tokens()
    }

    fn go_on(&mut self, scores: &[f32]) {
        let mut best: Option<(usize, f32)> = None;
        for (action, places) in ACTIONS.iter().zip(&self.parser.actions) {
            if places.is_empty() || !self.state.allows(*action) {
                continue;
            }
            let place = places.start + greatest(&scores[places.clone()]);
            if best.is_none_or(|(_, score)| scores[place] > score) {
                best = Some((place, scores[place]));
            }
        }
        match best {
            Some((place, _)) => self.state.make(self.parser.moves[place]),
            None => self.is_stuck = true,
        }
    }
}
