//! Products of many rows with a constant matrix of weights.
//!
//! Weights and inputs are multiplied as whole numbers of 16 bits and summed in 32:
//! a vector holds twice as many of them as of floats, and a sum has the same bits
//! in any order, on every machine, whatever rows stand beside it. A row of inputs
//! and a column of weights each have a unit of their own, chosen by their lengths
//! as vectors: no sum of products is more than the product of the lengths, so none
//! overflows.

use pulp::NullaryFnOnce;

use crate::sum::sum;

/// Rows that are worked on together. Nine sums keep both multipliers of a core
/// busy; with twelve, the compiler ran out of AVX2's sixteen registers and half
/// the speed was lost.
pub(crate) const TILE: usize = 3;

/// Vectors side by side in a panel.
const ACROSS: usize = 3;

/// Sums in a vector.
const LANES: usize = 8;

/// Numbers in a row of a panel's products.
const WIDTH: usize = LANES * ACROSS;

/// How long a row of inputs is made. None of its numbers is greater, so that each
/// fits. Lengths from 20,000 to 32,767 decide one or two words of 25,000 otherwise.
const INPUTS: f32 = 32_500.0;

/// Of rows and columns no longer than this, only zeros are left.
const LEAST: f32 = 1e-30;

/// Added to a number of less than 22 bits, this leaves its nearest whole number in
/// the lowest bits of the sum.
const ROUNDING: f32 = (3 << 22) as f32;

/// Weights of two inputs, next to each other, for each lane of a vector.
type Pairs = [i16; 2 * LANES];

/// A matrix of weights with a bias, laid out for products.
#[derive(Debug)]
pub(crate) struct Matrix {
    /// For each panel, for every two inputs, the weights of its columns.
    panels: Vec<[Pairs; ACROSS]>,
    units: Vec<f32>,
    bias: Vec<f32>,
}

/// Rows of inputs in whole numbers. Room that is used again.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Two numbers each, the first in the lower half.
    pairs: Vec<i32>,
    units: Vec<f32>,
    n_pairs: usize,
}

impl Inputs {
    /// Takes the rows of `n_in` numbers that begin at `starts`; they may overlap.
    pub(crate) fn take(
        &mut self,
        numbers: &[f32],
        starts: impl ExactSizeIterator<Item = usize>,
        n_in: usize,
    ) {
        self.n_pairs = n_in.div_ceil(2);
        self.units.clear();
        // Every tile is whole; what fills the last is not written anywhere.
        self.pairs.resize(starts.len().next_multiple_of(TILE) * self.n_pairs, 0);
        dispatch(Take { inputs: self, numbers, starts, n_in });
    }
}

impl Matrix {
    /// A matrix with the rows of `weights` that `columns` names as its outputs,
    /// in that order. `weights` has as many numbers a row for each of `bias`.
    pub(crate) fn new(weights: &[f32], bias: &[f32], columns: &[usize]) -> Self {
        let n_in = if bias.is_empty() { 0 } else { weights.len() / bias.len() };
        let n_pairs = n_in.div_ceil(2);
        let width = columns.len().next_multiple_of(WIDTH);
        let mut matrix = Self {
            panels: vec![[[0; 2 * LANES]; ACROSS]; width / WIDTH * n_pairs],
            units: vec![0.0; width],
            bias: vec![0.0; width],
        };
        for (out, column) in columns.iter().enumerate() {
            let weights = &weights[column * n_in..(column + 1) * n_in];
            let whole = whole_weights(weights);
            matrix.units[out] = whole.unit;
            matrix.bias[out] = bias[*column];
            let (panel, vector, lane) = (out / WIDTH, out % WIDTH / LANES, out % LANES);
            let rows = &mut matrix.panels[panel * n_pairs..];
            for (k, weight) in whole.weights.enumerate() {
                rows[k / 2][vector][2 * lane + k % 2] = weight;
            }
        }
        matrix
    }

