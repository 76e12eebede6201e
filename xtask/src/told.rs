//! `cargo xtask bench entries`: which claims of several documents are one entry, and
//! how it stands, against what `xtask/truth/entries.toml` says of the annotated sets and
//! of the demo.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::{Command, ExitCode},
};

use anyhow::{Context as _, bail};
use record::{Annotated, Annotation, Offsets, Span, fold};
use serde_json::Value;

use crate::score;

/// The day by which deadlines are held.
const AS_OF: &str = "2026-03-01";

/// What a set of documents tells of together.
struct Truth {
    /// Claims that are one, by the sort of their entry.
    groups: BTreeMap<&'static str, Vec<Vec<String>>>,
    /// How an entry stands, by its sort and the first of its claims: any of these.
    statuses: BTreeMap<(&'static str, String), Vec<String>>,
    may: Vec<Vec<String>>,
    persons: Vec<Vec<String>>,
}

impl Truth {
    fn of(table: &Value) -> Self {
        let all = |value: &Value| -> Vec<Value> { value.as_array().cloned().unwrap_or_default() };
        let words = |list: &Value| -> Vec<String> {
            all(list).iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let lists = |field: &str| -> Vec<Vec<String>> { all(&table[field]).iter().map(words).collect() };
        let mut statuses = BTreeMap::new();
        let planned = words(&table["planned"]);
        let encounters = lists("encounters");
        for first in encounters.iter().filter_map(|group| group.first()) {
            let status = if planned.contains(first) { "planned" } else { "held" };
            statuses.insert(("encounters", first.clone()), vec![status.to_owned()]);
        }
        let mut commitments = Vec::new();
        for promise in all(&table["commitments"]) {
            let told = words(&promise["told"]);
            if let Some(first) = told.first() {
                statuses.insert(("commitments", first.clone()), words(&promise["status"]));
            }
            commitments.push(told);
        }
        let groups = BTreeMap::from([("encounters", encounters), ("commitments", commitments)]);
        Self { groups, statuses, may: lists("may"), persons: lists("persons") }
    }

    /// Claims that are one entry of a sort.
    fn groups(&self, kind: &str) -> &[Vec<String>] {
        self.groups.get(kind).map_or(&[], Vec::as_slice)
    }
}

/// A claim: its document and id, and the truth that it is of.
type Named = BTreeMap<(String, String), String>;

/// Joined pairs of claims, and pairs that should be.
#[derive(Default)]
struct Pairs {
    right: usize,
    joined: usize,
    wanted: usize,
    wrong: Vec<String>,
}

/// Reads every set into a ledger of its own and compares pairs of claims.
///
/// # Errors
///
/// If the annotated sets or the release binary are not there.
pub(crate) fn run(root: &Path, shared: &Path) -> anyhow::Result<ExitCode> {
    let truths = fs::read_to_string(root.join("xtask/truth/entries.toml"))?;
    let truths: Value = toml::from_str(&truths).context("xtask/truth/entries.toml")?;
    let mut is_whole = true;
    for (set, gold, texts) in score::SETS {
        let Some(truth) = truths.get(*set).map(Truth::of) else { continue };
        let (gold, texts) = (shared.join(gold), shared.join(texts));
        if !gold.is_dir() {
            println!("{set}: no annotated texts beside the repository");
            continue;
        }
        let lines = score::gold_set(&gold, &texts)?.lines;
        let read = texts_of(&lines)?;
        let work = root.join("target/score");
        fs::create_dir_all(&work)?;
        let (input, ledger) = (work.join(format!("{set}.told.jsonl")), work.join(format!("{set}.ledger")));
        fs::write(&input, lines)?;
        let ask = |arguments: &[&str]| chancery(root, &ledger, arguments);
        let documents = read_anew(&ask, &ledger, &input)?;
        let annotations = annotations(&gold)?;
        for kind in ["encounters", "people", "commitments"] {
            let entries = entries(&ask, kind)?;
            let named = named(kind, &entries, &documents, (&annotations, &read, &truth));
            is_whole &= hold(set, kind, (&entries, &named), &truth);
        }
    }
    if let Some(truth) = truths.get("demo").map(Truth::of) {
        let ledger = root.join("target/score/demo.ledger");
        let ask = |arguments: &[&str]| chancery(root, &ledger, arguments);
        let documents = read_anew(&ask, &ledger, &root.join("demo/documents"))?;
        for kind in ["encounters", "commitments"] {
            let entries = entries(&ask, kind)?;
            let (named, missed) = named_by_words(&entries, &documents, truth.groups(kind));
            is_whole &= missed.is_empty() && hold("demo", kind, (&entries, &named), &truth);
            for missed in missed {
                println!("    not found: {missed}");
            }
        }
    }
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads documents into a ledger that is not there yet; their short names by ids.
fn read_anew(
    ask: &impl Fn(&[&str]) -> anyhow::Result<String>,
    ledger: &Path,
    input: &Path,
) -> anyhow::Result<BTreeMap<String, String>> {
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{end}", ledger.display()));
    }
    ask(&["read", &input.to_string_lossy()])?;
    sources(&ask(&["documents", "--format", "jsonl"])?)
}

fn entries(ask: &impl Fn(&[&str]) -> anyhow::Result<String>, kind: &str) -> anyhow::Result<Vec<Value>> {
    let as_of: &[&str] = if kind == "commitments" { &["--as-of", AS_OF] } else { &[] };
    let listed = ask(&[&[kind, "--format", "jsonl"], as_of].concat())?;
    listed.lines().map(serde_json::from_str).collect::<Result<_, _>>().with_context(|| kind.to_owned())
}

fn chancery(root: &Path, ledger: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let binary = root.join("target/release/chancery");
    let run = Command::new(&binary).arg("--ledger").arg(ledger).args(arguments).output();
    let run = run.with_context(|| binary.display().to_string())?;
    if !run.status.success() {
        bail!("chancery {}: {}", arguments.join(" "), String::from_utf8_lossy(&run.stderr).trim());
    }
    String::from_utf8(run.stdout).context("chancery printed no text")
}

/// Annotations by their file names up to the first `_`.
fn annotations(gold: &Path) -> anyhow::Result<BTreeMap<String, Annotation>> {
    let mut annotations = BTreeMap::new();
    for entry in fs::read_dir(gold)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "json") {
            let text = fs::read_to_string(&path)?;
            let annotation = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
            annotations.insert(short(&path.file_stem().unwrap_or_default().to_string_lossy()), annotation);
        }
    }
    Ok(annotations)
}

