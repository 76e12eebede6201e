//! `cargo xtask score`: what is found in annotated texts, held against floors.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    floors::{self, Floor, Floors},
    measured,
};

/// An annotated set: its name, its annotations and its texts, from the folder
/// of annotated texts.
pub(crate) const SETS: &[(&str, &str, &str)] = &[
    ("seeds", "gold", "seeds"),
    ("readouts", "readouts/gold", "readouts/text"),
    ("corpus", "corpus/gold", "corpus/text"),
];

/// Prints the figures of every set; fails when one is below its floor.
pub(crate) fn check(root: &Path, shared: &Path) -> anyhow::Result<ExitCode> {
    let Some(reached) = reached(root, shared)? else { return Ok(ExitCode::SUCCESS) };
    let floors = held(root)?;
    print(&reached, &floors);
    let mut short = Vec::new();
    for (set, reached) in &reached {
        match floors.get(set) {
            Some(floor) => short.extend(floors::shortfalls(set, floor, reached)),
            None => short
                .push(format!("floors.toml: no floors for {set}; set them with cargo xtask score --write")),
        }
    }
    for line in &short {
        eprintln!("{line}");
    }
    Ok(if short.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Raises the floors to what is reached.
pub(crate) fn write(root: &Path, shared: &Path) -> anyhow::Result<ExitCode> {
    let Some(reached) = reached(root, shared)? else { return Ok(ExitCode::SUCCESS) };
    let mut floors = held(root)?;
    print(&reached, &floors);
    for (set, reached) in &reached {
        let old = floors.remove(set).unwrap_or_default();
        floors.insert(set.clone(), floors::raised(&old, reached));
    }
    fs::write(root.join("floors.toml"), floors::text(&floors)).context("floors.toml")?;
    println!("floors.toml written");
    Ok(ExitCode::SUCCESS)
}

fn held(root: &Path) -> anyhow::Result<Floors> {
    match fs::read_to_string(root.join("floors.toml")) {
        Ok(text) => floors::read(&text).context("floors.toml"),
        Err(wrong) if wrong.kind() == std::io::ErrorKind::NotFound => Ok(Floors::new()),
        Err(wrong) => Err(wrong).context("floors.toml"),
    }
}

/// The figures of every set, or nothing where there are no annotated texts.
fn reached(root: &Path, shared: &Path) -> anyhow::Result<Option<Floors>> {
    if !shared.join("score/score.py").is_file() {
        println!(
            "score: no annotated texts beside the repository (../shared); nothing to hold floors against"
        );
        return Ok(None);
    }
    let binary = root.join("target/release/chancery");
    if !binary.is_file() {
        bail!("{} is not there; build it first: cargo build --release", binary.display());
    }
    let work = root.join("target/score");
    fs::create_dir_all(&work).with_context(|| work.display().to_string())?;
    let mut reached = Floors::new();
    for (set, gold, texts) in SETS {
        let (gold, texts) = (shared.join(gold), shared.join(texts));
        let set_gold = gold_set(&gold, &texts).with_context(|| format!("the annotated set {set}"))?;
        let input = work.join(format!("{set}.jsonl"));
        fs::write(&input, &set_gold.lines).with_context(|| input.display().to_string())?;
        let records = work.join(format!("{set}.records.jsonl"));
        extract(&binary, &input, &records)?;
        let figures = figures(shared, &gold, &records)?;
        reached.insert((*set).to_owned(), Floor { sha256: set_gold.sha256, figures });
    }
    reached.extend(measured::reached(root, shared)?);
    Ok(Some(reached))
}

/// An annotated set as input to `chancery extract`, and its hash.
pub(crate) struct GoldSet {
    pub(crate) lines: String,
    sha256: String,
}

/// Each text as a line, with the facts that its annotation says to supply.
pub(crate) fn gold_set(gold: &Path, texts: &Path) -> anyhow::Result<GoldSet> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(gold).with_context(|| gold.display().to_string())? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    let mut set = GoldSet { lines: String::new(), sha256: String::new() };
    let mut hash = Sha256::new();
    for path in &paths {
        let annotation = fs::read(path).with_context(|| path.display().to_string())?;
        let gold: Value = serde_json::from_slice(&annotation).with_context(|| path.display().to_string())?;
        let name = text_name(path, &gold);
        let text = texts.join(&name);
        let text = fs::read_to_string(&text).with_context(|| text.display().to_string())?;
        for part in [name.as_bytes(), &annotation, text.as_bytes()] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        set.lines.push_str(&line(&name, &text, &gold).to_string());
        set.lines.push('\n');
    }
    set.sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(set)
}

/// The file that an annotation is of: what it says, else its own name.
fn text_name(annotation: &Path, gold: &Value) -> String {
    let said = gold.get("doc").and_then(Value::as_str);
    let own = || format!("{}.txt", annotation.file_stem().unwrap_or_default().to_string_lossy());
    said.map_or_else(own, str::to_owned)
}

/// An article with its supplied day. Address and outlet are given where the
/// annotation has an address: such texts are cut from a page that tells both;
/// the others tell their outlet themselves.
fn line(name: &str, text: &str, gold: &Value) -> Value {
    let mut line = json!({ "source": name, "text": text });
    let mut give = |field: &str, value: Option<&Value>| {
        if let Some(value) = value.filter(|value| value.is_string()) {
            line[field] = value.clone();
        }
    };
    give("published", gold.pointer("/supplied/published"));
    if gold.get("url").is_some_and(Value::is_string) {
        give("url", gold.get("url"));
        give("outlet", gold.get("outlet"));
    }
    line
}

fn extract(binary: &Path, input: &Path, records: &Path) -> anyhow::Result<()> {
    let out = fs::File::create(records).with_context(|| records.display().to_string())?;
    let run = Command::new(binary).arg("extract").args(["--jobs", "2"]).arg(input).stdout(out).status();
    let run = run.with_context(|| binary.display().to_string())?;
    if !run.success() {
        bail!("{} extract {} failed; see above", binary.display(), input.display());
    }
    Ok(())
}

/// The scorer's figures, flat: `people.f1`, `people.capacity`, `score`. A kind
/// of which the release finds none yet has no figure.
fn figures(shared: &Path, gold: &Path, records: &Path) -> anyhow::Result<BTreeMap<String, f64>> {
    let scorer: PathBuf = shared.join("score/score.py");
    let run = Command::new("python3")
        .arg(&scorer)
        .arg("--gold")
        .arg(gold)
        .arg("--records")
        .arg(records)
        .arg("--json")
        .output();
    let run = run.context("python3 is needed to score; install it")?;
    if !run.status.success() {
        bail!("{}: {}", scorer.display(), String::from_utf8_lossy(&run.stderr).trim());
    }
    flat(&serde_json::from_slice(&run.stdout)?)
}

fn flat(scored: &Value) -> anyhow::Result<BTreeMap<String, f64>> {
    let mut figures = BTreeMap::new();
    for (name, body) in scored.as_object().context("the scorer printed no object")? {
        let value = |key: &str| body.get(key).and_then(Value::as_f64);
        if value("predicted").is_some_and(|predicted| predicted > 0.0) {
            for key in ["precision", "recall", "f1"] {
                figures.extend(value(key).map(|value| (format!("{name}.{key}"), value)));
            }
        }
        figures.extend(value("accuracy").map(|value| (name.clone(), value)));
        figures.extend(value("score").map(|value| ("score".to_owned(), value)));
    }
    Ok(figures)
}

/// Two tables: the annotated texts, then the treebanks and names.
fn print(reached: &Floors, floors: &Floors) {
    let is_text = |set: &str| SETS.iter().any(|(text, ..)| *text == set);
    let (texts, others): (Vec<&str>, Vec<&str>) =
        reached.keys().map(String::as_str).partition(|set| is_text(set));
    print_table(&texts, reached, floors);
    print_table(&others, reached, floors);
}

/// A figure a line, a set a column, its floor behind it.
fn print_table(sets: &[&str], reached: &Floors, floors: &Floors) {
    let figures_of = |set: &&str| reached.get(*set).map(|set| set.figures.keys());
    let names: BTreeSet<&String> = sets.iter().filter_map(figures_of).flatten().collect();
    let width = names.iter().map(|name| name.len()).max().unwrap_or_default();
    let heads: Vec<String> = sets.iter().map(|set| format!("{set:>8} floor")).collect();
    println!("{:width$} {}", "", heads.join("  "));
    for name in names {
        let cell = |set: &&str| {
            let figure = |floors: &Floors| floors.get(*set).and_then(|set| set.figures.get(name)).copied();
            let value = figure(reached).map_or(String::new(), |value| format!("{value:.3}"));
            let floor = figure(floors).map_or(String::new(), |floor| format!("{floor:.2}"));
            format!("{value:>8} {floor:>5}")
        };
        let cells: Vec<String> = sets.iter().map(cell).collect();
        println!("{name:width$} {}", cells.join("  "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supplied_facts_are_given() {
        let gold = json!({ "supplied": { "published": "2024-09-10" }, "url": "https://demo.example/1", "outlet": "VNS" });
        let expected = json!({
            "source": "a.txt", "text": "They met.", "published": "2024-09-10", "url": "https://demo.example/1", "outlet": "VNS",
        });
        assert_eq!(line("a.txt", "They met.", &gold), expected);
        let bare = json!({ "supplied": {}, "published": "2024-09-10", "outlet": "VNS" });
        assert_eq!(line("a.txt", "They met.", &bare), json!({ "source": "a.txt", "text": "They met." }));
    }

    #[test]
    fn names_of_texts() {
        let own = text_name(Path::new("gold/000_ab.json"), &json!({}));
        assert_eq!(own, "000_ab.txt");
        assert_eq!(text_name(Path::new("gold/1.json"), &json!({ "doc": "01.txt" })), "01.txt");
    }

    #[test]
    fn figures_are_made_flat() {
        let scored = json!({
            "people": { "precision": 1.0, "recall": 0.5, "f1": 0.667, "gold": 2, "predicted": 1 },
            "statements": { "precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 9, "predicted": 0 },
            "people.country": { "accuracy": 0.9, "of": 10 },
            "ledger_score": { "found": 0.5, "slots": 0.5, "score": 0.25 },
        });
        let flat = flat(&scored).unwrap();
        let names: Vec<&str> = flat.keys().map(String::as_str).collect();
        assert_eq!(names, ["people.country", "people.f1", "people.precision", "people.recall", "score"]);
    }
}
