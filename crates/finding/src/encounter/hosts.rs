//! Hosts and guests: who receives, where the text does not say it outright.

use reading::When;
use record::{DateFrom, PartyId, Place, Status};

use crate::{actors::Who, encounter::contact::Contact, matcher::Matcher};

/// Whether those who are said to have invited, or the one who came, can be host
/// and guest of a visit.
pub(super) fn is_of_visit(matcher: Matcher<'_>, visit: &Contact, contact: &Contact) -> bool {
    let state = visit.place.as_ref().and_then(|place| place.country.as_ref());
    let is_host = |who: &Who| match who {
        Who::Person(idx) => matcher.reading.people.get(*idx).is_some_and(|one| one.country.as_ref() == state),
        Who::Party(party) => Some(party) == state,
        Who::Group(_) => false,
    };
    contact.hosts.iter().all(|who| state.is_some() && is_host(who))
        && contact.guests.iter().all(|who| visit.guests.contains(who))
}

/// Whether all who are said to pay a visit are at home where they pay it.
pub(super) fn is_at_home(matcher: Matcher<'_>, guests: &[Who], place: Option<&Place>) -> bool {
    let Some(state) = place.and_then(|place| place.country.as_ref()) else { return false };
    let is_own = |who: &Who| match who {
        Who::Person(idx) => {
            matcher.reading.people.get(*idx).is_some_and(|one| one.country.as_ref() == Some(state))
        }
        Who::Party(party) => party == state,
        Who::Group(_) => false,
    };
    !guests.is_empty() && guests.iter().all(is_own)
}

/// Who meets one of another state in a building of their own state, such as the
/// seat of their government, receives.
fn host_by_venue(matcher: Matcher<'_>, contact: &mut Contact) {
    let Some(place) =
        contact.place.as_ref().filter(|place| place.name.contains(',') && place.country.is_some())
    else {
        return;
    };
    let party = |who: &Who| match who {
        Who::Person(idx) => matcher.reading.people.get(*idx).and_then(|person| person.country.clone()),
        Who::Party(party) => Some(party.clone()),
        Who::Group(_) => None,
    };
    let mut parties: Vec<PartyId> = contact.participants.iter().filter_map(party).collect();
    parties.sort();
    parties.dedup();
    let (home, away): (Vec<Who>, Vec<Who>) =
        contact.participants.iter().cloned().partition(|who| party(who) == place.country);
    if parties.len() == 2 && !home.is_empty() && !away.is_empty() {
        contact.hosts = home.into_iter().take(1).collect();
        contact.guests = away;
    }
}

/// Within a visit the one who is at home receives: the text shows it by telling
/// of the visit.
pub(super) fn tell_hosts(matcher: Matcher<'_>, contacts: &mut [Contact]) {
    let visits: Vec<Contact> = contacts.iter().filter(|contact| contact.kind.is_visit()).cloned().collect();
    for contact in contacts.iter_mut().filter(|contact| contact.hosts.is_empty() && contact.kind.is_meeting())
    {
        host_by_venue(matcher, contact);
    }
    for contact in contacts.iter_mut().filter(|contact| contact.hosts.is_empty() && !contact.kind.is_visit())
    {
        let Some(visit) = contact.visit_among(&visits).and_then(|idx| visits.get(idx)) else { continue };
        let country = visit.place.as_ref().and_then(|place| place.country.clone());
        let is_home = |who: &Who| match who {
            Who::Person(person) => {
                matcher.reading.people.get(*person).is_some_and(|person| person.country == country)
            }
            Who::Party(party) => Some(party) == country.as_ref(),
            Who::Group(_) => false,
        };
        let hosts: Vec<Who> = contact.participants.iter().filter(|who| is_home(who)).cloned().collect();
        let guests: Vec<Who> =
            contact.participants.iter().filter(|who| visit.guests.contains(who)).cloned().collect();
        if !hosts.is_empty() && !guests.is_empty() {
            contact.hosts = hosts.into_iter().take(1).collect();
            contact.guests = guests;
        }
    }
}

/// What is told of a stay of one day in one city was that day: "On April 22 A visited
/// Honiara. He met the Prime Minister."
pub(super) fn date_by_visit(contacts: &mut [Contact]) {
    let visits: Vec<Contact> = contacts.iter().filter(|contact| contact.kind.is_visit()).cloned().collect();
    let is_open = |contact: &&mut Contact| {
        contact.when.value.is_none()
            && contact.when.weekday.is_none()
            && !contact.is_told_before
            && contact.status == Status::Held
            && !contact.kind.is_visit()
    };
    for contact in contacts.iter_mut().filter(is_open) {
        let Some(visit) = contact.visit_among(&visits).and_then(|idx| visits.get(idx)) else { continue };
        let is_city = |place: &Place| !place.is_country;
        let is_there = contact.place.as_ref().is_none_or(|place| Some(place) == visit.place.as_ref());
        let is_stop = visit.place.as_ref().is_some_and(is_city) && is_there;
        if let Some(day) = visit.when.value.filter(|date| is_stop && date.single_day().is_some()) {
            contact.when = When { value: Some(day), from: DateFrom::Inferred, weekday: None };
        }
    }
}
