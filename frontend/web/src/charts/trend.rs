//! Lines over time, with a table of the same values.
use std::fmt::Write;

use leptos::prelude::*;

use super::{
    calendar::round_dates,
    is_narrow,
    scale::{apart, ms, place, ticks},
};
use crate::ui::{Disclosure, time};

const HEIGHT: f64 = 256.0;
const LEFT: f64 = 36.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 26.0;

/// One line of a [`Trend`].
#[derive(Clone, Debug)]
pub struct Series {
    /// What it counts.
    pub name: String,
    /// Time in milliseconds since 1970 UTC, and value; oldest first.
    pub points: Vec<(i64, f64)>,
    /// Keeps its value until the next point, as counts do.
    pub stepped: bool,
}

/// Lines over time.
#[component]
pub fn Trend(
    /// What the chart shows, in a sentence.
    #[prop(into)]
    label: String,
    /// The lines; the first one is the most important.
    series: Vec<Series>,
    /// A value not to be crossed, and its name.
    #[prop(optional)]
    limit: Option<(f64, String)>,
) -> impl IntoView {
    let frame = Frame::around(&series, limit.as_ref().map(|(value, _)| *value), is_narrow());
    let right = frame.right;
    let grid = frame.ticks.iter().map(|tick| grid_line(&frame, *tick)).collect_view();
    let lines = series.iter().enumerate().map(|(at, one)| line(&frame, at, one)).collect_view();
    let limit_line = limit.as_ref().map(|(value, _)| {
        let y = frame.y(*value);
        view! { <line class="limit" x1=LEFT x2=right y1=y y2=y/> }
    });
    let names = names(&series, limit.as_ref());
    let (labels, legend) = if frame.labelled {
        (Some(end_labels(&frame, names)), None)
    } else {
        (None, Some(legend(names)))
    };
    let days = day_labels(&frame);
    let table = value_table(&series);
    view! {
        <figure class="chart">
            <svg viewBox=format!("0 0 {} {HEIGHT}", frame.width) role="img" aria-label=label>
                {grid}{days}{limit_line}{lines}{labels}
            </svg>
            {legend}
            <Disclosure summary="Show as table">{table}</Disclosure>
        </figure>
    }
}

/// The window that the lines are drawn in.
struct Frame {
    from: i64,
    to: i64,
    ticks: Vec<f64>,
    width: f64,
    /// Right edge of the lines.
    right: f64,
    /// Whether names stand at the ends of the lines, or in a legend below.
    labelled: bool,
}

impl Frame {
    fn around(series: &[Series], limit: Option<f64>, narrow: bool) -> Self {
        let points = || series.iter().flat_map(|one| one.points.iter());
        let top = points().map(|point| point.1).fold(limit.unwrap_or(0.0), f64::max);
        let from = points().map(|point| point.0).min().unwrap_or(0);
        let to = points().map(|point| point.0).max().unwrap_or(1);
        let (width, right) = if narrow { (340.0, 332.0) } else { (640.0, 512.0) };
        Self { from, to, ticks: ticks(top), width, right, labelled: !narrow }
    }

    fn x(&self, at: i64) -> f64 {
        LEFT + place(ms(at), ms(self.from), ms(self.to), self.right - LEFT)
    }

    fn y(&self, value: f64) -> f64 {
        let top = self.ticks.last().copied().unwrap_or(1.0);
        HEIGHT - BOTTOM - place(value, 0.0, top, HEIGHT - TOP - BOTTOM)
    }
}

fn grid_line(frame: &Frame, tick: f64) -> AnyView {
    let y = frame.y(tick);
    view! {
        <g class="tick">
            <line x1=LEFT x2=frame.right y1=y y2=y/>
            <text x=LEFT - 8.0 y=y dy="0.32em" text-anchor="end">{written(tick)}</text>
        </g>
    }
    .into_any()
}

fn line(frame: &Frame, at: usize, series: &Series) -> AnyView {
    let end = series.points.last().map(|(time, value)| (frame.x(*time), frame.y(*value)));
    view! {
        <g data-series=at.to_string()>
            <path class="line" d=path(frame, series)/>
            {end.map(|(x, y)| view! { <circle cx=x cy=y r="3.5"/> })}
        </g>
    }
    .into_any()
}

