//! Stretches of tokens that are run through the network together.

use std::ops::Range;

use crate::{
    encoder::{Grid, Layout},
    matrix::Inputs,
    model::Model,
    names::Found,
    penn::Penn,
    scorer::Parts,
    state::{Arcs, Sentences},
    tree,
    upos::Upos,
    words::{PADDING, Words},
};

/// A stretch of tokens that is parsed in one go: a block, or as much of a long
/// one as is taken at once.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    /// The tokens, as indices of all.
    pub(crate) tokens: Range<usize>,
    /// The tokens of the block that they stand in.
    pub(crate) block: Range<usize>,
}

/// What was found of a stretch. Tokens are counted from its first.
#[derive(Debug)]
pub(crate) struct Analysis {
    pub(crate) arcs: Arcs,
    pub(crate) starts: Vec<bool>,
    pub(crate) names: Vec<Found>,
}

/// The tokens of a text as the network sees them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forms<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Range<usize>],
    /// Where sentences begin, if they were given.
    pub(crate) starts: Option<&'a [bool]>,
}

/// A model at work: the words it knows, and room for the numbers of a batch,
/// used again for the next.
#[derive(Debug)]
pub(crate) struct Batch<'m> {
    model: &'m Model,
    words: Words,
    layout: Layout,
    grid: Grid,
    rows: Inputs,
    scores: Vec<f32>,
    parts: Parts,
    name_parts: Parts,
}

impl Forms<'_> {
    /// Of every token of a stretch, whether it is known to begin a sentence.
    fn starts_of(&self, stretch: &Stretch) -> Vec<bool> {
        let given = self.starts.and_then(|starts| starts.get(stretch.tokens.clone()));
        let mut starts = given.map_or_else(|| vec![false; stretch.tokens.len()], <[bool]>::to_vec);
        if let Some(start) = starts.first_mut() {
            *start = true;
        }
        starts
    }

    fn form(&self, token: usize) -> &str {
        let bytes = self.tokens.get(token).cloned();
        bytes.and_then(|bytes| self.text.get(bytes)).unwrap_or_default()
    }
}

impl<'m> Batch<'m> {
    /// Room for batches of `model`.
    pub(crate) fn new(model: &'m Model) -> Self {
        Self {
            model,
            words: Words::new(model.encoder.word_size()),
            layout: Layout::default(),
            grid: Grid::default(),
            rows: Inputs::default(),
            scores: Vec::new(),
            parts: Parts::default(),
            name_parts: Parts::default(),
        }
    }

    /// Runs the network over `stretches` and tags their tokens, one stretch after
    /// another.
    pub(crate) fn run(&mut self, forms: Forms<'_>, stretches: &[Stretch]) -> Vec<(Penn, Upos)> {
        let Model { encoder, tagger, parser, finder } = self.model;
        self.place(forms, stretches);
        encoder.run(&self.words, &self.layout, &mut self.grid);
        let width = encoder.width();
        let places: Vec<usize> = self.layout.tokens.iter().flat_map(Clone::clone).collect();
        let starts = places.iter().map(|place| place * width);
        self.rows.take(self.grid.rows(width), starts, width);
        parser.scorer().prepare(&self.rows, &mut self.parts);
        if let Some(finder) = finder {
            finder.scorer().prepare(&self.rows, &mut self.name_parts);
        }
        tagger.tag(&self.rows, &mut self.scores)
    }

    /// Parses the stretches that were run and finds their names.
    pub(crate) fn analyse(&self, forms: Forms<'_>, stretches: &[Stretch]) -> Vec<Analysis> {
        let sentences = if forms.starts.is_some() { Sentences::Given } else { Sentences::Found };
        let starts: Vec<Vec<bool>> = stretches.iter().map(|stretch| forms.starts_of(stretch)).collect();
        let mut starts_found = Vec::with_capacity(stretches.len());
        let mut all_arcs = self.model.parser.parse(&self.parts, sentences, starts);
        for arcs in &mut all_arcs {
            tree::lower(arcs);
            starts_found.push(tree::sentences(arcs));
        }
        let mut names = match &self.model.finder {
            Some(finder) => finder.find(&self.name_parts, &starts_found),
            None => Vec::new(),
        };
        names.resize(stretches.len(), Vec::new());
        let analyses = all_arcs.into_iter().zip(starts_found).zip(names);
        analyses.map(|((arcs, starts), names)| Analysis { arcs, starts, names }).collect()
    }

    /// Puts the words of all stretches in a row, with what a token sees on either
    /// side of its stretch: the tokens of its block, or padding beyond it.
    fn place(&mut self, forms: Forms<'_>, stretches: &[Stretch]) {
        let encoder = &self.model.encoder;
        let depth = encoder.depth();
        let n_words: usize = stretches.iter().map(|stretch| stretch.tokens.len() + 2 * depth).sum();
        self.words.make_room(n_words);
        let Layout { slots, tokens: places } = &mut self.layout;
        slots.clear();
        places.clear();
        for Stretch { tokens, block } in stretches {
            let seen =
                tokens.start.saturating_sub(depth).max(block.start)..(tokens.end + depth).min(block.end);
            slots.resize(slots.len() + depth - (tokens.start - seen.start), PADDING);
            let first = slots.len() + tokens.start - seen.start;
            places.push(first..first + tokens.len());
            for token in seen {
                slots.push(self.words.slot(encoder, forms.form(token)));
            }
        }
        slots.resize(slots.len() + depth, PADDING);
        self.words.fill(encoder);
    }
}
