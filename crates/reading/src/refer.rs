//! Who is meant: titles alone, pronouns and sets, resolved as a text goes on.

use record::PartyId;
use rulebook::Rulebook;

use crate::{
    cursor::Cursor,
    index::Meaning,
    mark::{Mark, What},
    mention::Mention,
    people::Someone,
    title::{LEADER, Role, Title},
};

/// What a reader of the text has in mind at a point of it.
#[derive(Debug)]
pub(crate) struct Discourse<'a> {
    rulebook: &'a Rulebook,
    people: &'a [Someone],
    /// The states whose account the text is or where it is written.
    home: &'a [PartyId],
    /// The two parties the text is chiefly about.
    pair: &'a [PartyId],
    /// The state where the text is written.
    place: Option<PartyId>,
    /// Whom the last sentence was about.
    topic: Option<usize>,
    /// People named in this sentence so far, in order.
    here: Vec<usize>,
    /// The last set spoken of: "the two leaders".
    set: Vec<usize>,
    /// The last set of parties spoken of: "both sides".
    sides: Vec<PartyId>,
    /// Those said to lead the delegation that the text is about.
    delegation: Vec<usize>,
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
        let place = None;
        Self {
            rulebook,
            people,
            home,
            pair,
            place,
            topic: None,
            here: Vec::new(),
            set: Vec::new(),
            sides: Vec::new(),
            delegation: Vec::new(),
            recent: Vec::new(),
        }
    }

    /// The same, of a text written in a state.
    pub(crate) fn written_in(self, place: Option<PartyId>) -> Self {
        Self { place, ..self }
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

    /// Takes note that a set of parties was spoken of.
    pub(crate) fn note_sides(&mut self, parties: &[PartyId]) {
        if parties.len() > 1 {
            self.sides = parties.to_vec();
        }
    }

    /// Takes note that two mentions were joined by "and".
    pub(crate) fn note_joined(&mut self, people: Vec<usize>) {
        self.set = people;
    }

    /// Turns the words for a delegation into those who lead it: "a delegation led
    /// by A and B", and "the delegation" after it.
    pub(crate) fn lead(&mut self, cursor: &Cursor<'_>, marks: &mut [Mark]) {
        for idx in 0..marks.len() {
            let Some(mark) = marks.get(idx).filter(|mark| mark.what == What::Group) else { continue };
            let is_delegation =
                mark.tokens.clone().any(|at| matches!(cursor.word(at), "delegation" | "mission"));
            if !is_delegation {
                continue;
            }
            let leaders = leaders(cursor, mark.tokens.end, marks.get(idx + 1..).unwrap_or(&[]));
            if !leaders.is_empty() {
                self.delegation = leaders;
            }
            let is_same = cursor.word(mark.tokens.start) == "the" || !self.delegation.is_empty() && idx == 0;
            let is_led = matches!(cursor.word(mark.tokens.end), "led" | "headed" | "," | "–" | "—" | "-");
            if !self.delegation.is_empty()
                && (is_same || is_led)
                && let Some(mark) = marks.get_mut(idx)
            {
                mark.what = What::People(self.delegation.clone());
                if self.delegation.len() > 1 {
                    self.set.clone_from(&self.delegation);
                }
            }
        }
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
        if !titles.is_definite && titles.party.is_none() || titles.titles.iter().any(|title| title.is_former)
        {
            return None;
        }
        if titles.is_counterpart || titles.role.is_some() {
            return self.in_role(mention);
        }
        let mut fitting: Vec<usize> = (0..self.people.len())
            .filter(|idx| self.fits(*idx, &titles.titles, titles.party.as_ref()))
            .collect();
        let leads = |title: &Title| {
            self.rulebook.offices.get(title.office).is_some_and(|office| office.title == LEADER)
        };
        if titles.is_plural && titles.titles.iter().any(leads) {
            return None;
        }
        if titles.is_plural {
            return (fitting.len() > 1).then_some(What::People(fitting));
        }
        fitting.sort_by_key(|idx| (self.is_called(*idx, &titles.titles), self.nearness(*idx)));
        let fitting =
            fitting.last().copied().or_else(|| self.untitled(titles.party.as_ref()?, &titles.titles));
        match (fitting, &titles.party) {
            (Some(one), _) => Some(What::People(vec![one])),
            (None, Some(party)) if party.is_state() && !titles.titles.is_empty() => {
                Some(What::Unnamed(party.clone()))
            }
            (None, None) => self.own_leader(&titles.titles).map(What::Unnamed),
            _ => None,
        }
    }

    /// Whose "the President" is in a text that names none: of the state whose account
    /// the text is.
    fn own_leader(&self, titles: &[Title]) -> Option<PartyId> {
        let leads = |title: &Title| {
            let office = self.rulebook.offices.get(title.office);
            office.is_some_and(|office| {
                matches!(office.level.as_str(), "head of state" | "head of government")
                    && office.title != LEADER
            })
        };
        let [own] = self.home else { return None };
        (!titles.is_empty() && titles.iter().all(leads)).then(|| own.clone())
    }

    /// Who leads a state in a text that gives its leader no title: "Vladimir Putin
    /// called ... The Russian President said", if it names nobody else of Russia.
    fn untitled(&self, party: &PartyId, titles: &[Title]) -> Option<usize> {
        let leads = titles.iter().all(|title| {
            self.rulebook.offices.get(title.office).is_some_and(|office| is_leading(&office.level))
        });
        leads.then(|| self.only_of(party)).flatten()
    }

    /// The one person that a text names of a party, if it gives them no title.
    fn only_of(&self, party: &PartyId) -> Option<usize> {
        let mut own = (0..self.people.len())
            .filter(|idx| self.people.get(*idx).is_some_and(|one| one.party.as_ref() == Some(party)));
        let only = own.next().filter(|idx| self.people.get(*idx).is_some_and(|one| one.titles.is_empty()))?;
        own.next().is_none().then_some(only)
    }

    /// Whether the text gives a person just these titles: after "State President
    /// Luong Cuong", "the President" is rather whom it calls "President".
    fn is_called(&self, idx: usize, titles: &[Title]) -> bool {
        let Some(someone) = self.people.get(idx) else { return false };
        titles.iter().all(|title| someone.titles.iter().any(|known| known.office == title.office))
    }

    /// Who "his Lao guest", "the host" or "his Vietnamese counterpart" means:
    /// the leading person of the party named; else the host is of the state
    /// where the text is written, and the guest of the other one.
    fn in_role(&self, mention: &Mention) -> Option<What> {
        let place = self.place.as_ref().or(self.home.first());
        let other = self.pair.iter().find(|party| Some(*party) != place);
        let party = mention.titles.party.as_ref().or(match mention.titles.role {
            Some(Role::Host) => place,
            Some(Role::Guest) => other,
            None => None,
        })?;
        let leader = self.leader(party)?;
        // Nobody is their own guest: "Thongloun chaired a ceremony for the guest".
        let is_subject = self.here.first() == Some(&leader) && mention.titles.party.is_none();
        let others = || self.pair.iter().filter(|other| *other != party);
        let leader = if is_subject { others().find_map(|other| self.leader(other))? } else { leader };
        Some(What::People(vec![leader]))
    }

    /// How near a person is to mind: one of the text's own state first, then
    /// whoever was spoken of last.
    fn nearness(&self, idx: usize) -> (bool, Option<usize>) {
        let is_home = self.people.get(idx).and_then(|one| one.party.as_ref()) == self.home.first();
        (is_home && !self.home.is_empty(), self.recent.iter().position(|known| *known == idx))
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

    /// Who "them" means: the last set of people.
    pub(crate) fn plural(&self) -> Vec<usize> {
        self.set.clone()
    }

    /// Who "they" means: the last set of people, else of parties.
    pub(crate) fn they(&self) -> Option<What> {
        match (self.set.is_empty(), self.sides.is_empty()) {
            (false, _) => Some(What::People(self.set.clone())),
            (true, false) => Some(What::Parties(self.sides.clone())),
            (true, true) => None,
        }
    }

    /// Who "the leaders of the ruling Parties of Laos and Vietnam" means: the
    /// leading person of each of the parties named; and where the phrase ends.
    pub(crate) fn leaders_of(&self, cursor: &Cursor<'_>, at: usize) -> Option<(usize, What)> {
        let start = at + usize::from(cursor.word(at) == "the");
        if cursor.word(start) != "leaders" || cursor.word(start + 1) != "of" {
            return None;
        }
        let mut parties: Vec<(usize, PartyId)> = Vec::new();
        for at in start + 2..start + 14 {
            let named = cursor.hits(at).find_map(|(length, meaning)| match meaning {
                Meaning::Party(party) if party.is_state() => Some((at + length, party.clone())),
                Meaning::Body(body) => Some((at + length, self.rulebook.bodies.get(*body)?.party.clone()?)),
                _ => None,
            });
            parties.extend(named.filter(|(_, party)| parties.iter().all(|(_, known)| known != party)));
            if parties.len() == 2 {
                break;
            }
        }
        let [(_, first), (end, second)] = parties.as_slice() else { return None };
        let people: Vec<usize> = [first, second].into_iter().filter_map(|party| self.leader(party)).collect();
        (people.len() == 2).then_some((*end, What::People(people)))
    }

    /// The leading person of a party: the one last spoken of, else the first.
    fn leader(&self, party: &PartyId) -> Option<usize> {
        let leads = |idx: &usize| {
            let Some(someone) = self.people.get(*idx) else { return false };
            let mut offices =
                someone.titles.iter().filter_map(|title| self.rulebook.offices.get(title.office));
            someone.party.as_ref() == Some(party) && offices.any(|office| is_leading(&office.level))
        };
        let spoken = self.recent.iter().rev().find(|idx| leads(idx)).copied();
        spoken.or_else(|| (0..self.people.len()).find(leads))
    }

    /// Whether people are those of just these parties.
    pub(crate) fn are_of(&self, what: &What, parties: &[PartyId]) -> bool {
        let What::People(people) = what else { return false };
        let party = |idx: &usize| self.people.get(*idx).and_then(|one| one.party.as_ref());
        people.len() == parties.len()
            && people.iter().all(|idx| party(idx).is_some_and(|it| parties.contains(it)))
    }

    /// Who "the two leaders" or "the two sides" means.
    pub(crate) fn pair(&self, cursor: &Cursor<'_>, at: usize, sort: &str) -> Option<What> {
        if sort == "parties" {
            return (self.pair.len() == 2).then(|| What::Parties(self.pair.to_vec()));
        }
        let levels = spoken_levels(cursor, self.rulebook, at);
        let mut leaders: Vec<usize> = Vec::new();
        for idx in self.recent.iter().rev().copied().chain(0..self.people.len()) {
            let Some(someone) = self.people.get(idx).filter(|one| !one.is_past_leader) else { continue };
            let has_level = someone.titles.iter().any(|title| {
                let level =
                    self.rulebook.offices.get(title.office).map_or("", |office| office.level.as_str());
                if levels.is_empty() { is_leading(level) } else { levels.contains(&level) }
            });
            let is_other = leaders.iter().all(|known| self.people[*known].party != someone.party);
            // A queen who is mourned is not one of the two leaders who met.
            let is_placed = self.pair.len() < 2 || someone.party.is_some();
            if has_level && is_other && is_placed && leaders.len() < 2 {
                leaders.push(idx);
            }
        }
        if levels.iter().all(|level| is_leading(level)) && leaders.len() < 2 {
            let party_of = |idx: &usize| self.people.get(*idx).and_then(|one| one.party.clone());
            let known: Vec<PartyId> = leaders.iter().filter_map(party_of).collect();
            let missing = self.pair.iter().filter(|party| !known.contains(party));
            leaders.extend(missing.filter_map(|party| self.only_of(party)));
        }
        leaders.sort_unstable();
        match leaders.len() {
            2 => Some(What::People(leaders)),
            _ if self.pair.len() == 2 => Some(What::Parties(self.pair.to_vec())),
            _ => None,
        }
    }
}

/// The people listed behind "led by" or "headed by", a comma or dash before it.
fn leaders(cursor: &Cursor<'_>, end: usize, behind: &[Mark]) -> Vec<usize> {
    let at = end + usize::from(matches!(cursor.word(end), "," | "–" | "—" | "-"));
    if !matches!(cursor.word(at), "led" | "headed") || cursor.word(at + 1) != "by" {
        return Vec::new();
    }
    let mut leaders: Vec<usize> = Vec::new();
    let mut next = at + 2;
    for mark in behind {
        // Titles that nobody knows may stand between two of the names.
        let is_listed = (next..mark.tokens.start).all(|at| {
            matches!(cursor.word(at), "," | "and" | "the" | "of" | "for" | "to" | "in" | "-")
                || cursor.is_capital(at)
        });
        if !is_listed {
            break;
        }
        match &mark.what {
            What::People(people) => leaders
                .extend(people.iter().filter(|one| !leaders.contains(one)).copied().collect::<Vec<_>>()),
            What::Date(_) | What::Amount(_) => break,
            _ => {}
        }
        next = mark.tokens.end;
    }
    leaders
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
