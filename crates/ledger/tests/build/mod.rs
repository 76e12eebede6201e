//! Hand-made records, and the ledger in a temporary folder that they go into.

#![allow(dead_code, reason = "no test uses all of it")]

use std::collections::BTreeMap;

use ledger::{Commitment, Error, Filed, Filter, Ledger, Outcome};
use record::{
    Actor, Article, Capacity, DateFrom, Edtf, Encounter, EncounterKind, Figure, Force, Formula, How, Mention,
    PartyId, Person, PersonId, Place, Published, Record, SCHEMA, Span, Status,
};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// A ledger's folder, gone with the value.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self) -> std::path::PathBuf {
        self.0.path().join("ledger.chancery")
    }

    pub(crate) fn create(&self) -> Ledger {
        Ledger::create(&self.path()).unwrap()
    }
}

/// A ledger of these reports, joined.
pub(crate) fn joined(folder: &Folder, reports: &[Report]) -> Ledger {
    let mut ledger = folder.create();
    for report in reports {
        assert_eq!(report.file(&mut ledger).unwrap(), Outcome::New);
    }
    ledger.join().unwrap();
    ledger
}

pub(crate) fn commitments(ledger: &Ledger) -> Vec<Commitment> {
    ledger.commitments(&Filter::default()).unwrap()
}

/// The only commitment of these reports.
pub(crate) fn only(reports: &[Report]) -> Commitment {
    let folder = Folder::new();
    let ledger = joined(&folder, reports);
    assert!(ledger.verify().unwrap().flaw.is_none());
    let [entry] = commitments(&ledger).try_into().unwrap();
    entry
}

/// All encounters of a ledger.
pub(crate) fn encounters(ledger: &Ledger) -> Vec<ledger::Encounter> {
    ledger.encounters(&Filter::default()).unwrap()
}

/// All people of a ledger.
pub(crate) fn people(ledger: &Ledger) -> Vec<ledger::Person> {
    ledger.people(&Filter::default()).unwrap()
}

/// One document and what it says.
#[derive(Clone)]
pub(crate) struct Report {
    pub(crate) text: String,
    pub(crate) record: Record,
}

impl Report {
    /// A report of an outlet; an empty `day` is none.
    pub(crate) fn new(outlet: &str, day: &str) -> Self {
        let text = format!("{outlet} {day}: Hà Nội, the two met and held talks. 会谈");
        let hash: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        let article = Article {
            id: hash.chars().take(16).collect(),
            source: format!("{outlet}-{day}.txt"),
            url: None,
            title: Some(format!("{outlet} reports")),
            outlet: Some(outlet.to_owned()),
            agency: None,
            side: None,
            language: Some("en".to_owned()),
            published: Published { value: day.parse().ok(), from: DateFrom::Metadata },
            dateline: None,
            sha256: hash,
            length: text.chars().count(),
            text: None,
        };
        let record = Record {
            schema: SCHEMA.to_owned(),
            article,
            people: Vec::new(),
            encounters: Vec::new(),
            statements: Vec::new(),
            commitments: Vec::new(),
            instruments: Vec::new(),
            figures: Vec::new(),
            formulas: Vec::new(),
            milestones: Vec::new(),
            notices: Vec::new(),
        };
        Self { text, record }
    }

    /// With these sentences for its text, and no claims yet.
    pub(crate) fn saying(mut self, sentences: &[&str]) -> Self {
        self.text = format!("{} {}.\n{}", self.record.article.source, "reports", sentences.join("\n"));
        let hash: String = Sha256::digest(&self.text).iter().map(|byte| format!("{byte:02x}")).collect();
        self.record.article.id = hash.chars().take(16).collect();
        self.record.article.length = self.text.chars().count();
        self.record.article.sha256 = hash;
        self
    }

    pub(crate) fn agency(mut self, agency: &str) -> Self {
        self.record.article.agency = Some(agency.to_owned());
        self
    }

