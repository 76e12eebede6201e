//! Joining of encounters: contacts told by states alone, under two days, planned
//! and put off, and with other people.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use build::{Folder, Report, actors, encounters, in_place, joined, on};
use ledger::{Encounter, Ledger};
use record::{Dateline, EncounterKind as Kind, Status};

mod build;

/// A report that knows a President of the United States and one of Vietnam.
fn two(outlet: &str, day: &str) -> Report {
    Report::new(outlet, day).person("Ann Miller", "US", &["President"]).person(
        "Trần Văn Hải",
        "VN",
        &["President"],
    )
}

/// `phone call 2025-07-01 x2`, in order.
fn told(ledger: &Ledger) -> Vec<String> {
    let date = |entry: &Encounter| entry.date.map(|date| date.to_string()).unwrap_or_default();
    let mut told: Vec<String> = encounters(ledger)
        .iter()
        .map(|entry| format!("{} {} x{}", entry.kind, date(entry), entry.sources.len()))
        .collect();
    told.sort();
    told
}

fn told_of(reports: &[Report]) -> Vec<String> {
    told(&joined(&Folder::new(), reports))
}

fn of_states(outlet: &str, kind: Kind, states: &[&str], date: &str) -> Report {
    Report::new(outlet, "2025-07-20").encounter(kind, states, |claim| on(claim, date))
}

fn call(outlet: &str, kind: Kind, date: &str) -> Report {
    two(outlet, "2025-07-02").encounter(kind, &["p1", "p2"], |claim| on(claim, date))
}

/// A call told under the dateline of a city.
fn from(city: &str, outlet: &str, date: &str) -> Report {
    dated_from(city, call(outlet, Kind::PhoneCall, date))
}

fn dated_from(city: &str, mut report: Report) -> Report {
    report.record.article.dateline = Some(Dateline { place: Some(city.to_owned()), date: None });
    report
}

#[test]
fn a_call_of_two_states_is_that_of_their_leaders() {
    let folder = Folder::new();
    let reports = [
        of_states("Beta", Kind::VideoCall, &["VN", "US"], "2025-07-01"),
        call("Alpha", Kind::VideoCall, "2025-07-01"),
        of_states("Gamma", Kind::VideoCall, &["LA", "US"], "2025-07-01"),
        of_states("Delta", Kind::VideoCall, &["VN", "US"], "2025-07-02"),
        of_states("Epsilon", Kind::Talks, &["VN", "US"], "2025-07-01"),
    ];
    let ledger = joined(&folder, &reports);
    let expected = [
        "talks 2025-07-01 x1",
        "video call 2025-07-01 x1",
        "video call 2025-07-01 x2",
        "video call 2025-07-02 x1",
    ];
    assert_eq!(told(&ledger), expected);
    let all = encounters(&ledger);
    let whys: Vec<&str> =
        all.iter().flat_map(|entry| &entry.sources).filter_map(|source| source.why.as_deref()).collect();
    assert_eq!(whys, ["same sides, same day"]);
    assert_eq!(ledger.verify().unwrap().flaw, None);
}

#[test]
fn a_call_of_two_states_that_can_be_either_of_two_is_neither() {
    let ministers = Report::new("Beta", "2025-07-02")
        .person("Bob Stone", "US", &["Secretary of State"])
        .person("Lê Thị Mai", "VN", &["Foreign Minister"])
        .encounter(Kind::PhoneCall, &["p1", "p2"], |claim| on(claim, "2025-07-01"));
    let reports = [
        call("Alpha", Kind::PhoneCall, "2025-07-01"),
        ministers,
        of_states("Gamma", Kind::PhoneCall, &["US", "VN"], "2025-07-01"),
    ];
    assert_eq!(told_of(&reports), ["phone call 2025-07-01 x1"; 3]);
}

