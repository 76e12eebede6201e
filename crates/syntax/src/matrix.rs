//! Products of many rows with a constant matrix of weights.
//!
//! The weights are laid out once, in panels as wide as this machine's vectors,
//! so that a product packs nothing. Every number of a result is one chain of
//! fused multiply-adds in the order of the inputs: it has the same bits whatever
//! rows stand beside it, and whatever the width of the machine's vectors.

use pulp::{Arch, Simd, WithSimd};

/// Rows that are worked on together. Nine sums keep both multipliers of a core
/// busy; with twelve, the compiler ran out of AVX2's sixteen registers and half
/// the speed was lost.
pub(crate) const TILE: usize = 3;

/// Vectors side by side in a panel.
const ACROSS: usize = 3;

/// A matrix of weights with a bias, laid out for products.
#[derive(Debug)]
pub(crate) struct Matrix {
    n_in: usize,
    lanes: usize,
    panels: Vec<f32>,
    bias: Vec<f32>,
}

/// Rows of numbers that a product reads or writes: row `i` begins at `i * stride`.
#[derive(Debug)]
pub(crate) struct Rows<T> {
    /// The numbers. What is read must reach to the end of the last row, their
    /// number rounded up to whole tiles.
    pub(crate) numbers: T,
    /// From the start of a row to that of the next. Rows that are read may overlap.
    pub(crate) stride: usize,
}

impl Matrix {
    /// A matrix with the rows of `weights` that `columns` names as its outputs,
    /// in that order. `weights` has `n_in` numbers a row, `bias` one.
    pub(crate) fn new(weights: &[f32], bias: &[f32], columns: &[usize]) -> Self {
        Self::with_lanes(lanes(), weights, bias, columns)
    }

    fn with_lanes(lanes: usize, weights: &[f32], bias: &[f32], columns: &[usize]) -> Self {
        let n_in = if bias.is_empty() { 0 } else { weights.len() / bias.len() };
        let width = lanes * ACROSS;
        let mut panels = Vec::with_capacity(columns.len().next_multiple_of(width) * n_in);
        for group in columns.chunks(width) {
            for k in 0..n_in {
                let weight = |lane: usize| group.get(lane).map_or(0.0, |column| weights[column * n_in + k]);
                panels.extend((0..width).map(weight));
            }
        }
        let mut ordered: Vec<f32> = columns.iter().map(|column| bias[*column]).collect();
        ordered.resize(columns.len().next_multiple_of(width), 0.0);
        Self { n_in, lanes, panels, bias: ordered }
    }

    /// A matrix for [`Matrix::greatest`]: of every output there are [`ACROSS`]
    /// pieces, side by side in `weights`.
    pub(crate) fn of_pieces(weights: &[f32], bias: &[f32]) -> Self {
        let lanes = lanes();
        let n_out = bias.len() / ACROSS;
        let mut columns = Vec::with_capacity(bias.len());
        for first in (0..n_out).step_by(lanes) {
            for piece in 0..ACROSS {
                columns.extend((first..first + lanes).map(|out| out * ACROSS + piece));
            }
        }
        Self::new(weights, bias, &columns)
    }

    /// Numbers in a row of a product: the outputs, rounded up to whole panels.
    pub(crate) fn width(&self) -> usize {
        self.bias.len()
    }

    /// Writes `n_rows` rows of products and bias.
    pub(crate) fn times(&self, rows: &Rows<&[f32]>, n_rows: usize, products: &mut Rows<&mut [f32]>) {
        Arch::new().dispatch(Product { matrix: self, rows, n_rows, products });
    }

    /// Writes a row for each of `starts`, with the greatest of the pieces of each
    /// output, from the inputs in `numbers` that begin there.
    pub(crate) fn greatest(&self, numbers: &[f32], starts: &[usize], products: &mut [f32]) {
        Arch::new().dispatch(Greatest { matrix: self, numbers, starts, products });
    }
}

/// Numbers in a vector of this machine.
pub(crate) fn lanes() -> usize {
    struct Lanes;
    impl WithSimd for Lanes {
        type Output = usize;
        #[inline(always)]
        fn with_simd<S: Simd>(self, _simd: S) -> usize {
            S::F32_LANES
        }
    }
    Arch::new().dispatch(Lanes)
}

struct Product<'a, 'b, 'c> {
    matrix: &'a Matrix,
    rows: &'a Rows<&'b [f32]>,
    n_rows: usize,
    products: &'a mut Rows<&'c mut [f32]>,
}

impl WithSimd for Product<'_, '_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let width = self.matrix.lanes * ACROSS;
        for (panel_idx, panel) in self.matrix.panels.chunks_exact(self.matrix.n_in * width).enumerate() {
            let at = panel_idx * width;
            let (bias, _) = S::as_simd_f32s(&self.matrix.bias[at..at + width]);
            for first in (0..self.n_rows).step_by(TILE) {
                let sums = tile(simd, panel, tile_rows(self.rows, first, self.matrix.n_in));
                for (row, sums) in (first..self.n_rows).zip(sums) {
                    let start = row * self.products.stride + at;
                    let (out, _) = S::as_mut_simd_f32s(&mut self.products.numbers[start..start + width]);
                    for ((out, sum), bias) in out.iter_mut().zip(sums).zip(bias) {
                        *out = simd.add_f32s(sum, *bias);
                    }
                }
            }
        }
    }
}

