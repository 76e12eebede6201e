//! `cargo xtask bench joins`: how well and how fast documents of a known world are
//! joined.

mod names;
mod told;
mod world;

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    io::{BufWriter, Write as _},
    path::Path,
    process::ExitCode,
    time::Instant,
};

use anyhow::Context as _;
use ledger::{Filter, Ledger};
use record::{PartyId, Record};

use told::Newsroom;

/// Documents, if no other number is given.
pub(crate) const DOCUMENTS: usize = 10_000;

/// From which the world is generated, if nothing else is given.
pub(crate) const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Documents that are filed in one transaction.
const BATCH: usize = 1000;

/// How often every question is asked.
const TIMES: usize = 7;

/// Files and joins a tenth of the documents and then all of them, each into a
/// ledger of its own, and prints what that took and how right the joins are.
pub(crate) fn run(n_documents: usize, seed: u64) -> anyhow::Result<ExitCode> {
    let folder = std::env::temp_dir().join(format!("chancery-joins-{}", std::process::id()));
    println!(
        "{:>9}{:>10}{:>10}{:>9}{:>12}{:>10}",
        "documents", "filing s", "joining s", "a second", "ms a document", "peak"
    );
    let tenth = filed(&folder.join("tenth.ledger"), n_documents / 10, seed)?;
    let path = folder.join("all.ledger");
    let all = filed(&path, n_documents, seed)?;
    println!("a document costs {:.2} times what it does among a tenth", all / tenth);
    let is_same = export(&Ledger::open(&folder.join("tenth.ledger"))?)?
        == export(&shuffled(&folder.join("shuffled.ledger"), n_documents / 10, seed)?)?;
    println!(
        "the tenth, filed in another order: {}",
        if is_same { "the same export" } else { "ANOTHER export" }
    );
    let ledger = Ledger::open(&path)?;
    ask(&ledger)?;
    score(&ledger, n_documents, seed)?;
    drop(ledger);
    fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(if is_same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The same documents filed in another order, in batches of another size.
fn shuffled(path: &Path, n_documents: usize, seed: u64) -> anyhow::Result<Ledger> {
    let mut newsroom = Newsroom::new(seed);
    let mut records: Vec<Record> = (0..n_documents).map(|_| newsroom.next().record).collect();
    // By the end of their hash, which has nothing to do with what they say.
    records.sort_by_cached_key(|record| record.article.sha256.chars().rev().collect::<String>());
    let mut ledger = Ledger::create(path)?;
    while !records.is_empty() {
        for outcome in ledger.import(records.split_off(records.len().saturating_sub(BATCH / 3)))? {
            outcome?;
        }
    }
    ledger.join()?;
    Ok(ledger)
}

/// All that lists tell of a ledger.
fn export(ledger: &Ledger) -> anyhow::Result<Vec<String>> {
    let all = Filter::default();
    Ok(vec![
        serde_json::to_string(&ledger.documents(&all)?)?,
        serde_json::to_string(&ledger.people(&all)?)?,
        serde_json::to_string(&ledger.encounters(&all)?)?,
        serde_json::to_string(&ledger.tenures(&all)?)?,
        serde_json::to_string(&ledger.statements(&all)?)?,
        serde_json::to_string(&ledger.relations()?)?,
    ])
}

/// Writes the records of the world, one a line, as `chancery import` takes them.
pub(crate) fn write(n_documents: usize, seed: u64, path: &Path) -> anyhow::Result<ExitCode> {
    let mut file = BufWriter::new(fs::File::create(path).with_context(|| path.display().to_string())?);
    let mut newsroom = Newsroom::new(seed);
    for _ in 0..n_documents {
        serde_json::to_writer(&mut file, &newsroom.next().record)?;
        file.write_all(b"\n")?;
    }
    file.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Files and joins documents; the seconds that one took.
fn filed(path: &Path, n_documents: usize, seed: u64) -> anyhow::Result<f64> {
    let mut ledger = Ledger::create(path)?;
    let mut newsroom = Newsroom::new(seed);
    let mut filing = 0.0;
    let mut n_left = n_documents;
    while n_left > 0 {
        let batch: Vec<_> = (0..BATCH.min(n_left)).map(|_| newsroom.next().record).collect();
        n_left -= batch.len();
        let start = Instant::now();
        for outcome in ledger.import(batch)? {
            outcome?;
        }
        filing += start.elapsed().as_secs_f64();
    }
    let start = Instant::now();
    ledger.join()?;
    let joining = start.elapsed().as_secs_f64();
    let n = n_documents as f64;
    let a_second = n / (filing + joining);
    println!(
        "{n_documents:>9}{filing:>10.1}{joining:>10.1}{a_second:>9.0}{:>12.2}{:>12}",
        1e3 / a_second,
        peak()
    );
    Ok(1.0 / a_second)
}

/// The most memory that this process had, as the system tells it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kilobytes| format!("{} MB", kilobytes >> 10))
}

/// Asks what pages and lists ask, and prints the times.
fn ask(ledger: &Ledger) -> anyhow::Result<()> {
    let pair = ledger.main_relation()?.context("there is no relation")?;
    let state = Filter { between: vec![PartyId("VN".to_owned())], ..Filter::default() };
    let between = Filter { between: vec![pair.0, pair.1], ..Filter::default() };
    let everyone = ledger.people(&state)?;
    let person = everyone.iter().max_by_key(|person| person.sources.len()).context("there is nobody")?;
    let (person, source) =
        (person.id.clone(), person.sources.first().context("it has no source")?.document.clone());
    let of_person = Filter { person: Some(person.0.clone()), ..Filter::default() };
    println!("{:<28}{:>9}{:>12}{:>12}", "question", "found", "median ms", "worst ms");
    // As a page of a list asks.
    let first = Filter { limit: Some(100), ..Filter::default() };
    let later = Filter { after: 1000, ..first.clone() };
    timed("first page, in counts", || Ok(ledger.counts()?.documents))?;
    timed("latest documents", || Ok(ledger.latest_documents(8)?.len()))?;
    timed("most named", || Ok(ledger.most_named(8)?.len()))?;
    timed("encounters, a page", || Ok(ledger.encounters(&first)?.len()))?;
    timed("encounters, a later page", || Ok(ledger.encounters(&later)?.len()))?;
    timed("people, a page", || Ok(ledger.people(&first)?.len()))?;
    timed("tenures, a page", || Ok(ledger.tenures(&first)?.len()))?;
    timed("statements, a page", || Ok(ledger.statements(&first)?.len()))?;
    timed("documents, a page", || Ok(ledger.documents(&first)?.len()))?;
    timed("encounters of two parties", || Ok(ledger.encounters(&between)?.len()))?;
    timed("encounters of a person", || Ok(ledger.encounters(&of_person)?.len()))?;
    timed("people of a party", || Ok(ledger.people(&state)?.len()))?;
    timed("tenures of a party", || Ok(ledger.tenures(&state)?.len()))?;
    timed("statements of two parties", || Ok(ledger.statements(&between)?.len()))?;
    timed("documents of two parties", || Ok(ledger.documents(&between)?.len()))?;
    timed("relations", || Ok(ledger.relations()?.len()))?;
    timed("one person", || Ok(ledger.person(&person.0)?.map_or(0, |person| person.sources.len())))?;
    timed("a document's page", || Ok(ledger.page(&source)?.map_or(0, |page| page.marks.len())))
}

fn timed(question: &str, ask: impl Fn() -> anyhow::Result<usize>) -> anyhow::Result<()> {
    let mut times = Vec::with_capacity(TIMES);
    let mut found = 0;
    for _ in 0..TIMES {
        let start = Instant::now();
        found = ask()?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!("{question:<28}{found:>9}{:>12.1}{:>12.1}", times[TIMES / 2], times[TIMES - 1]);
    Ok(())
}

/// What each claim of each document truly is of.
type Truth = HashMap<(String, String), u64>;

/// How many pairs of claims that are one are joined, and of those joined are one.
fn score(ledger: &Ledger, n_documents: usize, seed: u64) -> anyhow::Result<()> {
    let mut newsroom = Newsroom::new(seed);
    let mut truth = Truth::new();
    for _ in 0..n_documents {
        let told = newsroom.next();
        let document = told.record.article.id;
        truth.extend(told.truth.into_iter().map(|(claim, of)| ((document.clone(), claim), of)));
    }
    let all = Filter::default();
    let people = ledger.people(&all)?;
    println!("{} persons, {} found", newsroom.n_persons(), people.len());
    pairs("persons", people.iter().map(|entry| &entry.sources), 'p', &truth);
    drop(people);
    let encounters = ledger.encounters(&all)?;
    pairs("encounters", encounters.iter().map(|entry| &entry.sources), 'e', &truth);
    Ok(())
}

fn pairs<'e>(
    what: &str,
    entries: impl Iterator<Item = &'e Vec<ledger::Source>>,
    letter: char,
    truth: &Truth,
) {
    let of_pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let (mut right, mut joined) = (0, 0);
    let mut wrong: BTreeMap<&str, u64> = BTreeMap::new();
    for sources in entries {
        let mut counts: BTreeMap<u64, u64> = BTreeMap::new();
        for source in sources {
            if let Some(of) = truth.get(&(source.document.clone(), source.claim.clone())) {
                *counts.entry(*of).or_default() += 1;
            }
        }
        let most = counts.iter().max_by_key(|(_, n)| **n).map(|(of, _)| *of);
        for source in sources {
            let of = truth.get(&(source.document.clone(), source.claim.clone()));
            if let Some(why) = source.why.as_deref().filter(|_| of.copied() != most) {
                *wrong.entry(why).or_default() += 1;
            }
        }
        joined += of_pairs(counts.values().sum());
        right += counts.values().map(|n| of_pairs(*n)).sum::<u64>();
    }
    let mut counts: BTreeMap<u64, u64> = BTreeMap::new();
    for ((_, claim), of) in truth {
        if claim.starts_with(letter) {
            *counts.entry(*of).or_default() += 1;
        }
    }
    let one: u64 = counts.values().map(|n| of_pairs(*n)).sum();
    let share = |of: u64| right as f64 / of.max(1) as f64;
    println!("{what:<12} precision {:.4}, recall {:.4} of {one} pairs", share(joined), share(one));
    for (why, n) in wrong {
        println!("    {n} wrong by {why}");
    }
}
