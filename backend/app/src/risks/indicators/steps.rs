//! How a value changed over time, as steps: each holds until the next.

use std::{collections::BTreeMap, sync::Arc};

use domain::catalogue::Indicator;
use kernel::{Decimal, Micros, Subject};

use super::Measured;
use crate::evaluations::EvidenceRow;

/// From when on something counted, and until when; open when absent.
pub(super) type Span = (Micros, Option<Micros>);

/// A value that somebody measured.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    /// The value.
    pub(super) value: Decimal,
    /// When it was measured.
    pub(super) at: Micros,
    /// What says so.
    pub(super) source: Option<Subject>,
    /// When it was taken back.
    pub(super) until: Option<Micros>,
}

/// From when on a value held; none while there was none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    at: Micros,
    reading: Option<Reading>,
}

/// The last value with its colour, and since when it has that colour.
pub(super) fn measured(indicator: &Indicator, steps: &[Step]) -> Option<Measured> {
    let last = steps.last()?;
    let reading = last.reading.clone()?;
    let colour = indicator.colour(&reading.value);
    let is_same = |step: &&Step| {
        step.reading.as_ref().is_some_and(|before| indicator.colour(&before.value) == colour)
    };
    let since = steps.iter().rev().take_while(is_same).last().map_or(last.at, |first| first.at);
    let Reading { value, at, source, .. } = reading;
    Some(Measured { value, colour, since, at, source })
}

/// The values of a metric that evidence reports, those that were taken back with when.
pub(super) fn reported(evidence: &[Arc<EvidenceRow>], metric: &str) -> Vec<Reading> {
    let reading = |row: &Arc<EvidenceRow>| {
        let value = row.metrics.get(metric).cloned().or_else(|| flag(*row.flags.get(metric)?))?;
        let until = row.withdrawn.as_ref().map(|(at, _)| *at);
        Some(Reading { value, at: row.attached, source: Some(row.subject.clone()), until })
    };
    evidence.iter().filter_map(reading).collect()
}

/// Yes and no, as limits write them.
fn flag(flag: bool) -> Option<Decimal> {
    Decimal::parse(if flag { "1" } else { "0" }).ok()
}

/// The newest of some readings at any time; one that was taken back gives way to the one before.
pub(super) fn newest(readings: &[Reading]) -> Vec<Step> {
    let mut changes: Vec<(Micros, usize, bool)> = Vec::new();
    for (number, reading) in readings.iter().enumerate() {
        changes.push((reading.at, number, true));
        changes.extend(reading.until.map(|until| (until, number, false)));
    }
    changes.sort_by_key(|(at, number, begins)| (*at, !*begins, *number));
    let mut standing: BTreeMap<(Micros, usize), &Reading> = BTreeMap::new();
    let mut steps: Vec<Step> = Vec::new();
    for (at, number, begins) in changes {
        let Some(reading) = readings.get(number) else { continue };
        let key = (reading.at, number);
        if begins {
            standing.insert(key, reading);
        } else {
            standing.remove(&key);
        }
        let newest = standing.last_key_value().map(|(_, reading)| (*reading).clone());
        push(&mut steps, Step { at, reading: newest });
    }
    steps
}

/// How many spans there are at any time up to a moment, none at the beginning.
pub(super) fn counted(began: Micros, spans: &[Span], now: Micros) -> Vec<Step> {
    let value = |count: i64| Decimal::parse(&count.max(0).to_string()).ok();
    over(began, spans, now, value)
}

/// Which share of a total no span is about, at any time up to a moment; nothing where there is no
/// total.
pub(super) fn shared(began: Micros, total: usize, spans: &[Span], now: Micros) -> Vec<Step> {
    let Some(total) = u32::try_from(total).ok().filter(|total| *total > 0) else {
        return Vec::new();
    };
    let value = |count: i64| {
        let rest = total.saturating_sub(u32::try_from(count).unwrap_or(0));
        let share = f64::from(rest) / f64::from(total);
        Decimal::parse(&format!("{share:.4}")).ok()
    };
    over(began, spans, now, value)
}

