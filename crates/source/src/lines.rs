//! JSON Lines: one article a line, read as a stream.

use std::{
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{Beside, Error, Form, Item, gather::shown};

/// The longest line, in bytes.
const LONGEST: u64 = 64 << 20;

/// Reads the articles of one file of JSON Lines.
pub(crate) struct Lines {
    path: PathBuf,
    input: BufReader<Box<dyn Read>>,
    line: usize,
}

/// A line as written.
#[derive(Deserialize)]
struct Line {
    text: String,
    source: Option<String>,
    format: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

impl Lines {
    pub(crate) fn new(path: &Path, input: Box<dyn Read>) -> Self {
        Self { path: path.to_owned(), input: BufReader::new(input), line: 0 }
    }

    /// The bytes of the next line, without its end; `None` at the end of input.
    fn next_line(&mut self) -> Option<Result<Vec<u8>, Error>> {
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(LONGEST + 1).read_until(b'\n', &mut bytes);
        self.line += 1;
        match read {
            Ok(0) => None,
            Ok(_) if bytes.len() as u64 > LONGEST => {
                let rest = self.input.skip_until(b'\n');
                let error =
                    Error::LongLine { path: self.path.clone(), line: self.line, limit: LONGEST >> 20 };
                Some(Err(rest.err().map_or(error, |source| Error::of(self.path.clone(), source))))
            }
            Ok(_) => Some(Ok(bytes)),
            Err(source) => Some(Err(Error::of(self.path.clone(), source))),
        }
    }

    fn item(&self, bytes: &[u8]) -> Result<Item, Error> {
        let bad = |reason: String| Error::BadLine { path: self.path.clone(), line: self.line, reason };
        let line: Line = serde_json::from_slice(bytes).map_err(|error| bad(reason(&error)))?;
        let form = match line.format.as_deref().map(str::to_ascii_lowercase).as_deref() {
            None | Some("text" | "plain" | "txt") => Form::Plain,
            Some("markdown" | "md") => Form::Markdown,
            Some("html" | "htm" | "xhtml") => Form::Html,
            Some(other) => {
                return Err(bad(format!("`{other}` is not a format; use plain, markdown or html")));
            }
        };
        let place = || format!("{}:{}", shown(&self.path), self.line);
        let beside = Beside {
            title: line.title,
            outlet: line.outlet,
            url: line.url,
            published: line.published,
            language: line.language,
        };
        Ok(Item { source: line.source.unwrap_or_else(place), form, bytes: line.text.into_bytes(), beside })
    }
}

/// What is wrong with a line, without serde's own line number, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let cut = said.rfind(" at line ").unwrap_or(said.len());
    format!("{} at column {}", &said[..cut], error.column())
}

impl Iterator for Lines {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Result<Item, Error>> {
        loop {
            let bytes = match self.next_line()? {
                Ok(bytes) => bytes,
                // A line too long was passed over; a disk that fails goes on failing.
                Err(error) => {
                    if !matches!(error, Error::LongLine { .. }) {
                        self.input = BufReader::new(Box::new(io::empty()));
                    }
                    return Some(Err(error));
                }
            };
            let bytes =
                if self.line == 1 { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes) } else { &bytes };
            if !bytes.trim_ascii().is_empty() {
                return Some(self.item(bytes));
            }
        }
    }
}
