//! Whether two tellings can be of one encounter, and by what.

use record::{Encounter as Claim, EncounterKind, Place};

use crate::{people::People, telling::Telling};

/// Why a telling was joined to those before it, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// A postponed plan and the new one.
    PutOff,
    /// Two clocks date one contact by two days.
    Clocks,
    /// It names nobody, and its report is about those who met on that day.
    Company,
    /// No persons in one of them, and place, kind and days the same.
    Place,
    /// No persons in one of them, and the two states and the day the same.
    Sides,
    /// The same persons, on days that fit as far as both tell them.
    Then,
    /// The guest of a visit, on days that fit as far as both tell them.
    GuestThen,
    /// A video call that the other report calls a meeting.
    Screen,
    /// The guest of a visit, and days of it.
    Guest,
    /// The same persons on the same days.
    Persons,
}

impl Why {
    /// In words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::PutOff => "put off to another day",
            Self::Clocks => "one day apart by time zone",
            Self::Company => "same day, among those the report is about",
            Self::Place => "same place, kind and days",
            Self::Sides => "same sides, same day",
            Self::Then => "same persons, days that fit",
            Self::GuestThen => "same guest, days that fit",
            Self::Screen => "same persons, same day, by video",
            Self::Guest => "same guest, overlapping days",
            Self::Persons => "same persons, same day",
        }
    }
}

/// By what two tellings are of one contact, as far as both say who took part;
/// nothing if they are not. Days, kinds and places of those that name persons are
/// compared elsewhere.
pub(crate) fn likeness(left: &Telling<'_>, right: &Telling<'_>, people: &People) -> Option<Why> {
    let days = left.claim.date.zip(right.claim.date);
    if left.claim.kind.is_visit() {
        let is_shared = left.claim.guests.iter().any(|guest| right.claim.guests.contains(guest));
        return is_shared.then_some(if days.is_some() { Why::Guest } else { Why::GuestThen });
    }
    let (n_own, n_theirs) = (left.n_persons(), right.n_persons());
    if n_own.min(n_theirs) == 0 {
        return by_what_is_told(left, right, people);
    }
    if is_by_screen(left, right) {
        return Some(Why::Screen);
    }
    let n_shared = left.n_shared(right);
    let is_grouped = left.claim.groups.is_empty() == right.claim.groups.is_empty();
    let is_alike = match n_own.min(n_theirs) {
        // One name alone says too little, unless both reports name it alone, or
        // call the contact by the same word.
        1 => n_shared == 1 && is_grouped && (n_own == n_theirs || left.claim.kind == right.claim.kind),
        smaller => n_shared == smaller || n_shared >= 2,
    };
    let is_same_day = days.is_some_and(|(left, right)| left == right);
    is_alike.then_some(if is_same_day { Why::Persons } else { Why::Then })
}

/// By what two are one of which not both name persons.
fn by_what_is_told(left: &Telling<'_>, right: &Telling<'_>, people: &People) -> Option<Why> {
    let (own, theirs) = (left.sides(people), right.sides(people));
    let is_same_day = left.day().is_some() && left.day() == right.day();
    let is_call = left.claim.kind.is_call() && right.claim.kind.is_call();
    let is_same_kind = left.claim.kind == right.claim.kind && left.claim.kind != EncounterKind::Other;
    if is_same_day && (is_call || is_same_kind) {
        if own.len() == 2 && own == theirs {
            return Some(Why::Sides);
        }
        if is_among(left, right) || is_among(right, left) {
            return Some(Why::Company);
        }
    }
    // Whoever is named must be of those states that the other names.
    let is_open = own.is_empty() || theirs.is_empty() || own.is_subset(&theirs) || theirs.is_subset(&own);
    let dates = left.claim.date.zip(right.claim.date);
    let is_there = left.claim.kind == right.claim.kind
        && left.claim.place.is_some()
        && left.claim.place == right.claim.place
        && dates.is_some_and(|(left, right)| left.overlaps(&right));
    (is_there && is_open).then_some(Why::Place)
}

/// Whether all who meet by one telling are together in some contact of the other's
/// report, which does not say who took part.
fn is_among(known: &Telling<'_>, telling: &Telling<'_>) -> bool {
    known.n_persons() >= 2
        && telling.company.iter().any(|company| known.persons().all(|person| company.contains(person)))
}

/// Whether one report calls a video call what another calls a meeting: of the same
/// two persons or more, on one day, in no place.
pub(crate) fn is_by_screen(left: &Telling<'_>, right: &Telling<'_>) -> bool {
    use EncounterKind as K;
    let sits =
        |claim: &Claim| matches!(claim.kind, K::Talks | K::Meeting | K::Summit) && claim.place.is_none();
    let is_screen = |claim: &Claim| claim.kind == K::VideoCall;
    let (own, theirs) = (&left.claim, &right.claim);
    let n_shared = left.n_shared(right);
    (sits(own) && is_screen(theirs) || is_screen(own) && sits(theirs))
        && left.day().is_some()
        && left.day() == right.day()
        && n_shared >= 2
        && n_shared == left.n_persons()
        && n_shared == right.n_persons()
}

/// Whether one contact can be called by both words.
pub(crate) fn is_same_sort(left: EncounterKind, right: EncounterKind) -> bool {
    use EncounterKind as K;
    let sits = |kind| {
        matches!(
            kind,
            K::Talks | K::Meeting | K::HighLevelMeeting | K::Summit | K::Reception | K::CourtesyCall
        )
    };
    // "Meeting" is said of any of these; talks and a reception of one day are two.
    let is_plain = left == K::Meeting || right == K::Meeting;
    left == right
        || left.is_visit() && right.is_visit()
        || left.is_call() && right.is_call()
        || sits(left) && sits(right) && is_plain
}

/// Whether both can be of one place.
pub(crate) fn places_fit(left: &Telling<'_>, right: &Telling<'_>) -> bool {
    let countries = (left.country(), right.country());
    if matches!(countries, (Some(left), Some(right)) if left != right) {
        return false;
    }
    let (Some(own), Some(theirs)) = (&left.claim.place, &right.claim.place) else { return true };
    // A venue may stand in the city that the other report names.
    let is_vague = |place: &Place| left.claim.kind.is_visit() || place.name.contains(',') || place.is_country;
    own.name == theirs.name || is_vague(own) || is_vague(theirs)
}
