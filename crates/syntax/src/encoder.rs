//! The network that makes of every token a row of numbers that knows its
//! neighbours.
//!
//! Hashed features of the word are summed and mixed; then each layer mixes a
//! token's row with those of its two neighbours and adds the result to it. The
//! first such layer is linear in each of the three words before it takes the
//! greatest piece, so its three products are computed once a word.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use crate::{
    error::Error,
    feature, hash,
    layer::{Layer, Norm},
    lexicon::Lexicon,
    matrix::{Inputs, Matrix},
    weights::{Table, Weights},
    words::{PADDING, Words},
};

/// Tokens that a layer sees: the one before, the token, the one after.
const SEEN: usize = 3;

/// The network, ready to run.
#[derive(Debug)]
pub(crate) struct Encoder {
    weights: Weights,
    /// One for each feature that the model uses.
    tables: Vec<Table>,
    lexicon: Option<Lexicon>,
    embed: Layer,
    first: Matrix,
    first_bias: Vec<f32>,
    first_norm: Norm,
    deeper: Vec<Layer>,
}

/// Words in a row, with padding between stretches of them.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// The slot of each word, or that of padding.
    pub(crate) slots: Vec<u32>,
    /// Where the tokens of each stretch stand in the row.
    pub(crate) tokens: Vec<Range<usize>>,
}

/// Rows of numbers, one for each place of a layout, with a row of zeros before
/// and after, so that the first and the last have neighbours.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    numbers: Vec<f32>,
    mixed: Vec<f32>,
    starts: Vec<usize>,
    inputs: Inputs,
}

impl Encoder {
    /// The network that a file of weights holds.
    pub(crate) fn new(weights: Weights) -> Result<Self, Error> {
        let (width, pieces) = (weights.header.width, weights.header.pieces);
        let table = |table_idx: usize| weights.table(&format!("E{table_idx}"), width);
        let tables: Result<Vec<Table>, Error> = (0..weights.header.seeds.len()).map(table).collect();
        let tables = tables?;
        let lexicon = Lexicon::new(&weights)?;
        let n_features = tables.len() + usize::from(lexicon.is_some());
        let embed = Layer::new(&weights, 0, width * n_features)?;
        let mix = weights.array("W1", &[width * pieces, width * SEEN])?;
        let bias = weights.array("b1", &[width, pieces])?;
        let by_piece: Vec<f32> =
            (0..pieces).flat_map(|piece| bias.iter().skip(piece).step_by(pieces).copied()).collect();
        let first = first(&mix, width, pieces);
        let first_norm = Norm::new(&weights, 1)?;
        let deeper: Result<Vec<Layer>, Error> =
            (2..=weights.header.depth).map(|layer| Layer::new(&weights, layer, width * SEEN)).collect();
        let deeper = deeper?;
        Ok(Self { weights, tables, lexicon, embed, first, first_bias: by_piece, first_norm, deeper })
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

    /// Numbers of the features of a word.
    fn n_features(&self) -> usize {
        self.width() * (self.tables.len() + usize::from(self.lexicon.is_some()))
    }

    /// Appends the sums of the rows of each feature of a word, and what the lexicon
    /// has of it.
    pub(crate) fn push_features(&self, form: &str, features: &mut Vec<f32>) {
        let keys = feature::keys(form, &self.weights.header.norms);
        for ((table, key), seed) in self.tables.iter().zip(keys).zip(&self.weights.header.seeds) {
            let start = features.len();
            features.resize(start + self.width(), 0.0);
            for hash in hash::rows(key, *seed) {
                self.weights.add_hashed(table, hash, &mut features[start..]);
            }
        }
        if let Some(lexicon) = &self.lexicon {
            let start = features.len();
            features.resize(start + self.width(), 0.0);
            lexicon.add_word(&self.weights, keys[0], &mut features[start..]);
        }
    }

    /// Appends what is kept of each word whose features are given.
    pub(crate) fn push_words(&self, features: &[f32], words: &mut Vec<f32>) {
        let (width, n_features) = (self.width(), self.n_features());
        let n_words = features.len() / n_features;
        let (mut inputs, mut mixed) = (Inputs::default(), Vec::new());
        inputs.take(features, (0..n_words).map(|word| word * n_features), n_features);
        self.embed.mix(&inputs, &mut mixed);
        let mut rows = vec![0.0; n_words * width];
        let starts: Vec<usize> = (0..n_words).map(|word| word * width).collect();
        self.embed.norm().add(&mixed, &starts, &mut rows);
        inputs.take(&rows, starts.iter().copied(), width);
        let mut products = Vec::new();
        self.first.times(&inputs, &mut products);
        for (row, products) in rows.chunks_exact(width).zip(products.chunks_exact(self.first.width())) {
            words.extend_from_slice(row);
            words.extend_from_slice(&products[..self.word_size() - width]);
        }
    }

    /// Runs the network over words that are laid out.
    pub(crate) fn run(&self, words: &Words, layout: &Layout, grid: &mut Grid) {
        let width = self.width();
        grid.numbers.clear();
        grid.numbers.resize((layout.slots.len() + 2) * width, 0.0);
        let rows = grid.numbers[width..].chunks_exact_mut(width);
        for (row, slot) in rows.zip(&layout.slots) {
            row.copy_from_slice(&words.numbers(*slot)[..width]);
        }
        grid.reach(layout, self.depth() - 1, width);
        self.mix_first(words, &layout.slots, grid);
        self.first_norm.add(&grid.mixed, &grid.starts, &mut grid.numbers[width..]);
        for (layer_idx, layer) in self.deeper.iter().enumerate() {
            grid.reach(layout, self.depth() - 2 - layer_idx, width);
            grid.inputs.take(&grid.numbers, grid.starts.iter().copied(), width * SEEN);
            layer.mix(&grid.inputs, &mut grid.mixed);
            layer.norm().add(&grid.mixed, &grid.starts, &mut grid.numbers[width..]);
        }
    }

    fn mix_first(&self, words: &Words, slots: &[u32], grid: &mut Grid) {
        let width = self.width();
        grid.mixed.resize(grid.starts.len() * width, 0.0);
        let of = |row: Option<usize>| {
            let slot = row.and_then(|row| slots.get(row)).copied();
            words.numbers(slot.unwrap_or(PADDING))
        };
        for (mixed, start) in grid.mixed.chunks_exact_mut(width).zip(&grid.starts) {
            let row = start / width;
            let seen = [row.checked_sub(1), Some(row), Some(row + 1)].map(of);
            Arch::new().dispatch(MixFirst { bias: &self.first_bias, seen, mixed });
        }
    }
}

impl Grid {
    /// The rows, `width` numbers each.
    pub(crate) fn rows(&self, width: usize) -> &[f32] {
        &self.numbers[width..]
    }

    /// Chooses the rows of tokens and those up to `margin` rows from one: what
    /// stands further off is not looked at by the layers to come. A row is told by
    /// where the row before it starts, which is where what a layer reads begins.
    fn reach(&mut self, layout: &Layout, margin: usize, width: usize) {
        self.starts.clear();
        let mut next = 0;
        for tokens in &layout.tokens {
            let end = (tokens.end + margin).min(layout.slots.len());
            let rows = next.max(tokens.start.saturating_sub(margin))..end;
            self.starts.extend(rows.map(|row| row * width));
            next = end;
        }
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
