//! Words and badges of controls.
use client::{catalogue::model::page_of, controls::queries::ControlCounts, words::ControlStatus};
use leptos::prelude::*;

use crate::{
    charts::{Part, StackedBar},
    ui::{Chip, Link, Status, Tone},
};

/// The tone that a status is drawn with. No two that stand side by side share a sign.
pub fn tone(status: ControlStatus) -> Tone {
    match status {
        ControlStatus::Pass => Tone::Good,
        ControlStatus::Fail => Tone::Bad,
        ControlStatus::Missing => Tone::Warn,
        ControlStatus::Stale => Tone::Past,
        ControlStatus::Inconclusive => Tone::Info,
        ControlStatus::NotApplicable => Tone::Neutral,
    }
}

/// A status as a badge.
pub fn status_badge(status: ControlStatus) -> AnyView {
    view! { <Status tone=tone(status) text=status.word()/> }.into_any()
}

/// Counts as a bar; every part leads to its rows.
pub fn counts_bar(label: &str, counts: &ControlCounts, query: &str) -> AnyView {
    let part = |status: &ControlStatus| {
        let count = usize::try_from(counts.of(*status)).unwrap_or(0);
        let to = format!("/controls?status={}{query}", status.slug());
        Part::tone(tone(*status), status.word(), count).to(to)
    };
    let parts = ControlStatus::ALL.iter().map(part).collect();
    view! { <StackedBar label=label.to_owned() parts=parts/> }.into_any()
}

/// An id of the catalogue: a link where it has a page.
pub fn catalogue_id(id: &str) -> AnyView {
    let text = id.to_owned();
    match page_of(id) {
        Some(to) => view! { <Link to=to class="chip">{text}</Link> }.into_any(),
        None => view! { <Chip text=text/> }.into_any(),
    }
}
