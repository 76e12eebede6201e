//! Mentions of people: every run of a sentence that speaks of somebody.

use rulebook::Rulebook;

use crate::{
    cursor::Cursor,
    index::Meaning,
    name,
    people::Known,
    title::{self, Title, Titles},
};

/// A run of tokens that speaks of a person.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Index of the sentence.
    pub(crate) sentence: usize,
    /// First token, titles and determiners included.
    pub(crate) start: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// The tokens of the name, where there is one.
    pub(crate) name: Option<(usize, usize)>,
    /// The titles around it.
    pub(crate) titles: Titles,
    /// Whether title, honorific or apposition vouch that it is a person.
    pub(crate) is_certain: bool,
}

/// All mentions by name or title of one sentence, in order.
pub(crate) fn mentions(cursor: &Cursor<'_>, known: &Known<'_>, sentence: usize) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = cursor.start;
    while at < cursor.end {
        let mention = mention(cursor, known, at);
        at = mention.as_ref().map_or(at + 1, |mention| mention.end.max(at + 1));
        if let Some(mut mention) = mention {
            add_side_of_picture(cursor, &mut mention);
            at = mention.end.max(at);
            let shared = shared_title(cursor, &mention, sentence);
            found.push(Mention { sentence, ..mention });
            if let Some(shared) = shared {
                at = shared.end;
                found.push(shared);
            }
        }
    }
    found
}

fn mention(cursor: &Cursor<'_>, known: &Known<'_>, at: usize) -> Option<Mention> {
    let rulebook = known.rulebook;
    // "General Secretary" is an office, though "General" is an honorific.
    if let Some((end, titles)) = title::titles(cursor, rulebook, at) {
        return Some(titled(cursor, known, (at, end), titles));
    }
    let (honorifics, has_honorific) = honorifics(cursor, at);
    if let Some((end, titles)) = title::titles(cursor, rulebook, honorifics) {
        return Some(titled(cursor, known, (at, end), titles));
    }
    if !has_honorific && is_inside_phrase(cursor, at) {
        return None;
    }
    let end = if has_honorific {
        name::name_of_somebody(cursor, honorifics)
    } else {
        name::name(cursor, honorifics)
    }?;
    let end = whole_name(cursor, known, honorifics, end);
    let mut found = Mention {
        sentence: 0,
        start: at,
        end,
        name: Some((honorifics, end)),
        titles: Titles::default(),
        is_certain: has_honorific,
    };
    add_apposition(cursor, rulebook, &mut found);
    add_party_in_brackets(cursor, rulebook, &mut found);
    Some(found)
}

/// Whether a listed name of several words starts here ("Ho Chi Minh City"): no
/// person's name starts within it.
fn is_inside_phrase(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.hits(at).any(|(length, meaning)| match meaning {
        Meaning::Body(_) => true,
        // "President Santiago Peña", "Victoria Nuland": a city that a name goes on from.
        Meaning::Place(_) => length > 1 || !name::is_name_word(cursor, at + 1),
        _ => false,
    })
}

/// Skips "Mr.", "H.E.", "Comrade": where the rest starts, and whether any stood.
fn honorifics(cursor: &Cursor<'_>, at: usize) -> (usize, bool) {
    let mut end = at;
    while let Some((length, _)) = cursor.listed(end, "honorific") {
        if !cursor.is_capital(end) {
            break;
        }
        end += length;
        end += usize::from(cursor.word(end) == ".");
    }
    (end, end > at)
}

