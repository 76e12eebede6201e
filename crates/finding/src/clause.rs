//! Clauses: who does what, by the trees of the sentences.

mod naming;

use std::ops::Range;

use reading::{Penn, Relation, Upos, Word};

use crate::{
    actors::{self, Who, word},
    matcher::Matcher,
    voice::Voices,
};

/// More tokens than this are not quoted as the words of one clause.
const LONG: usize = 50;

/// The relations of a subject to its verb.
const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];

/// Who acts in a clause, and the tokens that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// Those who act; empty where the words name nobody known.
    pub(crate) who: Vec<Who>,
    /// The words for them.
    pub(crate) tokens: Range<usize>,
}

/// Answers about the clauses of one document.
#[derive(Clone, Copy)]
pub(crate) struct Clauses<'a> {
    pub(crate) matcher: Matcher<'a>,
    pub(crate) voices: &'a Voices,
}

impl<'a> Clauses<'a> {
    /// The sentences of the text below its headline, which repeats them.
    pub(crate) fn told(&self) -> impl Iterator<Item = usize> + 'a {
        let document = self.matcher.reading.document;
        let all = (0..document.sentences.len()).all(|sentence| document.is_in_title(sentence));
        (0..document.sentences.len()).filter(move |sentence| all || !document.is_in_title(*sentence))
    }

    /// What a token is to its sentence.
    pub(crate) fn node(&self, token: usize) -> Option<&'a Word> {
        self.matcher.reading.tree.word(token)
    }

    pub(crate) fn lemma(&self, token: usize) -> &'a str {
        self.node(token).map_or("", |node| node.lemma.as_str())
    }

    pub(crate) fn has_relation(&self, token: usize, relations: &[Relation]) -> bool {
        self.node(token).is_some_and(|node| relations.contains(&node.relation))
    }

    pub(crate) fn has_upos(&self, token: usize, upos: Upos) -> bool {
        self.node(token).is_some_and(|node| node.upos == upos)
    }

    /// Whether the tree of a sentence is known: only those are parsed in which it
    /// may decide something.
    pub(crate) fn is_parsed(&self, sentence: usize) -> bool {
        let tokens = self.matcher.reading.document.sentences.get(sentence).map(|words| words.tokens.clone());
        tokens.is_some_and(|mut tokens| tokens.any(|at| self.node(at).is_some()))
    }

    pub(crate) fn is_verb(&self, token: usize) -> bool {
        self.has_upos(token, Upos::Verb)
    }

    /// The first dependent of a token with one of these relations.
    pub(crate) fn dependent(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.matcher.reading.tree.dependent(token, relations)
    }

    /// The dependents of a token.
    pub(crate) fn dependents(&self, token: usize) -> impl Iterator<Item = usize> + 'a {
        self.matcher.reading.tree.dependents(token)
    }

    /// The tokens of what depends on a token.
    pub(crate) fn extent(&self, token: usize) -> Range<usize> {
        self.matcher.reading.tree.extent(token)
    }

    /// Whether a verb is in the passive.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        self.dependent(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_some()
    }

    /// Whether a verb is denied: "did not promise", "never said", "no intention".
    pub(crate) fn is_negated(&self, verb: usize) -> bool {
        self.dependents(verb).any(|at| {
            let word = word(self.matcher.reading, at);
            matches!(word, "not" | "never" | "neither" | "nor" | "cannot") || word.ends_with("n't")
        })
    }

    /// The auxiliaries of a verb, folded.
    pub(crate) fn auxiliaries(&self, verb: usize) -> impl Iterator<Item = &'a str> {
        let is_aux = |at: &usize| self.has_relation(*at, &[Relation::Aux]);
        self.dependents(verb).filter(is_aux).map(|at| word(self.matcher.reading, at))
    }

    /// Who does what a verb says, by its own subject, the agent of a passive, or
    /// the subject of the verb it is joined to or hangs on.
    pub(crate) fn subject(&self, sentence: usize, verb: usize) -> Option<Subject> {
        let mut at = verb;
        // Each step goes nearer to the root of the sentence.
        for _ in 0..40 {
            if self.is_passive(at) && at == verb {
                return self.agent(sentence, at);
            }
            if let Some(subject) = self.subject_of(sentence, at) {
                return self.named_subject(sentence, at, subject);
            }
            let node = self.node(at)?;
            let is_bare = self.dependent(at, &[Relation::Mark]).is_none();
            at = match node.relation {
                Relation::Conj => self.joined_to(at)?,
                Relation::Xcomp => match self.dependent(node.head, &[Relation::Obj, Relation::Iobj]) {
                    // "urged them to come": those who are urged come.
                    Some(object) if self.has_actor(sentence, object) => {
                        return Some(self.subject_at(sentence, object));
                    }
                    _ => node.head,
                },
                Relation::Advcl if is_bare || node.penn == Penn::Vb => node.head,
                Relation::Parataxis if node.penn == Penn::Vbg => node.head,
                Relation::AclRelcl | Relation::Acl => return Some(self.subject_at(sentence, node.head)),
                _ if at == verb => return self.unsaid(sentence, at).or_else(|| self.beside(sentence, at)),
                _ => return None,
            };
        }
        None
    }

    /// The verb that a word is joined to by "and". The tree may join what somebody
    /// did to what he reported: in "said that trade grows and thanked Peru" the
    /// tenses tell that the thanks are no part of the report.
    pub(crate) fn joined_to(&self, token: usize) -> Option<usize> {
        let node = self.node(token).filter(|node| node.relation == Relation::Conj)?;
        let is_own = self.dependent(token, SUBJECTS).is_none() && !self.is_passive(token);
        if node.penn != Penn::Vbd || !is_own || self.may_be_past(node.head) {
            return Some(node.head);
        }
        let mut at = node.head;
        for _ in 0..8 {
            let above = self.node(at)?.head;
            if above == at {
                break;
            }
            at = above;
            if self.is_verb(at) && self.node(at).is_some_and(|node| node.penn == Penn::Vbd) {
                return Some(at);
            }
        }
        Some(node.head)
    }

    /// Whether a predicate can be of the past: not "grows", "to grow" or "is strong".
    /// A participle can, for the tagger tells "have died or moved" badly.
    fn may_be_past(&self, predicate: usize) -> bool {
        let is_past = |at: usize| self.node(at).is_some_and(|node| node.penn == Penn::Vbd);
        let is_helper = [Relation::Aux, Relation::AuxPass, Relation::Cop];
        let mut helpers = self.dependents(predicate).filter(|at| self.has_relation(*at, &is_helper));
        let is_participle = self.node(predicate).is_some_and(|node| node.penn == Penn::Vbn);
        is_participle || is_past(predicate) || helpers.any(is_past)
    }

    /// Those who adopt a text whose paragraphs begin with their verbs: "Reaffirm
    /// their commitment", "Welcoming the agreement".
    fn unsaid(&self, sentence: usize, verb: usize) -> Option<Subject> {
        let reading = self.matcher.reading;
        let first = reading.document.sentences.get(sentence)?.tokens.start;
        let signed = self.voices.of(sentence);
        let opens = (first..verb)
            .all(|at| !word(reading, at).chars().any(char::is_alphabetic) || self.has_upos(at, Upos::Adv));
        let is_bare =
            self.node(verb).is_some_and(|node| matches!(node.penn, Penn::Vb | Penn::Vbp | Penn::Vbg));
        (signed.len() > 1 && opens && is_bare).then(|| Subject { who: signed.to_vec(), tokens: verb..verb })
    }

    /// The actor right before a verb of which the tree makes no subject: "In a
    /// changing world, host and guest underscored".
    fn beside(&self, sentence: usize, verb: usize) -> Option<Subject> {
        let reading = self.matcher.reading;
        let mut at = verb;
        while at > 0 && (self.has_upos(at - 1, Upos::Adv) || self.has_upos(at - 1, Upos::Aux)) {
            at -= 1;
        }
        let marks = reading.marks_of(sentence);
        let mark = marks.iter().find(|mark| mark.tokens.end == at)?;
        let is_inside =
            |at: usize| mark.tokens.clone().any(|own| self.node(own).is_some_and(|node| node.head == at));
        // "agreed with Laos said": who hangs on another verb by a preposition is no subject.
        let is_behind =
            mark.tokens.start > 0 && self.has_upos(mark.tokens.start - 1, Upos::Adp) && !is_inside(verb);
        let who = actors::who(reading, mark).filter(|who| !who.is_empty() && !is_behind)?;
        Some(Subject { who, tokens: mark.tokens.clone() })
    }

    /// Who a clause is about, whatever its voice: "Laos" in "Laos is committed to".
    pub(crate) fn grammatical_subject(&self, sentence: usize, verb: usize) -> Option<Subject> {
        match self.subject_of(sentence, verb) {
            Some(subject) => self.named_subject(sentence, verb, subject),
            None if self.has_relation(verb, &[Relation::Conj, Relation::Xcomp, Relation::Advcl]) => {
                let head = self.node(verb)?.head;
                self.grammatical_subject(sentence, head)
            }
            None => None,
        }
    }

    /// The subject of a verb; of two ("The port, the President noted, would
    /// help"), the one that names somebody.
    fn subject_of(&self, sentence: usize, verb: usize) -> Option<usize> {
        let subjects: Vec<usize> =
            self.dependents(verb).filter(|at| self.has_relation(*at, SUBJECTS)).collect();
        let first = subjects.first().copied()?;
        let named = || subjects.iter().copied().find(|at| self.has_actor(sentence, *at));
        if subjects.len() == 1 { Some(first) } else { named().or(Some(first)) }
    }

    fn named_subject(&self, sentence: usize, verb: usize, subject: usize) -> Option<Subject> {
        let is_relative = matches!(word(self.matcher.reading, subject), "who" | "which" | "that");
        let node = self.node(verb)?;
        if is_relative && matches!(node.relation, Relation::AclRelcl | Relation::Acl) {
            return Some(self.subject_at(sentence, node.head));
        }
        Some(self.subject_at(sentence, subject))
    }

    /// Who does what a passive says: "was agreed by the ministers".
    pub(crate) fn agent(&self, sentence: usize, verb: usize) -> Option<Subject> {
        let agent = self.dependent(verb, &[Relation::OblAgent]).or_else(|| {
            self.dependents(verb).find(|at| {
                self.has_relation(*at, &[Relation::Obl])
                    && self.case_of(*at).is_some_and(|case| word(self.matcher.reading, case) == "by")
            })
        })?;
        Some(self.subject_at(sentence, agent))
    }

    /// The noun that hangs on a word by one of these prepositions.
    pub(crate) fn behind(&self, head: usize, prepositions: &[&str]) -> Option<usize> {
        self.dependents(head).filter(|at| *at > head).find(|at| {
            self.has_relation(*at, &[Relation::Obl, Relation::Nmod])
                && self
                    .case_of(*at)
                    .is_some_and(|case| prepositions.contains(&word(self.matcher.reading, case)))
        })
    }

    /// The preposition of a noun; in "with Prime Minister A" it may hang on the title.
    pub(crate) fn case_of(&self, noun: usize) -> Option<usize> {
        self.dependent(noun, &[Relation::Case]).or_else(|| {
            let is_title = |at: &usize| *at < noun && self.has_relation(*at, &[Relation::NmodDesc]);
            self.dependents(noun).filter(is_title).find_map(|at| self.dependent(at, &[Relation::Case]))
        })
    }

    /// The tokens of a verb's clause: from its subject, or from the verb with its
    /// auxiliaries, to the end of its complements, without the clauses that are
    /// joined to it by "and".
    pub(crate) fn words(&self, verb: usize, subject: Option<&Subject>) -> Range<usize> {
        let tree = &self.matcher.reading.tree;
        // "The treaty, he said, would help": what is said stands around.
        let is_aside = self.has_relation(verb, &[Relation::Parataxis])
            && self.dependent(verb, &[Relation::Ccomp, Relation::Obj]).is_none();
        if is_aside && let Some(node) = self.node(verb) {
            return self.trimmed(
                self.words(node.head, None).start.min(tree.extent(node.head).start)
                    ..tree.extent(node.head).end,
            );
        }
        let extent = tree.extent(verb);
        let own = |at: &usize| {
            self.has_relation(
                *at,
                &[
                    Relation::Aux,
                    Relation::AuxPass,
                    Relation::Cop,
                    Relation::Nsubj,
                    Relation::NsubjPass,
                    Relation::Expl,
                ],
            )
        };
        let first =
            self.dependents(verb).filter(|at| *at < verb && own(at)).map(|at| self.extent(at).start).min();
        let said = self
            .dependents(verb)
            .filter(|at| *at < verb && self.has_relation(*at, &[Relation::Ccomp, Relation::Dislocated]))
            .map(|at| self.extent(at).start)
            .min();
        let mut start = [first, said].into_iter().flatten().min().unwrap_or(verb).min(verb);
        if let Some(subject) = subject {
            // "Oman stands ready to help": the verb between belongs to it.
            let is_near = self.has_relation(verb, &[Relation::Xcomp]) && subject.tokens.end + 3 > start;
            let is_own = extent.contains(&subject.tokens.start) || subject.tokens.end >= start || is_near;
            if is_own && subject.tokens.start < start {
                start = subject.tokens.start;
            }
        }
        let is_joined = |at: &usize| self.joined_to(*at) == Some(verb);
        let joined = (verb + 1..extent.end).filter(is_joined).map(|at| self.extent(at).start).min();
        self.trimmed(self.shortened(start..joined.unwrap_or(extent.end).max(verb + 1), verb))
    }

    /// A long clause up to the last comma of its first fifty tokens.
    fn shortened(&self, tokens: Range<usize>, verb: usize) -> Range<usize> {
        if tokens.len() <= LONG {
            return tokens;
        }
        let mut within = (verb + 4..tokens.start + LONG).rev();
        let cut = within.find(|at| matches!(word(self.matcher.reading, *at), "," | ";" | ":" | "–" | "—"));
        tokens.start..cut.unwrap_or(tokens.end)
    }

    /// Tokens without marks and conjunctions at their ends.
    pub(crate) fn trimmed(&self, tokens: Range<usize>) -> Range<usize> {
        let said = |at: usize| word(self.matcher.reading, at);
        let mut tokens = tokens;
        while tokens.len() > 1
            && matches!(said(tokens.end - 1), "," | ";" | "." | ":" | "and" | "but" | "or" | "-" | "–" | "—")
        {
            tokens.end -= 1;
        }
        while tokens.len() > 1 && matches!(said(tokens.start), "," | ";" | ":" | "and" | "but") {
            tokens.start += 1;
        }
        tokens
    }
}