struct Greatest<'a> {
    matrix: &'a Matrix,
    numbers: &'a [f32],
    starts: &'a [usize],
    products: &'a mut [f32],
}

impl WithSimd for Greatest<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (lanes, n_in) = (self.matrix.lanes, self.matrix.n_in);
        let width = lanes * ACROSS;
        let stride = self.matrix.bias.len() / ACROSS;
        for (panel_idx, panel) in self.matrix.panels.chunks_exact(n_in * width).enumerate() {
            let at = panel_idx * lanes;
            let (bias, _) = S::as_simd_f32s(&self.matrix.bias[at * ACROSS..at * ACROSS + width]);
            let tiles = self.starts.chunks(TILE).zip(self.products.chunks_mut(TILE * stride));
            for (starts, products) in tiles {
                let inputs = std::array::from_fn(|row| {
                    // A tile that is not full takes its first row again.
                    let start = starts.get(row).or(starts.first()).copied().unwrap_or_default();
                    &self.numbers[start..start + n_in]
                });
                let sums = tile(simd, panel, inputs);
                for (row, sums) in products.chunks_exact_mut(stride).zip(sums) {
                    let (out, _) = S::as_mut_simd_f32s(&mut row[at..at + lanes]);
                    let pieces = sums.iter().zip(bias).map(|(sum, bias)| simd.add_f32s(*sum, *bias));
                    let greatest = pieces.reduce(|one, other| simd.max_f32s(one, other));
                    if let (Some(out), Some(greatest)) = (out.first_mut(), greatest) {
                        *out = greatest;
                    }
                }
            }
        }
    }
}

/// The inputs of the rows of a tile.
#[inline(always)]
fn tile_rows<'a>(rows: &Rows<&'a [f32]>, first: usize, n_in: usize) -> [&'a [f32]; TILE] {
    std::array::from_fn(|row| {
        let start = (first + row) * rows.stride;
        &rows.numbers[start..start + n_in]
    })
}

/// The sums of one tile of rows with one panel.
#[inline(always)]
fn tile<S: Simd>(simd: S, panel: &[f32], rows: [&[f32]; TILE]) -> [[S::f32s; ACROSS]; TILE] {
    let mut sums = [[simd.splat_f32s(0.0); ACROSS]; TILE];
    let (vectors, _) = S::as_simd_f32s(panel);
    let (columns, _) = vectors.as_chunks::<ACROSS>();
    let [one, two, three] = rows;
    let inputs = one.iter().zip(two).zip(three);
    for (weights, ((one, two), three)) in columns.iter().zip(inputs) {
        for (sums, input) in sums.iter_mut().zip([one, two, three]) {
            let input = simd.splat_f32s(*input);
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum = simd.mul_add_f32s(input, *weight, *sum);
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

    #[test]
    fn products_have_the_same_bits_on_every_machine() {
        let (n_in, n_out, n_rows) = (40, 7, 5_usize);
        let (weights, bias) = (numbers(n_in * n_out, 1), numbers(n_out, 2));
        let columns: Vec<usize> = (0..n_out).collect();
        let rows = numbers(n_in * n_rows.next_multiple_of(TILE), 3);
        let rows = Rows { numbers: rows.as_slice(), stride: n_in };
        let wide = Matrix::new(&weights, &bias, &columns);
        let mut found = vec![0.0; n_rows * wide.width()];
        wide.times(&rows, n_rows, &mut Rows { numbers: &mut found, stride: wide.width() });
        let narrow = Matrix::with_lanes(1, &weights, &bias, &columns);
        let mut expected = vec![0.0; n_rows * narrow.width()];
        let stride = narrow.width();
        let mut products = Rows { numbers: expected.as_mut_slice(), stride };
        let product = Product { matrix: &narrow, rows: &rows, n_rows, products: &mut products };
        product.with_simd(pulp::Scalar::new());
        for (found, expected) in found.chunks(wide.width()).zip(expected.chunks(stride)) {
            assert_eq!(found[..n_out], expected[..n_out]);
        }
    }

    #[test]
    fn a_row_is_the_same_whatever_stands_beside_it() {
        let (n_in, n_out) = (32, 16);
        let matrix = Matrix::of_pieces(&numbers(n_in * n_out * ACROSS, 4), &numbers(n_out * ACROSS, 5));
        let rows = numbers(n_in * 9, 6);
        let of = |first: usize, n_rows: usize| {
            let mut found = vec![0.0; n_rows * n_out];
            let starts: Vec<usize> = (first..first + n_rows).map(|row| row * n_in).collect();
            matrix.greatest(&rows, &starts, &mut found);
            found
        };
        let all = of(0, 9);
        for first in 0..9 {
            assert_eq!(of(first, 1), all[first * n_out..(first + 1) * n_out], "row {first}");
        }
    }
}
