//! Scores of the moves that parser and name finder choose from.
//!
//! What a token adds to a state's hidden numbers, in each of the places it may
//! stand in, is a product of the token alone. It is computed for all tokens at
//! once; a state then only sums a few rows. A few stretches go on side by side,
//! so that the last layer's weights, which are more than the fastest memory holds,
//! are fetched once for all of them.

use pulp::{Arch, Simd, WithSimd};

use crate::{
    error::Error,
    matrix::{Inputs, Matrix, TILE},
    weights::Weights,
};

/// Pieces of a hidden number, of which the greater is taken.
const PIECES: usize = 2;

/// The weights that score moves from `N` tokens of a state.
#[derive(Debug)]
pub(crate) struct Scorer<const N: usize> {
    linear: Matrix,
    lower: Matrix,
    bias: Vec<f32>,
    absent: Vec<f32>,
    upper: Matrix,
}

/// What each token of a stretch adds to the hidden numbers of a state.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    linear: Vec<f32>,
    inputs: Inputs,
    products: Vec<f32>,
    stride: usize,
}

/// What goes from state to state through a stretch of tokens.
pub(crate) trait Course<const N: usize> {
    /// The tokens that its present state is scored by, as indices of all that were
    /// prepared; nothing at the end.
    fn seen(&self) -> Option<[Option<usize>; N]>;

    /// How many tokens it goes through.
    fn n_tokens(&self) -> usize;

    /// Makes the best move that is allowed. There is one score a move, in the order
    /// that the scorer was made with; scores that follow mean nothing.
    fn go_on(&mut self, scores: &[f32]);
}

/// Room for the hidden numbers and scores of a tile of states.
#[derive(Debug)]
struct Room {
    sums: Vec<f32>,
    hidden: Vec<f32>,
    inputs: Inputs,
    moves: Vec<f32>,
}

impl<const N: usize> Scorer<N> {
    /// The scorer whose arrays begin with `prefix`, of the moves with these places
    /// in the header. It scores them in the order given.
    pub(crate) fn new(weights: &Weights, prefix: &str, moves: &[usize]) -> Result<Self, Error> {
        let (width, hidden) = (weights.header.width, weights.header.hidden);
        let array = |name: &str, shape: &[usize]| weights.array(&format!("{prefix}.{name}"), shape);
        let (linear, linear_bias) = (array("linW", &[hidden, width])?, array("linb", &[hidden])?);
        let lower = array("loW", &[N, hidden, PIECES, hidden])?;
        let by_piece = |place: usize| {
            let out = move |piece: usize| (0..hidden).map(move |out| (place * hidden + out) * PIECES + piece);
            (0..PIECES).flat_map(out)
        };
        let columns: Vec<usize> = (0..N).flat_map(by_piece).collect();
        let bias = array("lob", &[hidden, PIECES])?;
        let absent = array("lopad", &[1, N, hidden, PIECES])?;
        let (upper, upper_bias) = (array("upW", &[moves.len(), hidden])?, array("upb", &[moves.len()])?);
        Ok(Self {
            linear: Matrix::new(&linear, &linear_bias, &(0..hidden).collect::<Vec<_>>()),
            lower: Matrix::new(&lower, &vec![0.0; columns.len()], &columns),
            bias: by_piece(0).map(|column| bias[column]).collect(),
            absent: columns.iter().map(|column| absent[*column]).collect(),
            upper: Matrix::new(&upper, &upper_bias, moves),
        })
    }

    /// Computes the parts of the tokens that `rows` holds.
    pub(crate) fn prepare(&self, rows: &Inputs, parts: &mut Parts) {
        self.linear.times(rows, &mut parts.linear);
        let width = self.linear.width();
        let starts = (0..parts.linear.len() / width).map(|row| row * width);
        parts.inputs.take(&parts.linear, starts, self.bias.len() / PIECES);
        parts.stride = self.lower.width();
        self.lower.times(&parts.inputs, &mut parts.products);
    }

