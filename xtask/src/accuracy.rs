//! How well a treebank is read.

use std::{collections::HashMap, fmt, ops::Range};

use syntax::{Penn, Piece, Reader, Syntax, Token, Upos};

use crate::treebank::{Paragraph, Word};

/// The relations that are told apart, by the relations that count as one.
const RELATIONS: [(&str, &[&str]); 5] = [
    ("nsubj", &["nsubj"]),
    ("obj", &["obj"]),
    ("nsubj:pass", &["nsubj:pass"]),
    ("clausal complement", &["ccomp", "xcomp"]),
    ("obl:agent", &["obl:agent"]),
];

/// What was right and what there was, in shares and harmonic means.
#[derive(Debug, Default)]
pub(crate) struct Accuracy {
    n_tokens: usize,
    n_words: usize,
    upos: usize,
    penn: usize,
    lemma: usize,
    gold_lemma: usize,
    head: usize,
    labelled: usize,
    base: usize,
    relations: [Found; RELATIONS.len()],
    raw_tokens: Found,
    raw_sentences: Found,
    raw_words: usize,
    raw_head: usize,
    raw_labelled: usize,
}

/// What was found, what there was to find, and what of both is the same.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    right: usize,
    found: usize,
    there: usize,
}

impl Accuracy {
    /// Reads every paragraph, with tokens and sentences given and as raw text.
    pub(crate) fn of(reader: &mut Reader<'_>, paragraphs: &[Paragraph]) -> Self {
        let mut accuracy = Self::default();
        for paragraph in paragraphs {
            let (text, pieces) = given(&paragraph.words);
            accuracy.count(&paragraph.words, &reader.read_tokens(&text, &pieces));
            accuracy.count_raw(&paragraph.words, &reader.read(&paragraph.text));
        }
        accuracy
    }

    /// What is right of parts of speech, heads, and heads with their relations.
    pub(crate) fn shares(&self) -> [(&'static str, f64); 3] {
        [
            ("upos", share(self.upos, self.n_tokens)),
            ("uas", share(self.head, self.n_words)),
            ("las", share(self.labelled, self.n_words)),
        ]
    }

    fn count(&mut self, words: &[Word], syntax: &Syntax) {
        for (word, token) in words.iter().zip(&syntax.tokens) {
            self.n_tokens += 1;
            self.upos += usize::from(token.upos.name() == word.upos);
            self.penn += usize::from(token.penn.name() == word.penn);
            self.lemma += usize::from(token.lemma == word.lemma);
            let upos = Upos::named(&word.upos).unwrap_or(Upos::X);
            let lemma = syntax::lemma(&word.form, upos, Penn::named(&word.penn));
            self.gold_lemma += usize::from(lemma == word.lemma);
            if word.upos == "PUNCT" {
                continue;
            }
            self.n_words += 1;
            let is_head = token.head == word.head;
            self.head += usize::from(is_head);
            self.labelled += usize::from(is_head && token.relation.name() == word.relation);
            self.base += usize::from(is_head && token.relation.base() == base(&word.relation));
            self.count_relations(word, token);
        }
    }

    fn count_relations(&mut self, word: &Word, token: &Token) {
        for (found, (_, names)) in self.relations.iter_mut().zip(RELATIONS) {
            let is_found = names.contains(&token.relation.name());
            let is_there = names.contains(&word.relation.as_str());
            found.found += usize::from(is_found);
            found.there += usize::from(is_there);
            found.right += usize::from(is_found && is_there && token.head == word.head);
        }
    }

    fn count_raw(&mut self, words: &[Word], syntax: &Syntax) {
        let by_place: HashMap<Range<usize>, &Token> =
            syntax.tokens.iter().map(|token| (token.bytes.clone(), token)).collect();
        self.raw_tokens.found += syntax.tokens.len();
        self.raw_tokens.there += words.len();
        for (word_idx, word) in words.iter().enumerate() {
            let token = word.bytes.as_ref().and_then(|bytes| by_place.get(bytes));
            let Some(token) = token else { continue };
            self.raw_tokens.right += 1;
            if word.upos == "PUNCT" {
                continue;
            }
            self.raw_words += 1;
            let head = syntax.tokens.get(token.head).map(|head| head.bytes.clone());
            let is_root = head.as_ref() == Some(&token.bytes);
            let true_head = words.get(word.head).and_then(|head| head.bytes.clone());
            let is_head = if word.head == word_idx { is_root } else { !is_root && head == true_head };
            self.raw_head += usize::from(is_head);
            self.raw_labelled += usize::from(is_head && token.relation.name() == word.relation);
        }
        let found = sentences(&syntax.tokens, |token| (Some(token.bytes.clone()), token.starts_sentence));
        let there = sentences(words, |word| (word.bytes.clone(), word.starts_sentence));
        self.raw_sentences.found += found.len();
        self.raw_sentences.there += there.len();
        self.raw_sentences.right += found.iter().filter(|sentence| there.contains(sentence)).count();
    }
}

/// The words with a space between each two, and where they stand.
fn given(words: &[Word]) -> (String, Vec<Piece>) {
    let mut text = String::new();
    let mut pieces = Vec::with_capacity(words.len());
    for word in words {
        let start = text.len();
        text.push_str(&word.form);
        pieces.push(Piece { bytes: start..text.len(), starts_sentence: word.starts_sentence });
        text.push(' ');
    }
    (text, pieces)
}

/// The sentences, from the start of their first token to the end of their last.
fn sentences<T>(tokens: &[T], of: impl Fn(&T) -> (Option<Range<usize>>, bool)) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for token in tokens {
        let (Some(bytes), starts) = of(token) else { continue };
        match sentences.last_mut().filter(|_| !starts) {
            Some(sentence) => sentence.end = bytes.end,
            None => sentences.push(bytes),
        }
    }
    sentences
}

fn base(relation: &str) -> &str {
    relation.split_once(':').map_or(relation, |(base, _)| base)
}

impl Found {
    fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.there)
    }
}

fn share(right: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { right as f64 / of as f64 }
}

impl fmt::Display for Accuracy {
    fn fmt(&self, page: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(page, "  tokens and sentences given: {} tokens", self.n_tokens)?;
        let of_tokens = [
            ("UPOS", self.upos),
            ("XPOS", self.penn),
            ("lemma", self.lemma),
            ("lemma, tags given", self.gold_lemma),
        ];
        let of_words = [("UAS", self.head), ("LAS", self.labelled), ("LAS, subtypes cut", self.base)];
        for (name, right) in of_tokens {
            writeln!(page, "    {name:<20} {:.4}", share(right, self.n_tokens))?;
        }
        for (name, right) in of_words {
            writeln!(page, "    {name:<20} {:.4}", share(right, self.n_words))?;
        }
        for ((name, _), found) in RELATIONS.iter().zip(self.relations) {
            writeln!(page, "    {name:<20} {:.4}  ({} there)", found.f1(), found.there)?;
        }
        writeln!(page, "  raw text")?;
        writeln!(page, "    {:<20} {:.4}", "tokens", self.raw_tokens.f1())?;
        writeln!(page, "    {:<20} {:.4}", "sentences", self.raw_sentences.f1())?;
        writeln!(page, "    {:<20} {:.4}", "UAS", share(self.raw_head, self.raw_words))?;
        write!(page, "    {:<20} {:.4}", "LAS", share(self.raw_labelled, self.raw_words))
    }
}
