//! Terms: what documents tell of taking and leaving an office, and what that tells
//! against capacities in which they show people.

use jiff::civil::Date;
use record::{DateFrom, Edtf, PersonId, Span, Taking};
use serde::{Deserialize, Serialize};

use crate::{
    appearance::Told,
    days::{Days, days_between},
    entry::Source,
    report::Report,
    tenures::Tenure,
};

/// Days after another took an office of one holder within which who held it before is
/// taken to be shown in it by mistake; later it may be held anew.
const AFTER: i32 = 730;

/// A person takes or leaves an office, as one document tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermStep {
    /// What happened.
    pub what: Taking,
    /// When; nothing if the document does not tell.
    pub date: Option<Edtf>,
    /// Where `date` came from.
    pub date_from: DateFrom,
    /// The document.
    pub document: String,
    /// The words, as spans of the document's text.
    pub evidence: Vec<Span>,
    /// The words themselves, read from the document when asked for; never stored.
    #[serde(default, skip_deserializing)]
    pub words: Vec<String>,
    /// The rule that found it.
    pub by: String,
}

/// A document that shows somebody in an office although another one tells that they
/// had left it, or that somebody else had taken it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Doubt {
    /// The day of which the document speaks.
    pub day: Edtf,
    /// The document.
    pub document: String,
    /// The office as that document shows it.
    pub label: String,
    /// Who left or took the office.
    pub person: PersonId,
    /// How.
    pub what: Taking,
    /// When.
    pub date: Edtf,
    /// The document that tells so.
    pub told_by: String,
}

/// A capacity that is doubted, where an encounter or person shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubted {
    /// Who is shown in it.
    pub person: PersonId,
    /// The capacity.
    pub label: String,
    /// The document that shows it.
    pub document: String,
    /// The tenure that speaks against it.
    pub tenure: String,
    /// What is told.
    pub doubt: Doubt,
}

impl Doubted {
    /// The doubts of a tenure.
    pub(crate) fn of(tenure: &Tenure) -> Vec<Self> {
        let doubted = tenure.doubted.iter().map(|doubt| Self {
            person: tenure.person.clone(),
            label: doubt.label.clone(),
            document: doubt.document.clone(),
            tenure: tenure.id.clone(),
            doubt: doubt.clone(),
        });
        doubted.collect()
    }
}

/// A step and who takes it, before tenures are made.
#[derive(Clone, Copy)]
pub(crate) struct Taken<'a> {
    pub(crate) person: &'a PersonId,
    pub(crate) report: &'a Report,
    /// The id of the claim that tells it.
    pub(crate) claim: &'a str,
    pub(crate) told: &'a Told,
}

impl Taken<'_> {
    pub(crate) fn is_end(&self) -> bool {
        self.told.what.is_end()
    }

    /// The day by which it is ordered: its own, else that of its document.
    pub(crate) fn day(&self) -> Option<Date> {
        self.told.date.map(|date| date.first_day()).or(self.report.day)
    }

    pub(crate) fn step(&self) -> TermStep {
        TermStep {
            what: self.told.what,
            date: self.told.date,
            date_from: self.told.date_from,
            document: self.report.article.id.clone(),
            evidence: self.told.spans.to_vec(),
            words: Vec::new(),
            by: self.told.by.to_string(),
        }
    }

    pub(crate) fn source(&self) -> Source {
        self.report.source(self.claim, self.told.spans.to_vec(), &self.told.by)
    }

    fn doubt(&self, date: Edtf, shown: &Shown<'_>) -> Doubt {
        Doubt {
            day: Edtf::day(shown.days.1),
            document: shown.document.to_owned(),
            label: shown.label.to_owned(),
            person: self.person.clone(),
            what: self.told.what,
            date,
            told_by: self.report.article.id.clone(),
        }
    }
}

/// A document that shows a person in an office.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) days: Days,
    pub(crate) document: &'a str,
    pub(crate) label: &'a str,
    pub(crate) person: &'a PersonId,
}

/// What is told of an office, and who is shown in it.
pub(crate) struct Office<'a> {
    pub(crate) taken: &'a [Taken<'a>],
    pub(crate) shown: &'a [Shown<'a>],
    /// Whether it has one holder at a time.
    pub(crate) is_single: bool,
}

impl Office<'_> {
    /// What is told against a document that shows somebody in the office: that they
    /// had left it, else that another had taken it.
    pub(crate) fn doubt(&self, shown: &Shown<'_>) -> Option<Doubt> {
        let dated = |taken: &Taken<'_>| taken.told.date.filter(|date| date.last_day() < shown.days.0);
        let of =
            |is_own: bool| self.taken.iter().filter(move |taken| (taken.person == shown.person) == is_own);
        let ends = of(true).filter(|taken| taken.is_end());
        let ends = ends.filter_map(|taken| Some((dated(taken)?, taken)));
        let ends = ends.filter(|(date, _)| !self.is_taken_again(shown, date.first_day()));
        if let Some((date, taken)) = ends.min_by_key(|(date, taken)| (*date, &taken.report.article.id)) {
            return Some(taken.doubt(date, shown));
        }
        if !self.is_single {
            return None;
        }
        let entries = of(false).filter(|taken| !taken.is_end());
        let entries = entries.filter_map(|taken| Some((dated(taken)?, taken)));
        let entries = entries.filter(|(date, taken)| self.follows(shown, *date, taken));
        let (date, taken) = entries.min_by_key(|(date, taken)| (*date, &taken.report.article.id))?;
        Some(taken.doubt(date, shown))
    }

    /// Whether a person is told to have taken the office anew from a day on.
    fn is_taken_again(&self, shown: &Shown<'_>, since: Date) -> bool {
        self.taken.iter().filter(|taken| taken.person == shown.person && !taken.is_end()).any(|taken| {
            taken.told.date.is_some_and(|date| date.last_day() >= since && date.first_day() <= shown.days.1)
        })
    }

    /// Whether an entry of another is the succession of somebody shown: they held the
    /// office before, and had not come back. The elected and appointed must be seen
    /// in the office, for it may be months until they have it.
    fn follows(&self, shown: &Shown<'_>, date: Edtf, taken: &Taken<'_>) -> bool {
        let before = self.shown.iter().filter(|other| other.person == shown.person);
        let was_before = before.map(|other| other.days.0).any(|day| day < date.first_day())
            || self.taken.iter().any(|other| {
                let told = other.told.date.is_some_and(|told| told.last_day() < date.first_day());
                other.person == shown.person && !other.is_end() && told
            });
        let mut of_other = self.shown.iter().filter(|other| other.person == taken.person);
        let is_in = taken.told.what.is_entry()
            || of_other.any(|other| date.last_day() <= other.days.0 && other.days.1 <= shown.days.0);
        let has_left = self.taken.iter().any(|other| {
            let left = other
                .told
                .date
                .is_some_and(|left| left.last_day() >= date.first_day() && left.first_day() <= shown.days.1);
            other.person == taken.person && other.is_end() && left
        });
        was_before
            && is_in
            && !has_left
            && taken.told.what != Taking::ReElected
            && days_between(date.last_day(), shown.days.0) <= AFTER
            && !self.is_taken_again(shown, date.first_day())
    }
}
