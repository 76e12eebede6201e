//! The listings: every one in every format, narrowed and in stable order.

use serde_json::Value;

use crate::desk::{Desk, TALKS, VISIT};

fn filed() -> Desk {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.put("visit.txt", VISIT);
    desk.ask(&["read", "talks.txt", "visit.txt"]);
    desk
}

/// A listing, the fields that each of its objects has, and a word of its table.
const LISTS: &[(&str, &[&str], &str)] = &[
    (
        "encounters",
        &[
            "id",
            "kind",
            "status",
            "date",
            "date_from",
            "place",
            "hosts",
            "guests",
            "participants",
            "groups",
            "capacities",
            "occasion",
            "within",
            "sources",
            "voices",
        ],
        "talks",
    ),
    ("people", &["id", "name", "country", "names", "capacities", "sources"], "Thongloun Sisoulith"),
    (
        "figures",
        &["id", "measure", "subject", "value", "unit", "approx", "period", "sources", "voices"],
        "1.6 billion USD",
    ),
    ("formulas", &["id", "relation", "terms", "new", "sources", "voices"], "great friendship"),
    (
        "documents",
        &["id", "source", "url", "title", "outlet", "agency", "published", "dateline", "sha256"],
        "VNS",
    ),
];

#[test]
fn every_listing_in_every_format() {
    let desk = filed();
    for (list, fields, word) in LISTS {
        let table = desk.ask(&[list]);
        assert!(table.starts_with("id ") && table.contains(word), "{list}:\n{table}");
        assert_eq!(desk.ask(&[list, "--format", "table"]), table);
        let lines = desk.objects(&[list, "--format", "jsonl"]);
        let array: Vec<Value> = serde_json::from_str(&desk.ask(&[list, "--format", "json"])).unwrap();
        assert_eq!(lines, array, "{list}");
        assert!(!lines.is_empty(), "{list}");
        for (object, field) in lines.iter().flat_map(|object| fields.iter().map(move |field| (object, field)))
        {
            assert!(object.get(*field).is_some(), "{list}: `{field}` is missing in {object}");
        }
        let csv = desk.ask(&[list, "--format", "csv"]);
        assert!(csv.starts_with("id,") && csv.contains(word), "{list}:\n{csv}");
        assert_eq!(csv.lines().count(), 1 + lines.len(), "{list}:\n{csv}");
    }
}

/// What is asked, and how many entries answer.
const QUESTIONS: &[(&[&str], usize)] = &[
    (&["encounters"], 2),
    (&["encounters", "--between", "VN,LA"], 1),
    (&["encounters", "--between", "laos, Viet Nam"], 1),
    (&["encounters", "--between", "VN,SE"], 0),
    (&["encounters", "--between", "SE"], 1),
    (&["encounters", "--person", "to lam"], 1),
    (&["encounters", "--person", "THONGLOUN"], 1),
    (&["encounters", "--person", "Nobody"], 0),
    (&["encounters", "--kind", "talks"], 1),
    (&["encounters", "--kind", "state visit"], 0),
    (&["encounters", "--since", "2024-01-01"], 1),
    (&["encounters", "--until", "2024-01-01"], 1),
    (&["encounters", "--since", "2024-09-10", "--until", "2024-09-10"], 1),
    (&["encounters", "--last"], 1),
    (&["people", "--between", "FI"], 1),
    (&["people", "--person", "ulf"], 1),
    (&["figures", "--between", "VN,LA"], 1),
    (&["figures", "--between", "SE,FI"], 0),
    (&["formulas", "--between", "VN,LA"], 1),
    (&["documents"], 2),
];

