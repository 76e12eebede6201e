//! What the walk yields: the bytes of one article and what was said beside it.

use serde::Deserialize;
use sha2::{Digest, Sha256};

/// What sort of text the bytes hold, as far as name and first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// One article as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where the bytes came from: the path as given or found, `-` for standard
    /// input, or what a JSON line says of itself, else `path:line`.
    pub source: String,
    /// What sort of text.
    pub form: Form,
    /// The bytes, as they came; for a JSON line those of its `text`.
    pub bytes: Vec<u8>,
    /// What was said beside them.
    pub beside: Beside,
}

/// Facts given beside an article. Absent means that nothing was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Day of publication, as written: it is not checked here.
    pub published: Option<String>,
    /// Language, as written.
    pub language: Option<String>,
}

/// The SHA-256 of some bytes, in 64 lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    Sha256::digest(bytes).iter().flat_map(digits).map(char::from).collect()
}

/// What sort of text a file holds by the end of its name; nothing for an end
/// that is not known.
pub(crate) fn form_of_name(name: &str) -> Option<Form> {
    let (_, end) = name.rsplit_once('.')?;
    match end.to_ascii_lowercase().as_str() {
        "txt" | "text" => Some(Form::Plain),
        "md" | "markdown" => Some(Form::Markdown),
        "html" | "htm" | "xhtml" => Some(Form::Html),
        _ => None,
    }
}

/// What sort of text bytes without a telling name hold: HTML if they begin like
/// a page, else plain text.
pub(crate) fn form_of_bytes(bytes: &[u8]) -> Form {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = String::from_utf8_lossy(&start[..start.len().min(512)]).to_ascii_lowercase();
    let is_page =
        ["<!doctype html", "<html", "<head", "<body"].iter().any(|opening| head.starts_with(opening))
            || (head.starts_with("<?xml") && head.contains("<html"))
            || (head.starts_with("<!--") && head.contains("<html"));
    if is_page { Form::Html } else { Form::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_of_nothing() {
        // FIPS 180-4 test vector.
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn forms_are_told() {
        assert_eq!(form_of_name("a.HTM"), Some(Form::Html));
        assert_eq!(form_of_name("a"), None);
        assert_eq!(form_of_bytes(b"\xef\xbb\xbf \n<!DOCTYPE html><p>"), Form::Html);
        assert_eq!(form_of_bytes(b"<p>"), Form::Plain);
        assert_eq!(form_of_bytes(b""), Form::Plain);
    }
}
