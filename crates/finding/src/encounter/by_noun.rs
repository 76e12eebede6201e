//! Contacts named by a noun: "the second summit", "a conversation with".

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use reading::{Penn, Relation, Upos, What};
use record::EncounterKind;

use crate::{
    actors::{self, Who, word},
    clause::{Clauses, Subject},
    encounter::{
        by_clause::people_at,
        by_clause::{Act, is_person, made, side, spoken_at},
        delegation, setting,
    },
    matcher::{Found, Matcher, Slot, Value},
};

/// What is named beside something else has no day but its own.
static NAMED: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| BTreeMap::from([("told".to_owned(), "before".to_owned())]));

/// "A had a lengthy conversation with B", "the talks between A and B", "the
/// summit of A and B in C".
pub(super) fn by_noun(clauses: Clauses<'_>, sentence: usize, noun: usize) -> Option<Found<'static>> {
    let matcher = clauses.matcher;
    let document = matcher.reading.document;
    let limit = document.sentences.get(sentence)?.tokens.end;
    if !clauses.has_upos(noun, Upos::Noun) && !clauses.has_upos(noun, Upos::Propn) {
        return None;
    }
    let first = clauses.extent(noun).start;
    let (start, kind) = phrase(clauses, (sentence, first), noun)?;
    let event = Event { sentence, start, noun, kind };
    let (with, others) = event.others(clauses);
    let verb = clauses.node(noun).filter(|node| node.relation == Relation::Obj).map(|node| node.head);
    let verb = verb.filter(|verb| !clauses.has_relation(*verb, &[Relation::Amod]));
    let is_listed =
        |verb: usize, list: &str| matcher.reader.lists(document, verb..limit).any(|name| name == list);
    let subject = |verb: usize| {
        let known = clauses.grammatical_subject(sentence, verb).filter(|subject| !subject.who.is_empty());
        let first = clauses.node(verb).filter(|node| node.relation == Relation::Conj).map(|node| node.head);
        known.or_else(|| Act { clauses, sentence, verb: first? }.subject())
    };
    // "will continue their dialogue" is no encounter.
    let held = verb.filter(|verb| {
        clauses.lemma(*verb) != "continue"
            && Act { clauses, sentence, verb: *verb }.took_place()
            && clauses.node(*verb).is_some_and(|node| node.penn != Penn::Vbg)
    });
    // "They welcomed the signing of new treaties": nobody says who signed.
    let is_done = |verb: &usize| {
        kind != EncounterKind::Signing || is_listed(*verb, "hold") || event.date(clauses).is_some()
    };
    let subject = held.filter(is_done).and_then(subject);
    // "gave an audience to B"
    let is_audience = word(matcher.reading, noun) == "audience";
    let by = if is_audience { ["with", "to"] } else { ["with", "with"] };
    let (with, others) = match (with, held.and_then(|verb| clauses.behind(verb, &by))) {
        (None, Some(with)) => (Some(with), people_at(clauses, sentence, with)),
        known => (known.0, others),
    };
    let n_sides = subject.as_ref().map_or(0, |subject| subject.who.len()) + others.len();
    let is_gathering =
        matches!(kind, EncounterKind::Summit | EncounterKind::Conference | EncounterKind::Congress);
    // "Telephone conversation with A and B" may be one with each.
    let is_with =
        with.and_then(|with| clauses.case_of(with)).is_some_and(|at| word(matcher.reading, at) == "with");
    let is_joint = n_sides > 1 && (others.len() != 1 && !is_with || subject.is_some());
    if !is_joint && let Some(told) = event.aside(clauses, &others) {
        return Some(told);
    }
    if is_joint || is_gathering && subject.is_some() {
        let others = with.filter(|_| !others.is_empty()).map(|with| side(clauses, sentence, with, others));
        let (role, other) = roles(clauses, (held, limit), is_audience);
        return Some(event.made(clauses, [(role, subject), (other, others)]));
    }
    event.named(clauses, first)
}

/// Who somebody is that holds a contact, and who the others are.
fn roles(
    clauses: Clauses<'_>,
    (held, limit): (Option<usize>, usize),
    is_audience: bool,
) -> (&'static str, &'static str) {
    let Matcher { reader, reading, .. } = clauses.matcher;
    // "welcomed the summit" is no host's doing.
    let is_host = held.is_some_and(|verb| {
        reader.lists(reading.document, verb..limit).any(|name| name == "host")
            && !matches!(clauses.lemma(verb), "welcome" | "greet" | "invite" | "receive")
    });
    // Who is granted an audience is received.
    let is_given = held.is_some_and(|verb| matches!(clauses.lemma(verb), "give" | "grant"));
    match (is_host || is_given, is_audience) {
        (true, _) => ("host", "guest"),
        (_, true) => ("guest", "host"),
        _ => ("who", "with"),
    }
}

/// Where the phrase that ends at a noun starts, and the kind of contact it names.
fn phrase(
    clauses: Clauses<'_>,
    (sentence, first): (usize, usize),
    noun: usize,
) -> Option<(usize, EncounterKind)> {
    let Matcher { reader, reading, .. } = clauses.matcher;
    let limit = reading.document.sentences.get(sentence)?.tokens.end;
    (first.max(noun.saturating_sub(3))..=noun).find_map(|at| {
        let hits = reader.listed(reading.document, at..limit, "talks");
        hits.filter(|(length, _)| at + length == noun + 1)
            .find_map(|(_, means)| Some((at, means.parse().ok()?)))
    })
}

/// The same of what lies ahead.
static AHEAD: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let values = [("told", "before"), ("status", "planned")];
    values.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect()
});

