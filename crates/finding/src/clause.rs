//! Clauses: who does what, by the trees of the sentences.

use std::ops::Range;

use reading::{Penn, Relation, Upos, What, Word};
use record::PartyId;

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
                Relation::Conj => node.head,
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
            if node.head == at && self.node(at).is_some_and(|node| node.head == at) && at == verb {
                return None;
            }
        }
        None
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

    /// Whether a noun names somebody known.
    pub(crate) fn has_actor(&self, sentence: usize, token: usize) -> bool {
        !self.actors_at(sentence, token).is_empty()
    }

    fn named_subject(&self, sentence: usize, verb: usize, subject: usize) -> Option<Subject> {
        let is_relative = matches!(word(self.matcher.reading, subject), "who" | "which" | "that");
        let node = self.node(verb)?;
        if is_relative && matches!(node.relation, Relation::AclRelcl | Relation::Acl) {
            return Some(self.subject_at(sentence, node.head));
        }
        Some(self.subject_at(sentence, subject))
    }

    fn subject_at(&self, sentence: usize, token: usize) -> Subject {
        Subject { who: self.actors_at(sentence, token), tokens: self.words_at(sentence, token) }
    }

    /// The words for an actor: the mark that names it, else the noun and what
    /// depends on it.
    pub(crate) fn words_at(&self, sentence: usize, token: usize) -> Range<usize> {
        let extent = self.extent(token);
        let marks = self.matcher.reading.marks_of(sentence);
        let first = marks.iter().find(|mark| mark.tokens.contains(&token));
        let start = first.map_or(extent.start, |mark| mark.tokens.start.min(extent.start));
        // What describes them further does not name them.
        let clause = self.dependent(token, &[Relation::AclRelcl, Relation::Acl, Relation::Appos]);
        let end = clause.map_or(extent.end, |clause| self.extent(clause).start.max(token + 1));
        start..end
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

    /// The preposition of a noun.
    pub(crate) fn case_of(&self, noun: usize) -> Option<usize> {
        self.dependent(noun, &[Relation::Case])
    }

    /// Everyone that a noun and those joined to it name.
    pub(crate) fn actors_at(&self, sentence: usize, token: usize) -> Vec<Who> {
        let mut who = self.one_at(sentence, token);
        let joined = self.dependents(token).filter(|at| self.has_relation(*at, &[Relation::Conj]));
        let joined: Vec<Who> = joined.flat_map(|at| self.one_at(sentence, at)).collect();
        let listed = if who.is_empty() { Vec::new() } else { self.listed_from(sentence, token) };
        let before = if who.is_empty() { Vec::new() } else { self.listed_before(sentence, token) };
        for more in joined.into_iter().chain(before).chain(listed) {
            if !who.contains(&more) {
                who.push(more);
            }
        }
        who
    }

    /// Those who are listed with an actor: "President A of Chad (CHAD) and
    /// President B", whatever the tree makes of the brackets.
    fn listed_from(&self, sentence: usize, token: usize) -> Vec<Who> {
        let reading = self.matcher.reading;
        let marks = reading.marks_of(sentence);
        let Some(mut at) = marks.iter().find(|mark| mark.tokens.contains(&token)).map(|mark| mark.tokens.end)
        else {
            return Vec::new();
        };
        let Some(limit) = reading.document.sentences.get(sentence).map(|sentence| sentence.tokens.end) else {
            return Vec::new();
        };
        let mut who = Vec::new();
        loop {
            at = self.past_party(sentence, at, limit);
            let is_last =
                word(reading, at) == "and" || word(reading, at) == "," && word(reading, at + 1) == "and";
            if !is_last && word(reading, at) != "," {
                break;
            }
            let start = at + 1 + usize::from(word(reading, at) == "," && is_last);
            let Some((end, more)) = actors::lists(reading, marks, start, limit).into_iter().next_back()
            else {
                break;
            };
            let is_person = |who: &Who| matches!(who, Who::Person(_) | Who::Party(_));
            if !more.iter().all(is_person) {
                break;
            }
            who.extend(more);
            at = end;
            if is_last {
                return who;
            }
        }
        // Commas alone make no list: "In Paris, Minister A, Minister B said, was".
        Vec::new()
    }

    /// The actor joined by "and" before another one of which the tree makes a part
    /// of its name: "President A and President B (the leaders)".
    fn listed_before(&self, sentence: usize, token: usize) -> Vec<Who> {
        let reading = self.matcher.reading;
        let marks = reading.marks_of(sentence);
        let Some(idx) = marks.iter().position(|mark| mark.tokens.contains(&token)) else { return Vec::new() };
        let (Some(own), Some(before)) = (marks.get(idx), idx.checked_sub(1).and_then(|idx| marks.get(idx)))
        else {
            return Vec::new();
        };
        let is_joined =
            own.tokens.start == before.tokens.end + 1 && word(reading, before.tokens.end) == "and";
        let hangs_on = |from: &Range<usize>, to: &Range<usize>| {
            from.clone().any(|at| self.node(at).is_some_and(|node| to.contains(&node.head)))
        };
        let is_part = hangs_on(&before.tokens, &own.tokens) || hangs_on(&own.tokens, &before.tokens);
        if !is_joined || !is_part {
            return Vec::new();
        }
        actors::who(reading, before).unwrap_or_default()
    }

    /// Past "of the United States", "(U.S.)" and "Jr." behind a name.
    fn past_party(&self, sentence: usize, at: usize, limit: usize) -> usize {
        let reading = self.matcher.reading;
        let marks = reading.marks_of(sentence);
        let mut at = at + usize::from(word(reading, at) == ".");
        if word(reading, at) == "of" {
            let start = at + 1 + usize::from(word(reading, at + 1) == "the");
            let party =
                marks.iter().find(|mark| mark.tokens.start == start && matches!(mark.what, What::Parties(_)));
            at = party.map_or(at, |mark| mark.tokens.end);
        }
        if word(reading, at) == "(" {
            let close = (at..limit.min(at + 8)).find(|at| word(reading, *at) == ")");
            at = close.map_or(at, |close| close + 1);
        }
        at
    }

    fn one_at(&self, sentence: usize, token: usize) -> Vec<Who> {
        let reading = self.matcher.reading;
        let first_person = matches!(word(reading, token), "i" | "we" | "us" | "me");
        if first_person || word(reading, token).starts_with("we'") || word(reading, token).starts_with("i'") {
            return self.voices.of(sentence).to_vec();
        }
        if word(reading, token) == "it" && !self.has_relation(token, &[Relation::Expl]) {
            return self.antecedent(sentence, token).unwrap_or_default();
        }
        let marks = reading.marks_of(sentence);
        let mark = marks.iter().find(|mark| mark.tokens.contains(&token));
        if let Some(mark) = mark {
            match &mark.what {
                What::Place(place) if self.is_capital(&place.name, place.country.as_ref()) => {
                    return place.country.clone().map(Who::Party).into_iter().collect();
                }
                What::Group => {
                    let named = || self.matcher.reader.party_within(reading.document, mark.tokens.clone());
                    let is_side = self.is_side(sentence, token);
                    if let Some(party) = is_side.then(named).flatten() {
                        return vec![Who::Party(party)];
                    }
                    return actors::who(reading, mark).unwrap_or_default();
                }
                _ => {
                    if let Some(who) = actors::who(reading, mark) {
                        return who;
                    }
                }
            }
        }
        self.side_of(sentence, token).or_else(|| self.body_of(token)).unwrap_or_default()
    }

    /// The party in the name of a body: "the U.S. Development Finance Corporation".
    fn body_of(&self, token: usize) -> Option<Vec<Who>> {
        let Matcher { reader, reading, .. } = self.matcher;
        if !self.has_upos(token, Upos::Propn) {
            return None;
        }
        let party = reader.party_within(reading.document, self.extent(token).start..token)?;
        Some(vec![Who::Party(party)])
    }

    /// Whether a noun may stand for a party: "government", "side".
    fn is_side(&self, sentence: usize, token: usize) -> bool {
        let Matcher { reader, reading, .. } = self.matcher;
        let limit = reading.document.sentences.get(sentence).map_or(token, |sentence| sentence.tokens.end);
        reader.listed(reading.document, token..limit, "side_noun").next().is_some()
    }

    /// The state that "it" means: the last one named in the sentence before it as
    /// a subject.
    fn antecedent(&self, sentence: usize, token: usize) -> Option<Vec<Who>> {
        let marks = self.matcher.reading.marks_of(sentence).iter().rev();
        marks.filter(|mark| mark.tokens.end <= token).find_map(|mark| match &mark.what {
            What::Parties(parties) if parties.len() == 1 => {
                let is_subject = mark.tokens.clone().any(|at| self.has_relation(at, SUBJECTS));
                is_subject.then(|| parties.iter().cloned().map(Who::Party).collect())
            }
            _ => None,
        })
    }

    /// The party of a noun that stands for one: "the Lao side", "the Government
    /// of Chad", "its delegation".
    fn side_of(&self, sentence: usize, token: usize) -> Option<Vec<Who>> {
        let reading = self.matcher.reading;
        if !self.is_side(sentence, token) {
            return None;
        }
        if matches!(word(reading, token.wrapping_sub(1)), "our" | "my") {
            return Some(self.voices.parties_of(sentence, reading));
        }
        // "the Administration" of an official text is that of its own state.
        let is_definite = word(reading, token.wrapping_sub(1)) == "the";
        if is_definite
            && matches!(word(reading, token), "government" | "administration")
            && self.extent(token).end == token + 1
        {
            return reading.document.country.clone().map(|party| vec![Who::Party(party)]);
        }
        let extent = self.extent(token);
        let own = extent.start..extent.end.min(token + 8);
        let marks = reading.marks_of(sentence).iter().filter(|mark| own.contains(&mark.tokens.start));
        let parties: Vec<Who> = marks
            .filter_map(|mark| match &mark.what {
                What::Adjective(party) if mark.tokens.start < token => Some(vec![party.clone()]),
                What::Parties(parties) => Some(parties.clone()),
                What::Place(place) => place.country.clone().map(|party| vec![party]),
                What::People(people) if mark.tokens.start < token => {
                    let parties = people.iter().filter_map(|idx| reading.people.get(*idx)?.country.clone());
                    Some(parties.collect())
                }
                _ => None,
            })
            .next()?
            .into_iter()
            .map(Who::Party)
            .collect();
        (!parties.is_empty()).then_some(parties)
    }

    fn is_capital(&self, name: &str, party: Option<&PartyId>) -> bool {
        let states = &self.matcher.reader.rulebook().states;
        let state = states.iter().find(|state| Some(&state.code) == party);
        state.is_some_and(|state| state.capitals.iter().flatten().any(|capital| capital == name))
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
        let is_joined = |at: &usize| *at > verb && self.has_relation(*at, &[Relation::Conj]);
        let joined = self.dependents(verb).filter(is_joined).map(|at| self.extent(at).start).min();
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