/// A mention that opens with titles, its name if one follows.
fn titled(cursor: &Cursor<'_>, known: &Known<'_>, span: (usize, usize), titles: Titles) -> Mention {
    let (at, end) = span;
    let (mut behind, _) = honorifics(cursor, end);
    let mut name_end = name::name_of_somebody(cursor, behind).filter(|_| !is_inside_phrase(cursor, behind));
    if let Some(named) = name_end.is_none().then(|| named_behind_comma(cursor, &titles, end)).flatten() {
        behind = named.0;
        name_end = Some(named.1);
    }
    let name_end = name_end.map(|end| whole_name(cursor, known, behind, end));
    let name_end = name_end.or_else(|| recognised_name(cursor, known, behind));
    let mut found = Mention {
        sentence: 0,
        start: at,
        end: name_end.unwrap_or(end),
        name: name_end.map(|end| (behind, end)),
        titles,
        is_certain: true,
    };
    if found.name.is_some() {
        add_party_behind(cursor, &mut found);
        add_apposition(cursor, known.rulebook, &mut found);
    }
    found
}

/// One past the last token of a name that ends at `end` by its words alone: what
/// the recogniser takes for more of it is part of it, where it is capitalised
/// ("Julie Bishop", whose surname is also an honorific).
fn whole_name(cursor: &Cursor<'_>, known: &Known<'_>, first: usize, end: usize) -> usize {
    // "Lindsey Graham Says"
    let verb = (first + 1..end).find(|at| known.recognised.is_verb(cursor.bytes(*at, at + 1).start));
    if let Some(verb) = verb {
        return verb;
    }
    let start = cursor.bytes(first, end).start;
    let Some(last_byte) = known.recognised.end_of_person(start) else { return end };
    let further = (end..cursor.end)
        .take_while(|at| cursor.is_capital(*at) && !title::is_institution(cursor, *at))
        .take_while(|at| cursor.bytes(*at, at + 1).end <= last_byte);
    let whole = end + further.count();
    if cursor.bytes(first, whole).end == last_byte { whole } else { end }
}

/// One past a name of two words or more that only the recogniser takes for one:
/// "President Santiago Peña", "Minister Park Jin".
fn recognised_name(cursor: &Cursor<'_>, known: &Known<'_>, first: usize) -> Option<usize> {
    let last_byte = known.recognised.end_of_person(cursor.bytes(first, first + 1).start)?;
    let n_words = (first..cursor.end)
        .take_while(|at| cursor.is_capital(*at) && cursor.bytes(*at, at + 1).end <= last_byte)
        .count();
    let end = first + n_words;
    (n_words > 1 && cursor.bytes(first, end).end == last_byte).then_some(end)
}

/// "the Minister of Foreign Affairs of Iraq, Dr Ibrahim Al-Jaafari": first token
/// of a full name behind one definite office and a comma, and one past its last.
fn named_behind_comma(cursor: &Cursor<'_>, titles: &Titles, end: usize) -> Option<(usize, usize)> {
    let is_one_office = titles.is_definite && !titles.is_plural && titles.titles.len() == 1;
    if !is_one_office || cursor.word(end) != "," {
        return None;
    }
    let (first, _) = honorifics(cursor, end + 1);
    let last = name::name(cursor, first).filter(|_| !is_inside_phrase(cursor, first))?;
    (name::words(cursor, first, last).len() > 1).then_some((first, last))
}

/// "President Vladimir Putin of Russia": the party behind the name.
fn add_party_behind(cursor: &Cursor<'_>, found: &mut Mention) {
    if cursor.word(found.end) != "of" {
        return;
    }
    let at = found.end + 1 + usize::from(cursor.word(found.end + 1) == "the");
    let party = cursor.hits(at).find_map(|(length, meaning)| match meaning {
        Meaning::Party(party) => Some((length, party.clone())),
        _ => None,
    });
    if let Some((length, party)) = party {
        for title in &mut found.titles.titles {
            title.party.get_or_insert_with(|| party.clone());
        }
        found.titles.party.get_or_insert(party);
        found.end = at + length;
    }
}

