//! What holds for any input: nothing panics, spans lie in the text, and the
//! same text gives the same record.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::sync::LazyLock;

use finding::Finder;
use jiff::civil::date;
use proptest::prelude::*;
use record::DateFrom;
use rulebook::Rulebook;
use text::{Form, Given, Outlets};

mod sound;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::embedded().unwrap());
static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(&RULEBOOK));

fn check(text: &str, form: Form) {
    let given = Given {
        text,
        form,
        title: None,
        outlet: None,
        url: None,
        published: Some((date(2024, 9, 11), DateFrom::Argument)),
        language: None,
    };
    let (document, notices) = text::read(&given, &Outlets::new(&RULEBOOK.outlets));
    let record = FINDER.record(&document, sound::ORIGIN, &notices);
    sound::check(&record, &document.text);
    assert_eq!(record, FINDER.record(&document, sound::ORIGIN, &notices));
}

/// Words on which the readers and rules turn.
const PIECES: &[&str] = &[
    "signed",
    "the signing of",
    "Treaty",
    "Agreement on",
    "agreement between",
    "Resolution 2231",
    "(MOU)",
    "known as the “",
    "1951",
    "anniversary of",
    "80th",
    "30 years of",
    "National Congress",
    "elections in",
    "was elected",
    "$5-7 billion",
    "a$",
    "3bn",
    "percent",
    "grew by",
    "General Secretary",
    "President",
    "To Lam",
    "Tô Lâm",
    "Thongloun",
    "Sisoulith",
    "Mr.",
    "the late",
    "former",
    "his Lao counterpart",
    "the two leaders",
    "both",
    "they",
    "he",
    "her",
    "the latter",
    "and",
    ",",
    "as well as",
    "King",
    "Pope Leo XIV",
    "U",
    "Kim Jong-un",
    "Ursula von der Leyen",
    "bin",
    "de",
    "Jr.",
    "Presidents",
    "of",
    "'s",
    "Vietnam",
    "Lao",
    "ASEAN",
    "Hanoi",
    "in Hanoi, Vietnam",
    "New York",
    "the Ministry of Foreign Affairs",
    "met",
    "met with",
    "received",
    "was received by",
    "held talks with",
    "will visit",
    "paid a state visit to",
    "did not",
    "reportedly",
    "if",
    "postponed",
    "cancelled",
    "called on",
    "spoke by phone with",
    "the visit",
    "a",
    "visit",
    "talks",
    "meeting",
    "between",
    "at the meeting,",
    "during",
    "reception for",
    "hosted",
    "co-chaired",
    "to",
    "on",
    "from",
    "for",
    "a two-day",
    "September 10",
    "-13",
    "September 30 to October 2",
    "10th of",
    "Sept. 31",
    "December 30",
    "February 29",
    "2024",
    "2024-09-11",
    "this year",
    "last year",
    "the first eight months of",
    "Wednesday",
    "last Friday",
    "Tuesday to Friday",
    "yesterday",
    "today",
    "early",
    "mid-",
    "0",
    "9999",
    "2199",
    "trade",
    "bilateral trade",
    "reached",
    "about",
    "US$",
    "1.6 billion",
    "1,2,3",
    "percent",
    "999999999999999999999",
    "million million billion",
    "twenty-",
    "great friendship",
    "special solidarity",
    "comprehensive cooperation",
    "strategic cohesion",
    "comprehensive strategic partnership",
    "adding",
    "the addition of the concept of",
    "(",
    ")",
    "[",
    "]",
    "“",
    "”",
    "\"",
    "’",
    "'",
    "-",
    "–",
    "—",
    "...",
    ".",
    ". ",
    "!",
    "?",
    ":",
    ";",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "e\u{301}",
    "\u{301}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{0}",
    "İ",
    "ß",
    "ﬁ",
    "🇻🇳",
    "会谈",
    "مرحبا",
    "Ὀδυσσεύς",
    "HÀ NỘI —",
    "(right)",
    "(Photo: VNA)",
    "— VNA/VNS",
];

fn glued() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(PIECES), prop::sample::select(&[" ", " ", " ", " ", ""][..]));
    prop::collection::vec(piece, 0..50)
        .prop_map(|pieces| pieces.iter().map(|(word, gap)| format!("{word}{gap}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_record(text in "\\PC{0,200}") {
        check(&text, Form::Plain);
    }

    #[test]
    fn glued_text_gives_a_sound_record(text in glued()) {
        check(&text, Form::Plain);
        check(&text, Form::Markdown);
    }
}
