//! Moments in UTC: reading them, writing them for people.
use std::cell::OnceCell;

use js_sys::{Array, Date, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::state::use_as_of;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Milliseconds since 1970 UTC of an RFC 3339 time, or of a bare day; `None` if it is neither.
pub fn epoch_ms(text: &str) -> Option<i64> {
    let (day, rest) = text.split_at_checked(10)?;
    let day = day_number(day)?.checked_mul(DAY)?;
    if rest.is_empty() {
        return Some(day);
    }
    let clock = rest.strip_prefix(['T', 't', ' '])?;
    let end = clock.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = clock.split_at_checked(end)?;
    Some(day + clock_ms(clock)? - zone_ms(zone)?)
}

/// Days since 1970 of `YYYY-MM-DD`, by the proleptic Gregorian calendar.
fn day_number(day: &str) -> Option<i64> {
    let mut parts = day.split('-');
    let year: i64 = number(parts.next()?, 4)?;
    let (month, day): (i64, i64) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if parts.next().is_some() || !(1..=length).contains(&day) {
        return None;
    }
    // Count years from March, so that the leap day is the last day of a year.
    let years = if month > 2 { year } else { year - 1 };
    let days = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(
        365 * years + years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400) + days
            - 719_468,
    )
}

fn clock_ms(clock: &str) -> Option<i64> {
    let mut parts = clock.split(':');
    let (hour, minute): (i64, i64) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let (second, fraction) = match parts.next() {
        Some(second) => second.split_once('.').unwrap_or((second, "")),
        None => ("00", ""),
    };
    let second: i64 = number(second, 2)?;
    let thousandths = format!("{:0<3}", fraction.get(..3).unwrap_or(fraction));
    let thousandths: i64 = number(&thousandths, 3)?;
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some(hour * HOUR + minute * MINUTE + second * 1000 + thousandths)
}

fn zone_ms(zone: &str) -> Option<i64> {
    let sign = match zone.get(..1)? {
        "Z" | "z" => return (zone.len() == 1).then_some(0),
        "+" => 1,
        _ => -1,
    };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    Some(sign * (number(hours, 2)? * HOUR + number(minutes, 2)? * MINUTE))
}

fn number(text: &str, digits: usize) -> Option<i64> {
    if text.len() != digits || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// RFC 3339 in UTC, to the second.
pub fn rfc3339(ms: i64) -> String {
    let text = String::from(date(ms).to_iso_string());
    text.get(..19).map_or_else(|| text.clone(), |short| format!("{short}Z"))
}

/// The present, in milliseconds since 1970 UTC, by this browser's clock.
pub fn now_ms() -> i64 {
    whole(Date::now())
}

/// Such as `10 Feb 2026, 14:35`.
pub fn date_time(ms: i64) -> String {
    with_formats(|formats| format_with(&formats.minute, ms))
}

/// Such as `10 Feb 2026, 14:35:07`.
pub fn date_time_exact(ms: i64) -> String {
    with_formats(|formats| format_with(&formats.second, ms))
}

/// Such as `10 Feb 2026`.
pub fn day(ms: i64) -> String {
    with_formats(|formats| format_with(&formats.day, ms))
}

/// Such as `10 Feb`.
pub fn day_month(ms: i64) -> String {
    with_formats(|formats| format_with(&formats.day_month, ms))
}

/// Such as `Feb 2026`.
pub fn month(ms: i64) -> String {
    with_formats(|formats| format_with(&formats.month, ms))
}

/// Such as `3 days ago` or `in 2 hours`, seen from `now`.
pub fn relative(ms: i64, now: i64) -> String {
    let (value, unit) = distance(ms - now);
    with_formats(|formats| formats.relative.format(as_f64(value), unit).into())
}

/// The largest unit that fits, and how many of it.
fn distance(ms: i64) -> (i64, &'static str) {
    match ms.abs() {
        0..MINUTE => (ms / 1000, "second"),
        MINUTE..HOUR => (ms / MINUTE, "minute"),
        HOUR..DAY => (ms / HOUR, "hour"),
        size if size < 45 * DAY => (ms / DAY, "day"),
        size if size < 548 * DAY => (ms / (30 * DAY), "month"),
        _ => (ms / (365 * DAY), "year"),
    }
}

struct Formats {
    second: Intl::DateTimeFormat,
    minute: Intl::DateTimeFormat,
    day: Intl::DateTimeFormat,
    day_month: Intl::DateTimeFormat,
    month: Intl::DateTimeFormat,
    relative: Intl::RelativeTimeFormat,
}

/// Making a formatter is slow; using one is not.
fn with_formats<T>(act: impl FnOnce(&Formats) -> T) -> T {
    thread_local! {
        static FORMATS: OnceCell<Formats> = const { OnceCell::new() };
    }
    FORMATS.with(|formats| act(formats.get_or_init(Formats::new)))
}

impl Formats {
    fn new() -> Self {
        let day = [("day", "numeric"), ("month", "short"), ("year", "numeric")];
        let clock = [("hour", "2-digit"), ("minute", "2-digit")];
        let minute = [day.as_slice(), clock.as_slice()].concat();
        let second = [minute.as_slice(), &[("second", "2-digit")]].concat();
        Self {
            second: date_format(&second),
            minute: date_format(&minute),
            day: date_format(&day),
            day_month: date_format(&[("day", "numeric"), ("month", "short")]),
            month: date_format(&[("month", "short"), ("year", "numeric")]),
            relative: Intl::RelativeTimeFormat::new(&locale(), &options(&[("numeric", "auto")])),
        }
    }
}

fn date_format(parts: &[(&str, &str)]) -> Intl::DateTimeFormat {
    let fixed = [("timeZone", "UTC"), ("hourCycle", "h23")];
    Intl::DateTimeFormat::new(&locale(), &options(&[parts, fixed.as_slice()].concat()))
}

fn locale() -> Array {
    // The texts are English; dates follow the same language and the international day order.
    Array::of1(&JsValue::from_str("en-GB"))
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        // Setting a plain property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    object
}

fn format_with(format: &Intl::DateTimeFormat, ms: i64) -> String {
    let text = format.format().call1(&JsValue::UNDEFINED, &date(ms));
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn date(ms: i64) -> Date {
    Date::new(&JsValue::from_f64(as_f64(ms)))
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "times are below 2^53 ms")]
fn as_f64(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "whole milliseconds")]
/// Milliseconds without their fraction.
pub fn whole(value: f64) -> i64 {
    value as i64
}

