//! `--rules`: what an analyst adds as rows, without Rust.

use std::{fs, path::Path};

use crate::desk::Desk;

const ARTICLE: &str = "---
outlet: Maseru Herald
published: 2025-03-05
---
High Steward Anders Holm of Iceland met Prime Minister Sam Matekane of Lesotho in Maseru on Tuesday. Mr Holm averred \
that fisheries were the root of all trade. They praised the evergreen friendship and mutual trust of Iceland and Lesotho.
";

/// Rows as `CONTRIBUTING.md` shows them.
const ROWS: &[(&str, &str)] = &[
    ("offices.tsv", "high steward\thigh stewards\tHigh Steward\tminister\t\teditor"),
    ("outlets.tsv", "Maseru Herald\t\tLS\tpress\tno\tmaseruherald.example\teditor"),
    ("lists/speech.tsv", "aver\tavers|averred|averring\tsay\teditor"),
    ("lists/relation_adjective.tsv", "evergreen\t\t\teditor"),
];

/// The rules as they are.
pub(crate) fn copy_rules(to: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    for folder in ["", "lists", "encounters", "figures", "formulas"] {
        fs::create_dir_all(to.join(folder)).unwrap();
        for file in fs::read_dir(from.join(folder)).unwrap().map(Result::unwrap) {
            if file.file_type().unwrap().is_file() {
                fs::copy(file.path(), to.join(folder).join(file.file_name())).unwrap();
            }
        }
    }
}

/// The rules, with the rows in their places.
fn write_rules(to: &Path) {
    copy_rules(to);
    for (file, row) in ROWS {
        let table = fs::read_to_string(to.join(file)).unwrap();
        let is_above = |line: &str| line.starts_with('#');
        let n_above = table.lines().take_while(|line| is_above(line)).count() + 1;
        let mut rows: Vec<&str> = table.lines().skip(n_above).chain([*row]).collect();
        rows.sort_by_key(|row| row.split('\t').next());
        let lines: Vec<&str> = table.lines().take(n_above).chain(rows).collect();
        fs::write(to.join(file), lines.join("\n") + "\n").unwrap();
    }
}

#[test]
fn rows_of_an_analyst_are_read() {
    let desk = Desk::new();
    desk.put("article.txt", ARTICLE);
    let before = &desk.objects(&["extract", "article.txt"])[0];
    assert_eq!(before["people"][0]["capacities"].as_array().unwrap().len(), 0);
    assert_eq!(before["notices"][0]["code"], "no-party");
    for kind in ["statements", "formulas"] {
        assert_eq!(before[kind].as_array().unwrap().len(), 0, "{kind}");
    }
    write_rules(&desk.path("rules"));
    desk.ask(&["--rules", "rules", "rules", "check"]);
    let after = &desk.objects(&["--rules", "rules", "extract", "article.txt"])[0];
    assert_eq!(after["people"][0]["capacities"][0]["label"], "High Steward of Iceland");
    assert_eq!(after["article"]["side"], "press");
    assert_eq!(after["statements"][0]["act"], "say");
    assert_eq!(after["formulas"][0]["terms"], serde_json::json!(["evergreen friendship", "mutual trust"]));
}