fn over(
    began: Micros,
    spans: &[Span],
    now: Micros,
    value: impl Fn(i64) -> Option<Decimal>,
) -> Vec<Step> {
    let mut turns: BTreeMap<Micros, i64> = BTreeMap::from([(began, 0)]);
    for (from, until) in spans {
        let mut turn = |at: Micros, by: i64| {
            let sum = turns.entry(at).or_default();
            *sum = sum.saturating_add(by);
        };
        turn((*from).max(began), 1);
        if let Some(until) = until {
            turn((*until).max(began), -1);
        }
    }
    let mut steps = Vec::new();
    let mut count = 0_i64;
    for (at, by) in turns.into_iter().filter(|(at, _)| *at <= now) {
        if by == 0 && !steps.is_empty() {
            continue;
        }
        count = count.saturating_add(by);
        let reading = value(count).map(|value| Reading { value, at, source: None, until: None });
        push(&mut steps, Step { at, reading });
    }
    steps
}

/// Of what happened in the same instant only the end counts.
fn push(steps: &mut Vec<Step>, step: Step) {
    if steps.last().is_some_and(|last| last.at == step.at) {
        steps.pop();
    }
    steps.push(step);
}

#[cfg(test)]
mod tests {
    use domain::catalogue::{Colour, Indicator};
    use kernel::{Decimal, Micros};
    use serde_json::json;

    use super::{Reading, counted, measured, newest, shared};

    fn lower_is_better() -> Indicator {
        serde_json::from_value(json!({ "id": "KRI-X", "title": "X", "metric": "m",
            "amber_if": { "op": ">=", "value": 1 }, "red_if": { "op": ">=", "value": "3" } }))
        .unwrap()
    }

    fn reading(at: i64, value: &str, until: Option<i64>) -> Reading {
        let value = Decimal::parse(value).unwrap();
        Reading { value, at: Micros(at), source: None, until: until.map(Micros) }
    }

    /// The value, the colour and since when.
    fn found(steps: &[super::Step]) -> Option<(String, Option<Colour>, i64)> {
        let found = measured(&lower_is_better(), steps)?;
        Some((found.value.to_string(), found.colour, found.since.0))
    }

    #[test]
    fn a_colour_holds_since_its_first_reading_in_a_row() {
        let red = |value: &str, since| Some((value.to_owned(), Some(Colour::Red), since));
        let mut readings = vec![reading(10, "0", None), reading(20, "3", None)];
        assert_eq!(found(&newest(&readings)), red("3", 20));
        readings.push(reading(30, "5", None));
        assert_eq!(found(&newest(&readings)), red("5", 20));
        readings.push(reading(40, "1", None));
        assert_eq!(found(&newest(&readings)), Some(("1".into(), Some(Colour::Amber), 40)));
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn what_was_taken_back_does_not_move_when_a_colour_began() {
        let readings = vec![reading(10, "3", Some(25)), reading(20, "4", None)];
        assert_eq!(found(&newest(&readings)), Some(("4".into(), Some(Colour::Red), 10)));
        let readings = vec![reading(10, "0", None), reading(20, "4", Some(30))];
        assert_eq!(found(&newest(&readings)), Some(("0".into(), Some(Colour::Green), 30)));
        assert_eq!(found(&newest(&[reading(10, "4", Some(30))])), None);
    }

    #[test]
    fn a_count_is_red_while_enough_spans_meet() {
        let span = |from, until: Option<i64>| (Micros(from), until.map(Micros));
        let spans = [span(5, None), span(6, Some(9)), span(7, None), span(8, None)];
        let at = |now| found(&counted(Micros(1), &spans, Micros(now)));
        assert_eq!(at(4), Some(("0".into(), Some(Colour::Green), 1)));
        assert_eq!(at(6), Some(("2".into(), Some(Colour::Amber), 5)));
        assert_eq!(at(8), Some(("4".into(), Some(Colour::Red), 7)));
        assert_eq!(at(9), Some(("3".into(), Some(Colour::Red), 7)), "still enough");
    }

    #[test]
    fn a_share_is_of_something() {
        assert_eq!(shared(Micros(1), 0, &[], Micros(9)), Vec::new());
        let steps = shared(Micros(1), 4, &[(Micros(3), None)], Micros(9));
        assert_eq!(found(&steps).unwrap().0, "0.7500");
    }
}