/// The texts of a set by the short names of their documents.
fn texts_of(lines: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for line in lines.lines() {
        let article: Value = serde_json::from_str(line)?;
        let text = |field: &str| article[field].as_str().unwrap_or_default().to_owned();
        texts.insert(short(&text("source")), text("text"));
    }
    Ok(texts)
}

fn short(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    stem.split('_').next().unwrap_or(stem).to_owned()
}

/// The short names of documents by their ids.
fn sources(listed: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    for line in listed.lines() {
        let document: Value = serde_json::from_str(line)?;
        let text = |field: &str| document[field].as_str().unwrap_or_default().to_owned();
        names.insert(text("id"), short(&text("source")));
    }
    Ok(names)
}

/// What each claim of the entries is of, as far as it is annotated.
fn named(
    kind: &str,
    entries: &[Value],
    documents: &BTreeMap<String, String>,
    (annotations, texts, truth): (&BTreeMap<String, Annotation>, &BTreeMap<String, String>, &Truth),
) -> Named {
    let mut named = Named::new();
    for source in entries.iter().flat_map(|entry| entry["sources"].as_array().into_iter().flatten()) {
        let text = |field: &str| source[field].as_str().unwrap_or_default().to_owned();
        let Some(short) = documents.get(&text("document")) else { continue };
        let Some(annotation) = annotations.get(short) else { continue };
        let offsets = Offsets::new(texts.get(short).map_or("", String::as_str));
        let offset =
            |span: &Value, field: &str| usize::try_from(span[field].as_u64().unwrap_or(0)).unwrap_or(0);
        let spans = source["evidence"].as_array().into_iter().flatten();
        let words: Vec<&str> = spans
            .filter_map(|span| offsets.words(Span { start: offset(span, "start"), end: offset(span, "end") }))
            .collect();
        let name = match kind {
            "people" => person(&annotation.people, &words, truth),
            _ => {
                let all =
                    if kind == "commitments" { &annotation.commitments } else { &annotation.encounters };
                annotated(all, source).map(|place| of_group(&format!("{short}:{place}"), truth.groups(kind)))
            }
        };
        if let Some(name) = name {
            named.insert((text("document"), text("claim")), name);
        }
    }
    named
}

