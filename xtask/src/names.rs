//! `cargo xtask bench names`: places and organisations of annotated official prose.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::ExitCode,
};

use anyhow::Context as _;
use syntax::{Model, NameKind, Reader};

/// Start and end in code points, half-open.
type Span = (usize, usize);

/// A text's annotated spans, by the word of their kind.
type Annotated = BTreeMap<String, BTreeSet<Span>>;

/// The kinds that are annotated.
const KINDS: [NameKind; 2] = [NameKind::Place, NameKind::Organisation];

/// Holds the names that the model finds against `cases/names/official.tsv`, in
/// the texts that stand beside the repository, and prints what differs if asked.
pub(crate) fn run(root: &Path, shared: &Path, shows_misses: bool) -> anyhow::Result<ExitCode> {
    let model = Model::english().map_err(|wrong| anyhow::anyhow!("{wrong}"))?;
    let mut reader = Reader::new(model);
    let mut tallies: BTreeMap<NameKind, [usize; 3]> = BTreeMap::new();
    for (name, annotated) in annotation(root)? {
        let text = text(shared, &name)?;
        for kind in KINDS {
            let found = found(&mut reader, &text, kind);
            let empty = BTreeSet::new();
            let gold = annotated.get(kind.name()).unwrap_or(&empty);
            let tally = tallies.entry(kind).or_default();
            tally[0] += gold.intersection(&found).count();
            tally[1] += found.len();
            tally[2] += gold.len();
            if shows_misses {
                show(&format!("missed {} in {name}", kind.name()), &text, gold.difference(&found));
                show(&format!("wrong {} in {name}", kind.name()), &text, found.difference(gold));
            }
        }
    }
    for (kind, [right, n_found, n_gold]) in tallies {
        let (precision, recall) = (share(right, n_found), share(right, n_gold));
        let f1 = share(2 * right, n_found + n_gold);
        println!(
            "{:<14} P {precision:.3}  R {recall:.3}  F1 {f1:.3}  ({n_gold} there, {n_found} found)",
            kind.name()
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the words at each span of a text, and what they are.
fn show<'a>(what: &str, text: &str, spans: impl Iterator<Item = &'a Span>) {
    for (start, end) in spans {
        let words: String = text.chars().skip(*start).take(end - start).collect();
        println!("{what} at {start}: {words}");
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of names are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The annotated spans of each text, by the stem of its file.
fn annotation(root: &Path) -> anyhow::Result<BTreeMap<String, Annotated>> {
    let path = root.join("cases/names/official.tsv");
    let table = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut texts: BTreeMap<String, Annotated> = BTreeMap::new();
    for row in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [name, _, start, end, kind] = cells.as_slice() else {
            anyhow::bail!("{}: `{row}` has not five columns", path.display());
        };
        let span = (start.parse()?, end.parse()?);
        texts.entry((*name).to_owned()).or_default().entry((*kind).to_owned()).or_default().insert(span);
    }
    Ok(texts)
}

/// An annotated text: a founding dispatch or a readout.
fn text(shared: &Path, name: &str) -> anyhow::Result<String> {
    let names =
        [format!("seeds/{name}.txt"), format!("seeds/{name}.md"), format!("readouts/text/{name}.txt")];
    let path = names.iter().map(|name| shared.join(name)).find(|path| path.exists());
    let path = path.with_context(|| format!("{} has no text {name}", shared.display()))?;
    std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// The spans of one kind, read paragraph by paragraph.
fn found(reader: &mut Reader<'_>, text: &str, kind: NameKind) -> BTreeSet<Span> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        blocks.push(at..at + line.len());
        at += line.len();
    }
    let syntax = reader.read_blocks(text, &blocks);
    let count = |bytes: usize| text.get(..bytes).map_or(0, |head| head.chars().count());
    let spans = syntax.names.iter().filter(|name| name.kind == kind).filter_map(|name| {
        let tokens = syntax.tokens.get(name.tokens.clone())?;
        Some((count(tokens.first()?.bytes.start), count(tokens.last()?.bytes.end)))
    });
    spans.collect()
}
