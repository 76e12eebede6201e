//! The embedded rulebook and the folder it came from.

use std::path::Path;

use rulebook::{CODE_LISTS, Rulebook};

#[test]
fn the_embedded_rulebook_is_that_of_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let embedded = Rulebook::embedded().unwrap();
    assert_eq!(embedded, Rulebook::load(&folder).unwrap());
    assert_eq!(embedded.version.len(), 16);
}

#[test]
fn all_states_of_iso_3166_are_there() {
    let rulebook = Rulebook::embedded().unwrap();
    // Kosovo is not in the standard; XK is the user-assigned code that all use.
    let assigned = rulebook.states.iter().filter(|state| state.code.0 != "XK");
    assert_eq!(assigned.count(), 249);
    assert!(rulebook.states.iter().all(|state| state.code.is_state()));
    let vietnam = record::PartyId("VN".to_owned());
    assert_eq!(rulebook.party_name(&vietnam), Some("Vietnam"));
    assert_eq!(rulebook.state(&record::PartyId("XX".to_owned())), None);
}

#[test]
fn lists_that_code_reads_have_rows() {
    let rulebook = Rulebook::embedded().unwrap();
    for name in CODE_LISTS {
        assert!(!rulebook.list(name).is_empty(), "{name}");
    }
}