    /// A matrix for [`Matrix::greatest`]: of every output there are [`ACROSS`]
    /// pieces, side by side in `weights`. The outputs fill whole vectors.
    pub(crate) fn of_pieces(weights: &[f32], bias: &[f32]) -> Self {
        let n_out = bias.len() / ACROSS;
        let mut columns = Vec::with_capacity(bias.len());
        for first in (0..n_out).step_by(LANES) {
            for piece in 0..ACROSS {
                columns.extend((first..first + LANES).map(|out| out * ACROSS + piece));
            }
        }
        Self::new(weights, bias, &columns)
    }

    /// Numbers in a row of a product: the outputs, rounded up to whole panels.
    pub(crate) fn width(&self) -> usize {
        self.bias.len()
    }

    /// Writes a row of products and bias for each row of `inputs`, in as many
    /// numbers as [`Matrix::width`].
    pub(crate) fn times(&self, inputs: &Inputs, products: &mut Vec<f32>) {
        products.resize(inputs.units.len() * self.width(), 0.0);
        dispatch(Product { matrix: self, inputs, products, is_greatest: false });
    }

    /// Writes a row for each row of `inputs`, with the greatest of the pieces of
    /// each output.
    pub(crate) fn greatest(&self, inputs: &Inputs, products: &mut Vec<f32>) {
        products.resize(inputs.units.len() * self.width() / ACROSS, 0.0);
        dispatch(Product { matrix: self, inputs, products, is_greatest: true });
    }
}

/// The weights of a column in whole numbers.
struct Whole<W> {
    weights: W,
    unit: f32,
}

fn whole_weights(weights: &[f32]) -> Whole<impl Iterator<Item = i16>> {
    let greatest = weights.iter().fold(LEAST, |greatest, weight| greatest.max(weight.abs()));
    // What rounding may add to the length of a row or a column.
    let rounded = (weights.len() as f32).sqrt() / 2.0;
    let longest = i32::MAX as f32 / (INPUTS + rounded) - rounded - 1.0;
    let scale = (longest / length(weights).max(LEAST)).min(f32::from(i16::MAX) / greatest);
    let weights = weights.iter().map(move |weight| (weight * scale).round_ties_even() as i16);
    Whole { weights, unit: scale.recip() }
}

/// How vectors of whole numbers are multiplied on some machine.
trait Multiplier: Copy {
    /// As many sums as a vector has.
    type Sums: Copy;

    fn zero(self) -> Self::Sums;

    /// Adds to each sum the products of two inputs with their weights.
    fn add(self, sums: Self::Sums, pair: i32, weights: &Pairs) -> Self::Sums;

    fn floats(self, sums: Self::Sums) -> [f32; LANES];
}

#[cfg(target_arch = "x86_64")]
impl Multiplier for pulp::x86::V3 {
    type Sums = std::arch::x86_64::__m256i;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        self.avx._mm256_setzero_si256()
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, pair: i32, weights: &Pairs) -> Self::Sums {
        let pair = self.avx._mm256_set1_epi32(pair);
        let products = self.avx2._mm256_madd_epi16(pair, pulp::bytemuck::cast(*weights));
        self.avx2._mm256_add_epi32(sums, products)
    }

    #[inline(always)]
    fn floats(self, sums: Self::Sums) -> [f32; LANES] {
        pulp::bytemuck::cast(self.avx._mm256_cvtepi32_ps(sums))
    }
}

/// Any machine.
#[derive(Clone, Copy)]
struct Plain;

impl Multiplier for Plain {
    type Sums = [i32; LANES];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; LANES]
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, pair: i32, weights: &Pairs) -> Self::Sums {
        let (first, second) = (i32::from(pair as i16), pair >> 16);
        for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
            *sum += first * i32::from(weights[0]) + second * i32::from(weights[1]);
        }
        sums
    }

    #[inline(always)]
    fn floats(self, sums: Self::Sums) -> [f32; LANES] {
        sums.map(|sum| sum as f32)
    }
}

