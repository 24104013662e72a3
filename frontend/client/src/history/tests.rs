//! The time axis, and the timeline in words.
use super::{Axis, Gap, HEAD, Lane, Line, Timeline, TimelineItem, Wanted, heaps};
use crate::{
    scalars::{Position, Subject, Time},
    shared::PersonLink,
};

const DAY: i64 = 86_400_000;
/// 2025-09-03 and 2026-02-10, in milliseconds.
const FROM: i64 = 20_334 * DAY;
const TO: i64 = 20_494 * DAY;

#[test]
fn ticks_stand_on_the_first_of_a_month() {
    let days: Vec<i64> = Axis::new(FROM, TO, 100.0).ticks().iter().map(|tick| tick / DAY).collect();
    // October, November, December, January, February.
    assert_eq!(days, [20_362, 20_393, 20_423, 20_454, 20_485]);
    let years = Axis::new(0, 20_000 * DAY, 100.0).ticks();
    assert_eq!(years[1] - years[0], 365 * DAY);
}

#[test]
fn times_outside_stand_at_the_ends() {
    let axis = Axis::new(FROM, TO, 800.0);
    assert!((axis.x(FROM - DAY)).abs() < 0.001);
    assert!((axis.x(TO + DAY) - 800.0).abs() < 0.001);
    assert!((axis.x(FROM + (TO - FROM) / 2) - 400.0).abs() < 0.001);
    assert!(Axis::new(FROM, FROM, 800.0).x(FROM).is_finite());
}

#[test]
fn heaps_lose_nothing() {
    let places = [50.0, 10.0, 12.0, 51.0, 200.0, 13.0];
    let heaps = heaps(&places, 8.0);
    let sizes: Vec<usize> = heaps.iter().map(|(_, heap)| heap.len()).collect();
    assert_eq!(sizes, [3, 2, 1]);
    let mut all: Vec<usize> = heaps.into_iter().flat_map(|(_, heap)| heap).collect();
    all.sort_unstable();
    assert_eq!(all, [0, 1, 2, 3, 4, 5]);
}

fn time(day: u8) -> Time {
    Time(format!("2026-01-{day:02}T00:00:00Z"))
}

fn item(position: u64, day: u8, sentence: &str) -> TimelineItem {
    let person = PersonLink {
        subject: Subject::from("person:usr-a"),
        name: Some("Anna".to_owned()),
        erased: false,
    };
    TimelineItem {
        position: Position(position),
        at: time(day),
        kind: "evidence.attached".to_owned(),
        sentence: sentence.to_owned(),
        by: Some(person),
        subject: Subject::from("evidence:e"),
        note: Some("Looked at twice".to_owned()),
        leaf_hash: "00".to_owned(),
        imported: true,
        tone: "good".to_owned(),
    }
}

/// Two lanes; two things happened at once, and evidence was missing from the 4th to the 9th.
fn timeline() -> Timeline {
    let gap = Gap { from: time(4), to: time(9), sentence: "No fresh evidence".to_owned() };
    let lane = |name: &str, items, gaps| Lane { name: name.to_owned(), items, gaps };
    Timeline {
        subject: Subject::from("system:s"),
        lanes: vec![
            lane("Data", vec![item(3, 2, "Data came"), item(7, 6, "More came")], Vec::new()),
            lane("Evidence", vec![item(8, 6, "A scan, then")], vec![gap]),
        ],
        from: time(1),
        to: time(30),
        since: None,
    }
}

#[test]
fn lines_are_read_from_either_end() {
    let timeline = timeline();
    let said = |wanted: Wanted| -> Vec<String> {
        timeline.lines(&wanted).iter().map(|line| line.cells()[3].clone()).collect()
    };
    let oldest = said(Wanted { oldest_first: true, ..Wanted::default() });
    assert_eq!(oldest, ["Data came", "No fresh evidence", "More came", "A scan, then"]);
    let mut newest = said(Wanted::default());
    newest.reverse();
    assert_eq!(newest, oldest);
    let of_lane = said(Wanted { lane: "Evidence".to_owned(), ..Wanted::default() });
    assert_eq!(of_lane, ["A scan, then", "No fresh evidence"]);
    assert_eq!(said(Wanted { text: " FRESH".to_owned(), ..Wanted::default() }).len(), 1);
    assert_eq!(said(Wanted { text: "anna".to_owned(), ..Wanted::default() }).len(), 3);
}

#[test]
fn what_is_left_out_is_said() {
    let whole = timeline();
    assert_eq!(whole.cut(), None);
    let said = Timeline { since: Some(Position(7)), ..whole }.cut().unwrap();
    assert!(said.contains("before event 7"), "{said}");
}

#[test]
fn a_line_of_the_file_has_every_column() {
    let timeline = timeline();
    let rows: Vec<Vec<String>> =
        timeline.lines(&Wanted::default()).iter().map(Line::cells).collect();
    assert!(rows.iter().all(|row| row.len() == HEAD.len()));
    assert_eq!(
        rows[0][2..8],
        ["Evidence", "A scan, then", "8", "evidence.attached", "Anna", "person:usr-a"]
    );
    assert_eq!(rows[0][9..], ["Looked at twice", "Yes", "00"]);
    assert_eq!(
        rows[2][..5],
        ["2026-01-04T00:00:00Z", "2026-01-09T00:00:00Z", "Evidence", "No fresh evidence", ""]
    );
}
