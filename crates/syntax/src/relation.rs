//! Relations between a word and its head.

/// What a word is to its head, with the subtypes of English:
/// <https://universaldependencies.org/en/dep/>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// A clause that describes a noun: `the plan to leave`.
    Acl,
    /// A relative clause: `the man who came`.
    AclRelcl,
    /// A clause that modifies a verb: `if they agree`.
    Advcl,
    /// A relative clause on a whole clause: `he left, which helped`.
    AdvclRelcl,
    /// An adverb.
    Advmod,
    /// An adjective on a noun.
    Amod,
    /// A second noun for the same thing: `Lund, the ambassador`.
    Appos,
    /// An auxiliary: `has`, `will`.
    Aux,
    /// The auxiliary of a passive: `was` received.
    AuxPass,
    /// A preposition or possessive mark on a noun.
    Case,
    /// A conjunction that joins equals: `and`.
    Cc,
    /// The first half of one: `both`, `either`.
    CcPreconj,
    /// A clause that completes a verb: `said that they met`.
    Ccomp,
    /// A noun on a noun: `trade` talks.
    Compound,
    /// The particle of a verb: `set up`.
    CompoundPrt,
    /// The second and later of joined equals.
    Conj,
    /// The copula: `is`.
    Cop,
    /// A clause as subject.
    Csubj,
    /// A clause as subject of a clause whose predicate is a clause.
    CsubjOuter,
    /// A clause as subject of a passive.
    CsubjPass,
    /// Unknown.
    Dep,
    /// An article or other determiner.
    Det,
    /// A determiner before the article: `all` the ministers.
    DetPredet,
    /// An interjection or the like.
    Discourse,
    /// A part put before or after its clause.
    Dislocated,
    /// `there` or `it` without meaning.
    Expl,
    /// A later word of a fixed phrase: `as well as`.
    Fixed,
    /// A later word of a name or a date.
    Flat,
    /// A later word of foreign text.
    FlatForeign,
    /// A later part of a word written apart by mistake.
    Goeswith,
    /// An indirect object: gave `him` a gift.
    Iobj,
    /// An item of a list.
    List,
    /// The word that opens a clause: `that`, `to`, `if`.
    Mark,
    /// A noun on a noun, mostly with a preposition: talks `on trade`.
    Nmod,
    /// A noun of title or kind on a name: `Minister` Lund.
    NmodDesc,
    /// A noun on a noun without preposition, by its older name.
    NmodNpmod,
    /// A possessor: `its`, `China's`.
    NmodPoss,
    /// A time on a noun, by its older name.
    NmodTmod,
    /// A noun on a noun without preposition.
    NmodUnmarked,
    /// A subject.
    Nsubj,
    /// The subject of a clause whose predicate is a clause.
    NsubjOuter,
    /// The subject of a passive.
    NsubjPass,
    /// A number on a noun.
    Nummod,
    /// An object.
    Obj,
    /// A noun on a verb, mostly with a preposition: met `in Hanoi`.
    Obl,
    /// Who does what a passive says: received `by the king`.
    OblAgent,
    /// A noun on a verb without preposition, by its older name.
    OblNpmod,
    /// A time on a verb, by its older name.
    OblTmod,
    /// A noun on a verb without preposition: left `Monday`.
    OblUnmarked,
    /// A part whose own head is left out.
    Orphan,
    /// A clause beside another: `he said`.
    Parataxis,
    /// A mark of punctuation.
    Punct,
    /// What a speaker took back.
    Reparandum,
    /// The head of a sentence.
    Root,
    /// One who is spoken to.
    Vocative,
    /// A clause without subject of its own: want `to go`.
    Xcomp,
}

const NAMES: [(Relation, &str); 56] = [
    (Relation::Acl, "acl"),
    (Relation::AclRelcl, "acl:relcl"),
    (Relation::Advcl, "advcl"),
    (Relation::AdvclRelcl, "advcl:relcl"),
    (Relation::Advmod, "advmod"),
    (Relation::Amod, "amod"),
    (Relation::Appos, "appos"),
    (Relation::Aux, "aux"),
    (Relation::AuxPass, "aux:pass"),
    (Relation::Case, "case"),
    (Relation::Cc, "cc"),
    (Relation::CcPreconj, "cc:preconj"),
    (Relation::Ccomp, "ccomp"),
    (Relation::Compound, "compound"),
    (Relation::CompoundPrt, "compound:prt"),
    (Relation::Conj, "conj"),
    (Relation::Cop, "cop"),
    (Relation::Csubj, "csubj"),
    (Relation::CsubjOuter, "csubj:outer"),
    (Relation::CsubjPass, "csubj:pass"),
    (Relation::Dep, "dep"),
    (Relation::Det, "det"),
    (Relation::DetPredet, "det:predet"),
    (Relation::Discourse, "discourse"),
    (Relation::Dislocated, "dislocated"),
    (Relation::Expl, "expl"),
    (Relation::Fixed, "fixed"),
    (Relation::Flat, "flat"),
    (Relation::FlatForeign, "flat:foreign"),
    (Relation::Goeswith, "goeswith"),
    (Relation::Iobj, "iobj"),
    (Relation::List, "list"),
    (Relation::Mark, "mark"),
    (Relation::Nmod, "nmod"),
    (Relation::NmodDesc, "nmod:desc"),
    (Relation::NmodNpmod, "nmod:npmod"),
    (Relation::NmodPoss, "nmod:poss"),
    (Relation::NmodTmod, "nmod:tmod"),
    (Relation::NmodUnmarked, "nmod:unmarked"),
    (Relation::Nsubj, "nsubj"),
    (Relation::NsubjOuter, "nsubj:outer"),
    (Relation::NsubjPass, "nsubj:pass"),
    (Relation::Nummod, "nummod"),
    (Relation::Obj, "obj"),
    (Relation::Obl, "obl"),
    (Relation::OblAgent, "obl:agent"),
    (Relation::OblNpmod, "obl:npmod"),
    (Relation::OblTmod, "obl:tmod"),
    (Relation::OblUnmarked, "obl:unmarked"),
    (Relation::Orphan, "orphan"),
    (Relation::Parataxis, "parataxis"),
    (Relation::Punct, "punct"),
    (Relation::Reparandum, "reparandum"),
    (Relation::Root, "root"),
    (Relation::Vocative, "vocative"),
    (Relation::Xcomp, "xcomp"),
];

impl Relation {
    /// Its name in a treebank, with its subtype: `nsubj:pass`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(relation, _)| *relation == self).map_or("dep", |(_, name)| name)
    }

    /// Its name without its subtype: `nsubj`.
    pub fn base(self) -> &'static str {
        let name = self.name();
        name.split_once(':').map_or(name, |(base, _)| base)
    }

    /// The relation of a name, if it is one.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(relation, _)| *relation)
    }
}
