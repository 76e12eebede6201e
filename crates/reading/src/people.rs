//! Mentions to people: which names are one person, and in what capacity.

use record::PartyId;
use rulebook::Rulebook;

use crate::{
    capacity::has_office,
    cursor::Cursor,
    leaders::Leaders,
    mention::Mention,
    name,
    recognised::Recognised,
    title::{Title, Titles},
};

/// A person in the making.
#[derive(Clone, Debug)]
pub(crate) struct Someone {
    /// The folded words of the longest name.
    pub(crate) words: Vec<String>,
    /// The longest name as in the text, and the others.
    pub(crate) names: Vec<String>,
    /// Every title said of the person.
    pub(crate) titles: Vec<Title>,
    /// The party a title or the words around name, first come first.
    pub(crate) party: Option<PartyId>,
    /// Whether `party` was inferred from whose text it is.
    pub(crate) is_inferred: bool,
    /// Whether the list of leaders has the person as one of former times only.
    pub(crate) is_past_leader: bool,
    /// The person whose counterpart this one is said to be.
    pub(crate) counterpart_of: Option<usize>,
    /// Indices into the mentions.
    pub(crate) mentions: Vec<usize>,
    /// The step that found the person.
    pub(crate) by: &'static str,
}

/// What tells that a name is a person's when nothing beside it does.
#[derive(Debug)]
pub(crate) struct Known<'r> {
    pub(crate) rulebook: &'r Rulebook,
    pub(crate) leaders: &'r Leaders<'r>,
    pub(crate) recognised: Recognised,
}

/// Joins the named mentions of a document into people, in order of first mention.
pub(crate) fn people(cursors: &[Cursor<'_>], mentions: &[Mention], known: &Known<'_>) -> Vec<Someone> {
    let mut people: Vec<Someone> = Vec::new();
    for pass in [is_full, is_partial, is_bare] {
        for (mention_idx, mention) in mentions.iter().enumerate() {
            let Some(cursor) = cursors.get(mention.sentence) else { continue };
            if pass(cursor, mention) {
                file(cursor, &mut people, (mention, mention_idx), known);
            }
        }
    }
    for someone in &mut people {
        someone.mentions.sort_unstable();
    }
    people.sort_by_key(|someone| someone.mentions.first().copied());
    counterparts(&mut people, mentions);
    people
}

/// A certain person with at least two names: the anchors.
fn is_full(cursor: &Cursor<'_>, mention: &Mention) -> bool {
    mention.is_certain && n_words(cursor, mention) > 1
}

/// A certain person by one name.
fn is_partial(cursor: &Cursor<'_>, mention: &Mention) -> bool {
    mention.is_certain && n_words(cursor, mention) == 1
}

/// A name with nothing beside it.
fn is_bare(cursor: &Cursor<'_>, mention: &Mention) -> bool {
    !mention.is_certain && n_words(cursor, mention) > 0
}

fn n_words(cursor: &Cursor<'_>, mention: &Mention) -> usize {
    mention.name.map_or(0, |(first, end)| name::words(cursor, first, end).len())
}

fn file(cursor: &Cursor<'_>, people: &mut Vec<Someone>, mention: (&Mention, usize), known: &Known<'_>) {
    let (mention, mention_idx) = mention;
    let Some((first, end)) = mention.name else { return };
    let words = name::words(cursor, first, end);
    let spelled = cursor.document.text.get(cursor.bytes(first, end)).unwrap_or_default();
    let spelled = spelled.split_whitespace().collect::<Vec<_>>().join(" ");
    let someone = matching(people, &words, &mention.titles, mention_idx);
    let Some(someone) = someone.or_else(|| {
        step(cursor, mention, &words, known).map(|by| {
            people.push(Someone {
                words: words.clone(),
                names: vec![spelled.clone()],
                titles: Vec::new(),
                party: None,
                is_inferred: false,
                is_past_leader: false,
                counterpart_of: None,
                mentions: Vec::new(),
                by,
            });
            people.len() - 1
        })
    }) else {
        return;
    };
    let Some(someone) = people.get_mut(someone) else { return };
    someone.mentions.push(mention_idx);
    if !someone.names.contains(&spelled) {
        someone.names.push(spelled);
    }
    if words.len() > someone.words.len() {
        someone.words = words;
    }
    for title in &mention.titles.titles {
        if !someone.titles.contains(title) {
            someone.titles.push(title.clone());
        }
    }
    if someone.party.is_none() {
        someone.party.clone_from(&mention.titles.party);
    }
}

/// The step by which a name nobody bore so far is taken for a person's.
fn step(cursor: &Cursor<'_>, mention: &Mention, words: &[String], known: &Known<'_>) -> Option<&'static str> {
    let (first, end) = mention.name?;
    if mention.is_certain {
        let is_part = || {
            is_of_title(cursor, mention.start, first)
                || is_cut(cursor, (first, end)) && known.leaders.named(words, false).is_empty()
        };
        return (words.len() > 1 || !is_part()).then_some("titled-name");
    }
    let bytes = cursor.bytes(first, end);
    if words.len() < 2 {
        return None;
    }
    if stands_by_a_verb(cursor, mention) && !known.recognised.is_other(&bytes) {
        return Some("name-with-verb");
    }
    if !known.leaders.named(words, false).is_empty() {
        return Some("listed-leader");
    }
    known.recognised.is_person(&bytes).then_some("recognised-name")
}