/// "The June 3 telephone conversation" in a report of a later call of the two.
#[test]
fn a_call_of_nobody_is_one_of_those_whom_the_report_is_about() {
    let later = call("Beta", Kind::PhoneCall, "2025-07-01").encounter(Kind::PhoneCall, &[], |claim| {
        on(claim, "2025-06-03");
    });
    let of_others = Report::new("Gamma", "2025-07-02")
        .person("Ann Miller", "US", &["President"])
        .person("Mats Okoro", "NG", &["President"])
        .encounter(Kind::PhoneCall, &["p1", "p2"], |claim| on(claim, "2025-07-01"))
        .encounter(Kind::PhoneCall, &[], |claim| on(claim, "2025-06-03"));
    // Its own call it tells of one of them alone; another report has both.
    let of_one = Report::new("Delta", "2025-07-02")
        .person("Ann Miller", "US", &["President"])
        .encounter(Kind::PhoneCall, &["p1"], |claim| on(claim, "2025-07-01"))
        .encounter(Kind::PhoneCall, &[], |claim| on(claim, "2025-06-03"));
    let reports = [call("Alpha", Kind::PhoneCall, "2025-06-03"), later, of_others];
    let expected = [
        "phone call 2025-06-03 x1",
        "phone call 2025-06-03 x2",
        "phone call 2025-07-01 x1",
        "phone call 2025-07-01 x1",
    ];
    assert_eq!(told_of(&reports), expected);
    let [alpha, later, _] = reports;
    let expected = ["phone call 2025-06-03 x3", "phone call 2025-07-01 x2"];
    assert_eq!(told_of(&[alpha, later, of_one]), expected);
}

#[test]
fn a_meeting_in_one_city_of_other_states_is_another() {
    let meet = |outlet: &str, states: &[&str]| {
        Report::new(outlet, "2025-07-02").encounter(Kind::Meeting, states, |claim| {
            on(claim, "2025-07-01");
            in_place(claim, "Geneva", "CH");
        })
    };
    let named = two("Alpha", "2025-07-02").encounter(Kind::Meeting, &["p1", "p2"], |claim| {
        on(claim, "2025-07-01");
        in_place(claim, "Geneva", "CH");
    });
    let reports = [named, meet("Beta", &["FR", "DE"]), meet("Gamma", &["VN"])];
    assert_eq!(told_of(&reports), ["meeting 2025-07-01 x1", "meeting 2025-07-01 x2"]);
}

#[test]
fn a_call_of_the_evening_and_of_the_next_morning_elsewhere_is_one() {
    let folder = Folder::new();
    let mut by_address = call("Delta", Kind::PhoneCall, "2025-06-30");
    by_address.record.article.url = Some("https://www.whitehouse.gov/briefing/1".to_owned());
    let of_month = call("Epsilon", Kind::PhoneCall, "2025-06");
    let reports = [
        from("WASHINGTON", "Alpha", "2025-06-30"),
        from("HÀ NỘI", "Beta", "2025-07-01"),
        from("Tokyo", "Gamma", "2025-07-01"),
        by_address,
        of_month,
    ];
    let ledger = joined(&folder, &reports);
    assert_eq!(told(&ledger), ["phone call 2025-06-30 x5"]);
    let all = encounters(&ledger);
    assert_eq!(all[0].dates.len(), 3, "all days are kept: {:?}", all[0].dates);
    let is_by_clocks = |why: &str| why == "one day apart by time zone";
    assert_eq!(
        all[0]
            .sources
            .iter()
            .filter_map(|source| source.why.as_deref())
            .filter(|why| is_by_clocks(why))
            .count(),
        1
    );
}

