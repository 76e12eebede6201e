//! A page read again with another text.

use crate::desk::Desk;

const OLDER: &str = "HANOI, September 10 (VNA) - President To Lam held talks with Lao President Thongloun \
    Sisoulith in Hanoi on September 10. Trade reached 1.6 billion USD in 2023.\n";

#[test]
fn a_changed_page_is_a_version() {
    let desk = Desk::new();
    desk.put("page.txt", OLDER);
    desk.ask(&["read", "--published", "2024-09-10", "page.txt"]);
    assert_eq!(desk.ask(&["versions"]), "nothing held that fits\n");
    desk.put("page.txt", OLDER.replace("1.6", "1.3"));
    desk.ask(&["read", "--published", "2024-09-11", "page.txt"]);
    let pages = desk.objects(&["versions", "--format", "jsonl"]);
    assert_eq!((pages.len(), pages[0]["versions"].as_array().unwrap().len()), (1, 2));
    let text = desk.ask(&["versions", "page.txt"]);
    assert!(text.contains("2 of 2") && text.contains("Trade reached 1.[6] billion"), "{text}");
    let older = pages[0]["versions"][0]["document"].as_str().unwrap();
    let shown = desk.ask(&["show", older]);
    assert!(shown.contains("version 1 of 2 of page.txt") && shown.contains(" changed, "), "{shown}");
    let talks = desk.objects(&["encounters", "--kind", "talks", "--format", "jsonl"]);
    let shown = desk.ask(&["show", talks[0]["id"].as_str().unwrap()]);
    assert!(shown.contains("(kept in version 2, "), "{shown}");
    assert!(desk.run(&["versions", "nowhere"]).err.contains("holds no page or document `nowhere`"));
}
