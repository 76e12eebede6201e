//! The cases of `cases/text/`: every difference of every case at once.
//!
//! `UPDATE=1` does not rewrite these: what a case leaves out is not checked, so
//! that each shows one point.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::{fmt::Write, fs, path::Path};

use record::{DateFrom, Outlet, PartyId, Side};
use serde::Deserialize;
use text::{BlockKind, Document, Form, Given, Outlets, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[allow(dead_code, reason = "for the reader of the case")]
    why: Option<String>,
    text: String,
    form: Option<String>,
    given: Option<Beside>,
    /// `""` stands for none in all that follow.
    title: Option<String>,
    outlet: Option<String>,
    agency: Option<String>,
    country: Option<String>,
    url: Option<String>,
    language: Option<String>,
    published: Option<String>,
    from: Option<String>,
    place: Option<String>,
    dateline_day: Option<String>,
    notices: Option<Vec<String>>,
    headings: Option<Vec<String>>,
    captions: Option<Vec<String>>,
    credits: Option<Vec<String>>,
    furniture: Option<Vec<String>>,
    paragraphs: Option<Vec<String>>,
    sentences: Option<Vec<String>>,
    tokens: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

fn outlets() -> Vec<Outlet> {
    let outlet = |name: &str, also: &[&str], country: &str, is_agency, host: &str| Outlet {
        name: name.to_owned(),
        also: also.iter().map(|name| (*name).to_owned()).collect(),
        country: (!country.is_empty()).then(|| PartyId(country.to_owned())),
        side: if is_agency { Side::Official } else { Side::Press },
        is_agency,
        hosts: vec![host.to_owned()],
    };
    vec![
        outlet("VNA", &["Vietnam News Agency"], "VN", true, "en.vietnamplus.vn"),
        outlet("VNS", &["Viet Nam News"], "VN", false, "vietnamnews.vn"),
        outlet("VOVWORLD", &[], "VN", false, "vovworld.vn"),
        outlet("TASS", &[], "RU", true, "tass.com"),
        outlet("Xinhua", &["Xinhua News Agency"], "CN", true, "xinhuanet.com"),
        outlet("AFP", &["Agence France-Presse"], "FR", true, "afp.com"),
        outlet("Yonhap", &[], "KR", true, "yna.co.kr"),
        outlet("The Example Times", &["Example Times"], "GB", false, "example.org"),
    ]
}

impl Case {
    fn document(&self) -> (Document, Vec<String>) {
        let none = Beside::default();
        let beside = self.given.as_ref().unwrap_or(&none);
        let form = match self.form.as_deref() {
            Some("markdown") => Form::Markdown,
            Some("html") => Form::Html,
            _ => Form::Plain,
        };
        let given = Given {
            text: &self.text,
            form,
            title: beside.title.as_deref(),
            outlet: beside.outlet.as_deref(),
            url: beside.url.as_deref(),
            published: beside.published.as_deref().map(|day| (text::day(day).unwrap(), DateFrom::Argument)),
            language: beside.language.as_deref(),
        };
        let (document, notices) = read(&given, &Outlets::new(&outlets()));
        (document, notices.into_iter().map(|notice| notice.code).collect())
    }

    /// What differs, one line each; empty if nothing does.
    fn differences(&self) -> String {
        let (found, notices) = self.document();
        let mut out = Differences { name: &self.name, text: String::new() };
        let published = found.published.value.map(|day| day.to_string());
        let dateline = found.dateline.as_ref();
        out.compare("title", self.title.as_deref(), found.title.as_deref());
        out.compare("outlet", self.outlet.as_deref(), found.outlet.as_deref());
        out.compare("agency", self.agency.as_deref(), found.agency.as_deref());
        out.compare("country", self.country.as_deref(), found.country.as_ref().map(|party| party.0.as_str()));
        out.compare("url", self.url.as_deref(), found.url.as_deref());
        out.compare("language", self.language.as_deref(), found.language.as_deref());
        out.compare("published", self.published.as_deref(), published.as_deref());
        out.compare("from", self.from.as_deref(), Some(found.published.from.as_str()));
        out.compare("place", self.place.as_deref(), dateline.and_then(|line| line.place.as_deref()));
        let day = dateline.and_then(|line| line.date).map(|day| day.to_string());
        out.compare("dateline_day", self.dateline_day.as_deref(), day.as_deref());
        let of = |kind| {
            let blocks = found.blocks.iter().filter(move |block| block.kind == kind);
            blocks.map(|block| found.text[block.bytes.clone()].to_owned()).collect::<Vec<_>>()
        };
        out.list("notices", self.notices.as_ref(), &notices);
        out.list("headings", self.headings.as_ref(), &of(BlockKind::Heading));
        out.list("captions", self.captions.as_ref(), &of(BlockKind::Caption));
        out.list("credits", self.credits.as_ref(), &of(BlockKind::Credit));
        out.list("furniture", self.furniture.as_ref(), &of(BlockKind::Furniture));
        out.list("paragraphs", self.paragraphs.as_ref(), &of(BlockKind::Paragraph));
        let sentences: Vec<String> =
            found.sentences.iter().map(|sentence| found.text[sentence.bytes.clone()].to_owned()).collect();
        out.list("sentences", self.sentences.as_ref(), &sentences);
        let tokens: Vec<&str> = found.tokens.iter().map(|token| token.folded.as_str()).collect();
        out.compare("tokens", self.tokens.as_deref(), Some(tokens.join(" ").as_str()));
        out.text
    }
}

struct Differences<'n> {
    name: &'n str,
    text: String,
}

