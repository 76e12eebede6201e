//! The reader: one pass over a document, from phrases to resolved marks.

use std::collections::BTreeMap;

use record::{Edtf, PartyId, Place};
use rulebook::Rulebook;
use text::Document;

use crate::{
    calendar::{self, Anchor},
    capacity,
    cursor::Cursor,
    date,
    index::{Hit, Index, Meaning},
    leaders::Leaders,
    mark::Reading,
    mention::{self, Mention},
    notice, organisation,
    people::{self, Known, Someone},
    post,
    recognised::Recogniser,
    sparing::{self, Lists},
    walk::{Walk, looks_forward},
};

/// Reads documents by one rulebook. Built once, shared between threads.
#[derive(Debug)]
pub struct Reader<'r> {
    rulebook: &'r Rulebook,
    index: Index,
    leaders: Leaders<'r>,
    /// The lists whose words need a tree; none where every sentence is parsed.
    parsed: Option<Lists<'r>>,
    recogniser: Recogniser,
}

impl<'r> Reader<'r> {
    /// Indexes a rulebook.
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self {
            rulebook,
            index: Index::new(rulebook),
            leaders: Leaders::new(rulebook),
            parsed: None,
            recogniser: Recogniser::default(),
        }
    }

    /// A reader that parses only sentences in which a phrase of one of these word
    /// lists stands beside somebody who may be its subject, or a name that no list
    /// knows; [`Tree::word`](crate::Tree::word) has nothing for the others.
    pub fn sparing(rulebook: &'r Rulebook, lists: Lists<'r>) -> Self {
        Self { parsed: Some(lists), ..Self::new(rulebook) }
    }

    /// The rulebook read by.
    pub fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// The phrases of a word list that start at token `at` and end before token
    /// `end`, longest first: how many tokens, and what the phrase stands for.
    pub fn listed<'a>(
        &'a self,
        document: &'a Document,
        tokens: std::ops::Range<usize>,
        list: &'a str,
    ) -> impl Iterator<Item = (usize, &'a str)> {
        self.hits(document, tokens.start, tokens.end).filter_map(move |hit| match hit.meaning {
            Meaning::Word(name, means) if name == list => Some((hit.length, means.as_str())),
            _ => None,
        })
    }

    /// What the phrases of a word list in a text stand for, in its order.
    pub fn listed_in(&self, text: &str, list: &str) -> Vec<&str> {
        let tokens = text::tokens(text);
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            let means = self.index.hits(text, &tokens, at).find_map(|hit| match hit.meaning {
                Meaning::Word(name, means) if name == list => Some(means.as_str()),
                _ => None,
            });
            found.extend(means);
        }
        found
    }

    /// The first state or organisation that a run of tokens names, by its name
    /// or its adjective.
    pub fn party_within(&self, document: &Document, tokens: std::ops::Range<usize>) -> Option<PartyId> {
        self.next_party(document, tokens).map(|(_, party)| party)
    }

    /// Every state and organisation that a run of tokens names, by name or
    /// adjective, without repeats.
    pub fn parties_within(&self, document: &Document, tokens: std::ops::Range<usize>) -> Vec<PartyId> {
        let mut parties = Vec::new();
        let mut at = tokens.start;
        while let Some((end, party)) = self.next_party(document, at..tokens.end) {
            at = end;
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
        parties
    }

    /// The first party that a run of tokens names, and the token behind its name.
    fn next_party(&self, document: &Document, tokens: std::ops::Range<usize>) -> Option<(usize, PartyId)> {
        let (mut tokens, end) = (tokens.clone(), tokens.end);
        tokens.find_map(|at| {
            let (length, party) = self.hits(document, at, end).find_map(|hit| match hit.meaning {
                Meaning::Party(party) | Meaning::Adjective(party) => Some((hit.length, party.clone())),
                Meaning::Body(body) => Some((hit.length, self.rulebook.bodies.get(*body)?.party.clone()?)),
                _ => None,
            })?;
            Some((at + length, party))
        })
    }

    /// The names of the word lists of which a phrase starts at token `at` and
    /// ends before token `end`.
    pub fn lists<'a>(
        &'a self,
        document: &'a Document,
        tokens: std::ops::Range<usize>,
    ) -> impl Iterator<Item = &'a str> {
        self.hits(document, tokens.start, tokens.end).filter_map(|hit| match hit.meaning {
            Meaning::Word(name, _) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The phrases that start at token `at` and end before token `end`.
    fn hits<'a>(&'a self, document: &'a Document, at: usize, end: usize) -> impl Iterator<Item = Hit<'a>> {
        self.index.hits(&document.text, document.tokens.get(..end).unwrap_or(&[]), at)
    }

    /// Recognises people, parties, places, dates and amounts. Never fails:
    /// what cannot be told stays empty and may be said in a notice.
    pub fn read<'d>(&self, document: &'d Document) -> Reading<'d> {
        let hits = self.index.all_hits(document);
        let cursors: Vec<Cursor<'_>> = document
            .sentences
            .iter()
            .map(|sentence| Cursor::new(document, &self.index, &hits, sentence.tokens.clone()))
            .collect();
        let parsed = self
            .parsed
            .map_or_else(|| vec![true; cursors.len()], |lists| sparing::parsed(document, &cursors, lists));
        let (recognised, tree) = self.recogniser.read(document, &parsed);
        let known = Known { rulebook: self.rulebook, leaders: &self.leaders, recognised };
        let mentions: Vec<Mention> = cursors
            .iter()
            .enumerate()
            .flat_map(|(sentence, cursor)| mention::mentions(cursor, &known, sentence))
            .collect();
        let mut someones = people::people(&cursors, &mentions, &known);
        let home = self.home(document);
        let is_abroad = |someone: &Someone, home: &PartyId| {
            let first = someone.mentions.first().and_then(|idx| mentions.get(*idx));
            let first = first.filter(|mention| !is_author(document, &cursors, mention));
            let first = first.and_then(|mention| Some((mention, cursors.get(mention.sentence)?)));
            first.is_some_and(|(mention, cursor)| is_set_abroad(cursor, home) && !sets_out(cursor, mention))
        };
        let anchor = anchor(document, &cursors);
        self.leaders.place(&mut someones, self.rulebook, anchor.day);
        people::infer_parties(&mut someones, self.rulebook, &home, is_abroad);
        let pair = pair(&cursors, &someones, &home);
        // Whom neither title nor outlet places is of the other side, if there is
        // just one other side.
        if let ([home], [_, _]) = (home.as_slice(), pair.as_slice()) {
            let other: Vec<PartyId> = pair.iter().filter(|party| *party != home).cloned().collect();
            if other.len() == 1 {
                people::infer_parties(&mut someones, self.rulebook, &other, is_abroad);
            }
        }
        people::place_hosts(&mut someones, self.rulebook, |someone| {
            let mention = someone.mentions.first().and_then(|idx| mentions.get(*idx))?;
            place_of_sentence(cursors.get(mention.sentence)?, mention)
        });
        let offices = capacity::offices_alone(&mentions, &cursors, &pair, self.rulebook);
        capacity::give_offices(&mut someones, offices, self.rulebook);
        let place = self.dateline_country(document);
        let walk =
            Walk { reader: self, mentions: &mentions, people: &someones, home: &home, pair: &pair, place };
        let marks = walk.marks(&cursors, anchor);
        let said_as = walk.said_as(&cursors, &marks);
        let posts = post::posts(self, &cursors, &mentions);
        let people = walk.people_of(&cursors, &marks);
        let notices = notice::notices(document, &cursors, (&people, &someones), (&mentions, &marks));
        let mut organisations = organisation::organisations(&cursors, &known.recognised);
        organisations.extend(organisation::credited(document, &self.index));
        organisations.sort_by_key(|name| name.start);
        Reading { document, people, marks, said_as, posts, pair, tree, organisations, notices }
    }

    /// The state whose account a document is: of its outlet or agency, else of
    /// the place it is datelined.
    fn home(&self, document: &Document) -> Vec<PartyId> {
        let home = document.country.clone().or_else(|| self.dateline_country(document));
        home.into_iter().collect()
    }

    fn dateline_country(&self, document: &Document) -> Option<PartyId> {
        self.dateline_place(document)?.country
    }

    /// The place at the head of a document, if a rule knows it.
    pub fn dateline_place(&self, document: &Document) -> Option<Place> {
        let place = document.dateline.as_ref()?.place.as_deref()?;
        let tokens = text::tokens(place);
        self.index.hits(place, &tokens, 0).find_map(|hit| match hit.meaning {
            Meaning::Place(place) => Some(place.clone()),
            _ => None,
        })
    }
}

