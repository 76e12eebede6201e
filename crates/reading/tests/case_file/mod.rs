//! Case files: what is given, and the answers that each topic expects.
//!
//! A case is a TOML table. `name`, `why`, `note`, `text`, `published` and
//! `outlet` are what is given; every other key is an answer, a list with one
//! line an item, and is compared whole. Answers that a case leaves out are not
//! checked. A `note` that begins with `known wrong` says that the answer is
//! what is found today and not what it should be.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
};

use jiff::civil::Date;
use record::{DateFrom, Notice};
use rulebook::Rulebook;
use text::{Document, Form, Given};
use toml::{Table, Value};

/// Answers by their key, one line an item.
pub(crate) type Answers = BTreeMap<&'static str, Vec<String>>;

/// What a case gives, in the order in which it is written.
const GIVEN: [&str; 6] = ["name", "why", "note", "published", "outlet", "text"];

/// The document that a case gives, and what was noted on the way.
pub(crate) fn document(rulebook: &Rulebook, case: &Table) -> (Document, Vec<Notice>) {
    let said = |key: &str| case.get(key).and_then(Value::as_str);
    let published = said("published").map(|day| (day.parse::<Date>().unwrap(), DateFrom::Argument));
    let given = Given {
        text: said("text").expect("a case gives a text").trim_end(),
        form: Form::Plain,
        title: None,
        outlet: said("outlet"),
        url: None,
        published,
        language: Some("en"),
    };
    text::read(&given, &text::Outlets::new(&rulebook.outlets))
}

/// Holds the cases of a folder against `answers`, and reports every difference
/// at once. With `UPDATE=1` in the environment the answers are rewritten.
pub(crate) fn hold(folder: &Path, at_least: usize, answers: impl Fn(&Table) -> Answers) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut names, mut wrong) = (BTreeSet::new(), String::new());
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let written = fs::read_to_string(path).unwrap();
        let mut file: Table = written.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let cases = file.get_mut("case").and_then(Value::as_array_mut).unwrap();
        for case in cases.iter_mut().filter_map(Value::as_table_mut) {
            let name = case["name"].as_str().unwrap().to_owned();
            assert!(names.insert(name.clone()), "two cases are named {name}");
            let found = answers(case);
            compare(case, &found, &format!("{}: {name}", path.file_name().unwrap().display()), &mut wrong);
        }
        if std::env::var_os("UPDATE").is_some() {
            let head: String =
                written.lines().take_while(|line| line.starts_with('#')).fold(String::new(), line);
            fs::write(path, head + &cases.iter().filter_map(Value::as_table).map(table).collect::<String>())
                .unwrap();
        }
    }
    assert!(names.len() >= at_least, "only {} cases found", names.len());
    assert!(wrong.is_empty() || std::env::var_os("UPDATE").is_some(), "{wrong}");
}

/// Writes down what differs, and puts what was found in its place.
fn compare(case: &mut Table, found: &Answers, name: &str, wrong: &mut String) {
    for (key, expected) in case.iter_mut().filter(|(key, _)| !GIVEN.contains(&key.as_str())) {
        let found = found.get(key.as_str()).unwrap_or_else(|| panic!("{name}: `{key}` is not an answer"));
        let lines: Vec<&str> =
            expected.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect();
        if lines != *found {
            writeln!(wrong, "{name}: {key}:\n  expected {lines:#?}\n  found {found:#?}").unwrap();
            *expected = Value::Array(found.iter().cloned().map(Value::String).collect());
        }
    }
}

fn line(mut lines: String, line: &str) -> String {
    lines.push_str(line);
    lines.push('\n');
    lines
}

fn table(case: &Table) -> String {
    let mut written = String::from("\n[[case]]\n");
    for key in GIVEN {
        if let Some(value) = case.get(key).and_then(Value::as_str) {
            writeln!(written, "{key} = {}", quoted(value)).unwrap();
        }
    }
    for (key, value) in case.iter().filter(|(key, _)| !GIVEN.contains(&key.as_str())) {
        let items: Vec<String> =
            value.as_array().unwrap().iter().map(|item| quoted(item.as_str().unwrap())).collect();
        let whole = format!("{key} = [{}]", items.join(", "));
        if items.len() < 2 || whole.chars().count() <= 100 {
            written.push_str(&line(String::new(), &whole));
        } else {
            writeln!(written, "{key} = [\n    {},\n]", items.join(",\n    ")).unwrap();
        }
    }
    written
}

fn quoted(value: &str) -> String {
    match (value.contains('\n'), value.contains(['"', '\\']), value.contains('\'')) {
        (false, false, _) => format!("\"{value}\""),
        (false, true, false) => format!("'{value}'"),
        (false, true, true) => format!("'''{value}'''"),
        (true, ..) => format!("'''\n{}\n'''", value.trim_end()),
    }
}