/// How a time is written on the page. The exact time in UTC is always in the tooltip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Written {
    /// `10 Feb 2026, 14:35 UTC`
    #[default]
    Full,
    /// `10 Feb 2026`
    Day,
    /// `3 days ago`, seen from the moment looked at.
    Ago,
}

/// A time, given as RFC 3339 text.
#[component]
pub fn Time(
    /// RFC 3339.
    #[prop(into)]
    at: String,
    /// How to write it.
    #[prop(optional)]
    written: Written,
) -> impl IntoView {
    let Some(ms) = epoch_ms(&at) else {
        return view! { <span>{at}</span> }.into_any();
    };
    let text = match written {
        Written::Full => format!("{} UTC", date_time(ms)),
        Written::Day => day(ms),
        Written::Ago => relative(ms, use_as_of().now_ms()),
    };
    let exact = format!("{} UTC", date_time_exact(ms));
    view! { <time datetime=at title=exact>{text}</time> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::{distance, epoch_ms};

    #[test]
    fn times_are_read_in_any_zone() {
        assert_eq!(epoch_ms("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(epoch_ms("2026-02-10T14:35:00Z"), Some(1_770_734_100_000));
        assert_eq!(epoch_ms("2026-02-10T15:35:00+01:00"), epoch_ms("2026-02-10T14:35:00Z"));
        assert_eq!(epoch_ms("2026-02-10T14:35:00.25Z"), Some(1_770_734_100_250));
        assert_eq!(epoch_ms("2000-02-29"), Some(951_782_400_000));
        assert_eq!(epoch_ms("1969-12-31"), Some(-86_400_000));
    }

    #[test]
    fn what_is_no_time_is_not_guessed_at() {
        for text in [
            "",
            "soon",
            "2026-02-30",
            "2026-02-10T14:35:00",
            "2026-02-10T24:00:00Z",
            "2026-2-1",
            "2026-02-10Tää",
        ] {
            assert_eq!(epoch_ms(text), None, "{text}");
        }
    }

    #[test]
    fn distances_use_the_largest_unit_that_fits() {
        assert_eq!(distance(-90_000), (-1, "minute"));
        assert_eq!(distance(3 * 3_600_000), (3, "hour"));
        assert_eq!(distance(-40 * 86_400_000), (-40, "day"));
        assert_eq!(distance(-90 * 86_400_000), (-3, "month"));
        assert_eq!(distance(-800 * 86_400_000), (-2, "year"));
    }
}
