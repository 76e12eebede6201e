//! Contacts by the trees of sentences, where the words of an act stand apart:
//! "met for ninety minutes with", "had a long and open conversation with".

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use reading::{Penn, Relation, Upos, What};
use record::EncounterKind;

use crate::{
    actors::{self, Who, word},
    clause::{Clauses, Subject},
    encounter::setting,
    matcher::{Found, Slot, Value},
};

/// Such a contact has no fixed values but its kind.
static NO_SET: BTreeMap<String, String> = BTreeMap::new();

/// What is looked forward to.
static PLANNED: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| BTreeMap::from([("status".to_owned(), "planned".to_owned())]));

/// What is named beside something else has no day but its own.
static NAMED: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| BTreeMap::from([("told".to_owned(), "before".to_owned())]));

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
        return act.welcoming();
    }
    if !act.took_place() {
        return None;
    }
    match clauses.lemma(verb) {
        "meet" => act.meeting(),
        "receive" => act.reception(),
        "visit" | "travel" => act.visit(),
        "welcome" => act.welcoming(),
        "join" => act.joining(),
        "sign" => {
            let subject = act.subject().filter(|subject| subject.who.len() > 1)?;
            clauses.dependent(verb, &[Relation::Obj])?;
            Some(act.made(EncounterKind::Signing, [("who", Some(subject)), ("with", None)]))
        }
        _ => None,
    }
}

/// A verb that may tell of a contact.
#[derive(Clone, Copy)]
struct Act<'a> {
    clauses: Clauses<'a>,
    sentence: usize,
    verb: usize,
}

impl Act<'_> {
    /// Whether the verb tells what happened or will: not "to meet", "did not
    /// meet" or "might meet".
    fn took_place(&self) -> bool {
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
        !is_infinitive
            && !is_open
            && !clauses.is_negated(verb)
            && !clauses.has_relation(verb, &[Relation::Amod, Relation::Compound])
            && !is_supposed()
    }

    /// "looks forward to welcoming"
    fn is_awaited(&self) -> bool {
        let head = self.clauses.node(self.verb).map(|node| node.head);
        self.clauses.lemma(self.verb) == "welcome"
            && head.is_some_and(|head| self.clauses.lemma(head) == "look")
    }

    fn subject(&self) -> Option<Subject> {
        let subject = self.clauses.grammatical_subject(self.sentence, self.verb);
        subject.filter(|subject| !subject.who.is_empty())
    }

    fn object(&self) -> Option<usize> {
        self.clauses.dependent(self.verb, &[Relation::Obj])
    }

    fn meeting(&self) -> Option<Found<'static>> {
        let subject = self.subject()?;
        let with = self.object().or_else(|| self.clauses.behind(self.verb, &["with"]));
        let others = with.map(|with| people_at(self.clauses, self.sentence, with)).unwrap_or_default();
        // "met the deadline", but "A and B met and held talks"
        if others.is_empty() && subject.who.len() < 2 {
            return None;
        }
        let with =
            with.filter(|_| !others.is_empty()).map(|with| side(self.clauses, self.sentence, with, others));
        Some(self.made(EncounterKind::Meeting, [("who", Some(subject)), ("with", with)]))
    }

    fn reception(&self) -> Option<Found<'static>> {
        let (host, guest) = if self.clauses.is_passive(self.verb) {
            (self.clauses.agent(self.sentence, self.verb)?, self.subject()?)
        } else {
            let object = self.object()?;
            let guests = self.clauses.actors_at(self.sentence, object);
            (self.subject()?, side(self.clauses, self.sentence, object, guests))
        };
        let is_contact = !host.who.is_empty() && guest.who.iter().any(is_person);
        is_contact.then(|| self.made(EncounterKind::Meeting, [("host", Some(host)), ("guest", Some(guest))]))
    }

    fn visit(&self) -> Option<Found<'static>> {
        let Self { clauses, sentence, verb } = *self;
        let guest = self.subject().filter(|guest| guest.who.iter().any(is_person))?;
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
        let to = clauses.behind(verb, &["to"]).or_else(|| clauses.behind(object, &["to"]))?;
        let marks = clauses.matcher.reading.marks_of(sentence);
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
        if self.is_awaited() {
            made.set = &PLANNED;
        }
        let place = Value::Place(place);
        made.slots.push(Slot { name: "place".to_owned(), tokens: mark.tokens.start..end, value: place });
        Some(made)
    }

    /// "joined B in Paris for talks"
    fn joining(&self) -> Option<Found<'static>> {
        let Self { clauses, sentence, verb } = *self;
        let (subject, object) = (self.subject()?, self.object()?);
        let others = clauses.actors_at(sentence, object);
        let aim = clauses.behind(verb, &["for"])?;
        let document = clauses.matcher.reading.document;
        let mut kinds = clauses.matcher.reader.listed(document, aim..aim + 1, "talks");
        let kind = kinds.find_map(|(_, means)| means.parse().ok())?;
        let with =
            Some(side(clauses, sentence, object, others)).filter(|with| with.who.iter().any(is_person))?;
        Some(self.made(kind, [("who", Some(subject)), ("with", Some(with))]))
    }

    fn made(&self, kind: EncounterKind, sides: [(&str, Option<Subject>); 2]) -> Found<'static> {
        made(self.clauses, (self.sentence, self.verb, self.verb), kind, sides)
    }
}

