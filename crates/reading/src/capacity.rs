//! The offices of people, written out: in what capacity each speaks and acts.

use record::{Capacity, PartyId};
use rulebook::Rulebook;

use crate::{
    cursor::Cursor,
    mention::Mention,
    people::Someone,
    title::{self, LEADER, Title},
};

/// The capacities of a person: each office once, in its fullest form.
pub(crate) fn capacities(someone: &Someone, rulebook: &Rulebook) -> Vec<Capacity> {
    let mut found: Vec<Capacity> = Vec::new();
    for title in someone.titles.iter().filter(|title| !title.is_former) {
        let Some(capacity) = capacity(title, someone, rulebook) else { continue };
        let known = found.iter().position(|known| is_same_office(known, &capacity));
        match known.and_then(|at| found.get_mut(at)) {
            Some(known) if known.body.is_none() && capacity.body.is_some() => *known = capacity,
            Some(_) => {}
            None => found.push(capacity),
        }
    }
    let fuller = found.clone();
    found.retain(|capacity| !fuller.iter().any(|other| is_short_for(capacity, other)));
    found
}

/// Whether an office without a body is another one of the same person cut short:
/// "Secretary" beside "Secretary of State".
fn is_short_for(short: &Capacity, full: &Capacity) -> bool {
    let words = |label: &str| label.split([' ', '-']).map(str::to_lowercase).collect::<Vec<_>>();
    let (own, theirs) = (words(&short.title), words(&full.title));
    short.body.is_none() && own.len() < theirs.len() && own.iter().all(|word| theirs.contains(word))
}

/// The leading offices that a text names apart from any name, and whose they
/// are: "The Russian President", "the two presidents".
pub(crate) fn offices_alone(
    mentions: &[Mention],
    cursors: &[Cursor<'_>],
    pair: &[PartyId],
    rulebook: &Rulebook,
) -> Vec<(PartyId, Title)> {
    let leads = |title: &Title| {
        let level = rulebook.offices.get(title.office).map(|office| office.level.as_str());
        !title.is_former && matches!(level, Some("head of state" | "head of government" | "monarch"))
    };
    let mut said: Vec<(PartyId, Title)> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.name.is_none()) {
        let titles = &mention.titles;
        if let (Some(party), [title]) = (&titles.party, titles.titles.as_slice())
            && leads(title)
            && !titles.is_plural
        {
            said.push((party.clone(), title.clone()));
        }
    }
    for cursor in cursors {
        for at in cursor.start..cursor.end {
            let Some((length, "persons")) = cursor.listed(at, "pair") else { continue };
            let office = (at..at + length).find_map(|at| title::office(cursor, at)).map(|(_, office)| office);
            let title = office.map(|office| Title { office, body: None, party: None, is_former: false });
            let title = title.filter(|title| {
                leads(title)
                    && rulebook.offices.get(title.office).is_some_and(|office| office.title != LEADER)
            });
            said.extend(
                title
                    .into_iter()
                    .flat_map(|title| pair.iter().map(move |party| (party.clone(), title.clone()))),
            );
        }
    }
    said
}

/// Gives offices named apart to whoever must hold them, "Vladimir Putin ... The
/// Russian President": the only person of the party in the text, if without title.
pub(crate) fn give_offices(people: &mut [Someone], offices: Vec<(PartyId, Title)>, rulebook: &Rulebook) {
    for (party, title) in offices {
        let own: Vec<usize> =
            (0..people.len()).filter(|idx| people[*idx].party.as_ref() == Some(&party)).collect();
        if let [only] = own.as_slice()
            && has_office(rulebook, &party, &title)
            && let Some(someone) = people.get_mut(*only).filter(|someone| someone.titles.is_empty())
        {
            someone.titles.push(Title { party: Some(party), ..title });
        }
    }
}

/// Whether one is the other said more fully: the same title, and bodies that
/// do not speak against it.
fn is_same_office(known: &Capacity, other: &Capacity) -> bool {
    let bodies = (known.body.as_deref(), other.body.as_deref());
    known.title == other.title
        && !matches!(bodies, (Some(a), Some(b)) if a != b && !a.contains(b) && !b.contains(a))
}

