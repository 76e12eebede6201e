//! Who is meant: titles alone, pronouns and sets, resolved as a text goes on.

use record::PartyId;
use rulebook::Rulebook;

use crate::{cursor::Cursor, mark::What, mention::Mention, people::Someone, title::Title};

/// The title of whoever leads, under whatever office: "the Lao leader".
pub(crate) const LEADER: &str = "Leader";

/// What a reader of the text has in mind at a point of it.
#[derive(Debug)]
pub(crate) struct Discourse<'a> {
    rulebook: &'a Rulebook,
    people: &'a [Someone],
    /// The states whose account the text is or where it is written.
    home: &'a [PartyId],
    /// The two parties the text is chiefly about.
    pair: &'a [PartyId],
    /// Whom the last sentence was about.
    topic: Option<usize>,
    /// People named in this sentence so far, in order.
    here: Vec<usize>,
    /// The last set spoken of: "the two leaders".
    set: Vec<usize>,
    /// Everyone named so far, the last one last, without repeats.
    recent: Vec<usize>,
}

impl<'a> Discourse<'a> {
    /// The start of a text.
    pub(crate) fn new(
        rulebook: &'a Rulebook,
        people: &'a [Someone],
        home: &'a [PartyId],
        pair: &'a [PartyId],
    ) -> Self {
        Self { rulebook, people, home, pair, topic: None, here: Vec::new(), set: Vec::new(), recent: Vec::new() }
    }

    /// Takes note that people were spoken of.
    pub(crate) fn note(&mut self, people: &[usize]) {
        for person in people {
            self.here.push(*person);
            self.recent.retain(|known| known != person);
            self.recent.push(*person);
        }
        if people.len() > 1 {
            self.set = people.to_vec();
        }
    }

    /// Takes note that two mentions were joined by "and".
    pub(crate) fn note_joined(&mut self, people: Vec<usize>) {
        self.set = people;
    }

    /// Ends a sentence: its first person is what the next "he" means.
    pub(crate) fn end_sentence(&mut self) {
        if let Some(first) = self.here.first() {
            self.topic = Some(*first);
        }
        self.here.clear();
    }

    /// Who a title without name means: "the Lao leader", "the Presidents".
    pub(crate) fn titled(&self, mention: &Mention) -> Option<What> {
        let titles = &mention.titles;
        if !titles.is_definite && titles.party.is_none() || titles.titles.iter().any(|title| title.is_former) {
            return None;
        }
        let mut fitting: Vec<usize> =
            (0..self.people.len()).filter(|idx| self.fits(*idx, &titles.titles, titles.party.as_ref())).collect();
        if titles.is_plural {
            return (fitting.len() > 1).then_some(What::People(fitting));
        }
        fitting.sort_by_key(|idx| self.nearness(*idx));
        match (fitting.last(), &titles.party) {
            (Some(one), _) => Some(What::People(vec![*one])),
            (None, Some(party)) if party.is_state() && !titles.titles.is_empty() => Some(What::Unnamed(party.clone())),
            _ => None,
        }
    }

    /// How near a person is to mind: one of the text's own state first, then
    /// whoever was spoken of last.
    fn nearness(&self, idx: usize) -> (bool, Option<usize>) {
        let is_home = self.people.get(idx).and_then(|one| one.party.as_ref()) == self.home.first();
        (is_home && self.home.first().is_some(), self.recent.iter().position(|known| *known == idx))
    }

    fn fits(&self, idx: usize, titles: &[Title], party: Option<&PartyId>) -> bool {
        let Some(someone) = self.people.get(idx) else { return false };
        if party.is_some() && someone.party.as_ref() != party {
            return false;
        }
        titles.iter().all(|title| {
            let Some(office) = self.rulebook.offices.get(title.office) else { return false };
            someone.titles.iter().filter(|known| !known.is_former).any(|known| {
                let theirs = self.rulebook.offices.get(known.office);
                theirs.is_some_and(|theirs| {
                    theirs.title == office.title || office.title == LEADER && is_leading(&theirs.level)
                })
            })
        })
    }

    /// Who "he", "she", "his" or "her" means: the first person of this sentence
    /// so far, else whom the last sentence was about.
    pub(crate) fn single(&self) -> Option<usize> {
        self.here.first().copied().or(self.topic)
    }

    /// Who "the latter" means: the last of at least two people of this sentence.
    pub(crate) fn latter(&self) -> Option<usize> {
        if self.here.len() > 1 { self.here.last().copied() } else { None }
    }

    /// Who "they" means: the last set.
    pub(crate) fn plural(&self) -> Vec<usize> {
        self.set.clone()
    }

    /// Who "the two leaders" or "the two sides" means.
    pub(crate) fn pair(&self, cursor: &Cursor<'_>, at: usize, sort: &str) -> Option<What> {
        if sort == "parties" {
            return (self.pair.len() == 2).then(|| What::Parties(self.pair.to_vec()));
        }
        let levels = spoken_levels(cursor, self.rulebook, at);
        let mut leaders: Vec<usize> = Vec::new();
        for idx in self.recent.iter().rev().copied().chain(0..self.people.len()) {
            let Some(someone) = self.people.get(idx) else { continue };
            let has_level = someone.titles.iter().any(|title| {
                let level = self.rulebook.offices.get(title.office).map_or("", |office| office.level.as_str());
                if levels.is_empty() { is_leading(level) } else { levels.contains(&level) }
            });
            let is_other = leaders.iter().all(|known| self.people[*known].party != someone.party);
            if has_level && is_other && leaders.len() < 2 {
                leaders.push(idx);
            }
        }
        leaders.sort_unstable();
        match leaders.len() {
            2 => Some(What::People(leaders)),
            _ if self.pair.len() == 2 => Some(What::Parties(self.pair.to_vec())),
            _ => None,
        }
    }
}

/// The levels of the office that a set phrase names: "the two foreign
/// ministers"; none for "the two leaders".
fn spoken_levels<'r>(cursor: &Cursor<'_>, rulebook: &'r Rulebook, at: usize) -> Vec<&'r str> {
    let offices = (at..at + 4).find_map(|at| crate::title::office(cursor, at));
    let office = offices.and_then(|(_, office)| rulebook.offices.get(office));
    office.filter(|office| office.title != LEADER).map(|office| office.level.as_str()).into_iter().collect()
}

/// Whether people of this level meet as "the leaders".
fn is_leading(level: &str) -> bool {
    matches!(level, "head of state" | "head of government" | "party leader" | "monarch")
}
