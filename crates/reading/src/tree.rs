//! The trees of a document's sentences, told of its own tokens.

use std::ops::Range;

use syntax::{Penn, Relation, Syntax, Upos};
use text::Document;

/// What a token is to its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Dictionary form.
    pub lemma: String,
    /// Part of speech.
    pub upos: Upos,
    /// Part of speech with tense and number.
    pub penn: Penn,
    /// The token it depends on; itself for a root.
    pub head: usize,
    /// What it is to that token.
    pub relation: Relation,
}

/// The trees of a document: one word for each token of the sentences that were
/// parsed, or none at all where no model could be loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    words: Vec<Option<Word>>,
    /// The dependents of all tokens, by head, then by place.
    dependents: Vec<usize>,
    /// Where those of each token start in `dependents`.
    starts: Vec<usize>,
    /// The first token of each subtree and one past its last.
    extents: Vec<Range<usize>>,
}

impl Tree {
    /// Lays the trees of a reader with another tokeniser over a document's
    /// tokens. A token that the reader took for several is what the highest of
    /// them is; of several that it took for one, the first is the word and the
    /// others depend on it.
    pub(crate) fn new(document: &Document, syntax: &Syntax) -> Self {
        let Some(words) = words(document, syntax) else { return Self::default() };
        let head = |at: usize| words.get(at).and_then(Option::as_ref).map_or(at, |word| word.head);
        let depths = depths(words.len(), head);
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(depths.get(*at)));
        let mut extents: Vec<Range<usize>> = (0..words.len()).map(|at| at..at + 1).collect();
        for at in order {
            let Some(own) = extents.get(at).cloned() else { continue };
            if let Some(extent) = extents.get_mut(head(at)) {
                *extent = extent.start.min(own.start)..extent.end.max(own.end);
            }
        }
        let mut dependents: Vec<usize> = (0..words.len()).filter(|at| head(*at) != *at).collect();
        dependents.sort_by_key(|at| (head(*at), *at));
        let starts =
            (0..=words.len()).map(|at| dependents.partition_point(|dependent| head(*dependent) < at));
        Self { starts: starts.collect(), words, dependents, extents }
    }

    /// The word at a token.
    pub fn word(&self, token: usize) -> Option<&Word> {
        self.words.get(token)?.as_ref()
    }

    /// The tokens that depend on a token, in order.
    pub fn dependents(&self, token: usize) -> impl Iterator<Item = usize> {
        let range = self.starts.get(token).zip(self.starts.get(token + 1));
        let found = range.and_then(|(start, end)| self.dependents.get(*start..*end));
        found.unwrap_or(&[]).iter().copied()
    }

    /// The first dependent of a token with one of these relations.
    pub fn dependent(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.dependents(token)
            .find(|at| self.word(*at).is_some_and(|word| relations.contains(&word.relation)))
    }

    /// The tokens from the first to the last of what depends on a token, itself
    /// included.
    pub fn extent(&self, token: usize) -> Range<usize> {
        self.extents.get(token).cloned().unwrap_or(token..token + 1)
    }
}

/// A word for each token that the reader saw; none if it saw nothing.
fn words(document: &Document, syntax: &Syntax) -> Option<Vec<Option<Word>>> {
    let tokens = &document.tokens;
    if syntax.tokens.is_empty() {
        return None;
    }
    // The first token of the document within each of the reader's.
    let token_of: Vec<usize> = syntax
        .tokens
        .iter()
        .map(|token| tokens.partition_point(|own| own.bytes.end <= token.bytes.start))
        .collect();
    let depths = depths(syntax.tokens.len(), |at| syntax.tokens.get(at).map_or(at, |token| token.head));
    let mut best: Vec<Option<usize>> = vec![None; tokens.len()];
    for (idx, at) in token_of.iter().enumerate() {
        let Some(known) = best.get_mut(*at) else { continue };
        let is_higher = known.is_none_or(|known| depths.get(idx) < depths.get(known));
        if is_higher {
            *known = Some(idx);
        }
    }
    let mut words: Vec<Option<Word>> = Vec::with_capacity(tokens.len());
    for (at, idx) in best.iter().enumerate() {
        let first_of = idx.and_then(|idx| syntax.tokens.get(idx));
        let before = at.checked_sub(1).and_then(|before| words.get(before)?.as_ref());
        let word = match (first_of, before) {
            (Some(token), _) => {
                let head = token_of.get(token.head).copied().filter(|head| *head < tokens.len());
                Some(Word {
                    lemma: token.lemma.clone(),
                    upos: token.upos,
                    penn: token.penn,
                    head: head.unwrap_or(at),
                    relation: token.relation,
                })
            }
            // A later part of a word that the reader took for one.
            (None, Some(before)) if is_seen(document, syntax, at) => {
                let head = if best.get(at - 1).is_some_and(Option::is_some) { at - 1 } else { before.head };
                Some(Word { head, relation: Relation::Flat, ..before.clone() })
            }
            _ => None,
        };
        words.push(word);
    }
    Some(words)
}

/// Whether a token lies within one that the reader saw.
fn is_seen(document: &Document, syntax: &Syntax, at: usize) -> bool {
    let Some(own) = document.tokens.get(at) else { return false };
    let first = syntax.tokens.partition_point(|token| token.bytes.end <= own.bytes.start);
    syntax.tokens.get(first).is_some_and(|token| token.bytes.start < own.bytes.end)
}

/// How many steps each of some nodes is from its root. A node on a ring, which
/// no tree has, counts as a root.
fn depths(n_nodes: usize, head: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut depths: Vec<Option<usize>> = vec![None; n_nodes];
    let mut path = Vec::new();
    for node in 0..n_nodes {
        let mut at = node;
        let mut depth = loop {
            match depths.get(at).copied().flatten() {
                Some(depth) => break depth + 1,
                None if head(at) == at || head(at) >= n_nodes || path.len() > n_nodes => break 0,
                None => {
                    path.push(at);
                    at = head(at);
                }
            }
        };
        if depth == 0 {
            if let Some(root) = depths.get_mut(at) {
                *root = Some(0);
            }
            depth = 1;
        }
        for at in path.drain(..).rev() {
            if let Some(known) = depths.get_mut(at) {
                *known = Some(depth);
            }
            depth += 1;
        }
    }
    depths.into_iter().map(Option::unwrap_or_default).collect()
}
