//! `.meta.toml` files: facts that stand beside an article on disk.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{Beside, Error};

/// The end of the name of a file of facts.
pub(crate) const END: &str = ".meta.toml";

/// What `article.txt.meta.toml`, else `article.meta.toml`, says about
/// `article.txt`; nothing said if there is neither.
///
/// # Errors
///
/// [`Error::BadMeta`] for TOML that is broken or has an unknown field, and what
/// reading the file may give.
pub(crate) fn beside(article: &Path) -> Result<Beside, Error> {
    for path in candidates(article) {
        match fs::read_to_string(&path) {
            Ok(text) => return facts(path, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(Error::BadMeta { path, line: 1, reason: "it is not UTF-8".to_owned() });
            }
            Err(error) => return Err(Error::of(path, error)),
        }
    }
    Ok(Beside::default())
}

fn candidates(article: &Path) -> Vec<PathBuf> {
    let Some(name) = article.file_name() else {
        return Vec::new();
    };
    let mut full = name.to_owned();
    full.push(END);
    let mut short = article.file_stem().unwrap_or(name).to_owned();
    short.push(END);
    vec![article.with_file_name(full), article.with_file_name(short)]
}

fn facts(path: PathBuf, text: &str) -> Result<Beside, Error> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = 1 + text.bytes().take(start).filter(|byte| *byte == b'\n').count();
        Error::BadMeta { path, line, reason: error.message().trim().replace('\n', ", ") }
    })
}
