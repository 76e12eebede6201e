//! What is known of words from far more text than the treebanks: for each of
//! many norms a row of small numbers, alike for words that stand in like places.

use pulp::{Arch, Simd, WithSimd};

use crate::{
    error::Error,
    weights::{Table, Weights},
};

/// The rows, and the matrix that takes a row to the network's width.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// The upper halves of the norms' hashes, rising; the row of the same place is
    /// the word's.
    keys: Vec<u32>,
    rows: Table,
    row_size: usize,
    /// For each number of a row, what it adds to each number of the network.
    columns: Vec<f32>,
}

impl Lexicon {
    /// The lexicon in a file of weights, if there is one.
    pub(crate) fn new(weights: &Weights) -> Result<Option<Self>, Error> {
        if !weights.has("lexicon.keys") {
            return Ok(None);
        }
        let keys = weights.keys("lexicon.keys")?;
        let (row_size, width) = (weights.header.lexicon, weights.header.width);
        let rows = weights.table("lexicon.rows", row_size)?;
        if rows.n_rows() != keys.len() || !keys.is_sorted() {
            let what = "a lexicon whose keys and rows do not belong together".to_owned();
            return Err(Error::Unknown { what });
        }
        let columns = weights.array("lexicon.columns", &[row_size, width])?;
        Ok(Some(Self { keys, rows, row_size, columns }))
    }

    /// Adds to `sums` what is known of the word whose norm has this hash: nothing,
    /// if the word is not listed.
    pub(crate) fn add_word(&self, weights: &Weights, norm: u64, sums: &mut [f32]) {
        let Ok(row) = self.keys.binary_search(&((norm >> 32) as u32)) else { return };
        let mut numbers = vec![0.0; self.row_size];
        weights.add_row(&self.rows, row, &mut numbers);
        Arch::new().dispatch(AddColumns { numbers: &numbers, columns: &self.columns, sums });
    }
}

struct AddColumns<'a> {
    numbers: &'a [f32],
    columns: &'a [f32],
    sums: &'a mut [f32],
}

impl WithSimd for AddColumns<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        for (number, column) in self.numbers.iter().zip(self.columns.chunks_exact(self.sums.len())) {
            for (sum, weight) in self.sums.iter_mut().zip(column) {
                *sum += number * weight;
            }
        }
    }
}
