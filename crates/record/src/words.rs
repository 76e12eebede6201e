//! The closed lists of words a record may use.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A word that is not in the list it should come from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a known {list}: use one of {known}")]
pub struct UnknownWord {
    /// The word given.
    pub word: String,
    /// The list's name.
    pub list: &'static str,
    /// The words of the list, with commas between.
    pub known: String,
}

/// Declares an enumeration whose variants travel as fixed words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $list:literal: $($variant:ident = $word:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = concat!("`", $word, "`.")] $variant),+ }

        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word it travels as.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(UnknownWord {
                        word: word.to_owned(),
                        list: $list,
                        known: [$($word),+].join(", "),
                    }),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

words! {
    /// What sort of contact an encounter is.
    EncounterKind, "kind of encounter":
    StateVisit = "state visit", OfficialVisit = "official visit", WorkingVisit = "working visit",
    Visit = "visit", Summit = "summit", Talks = "talks", Meeting = "meeting",
    HighLevelMeeting = "high-level meeting", Reception = "reception", CourtesyCall = "courtesy call",
    PhoneCall = "phone call", VideoCall = "video call", WelcomeCeremony = "welcome ceremony",
    Signing = "signing", PressConference = "press conference", Congress = "congress",
    Conference = "conference", Banquet = "banquet", Other = "other",
}

impl EncounterKind {
    /// Whether it is a stay in a country, within which other encounters fall.
    pub fn is_visit(self) -> bool {
        matches!(self, Self::StateVisit | Self::OfficialVisit | Self::WorkingVisit | Self::Visit)
    }

    /// Whether it is held at a distance.
    pub fn is_call(self) -> bool {
        matches!(self, Self::PhoneCall | Self::VideoCall)
    }

    /// Whether it is people sitting down together, under whatever name.
    pub fn is_meeting(self) -> bool {
        use EncounterKind as K;
        matches!(
            self,
            K::Talks
                | K::Meeting
                | K::HighLevelMeeting
                | K::Reception
                | K::CourtesyCall
                | K::Summit
                | K::Conference
                | K::Banquet
                | K::Other
        )
    }
}

words! {
    /// How far an encounter had come when the text was written.
    Status, "status of an encounter":
    Held = "held", Planned = "planned", Postponed = "postponed", Cancelled = "cancelled",
}

words! {
    /// What a speaker does by saying it.
    Act, "act":
    Say = "say", Affirm = "affirm", Stress = "stress", Praise = "praise", Thank = "thank",
    Congratulate = "congratulate", Express = "express", Urge = "urge", Propose = "propose", Warn = "warn",
    Condemn = "condemn", Inform = "inform", Assess = "assess", Deny = "deny", Welcome = "welcome",
    Credit = "credit", Ask = "ask", Answer = "answer",
}

words! {
    /// How firmly a side binds itself.
    Force, "force":
    Agree = "agree", Pledge = "pledge", Intend = "intend", Offer = "offer", Reaffirm = "reaffirm",
}

words! {
    /// What became of a promise, as far as words of documents show.
    Progress, "status of a commitment":
    Stated = "stated", Restated = "restated", UnderWay = "under way", Done = "done", Delayed = "delayed",
    Changed = "changed", Dropped = "dropped", Overdue = "overdue", NoEvidence = "no evidence held",
}

words! {
    /// What a later document says became of a promise.
    Turn, "turn of a commitment":
    Begun = "begun", Delayed = "delayed", Changed = "changed", Done = "done", Dropped = "dropped",
}

words! {
    /// A field of policy.
    Area, "area":
    Politics = "politics", Defence = "defence and security", Economy = "economy", Trade = "trade",
    Investment = "investment", Infrastructure = "infrastructure", Energy = "energy",
    Agriculture = "agriculture", Science = "science and technology", Education = "education",
    Culture = "culture", Tourism = "tourism", Health = "health", Environment = "environment",
    DisasterRelief = "disaster relief", Border = "border", Migration = "migration",
    Law = "law and justice", Cyber = "cyber", Consular = "consular", HumanRights = "human rights",
    Humanitarian = "humanitarian", Multilateral = "multilateral", Other = "other",
}

words! {
    /// How far an instrument has come.
    InstrumentStatus, "status of an instrument":
    Signed = "signed", Signing = "signing", Adopted = "adopted", InForce = "in force",
    UnderNegotiation = "under negotiation", Ratified = "ratified", Proposed = "proposed",
    Mentioned = "mentioned", Withdrawn = "withdrawn",
}

words! {
    /// How far a sum or number has come.
    Stage, "stage":
    Announced = "announced", Pledged = "pledged", Signed = "signed", Disbursed = "disbursed",
    Actual = "actual", Target = "target",
}

words! {
    /// Where a milestone lies seen from the text.
    MilestoneStatus, "status of a milestone":
    Past = "past", Upcoming = "upcoming", Ongoing = "ongoing",
}

words! {
    /// How somebody comes into an office or leaves it.
    Taking, "way into or out of an office":
    Elected = "elected", ReElected = "re-elected", Appointed = "appointed", SwornIn = "sworn in",
    TookOffice = "took office", Resigned = "resigned", SteppedDown = "stepped down",
    Dismissed = "dismissed", LeftOffice = "left office", Died = "died",
}

impl Taking {
    /// Whether somebody leaves by it.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Resigned | Self::SteppedDown | Self::Dismissed | Self::LeftOffice | Self::Died)
    }

    /// Whether the office is held from that day on: the elected and appointed may
    /// have to wait for theirs, the re-elected hold it already.
    pub fn is_entry(self) -> bool {
        matches!(self, Self::SwornIn | Self::TookOffice)
    }
}

words! {
    /// Whose account a document is.
    Side, "side": Official = "official", Press = "press",
}

words! {
    /// By what a person is mentioned.
    How, "sort of mention":
    Name = "name", Title = "title", Pronoun = "pronoun", Description = "description",
}

words! {
    /// Where a date came from.
    DateFrom, "source of a date":
    Text = "text", Metadata = "metadata", Argument = "argument", Inferred = "inferred", None = "none",
}
