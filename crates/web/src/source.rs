//! A document's part in an entry, with its words and the way to them.

use std::collections::BTreeMap;

use ledger::{Ledger, Source};

use crate::{
    address::{self, Place},
    day::Day,
    refusal::Refusal,
    shown::Shown,
};

/// One document's part in an entry.
pub(crate) struct Part {
    pub(crate) href: String,
    pub(crate) title: Shown,
    pub(crate) outlet: Shown,
    /// Whose wire it carries, where that is not the outlet.
    pub(crate) agency: Option<Shown>,
    pub(crate) side: Option<&'static str>,
    pub(crate) published: Day,
    pub(crate) language: Option<String>,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) by: Shown,
    /// Why it was joined to those before it.
    pub(crate) why: Option<Shown>,
}

/// Words of a document and the address of their place in it.
pub(crate) struct Quote {
    pub(crate) words: Shown,
    pub(crate) href: String,
    /// What became of them in a later version of the page, and the way there.
    pub(crate) fate: Option<(&'static str, String)>,
}

/// The parts of all documents in an entry.
///
/// # Errors
///
/// [`Refusal::Ledger`] if a document cannot be read.
pub(crate) fn parts(ledger: &Ledger, sources: &[Source]) -> Result<Vec<Part>, Refusal> {
    let mut languages: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut parts = Vec::with_capacity(sources.len());
    for source in sources {
        if !languages.contains_key(source.document.as_str()) {
            let language = ledger.page(&source.document)?.and_then(|page| page.article.language);
            languages.insert(&source.document, language);
        }
        let language = languages.get(source.document.as_str()).cloned().flatten();
        parts.push(Part { language, ..part(source) });
    }
    Ok(parts)
}

fn part(source: &Source) -> Part {
    let fate = |idx: usize| {
        let later = source.later.as_ref()?;
        Some((later.fates.get(idx)?.as_str(), address::page("document", &later.document)))
    };
    let quotes = source.evidence.iter().zip(&source.words).enumerate().map(|(idx, (span, words))| Quote {
        fate: fate(idx),
        words: Shown::of(words),
        href: address::place(&source.document, &source.claim, Place { spans: &source.evidence, span: *span }),
    });
    Part {
        href: address::page("document", &source.document),
        title: Shown::or(source.title.as_deref(), &format!("Document {}", source.document)),
        outlet: Shown::or(source.outlet.as_deref().or(source.agency.as_deref()), "outlet not known"),
        agency: source
            .agency
            .as_deref()
            .filter(|_| source.outlet.is_some() && source.outlet != source.agency)
            .map(Shown::of),
        side: source.side.map(record::Side::as_str),
        published: Day::of(source.published.as_ref()),
        language: None,
        quotes: quotes.collect(),
        by: Shown::of(&source.by),
        why: source.why.as_deref().map(Shown::of),
    }
}

/// The words of the first source, on one line.
pub(crate) fn first_words(sources: &[Source]) -> String {
    let words = sources.first().map(|source| source.words.join(" … ")).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1 source`, `5 sources`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
