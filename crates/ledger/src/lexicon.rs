//! The words by which promises are compared and followed: tables in `data/`.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use record::Turn;

const WORDS: &str = include_str!("../data/promise_words.tsv");
const TURNS: &str = include_str!("../data/promise_turns.tsv");
const DEEDS: &str = include_str!("../data/promise_deeds.tsv");
const OPPOSITES: &str = include_str!("../data/promise_opposites.tsv");
const SYNONYMS: &str = include_str!("../data/promise_synonyms.tsv");

/// The tables, read once.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// What words do in promises.
#[derive(Debug)]
pub(crate) struct Lexicon {
    sorts: BTreeMap<&'static str, HashSet<&'static str>>,
    /// By the first word of the phrase.
    turns: BTreeMap<&'static str, Vec<Phrase>>,
    /// What deed a verb is of, by its stem.
    deeds: BTreeMap<String, &'static str>,
    once: BTreeSet<&'static str>,
    /// The stem that stands for a stem.
    synonyms: BTreeMap<String, String>,
    /// Words that tell two promises apart, by their stems.
    pub(crate) opposites: Vec<(String, String)>,
}

/// Words that say what became of a promise.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) turn: Turn,
    pub(crate) words: Vec<&'static str>,
    /// Whether it says so without an auxiliary before it.
    pub(crate) is_finite: bool,
    /// The deeds that are done once it is said of them.
    ends: Vec<&'static str>,
}

impl Phrase {
    /// What it says became of a promised deed.
    pub(crate) fn turn_of(&self, deed: &str) -> Option<Turn> {
        match self.turn {
            _ if self.ends.iter().any(|ended| *ended == "any" || *ended == deed) => Some(Turn::Done),
            Turn::Done => None,
            turn => Some(turn),
        }
    }

    /// Whether it begins one deed and ends another: who launched a fund has made it.
    pub(crate) fn is_launch(&self) -> bool {
        self.turn == Turn::Begun && self.ends != ["-"]
    }

    /// Whether it is a verb that is done to something, which follows it.
    pub(crate) fn is_done_to(&self) -> bool {
        self.turn == Turn::Done && !self.is_finite
    }
}

impl Lexicon {
    fn read() -> Self {
        let mut sorts: BTreeMap<_, HashSet<_>> = BTreeMap::new();
        for row in rows(WORDS) {
            if let [word, sort, _] = row[..] {
                sorts.entry(sort).or_default().insert(word);
            }
        }
        let mut turns: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for row in rows(TURNS) {
            if let [turn, phrase, alone, ends, _] = row[..]
                && let Ok(turn) = turn.parse()
            {
                let words: Vec<&str> = phrase.split(' ').collect();
                let ends = ends.split(' ').collect();
                let phrase = Phrase { turn, is_finite: alone == "yes", words, ends };
                turns.entry(phrase.words.first().copied().unwrap_or_default()).or_default().push(phrase);
            }
        }
        let deeds = rows(DEEDS).filter_map(|row| match row[..] {
            [word, deed, ..] => Some((stem(word), deed)),
            _ => None,
        });
        let once = rows(DEEDS).filter_map(|row| match row[..] {
            [_, deed, "once", _] => Some(deed),
            _ => None,
        });
        let opposites = rows(OPPOSITES).filter_map(|row| match row[..] {
            [word, opposite, _] => Some((stem(word), stem(opposite))),
            _ => None,
        });
        let synonyms = rows(SYNONYMS).filter_map(|row| match row[..] {
            [word, means, _] => Some((stem(word), stem(means))),
            _ => None,
        });
        Self {
            sorts,
            turns,
            deeds: deeds.collect(),
            once: once.collect(),
            synonyms: synonyms.collect(),
            opposites: opposites.collect(),
        }
    }

    /// Whether a folded word is of a sort.
    pub(crate) fn is(&self, sort: &str, word: &str) -> bool {
        self.sorts.get(sort).is_some_and(|words| words.contains(word))
    }

