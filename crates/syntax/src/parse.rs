//! The parser: from the parts of tokens to heads, relations and sentences.

use crate::{
    error::Error,
    moves::{self, Action, Move},
    scorer::{Scorer, Scores, Stretched},
    state::{Arcs, SEEN, Sentences, State},
    weights::Weights,
};

const ACTIONS: [Action; 5] = [Action::Shift, Action::Reduce, Action::Left, Action::Right, Action::Break];

/// A greedy transition parser.
#[derive(Debug)]
pub(crate) struct Parser {
    moves: Vec<Move>,
    scorer: Scorer<SEEN>,
}

impl Parser {
    /// The parser that a file of weights holds.
    pub(crate) fn new(weights: &Weights) -> Result<Self, Error> {
        let moves = moves::moves(&weights.header.moves)?;
        for action in [Action::Shift, Action::Reduce, Action::Left, Action::Right] {
            if !moves.iter().any(|known| known.action == action) {
                return Err(Error::Unknown { what: format!("no move of the parser to {action:?}") });
            }
        }
        let scorer = Scorer::new(weights, "par", moves.len())?;
        Ok(Self { moves, scorer })
    }

    /// What computes the parts of tokens.
    pub(crate) fn scorer(&self) -> &Scorer<SEEN> {
        &self.scorer
    }

    /// The arcs of the tokens that `starts` is as long as. Sets in `starts` where
    /// the parser saw a sentence begin.
    pub(crate) fn parse(&self, parts: Stretched<'_>, sentences: Sentences, starts: &mut [bool]) -> Arcs {
        let mut state = State::new(sentences, starts);
        let mut scores = Scores::default();
        while !state.is_done() {
            self.scorer.score(parts, state.seen(), &mut scores);
            let Some(best) = self.best(&state, &scores.moves) else { break };
            state.make(best);
        }
        state.into_arcs()
    }

    /// The allowed move of the highest score, the first of equals.
    fn best(&self, state: &State<'_>, scores: &[f32]) -> Option<Move> {
        let allowed = ACTIONS.map(|action| state.allows(action));
        let mut best: Option<(&Move, f32)> = None;
        for (made, score) in self.moves.iter().zip(scores) {
            let is_better = best.is_none_or(|(_, greatest)| *score > greatest);
            if is_better && allowed[made.action as usize] {
                best = Some((made, *score));
            }
        }
        best.map(|(made, _)| *made)
    }
}