fn capacity(title: &Title, someone: &Someone, rulebook: &Rulebook) -> Option<Capacity> {
    let office = rulebook.offices.get(title.office)?;
    if office.title == LEADER || office.level == "spouse" && office.title != "First Lady" {
        return None;
    }
    let party = title.party.clone().or_else(|| someone.party.clone());
    let ruling = party.as_ref().and_then(|party| ruling_party(rulebook, party));
    // Some papers write "Secretary General" for the General Secretary of a party.
    let leads_party =
        office.level == "party leader" || office.title == "Secretary-General" && ruling.is_some();
    let name =
        if leads_party && office.level != "party leader" { "General Secretary" } else { &office.title };
    let body = match (&title.body, ruling) {
        (Some(body), Some(ruling)) if leads_party && ruling.starts_with(body.as_str()) => Some(ruling),
        (Some(body), _) => Some(body.clone()),
        (None, ruling) if leads_party => ruling,
        (None, _) => None,
    };
    // "Secretary of Vietnam" is no office: a lesser title without its body
    // stands alone, unless the text itself puts the state behind it.
    let is_lesser = matches!(office.level.as_str(), "official" | "military" | "legislator" | "judge");
    let needs_body = is_lesser || office.level == "deputy head" && someone.is_inferred;
    // There is one Pope, of no state.
    let of_party = match office.level.as_str() {
        "religious" => None,
        _ if needs_body => title.party.as_ref(),
        _ => party.as_ref(),
    };
    let says_party = name.contains(" of the ");
    let of = match (&body, of_party.filter(|_| !says_party)) {
        (Some(body), _) => Some(article(body)),
        (None, Some(party)) => rulebook.party_name(party).map(article),
        (None, None) => None,
    };
    let label = match of {
        Some(of) => format!("{name} of {of}"),
        None => name.to_owned(),
    };
    Some(Capacity { label, title: name.to_owned(), body, party, level: Some(office.level.clone()) })
}

/// The leadership of the one political party that the lists know for a state.
fn ruling_party(rulebook: &Rulebook, party: &PartyId) -> Option<String> {
    let mut parties = rulebook
        .bodies
        .iter()
        .filter(|body| body.kind == "political party" && body.party.as_ref() == Some(party));
    let only = parties.next()?;
    parties.next().is_none().then(|| format!("{} Central Committee", only.name))
}

/// Puts "the" before names that take it.
fn article(name: &str) -> String {
    let takes = [
        "United",
        "Philippines",
        "Netherlands",
        "Maldives",
        "Bahamas",
        "Gambia",
        "Holy See",
        "Communist",
        "Workers",
        "Ministry",
        "Government",
        "European",
        "State Department",
        "Department",
        "National",
        "House",
        "Senate",
        "Republic",
        "Commission",
        "Central",
        "Party",
        "Lao People",
    ];
    let needs = takes.iter().any(|start| name.starts_with(start)) || name.ends_with("Committee");
    if needs && !name.starts_with("the ") { format!("the {name}") } else { name.to_owned() }
}

/// Whether a state has an office at all: the United States have no prime minister.
pub(crate) fn has_office(rulebook: &Rulebook, party: &PartyId, title: &Title) -> bool {
    let Some(office) = rulebook.offices.get(title.office) else { return false };
    let Some(state) = rulebook.state(party) else { return false };
    let is_named = |titles: &[String]| {
        titles.iter().any(|name| {
            record::fold(name) == office.phrase || record::fold(name) == record::fold(&office.title)
        })
    };
    match office.level.as_str() {
        "head of state" | "monarch" => is_named(&state.head_of_state),
        "head of government" => is_named(&state.head_of_government),
        "party leader" => ruling_party(rulebook, party).is_some(),
        "religious" => false,
        "spouse" => office.title == "First Lady",
        _ => office.party.as_ref().is_none_or(|only| only == party),
    }
}
