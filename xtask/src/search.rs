//! `cargo xtask bench search`: how fast a large ledger is searched.

use std::{process::ExitCode, time::Instant};

use anyhow::Context as _;
use ledger::{Filed, Ledger, Part, Query};
use record::Record;
use rulebook::Rulebook;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::speed;

/// Documents of the ledger, if no other number is given.
pub(crate) const DOCUMENTS: usize = 100_000;

/// Characters of a text, more or less.
const LENGTH: usize = 1500;

/// Every so many documents one says who met whom: joining is not what is
/// measured here.
const WITH_ENTRIES: usize = 100;

/// How often every query is asked.
const TIMES: usize = 21;

/// What is asked: what it shows, and the query.
const QUERIES: &[(&str, &str)] = &[
    ("common word", "the"),
    ("common words", "president trade"),
    ("rare word", "zebrawood"),
    ("common and rare", "trade zebrawood"),
    ("short word", "EU"),
    ("with marks", "Tô Lâm"),
    ("phrase", "\"state visit\""),
    ("phrase of names", "\"to lam\""),
    ("prefix", "minis*"),
    ("person:", "person:lam"),
    ("person: and kind:", "person:\"to lam\" kind:talks"),
    ("person: and word", "person:lam trade"),
    ("Chinese, two", "越南"),
    ("Chinese, one", "越"),
    ("Chinese, six", "越南国家主席"),
    ("common word, since:", "trade since:2024-06"),
    ("since: alone", "since:2024 until:2024"),
];

/// Makes a ledger of generated documents, asks every query and prints the times.
pub(crate) fn run(n_documents: usize) -> anyhow::Result<ExitCode> {
    let folder = std::env::temp_dir().join(format!("chancery-bench-{}", std::process::id()));
    let path = folder.join("search.ledger");
    let made = Instant::now();
    let mut ledger = Ledger::create(&path)?;
    fill(&mut ledger, n_documents)?;
    let indexed = made.elapsed().as_secs_f64();
    ledger.join()?;
    drop(ledger);
    let bytes = std::fs::metadata(&path).map_or(0, |file| file.len());
    println!("{n_documents} documents: filed in {indexed:.0} s, {} MB, {}", bytes >> 20, speed::resident());
    println!("{:<22}{:>10}{:>12}{:>12}", "query", "found", "median ms", "worst ms");
    let ledger = Ledger::open(&path)?;
    for (what, text) in QUERIES {
        let query = Query::read(text, &|_| None)?;
        let mut times = Vec::with_capacity(TIMES);
        let mut found = String::new();
        for _ in 0..TIMES {
            let start = Instant::now();
            let answer = ledger.search(&query, Part { offset: 0, limit: 20 })?;
            times.push(start.elapsed().as_secs_f64() * 1e3);
            found = format!("{}{}", answer.n_found, if answer.is_more { "+" } else { "" });
        }
        times.sort_by(f64::total_cmp);
        let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
        println!("{what:<22}{found:>10}{median:>12.1}{worst:>12.1}");
    }
    drop(ledger);
    std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(ExitCode::SUCCESS)
}

fn fill(ledger: &mut Ledger, n_documents: usize) -> anyhow::Result<()> {
    let words = vocabulary()?;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for number in 0..n_documents {
        let text = text(number, &words, &mut dice);
        let hash: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        let record: Record = serde_json::from_value(record(number, &hash, &text))?;
        let bytes = text.as_bytes();
        ledger.file(Filed { bytes, form: "plain", text: &text, record: &record, reader: "bench" })?;
    }
    Ok(())
}

/// Words of the bundled tables, the commonest of English first.
fn vocabulary() -> anyhow::Result<Vec<String>> {
    let rulebook = Rulebook::embedded()?;
    let first = "the of and to in president on with minister for trade visit talks state cooperation EU UN";
    let mut words: Vec<String> = first.split(' ').map(str::to_owned).collect();
    let mut rest: Vec<String> = Vec::new();
    rest.extend(rulebook.lists.values().flat_map(|list| &list.entries).map(|entry| entry.phrase.clone()));
    rest.extend(rulebook.states.iter().map(|state| state.name.clone()));
    rest.extend(rulebook.offices.iter().map(|office| office.phrase.clone()));
    rest.extend(rulebook.leaders.iter().map(|leader| leader.name.clone()));
    rest.extend(rulebook.places.iter().map(|place| place.name.clone()));
    let rest = rest.iter().flat_map(|phrase| phrase.split(' ')).map(str::to_owned);
    words.extend(rest.filter(|word| word.chars().all(char::is_alphanumeric) && !word.is_empty()));
    Ok(words)
}

/// A text in which words are the rarer the later they stand in the list.
fn text(number: usize, words: &[String], dice: &mut Dice) -> String {
    let mut text = format!("Dispatch {number}. ");
    if number.is_multiple_of(40) {
        text.push_str("Tô Lâm paid a state visit. ");
    }
    if number.is_multiple_of(90) {
        text.push_str("To Lam on zebrawood. ");
    }
    if number.is_multiple_of(50) {
        text.push_str("越南国家主席苏林与老挝国家主席通伦会谈。越南与老挝是邻国。");
    }
    while text.len() < LENGTH {
        let end = if dice.roll(14) == 0 { ". " } else { " " };
        // The power of a share between 0 and 1 falls most often near 0.
        let share = dice.roll(1 << 20) as f64 / f64::from(1 << 20);
        let idx = (share.powi(4) * words.len() as f64) as usize;
        text.push_str(&words[idx.min(words.len() - 1)]);
        text.push_str(end);
    }
    text
}

fn record(number: usize, hash: &str, text: &str) -> Value {
    let day = format!("20{:02}-{:02}-{:02}", 15 + number % 10, 1 + number / 10 % 12, 1 + number / 120 % 28);
    let span = json!({ "start": 0, "end": 8 });
    let person = |id: &str, name: &str, country: &str| {
        json!({ "id": id, "name": name, "country": country, "names": [name], "capacities": [],
            "mentions": [{ "start": 0, "end": 8, "how": "name" }], "by": "bench" })
    };
    let mut people = Vec::new();
    let mut encounters = Vec::new();
    if number.is_multiple_of(WITH_ENTRIES) {
        people = vec![person("p1", "Tô Lâm", "VN"), person("p2", "Thongloun Sisoulith", "LA")];
        encounters.push(
            json!({ "id": "e1", "kind": "talks", "status": "held", "date": day, "date_from": "text",
            "place": { "name": "Hanoi", "country": "VN" }, "hosts": ["p1"], "guests": ["p2"],
            "participants": ["p1", "p2"], "groups": [], "capacities": {}, "occasion": null, "within": null,
            "evidence": [span], "by": "bench" }),
        );
    }
    json!({ "schema": record::SCHEMA,
        "article": { "id": hash.get(..16), "source": format!("{number}.txt"), "url": null,
            "title": format!("Dispatch {number}"), "outlet": "Post", "agency": null, "side": null, "language": "en",
            "published": { "value": day, "from": "metadata" }, "dateline": null, "sha256": hash,
            "length": text.chars().count() },
        "people": people, "encounters": encounters, "statements": [], "commitments": [], "instruments": [],
        "figures": [], "formulas": [], "milestones": [], "notices": [] })
}

/// Numbers that look thrown and are the same every time: xorshift64, Marsaglia,
/// "Xorshift RNGs", 2003.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}
