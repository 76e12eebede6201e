//! JSON Lines: one article a line, read as a stream.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{Beside, Error, Form, Item, gather::shown};

/// The longest line, in bytes.
const LONGEST: u64 = 64 << 20;

/// A line as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// Without a mark of byte order before the first; its end may follow.
    pub bytes: Vec<u8>,
}

/// The lines of a file that are not blank, or of standard input (`-`), each or
/// why it could not be had.
pub fn lines(path: &Path) -> Lines {
    let input: Result<Box<dyn Read>, Error> =
        if path.as_os_str() == "-" { Ok(Box::new(io::stdin())) } else { open(path) };
    match input {
        Ok(input) => Lines::new(path, input),
        Err(wrong) => Lines { wrong: Some(wrong), ..Lines::new(path, Box::new(io::empty())) },
    }
}

fn open(path: &Path) -> Result<Box<dyn Read>, Error> {
    let file = File::open(path).map_err(|source| Error::of(path.to_owned(), source))?;
    let is_folder = file.metadata().is_ok_and(|kind| kind.is_dir());
    if is_folder { Err(Error::NotFile { path: path.to_owned() }) } else { Ok(Box::new(file)) }
}

/// What [`lines`] begins.
pub struct Lines {
    path: PathBuf,
    input: BufReader<Box<dyn Read>>,
    line: usize,
    /// Why the input could not be opened, until it is told.
    wrong: Option<Error>,
}

impl Lines {
    pub(crate) fn new(path: &Path, input: Box<dyn Read>) -> Self {
        Self { path: path.to_owned(), input: BufReader::new(input), line: 0, wrong: None }
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
}

impl Iterator for Lines {
    type Item = Result<Line, Error>;

    fn next(&mut self) -> Option<Result<Line, Error>> {
        if let Some(wrong) = self.wrong.take() {
            return Some(Err(wrong));
        }
        loop {
            let mut bytes = match self.next_line()? {
                Ok(bytes) => bytes,
                // A line too long was passed over; a disk that fails goes on failing.
                Err(error) => {
                    if !matches!(error, Error::LongLine { .. }) {
                        self.input = BufReader::new(Box::new(io::empty()));
                    }
                    return Some(Err(error));
                }
            };
            if self.line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Ok(Line { number: self.line, bytes }));
            }
        }
    }
}

/// Reads the articles of one file of JSON Lines.
pub(crate) struct Articles(Lines);

/// A line of an article as written.
#[derive(Deserialize)]
struct Written {
    text: String,
    source: Option<String>,
    format: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

impl Articles {
    pub(crate) fn new(path: &Path, input: Box<dyn Read>) -> Self {
        Self(Lines::new(path, input))
    }

    fn item(&self, line: &Line) -> Result<Item, Error> {
        let bad = |reason: String| Error::BadLine { path: self.0.path.clone(), line: line.number, reason };
        let written: Written = serde_json::from_slice(&line.bytes).map_err(|error| bad(reason(&error)))?;
        let form = match written.format.as_deref().map(str::to_ascii_lowercase).as_deref() {
            None | Some("text" | "plain" | "txt") => Form::Plain,
            Some("markdown" | "md") => Form::Markdown,
            Some("html" | "htm" | "xhtml") => Form::Html,
            Some(other) => {
                return Err(bad(format!("`{other}` is not a format; use plain, markdown or html")));
            }
        };
        let place = || format!("{}:{}", shown(&self.0.path), line.number);
        let beside = Beside {
            title: written.title,
            outlet: written.outlet,
            url: written.url,
            published: written.published,
            language: written.language,
        };
        Ok(Item {
            source: written.source.unwrap_or_else(place),
            form,
            bytes: written.text.into_bytes(),
            beside,
        })
    }
}

impl Iterator for Articles {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Result<Item, Error>> {
        let line = self.0.next()?;
        Some(line.and_then(|line| self.item(&line)))
    }
}

/// What is wrong with a line of JSON, without serde's own line number, which is always 1.
pub fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let cut = said.rfind(" at line ").unwrap_or(said.len());
    format!("{} at column {}", &said[..cut], error.column())
}
