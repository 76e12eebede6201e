//! The network that makes of every token a row of numbers that knows its
//! neighbours.
//!
//! Hashed features of the word are summed and mixed; then each layer mixes a
//! token's row with those of its two neighbours and adds the result to it. The
//! first such layer is linear in each of the three words before it takes the
//! greatest piece, so its three products are computed once a word.

use pulp::{Arch, Simd, WithSimd};

use crate::{
    error::Error,
    feature, hash,
    layer::{Layer, Norm},
    matrix::{Matrix, Rows, TILE},
    weights::{Table, Weights},
    words::Words,
};

/// Tokens that a layer sees: the one before, the token, the one after.
const SEEN: usize = 3;

/// The network, ready to run.
#[derive(Debug)]
pub(crate) struct Encoder {
    weights: Weights,
    tables: [Table; 4],
    embed: Layer,
    first: Matrix,
    first_bias: Vec<f32>,
    first_norm: Norm,
    deeper: Vec<Layer>,
}

/// Rows of tokens, with one row of zeros before them and some after, so that the
/// first and the last have neighbours.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    numbers: Vec<f32>,
    mixed: Vec<f32>,
}

impl Encoder {
    /// The network that a file of weights holds.
    pub(crate) fn new(weights: Weights) -> Result<Self, Error> {
        let (width, pieces) = (weights.header.width, weights.header.pieces);
        let table = |table_idx: usize| weights.table(&format!("E{table_idx}"), width);
        let tables = [table(0)?, table(1)?, table(2)?, table(3)?];
        let embed = Layer::new(&weights, 0, width * tables.len())?;
        let mix = weights.array("W1", &[width * pieces, width * SEEN])?;
        let bias = weights.array("b1", &[width, pieces])?;
        let by_piece: Vec<f32> =
            (0..pieces).flat_map(|piece| bias.iter().skip(piece).step_by(pieces).copied()).collect();
        let first = first(&mix, width, pieces);
        let first_norm = Norm::new(&weights, 1)?;
        let deeper: Result<Vec<Layer>, Error> =
            (2..=weights.header.depth).map(|layer| Layer::new(&weights, layer, width * SEEN)).collect();
        let deeper = deeper?;
        Ok(Self { weights, tables, embed, first, first_bias: by_piece, first_norm, deeper })
    }

    /// The version of the weights.
    pub(crate) fn version(&self) -> &str {
        &self.weights.header.version
    }

    /// Numbers that stand for a token.
    pub(crate) fn width(&self) -> usize {
        self.weights.header.width
    }

    /// How far a token sees on either side.
    pub(crate) fn depth(&self) -> usize {
        self.weights.header.depth
    }

    /// Numbers that are kept of a word: its row, and its products with the first
    /// layer as the token before, the token itself, and the token after.
    pub(crate) fn word_size(&self) -> usize {
        self.width() * (1 + SEEN * self.weights.header.pieces)
    }

    /// Appends the sums of the rows of each feature of a word.
    pub(crate) fn push_features(&self, form: &str, features: &mut Vec<f32>) {
        let keys = feature::keys(form, &self.weights.header.norms);
        for ((table, key), seed) in self.tables.iter().zip(keys).zip(self.weights.header.seeds) {
            let start = features.len();
            features.resize(start + self.width(), 0.0);
            for hash in hash::rows(key, seed) {
                self.weights.add_row(table, hash, &mut features[start..]);
            }
        }
    }

    /// Appends what is kept of each word whose features are given. `features` is
    /// lengthened to whole tiles.
    pub(crate) fn push_words(&self, features: &mut Vec<f32>, words: &mut Vec<f32>) {
        let (width, n_features) = (self.width(), self.width() * self.tables.len());
        let n_words = features.len() / n_features;
        let n_rows = n_words.next_multiple_of(TILE);
        features.resize(n_rows * n_features, 0.0);
        let mut rows = vec![0.0; n_rows * width];
        let mut mixed = rows.clone();
        self.embed.mix(&Rows { numbers: features, stride: n_features }, &mut mixed);
        self.embed.add_norm(&mixed, &mut rows);
        let stride = self.first.width();
        let mut products = vec![0.0; n_words * stride];
        let inputs = Rows { numbers: rows.as_slice(), stride: width };
        self.first.times(&inputs, n_words, &mut Rows { numbers: &mut products, stride });
        for (row, products) in rows.chunks_exact(width).zip(products.chunks_exact(stride)) {
            words.extend_from_slice(row);
            words.extend_from_slice(&products[..self.word_size() - width]);
        }
    }

