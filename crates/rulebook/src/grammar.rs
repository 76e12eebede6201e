//! Reading patterns: from the text in a rule file to pieces.
//!
//! ```text
//! sequence = piece { " " piece }
//! piece    = word | "@" list | "{" name ":" kind "}" | ".." digits
//!          | "(" sequence { "|" sequence } ")" | "[" sequence { "|" sequence } "]"
//! ```

use crate::{Piece, SlotKind, words};

/// The longest gap: a sentence of forty tokens matches anything.
const MAX_GAP: usize = 40;

/// The pieces of a pattern, or what is wrong with it.
pub(crate) fn parse(pattern: &str) -> Result<Vec<Piece>, String> {
    let mut cursor = Cursor { rest: pattern };
    let pieces = cursor.sequence()?;
    if let Some(letter) = cursor.peek() {
        return Err(format!("`{letter}` closes or divides nothing"));
    }
    if !is_anchored(&pieces) {
        return Err("needs a word or list outside `[ ]`, in every branch of `( )`".to_owned());
    }
    Ok(pieces)
}

/// Whether every way of matching contains a word or a phrase of a list.
fn is_anchored(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Word(_) | Piece::List(_) | Piece::Slot { kind: SlotKind::List(_), .. } => true,
        Piece::Any(branches) => branches.iter().all(|branch| is_anchored(branch)),
        Piece::Slot { .. } | Piece::Gap(_) | Piece::Maybe(_) => false,
    })
}

/// What is left to read.
struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Pieces up to the end, a `|` or a closing bracket.
    fn sequence(&mut self) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            match self.peek() {
                None | Some('|' | ')' | ']' | '}') => break,
                Some('(') => pieces.push(Piece::Any(self.branches(')')?)),
                Some('[') => pieces.push(Piece::Maybe(self.branches(']')?)),
                Some('{') => pieces.push(self.slot()?),
                Some('@') => pieces.push(Piece::List(self.list()?)),
                Some(_) => self.words(&mut pieces)?,
            }
            self.check_space()?;
        }
        if pieces.is_empty() { Err("an empty pattern or branch".to_owned()) } else { Ok(pieces) }
    }

    /// The branches between brackets.
    fn branches(&mut self, close: char) -> Result<Vec<Vec<Piece>>, String> {
        self.rest = self.rest.get(1..).unwrap_or("");
        let mut branches = vec![self.sequence()?];
        while let Some(rest) = self.rest.strip_prefix('|') {
            self.rest = rest;
            branches.push(self.sequence()?);
        }
        match self.rest.strip_prefix(close) {
            Some(rest) => self.rest = rest,
            None => return Err(format!("a bracket is not closed with `{close}`")),
        }
        Ok(branches)
    }

    /// `{name:kind}`.
    fn slot(&mut self) -> Result<Piece, String> {
        let Some((inside, rest)) = self.rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) else {
            return Err("`{` is not closed".to_owned());
        };
        self.rest = rest;
        let Some((name, kind)) = inside.split_once(':') else {
            return Err(format!("slot `{inside}` has no kind; write `{{{inside}:actors}}`"));
        };
        if !is_name(name) {
            return Err(format!("`{name}` is no name of a slot; use small letters and `_`"));
        }
        Ok(Piece::Slot { name: name.to_owned(), kind: slot_kind(kind)? })
    }

    /// `@name`.
    fn list(&mut self) -> Result<String, String> {
        self.rest = self.rest.strip_prefix('@').unwrap_or(self.rest);
        let name = self.take_while(|letter| !ends_word(letter));
        list_name(name)
    }

    /// A gap, or a word and the marks at it.
    fn words(&mut self, pieces: &mut Vec<Piece>) -> Result<(), String> {
        let text = self.take_while(|letter| !ends_word(letter));
        if let Some(count) = text.strip_prefix("..") {
            let length = count.parse().ok().filter(|length| (1..=MAX_GAP).contains(length));
            let wrong = || format!("`{text}` is no gap; write `..4`, at most `..{MAX_GAP}`");
            pieces.push(Piece::Gap(length.ok_or_else(wrong)?));
            return Ok(());
        }
        pieces.extend(words(text).into_iter().map(Piece::Word));
        Ok(())
    }

    fn take_while(&mut self, is_inside: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|letter| !is_inside(letter)).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        text
    }

    /// `visit[s]` would match `visit s`, which nobody means.
    fn check_space(&self) -> Result<(), String> {
        match self.peek() {
            None | Some('|' | ')' | ']' | '}') => Ok(()),
            Some(letter) if letter.is_whitespace() => Ok(()),
            Some(letter) => Err(format!("put a space before `{letter}`: pieces are whole words")),
        }
    }
}

