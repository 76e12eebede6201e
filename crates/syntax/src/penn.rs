//! Tags of the Penn Treebank.

/// A part of speech of English, with tense and number: the tags of the Penn
/// Treebank as the English Web Treebank extends them
/// (Bies et al., LDC2012T13, part-of-speech guidelines).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Penn {
    /// The sign `#` as a currency.
    Pound,
    /// A sign of currency.
    Dollar,
    /// A closing quotation mark.
    CloseQuote,
    /// A comma.
    Comma,
    /// An opening bracket.
    LeftBracket,
    /// A closing bracket.
    RightBracket,
    /// A mark that ends a sentence.
    Stop,
    /// A colon, semicolon, dash or ellipsis.
    Colon,
    /// An address: a link or a mailbox.
    Add,
    /// An affix that stands alone.
    Afx,
    /// A conjunction that joins equals.
    Cc,
    /// A number.
    Cd,
    /// A determiner.
    Dt,
    /// `there` without meaning.
    Ex,
    /// A foreign word.
    Fw,
    /// A part of a word written apart by mistake.
    Gw,
    /// A hyphen within a word.
    Hyph,
    /// A preposition, or a conjunction that subordinates.
    In,
    /// An adjective.
    Jj,
    /// A comparative.
    Jjr,
    /// A superlative.
    Jjs,
    /// The mark of an item in a list.
    Ls,
    /// A modal.
    Md,
    /// A mark that is no punctuation of the sentence, such as a row of stars.
    Nfp,
    /// A noun, singular.
    Nn,
    /// A proper noun, singular.
    Nnp,
    /// A proper noun, plural.
    Nnps,
    /// A noun, plural.
    Nns,
    /// A determiner before the article.
    Pdt,
    /// The possessive `'s`.
    Pos,
    /// A personal pronoun.
    Prp,
    /// A possessive pronoun.
    PrpPoss,
    /// An adverb.
    Rb,
    /// A comparative adverb.
    Rbr,
    /// A superlative adverb.
    Rbs,
    /// The particle of a verb.
    Rp,
    /// A symbol.
    Sym,
    /// `to`.
    To,
    /// An interjection.
    Uh,
    /// A verb, base form.
    Vb,
    /// A verb, past tense.
    Vbd,
    /// A verb, present participle or gerund.
    Vbg,
    /// A verb, past participle.
    Vbn,
    /// A verb, present, not third person singular.
    Vbp,
    /// A verb, present, third person singular.
    Vbz,
    /// A determiner that asks or relates: `which`.
    Wdt,
    /// A pronoun that asks or relates: `who`.
    Wp,
    /// `whose`.
    WpPoss,
    /// An adverb that asks or relates: `where`.
    Wrb,
    /// A word that cannot be told.
    Xx,
    /// An opening quotation mark.
    OpenQuote,
    /// No tag of the set.
    Other,
}

const NAMES: [(Penn, &str); 52] = [
    (Penn::Pound, "#"),
    (Penn::Dollar, "$"),
    (Penn::CloseQuote, "''"),
    (Penn::Comma, ","),
    (Penn::LeftBracket, "-LRB-"),
    (Penn::RightBracket, "-RRB-"),
    (Penn::Stop, "."),
    (Penn::Colon, ":"),
    (Penn::Add, "ADD"),
    (Penn::Afx, "AFX"),
    (Penn::Cc, "CC"),
    (Penn::Cd, "CD"),
    (Penn::Dt, "DT"),
    (Penn::Ex, "EX"),
    (Penn::Fw, "FW"),
    (Penn::Gw, "GW"),
    (Penn::Hyph, "HYPH"),
    (Penn::In, "IN"),
    (Penn::Jj, "JJ"),
    (Penn::Jjr, "JJR"),
    (Penn::Jjs, "JJS"),
    (Penn::Ls, "LS"),
    (Penn::Md, "MD"),
    (Penn::Nfp, "NFP"),
    (Penn::Nn, "NN"),
    (Penn::Nnp, "NNP"),
    (Penn::Nnps, "NNPS"),
    (Penn::Nns, "NNS"),
    (Penn::Pdt, "PDT"),
    (Penn::Pos, "POS"),
    (Penn::Prp, "PRP"),
    (Penn::PrpPoss, "PRP$"),
    (Penn::Rb, "RB"),
    (Penn::Rbr, "RBR"),
    (Penn::Rbs, "RBS"),
    (Penn::Rp, "RP"),
    (Penn::Sym, "SYM"),
    (Penn::To, "TO"),
    (Penn::Uh, "UH"),
    (Penn::Vb, "VB"),
    (Penn::Vbd, "VBD"),
    (Penn::Vbg, "VBG"),
    (Penn::Vbn, "VBN"),
    (Penn::Vbp, "VBP"),
    (Penn::Vbz, "VBZ"),
    (Penn::Wdt, "WDT"),
    (Penn::Wp, "WP"),
    (Penn::WpPoss, "WP$"),
    (Penn::Wrb, "WRB"),
    (Penn::Xx, "XX"),
    (Penn::OpenQuote, "``"),
    (Penn::Other, "_"),
];

impl Penn {
    /// Its name in a treebank: `NNS`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(tag, _)| *tag == self).map_or("_", |(_, name)| name)
    }

    /// The tag of a name; [`Penn::Other`] if it is none.
    pub fn named(name: &str) -> Self {
        NAMES.iter().find(|(_, known)| *known == name).map_or(Self::Other, |(tag, _)| *tag)
    }
}
