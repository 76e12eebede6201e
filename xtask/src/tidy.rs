//! `cargo xtask tidy`: the workspace against its own rules.

use std::{fs, path::Path, process::Command, process::ExitCode};

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::{
    fault::Fault,
    fences,
    files::{self, File},
    licences,
};

/// Prints every fault; fails if there is one.
pub(crate) fn run(root: &Path) -> anyhow::Result<ExitCode> {
    let members = fences::members(&metadata(root, &["--no-deps"])?);
    let mut faults = fences::faults(&members);
    let built = metadata(root, &["--locked"])?;
    faults.extend(licences::too_many(&built));
    faults.extend(licence_faults(root)?);
    let paths = tracked(root)?;
    for path in &paths {
        faults.extend(file_faults(root, path)?);
    }
    faults.sort();
    for fault in &faults {
        eprintln!("{fault}");
    }
    if !faults.is_empty() {
        eprintln!("{} faults", faults.len());
        return Ok(ExitCode::FAILURE);
    }
    let (n_rooms, n_files, n_crates) = (members.len(), paths.len(), licences::reachable(&built));
    println!(
        "tidy: {n_rooms} rooms behind their fences, {n_files} files in form, {n_crates} crates in the default build"
    );
    println!(
        "tidy: licences hold by the list in deny.toml; advisories need the network and are not checked here"
    );
    Ok(ExitCode::SUCCESS)
}

fn licence_faults(root: &Path) -> anyhow::Result<Vec<Fault>> {
    let deny = fs::read_to_string(root.join("deny.toml")).context("deny.toml")?;
    let allowed = licences::allowed(&deny)?;
    Ok(licences::faults(&metadata(root, &["--locked", "--all-features"])?, &allowed))
}

/// What is wrong with a tracked file. One that is no UTF-8 text, such as a
/// picture, is passed over.
fn file_faults(root: &Path, path: &str) -> anyhow::Result<Vec<Fault>> {
    let Ok(bytes) = fs::read(root.join(path)) else {
        // Tracked and taken away, but not yet committed.
        return Ok(Vec::new());
    };
    let Ok(text) = String::from_utf8(bytes) else { return Ok(Vec::new()) };
    let mut faults = files::faults(File { path, text: &text });
    let here = root.canonicalize()?;
    if let Some(here) = here.to_str().filter(|here| here.len() > 1 && text.contains(here)) {
        faults.push(Fault::new(
            path,
            format!("it names `{here}`, where this copy stands"),
            "leave the path out",
        ));
    }
    Ok(faults)
}

fn metadata(root: &Path, options: &[&str]) -> anyhow::Result<Value> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let run = Command::new(cargo)
        .args(["metadata", "--format-version", "1"])
        .args(options)
        .current_dir(root)
        .output();
    let run = run.context("cargo metadata")?;
    if !run.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&run.stderr).trim());
    }
    Ok(serde_json::from_slice(&run.stdout)?)
}

/// The files that git tracks, or would: new ones are held to the rules before
/// they are committed.
fn tracked(root: &Path) -> anyhow::Result<Vec<String>> {
    let options = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let run = Command::new("git").args(options).current_dir(root).output().context("git ls-files")?;
    if !run.status.success() {
        bail!("git ls-files: {}", String::from_utf8_lossy(&run.stderr).trim());
    }
    let paths = String::from_utf8(run.stdout).context("a tracked path is not UTF-8")?;
    Ok(paths.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}