#[test]
fn calls_on_two_days_stay_two() {
    let two_calls = ["phone call 2025-06-30 x1", "phone call 2025-07-01 x1"];
    let pairs = [
        ("the later is from the west", ("Hanoi", "Alpha"), ("Washington", "Beta")),
        ("both are of one city", ("Hanoi", "Alpha"), ("Hanoi", "Beta")),
        ("the clocks are near", ("Hanoi", "Alpha"), ("Tokyo", "Beta")),
        ("a clock is not known", ("Washington", "Alpha"), ("Somewhere", "Beta")),
    ];
    for (why, (first_city, first), (next_city, next)) in pairs {
        let reports = [from(first_city, first, "2025-06-30"), from(next_city, next, "2025-07-01")];
        assert_eq!(told_of(&reports), two_calls, "{why}");
    }
    let both = from("Hanoi", "Gamma", "2025-06-30")
        .encounter(Kind::PhoneCall, &["p1", "p2"], |claim| on(claim, "2025-07-01"));
    let reports = [from("Washington", "Alpha", "2025-06-30"), from("Tokyo", "Beta", "2025-07-01"), both];
    assert_eq!(told_of(&reports), ["phone call 2025-06-30 x2", "phone call 2025-07-01 x2"]);
    let own =
        two("Beta", "2025-07-01").encounter(Kind::PhoneCall, &["p1", "p2"], |claim| on(claim, "2025-06-30"));
    let reports = [from("Washington", "Alpha", "2025-06-30"), from("Tokyo", "Beta", "2025-07-01"), own];
    assert_eq!(
        told_of(&reports),
        ["phone call 2025-06-30 x2", "phone call 2025-07-01 x1"],
        "one outlet, two days"
    );
}

#[test]
fn three_days_of_calls_are_not_paired() {
    let reports = [
        from("Washington", "Alpha", "2025-06-30"),
        from("Hanoi", "Beta", "2025-07-01"),
        from("Auckland", "Gamma", "2025-07-02"),
    ];
    assert_eq!(told_of(&reports).len(), 3);
}

fn meeting(city: &str, outlet: &str, date: &str, (place, country): (&str, &str)) -> Report {
    let report = two(outlet, "2025-07-02").encounter(Kind::Meeting, &["p1", "p2"], |claim| {
        on(claim, date);
        in_place(claim, place, country);
    });
    dated_from(city, report)
}

#[test]
fn meetings_are_of_two_clocks_only_in_one_city() {
    let of = |place: &str, country: &str| {
        let west = meeting("Washington", "Alpha", "2025-06-30", ("Lima", "PE"));
        told_of(&[west, meeting("Hanoi", "Beta", "2025-07-01", (place, country))]).len()
    };
    assert_eq!([of("Lima", "PE"), of("Cusco", "PE"), of("", "PE")], [1, 2, 2]);
}

fn visit(outlet: &str, day: &str, date: &str, status: Status) -> Report {
    two(outlet, day).encounter(Kind::StateVisit, &["p1"], |claim| {
        in_place(claim, "", "VN");
        claim.guests = actors(&["p1"]);
        claim.status = status;
        if !date.is_empty() {
            on(claim, date);
        }
    })
}

/// `planned 2025-05-06 by Alpha`.
fn history(ledger: &Ledger) -> Vec<String> {
    let all = encounters(ledger);
    let outlet = |entry: &Encounter, document: &str| {
        let source = entry.sources.iter().find(|source| source.document == document);
        source.and_then(|source| source.outlet.clone()).unwrap_or_default()
    };
    let standings = all.iter().flat_map(|entry| entry.history.iter().map(move |standing| (entry, standing)));
    let lines = standings.map(|(entry, standing)| {
        let date = standing.date.map(|date| format!(" {date}")).unwrap_or_default();
        let by: Vec<String> = standing.documents.iter().map(|document| outlet(entry, document)).collect();
        format!("{}{date} by {}", standing.status, by.join(", "))
    });
    lines.collect()
}

