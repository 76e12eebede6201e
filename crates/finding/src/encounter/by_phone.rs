//! Calls by the trees of sentences: "A spoke this morning with B", "A called B to
//! offer his condolences".

use reading::{Penn, Relation, Upos, What};
use record::EncounterKind;

use crate::{
    actors::{self, word},
    clause::Subject,
    encounter::{
        by_clause::{Act, is_person, side},
        group,
    },
    matcher::Found,
};

/// Most tokens of the titles before the name of somebody who is spoken with.
pub(super) const NEAR: usize = 20;

/// Fewest tokens that name two persons; "we" and "they" tell of no new contact.
const NAMED: usize = 3;

impl Act<'_> {
    /// "You and I spoke on the telephone last week", "A spoke this morning with B",
    /// "A and B talked today about C".
    pub(super) fn calling(&self) -> Option<Found<'static>> {
        let clauses = self.clauses;
        let subject = self.subject()?;
        // "We speak on the phone" tells of a habit.
        let is_once = clauses.node(self.verb).is_some_and(|node| !matches!(node.penn, Penn::Vbp | Penn::Vbz));
        if !is_once || clauses.is_passive(self.verb) {
            return None;
        }
        if let Some(with) = self.other_end() {
            return Some(self.made(EncounterKind::PhoneCall, [("who", Some(subject)), ("with", Some(with))]));
        }
        let is_pair = subject.who.len() > 1 && subject.who.iter().any(is_person);
        let by = clauses.behind(self.verb, &["on", "by", "over", "via"]);
        let is_phone = by.is_some_and(|by| {
            matches!(clauses.lemma(by), "telephone" | "phone" | "videoconference" | "video")
        });
        // "A and B spoke at the forum" is of two speeches.
        let is_told_why = clauses.dependents(self.verb).any(|at| {
            clauses.has_relation(at, &[Relation::Advcl])
                && clauses.node(at).is_some_and(|node| node.penn == Penn::Vb)
        });
        let is_talk = (is_told_why
            || clauses.behind(self.verb, &["about", "regarding", "concerning"]).is_some())
            && clauses.behind(self.verb, &["at", "in", "to", "before"]).is_none()
            && subject.tokens.len() >= NAMED;
        (is_pair && (is_phone || is_talk))
            .then(|| self.made(EncounterKind::PhoneCall, [("who", Some(subject)), ("with", None)]))
    }

    /// The persons with whom somebody speaks.
    fn other_end(&self) -> Option<Subject> {
        let with = self.with_whom();
        if let Some(with) = with {
            let who = self.clauses.actors_at(self.sentence, with);
            if !who.is_empty() && who.iter().all(is_person) {
                return Some(side(self.clauses, self.sentence, with, who));
            }
            if self.is_official(with) {
                return Some(side(self.clauses, self.sentence, with, vec![group::of(self.clauses, with)]));
            }
        }
        self.named_behind(with.and_then(|with| self.clauses.case_of(with)).or_else(|| self.with_behind())?)
    }

    /// Whether a noun is one for people in office: "leaders", but not "reporters".
    fn is_official(&self, noun: usize) -> bool {
        let matcher = self.clauses.matcher;
        let mut listed = matcher.reader.listed(matcher.reading.document, noun..noun + 1, "group_noun");
        listed.any(|(_, means)| means == "official")
    }

    /// The "with" behind the verb and its date, where the tree hangs it on a word
    /// of the title that follows.
    fn with_behind(&self) -> Option<usize> {
        let reading = self.clauses.matcher.reading;
        let end = reading.document.sentences.get(self.sentence)?.tokens.end;
        let with = (self.verb + 1..end.min(self.verb + 6)).find(|at| word(reading, *at) == "with")?;
        let is_date = |at: usize| {
            let mut marks = reading.marks_of(self.sentence).iter();
            marks.any(|mark| mark.tokens.contains(&at) && matches!(mark.what, What::Date(_)))
        };
        let is_aside =
            |at: usize| is_date(at) || self.clauses.has_upos(at, Upos::Adv) || word(reading, at) == "on";
        (self.verb + 1..with).all(is_aside).then_some(with)
    }

    /// The person whose name follows a preposition after titles and names that are
    /// no list's: "with the Harbour Agency's Commissioner Ann Lee".
    pub(super) fn named_behind(&self, preposition: usize) -> Option<Subject> {
        let reading = self.clauses.matcher.reading;
        let marks = reading.marks_of(self.sentence).iter();
        let mark = marks
            .filter(|mark| mark.tokens.start > preposition)
            .find(|mark| matches!(&mark.what, What::People(people) if people.len() == 1))?;
        let is_title = |at: usize| {
            let raw = reading
                .document
                .tokens
                .get(at)
                .and_then(|token| reading.document.text.get(token.bytes.clone()));
            let is_capital =
                raw.and_then(|raw| raw.chars().next()).is_some_and(|first| !first.is_lowercase());
            is_capital
                || matches!(word(reading, at), "of" | "for" | "the" | "and" | "in" | "'s")
                || self.clauses.node(at).is_some_and(|node| {
                    matches!(node.upos, Upos::Adj | Upos::Adv | Upos::Noun) || node.penn == Penn::Vbn
                })
        };
        let is_near = mark.tokens.start <= preposition + NEAR;
        let who = actors::who(reading, mark)?;
        (is_near && (preposition + 1..mark.tokens.start).all(is_title))
            .then(|| Subject { who, tokens: preposition + 1..mark.tokens.end })
    }

    /// "A called B today to offer his condolences": by telephone. "Called B a
    /// friend" and "called on B" are none.
    pub(super) fn telephoning(&self) -> Option<Found<'static>> {
        let clauses = self.clauses;
        let is_past = clauses.node(self.verb).is_some_and(|node| matches!(node.penn, Penn::Vbd | Penn::Vbn));
        let is_done = is_past && clauses.auxiliaries(self.verb).next().is_none();
        if !is_done || clauses.is_passive(self.verb) {
            return None;
        }
        let subject = self.subject().filter(|subject| subject.who.iter().all(is_person))?;
        // "called and congratulated B"
        let joined = || {
            let mut verbs =
                clauses.dependents(self.verb).filter(|at| clauses.has_relation(*at, &[Relation::Conj]));
            verbs.find_map(|verb| clauses.dependent(verb, &[Relation::Obj]))
        };
        // The tree may take the name for what somebody is called.
        let next = || {
            let mut marks = clauses.matcher.reading.marks_of(self.sentence).iter();
            let mark = marks.find(|mark| mark.tokens.start == self.verb + 1)?;
            mark.tokens.clone().find(|at| clauses.has_relation(*at, &[Relation::Xcomp, Relation::Obj]))
        };
        let object = self.object().filter(|object| *object > self.verb).or_else(next).or_else(joined)?;
        let who = clauses.actors_at(self.sentence, object);
        let is_named = !who.is_empty() && who.iter().all(is_person);
        let reading = clauses.matcher.reading;
        let end = reading.document.sentences.get(self.sentence)?.tokens.end;
        let aims = |at: usize| {
            word(reading, at) == "to" && clauses.node(at + 1).is_some_and(|node| node.penn == Penn::Vb)
                || word(reading, at) == "and"
                    && clauses.node(at + 1).is_some_and(|node| matches!(node.penn, Penn::Vbd | Penn::Vbn))
        };
        let is_told_why = (self.verb + 1..end).any(aims);
        let with = side(clauses, self.sentence, object, who);
        (is_named && is_told_why)
            .then(|| self.made(EncounterKind::PhoneCall, [("who", Some(subject)), ("with", Some(with))]))
    }
}
