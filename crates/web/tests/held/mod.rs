//! A small ledger and a server over it, for the tests of the pages.

// Each test program uses a part of it, and a failure to set up is a failed test.
#![allow(dead_code, clippy::unwrap_used)]

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
};

use ledger::{Filed, Ledger};
use record::{PartyId, Record};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// A served ledger; the folder goes with it.
pub(crate) struct Held {
    pub(crate) address: SocketAddr,
    pub(crate) folder: TempDir,
}

/// A response as read from the socket.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Held {
    /// Files the documents below and serves them until the process ends.
    pub(crate) fn serve() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.db");
        file_all(&path);
        let address = serve(path);
        Self { address, folder }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        ask(self.address, &request)
    }

    /// The id of the document that came from a file.
    pub(crate) fn document(&self, source: &str) -> String {
        let documents = self.json("/api/documents");
        let found = documents.as_array().unwrap().iter().find(|document| document["source"] == source);
        found.unwrap()["id"].as_str().unwrap().to_owned()
    }

    pub(crate) fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }
}

/// Serves a ledger on a free port of a thread of its own.
pub(crate) fn serve(ledger: PathBuf) -> SocketAddr {
    let mut names = report::Names::default();
    for (code, name) in [("VN", "Vietnam"), ("LA", "Laos"), ("FR", "France")] {
        names.0.insert(PartyId(code.to_owned()), name.to_owned());
    }
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            web::serve_until(web::Site { ledger, names }, listener, std::future::pending()).await.unwrap();
        });
    });
    address
}

/// Sends the bytes of a request and reads all of the answer.
pub(crate) fn ask(address: SocketAddr, request: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
}

/// One document to be filed: its facts, text and what was found, with words
/// in place of spans.
struct Given {
    name: &'static str,
    title: &'static str,
    outlet: &'static str,
    published: &'static str,
    text: &'static str,
    encounters: Value,
    figures: Value,
    formulas: Value,
}

const TALKS: &str = "HÀ NỘI — General Secretary Tô Lâm held talks with President Thongloun Sisoulith.\n\n\
    The Lao leader is paying a state visit to Việt Nam from September 10 to 13, 2024. Trade reached 1.6 billion USD \
    in 2023.\n\nThey spoke of great friendship, special solidarity and comprehensive cooperation.";
const COPY: &str = "Tô Lâm held talks with Thongloun Sisoulith on 10 September 2024, the agency said.";
const HOSTILE: &str = "<script>alert('text')</script> Tô Lâm will meet Thongloun Sisoulith in Paris on 5 October \
    2024 & said \"gpj.\u{202e}exe\".";
const RECEPTION: &str = "Tô Lâm hosted a reception for Thongloun Sisoulith in Hà Nội on 25 October 2025. They added \
    strategic cohesion to great friendship and special solidarity.";

fn given() -> Vec<Given> {
    let [talks, visit, told, planned, reception] = encounters();
    let [trade, formula, added] = quantities();
    vec![
        Given {
            name: "talks.txt",
            title: "Leaders hold talks",
            outlet: "Nhân Dân",
            published: "2024-09-10",
            text: TALKS,
            encounters: json!([talks, visit]),
            figures: json!([trade]),
            formulas: json!([formula]),
        },
        Given {
            name: "copy.txt",
            title: "Talks in Hanoi",
            outlet: "KPL",
            published: "2024-09-11",
            text: COPY,
            encounters: json!([told]),
            figures: json!([]),
            formulas: json!([]),
        },
        Given {
            name: "hostile.txt",
            title: "<script>alert('title')</script>",
            outlet: "<img src=x onerror=alert(1)>",
            published: "2024-10-01",
            text: HOSTILE,
            encounters: json!([planned]),
            figures: json!([]),
            formulas: json!([]),
        },
        Given {
            name: "reception.txt",
            title: "Reception",
            outlet: "VNA",
            published: "2025-10-26",
            text: RECEPTION,
            encounters: json!([reception]),
            figures: json!([]),
            formulas: json!([added]),
        },
    ]
}

