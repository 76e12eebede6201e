//! Who published a text and whose wire it carries.

use std::collections::BTreeMap;

use record::{Outlet, PartyId, Side, fold};

/// The listed outlets by every name they go under, made once for all texts.
#[derive(Debug)]
pub struct Outlets<'o> {
    outlets: &'o [Outlet],
    by_name: BTreeMap<String, usize>,
}

/// Publisher and wire, as found so far.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    pub(crate) outlet: Option<String>,
    pub(crate) agency: Option<String>,
}

impl<'o> Outlets<'o> {
    /// Indexes outlets; of two that share a name the first has it.
    pub fn new(outlets: &'o [Outlet]) -> Self {
        let mut by_name = BTreeMap::new();
        for (outlet_idx, outlet) in outlets.iter().enumerate() {
            for name in std::iter::once(&outlet.name).chain(&outlet.also) {
                by_name.entry(key(name)).or_insert(outlet_idx);
            }
        }
        Self { outlets, by_name }
    }

    /// The outlet of this name.
    pub(crate) fn named(&self, name: &str) -> Option<&'o Outlet> {
        self.by_name.get(&key(name)).and_then(|outlet_idx| self.outlets.get(*outlet_idx))
    }

    /// The outlet that has this page: the one with the longest host that the
    /// page's host is, or lies under.
    pub(crate) fn at(&self, url: &str) -> Option<&'o Outlet> {
        let host = host(url)?;
        let length = |listed: &String| {
            let is_here =
                host == *listed || host.strip_suffix(listed.as_str()).is_some_and(|sub| sub.ends_with('.'));
            if is_here { listed.len() } else { 0 }
        };
        let best = |outlet: &&Outlet| outlet.hosts.iter().map(length).max().unwrap_or(0);
        let mut found: Option<&'o Outlet> = None;
        for outlet in self.outlets {
            if best(&outlet) > found.as_ref().map_or(0, best) {
                found = Some(outlet);
            }
        }
        found
    }

    /// The name an outlet is listed under, or the name as it stands.
    pub(crate) fn listed(&self, name: &str) -> String {
        self.named(name).map_or_else(|| name.trim().to_owned(), |outlet| outlet.name.clone())
    }

    /// The state and the side that a document speaks for.
    pub(crate) fn stance(&self, voices: &Voices) -> (Option<PartyId>, Option<Side>) {
        let known = |name: &Option<String>| name.as_deref().and_then(|name| self.named(name));
        let Some(voice) = known(&voices.outlet).or_else(|| known(&voices.agency)) else {
            return (None, None);
        };
        (voice.country.clone(), Some(voice.side))
    }
}

impl Voices {
    /// Takes in the names of a credit: the first that is an agency is the wire,
    /// the first other is the publisher. What is already known stays.
    pub(crate) fn credit(&mut self, credits: &[&str], names: &Outlets<'_>) {
        let is_agency = |name: &&&str| names.named(name).is_some_and(|outlet| outlet.is_agency);
        // `X/Y` with neither listed reads as wire and publisher, as it does in
        // every pair that is listed.
        let first_unlisted = credits.iter().find(|name| names.named(name).is_none());
        let agency = credits.iter().find(is_agency).or(first_unlisted);
        let outlet = credits.iter().find(|name| Some(*name) != agency && !is_agency(name));
        if self.agency.is_none() {
            self.agency = agency.map(|name| names.listed(name));
        }
        if self.outlet.is_none() {
            self.outlet = outlet.map(|name| names.listed(name));
        }
    }

    /// Takes in the tag of a dateline: the wire if it is a listed agency, else
    /// the publisher.
    pub(crate) fn tag(&mut self, tag: &str, names: &Outlets<'_>) {
        let is_agency = names.named(tag).is_some_and(|outlet| outlet.is_agency);
        let slot = if is_agency { &mut self.agency } else { &mut self.outlet };
        if slot.is_none() {
            *slot = Some(names.listed(tag));
        }
    }

    /// Takes in a photo credit, weak evidence: only a listed agency counts, and
    /// only where nothing else has told the wire.
    pub(crate) fn photo(&mut self, credit: &str, names: &Outlets<'_>) {
        if self.agency.is_some() {
            return;
        }
        let words = credit.trim_matches(|letter: char| !letter.is_alphanumeric());
        let listed = words
            .split([':', '/', ',', ';', '(', ')'])
            .flat_map(|part| [part, part.trim_start_matches("Photo"), part.trim_end_matches("Photo")])
            .find_map(|part| names.named(part).filter(|outlet| outlet.is_agency));
        self.agency = listed.map(|outlet| outlet.name.clone());
    }
}

