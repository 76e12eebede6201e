//! The model: all weights, loaded once and shared by all readers.

use std::{borrow::Cow, sync::OnceLock};

use crate::{
    encoder::Encoder, error::Error, feature::FEATURES, names::Finder, parse::Parser, tagger::Tagger,
    weights::Weights,
};

/// The weights that are built in.
const ENGLISH: &[u8] = include_bytes!("../model/english.bin");

/// The layout of the network that the kernels are written for.
const PIECES: usize = 3;
const SIDE: usize = 16;
const MOST: usize = 1024;

/// A trained model of English.
///
/// It never changes and may be shared between threads; each thread reads with a
/// [`crate::Reader`] of its own.
#[derive(Debug)]
pub struct Model {
    pub(crate) encoder: Encoder,
    pub(crate) tagger: Tagger,
    pub(crate) parser: Parser,
    pub(crate) finder: Option<Finder>,
}

impl Model {
    /// The model that is built in. It is loaded when it is first asked for.
    ///
    /// # Errors
    ///
    /// Any [`Error`], if a program was built with a file of weights that does not
    /// fit it.
    pub fn english() -> Result<&'static Self, &'static Error> {
        static MODEL: OnceLock<Result<Model, Error>> = OnceLock::new();
        MODEL.get_or_init(|| Self::of(Weights::read(Cow::Borrowed(ENGLISH))?)).as_ref()
    }

    /// A model from the bytes of a file of weights.
    ///
    /// # Errors
    ///
    /// Any [`Error`]: a file that is of another kind, version or shape, or that
    /// is damaged.
    pub fn new(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        Self::of(Weights::proved(bytes)?)
    }

    fn of(weights: Weights) -> Result<Self, Error> {
        check(&weights)?;
        let tagger = Tagger::new(&weights)?;
        let parser = Parser::new(&weights)?;
        let finder = Finder::new(&weights)?;
        Ok(Self { encoder: Encoder::new(weights)?, tagger, parser, finder })
    }

    /// The version of the weights, such as `2026.11`.
    pub fn version(&self) -> &str {
        self.encoder.version()
    }
}

fn check(weights: &Weights) -> Result<(), Error> {
    let header = &weights.header;
    let sizes = [("a width", header.width), ("a number of hidden numbers", header.hidden)];
    for (what, size) in sizes {
        if size == 0 || size % SIDE != 0 || size > MOST {
            let what = format!("{what} of {size}, which is no multiple of {SIDE} up to {MOST}");
            return Err(Error::Unknown { what });
        }
    }
    if header.seeds.len() > FEATURES {
        return Err(Error::Unknown {
            what: format!("{} features, more than {FEATURES}", header.seeds.len()),
        });
    }
    if header.pieces != PIECES {
        return Err(Error::Unknown { what: format!("{} pieces, not {PIECES}", header.pieces) });
    }
    if header.depth == 0 || header.depth > SIDE {
        return Err(Error::Unknown { what: format!("a depth of {}, not 1 to {SIDE}", header.depth) });
    }
    Ok(())
}
