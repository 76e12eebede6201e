//! A file of weights: its header, its arrays, and the proof that it is whole.
//!
//! Little endian: the eight bytes `CHSYNTAX`, a `u32` for the version of the
//! format, a `u32` for the length of the header, the header in JSON, the arrays
//! one after another, and the SHA-256 of all that stands before it.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::{bits::Bits, error::Error};

const MAGIC: &[u8] = b"CHSYNTAX";
const FORMAT: u32 = 1;

/// Bytes before the header, and bytes of the hash.
const FRONT: usize = 16;
const HASH: usize = 32;

/// What a file says of itself.
#[derive(Debug, Deserialize)]
pub(crate) struct Header {
    /// The version of the model.
    pub(crate) version: String,
    arrays: Vec<Array>,
    #[serde(default = "half")]
    dtype: Bits,
    /// Forms whose norm is not the usual one, and what is hashed in its stead.
    #[serde(default)]
    pub(crate) norms: BTreeMap<String, String>,
    /// The seeds of the tables of features.
    pub(crate) seeds: Vec<u32>,
    /// Numbers in a row of the lexicon; 0 where there is none.
    #[serde(default)]
    pub(crate) lexicon: usize,
    /// Numbers that stand for a token.
    pub(crate) width: usize,
    /// Pieces of which the network takes the greatest.
    pub(crate) pieces: usize,
    /// Layers that look at a token's neighbours.
    pub(crate) depth: usize,
    /// Hidden numbers of parser and name finder.
    pub(crate) hidden: usize,
    /// Penn tags in the order of the tagger's outputs.
    pub(crate) tags: Vec<String>,
    /// Parts of speech in the order of the outputs.
    pub(crate) upos: Vec<String>,
    /// Moves of the parser.
    pub(crate) moves: Vec<String>,
    /// Moves of the name finder.
    pub(crate) name_moves: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Array {
    name: String,
    shape: Vec<usize>,
    /// How its numbers are written, if not as the others are.
    dtype: Option<Bits>,
}

fn half() -> Bits {
    Bits::F16
}

/// A file that was found whole.
#[derive(Debug)]
pub(crate) struct Weights {
    pub(crate) header: Header,
    bytes: Cow<'static, [u8]>,
    places: BTreeMap<String, Place>,
}

#[derive(Debug)]
struct Place {
    shape: Vec<usize>,
    bits: Bits,
    bytes: Range<usize>,
}

/// Rows of numbers that are left in the file as they are.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    bytes: Range<usize>,
    bits: Bits,
    row_size: usize,
    n_rows: u32,
}

impl Table {
    /// How many rows there are.
    pub(crate) fn n_rows(&self) -> usize {
        self.n_rows as usize
    }
}

impl Weights {
    /// The weights in the bytes of a file, which may be damaged.
    pub(crate) fn proved(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        let weights = Self::read(bytes)?;
        let (body, hash) = weights.bytes.split_at(weights.bytes.len() - HASH);
        if Sha256::digest(body).as_slice() != hash {
            return Err(Error::Hash);
        }
        for (name, place) in &weights.places {
            if !place.bits.are_finite(&weights.bytes[place.bytes.clone()]) {
                return Err(Error::NotFinite { name: name.clone() });
            }
        }
        Ok(weights)
    }

    /// The weights in the bytes of a file that was proved before: those built in,
    /// by the tests. To hash them takes half of the time that loading does.
    pub(crate) fn read(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        let header = header(&bytes)?;
        let start = FRONT + header_length(&bytes);
        let (places, end) = places(&header, start);
        if end.checked_add(HASH) != Some(bytes.len()) {
            return Err(Error::Length { found: bytes.len(), expected: end.saturating_add(HASH) });
        }
        Ok(Self { header, bytes, places })
    }

