//! Facts of rooms beside evidence that was handed in.

use kernel::Micros;

use super::{BAD, Case, GOOD, NOW, Report, case, stands};
use crate::{
    controls::{Reading, Recorded, RoomFact, Status},
    golden::subject,
};

const MODEL: &str = "model:m@1";

fn robust(day: i64, values: &'static [(&'static str, &'static str)]) -> Report {
    Report("EV-ROBUST", MODEL, day, values)
}

/// Reports of which the last is a fact of a room.
fn with_fact(reports: Vec<Report>, fact: RoomFact, until: Option<Micros>) -> Case {
    let last = reports.len() - 1;
    Case { recorded: vec![(last, Recorded { fact, until })], ..case(reports) }
}

fn only(case: &Case) -> Reading {
    let found = case.answer();
    found.tests[0].readings[0].clone()
}

#[test]
fn the_record_fills_what_nobody_handed_in() {
    let so = |reports| with_fact(reports, RoomFact::Owners, None);
    let (handed, fact) = (Some(subject("evidence:ev-0")), Some(subject("evidence:ev-1")));
    let table = [
        ("nothing else", vec![robust(1, GOOD)], Status::Pass, handed.clone(), true),
        ("stale", vec![robust(70, GOOD), robust(1, GOOD)], Status::Pass, fact.clone(), true),
        ("silent", vec![robust(90, &[]), robust(1, GOOD)], Status::Pass, fact.clone(), true),
        ("stale, and worse", vec![robust(70, GOOD), robust(1, BAD)], Status::Fail, fact, true),
        ("fails", vec![robust(1, BAD), robust(95, GOOD)], Status::Fail, handed.clone(), false),
        ("holds", vec![robust(90, GOOD), robust(95, BAD)], Status::Pass, handed, false),
    ];
    for (what, reports, status, evidence, is_fact) in table {
        let reading = only(&so(reports));
        assert_eq!((reading.status, reading.evidence), (status, evidence), "{what}");
        assert_eq!(reading.recorded.is_some(), is_fact, "{what}");
    }
    // What the record does not say is no gap in it.
    let silent = only(&so(vec![robust(90, &[])]));
    assert_eq!((silent.status, silent.evidence), (Status::Missing, None));
}

#[test]
fn a_fact_counts_as_long_as_it_says() {
    let aging = |day, until| with_fact(vec![robust(day, GOOD)], RoomFact::Review, until);
    let day = |day: i64| Micros(day * Micros::DAY);
    let found = aging(80, Some(day(101))).answer();
    assert_eq!((found.status, found.stale_at), (Status::Pass, Some(day(101))));
    let found = aging(80, Some(day(400))).answer();
    assert_eq!((found.status, found.stale_at), (Status::Pass, Some(day(110))), "thirty days");
    let (status, why, advice) = stands(&aging(80, Some(NOW)));
    assert_eq!(
        (status, why.as_str(), advice.as_str()),
        (
            Status::Stale,
            "ev-0 of 1970-03-22 counted until 1970-04-11.",
            "Repeat for d1: robustness test.",
        )
    );
    let old = stands(&aging(69, None));
    assert_eq!(
        (old.0, old.1.as_str()),
        (Status::Stale, "ev-0 of 1970-03-11 is older than 30 days.")
    );
    // What is read anew for every moment does not age, and nothing overtakes it.
    let holds = with_fact(vec![robust(1, GOOD)], RoomFact::Owners, None).answer();
    assert_eq!((holds.status, holds.stale_at), (Status::Pass, None));
}
