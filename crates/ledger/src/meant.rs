//! Promises that may mean the same in other words: found by an embedding, decided by
//! rules.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    content::{Content, Rarity, Shared, Token},
    deed::Deed,
    embedding::Embedding,
};

/// The least cosine of two promises that are compared, in hundredths.
const NEAR: i32 = 75;

/// How many of the nearest are compared.
const NEAREST: usize = 5;

/// Of so many promises of one deed, by the same parties, the latest are looked at,
/// so that time never grows with the square of a ledger.
const LATEST: usize = 4000;

/// The part of the shorter promise that the longer one must have, once there is one
/// word for all that mean the same.
const OF_SHORTER: f64 = 0.7;

/// The same of the longer one.
const OF_LONGER: f64 = 0.25;

/// How rare what they share must be: 1 for a word of one document.
const RARE: f64 = 1.3;

/// What a promise of a deed means.
#[derive(Debug)]
pub(crate) struct Meant {
    deed: &'static str,
    embedding: Embedding,
    plain: Content,
}

impl Meant {
    /// Of the words of what is promised. None if none of them is known.
    pub(crate) fn of(words: &[Token], deed: &Deed, content: &Content) -> Option<Self> {
        let words: Vec<&str> = words.iter().map(|token| token.word.as_str()).collect();
        let embedding = Embedding::of(&words.join(" "))?;
        Some(Self { deed: deed.of, embedding, plain: content.in_plain_words() })
    }

    /// How much two share, if they promise one deed in other words: all that counts
    /// it must be the same, and nearly all words of the shorter one must stand in the
    /// longer one. That they are near decides nothing: so is a pledge to its denial.
    pub(crate) fn shared(&self, other: &Self, rarity: &Rarity) -> Option<Shared> {
        let is_near = self.deed == other.deed && self.embedding.nearness(&other.embedding) >= NEAR;
        if !is_near || !self.plain.is_precisely(&other.plain) || self.plain.is_apart(&other.plain) {
            return None;
        }
        let shared = Shared::between(&self.plain, &other.plain, rarity);
        let is_same = shared.tells()
            && shared.rare >= RARE
            && shared.most() >= OF_SHORTER
            && shared.least() >= OF_LONGER;
        is_same.then_some(shared)
    }
}

/// Promises of the same parties, by deed, the earliest first.
#[derive(Debug, Default)]
pub(crate) struct Nearby<'p>(BTreeMap<&'static str, Vec<(&'p Meant, usize)>>);

impl<'p> Nearby<'p> {
    /// The groups of the promises nearest to one.
    pub(crate) fn nearest(&self, meant: &Meant) -> Vec<usize> {
        let known = self.0.get(meant.deed).map(Vec::as_slice).unwrap_or_default();
        let mut near: Vec<(i32, usize)> = Vec::new();
        for (other, group) in known.iter().rev().take(LATEST) {
            let nearness = meant.embedding.nearness(&other.embedding);
            if nearness >= NEAR {
                near.push((-nearness, *group));
            }
        }
        near.sort_unstable();
        let mut seen = BTreeSet::new();
        let groups = near.into_iter().map(|(_, group)| group);
        groups.filter(|group| seen.insert(*group)).take(NEAREST).collect()
    }

    /// Adds a promise of a group.
    pub(crate) fn add(&mut self, meant: &'p Meant, group: usize) {
        self.0.entry(meant.deed).or_default().push((meant, group));
    }
}