    /// Runs the network over the words in `slots`, one row each.
    pub(crate) fn run(&self, words: &Words, slots: &[u32], grid: &mut Grid) {
        let width = self.width();
        let end = (1 + slots.len()) * width;
        grid.numbers.clear();
        grid.numbers.resize(end + (TILE + 1) * width, 0.0);
        let rows = grid.numbers[width..end].chunks_exact_mut(width);
        for (row, slot) in rows.zip(slots) {
            row.copy_from_slice(&words.numbers(*slot)[..width]);
        }
        grid.mixed.resize(slots.len() * width, 0.0);
        let mixed = grid.mixed.chunks_exact_mut(width);
        for (slot_idx, mixed) in mixed.enumerate() {
            let seen = [slot_idx.checked_sub(1), Some(slot_idx), Some(slot_idx + 1)];
            let of = |slot_idx: Option<usize>| {
                let slot = slot_idx.and_then(|slot_idx| slots.get(slot_idx));
                slot.map_or(words.numbers(crate::words::PADDING), |slot| words.numbers(*slot))
            };
            Arch::new().dispatch(MixFirst { bias: &self.first_bias, seen: seen.map(of), mixed });
        }
        self.first_norm.add(&grid.mixed, &mut grid.numbers[width..end]);
        for layer in &self.deeper {
            grid.deepen(layer, width, end);
        }
    }
}

impl Grid {
    /// The rows, `width` numbers each.
    pub(crate) fn rows(&self, width: usize) -> &[f32] {
        &self.numbers[width..]
    }

    fn deepen(&mut self, layer: &Layer, width: usize, end: usize) {
        layer.mix(&Rows { numbers: &self.numbers, stride: width }, &mut self.mixed);
        layer.add_norm(&self.mixed, &mut self.numbers[width..end]);
    }
}

/// The first layer as one matrix that reads a single word: for each place that
/// the word may stand in, for each piece, all outputs.
fn first(mix: &[f32], width: usize, pieces: usize) -> Matrix {
    let mut weights = Vec::with_capacity(mix.len());
    for seen in 0..SEEN {
        for piece in 0..pieces {
            for row in mix.chunks_exact(width * SEEN).skip(piece).step_by(pieces) {
                weights.extend_from_slice(&row[seen * width..(seen + 1) * width]);
            }
        }
    }
    let n_out = width * pieces * SEEN;
    let columns: Vec<usize> = (0..n_out).collect();
    Matrix::new(&weights, &vec![0.0; n_out], &columns)
}

/// The greatest piece of each output of the first layer, from products of words.
struct MixFirst<'a> {
    bias: &'a [f32],
    seen: [&'a [f32]; SEEN],
    mixed: &'a mut [f32],
}

impl WithSimd for MixFirst<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        let width = self.mixed.len();
        let size = self.bias.len();
        let [before, word, after] = self.seen;
        let (before, word, after) = (&before[width..], &word[width + size..], &after[width + 2 * size..]);
        for (piece_idx, bias) in self.bias.chunks_exact(width).enumerate() {
            let piece = piece_idx * width..(piece_idx + 1) * width;
            let before_word = before[piece.clone()].iter().zip(&word[piece.clone()]);
            let products = before_word.zip(&after[piece]).zip(bias);
            for (greatest, (((before, word), after), bias)) in self.mixed.iter_mut().zip(products) {
                let sum = before + word + after + bias;
                *greatest = if piece_idx == 0 || sum > *greatest { sum } else { *greatest };
            }
        }
    }
}
