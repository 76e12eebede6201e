//! Annotations beside texts: folders of JSON files, one a text.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use record::Annotation;
use source::Item;

/// Annotations by the file name of the text that each is of.
#[derive(Debug, Default)]
pub(crate) struct Annotations {
    by_text: BTreeMap<String, (PathBuf, Annotation)>,
}

impl Annotations {
    /// Reads every `.json` file of some folders.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read or holds no annotation, a file that is none,
    /// or a text annotated twice: each by its path.
    pub(crate) fn read(folders: &[PathBuf]) -> anyhow::Result<Self> {
        let mut annotations = Self::default();
        for folder in folders {
            if !folder.is_dir() {
                bail!("--annotated {}: there is no such folder; check the path", folder.display());
            }
            let paths = files(folder).with_context(|| format!("--annotated {}", folder.display()))?;
            if paths.is_empty() {
                bail!("--annotated {}: there is no .json file in it", folder.display());
            }
            for path in paths {
                let annotation = annotation(&path)?;
                let text = annotation.doc.as_deref().map_or_else(|| own_text(&path), file_name);
                if let Some((other, _)) = annotations.by_text.get(&text) {
                    let (path, other) = (path.display(), other.display());
                    bail!(
                        "{path}: {text} is annotated in {other} too; give one of the two folders at a time"
                    );
                }
                annotations.by_text.insert(text, (path, annotation));
            }
        }
        Ok(annotations)
    }

    /// The annotation of a text, by the name of its file.
    pub(crate) fn of(&self, source: &str) -> Option<&Annotation> {
        self.by_text.get(&file_name(source)).map(|(_, annotation)| annotation)
    }

    /// The facts that an annotation supplies, where nothing was said beside the
    /// text. Address and outlet go together: a text that has no address tells its
    /// outlet itself.
    pub(crate) fn supply(&self, item: &mut Item) {
        let Some(annotation) = self.of(&item.source) else { return };
        let beside = &mut item.beside;
        if beside.published.is_none() {
            beside.published.clone_from(&annotation.supplied.published);
        }
        if beside.url.is_none() && annotation.url.is_some() {
            beside.url.clone_from(&annotation.url);
            beside.outlet = beside.outlet.take().or_else(|| annotation.outlet.clone());
        }
    }

    /// The texts that are annotated, each with the path of its annotation.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.by_text.iter().map(|(text, (path, _))| (text.as_str(), path.as_path()))
    }
}

/// The JSON files of a folder, sorted.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    Ok(paths)
}

fn annotation(path: &Path) -> anyhow::Result<Annotation> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is no annotation", path.display()))
}

/// The text of an annotation that names none: `03.txt` of `03.json`.
fn own_text(annotation: &Path) -> String {
    format!("{}.txt", annotation.file_stem().unwrap_or_default().to_string_lossy())
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name();
    name.map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}
