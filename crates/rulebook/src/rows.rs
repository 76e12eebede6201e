//! From rows of the TSV files to what they stand for.

use std::collections::BTreeMap;

use record::{Outlet, PartyId, Side};

use crate::{
    Body, Entry, Error, Leader, List, Office, Organisation, Place, State, Venue,
    check::{self, Parties},
    files::File,
    table::{self, Columns, Row, check_folded, check_forms, rows},
};

const STATES: Columns = &[
    "code!",
    "name!",
    "official",
    "also",
    "adjectives",
    "people",
    "capitals",
    "head_of_state",
    "head_of_government",
    "source!",
];
const ORGANISATIONS: Columns = &["code!", "name!", "also", "source!"];
const BODIES: Columns = &["name!", "also", "kind!", "party", "source!"];
const OFFICES: Columns = &["phrase!", "forms", "title!", "level!", "party", "source!"];
const PLACES: Columns = &["name!", "also", "country!", "source!"];
const LEADERS: Columns = &["name!", "party!", "from!", "to", "source!"];
const VENUES: Columns = &["name!", "also", "city!", "country!", "source!"];
const OUTLETS: Columns = &["name!", "also", "country", "side!", "agency!", "hosts", "source!"];
const LIST: Columns = &["phrase!", "forms", "means", "source!"];

/// What a body can be.
const BODY_KINDS: &[&str] =
    &["political party", "ministry", "parliament", "court", "force", "agency", "government", "organ"];

/// What an office can be.
const LEVELS: &[&str] = &[
    "head of state",
    "head of government",
    "deputy head",
    "party leader",
    "speaker",
    "minister",
    "deputy minister",
    "ambassador",
    "official",
    "monarch",
    "religious",
    "military",
    "spouse",
    "organisation head",
    "envoy",
    "legislator",
    "judge",
    "governor",
];

pub(crate) fn states(file: &File<'_>) -> Result<Vec<State>, Error> {
    let rows = rows(file, STATES)?;
    check_forms(&rows, &["name", "official", "also"])?;
    rows.iter().map(state).collect()
}

fn state(row: &Row<'_>) -> Result<State, Error> {
    let code = PartyId(row.string("code"));
    if !code.is_state() {
        return Err(Error::UnknownWord {
            at: row.at(),
            column: "code",
            word: code.0,
            known: "two capital letters".to_owned(),
        });
    }
    let official = row.string("official");
    let formal = (!official.is_empty()).then(|| official.clone());
    Ok(State {
        code,
        name: row.string("name"),
        also: row.values("also").into_iter().chain(formal).collect(),
        official,
        adjectives: row.values("adjectives"),
        people: row.values("people"),
        capitals: row.variants("capitals"),
        head_of_state: row.values("head_of_state"),
        head_of_government: row.values("head_of_government"),
    })
}

pub(crate) fn organisations(file: &File<'_>) -> Result<Vec<Organisation>, Error> {
    let rows = rows(file, ORGANISATIONS)?;
    check_forms(&rows, &["name", "also"])?;
    rows.iter().map(organisation).collect()
}

fn organisation(row: &Row<'_>) -> Result<Organisation, Error> {
    let code = row.text("code");
    if !code.starts_with("ORG:") {
        let known = "`ORG:` and an acronym".to_owned();
        return Err(Error::UnknownWord { at: row.at(), column: "code", word: code.to_owned(), known });
    }
    Ok(Organisation { code: PartyId(code.to_owned()), name: row.string("name"), also: row.values("also") })
}

pub(crate) fn bodies(file: &File<'_>, parties: &Parties) -> Result<Vec<Body>, Error> {
    let rows = rows(file, BODIES)?;
    check_forms(&rows, &["name", "also"])?;
    let body = |row: &Row<'_>| {
        Ok(Body {
            name: row.string("name"),
            also: row.values("also"),
            kind: check::one_of(row, "kind", BODY_KINDS)?,
            party: parties.perhaps(row, "party")?,
        })
    };
    rows.iter().map(body).collect()
}

