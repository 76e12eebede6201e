//! `cargo xtask bench corpus`: what must hold of every text of a newsroom, and of
//! those whose title says who called or met whom.
//!
//! A readout is right if its record has the encounter that its title names: a call
//! if the title says call; on the day of the address, or on days that the text
//! tells of the two weeks before it; and with whom the title says. Where a word of the title behind "with" is of the name of
//! somebody in the record, that person must take part; where it names a state, an
//! envoy or the state itself. Else the title only describes them ("with faith
//! leaders", "with congressional leadership"): the encounter must have another side,
//! or one of the words in its groups or quotation. Titles are cut short in some files: where
//! the address has the title's words, they are taken from there.

use std::{collections::BTreeSet, path::Path, process::ExitCode, time::Instant};

use jiff::{ToSpan as _, civil::Date};
use record::{Actor, Encounter, EncounterKind, PartyId, Status, fold};
use rulebook::Rulebook;

use crate::newsroom::{self, Article, Found};

/// Reads a file and prints what holds; what does not, if asked.
pub(crate) fn run(path: &Path, shows_misses: bool) -> anyhow::Result<ExitCode> {
    let rulebook = Rulebook::embedded()?;
    let articles = newsroom::articles(path)?;
    let start = Instant::now();
    let found = newsroom::read(&rulebook, &articles);
    println!("{} texts read in {:.1} s", articles.len(), start.elapsed().as_secs_f64());
    let (mut n_panics, mut n_spans, mut n_outside) = (0, 0, 0);
    let (mut n_titles, mut n_right) = (0, 0);
    for (article, found) in articles.iter().zip(&found) {
        let Some(found) = found else {
            n_panics += 1;
            println!("panic: {}", article.url);
            continue;
        };
        let spans = found.spans();
        n_spans += spans.len();
        n_outside += spans.iter().filter(|span| found.quoted(span).is_none()).count();
        let Some(title) = Title::of(article) else { continue };
        n_titles += 1;
        if title.is_told(&rulebook, found) {
            n_right += 1;
        } else if shows_misses {
            println!("{}", title.miss(found));
        }
    }
    println!("{n_panics} panics");
    println!("{n_outside} of {n_spans} quotations outside their words");
    println!("{n_right} of {n_titles} titles with a call or meeting: {:.3}", share(n_right, n_titles));
    Ok(if n_panics + n_outside == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[expect(clippy::cast_precision_loss, reason = "counts of texts are small")]
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// What the title of a readout says.
struct Title {
    words: Vec<String>,
    is_call: bool,
    /// The words for whom it was with, without those that anybody could bear.
    with: Vec<String>,
}

/// Words that end those for whom it was with.
const ENDS: &[&str] =
    &["about", "ahead", "at", "before", "concerning", "during", "following", "in", "on", "regarding", "to"];

/// Words that tell nobody from another.
const COMMON: &[&str] = &[
    "acting",
    "advisor",
    "adviser",
    "ambassador",
    "and",
    "chair",
    "chairman",
    "chancellor",
    "chief",
    "crown",
    "deputy",
    "director",
    "elect",
    "excellency",
    "foreign",
    "former",
    "general",
    "governor",
    "his",
    "king",
    "leader",
    "minister",
    "national",
    "new",
    "of",
    "president",
    "prime",
    "prince",
    "princess",
    "queen",
    "republic",
    "secretary",
    "security",
    "senior",
    "speaker",
    "state",
    "the",
    "united",
    "vice",
];

impl Title {
    /// The title of a readout of a call or meeting with somebody.
    fn of(article: &Article) -> Option<Self> {
        let folded = fold(&article.title);
        let by_title: Vec<String> = words(&folded).collect();
        let page = article.url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let by_address: Vec<String> = page.split('-').map(fold).collect();
        let has_title = by_address.first() == by_title.first() && by_address.len() >= by_title.len();
        let words = if has_title { by_address } else { by_title };
        if !words.iter().any(|word| word == "readout") {
            return None;
        }
        let noun = words.windows(2).position(|pair| {
            let is_contact =
                matches!(pair[0].as_str(), "call" | "calls" | "conversation" | "meeting" | "meetings");
            is_contact && pair[1] == "with"
        })?;
        let rest = words.get(noun + 2..)?.iter();
        let with: Vec<String> = rest.take_while(|word| !ENDS.contains(&word.as_str())).cloned().collect();
        let telling = |word: &&String| word.len() > 2 && !COMMON.contains(&word.as_str());
        let telling: Vec<String> = with.iter().filter(telling).cloned().collect();
        let is_call = words[noun].starts_with("call");
        let with = if telling.is_empty() { with } else { telling };
        Some(Self { is_call, with, words })
    }

    fn is_told(&self, rulebook: &Rulebook, found: &Found) -> bool {
        let Some(day) = found.day else { return false };
        found.record.encounters.iter().any(|encounter| {
            encounter.status == Status::Held
                && self.is_kind(encounter.kind)
                && is_on(encounter, day)
                && self.is_with(rulebook, found, encounter)
        })
    }

    fn is_kind(&self, kind: EncounterKind) -> bool {
        !self.is_call || kind.is_call()
    }

    fn is_with(&self, rulebook: &Rulebook, found: &Found, encounter: &Encounter) -> bool {
        let has = |own: &str| self.with.iter().any(|word| is_same(word, own));
        let people = &found.record.people;
        let named: Vec<_> =
            people.iter().filter(|person| words(&fold(&person.name)).any(|own| has(&own))).collect();
        if !named.is_empty() {
            return named
                .iter()
                .any(|person| encounter.participants.contains(&Actor::Person(person.id.clone())));
        }
        let parties: BTreeSet<&PartyId> = encounter
            .participants
            .iter()
            .filter_map(|actor| match actor {
                Actor::Person(id) => people.iter().find(|person| person.id == *id)?.country.as_ref(),
                Actor::Party(party) => Some(party),
                Actor::Group(_) => None,
            })
            .collect();
        let of_state = rulebook.states.iter().filter(|state| parties.contains(&state.code));
        let mut names = of_state.flat_map(|state| std::iter::once(&state.name).chain(&state.adjectives));
        if names.any(|name| words(&fold(name)).any(|own| !COMMON.contains(&own.as_str()) && has(&own))) {
            return true;
        }
        let quoted = encounter.evidence.iter().filter_map(|span| found.quoted(span));
        let told: Vec<String> = quoted.chain(encounter.groups.iter().cloned()).collect();
        let n_sides = encounter.participants.len() + encounter.groups.len();
        n_sides > 1 || told.iter().any(|told| words(&fold(told)).any(|own| has(&own)))
    }

    fn miss(&self, found: &Found) -> String {
        let told: Vec<String> = found
            .record
            .encounters
            .iter()
            .map(|encounter| {
                let date = encounter.date.map(|date| date.to_string()).unwrap_or_default();
                let quoted: Vec<String> =
                    encounter.evidence.iter().filter_map(|span| found.quoted(span)).collect();
                format!("    {:?} {date}: {}", encounter.kind, quoted.join(" … "))
            })
            .collect();
        let head: String = found.letters.iter().take(300).collect();
        format!("{}\n    {}\n{}", self.words.join(" "), head.replace('\n', " "), told.join("\n"))
    }
}

/// Whether two words are one but for their ends: "senator", "senators".
fn is_same(word: &str, own: &str) -> bool {
    let stem =
        |word: &str| word.chars().take(word.chars().count().saturating_sub(1).max(5)).collect::<String>();
    word == own || word.chars().count() > 5 && own.chars().count() > 5 && stem(word) == stem(own)
}

/// Whether an encounter is told to be of a day, or of days of the two weeks before,
/// such as "this week".
pub(crate) fn is_on(encounter: &Encounter, day: Date) -> bool {
    let earliest = day.saturating_sub(14.days());
    encounter.date.is_some_and(|date| date.first_day() <= day && date.last_day() >= earliest)
}

/// The folded words of a text.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = String> {
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned)
}
