//! Parts of speech of Universal Dependencies.

/// A part of speech, one for all languages: <https://universaldependencies.org/u/pos/>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Upos {
    /// An adjective.
    Adj,
    /// A preposition or postposition.
    Adp,
    /// An adverb.
    Adv,
    /// An auxiliary, the copula included.
    Aux,
    /// A conjunction that joins equals.
    Cconj,
    /// An article or other determiner.
    Det,
    /// An interjection.
    Intj,
    /// A common noun.
    Noun,
    /// A number.
    Num,
    /// A particle: `to`, `not`, `'s`.
    Part,
    /// A pronoun.
    Pron,
    /// A proper noun.
    Propn,
    /// A mark of punctuation.
    Punct,
    /// A conjunction that subordinates.
    Sconj,
    /// A symbol: `$`, `%`.
    Sym,
    /// A verb, but for auxiliaries.
    Verb,
    /// Anything else, such as a foreign word.
    X,
}

const NAMES: [(Upos, &str); 17] = [
    (Upos::Adj, "ADJ"),
    (Upos::Adp, "ADP"),
    (Upos::Adv, "ADV"),
    (Upos::Aux, "AUX"),
    (Upos::Cconj, "CCONJ"),
    (Upos::Det, "DET"),
    (Upos::Intj, "INTJ"),
    (Upos::Noun, "NOUN"),
    (Upos::Num, "NUM"),
    (Upos::Part, "PART"),
    (Upos::Pron, "PRON"),
    (Upos::Propn, "PROPN"),
    (Upos::Punct, "PUNCT"),
    (Upos::Sconj, "SCONJ"),
    (Upos::Sym, "SYM"),
    (Upos::Verb, "VERB"),
    (Upos::X, "X"),
];

impl Upos {
    /// Its name in a treebank: `NOUN`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(upos, _)| *upos == self).map_or("X", |(_, name)| name)
    }

    /// The part of speech of a name, if it is one.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(upos, _)| *upos)
    }
}
