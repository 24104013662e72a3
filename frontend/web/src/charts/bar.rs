//! Bars: one bar divided into parts, and bars side by side.
use leptos::prelude::*;

use super::scale::number;
use crate::ui::{Level, LevelShape, Link, Tone, grouped};

/// What a part is coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paint {
    Level(Level),
    Tone(Tone),
}

/// One part of a bar, or one bar of several.
#[derive(Clone, Debug)]
pub struct Part {
    name: String,
    count: usize,
    paint: Paint,
    to: Option<String>,
}

impl Part {
    /// A part that stands for a level of risk.
    pub fn level(level: Level, count: usize) -> Self {
        Self { name: level.name().to_owned(), count, paint: Paint::Level(level), to: None }
    }

    /// A part that stands for a state.
    pub fn tone(tone: Tone, name: impl Into<String>, count: usize) -> Self {
        Self { name: name.into(), count, paint: Paint::Tone(tone), to: None }
    }

    /// Leads to the rows behind it.
    #[must_use]
    pub fn to(self, path: impl Into<String>) -> Self {
        Self { to: Some(path.into()), ..self }
    }

    fn level_slug(&self) -> Option<&'static str> {
        match self.paint {
            Paint::Level(level) => Some(level.slug()),
            Paint::Tone(_) => None,
        }
    }

    fn tone_slug(&self) -> Option<&'static str> {
        match self.paint {
            Paint::Tone(tone) => Some(tone.slug()),
            Paint::Level(_) => None,
        }
    }
}

/// One bar divided into parts, and a legend whose lines open the rows.
#[component]
pub fn StackedBar(
    /// What is divided: `Live systems by risk class`.
    #[prop(into)]
    label: String,
    /// The parts, in order.
    parts: Vec<Part>,
) -> impl IntoView {
    let total: usize = parts.iter().map(|part| part.count).sum();
    let bar = edges(&parts).into_iter().zip(&parts).filter(|(_, part)| part.count > 0).map(|((x, width), part)| {
        view! {
            <rect class="part" x=format!("{x:.3}") width=format!("{width:.3}") height="20" data-level=part.level_slug() data-tone=part.tone_slug()/>
        }
    });
    let bar = bar.collect_view();
    let legend = parts.into_iter().map(|part| legend_line(part, total)).collect_view();
    view! {
        <div class="stacked">
            <svg class="stacked-bar" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">{bar}</svg>
            <ul class="legend" aria-label=label>{legend}</ul>
        </div>
    }
}

fn legend_line(part: Part, total: usize) -> AnyView {
    let share = if total == 0 { 0.0 } else { number(part.count) / number(total) * 100.0 };
    let sign = match part.paint {
        Paint::Level(level) => view! { <LevelShape level=level/> }.into_any(),
        Paint::Tone(tone) => {
            view! { <span class="swatch" data-tone=tone.slug()></span> }.into_any()
        }
    };
    let words = view! {
        {sign}
        <span class="legend-name">{part.name}</span>
        <b>{grouped(part.count)}</b>
        <span class="note">{format!("{share:.0} %")}</span>
    };
    match part.to {
        Some(to) => view! { <li><Link to=to class="legend-line">{words}</Link></li> }.into_any(),
        None => view! { <li><span class="legend-line">{words}</span></li> }.into_any(),
    }
}

/// Left edge and width of every part on a bar 100 wide.
fn edges(parts: &[Part]) -> Vec<(f64, f64)> {
    let total: usize = parts.iter().map(|part| part.count).sum();
    let share = |count: usize| {
        if total == 0 { 0.0 } else { number(count) / number(total) * 100.0 }
    };
    parts
        .iter()
        .scan(0, |before, part| {
            let edge = (share(*before), share(part.count));
            *before += part.count;
            Some(edge)
        })
        .collect()
}

/// Bars side by side, longest possible for the largest value. Reads as a list.
#[component]
pub fn Bars(
    /// What is compared: `Affected by kind`.
    #[prop(into)]
    label: String,
    /// The bars, in order.
    parts: Vec<Part>,
) -> impl IntoView {
    let largest = parts.iter().map(|part| part.count).max().unwrap_or(0).max(1);
    let rows = parts.into_iter().map(|part| {
        let width = number(part.count) / number(largest) * 100.0;
        let (level, tone) = (part.level_slug(), part.tone_slug());
        let row = view! {
            <span class="bar-name">{part.name}</span>
            <svg class="bar-track" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="part" width=format!("{width:.2}") height="8" data-level=level data-tone=tone/>
            </svg>
            <b class="bar-count">{grouped(part.count)}</b>
        };
        match part.to {
            Some(to) => view! { <li><Link to=to class="bar-row">{row}</Link></li> }.into_any(),
            None => view! { <li><span class="bar-row">{row}</span></li> }.into_any(),
        }
    });
    view! { <ul class="bars" aria-label=label>{rows.collect_view()}</ul> }
}

#[cfg(test)]
mod tests {
    use super::{Part, edges};
    use crate::ui::Level;

    #[test]
    fn parts_fill_the_bar() {
        let parts: Vec<_> =
            Level::ALL.into_iter().zip([2, 0, 1, 4]).map(|(l, n)| Part::level(l, n)).collect();
        let edges = edges(&parts);
        let end = edges.last().map(|(x, width)| x + width).unwrap();
        assert!((end - 100.0).abs() < 1e-9);
        assert!(edges.windows(2).all(|pair| (pair[0].0 + pair[0].1 - pair[1].0).abs() < 1e-9));
    }

    #[test]
    fn a_bar_of_nothing_is_empty() {
        assert_eq!(edges(&[Part::level(Level::Low, 0)]), [(0.0, 0.0)]);
    }
}
