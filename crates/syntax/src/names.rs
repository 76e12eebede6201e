//! The name finder: one move for every token, within its sentence.

use std::ops::Range;

use crate::{
    error::Error,
    moves::{self, NameMove},
    name::NameKind,
    scorer::{Course, Parts, Scorer},
    weights::Weights,
};

/// How many tokens of a state the scorer looks at: the token, the first of the
/// name that it stands in, and the one before it within that name.
pub(crate) const SEEN: usize = 3;

/// A name by its first token, its end and its kind.
pub(crate) type Found = (Range<usize>, NameKind);

/// Finds names.
#[derive(Debug)]
pub(crate) struct Finder {
    moves: Vec<NameMove>,
    scorer: Scorer<SEEN>,
}

/// The name that is being read.
#[derive(Clone, Copy, Debug)]
struct Open {
    first: usize,
    kind: NameKind,
}

/// A search on its way through a stretch.
#[derive(Debug)]
struct Search<'f> {
    moves: &'f [NameMove],
    /// Whether each token begins a sentence.
    starts: &'f [bool],
    /// The place of its first token among all.
    first: usize,
    token: usize,
    open: Option<Open>,
    found: Vec<Found>,
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
        let order: Vec<usize> = (0..moves.len()).collect();
        let scorer = Scorer::new(weights, "ner", &order)?;
        Ok(Some(Self { moves, scorer }))
    }

    /// What computes the parts of tokens.
    pub(crate) fn scorer(&self) -> &Scorer<SEEN> {
        &self.scorer
    }

    /// The names in stretches of tokens that stand one after another in `parts`.
    /// `starts` tells of every token of a stretch whether it begins a sentence.
    pub(crate) fn find(&self, parts: &Parts, starts: &[Vec<bool>]) -> Vec<Vec<Found>> {
        let mut first = 0;
        let mut searches = Vec::with_capacity(starts.len());
        for starts in starts {
            searches.push(Search {
                moves: &self.moves,
                starts,
                first,
                token: 0,
                open: None,
                found: Vec::new(),
            });
            first += starts.len();
        }
        self.scorer.run(parts, &mut searches);
        searches.into_iter().map(|search| search.found).collect()
    }
}

impl Course<SEEN> for Search<'_> {
    fn seen(&self) -> Option<[Option<usize>; SEEN]> {
        let before = self.open.and_then(|_| self.token.checked_sub(1));
        let seen = [Some(self.token), self.open.map(|open| open.first), before];
        (self.token < self.starts.len()).then(|| seen.map(|token| token.map(|token| self.first + token)))
    }

    fn n_tokens(&self) -> usize {
        self.starts.len()
    }

    fn go_on(&mut self, scores: &[f32]) {
        let token = self.token;
        self.token += 1;
        match self.best(token, scores) {
            NameMove::Begin(kind) => self.open = Some(Open { first: token, kind }),
            NameMove::Last(kind) => {
                let first = self.open.take().map_or(token, |open| open.first);
                self.found.push((first..token + 1, kind));
            }
            NameMove::Unit(kind) => self.found.push((token..token + 1, kind)),
            NameMove::Inside(_) | NameMove::Outside | NameMove::Never => {}
        }
    }
}

impl Search<'_> {
    /// The allowed move of the highest score, the first of equals.
    fn best(&self, token: usize, scores: &[f32]) -> NameMove {
        let goes_on = self.starts.get(token + 1).is_some_and(|starts| !starts);
        let mut best: Option<(NameMove, f32)> = None;
        for (made, score) in self.moves.iter().zip(scores) {
            let is_allowed = match (made, self.open) {
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
