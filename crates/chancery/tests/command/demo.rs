//! `chancery demo --check`: the main job on the bundled documents.

use crate::desk::Desk;

#[test]
fn the_demo_checks() {
    let desk = Desk::new();
    let out = desk.ask(&["demo", "--check"]);
    let parts = [
        " new, 0 already held, 0 failed",
        "Laos – Vietnam",
        "Last meeting at each level",
        "leaders (head of state or party)  2026-",
        "Encounters (",
        "Thongloun Sisoulith",
        "state visit",
        "sources (voices)",
        "Figures (",
        "1.6 billion USD",
        "The formula of the relation",
        "great friendship · special solidarity · comprehensive cooperation",
        "strategic cohesion",
        "proved ",
    ];
    for part in parts {
        assert!(out.contains(part), "`{part}` is missing in\n{out}");
    }
    assert!(!desk.path("desk.ledger").exists(), "the demo keeps no ledger");
}

#[test]
fn the_demo_is_the_same_each_time() {
    let desk = Desk::new();
    assert_eq!(desk.ask(&["demo", "--check"]), desk.ask(&["demo", "--check"]));
}