fn ends_word(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '(' | ')' | '[' | ']' | '{' | '}' | '|' | '@')
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn list_name(name: &str) -> Result<String, String> {
    let name = name.strip_prefix('@').unwrap_or(name);
    if is_name(name) { Ok(name.to_owned()) } else { Err(format!("`@{name}` is no name of a list")) }
}

fn slot_kind(kind: &str) -> Result<SlotKind, String> {
    Ok(match kind {
        "actors" => SlotKind::Actors,
        "persons" => SlotKind::Persons,
        "parties" => SlotKind::Parties,
        "place" => SlotKind::Place,
        "date" => SlotKind::Date,
        "amount" => SlotKind::Amount,
        "office" => SlotKind::Office,
        "held" => SlotKind::Held,
        list if list.starts_with('@') => SlotKind::List(list_name(list)?),
        other => {
            return Err(format!(
                "`{other}` is no kind of slot; use actors, persons, parties, place, date, amount, office, held or @list"
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Piece {
        Piece::Word(text.to_owned())
    }

    #[test]
    fn patterns_become_pieces() {
        let met = vec![word("met")];
        let met_with = vec![word("met"), word("with")];
        let host = Piece::Slot { name: "host".to_owned(), kind: SlotKind::Actors };
        let visit = Piece::Slot { name: "kind".to_owned(), kind: SlotKind::List("visit".to_owned()) };
        let cases = [
            ("Met  with", met_with.clone()),
            ("high-level", vec![word("high"), word("-"), word("level")]),
            ("{host:actors} (met|met with)", vec![host, Piece::Any(vec![met, met_with])]),
            (
                "[a|an] {kind:@visit} ..4",
                vec![Piece::Maybe(vec![vec![word("a")], vec![word("an")]]), visit, Piece::Gap(4)],
            ),
            ("@talks , {host:actors}'s", vec![]),
            (
                "(a [b (c|d)]|@talks) u.s.",
                vec![
                    Piece::Any(vec![
                        vec![
                            word("a"),
                            Piece::Maybe(vec![vec![
                                word("b"),
                                Piece::Any(vec![vec![word("c")], vec![word("d")]]),
                            ]]),
                        ],
                        vec![Piece::List("talks".to_owned())],
                    ]),
                    word("u.s."),
                ],
            ),
        ];
        for (pattern, expected) in cases {
            let found = parse(pattern);
            if expected.is_empty() {
                assert!(found.unwrap_err().contains("put a space before `'`"), "{pattern}");
            } else {
                assert_eq!(found.unwrap(), expected, "{pattern}");
            }
        }
    }

    #[test]
    fn broken_patterns_say_what_is_wrong() {
        let cases = [
            ("", "empty"),
            ("met (a|)", "empty"),
            ("(met", "closed with `)`"),
            ("met)", "`)` closes"),
            ("met | with", "`|` closes"),
            ("[met}", "closed with `]`"),
            ("met {host", "`{` is not closed"),
            ("met {host}", "has no kind"),
            ("met {Host:actors}", "no name of a slot"),
            ("met {host:people}", "no kind of slot"),
            ("met {host:@}", "no name of a list"),
            ("met @", "no name of a list"),
            ("met ..", "no gap"),
            ("met ..99", "no gap"),
            ("visit[s]", "put a space before `[`"),
            ("{host:actors} [met]", "needs a word or list"),
            ("{host:actors} (met|..3)", "needs a word or list"),
        ];
        for (pattern, expected) in cases {
            let wrong = parse(pattern).unwrap_err();
            assert!(wrong.contains(expected), "{pattern}: {wrong}");
        }
    }
}
