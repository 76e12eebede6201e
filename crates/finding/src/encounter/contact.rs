//! Contacts: encounters of one document before they are given ids, and which
//! of them are one.

use std::ops::Range;

use jiff::ToSpan;
use reading::When;
use record::{DateFrom, Edtf, EncounterKind, PartyId, Place, Status};

use crate::actors::Who;

/// An encounter as one document tells it.
#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub(crate) kind: EncounterKind,
    pub(crate) status: Status,
    pub(crate) when: When,
    pub(crate) place: Option<Place>,
    pub(crate) hosts: Vec<Who>,
    pub(crate) guests: Vec<Who>,
    /// Those named as the other side.
    pub(crate) with: Vec<Who>,
    /// Hosts and guests included.
    pub(crate) participants: Vec<Who>,
    /// The parties of all who take part, without repeats.
    pub(crate) sides: Vec<PartyId>,
    pub(crate) occasion: Option<String>,
    /// Bytes of the clean text.
    pub(crate) evidence: Vec<Range<usize>>,
    pub(crate) by: String,
    /// The tokens of its words.
    pub(crate) tokens: Range<usize>,
    /// The sentence and token of the act, which order contacts.
    pub(crate) sentence: usize,
    pub(crate) anchor: usize,
    /// How many days after the contact told before it the text tells it, where
    /// no words of its own date it: none for "then", one for "the next day".
    pub(crate) days_later: Option<i64>,
    /// The day on which the guest of a visit came.
    pub(crate) arrival: Option<Edtf>,
    /// Whether it only adds to a contact told before: "at the meeting, ...".
    pub(crate) is_addition: bool,
    /// Whether the text names it only as lying before what it tells.
    pub(crate) is_told_before: bool,
    /// Whether the sentence names it beside another: "to hold talks and to
    /// co-chair a conference".
    pub(crate) is_another: bool,
    /// Whether the headline names it, which often leaves out the verb and with it
    /// whether it was held.
    pub(crate) is_heading: bool,
}

impl Contact {
    /// Whether two tellings are of one encounter: the same sort of contact,
    /// people who fit, days and places that do not speak against it.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let is_certain_apart = self.status != other.status
            && self.is_heading == other.is_heading
            && (self.sentence == other.sentence
                || self.when.value.is_none()
                || self.when.value != other.when.value);
        // "the success of the summit in A and plans for the summit in B"
        let is_named_apart = self.is_told_before && other.is_told_before && self.anchor != other.anchor;
        let is_beside =
            self.sentence == other.sentence && (self.is_another || other.is_another || is_named_apart);
        !is_certain_apart
            && !is_beside
            && is_same_sort(self.kind, other.kind)
            && !self.is_with_others(other)
            && (self.people_fit(other) || self.is_headline_of(other) || other.is_headline_of(self))
            && dates_fit(self.when.value.as_ref(), other.when.value.as_ref())
            && places_fit(self.place.as_ref(), other.place.as_ref())
    }

    /// One telling names no one the other does not, or both share two. One name
    /// alone says too little, unless the kind is the same.
    fn people_fit(&self, other: &Self) -> bool {
        let (own, theirs) = (&self.participants, &other.participants);
        let shared = own.iter().filter(|who| theirs.contains(who)).count();
        let smaller = own.len().min(theirs.len());
        let is_alone = smaller <= 1 && own.len() != theirs.len();
        (shared == smaller && (!is_alone || self.kind == other.kind || self.kind.is_visit())) || shared >= 2
    }

    /// Whether the two tell of different people on the other side: "the delegation
    /// met the Minister", "the delegation met leaders of the opposition".
    fn is_with_others(&self, other: &Self) -> bool {
        let is_person = |who: &&Who| matches!(who, Who::Person(_));
        let is_known = |contact: &Self| {
            let n_persons = contact.participants.iter().filter(is_person).count();
            n_persons > 1 && !contact.with.is_empty() && !contact.is_heading
        };
        let is_among =
            |with: &[Who], contact: &Self| with.iter().any(|who| contact.participants.contains(who));
        is_known(self) && is_known(other) && !is_among(&self.with, other) && !is_among(&other.with, self)
    }

    /// Whether this is the headline of a contact whose people the text below names:
    /// "Meeting of President A with the Ministers of B and C".
    fn is_headline_of(&self, other: &Self) -> bool {
        let is_shared = self.participants.iter().any(|who| other.participants.contains(who));
        let is_covered = self.sides.iter().all(|side| other.sides.contains(side));
        self.is_heading && !other.is_heading && is_shared && is_covered && self.sides.len() > 1
    }

    /// Whether this is only what was said of a call: "the presidents had a
    /// detailed discussion".
    pub(crate) fn is_said_of(&self, call: &Self) -> bool {
        let is_open = self.place.is_none() && dates_fit(self.when.value.as_ref(), call.when.value.as_ref());
        call.kind.is_call()
            && matches!(self.kind, EncounterKind::Talks | EncounterKind::Meeting)
            && is_open
            && self.participants.iter().all(|who| call.participants.contains(who))
    }

    /// Takes in another telling of the same encounter.
    pub(crate) fn absorb(&mut self, other: Self) {
        if self.is_heading && !other.is_heading {
            (self.status, self.is_heading, self.anchor) = (other.status, false, other.anchor);
        }
        if rank(other.kind) > rank(self.kind) {
            self.kind = other.kind;
        }
        if is_better(&other.when, &self.when) {
            self.when = other.when;
        }
        let is_finer = match (&self.place, &other.place) {
            (None, Some(_)) => true,
            (Some(own), Some(theirs)) => own.is_country && !theirs.is_country,
            _ => false,
        };
        if is_finer {
            self.place = other.place;
        }
        merge(&mut self.hosts, other.hosts);
        merge(&mut self.guests, other.guests);
        merge(&mut self.participants, other.participants);
        merge(&mut self.sides, other.sides);
        self.occasion = self.occasion.take().or(other.occasion);
        self.evidence.extend(other.evidence);
    }

    /// Takes in who invited to this visit, or the day on which its guest came.
    pub(crate) fn add_to_visit(&mut self, other: Self) {
        let came = other.when.value.as_ref().and_then(Edtf::single_day).filter(|_| !other.guests.is_empty());
        let ended = self.when.value.as_ref().and_then(Edtf::single_day);
        if let Some((came, ended)) =
            came.zip(ended).filter(|(came, ended)| came < ended && came.saturating_add(14.days()) >= *ended)
        {
            let value = Some(Edtf::days(came, ended));
            self.when = When { value, from: DateFrom::Inferred, weekday: None };
        }
        merge(&mut self.hosts, other.hosts);
        merge(&mut self.participants, other.participants);
        self.evidence.extend(other.evidence);
    }

    /// Which of a document's contacts is the visit that this one is part of:
    /// where just one visit is announced, what its guest is to do is part of it.
    pub(crate) fn visit_among(&self, contacts: &[Self]) -> Option<usize> {
        let visit = contacts.iter().position(|visit| self.is_within(visit));
        visit.or_else(|| {
            let is_announced = |contact: &Self| contact.kind.is_visit() && contact.status == Status::Planned;
            let mut announced = (0..contacts.len()).filter(|idx| is_announced(&contacts[*idx]));
            let (only, other) = (announced.next()?, announced.next());
            let is_guest = contacts[only].guests.iter().any(|guest| self.participants.contains(guest));
            let is_open = self.place.is_none() && self.when.value.is_none() && !self.kind.is_visit();
            let is_part = is_open && is_guest && self.status == Status::Planned && !self.kind.is_call();
            (other.is_none() && is_part).then_some(only)
        })
    }

    /// Whether this contact can be part of a visit: held there, then, by the
    /// guest of the visit.
    pub(crate) fn is_within(&self, visit: &Self) -> bool {
        let Some(country) = visit.place.as_ref().and_then(|place| place.country.as_ref()) else {
            return false;
        };
        let is_there = self.place.as_ref().is_none_or(|place| place.country.as_ref() == Some(country));
        let has_guest = visit.guests.iter().any(|guest| self.participants.contains(guest));
        let is_then = dates_fit(self.when.value.as_ref(), visit.when.value.as_ref());
        let is_timed = self.place.is_some() || self.when.value.is_some() && visit.when.value.is_some();
        let is_close = is_timed || self.sentence.abs_diff(visit.sentence) <= 3;
        !self.kind.is_visit()
            && !self.kind.is_call()
            && visit.kind.is_visit()
            && self.status == visit.status
            && is_there
            && has_guest
            && is_then
            && is_close
    }
}