/// "A had a lengthy conversation with B", "the talks between A and B", "the
/// summit of A and B in C".
fn by_noun(clauses: Clauses<'_>, sentence: usize, noun: usize) -> Option<Found<'static>> {
    let matcher = clauses.matcher;
    let document = matcher.reading.document;
    let limit = document.sentences.get(sentence)?.tokens.end;
    if !clauses.has_upos(noun, Upos::Noun) && !clauses.has_upos(noun, Upos::Propn) {
        return None;
    }
    let first = clauses.extent(noun).start;
    let (start, kind) = (first.max(noun.saturating_sub(3))..=noun).find_map(|at| {
        let hits = matcher.reader.listed(document, at..limit, "talks");
        hits.filter(|(length, _)| at + length == noun + 1)
            .find_map(|(_, means)| Some((at, means.parse().ok()?)))
    })?;
    let event = Event { sentence, start, noun, kind };
    let (with, others) = event.others(clauses);
    let verb = clauses.node(noun).filter(|node| node.relation == Relation::Obj).map(|node| node.head);
    let verb = verb.filter(|verb| !clauses.has_relation(*verb, &[Relation::Amod]));
    let is_listed =
        |verb: usize, list: &str| matcher.reader.lists(document, verb..limit).any(|name| name == list);
    let subject =
        |verb: usize| clauses.grammatical_subject(sentence, verb).filter(|subject| !subject.who.is_empty());
    // "will continue their dialogue" is no encounter.
    let held = verb.filter(|verb| {
        clauses.lemma(*verb) != "continue"
            && Act { clauses, sentence, verb: *verb }.took_place()
            && clauses.node(*verb).is_some_and(|node| node.penn != Penn::Vbg)
    });
    let subject = held.and_then(subject);
    let (with, others) = match (with, held.and_then(|verb| clauses.behind(verb, &["with"]))) {
        (None, Some(with)) => (Some(with), clauses.actors_at(sentence, with)),
        known => (known.0, others),
    };
    let n_sides = subject.as_ref().map_or(0, |subject| subject.who.len()) + others.len();
    let is_gathering =
        matches!(kind, EncounterKind::Summit | EncounterKind::Conference | EncounterKind::Congress);
    let is_joint = n_sides > 1 && (others.len() != 1 || subject.is_some());
    if is_joint || is_gathering && subject.is_some() {
        let others = with.filter(|_| !others.is_empty()).map(|with| side(clauses, sentence, with, others));
        let is_host = held.is_some_and(|verb| is_listed(verb, "host"));
        // Who is granted an audience is received.
        let is_audience = word(matcher.reading, noun) == "audience";
        let (role, other) = match (is_host, is_audience) {
            (true, _) => ("host", "guest"),
            (_, true) => ("guest", "host"),
            _ => ("who", "with"),
        };
        return Some(event.made(clauses, [(role, subject), (other, others)]));
    }
    event.named(clauses, first)
}

/// A noun for a contact: "the second summit".
struct Event {
    sentence: usize,
    /// The first token of the phrase that names the contact.
    start: usize,
    noun: usize,
    kind: EncounterKind,
}

impl Event {
    /// Those it is with, between or of.
    fn others(&self, clauses: Clauses<'_>) -> (Option<usize>, Vec<Who>) {
        let with = clauses.behind(self.noun, &["with", "between", "among", "of"]);
        let others = with.map(|with| clauses.actors_at(self.sentence, with)).unwrap_or_default();
        (with, others)
    }

    /// "The CSTO summit in Moscow", "the first talks took place in Rome". `first` is
    /// the first token of what depends on the noun.
    fn named(&self, clauses: Clauses<'_>, first: usize) -> Option<Found<'static>> {
        let Self { sentence, start, noun, kind } = *self;
        let named = parties_before(clauses, sentence, first..start);
        let is_known = named.len() > 1 || kind == EncounterKind::Summit && named.len() == 1;
        let node = clauses.node(noun)?;
        let took_place = clauses.has_relation(noun, &[Relation::Nsubj, Relation::NsubjPass])
            && matches!(clauses.lemma(node.head), "take" | "hold" | "convene" | "conclude");
        if !is_known && !took_place {
            return None;
        }
        let who = Some(Subject { who: named, tokens: first..start }).filter(|who| !who.who.is_empty());
        let mut made = self.made(clauses, [("who", who), ("with", None)]);
        if took_place {
            made.tokens.end = made.tokens.end.max(node.head + 1);
            return Some(made);
        }
        // Named beside something else: a day said elsewhere in the sentence is the
        // day of that.
        made.set = &NAMED;
        let is_near = |at: usize| {
            (first.saturating_sub(3)..noun + 14).contains(&at)
                && !(noun..at).any(|between| clauses.is_verb(between) && clauses.lemma(between) != "hold")
        };
        let marks = clauses.matcher.reading.marks_of(sentence);
        let date = marks.iter().find_map(|mark| match &mark.what {
            What::Date(when) if is_near(mark.tokens.start) => Some((mark.tokens.clone(), when.clone())),
            _ => None,
        });
        let date =
            date.map(|(tokens, when)| Slot { name: "date".to_owned(), tokens, value: Value::Date(when) });
        // "On the sidelines of the summit in Paris" tells the occasion of something else.
        made.slots.push(date?);
        Some(made)
    }

    fn made(&self, clauses: Clauses<'_>, sides: [(&str, Option<Subject>); 2]) -> Found<'static> {
        let mut made = made(clauses, (self.sentence, self.start, self.noun), self.kind, sides);
        let kind = Value::Word(self.kind.to_string());
        made.slots.push(Slot { name: "kind".to_owned(), tokens: self.start..self.noun + 1, value: kind });
        made
    }
}

/// The parties that name a contact: "the ASEAN-U.S. Special Summit".
fn parties_before(clauses: Clauses<'_>, sentence: usize, tokens: Range<usize>) -> Vec<Who> {
    let marks = clauses.matcher.reading.marks_of(sentence).iter();
    let mut found: Vec<Who> = Vec::new();
    for mark in marks.filter(|mark| tokens.contains(&mark.tokens.start)) {
        let parties = match &mark.what {
            What::Adjective(party) => std::slice::from_ref(party),
            What::Parties(parties) => parties,
            _ => continue,
        };
        for party in parties.iter().cloned().map(Who::Party) {
            if !found.contains(&party) {
                found.push(party);
            }
        }
    }
    found
}

fn is_person(who: &Who) -> bool {
    matches!(who, Who::Person(_))
}

/// Those a noun names, else the people it describes: "refugees from Kharkiv".
fn people_at(clauses: Clauses<'_>, sentence: usize, noun: usize) -> Vec<Who> {
    let named = clauses.actors_at(sentence, noun);
    let reading = clauses.matcher.reading;
    let is_plural = clauses.node(noun).is_some_and(|node| node.penn == Penn::Nns);
    let is_thing = reading.marks_of(sentence).iter().any(|mark| {
        mark.tokens.contains(&noun) && matches!(mark.what, What::Date(_) | What::Amount(_) | What::Place(_))
    });
    if !named.is_empty() || !is_plural || is_thing || clauses.case_of(noun).is_none() {
        return named;
    }
    let words = clauses.extent(noun);
    let first = clauses.case_of(noun).map_or(words.start, |case| case + 1);
    vec![Who::Group(actors::words(reading, first, words.end.min(first + 12)))]
}

fn side(clauses: Clauses<'_>, sentence: usize, noun: usize, who: Vec<Who>) -> Subject {
    Subject { who, tokens: clauses.words_at(sentence, noun) }
}

fn made(
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
