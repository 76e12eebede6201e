//! Search: words, names and fields over all documents, ranked and marked.

mod fields;
mod index;
mod query;
mod snippet;
mod tokens;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use record::{Article, Edtf, Offsets, Span};
use rusqlite::params;
use serde::Serialize;

pub(crate) use fields::person_tokens;
pub(crate) use index::{Fields, forget};
use query::{Field, Term};
pub use query::{Query, QueryError};
pub(crate) use tokens::{Token, tokens};

use crate::{Error, Ledger};

/// What was found: one page of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The documents of the page, the best first.
    pub hits: Vec<Hit>,
    /// How many documents were found, as far as they were counted.
    pub n_found: usize,
    /// Whether there may be more than were counted.
    pub is_more: bool,
}

/// A document that meets a query.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The document.
    pub document: String,
    /// Its headline.
    pub title: Option<String>,
    /// The words looked for, in code points of the headline.
    pub title_marks: Vec<Span>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Whose wire it carries.
    pub agency: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// Its dateline or publication day.
    pub day: Option<Edtf>,
    /// Where in its text the words below stand, in code points.
    pub span: Span,
    /// Words of its text.
    pub words: String,
    /// The words looked for within `span`, in code points of the document's text.
    pub marks: Vec<Span>,
    /// Entries of the document that meet the fields; without fields, those whose
    /// words have a mark in them.
    pub entries: Vec<HitEntry>,
}

/// An entry of a document that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HitEntry {
    /// The entry.
    pub id: String,
    /// `person`, `encounter`, `figure`, ...
    pub kind: String,
    /// A person's name, an encounter's kind and place, else the words.
    pub label: String,
    /// Its first day, where it has one.
    pub first: Option<String>,
}

/// Which part of the documents found is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How many to pass over.
    pub offset: usize,
    /// How many at most.
    pub limit: usize,
}

/// The most documents that are ranked. Of more, the newest are.
const MOST_RANKED: usize = LIMIT as usize;

/// The same for SQLite.
const LIMIT: u32 = 2000;

impl Ledger {
    /// Documents that meet a query, ranked: those with the words as typed, marks
    /// included, before those that differ in marks; then by how rare the words
    /// are and how often they stand there, in headlines above all; words too
    /// common for that by headlines, and then the newest first.
    ///
    /// # Errors
    ///
    /// [`Error::Index`] if the index is damaged or not yet made;
    /// [`Error::Damaged`] if a document is.
    pub fn search(&self, query: &Query, part: Part) -> Result<Found, Error> {
        let ranked = self.ranked(query).map_err(|source| self.wrong_index(source))?;
        let is_cut = ranked.len() >= MOST_RANKED;
        // One field is met by some entry of every document found by it. Of several
        // fields it has to be seen whether one entry meets them all.
        if query.fields.len() < 2 {
            let page = ranked.iter().skip(part.offset).take(part.limit);
            let hits: Result<Vec<Hit>, Error> = page.map(|number| self.hit(*number, query)).collect();
            return Ok(Found { hits: hits?, n_found: ranked.len(), is_more: is_cut });
        }
        let mut hits = Vec::new();
        let mut n_found = 0;
        for number in &ranked {
            if hits.len() == part.limit {
                return Ok(Found { hits, n_found, is_more: true });
            }
            let entries = self.entries_of(*number).map_err(|source| self.wrong_index(source))?;
            if !entries.iter().any(|entry| entry.meets(&query.fields)) {
                continue;
            }
            n_found += 1;
            if n_found > part.offset {
                hits.push(self.hit(*number, query)?);
            }
        }
        Ok(Found { hits, n_found, is_more: is_cut })
    }

    fn wrong_index(&self, source: rusqlite::Error) -> Error {
        Error::Index { path: self.path.clone(), source }
    }

    /// The numbers of the documents that meet a query, the best first.
    fn ranked(&self, query: &Query) -> rusqlite::Result<Vec<i64>> {
        let range = days(query);
        let Some(all) = expression(query) else {
            return self.newest(&range);
        };
        let found = self.matching(&all, &range)?;
        let exact = self.exact(query, &all, &range)?;
        let scores = if found.len() < MOST_RANKED { self.scores(&query.terms)? } else { BTreeMap::new() };
        let in_title = if scores.is_empty() && !query.terms.is_empty() {
            self.matching(&in_titles(query), &range)?
        } else {
            Vec::new()
        };
        let titles: BTreeSet<i64> = in_title.iter().copied().collect();
        let numbers: BTreeSet<i64> = found.into_iter().chain(in_title).chain(exact.iter().copied()).collect();
        let mut numbers: Vec<i64> = numbers.into_iter().collect();
        numbers.sort_by(|left, right| {
            let key = |number: &i64| (!exact.contains(number), !titles.contains(number));
            let score = |number: &i64| scores.get(number).copied().unwrap_or_default();
            key(left).cmp(&key(right)).then(score(left).total_cmp(&score(right))).then(right.cmp(left))
        });
        numbers.truncate(MOST_RANKED);
        Ok(numbers)
    }

