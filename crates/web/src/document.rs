//! The page of a document: its text with every find marked in place.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Html,
};
use ledger::{Ledger, Page, PageMark};
use record::{Article, Span};

use crate::{
    address::{self, Place},
    api::Named,
    day::{self, Day},
    refusal::Refusal,
    row,
    shown::Shown,
    site::Desk,
    version::{VersionsPart, versions},
};

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    /// The headline on one line, for the window's title.
    title: String,
    headline: Shown,
    facts: Facts,
    finds: Vec<FindGroup>,
    paragraphs: Vec<Vec<Token>>,
    versions: Option<VersionsPart>,
}

struct Facts {
    outlet: Option<Shown>,
    agency: Option<Shown>,
    side: Option<&'static str>,
    published: Day,
    published_from: &'static str,
    dateline: Option<(Option<Shown>, Day)>,
    language: Option<String>,
    source: Shown,
    url: Option<Shown>,
    sha256: String,
    length: usize,
}

/// Finds of one kind.
struct FindGroup {
    kind: String,
    heading: &'static str,
    finds: Vec<Find>,
}

/// One find, with the way to its entry and to its first words here.
struct Find {
    label: Shown,
    entry: String,
    place: String,
}

/// A step in writing a paragraph.
enum Token {
    /// A mark begins; only the first piece of a mark carries its id.
    Open { kind: String, id: Option<String> },
    /// Words, perhaps as a link to a person.
    Words { words: Shown, href: Option<String> },
    /// A mark ends; marks whose words are no link lead on by a reference.
    Close { reference: Option<Reference> },
}

/// The small link behind a marked passage.
struct Reference {
    href: String,
    kind: String,
    claim: Shown,
}

/// `/document/{id}`
pub(crate) async fn document(State(desk): State<Desk>, named: Named) -> Result<Html<String>, Refusal> {
    let Path(id) = named.map_err(|_| Refusal::Unknown)?;
    let page = desk.ask(move |ledger, _| {
        let mut page = ledger.page(&id)?.ok_or(Refusal::Unknown)?;
        page.marks.retain(|mark| MARKED.iter().any(|(kind, _)| *kind == mark.kind));
        Ok(view(ledger, &page)?.render()?)
    });
    page.await.map(Html)
}

fn view(ledger: &Ledger, page: &Page) -> Result<DocumentPage, Refusal> {
    let article = &page.article;
    let title = article.title.as_deref().unwrap_or("Untitled document");
    Ok(DocumentPage {
        title: report::plain(title),
        headline: Shown::of(title),
        facts: facts(article),
        finds: finds(ledger, page)?,
        paragraphs: paragraphs(page),
        versions: versions(ledger, page)?,
    })
}

fn facts(article: &Article) -> Facts {
    Facts {
        outlet: article.outlet.as_deref().map(Shown::of),
        agency: article.agency.as_deref().map(Shown::of),
        side: article.side.map(record::Side::as_str),
        published: Day::of(article.published.value.as_ref()),
        published_from: day::origin(article.published.from),
        dateline: article
            .dateline
            .as_ref()
            .map(|dateline| (dateline.place.as_deref().map(Shown::of), Day::of(dateline.date.as_ref()))),
        language: article.language.clone(),
        source: Shown::of(&article.source),
        // Shown, never a link: the pages lead nowhere outside.
        url: article.url.as_deref().filter(|url| *url != article.source).map(Shown::of),
        sha256: article.sha256.clone(),
        length: article.length,
    }
}

/// The kinds of entries that have pages, and their headings.
const MARKED: [(&str, &str); 6] = [
    ("encounter", "Encounters"),
    ("person", "People"),
    ("statement", "Statements"),
    ("commitment", "Commitments"),
    ("figure", "Figures"),
    ("formula", "Formulas"),
];