/// Work that goes fast with the best multiplier of a machine.
trait Work {
    fn with<M: Multiplier>(self, multiplier: M);
}

fn dispatch(work: impl Work) {
    #[cfg(target_arch = "x86_64")]
    if let Some(multiplier) = pulp::x86::V3::try_new() {
        return multiplier.vectorize(On { multiplier, work });
    }
    work.with(Plain);
}

/// Work and the multiplier that it is done with.
struct On<M, W> {
    multiplier: M,
    work: W,
}

impl<M: Multiplier, W: Work> NullaryFnOnce for On<M, W> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.work.with(self.multiplier);
    }
}

struct Take<'a, I> {
    inputs: &'a mut Inputs,
    numbers: &'a [f32],
    starts: I,
    n_in: usize,
}

impl<I: Iterator<Item = usize>> Work for Take<'_, I> {
    #[inline(always)]
    fn with<M: Multiplier>(self, _multiplier: M) {
        let rows = self.inputs.pairs.chunks_exact_mut(self.inputs.n_pairs.max(1));
        for (start, pairs) in self.starts.zip(rows) {
            let numbers = &self.numbers[start..start + self.n_in];
            let length = length(numbers).max(LEAST);
            let scale = INPUTS / length;
            self.inputs.units.push(length / INPUTS);
            let (twos, rest) = numbers.as_chunks::<2>();
            let whole = |number: f32| (number * scale + ROUNDING).to_bits() as i32;
            let pair = |first: f32, second: f32| whole(first) & 0xFFFF | whole(second) << 16;
            for (pair_of, [first, second]) in pairs.iter_mut().zip(twos) {
                *pair_of = pair(*first, *second);
            }
            if let (Some(last), [number]) = (pairs.last_mut(), rest) {
                *last = pair(*number, 0.0);
            }
        }
    }
}

/// The length of some numbers as a vector.
#[inline(always)]
fn length(numbers: &[f32]) -> f32 {
    sum(numbers, |number| number * number).sqrt()
}

struct Product<'a> {
    matrix: &'a Matrix,
    inputs: &'a Inputs,
    products: &'a mut [f32],
    is_greatest: bool,
}

impl Work for Product<'_> {
    #[inline(always)]
    fn with<M: Multiplier>(self, multiplier: M) {
        let Matrix { panels, units, bias } = self.matrix;
        let Inputs { pairs, units: row_units, n_pairs } = self.inputs;
        let n_pairs = (*n_pairs).max(1);
        let n_written = if self.is_greatest { LANES } else { WIDTH };
        let stride = bias.len() / WIDTH * n_written;
        let columns = units.as_chunks::<WIDTH>().0.iter().zip(bias.as_chunks::<WIDTH>().0);
        for (panel_idx, (panel, (units, bias))) in panels.chunks_exact(n_pairs).zip(columns).enumerate() {
            let at = panel_idx * n_written;
            let tiles = pairs.chunks_exact(TILE * n_pairs).zip(row_units.chunks(TILE));
            for ((pairs, row_units), products) in tiles.zip(self.products.chunks_mut(TILE * stride)) {
                let sums = tile(multiplier, panel, pairs);
                for ((row, sums), row_unit) in products.chunks_exact_mut(stride).zip(sums).zip(row_units) {
                    let mut found = [0.0; WIDTH];
                    for (found, sums) in found.as_chunks_mut::<LANES>().0.iter_mut().zip(sums) {
                        *found = multiplier.floats(sums);
                    }
                    for ((found, unit), bias) in found.iter_mut().zip(units).zip(bias) {
                        *found = *found * (unit * row_unit) + bias;
                    }
                    let out = &mut row[at..at + n_written];
                    if self.is_greatest {
                        let (one, rest) = found.split_at(LANES);
                        let (two, three) = rest.split_at(LANES);
                        for (out, ((one, two), three)) in out.iter_mut().zip(one.iter().zip(two).zip(three)) {
                            let greater = if two > one { two } else { one };
                            *out = if three > greater { *three } else { *greater };
                        }
                    } else {
                        out.copy_from_slice(&found);
                    }
                }
            }
        }
    }
}

