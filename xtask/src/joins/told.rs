//! Generated documents: what outlets report of the generated world, and which
//! person and which encounter each claim truly is of.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use record::{
    Act, Actor, Article, Capacity, DateFrom, Dateline, Edtf, Encounter, EncounterKind as Kind, How, Mention,
    PartyId, Person, PersonId, Place, Published, Record, SCHEMA, Span, Statement, Status,
};
use sha2::{Digest, Sha256};

use super::{
    names::{Way, way, written},
    world::{Event, Part, World},
};
use crate::search::Dice;

/// Hours between two clocks from which one call can be dated by two days.
const FAR: i64 = 5;

/// A sentence that says nothing, so that texts are as long as in a newspaper.
const FILLING: &str = "Officials on both sides said that the work of the coming months had been gone through \
    point by point, and that the ministries concerned would report on it. ";

/// A document and the truth of its claims.
pub(crate) struct Told {
    pub(crate) record: Record,
    /// Claim, and the number of what it is truly of.
    pub(crate) truth: Vec<(String, u64)>,
}

/// Makes documents one after another, the same for the same seed.
pub(crate) struct Newsroom {
    dice: Dice,
    world: World,
    event: Event,
    /// The number of the event, from 1.
    number: u64,
    /// Reports of the event that are still to be written.
    n_left: u64,
    is_late: bool,
    before: Option<Told>,
    n_written: usize,
}

/// Who publishes, when, and how far what is reported had come.
struct Desk {
    state: usize,
    outlet: String,
    day: Date,
    status: Status,
}

