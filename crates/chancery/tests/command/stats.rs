//! `chancery rules stats`: what each rule does to texts.

use serde_json::Value;

use crate::{desk::Desk, rules::copy_rules};

const MET: &str = "Minister Adaeze Okoro met Ambassador Nils Lund in Abuja on March 4, 2023. They denied that Minister \
Okoro had met Ambassador Pekka Salo.\n";
const TRADE: &str =
    "Minister Okoro said that trade between Nigeria and Sweden reached 1.2 billion USD in 2022.\n";

/// A rule that disagrees with `met` on who is at home.
const RIVAL: &str = "\
why      = \"A rival of `met`, to be told from it.\"
makes    = \"encounter\"
set      = { kind = \"reception\" }
patterns = [\"{guest:actors} met {host:actors}\"]
ignores  = [\"Minister Adeyemi met a deadline.\"]

[[finds]]
text  = \"Minister Adeyemi met Ambassador Lund.\"
guest = \"Minister Adeyemi\"
host  = \"Ambassador Lund\"
";

/// The texts, the rules with a rival among them, and an annotation of the first.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("texts/met.txt", MET);
    desk.put("texts/trade.txt", TRADE);
    copy_rules(&desk.path("rules"));
    desk.put("rules/encounters/met-at-home.toml", RIVAL);
    let annotation = serde_json::json!({
        "doc": "met.txt",
        "people": [
            { "name": "Adaeze Okoro", "country": null, "quote": "not read" },
            { "name": "Pekka Salo", "optional": true },
        ],
        "encounters": [{
            "kind": "meeting", "participants": ["Adaeze Okoro", "Nils Lund"], "date": "2023-03-04", "span": [0, 72],
        }],
    });
    desk.put("annotated/1.json", annotation.to_string());
    desk
}

fn row<'r>(rows: &'r [Value], rule: &str) -> &'r Value {
    rows.iter().find(|row| row["rule"] == rule).unwrap_or_else(|| panic!("{rule} has no row"))
}

const STATS: &[&str] = &["--rules", "rules", "rules", "stats", "texts"];

fn stats(desk: &Desk, more: &[&str]) -> Vec<Value> {
    desk.objects(&[STATS, &["--format", "jsonl"], more].concat())
}

#[test]
fn every_rule_is_counted() {
    let rows = stats(&desk(), &[]);
    let rival = row(&rows, "encounters/met-at-home");
    assert_eq!((&rival["items"], &rival["documents"]), (&1.into(), &1.into()), "{rival}");
    let met = &row(&rows, "encounters/met")["matched"];
    assert_eq!(met["covered_by"], serde_json::json!({ "encounters/met-at-home": 1 }), "{met}");
    assert_eq!(met["conflicts_with"]["encounters/met-at-home"]["kind"], 1, "{met}");
    let fires = |key: &str| met[key].as_u64().unwrap();
    assert_eq!(fires("fires"), fires("covered") + fires("dropped"), "{met}");
    assert!(fires("dropped") > 0, "what is denied is dropped: {met}");
    // A rule that never fires has its row, and so has a step of our own.
    let idle = row(&rows, "encounters/came-on");
    assert_eq!((&idle["items"], &idle["matched"]["fires"]), (&0.into(), &0.into()));
    assert!(row(&rows, "statements/verb").get("matched").is_none());
    assert!(idle.get("annotated").is_none());
}

#[test]
fn annotated_texts_tell_what_is_right() {
    let desk = desk();
    let rows = stats(&desk, &["--annotated", "annotated"]);
    let rival = &row(&rows, "encounters/met-at-home")["annotated"];
    assert_eq!(*rival, serde_json::json!({ "right": 1, "held": 1, "precision": 1.0 }));
    // Of three people one is annotated, one need not be found, one is wrong.
    let people = &row(&rows, "titled-name")["annotated"];
    assert_eq!((&people["right"], &people["held"]), (&1.into(), &2.into()), "{people}");
    // The text without an annotation is counted, but not held.
    let said = row(&rows, "statements/verb");
    assert_eq!((&said["items"], &said["annotated"]["held"]), (&1.into(), &0.into()), "{said}");
    let table = desk.ask(&[STATS, &["--annotated", "annotated", "--sort", "items"]].concat());
    let line = table.lines().find(|line| line.starts_with("encounters/met-at-home ")).unwrap();
    let cells: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(cells, ["encounters/met-at-home", "1", "1", "1", "0", "0", "1", "1.00", "1/1"], "{table}");
    assert!(table.contains("\nencounters  1.00 1/1\n"), "{table}");
    assert!(table.contains("\n2 documents, 1 annotated; "), "{table}");
    let widest = table.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{table}");
}

#[test]
fn output_does_not_depend_on_threads() {
    let desk = desk();
    let one = desk.ask(STATS);
    assert_eq!(desk.ask(&[STATS, &["--jobs", "2"]].concat()), one);
}

#[test]
fn what_is_wrong_is_named() {
    let desk = desk();
    desk.put("list/1.json", "[]");
    desk.put("text/1.json", "not JSON");
    desk.put("typed/1.json", r#"{ "people": [{ "name": 3 }] }"#);
    desk.put("twice/2.json", r#"{ "doc": "met.txt" }"#);
    desk.put("other/a.json", "{}");
    desk.put("none/readme.txt", "");
    for (folders, expected) in [
        (&["absent"][..], "--annotated absent: there is no such folder"),
        (&["none"], "--annotated none: there is no .json file in it"),
        (&["text"], "text/1.json is no annotation: expected"),
        (&["typed"], "typed/1.json is no annotation: invalid type: integer `3`"),
        (&["annotated", "twice"], "met.txt is annotated in annotated/1.json too"),
        (&["other"], "other/a.json: a.txt is not among the texts given"),
    ] {
        let named = folders.iter().flat_map(|folder| ["--annotated", folder]);
        let said = desk.run(&STATS.iter().copied().chain(named).collect::<Vec<_>>());
        assert_eq!(said.code, Some(1), "{folders:?}: {said:?}");
        assert!(said.err.contains(expected), "{folders:?}: {}", said.err);
    }
    desk.put("texts/more/met.txt", MET);
    let said = desk.run(&[STATS, &["--annotated", "annotated"]].concat());
    assert!(said.err.contains("another text of this name"), "{said:?}");
    let said = desk.run(&["rules", "stats", "absent.txt"]);
    assert!(said.code == Some(1) && said.err.contains("absent.txt"), "{said:?}");
}