#[test]
fn planned_and_held_are_one_history() {
    let folder = Folder::new();
    let ledger = joined(
        &folder,
        &[
            visit("Alpha", "2025-04-20", "2025-05-06/2025-05-08", Status::Planned),
            visit("Beta", "2025-05-09", "2025-05-06/2025-05-08", Status::Held),
            visit("Gamma", "2025-05-10", "2025-05-06", Status::Held),
        ],
    );
    assert_eq!(told(&ledger), ["state visit 2025-05-06/2025-05-08 x3"]);
    let expected = ["planned 2025-05-06/2025-05-08 by Alpha", "held 2025-05-06/2025-05-08 by Beta, Gamma"];
    assert_eq!(history(&ledger), expected);
}

#[test]
fn all_held_have_no_history() {
    let reports = [
        visit("Beta", "2025-05-09", "2025-05-06/2025-05-08", Status::Held),
        visit("Gamma", "2025-05-10", "2025-05-06", Status::Held),
    ];
    assert_eq!(history(&joined(&Folder::new(), &reports)), [""; 0]);
}

#[test]
fn a_plan_of_a_month_or_half_a_year_is_the_one_visit_that_fits() {
    for window in ["2025-05", "2025-01/2025-06", ""] {
        let plan = || visit("Alpha", "2025-04-20", window, Status::Planned);
        let held = |outlet: &str, date: &str| visit(outlet, "2025-05-20", date, Status::Held);
        let reports = [plan(), held("Beta", "2025-05-06/2025-05-08")];
        let ledger = joined(&Folder::new(), &reports);
        assert_eq!(told(&ledger), ["state visit 2025-05-06/2025-05-08 x2"], "{window}");
        assert_eq!(history(&ledger).len(), 2, "{window}");
        let reports = [plan(), held("Beta", "2025-05-06/2025-05-08"), held("Gamma", "2025-05-15/2025-05-17")];
        assert_eq!(told_of(&reports).len(), 3, "either of two: {window}");
    }
}

#[test]
fn a_plan_that_was_put_off_keeps_its_history() {
    let folder = Folder::new();
    let ledger = joined(
        &folder,
        &[
            visit("Alpha", "2025-04-02", "2025-05-06", Status::Planned),
            visit("Beta", "2025-04-20", "2025-05-06", Status::Postponed),
            visit("Gamma", "2025-05-20", "2025-06-10", Status::Planned),
            visit("Delta", "2025-06-11", "2025-06-10", Status::Held),
        ],
    );
    assert_eq!(told(&ledger), ["state visit 2025-06-10 x4"]);
    let expected = [
        "planned 2025-05-06 by Alpha",
        "postponed 2025-05-06 by Beta",
        "planned 2025-06-10 by Gamma",
        "held 2025-06-10 by Delta",
    ];
    assert_eq!(history(&ledger), expected);
    assert_eq!(encounters(&ledger)[0].status, Status::Held);
}

#[test]
fn a_plan_that_a_report_puts_off_to_its_new_day_is_one() {
    let reports = [
        visit("Alpha", "2025-04-02", "2025-05-06", Status::Planned),
        visit("Beta", "2025-04-20", "2025-06-10", Status::Postponed),
    ];
    let ledger = joined(&Folder::new(), &reports);
    assert_eq!(told(&ledger), ["state visit 2025-06-10 x2"]);
    assert_eq!(encounters(&ledger)[0].status, Status::Postponed);
}

#[test]
fn a_plan_put_off_without_a_day_is_the_one_announced() {
    let reports = [
        visit("Alpha", "2025-04-02", "2025-05-06", Status::Planned),
        visit("Beta", "2025-04-20", "", Status::Postponed),
        visit("Gamma", "2025-06-01", "2025-06-10", Status::Planned),
        visit("Delta", "2025-06-11", "2025-06-10", Status::Held),
    ];
    let ledger = joined(&Folder::new(), &reports);
    assert_eq!(told(&ledger), ["state visit 2025-06-10 x4"]);
}