/// The entries found here, by kind, in the order of the text.
fn finds(ledger: &Ledger, page: &Page) -> Result<Vec<FindGroup>, Refusal> {
    let spans = spans_by_claim(page);
    let offsets = record::Offsets::new(&page.text);
    let mut groups = Vec::new();
    for (kind, heading) in MARKED {
        let mut finds: Vec<Find> = Vec::new();
        let mut seen = BTreeSet::new();
        for mark in page.marks.iter().filter(|mark| mark.kind == kind) {
            if !seen.insert(&mark.entry) {
                continue;
            }
            let label = match kind {
                "encounter" => encounter_label(ledger, &mark.entry)?,
                // A mention may be "he" or "the leaders of both Parties".
                "person" => {
                    ledger.person(&mark.entry)?.map_or_else(|| mark.entry.clone(), |person| person.name)
                }
                _ => shortened(offsets.words(mark.span).unwrap_or(&mark.entry)),
            };
            let fragment = fragment(mark, &spans);
            let place = format!("#{}", address::part(&fragment));
            finds.push(Find { label: Shown::of(&label), entry: address::page(kind, &mark.entry), place });
        }
        if !finds.is_empty() {
            groups.push(FindGroup { kind: kind.to_owned(), heading, finds });
        }
    }
    Ok(groups)
}

fn encounter_label(ledger: &Ledger, id: &str) -> Result<String, Refusal> {
    let Some(entry) = ledger.encounter(id)? else { return Ok(id.to_owned()) };
    let place = entry.place.as_ref().map_or_else(String::new, |place| format!(", {}", place.name));
    let day = entry.date.as_ref().map_or_else(String::new, |date| format!(", {}", Day::of(Some(date)).words));
    Ok(format!("{}{place}{day}", row::kind(&entry)))
}

/// The most characters of a passage that a list shows.
const MOST_CHARS: usize = 90;

fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= MOST_CHARS {
        return words;
    }
    let short: String = words.chars().take(MOST_CHARS).collect();
    format!("{}…", short.trim_end())
}

fn spans_by_claim(page: &Page) -> BTreeMap<&str, Vec<Span>> {
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for mark in &page.marks {
        spans.entry(&mark.claim).or_default().push(mark.span);
    }
    spans
}

fn fragment(mark: &PageMark, spans: &BTreeMap<&str, Vec<Span>>) -> String {
    let spans = spans.get(mark.claim.as_str()).map_or(&[][..], Vec::as_slice);
    address::fragment(&mark.claim, Place { spans, span: mark.span })
}

/// The text in paragraphs, with marks opened and closed so that they nest:
/// crossing marks and marks over a paragraph's end are written in pieces.
fn paragraphs(page: &Page) -> Vec<Vec<Token>> {
    let spans = spans_by_claim(page);
    let mut writer = Writer { spans, begun: BTreeSet::new(), open: Vec::new(), tokens: Vec::new() };
    let mut paragraphs = Vec::new();
    for segment in report::segments(page) {
        for (idx, line) in segment.text.split('\n').enumerate() {
            if idx > 0 {
                writer.close_to(0);
                paragraphs.push(std::mem::take(&mut writer.tokens));
            }
            if !line.is_empty() {
                writer.words(line, &segment.marks);
            }
        }
    }
    writer.close_to(0);
    paragraphs.push(writer.tokens);
    let has_words = |token: &Token| matches!(token, Token::Words { words, .. } if !words.is_blank());
    paragraphs.retain(|tokens| tokens.iter().any(has_words));
    paragraphs
}

struct Writer<'p> {
    spans: BTreeMap<&'p str, Vec<Span>>,
    /// Ids already given to a mark's first piece.
    begun: BTreeSet<String>,
    open: Vec<&'p PageMark>,
    tokens: Vec<Token>,
}

impl<'p> Writer<'p> {
    fn words(&mut self, line: &str, marks: &[&'p PageMark]) {
        let shared =
            self.open.iter().zip(marks).take_while(|(open, mark)| std::ptr::eq(**open, **mark)).count();
        self.close_to(shared);
        for mark in marks.iter().skip(shared) {
            let id = fragment(mark, &self.spans);
            let id = self.begun.insert(id.clone()).then_some(id);
            self.tokens.push(Token::Open { kind: mark.kind.clone(), id });
            self.open.push(mark);
        }
        let person = marks.last().filter(|mark| mark.kind == "person");
        let href = person.map(|mark| address::page("person", &mark.entry));
        self.tokens.push(Token::Words { words: Shown::of(line), href });
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(mark) = self.open.pop() else { break };
            let reference = (mark.kind != "person").then(|| Reference {
                href: address::page(&mark.kind, &mark.entry),
                kind: row::capital(&mark.kind),
                claim: Shown::of(&mark.claim),
            });
            self.tokens.push(Token::Close { reference });
        }
    }
}