fn merge<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for who in more {
        if !known.contains(&who) {
            known.push(who);
        }
    }
}

/// Kinds under which texts speak of one and the same contact.
fn is_same_sort(left: EncounterKind, right: EncounterKind) -> bool {
    use EncounterKind as K;
    let sits = |kind| matches!(kind, K::Talks | K::Meeting | K::HighLevelMeeting | K::Summit);
    left == right
        || left.is_visit() && right.is_visit()
        || left.is_call() && right.is_call()
        || sits(left) && sits(right)
        || matches!(
            (left, right),
            (K::Reception | K::CourtesyCall, K::Meeting) | (K::Meeting, K::Reception | K::CourtesyCall)
        )
}

/// How much a kind tells: a state visit is also a visit, talks are a meeting.
fn rank(kind: EncounterKind) -> u8 {
    use EncounterKind as K;
    match kind {
        K::Other => 0,
        K::Visit | K::Meeting => 1,
        K::WorkingVisit | K::OfficialVisit | K::Talks | K::PhoneCall => 2,
        _ => 3,
    }
}

fn dates_fit(left: Option<&Edtf>, right: Option<&Edtf>) -> bool {
    left.zip(right).is_none_or(|(left, right)| left.overlaps(right))
}

fn places_fit(left: Option<&Place>, right: Option<&Place>) -> bool {
    let Some((left, right)) = left.zip(right) else { return true };
    let countries = (left.country.as_ref(), right.country.as_ref());
    if matches!(countries, (Some(left), Some(right)) if left != right) {
        return false;
    }
    // A venue may stand in the city that the other telling names.
    let is_venue = |place: &Place| place.name.contains(',') && place.country.is_some();
    // A journey to several states names each of them, in whatever order.
    let stops = |place: &Place| -> Vec<String> {
        place.name.replace(", and ", ", ").replace(" and ", ", ").split(", ").map(str::to_owned).collect()
    };
    let (own, theirs) = (stops(left), stops(right));
    let is_part =
        own.iter().all(|stop| theirs.contains(stop)) || theirs.iter().all(|stop| own.contains(stop));
    left.is_country || right.is_country || is_part || is_venue(left) || is_venue(right)
}

/// Whether a telling of a date is to be kept rather than another.
fn is_better(new: &When, old: &When) -> bool {
    let Some(date) = new.value else {
        return old.value.is_none() && old.weekday.is_none() && new.weekday.is_some();
    };
    let Some(known) = old.value else { return true };
    let is_finer = known.contains(&date) && date != known;
    is_finer || date == known && new.from == DateFrom::Text
}
