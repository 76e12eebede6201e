//! The moves of parser and name finder, as the header of the weights names them.

use crate::{error::Error, name::NameKind, relation::Relation};

/// What a move of the parser does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Action {
    /// Puts the next token on the stack.
    Shift,
    /// Takes the top from the stack, or puts it back before the next token if it
    /// has no head yet.
    Reduce,
    /// Hangs the top of the stack on the next token.
    Left,
    /// Hangs the next token on the top of the stack.
    Right,
    /// Lets a sentence begin with the token after the next.
    Break,
}

/// The label of an arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// What the token is to its head.
    pub(crate) relation: Relation,
    /// If the arc was lifted so that no arcs cross, what the true head is to its
    /// own: it is to be looked for below.
    pub(crate) lifted: Option<Relation>,
}

/// A move of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) action: Action,
    pub(crate) label: Label,
}

/// A move of the name finder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameMove {
    /// The token begins a name.
    Begin(NameKind),
    /// The token stands inside the name.
    Inside(NameKind),
    /// The token ends the name.
    Last(NameKind),
    /// The token is a name.
    Unit(NameKind),
    /// The token stands outside of names.
    Outside,
    /// A move that is made in training only.
    Never,
}

/// The parser's moves, in the order of their scores.
pub(crate) fn moves(names: &[String]) -> Result<Vec<Move>, Error> {
    names.iter().map(|name| parsed(name).ok_or_else(|| unknown("a move of the parser", name))).collect()
}

/// The name finder's moves, in the order of their scores.
pub(crate) fn name_moves(names: &[String]) -> Result<Vec<NameMove>, Error> {
    names.iter().map(|name| name_move(name).ok_or_else(|| unknown("a move for names", name))).collect()
}

fn unknown(what: &str, name: &str) -> Error {
    Error::Unknown { what: format!("{what} that is not known, `{name}`") }
}

fn parsed(name: &str) -> Option<Move> {
    let (action, label) = name.split_once('-').unwrap_or((name, ""));
    let action = match action {
        "S" => Action::Shift,
        "D" => Action::Reduce,
        "L" => Action::Left,
        "R" => Action::Right,
        "B" => Action::Break,
        _ => return None,
    };
    let label = match action {
        Action::Left | Action::Right => arc_label(label)?,
        Action::Shift | Action::Reduce | Action::Break => Label { relation: Relation::Root, lifted: None },
    };
    Some(Move { action, label })
}

fn arc_label(label: &str) -> Option<Label> {
    let (relation, lifted) = match label.split_once("||") {
        Some((relation, head)) => (relation, Some(Relation::named(head)?)),
        None => (label, None),
    };
    Some(Label { relation: Relation::named(relation)?, lifted })
}

fn name_move(name: &str) -> Option<NameMove> {
    let (action, kind) = name.split_once('-').unwrap_or((name, ""));
    let of = |with: fn(NameKind) -> NameMove| match kind {
        "" => Some(NameMove::Never),
        kind => NameKind::named(kind).map(with),
    };
    match action {
        "B" => of(NameMove::Begin),
        "I" => of(NameMove::Inside),
        "L" => of(NameMove::Last),
        "U" => of(NameMove::Unit),
        "O" => Some(NameMove::Outside),
        "M" | "" => Some(NameMove::Never),
        _ => None,
    }
}
