//! Bytes to text: byte order mark, UTF-8, the page's own word, or a guess.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use record::Notice;

use crate::Form;

/// Why bytes are not a text that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotText {
    /// There is nothing in them but white space.
    Empty,
    /// They are a file of another kind: what it looks like, and what to do.
    Binary {
        /// `a PDF file`.
        looks_like: &'static str,
        /// What turns it into text.
        remedy: &'static str,
    },
}

impl fmt::Display for NotText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => out.write_str("there is no text in it; give a file that has some"),
            Self::Binary { looks_like, remedy } => write!(out, "not text but {looks_like}; {remedy}"),
        }
    }
}

impl std::error::Error for NotText {}

/// Decodes a text.
///
/// A byte order mark is believed first and left out of the text; then UTF-8;
/// then, for HTML, the page's `charset`; else the encoding is guessed. What was
/// not plain UTF-8 is told in a notice: `decoded-as`, or `invalid-utf8` where
/// broken bytes were replaced.
///
/// # Errors
///
/// [`NotText::Empty`] if there is only white space, [`NotText::Binary`] if the
/// bytes are those of another kind of file.
pub fn decode(bytes: &[u8], form: Form) -> Result<(String, Vec<Notice>), NotText> {
    let (text, notices) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => decoded(&bytes[length..], encoding, encoding != UTF_8),
        None => {
            if let Some(binary) = magic(bytes) {
                return Err(binary);
            }
            unmarked(bytes, form)
        }
    };
    if text.chars().all(|letter| letter.is_whitespace() || letter == '\u{feff}') {
        return Err(NotText::Empty);
    }
    if has_control_characters(&text) {
        return Err(NotText::Binary { looks_like: "binary data", remedy: "extract its text first" });
    }
    Ok((text, notices))
}

/// Beginnings of files that are not text. Source: the registrations of the
/// formats, as collected in `file(1)`'s magic database.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF file", "extract its text first, for instance with `pdftotext`"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it, or save the document as text"),
    (b"\x89PNG", "a PNG picture", "give the text instead"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the text instead"),
    (b"GIF8", "a GIF picture", "give the text instead"),
    (b"RIFF", "a RIFF media file", "give the text instead"),
    (b"\x1f\x8b", "gzip data", "unpack it first with `gunzip`"),
    (b"BZh", "bzip2 data", "unpack it first with `bunzip2`"),
    (b"\xfd7zXZ", "xz data", "unpack it first with `unxz`"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "unpack it first with `unzstd`"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", "give the text instead"),
    (b"MZ\x90", "a program", "give the text instead"),
    (b"SQLite format 3", "an SQLite database", "export the articles as JSON Lines"),
    (b"PAR1", "a Parquet file", "export the articles as JSON Lines"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as text or HTML"),
    (b"{\\rtf", "a Rich Text document", "save it as plain text"),
    (b"OggS", "a media file", "give the text instead"),
    (b"ID3", "a media file", "give the text instead"),
];

fn magic(bytes: &[u8]) -> Option<NotText> {
    let (_, looks_like, remedy) = MAGIC.iter().find(|(start, ..)| bytes.starts_with(start))?;
    Some(NotText::Binary { looks_like, remedy })
}

/// Without a byte order mark.
fn unmarked(bytes: &[u8], form: Form) -> (String, Vec<Notice>) {
    match std::str::from_utf8(bytes) {
        // ISO-2022-JP is seven-bit: its escapes alone tell it from UTF-8.
        Ok(text) if !bytes.windows(2).take(4096).any(|pair| pair == b"\x1b$") => {
            return (text.to_owned(), Vec::new());
        }
        Ok(_) => return decoded(bytes, encoding_rs::ISO_2022_JP, true),
        Err(_) => {}
    }
    let declared = if form == Form::Html { charset(bytes) } else { None };
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        return decoded(bytes, encoding, true);
    }
    let n_invalid = invalid_bytes(bytes);
    let n_high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let is_declared_utf8 = declared == Some(UTF_8);
    // In text of another encoding nearly no high byte is part of valid UTF-8.
    if is_declared_utf8 || n_invalid * 4 < n_high {
        let message = format!("{n_invalid} bytes are not valid UTF-8 and were replaced");
        return (String::from_utf8_lossy(bytes).into_owned(), vec![notice("invalid-utf8", message)]);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    decoded(bytes, widest(detector.guess(None, Utf8Detection::Deny)), true)
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, is_told: bool) -> (String, Vec<Notice>) {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let mut notices = Vec::new();
    if is_told {
        let broken = if has_errors { "; some bytes do not fit and were replaced" } else { "" };
        notices.push(notice("decoded-as", format!("the text was read as {}{broken}", encoding.name())));
    } else if has_errors {
        let message = format!("{} bytes are not valid UTF-8 and were replaced", invalid_bytes(bytes));
        notices.push(notice("invalid-utf8", message));
    }
    (text.into_owned(), notices)
}

/// GB 18030 holds all of GBK and GB 2312, under whose names it often travels.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK { encoding_rs::GB18030 } else { encoding }
}

/// The encoding that a page names in its first bytes.
fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset")?;
    let label = rest.trim_start_matches([' ', '=', '"', '\'']);
    let length = label.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_:".contains(letter)))?;
    Encoding::for_label(&label.as_bytes()[..length]).map(widest)
}

