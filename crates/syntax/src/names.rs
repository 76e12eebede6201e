//! The name finder: one move for every token, within its sentence.

use std::ops::Range;

use crate::{
    error::Error,
    moves::{self, NameMove},
    name::NameKind,
    scorer::{Scorer, Scores, Stretched},
    weights::Weights,
};

/// How many tokens of a state the scorer looks at: the token, the first of the
/// name that it stands in, and the one before it within that name.
pub(crate) const SEEN: usize = 3;

/// A name by its first token, its end and its kind.
pub(crate) type Found = (Range<u32>, NameKind);

/// Finds names.
#[derive(Debug)]
pub(crate) struct Finder {
    moves: Vec<NameMove>,
    scorer: Scorer<SEEN>,
}

/// The name that is being read.
#[derive(Clone, Copy, Debug)]
struct Open {
    first: u32,
    kind: NameKind,
}

impl Finder {
    /// The name finder that a file of weights holds, if it holds one.
    pub(crate) fn new(weights: &Weights) -> Result<Option<Self>, Error> {
        if !weights.has("ner.linW") {
            return Ok(None);
        }
        let moves = moves::name_moves(&weights.header.name_moves)?;
        let has_outside = moves.contains(&NameMove::Outside);
        let has_end = |kind| moves.contains(&NameMove::Last(kind));
        let ends = moves.iter().all(|made| match made {
            NameMove::Begin(kind) | NameMove::Inside(kind) => has_end(*kind),
            _ => true,
        });
        if !has_outside || !ends {
            return Err(Error::Unknown { what: "moves for names that cannot end".to_owned() });
        }
        let scorer = Scorer::new(weights, "ner", moves.len())?;
        Ok(Some(Self { moves, scorer }))
    }

    /// What computes the parts of tokens.
    pub(crate) fn scorer(&self) -> &Scorer<SEEN> {
        &self.scorer
    }

    /// The names among the tokens that `starts` is as long as, which tells where
    /// sentences begin.
    pub(crate) fn find(&self, parts: Stretched<'_>, starts: &[bool]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut scores = Scores::default();
        let mut open: Option<Open> = None;
        for token in 0..starts.len() as u32 {
            let before = open.and_then(|_| token.checked_sub(1));
            let seen = [Some(token), open.map(|open| open.first), before];
            self.scorer.score(parts, seen, &mut scores);
            let goes_on = starts.get(token as usize + 1).is_some_and(|starts| !starts);
            match self.best(open, goes_on, &scores.moves) {
                NameMove::Begin(kind) => open = Some(Open { first: token, kind }),
                NameMove::Inside(_) => {}
                NameMove::Last(kind) => {
                    let first = open.take().map_or(token, |open| open.first);
                    found.push((first..token + 1, kind));
                }
                NameMove::Unit(kind) => found.push((token..token + 1, kind)),
                NameMove::Outside | NameMove::Never => {}
            }
        }
        found
    }

    /// The allowed move of the highest score, the first of equals.
    fn best(&self, open: Option<Open>, goes_on: bool, scores: &[f32]) -> NameMove {
        let mut best: Option<(NameMove, f32)> = None;
        for (made, score) in self.moves.iter().zip(scores) {
            let is_allowed = match (made, open) {
                (NameMove::Begin(_), None) => goes_on,
                (NameMove::Inside(kind), Some(open)) => goes_on && open.kind == *kind,
                (NameMove::Last(kind), Some(open)) => open.kind == *kind,
                (NameMove::Unit(_) | NameMove::Outside, None) => true,
                _ => false,
            };
            if is_allowed && best.is_none_or(|(_, greatest)| *score > greatest) {
                best = Some((*made, *score));
            }
        }
        best.map_or(NameMove::Outside, |(made, _)| made)
    }
}
