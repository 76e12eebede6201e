//! Titles: offices with their body and party, as they stand beside a name.

use record::PartyId;
use rulebook::{Body, Office, Rulebook};

use crate::{cursor::Cursor, index::Meaning};

/// The title of whoever leads, under whatever office: "the Lao leader".
pub(crate) const LEADER: &str = "Leader";

/// One office as a text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// Index into [`Rulebook::offices`].
    pub(crate) office: usize,
    /// The body, written out, where the text names one: "the Communist Party
    /// of Vietnam Central Committee".
    pub(crate) body: Option<String>,
    /// The party that the title names.
    pub(crate) party: Option<PartyId>,
    /// Whether the text says it is no longer or not yet held.
    pub(crate) is_former: bool,
}

/// The part that somebody plays at an encounter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Who receives.
    Host,
    /// Who is received.
    Guest,
}

/// A run of titles: "visiting General Secretary and President of Laos".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Titles {
    /// Those said, in order.
    pub(crate) titles: Vec<Title>,
    /// The party named before or behind: "Lao", "Japan's", "of India".
    pub(crate) party: Option<PartyId>,
    /// Whether it is "his Lao counterpart": the office of whoever came before.
    pub(crate) is_counterpart: bool,
    /// Whether it is "his guest" or "the host": no office, but a part played.
    pub(crate) role: Option<Role>,
    /// Whether a determiner or possessive opens it: "the Lao leader".
    pub(crate) is_definite: bool,
    /// Whether the last office is in the plural: "Presidents".
    pub(crate) is_plural: bool,
}

/// The titles that start at a position, and where they end.
pub(crate) fn titles(cursor: &Cursor<'_>, rulebook: &Rulebook, at: usize) -> Option<(usize, Titles)> {
    // "The President and Party General Secretary To Lam" are two people.
    let has_article = cursor.word(at) == "the";
    run_of_titles(
        cursor,
        rulebook,
        at,
        |end| if has_article { None } else { joined_office(cursor, rulebook, end) },
    )
}

/// The titles behind a name and a comma: all of them are that person's.
pub(crate) fn titles_behind(cursor: &Cursor<'_>, rulebook: &Rulebook, at: usize) -> Option<(usize, Titles)> {
    let at = at + usize::from(cursor.word(at) == "also");
    run_of_titles(cursor, rulebook, at, |end| {
        let (next, lead) = modifiers(cursor, rulebook, end + 1);
        let is_one = cursor.word(end) == "and" && !lead.is_former && office(cursor, next).is_some();
        is_one.then_some(end + 1)
    })
}

fn run_of_titles(
    cursor: &Cursor<'_>,
    rulebook: &Rulebook,
    at: usize,
    joined: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, Titles)> {
    let mut found = Titles::default();
    let (mut end, lead) = modifiers(cursor, rulebook, at);
    found.is_definite = lead.is_definite;
    found.party = lead.party.clone();
    if cursor.word(end) == "counterpart" {
        found.is_counterpart = true;
        return Some((end + 1, found));
    }
    if let "guest" | "visitor" | "host" = cursor.word(end) {
        found.role = Some(if cursor.word(end) == "host" { Role::Host } else { Role::Guest });
        return (found.is_definite || found.party.is_some()).then_some((end + 1, found));
    }
    let mut lead = lead;
    loop {
        let (length, office) = office(cursor, end)?;
        end += length;
        found.is_plural = is_plural(cursor, end - 1) && length == 1 || is_plural_phrase(cursor, end, length);
        let entry = rulebook.offices.get(office)?;
        let party = lead.party.clone().filter(|_| !found.titles.is_empty()).or(entry.party.clone());
        let mut title = Title { office, body: lead.body.clone(), party, is_former: lead.is_former };
        if let Some((behind, body)) = body_behind(cursor, rulebook, end) {
            // "U.S. Representative to the United Nations", "Special Envoy for Sudan" act
            // for those who sent them.
            let is_envoy = matches!(entry.level.as_str(), "ambassador" | "envoy");
            let is_sent = cursor.word(end) == "to" || cursor.word(end) == "for" && is_envoy;
            title.party = if is_sent { lead.party.clone() } else { body.party }.or(title.party);
            title.body = body.name.or(body.party_name.filter(|_| is_sent));
            end = behind;
        }
        // "ASEAN Chair Prime Minister A of Laos" has two offices, one of them of ASEAN.
        let is_of_body = lead.party.as_ref().is_some_and(|party| !party.is_state());
        if is_of_body && cursor.is_capital(end) && self::office(cursor, end).is_some() {
            title.party = lead.party.take();
            found.party = None;
            found.titles.push(title);
            continue;
        }
        found.titles.push(title);
        // "Prime Minister and President A" are two people.
        let is_other = |next: &usize| {
            let level = |office: usize| rulebook.offices.get(office).map(|office| office.level.as_str());
            let next = self::office(cursor, *next).and_then(|(_, office)| level(office));
            entry.level == "head of government" && next == Some("head of state")
        };
        match joined(end).filter(|next| !is_other(next)).or_else(|| second_hat(cursor, rulebook, end, entry))
        {
            Some(next) => (end, lead) = modifiers(cursor, rulebook, next),
            None => break,
        }
    }
    share_party(&mut found);
    Some((end, found))
}

