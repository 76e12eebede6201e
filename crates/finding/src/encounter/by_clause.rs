//! Contacts by the trees of sentences, where the words of an act stand apart:
//! "met for ninety minutes with", "had a long and open conversation with".

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use reading::{Penn, Relation, What};
use record::EncounterKind;

use crate::{
    actors::{self, Who, word},
    clause::{Clauses, Subject},
    encounter::{by_noun::by_noun, by_phone, delegation, group, setting},
    matcher::{Found, Matcher, Slot, Value},
};

/// Such a contact has no fixed values but its kind.
static NO_SET: BTreeMap<String, String> = BTreeMap::new();

/// What is looked forward to.
static PLANNED: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| BTreeMap::from([("status".to_owned(), "planned".to_owned())]));

/// The contacts that the verbs and nouns of a document tell of.
pub(crate) fn found(clauses: Clauses<'_>) -> Vec<Found<'static>> {
    let mut found = Vec::new();
    for (sentence, words) in clauses.matcher.reading.document.sentences.iter().enumerate() {
        for at in words.tokens.clone() {
            found.extend(by_verb(clauses, sentence, at).or_else(|| by_noun(clauses, sentence, at)));
        }
    }
    found
}

/// "A met B", "A met with B in C", "B was received by A", "A and B signed ...".
fn by_verb(clauses: Clauses<'_>, sentence: usize, verb: usize) -> Option<Found<'static>> {
    let act = Act { clauses, sentence, verb };
    if !clauses.is_verb(verb) {
        return None;
    }
    if act.is_awaited() {
        let awaited = match clauses.lemma(verb) {
            "welcome" => act.welcoming(),
            "meet" => act.meeting(),
            _ => act.reception(),
        };
        return awaited.map(|found| Found { set: &PLANNED, ..found });
    }
    if !act.took_place() {
        return None;
    }
    match clauses.lemma(verb) {
        "meet" => act.meeting(),
        "speak" | "talk" => act.calling(),
        "gather" | "convene" | "assemble" => act.gathering(),
        "confer" | "huddle" | "sit" => act.sitting_down(),
        "call" => act.courtesy_call().or_else(|| act.telephoning()),
        "receive" => act.reception(),
        // "is hosting B"; but "hosted a reception for B"
        "host" if clauses.is_passive(verb) || act.is_before_people() => act.reception(),
        "visit" | "travel" => act.visit(),
        "welcome" if clauses.is_passive(verb) => act.reception(),
        "welcome" => act.welcoming(),
        "join" => act.joining(),
        "sign" => {
            // "We have signed": states have, not the two who talk.
            let is_named = act.spoken_subject().is_none();
            let subject = act.subject().filter(|subject| is_named && subject.who.len() > 1)?;
            act.object()?;
            Some(act.made(EncounterKind::Signing, [("who", Some(subject)), ("with", None)]))
        }
        _ => None,
    }
}

/// A verb that may tell of a contact.
#[derive(Clone, Copy)]
pub(super) struct Act<'a> {
    pub(super) clauses: Clauses<'a>,
    pub(super) sentence: usize,
    pub(super) verb: usize,
}

impl Act<'_> {
    /// Whether the verb tells what happened or will: not "to meet", "did not
    /// meet" or "might meet".
    pub(super) fn took_place(&self) -> bool {
        let Self { clauses, verb, .. } = *self;
        let is_infinitive = clauses.dependents(verb).any(|at| {
            clauses.has_relation(at, &[Relation::Mark]) && word(clauses.matcher.reading, at) == "to"
        });
        let is_supposed = || {
            clauses
                .auxiliaries(verb)
                .any(|aux| matches!(aux, "may" | "might" | "could" | "would" | "should" | "can"))
        };
        // "when they next meet"
        let is_open =
            clauses.node(verb).is_some_and(|node| matches!(node.penn, Penn::Vbp | Penn::Vbz | Penn::Vb))
                && clauses.dependents(verb).any(|at| {
                    matches!(
                        word(clauses.matcher.reading, at),
                        "when" | "if" | "whether" | "unless" | "until" | "once" | "before" | "whenever"
                    )
                });
        (!is_infinitive || self.is_purpose())
            && !is_open
            && !clauses.is_negated(verb)
            && !clauses.has_relation(verb, &[Relation::Amod, Relation::Compound])
            && !is_supposed()
    }

    /// "will travel to Kosice to meet with refugees": what a trip is made for comes
    /// about with it.
    fn is_purpose(&self) -> bool {
        let Self { clauses, sentence, verb } = *self;
        let Some(head) = clauses.node(verb).map(|node| node.head).filter(|head| *head != verb) else {
            return false;
        };
        let is_trip = matches!(
            clauses.lemma(head),
            "travel" | "visit" | "arrive" | "go" | "come" | "fly" | "return" | "head" | "journey"
        );
        // "was in Beijing to meet B"
        let is_there = clauses.dependent(head, &[Relation::Cop]).is_some()
            && clauses.case_of(head).is_some_and(|case| word(clauses.matcher.reading, case) == "in");
        // "is expected to travel"
        let is_expected = matches!(clauses.lemma(head), "expect" | "schedule" | "set" | "slate" | "plan")
            && clauses.has_relation(verb, &[Relation::Xcomp]);
        (is_trip || is_there || is_expected)
            && clauses.has_relation(verb, &[Relation::Advcl, Relation::Xcomp])
            && Act { clauses, sentence, verb: head }.took_place()
    }

    /// "looks forward to welcoming"
    fn is_awaited(&self) -> bool {
        let head = self.clauses.node(self.verb).map(|node| node.head);
        matches!(self.clauses.lemma(self.verb), "welcome" | "host" | "receive" | "meet")
            && head.is_some_and(|head| self.clauses.lemma(head) == "look")
    }

    pub(super) fn subject(&self) -> Option<Subject> {
        if let Some(spoken) = self.spoken_subject() {
            return Some(spoken);
        }
        let mut subject = self
            .clauses
            .grammatical_subject(self.sentence, self.verb)
            .filter(|subject| !subject.who.is_empty())
            .or_else(|| self.defined_subject())?;
        let matcher = self.clauses.matcher;
        let leaders = delegation::leaders(matcher, self.sentence, &subject.tokens);
        subject.who.extend(leaders.into_iter().filter(|one| !subject.who.contains(one)).collect::<Vec<_>>());
        Some(subject).filter(|subject| !subject.who.is_empty())
    }

    /// Who stands before brackets: "President A and President B (the “Leaders”) met".
    fn defined_subject(&self) -> Option<Subject> {
        let Self { clauses, sentence, verb } = *self;
        let reading = clauses.matcher.reading;
        let close = verb.checked_sub(1).filter(|at| word(reading, *at) == ")")?;
        let open = (close.saturating_sub(8)..close).rev().find(|at| word(reading, *at) == "(")?;
        let mark = reading.marks_of(sentence).iter().find(|mark| mark.tokens.end == open)?;
        let head = mark.tokens.clone().find(|at| clauses.has_actor(sentence, *at))?;
        let subject = Subject { who: clauses.actors_at(sentence, head), tokens: mark.tokens.clone() };
        Some(subject).filter(|subject| !subject.who.is_empty())
    }

    /// Who "we" and "you" are in the transcript of a conversation of two.
    fn spoken_subject(&self) -> Option<Subject> {
        let Self { clauses, sentence, verb } = *self;
        let is_subject = |at: &usize| clauses.has_relation(*at, &[Relation::Nsubj, Relation::NsubjPass]);
        let own = |verb: usize| {
            let mut subjects = clauses.dependents(verb).filter(is_subject);
            subjects.find_map(|at| {
                let spoken = spoken_at(clauses, sentence, at);
                Some((at, spoken.or_else(|| delegation::spoken(clauses, sentence, at))?))
            })
        };
        let is_joined = clauses.has_relation(verb, &[Relation::Conj]);
        let head = clauses.node(verb).map(|node| node.head).filter(|_| is_joined);
        let (at, who) = own(verb).or_else(|| own(head?))?;
        Some(Subject { who, tokens: at..at + 1 })
    }

    pub(super) fn object(&self) -> Option<usize> {
        self.clauses.dependent(self.verb, &[Relation::Obj])
    }

    fn meeting(&self) -> Option<Found<'static>> {
        let subject = self.subject().or_else(|| self.group_subject())?;
        // "met yesterday with": the tree may take the day for whom somebody met.
        let marks = self.clauses.matcher.reading.marks_of(self.sentence);
        let is_day = |at: usize| {
            marks.iter().any(|mark| mark.tokens.contains(&at) && matches!(mark.what, What::Date(_)))
        };
        let with = self.object().filter(|at| !is_day(*at)).or_else(|| self.with_whom());
        let mut others = with.map(|with| people_at(self.clauses, self.sentence, with)).unwrap_or_default();
        if !others.iter().any(is_person)
            && let Some(case) = with.and_then(|with| self.clauses.case_of(with))
            && let Some(named) = self.named_behind(case)
        {
            others = named.who;
        }
        // "met the deadline", but "A and B met and held talks"
        if others.is_empty() && subject.who.len() < 2 {
            return None;
        }
        let with =
            with.filter(|_| !others.is_empty()).map(|with| side(self.clauses, self.sentence, with, others));
        Some(self.made(EncounterKind::Meeting, [("who", Some(subject)), ("with", with)]))
    }

    /// "senior officials met with"
    fn group_subject(&self) -> Option<Subject> {
        let Self { clauses, sentence, verb } = *self;
        let noun = clauses.dependent(verb, &[Relation::Nsubj])?;
        let group = group::at(clauses, sentence, noun)?;
        Some(side(clauses, sentence, noun, vec![group]))
    }

    /// Whether a side is people: by name, by an office alone, or as a group.
    fn is_somebody(&self, side: &Subject) -> bool {
        let mut marks = self.clauses.matcher.reading.marks_of(self.sentence).iter();
        let is_within =
            |tokens: &Range<usize>| tokens.start < side.tokens.end && side.tokens.start < tokens.end;
        let reading = self.clauses.matcher.reading;
        let is_body = |at: usize| {
            let mut lists = self.clauses.matcher.reader.lists(reading.document, at..at + 1);
            lists.any(|list| list == "body_noun")
        };
        side.who.iter().any(is_person)
            || side.who.iter().all(|who| matches!(who, Who::Group(_)))
            || side.tokens.clone().any(is_body)
            || marks.any(|mark| matches!(mark.what, What::Unnamed(_)) && is_within(&mark.tokens))
    }

    /// The noun behind "with", which may hang on the place named before it: "met at
    /// the Palace with B".
    pub(super) fn with_whom(&self) -> Option<usize> {
        let clauses = self.clauses;
        let mut places = clauses.dependents(self.verb).filter(|at| {
            *at > self.verb && clauses.has_relation(*at, &[Relation::Obl, Relation::OblUnmarked])
        });
        let own = clauses.behind(self.verb, &["with"]);
        own.or_else(|| places.find_map(|place| clauses.behind(place, &["with"])))
    }

    /// "A sat down with B", "A conferred with B".
    fn sitting_down(&self) -> Option<Found<'static>> {
        let Self { clauses, sentence, verb } = *self;
        let subject = self.subject()?;
        let with = clauses.behind(verb, &["with"])?;
        let others = side(clauses, sentence, with, people_at(clauses, sentence, with));
        let is_down = || word(clauses.matcher.reading, verb + 1) == "down";
        let is_met = others.who.iter().any(is_person) && (clauses.lemma(verb) != "sit" || is_down());
        is_met.then(|| self.made(EncounterKind::Meeting, [("who", Some(subject)), ("with", Some(others))]))
    }

    /// "A called on B in Riga"; but "called on B to end the war".
    fn courtesy_call(&self) -> Option<Found<'static>> {
        let Self { clauses, sentence, verb } = *self;
        let reading = clauses.matcher.reading;
        if word(reading, verb + 1) != "on" || clauses.is_passive(verb) {
            return None;
        }
        let marks = reading.marks_of(sentence);
        let host = marks.iter().find(|mark| mark.tokens.start == verb + 2)?;
        let who = actors::who(reading, host).filter(|who| who.len() == 1 && who.iter().all(is_person))?;
        let end = reading.document.sentences.get(sentence)?.tokens.end;
        let is_asked = (host.tokens.end..end).any(|at| matches!(word(reading, at), "to" | "for"));
        let host = Subject { who, tokens: host.tokens.clone() };
        let guest = self.subject().filter(|_| !is_asked)?;
        Some(self.made(EncounterKind::CourtesyCall, [("guest", Some(guest)), ("host", Some(host))]))
    }

    /// "A, B and C gathered in D", "the Joint Commission of E and F convened".
    fn gathering(&self) -> Option<Found<'static>> {
        let Self { clauses, verb, .. } = *self;
        if self.object().is_some() {
            return if clauses.is_passive(verb) { None } else { self.reception() };
        }
        let subject = self.subject().filter(|subject| subject.who.len() > 1);
        let subject = subject.or_else(|| {
            let body = clauses.dependent(verb, &[Relation::Nsubj, Relation::NsubjPass])?;
            let tokens = clauses.extent(body);
            let Matcher { reader, reading, .. } = clauses.matcher;
            let parties = reader.parties_within(reading.document, tokens.clone());
            let mut who: Vec<Who> = parties.into_iter().map(Who::Party).collect();
            if who.len() < 2 {
                who = tokens.clone().find_map(|at| delegation::body(clauses, self.sentence, at))?;
            }
            Some(Subject { who, tokens }).filter(|subject| subject.who.len() > 1)
        })?;
        Some(self.made(EncounterKind::Meeting, [("who", Some(subject)), ("with", None)]))
    }

    /// Whether people are named right behind the verb.
    fn is_before_people(&self) -> bool {
        let mut marks = self.clauses.matcher.reading.marks_of(self.sentence).iter();
        let is_group = |object| group::at(self.clauses, self.sentence, object).is_some();
        marks.any(|mark| mark.tokens.start == self.verb + 1 && matches!(mark.what, What::People(_)))
            || self.object().is_some_and(is_group)
    }

    fn reception(&self) -> Option<Found<'static>> {
        let (host, guest) = if self.clauses.is_passive(self.verb) {
            (self.clauses.agent(self.sentence, self.verb)?, self.subject()?)
        } else {
            let object = self.object()?;
            let mut guests = side(self.clauses, self.sentence, object, Vec::new());
            guests.who = self.clauses.actors_at(self.sentence, object);
            guests.who.extend(delegation::leaders(self.clauses.matcher, self.sentence, &guests.tokens));
            if guests.who.is_empty() {
                guests.who.extend(group::at(self.clauses, self.sentence, object));
            }
            (self.subject().or_else(|| self.group_subject())?, guests)
        };
        let is_known = guest.who.iter().any(|who| !matches!(who, Who::Party(_)))
            || !delegation::parties(self.clauses.matcher, self.sentence, &guest.tokens).is_empty();
        // "I thank you for receiving us": the subject is of the thanks.
        let is_other = !host.who.iter().any(|who| guest.who.contains(who));
        let is_contact = self.is_somebody(&host) && is_known && is_other;
        is_contact.then(|| self.made(EncounterKind::Meeting, [("host", Some(host)), ("guest", Some(guest))]))
    }

    fn visit(&self) -> Option<Found<'static>> {
        let Self { clauses, sentence, verb } = *self;
        // "King A was visited by President B in his palace"
        if clauses.is_passive(verb) {
            let (host, guest) = (self.subject()?, clauses.agent(sentence, verb)?);
            let is_met = [&host, &guest].iter().all(|side| side.who.iter().any(is_person));
            return is_met
                .then(|| self.made(EncounterKind::Meeting, [("guest", Some(guest)), ("host", Some(host))]));
        }
        // "The delegation is expected to visit the port" tells what its stay holds.
        let is_told = clauses.node(verb).is_some_and(|node| node.penn != Penn::Vb);
        let is_delegation = |guest: &Subject| {
            is_told && delegation::is_official(clauses.matcher, sentence, guest.tokens.clone())
        };
        let guest = self.subject().filter(|guest| guest.who.iter().any(is_person) || is_delegation(guest))?;
        let at = self.object().or_else(|| clauses.behind(verb, &["to"]))?;
        let marks = clauses.matcher.reading.marks_of(sentence);
        let mark = marks.iter().find(|mark| mark.tokens.contains(&at))?;
        let (end, place) = setting::place_at(clauses.matcher, sentence, mark.tokens.start)?;
        let mut made = self.made(EncounterKind::Visit, [("guest", Some(guest)), ("host", None)]);
        made.tokens.end = made.tokens.end.max(end);
        let place = Value::Place(place);
        made.slots.push(Slot { name: "place".to_owned(), tokens: mark.tokens.start..end, value: place });
        Some(made)
    }

    /// "welcomed B to Lyon" tells of a visit, "to the Palace" of a meeting, and
    /// "looks forward to welcoming B" of one to come.
    fn welcoming(&self) -> Option<Found<'static>> {
        let Self { clauses, sentence, verb } = *self;
        let host = self.subject()?;
        let object = self.object()?;
        let guests = clauses.actors_at(sentence, object);
        let marks = clauses.matcher.reading.marks_of(sentence);
        let whole = marks.iter().find(|mark| mark.tokens.contains(&object));
        let mut heads = [verb, object].into_iter().chain(whole.map_or(0..0, |mark| mark.tokens.clone()));
        let by_tree = heads.find_map(|head| clauses.behind(head, &["to"]));
        // "welcomed A, B and their delegation to the Palace"
        let end = clauses.matcher.reading.document.sentences.get(sentence)?.tokens.end;
        let by_words = || {
            let mut behind = object + 1..end.min(object + by_phone::NEAR);
            let to = behind.find(|at| word(clauses.matcher.reading, *at) == "to")?;
            (to + 1..to + 3).find(|at| marks.iter().any(|mark| mark.tokens.contains(at)))
        };
        let to = by_tree.or_else(by_words)?;
        let mark = marks.iter().find(|mark| mark.tokens.contains(&to))?;
        let (end, place) = setting::place_at(clauses.matcher, sentence, mark.tokens.start)?;
        if !guests.iter().any(is_person) {
            return None;
        }
        let guest = side(clauses, sentence, object, guests);
        let is_building = place.name.contains(',');
        let kind = if is_building { EncounterKind::Meeting } else { EncounterKind::Visit };
        let mut made = self.made(kind, [("host", Some(host)), ("guest", Some(guest))]);
        made.tokens.end = made.tokens.end.max(end);
        let place = Value::Place(place);
        made.slots.push(Slot { name: "place".to_owned(), tokens: mark.tokens.start..end, value: place });
        Some(made)
    }

    /// "joined B in Paris for talks"
    fn joining(&self) -> Option<Found<'static>> {
        let Self { clauses, sentence, .. } = *self;
        let (subject, object) = (self.subject()?, self.object()?);
        let others = clauses.actors_at(sentence, object);
        let kind = aim(clauses, self.verb)?;
        let with =
            Some(side(clauses, sentence, object, others)).filter(|with| with.who.iter().any(is_person))?;
        Some(self.made(kind, [("who", Some(subject)), ("with", Some(with))]))
    }

    pub(super) fn made(&self, kind: EncounterKind, sides: [(&str, Option<Subject>); 2]) -> Found<'static> {
        made(self.clauses, (self.sentence, self.verb, self.verb), kind, sides)
    }
}

