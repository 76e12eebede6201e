//! The world that documents are generated of: states, persons, offices that change
//! hands, and what truly happened.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date, civil::date};
use record::EncounterKind as Kind;

use super::names::{Style, name, plain};
use crate::search::Dice;

/// The first day of the fifteen years.
const START: Date = date(2010, 1, 1);
const DAYS: u64 = 15 * 365;

/// Offices of every state: title, the same in other words, body, level.
const OFFICES: &[(&str, &str, &str)] = &[
    ("President", "President", "head of state"),
    ("Prime Minister", "Prime Minister", "head of government"),
    ("Foreign Minister", "Minister of Foreign Affairs", "minister"),
    ("Defence Minister", "Minister of Defence", "minister"),
    ("Trade Minister", "Minister of Trade", "minister"),
    ("Finance Minister", "Minister of Finance", "minister"),
    ("Health Minister", "Minister of Health", "minister"),
    ("Minister of Justice", "Justice Minister", "minister"),
    ("Deputy Foreign Minister", "Deputy Minister of Foreign Affairs", "deputy minister"),
    ("Speaker of Parliament", "Speaker of the Parliament", "speaker"),
    ("Ambassador", "Ambassador", "ambassador"),
];

/// A state.
pub(crate) struct State {
    pub(crate) code: &'static str,
    pub(crate) capital: &'static str,
    /// Hours from Greenwich.
    pub(crate) hours: i64,
    pub(crate) style: Style,
}

/// A person.
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) state: usize,
}

/// A person's time in an office.
struct Term {
    person: usize,
    office: usize,
    first: Date,
    last: Date,
}

/// Something that happened, or a part of it.
pub(crate) struct Part {
    pub(crate) kind: Kind,
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) city: Option<String>,
}

/// What documents report together: a visit with its parts, calls, a meeting.
pub(crate) struct Event {
    /// The state visited or met in; of calls, the caller's.
    pub(crate) host_state: usize,
    pub(crate) guest_state: usize,
    /// Person and office.
    pub(crate) host: (usize, usize),
    pub(crate) guest: (usize, usize),
    /// A visit comes before its parts.
    pub(crate) parts: Vec<Part>,
}

pub(crate) struct World {
    pub(crate) states: Vec<State>,
    pub(crate) persons: Vec<Person>,
    terms: Vec<Vec<Term>>,
}

impl World {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let rows = include_str!("states.tsv").lines().skip(1);
        let states: Vec<State> = rows.filter_map(state).collect();
        let mut world = Self { persons: Vec::new(), terms: Vec::new(), states };
        for state in 0..world.states.len() {
            let terms = world.terms_of(state, dice);
            world.terms.push(terms);
        }
        world
    }

    /// Who held which office of a state when. A third of them held another before.
    fn terms_of(&mut self, state: usize, dice: &mut Dice) -> Vec<Term> {
        let mut names = BTreeSet::new();
        let mut terms: Vec<Term> = Vec::new();
        for office in (0..OFFICES.len()).rev() {
            let mut first = START;
            while first < START.saturating_add((DAYS as i64).days()) {
                let last = first.saturating_add((700 + dice.roll(1300) as i64).days());
                let free: Vec<usize> = terms
                    .iter()
                    .filter(|term| term.office != office && term.last < first)
                    .map(|term| term.person)
                    .filter(|person| !terms.iter().any(|term| term.person == *person && term.last >= first))
                    .collect();
                let person = match free.len() as u64 {
                    n_free if n_free > 0 && dice.roll(3) == 0 => free[dice.roll(n_free) as usize],
                    _ => self.newcomer(state, &mut names, dice),
                };
                terms.push(Term { person, office, first, last });
                first = last.saturating_add(1.day());
            }
        }
        terms
    }

    fn newcomer(&mut self, state: usize, names: &mut BTreeSet<String>, dice: &mut Dice) -> usize {
        loop {
            let name = name(self.states[state].style, dice);
            if names.insert(plain(&name)) {
                self.persons.push(Person { name, state });
                return self.persons.len() - 1;
            }
        }
    }

    /// Who holds an office of a state on a day.
    fn holder(&self, state: usize, office: usize, day: Date) -> Option<(usize, usize)> {
        let term = self.terms[state]
            .iter()
            .find(|term| term.office == office && term.first <= day && day <= term.last);
        term.map(|term| (term.person, office))
    }

    /// The office in one of its wordings, and its level.
    pub(crate) fn office(office: usize, is_other: bool) -> (&'static str, &'static str) {
        let (title, other, level) = OFFICES[office];
        (if is_other { other } else { title }, level)
    }

    /// The next thing that happens.
    pub(crate) fn event(&self, dice: &mut Dice) -> Event {
        loop {
            let day = START.saturating_add((dice.roll(DAYS) as i64).days());
            let n_states = self.states.len() as u64;
            let (host_state, guest_state) = (dice.roll(n_states) as usize, dice.roll(n_states) as usize);
            let office = dice.roll(OFFICES.len() as u64) as usize;
            let other = if dice.roll(4) == 0 { dice.roll(3) as usize } else { office };
            let host = self.holder(host_state, other, day);
            let guest = self.holder(guest_state, office, day);
            if let (Some(host), Some(guest)) = (host, guest)
                && host_state != guest_state
            {
                let parts = self.parts(&self.states[host_state], day, dice);
                return Event { host_state, guest_state, host, guest, parts };
            }
        }
    }

    fn parts(&self, state: &State, day: Date, dice: &mut Dice) -> Vec<Part> {
        let part = |kind, first: Date, last: Date, city: Option<&str>| Part {
            kind,
            first,
            last,
            city: city.map(str::to_owned),
        };
        let on = |offset: i64| day.saturating_add(offset.days());
        match dice.roll(10) {
            0..4 => {
                let length = 1 + dice.roll(4) as i64;
                let kind = [Kind::StateVisit, Kind::OfficialVisit, Kind::Visit][dice.roll(3) as usize];
                let mut parts =
                    vec![part(kind, day, on(length), None), part(Kind::Talks, day, day, Some(state.capital))];
                for kind in [Kind::WelcomeCeremony, Kind::Signing, Kind::Reception] {
                    let of = on(dice.roll(length as u64) as i64);
                    if dice.roll(2) == 0 {
                        parts.push(part(kind, of, of, Some(state.capital)));
                    }
                }
                parts
            }
            4..8 => {
                let mut parts = vec![part(Kind::PhoneCall, day, day, None)];
                if dice.roll(6) == 0 {
                    parts.push(part(Kind::PhoneCall, on(1), on(1), None));
                }
                parts
            }
            _ => vec![part(Kind::Meeting, day, day, Some(state.capital))],
        }
    }
}

fn state(row: &'static str) -> Option<State> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [code, capital, hours, style] = columns.as_slice() else { return None };
    Some(State { code, capital, hours: hours.parse().ok()?, style: Style::parse(style) })
}