fn path(frame: &Frame, series: &Series) -> String {
    let mut out = String::new();
    for (at, (time, value)) in series.points.iter().enumerate() {
        let (x, y) = (frame.x(*time), frame.y(*value));
        // Writing into a string cannot fail.
        let _ = match (at, series.stepped) {
            (0, _) => write!(out, "M{x:.1} {y:.1}"),
            (_, true) => write!(out, "H{x:.1}V{y:.1}"),
            (_, false) => write!(out, "L{x:.1} {y:.1}"),
        };
    }
    out
}

/// Key, value and words of every line, the limit last.
fn names(series: &[Series], limit: Option<&(f64, String)>) -> Vec<(String, f64, String)> {
    let ends = series.iter().enumerate().filter_map(|(at, one)| {
        let value = one.points.last()?.1;
        Some((at.to_string(), value, format!("{} {}", one.name, written(value))))
    });
    let limit = limit
        .map(|(value, name)| ("limit".to_owned(), *value, format!("{name} {}", written(*value))));
    ends.chain(limit).collect()
}

/// The names at the ends of the lines, moved apart where they would touch.
fn end_labels(frame: &Frame, names: Vec<(String, f64, String)>) -> AnyView {
    let wanted: Vec<_> = names.iter().map(|(_, value, _)| frame.y(*value)).collect();
    let placed = apart(&wanted, 15.0, HEIGHT - BOTTOM);
    let x = frame.right + 10.0;
    let label = |((key, _, words), y)| view! { <text class="end" data-series=key x=x y=y dy="0.32em">{words}</text> };
    names.into_iter().zip(placed).map(label).collect_view().into_any()
}

fn legend(names: Vec<(String, f64, String)>) -> AnyView {
    let lines = names.into_iter().map(|(key, _, words)| {
        view! { <li data-series=key><svg class="dash" viewBox="0 0 24 8" aria-hidden="true"><path class="line" d="M1 4H23"/></svg>{words}</li> }
    });
    view! { <ul class="chart-legend">{lines.collect_view()}</ul> }.into_any()
}

fn day_labels(frame: &Frame) -> AnyView {
    let (dates, months) = round_dates(frame.from, frame.to, if frame.labelled { 6 } else { 4 });
    let label = |at| {
        let words = if months { time::month(at) } else { time::day_month(at) };
        view! { <text class="axis" x=frame.x(at) y=HEIGHT - 6.0 text-anchor="middle">{words}</text> }
    };
    dates.into_iter().map(label).collect_view().into_any()
}

fn value_table(series: &[Series]) -> AnyView {
    let heads = series
        .iter()
        .map(|one| view! { <th scope="col" class="end">{one.name.clone()}</th> })
        .collect_view();
    let mut times: Vec<i64> =
        series.iter().flat_map(|one| one.points.iter().map(|point| point.0)).collect();
    times.sort_unstable();
    times.dedup();
    let rows = times.iter().rev().map(|at| {
        let cells = series
            .iter()
            .map(|one| view! { <td class="end">{value_at(one, *at).map(written)}</td> })
            .collect_view();
        view! { <tr><th scope="row">{time::day(*at)}</th>{cells}</tr> }
    });
    view! {
        <div class="table-scroll low" role="region" aria-label="Values" tabindex="0">
            <table class="table tight"><thead><tr><th scope="col">"Day"</th>{heads}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

fn value_at(series: &Series, at: i64) -> Option<f64> {
    if series.stepped {
        return series.points.iter().rev().find(|point| point.0 <= at).map(|point| point.1);
    }
    series.points.iter().find(|point| point.0 == at).map(|point| point.1)
}

fn written(value: f64) -> String {
    if value.fract().abs() < 1e-9 { format!("{value:.0}") } else { format!("{value:.1}") }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Series, path, value_at};

    #[test]
    fn a_stepped_line_keeps_its_value_until_the_next_point() {
        let series =
            Series { name: String::new(), points: vec![(0, 1.0), (10, 4.0)], stepped: true };
        let frame = Frame::around(std::slice::from_ref(&series), None, false);
        assert_eq!(path(&frame, &series), "M36.0 175.5H512.0V12.0");
        assert_eq!(value_at(&series, 9), Some(1.0));
        assert_eq!(value_at(&series, 10), Some(4.0));
    }
}