/// "President and General Secretary of Laos": one party serves all.
fn share_party(found: &mut Titles) {
    // Who chairs an organisation besides stands for a state.
    let is_open = found.titles.iter().any(|title| title.party.is_none()) && found.titles.len() > 1;
    let counts = |party: &PartyId| !is_open || party.is_state();
    let named = found.titles.iter().rev().find_map(|title| title.party.clone().filter(counts));
    if found.party.is_none() {
        found.party = named;
    }
}

fn is_plural(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.word(at).ends_with('s')
}

fn is_plural_phrase(cursor: &Cursor<'_>, end: usize, length: usize) -> bool {
    length == 2 && is_plural(cursor, end - 1) && !cursor.word(end - 1).ends_with("affairs")
}

/// Where the next office starts, if "and" leads to one: "and State President".
fn joined_office(cursor: &Cursor<'_>, rulebook: &Rulebook, end: usize) -> Option<usize> {
    if !matches!(cursor.word(end), "and" | "&") {
        return None;
    }
    let (next, lead) = modifiers(cursor, rulebook, end + 1);
    // "the President and the Prime Minister" are two people, "the President
    // and Lao Prime Minister" too.
    let is_same_person = !lead.is_definite && lead.party.is_none();
    (is_same_person && cursor.is_capital(next) && office(cursor, next).is_some()).then_some(end + 1)
}

/// Where the next office starts behind one of an organisation and a comma:
/// "Chairperson of the African Union, President of Senegal".
fn second_hat(cursor: &Cursor<'_>, rulebook: &Rulebook, end: usize, first: &Office) -> Option<usize> {
    let is_of_organisation = first.party.as_ref().is_some_and(|party| !party.is_state());
    if !is_of_organisation || cursor.word(end) != "," || !cursor.is_capital(end + 1) {
        return None;
    }
    let (length, office) = office(cursor, end + 1)?;
    let is_of_state =
        rulebook.offices.get(office)?.level.starts_with("head of") && cursor.word(end + 1 + length) == "of";
    is_of_state.then_some(end + 1)
}

#[derive(Clone, Debug, Default)]
struct Lead {
    party: Option<PartyId>,
    body: Option<String>,
    is_former: bool,
    is_definite: bool,
}

/// What may stand before an office: determiner, "visiting", "Lao", "Japan's".
fn modifiers(cursor: &Cursor<'_>, rulebook: &Rulebook, at: usize) -> (usize, Lead) {
    let mut lead = Lead::default();
    let mut end = at;
    while cursor.holds(end) && office(cursor, end).is_none() {
        // "New Zealand" is no new office.
        let word = if modifier(cursor, rulebook, end).is_some_and(|(length, ..)| length > 1) {
            ""
        } else {
            cursor.word(end)
        };
        match word {
            "the" | "his" | "her" | "their" | "its" => lead.is_definite = true,
            "former" | "ex" | "late" | "then" | "outgoing" => lead.is_former = true,
            "visiting" | "new" | "newly" | "elected" | "incumbent" | "current" | "top" | "acting" | "-"
            | "'s" | "senior" | "party" | "fellow" | "reelected" | "re" => {}
            _ => match modifier(cursor, rulebook, end) {
                Some((length, party, body)) => {
                    lead.party = party.or(lead.party);
                    lead.body = body.or(lead.body);
                    end += length - 1;
                }
                None => break,
            },
        }
        end += 1;
    }
    (end, lead)
}

fn modifier(
    cursor: &Cursor<'_>,
    rulebook: &Rulebook,
    at: usize,
) -> Option<(usize, Option<PartyId>, Option<String>)> {
    cursor.hits(at).find_map(|(length, meaning)| match meaning {
        Meaning::Party(party) | Meaning::Adjective(party) => Some((length, Some(party.clone()), None)),
        Meaning::Body(body) => {
            let body = rulebook.bodies.get(*body)?;
            Some((length, body.party.clone(), Some(body.name.clone())))
        }
        _ => None,
    })
}

/// The office at a position: how many tokens, and which.
///
/// A bare lower-case word that is also an ordinary noun or verb ("head",
/// "chair") is an office only with a capital; phrases of two words always are.
pub(crate) fn office(cursor: &Cursor<'_>, at: usize) -> Option<(usize, usize)> {
    cursor.hits(at).find_map(|(length, meaning)| match meaning {
        Meaning::Office(office) if length > 1 || cursor.raw(at).len() > 2 => Some((length, *office)),
        _ => None,
    })
}