    /// Whether a deed is done once, and not again on another day.
    pub(crate) fn is_once(&self, deed: &str) -> bool {
        self.once.contains(deed)
    }

    /// What kind of paper a word names. A law is one before and after it is passed.
    pub(crate) fn paper(&self, word: &str) -> Option<&'static str> {
        let kind = self.sorts.get("paper")?.get(word)?;
        Some(if matches!(*kind, "act" | "bill" | "legislation") { "law" } else { kind })
    }

    /// The deed that a verb in any form is of.
    pub(crate) fn deed(&self, word: &str) -> Option<&'static str> {
        self.deeds.get(&stem(word)).copied()
    }

    /// The stem that stands for this one and all that mean the same: for a verb its
    /// deed.
    pub(crate) fn plain<'t>(&'t self, term: &'t str) -> &'t str {
        let synonym = self.synonyms.get(term).map(String::as_str);
        synonym.or_else(|| self.deeds.get(term).copied()).unwrap_or(term)
    }

    /// The longest phrase that these words begin with.
    pub(crate) fn turn<'l>(&'l self, words: &[&str]) -> Option<&'l Phrase> {
        let phrases = self.turns.get(*words.first()?)?;
        phrases
            .iter()
            .filter(|phrase| words.get(..phrase.words.len()) == Some(&phrase.words[..]))
            .max_by_key(|phrase| phrase.words.len())
    }
}

/// The rows of a table of `data/` without its remarks and its head.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| line.split('\t').collect())
}

/// A folded word without the endings that number, tense and noun give it. Not a
/// dictionary form: it need only be the same for the forms of one word.
pub(crate) fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    if word.len() < 5 || !word.is_ascii() || word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.strip_suffix('s').filter(|rest| rest.len() > 2).unwrap_or(word).to_owned();
    }
    let word = match word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        Some(rest) => format!("{rest}y"),
        None => word.to_owned(),
    };
    let endings = ["ations", "ation", "ings", "ing", "ions", "ion", "ed", "es", "s", "ment", "e"];
    let ending = endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() > 3));
    let root = ending.unwrap_or(&word).trim_end_matches(['e', 'i']);
    // "planned" is of "plan".
    let mut letters = root.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && ending.is_some() && !"lsz".contains(last) => {
            root.get(..root.len() - 1).unwrap_or(root).to_owned()
        }
        _ => root.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (left, right) in [
            ("planned", "plan"),
            ("supplies", "supply"),
            ("completed", "complete"),
            ("completion", "complete"),
            ("railways", "railway"),
            ("ratify", "ratified"),
            ("opening", "open"),
            ("visas", "visa"),
        ] {
            assert_eq!(stem(left), stem(right), "{left} {right}");
        }
        assert_ne!(stem("construction"), stem("contract"));
    }

    #[test]
    fn the_tables_are_read_whole() {
        let lexicon = &*LEXICON;
        assert!(lexicon.is("negation", "refused") && lexicon.is("generic", "cooperation"));
        let broke = lexicon.turn(&["broke", "ground", "on"]).unwrap();
        assert_eq!((broke.turn, broke.is_finite, broke.words.len()), (Turn::Begun, true, 2));
        assert!(rows(WORDS).chain(rows(OPPOSITES)).chain(rows(SYNONYMS)).all(|row| row.len() == 3));
        assert_eq!(
            (lexicon.plain("boat"), lexicon.plain("donat"), lexicon.plain("rice")),
            ("vessel", "provide", "rice")
        );
        assert!(lexicon.synonyms.values().all(|means| lexicon.plain(means) == means));
        assert!(rows(DEEDS).all(|row| row.len() == 4));
        assert!(rows(TURNS).all(|row| row.len() == 5 && row[0].parse::<Turn>().is_ok()));
    }
}
