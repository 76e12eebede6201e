//! What the network computes of a word alone, kept for when the word comes again.

use rustc_hash::FxHashMap;

use crate::encoder::Encoder;

/// The most words kept, four kilobytes each. When there are more, those stay that
/// came more than once since the last time.
const MOST: usize = 7168;

/// Of which no more than this stay, or room would have to be made again at once.
const MOST_STAY: usize = MOST / 4 * 3;

/// The slot of padding, whose numbers are all zero.
pub(crate) const PADDING: u32 = 0;

/// Numbers of words, each in a slot of the same size.
#[derive(Debug)]
pub(crate) struct Words {
    slots: FxHashMap<Box<str>, Slot>,
    numbers: Vec<f32>,
    size: usize,
    missing: Vec<f32>,
}

/// Where a word's numbers are.
#[derive(Clone, Copy, Debug)]
struct Slot {
    number: u32,
    /// Whether the word came again since room was last made.
    came_again: bool,
}

impl Words {
    /// No words yet, but the padding; `size` numbers each.
    pub(crate) fn new(size: usize) -> Self {
        Self { slots: FxHashMap::default(), numbers: vec![0.0; size], size, missing: Vec::new() }
    }

    /// Makes room for `n_words` words that may be new. Slots told before hold no
    /// longer.
    pub(crate) fn make_room(&mut self, n_words: usize) {
        if self.slots.len() + n_words <= MOST {
            return;
        }
        self.slots.retain(|_, slot| std::mem::take(&mut slot.came_again));
        if self.slots.len() > MOST_STAY || self.slots.len() + n_words > MOST {
            self.slots.clear();
        }
        self.close_up();
    }

    /// Moves the numbers of the words that stay together.
    fn close_up(&mut self) {
        let mut stay: Vec<&mut Slot> = self.slots.values_mut().collect();
        stay.sort_unstable_by_key(|slot| slot.number);
        let mut end = self.size;
        for (slot, number) in stay.into_iter().zip(PADDING + 1..) {
            let start = slot.number as usize * self.size;
            self.numbers.copy_within(start..start + self.size, end);
            slot.number = number;
            end += self.size;
        }
        self.numbers.truncate(end);
    }

    /// The slot of a word. Its numbers are there after [`Words::fill`].
    pub(crate) fn slot(&mut self, encoder: &Encoder, form: &str) -> u32 {
        if let Some(slot) = self.slots.get_mut(form) {
            slot.came_again = true;
            return slot.number;
        }
        let number = self.slots.len() as u32 + 1;
        self.slots.insert(form.into(), Slot { number, came_again: false });
        encoder.push_features(form, &mut self.missing);
        number
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
