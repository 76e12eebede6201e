//! What a promise binds to do, where that is a deed that one can see done.

use std::collections::BTreeSet;

use crate::{
    content::{Content, Token},
    lexicon::LEXICON,
};

/// Words after a verb that say what it is done to.
const OBJECT: usize = 18;

/// Telling words that say what is meant.
const ENOUGH: usize = 4;

/// A deed that was promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deed {
    /// Its sort, as `data/promise_deeds.tsv` names it.
    pub(crate) of: &'static str,
    /// What it is done to.
    pub(crate) object: Content,
    /// The kinds of papers among that.
    pub(crate) papers: BTreeSet<&'static str>,
}

impl Deed {
    /// The deed of a promise in these words. None if its verb is of what lasts
    /// ("continue to support") or of what nobody can see done ("work towards"), or
    /// if it is denied.
    pub(crate) fn promised(tokens: &[Token]) -> Option<Self> {
        let is_promise = |token: &Token| LEXICON.is("promise", &token.word);
        let is_to_come = |token: &Token| matches!(token.word.as_str(), "would" | "shall" | "to");
        let promise = tokens.iter().position(is_promise).or_else(|| tokens.iter().position(is_to_come))?;
        let mut is_passive = false;
        for (place, token) in tokens.iter().enumerate().skip(promise) {
            let word = token.word.as_str();
            if LEXICON.is("lasting", word) || LEXICON.is("negation", word) {
                return None;
            }
            is_passive |= word == "be";
            if LEXICON.is("promise", word) || LEXICON.is("function", word) || word.ends_with("ly") {
                continue;
            }
            let of = LEXICON.deed(word)?;
            let object = object(&tokens[place + 1..]);
            // "The following experts" are others in every document.
            if object.iter().any(|token| token.word == "following") {
                return None;
            }
            let object = if is_passive { [&tokens[..promise], object].concat() } else { object.to_vec() };
            let papers = object.iter().filter_map(|token| LEXICON.paper(&token.word)).collect();
            return Some(Self { of, object: Content::of(&object, &BTreeSet::new()), papers });
        }
        None
    }
}

/// What follows a verb, up to the next clause; a clause that says which thing is
/// meant belongs to it where the words before say too little.
fn object(after: &[Token]) -> &[Token] {
    let after = &after[..after.len().min(OBJECT)];
    let mut n_telling = 0;
    for (place, token) in after.iter().enumerate() {
        let is_end = match token.word.as_str() {
            "to" => false,
            "that" => n_telling >= ENOUGH,
            "by" => is_day(&after[place + 1..]),
            word => LEXICON.is("starter", word),
        };
        if is_end {
            return &after[..place];
        }
        let is_empty = ["function", "generic", "promise"].iter().any(|sort| LEXICON.is(sort, &token.word));
        n_telling += usize::from(!is_empty);
    }
    after
}

/// Whether words begin with a day by which something is due: "the end of 2026".
fn is_day(words: &[Token]) -> bool {
    words
        .iter()
        .take(3)
        .any(|token| token.word == "end" || token.word.parse().is_ok_and(|year: u16| year > 1900))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tokens;

    #[test]
    fn a_deed_is_the_verb_promised_and_what_it_is_done_to() {
        let deed = |words: &str| {
            let deed = Deed::promised(&tokens(words))?;
            Some((deed.of, deed.object.terms().map(str::to_owned).collect::<Vec<_>>().join(" ")))
        };
        let found = |of, object: &str| Some((of, object.to_owned()));
        assert_eq!(deed("Kenya will also build a bridge, which is long"), found("build", "bridg"));
        assert_eq!(deed("A bridge will be built"), found("build", "bridg"));
        assert_eq!(deed("Kenya is committed to donating rice"), found("provide", "rice"));
        for words in ["Kenya will continue to build bridges", "Kenya will not build", "Kenya will support us"]
        {
            assert_eq!(deed(words), None, "{words}");
        }
    }
}
