//! Tenures: who is seen in which office from when to when.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, joined, on};
use jiff::civil::date;
use ledger::{Filter, Ledger, Seen, Tenure};
use record::{Capacity, DateFrom, EncounterKind as Kind, PartyId, PersonId, Span, Taking, Term};

mod build;

/// A report that names persons with an office of a level.
fn seen(outlet: &str, day: &str, who: &[(&str, &str, &str)]) -> Report {
    let mut report = Report::new(outlet, day);
    for (name, title, level) in who {
        report = report.person(name, "SE", &[title]);
        for capacity in &mut report.record.people.last_mut().unwrap().capacities {
            capacity.level = Some((*level).to_owned());
        }
    }
    report
}

fn tenures(ledger: &Ledger) -> Vec<Tenure> {
    ledger.tenures(&Filter::default()).unwrap()
}

/// `Anna Berg 2019-03-01 2020-05-02`
fn told(ledger: &Ledger) -> Vec<String> {
    let mut told: Vec<String> = tenures(ledger)
        .iter()
        .map(|tenure| format!("{} {} {}", tenure.name, tenure.first.unwrap(), tenure.last.unwrap()))
        .collect();
    told.sort();
    told
}

const PRIME: (&str, &str) = ("Prime Minister", "head of government");

#[test]
fn an_office_by_many_namings_is_one_tenure() {
    let folder = Folder::new();
    let of = |outlet, day, title| seen(outlet, day, &[("Anna Berg", title, PRIME.1)]);
    let reports = [
        of("Alpha", "2019-03-01", "Prime Minister"),
        of("Beta", "2019-11-05", "head of government"),
        of("Gamma", "2020-05-02", "Premier"),
    ];
    let ledger = joined(&folder, &reports);
    assert_eq!(told(&ledger), ["Anna Berg 2019-03-01 2020-05-02"]);
    let tenure = &tenures(&ledger)[0];
    assert!(tenure.is_of("premier") && tenure.is_of("prime minister") && !tenure.is_of("king"));
    let on = |year, month| tenure.seen_on(date(year, month, 1)).unwrap();
    assert_eq!([on(2018, 1), on(2020, 1), on(2021, 1)], [Seen::After, Seen::Held, Seen::Before]);
    assert!(ledger.verify().unwrap().flaw.is_none());
}

#[test]
fn who_holds_an_office_again_has_two_tenures() {
    let folder = Folder::new();
    let of = |outlet, day, name| seen(outlet, day, &[(name, PRIME.0, PRIME.1)]);
    let reports = [
        of("Alpha", "2010-03-01", "Anna Berg"),
        of("Alpha", "2012-03-01", "Carl Dahl"),
        of("Alpha", "2014-03-01", "Anna Berg"),
        of("Alpha", "2014-09-01", "Anna Berg"),
    ];
    let ledger = joined(&folder, &reports);
    assert_eq!(
        told(&ledger),
        [
            "Anna Berg 2010-03-01 2010-03-01",
            "Anna Berg 2014-03-01 2014-09-01",
            "Carl Dahl 2012-03-01 2012-03-01",
        ]
    );
}

#[test]
fn two_holders_at_a_time_contradict_each_other_and_both_are_kept() {
    let folder = Folder::new();
    let of = |outlet, day, name| seen(outlet, day, &[(name, PRIME.0, PRIME.1)]);
    let reports = [
        of("Alpha", "2010-03-01", "Anna Berg"),
        of("Beta", "2010-03-20", "Carl Dahl"),
        of("Alpha", "2010-04-10", "Anna Berg"),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    let anna = tenures.iter().find(|tenure| tenure.name == "Anna Berg").unwrap();
    assert_eq!(anna.contradicted.len(), 1);
    assert_eq!(anna.contradicted[0].day.to_string(), "2010-03-20");
    assert!(tenures.iter().any(|tenure| tenure.name == "Carl Dahl"));
}

#[test]
fn ministers_are_many_and_a_year_without_a_report_is_told() {
    let folder = Folder::new();
    let of = |outlet, day, name| seen(outlet, day, &[(name, "Minister", "minister")]);
    let reports = [
        of("Alpha", "2010-03-01", "Anna Berg"),
        of("Beta", "2010-03-20", "Carl Dahl"),
        of("Alpha", "2012-04-10", "Anna Berg"),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    assert!(tenures.iter().all(|tenure| tenure.contradicted.is_empty()));
    let anna = tenures.iter().find(|tenure| tenure.name == "Anna Berg").unwrap();
    assert_eq!(anna.gaps.len(), 1);
    assert_eq!(anna.gaps[0].to_string(), "2010-03-01/2012-04-10");
}

#[test]
fn a_document_without_a_day_is_of_the_days_it_tells_of() {
    let folder = Folder::new();
    let report = seen("Alpha", "", &[("Anna Berg", PRIME.0, PRIME.1)])
        .encounter(Kind::StateVisit, &["p1"], |claim| on(claim, "2010-03-01/2010-03-04"))
        .encounter(Kind::Meeting, &["p1"], |claim| on(claim, "2008-07"));
    let ledger = joined(&folder, &[report]);
    assert_eq!(told(&ledger), ["Anna Berg 2010-03-01 2010-03-04"]);
}

/// Adds to the last person of a report what it tells of an office.
fn tells(mut report: Report, office: (&str, &str), what: Taking, date: Option<&str>) -> Report {
    let person = report.record.people.last_mut().unwrap();
    person.terms.push(Term {
        office: Capacity {
            label: format!("{} of SE", office.0),
            title: office.0.to_owned(),
            body: None,
            party: Some(PartyId("SE".to_owned())),
            level: Some(office.1.to_owned()),
        },
        what,
        date: date.map(|date| date.parse().unwrap()),
        date_from: if date.is_some() { DateFrom::Text } else { DateFrom::None },
        evidence: vec![Span { start: 0, end: 4 }],
        by: "terms/test".to_owned(),
    });
    report
}

fn of<'t>(tenures: &'t [Tenure], name: &str) -> Vec<&'t Tenure> {
    tenures.iter().filter(|tenure| tenure.name == name).collect()
}

