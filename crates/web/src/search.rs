//! The page of search: documents by words, names and fields, marked.

use askama::Template;
use axum::{
    Json,
    extract::{Query as Parameters, State},
    response::{Html, IntoResponse, Response},
};
use ledger::{Found, Hit, HitEntry, Part, Query};
use record::{PartyId, Span};
use report::Names;

use crate::{
    address,
    asked::{self, Asked, Turns},
    day::Day,
    refusal::Refusal,
    shown::Shown,
    site::Desk,
};

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    /// What was asked, to be shown in the form again.
    q: String,
    /// What is wrong with it, and where.
    wrong: Option<Shown>,
    answer: Option<Answer>,
    turns: Turns,
}

struct Answer {
    tally: String,
    rows: Vec<HitRow>,
    /// The list's first number.
    first: usize,
}

struct HitRow {
    href: String,
    title: Vec<Piece>,
    outlet: Option<Shown>,
    agency: Option<Shown>,
    language: Option<String>,
    day: Day,
    words: Vec<Piece>,
    entries: Vec<EntryLink>,
    /// How many entries beside those shown.
    n_more: usize,
}

/// Words, and whether they were looked for.
pub(crate) struct Piece {
    pub(crate) words: Shown,
    pub(crate) is_marked: bool,
}

struct EntryLink {
    kind: String,
    label: Shown,
    /// The way to its page, if its kind has pages.
    href: Option<String>,
}

/// Documents a page.
const PAGE: usize = 20;

/// The most pages that can be asked for.
const MOST_PAGES: usize = 100;

/// Entries of a document that a page shows.
const MOST_ENTRIES: usize = 6;

/// What was asked: the query and the page.
struct Wanted {
    q: String,
    page: usize,
}

/// `/search?q=&page=`
pub(crate) async fn search(State(desk): State<Desk>, asked: Asked) -> Result<Html<String>, Refusal> {
    let Wanted { q, page } = wanted(asked)?;
    let rendered = desk.ask(move |ledger, names| {
        let shown = report::plain(&q);
        if q.trim().is_empty() {
            return Ok(SearchPage { q: shown, wrong: None, answer: None, turns: Turns::default() }.render()?);
        }
        let query = match Query::read(&q, &|name| party(name, names)) {
            Ok(query) => query,
            Err(wrong) => {
                let wrong = Some(Shown::of(&wrong.to_string()));
                return Ok(SearchPage { q: shown, wrong, answer: None, turns: Turns::default() }.render()?);
            }
        };
        let found = ledger.search(&query, part(page))?;
        let (turns, answer) = (turns(&found, &q, page), Some(answer(&found, page)));
        Ok(SearchPage { q: shown, wrong: None, answer, turns }.render()?)
    });
    rendered.await.map(Html)
}

/// `/api/search?q=&page=`
pub(crate) async fn json(State(desk): State<Desk>, asked: Asked) -> Response {
    let Wanted { q, page } = match wanted(asked) {
        Ok(wanted) => wanted,
        Err(refusal) => return refusal.json(),
    };
    let found = desk.ask(move |ledger, names| {
        let query = Query::read(&q, &|name| party(name, names));
        let query =
            query.map_err(|wrong| Refusal::Parameter { name: "q".to_owned(), message: wrong.to_string() })?;
        Ok(ledger.search(&query, part(page))?)
    });
    found.await.map_or_else(|refusal| refusal.json(), |found| Json(found).into_response())
}

fn part(page: usize) -> Part {
    Part { offset: (page - 1) * PAGE, limit: PAGE }
}

fn wanted(asked: Asked) -> Result<Wanted, Refusal> {
    let Ok(Parameters(pairs)) = asked else {
        return Err(asked::wrong("query", "write it as q=words, percent-encoded UTF-8".to_owned()));
    };
    let mut wanted = Wanted { q: String::new(), page: 1 };
    let mut seen = Vec::new();
    for (name, value) in pairs {
        if seen.contains(&name) {
            return Err(asked::wrong("query", "a parameter is given twice; give it once".to_owned()));
        }
        match name.as_str() {
            "q" => wanted.q = value,
            "page" => {
                let page = value.parse().ok().filter(|page| (1..=MOST_PAGES).contains(page));
                let message = || format!("is no number from 1 to {MOST_PAGES}; write one");
                wanted.page = page.ok_or_else(|| asked::wrong("page", message()))?;
            }
            _ => {
                return Err(asked::wrong("query", "there is no such parameter here; use q, page".to_owned()));
            }
        }
        seen.push(name);
    }
    Ok(wanted)
}

/// A party by its code or its name, however it is spaced: `VN`, `Viet Nam`.
fn party(text: &str, names: &Names) -> Option<PartyId> {
    let solid = |text: &str| record::fold(text).split_whitespace().collect::<String>();
    let wanted = solid(text);
    let code =
        |party: &&PartyId| solid(party.0.trim_start_matches("ORG:")) == wanted || solid(&party.0) == wanted;
    let by_name = names.0.iter().find(|(_, name)| solid(name) == wanted).map(|(party, _)| party);
    names.0.keys().find(code).or(by_name).cloned()
}

fn turns(found: &Found, q: &str, page: usize) -> Turns {
    let link = |page: usize| format!("/search?q={}&page={page}", address::part(q));
    let is_last = found.hits.len() < PAGE || !found.is_more && part(page).offset + PAGE >= found.n_found;
    Turns {
        before: (page > 1).then(|| link(page - 1)),
        next: (!is_last && page < MOST_PAGES).then(|| link(page + 1)),
    }
}

fn answer(found: &Found, page: usize) -> Answer {
    let offset = part(page).offset;
    Answer {
        tally: report::found_sentence(found, offset),
        rows: found.hits.iter().map(row).collect(),
        first: offset + 1,
    }
}

fn row(hit: &Hit) -> HitRow {
    let title = hit.title.as_deref().filter(|title| !title.trim().is_empty());
    HitRow {
        href: address::page("document", &hit.document),
        title: pieces(title.unwrap_or("Untitled document"), 0, &hit.title_marks),
        outlet: hit.outlet.as_deref().map(Shown::of),
        agency: hit.agency.as_deref().filter(|_| hit.agency != hit.outlet).map(Shown::of),
        language: hit.language.clone(),
        day: Day::of(hit.day.as_ref()),
        words: pieces(&hit.words, hit.span.start, &hit.marks),
        entries: hit.entries.iter().take(MOST_ENTRIES).map(link).collect(),
        n_more: hit.entries.len().saturating_sub(MOST_ENTRIES),
    }
}

/// Words cut at their marks.
pub(crate) fn pieces(words: &str, start: usize, marks: &[Span]) -> Vec<Piece> {
    let stretches = report::stretches(words, start, marks).into_iter();
    stretches.map(|stretch| Piece { words: Shown::of(stretch.words), is_marked: stretch.is_marked }).collect()
}

fn link(entry: &HitEntry) -> EntryLink {
    /// The most characters of an entry's words that are shown.
    const MOST_CHARS: usize = 80;
    let has_page = ["encounter", "person", "figure", "formula", "statement", "commitment"]
        .contains(&entry.kind.as_str());
    let short: String = entry.label.chars().take(MOST_CHARS).collect();
    let dots = if short.len() < entry.label.len() { "…" } else { "" };
    EntryLink {
        kind: entry.kind.clone(),
        label: Shown::of(&format!("{short}{dots}")),
        href: has_page.then(|| address::page(&entry.kind, &entry.id)),
    }
}
