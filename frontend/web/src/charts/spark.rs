//! A line without axes, for beside a number.
use std::fmt::Write;

use leptos::prelude::*;

use super::scale::{number, place};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 32.0;
/// Room for the stroke at the edges.
const MARGIN: f64 = 3.0;

/// The course of a number. Its name must say what happened in words.
#[component]
pub fn Sparkline(
    /// Values at equal distances, oldest first.
    values: Vec<f64>,
    /// What the line shows: `Systems live, from 2 to 5 in six months`.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let line = path(&values);
    let area = format!("{line}L{:.1} {HEIGHT}L{MARGIN} {HEIGHT}Z", WIDTH - MARGIN);
    let last = values.last().map(|last| height(*last, &values));
    view! {
        <svg class="spark" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
            <path class="spark-area" d=area/>
            <path class="spark-line" d=line/>
            {last.map(|y| view! { <circle class="spark-end" cx=WIDTH - MARGIN cy=y r="2.5"/> })}
        </svg>
    }
}

fn path(values: &[f64]) -> String {
    let steps = number(values.len().saturating_sub(1).max(1));
    values.iter().enumerate().fold(String::new(), |mut out, (at, value)| {
        let x = MARGIN + number(at) / steps * (WIDTH - 2.0 * MARGIN);
        let pen = if at == 0 { 'M' } else { 'L' };
        // Writing into a string cannot fail.
        let _ = write!(out, "{pen}{x:.1} {:.1}", height(*value, values));
        out
    })
}

fn height(value: f64, values: &[f64]) -> f64 {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    HEIGHT - MARGIN - place(value, low, high, HEIGHT - 2.0 * MARGIN)
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_flat_line_runs_through_the_middle() {
        assert_eq!(path(&[4.0, 4.0]), "M3.0 16.0L117.0 16.0");
        assert_eq!(path(&[]), "");
    }
}
