//! The walk over files, folders and JSON Lines, at the door of the room.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use source::{Error, Form, Item, gather};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn walk(path: &Path) -> Vec<Result<Item, Error>> {
    gather(&[path.to_owned()]).collect()
}

fn names(root: &Path, found: &[Result<Item, Error>]) -> Vec<String> {
    let root = format!("{}/", root.display());
    let show = |item: &Result<Item, Error>| match item {
        Ok(item) => item.source.replace(&root, ""),
        Err(error) => format!("error: {}", error.to_string().replace(&root, "")),
    };
    found.iter().map(show).collect()
}

#[test]
fn a_folder_is_read_in_order() {
    let folder = folder(&[
        ("b.txt", "B"),
        ("a/c.md", "C"),
        ("a/d.HTML", "D"),
        (".hidden/e.txt", "E"),
        (".f.txt", "F"),
        ("g.pdf", "G"),
        ("b.txt.meta.toml", "title = 'Talks'"),
        ("z.meta.toml", ""),
    ]);
    let found = walk(folder.path());
    assert_eq!(names(folder.path(), &found), ["a/c.md", "a/d.HTML", "b.txt"]);
    let items: Vec<&Item> = found.iter().flatten().collect();
    assert_eq!(items[0].form, Form::Markdown);
    assert_eq!(items[1].form, Form::Html);
    assert_eq!(items[2].beside.title.as_deref(), Some("Talks"));
    assert_eq!(items[2].bytes, b"B");
}

#[test]
fn a_named_file_is_read_whatever_its_ending() {
    let folder =
        folder(&[("note", "x"), ("page.asp", "<!doctype html><p>x"), ("b.meta.toml", "title = 'x'")]);
    let paths: Vec<PathBuf> =
        ["note", "page.asp", "b.meta.toml"].iter().map(|name| folder.path().join(name)).collect();
    let forms: Vec<Form> = gather(&paths).map(|item| item.unwrap().form).collect();
    assert_eq!(forms, [Form::Plain, Form::Html]);
}

#[test]
fn lines_are_articles() {
    let text = concat!(
        "\u{feff}{\"text\": \"A\", \"source\": \"s1\", \"url\": \"https://example.org/a\", \"extra\": 1}\n\n",
        "{\"text\": \"B\", \"published\": \"2024-09-10\", \"format\": \"html\"}\r\n",
        "{\"texts\": \"C\"}\nnot json\n{\"text\": \"D\", \"format\": \"pdf\"}\n{\"text\": \"E\"}",
    );
    let folder = folder(&[("all.jsonl", text)]);
    let found = walk(folder.path());
    let shown = names(folder.path(), &found);
    assert_eq!(shown.len(), 6, "{shown:#?}");
    assert_eq!(
        (shown[0].as_str(), shown[1].as_str(), shown[5].as_str()),
        ("s1", "all.jsonl:3", "all.jsonl:7")
    );
    assert!(shown[2].starts_with("error: all.jsonl, line 4: missing field `text`"), "{}", shown[2]);
    assert!(shown[3].starts_with("error: all.jsonl, line 5: "), "{}", shown[3]);
    assert!(shown[4].contains("`pdf` is not a format"), "{}", shown[4]);
    let second = found[1].as_ref().unwrap();
    assert_eq!(second.form, Form::Html);
    assert_eq!(second.beside.published.as_deref(), Some("2024-09-10"));
}

#[test]
fn a_long_line_is_passed_over() {
    let long = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"B\"}}\n", "a".repeat((64 << 20) + 10));
    let folder = folder(&[("all.ndjson", &long)]);
    let shown = names(folder.path(), &walk(folder.path()));
    assert_eq!(
        shown[0],
        "error: all.ndjson, line 1: longer than 64 MiB; split the article over several lines"
    );
    assert_eq!(shown[1..], ["all.ndjson:2"]);
}

#[test]
fn broken_facts_keep_the_article_out() {
    let folder = folder(&[
        ("a.txt", "A"),
        ("a.meta.toml", "title = 'x'\nauthor = 'y'\n"),
        ("b.txt", "B"),
        ("b.txt.meta.toml", "\n\ntitle = \n"),
        ("c.txt", "C"),
        ("c.meta.toml", "url = 'https://example.org/c'\nlanguage = 'en'"),
    ]);
    let found = walk(folder.path());
    let shown = names(folder.path(), &found);
    assert!(shown[0].starts_with("error: a.meta.toml, line 2: unknown field `author`"), "{}", shown[0]);
    assert!(shown[1].starts_with("error: b.txt.meta.toml, line 3: "), "{}", shown[1]);
    assert_eq!(shown[2], "c.txt");
    assert_eq!(found[2].as_ref().unwrap().beside.url.as_deref(), Some("https://example.org/c"));
}

#[test]
fn what_is_not_there_is_said_and_the_walk_goes_on() {
    let folder = folder(&[("a.txt", "A")]);
    let missing = folder.path().join("missing.txt");
    let found: Vec<_> = gather(&[missing, folder.path().join("a.txt")]).collect();
    assert!(matches!(found[0], Err(Error::NotFound { .. })));
    assert_eq!(found[1].as_ref().unwrap().bytes, b"A");
}

#[cfg(unix)]
#[test]
fn links_are_followed_once() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a/b.txt", "B")]);
    symlink(folder.path(), folder.path().join("a/loop")).unwrap();
    symlink("self", folder.path().join("self")).unwrap();
    symlink("nowhere", folder.path().join("c.txt")).unwrap();
    let shown = names(folder.path(), &walk(folder.path()));
    assert_eq!(shown, ["a/b.txt", "error: c.txt: no such file or folder; check the path"]);
}

#[cfg(unix)]
#[test]
fn a_closed_folder_is_said_and_the_walk_goes_on() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a/b.txt", "B"), ("c.txt", "C")]);
    let closed = folder.path().join("a");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let is_root = fs::read_dir(&closed).is_ok();
    let shown = names(folder.path(), &walk(folder.path()));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    // Permission bits do not bind root.
    if !is_root {
        assert!(shown[0].starts_with("error: a: no permission"), "{}", shown[0]);
    }
    assert_eq!(shown.last().map(String::as_str), Some("c.txt"));
}
