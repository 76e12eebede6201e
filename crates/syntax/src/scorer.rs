//! Scores of the moves that parser and name finder choose from.
//!
//! What a token adds to a state's hidden numbers, in each of the places it may
//! stand in, is a product of the token alone. It is computed for all tokens at
//! once; a state then only sums a few rows.

use pulp::{Arch, Simd, WithSimd};

use crate::{
    error::Error,
    matrix::{Matrix, Rows, TILE},
    weights::Weights,
};

/// Pieces of a hidden number, of which the greater is taken.
const PIECES: usize = 2;

/// Vectors of scores that are summed side by side.
const ACROSS: usize = 7;

/// The weights that score moves from `N` tokens of a state.
#[derive(Debug)]
pub(crate) struct Scorer<const N: usize> {
    linear: Matrix,
    lower: Matrix,
    bias: Vec<f32>,
    absent: Vec<f32>,
    upper: Upper,
}

/// What each token of a stretch adds to the hidden numbers of a state.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    linear: Vec<f32>,
    products: Vec<f32>,
    stride: usize,
}

/// The parts of the tokens of one stretch, counted from its first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretched<'a> {
    products: &'a [f32],
    stride: usize,
}

impl Parts {
    /// The parts of a stretch whose first token is the one with the index `first`.
    pub(crate) fn from(&self, first: usize) -> Stretched<'_> {
        let start = (first * self.stride).min(self.products.len());
        Stretched { products: &self.products[start..], stride: self.stride }
    }
}

/// Room for the scores of one state.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    hidden: Vec<f32>,
    /// One score a move, in the order of the header; what follows means nothing.
    pub(crate) moves: Vec<f32>,
}

impl<const N: usize> Scorer<N> {
    /// The scorer whose arrays begin with `prefix`, of `n_moves` moves.
    pub(crate) fn new(weights: &Weights, prefix: &str, n_moves: usize) -> Result<Self, Error> {
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
        let (upper, upper_bias) = (array("upW", &[n_moves, hidden])?, array("upb", &[n_moves])?);
        Ok(Self {
            linear: Matrix::new(&linear, &linear_bias, &(0..hidden).collect::<Vec<_>>()),
            lower: Matrix::new(&lower, &vec![0.0; columns.len()], &columns),
            bias: by_piece(0).map(|column| bias[column]).collect(),
            absent: columns.iter().map(|column| absent[*column]).collect(),
            upper: Upper::new(&upper, &upper_bias),
        })
    }

    /// Computes the parts of `n_tokens` tokens, whose rows reach on to a whole tile.
    pub(crate) fn prepare(&self, rows: &Rows<&[f32]>, n_tokens: usize, parts: &mut Parts) {
        let n_rows = n_tokens.next_multiple_of(TILE);
        let stride = self.linear.width();
        parts.linear.resize(n_rows * stride, 0.0);
        self.linear.times(rows, n_rows, &mut Rows { numbers: &mut parts.linear, stride });
        let linear = Rows { numbers: parts.linear.as_slice(), stride };
        parts.stride = self.lower.width();
        parts.products.resize(n_tokens * parts.stride, 0.0);
        let mut products = Rows { numbers: parts.products.as_mut_slice(), stride: parts.stride };
        self.lower.times(&linear, n_tokens, &mut products);
    }

    /// The scores of all moves in a state, from its tokens by their index in the
    /// stretch.
    pub(crate) fn score(&self, parts: Stretched<'_>, tokens: [Option<u32>; N], scores: &mut Scores) {
        let size = self.bias.len();
        let mut place = 0;
        let found = tokens.map(|token| {
            let start = place * size;
            place += 1;
            match token {
                Some(token) => &parts.products[token as usize * parts.stride + start..][..size],
                None => &self.absent[start..start + size],
            }
        });
        scores.hidden.resize(size, 0.0);
        scores.moves.resize(self.upper.bias.len(), 0.0);
        Arch::new().dispatch(Score { bias: &self.bias, upper: &self.upper, parts: &found, scores });
    }
}

/// The last layer, laid out for one row at a time.
#[derive(Debug)]
struct Upper {
    panels: Vec<f32>,
    bias: Vec<f32>,
    lanes: usize,
    n_in: usize,
}

impl Upper {
    fn new(weights: &[f32], bias: &[f32]) -> Self {
        let n_in = weights.len() / bias.len().max(1);
        let lanes = crate::matrix::lanes();
        let width = lanes * ACROSS;
        let n_out = bias.len().next_multiple_of(width);
        let mut panels = Vec::with_capacity(n_out * n_in);
        for first in (0..n_out).step_by(width) {
            for k in 0..n_in {
                let weight = |out: usize| weights.get(out * n_in + k).copied().unwrap_or(0.0);
                panels.extend((first..first + width).map(weight));
            }
        }
        let mut bias = bias.to_vec();
        bias.resize(n_out, 0.0);
        Self { panels, bias, lanes, n_in }
    }
}

struct Score<'a, 'b> {
    bias: &'a [f32],
    upper: &'a Upper,
    parts: &'a [&'b [f32]],
    scores: &'a mut Scores,
}

impl WithSimd for Score<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (hidden, _) = S::as_mut_simd_f32s(&mut self.scores.hidden);
        hidden.copy_from_slice(S::as_simd_f32s(self.bias).0);
        for part in self.parts {
            for (sum, part) in hidden.iter_mut().zip(S::as_simd_f32s(part).0) {
                *sum = simd.add_f32s(*sum, *part);
            }
        }
        let (hidden, others) = hidden.split_at_mut(hidden.len() / PIECES);
        for (hidden, other) in hidden.iter_mut().zip(others) {
            *hidden = simd.max_f32s(*hidden, *other);
        }
        let hidden = &self.scores.hidden[..self.upper.n_in];
        let width = self.upper.lanes * ACROSS;
        let panels = self.upper.panels.chunks_exact(width * self.upper.n_in);
        for (panel, (bias, moves)) in
            panels.zip(self.upper.bias.chunks_exact(width).zip(self.scores.moves.chunks_exact_mut(width)))
        {
            let sums = sums(simd, panel, hidden);
            let (bias, moves) = (S::as_simd_f32s(bias).0, S::as_mut_simd_f32s(moves).0);
            for ((score, sum), bias) in moves.iter_mut().zip(sums).zip(bias) {
                *score = simd.add_f32s(sum, *bias);
            }
        }
    }
}

/// The sums of one panel for one row.
#[inline(always)]
fn sums<S: Simd>(simd: S, panel: &[f32], row: &[f32]) -> [S::f32s; ACROSS] {
    let mut sums = [simd.splat_f32s(0.0); ACROSS];
    let (columns, _) = S::as_simd_f32s(panel).0.as_chunks::<ACROSS>();
    for (weights, input) in columns.iter().zip(row) {
        let input = simd.splat_f32s(*input);
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = simd.mul_add_f32s(input, *weight, *sum);
        }
    }
    sums
}
