//! Spans: code points at every boundary, bytes inside.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Words of a text: half-open, in Unicode code points, as in W3C Web Annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// The two ways of counting into one text, and the way between them.
///
/// Keeps the byte of every 64th code point, so that a look-up reads at most 64
/// characters.
pub struct Offsets<'t> {
    text: &'t str,
    strides: Vec<usize>,
    length: usize,
}

const STRIDE: usize = 64;

impl<'t> Offsets<'t> {
    /// Indexes a text.
    pub fn new(text: &'t str) -> Self {
        let mut strides = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut length = 0;
        for (byte, _) in text.char_indices() {
            if length % STRIDE == 0 {
                strides.push(byte);
            }
            length += 1;
        }
        Self { text, strides, length }
    }

    /// How many code points the text has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The span of a byte range that lies on character boundaries.
    pub fn span(&self, bytes: &Range<usize>) -> Span {
        Span { start: self.code_point(bytes.start), end: self.code_point(bytes.end) }
    }

    /// The byte range of a span, or nothing if it is empty or leaves the text.
    pub fn bytes(&self, span: Span) -> Option<Range<usize>> {
        if span.start >= span.end {
            return None;
        }
        Some(self.byte(span.start)?..self.byte(span.end)?)
    }

    /// The words of a span, or nothing if it is empty or leaves the text.
    pub fn words(&self, span: Span) -> Option<&'t str> {
        self.text.get(self.bytes(span)?)
    }

    fn code_point(&self, byte: usize) -> usize {
        let stride = self.strides.partition_point(|start| *start <= byte).saturating_sub(1);
        let start = self.strides.get(stride).copied().unwrap_or(0);
        let between = self.text.get(start..byte).map_or(0, |text| text.chars().count());
        stride * STRIDE + between
    }

    fn byte(&self, code_point: usize) -> Option<usize> {
        if code_point == self.length {
            return Some(self.text.len());
        }
        let start = *self.strides.get(code_point / STRIDE)?;
        let rest = self.text.get(start..)?;
        rest.char_indices().nth(code_point % STRIDE).map(|(byte, _)| start + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_code_points_return() {
        let text = "Hà Nội 会谈 🇻🇳 ".repeat(40);
        let offsets = Offsets::new(&text);
        let marks: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        assert_eq!(offsets.length(), marks.len() - 1);
        for (code_point, byte) in marks.iter().enumerate().skip(1) {
            let span = Span { start: 0, end: code_point };
            assert_eq!(offsets.span(&(0..*byte)), span);
            assert_eq!(offsets.bytes(span), Some(0..*byte));
        }
        assert_eq!(offsets.words(Span { start: 3, end: 3 }), None);
        assert_eq!(offsets.words(Span { start: 0, end: marks.len() + 7 }), None);
    }
}