/// Whether one word that seems to be a name is what an office is of: "Director of
/// Operations", "Advisor for Strategy".
fn is_of_title(cursor: &Cursor<'_>, start: usize, name: usize) -> bool {
    let before = name.checked_sub(1).filter(|before| *before > start);
    before.is_some_and(|before| matches!(cursor.word(before), "of" | "for" | "at"))
}

/// Whether one word that seems to be a name goes on with another capital, which no
/// name has: "Chancellor of the New York City Schools". In a headline every word has one.
/// "The Biden-Harris Administration" has two.
fn is_cut(cursor: &Cursor<'_>, (first, end): (usize, usize)) -> bool {
    let n_letters = |at: usize| cursor.raw(at).chars().count();
    // "With" and "from" are small in headlines too.
    let is_small = |at: usize| n_letters(at) > 4 && cursor.raw(at).starts_with(char::is_lowercase);
    let is_headline = || !(cursor.start..cursor.end).any(is_small);
    let is_double = || (first..end).any(|at| cursor.raw(at).contains('-'));
    let is_day = || ["month", "weekday"].iter().any(|list| cursor.listed(end, list).is_some());
    cursor.is_capital(end) && n_letters(end) > 3 && !is_day() && !is_double() && !is_headline()
}

/// The person a name can be: same words, or some of them, or the same surname
/// and initial; of several, one of the same party, then the one last spoken of.
fn matching(people: &[Someone], words: &[String], titles: &Titles, before: usize) -> Option<usize> {
    let fits = |someone: &&(usize, &Someone)| {
        let parties = (someone.1.party.as_ref(), titles.party.as_ref());
        is_same_name(&someone.1.words, words) && !matches!(parties, (Some(a), Some(b)) if a != b)
    };
    let numbered: Vec<(usize, &Someone)> = people.iter().enumerate().collect();
    let candidates: Vec<&(usize, &Someone)> = numbered.iter().filter(fits).collect();
    if let [(only, _)] = candidates.as_slice() {
        return Some(*only);
    }
    let shares_office = |someone: &Someone| {
        someone.titles.iter().any(|known| titles.titles.iter().any(|title| title.office == known.office))
    };
    if candidates.is_empty() && words.len() == 1 {
        // "President Lula" after "President Luiz Inácio Lula da Silva".
        let within = numbered.iter().filter(|(_, someone)| {
            words.iter().all(|word| someone.words.contains(word)) && shares_office(someone)
        });
        let within: Vec<usize> = within.map(|(idx, _)| *idx).collect();
        return if let [only] = within.as_slice() { Some(*only) } else { None };
    }
    let last_before = |someone: &Someone| someone.mentions.iter().filter(|idx| **idx < before).max().copied();
    candidates
        .into_iter()
        .max_by_key(|(_, someone)| (someone.words == words, shares_office(someone), last_before(someone)))
        .map(|(idx, _)| *idx)
}

/// Names of one person of which each may stand alone for it.
const MANY_NAMES: usize = 5;

/// Whether two runs of name words can name one person.
pub(crate) fn is_same_name(known: &[String], words: &[String]) -> bool {
    // "King Salman" is not Mohammed bin Salman but his father.
    if let ([.., particle, father], [word]) = (known, words)
        && matches!(particle.as_str(), "bin" | "ibn" | "bint" | "binti")
        && father == word
    {
        return false;
    }
    let within = |some: &[String], all: &[String]| some.iter().all(|word| all.contains(word));
    if known.is_empty() || words.is_empty() {
        return false;
    }
    if words.len() == 1 {
        // A name alone is the first or the last one of a person, "Thongloun", "Biden",
        // or any of many: "Lula" is Luiz Inácio Lula da Silva.
        let is_end = known.first() == words.first() || known.last() == words.first();
        return is_end || known.len() >= MANY_NAMES && within(words, known);
    }
    if within(words, known) || within(known, words) && known.len() > 1 {
        return true;
    }
    let initial = |words: &[String]| words.first().and_then(|word| word.chars().next());
    if known.len() == 1 {
        return known.first() == words.last();
    }
    known.last() == words.last() && initial(known) == initial(words) && shares_two_letters(known, words)
}

