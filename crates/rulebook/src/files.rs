//! The files of a rulebook, read from a folder. The only module that touches the disk.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::Error;

/// One file of a rulebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File<'t> {
    /// Its path below the folder, with `/` between: `lists/talks.tsv`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: std::borrow::Cow<'t, str>,
}

impl File<'_> {
    /// The path as errors show it.
    pub(crate) fn shown(&self) -> PathBuf {
        shown(&self.path)
    }
}

/// A path below the folder as errors show it: with `rules/` in front.
pub(crate) fn shown(path: &str) -> PathBuf {
    PathBuf::from(format!("rules/{path}"))
}

/// Every file below `dir`, sorted by path.
pub(crate) fn read(dir: &Path) -> Result<Vec<File<'static>>, Error> {
    let mut files = Vec::new();
    read_below(dir, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn read_below(dir: &Path, prefix: &str, files: &mut Vec<File<'static>>) -> Result<(), Error> {
    let wrong = |source| Error::Read { path: dir.to_owned(), source };
    for entry in fs::read_dir(dir).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Editors leave hidden and backup files beside the one being edited.
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        if path.is_dir() {
            read_below(&path, &format!("{prefix}{name}/"), files)?;
            continue;
        }
        let bytes = fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let below = format!("{prefix}{name}");
        let text = String::from_utf8(bytes).map_err(|_| Error::NotText { path: shown(&below) })?;
        files.push(File { path: below, text: text.into() });
    }
    Ok(())
}
