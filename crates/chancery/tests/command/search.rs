//! Search as a user types it: words, fields, formats, and what is wrong told.

use crate::desk::{Desk, TALKS, VISIT};

fn filed() -> Desk {
    let desk = Desk::new();
    desk.put("talks.txt", TALKS);
    desk.put("visit.txt", VISIT);
    desk.ask(&["read", "talks.txt", "visit.txt"]);
    desk
}

#[test]
fn words_are_found_and_marked() {
    let desk = filed();
    let table = desk.ask(&["search", "thongloun"]);
    assert!(
        table.starts_with("id ") && table.contains("[Thongloun]") && table.contains(" shown\n"),
        "{table}"
    );
    assert_eq!(desk.ask(&["search", "nosuchword"]), "nothing held that fits\n");
    let hits = desk.objects(&["search", "person:thongloun", "kind:talks", "--format", "jsonl"]);
    assert!(hits.iter().all(|hit| hit["entries"][0]["kind"] == "encounter"), "{hits:?}");
    assert_eq!(desk.objects(&["search", "thongloun", "--limit", "1", "--format", "jsonl"]).len(), 1);
    assert!(desk.objects(&["search", "thongloun", "--until", "1999", "--format", "jsonl"]).is_empty());
}

#[test]
fn what_is_wrong_is_told_with_where() {
    let desk = filed();
    for (query, words) in [
        ("persn:lam", "there is no field `persn:`"),
        ("talks \"in hanoi", "not closed; close it, or leave it out (at character 7)"),
        ("kind:war", "there is no kind `war`"),
        ("party:Atlantis", "is no party"),
        ("...", "nothing to look for"),
    ] {
        let said = desk.run(&["search", query]);
        let is_told = said.code == Some(1) && said.err.contains(words);
        assert!(is_told && !said.err.to_lowercase().contains("sql"), "{query}: {said:?}");
    }
}

#[test]
fn the_index_is_made_anew() {
    let desk = filed();
    let before = desk.ask(&["search", "thongloun"]);
    assert_eq!(desk.ask(&["index"]), "indexed 2 documents\n");
    assert_eq!(desk.ask(&["search", "thongloun"]), before);
}
