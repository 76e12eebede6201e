//! The walk over what was given: files, folders and standard input.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    vec,
};

use crate::{
    Beside, Error, Item,
    beside::{self, beside},
    item::{form_of_bytes, form_of_name},
    lines::Articles,
};

/// The largest file that is one article, in bytes.
const LARGEST: u64 = 256 << 20;

/// The articles of files, folders, JSON Lines and standard input, in the order
/// given and, within a folder, of their paths.
///
/// Within a folder only files with a known ending are read (`.txt`, `.text`,
/// `.md`, `.markdown`, `.html`, `.htm`, `.xhtml`, `.jsonl`, `.ndjson`), hidden
/// ones are passed over, and a folder is entered once however many links lead to
/// it. A file named outright is read whatever its ending, but facts beside an
/// article (`.meta.toml`) are never an article. `-` is standard input.
/// Nothing is opened before its turn.
pub fn gather(paths: &[PathBuf]) -> Gather {
    Gather { waiting: vec![Vec::from(paths).into_iter()], lines: None, entered: BTreeSet::new() }
}

/// The walk that [`gather`] begins.
pub struct Gather {
    /// The paths still to read, the innermost folder last. The first level holds
    /// what was given.
    waiting: Vec<vec::IntoIter<PathBuf>>,
    lines: Option<Articles>,
    /// Folders already entered, by their true paths.
    entered: BTreeSet<PathBuf>,
}

impl Iterator for Gather {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Result<Item, Error>> {
        loop {
            if let Some(lines) = &mut self.lines {
                if let Some(item) = lines.next() {
                    return Some(item);
                }
                self.lines = None;
            }
            let level = self.waiting.last_mut()?;
            let Some(path) = level.next() else {
                self.waiting.pop();
                continue;
            };
            let is_given = self.waiting.len() == 1;
            match self.visit(path, is_given) {
                Ok(Some(item)) => return Some(Ok(item)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Gather {
    /// Reads a file, or enters a folder or a file of JSON Lines, which yield
    /// their items later.
    fn visit(&mut self, path: PathBuf, is_given: bool) -> Result<Option<Item>, Error> {
        if is_given && path.as_os_str() == "-" {
            let bytes = capped(io::stdin().lock(), &path)?;
            let form = form_of_bytes(&bytes);
            return Ok(Some(Item { source: "-".to_owned(), form, bytes, beside: Beside::default() }));
        }
        if path.to_string_lossy().ends_with(beside::END) {
            return Ok(None);
        }
        let kind = fs::metadata(&path).map_err(|source| Error::of(path.clone(), source))?;
        if kind.is_dir() {
            self.enter(&path)?;
            return Ok(None);
        }
        if !kind.is_file() {
            // A pipe given by the shell, as in `<(command)`, is read like standard input.
            return if is_given && !is_socket_or_device(&kind) {
                file(&path).map(Some)
            } else {
                not_file(path, is_given)
            };
        }
        if is_lines(&path) {
            let input = File::open(&path).map_err(|source| Error::of(path.clone(), source))?;
            self.lines = Some(Articles::new(&path, Box::new(input)));
            return Ok(None);
        }
        file(&path).map(Some)
    }

    /// Puts the readable files and the folders of a folder in line.
    fn enter(&mut self, path: &Path) -> Result<(), Error> {
        let found = fs::canonicalize(path).map_err(|source| Error::of(path.to_owned(), source))?;
        if !self.entered.insert(found) {
            return Ok(());
        }
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).map_err(|source| Error::of(path.to_owned(), source))? {
            let entry = entry.map_err(|source| Error::of(path.to_owned(), source))?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_article = (form_of_name(&name).is_some() || is_lines(Path::new(&*name)))
                && !name.ends_with(beside::END);
            let is_folder = || fs::metadata(entry.path()).is_ok_and(|kind| kind.is_dir());
            if !name.starts_with('.') && (is_article || is_folder()) {
                inside.push(entry.path());
            }
        }
        inside.sort();
        self.waiting.push(inside.into_iter());
        Ok(())
    }
}

#[cfg(unix)]
fn is_socket_or_device(kind: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    !kind.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_socket_or_device(_kind: &fs::Metadata) -> bool {
    true
}

/// A thing that is no file is an error only where it was asked for by name.
fn not_file(path: PathBuf, is_given: bool) -> Result<Option<Item>, Error> {
    if is_given { Err(Error::NotFile { path }) } else { Ok(None) }
}

fn is_lines(path: &Path) -> bool {
    let end = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
    matches!(end.as_deref(), Some("jsonl" | "ndjson"))
}

fn file(path: &Path) -> Result<Item, Error> {
    let beside = beside(path)?;
    let input = File::open(path).map_err(|source| Error::of(path.to_owned(), source))?;
    let bytes = capped(input, path)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let form = form_of_name(&name).unwrap_or_else(|| form_of_bytes(&bytes));
    Ok(Item { source: shown(path), form, bytes, beside })
}

/// A path as text, bytes that are not UTF-8 as `\xff`, so that no two paths look
/// alike.
pub fn shown(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    text
}

/// All bytes of an input, unless there are more than one article can have.
fn capped(input: impl Read, path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = input.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|source| Error::of(path.to_owned(), source))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::TooLarge { path: path.to_owned(), limit: LARGEST >> 20 });
    }
    Ok(bytes)
}
