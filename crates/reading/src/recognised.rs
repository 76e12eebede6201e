//! What the syntax room takes for names, held beside the words of a document.

use std::{ops::Range, sync::Mutex};

use syntax::{Model, NameKind, Penn, Relation, Syntax, Token, Upos};
use text::Document;

use crate::tree::Tree;

/// The names that a trained model sees in a document, by bytes of its text.
#[derive(Debug, Default)]
pub(crate) struct Recognised {
    names: Vec<Seen>,
    /// The first bytes of finite verbs, in order.
    verbs: Vec<usize>,
}

/// A name that the model sees.
#[derive(Clone, Debug)]
struct Seen {
    bytes: Range<usize>,
    kind: NameKind,
    /// Whether it stands for somebody or something by itself, not before a noun:
    /// "Obama" in "the Obama Foundation" does not.
    stands_alone: bool,
}

impl Recognised {
    /// Whether a model sees a person by exactly these words, who stands for
    /// himself in the sentence.
    pub(crate) fn is_person(&self, bytes: &Range<usize>) -> bool {
        self.over(bytes)
            .any(|seen| seen.kind == NameKind::Person && seen.bytes == *bytes && seen.stands_alone)
    }

    /// Whether a model sees something else in these words, or in words of which
    /// these are a part.
    pub(crate) fn is_other(&self, bytes: &Range<usize>) -> bool {
        self.over(bytes).any(|seen| {
            seen.kind != NameKind::Person && seen.bytes.start <= bytes.start && bytes.end <= seen.bytes.end
        })
    }

    /// One past the last byte of the person whose name starts at a byte.
    pub(crate) fn end_of_person(&self, start: usize) -> Option<usize> {
        let first = self.names.partition_point(|seen| seen.bytes.start < start);
        let seen = self.names.get(first)?;
        (seen.kind == NameKind::Person && seen.bytes.start == start).then_some(seen.bytes.end)
    }

    /// Whether a model sees a finite verb at a byte: "Says" in a headline in
    /// capitals.
    pub(crate) fn is_verb(&self, start: usize) -> bool {
        self.verbs.binary_search(&start).is_ok()
    }

    /// One past the last byte of the organisation whose name starts at a byte.
    pub(crate) fn organisation_from(&self, start: usize) -> Option<usize> {
        let first = self.names.partition_point(|seen| seen.bytes.start < start);
        let seen = self.names.get(first)?;
        (seen.kind == NameKind::Organisation && seen.bytes.start == start).then_some(seen.bytes.end)
    }

    /// Whether a model sees an organisation whose name ends at a byte.
    pub(crate) fn ends_organisation(&self, end: usize) -> bool {
        let first = self.names.partition_point(|seen| seen.bytes.end < end);
        self.names.get(first).is_some_and(|seen| seen.kind == NameKind::Organisation && seen.bytes.end == end)
    }

    fn over<'a>(&'a self, bytes: &'a Range<usize>) -> impl Iterator<Item = &'a Seen> {
        let first = self.names.partition_point(|seen| seen.bytes.end <= bytes.start);
        self.names[first..].iter().take_while(|seen| seen.bytes.start < bytes.end)
    }
}

/// Reads documents with the built-in model. A reader of words is kept for each
/// thread that asks at the same time, since it remembers what it computed.
#[derive(Debug, Default)]
pub(crate) struct Recogniser {
    idle: Mutex<Vec<syntax::Reader<'static>>>,
}

impl Recogniser {
    /// The names and the trees of those sentences of a document that are to be
    /// parsed; none if the weights that were built in are not the engine's.
    pub(crate) fn read(&self, document: &Document, parsed: &[bool]) -> (Recognised, Tree) {
        let Ok(model) = Model::english() else { return <(Recognised, Tree)>::default() };
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut reader = idle.unwrap_or_else(|| syntax::Reader::new(model));
        let sentences = document.sentences.iter().zip(parsed).filter(|(_, parsed)| **parsed);
        let sentences: Vec<Range<usize>> = sentences.map(|(sentence, _)| sentence.bytes.clone()).collect();
        let syntax = reader.read_blocks(&document.text, &sentences);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(reader);
        }
        (Recognised { names: seen(&syntax), verbs: verbs(&syntax) }, Tree::new(document, &syntax))
    }
}

fn verbs(syntax: &Syntax) -> Vec<usize> {
    let is_finite =
        |token: &&Token| token.upos == Upos::Verb && matches!(token.penn, Penn::Vbz | Penn::Vbd | Penn::Vbp);
    syntax.tokens.iter().filter(is_finite).map(|token| token.bytes.start).collect()
}

fn seen(syntax: &Syntax) -> Vec<Seen> {
    let names = syntax.names.iter().filter_map(|name| {
        let tokens = syntax.tokens.get(name.tokens.clone())?;
        let bytes = tokens.first()?.bytes.start..tokens.last()?.bytes.end;
        // The head of the name is the word whose own head lies outside it.
        let is_head = |at: &usize| {
            let head = syntax.tokens.get(*at).map_or(*at, |token| token.head);
            head == *at || !name.tokens.contains(&head)
        };
        let stands_alone = name.tokens.clone().find(is_head).is_some_and(|head| stands_alone(syntax, head));
        Some(Seen { bytes, kind: name.kind, stands_alone })
    });
    names.collect()
}

/// Whether the noun at a place is somebody who acts or is acted with: a subject,
/// an object, whoever somebody meets "with", or one of a list of such.
fn stands_alone(syntax: &Syntax, mut at: usize) -> bool {
    // A list leads to its first name in as many steps as it has names.
    for _ in 0..syntax.tokens.len() {
        let Some(token) = syntax.tokens.get(at) else { return false };
        match token.relation {
            Relation::Conj if token.head != at => at = token.head,
            Relation::Compound | Relation::NmodPoss | Relation::Amod | Relation::Nmod => return false,
            Relation::Obl => return is_behind(syntax, at, &["with", "by"]),
            _ => return true,
        }
    }
    false
}

/// Whether one of these prepositions stands on the noun at a place.
fn is_behind(syntax: &Syntax, noun: usize, prepositions: &[&str]) -> bool {
    let before = syntax.tokens.get(noun.saturating_sub(12)..noun).unwrap_or(&[]);
    before.iter().any(|token| {
        token.head == noun && token.relation == Relation::Case && prepositions.contains(&token.lemma.as_str())
    })
}
