//! What the language model and the names reach, in the form of floors.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context as _;
use sha2::{Digest, Sha256};
use syntax::{Model, Reader};

use crate::{
    accuracy::Accuracy,
    bench,
    floors::{Floor, Floors},
    names, treebank,
};

/// A development half of a treebank: its name and its file among the annotated
/// data.
const TREEBANKS: [(&str, &str); 2] =
    [("ewt", "en_ewt-dev.conllu.gz"), ("gum", "en_gum_permissive-dev.conllu.gz")];

/// The set of names.
const NAMES: &str = "names";

/// The figures of the treebanks, in percent, and those of names, in shares, as far
/// as they are annotated beside the repository.
pub(crate) fn reached(root: &Path, shared: &Path) -> anyhow::Result<Floors> {
    let model = Model::english().map_err(|wrong| anyhow::anyhow!("{wrong}"))?;
    let mut reached = Floors::new();
    for (set, file) in TREEBANKS {
        let path = shared.join("data/treebanks").join(file);
        if !path.is_file() {
            println!("score: {} is not there; its figures are not held", path.display());
            continue;
        }
        let lines = bench::unpacked(&path)?;
        let accuracy = Accuracy::of(&mut Reader::new(model), &treebank::paragraphs(&lines)?);
        let figures = accuracy.shares().map(|(figure, share)| (figure.to_owned(), 100.0 * share));
        reached.insert(set.to_owned(), Floor { sha256: hash(lines.as_bytes()), figures: figures.into() });
    }
    let path = root.join("cases/names/official.tsv");
    let annotation = fs::read(&path).with_context(|| path.display().to_string())?;
    let tallies = names::tallies(root, shared)?;
    let figures: BTreeMap<String, f64> =
        tallies.into_iter().map(|(what, tally)| (format!("{what}.f1"), tally.f1())).collect();
    reached.insert(NAMES.to_owned(), Floor { sha256: hash(&annotation), figures });
    Ok(reached)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
