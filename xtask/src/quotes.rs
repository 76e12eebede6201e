//! `cargo xtask bench quotes`: who is found to say what, held against `PolNeAR`.
//!
//! An attribution there has a source, a cue and a content. Its source is read by
//! its head word: the last word before a comma, bracket, preposition or "who",
//! adverbs and a possessive left aside ("Clinton campaign manager Robby Mook, who
//! is 36" has "Mook"). By that word a source is
//!
//! - *named* if the word is capitalised, our syntax takes it for a proper noun,
//!   and it is part of the name of a person wherever the text names one, by the
//!   model's or our own reading, or of the name of a party that the rulebook knows;
//! - *capitalised* if the first two hold: the named ones, and newspapers,
//!   campaigns, followers of parties, and people whose names nobody recognised;
//! - a pronoun; or a description ("the nominee", "her campaign").
//!
//! Recall is the share of attributions with a named (a capitalised) source of
//! whose content some statement quotes a part, by a speaker one of whose names has
//! the head word. Precision is the share of statements by a person or party that
//! touch an attribution whose source has the speaker's word, or is a pronoun, whom
//! the annotation does not resolve. A description is not resolved there either;
//! only if we take its very words for the speaker does it count as right.

use std::{collections::BTreeSet, fmt, path::Path, process::ExitCode};

use finding::{Finder, Origin};
use reading::{Upos, What};
use record::{Actor, Offsets, Record, Span, Statement, fold};
use rulebook::Rulebook;
use syntax::{Model, NameKind};
use text::{Document, Form, Given};

use crate::attributions::{self, Attribution, Text};

/// Holds statements against the annotated texts of an archive or folder, and
/// prints what differs if asked.
pub(crate) fn run(root: &Path, path: &Path, shows_misses: bool) -> anyhow::Result<ExitCode> {
    let rulebook = Rulebook::embedded()?;
    let model = Model::english().map_err(|wrong| anyhow::anyhow!("{wrong}"))?;
    let bench = Bench { reader: reading::Reader::new(&rulebook), finder: Finder::new(&rulebook), model };
    let mut tally = Tally::default();
    let texts = attributions::texts(path, &root.join("target/quotes"))?;
    for text in &texts {
        bench.hold(text, &mut tally)?;
    }
    if shows_misses {
        tally.misses.iter().for_each(|line| println!("{line}"));
    }
    print!("{} texts\n{tally}", texts.len());
    Ok(ExitCode::SUCCESS)
}

/// What reads the texts.
struct Bench<'r> {
    reader: reading::Reader<'r>,
    finder: Finder<'r>,
    model: &'static Model,
}

/// Who an attribution is of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// By capitalised head words, folded; several for "Ann Lee and Bo Ek".
    Named {
        heads: Vec<Head>,
        is_recognised: bool,
    },
    Pronoun,
    Described,
}

/// A head word, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Head {
    word: String,
    span: Span,
}

/// How many are right.
#[derive(Debug, Default)]
struct Tally {
    /// Attributions of named sources: found, and all.
    named: [usize; 2],
    /// Those of capitalised sources.
    capitalised: [usize; 2],
    /// Statements by a person or party: by the same head word, by a pronoun, by a
    /// description taken for the speaker, and all.
    statements: [usize; 4],
    misses: Vec<String>,
}

impl Bench<'_> {
    fn hold(&self, text: &Text, tally: &mut Tally) -> anyhow::Result<()> {
        let given = Given {
            text: &text.plain,
            form: Form::Plain,
            title: None,
            outlet: None,
            url: None,
            published: None,
            language: Some("en"),
        };
        let (document, notices) = text::read(&given, &text::Outlets::new(&self.reader.rulebook().outlets));
        anyhow::ensure!(document.text == text.plain, "reading has changed {}", text.name);
        let record = self.finder.record(&document, Origin { source: &text.name, sha256: "" }, &notices);
        let read = Read {
            reading: &self.reader.read(&document),
            offsets: Offsets::new(&text.plain),
            people: names_of_people(self.model, &document, &record),
            record: &record,
        };
        let sources: Vec<(Source, &Attribution)> =
            text.attributions.iter().map(|one| (read.source(one), one)).collect();
        read.count_sources(&text.name, &sources, tally);
        read.count_statements(&text.name, &sources, tally);
        Ok(())
    }
}

