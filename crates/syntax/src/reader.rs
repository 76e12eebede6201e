//! The reader: a text in, its tokens and names out.

use std::ops::Range;

use crate::{
    batch::{Analysis, Batch, Forms, Stretch},
    lemma::lemma,
    model::Model,
    name::Name,
    penn::Penn,
    syntax::{Piece, Syntax, Token},
    tokenise::tokenise,
    upos::Upos,
};

/// How many tokens of short blocks are run together.
const TOGETHER: usize = 256;

/// The most tokens of one block that are taken at once. Of a longer block, what
/// follows the last sentence that ends within is taken with the next part, so
/// that the result is the same; only a sentence longer than half of this is cut,
/// or else most of a part might be read again and again.
const LONG: usize = 2000;

/// Reads texts with a model. It keeps what it computed of words, so that one
/// reader for many texts is faster than many; what it says does not depend on
/// what it read before.
#[derive(Debug)]
pub struct Reader<'m> {
    batch: Batch<'m>,
}

impl<'m> Reader<'m> {
    /// A reader with `model`.
    pub fn new(model: &'m Model) -> Self {
        Self { batch: Batch::new(model) }
    }

    /// The tokens and names of a text that is one block, such as a paragraph.
    pub fn read(&mut self, text: &str) -> Syntax {
        self.read_blocks(text, std::slice::from_ref(&(0..text.len())))
    }

    /// The tokens and names of the blocks of a text, which are byte ranges in its
    /// order. No sentence goes on from one block to the next. A range that is no
    /// part of the text holds no tokens.
    pub fn read_blocks(&mut self, text: &str, blocks: &[Range<usize>]) -> Syntax {
        let mut tokens = Vec::new();
        let mut ranges = Vec::with_capacity(blocks.len());
        for block in blocks {
            let start = tokens.len();
            if text.get(block.clone()).is_some() {
                tokenise(text, block.clone(), &mut tokens);
            }
            ranges.push(start..tokens.len());
        }
        self.read_all(Forms { text, tokens: &tokens, starts: None }, &ranges)
    }

    /// The tokens and names of a text whose tokens are given, as byte ranges in
    /// its order. It is one block, whose sentences are found.
    pub fn read_words(&mut self, text: &str, tokens: &[Range<usize>]) -> Syntax {
        let block = 0..tokens.len();
        self.read_all(Forms { text, tokens, starts: None }, std::slice::from_ref(&block))
    }

    /// The tokens and names of a text whose tokens and sentences are given. It is
    /// one block. A sentence of more than 1,000 tokens may be cut.
    pub fn read_tokens(&mut self, text: &str, pieces: &[Piece]) -> Syntax {
        let tokens: Vec<Range<usize>> = pieces.iter().map(|piece| piece.bytes.clone()).collect();
        let starts: Vec<bool> = pieces.iter().map(|piece| piece.starts_sentence).collect();
        let block = 0..tokens.len();
        let forms = Forms { text, tokens: &tokens, starts: Some(&starts) };
        self.read_all(forms, std::slice::from_ref(&block))
    }

    /// Reads blocks, which are given as ranges of tokens.
    fn read_all(&mut self, forms: Forms<'_>, blocks: &[Range<usize>]) -> Syntax {
        let mut syntax = Syntax::default();
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut n_tokens = 0;
        for block in blocks {
            if n_tokens + block.len() > TOGETHER {
                self.read_stretches(forms, &std::mem::take(&mut stretches), &mut syntax);
                n_tokens = 0;
            }
            if block.len() > LONG {
                self.read_long(forms, block, &mut syntax);
            } else {
                n_tokens += block.len();
                stretches.push(Stretch { tokens: block.clone(), block: block.clone() });
            }
        }
        self.read_stretches(forms, &stretches, &mut syntax);
        syntax
    }

    fn read_stretches(&mut self, forms: Forms<'_>, stretches: &[Stretch], syntax: &mut Syntax) {
        let tags = self.batch.run(forms, stretches);
        let mut tags = tags.as_slice();
        for (stretch, analysis) in stretches.iter().zip(self.batch.analyse(forms, stretches)) {
            let (own, rest) = tags.split_at(stretch.tokens.len());
            push(syntax, forms, &analysis, own);
            tags = rest;
        }
    }

    fn read_long(&mut self, forms: Forms<'_>, block: &Range<usize>, syntax: &mut Syntax) {
        let mut start = block.start;
        while start < block.end {
            let tokens = start..(start + LONG).min(block.end);
            let stretch = [Stretch { tokens: tokens.clone(), block: block.clone() }];
            let tags = self.batch.run(forms, &stretch);
            for analysis in self.batch.analyse(forms, &stretch) {
                let n_read = if tokens.end == block.end { tokens.len() } else { whole(&analysis.starts) };
                push(syntax, forms, &analysis, &tags[..n_read]);
                start += n_read;
            }
        }
    }
}

/// How many tokens of a part are done with: those before the last sentence, which
/// may go on; all, if that takes up half of the part or more. The token after the
/// first of a sentence must have been seen, or the sentence before it might have
/// ended otherwise.
fn whole(starts: &[bool]) -> usize {
    let seen = starts.len().saturating_sub(1);
    let last = starts.iter().take(seen).rposition(|starts| *starts);
    last.filter(|last| *last > starts.len() / 2).unwrap_or(starts.len())
}

/// Appends the first tokens of a stretch, as many as there are tags, and the
/// names among them.
fn push(syntax: &mut Syntax, forms: Forms<'_>, analysis: &Analysis, tags: &[(Penn, Upos)]) {
    let first = syntax.tokens.len();
    for (token, (penn, upos)) in tags.iter().enumerate() {
        let bytes = forms.tokens[first + token].clone();
        syntax.tokens.push(Token {
            lemma: lemma(forms.text.get(bytes.clone()).unwrap_or_default(), *upos, *penn),
            bytes,
            upos: *upos,
            penn: *penn,
            head: first + analysis.arcs.heads[token].map_or(token, |head| head as usize),
            relation: analysis.arcs.labels[token].relation,
            starts_sentence: analysis.starts[token],
        });
    }
    for (tokens, kind) in &analysis.names {
        if tokens.end <= tags.len() {
            let tokens = first + tokens.start..first + tokens.end;
            syntax.names.push(Name { tokens, kind: *kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_block_reads_the_same_in_parts() {
        let text = "The ministers met in Hanoi on Tuesday, and they spoke about trade. ".repeat(400)
            + &"Who came? Nobody knows what was said. ".repeat(200);
        let mut tokens = Vec::new();
        tokenise(&text, 0..text.len(), &mut tokens);
        assert!(tokens.len() > 2 * LONG);
        let forms = Forms { text: &text, tokens: &tokens, starts: None };
        let block = 0..tokens.len();
        let mut reader = Reader::new(Model::english().unwrap());
        let (mut whole, mut parts) = (Syntax::default(), Syntax::default());
        let stretch = Stretch { tokens: block.clone(), block: block.clone() };
        reader.read_stretches(forms, &[stretch], &mut whole);
        reader.read_long(forms, &block, &mut parts);
        assert_eq!(whole, parts);
    }

    #[test]
    fn what_may_go_on_is_read_again() {
        assert_eq!(whole(&[true, false, true, true, false]), 3);
        assert_eq!(whole(&[true, false, false, true, true]), 3);
        assert_eq!(whole(&[true, true, false, false, true]), 5);
        assert_eq!(whole(&[true]), 1);
    }
}
