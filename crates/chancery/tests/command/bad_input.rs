//! Input that is no article: a clear word with path and remedy, and no harm.

use std::time::{Duration, Instant};

use crate::desk::{Desk, TALKS};

#[test]
fn files_that_are_no_text_are_refused() {
    let cases: [(&str, &[u8], &str); 5] = [
        ("empty.txt", b"", "there is no text in it; give a file that has some"),
        ("blank.md", b" \n\t\n", "there is no text in it"),
        (
            "picture.txt",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "not text but a PNG picture; give the text instead",
        ),
        ("paper.html", b"%PDF-1.7 ...", "not text but a PDF file; extract its text first"),
        ("noise.txt", b"ab\0\x01\x02cd", "not text but binary data"),
    ];
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.ask(&["read", "talks.txt"]);
    for (name, bytes, expected) in cases {
        desk.put(name, bytes);
        for command in ["read", "extract"] {
            let said = desk.run(&[command, name]);
            assert_eq!(said.code, Some(1), "{command} {name}: {said:?}");
            assert!(
                said.err.starts_with(&format!("chancery: {name}: ")) && said.err.contains(expected),
                "{}",
                said.err
            );
        }
    }
    assert_eq!(desk.objects(&["documents", "--format", "jsonl"]).len(), 1);
    desk.ask(&["verify"]);
}

#[test]
fn other_encodings_are_read_and_said() {
    let vietnamese = "Phó Thu tuong Lào dên Hà Nôi, ông dã gap ông Lâm. ".repeat(4);
    let (vietnamese, ..) = encoding_rs::WINDOWS_1258.encode(&vietnamese);
    let chinese = "两国领导人在北京举行会谈,就双边关系深入交换意见。".repeat(3);
    let (chinese, ..) = encoding_rs::GB18030.encode(&chinese);
    let page = [b"<html><meta charset=windows-1258><body><p>".as_slice(), &vietnamese, b"</p></body></html>"]
        .concat();
    let mut broken = TALKS.as_bytes().to_vec();
    broken.extend(b"\xff\xfe");
    let utf16: Vec<u8> = "\u{feff}They met.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // A file, its bytes, the notice it gets, and words that must be in the text.
    let cases: [(&str, &[u8], &str, &str); 5] = [
        ("vietnamese.html", &page, "windows-1258", "Hà Nôi"),
        ("vietnamese.txt", &vietnamese, "decoded-as", "Nôi"),
        ("chinese.txt", &chinese, "gb18030", "两国领导人"),
        ("broken.txt", &broken, "invalid-utf8", "Thongloun"),
        ("wide.txt", &utf16, "UTF-16LE", "They met."),
    ];
    let desk = Desk::new();
    for (name, bytes, notice, words) in cases {
        desk.put(name, bytes);
        let record = desk.objects(&["extract", "--with-text", name]).remove(0);
        assert!(record["notices"].to_string().contains(notice), "{name}: {}", record["notices"]);
        assert!(
            record["article"]["text"].as_str().unwrap().contains(words),
            "{name}: {}",
            record["article"]["text"]
        );
    }
    assert!(desk.ask(&["read", "."]).starts_with("5 documents: 5 new"));
    desk.ask(&["verify"]);
}

/// Far more than any of these takes, on a slow machine without optimisation.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn monstrous_files_are_read_in_time() {
    let sentence = "Minister Adeyemi of Nigeria met Ambassador Lund of Norway in Lagos on March 4, 2025. ";
    let deep =
        format!("<html><body>{}<p>{sentence}</p>{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let cases = [
        ("word.txt", "x".repeat(3 << 20)),
        ("line.txt", sentence.repeat(1000)),
        ("spaces.txt", format!("They met.{}They met again.", " ".repeat(3 << 20))),
        ("brackets.md", format!("{sentence}{}", "[".repeat(100_000))),
        ("quotes.txt", format!("{sentence}{}", "“ ".repeat(50_000))),
        ("deep.html", deep),
        ("open.html", format!("<p>{sentence}{}", "<b><i>".repeat(50_000))),
    ];
    let desk = Desk::new();
    for (name, text) in cases {
        desk.put(name, text);
        let start = Instant::now();
        let said = desk.run(&["extract", name]);
        let spent = start.elapsed();
        assert_eq!(said.code, Some(0), "{name}: {}", said.err);
        assert!(spent < PATIENCE, "{name} took {spent:?}");
    }
}

#[test]
fn what_is_no_article_any_more_is_refused() {
    let desk = Desk::new();
    desk.put("line.txt", "word ".repeat(10 << 20));
    desk.put("talks.txt", TALKS);
    let said = desk.run(&["read", "line.txt", "talks.txt"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("line.txt: 52 MB of text is more than an article; split it"), "{}", said.err);
    assert!(said.out.starts_with("2 documents: 1 new, 0 already held, 1 failed"), "{}", said.out);
}

#[test]
fn a_line_too_long_is_passed_over() {
    let desk = Desk::new();
    let long = format!("{{\"text\": \"{}\"}}\n", "x".repeat(65 << 20));
    desk.put("a.jsonl", long + "{\"text\": \"They met.\"}\n");
    let said = desk.run(&["extract", "a.jsonl"]);
    assert_eq!((said.code, said.out.lines().count()), (Some(1), 1), "{}", said.err);
    assert!(said.err.contains("a.jsonl, line 1: longer than 64 MiB; split the article"), "{}", said.err);
}

#[test]
fn facts_that_cannot_be_read_are_said() {
    let cases = [
        ("outlet = ", 1, "a.txt.meta.toml, line 1: "),
        ("outlet = 'KPL'\nauthor = 'x'", 1, "a.txt.meta.toml, line 2: "),
        // The article is worth more than its date: it is read without one.
        (
            "published = 'someday'",
            0,
            "`someday` is not a day of publication; write it as 2024-09-10; read without it",
        ),
    ];
    let desk = Desk::new();
    desk.put("a.txt", TALKS);
    for (meta, code, expected) in cases {
        desk.put("a.txt.meta.toml", meta);
        let said = desk.run(&["read", "a.txt"]);
        assert_eq!(said.code, Some(code), "{meta}");
        assert!(said.err.contains(expected), "{meta}: {}", said.err);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_entered_is_said() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let desk = Desk::new();
    desk.put("in/shut/a.txt", TALKS);
    desk.put("in/talks.txt", TALKS);
    let shut = desk.path("in/shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&shut).is_ok() {
        println!("skipped: this user may enter every folder");
        return;
    }
    let said = desk.run(&["read", "in"]);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(said.code, Some(1));
    assert!(said.out.starts_with("2 documents: 1 new"), "{}", said.out);
    assert!(said.err.contains("in/shut: no permission to read it; change its permissions"), "{}", said.err);
}