/// "Le Hoai Trung, Head of the Commission for External Affairs".
fn add_apposition(cursor: &Cursor<'_>, rulebook: &Rulebook, found: &mut Mention) {
    let opens = cursor.word(found.end);
    if !matches!(opens, "," | "(") {
        return;
    }
    let Some((end, behind)) = title::titles_behind(cursor, rulebook, found.end + 1) else { return };
    // "Lund, Deputy Commander INDOPACOM General Vik": the titles are of whoever
    // comes next.
    let has_name = name::name(cursor, end).is_some()
        || cursor.is_capital(end)
            && [end, end + 1].iter().any(|at| title::titles(cursor, rulebook, *at).is_some());
    if has_name || behind.titles.is_empty() || behind.is_plural {
        return;
    }
    found.titles.party = behind.party.clone().or(found.titles.party.take());
    found.titles.titles.extend(behind.titles);
    found.is_certain = true;
    found.end = end + usize::from(opens == "(" && cursor.word(end) == ")");
}

/// "Lubomir Rehak (Slovak Republic)": whose side somebody without a title is on.
/// Whoever presents letters of credence is an ambassador: no other office does.
fn add_party_in_brackets(cursor: &Cursor<'_>, rulebook: &Rulebook, found: &mut Mention) {
    if !found.titles.titles.is_empty() || cursor.word(found.end) != "(" {
        return;
    }
    let at = found.end + 1 + usize::from(cursor.word(found.end + 1) == "the");
    let party = cursor.hits(at).find_map(|(length, meaning)| match meaning {
        Meaning::Party(party) if cursor.word(at + length) == ")" => Some((at + length, party.clone())),
        _ => None,
    });
    let Some((end, party)) = party else { return };
    found.end = end + 1;
    found.titles.party = Some(party.clone());
    let office = rulebook.offices.iter().position(|office| office.title == "Ambassador");
    if let Some(office) = office.filter(|_| presents_credentials(cursor, found)) {
        found.titles.titles.push(Title { office, body: None, party: Some(party), is_former: false });
        found.is_certain = true;
    }
}

/// Whether somebody presents letters of credence: "presented by X", "X presented".
/// Who receives them, or is only named beside them, does not.
fn presents_credentials(cursor: &Cursor<'_>, found: &Mention) -> bool {
    let is_presented = |at: usize| matches!(cursor.word(at), "present" | "presents" | "presented");
    (cursor.start..cursor.end).filter(|at| cursor.listed(*at, "credentials").is_some()).any(|letters| {
        if letters < found.start {
            (letters..found.start).any(is_presented)
                && (letters..found.start).any(|at| cursor.word(at) == "by")
        } else {
            (found.end..letters).any(is_presented)
        }
    })
}

/// "Tô Lâm (right)": where in a picture somebody stands.
fn add_side_of_picture(cursor: &Cursor<'_>, found: &mut Mention) {
    let is_side =
        matches!(cursor.word(found.end + 1), "l" | "r" | "c" | "left" | "right" | "centre" | "center");
    if found.name.is_some() && cursor.word(found.end) == "(" && is_side && cursor.word(found.end + 2) == ")" {
        found.end += 3;
    }
}

/// "Presidents Biden and Putin": the second name shares the first's titles.
fn shared_title(cursor: &Cursor<'_>, first: &Mention, sentence: usize) -> Option<Mention> {
    if !first.titles.is_plural || cursor.word(first.end) != "and" {
        return None;
    }
    let end = name::name(cursor, first.end + 1)?;
    let mut titles = first.titles.clone();
    // "Presidents Karis of Estonia and Rinkēvičs of Latvia": what stands behind
    // the first name is the first one's alone.
    if first.name.is_some_and(|(_, end)| cursor.word(end) == "of") {
        let behind = titles.party.take();
        titles.titles.iter_mut().filter(|title| title.party == behind).for_each(|title| title.party = None);
    }
    let mut shared = Mention {
        sentence,
        start: first.end + 1,
        end,
        name: Some((first.end + 1, end)),
        titles,
        is_certain: true,
    };
    add_party_behind(cursor, &mut shared);
    Some(shared)
}
