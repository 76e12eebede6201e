//! `cargo xtask bench visits`: leaders' visits as a foreign ministry lists them, held
//! against what a newsroom's texts of those days say.
//!
//! A text is of a visit if its title or address has the first or last word of the
//! visitor's name and its day is one of the visit. A visit that has such a text is
//! found if the record of one of them has somebody of that name, of the state that
//! the list says, who takes part in an encounter on the day of the text or in the
//! week before.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, bail};
use jiff::civil::Date;
use record::{Actor, PartyId, Status, fold};
use rulebook::Rulebook;

use crate::{
    bench,
    newsroom::{self, Article, Found},
    readouts::{is_on, share, words},
};

/// A visit on the list.
#[derive(Debug, PartialEq, Eq)]
struct Visit {
    from: Date,
    to: Date,
    /// With the title: "President Sauli Niinistö".
    visitor: String,
    state: String,
}

/// Words before a name that are none of it.
const TITLES: &[&str] = &[
    "acting",
    "amir",
    "chairman",
    "chancellor",
    "crown",
    "emir",
    "first",
    "foreign",
    "general",
    "hm",
    "hrh",
    "ii",
    "iii",
    "iv",
    "king",
    "minister",
    "mr",
    "mrs",
    "of",
    "pope",
    "president",
    "prime",
    "prince",
    "princess",
    "queen",
    "secretary",
    "sheikh",
    "sir",
    "sultan",
    "taoiseach",
    "the",
    "vi",
    "vice",
];

/// Holds the texts of a file against the visits of an archive or folder, and prints
/// those not found if asked.
pub(crate) fn run(root: &Path, list: &Path, texts: &Path, shows_misses: bool) -> anyhow::Result<ExitCode> {
    let rulebook = Rulebook::embedded()?;
    let visits = visits(list, &root.join("target/visits"))?;
    let mut articles = newsroom::articles(texts)?;
    articles.retain(|article| visits.iter().any(|visit| visit.is_named_by(article)));
    let found = newsroom::read(&rulebook, &articles);
    let (mut n_told, mut n_found) = (0, 0);
    for visit in &visits {
        let of_days = articles.iter().zip(&found).filter_map(|(article, found)| {
            let found = found.as_ref()?;
            let is_then = found.day.is_some_and(|day| (visit.from..=visit.to).contains(&day));
            (is_then && visit.is_named_by(article)).then_some(found)
        });
        let of_days: Vec<&Found> = of_days.collect();
        if of_days.is_empty() {
            continue;
        }
        n_told += 1;
        let party = party(&rulebook, &visit.state);
        if of_days.iter().any(|found| visit.is_found(found, party.as_ref())) {
            n_found += 1;
        } else if shows_misses {
            println!("{} {} of {}", visit.from, visit.visitor, visit.state);
            for found in of_days {
                println!("    {}\n{}", found.record.article.source, visit.told(found));
            }
        }
    }
    println!(
        "{n_found} of {n_told} visits of which there are texts found with person, party and date: {:.3}",
        share(n_found, n_told)
    );
    Ok(ExitCode::SUCCESS)
}

/// The state of a name.
fn party(rulebook: &Rulebook, name: &str) -> Option<PartyId> {
    // "China, People’s Republic of"
    let short = name.split_once(", ").map_or(name, |(short, _)| short);
    let is_named = |own: &String| fold(own) == fold(short);
    let mut states = rulebook.states.iter();
    let state = states.find(|state| std::iter::once(&state.name).chain(&state.also).any(is_named))?;
    Some(state.code.clone())
}

impl Visit {
    /// The first and the last word of the visitor's name, folded.
    fn names(&self) -> Vec<String> {
        let folded = fold(&self.visitor);
        let all: Vec<String> =
            words(&folded).filter(|word| !TITLES.contains(&word.as_str()) && word.len() > 1).collect();
        let mut names: Vec<String> = all.first().into_iter().chain(all.last()).cloned().collect();
        names.dedup();
        names
    }

    fn is_named_by(&self, article: &Article) -> bool {
        let title = format!("{} {}", fold(&article.title), fold(&article.url));
        let title: Vec<String> = words(&title).collect();
        self.names().iter().any(|name| title.contains(name))
    }

    fn is_found(&self, found: &Found, party: Option<&PartyId>) -> bool {
        let Some(day) = found.day else { return false };
        let names = self.names();
        let of_name = found.record.people.iter().filter(|person| {
            let all = fold(&person.names.join(" "));
            party.is_some()
                && person.country.as_ref() == party
                && words(&all).any(|word| names.contains(&word))
        });
        let mut of_name = of_name.map(|person| Actor::Person(person.id.clone()));
        of_name.any(|actor| {
            found.record.encounters.iter().any(|encounter| {
                encounter.status != Status::Cancelled
                    && is_on(encounter, day)
                    && encounter.participants.contains(&actor)
            })
        })
    }

    fn told(&self, found: &Found) -> String {
        let people = found.record.people.iter().map(|person| {
            let country = person.country.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{} ({country})", person.name)
        });
        let encounters = found.record.encounters.iter().map(|encounter| {
            let date = encounter.date.map(|date| date.to_string()).unwrap_or_default();
            let quoted: Vec<String> =
                encounter.evidence.iter().filter_map(|span| found.quoted(span)).collect();
            format!("\n        {:?} {date}: {}", encounter.kind, quoted.join(" … "))
        });
        format!("        {}{}", people.collect::<Vec<_>>().join(", "), encounters.collect::<String>())
    }
}

/// The visits of an archive (`.tar.gz`) or folder of XML files.
fn visits(path: &Path, work: &Path) -> anyhow::Result<Vec<Visit>> {
    let folder = if path.is_dir() { path.to_owned() } else { bench::unpacked_into(path, work)? };
    let mut files = Vec::new();
    xml_files(&folder, &mut files)?;
    files.sort();
    let mut visits = Vec::new();
    for file in files {
        let xml = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        for visit in xml.split("<visit>").skip(1) {
            visits.extend(of_xml(visit));
        }
    }
    if visits.is_empty() {
        bail!("{} lists no visits", path.display());
    }
    Ok(visits)
}

/// A visit with a day, a visitor and a state.
fn of_xml(visit: &str) -> Option<Visit> {
    let of = |tag: &str| {
        let (_, rest) = visit.split_once(&format!("<{tag}"))?;
        let (text, _) = rest.split_once('>')?.1.split_once('<')?;
        Some(text.trim()).filter(|text| !text.is_empty())
    };
    let from: Date = of("start-date")?.parse().ok()?;
    let to = of("end-date").and_then(|day| day.parse().ok()).unwrap_or(from);
    Some(Visit { from, to, visitor: of("visitor")?.to_owned(), state: of("from")?.to_owned() })
}

fn xml_files(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry.with_context(|| folder.display().to_string())?.path();
        if path.is_dir() {
            xml_files(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "xml") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_is_read() {
        let xml = "<id>1</id><start-date>2031-03-04</start-date><end-date/>\
            <visitor>President Åsa Lindén-Berg</visitor><from id=\"norway\">Norway</from></visit>";
        let visit = of_xml(xml).expect("it has all it needs");
        assert_eq!((visit.from.to_string(), visit.to), ("2031-03-04".to_owned(), visit.from));
        assert_eq!(visit.names(), ["asa", "berg"]);
        assert_eq!(of_xml("<visitor>Nobody</visitor>"), None);
    }
}
