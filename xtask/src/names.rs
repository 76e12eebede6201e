//! `cargo xtask bench names`: places, organisations and people of annotated
//! official prose.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::Range,
    path::Path,
    process::ExitCode,
};

use anyhow::Context as _;
use rulebook::Rulebook;
use serde_json::Value;
use syntax::{Model, NameKind};
use text::{Document, Form, Given, Outlets};

/// Start and end in code points, half-open.
type Span = (usize, usize);

/// A text's annotated spans, by the word of their kind.
type Annotated = BTreeMap<String, BTreeSet<Span>>;

/// Who finds the names, and of which kind: the model alone (`.model`), or the
/// reading room, which asks tables and titles first.
const FINDERS: [Finder; 3] = [
    Finder { what: "places.model", kind: NameKind::Place, is_model: true },
    Finder { what: "organisations.model", kind: NameKind::Organisation, is_model: true },
    Finder { what: "organisations", kind: NameKind::Organisation, is_model: false },
];

#[derive(Clone, Copy, Debug)]
struct Finder {
    what: &'static str,
    kind: NameKind,
    is_model: bool,
}

/// How many names are right, found and there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    right: usize,
    found: usize,
    there: usize,
}

/// Holds the names that are found against `cases/names/official.tsv`, in the texts
/// that stand beside the repository, and prints what differs if asked.
pub(crate) fn run(root: &Path, shared: &Path, shows_misses: bool) -> anyhow::Result<ExitCode> {
    let rulebook = Rulebook::embedded()?;
    let reader = reading::Reader::new(&rulebook);
    for (what, tally) in of_kinds(root, shared, &reader, shows_misses)? {
        println!("{what:<20} {tally}");
    }
    println!("{:<20} {}", "people", of_people(shared, &reader, shows_misses)?);
    Ok(ExitCode::SUCCESS)
}

/// What is found of people, and of the names of each finder.
pub(crate) fn tallies(root: &Path, shared: &Path) -> anyhow::Result<Vec<(&'static str, Tally)>> {
    let rulebook = Rulebook::embedded()?;
    let reader = reading::Reader::new(&rulebook);
    let mut tallies = of_kinds(root, shared, &reader, false)?;
    tallies.push(("people", of_people(shared, &reader, false)?));
    Ok(tallies)
}

/// The people of the annotated readouts: one is right if somebody is found by the
/// whole name that the annotation quotes, and nothing else beside it.
fn of_people(shared: &Path, reader: &reading::Reader<'_>, shows_misses: bool) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    let folder = shared.join("readouts/gold");
    let entries = std::fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "json")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        let quoted = gold["people"].as_array().into_iter().flatten();
        let there: BTreeSet<&str> = quoted.filter_map(|person| person["quote"].as_str()).collect();
        let text = text(shared, &name)?;
        let document = document(reader, &text);
        let people = reader.read(&document).people;
        let is_found =
            |whole: &str| people.iter().any(|person| person.names.iter().any(|name| name == whole));
        let missed: Vec<&&str> = there.iter().filter(|whole| !is_found(whole)).collect();
        tally.right += there.len() - missed.len();
        tally.found += people.len();
        tally.there += there.len();
        if shows_misses {
            missed.iter().for_each(|whole| println!("person: missed in {name}: {whole}"));
            for person in &people {
                if !person.names.iter().any(|name| there.contains(name.as_str())) {
                    println!("person: wrong in {name}: {}", person.name);
                }
            }
        }
    }
    Ok(tally)
}

/// The names of each finder, in all annotated texts.
fn of_kinds(
    root: &Path,
    shared: &Path,
    reader: &reading::Reader<'_>,
    shows_misses: bool,
) -> anyhow::Result<Vec<(&'static str, Tally)>> {
    let model = Model::english().map_err(|wrong| anyhow::anyhow!("{wrong}"))?;
    let mut words = syntax::Reader::new(model);
    let mut tallies = FINDERS.map(|finder| (finder.what, Tally::default()));
    for (name, annotated) in annotation(root)? {
        let text = text(shared, &name)?;
        for (finder, (what, tally)) in FINDERS.iter().zip(&mut tallies) {
            let bytes = if finder.is_model {
                of_model(&mut words, &text, finder.kind)
            } else {
                reader.read(&document(reader, &text)).organisations
            };
            let found = spans(&text, bytes);
            let empty = BTreeSet::new();
            let there = annotated.get(finder.kind.name()).unwrap_or(&empty);
            tally.right += there.intersection(&found).count();
            tally.found += found.len();
            tally.there += there.len();
            if shows_misses {
                show(&format!("{what}: missed in {name}"), &text, there.difference(&found));
                show(&format!("{what}: wrong in {name}"), &text, found.difference(there));
            }
        }
    }
    Ok(tallies.to_vec())
}

/// Prints the words at each span of a text, and what they are.
fn show<'a>(what: &str, text: &str, spans: impl Iterator<Item = &'a Span>) {
    for (start, end) in spans {
        let words: String = text.chars().skip(*start).take(end - start).collect();
        println!("{what} at {start}: {words}");
    }
}

impl Tally {
    /// The harmonic mean of precision and recall.
    pub(crate) fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.there)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, page: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { right, found, there } = *self;
        let (precision, recall, f1) = (share(right, found), share(right, there), self.f1());
        write!(page, "P {precision:.3}  R {recall:.3}  F1 {f1:.3}  ({there} there, {found} found)")
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

/// The names of one kind, read paragraph by paragraph.
fn of_model(reader: &mut syntax::Reader<'_>, text: &str, kind: NameKind) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        blocks.push(at..at + line.len());
        at += line.len();
    }
    let syntax = reader.read_blocks(text, &blocks);
    let spans = syntax.names.iter().filter(|name| name.kind == kind).filter_map(|name| {
        let tokens = syntax.tokens.get(name.tokens.clone())?;
        Some(tokens.first()?.bytes.start..tokens.last()?.bytes.end)
    });
    spans.collect()
}

/// A text as the reading room has it.
fn document(reader: &reading::Reader<'_>, text: &str) -> Document {
    let given = Given {
        text,
        form: Form::Plain,
        title: None,
        outlet: None,
        url: None,
        published: None,
        language: Some("en"),
    };
    text::read(&given, &Outlets::new(&reader.rulebook().outlets)).0
}

/// Ranges of bytes as spans of code points.
fn spans(text: &str, names: impl IntoIterator<Item = Range<usize>>) -> BTreeSet<Span> {
    let count = |bytes: usize| text.get(..bytes).map_or(0, |head| head.chars().count());
    names.into_iter().map(|name| (count(name.start), count(name.end))).collect()
}
