//! Who is who: which names of many documents are one person's, and which are not.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use build::{Folder, Report, joined, people};

mod build;

/// Names of ministers of one state, each in a document of its own: the persons
/// found, with how many documents each has.
fn borne(names: &[(&str, &str)]) -> Vec<(String, usize)> {
    let folder = Folder::new();
    let report = |(idx, (name, title)): (usize, &(&str, &str))| {
        Report::new(&format!("Outlet {idx}"), "2025-03-05").person(name, "SA", &[title])
    };
    let reports: Vec<Report> = names.iter().enumerate().map(report).collect();
    let people = people(&joined(&folder, &reports));
    people.into_iter().map(|person| (person.name, person.sources.len())).collect()
}

#[test]
fn one_name_in_many_spellings_is_one_person() {
    let alike = [
        ["Tô Lâm", "To Lam", "TO LAM"],
        ["Wang Yiming", "Yiming Wang", "Wang Yiming"],
        ["Khalid al-Harbi", "Halid El Harbi", "Khalid Al-Harbi"],
        ["Sergey Sokolov", "Sergei Sokolov", "Sergey Sokolof"],
        ["Kim Jin-woo", "Kim Jinwoo", "Kim Jin Woo"],
        ["Mats Okoro", "M. Okoro", "Okoro"],
        ["Ida Lindqvist", "Ida Lindqist", "Dr Ida Lindqvist"],
        ["José García Peña", "Jose Garcia", "José García"],
    ];
    for names in alike {
        let found = borne(&names.map(|name| (name, "Foreign Minister")));
        assert_eq!(found.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [3], "{names:?}: {found:?}");
    }
}

#[test]
fn names_that_only_look_alike_stay_two() {
    let apart = [
        [("Hồ Văn Hùng", "Minister"), ("Hồ Văn Hồng", "Minister")],
        [("Ida Lindqvist", "Minister"), ("Ida Lindqist", "Judge")],
        [("Mats Okoro", "Minister"), ("M. Okoro", "Judge")],
        [("Mats Okoro", "Minister"), ("Malin Okoro", "Minister")],
    ];
    for names in apart {
        assert_eq!(borne(&names).len(), 2, "{names:?}");
    }
}

#[test]
fn a_last_name_that_two_ministers_bear_is_given_to_neither() {
    let found = borne(&[("Kim Jin-woo", "Minister"), ("Kim Jin-a", "Minister"), ("Kim", "Minister")]);
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn a_last_name_is_given_to_the_minister_of_the_day() {
    let folder = Folder::new();
    let reports = [
        Report::new("Alpha", "2015-03-05").person("Kim Jin-woo", "KR", &["Foreign Minister"]),
        Report::new("Beta", "2025-03-05").person("Kim Jin-a", "KR", &["Minister of Foreign Affairs"]),
        Report::new("Gamma", "2025-04-05").person("Kim", "KR", &["Foreign Minister"]),
    ];
    let people = people(&joined(&folder, &reports));
    let told: Vec<(&str, usize)> =
        people.iter().map(|person| (person.id.0.as_str(), person.sources.len())).collect();
    assert_eq!(told, [("p-kim-jin-a-kr", 2), ("p-kim-jin-woo-kr", 1)]);
}

#[test]
fn every_join_of_a_name_says_why() {
    let folder = Folder::new();
    let names = ["Mats Okoro", "Okoro", "M. Okoro", "MATS OKORO", "Okoro Mats"];
    let reports = names.map(|name| Report::new(name, "2025-03-05").person(name, "NG", &["President"]));
    let all = people(&joined(&folder, &reports));
    assert_eq!(all.len(), 1);
    let mut whys: Vec<&str> = all[0].sources.iter().filter_map(|source| source.why.as_deref()).collect();
    whys.sort_unstable();
    let expected =
        ["initial, last name and office", "name in another order", "one name, and office", "same name"];
    assert_eq!(whys, expected);
}
