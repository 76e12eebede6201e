//! What the network computes of a word alone, kept for when the word comes again.

use rustc_hash::FxHashMap;

use crate::encoder::Encoder;

/// The most words kept. When there are more, keeping starts over: what is kept
/// takes four kilobytes a word.
const MOST: usize = 6144;

/// The slot of padding, whose numbers are all zero.
pub(crate) const PADDING: u32 = 0;

/// Numbers of words, each in a slot of the same size.
#[derive(Debug)]
pub(crate) struct Words {
    slots: FxHashMap<Box<str>, u32>,
    numbers: Vec<f32>,
    size: usize,
    missing: Vec<f32>,
}

impl Words {
    /// No words yet, but the padding; `size` numbers each.
    pub(crate) fn new(size: usize) -> Self {
        Self { slots: FxHashMap::default(), numbers: vec![0.0; size], size, missing: Vec::new() }
    }

    /// Makes room for `n_words` words that may be new. Slots told before hold no
    /// longer.
    pub(crate) fn make_room(&mut self, n_words: usize) {
        if self.slots.len() + n_words > MOST {
            self.slots.clear();
            self.numbers.truncate(self.size);
        }
    }

    /// The slot of a word. Its numbers are there after [`Words::fill`].
    pub(crate) fn slot(&mut self, encoder: &Encoder, form: &str) -> u32 {
        if let Some(slot) = self.slots.get(form) {
            return *slot;
        }
        let slot = self.slots.len() as u32 + 1;
        self.slots.insert(form.into(), slot);
        encoder.push_features(form, &mut self.missing);
        slot
    }

    /// Computes the numbers of the words that have come since the last time.
    pub(crate) fn fill(&mut self, encoder: &Encoder) {
        if !self.missing.is_empty() {
            encoder.push_words(&self.missing, &mut self.numbers);
            self.missing.clear();
        }
    }

    /// The numbers of a slot.
    pub(crate) fn numbers(&self, slot: u32) -> &[f32] {
        let start = slot as usize * self.size;
        &self.numbers[start..start + self.size]
    }
}
