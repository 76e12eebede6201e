//! The rulebook that the binary carries.

use include_dir::{Dir, include_dir};

use crate::{Error, Rulebook, files::File};

static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../rules");

impl Rulebook {
    /// Loads the rulebook of the repository, as it was when this was built.
    ///
    /// # Errors
    ///
    /// None in practice: the build refuses a broken rulebook. The reader is the
    /// same as that of [`Rulebook::load`], and so are the errors.
    pub fn embedded() -> Result<Self, Error> {
        let mut files = Vec::new();
        collect(&RULES, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self::from_files(&files)
    }
}

fn collect(dir: &'static Dir<'static>, files: &mut Vec<File<'static>>) -> Result<(), Error> {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if is_left_out(&path) {
            continue;
        }
        let text = file.contents_utf8().ok_or_else(|| Error::NotText { path: crate::files::shown(&path) })?;
        files.push(File { path, text: text.into() });
    }
    dir.dirs().try_for_each(|dir| collect(dir, files))
}

/// Hidden and backup files, which the reader of folders passes over too.
fn is_left_out(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part.ends_with('~'))
}
