//! One layer of the network: a product, the greatest of its pieces, and a norm.

use pulp::{Arch, Simd, WithSimd};

use crate::{
    error::Error,
    matrix::{Inputs, Matrix},
    sum::sum,
    weights::Weights,
};

/// What thinc adds to a variance so that none is zero.
const LEAST_VARIANCE: f32 = 1e-8;

/// A layer that takes rows of numbers to rows of the network's width.
#[derive(Debug)]
pub(crate) struct Layer {
    mix: Matrix,
    norm: Norm,
}

/// The norm of a layer: mean 0, variance 1, then scaled and shifted.
#[derive(Debug)]
pub(crate) struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Layer {
    /// The layer with the number `layer_idx`, which reads `n_in` numbers a row.
    pub(crate) fn new(weights: &Weights, layer_idx: usize, n_in: usize) -> Result<Self, Error> {
        let (width, pieces) = (weights.header.width, weights.header.pieces);
        let mix = weights.array(&format!("W{layer_idx}"), &[width * pieces, n_in])?;
        let bias = weights.array(&format!("b{layer_idx}"), &[width, pieces])?;
        Ok(Self { mix: Matrix::of_pieces(&mix, &bias), norm: Norm::new(weights, layer_idx)? })
    }

    /// Writes a row to `mixed` for each of `inputs`: its greatest pieces.
    pub(crate) fn mix(&self, inputs: &Inputs, mixed: &mut Vec<f32>) {
        self.mix.greatest(inputs, mixed);
    }

    /// The layer's norm.
    pub(crate) fn norm(&self) -> &Norm {
        &self.norm
    }
}

impl Norm {
    /// The norm of the layer with the number `layer_idx`.
    pub(crate) fn new(weights: &Weights, layer_idx: usize) -> Result<Self, Error> {
        let width = weights.header.width;
        let gain = weights.array(&format!("G{layer_idx}"), &[width])?;
        let shift = weights.array(&format!("lb{layer_idx}"), &[width])?;
        Ok(Self { gain, shift })
    }

    /// Adds the norm of every row of `mixed` to the row of `numbers` that begins at
    /// its place in `starts`.
    pub(crate) fn add(&self, mixed: &[f32], starts: &[usize], numbers: &mut [f32]) {
        Arch::new().dispatch(AddNorm { norm: self, mixed, numbers, starts });
    }
}

struct AddNorm<'a> {
    norm: &'a Norm,
    mixed: &'a [f32],
    numbers: &'a mut [f32],
    starts: &'a [usize],
}

impl WithSimd for AddNorm<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        let width = self.norm.gain.len();
        for (mixed, start) in self.mixed.chunks_exact(width).zip(self.starts) {
            let row = &mut self.numbers[*start..*start + width];
            let mean = sum(mixed, |number| number) / width as f32;
            let variance = sum(mixed, |number| (number - mean) * (number - mean)) / width as f32;
            let scale = 1.0 / (variance + LEAST_VARIANCE).sqrt();
            let places = self.norm.gain.iter().zip(&self.norm.shift);
            for ((number, mixed), (gain, shift)) in row.iter_mut().zip(mixed).zip(places) {
                *number += (mixed - mean) * scale * gain + shift;
            }
        }
    }
}