/// The day a text speaks from, and the last year that it writes out: what a
/// report mentions beside its news lies before it.
fn anchor(document: &Document, cursors: &[Cursor<'_>]) -> Anchor {
    let dateline = document.dateline.as_ref().and_then(|dateline| dateline.date);
    let day = dateline.or(document.published.value).as_ref().and_then(Edtf::single_day);
    let mut years = Vec::new();
    for cursor in cursors {
        let mut at = cursor.start;
        while at < cursor.end {
            let found = date::spoken(cursor, at);
            if let Some((_, spoken)) = found
                && let Some(year) = calendar::year_written(spoken)
            {
                years.push((year, looks_forward(cursor, at)));
            }
            at += found.map_or(1, |(length, _)| length);
        }
    }
    let manner = calendar::manner(day, years.iter().map(|(year, _)| *year));
    let year = years.iter().filter(|(_, is_ahead)| !is_ahead).map(|(year, _)| *year).max();
    Anchor { day, year, manner, told: None, near: None }
}

/// Whether a headline names somebody as the one whose words follow: "Statement by
/// Press Secretary Ann Lee".
fn is_author(document: &Document, cursors: &[Cursor<'_>], mention: &Mention) -> bool {
    let Some(cursor) = cursors.get(mention.sentence).filter(|_| document.is_in_title(mention.sentence))
    else {
        return false;
    };
    let is_by = mention.start > cursor.start && matches!(cursor.word(mention.start - 1), "by" | "from");
    let said = |word: &str| matches!(word, "statement" | "remarks" | "message" | "briefing" | "readout");
    is_by && (cursor.start..mention.start).any(|at| said(cursor.word(at)))
}

/// Whether a sentence names another state or a city of it, and nothing of this one.
fn is_set_abroad(cursor: &Cursor<'_>, home: &PartyId) -> bool {
    let hits = || (cursor.start..cursor.end).flat_map(|at| cursor.hits(at));
    let is_elsewhere = hits().any(|(_, meaning)| match meaning {
        Meaning::Place(place) => place.country.as_ref().is_some_and(|country| country != home),
        Meaning::Party(party) | Meaning::Adjective(party) => party != home,
        _ => false,
    });
    let is_here = hits().any(|(_, meaning)| match meaning {
        Meaning::Place(place) => place.country.as_ref() == Some(home),
        Meaning::Party(party) | Meaning::Adjective(party) => party == home,
        _ => false,
    });
    is_elsewhere && !is_here
}

/// Whether somebody named at the head of a sentence is said to travel: "Minister A
/// travelled to Peru" is told by A's own side.
fn sets_out(cursor: &Cursor<'_>, mention: &Mention) -> bool {
    let is_place = |at: usize| {
        cursor.hits(at).any(|(_, meaning)| matches!(meaning, Meaning::Place(_) | Meaning::Party(_)))
    };
    let is_first = !(cursor.start..mention.start).any(is_place);
    let is_travel = |at: usize| {
        let word = cursor.word(at);
        word.starts_with("travel") || cursor.listed(at, "visit").is_some() || word.starts_with("visit")
    };
    is_first && (mention.end..cursor.end.min(mention.end + 12)).any(is_travel)
}

/// The state at whose place a sentence opens, of somebody whom others met there:
/// "In Peru, she met with Foreign Minister A".
fn place_of_sentence(cursor: &Cursor<'_>, mention: &Mention) -> Option<PartyId> {
    let mut at = cursor.start + usize::from(cursor.word(cursor.start) == "while");
    if cursor.word(at) != "in" {
        return None;
    }
    at += 1 + usize::from(cursor.word(at + 1) == "the");
    let (length, state) = cursor.hits(at).find_map(|(length, meaning)| match meaning {
        Meaning::Place(place) => Some((length, place.country.clone()?)),
        Meaning::Party(party) if party.is_state() => Some((length, party.clone())),
        _ => None,
    })?;
    let is_met = (at + length..mention.start).any(|at| cursor.listed(at, "meet").is_some());
    is_met.then_some(state)
}

/// The two parties a text is chiefly about: those named most often, the text's
/// own state counted once more.
fn pair(cursors: &[Cursor<'_>], people: &[Someone], home: &[PartyId]) -> Vec<PartyId> {
    let mut counts: BTreeMap<PartyId, usize> = BTreeMap::new();
    let named = cursors.iter().flat_map(|cursor| {
        (cursor.start..cursor.end).filter_map(|at| {
            cursor.hits(at).find_map(|(_, meaning)| match meaning {
                Meaning::Party(party) | Meaning::Adjective(party) if party.is_state() => Some(party.clone()),
                _ => None,
            })
        })
    });
    let held = people.iter().filter_map(|someone| Some((someone.party.clone()?, someone.mentions.len())));
    for (party, count) in named.map(|party| (party, 1)).chain(held) {
        *counts.entry(party).or_default() += count;
    }
    if let Some(count) = home.first().and_then(|home| counts.get_mut(home)) {
        *count += 1;
    }
    let mut ranked: Vec<(PartyId, usize)> =
        counts.into_iter().filter(|(party, _)| party.is_state()).collect();
    ranked.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    let mut pair: Vec<PartyId> = ranked.into_iter().take(2).map(|(party, _)| party).collect();
    pair.sort();
    pair
}
