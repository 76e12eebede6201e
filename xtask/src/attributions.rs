//! Attributions as `PolNeAR` has them: who says what, by which words.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use record::Span;

use crate::bench;

/// A text with its attributions.
pub(crate) struct Text {
    /// Its file name without its end.
    pub(crate) name: String,
    pub(crate) plain: String,
    pub(crate) attributions: Vec<Attribution>,
}

/// Words said by, or thought by, a source. Spans count code points.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// The words for who says it, in one piece or several.
    pub(crate) source: Vec<Span>,
    /// The words for the act: "said", "according to".
    pub(crate) cue: Vec<Span>,
    /// What is said.
    pub(crate) content: Vec<Span>,
}

/// The texts of an archive (`.tar.gz`) or folder that holds `text/*.txt` and
/// `attributions/*.ann`, in the order of their names. Of several annotators of a
/// text the first by name counts; attributions without a source are left out.
pub(crate) fn texts(path: &Path, work: &Path) -> anyhow::Result<Vec<Text>> {
    let folder = if path.is_dir() { path.to_owned() } else { bench::unpacked_into(path, work)? };
    let folder = holder(&folder)?.with_context(|| format!("{} holds no texts", path.display()))?;
    let annotations = files(&folder.join("attributions"), "ann")?;
    let mut texts = Vec::new();
    for file in files(&folder.join("text"), "txt")? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let plain = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let is_of_text = |path: &&PathBuf| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            stem.rsplit_once('_').is_some_and(|(text, _)| text == name)
        };
        let path = annotations.iter().find(is_of_text);
        let path = path.with_context(|| format!("{} has no annotation", file.display()))?;
        let lines = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let attributions = attributions(&lines).with_context(|| path.display().to_string())?;
        texts.push(Text { name, plain, attributions });
    }
    Ok(texts)
}

/// The folder within another that holds the texts.
fn holder(folder: &Path) -> anyhow::Result<Option<PathBuf>> {
    if folder.join("text").is_dir() && folder.join("attributions").is_dir() {
        return Ok(Some(folder.to_owned()));
    }
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut inside = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    inside.sort();
    for path in inside.iter().filter(|path| path.is_dir()) {
        if let Some(found) = holder(path)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn files(folder: &Path, end: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == end));
    paths.sort();
    Ok(paths)
}

/// The attributions of a file: `T1 Source 89 106 ...` names words, `E1
/// Attribution:T4 Source:T1 Cue:T2 Content:T3` binds them.
fn attributions(lines: &str) -> anyhow::Result<Vec<Attribution>> {
    let mut words = std::collections::BTreeMap::new();
    for line in lines.lines().filter(|line| line.starts_with('T')) {
        let mut cells = line.split('\t');
        let (id, place) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let (_, spans) = place.split_once(' ').with_context(|| format!("`{line}` has no place"))?;
        words.insert(id, spans.split(';').map(span).collect::<anyhow::Result<Vec<Span>>>()?);
    }
    let mut found = Vec::new();
    for line in lines.lines().filter(|line| line.starts_with('E')) {
        let mut attribution = Attribution::default();
        for (role, id) in line.split_whitespace().filter_map(|part| part.split_once(':')) {
            let spans = words.get(id).with_context(|| format!("`{line}`: there is no {id}"))?;
            match role.trim_end_matches(|letter: char| letter.is_ascii_digit()) {
                "Source" => attribution.source.extend(spans),
                "Cue" => attribution.cue.extend(spans),
                "Content" => attribution.content.extend(spans),
                _ => {}
            }
        }
        if !attribution.source.is_empty() && !attribution.content.is_empty() {
            found.push(attribution);
        }
    }
    Ok(found)
}

fn span(text: &str) -> anyhow::Result<Span> {
    let (start, end) = text.split_once(' ').with_context(|| format!("`{text}` is no span"))?;
    Ok(Span { start: start.parse()?, end: end.parse()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_bound() {
        let lines = "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;20 24\tyes then\n\
            T4\tContent 30 34\tmore\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3 Content2:T4\n\
            E2\tAttribution-no-source:T2 Cue:T2 Content:T4\n";
        let found = attributions(lines).unwrap();
        let span = |start, end| Span { start, end };
        let expected = Attribution {
            source: vec![span(0, 3)],
            cue: vec![span(4, 8)],
            content: vec![span(9, 12), span(20, 24), span(30, 34)],
        };
        assert_eq!(found, [expected]);
        assert!(attributions("E1\tAttribution:T9").is_err());
    }
}