/// The kind of contact for which somebody meets or joins: "met for the summit".
pub(super) fn aim(clauses: Clauses<'_>, verb: usize) -> Option<EncounterKind> {
    let aim = clauses.behind(verb, &["for"])?;
    let Matcher { reader, reading, .. } = clauses.matcher;
    let mut kinds = reader.listed(reading.document, aim..aim + 1, "talks");
    kinds.find_map(|(_, means)| means.parse().ok())
}

/// Who "we", "our", "you" and "your" are in the transcript of a conversation of two.
pub(super) fn spoken_at(clauses: Clauses<'_>, sentence: usize, at: usize) -> Option<Vec<Who>> {
    let other = clauses.voices.other(sentence)?;
    match word(clauses.matcher.reading, at) {
        "we" | "us" | "our" => Some(clauses.voices.of(sentence).iter().cloned().chain([other]).collect()),
        "you" | "your" => {
            // "you and I"
            let mut who = vec![other];
            let mut joined = clauses.dependents(at).filter(|at| clauses.has_relation(*at, &[Relation::Conj]));
            if joined.any(|at| word(clauses.matcher.reading, at) == "i") {
                who.extend(clauses.voices.of(sentence).iter().cloned());
            }
            Some(who)
        }
        _ => None,
    }
}

pub(super) fn is_person(who: &Who) -> bool {
    matches!(who, Who::Person(_))
}

