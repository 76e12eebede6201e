//! The tokeniser's rules, which are data: see `data/`.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// The longest contraction, in bytes, that is looked for.
pub(crate) const LONGEST: usize = 8;

/// What the tokeniser knows of English.
#[derive(Debug)]
pub(crate) struct Rules {
    /// Words that keep their period, and what must follow.
    pub(crate) abbreviations: FxHashMap<&'static str, Before>,
    /// The pieces of words written as one, by the word in small letters.
    pub(crate) contractions: FxHashMap<&'static str, Vec<usize>>,
    /// Endings that are words of their own.
    pub(crate) endings: Vec<&'static str>,
    /// Words that begin with an apostrophe.
    pub(crate) elisions: FxHashSet<&'static str>,
    /// Strings with a slash that are one word.
    pub(crate) kept: FxHashSet<&'static str>,
    /// Faces made of marks, the longest first.
    pub(crate) emoticons: Vec<&'static str>,
    /// What keeps its hyphen and the word after it.
    pub(crate) prefixes: FxHashSet<&'static str>,
    /// Units that are split from the number before them.
    pub(crate) units: FxHashSet<&'static str>,
}

/// What must follow an abbreviation, or its period ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// Anything.
    Any,
    /// A word with a capital.
    Name,
    /// A digit.
    Number,
}

impl Rules {
    /// The rules for English.
    pub(crate) fn english() -> &'static Self {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(Self::built_in)
    }

    fn built_in() -> Self {
        let abbreviations = rows(include_str!("../data/abbreviations.tsv"));
        let contractions = rows(include_str!("../data/contractions.tsv"));
        let firsts = |table: &'static str| rows(table).map(|(form, _)| form);
        let mut emoticons: Vec<&str> = firsts(include_str!("../data/emoticons.tsv")).collect();
        emoticons.sort_by_key(|form| std::cmp::Reverse(form.len()));
        Self {
            abbreviations: abbreviations.map(|(form, before)| (form, Before::named(before))).collect(),
            contractions: contractions
                .map(|(form, pieces)| (form, pieces.split('|').map(str::len).collect()))
                .collect(),
            endings: firsts(include_str!("../data/endings.tsv")).collect(),
            elisions: firsts(include_str!("../data/elisions.tsv")).collect(),
            kept: firsts(include_str!("../data/kept.tsv")).collect(),
            emoticons,
            prefixes: firsts(include_str!("../data/prefixes.tsv")).collect(),
            units: firsts(include_str!("../data/units.tsv")).collect(),
        }
    }
}

impl Before {
    fn named(name: &str) -> Self {
        match name {
            "name" => Self::Name,
            "number" => Self::Number,
            _ => Self::Any,
        }
    }
}

/// The rows of a table: what stands before the first tab, and what after it.
/// The first line is a comment and the second the head.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().skip(2).filter(|line| !line.is_empty());
    lines.map(|line| line.split_once('\t').unwrap_or((line, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: [(&str, &str); 10] = [
        ("abbreviations", include_str!("../data/abbreviations.tsv")),
        ("contractions", include_str!("../data/contractions.tsv")),
        ("elisions", include_str!("../data/elisions.tsv")),
        ("emoticons", include_str!("../data/emoticons.tsv")),
        ("endings", include_str!("../data/endings.tsv")),
        ("inflections", include_str!("../data/inflections.tsv")),
        ("kept", include_str!("../data/kept.tsv")),
        ("prefixes", include_str!("../data/prefixes.tsv")),
        ("units", include_str!("../data/units.tsv")),
        ("lemmas", include_str!("../data/lemmas.tsv")),
    ];

    #[test]
    fn tables_are_in_form() {
        for (name, table) in TABLES {
            assert!(table.starts_with("# "), "{name} does not say where it is from");
            let n_columns = table.lines().nth(1).unwrap_or_default().split('\t').count();
            let lines: Vec<&str> = table.lines().skip(2).collect();
            for line in &lines {
                assert_eq!(line.split('\t').count(), n_columns, "{name}: {line}");
            }
            for pair in lines.windows(2) {
                assert!(pair[0] < pair[1], "{name}: {:?} is not before {:?}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn contractions_are_their_pieces() {
        for (form, pieces) in rows(include_str!("../data/contractions.tsv")) {
            assert_eq!(form, pieces.replace('|', ""));
            assert!(form.len() <= LONGEST, "{form}");
        }
    }
}