pub(crate) fn offices(file: &File<'_>, parties: &Parties) -> Result<Vec<Office>, Error> {
    let rows = rows(file, OFFICES)?;
    check_forms(&rows, &["phrase", "forms"])?;
    check_folded(&rows, &["phrase", "forms"])?;
    let office = |row: &Row<'_>| {
        Ok(Office {
            phrase: row.string("phrase"),
            forms: row.values("forms"),
            title: row.string("title"),
            level: check::one_of(row, "level", LEVELS)?,
            party: parties.perhaps(row, "party")?,
        })
    };
    rows.iter().map(office).collect()
}

pub(crate) fn places(file: &File<'_>, parties: &Parties) -> Result<Vec<Place>, Error> {
    let rows = rows(file, PLACES)?;
    check_forms(&rows, &["name", "also"])?;
    let place = |row: &Row<'_>| {
        Ok(Place {
            name: row.string("name"),
            also: row.values("also"),
            country: parties.known(row, "country")?,
        })
    };
    rows.iter().map(place).collect()
}

pub(crate) fn venues(file: &File<'_>, parties: &Parties) -> Result<Vec<Venue>, Error> {
    let rows = rows(file, VENUES)?;
    check_forms(&rows, &["name", "also"])?;
    let venue = |row: &Row<'_>| {
        Ok(Venue {
            name: row.string("name"),
            also: row.values("also"),
            city: row.string("city"),
            country: parties.known(row, "country")?,
        })
    };
    rows.iter().map(venue).collect()
}

pub(crate) fn leaders(file: &File<'_>, parties: &Parties) -> Result<Vec<Leader>, Error> {
    let leader = |row: &Row<'_>| {
        Ok(Leader {
            name: row.string("name"),
            party: parties.known(row, "party")?,
            from: check::month(row, "from")?,
            to: if row.text("to").is_empty() { None } else { Some(check::month(row, "to")?) },
        })
    };
    rows(file, LEADERS)?.iter().map(leader).collect()
}

pub(crate) fn outlets(file: &File<'_>, parties: &Parties) -> Result<Vec<Outlet>, Error> {
    let rows = rows(file, OUTLETS)?;
    check_forms(&rows, &["name", "also"])?;
    check_forms(&rows, &["hosts"])?;
    let outlet = |row: &Row<'_>| {
        let side = check::one_of(row, "side", &["official", "press"])?;
        Ok(Outlet {
            name: row.string("name"),
            also: row.values("also"),
            country: parties.perhaps(row, "country")?,
            side: if side == "official" { Side::Official } else { Side::Press },
            is_agency: check::one_of(row, "agency", &["yes", "no"])? == "yes",
            hosts: row.values("hosts"),
        })
    };
    rows.iter().map(outlet).collect()
}

/// The word lists, by name.
pub(crate) fn lists(files: &[File<'_>]) -> Result<BTreeMap<String, List>, Error> {
    let mut lists = BTreeMap::new();
    for file in files {
        let stem = file.path.strip_prefix("lists/").and_then(|name| name.strip_suffix(".tsv"));
        let Some(name) = stem else { continue };
        lists.insert(name.to_owned(), list(name, file)?);
    }
    for name in crate::CODE_LISTS {
        if !lists.contains_key(*name) {
            table::find(files, &format!("lists/{name}.tsv"))?;
        }
    }
    Ok(lists)
}

fn list(name: &str, file: &File<'_>) -> Result<List, Error> {
    let rows = rows(file, LIST)?;
    check_forms(&rows, &["phrase", "forms"])?;
    check_folded(&rows, &["phrase", "forms"])?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in &rows {
        let (phrase, means) = (row.string("phrase"), row.string("means"));
        let means = if means.is_empty() { phrase.clone() } else { means };
        check::meaning(name, row, &means)?;
        entries.push(Entry { phrase, forms: row.values("forms"), means });
    }
    Ok(List { name: name.to_owned(), entries })
}