/// The sums of one tile of rows with one panel.
#[inline(always)]
fn tile<M: Multiplier>(multiplier: M, panel: &[[Pairs; ACROSS]], pairs: &[i32]) -> [[M::Sums; ACROSS]; TILE] {
    let mut sums = [[multiplier.zero(); ACROSS]; TILE];
    let (one, rest) = pairs.split_at(panel.len());
    let (two, three) = rest.split_at(panel.len());
    for (weights, ((one, two), three)) in panel.iter().zip(one.iter().zip(two).zip(three)) {
        for (sums, pair) in sums.iter_mut().zip([one, two, three]) {
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = multiplier.add(*sum, *pair, weights);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same every time.
    fn numbers(n: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        (0..n).map(|_| next()).collect()
    }

    fn taken(numbers: &[f32], n_rows: usize, n_in: usize) -> Inputs {
        let mut inputs = Inputs::default();
        inputs.take(numbers, (0..n_rows).map(|row| row * n_in), n_in);
        inputs
    }

    #[test]
    fn products_are_near_and_have_the_same_bits_on_every_machine() {
        let (n_in, n_out, n_rows) = (41, 7, 5);
        let (weights, bias) = (numbers(n_in * n_out, 1), numbers(n_out, 2));
        let columns: Vec<usize> = (0..n_out).rev().collect();
        let rows = numbers(n_in * n_rows, 3);
        let matrix = Matrix::new(&weights, &bias, &columns);
        let inputs = taken(&rows, n_rows, n_in);
        let mut found = Vec::new();
        matrix.times(&inputs, &mut found);
        let mut plain = vec![0.0; found.len()];
        let product = Product { matrix: &matrix, inputs: &inputs, products: &mut plain, is_greatest: false };
        product.with(Plain);
        assert_eq!(found, plain);
        for (row, found) in rows.chunks(n_in).zip(found.chunks(matrix.width())) {
            for (column, found) in columns.iter().zip(found) {
                let products =
                    row.iter().zip(&weights[column * n_in..]).map(|(number, weight)| number * weight);
                let expected = products.sum::<f32>() + bias[*column];
                assert!((found - expected).abs() < 1e-3, "{found} for {expected}");
            }
        }
    }

    #[test]
    fn no_sum_overflows() {
        let n_in = 672;
        let matrix = Matrix::new(&vec![1e-3; n_in], &[0.0], &[0]);
        let mut found = Vec::new();
        matrix.times(&taken(&vec![-7.0; n_in], 1, n_in), &mut found);
        assert!((found[0] + 7.0 * 0.672).abs() < 0.01, "{}", found[0]);
    }

    #[test]
    fn zeros_leave_the_bias() {
        let matrix = Matrix::new(&[0.0; 4], &[2.0, 3.0], &[0, 1]);
        let mut found = Vec::new();
        matrix.times(&taken(&[0.0; 2], 1, 2), &mut found);
        assert_eq!(found[..2], [2.0, 3.0]);
    }

    #[test]
    fn a_row_is_the_same_whatever_stands_beside_it() {
        let (n_in, n_out) = (32, 16);
        let matrix = Matrix::of_pieces(&numbers(n_in * n_out * ACROSS, 4), &numbers(n_out * ACROSS, 5));
        let rows = numbers(n_in * 9, 6);
        let of = |first: usize, n_rows: usize| {
            let mut found = Vec::new();
            matrix.greatest(&taken(&rows[first * n_in..], n_rows, n_in), &mut found);
            found
        };
        let all = of(0, 9);
        for first in 0..9 {
            assert_eq!(of(first, 1), all[first * n_out..(first + 1) * n_out], "row {first}");
        }
    }
}
