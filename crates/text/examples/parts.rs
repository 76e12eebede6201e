//! Prints the parts of the files named.
use record::{Outlet, PartyId, Side};
fn outlet(name: &str, country: &str, is_agency: bool, hosts: &[&str]) -> Outlet {
    Outlet {
        name: name.into(),
        also: vec![],
        country: Some(PartyId(country.into())),
        side: Side::Press,
        is_agency,
        hosts: hosts.iter().map(|h| h.to_string()).collect(),
    }
}
fn main() {
    let outlets = [
        outlet("VNA", "VN", true, &[]),
        outlet("VNS", "VN", false, &["vietnamnews.vn"]),
        outlet("VOVWORLD", "VN", false, &[]),
        outlet("VOV", "VN", true, &[]),
        outlet("TASS", "RU", true, &[]),
        outlet("Xinhua", "CN", true, &[]),
    ];
    let brief = std::env::args().any(|a| a == "--brief");
    for path in std::env::args().skip(1).filter(|a| a != "--brief") {
        let bytes = std::fs::read(&path).unwrap();
        let form = if path.ends_with("html") {
            text::Form::Html
        } else if path.ends_with("md") {
            text::Form::Markdown
        } else {
            text::Form::Plain
        };
        let t = std::time::Instant::now();
        let (content, mut notes) = match text::decode(&bytes, form) {
            Ok(x) => x,
            Err(e) => {
                println!("{path}: {e}");
                continue;
            }
        };
        let given = text::Given {
            text: &content,
            form,
            title: None,
            outlet: None,
            url: None,
            published: None,
            language: None,
        };
        let (d, more) = text::read(&given, &outlets);
        notes.extend(more);
        println!(
            "=== {path} {:?} title={:?} outlet={:?} agency={:?} country={:?} lang={:?} published={:?} dateline={:?} notes={:?} sentences={} tokens={}",
            t.elapsed(),
            d.title,
            d.outlet,
            d.agency,
            d.country,
            d.language,
            d.published.value.map(|v| v.to_string()),
            d.dateline,
            notes.iter().map(|n| &n.code).collect::<Vec<_>>(),
            d.sentences.len(),
            d.tokens.len()
        );
        if d.text.len() > 100_000 {
            continue;
        }
        for b in &d.blocks {
            if brief && b.kind == text::BlockKind::Paragraph {
                continue;
            }
            let s = &d.text[b.bytes.clone()];
            let s: String = s.chars().take(100).collect();
            println!("  {:?}: {s}", b.kind);
        }
        if !brief {
            for s in &d.sentences {
                println!("    . {}", &d.text[s.bytes.clone()]);
            }
        }
    }
}