/// How many bytes are not part of valid UTF-8.
fn invalid_bytes(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum()
}

/// Whether a text has NUL characters, or more than one control character in
/// fifty: no text has.
fn has_control_characters(text: &str) -> bool {
    let is_control = |letter: char| letter.is_control() && !letter.is_whitespace() && letter != '\u{1b}';
    let n_control = text.chars().filter(|letter| is_control(*letter)).count();
    n_control > 0 && (text.contains('\0') || n_control * 50 > text.chars().count())
}

/// A notice about the whole text.
pub(crate) fn notice(code: &str, message: String) -> Notice {
    Notice { code: code.to_owned(), message, span: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(bytes: &[u8], form: Form) -> (String, String) {
        let (text, notices) = decode(bytes, form).unwrap();
        (text, notices.into_iter().map(|notice| notice.message).collect())
    }

    #[test]
    fn texts_are_decoded() {
        assert_eq!(codes("\u{feff}Hà Nội".as_bytes(), Form::Plain), ("Hà Nội".to_owned(), String::new()));
        let (bytes, ..) = encoding_rs::WINDOWS_1258.encode("Ho Chi Minh Ð Thành");
        let page = [b"<meta charset=windows-1258>".as_slice(), &bytes].concat();
        assert!(codes(&page, Form::Html).1.contains("windows-1258"));
        let (bytes, ..) = encoding_rs::GBK
            .encode("两国领导人在北京举行会谈,就双边关系深入交换意见。两国领导人在北京举行会谈。");
        let (text, said) = codes(&bytes, Form::Plain);
        assert!(text.starts_with("两国领导人") && said.contains("gb18030"), "{said}");
        let utf16: Vec<u8> = "\u{feff}Hà".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(codes(&utf16, Form::Plain).0, "Hà");
        let mut broken = "Tô Lâm đã gặp lãnh đạo Lào ở Hà Nội".repeat(3).into_bytes();
        broken.push(0xff);
        assert!(codes(&broken, Form::Plain).1.starts_with("1 bytes"));
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(decode(b" \n", Form::Plain), Err(NotText::Empty));
        assert_eq!(decode(b"", Form::Plain), Err(NotText::Empty));
        for bytes in [&b"%PDF-1.7"[..], b"PK\x03\x04", b"a\0b", b"\x01\x02\x03abc\x04", b"\x89PNG\r\n"] {
            assert!(matches!(decode(bytes, Form::Plain), Err(NotText::Binary { .. })), "{bytes:?}");
        }
    }
}