    /// Adds a person, `p1`, `p2`, ... in order; an empty party is none.
    pub(crate) fn person(mut self, name: &str, party: &str, titles: &[&str]) -> Self {
        let country = (!party.is_empty()).then(|| PartyId(party.to_owned()));
        let capacity = |title: &&str| Capacity {
            label: format!("{title} of {party}"),
            title: (*title).to_owned(),
            body: None,
            party: country.clone(),
            level: None,
        };
        self.record.people.push(Person {
            id: PersonId(format!("p{}", self.record.people.len() + 1)),
            name: name.to_owned(),
            country: country.clone(),
            names: vec![name.to_owned()],
            capacities: titles.iter().map(capacity).collect(),
            mentions: vec![Mention { span: Span { start: 0, end: 4 }, how: How::Name }],
            terms: Vec::new(),
            by: "test".to_owned(),
        });
        self
    }

    /// Adds an encounter, held, of people and parties, and lets `with` say more.
    pub(crate) fn encounter(
        mut self,
        kind: EncounterKind,
        who: &[&str],
        with: impl FnOnce(&mut Encounter),
    ) -> Self {
        let mut claim = Encounter {
            id: format!("e{}", self.record.encounters.len() + 1),
            kind,
            status: Status::Held,
            date: None,
            date_from: DateFrom::None,
            weekday: None,
            place: None,
            hosts: Vec::new(),
            guests: Vec::new(),
            participants: actors(who),
            groups: Vec::new(),
            capacities: BTreeMap::new(),
            occasion: None,
            within: None,
            evidence: vec![Span { start: 2, end: 9 }],
            by: "test".to_owned(),
        };
        with(&mut claim);
        self.record.encounters.push(claim);
        self
    }

    pub(crate) fn figure(mut self, measure: &str, value: f64, period: &str) -> Self {
        self.record.figures.push(Figure {
            id: format!("f{}", self.record.figures.len() + 1),
            measure: measure.to_owned(),
            subject: parties(&["LA", "VN"]),
            value,
            low: None,
            high: None,
            unit: "USD".to_owned(),
            approx: false,
            stage: None,
            period: period.parse().ok(),
            change: None,
            evidence: vec![Span { start: 3, end: 5 }],
            by: "test".to_owned(),
        });
        self
    }

    pub(crate) fn formula(mut self, terms: &[&str]) -> Self {
        self.record.formulas.push(Formula {
            id: format!("r{}", self.record.formulas.len() + 1),
            relation: parties(&["LA", "VN"]),
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
            new: Vec::new(),
            evidence: vec![Span { start: 3, end: 7 }],
            by: "test".to_owned(),
        });
        self
    }

    /// With a commitment in a sentence of it.
    pub(crate) fn promising(mut self, who: &[&str], sentence: &str) -> Self {
        let span = self.span(sentence);
        self.record.commitments.push(record::Commitment {
            id: format!("c{}", self.record.commitments.len() + 1),
            parties: parties(who),
            force: Force::Pledge,
            to: Vec::new(),
            areas: Vec::new(),
            deadline: None,
            evidence: vec![span],
            by: "test".to_owned(),
        });
        self
    }

    /// Where words stand in it.
    pub(crate) fn span(&self, words: &str) -> Span {
        let byte = self.text.find(words).unwrap();
        let start = self.text[..byte].chars().count();
        Span { start, end: start + words.chars().count() }
    }

    pub(crate) fn file(&self, ledger: &mut Ledger) -> Result<Outcome, Error> {
        self.file_by(ledger, "reader 1")
    }

    pub(crate) fn file_by(&self, ledger: &mut Ledger, reader: &str) -> Result<Outcome, Error> {
        ledger.file(Filed {
            bytes: self.text.as_bytes(),
            form: "plain",
            text: &self.text,
            record: &self.record,
            reader,
        })
    }
}

pub(crate) fn actors(who: &[&str]) -> Vec<Actor> {
    who.iter().map(|who| Actor::parse(who)).collect()
}

pub(crate) fn parties(codes: &[&str]) -> Vec<PartyId> {
    codes.iter().map(|code| PartyId((*code).to_owned())).collect()
}

/// Says when, by the words of the text.
pub(crate) fn on(claim: &mut Encounter, date: &str) {
    claim.date = Some(date.parse::<Edtf>().unwrap());
    claim.date_from = DateFrom::Text;
}

/// Says where: a city, or a state where the name is empty.
pub(crate) fn in_place(claim: &mut Encounter, name: &str, country: &str) {
    claim.place = Some(Place {
        name: if name.is_empty() { country.to_owned() } else { name.to_owned() },
        country: Some(PartyId(country.to_owned())),
        is_country: name.is_empty(),
    });
}
