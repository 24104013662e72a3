//! The time axis.
use super::{Axis, heaps};

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