#[test]
fn two_plans_that_were_never_put_off_stay_two() {
    let reports = [
        visit("Alpha", "2025-04-02", "2025-05-06", Status::Planned),
        visit("Beta", "2025-04-20", "2025-06-10", Status::Planned),
    ];
    assert_eq!(told_of(&reports).len(), 2);
    // What was told before the plan was put off is not what it was put off to.
    let reports = [
        visit("Alpha", "2025-04-02", "2025-05-06", Status::Planned),
        visit("Beta", "2025-04-20", "2025-05-06", Status::Postponed),
        visit("Gamma", "2025-04-10", "2025-06-10", Status::Planned),
    ];
    assert_eq!(told_of(&reports).len(), 2);
}

#[test]
fn who_differs_between_reports_is_told_with_the_documents() {
    let talks = |outlet: &str, who: &[&str]| {
        two(outlet, "2025-03-05").person("Lê Thị Mai", "VN", &["Foreign Minister"]).encounter(
            Kind::Talks,
            who,
            |claim| on(claim, "2025-03-03"),
        )
    };
    let folder = Folder::new();
    let ledger = joined(
        &folder,
        &[
            talks("Alpha", &["p1", "p2"]),
            talks("Beta", &["p1", "p2", "p3"]),
            of_states("Gamma", Kind::Talks, &["US", "VN"], "2025-03-03"),
        ],
    );
    let all = encounters(&ledger);
    assert_eq!(told(&ledger), ["talks 2025-03-03 x3"]);
    let by: Vec<(String, usize)> =
        all[0].attendance.iter().map(|told| (told.value.to_string(), told.documents.len())).collect();
    let expected = [("p-ann-miller-us", 2), ("p-le-thi-mai-vn", 1), ("p-tran-van-hai-vn", 2)];
    assert_eq!(by, expected.map(|(person, n)| (person.to_owned(), n)));
    let same = joined(&Folder::new(), &[talks("Alpha", &["p1", "p2"]), talks("Beta", &["p1", "p2"])]);
    assert!(encounters(&same)[0].attendance.is_empty());
}

/// The first and the second session of a summit, in two reports of each.
#[test]
fn sessions_of_a_summit_stay_apart() {
    let sessions = |outlet: &str| {
        let report = two(outlet, "2025-05-12").encounter(Kind::Summit, &["p1", "p2"], |claim| {
            on(claim, "2025-05-10");
            in_place(claim, "Manila", "PH");
        });
        report.encounter(Kind::Summit, &["p1", "p2"], |claim| {
            on(claim, "2025-05-11");
            in_place(claim, "Manila", "PH");
        })
    };
    let reports = [sessions("Alpha"), sessions("Beta")];
    assert_eq!(told_of(&reports), ["summit 2025-05-10 x2", "summit 2025-05-11 x2"]);
}

#[test]
fn the_order_of_filing_changes_nothing() {
    let reports = [
        from("Washington", "Alpha", "2025-06-30"),
        from("Hanoi", "Beta", "2025-07-01"),
        of_states("Gamma", Kind::PhoneCall, &["US", "VN"], "2025-06-30"),
        call("Delta", Kind::PhoneCall, "2025-06"),
        visit("Epsilon", "2025-04-02", "2025-05-06", Status::Planned),
        visit("Zeta", "2025-04-20", "2025-05-06", Status::Postponed),
        visit("Eta", "2025-06-11", "2025-06-10", Status::Held),
    ];
    let answer =
        |reports: &[Report]| serde_json::to_string(&encounters(&joined(&Folder::new(), reports))).unwrap();
    let expected = answer(&reports);
    for step in 1..7 {
        let turned: Vec<Report> = (0..7).map(|idx| reports[(idx * step + step) % 7].clone()).collect();
        assert_eq!(answer(&turned), expected, "by steps of {step}");
    }
    assert_eq!(told_of(&reports), ["phone call 2025-06-30 x4", "state visit 2025-06-10 x3"]);
}
