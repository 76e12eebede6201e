//! The bundled documents against `demo/gold.toml`: what the ledger should hold
//! of them, written down from the texts before any was read by the program.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use record::fold;
use serde::Deserialize;
use serde_json::Value;

use crate::desk::{Desk, bundled};

/// How many of the 40 encounters agree, field by field, and in every field.
/// Floors only rise: whoever makes the ledger better writes the new number,
/// and a change that would lower one is wrong.
const ENCOUNTER_FLOORS: &[(&str, usize)] = &[
    ("found", 33),
    ("kind", 33),
    ("date", 33),
    ("place", 31),
    ("participants", 30),
    ("status", 33),
    ("documents", 31),
    ("within", 32),
    ("all fields", 27),
];

/// How many of the 11 figures and of the 2 formulas the ledger holds as gold
/// has them, documents included. Floors only rise.
const FIGURE_FLOOR: usize = 10;
const FORMULA_FLOOR: usize = 2;

/// The states of the cities that gold names. Gold places a visit in the city of
/// its venues; an entry places it in the state it goes to, as documents say.
const STATES: &[(&str, &str)] =
    &[("Hanoi", "VN"), ("Ho Chi Minh City", "VN"), ("Vientiane", "LA"), ("Paris", "FR")];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    encounter: Vec<Encounter>,
    absent: Vec<Absent>,
    figure: Vec<Figure>,
    formula: Vec<Formula>,
    copy: Vec<Copies>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Encounter {
    kind: String,
    date: String,
    place: String,
    participants: BTreeSet<String>,
    #[serde(default)]
    participants_also: BTreeSet<String>,
    #[serde(default)]
    groups: BTreeSet<String>,
    status: String,
    documents: BTreeSet<String>,
    within: String,
    #[serde(default)]
    within_also: Vec<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default, rename = "why")]
    _why: String,
}

impl Encounter {
    /// As `within` names it.
    fn name(&self) -> String {
        format!("{} {}", self.kind, self.date)
    }

