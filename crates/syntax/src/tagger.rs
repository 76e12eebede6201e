//! The tagger: the Penn tag and part of speech of every token.

use crate::{
    error::Error,
    matrix::{Inputs, Matrix},
    penn::Penn,
    scorer::greatest,
    upos::Upos,
    weights::Weights,
};

/// Tags tokens.
#[derive(Debug)]
pub(crate) struct Tagger {
    matrix: Matrix,
    tags: Vec<Penn>,
    upos: Vec<Upos>,
}

impl Tagger {
    /// The tagger that a file of weights holds.
    pub(crate) fn new(weights: &Weights) -> Result<Self, Error> {
        let header = &weights.header;
        let tags: Vec<Penn> = header.tags.iter().map(|name| Penn::named(name)).collect();
        let mut upos = Vec::with_capacity(header.upos.len());
        for name in &header.upos {
            let unknown = || Error::Unknown { what: format!("a part of speech that is not known, `{name}`") };
            upos.push(Upos::named(name).ok_or_else(unknown)?);
        }
        if tags.is_empty() || upos.is_empty() {
            return Err(Error::Unknown { what: "no tags or no parts of speech".to_owned() });
        }
        let mut rows = weights.array("tag.W", &[tags.len(), header.width])?;
        rows.extend(weights.array("upos.W", &[upos.len(), header.width])?);
        let mut bias = weights.array("tag.b", &[tags.len()])?;
        bias.extend(weights.array("upos.b", &[upos.len()])?);
        let columns: Vec<usize> = (0..bias.len()).collect();
        Ok(Self { matrix: Matrix::new(&rows, &bias, &columns), tags, upos })
    }

    /// The tags of the tokens that `rows` holds. `scores` is room to work in.
    pub(crate) fn tag(&self, rows: &Inputs, scores: &mut Vec<f32>) -> Vec<(Penn, Upos)> {
        self.matrix.times(rows, scores);
        let of = |scores: &[f32]| {
            let (tags, upos) = scores.split_at(self.tags.len());
            (self.tags[greatest(tags)], self.upos[greatest(&upos[..self.upos.len()])])
        };
        scores.chunks_exact(self.matrix.width()).map(of).collect()
    }
}