/// What each claim is of by the words that the truth quotes of its document: of
/// several that it has, the longest; and the words that no claim has. A claim that has
/// none of them is not counted.
fn named_by_words(
    entries: &[Value],
    documents: &BTreeMap<String, String>,
    groups: &[Vec<String>],
) -> (Named, BTreeSet<String>) {
    let mut missed: BTreeSet<String> = groups.iter().flatten().cloned().collect();
    let members: Vec<(&str, &str, &String)> = groups
        .iter()
        .flat_map(|group| group.iter().map(move |member| (member, group)))
        .filter_map(|(member, group)| {
            let (document, words) = member.split_once(": ")?;
            Some((document, words, group.first()?))
        })
        .collect();
    let mut named = Named::new();
    for source in entries.iter().flat_map(|entry| entry["sources"].as_array().into_iter().flatten()) {
        let text = |field: &str| source[field].as_str().unwrap_or_default().to_owned();
        let words = source["words"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let words: Vec<&str> = words.collect();
        let is_of = |(document, quoted, _): &&(&str, &str, &String)| {
            documents.get(&text("document")).is_some_and(|of| of == document)
                && words.iter().any(|words| words.contains(quoted))
        };
        if let Some((short, quoted, first)) = members.iter().filter(is_of).max_by_key(|member| member.1.len())
        {
            missed.remove(&format!("{short}: {quoted}"));
            named.insert((text("document"), text("claim")), (*first).clone());
        }
    }
    (named, missed)
}

/// The annotated item whose words a source shares most of.
fn annotated(annotated: &[Annotated], source: &Value) -> Option<usize> {
    let spans = source["evidence"].as_array()?;
    let shared = |(start, end): (usize, usize)| -> usize {
        let of = |span: &Value, field: &str| usize::try_from(span[field].as_u64().unwrap_or(0)).unwrap_or(0);
        spans.iter().map(|span| end.min(of(span, "end")).saturating_sub(start.max(of(span, "start")))).sum()
    };
    let best = annotated.iter().enumerate().filter_map(|(place, item)| Some((shared(item.span?), place)));
    best.filter(|(shared, _)| *shared > 0)
        .max_by_key(|(shared, place)| (*shared, std::cmp::Reverse(*place)))
        .map(|(_, place)| place)
}

/// The group that an annotated item belongs to, by its first member.
fn of_group(name: &str, groups: &[Vec<String>]) -> String {
    let group = groups.iter().find(|group| group.iter().any(|member| member == name));
    group.and_then(|group| group.first()).map_or_else(|| name.to_owned(), Clone::clone)
}

/// The annotated person whom the words of a source name.
fn person(annotated: &[Annotated], words: &[&str], truth: &Truth) -> Option<String> {
    let said: BTreeSet<String> = words.iter().map(|words| fold(words)).collect();
    // A mention may have a title before the name.
    let is_said = |name: &str| {
        let name = fold(name);
        said.iter().any(|said| *said == name || name.contains(' ') && said.ends_with(&name))
    };
    let found = annotated
        .iter()
        .find(|person| std::iter::once(&person.name).chain(&person.aliases).any(|name| is_said(name)));
    let name = &found?.name;
    let group = truth.persons.iter().find(|names| names.contains(name));
    Some(fold(group.and_then(|names| names.first()).unwrap_or(name)))
}

/// Prints how the entries of a sort were joined and how they stand; whether all is
/// right.
fn hold(set: &str, kind: &'static str, (entries, named): (&[Value], &Named), truth: &Truth) -> bool {
    let is_joined = pairs(entries, named, truth).print(set, kind);
    let mut standing: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for entry in entries {
        for source in entry["sources"].as_array().into_iter().flatten() {
            let text = |field: &str| source[field].as_str().unwrap_or_default().to_owned();
            if let Some(name) = named.get(&(text("document"), text("claim"))) {
                standing.entry(name).or_default().insert(entry["status"].as_str().unwrap_or_default());
            }
        }
    }
    let of_kind = truth.statuses.iter().filter(|((of, _), _)| *of == kind);
    let wanted: Vec<(&String, &Vec<String>)> = of_kind.map(|((_, first), status)| (first, status)).collect();
    if wanted.is_empty() {
        return is_joined;
    }
    let is_wrong = |(first, status): &&(&String, &Vec<String>)| {
        standing
            .get(first.as_str())
            .is_none_or(|told| !told.iter().all(|told| status.iter().any(|status| status == told)))
    };
    let wrong: Vec<&(&String, &Vec<String>)> = wanted.iter().filter(is_wrong).collect();
    println!("{set}, {kind}: {} of {} as they stand", wanted.len() - wrong.len(), wanted.len());
    for (first, status) in &wrong {
        println!("    {first}: {:?}, not {}", standing.get(first.as_str()), status.join(" or "));
    }
    is_joined && wrong.is_empty()
}

fn pairs(entries: &[Value], named: &Named, truth: &Truth) -> Pairs {
    let mut entry_of: BTreeMap<&(String, String), usize> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        for source in entry["sources"].as_array().into_iter().flatten() {
            let text = |field: &str| source[field].as_str().unwrap_or_default().to_owned();
            if let Some((key, _)) = named.get_key_value(&(text("document"), text("claim"))) {
                entry_of.insert(key, place);
            }
        }
    }
    let mut pairs = Pairs::default();
    let claims: Vec<(&(String, String), &String)> = named.iter().collect();
    for (place, (left, left_name)) in claims.iter().enumerate() {
        for (right, right_name) in &claims[place + 1..] {
            let may = left_name != right_name
                && truth.may.iter().any(|group| group.contains(left_name) && group.contains(right_name));
            if left.0 == right.0 || may {
                continue;
            }
            let (is_joined, is_one) = (entry_of.get(left) == entry_of.get(right), left_name == right_name);
            pairs.joined += usize::from(is_joined);
            pairs.wanted += usize::from(is_one);
            pairs.right += usize::from(is_joined && is_one);
            if is_joined != is_one {
                let what = if is_joined { "joined" } else { "not joined" };
                pairs.wrong.push(format!(
                    "{what}: {left_name} and {right_name} ({} {}, {} {})",
                    left.0, left.1, right.0, right.1
                ));
            }
        }
    }
    pairs
}

impl Pairs {
    /// Prints the figures and what is wrong; whether nothing is.
    fn print(&self, set: &str, kind: &str) -> bool {
        println!("{set}, {kind}: {}", self.sentence());
        for wrong in &self.wrong {
            println!("    {wrong}");
        }
        self.wrong.is_empty()
    }

    fn sentence(&self) -> String {
        let share = |of: usize| if of == 0 { 1.0 } else { self.right as f64 / of as f64 };
        format!(
            "{} pairs joined, precision {:.3}; {} to be joined, recall {:.3}",
            self.joined,
            share(self.joined),
            self.wanted,
            share(self.wanted)
        )
    }
}