#[test]
fn listings_are_narrowed() {
    let desk = filed();
    let mut wrong = Vec::new();
    for (question, expected) in QUESTIONS {
        let found = desk.objects(&[question, ["--format", "jsonl"].as_slice()].concat());
        if found.len() != *expected {
            wrong.push(format!("{}: {} instead of {expected}", question.join(" "), found.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let last = desk.objects(&["encounters", "--last", "--format", "jsonl"]);
    assert_eq!(last[0]["date"], "2024-09-10");
}

#[test]
fn an_empty_answer_is_said() {
    let desk = filed();
    let none = ["encounters", "--person", "Nobody", "--format"];
    let ask = |format: &str| desk.ask(&[none.as_slice(), &[format]].concat());
    assert_eq!(ask("table"), "nothing held that fits\n");
    assert_eq!(ask("json"), "[]\n");
    assert_eq!(ask("jsonl"), "");
    assert_eq!(ask("csv").lines().count(), 1);
}

#[test]
fn encounters_come_by_date() {
    let desk = Desk::new();
    desk.ask(&["read", crate::desk::bundled().to_str().unwrap()]);
    let encounters = desk.objects(&["encounters", "--format", "jsonl"]);
    let key = |entry: &Value| {
        let text = |field: &str| entry[field].as_str().unwrap_or_default().to_owned();
        let date = text("date").replace('~', "");
        let (first, last) = date.split_once('/').unwrap_or((&date, &date));
        (entry["date"].is_null(), first.to_owned(), last.to_owned(), text("id"))
    };
    let keys: Vec<_> = encounters.iter().map(key).collect();
    assert!(keys.is_sorted(), "{keys:#?}");
    for entry in encounters {
        let (n_sources, n_voices) =
            (entry["sources"].as_array().unwrap().len(), entry["voices"].as_array().unwrap().len());
        assert!((1..=n_sources).contains(&n_voices), "{entry}");
    }
}

/// What is typed wrongly, the code, and what is said.
const MISTAKES: &[(&[&str], i32, &str)] = &[
    (&[], 2, "Usage"),
    (&["ponder"], 2, "unrecognized subcommand"),
    (&["read"], 2, "required"),
    (&["extract", "--jobs", "0", "a.txt"], 2, "1..=256"),
    (&["extract", "--published", "yesterday", "a.txt"], 2, "yesterday"),
    (&["encounters", "--format", "xml"], 2, "table, json, jsonl, csv"),
    (&["encounters", "--kind", "tea"], 2, "tea"),
    (&["encounters", "--since", "2024-13-01"], 2, "2024-13-01"),
    (&["encounters", "--between", "VN,Atlantis"], 1, "`Atlantis` is no party; write a code of ISO 3166"),
    (&["documents", "--rules", "nowhere"], 1, "nowhere"),
];

#[test]
fn mistakes_are_told_apart() {
    let desk = filed();
    for (words, code, expected) in MISTAKES {
        let said = desk.run(words);
        assert_eq!(said.code, Some(*code), "{words:?}: {said:?}");
        assert!(said.err.contains(expected), "{words:?}: {}", said.err);
    }
}

/// A dispatch with something said, promised, signed and kept.
const SAID: &str = "\
NAIROBI — President William Ruto of Kenya received President Yoweri Museveni of Uganda in Nairobi on March 4, 2024. \
Ruto thanked Uganda for its support and stressed the need for peace. Kenya pledged to open the border by 2026. The two \
presidents signed the Malaba Agreement. They recalled the 60th anniversary of diplomatic relations.
";

#[test]
fn what_is_said_and_promised_is_listed_and_shown_with_its_words() {
    let desk = Desk::new();
    desk.put("said.txt", SAID);
    desk.ask(&["read", "said.txt"]);
    let found = |list: &str| desk.objects(&[list, "--format", "jsonl"]);
    let statements = found("statements");
    let by_act = |act: &str| statements.iter().find(|entry| entry["act"] == act).unwrap();
    assert_eq!(by_act("thank")["speakers"], serde_json::json!(["p-william-ruto-ke"]));
    assert_eq!(by_act("thank")["addressees"], serde_json::json!(["UG"]));
    assert_eq!(by_act("stress")["speakers"], serde_json::json!(["p-william-ruto-ke"]));
    let commitments = found("commitments");
    assert_eq!(commitments[0]["parties"], serde_json::json!(["KE"]));
    assert_eq!((&commitments[0]["force"], &commitments[0]["deadline"]), (&"pledge".into(), &"2026".into()));
    let instruments = found("instruments");
    assert_eq!(
        (&instruments[0]["name"], &instruments[0]["status"]),
        (&"Malaba Agreement".into(), &"signed".into())
    );
    assert!(found("milestones")[0]["what"].as_str().unwrap().contains("60th anniversary"));
    for (list, words) in [
        ("statements", "thanked Uganda"),
        ("commitments", "Kenya pledged to open the border by 2026"),
        ("instruments", "Malaba Agreement"),
        ("milestones", "60th anniversary of diplomatic relations"),
    ] {
        let table = desk.ask(&[list]);
        assert!(table.contains(words), "{list}:\n{table}");
        let all = found(list);
        let shown: Vec<String> =
            all.iter().map(|entry| desk.ask(&["show", entry["id"].as_str().unwrap()])).collect();
        assert!(shown.iter().any(|text| text.contains(words)), "{list}: {shown:?}");
    }
    assert!(desk.ask(&["verify"]).starts_with("proved "));
}

const PROMISED: &str = "\
NAIROBI, March 4, 2025 - President William Ruto of Kenya received President Yoweri Museveni of Uganda on Tuesday. Kenya \
pledged to build the Malaba bridge over the Sio river by 2027. Kenya pledged to open a consulate in Gulu by 2026.
";

const BUILT: &str = "\
KAMPALA, February 3, 2027 - President Yoweri Museveni of Uganda received President William Ruto of Kenya on Wednesday. \
Ruto said that the Malaba bridge over the Sio river had been completed. He thanked Uganda for its support.
";

#[test]
fn a_promise_is_followed_to_the_words_that_say_it_is_done() {
    let desk = Desk::new();
    desk.put("promised.txt", PROMISED);
    desk.put("built.txt", BUILT);
    desk.ask(&["read", "promised.txt", "built.txt"]);
    let on = |day: &str, status: &str| {
        let list = ["commitments", "--as-of", day, "--status", status, "--format", "jsonl"];
        let found = desk.objects(&list);
        found.iter().map(|entry| entry["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let [done] = on("2027-03-01", "done").try_into().unwrap();
    let shown = desk.ask(&["show", &done]);
    assert!(shown.contains("2025-03-04: pledge, by 2027 in "), "{shown}");
    assert!(shown.contains("2027-02-03: done by ") && shown.contains("river had been completed"), "{shown}");
    let [overdue] = on("2027-03-01", "overdue").try_into().unwrap();
    assert_eq!(on("2026-12-31", "no-evidence-held"), std::slice::from_ref(&overdue));
    let shown = desk.ask(&["show", &overdue]);
    assert!(shown.contains("no evidence held; 1 later document of these parties is held"), "{shown}");
    assert!(!shown.contains("not done"), "{shown}");
    assert!(desk.ask(&["verify"]).starts_with("proved "));
}