    fn matching(&self, expression: &str, range: &Range<i64>) -> rusqlite::Result<Vec<i64>> {
        let mut question = self.db.prepare_cached(include_str!("sql/matching.sql"))?;
        let values = params![expression, range.start, range.end, LIMIT];
        let rows = question.query_map(values, |row| row.get(0))?;
        rows.collect()
    }

    fn newest(&self, range: &Range<i64>) -> rusqlite::Result<Vec<i64>> {
        let mut question = self.db.prepare_cached(include_str!("sql/newest.sql"))?;
        let rows = question.query_map(params![range.start, range.end, LIMIT], |row| row.get(0))?;
        rows.collect()
    }

    /// Documents that have the words with the marks typed.
    fn exact(&self, query: &Query, all: &str, range: &Range<i64>) -> rusqlite::Result<BTreeSet<i64>> {
        let marked: Vec<String> =
            query.terms.iter().flat_map(|term| &term.exact).map(|word| format!("\"{word}\"")).collect();
        if marked.is_empty() {
            return Ok(BTreeSet::new());
        }
        let found = self.matching(&format!("({all}) AND exact : ({})", marked.join(" AND ")), range)?;
        Ok(found.into_iter().collect())
    }

    /// How well documents match, by the words that few enough documents have: to
    /// weigh a word, all its documents have to be counted.
    fn scores(&self, terms: &[Term]) -> rusqlite::Result<BTreeMap<i64, f64>> {
        let mut rare = Vec::new();
        for term in terms {
            if self.is_rare(term)? {
                rare.push(term_expression(term));
            }
        }
        if rare.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut question = self.db.prepare_cached(include_str!("sql/scores.sql"))?;
        let expression = format!("{{title body}} : ({})", rare.join(" AND "));
        let rows = question.query_map([expression], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    }

    fn is_rare(&self, term: &Term) -> rusqlite::Result<bool> {
        let everywhere = 0..i64::MAX;
        let last = term.words.len().saturating_sub(1);
        for (idx, word) in term.words.iter().enumerate() {
            let star = if term.is_prefix && idx == last { " *" } else { "" };
            if self.matching(&format!("{{title body}} : \"{word}\"{star}"), &everywhere)?.len() >= MOST_RANKED
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn entries_of(&self, number: i64) -> rusqlite::Result<Vec<Told>> {
        let mut question = self.db.prepare_cached(include_str!("sql/hit_entries.sql"))?;
        let mut rows = question.query([number])?;
        let mut told: Vec<Told> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            let offset = |stored: i64| usize::try_from(stored).unwrap_or(usize::MAX);
            let span = Span { start: offset(row.get(5)?), end: offset(row.get(6)?) };
            if let Some(entry) = known.get(&id).and_then(|idx| told.get_mut(*idx)) {
                entry.spans.push(span);
                continue;
            }
            known.insert(id.clone(), told.len());
            let (kind, first, tokens, label) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            told.push(Told { id, kind, first, tokens, names: row.get(7)?, label, spans: vec![span] });
        }
        Ok(told)
    }

    fn hit(&self, number: i64, query: &Query) -> Result<Hit, Error> {
        let mut question =
            self.db.prepare_cached(include_str!("sql/hit.sql")).map_err(|e| self.wrong_index(e))?;
        let row =
            question.query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        let (document, article, day, text): (String, String, Option<String>, String) =
            row.map_err(|source| self.wrong_index(source))?;
        let what = || format!("document {document}");
        let article: Article =
            serde_json::from_str(&article).map_err(|source| Error::Damaged { what: what(), source })?;
        let mut told = self.entries_of(number).map_err(|source| self.wrong_index(source))?;
        let tokens_of_text = tokens(&text);
        let marks = snippet::marks(&tokens_of_text, &query.terms);
        let offsets = Offsets::new(&text);
        let marked: Vec<Span> = snippet::merged(&marks).iter().map(|bytes| offsets.span(bytes)).collect();
        if query.fields.is_empty() {
            told.retain(|entry| entry.is_marked(&marked));
        } else {
            told.retain(|entry| entry.meets(&query.fields));
        }
        let first = told.first().and_then(|entry| entry.spans.first());
        let otherwise = first.and_then(|span| offsets.bytes(*span)).map_or(0, |bytes| bytes.start);
        let bytes = snippet::stretch(&tokens_of_text, &marks, otherwise);
        let span = offsets.span(&bytes);
        Ok(Hit {
            title_marks: article
                .title
                .as_deref()
                .map(|title| marks_of(title, &query.terms))
                .unwrap_or_default(),
            document,
            title: article.title,
            outlet: article.outlet,
            agency: article.agency,
            language: article.language,
            day: day.and_then(|day| day.parse().ok()),
            span,
            words: text.get(bytes).unwrap_or_default().to_owned(),
            marks: marked
                .into_iter()
                .filter(|mark| mark.start >= span.start && mark.end <= span.end)
                .collect(),
            entries: told.into_iter().map(|entry| entry.entry(&offsets)).collect(),
        })
    }
}

/// The words looked for in a short text, in its code points.
fn marks_of(text: &str, terms: &[Term]) -> Vec<Span> {
    let offsets = Offsets::new(text);
    let marks = snippet::marks(&tokens(text), terms);
    snippet::merged(&marks).iter().map(|bytes| offsets.span(bytes)).collect()
}

/// An entry as a document tells of it.
struct Told {
    id: String,
    kind: String,
    first: Option<String>,
    tokens: String,
    /// The tokens of its persons, their names among them.
    names: String,
    label: Option<String>,
    spans: Vec<Span>,
}

impl Told {
    fn meets(&self, fields: &[Field]) -> bool {
        let has = |wanted: &String| {
            let names = self.names.split(' ').filter(|token| token.starts_with(fields::PERSON));
            self.tokens.split(' ').chain(names).any(|token| match wanted.strip_suffix('*') {
                Some(start) => token.starts_with(start),
                None => token == wanted,
            })
        };
        fields.iter().all(|field| field.ways.iter().any(|way| way.iter().all(has)))
    }

    fn is_marked(&self, marks: &[Span]) -> bool {
        self.spans.iter().any(|span| marks.iter().any(|mark| mark.start < span.end && span.start < mark.end))
    }

    fn entry(self, offsets: &Offsets<'_>) -> HitEntry {
        let words =
            || self.spans.first().and_then(|span| offsets.words(*span)).unwrap_or_default().to_owned();
        HitEntry {
            label: self.label.clone().unwrap_or_else(words),
            id: self.id,
            kind: self.kind,
            first: self.first,
        }
    }
}

/// The numbers of the documents of the days asked for, both ends included.
fn days(query: &Query) -> Range<i64> {
    let start = query.since.map_or(0, index::day_number);
    let end = query.until.and_then(|day| day.tomorrow().ok()).map(|next| index::day_number(next) - 1);
    // Those without a day are not within days.
    let start = if end.is_some() { start.max(index::day_number(jiff::civil::Date::MIN)) } else { start };
    start..end.unwrap_or(i64::MAX)
}

/// The query as FTS5 takes it; nothing if it has neither
/// words nor fields. Every token is letters and digits within quotation marks,
/// so that nothing of the reader's is syntax.
fn expression(query: &Query) -> Option<String> {
    let mut parts = Vec::new();
    if !query.terms.is_empty() {
        let terms: Vec<String> = query.terms.iter().map(term_expression).collect();
        parts.push(format!("({{title body}} : ({}))", terms.join(" AND ")));
    }
    for field in &query.fields {
        let ways: Vec<String> = field.ways.iter().map(|way| way_expression(way)).collect();
        parts.push(format!("(fields : ({}))", ways.join(" OR ")));
    }
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

fn term_expression(term: &Term) -> String {
    format!("\"{}\"{}", term.words.join(" "), if term.is_prefix { " *" } else { "" })
}

/// That the headline meets a query. A word that stands there need not be looked for
/// in the text too; of a phrase it has to be seen whether it stands together.
fn in_titles(query: &Query) -> String {
    let phrases = query.terms.iter().filter(|term| term.words.len() > 1).cloned().collect();
    let rest = expression(&Query { terms: phrases, ..query.clone() });
    rest.into_iter().chain([title_expression(&query.terms)]).collect::<Vec<_>>().join(" AND ")
}

/// That all the words stand in the headline, in whatever order.
fn title_expression(terms: &[Term]) -> String {
    let words = terms.iter().flat_map(|term| {
        let last = term.words.len().saturating_sub(1);
        let star = move |idx: usize| if term.is_prefix && idx == last { " *" } else { "" };
        term.words.iter().enumerate().map(move |(idx, word)| format!("\"title·{word}\"{}", star(idx)))
    });
    format!("(fields : ({}))", words.collect::<Vec<_>>().join(" AND "))
}

fn way_expression(way: &[String]) -> String {
    let tokens = way.iter().map(|token| match token.strip_suffix('*') {
        Some(start) => format!("\"{start}\" *"),
        None => format!("\"{token}\""),
    });
    format!("({})", tokens.collect::<Vec<_>>().join(" AND "))
}