struct Behind {
    name: Option<String>,
    party: Option<PartyId>,
    /// The words for a party that stands alone.
    party_name: Option<String>,
}

/// "of Laos", "of the Communist Party of Vietnam (CPV) Central Committee".
fn body_behind(cursor: &Cursor<'_>, rulebook: &Rulebook, at: usize) -> Option<(usize, Behind)> {
    if !matches!(cursor.word(at), "of" | "for" | "to" | "at") {
        return None;
    }
    let mut end = at + 1;
    end += usize::from(cursor.word(end) == "the");
    let mut behind = Behind { name: None, party: None, party_name: None };
    let mut words: Vec<String> = Vec::new();
    let mut only_party = true;
    let first = end;
    while let Some((length, part)) = body_part(cursor, rulebook, end) {
        if words.is_empty() && !matches!(part, Part::Party(..)) {
            only_party = false;
        }
        match part {
            // Behind a state's name only institutional words go on: the next
            // capital is the holder's name.
            Part::Party(party, name) => {
                if behind.party.is_none() || words.is_empty() {
                    behind.party = Some(party);
                }
                words.push(name);
            }
            Part::Body(party, name) => {
                behind.party = party.or(behind.party);
                only_party = false;
                words.push(name);
            }
            Part::Word(word) => {
                only_party = false;
                words.push(word);
            }
            Part::Nothing => {}
        }
        end += length;
    }
    if end == first {
        return None;
    }
    let name = words.join(" ").replace('’', "'").replace(" 's", "'s");
    if only_party {
        behind.party_name = Some(name);
    } else {
        behind.name = Some(name);
    }
    Some((end, behind))
}

enum Part {
    Party(PartyId, String),
    Body(Option<PartyId>, String),
    Word(String),
    /// "(CPV)": an acronym already written out.
    Nothing,
}

fn body_part(cursor: &Cursor<'_>, rulebook: &Rulebook, at: usize) -> Option<(usize, Part)> {
    if cursor.word(at) == "(" && cursor.word(at + 2) == ")" && cursor.is_capital(at + 1) {
        return Some((3, Part::Nothing));
    }
    let known = cursor.hits(at).find_map(|(length, meaning)| match meaning {
        Meaning::Body(body) => {
            let body = rulebook.bodies.get(*body)?;
            Some((length, Part::Body(body.party.clone(), body_name(cursor, (at, length), body))))
        }
        Meaning::Party(party) => {
            let name = rulebook.party_name(party).unwrap_or(&party.0).to_owned();
            Some((length, Part::Party(party.clone(), name)))
        }
        Meaning::Adjective(party) if cursor.is_capital(at) => {
            Some((length, Part::Body(Some(party.clone()), cursor.raw(at).to_owned())))
        }
        _ => None,
    });
    if known.is_some() {
        return known;
    }
    let is_word = |at: usize| cursor.is_capital(at) && is_institution(cursor, at);
    if is_word(at) {
        return Some((1, Part::Word(cursor.raw(at).to_owned())));
    }
    let goes_on = |at: usize| is_word(at) || cursor.is_capital(at) && is_word(at + 1);
    // "the Minister of Trade on Monday"
    let is_day = |at: usize| ["weekday", "month"].iter().any(|list| cursor.listed(at, list).is_some());
    let is_link = match cursor.word(at) {
        "'s" => is_word(at + 1),
        _ if is_day(at + 1) => false,
        "for" | "of" | "on" | "and" => goes_on(at + 1) && office(cursor, at + 1).is_none(),
        _ => false,
    };
    let leads_on = is_link || cursor.is_capital(at) && is_word(at + 1) && cursor.word(at - 1) == "for";
    leads_on.then(|| (1, Part::Word(cursor.raw(at).replace('’', "'"))))
}

/// A body's name as the text has it; the listed name of political parties and
/// of what the text writes as an acronym.
fn body_name(cursor: &Cursor<'_>, span: (usize, usize), body: &Body) -> String {
    let words: Vec<&str> = (span.0..span.0 + span.1).map(|at| cursor.raw(at)).collect();
    let is_acronym = words.iter().all(|word| !word.chars().any(char::is_lowercase));
    if is_acronym || body.kind == "political party" {
        return body.name.clone();
    }
    words.join(" ").replace('’', "'").replace(" 's", "'s")
}

/// Whether a word belongs to institutions and never to a person's name.
pub(crate) fn is_institution(cursor: &Cursor<'_>, at: usize) -> bool {
    let is_listed = cursor.listed(at, "not_name").is_some_and(|(length, _)| length == 1);
    is_listed && cursor.listed(at, "function_word").is_none()
}