/// A noun for a contact: "the second summit".
#[derive(Clone, Copy)]
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
        let Some(with) = with else { return (None, Vec::new()) };
        let mut others = clauses.actors_at(self.sentence, with);
        if others.iter().all(|who| matches!(who, Who::Group(_))) {
            let tokens = clauses.words_at(self.sentence, with);
            others.extend(delegation::parties(clauses.matcher, self.sentence, &tokens));
        }
        let is_with = || {
            let case = clauses.case_of(with);
            case.is_some_and(|case| word(clauses.matcher.reading, case) == "with")
        };
        if others.is_empty() && is_with() {
            others = people_at(clauses, self.sentence, with);
        }
        (Some(with), others)
    }

    /// A contact that a sentence names beside what it tells: "In a meeting with B,
    /// A spoke of trade", "after their telephone conversation last week". Those who
    /// own it, or who do what is told, take part.
    fn aside(&self, clauses: Clauses<'_>, others: &[Who]) -> Option<Found<'static>> {
        let Self { sentence, noun, .. } = *self;
        let owner = clauses.dependent(noun, &[Relation::NmodPoss]);
        let owned = owner.map(|owner| {
            let spoken = spoken_at(clauses, sentence, owner);
            let who = spoken.unwrap_or_else(|| clauses.actors_at(sentence, owner));
            side(clauses, sentence, owner, who)
        });
        // "In his audience with the King, A spoke": he is A.
        let first = match owned.filter(|owned| !owned.who.is_empty()) {
            Some(owned) => owned,
            None => self.doer(clauses).filter(|_| others.iter().any(is_person))?,
        };
        let mut who = first.who.iter().chain(others);
        let n_sides = first.who.len() + others.iter().filter(|who| !first.who.contains(who)).count();
        if n_sides < 2 || !who.any(is_person) {
            return None;
        }
        let with = clauses.behind(noun, &["with"]).map(|with| side(clauses, sentence, with, others.to_vec()));
        let mut made = self.made(clauses, [("who", Some(first)), ("with", with)]);
        if let Some(date) = self.date(clauses) {
            made.slots.push(date);
        }
        Some(made)
    }

    /// Who does what the sentence tells as done in or after the contact.
    fn doer(&self, clauses: Clauses<'_>) -> Option<Subject> {
        let reading = clauses.matcher.reading;
        // "In a meeting with A and then a working session with B"
        let joined = clauses.node(self.noun).filter(|node| node.relation == Relation::Conj);
        let first = joined.map_or(self.noun, |node| node.head);
        let case = clauses.case_of(first).map(|case| word(reading, case))?;
        let verb = clauses.node(first).map(|node| node.head)?;
        // "is in Lima for talks with B"
        let is_there = case == "for" && clauses.dependent(verb, &[Relation::Cop]).is_some();
        if !is_there && !clauses.has_relation(first, &[Relation::Obl]) {
            return None;
        }
        let is_beside = matches!(case, "in" | "at" | "during" | "following" | "after")
            || is_there
            || case == "for" && matches!(clauses.lemma(verb), "arrive" | "come" | "travel" | "fly" | "go");
        let is_told = is_beside && Act { clauses, sentence: self.sentence, verb }.took_place();
        let doer = clauses.grammatical_subject(self.sentence, verb).filter(|_| is_told)?;
        Some(doer).filter(|doer| !doer.who.is_empty())
    }

    /// "A took part, by video link, in a meeting of the Council"
    fn joined(&self, clauses: Clauses<'_>, named: &[Who]) -> Option<Found<'static>> {
        let reading = clauses.matcher.reading;
        let node = clauses.node(self.noun)?;
        let case = clauses.case_of(self.noun).map(|case| word(reading, case));
        let is_part = match clauses.lemma(node.head) {
            "take" => {
                case == Some("in") && clauses.dependents(node.head).any(|at| word(reading, at) == "part")
            }
            "participate" => case == Some("in"),
            "attend" | "address" => node.relation == Relation::Obj,
            _ => false,
        };
        let act = Act { clauses, sentence: self.sentence, verb: node.head };
        let mut who = act.subject().filter(|_| is_part && act.took_place())?;
        if !who.who.iter().any(is_person) {
            return None;
        }
        who.who.extend(named.iter().cloned());
        Some(self.made(clauses, [("who", Some(who)), ("with", None)]))
    }

    /// Who acts in the clause behind it: "the Summit, in which A and B agreed".
    fn actor_in(&self, clauses: Clauses<'_>) -> Option<Subject> {
        let reading = clauses.matcher.reading;
        let which = (self.noun + 1..self.noun + 4).find(|at| word(reading, *at) == "which")?;
        let is_there = matches!(word(reading, which - 1), "at" | "in" | "during");
        let verb = clauses.node(which).map(|node| node.head).filter(|_| is_there)?;
        clauses.grammatical_subject(self.sentence, verb)
    }

    /// Whose words at an event the text names: "President A's speech at the forum".
    fn speaker(&self, clauses: Clauses<'_>) -> Option<Subject> {
        let Self { sentence, noun, .. } = *self;
        let case = clauses.case_of(noun).map(|case| word(clauses.matcher.reading, case));
        let speech = clauses.node(noun).filter(|node| node.relation == Relation::Nmod)?.head;
        let speaker = clauses.dependent(speech, &[Relation::NmodPoss]).filter(|_| case == Some("at"))?;
        Some(side(clauses, sentence, speaker, clauses.actors_at(sentence, speaker)))
    }

    /// The day said right before or behind the noun.
    fn date(&self, clauses: Clauses<'_>) -> Option<Slot> {
        let Self { sentence, start, noun, .. } = *self;
        let first = clauses.extent(noun).start.min(start);
        let is_near = |tokens: &Range<usize>| {
            (first.saturating_sub(3)..noun + 14).contains(&tokens.start.max(tokens.end.saturating_sub(2)))
                && !(noun..tokens.start)
                    .any(|between| clauses.is_verb(between) && clauses.lemma(between) != "hold")
        };
        let marks = clauses.matcher.reading.marks_of(sentence);
        let date = marks.iter().find_map(|mark| match &mark.what {
            What::Date(when) if is_near(&mark.tokens) => Some((mark.tokens.clone(), when.clone())),
            _ => None,
        });
        date.map(|(tokens, when)| Slot { name: "date".to_owned(), tokens, value: Value::Date(when) })
    }

    /// The place said right behind the noun: "the summit in Lima".
    fn place(&self, clauses: Clauses<'_>) -> Option<Slot> {
        let reading = clauses.matcher.reading;
        let at = self.noun + 1;
        if !matches!(word(reading, at), "in" | "at") {
            // "the Camp David Summit"
            let own = clauses.extent(self.noun).start..self.start;
            return reading.marks_of(self.sentence).iter().find_map(|mark| {
                let What::Place(place) = &mark.what else { return None };
                let is_joined = (mark.tokens.end..self.start).all(|at| clauses.has_upos(at, Upos::Propn));
                let value = Value::Place(place.clone());
                let slot = Slot { name: "place".to_owned(), tokens: mark.tokens.clone(), value };
                (own.contains(&mark.tokens.start) && is_joined).then_some(slot)
            });
        }
        let first = at + 1 + usize::from(word(reading, at + 1) == "the");
        let (end, place) = setting::place_at(clauses.matcher, self.sentence, first)?;
        Some(Slot { name: "place".to_owned(), tokens: first..end, value: Value::Place(place) })
    }

    /// "The CSTO summit in Moscow", "the first talks took place in Rome". `first` is
    /// the first token of what depends on the noun.
    fn named(&self, clauses: Clauses<'_>, first: usize) -> Option<Found<'static>> {
        let Self { sentence, start, noun, kind } = *self;
        let mut named = parties_before(clauses, sentence, first..start);
        // "the first meeting of the Japan-Kenya Joint Committee"
        if named.is_empty()
            && let Some(body) = clauses.behind(noun, &["of"])
        {
            let Matcher { reader, reading, .. } = clauses.matcher;
            let parties = reader.parties_within(reading.document, clauses.extent(body));
            named.extend(parties.into_iter().map(Who::Party));
        }
        // "the first NCG meeting", "the SPC's meeting"
        if named.is_empty() {
            named.extend(
                (first..noun).find_map(|at| delegation::body(clauses, sentence, at)).unwrap_or_default(),
            );
        }
        if self.is_margin(clauses) {
            return None;
        }
        if let Some(attended) = self.joined(clauses, &named).or_else(|| self.attended(clauses, &named)) {
            return Some(attended);
        }
        let is_known = named.len() > 1 || kind == EncounterKind::Summit && named.len() == 1;
        let node = clauses.node(noun)?;
        let took_place = clauses.has_relation(noun, &[Relation::Nsubj, Relation::NsubjPass])
            && matches!(clauses.lemma(node.head), "take" | "hold" | "convene" | "conclude");
        if !is_known && !took_place && self.host(clauses).is_none() {
            return None;
        }
        let who = Some(Subject { who: named, tokens: first..start }).filter(|who| !who.who.is_empty());
        let host = self.host(clauses);
        let is_hosted = host.is_some();
        let mut made = self.made(clauses, [("who", who), ("host", host)]);
        if took_place {
            made.tokens.end = made.tokens.end.max(node.head + 1);
            return Some(made);
        }
        // Named beside something else: a day said elsewhere in the sentence is the
        // day of that.
        made.set = if self.is_ahead(clauses) { &AHEAD } else { &NAMED };
        made.slots.extend(self.date(clauses));
        made.slots.extend(self.place(clauses));
        // With neither, nothing fixes it.
        let is_fixed = made.slot("date").is_some() || made.slot("place").is_some() || is_hosted;
        is_fixed.then_some(made)
    }

    /// Whether the clause it stands in is of what will be: "would represent him at the
    /// summit".
    fn is_ahead(&self, clauses: Clauses<'_>) -> bool {
        let verb = clauses.node(self.noun).map(|node| node.head);
        verb.is_some_and(|verb| {
            let is_will = clauses.auxiliaries(verb).any(|aux| matches!(aux, "will" | "would"));
            let head =
                clauses.node(verb).filter(|node| node.relation == Relation::Xcomp).map(|node| node.head);
            let aim = head.map_or("", |head| clauses.lemma(head));
            let is_aim = matches!(aim, "intend" | "plan" | "expect" | "hope" | "aim" | "agree");
            clauses.is_verb(verb) && (is_will || is_aim)
        })
    }

    /// Who "hosted by" behind the noun says to be its host.
    fn host(&self, clauses: Clauses<'_>) -> Option<Subject> {
        let Self { sentence, noun, .. } = *self;
        let reading = clauses.matcher.reading;
        let limit = reading.document.sentences.get(sentence)?.tokens.end.min(noun + 8);
        let by =
            (noun + 1..limit).find(|at| word(reading, *at) == "hosted" && word(reading, at + 1) == "by")?;
        let marks = reading.marks_of(sentence);
        let (end, who) = actors::lists(reading, marks, by + 2, limit + 20).into_iter().next()?;
        Some(Subject { who, tokens: by + 2..end }).filter(|host| host.who.iter().any(is_person))
    }

    /// Whether the text speaks of what happened beside it: "on the sidelines of the
    /// summit", or of those who "met for the summit".
    fn is_margin(&self, clauses: Clauses<'_>) -> bool {
        let Some(node) = clauses.node(self.noun) else { return false };
        let case = clauses.case_of(self.noun).map(|case| word(clauses.matcher.reading, case));
        matches!(clauses.lemma(node.head), "sideline" | "margin" | "fringe" | "occasion")
            || clauses.lemma(node.head) == "meet" && case == Some("for")
    }

    /// "Minister A announced at the Manama Dialogue": who acts at an event with a name
    /// of its own takes part in it.
    fn attended(&self, clauses: Clauses<'_>, named: &[Who]) -> Option<Found<'static>> {
        let Self { noun, kind, .. } = *self;
        let is_event =
            matches!(kind, EncounterKind::Summit | EncounterKind::Conference | EncounterKind::Talks);
        let document = clauses.matcher.reading.document;
        let bytes = document.tokens.get(noun).map(|token| token.bytes.clone())?;
        let is_capital = document.text.get(bytes)?.starts_with(char::is_uppercase);
        let is_name =
            is_capital && clauses.dependents(noun).any(|at| at < noun && clauses.has_upos(at, Upos::Propn));
        let doer = self.actor_in(clauses).or_else(|| self.speaker(clauses)).or_else(|| self.doer(clauses));
        let doer = doer.filter(|_| is_event && is_name)?;
        let persons: Vec<Who> = doer.who.into_iter().filter(is_person).collect();
        if persons.is_empty() {
            return None;
        }
        let who = persons.into_iter().chain(named.iter().cloned()).collect();
        // The "Dialogue" at which one speaks is a conference.
        let kind = if kind == EncounterKind::Talks { EncounterKind::Conference } else { kind };
        let event = Event { kind, ..*self };
        let mut made = event.made(clauses, [("who", Some(Subject { who, ..doer })), ("with", None)]);
        made.slots.extend(self.date(clauses));
        made.slots.extend(self.place(clauses));
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