/// "Joe" and "Joseph" may be one, "Jill" and "Joseph" are not.
fn shares_two_letters(known: &[String], words: &[String]) -> bool {
    let head = |words: &[String]| words.first().map(|word| word.chars().take(2).collect::<String>());
    let (left, right) = (head(known), head(words));
    left == right || [left, right].iter().flatten().any(|head| head.chars().count() == 1)
}

/// Whether a verb of speech or meeting stands beside a name.
fn stands_by_a_verb(cursor: &Cursor<'_>, mention: &Mention) -> bool {
    let lists = ["speech", "meet", "host", "hold", "pay"];
    let is_verb = |at: usize| lists.iter().any(|list| cursor.listed(at, list).is_some());
    let before = mention
        .start
        .checked_sub(1)
        .is_some_and(|at| is_verb(at) || cursor.word(at) == "with" && at.checked_sub(1).is_some_and(is_verb));
    let is_helped =
        matches!(cursor.word(mention.end), "will" | "would" | "has" | "had" | "is" | "was" | "also")
            && cursor.raw(mention.start).chars().nth(1).is_some_and(char::is_lowercase);
    before || is_helped || is_verb(mention.end)
}

/// "his Lao counterpart Sonexay Siphandone": the office of whoever came before.
fn counterparts(people: &mut [Someone], mentions: &[Mention]) {
    for idx in 0..people.len() {
        let own = people[idx]
            .mentions
            .iter()
            .find(|at| mentions.get(**at).is_some_and(|m| m.titles.is_counterpart));
        let Some(own) = own.copied() else { continue };
        let before = (0..people.len())
            .filter(|other| *other != idx)
            .max_by_key(|other| people[*other].mentions.iter().filter(|at| **at < own).max().copied());
        let Some(before) = before else { continue };
        people[idx].counterpart_of = Some(before);
        for title in people[before].titles.clone() {
            people[idx].titles.push(Title { body: None, party: None, ..title });
        }
    }
}

/// Gives a party to those whose titles name none: an official of unnamed state
/// is one of the state whose press or office speaks, if that state has such an
/// office and nobody else of the text holds it already.
///
/// `is_abroad` tells that a person is first spoken of at a place of another
/// state: then only the one holder of a highest office can be meant.
pub(crate) fn infer_parties(
    people: &mut [Someone],
    rulebook: &Rulebook,
    home: &[PartyId],
    is_abroad: impl Fn(&Someone, &PartyId) -> bool,
) {
    for idx in 0..people.len() {
        if people[idx].party.is_some() || people[idx].titles.is_empty() {
            continue;
        }
        let party = home.iter().find(|party| {
            let may_hold = people[idx].titles.iter().all(|title| has_office(rulebook, party, title));
            let is_unique = people[idx].titles.iter().any(|title| is_highest(rulebook, title));
            may_hold
                && (is_unique || !is_abroad(&people[idx], party))
                && !is_taken(people, rulebook, idx, party)
        });
        let party = party.cloned();
        people[idx].is_inferred = party.is_some();
        people[idx].party = party;
    }
}

/// Gives officials whom nothing else places the state where others met them.
pub(crate) fn place_hosts(
    people: &mut [Someone],
    rulebook: &Rulebook,
    state: impl Fn(&Someone) -> Option<PartyId>,
) {
    for someone in people.iter_mut().filter(|one| one.party.is_none() && !one.titles.is_empty()) {
        let state = state(someone)
            .filter(|state| someone.titles.iter().all(|title| has_office(rulebook, state, title)));
        someone.is_inferred = state.is_some();
        someone.party = state;
    }
}

/// Whether a state has only one such office at a time.
pub(crate) fn is_highest(rulebook: &Rulebook, title: &Title) -> bool {
    let level = rulebook.offices.get(title.office).map(|office| office.level.as_str());
    matches!(level, Some("head of state" | "head of government" | "party leader" | "monarch" | "speaker"))
}

/// Whether two phrases name one office: "President" and "State President".
fn is_one_office(rulebook: &Rulebook, left: &Title, right: &Title) -> bool {
    let title = |title: &Title| rulebook.offices.get(title.office).map(|office| office.title.as_str());
    title(left) == title(right)
}

/// Whether another person of the text already holds the same unique office.
fn is_taken(people: &[Someone], rulebook: &Rulebook, idx: usize, party: &PartyId) -> bool {
    let Some(own) = people.get(idx) else { return false };
    people.iter().enumerate().any(|(other, someone)| {
        other != idx
            && someone.party.as_ref() == Some(party)
            && someone.titles.iter().filter(|title| is_highest(rulebook, title) && !title.is_former).any(
                |theirs| {
                    own.titles.iter().any(|title| is_one_office(rulebook, title, theirs) && !title.is_former)
                },
            )
    })
}