impl Newsroom {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice(seed | 1);
        let world = World::new(&mut dice);
        let event = world.event(&mut dice);
        Self { dice, world, event, number: 1, n_left: 4, is_late: false, before: None, n_written: 0 }
    }

    /// How many persons there are.
    pub(crate) fn n_persons(&self) -> usize {
        self.world.persons.len()
    }

    /// The next document.
    pub(crate) fn next(&mut self) -> Told {
        if self.n_left == 0 {
            self.event = self.world.event(&mut self.dice);
            self.number += 1;
            self.n_left = 1 + self.dice.roll(8);
            self.is_late = self.dice.roll(4) == 0;
            self.before = None;
        }
        self.n_left -= 1;
        self.n_written += 1;
        let desk = self.desk();
        let is_copy = self.dice.roll(4) == 0 && desk.status == Status::Held;
        let told = match self.before.take().filter(|_| is_copy) {
            Some(before) => copy(before, &desk.outlet, self.n_written),
            None => self.told(&desk),
        };
        let is_held = desk.status == Status::Held;
        self.before = is_held.then(|| Told { record: told.record.clone(), truth: told.truth.clone() });
        told
    }

    fn desk(&mut self) -> Desk {
        let is_visit = self.event.parts[0].kind.is_visit();
        let status = if is_visit && self.dice.roll(8) == 0 { Status::Planned } else { Status::Held };
        let state = match self.dice.roll(5) {
            0 | 1 => self.event.host_state,
            2 | 3 => self.event.guest_state,
            _ => self.dice.roll(self.world.states.len() as u64) as usize,
        };
        let paper = ["Post", "Herald", "Courier", "Gazette", "Times", "Observer"][self.dice.roll(6) as usize];
        let outlet = format!("{} {paper}", self.world.states[state].capital);
        let last = self.event.parts.iter().map(|part| part.last).max().unwrap_or_default();
        let day = match status {
            Status::Planned => {
                self.event.parts[0].first.saturating_sub((2 + self.dice.roll(30) as i64).days())
            }
            _ => last.saturating_add((1 + self.dice.roll(3) as i64).days()),
        };
        Desk { state, outlet, day, status }
    }

    /// A report of its own.
    fn told(&mut self, desk: &Desk) -> Told {
        let mut text = Text::default();
        let dateline = &self.world.states[desk.state].capital.to_uppercase();
        text.push(&format!("{dateline}, {} ({}) - ", desk.day, desk.outlet));
        let mut truth = Vec::new();
        let mut people = Vec::new();
        for (idx, (person, office)) in [self.event.host, self.event.guest].into_iter().enumerate() {
            let id = format!("p{}", idx + 1);
            truth.push((id.clone(), person as u64));
            people.push(self.person(&id, (person, office), &mut text));
        }
        let mut encounters: Vec<Encounter> = Vec::new();
        for idx in 0..self.event.parts.len() {
            // Of a visit that is still to come only the visit is told; of one held, some
            // of its parts.
            let is_told = idx == 0 || desk.status == Status::Held && self.dice.roll(3) > 0;
            if is_told {
                let id = format!("e{}", encounters.len() + 1);
                truth.push((id.clone(), self.number << 32 | idx as u64));
                let within =
                    encounters.first().filter(|first| first.kind.is_visit()).map(|first| first.id.clone());
                encounters.push(self.encounter((id, within), (idx, desk), &mut text));
            }
        }
        let said = text.push("The two sides spoke of trade and of the border. ");
        let statements = vec![Statement {
            id: "s1".to_owned(),
            speakers: vec![Actor::parse("p1")],
            act: Act::Say,
            addressees: vec![Actor::parse("p2")],
            areas: Vec::new(),
            quoted: false,
            encounter: None,
            evidence: vec![said],
            by: "bench".to_owned(),
        }];
        for _ in 0..3 + self.dice.roll(6) {
            text.push(FILLING);
        }
        let article = article(desk, &self.world, text.words, self.n_written);
        let record = Record {
            schema: SCHEMA.to_owned(),
            article,
            people,
            encounters,
            statements,
            commitments: Vec::new(),
            instruments: Vec::new(),
            figures: Vec::new(),
            formulas: Vec::new(),
            milestones: Vec::new(),
            notices: Vec::new(),
        };
        Told { record, truth }
    }

    fn person(&mut self, id: &str, holder: (usize, usize), text: &mut Text) -> Person {
        let (person, office) = holder;
        let known = &self.world.persons[person];
        let state = &self.world.states[known.state];
        let way = way(&mut self.dice);
        let name = written(&known.name, state.style, way, &mut self.dice);
        let (title, level) = World::office(office, self.dice.roll(5) == 0);
        text.push(&format!("{title} "));
        let span = text.push(&name);
        text.push(&format!(" of {} spoke. ", state.capital));
        let is_bare = matches!(way, Way::Full | Way::Plain | Way::Honorific) && self.dice.roll(12) == 0;
        let is_stateless = way != Way::Last && self.dice.roll(16) == 0;
        let party = PartyId(state.code.to_owned());
        let capacity = Capacity {
            label: format!("{title} of {}", state.code),
            title: title.to_owned(),
            body: None,
            party: Some(party.clone()),
            level: Some(level.to_owned()),
        };
        Person {
            id: PersonId(id.to_owned()),
            names: vec![name.clone()],
            name,
            country: (!is_stateless).then_some(party),
            capacities: if is_bare { Vec::new() } else { vec![capacity] },
            mentions: vec![Mention { span, how: How::Name }],
            terms: Vec::new(),
            by: "bench".to_owned(),
        }
    }

    /// One encounter, told with more or less.
    fn encounter(
        &mut self,
        id: (String, Option<String>),
        (idx, desk): (usize, &Desk),
        text: &mut Text,
    ) -> Encounter {
        let date = self.date(idx, desk);
        let part: &Part = &self.event.parts[idx];
        let states = &self.world.states;
        let host = &states[self.event.host_state];
        let is_placed = part.kind.is_visit() || self.dice.roll(6) > 0;
        let country = Some(PartyId(host.code.to_owned()));
        let place = match &part.city {
            Some(city) => Some(Place { name: city.clone(), country, is_country: false }),
            None if part.kind.is_visit() => {
                Some(Place { name: host.code.to_owned(), country, is_country: true })
            }
            None => None,
        };
        let told = date.map_or_else(|| "then".to_owned(), |date| date.to_string());
        let words = text.push(&format!("The {} took place {told}.", part.kind));
        text.push(" ");
        let both = ["p1", "p2"].map(Actor::parse);
        let is_call = part.kind.is_call();
        Encounter {
            id: id.0,
            // Some call every contact a meeting.
            kind: if part.kind == Kind::Talks && self.dice.roll(8) == 0 { Kind::Meeting } else { part.kind },
            status: desk.status,
            date,
            date_from: if date.is_some() { DateFrom::Text } else { DateFrom::None },
            weekday: None,
            place: place.filter(|_| is_placed),
            hosts: if is_call { Vec::new() } else { both[..1].to_vec() },
            guests: if is_call { Vec::new() } else { both[1..].to_vec() },
            participants: if part.kind.is_visit() { both[1..].to_vec() } else { both.to_vec() },
            groups: Vec::new(),
            capacities: BTreeMap::new(),
            occasion: None,
            within: id.1,
            evidence: vec![words],
            by: "bench".to_owned(),
        }
    }

    /// The date as the desk writes it: by its own clock, of a month alone, or not.
    fn date(&mut self, idx: usize, desk: &Desk) -> Option<Edtf> {
        let part = &self.event.parts[idx];
        let states = &self.world.states;
        let hours = states[desk.state].hours - states[self.event.host_state].hours;
        let shift = if part.kind.is_call() && self.is_late && hours >= FAR { 1 } else { 0 };
        let (first, last) = (part.first.saturating_add(shift.days()), part.last.saturating_add(shift.days()));
        match self.dice.roll(100) {
            0..3 => None,
            3..9 => format!("{:04}-{:02}", first.year(), first.month()).parse().ok(),
            9..15 => Some(Edtf::day(first)),
            _ => Some(if first == last { Edtf::day(first) } else { Edtf::days(first, last) }),
        }
    }
}