fn encounters() -> [Value; 5] {
    let visit = json!({ "id": "e2", "kind": "state visit", "date": "2024-09-10/2024-09-13",
        "place": { "name": "Vietnam", "country": "VN", "is_country": true }, "guests": ["p2"],
        "participants": ["p2"], "words": "paying a state visit to Việt Nam from September 10 to 13, 2024" });
    let talks = json!({ "id": "e1", "kind": "talks", "date": "2024-09-10", "place": { "name": "Hanoi", "country": "VN" },
        "hosts": ["p1"], "guests": ["p2"], "participants": ["p1", "p2"], "within": "e2",
        "words": "Tô Lâm held talks with President Thongloun Sisoulith" });
    let told = json!({ "id": "e1", "kind": "talks", "date": "2024-09-10", "place": { "name": "Hanoi", "country": "VN" },
        "participants": ["p1", "p2"], "words": "Tô Lâm held talks with Thongloun Sisoulith on 10 September 2024" });
    let planned = json!({ "id": "e1", "kind": "meeting", "status": "planned", "date": "2024-10-05",
        "place": { "name": "Paris", "country": "FR" }, "participants": ["p1", "p2"],
        "words": "Tô Lâm will meet Thongloun Sisoulith in Paris" });
    let reception = json!({ "id": "e1", "kind": "reception", "date": "2025-10-25", "date_from": "inferred",
        "place": { "name": "Hanoi", "country": "VN" }, "hosts": ["p1"], "guests": ["p2"],
        "participants": ["p1", "p2"], "words": "Tô Lâm hosted a reception for Thongloun Sisoulith" });
    [talks, visit, told, planned, reception]
}

fn quantities() -> [Value; 3] {
    let trade = json!({ "id": "f1", "measure": "two-way trade", "subject": ["LA", "VN"], "value": 1.6e9,
        "unit": "USD", "period": "2023", "words": "1.6 billion USD" });
    let formula = json!({ "id": "r1", "terms": ["great friendship", "special solidarity", "comprehensive cooperation"],
        "new": [], "words": "great friendship, special solidarity and comprehensive cooperation" });
    let added = json!({ "id": "r1", "terms": ["great friendship", "special solidarity", "strategic cohesion"],
        "new": ["strategic cohesion"], "words": "strategic cohesion to great friendship and special solidarity" });
    [trade, formula, added]
}

fn file_all(path: &std::path::Path) {
    let mut ledger = Ledger::create(path).unwrap();
    for given in given() {
        let record = record_of(&given);
        let filed = Filed {
            bytes: given.text.as_bytes(),
            form: "plain",
            text: given.text,
            record: &record,
            reader: "test",
        };
        ledger.file(filed).unwrap();
    }
    ledger.join().unwrap();
}

fn record_of(given: &Given) -> Record {
    let sha256: String = Sha256::digest(given.text).iter().map(|byte| format!("{byte:02x}")).collect();
    let person = |id: &str, name: &str, party: &str, label: &str| {
        json!({ "id": id, "name": name, "country": party, "names": [name],
            "capacities": [{ "label": label, "title": label, "body": null, "party": party, "level": "party leader" }],
            "mentions": given.text.match_indices(name).map(|(byte, _)| {
                let start = given.text[..byte].chars().count();
                json!({ "start": start, "end": start + name.chars().count(), "how": "name" })
            }).collect::<Vec<_>>(), "by": "test" })
    };
    serde_json::from_value(json!({
        "schema": "chancery/1",
        "article": { "id": &sha256[..16], "source": given.name, "url": null, "title": given.title,
            "outlet": given.outlet, "agency": null, "side": "press", "language": "en",
            "published": { "value": given.published, "from": "metadata" }, "dateline": null, "sha256": sha256,
            "length": given.text.chars().count() },
        "people": [person("p1", "Tô Lâm", "VN", "General Secretary"),
            person("p2", "Thongloun Sisoulith", "LA", "President of Laos")],
        "encounters": filled(given, &given.encounters, &json!({ "status": "held", "date": null, "date_from": "text",
            "place": null, "hosts": [], "guests": [], "participants": [], "groups": [],
            "capacities": { "p1": ["General Secretary"], "p2": ["President of Laos"] }, "occasion": null,
            "within": null })),
        "statements": [], "commitments": [], "instruments": [], "milestones": [], "notices": [],
        "figures": filled(given, &given.figures, &json!({ "low": null, "high": null, "approx": false, "stage": null,
            "period": null, "change": null })),
        "formulas": filled(given, &given.formulas, &json!({ "relation": ["LA", "VN"] })),
    }))
    .unwrap()
}

/// Items with the fields they leave out and spans for their words.
fn filled(given: &Given, items: &Value, rest: &Value) -> Vec<Value> {
    let full = |item: &Value| {
        let mut full = rest.clone();
        let fields = full.as_object_mut().unwrap();
        fields.extend(item.as_object().unwrap().clone());
        let words = fields.remove("words").unwrap();
        let words = words.as_str().unwrap();
        let start = given.text[..given.text.find(words).unwrap()].chars().count();
        fields
            .insert("evidence".to_owned(), json!([{ "start": start, "end": start + words.chars().count() }]));
        fields.insert("by".to_owned(), json!("test"));
        full
    };
    items.as_array().unwrap().iter().map(full).collect()
}
