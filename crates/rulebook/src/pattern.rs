//! Patterns: the small language in which a rule says what it looks for.

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// One folded word: `met`.
    Word(String),
    /// A phrase of a list: `@talks`.
    List(String),
    /// A named slot: `{host:actors}`, or over a list: `{kind:@visit}`.
    Slot {
        /// The role.
        name: String,
        /// What may fill it.
        kind: SlotKind,
    },
    /// Up to so many tokens of anything within the sentence: `..4`.
    Gap(usize),
    /// Any one of several: `(met|met with)`.
    Any(Vec<Vec<Piece>>),
    /// Any one of several, or nothing: `[a|an]`.
    Maybe(Vec<Vec<Piece>>),
}

/// What may fill a slot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SlotKind {
    /// Persons, parties and groups, one or a list joined by commas and "and".
    Actors,
    /// One or several persons, by name, title or pronoun.
    Persons,
    /// One or several states or organisations, or "the two sides".
    Parties,
    /// A city, venue or country.
    Place,
    /// A date or period.
    Date,
    /// A number with its unit.
    Amount,
    /// An office, with the words for whose it is: `the President of Laos`.
    Office,
    /// An office beside its holder's name: `President` in `President Ann Lee`.
    Held,
    /// A phrase of the named list; its value is the entry's meaning.
    List(String),
}

impl Piece {
    /// Calls `visit` with this piece and every piece inside it.
    pub fn walk<'p>(&'p self, visit: &mut dyn FnMut(&'p Piece)) {
        visit(self);
        if let Self::Any(branches) | Self::Maybe(branches) = self {
            for piece in branches.iter().flatten() {
                piece.walk(visit);
            }
        }
    }

    /// The list this piece reads, if it reads one: `@talks`, `{kind:@visit}`.
    pub fn list(&self) -> Option<&str> {
        match self {
            Self::List(list) | Self::Slot { kind: SlotKind::List(list), .. } => Some(list),
            _ => None,
        }
    }
}
