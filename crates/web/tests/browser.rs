//! The pages in a real browser: headless Chromium from the command line.
//!
//! Passed over where no Chromium is found, unless `CI` is set. With
//! `CHANCERY_SCREENSHOT=path` the picture of the relationship page is kept.

// A browser that cannot be run is a failed test, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic)]

mod held;

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use held::Held;

/// The browser's program, or nothing where the test is to be passed over.
fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file());
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "no Chromium on this machine, and CI must have one");
        eprintln!("passed over: no Chromium on this machine");
    }
    found
}

/// Runs the browser on an address with an empty profile; what it prints.
fn browse(program: &Path, size: &str, rest: &[&str]) -> String {
    let profile = tempfile::tempdir().unwrap();
    let printed = profile.path().join("printed.html");
    let mut browser = Command::new(program)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-dev-shm-usage", "--hide-scrollbars", "--virtual-time-budget=2000"])
        .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
        .arg(format!("--window-size={size}"))
        .args(rest)
        .stdout(std::fs::File::create(&printed).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_secs(90);
    loop {
        if let Some(status) = browser.try_wait().unwrap() {
            assert!(status.success(), "{status} for {rest:?}");
            break;
        }
        if Instant::now() > until {
            browser.kill().unwrap();
            browser.wait().unwrap();
            panic!("the browser did not end for {rest:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    std::fs::read_to_string(&printed).unwrap()
}

/// Width and height of a PNG, from its first chunk (PNG 3, section 11.2.1).
fn png_size(bytes: &[u8]) -> (u32, u32) {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn pages_stand_in_a_browser() {
    let Some(program) = chromium() else { return };
    let held = Held::serve();
    let relation = browse(&program, "1200,1400", &["--dump-dom", &held.url("/relation/VN/LA")]);
    for words in [
        "<h1>Vietnam",
        "<caption>Every encounter held, by date</caption>",
        "Thongloun Sisoulith",
        "Tô Lâm",
        "</svg>",
        "Last meeting at each level",
    ] {
        assert!(relation.contains(words), "no `{words}` in\n{relation}");
    }
    // What the browser made of the source is words, never an element.
    let hostile = browse(&program, "1200,1400", &["--dump-dom", &held.url("/document/hostile.txt")]);
    assert!(hostile.contains("&lt;script&gt;alert('title')&lt;/script&gt;</h1>"), "{hostile}");
    assert!(!hostile.contains("<script") && !hostile.contains("<img"), "{hostile}");
    let marked = browse(&program, "1200,1400", &["--dump-dom", &held.url("/document/talks.txt#m-e1")]);
    // Chromium closes and opens what is nested wrongly: equal counts would not show it, these do.
    assert!(
        marked.contains("<mark class=\"encounter\" id=\"m-e1\"><mark class=\"person\" id=\"m-p1\"><a "),
        "{marked}"
    );
    let refused = browse(&program, "1200,1400", &["--dump-dom", &held.url("/nowhere")]);
    assert!(refused.contains("<h1>Not in this ledger</h1>"), "{refused}");
}

/// A page with its style in a frame of 360 units, and how wide it turned out.
/// The pages forbid frames, so a copy is measured: written to a folder, its
/// style inside it, with a script that tells the width.
fn narrow_width(program: &Path, held: &Held, path: &str) -> u32 {
    let folder = tempfile::tempdir().unwrap();
    let style = format!("<style>{}</style>", held.get("/style.css").body);
    let page = held.get(path).body.replace("<link rel=\"stylesheet\" href=\"/style.css\">", &style);
    let tell =
        "<script>onload = () => parent.postMessage(document.documentElement.scrollWidth, '*')</script>";
    std::fs::write(folder.path().join("page.html"), page + tell).unwrap();
    let frame = "<p>width=none</p><iframe src=\"page.html\" width=\"360\" height=\"900\" style=\"border:0\"></iframe>\
        <script>onmessage = (told) => { document.querySelector('p').textContent = `width=${told.data};` }</script>";
    let file = folder.path().join("frame.html");
    std::fs::write(&file, frame).unwrap();
    let printed = browse(program, "1200,1400", &["--dump-dom", &format!("file://{}", file.display())]);
    let told = printed.split("width=").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
    told.parse().unwrap_or_else(|_| panic!("{path}: no width in\n{printed}"))
}

#[test]
fn no_page_moves_sideways_on_a_telephone() {
    let Some(program) = chromium() else { return };
    let held = Held::serve();
    let talks = held.json("/api/encounters")[0]["id"].as_str().unwrap().to_owned();
    let mut wide = Vec::new();
    for path in [
        "/",
        "/relation/VN/LA",
        "/encounters",
        "/people",
        "/documents",
        "/document/talks.txt",
        &format!("/encounter/{talks}"),
    ] {
        let width = narrow_width(&program, &held, path);
        if width > 360 {
            wide.push(format!("{path}: {width}"));
        }
    }
    assert!(wide.is_empty(), "wider than 360: {}", wide.join(", "));
}

#[test]
fn pictures_are_taken() {
    let Some(program) = chromium() else { return };
    let held = Held::serve();
    let folder = tempfile::tempdir().unwrap();
    for (name, path, size, expected) in [
        ("wide", "/relation/VN/LA", "1200,1400", (1200, 1400)),
        ("narrow", "/relation/VN/LA", "500,1400", (500, 1400)),
        ("document", "/document/talks.txt", "1200,1400", (1200, 1400)),
    ] {
        let file = folder.path().join(format!("{name}.png"));
        browse(&program, size, &[&format!("--screenshot={}", file.display()), &held.url(path)]);
        let picture = std::fs::read(&file).unwrap();
        assert_eq!(png_size(&picture), expected, "{name}");
        // A blank page of this size takes about 7 kB.
        assert!(picture.len() > 25_000, "{name}: {} bytes", picture.len());
        if name == "wide"
            && let Some(kept) = std::env::var_os("CHANCERY_SCREENSHOT")
        {
            std::fs::write(kept, &picture).unwrap();
        }
    }
}