#[test]
fn a_tenure_starts_on_the_day_told_and_ends_on_the_day_told() {
    let folder = Folder::new();
    let of_day = |outlet, day| seen(outlet, day, &[("Anna Berg", PRIME.0, PRIME.1)]);
    let reports = [
        tells(of_day("Alpha", "2019-03-01"), PRIME, Taking::SwornIn, Some("2019-01-15")),
        tells(of_day("Beta", "2019-05-01"), PRIME, Taking::SwornIn, Some("2019-01-16")),
        tells(of_day("Gamma", "2020-05-02"), PRIME, Taking::Resigned, Some("2020-05-02")),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    let [anna] = tenures.as_slice() else { panic!("{tenures:?}") };
    assert_eq!(anna.first.unwrap().to_string(), "2019-03-01");
    let days: Vec<String> = anna.began.iter().map(|step| step.date.unwrap().to_string()).collect();
    assert_eq!(days, ["2019-01-15", "2019-01-16"]);
    assert_eq!(anna.began[0].words.len(), 1);
    let on = |year, month, day| anna.seen_on(date(year, month, day)).unwrap();
    assert_eq!(
        [on(2019, 1, 1), on(2019, 2, 1), on(2020, 5, 2), on(2020, 5, 3)],
        [Seen::Untaken, Seen::Held, Seen::Held, Seen::Left]
    );
    assert!(anna.doubted.is_empty());
    assert!(ledger.verify().unwrap().flaw.is_none());
}

#[test]
fn who_is_told_to_have_taken_an_office_and_never_seen_in_it_has_a_tenure() {
    let folder = Folder::new();
    let bare = Report::new("Alpha", "2021-03-01").person("Anna Berg", "SE", &[]);
    let reports = [tells(bare, PRIME, Taking::Elected, Some("2021-02"))];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    let [anna] = tenures.as_slice() else { panic!("{tenures:?}") };
    assert_eq!((anna.first, anna.last, anna.sources.len()), (None, None, 1));
    assert_eq!(anna.office.label, "Prime Minister of SE");
    assert_eq!(anna.seen_on(date(2021, 1, 1)), Some(Seen::Untaken));
    assert_eq!(anna.seen_on(date(2021, 6, 1)), Some(Seen::Before));
    assert!(ledger.verify().unwrap().flaw.is_none());
}

#[test]
fn a_capacity_after_the_told_end_is_flagged_and_kept() {
    let folder = Folder::new();
    let of_day = |outlet, day| seen(outlet, day, &[("Anna Berg", PRIME.0, PRIME.1)]);
    let reports = [
        of_day("Alpha", "2019-03-01"),
        tells(
            Report::new("Beta", "2020-05-03").person("Anna Berg", "SE", &[]),
            PRIME,
            Taking::SteppedDown,
            Some("2020-05-02"),
        ),
        of_day("Gamma", "2020-09-01").encounter(Kind::Meeting, &["p1"], |claim| {
            on(claim, "2020-09-01");
            claim.capacities.insert(PersonId("p1".to_owned()), vec!["Prime Minister of SE".to_owned()]);
        }),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    let [anna] = tenures.as_slice() else { panic!("{tenures:?}") };
    assert_eq!(anna.last.unwrap().to_string(), "2020-09-01");
    assert_eq!(anna.seen_on(date(2020, 7, 1)), Some(Seen::Doubted));
    let [doubt] = anna.doubted.as_slice() else { panic!("{anna:?}") };
    assert_eq!((doubt.what, doubt.date.to_string().as_str()), (Taking::SteppedDown, "2020-05-02"));
    let entry = ledger.encounters(&Filter::default()).unwrap().pop().unwrap();
    let entry = ledger.encounter(&entry.id).unwrap().unwrap();
    assert_eq!(entry.doubted.len(), 1);
    assert_eq!(entry.doubted[0].tenure, anna.id);
    assert_eq!(entry.capacities.values().next().unwrap(), &["Prime Minister of SE"]);
    let person = ledger.person(&anna.person.0).unwrap().unwrap();
    assert_eq!(person.doubted.len(), 1);
    assert!(ledger.verify().unwrap().flaw.is_none());
}

#[test]
fn a_capacity_after_a_successor_took_the_office_is_flagged() {
    let folder = Folder::new();
    let of_day = |outlet, day, name| seen(outlet, day, &[(name, PRIME.0, PRIME.1)]);
    let reports = [
        of_day("Alpha", "2019-03-01", "Anna Berg"),
        tells(of_day("Beta", "2020-01-10", "Carl Dahl"), PRIME, Taking::TookOffice, Some("2020-01-05")),
        of_day("Gamma", "2020-02-01", "Anna Berg"),
        of_day("Gamma", "2020-03-01", "Carl Dahl"),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    let anna: Vec<_> = of(&tenures, "Anna Berg").iter().flat_map(|tenure| &tenure.doubted).collect();
    let [doubt] = anna.as_slice() else { panic!("{tenures:?}") };
    assert_eq!(doubt.day.to_string(), "2020-02-01");
    assert!(of(&tenures, "Carl Dahl").iter().all(|tenure| tenure.doubted.is_empty()));
}

#[test]
fn the_elected_who_wait_for_their_office_cast_no_doubt() {
    let folder = Folder::new();
    let of_day = |outlet, day, name| seen(outlet, day, &[(name, PRIME.0, PRIME.1)]);
    let elected = Report::new("Beta", "2020-11-10").person("Carl Dahl", "SE", &[]);
    let reports = [
        of_day("Alpha", "2019-03-01", "Anna Berg"),
        tells(elected, PRIME, Taking::Elected, Some("2020-11-05")),
        of_day("Gamma", "2020-12-01", "Anna Berg"),
        of_day("Gamma", "2021-02-01", "Carl Dahl"),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    assert!(tenures.iter().all(|tenure| tenure.doubted.is_empty()), "{tenures:?}");
    assert_eq!(of(&tenures, "Carl Dahl").len(), 1);
}

#[test]
fn an_office_left_and_taken_again_makes_two_tenures() {
    let folder = Folder::new();
    let of_day = |outlet, day| seen(outlet, day, &[("Anna Berg", PRIME.0, PRIME.1)]);
    let reports = [
        tells(of_day("Alpha", "2010-03-01"), PRIME, Taking::Resigned, Some("2010-06-01")),
        tells(of_day("Beta", "2010-09-01"), PRIME, Taking::SwornIn, Some("2010-08-01")),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    assert_eq!(tenures.len(), 2);
    assert!(tenures.iter().all(|tenure| tenure.doubted.is_empty()));
    assert_eq!(tenures[0].seen_on(date(2010, 7, 1)), Some(Seen::Left));
    assert_eq!(tenures[1].seen_on(date(2010, 8, 15)), Some(Seen::Held));
}

#[test]
fn words_of_a_term_that_are_not_in_the_text_are_not_filed() {
    let folder = Folder::new();
    let mut report = tells(
        seen("Alpha", "2019-03-01", &[("Anna Berg", PRIME.0, PRIME.1)]),
        PRIME,
        Taking::SwornIn,
        Some("2019-01-15"),
    );
    report.record.people[0].terms[0].evidence = vec![Span { start: 5, end: 500_000 }];
    assert!(report.file(&mut folder.create()).is_err());
}

#[test]
fn a_document_that_tells_the_end_shows_no_office_after_it() {
    let folder = Folder::new();
    let of_day = |outlet, day| seen(outlet, day, &[("Anna Berg", PRIME.0, PRIME.1)]);
    let reports = [
        of_day("Alpha", "2020-03-01"),
        tells(of_day("Beta", "2020-05-05"), PRIME, Taking::Resigned, Some("2020-05-04")),
    ];
    let ledger = joined(&folder, &reports);
    let tenures = tenures(&ledger);
    let [anna] = tenures.as_slice() else { panic!("{tenures:?}") };
    assert_eq!(anna.last.unwrap().to_string(), "2020-05-04");
    assert_eq!(anna.seen_on(date(2020, 5, 5)), Some(Seen::Left));
    assert!(anna.doubted.is_empty());
}

#[test]
fn a_document_without_a_day_shows_an_office_on_the_days_of_its_contacts() {
    let folder = Folder::new();
    let talks = |outlet, day, (title, level)| {
        let report = seen(outlet, day, &[("Anna Berg", title, level), ("Olga Holm", "King", "monarch")]);
        report.encounter(Kind::Talks, &["p1", "p2"], |claim| on(claim, "2020-05-01"))
    };
    let reports = [talks("Alpha", "2020-05-02", PRIME), talks("Beta", "", ("Party Leader", "party leader"))];
    let ledger = joined(&folder, &reports);
    let people = ledger.people(&Filter::default()).unwrap();
    let berg = people.iter().find(|person| person.name == "Anna Berg").unwrap();
    for person in [berg.clone(), ledger.person(&berg.id.0).unwrap().unwrap()] {
        let led = person.capacities.iter().find(|held| held.capacity.title == "Party Leader").unwrap();
        assert_eq!([led.first, led.last], ["2020-05-01".parse().ok(); 2]);
    }
}