/// Those a noun names, else the people it describes: "refugees from Kharkiv".
pub(super) fn people_at(clauses: Clauses<'_>, sentence: usize, noun: usize) -> Vec<Who> {
    if let Some(spoken) = spoken_at(clauses, sentence, noun) {
        return spoken;
    }
    // "A, whom B met in C": the clause hangs on A.
    if matches!(word(clauses.matcher.reading, noun), "whom" | "who") {
        let clause = clauses.node(noun).and_then(|node| clauses.node(node.head));
        let head = clause.filter(|clause| clause.relation == Relation::AclRelcl).map(|clause| clause.head);
        return head.map_or(Vec::new(), |head| clauses.actors_at(sentence, head));
    }
    let named = clauses.actors_at(sentence, noun);
    let reading = clauses.matcher.reading;
    let is_plural = clauses.node(noun).is_some_and(|node| node.penn == Penn::Nns);
    let is_thing = reading.marks_of(sentence).iter().any(|mark| {
        mark.tokens.contains(&noun) && matches!(mark.what, What::Date(_) | What::Amount(_) | What::Place(_))
    });
    if !named.is_empty() || is_thing || clauses.case_of(noun).is_none() {
        return named;
    }
    if is_plural {
        return vec![group::of(clauses, noun)];
    }
    group::at(clauses, sentence, noun).into_iter().collect()
}

pub(super) fn side(clauses: Clauses<'_>, sentence: usize, noun: usize, who: Vec<Who>) -> Subject {
    Subject { who, tokens: clauses.words_at(sentence, noun) }
}

pub(super) fn made(
    clauses: Clauses<'_>,
    (sentence, start, anchor): (usize, usize, usize),
    kind: EncounterKind,
    sides: [(&str, Option<Subject>); 2],
) -> Found<'static> {
    let mut tokens: Range<usize> = start..anchor + 1;
    let mut slots = Vec::new();
    for (name, side) in sides {
        let Some(side) = side else { continue };
        let is_here = clauses.matcher.reading.document.sentences.get(sentence).is_some_and(|words| {
            words.tokens.start <= side.tokens.start && side.tokens.end <= words.tokens.end
        });
        if is_here && !side.tokens.is_empty() {
            tokens = tokens.start.min(side.tokens.start)..tokens.end.max(side.tokens.end);
        }
        slots.push(Slot { name: name.to_owned(), tokens: side.tokens, value: Value::Actors(side.who) });
    }
    Found { by: "encounters/clause", set: &NO_SET, kind: Some(kind), sentence, tokens, anchor, slots }
}