/// The folded words of all names of people, by the model or our own reading.
fn names_of_people(model: &'static Model, document: &Document, record: &Record) -> BTreeSet<String> {
    let blocks: Vec<_> = document.blocks.iter().map(|block| block.bytes.clone()).collect();
    let syntax = syntax::Reader::new(model).read_blocks(&document.text, &blocks);
    let of_model = syntax.names.iter().filter(|name| name.kind == NameKind::Person).filter_map(|name| {
        let tokens = syntax.tokens.get(name.tokens.clone())?;
        document.text.get(tokens.first()?.bytes.start..tokens.last()?.bytes.end)
    });
    let of_record = record.people.iter().flat_map(|person| person.names.iter().map(String::as_str));
    of_model.chain(of_record).flat_map(words).collect()
}

fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|letter: char| !(letter.is_alphanumeric() || letter == '\''));
    words.map(|word| word.trim_end_matches("'s").to_owned()).filter(|word| !word.is_empty()).collect()
}

/// A text as it was read.
struct Read<'t> {
    reading: &'t reading::Reading<'t>,
    offsets: Offsets<'t>,
    people: BTreeSet<String>,
    record: &'t Record,
}

impl Read<'_> {
    fn source(&self, attribution: &Attribution) -> Source {
        let Some(span) = attribution.source.first() else { return Source::Described };
        let tokens = &self.reading.document.tokens;
        let Some(bytes) = self.offsets.bytes(*span) else { return Source::Described };
        let first = tokens.partition_point(|token| token.bytes.end <= bytes.start);
        let end = tokens.partition_point(|token| token.bytes.start < bytes.end);
        if end == first + 1 && self.upos(first) == Upos::Pron {
            return Source::Pronoun;
        }
        let end = (first..end).find(|at| self.ends_noun(*at, first)).unwrap_or(end);
        let mut heads = Vec::new();
        let mut start = first;
        for at in first..=end {
            if at == end || matches!(self.word(at), "and" | "&" | "or") {
                heads.extend(self.head(start..at));
                start = at + 1;
            }
        }
        if heads.is_empty() {
            return Source::Described;
        }
        let is_recognised =
            heads.iter().any(|head| self.people.contains(&head.word) || self.names_party(head));
        Source::Named { heads, is_recognised }
    }

    /// The head word of a run of tokens, if it is a capitalised proper noun.
    fn head(&self, mut tokens: std::ops::Range<usize>) -> Option<Head> {
        let is_aside = |at: usize| {
            matches!(self.upos(at), Upos::Adv | Upos::Pron | Upos::Punct | Upos::Part)
                || matches!(self.word(at), "'s" | "’s" | "jr" | "sr" | "ii" | "iii")
        };
        while tokens.end > tokens.start && is_aside(tokens.end - 1) {
            tokens.end -= 1;
        }
        let at = tokens.end.checked_sub(1).filter(|at| *at >= tokens.start)?;
        let bytes = self.reading.document.tokens.get(at)?.bytes.clone();
        let letters = self.reading.document.text.get(bytes.clone())?;
        let is_capital = letters.chars().next().is_some_and(char::is_uppercase);
        let is_name = is_capital && self.upos(at) == Upos::Propn;
        let word = words(letters).into_iter().next_back()?;
        is_name.then(|| Head { word, span: self.offsets.span(&bytes) })
    }

    /// Whether the words of a source from a token on only say more of it.
    fn ends_noun(&self, at: usize, first: usize) -> bool {
        let is_mark = matches!(
            self.word(at),
            "," | "(" | ";" | ":" | "—" | "–" | "--" | "who" | "that" | "which" | "to"
        );
        at > first && (is_mark || self.upos(at) == Upos::Adp)
    }

    /// Whether a head word stands in the name of a party.
    fn names_party(&self, head: &Head) -> bool {
        self.reading.marks.iter().any(|mark| {
            matches!(mark.what, What::Parties(_))
                && self.mark_span(mark).is_some_and(|span| touch(span, head.span))
        })
    }

    fn mark_span(&self, mark: &reading::Mark) -> Option<Span> {
        let tokens = self.reading.document.tokens.get(mark.tokens.clone())?;
        Some(self.offsets.span(&(tokens.first()?.bytes.start..tokens.last()?.bytes.end)))
    }

    /// Whether a speaker of a statement has one of the head words.
    fn is_by(&self, statement: &Statement, heads: &[Head]) -> bool {
        statement.speakers.iter().any(|speaker| match speaker {
            Actor::Person(id) => {
                let person = self.record.people.iter().find(|person| person.id == *id);
                let mut own =
                    person.into_iter().flat_map(|person| person.names.iter().flat_map(|name| words(name)));
                own.any(|word| heads.iter().any(|head| head.word == word))
            }
            Actor::Party(party) => self.reading.marks.iter().any(|mark| {
                let names = matches!(&mark.what, What::Parties(parties) if parties.contains(party));
                let span = if names { self.mark_span(mark) } else { None };
                span.is_some_and(|span| heads.iter().any(|head| touch(span, head.span)))
            }),
            Actor::Group(_) => false,
        })
    }

    /// Whether we take the words of a source for a speaker of a statement.
    fn is_taken(&self, statement: &Statement, source: &[Span]) -> bool {
        let mut people = self.record.people.iter().filter(|person| {
            statement.speakers.iter().any(|speaker| *speaker == Actor::Person(person.id.clone()))
        });
        people.any(|person| {
            person.mentions.iter().any(|mention| source.iter().any(|own| touch(*own, mention.span)))
        })
    }

    fn count_sources(&self, name: &str, sources: &[(Source, &Attribution)], tally: &mut Tally) {
        for (source, attribution) in sources {
            let Source::Named { heads, is_recognised } = source else { continue };
            let quoting: Vec<&Statement> = self
                .record
                .statements
                .iter()
                .filter(|one| any_touch(&one.evidence, &attribution.content))
                .collect();
            let is_found = quoting.iter().any(|statement| self.is_by(statement, heads));
            tally.capitalised[0] += usize::from(is_found);
            tally.capitalised[1] += 1;
            if *is_recognised {
                tally.named[0] += usize::from(is_found);
                tally.named[1] += 1;
            }
            if !is_found {
                let kind = if *is_recognised { "missed" } else { "missed, capitalised only" };
                let by: Vec<String> = quoting.iter().map(|one| self.speakers(one)).collect();
                let (source, cue) = (self.shown(&attribution.source), self.shown(&attribution.cue));
                let content = self.shown(&attribution.content);
                tally
                    .misses
                    .push(format!("{kind} | {name} | {source} | {cue} | {content} | {}", by.join("; ")));
            }
        }
    }

    fn count_statements(&self, name: &str, sources: &[(Source, &Attribution)], tally: &mut Tally) {
        let is_somebody = |actor: &Actor| !matches!(actor, Actor::Group(_));
        for statement in self.record.statements.iter().filter(|one| one.speakers.iter().any(is_somebody)) {
            let own = &statement.evidence;
            let near = || {
                sources.iter().filter(|(_, one)| {
                    any_touch(own, &one.content) || any_touch(own, &one.source) && any_touch(own, &one.cue)
                })
            };
            let has = |is_right: &dyn Fn(&Source, &Attribution) -> bool| {
                near().any(|(source, attribution)| is_right(source, attribution))
            };
            let is_same = has(
                &|source, _| matches!(source, Source::Named { heads, .. } if self.is_by(statement, heads)),
            );
            let is_pronoun = has(&|source, _| *source == Source::Pronoun);
            let is_taken = has(&|source, attribution| {
                *source == Source::Described && self.is_taken(statement, &attribution.source)
            });
            let [same, pronoun, taken, all] = &mut tally.statements;
            *all += 1;
            match (is_same, is_pronoun, is_taken) {
                (true, _, _) => *same += 1,
                (_, true, _) => *pronoun += 1,
                (_, _, true) => *taken += 1,
                _ => {
                    let by: Vec<String> = near().map(|(_, one)| self.shown(&one.source)).collect();
                    let (speakers, words) = (self.speakers(statement), self.shown(own));
                    let (act, rule) = (statement.act, &statement.by);
                    let by = if by.is_empty() { "nobody".to_owned() } else { by.join("; ") };
                    tally
                        .misses
                        .push(format!("wrong | {name} | {speakers} | {act} | {rule} | {words} | by {by}"));
                }
            }
        }
    }

    fn speakers(&self, statement: &Statement) -> String {
        let name = |actor: &Actor| match actor {
            Actor::Person(id) => {
                let person = self.record.people.iter().find(|person| person.id == *id);
                person.map_or_else(String::new, |person| person.name.clone())
            }
            other => other.to_string(),
        };
        statement.speakers.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    fn shown(&self, spans: &[Span]) -> String {
        let pieces: Vec<&str> = spans.iter().filter_map(|span| self.offsets.words(*span)).collect();
        let words: Vec<&str> = pieces.iter().flat_map(|piece| piece.split_whitespace()).collect();
        words.join(" ")
    }

    fn word(&self, at: usize) -> &str {
        self.reading.document.tokens.get(at).map_or("", |token| &token.folded)
    }

    fn upos(&self, at: usize) -> Upos {
        self.reading.tree.word(at).map_or(Upos::X, |word| word.upos)
    }
}