/// A text as it grows, its length in code points.
#[derive(Default)]
struct Text {
    words: String,
    length: usize,
}

impl Text {
    /// Adds words and says where they stand.
    fn push(&mut self, words: &str) -> Span {
        let start = self.length;
        self.length += words.chars().count();
        self.words.push_str(words);
        Span { start, end: self.length }
    }
}

/// The text of an agency once more, under another outlet's name.
fn copy(before: Told, outlet: &str, number: usize) -> Told {
    let Told { mut record, truth } = before;
    let mut text = record.article.text.take().unwrap_or_default();
    text.push_str(&format!("\n{outlet}, {number}"));
    record.article.outlet = Some(outlet.to_owned());
    record.article.agency = Some("Wire".to_owned());
    record.article.url = Some(format!("https://news.example/{number}"));
    seal(&mut record.article, text);
    Told { record, truth }
}

fn article(desk: &Desk, world: &World, text: String, number: usize) -> Article {
    let day = Some(Edtf::day(desk.day));
    let mut article = Article {
        id: String::new(),
        source: format!("{number}.txt"),
        url: Some(format!("https://news.example/{number}")),
        title: Some(format!("Dispatch {number}")),
        outlet: Some(desk.outlet.clone()),
        agency: None,
        side: None,
        language: Some("en".to_owned()),
        published: Published { value: day, from: DateFrom::Metadata },
        dateline: Some(Dateline { place: Some(world.states[desk.state].capital.to_uppercase()), date: day }),
        sha256: String::new(),
        length: 0,
        text: None,
    };
    seal(&mut article, text);
    article
}

/// Gives an article its text, and what follows from that.
fn seal(article: &mut Article, text: String) {
    article.sha256 = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
    article.id = article.sha256.chars().take(16).collect();
    article.length = text.chars().count();
    article.text = Some(text);
}