    /// Lets every course go on to its end, some of them side by side. What one does
    /// has no part in what another does.
    pub(crate) fn run<C: Course<N>>(&self, parts: &Parts, courses: &mut [C]) {
        let (size, width) = (self.bias.len(), self.upper.width());
        let n_hidden = size / PIECES;
        let mut room = Room {
            sums: vec![0.0; size],
            hidden: vec![0.0; TILE * n_hidden],
            inputs: Inputs::default(),
            moves: Vec::new(),
        };
        let mut active: Vec<usize> = Vec::with_capacity(TILE);
        // The longest go first, so that at the end few are left alone.
        let mut waiting: Vec<usize> = (0..courses.len()).collect();
        waiting.sort_by_key(|course| courses[*course].n_tokens());
        loop {
            let mut n_states = 0;
            let mut sum = |course: &usize| {
                let seen = courses[*course].seen();
                if let Some(seen) = seen {
                    let parts = &self.parts_of(parts, seen);
                    let hidden = &mut room.hidden[n_states * n_hidden..][..n_hidden];
                    Arch::new().dispatch(Sum { bias: &self.bias, parts, sums: &mut room.sums, hidden });
                    n_states += 1;
                }
                seen.is_some()
            };
            active.retain(&mut sum);
            while active.len() < TILE {
                let Some(next) = waiting.pop() else { break };
                if sum(&next) {
                    active.push(next);
                }
            }
            if active.is_empty() {
                return;
            }
            room.inputs.take(&room.hidden, (0..active.len()).map(|state| state * n_hidden), n_hidden);
            self.upper.times(&room.inputs, &mut room.moves);
            for (course, scores) in active.iter().zip(room.moves.chunks_exact(width)) {
                courses[*course].go_on(scores);
            }
        }
    }

    /// What each token of a state adds to its hidden numbers.
    fn parts_of<'a>(&'a self, parts: &'a Parts, tokens: [Option<usize>; N]) -> [&'a [f32]; N] {
        let size = self.bias.len();
        let mut place = 0;
        tokens.map(|token| {
            let start = place * size;
            place += 1;
            match token {
                Some(token) => &parts.products[token * parts.stride + start..][..size],
                None => &self.absent[start..start + size],
            }
        })
    }
}

struct Sum<'a, 'b> {
    bias: &'a [f32],
    parts: &'a [&'b [f32]],
    sums: &'a mut [f32],
    hidden: &'a mut [f32],
}

impl WithSimd for Sum<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (sums, _) = S::as_mut_simd_f32s(self.sums);
        sums.copy_from_slice(S::as_simd_f32s(self.bias).0);
        for part in self.parts {
            for (sum, part) in sums.iter_mut().zip(S::as_simd_f32s(part).0) {
                *sum = simd.add_f32s(*sum, *part);
            }
        }
        let (ones, others) = sums.split_at(sums.len() / PIECES);
        let (hidden, _) = S::as_mut_simd_f32s(self.hidden);
        for (hidden, (one, other)) in hidden.iter_mut().zip(ones.iter().zip(others)) {
            *hidden = simd.max_f32s(*one, *other);
        }
    }
}

/// The index of the greatest number, the first of equals; 0 of none.
pub(crate) fn greatest(numbers: &[f32]) -> usize {
    const SIDE: usize = 8;
    let (chunks, rest) = numbers.as_chunks::<SIDE>();
    // Of every eighth number the greatest, and which of them it is.
    let (mut most, mut places) = ([f32::NEG_INFINITY; SIDE], [0_u32; SIDE]);
    for (place, chunk) in (0..).zip(chunks) {
        for ((most, at), number) in most.iter_mut().zip(&mut places).zip(chunk) {
            let is_more = number > most;
            *most = if is_more { *number } else { *most };
            *at = if is_more { place } else { *at };
        }
    }
    let mut best = (0, f32::NEG_INFINITY);
    let sides =
        most.iter().zip(places).zip(0..).map(|((most, place), side)| (place as usize * SIDE + side, *most));
    for (place, number) in sides.chain((numbers.len() - rest.len()..).zip(rest.iter().copied())) {
        if number > best.1 || (number == best.1 && place < best.0) {
            best = (place, number);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_greatest_is_found() {
        let cases: [(&[f32], usize); 5] = [
            (&[], 0),
            (&[-3.0], 0),
            (&[1.0, 3.0, 2.0, 3.0], 1),
            (&[-5.0, -4.0, -9.0, -8.0, -7.0, -6.0, -5.0, -4.0, -4.0, -3.0, -3.0], 9),
            (&[0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0], 1),
        ];
        for (numbers, expected) in cases {
            assert_eq!(greatest(numbers), expected, "{numbers:?}");
        }
    }
}