impl Differences<'_> {
    fn compare(&mut self, field: &str, expected: Option<&str>, found: Option<&str>) {
        let found = found.unwrap_or("");
        if let Some(expected) = expected.filter(|expected| *expected != found) {
            writeln!(self.text, "{}: {field}: expected {expected:?}, found {found:?}", self.name).unwrap();
        }
    }

    fn list(&mut self, field: &str, expected: Option<&Vec<String>>, found: &Vec<String>) {
        if let Some(expected) = expected.filter(|expected| *expected != found) {
            writeln!(self.text, "{}: {field}:\n  expected {expected:#?}\n  found {found:#?}", self.name)
                .unwrap();
        }
    }
}

#[test]
fn text_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/text");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut names = std::collections::BTreeSet::new();
    let mut wrong = String::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let cases: Cases = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for case in cases.case {
            assert!(names.insert(case.name.clone()), "two cases are named {}", case.name);
            wrong.push_str(&case.differences());
        }
    }
    assert!(names.len() > 30, "only {} cases found", names.len());
    assert!(wrong.is_empty(), "{wrong}");
}

/// The five first texts, where the folder that holds them is at hand.
#[test]
fn seeds_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let seed = |start: &str| {
        let entries = fs::read_dir(&folder).ok()?;
        let mut paths = entries.flatten().map(|entry| entry.path());
        let path = paths
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)))?;
        let text = fs::read_to_string(path).ok()?;
        let given = Given {
            text: &text,
            form: Form::Plain,
            title: None,
            outlet: None,
            url: None,
            published: None,
            language: None,
        };
        let found = read(&given, &Outlets::new(&outlets())).0;
        assert_eq!(found.country, Some(PartyId("VN".to_owned())), "{start}");
        assert_eq!(found.language.as_deref(), Some("en"), "{start}");
        Some(found)
    };
    let Some(first) = seed("000") else {
        return;
    };
    let voices = |found: &Document| {
        (found.outlet.clone().unwrap_or_default(), found.agency.clone().unwrap_or_default())
    };
    let captions = |found: &Document| {
        let blocks = found.blocks.iter().filter(|block| block.kind == BlockKind::Caption);
        blocks
            .map(|block| found.text[block.bytes.clone()].chars().take(30).collect())
            .collect::<Vec<String>>()
    };
    let published =
        |found: &Document| (found.published.value.map(|day| day.to_string()), found.published.from);
    let place = |found: &Document| found.dateline.as_ref().and_then(|line| line.place.clone());
    assert_eq!(voices(&first), ("VNS".to_owned(), "VNA".to_owned()));
    assert_eq!(published(&first), (Some("2025-10-25".to_owned()), DateFrom::Text));
    assert_eq!(place(&first).as_deref(), Some("HÀ NỘI"));
    let second = seed("001").unwrap();
    assert_eq!(voices(&second), (String::new(), "VNA".to_owned()));
    assert_eq!(captions(&second), ["An overview of the talks betwe"]);
    assert_eq!((published(&second).1, place(&second)), (DateFrom::None, None));
    let third = seed("002").unwrap();
    assert_eq!(voices(&third), ("VNS".to_owned(), String::new()));
    assert_eq!(captions(&third).len(), 4);
    let fourth = seed("003").unwrap();
    assert_eq!(fourth.outlet.as_deref(), Some("VOVWORLD"));
    assert_eq!(fourth.title.as_deref(), Some("Vivid symbol of special Vietnam-Laos relationship"));
    assert_eq!(captions(&fourth), ["General Secretary and Presiden", "General Secretary and Presiden"]);
    let fifth = seed("004").unwrap();
    assert_eq!(voices(&fifth), ("VNS".to_owned(), "VNA".to_owned()));
    assert_eq!(published(&fifth), (Some("2026-02-05".to_owned()), DateFrom::Text));
    assert_eq!(place(&fifth).as_deref(), Some("VIENTIANE"));
}