    /// Whether there is an array of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// The numbers of an array, which must have `shape`.
    pub(crate) fn array(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Error> {
        let place = self.place(name, shape)?;
        Ok(place.bits.numbers(&self.bytes[place.bytes.clone()]))
    }

    /// The keys in an array of [`Bits::U32`].
    pub(crate) fn keys(&self, name: &str) -> Result<Vec<u32>, Error> {
        let place = self.place(name, &[0])?;
        if place.bits != Bits::U32 {
            return Err(Error::Unknown { what: format!("an array `{name}` that holds no keys") });
        }
        let bytes = &self.bytes[place.bytes.clone()];
        Ok(bytes.as_chunks().0.iter().map(|four| u32::from_le_bytes(*four)).collect())
    }

    /// An array of any number of rows, each of `width` numbers.
    pub(crate) fn table(&self, name: &str, width: usize) -> Result<Table, Error> {
        let place = self.place(name, &[0, width])?;
        let n_rows = place.shape.first().and_then(|n_rows| u32::try_from(*n_rows).ok()).unwrap_or(0);
        if n_rows == 0 {
            let what = format!("an array `{name}` of no rows, or of too many");
            return Err(Error::Unknown { what });
        }
        let bits = place.bits;
        Ok(Table { bytes: place.bytes.clone(), bits, row_size: width * bits.size(), n_rows })
    }

    /// Adds to `sums` the row of a table that a hash leads to.
    pub(crate) fn add_hashed(&self, table: &Table, hash: u32, sums: &mut [f32]) {
        self.add_row(table, (hash % table.n_rows) as usize, sums);
    }

    /// Adds a row of a table, of which there must be so many, to `sums`.
    pub(crate) fn add_row(&self, table: &Table, row: usize, sums: &mut [f32]) {
        let start = table.bytes.start + row * table.row_size;
        table.bits.add_to(sums, &self.bytes[start..start + table.row_size]);
    }

    fn place(&self, name: &str, shape: &[usize]) -> Result<&Place, Error> {
        let Some(place) = self.places.get(name) else {
            return Err(Error::Missing { name: name.to_owned() });
        };
        let fits = place.shape.len() == shape.len()
            && place.shape.iter().zip(shape).all(|(found, expected)| *expected == 0 || found == expected);
        if !fits {
            let (found, expected) = (place.shape.clone(), shape.to_vec());
            return Err(Error::Shape { name: name.to_owned(), found, expected });
        }
        Ok(place)
    }
}

fn header(bytes: &[u8]) -> Result<Header, Error> {
    if !bytes.starts_with(MAGIC) {
        return Err(Error::Magic);
    }
    let Some(front) = bytes.get(..FRONT) else {
        return Err(Error::Length { found: bytes.len(), expected: FRONT });
    };
    let found = number(front, MAGIC.len());
    if found != FORMAT {
        return Err(Error::Format { found, known: FORMAT });
    }
    let expected = FRONT.saturating_add(header_length(bytes));
    let Some(header) = bytes.get(FRONT..expected) else {
        return Err(Error::Length { found: bytes.len(), expected });
    };
    serde_json::from_slice(header).map_err(|source| Error::Header { source })
}

fn header_length(bytes: &[u8]) -> usize {
    number(bytes, MAGIC.len() + 4) as usize
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..].first_chunk().map_or(0, |four| u32::from_le_bytes(*four))
}

/// Where each array lies, and where the last ends. Sizes that no memory could
/// hold become the greatest there is, which then fits no file.
fn places(header: &Header, start: usize) -> (BTreeMap<String, Place>, usize) {
    let mut places = BTreeMap::new();
    let mut at = start;
    for array in &header.arrays {
        let bits = array.dtype.unwrap_or(header.dtype);
        let size = array.shape.iter().fold(bits.size(), |size, n| size.saturating_mul(*n));
        let end = at.saturating_add(size);
        places.insert(array.name.clone(), Place { shape: array.shape.clone(), bits, bytes: at..end });
        at = end;
    }
    (places, at)
}
