//! The time axis of the timeline: where moments stand, which ticks are drawn, what overlaps.

/// Milliseconds in a day.
const DAY: i64 = 86_400_000;

/// A stretch of time drawn over a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    from: i64,
    to: i64,
    width: f64,
}

impl Axis {
    /// From one time to another, in milliseconds since 1970 UTC, over `width` units. A stretch
    /// shorter than a day is drawn as a day.
    pub fn new(from: i64, to: i64, width: f64) -> Self {
        Self { from, to: to.max(from.saturating_add(DAY)), width }
    }

    /// Where a time stands; times outside stand at the ends.
    pub fn x(&self, at: i64) -> f64 {
        let whole = as_f64(self.to - self.from);
        as_f64(at.clamp(self.from, self.to) - self.from) / whole * self.width
    }

    /// First of every month (or of every third, or every year) inside, at most about twelve.
    pub fn ticks(&self) -> Vec<i64> {
        let (first, last) = (month_of(self.from), month_of(self.to));
        let step = match last - first {
            ..=12 => 1,
            13..=40 => 3,
            _ => 12,
        };
        let inside = |month: &i64| (self.from..=self.to).contains(&start_of(*month));
        let months = (first..=last).filter(|month| month % step == 0);
        months.filter(inside).map(start_of).collect()
    }
}

/// Things too close together to be drawn apart: `(where, which)` of each heap.
pub fn heaps(places: &[f64], apart: f64) -> Vec<(f64, Vec<usize>)> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    let place = |number: &usize| places.get(*number).copied().unwrap_or_default();
    order.sort_by(|a, b| place(a).total_cmp(&place(b)));
    let mut heaps: Vec<(f64, Vec<usize>)> = Vec::new();
    for number in order {
        let at = place(&number);
        match heaps.last_mut() {
            Some((first, heap)) if at - *first < apart => heap.push(number),
            _ => heaps.push((at, vec![number])),
        }
    }
    heaps
}

/// Months since year 0.
fn month_of(ms: i64) -> i64 {
    let (year, month) = civil(ms.div_euclid(DAY));
    year * 12 + month - 1
}

/// Start of a month, in milliseconds since 1970 UTC.
fn start_of(month: i64) -> i64 {
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    let years = if month > 2 { year } else { year - 1 };
    let days = (153 * ((month + 9) % 12) + 2) / 5;
    let leaps = years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    (365 * years + leaps + days - 719_468) * DAY
}

/// Year and month of a day since 1970, by the proleptic Gregorian calendar.
fn civil(day: i64) -> (i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march_based = (5 * of_year + 2) / 153;
    let month = if march_based < 10 { march_based + 3 } else { march_based - 9 };
    (year + era * 400 + i64::from(month <= 2), month)
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "times are below 2^53 ms")]
fn as_f64(ms: i64) -> f64 {
    ms as f64
}
