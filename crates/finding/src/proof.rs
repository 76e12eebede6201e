//! Proof of rules: each must find its own sentences and leave the others alone.

use reading::Reader;
use record::fold;
use rulebook::{Example, Makes, Rule, Rulebook};
use text::{Form, Given, Outlets};

use crate::{
    actors,
    matcher::{Found, Matcher},
    term,
    vocabulary::vocabularies,
};

/// A rule that does not do what it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rules/{rule}.toml: {wrong}: \"{sentence}\"")]
pub struct Unproved {
    /// The rule's name.
    pub rule: String,
    /// The sentence.
    pub sentence: String,
    /// What is wrong: not found, found though it must not be, or another answer.
    pub wrong: String,
}

/// Holds every rule against its own sentences; empty if all are proved.
pub fn prove(rulebook: &Rulebook) -> Vec<Unproved> {
    let reader = Reader::new(rulebook);
    rulebook.rules.iter().flat_map(|rule| prove_rule(&reader, rule)).collect()
}

fn prove_rule(reader: &Reader<'_>, rule: &Rule) -> Vec<Unproved> {
    let mut unproved = Vec::new();
    let mut wrong = |sentence: &str, wrong: String| {
        unproved.push(Unproved { rule: rule.name.clone(), sentence: sentence.to_owned(), wrong });
    };
    for example in &rule.finds {
        if let Some(difference) = difference(reader, rule, example) {
            wrong(&example.text, difference);
        }
    }
    for sentence in &rule.ignores {
        let found = with_found(reader, rule, sentence, |_, found| !found.is_empty());
        if found {
            wrong(sentence, "found, though it must be left alone".to_owned());
        }
    }
    unproved
}

/// What an example expects and does not get.
fn difference(reader: &Reader<'_>, rule: &Rule, example: &Example) -> Option<String> {
    with_found(reader, rule, &example.text, |matcher, found| {
        if found.is_empty() {
            return Some("not found".to_owned());
        }
        let first = found.iter().find_map(|found| wrong_slot(matcher, found, example).err());
        let is_right = found.iter().any(|found| wrong_slot(matcher, found, example).is_ok());
        if is_right { None } else { first }
    })
}

fn wrong_slot(matcher: Matcher<'_>, found: &Found<'_>, example: &Example) -> Result<(), String> {
    for (name, expected) in &example.slots {
        let slot = found.slot(name).ok_or_else(|| format!("`{name}` is empty"))?;
        let words = actors::words(matcher.reading, slot.tokens.start, slot.tokens.end);
        if fold(&words) != fold(expected) {
            return Err(format!("`{name}` is \"{words}\", not \"{expected}\""));
        }
    }
    Ok(())
}

fn with_found<T>(
    reader: &Reader<'_>,
    rule: &Rule,
    sentence: &str,
    answer: impl FnOnce(Matcher<'_>, &[Found<'_>]) -> T,
) -> T {
    let given = Given {
        text: sentence,
        form: Form::Plain,
        title: None,
        outlet: None,
        url: None,
        published: None,
        language: Some("en"),
    };
    let (document, _) = text::read(&given, &Outlets::new(&[]));
    let reading = reader.read(&document);
    let vocabularies = vocabularies(reader, &reading);
    let matcher = Matcher { reader, reading: &reading, vocabularies: &vocabularies };
    let mut found = matcher.find(rule);
    if rule.makes == Makes::Term {
        found.retain(|found| term::tells(matcher, found));
    }
    answer(matcher, &found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_does_what_it_says() {
        let rulebook = Rulebook::embedded().unwrap();
        let unproved: Vec<String> = prove(&rulebook).iter().map(ToString::to_string).collect();
        assert!(unproved.is_empty(), "{}", unproved.join("\n"));
    }
}