fn touch(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

fn any_touch(ones: &[Span], others: &[Span]) -> bool {
    ones.iter().any(|one| others.iter().any(|other| touch(*one, *other)))
}

impl fmt::Display for Tally {
    fn fmt(&self, page: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [same, pronoun, taken, all] = self.statements;
        let right = same + pronoun + taken;
        let precision = share(right, all);
        writeln!(
            page,
            "precision   {precision:.3}  ({right} of {all}: {same} by name, {pronoun} by pronoun, {taken} by description)"
        )?;
        for (what, [found, there]) in [("named", self.named), ("capitalised", self.capitalised)] {
            let recall = share(found, there);
            let f1 =
                if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
            writeln!(page, "{what:<11} R {recall:.3}  ({found} of {there})  F1 {f1:.3}")?;
        }
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of statements are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An attribution by its words, each of which the text has once.
    fn attribution(text: &str, source: &str, cue: &str, content: &str) -> Attribution {
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            vec![Offsets::new(text).span(&(start..start + words.len()))]
        };
        Attribution { source: span(source), cue: span(cue), content: span(content) }
    }

    #[test]
    fn sources_are_sorted_and_statements_held() {
        let rulebook = Rulebook::embedded().unwrap();
        let model = Model::english().unwrap();
        let bench = Bench { reader: reading::Reader::new(&rulebook), finder: Finder::new(&rulebook), model };
        let plain = "President William Ruto of Kenya said that trade had doubled. He added that prices fell. \
            The Supreme Court warned that ships wait. A clerk shrugged that rain may come. \
            President John Mahama of Ghana said that cocoa was dear.";
        let attributions = vec![
            attribution(plain, "President William Ruto of Kenya", "said that trade", "trade had doubled"),
            attribution(plain, "He", "added", "prices fell"),
            attribution(plain, "The Supreme Court", "warned", "ships wait"),
            attribution(plain, "A clerk", "shrugged", "rain may come"),
        ];
        let text = Text { name: "a".to_owned(), plain: plain.to_owned(), attributions };
        let mut tally = Tally::default();
        bench.hold(&text, &mut tally).unwrap();
        assert_eq!((tally.named, tally.capitalised), ([1, 1], [1, 2]), "{:?}", tally.misses);
        // By the same word, by a pronoun, by a description; Mahama's is annotated nowhere.
        assert_eq!(tally.statements, [1, 1, 0, 3], "{:?}", tally.misses);
    }
}
