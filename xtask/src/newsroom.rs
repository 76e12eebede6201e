//! Texts of a newsroom as a file of JSON Lines has them, and what is found in each.

use std::{
    num::NonZero,
    panic::{self, AssertUnwindSafe},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use anyhow::Context as _;
use finding::{Finder, Origin};
use jiff::civil::Date;
use record::{Record, Span};
use rulebook::Rulebook;
use serde_json::Value;
use text::{Form, Given, Outlets};

use crate::bench;

/// A text with what is beside it. The day is told by the address alone.
pub(crate) struct Article {
    pub(crate) url: String,
    pub(crate) title: String,
    outlet: Option<String>,
    text: String,
}

/// What was found in an article.
pub(crate) struct Found {
    pub(crate) record: Record,
    /// The clean text, by code points.
    pub(crate) letters: Vec<char>,
    /// The day of publication.
    pub(crate) day: Option<Date>,
}

/// The articles of a file (`.jsonl`, `.jsonl.gz`), which have a `text` and may have
/// `url`, `title` and `outlet`.
pub(crate) fn articles(path: &Path) -> anyhow::Result<Vec<Article>> {
    let lines = if path.extension().is_some_and(|end| end == "gz") {
        bench::unpacked(path)?
    } else {
        std::fs::read_to_string(path).with_context(|| path.display().to_string())?
    };
    let articles = lines.lines().filter(|line| !line.is_empty()).map(|line| {
        let value: Value = serde_json::from_str(line).with_context(|| path.display().to_string())?;
        let of = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Ok(Article {
            url: of("url").unwrap_or_default(),
            title: plain(&of("title").unwrap_or_default()),
            outlet: of("outlet"),
            text: of("text").with_context(|| format!("{}: a line without a `text`", path.display()))?,
        })
    });
    articles.collect()
}

/// A title without the marks of the notation that it was copied from:
/// `President\u2019s`, and a backslash at its end where it was cut.
fn plain(title: &str) -> String {
    let title = title.trim_end_matches('\\').trim();
    let mut parts = title.split("\\u");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32).zip(part.get(4..)) {
            Some((letter, rest)) => {
                plain.push(letter);
                plain.push_str(rest);
            }
            None => plain.push_str(part),
        }
    }
    plain
}

/// What is found in each of some articles, by as many threads as there are cores;
/// nothing where the reader panicked.
pub(crate) fn read(rulebook: &Rulebook, articles: &[Article]) -> Vec<Option<Found>> {
    let (finder, outlets) = (Finder::new(rulebook), Outlets::new(&rulebook.outlets));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(article) = articles.get(at) else { return found };
            let read = panic::catch_unwind(AssertUnwindSafe(|| one(&finder, &outlets, article)));
            found.push((at, read.ok()));
        }
    };
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut found = thread::scope(|scope| {
        let workers: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        let found = workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default());
        found.collect::<Vec<_>>()
    });
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, found)| found).collect()
}

fn one(finder: &Finder<'_>, outlets: &Outlets<'_>, article: &Article) -> Found {
    let given = Given {
        text: &article.text,
        form: Form::Plain,
        title: Some(article.title.as_str()).filter(|title| !title.is_empty()),
        outlet: article.outlet.as_deref(),
        url: Some(article.url.as_str()).filter(|url| !url.is_empty()),
        published: None,
        language: None,
    };
    let (document, notices) = text::read(&given, outlets);
    let origin = Origin { source: &article.url, sha256: "0" };
    let record = finder.record(&document, origin, &notices);
    let day = record.article.published.value.and_then(|date| date.single_day());
    Found { record, letters: document.text.chars().collect(), day }
}

impl Found {
    /// The words that a span quotes; nothing if it lies outside the text or quotes
    /// no word.
    pub(crate) fn quoted(&self, span: &Span) -> Option<String> {
        let words: String = self.letters.get(span.start..span.end)?.iter().collect();
        words.contains(char::is_alphanumeric).then_some(words)
    }

    /// Every span of the record.
    pub(crate) fn spans(&self) -> Vec<&Span> {
        let record = &self.record;
        let mut spans: Vec<&Span> = Vec::new();
        spans.extend(record.people.iter().flat_map(|it| it.mentions.iter().map(|mention| &mention.span)));
        spans.extend(record.encounters.iter().flat_map(|it| &it.evidence));
        spans.extend(record.statements.iter().flat_map(|it| &it.evidence));
        spans.extend(record.commitments.iter().flat_map(|it| &it.evidence));
        spans.extend(record.instruments.iter().flat_map(|it| &it.evidence));
        spans.extend(record.figures.iter().flat_map(|it| &it.evidence));
        spans.extend(record.formulas.iter().flat_map(|it| &it.evidence));
        spans.extend(record.milestones.iter().flat_map(|it| &it.evidence));
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_notation_are_taken_from_titles() {
        assert_eq!(plain("Minister Lee\\u2019s Call with\\"), "Minister Lee’s Call with");
        assert_eq!(plain("A \\umbra of \\u00e9"), "A mbra of é");
    }
}
