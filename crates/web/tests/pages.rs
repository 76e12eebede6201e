//! The pages at their door: requests over a real socket.

// A page that cannot be asked is a failed test, also in the functions beside the tests.
#![allow(clippy::unwrap_used)]

mod held;

use held::{Answer, Held, ask};

const CSP: &str = "content-security-policy: default-src 'none';";

fn id_of(held: &Held, kind: &str) -> String {
    let encounters = held.json("/api/encounters");
    let found = encounters.as_array().unwrap().iter().find(|entry| entry["kind"] == kind);
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

#[test]
fn every_page_answers() {
    let held = Held::serve();
    let talks = id_of(&held, "talks");
    let figure = held.json("/api/figures")[0]["id"].as_str().unwrap().to_owned();
    let formula = held.json("/api/formulas")[0]["id"].as_str().unwrap().to_owned();
    let person = held.json("/api/people")[0]["id"].as_str().unwrap().to_owned();
    let pages = [
        ("/".to_owned(), "<h1>Relationships</h1>"),
        ("/relation/VN/LA".to_owned(), "Vietnam <span class=\"and\">and</span> Laos"),
        ("/relation/FR/LA".to_owned(), "no evidence held"),
        ("/encounters".to_owned(), "Encounters, by date"),
        (
            "/encounters?between=VN%2CLA&person=to+lam&kind=talks&since=2024-09&until=2024".to_owned(),
            "1 held.",
        ),
        ("/encounters?between=&person=&kind=&since=&until=".to_owned(), "4 held."),
        ("/encounters?since=2030".to_owned(), "No evidence held"),
        ("/people?person=t%C3%B4".to_owned(), "Tô Lâm"),
        ("/documents".to_owned(), "Leaders hold talks"),
        ("/search".to_owned(), "role=\"search\""),
        ("/search?q=t%C3%B4+lam".to_owned(), "<mark>Tô</mark> <mark>Lâm</mark>"),
        ("/search?q=person%3Athongloun+kind%3Atalks&page=1".to_owned(), "class=\"hits\""),
        ("/search?q=%22talks".to_owned(), "is not closed; close it, or leave it out (at character 1)"),
        ("/search?q=%3Cscript%3E%22".to_owned(), "value=\"&#60;script&#62;&#34;\""),
        ("/search?q=nosuchword".to_owned(), "no sign that it was not said"),
        ("/document/talks.txt".to_owned(), "Found in this text"),
        (format!("/encounter/{talks}"), "2 sources, in their own words"),
        (format!("/person/{person}"), "Offices"),
        (format!("/figure/{figure}"), "1.6 billion USD"),
        (format!("/formula/{formula}"), "great friendship"),
        ("/style.css".to_owned(), "prefers-color-scheme: dark"),
        ("/favicon.svg".to_owned(), "<svg"),
    ];
    let mut wrong = Vec::new();
    for (path, words) in &pages {
        let answer = held.get(path);
        if answer.status != 200 || !answer.body.contains(words) {
            wrong.push(format!("{path}: {} without `{words}`", answer.status));
        }
        if !answer.head.contains(CSP) {
            wrong.push(format!("{path}: no content policy"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_relation_tells_all_of_it() {
    let held = Held::serve();
    let body = held.get("/relation/VN/LA").body;
    for words in [
        "Leaders (head of state or party)",
        "no evidence held",
        "10–13 September 2024",
        "part of the state visit",
        "General Secretary",
        "<svg",
        "<desc id=\"timeline-desc\">",
        "In Vietnam",
        "2 <span class=\"voices\">KPL, Nhân Dân",
        "two-way trade",
        "<strong>strategic cohesion</strong>",
        "<span class=\"status\">planned</span>",
        "<span class=\"note\">inferred</span>",
    ] {
        let body = body.replace("<span class=\"count\">2</span>", "2");
        assert!(body.contains(words), "no `{words}` in\n{body}");
    }
}

#[test]
fn finds_are_marked_and_reached_from_their_entries() {
    let held = Held::serve();
    let body = held.get("/document/talks.txt").body;
    for words in [
        "<mark class=\"encounter\" id=\"m-e1\">",
        "<mark class=\"person\" id=\"m-p1\">",
        "id=\"m-e2\"",
        "<mark class=\"figure\" id=\"m-f1\">",
        "<mark class=\"formula\" id=\"m-r1\">",
        "lang=\"en\"",
        "published",
    ] {
        assert!(body.to_lowercase().contains(words), "no `{words}` in\n{body}");
    }
    assert_eq!(body.matches("<mark").count(), body.matches("</mark>").count());
    assert_eq!(body.matches("id=\"m-e1\"").count(), 1);
    let talks = held.get(&format!("/encounter/{}", id_of(&held, "talks"))).body;
    assert!(talks.contains(&format!("href=\"/document/{}#m-e1\"", held.document("talks.txt"))), "{talks}");
    assert!(talks.contains("Tô Lâm held talks with President Thongloun Sisoulith"), "{talks}");
    let visit = held.get(&format!("/encounter/{}", id_of(&held, "state visit"))).body;
    assert!(visit.contains("What it contains"), "{visit}");
}

#[test]
fn nothing_of_a_source_runs() {
    let held = Held::serve();
    let planned = id_of(&held, "meeting");
    for path in [
        "/",
        "/documents",
        "/document/hostile.txt",
        "/search?q=alert",
        "/relation/VN/LA",
        &format!("/encounter/{planned}"),
    ] {
        let answer = held.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let body = answer.body;
        assert!(
            !body.contains("<script") && !body.contains("<img") && !body.contains("style=\""),
            "{path}\n{body}"
        );
        assert!(!body.contains('\u{202e}'), "{path}");
    }
    let body = held.get("/document/hostile.txt").body;
    assert!(body.contains("&lt;script&gt;alert(&#39;text&#39;)"), "{body}");
    assert!(body.contains("title=\"right-to-left override\">U+202E</span>"), "{body}");
}

#[test]
fn refusals_are_guarded_and_tell_nothing() {
    let held = Held::serve();
    let cases = [
        ("/nowhere", 404),
        ("/nowhere/%3Cscript%3E", 404),
        ("/document/none", 404),
        ("/document/%2e%2e%2f%2e%2e%2fetc%2fpasswd", 404),
        ("/person/..%252f..%252fetc", 404),
        ("/person/%00", 404),
        ("/person/%ff", 404),
        ("/relation/VN/VN", 404),
        ("/relation/VN/%3Cscript%3E", 404),
        ("/encounters?since=%3Cscript%3Ealert(1)%3C/script%3E", 400),
        ("/encounters?%3Cscript%3E=1", 400),
        ("/encounters?person=%ff%fe", 400),
        ("/api/encounters?kind=war", 400),
        ("/api/encounters?between=Laos", 400),
        ("/api/encounters?since=2025&until=2024", 400),
        ("/api/encounters?since=2024&since=2025", 400),
        ("/api/people?kind=talks", 400),
        ("/api/encounters?page=0", 400),
        ("/encounters?page=9", 200),
        ("/api/search?q=%22x", 400),
        ("/api/search?q=x&page=0", 400),
        ("/search?q=x&page=9999", 400),
        ("/search?nothing=x", 400),
        ("/api/encounter/none", 404),
        ("/api/nowhere", 404),
    ];
    let path = held.folder.path().to_string_lossy().into_owned();
    let mut wrong = Vec::new();
    for (asked, status) in cases {
        let answer = held.get(asked);
        if answer.status != status {
            wrong.push(format!("{asked}: {} instead of {status}", answer.status));
        }
        let is_json = answer.head.contains("content-type: application/json");
        if is_json != asked.starts_with("/api/")
            || !answer.head.contains(CSP)
            || !answer.head.contains("nosniff")
        {
            wrong.push(format!("{asked}: {}", answer.head));
        }
        if !is_json && answer.body.contains("<script") || answer.body.contains(&path) {
            wrong.push(format!("{asked}: {}", answer.body));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn with_head(held: &Held, line: &str, host: &str) -> Answer {
    ask(held.address, &format!("{line} HTTP/1.1\r\n{host}Connection: close\r\n\r\n"))
}

#[test]
fn only_this_machine_asks_and_only_asks() {
    let held = Held::serve();
    let port = held.address.port();
    for host in ["Host: evil.example\r\n", "", "Host: 127.0.0.1\r\n", "Host: 127.0.0.1:1\r\n"] {
        let answer = with_head(&held, "GET /", host);
        assert_eq!(answer.status, 421, "{host}");
        assert!(answer.head.contains(CSP));
    }
    let own = format!("Host: localhost:{port}\r\n");
    let twice = format!("{own}Host: evil.example\r\n");
    assert!(matches!(with_head(&held, "GET /", &twice).status, 400 | 421));
    assert_eq!(with_head(&held, "GET /", &own).status, 200);
    let head = with_head(&held, "HEAD /", &own);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        let answer =
            with_head(&held, &format!("{method} /api/people"), &format!("{own}Content-Type: text/plain\r\n"));
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: get, head") && answer.head.contains(CSP), "{method}");
    }
}

#[test]
fn json_is_what_the_ledger_holds() {
    let held = Held::serve();
    let talks = held.json(&format!("/api/encounter/{}", id_of(&held, "talks")));
    for field in [
        "id",
        "kind",
        "status",
        "date",
        "date_from",
        "dates",
        "place",
        "places",
        "hosts",
        "guests",
        "participants",
        "groups",
        "capacities",
        "names",
        "occasion",
        "within",
        "sources",
        "voices",
    ] {
        assert!(talks.get(field).is_some(), "no {field}");
    }
    assert_eq!(talks["sources"].as_array().unwrap().len(), 2);
    assert_eq!(talks["sources"][0]["words"][0], "Tô Lâm held talks with President Thongloun Sisoulith");
    let between =
        held.json("/api/encounters?between=VN,LA&kind=talks&person=thongloun&since=2024-09-10&until=2024-09");
    assert_eq!(between.as_array().unwrap().len(), 1);
    assert_eq!(held.json("/api/documents").as_array().unwrap().len(), 4);
    assert!(held.json("/api/documents")[0].get("sha256").is_some());
    assert_eq!(held.json("/api/people").as_array().unwrap().len(), 2);
    let found = held.json("/api/search?q=thongloun");
    assert_eq!(found["n_found"].as_u64().unwrap() as usize, found["hits"].as_array().unwrap().len());
    assert!(found["hits"][0]["marks"][0]["start"].is_u64());
    let refusal = held.get("/api/encounters?kind=war").body;
    let refusal: serde_json::Value = serde_json::from_str(&refusal).unwrap();
    assert_eq!(refusal["parameter"], "kind");
    assert!(refusal["error"].as_str().unwrap().contains("state visit"));
}

#[test]
fn a_missing_ledger_is_said_without_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let address = held::serve(folder.path().join("none.db"));
    let answer = ask(address, &format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"));
    assert_eq!(answer.status, 503);
    assert!(
        answer.body.contains("chancery read PATH") && !answer.body.contains("none.db"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn other_machines_are_never_served() {
    let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
    let site = web::Site { ledger: "none.db".into(), names: report::Names::default() };
    let refused = web::serve(site, listener).await;
    assert!(matches!(refused, Err(web::Error::NotLoopback { .. })));
}

#[test]
fn a_ledger_made_anew_is_seen() {
    let held = Held::serve();
    assert_eq!(held.json("/api/documents").as_array().unwrap().len(), 4);
    let path = held.folder.path().join("ledger.db");
    for file in std::fs::read_dir(held.folder.path()).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    assert_eq!(held.get("/api/documents").status, 503);
    drop(ledger::Ledger::create(&path).unwrap());
    assert_eq!(held.json("/api/documents").as_array().unwrap().len(), 0);
    let body = held.get("/").body;
    assert!(body.contains("No evidence held"), "{body}");
}

/// A correction sent with some more lines of a head.
fn post(held: &Held, path: &str, more: &str, body: &serde_json::Value) -> Answer {
    let body = body.to_string();
    let (address, length) = (held.address, body.len());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n"
    );
    ask(address, &format!("{head}{more}\r\n{body}"))
}

#[test]
fn corrections_are_made_and_taken_back_by_json() {
    let held = Held::serve();
    let id = id_of(&held, "talks");
    let edit = serde_json::json!({"what": "edit", "entry": id, "field": "date", "value": "2024-09-12"});
    let asked = serde_json::json!({"author": "A. Reader", "why": "the programme", "correction": edit});
    let json = "Content-Type: application/json\r\n";
    let path = "/api/corrections";
    // A page of another site, or a form, changes nothing.
    for head in ["Content-Type: text/plain\r\n", &format!("{json}Origin: http://evil.example\r\n")] {
        assert_eq!(post(&held, path, head, &asked).status, 405, "{head}");
    }
    let own = format!("{json}Origin: http://{}\r\n", held.address);
    let made = post(&held, path, &own, &asked);
    assert_eq!((made.status, made.body.as_str()), (201, "{\"number\":1}"));
    assert_eq!(held.json(&format!("/api/encounter/{id}"))["date"], "2024-09-12");
    let journal = held.json(path);
    assert_eq!((&journal[0]["author"], &journal[0]["why"]), (&"A. Reader".into(), &"the programme".into()));
    let nothing =
        serde_json::json!({"author": "A. Reader", "correction": {"what": "dismiss", "entry": "e-0"}});
    let refused = post(&held, path, json, &nothing);
    assert!(refused.status == 400 && refused.body.contains("e-0"), "{}", refused.body);
    assert_eq!(post(&held, path, json, &serde_json::json!({"author": ""})).status, 400);
    let undone = post(&held, "/api/corrections/1/undo", json, &serde_json::json!({"author": "B. Reader"}));
    assert_eq!(undone.status, 201);
    assert_ne!(held.json(&format!("/api/encounter/{id}"))["date"], "2024-09-12");
    assert_eq!(held.json(path)[0]["undone"]["author"], "B. Reader");
}
