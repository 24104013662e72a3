//! Round dates for the axes of time.

const DAY: i64 = 86_400_000;

/// Moments worth a line on an axis from `from` to `to` (milliseconds since 1970 UTC), at most
/// `most` of them: midnights of round steps, or first days of months. Says whether they are
/// months.
pub fn round_dates(from: i64, to: i64, most: usize) -> (Vec<i64>, bool) {
    let fits = |dates: &Vec<i64>| dates.len() <= most;
    let days = [1, 2, 7, 14].into_iter().filter(|_| to - from < 75 * DAY);
    if let Some(dates) = days.map(|step| midnights(from, to, step)).find(fits) {
        return (dates, false);
    }
    let months = [1, 2, 3, 6, 12, 24, 60];
    let dates = months.into_iter().map(|step| months_from(from, to, step)).find(fits);
    (dates.unwrap_or_default(), true)
}

fn midnights(from: i64, to: i64, step: i64) -> Vec<i64> {
    let first = (from + DAY - 1).div_euclid(DAY);
    (first..)
        .step_by(usize::try_from(step).unwrap_or(1))
        .map(|day| day * DAY)
        .take_while(|at| *at <= to)
        .collect()
}

fn months_from(from: i64, to: i64, step: i64) -> Vec<i64> {
    let (year, month) = month_of(from.div_euclid(DAY));
    let start = (year * 12 + month - 1).div_euclid(step) * step;
    (0..)
        .map(|n| start + n * step)
        .map(|count| first_day(count.div_euclid(12), count.rem_euclid(12) + 1) * DAY)
        .skip_while(|at| *at < from)
        .take_while(|at| *at <= to)
        .collect()
}

/// Days since 1970 of the first day of a month, by the proleptic Gregorian calendar.
fn first_day(year: i64, month: i64) -> i64 {
    // Years are counted from March, so that the leap day comes last.
    let years = if month > 2 { year } else { year - 1 };
    let days = (153 * ((month + 9) % 12) + 2) / 5;
    365 * years + years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400) + days
        - 719_468
}

/// Year and month of a day since 1970.
fn month_of(day: i64) -> (i64, i64) {
    let mut year = 1970 + day.div_euclid(366);
    while first_day(year + 1, 1) <= day {
        year += 1;
    }
    let month = (1..=12).rev().find(|month| first_day(year, *month) <= day).unwrap_or(1);
    (year, month)
}

#[cfg(test)]
mod tests {
    use super::round_dates;
    use crate::ui::time::epoch_ms;

    fn at(text: &str) -> i64 {
        epoch_ms(text).unwrap()
    }

    #[test]
    fn long_times_are_divided_at_the_first_of_months() {
        let (dates, months) = round_dates(at("2025-09-10"), at("2026-02-14"), 6);
        let wanted: Vec<_> =
            ["2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"].map(at).into();
        assert!(months);
        assert_eq!(dates, wanted);
    }

    #[test]
    fn short_times_are_divided_at_midnight() {
        let (dates, months) =
            round_dates(at("2026-02-09T05:00:00Z"), at("2026-02-12T08:00:00Z"), 6);
        assert!(!months);
        assert_eq!(dates, ["2026-02-10", "2026-02-11", "2026-02-12"].map(at));
    }

    #[test]
    fn many_years_have_few_dates() {
        let (dates, _) = round_dates(at("1999-05-01"), at("2026-02-12"), 6);
        assert!((2..=6).contains(&dates.len()), "{}", dates.len());
        assert_eq!(dates[0], at("2000-01-01"));
    }
}
