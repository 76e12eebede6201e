//! How near two passages are in meaning: a static sentence embedding.
//!
//! The vectors are MiniLM's, distilled by model2vec (`training/embedding.py`,
//! MODEL.md). They find passages that may mean the same. They cannot tell a pledge
//! from its denial, so nothing is decided by them alone.

use std::sync::LazyLock;

use record::fold;

const FILE: &[u8] = include_bytes!("../model/sentences.bin");

/// How the file begins.
const MAGIC: &[u8] = b"CHSENTEN";

/// Numbers of a vector.
const WIDTH: usize = 64;

/// The length of a passage's vector, in whole steps.
const LENGTH: i16 = 4096;

/// Letters of the longest word that is known, as those who made the pieces have it.
const LONGEST: usize = 100;

/// The table, read once, and only if something is compared.
static PIECES: LazyLock<Option<Pieces>> = LazyLock::new(|| Pieces::read(FILE));

/// What a passage means, as far as its words tell: a vector in whole steps, so that
/// every machine finds the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Embedding([i16; WIDTH]);

impl Embedding {
    /// Of a text. None if nothing of it is known.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let pieces = PIECES.as_ref()?;
        let mut sum = [0.0_f32; WIDTH];
        for piece in words(&fold(text)).into_iter().flat_map(|word| pieces.of_word(word)) {
            pieces.add_to(&mut sum, piece);
        }
        let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
        (length > 0.0).then(|| Self(sum.map(|number| whole(number / length * f32::from(LENGTH)))))
    }

    /// The cosine of two in hundredths: 100 if they are one, 0 if they have nothing
    /// to do with each other.
    pub(crate) fn nearness(&self, other: &Self) -> i32 {
        let products = self.0.iter().zip(&other.0).map(|(left, right)| i32::from(*left) * i32::from(*right));
        let product: i32 = products.sum();
        product / (i32::from(LENGTH) * i32::from(LENGTH) / 100)
    }
}

/// The nearest whole number.
#[expect(clippy::cast_possible_truncation, reason = "a part of the length is never beyond it")]
fn whole(number: f32) -> i16 {
    number.round() as i16
}

/// The words of a folded text; what is neither letter nor digit stands alone.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in text.split_whitespace() {
        let ends = part.split_inclusive(|letter: char| !letter.is_alphanumeric());
        for run in ends {
            let mark = run.char_indices().next_back().filter(|(_, letter)| !letter.is_alphanumeric());
            let (word, mark) = run.split_at(mark.map_or(run.len(), |(place, _)| place));
            words.extend([word, mark].into_iter().filter(|word| !word.is_empty()));
        }
    }
    words
}

/// A table of pieces of words and their vectors.
#[derive(Debug)]
struct Pieces {
    /// In the order of their bytes; what continues a word begins with `##`.
    texts: Vec<&'static str>,
    /// The step of each row.
    steps: Vec<f32>,
    rows: &'static [u8],
}

impl Pieces {
    /// Reads a table: magic; the numbers of a row, the rows and the bytes of text,
    /// each a `u32`; the pieces, a line each; a step of each row; the rows, a byte a
    /// number. Little endian. None if it is not whole.
    fn read(file: &'static [u8]) -> Option<Self> {
        let (front, rest) = file.strip_prefix(MAGIC)?.split_at_checked(12)?;
        let mut counts = front.chunks_exact(4).map(|bytes| Some(u32::from_le_bytes(bytes.try_into().ok()?)));
        let mut count = || usize::try_from(counts.next()??).ok();
        let (width, n_rows, length) = (count()?, count()?, count()?);
        let (texts, rest) = rest.split_at_checked(length)?;
        let (steps, rows) = rest.split_at_checked(n_rows.checked_mul(4)?)?;
        let texts: Vec<&str> = str::from_utf8(texts).ok()?.split('\n').collect();
        let steps =
            steps.chunks_exact(4).filter_map(|bytes| Some(f32::from_le_bytes(bytes.try_into().ok()?)));
        let is_whole = width == WIDTH && texts.len() == n_rows && rows.len() == n_rows.checked_mul(WIDTH)?;
        is_whole.then(|| Self { texts, steps: steps.collect(), rows })
    }

    /// The pieces of a word: the longest first, as `WordPiece` takes them. None of a
    /// word that is not made of pieces.
    fn of_word(&self, word: &str) -> Vec<usize> {
        let (mut pieces, mut start) = (Vec::new(), 0);
        if word.chars().count() > LONGEST {
            return pieces;
        }
        while start < word.len() {
            let Some((piece, end)) = self.longest(word, start) else {
                return Vec::new();
            };
            pieces.push(piece);
            start = end;
        }
        pieces
    }

    /// The longest piece of a word from a byte on, and the byte where it ends.
    fn longest(&self, word: &str, start: usize) -> Option<(usize, usize)> {
        let front = if start == 0 { "" } else { "##" };
        let mut piece = [front, word.get(start..)?].concat();
        while piece.len() > front.len() {
            if let Ok(found) = self.texts.binary_search(&piece.as_str()) {
                return Some((found, start + piece.len() - front.len()));
            }
            piece.pop();
        }
        None
    }

    fn add_to(&self, sum: &mut [f32; WIDTH], piece: usize) {
        let row = self.rows.chunks_exact(WIDTH).nth(piece).unwrap_or_default();
        let step = self.steps.get(piece).copied().unwrap_or_default();
        for (sum, byte) in sum.iter_mut().zip(row) {
            *sum += step * f32::from(byte.cast_signed());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_those_of_model2vec() {
        #[derive(serde::Deserialize)]
        struct Known {
            text: String,
            vector: Vec<f32>,
        }
        let known: Vec<Known> = serde_json::from_str(include_str!("../model/sentences.json")).unwrap();
        assert_eq!(known.len(), 20);
        for Known { text, vector } in known {
            let own = Embedding::of(&text).unwrap();
            let product: f32 = own.0.iter().zip(&vector).map(|(own, theirs)| f32::from(*own) * theirs).sum();
            let cosine = product / f32::from(LENGTH);
            assert!(cosine > 0.999, "{text}: {cosine}");
        }
    }

    #[test]
    fn a_word_is_cut_into_its_longest_pieces() {
        let pieces = PIECES.as_ref().unwrap();
        let cut = |text: &str| -> Vec<&str> {
            let found = words(text).into_iter().flat_map(|word| pieces.of_word(word));
            found.map(|piece| pieces.texts[piece]).collect()
        };
        assert_eq!(
            cut("gov't,  hydroelectrification"),
            ["gov", "'", "t", ",", "hydro", "##ele", "##ct", "##ri", "##fication"]
        );
        assert_eq!(cut(&"a".repeat(LONGEST + 1)), Vec::<&str>::new());
        assert_eq!(Embedding::of(" \u{fff0} "), None);
    }

    #[test]
    fn a_denial_is_near_what_it_denies() {
        let of = |text| Embedding::of(text).unwrap();
        let pledge = of("send troops to Mali");
        assert!(pledge.nearness(&of("not send troops to Mali")) > 90);
        assert!(pledge.nearness(&of("deploy soldiers to Mali")) > 80);
        assert!(pledge.nearness(&of("a library for Oslo")) < 30);
        assert_eq!(pledge.nearness(&pledge), 100);
    }

    #[test]
    fn a_table_that_is_not_whole_is_none() {
        assert!(Pieces::read(FILE.get(..FILE.len() - 1).unwrap()).is_none());
        assert!(Pieces::read(b"CHSENTEN").is_none() && Pieces::read(b"").is_none());
    }
}
