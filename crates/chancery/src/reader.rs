//! From an item of the world to its record: source, text, reading, finding.

use anyhow::{Context as _, bail};
use finding::{Finder, Origin, Traced};
use jiff::civil::Date;
use record::{Article, DateFrom, Notice, Record};
use source::Item;
use text::{Document, Form, Given, Outlets};

use crate::{arguments, home::Context, output::complain};

/// Reads items by one rulebook.
pub(crate) struct Reader<'c> {
    finder: Finder<'c>,
    outlets: Outlets<'c>,
    given: &'c arguments::Given,
}

/// An item that was read.
pub(crate) struct ReadItem {
    /// The clean text.
    pub(crate) text: String,
    /// What it says.
    pub(crate) record: Record,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(context: &'c Context, given: &'c arguments::Given) -> Self {
        let rulebook = &context.rulebook;
        Self { finder: Finder::new(rulebook), outlets: Outlets::new(&rulebook.outlets), given }
    }

    /// Reads one item. `held` is the article as the ledger holds it already:
    /// what was given beside it then is not lost when it is not given again.
    pub(crate) fn read(&self, item: &Item, held: Option<&Article>) -> anyhow::Result<ReadItem> {
        let (document, notices) = self.document(item, held)?;
        let sha256 = source::sha256(&item.bytes);
        let origin = Origin { source: &item.source, sha256: &sha256 };
        let record = self.finder.record(&document, origin, &notices);
        Ok(ReadItem { text: document.text, record })
    }

    /// Reads one item and keeps where rules fit it.
    pub(crate) fn trace(&self, item: &Item) -> anyhow::Result<Traced> {
        let (document, notices) = self.document(item, None)?;
        let sha256 = source::sha256(&item.bytes);
        let origin = Origin { source: &item.source, sha256: &sha256 };
        Ok(self.finder.traced(&document, origin, &notices))
    }

    fn document(&self, item: &Item, held: Option<&Article>) -> anyhow::Result<(Document, Vec<Notice>)> {
        let form = form(item.form);
        let (text, mut notices) = text::decode(&item.bytes, form).with_context(|| item.source.clone())?;
        let beside = &item.beside;
        let (published, notice) = self.published(item, held);
        if let Some(notice) = &notice {
            complain(&format!("{}: {}; read without it", item.source, notice.message));
        }
        notices.extend(notice);
        let given = Given {
            text: &text,
            form,
            title: beside.title.as_deref().or(held.and_then(|held| held.title.as_deref())),
            outlet: first([&self.given.outlet, &beside.outlet])
                .or(held.and_then(|held| held.outlet.as_deref())),
            url: first([&self.given.url, &beside.url]).or(held.and_then(|held| held.url.as_deref())),
            published,
            language: beside.language.as_deref(),
        };
        let (document, said) = text::read(&given, &self.outlets);
        notices.extend(said);
        if document.text.len() > MOST_BYTES {
            let n_megabytes = document.text.len() / 1_000_000;
            bail!(
                "{}: {n_megabytes} MB of text is more than an article; split it into articles, or give JSON Lines \
                 with one article a line",
                item.source
            );
        }
        Ok((document, notices))
    }

    /// The day of publication and what told it. A day beside the article that
    /// cannot be read costs the article its date, not the reader the article.
    fn published(&self, item: &Item, held: Option<&Article>) -> (Option<(Date, DateFrom)>, Option<Notice>) {
        if let Some(day) = self.given.published {
            return (Some((day, DateFrom::Argument)), None);
        }
        if let Some(written) = &item.beside.published {
            let day = text::day(written).map(|day| (day, DateFrom::Metadata));
            let notice = day.is_none().then(|| Notice {
                code: UNREADABLE_DATE.to_owned(),
                message: format!("`{written}` is not a day of publication; write it as 2024-09-10"),
                span: None,
            });
            return (day, notice);
        }
        let held = held.map(|held| held.published);
        let held = held.filter(|held| matches!(held.from, DateFrom::Argument | DateFrom::Metadata));
        (held.and_then(|held| Some((held.value?.single_day()?, held.from))), None)
    }
}

/// The notice of a day given beside an article that cannot be read.
const UNREADABLE_DATE: &str = "unreadable-date";

/// The longest text that is read as one article: a book is several hundred
/// kilobytes, and reading takes a second or more a megabyte.
const MOST_BYTES: usize = 4_000_000;

/// The first of several that is given.
fn first(given: [&Option<String>; 2]) -> Option<&str> {
    given.into_iter().flatten().map(String::as_str).next()
}

fn form(form: source::Form) -> Form {
    match form {
        source::Form::Plain => Form::Plain,
        source::Form::Markdown => Form::Markdown,
        source::Form::Html => Form::Html,
    }
}

/// The word under which the ledger keeps a form.
pub(crate) fn form_word(form: source::Form) -> &'static str {
    match form {
        source::Form::Plain => "plain",
        source::Form::Markdown => "markdown",
        source::Form::Html => "html",
    }
}

/// The form that the ledger keeps under a word.
pub(crate) fn form_of_word(word: &str) -> anyhow::Result<source::Form> {
    match word {
        "plain" => Ok(source::Form::Plain),
        "markdown" => Ok(source::Form::Markdown),
        "html" => Ok(source::Form::Html),
        _ => bail!("`{word}` is no form that this release reads; use a newer one"),
    }
}
