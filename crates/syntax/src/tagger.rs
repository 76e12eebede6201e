//! The tagger: the Penn tag and part of speech of every token.

use crate::{
    error::Error,
    matrix::{Matrix, Rows},
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

    /// The tags of `n_tokens` tokens, whose rows reach on to a whole tile. `scores`
    /// is room to work in.
    pub(crate) fn tag(
        &self,
        rows: &Rows<&[f32]>,
        n_tokens: usize,
        scores: &mut Vec<f32>,
    ) -> Vec<(Penn, Upos)> {
        let stride = self.matrix.width();
        scores.resize(n_tokens * stride, 0.0);
        self.matrix.times(rows, n_tokens, &mut Rows { numbers: scores.as_mut_slice(), stride });
        let of = |scores: &[f32]| {
            let (tags, upos) = scores.split_at(self.tags.len());
            (self.tags[greatest(tags)], self.upos[greatest(&upos[..self.upos.len()])])
        };
        scores.chunks_exact(stride).map(of).collect()
    }
}
