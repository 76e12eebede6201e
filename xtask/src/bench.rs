//! `cargo xtask bench syntax`: how well and how fast the syntax room reads.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::Instant,
};

use anyhow::{Context as _, bail};
use syntax::{Model, Reader};

use crate::{
    accuracy::Accuracy,
    speed::{self, Speed},
    treebank,
};

/// Threads that texts are read on to see how speed grows.
pub(crate) const THREADS: usize = 2;

/// Reads every file: a treebank (`.conllu`) for accuracy, a text (`.txt`, or
/// `.jsonl` and `.jsonl.gz` with a field `text`) for speed.
pub(crate) fn run(files: &[&str], n_threads: usize) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let model = Model::english().map_err(|wrong| anyhow::anyhow!("{wrong}"))?;
    let loaded = start.elapsed().as_secs_f64() * 1e3;
    println!("model {}: loaded in {loaded:.1} ms, {} resident", model.version(), speed::resident());
    for file in files {
        println!("{file}");
        let path = Path::new(file);
        if file.ends_with(".conllu") {
            let treebank = treebank::paragraphs(&text(path)?)?;
            println!("{}", Accuracy::of(&mut Reader::new(model), &treebank));
        } else {
            println!("{}", Speed::of(model, &texts(path)?, n_threads));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn text(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// The texts of a file.
fn texts(path: &Path) -> anyhow::Result<Vec<String>> {
    let name = path.to_string_lossy();
    if name.ends_with(".txt") {
        return Ok(vec![text(path)?]);
    }
    let lines = if name.ends_with(".jsonl.gz") {
        unpacked(path)?
    } else if name.ends_with(".jsonl") {
        text(path)?
    } else {
        bail!("{name} is no .conllu, .txt, .jsonl or .jsonl.gz");
    };
    let mut texts = Vec::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let value: serde_json::Value = serde_json::from_str(line).with_context(|| name.to_string())?;
        let text = value.get("text").and_then(serde_json::Value::as_str);
        texts.push(text.with_context(|| format!("{name} has a line without a `text`"))?.to_owned());
    }
    Ok(texts)
}

/// What a packed file holds.
pub(crate) fn unpacked(path: &Path) -> anyhow::Result<String> {
    let run = Command::new("gzip").arg("-dc").arg(path).output().context("gzip")?;
    if !run.status.success() {
        bail!("{}: {}", path.display(), String::from_utf8_lossy(&run.stderr).trim());
    }
    String::from_utf8(run.stdout).with_context(|| path.display().to_string())
}

/// Unpacks an archive (`.tar.gz`) into a folder of its own, which is emptied first.
pub(crate) fn unpacked_into(path: &Path, work: &Path) -> anyhow::Result<PathBuf> {
    if work.exists() {
        fs::remove_dir_all(work).with_context(|| work.display().to_string())?;
    }
    fs::create_dir_all(work).with_context(|| work.display().to_string())?;
    let run = Command::new("tar").arg("-xzf").arg(path).arg("-C").arg(work).output().context("tar")?;
    if !run.status.success() {
        bail!("{}: {}", path.display(), String::from_utf8_lossy(&run.stderr).trim());
    }
    Ok(work.to_owned())
}