/// A credit at the end of the last paragraph: where it starts in the paragraph,
/// and the names in it.
pub(crate) fn closing<'t>(text: &'t str, names: &Outlets<'_>) -> Option<(usize, Vec<&'t str>)> {
    let from = text.floor_char_boundary(text.len().saturating_sub(80));
    alone(text, names).or_else(|| bracketed(text, from, names)).or_else(|| behind_dash(text, from, names))
}

/// A whole paragraph that is a credit: `VNS`, `VNA/VNS`, `Source: VNA`.
fn alone<'t>(text: &'t str, names: &Outlets<'_>) -> Option<(usize, Vec<&'t str>)> {
    if text.len() > 60 {
        return None;
    }
    let folded = fold(text);
    let is_labelled = ["source:", "nguon:", "via "].iter().any(|label| folded.starts_with(label));
    let body = if is_labelled { text.split_once([':', ' ']).map_or(text, |(_, rest)| rest) } else { text };
    let body = body.trim_matches(['(', ')', ' ', '-', '–', '—', '/', '.', '*', ':']);
    let found = credits(body);
    let is_credit =
        is_labelled || found.iter().any(|name| names.named(name).is_some()) || are_acronyms(&found);
    (is_credit && !found.is_empty()).then_some((0, found))
}

/// `(Xinhua)` or `/TASS/` behind the last sentence, with a listed name.
fn bracketed<'t>(text: &'t str, from: usize, names: &Outlets<'_>) -> Option<(usize, Vec<&'t str>)> {
    let end = text.trim_end_matches(['.', ' ']);
    let (open, body) = if let Some(body) = end.strip_suffix(')') {
        (body.rfind('(')?, body)
    } else {
        let body = end.strip_suffix('/')?;
        (body.rfind('/')?, body)
    };
    if open < from || !ends_sentence(&text[..open]) {
        return None;
    }
    let found = credits(&body[open + 1..]);
    found.iter().any(|name| names.named(name).is_some()).then_some((open, found))
}

/// `— VNA/VNS`, `--Xinhua`, `- AFP` behind the last sentence.
fn behind_dash<'t>(text: &'t str, from: usize, names: &Outlets<'_>) -> Option<(usize, Vec<&'t str>)> {
    for (at, mark) in text[from..].rmatch_indices(['—', '–', '-', '/', '.', '”', '"', '|']) {
        let is_dash = matches!(mark, "—" | "–" | "-" | "|");
        let start = if is_dash { from + at } else { from + at + mark.len() };
        let before = text[..start].trim_end_matches([' ', '-', '\u{a0}']);
        if !ends_sentence(before) || mark == "/" {
            continue;
        }
        let found = credits(text[from + at + mark.len()..].trim_matches(['.', ' ', '-', '\u{a0}']));
        let is_listed = found.iter().any(|name| names.named(name).is_some());
        if is_listed || (is_dash && are_acronyms(&found)) {
            let credit =
                before.len() + (text[before.len()..].len() - text[before.len()..].trim_start().len());
            return Some((credit, found));
        }
    }
    None
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '”', '"', '’', ')', '。'])
}

/// The names between the slashes of a credit.
fn credits(body: &str) -> Vec<&str> {
    let parts = body.split(['/', ',', '&', '+']).map(|part| part.trim_matches(['.', ' ', '\u{a0}']));
    parts.filter(|part| !part.is_empty() && part.split_whitespace().count() <= 5).collect()
}

/// Whether all are short names in capitals, as wires sign.
fn are_acronyms(found: &[&str]) -> bool {
    let is_acronym = |name: &&str| {
        (2..=8).contains(&name.len())
            && name.chars().all(|letter| letter.is_uppercase())
            && !matches!(
                *name,
                "END" | "ENDS" | "EDT" | "EST" | "GMT" | "PM" | "AM" | "USA" | "US" | "UN" | "EU"
            )
    };
    !found.is_empty() && found.len() <= 3 && found.iter().all(is_acronym)
}

/// The folded name without a leading article.
fn key(name: &str) -> String {
    let folded = fold(name.trim());
    folded.strip_prefix("the ").map(str::to_owned).unwrap_or(folded)
}

/// The host of an address in lower case, without `www.`.
pub(crate) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.').to_owned();
    (!host.is_empty()).then_some(host)
}