    fn is_visit(&self) -> bool {
        self.kind.contains("visit")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Absent {
    document: String,
    words: String,
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    measure: String,
    subject: BTreeSet<String>,
    value: f64,
    unit: String,
    approx: bool,
    period: Option<String>,
    stage: Option<String>,
    documents: BTreeSet<String>,
    #[serde(default, rename = "optional")]
    _optional: bool,
    #[serde(default, rename = "disagrees")]
    _disagrees: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Formula {
    relation: BTreeSet<String>,
    terms: Vec<String>,
    #[serde(default)]
    new: Vec<String>,
    first: String,
    documents: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Copies {
    agency: String,
    documents: BTreeSet<String>,
}

fn gold() -> Gold {
    let path = bundled().parent().unwrap().join("gold.toml");
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The ledger of the bundled documents.
struct Held {
    desk: Desk,
    /// File names by document id, `file:line` for lines.
    files: BTreeMap<String, String>,
}

impl Held {
    fn new() -> Self {
        let desk = Desk::new();
        desk.ask(&["read", bundled().to_str().unwrap()]);
        let documents = desk.objects(&["documents", "--format", "jsonl"]);
        let file = |source: &str| source.rsplit('/').next().unwrap_or(source).to_owned();
        let files = documents.iter().map(|one| (text(&one["id"]), file(&text(&one["source"])))).collect();
        Self { desk, files }
    }

    fn list(&self, list: &str) -> Vec<Value> {
        self.desk.objects(&[list, "--format", "jsonl"])
    }

    /// The files that an entry comes from.
    fn documents(&self, entry: &Value) -> BTreeSet<String> {
        let sources = entry["sources"].as_array().unwrap().iter();
        sources.map(|source| self.files[source["document"].as_str().unwrap()].clone()).collect()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts<C: FromIterator<String>>(values: &Value) -> C {
    values.as_array().unwrap().iter().map(text).collect()
}

fn folded<'n>(names: impl IntoIterator<Item = &'n String>) -> BTreeSet<String> {
    names.into_iter().map(|name| fold(name)).collect()
}

fn persons(entry: &Value) -> BTreeSet<String> {
    entry["names"].as_object().unwrap().values().map(|name| fold(&text(name))).collect()
}

/// How well an entry answers to an encounter of gold; nothing if it cannot be
/// that one: they share no document or no person, or are of two days or sorts.
fn likeness(held: &Held, gold: &Encounter, entry: &Value) -> Option<usize> {
    let n_documents = held.documents(entry).intersection(&gold.documents).count();
    let (own, theirs) = (persons(entry), folded(&gold.participants));
    let n_persons = own.intersection(&theirs).count();
    let (kind, date) = (text(&entry["kind"]), text(&entry["date"]));
    let is_then = !date.is_empty() && days_touch(&date, &gold.date);
    let is_likely =
        if kind == gold.kind { n_persons > 0 || own.is_empty() && is_then } else { n_persons > 0 };
    let is_apart = n_documents == 0 || sort(&kind) != sort(&gold.kind) || !(date.is_empty() || is_then);
    let says = 4 * usize::from(kind == gold.kind) + 4 * usize::from(date == gold.date);
    (is_likely && !is_apart).then_some(says + 2 * n_persons + n_documents)
}

/// Kinds under which one and the same contact may be told.
fn sort(kind: &str) -> &str {
    match kind {
        "talks" | "meeting" | "high-level meeting" | "summit" | "reception" | "courtesy call" => "meeting",
        visit if visit.contains("visit") => "visit",
        other => other,
    }
}

/// Whether two runs of days, as EDTF, share a day.
fn days_touch(left: &str, right: &str) -> bool {
    let ends = |days: &str| {
        let (first, last) = days.split_once('/').unwrap_or((days, days));
        (first.to_owned(), last.to_owned())
    };
    let (left, right) = (ends(left), ends(right));
    left.0 <= right.1 && right.0 <= left.1
}

/// For each encounter of gold the entry that answers to it, the likest first.
fn paired(held: &Held, gold: &[Encounter], entries: &[Value]) -> BTreeMap<usize, usize> {
    let mut likely: Vec<(usize, usize, usize)> = Vec::new();
    for (of_gold, expected) in gold.iter().enumerate() {
        for (of_ledger, entry) in entries.iter().enumerate() {
            likely.extend(likeness(held, expected, entry).map(|likeness| (likeness, of_gold, of_ledger)));
        }
    }
    likely.sort_by_key(|(likeness, of_gold, of_ledger)| (std::cmp::Reverse(*likeness), *of_gold, *of_ledger));
    let mut pairs = BTreeMap::new();
    for (_, of_gold, of_ledger) in likely {
        if !pairs.contains_key(&of_gold) && pairs.values().all(|taken| *taken != of_ledger) {
            pairs.insert(of_gold, of_ledger);
        }
    }
    pairs
}

/// What differs between an encounter of gold and its entry: field and value.
fn differences(held: &Held, gold: &Encounter, entry: &Value, within: &str) -> BTreeMap<&'static str, String> {
    let (people, documents) = (persons(entry), held.documents(entry));
    let place = &entry["place"];
    let state = STATES.iter().find(|(city, _)| *city == gold.place).map_or("", |(_, state)| state);
    let is_there =
        if gold.is_visit() { place["country"] == state } else { place["name"] == gold.place.as_str() };
    let expected = folded(&gold.participants);
    let others: BTreeSet<String> = people
        .difference(&expected)
        .filter(|name| !folded(&gold.participants_also).contains(*name))
        .cloned()
        .collect();
    let missing: BTreeSet<String> = expected.difference(&people).cloned().collect();
    let groups: BTreeSet<String> = texts(&entry["groups"]);
    let is_within = within == gold.within || gold.within_also.iter().any(|also| also == within);
    let lacks: BTreeSet<&String> = gold.documents.difference(&documents).collect();
    let more: BTreeSet<&String> = documents.difference(&gold.documents).collect();
    let told = [
        ("kind", entry["kind"] == gold.kind.as_str(), text(&entry["kind"])),
        ("date", entry["date"] == gold.date.as_str(), text(&entry["date"])),
        ("place", is_there, text(&place["name"])),
        (
            "participants",
            missing.is_empty() && others.is_empty() && gold.groups.is_subset(&groups),
            format!("without {missing:?}, with {others:?}, groups {groups:?}"),
        ),
        ("status", entry["status"] == gold.status.as_str(), text(&entry["status"])),
        ("documents", lacks.is_empty() && more.is_empty(), format!("without {lacks:?}, with {more:?}")),
        ("within", is_within, within.to_owned()),
    ];
    told.into_iter().filter(|(_, agrees, _)| !agrees).map(|(field, _, said)| (field, said)).collect()
}

#[test]
fn the_encounters_of_gold() {
    let (held, gold) = (Held::new(), gold().encounter);
    let entries = held.list("encounters");
    let pairs = paired(&held, &gold, &entries);
    let named = |id: &Value| {
        let visit = pairs.iter().find(|(_, of_ledger)| entries[**of_ledger]["id"] == *id);
        visit.map_or_else(|| text(id), |(of_gold, _)| gold[*of_gold].name())
    };
    let mut told = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (of_gold, expected) in gold.iter().enumerate() {
        let Some(entry) = pairs.get(&of_gold).map(|of_ledger| &entries[*of_ledger]) else {
            let optional = if expected.optional { " (optional)" } else { "" };
            told.push(format!("missing{optional}: {}, {:?}", expected.name(), expected.participants));
            continue;
        };
        let differ = differences(&held, expected, entry, &named(&entry["within"]));
        for (field, _) in ENCOUNTER_FLOORS {
            let agrees = if *field == "all fields" { differ.is_empty() } else { !differ.contains_key(field) };
            *counts.entry(field).or_default() += usize::from(agrees);
        }
        if !differ.is_empty() {
            told.push(format!("{}, {:?}: {differ:?}", expected.name(), expected.participants));
        }
    }
    let mut wrong: Vec<String> = Vec::new();
    for (field, floor) in ENCOUNTER_FLOORS {
        let count = counts.get(field).copied().unwrap_or(0);
        println!("{field}: {count} of {}, floor {floor}", gold.len());
        if count < *floor {
            wrong.push(format!("{field}: {count} instead of {floor}"));
        }
    }
    let is_extra = |(idx, _): &(usize, &Value)| pairs.values().all(|taken| taken != idx);
    let extra = entries.iter().enumerate().filter(is_extra).map(|(_, entry)| format!("not in gold: {entry}"));
    wrong.extend(extra);
    println!("{}", told.join("\n"));
    assert!(wrong.is_empty(), "{}\n\nwhat differs:\n{}", wrong.join("\n"), told.join("\n"));
}

/// The first and the end of words within a text, in code points.
fn span_of(text: &str, words: &str) -> Option<(u64, u64)> {
    let at = text.find(words)?;
    let start = text[..at].chars().count() as u64;
    Some((start, start + words.chars().count() as u64))
}

#[test]
fn what_gold_says_is_absent_is_absent() {
    let held = Held::new();
    let entries = held.list("encounters");
    let records = held.desk.objects(&["extract", "--with-text", bundled().to_str().unwrap()]);
    let texts: BTreeMap<String, String> = records
        .iter()
        .map(|record| {
            (held.files[record["article"]["id"].as_str().unwrap()].clone(), text(&record["article"]["text"]))
        })
        .collect();
    let mut wrong = Vec::new();
    for absent in gold().absent {
        let Some((start, end)) = span_of(&texts[&absent.document], &absent.words) else {
            wrong.push(format!("{} does not hold `{}`", absent.document, absent.words));
            continue;
        };
        for entry in &entries {
            let quoted = entry["evidence"].as_array().unwrap().iter().any(|quoted| {
                held.files[quoted["document"].as_str().unwrap()] == absent.document
                    && quoted["start"].as_u64().unwrap() < end
                    && quoted["end"].as_u64().unwrap() > start
            });
            if quoted {
                wrong.push(format!("`{}` ({}) became {entry}", absent.words, absent.why));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Gold names no stage of what has come about; an entry may say that it has.
fn is_stage(held: Option<&str>, gold: Option<&str>) -> bool {
    held == gold || gold.is_none() && held == Some("actual")
}

#[test]
fn the_figures_of_gold() {
    let held = Held::new();
    let figures = held.list("figures");
    let is_held = |gold: &Figure| {
        figures.iter().any(|entry| {
            let value = entry["value"].as_f64().unwrap();
            let measure = fold(&text(&entry["measure"]));
            fold(&gold.measure).split(' ').all(|word| measure.contains(word) || word == "of")
                && (value - gold.value).abs() < 1e-6 * gold.value
                && entry["unit"] == gold.unit.as_str()
                && entry["approx"] == gold.approx
                && texts::<BTreeSet<String>>(&entry["subject"]) == gold.subject
                && entry["period"].as_str() == gold.period.as_deref()
                && is_stage(entry["stage"].as_str(), gold.stage.as_deref())
                && held.documents(entry) == gold.documents
        })
    };
    let gold = gold().figure;
    let missing: Vec<String> = gold
        .iter()
        .filter(|figure| !is_held(figure))
        .map(|figure| format!("not held so: {} {} {}", figure.measure, figure.value, figure.unit))
        .collect();
    let n_held = gold.len() - missing.len();
    println!("{n_held} of {}, floor {FIGURE_FLOOR}\n{}", gold.len(), missing.join("\n"));
    assert!(n_held >= FIGURE_FLOOR, "{}\n{figures:#?}", missing.join("\n"));
}

#[test]
fn the_formulas_of_gold() {
    let held = Held::new();
    let formulas = held.list("formulas");
    let is_held = |gold: &Formula| {
        formulas.iter().any(|entry| {
            texts::<BTreeSet<String>>(&entry["relation"]) == gold.relation
                && texts::<Vec<String>>(&entry["terms"]) == gold.terms
                && gold.new.iter().all(|term| texts::<Vec<String>>(&entry["new"]).contains(term))
                && text(&entry["first"]).starts_with(&gold.first)
                && held.documents(entry) == gold.documents
        })
    };
    let gold = gold().formula;
    let missing: Vec<String> =
        gold.iter().filter(|formula| !is_held(formula)).map(|formula| formula.terms.join(", ")).collect();
    let n_held = gold.len() - missing.len();
    let told: Vec<String> = formulas
        .iter()
        .map(|entry| {
            format!("{} {} {} {:?}", entry["terms"], entry["new"], entry["first"], held.documents(entry))
        })
        .collect();
    println!(
        "{n_held} of {}, floor {FORMULA_FLOOR}\n{}\n{}",
        gold.len(),
        missing.join("\n"),
        told.join("\n")
    );
    assert!(n_held >= FORMULA_FLOOR, "not held so: {}\nbut {}", missing.join("\n"), told.join("\n"));
}

#[test]
fn copies_are_one_voice() {
    let held = Held::new();
    for copies in gold().copy {
        for document in held.list("documents") {
            if copies.documents.contains(&held.files[document["id"].as_str().unwrap()]) {
                assert_eq!(document["agency"], copies.agency.as_str(), "{document}");
            }
        }
        let entries = held.list("encounters");
        let told: Vec<&Value> =
            entries.iter().filter(|entry| held.documents(entry) == copies.documents).collect();
        assert!(!told.is_empty(), "nothing is told by {:?} alone", copies.documents);
        for entry in told {
            assert_eq!(texts::<Vec<String>>(&entry["voices"]), [copies.agency.as_str()], "{entry}");
        }
    }
}
