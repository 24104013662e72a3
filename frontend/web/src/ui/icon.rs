//! Line icons on a grid of 20, drawn with the colour of the text beside them.
use leptos::prelude::*;

/// Overview of everything.
pub const OVERVIEW: &str = "M3 3h6v8H3zM11 3h6v5h-6zM11 10h6v7h-6zM3 13h6v4H3z";
/// An AI system.
pub const SYSTEM: &str = "M10 2.5l7 3.75-7 3.75-7-3.75zM3 10l7 3.75L17 10M3 13.75l7 3.75 7-3.75";
/// A dataset.
pub const DATASET: &str = "M3.5 5c0-1.4 2.9-2.5 6.5-2.5S16.5 3.6 16.5 5 13.6 7.5 10 7.5 3.5 6.4 3.5 5zM3.5 5v10c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5V5M3.5 10c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5";
/// A model.
pub const MODEL: &str =
    "M10 2.5l6.5 3.75v7.5L10 17.5l-6.5-3.75v-7.5zM3.5 6.25L10 10l6.5-3.75M10 10v7.5";
/// A deployment.
pub const DEPLOYMENT: &str =
    "M3 3.5h14v5.5H3zM3 11h14v5.5H3zM6 6.25h.01M6 13.75h.01M9.5 6.25H14M9.5 13.75H14";
/// An incident.
pub const INCIDENT: &str = "M10 3l7.5 13.5h-15zM10 8v4M10 14.25h.01";
/// A risk.
pub const RISK: &str = "M10 2.5l7.5 7.5-7.5 7.5L2.5 10zM10 6.5v4M10 13h.01";
/// A heat map.
pub const HEAT: &str = "M3 3h14v14H3zM3 7.7h14M3 12.3h14M7.7 3v14M12.3 3v14";
/// The lineage graph.
pub const LINEAGE: &str = "M2.5 3h5v4h-5zM2.5 13h5v4h-5zM12.5 8h5v4h-5zM7.5 5h2.5v10H7.5M10 10h2.5";
/// The event log.
pub const EVENTS: &str = "M7 5h10M7 10h10M7 15h10M3.25 5h.01M3.25 10h.01M3.25 15h.01";
/// A source of data.
pub const SOURCE: &str = "M4 16V9l4 2.5V9l4 2.5V9l4 2.5V16zM4 6.5V3.5h2.5v3";
/// A batch of records.
pub const BATCH: &str = "M3 7l7-4 7 4v6.5l-7 4-7-4zM6.5 5l7 4v3.5";
/// A training run.
pub const RUN: &str = "M5.5 3.5l10 6.5-10 6.5z";
/// A training environment.
pub const ENVIRONMENT: &str = "M3 8.5l7-5 7 5V17H3zM7 17v-5h6v5";
/// A piece of evidence.
pub const EVIDENCE: &str = "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 12l2 2 3.5-4";
/// Something to learn.
pub const LEARNING: &str =
    "M3 4.5c2.5-1 5-1 7 .5 2-1.5 4.5-1.5 7-.5v11c-2.5-1-5-1-7 .5-2-1.5-4.5-1.5-7-.5zM10 5v11.5";
/// A person.
pub const PERSON: &str =
    "M10 3a3.25 3.25 0 1 0 0 6.5A3.25 3.25 0 1 0 10 3zM3.5 17c.5-3.5 3-5 6.5-5s6 1.5 6.5 5";
/// Anything else with a name.
pub const THING: &str = "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14z";
/// Time.
pub const CLOCK: &str = "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM10 6v4l2.75 1.75";
/// Light theme.
pub const SUN: &str = "M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.35 4.35l1 1M14.65 14.65l1 1M4.35 15.65l1-1M14.65 5.35l1-1";
/// Dark theme.
pub const MOON: &str = "M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z";
/// Theme of the system.
pub const HALF: &str =
    "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM10 3v14M10 6h4.5M10 9h7M10 12h6.5M10 15h4.5";
/// Copy to the clipboard.
pub const COPY: &str = "M7 7h9.5v9.5H7zM4 13H3.5V3.5H13V4";
/// Done, or passed.
pub const CHECK: &str = "M4 10.5l4 4 8-9";
/// Close, or failed.
pub const CROSS: &str = "M5 5l10 10M15 5L5 15";
/// Opens downwards.
pub const DOWN: &str = "M5.5 8l4.5 4.5L14.5 8";
/// Onwards.
pub const RIGHT: &str = "M8 5.5l4.5 4.5L8 14.5";
/// Backwards.
pub const LEFT: &str = "M12 5.5L7.5 10l4.5 4.5";
/// To a file.
pub const DOWNLOAD: &str = "M10 3v9.5M5.5 8.5L10 13l4.5-4.5M3.5 16.5h13";
/// Rising.
pub const UP_ARROW: &str = "M10 16V4M5 9l5-5 5 5";
/// Falling.
pub const DOWN_ARROW: &str = "M10 4v12M5 11l5 5 5-5";
/// A warning.
pub const WARNING: &str = "M10 4.5v7M10 15.5h.01";
/// A remark.
pub const INFO: &str = "M10 8.5v7M10 4.5h.01";
/// A menu of more.
pub const MENU: &str = "M3 5.5h14M3 10h14M3 14.5h14";
/// More of the same kind.
pub const MORE: &str = "M4.5 10h.01M10 10h.01M15.5 10h.01";
/// Protected, or contained.
pub const SHIELD: &str = "M10 2.5l6.5 2.25v5C16.5 13.5 14 16.25 10 17.5c-4-1.25-6.5-4-6.5-7.75v-5z";
/// Leaving.
pub const LEAVE: &str = "M12 3.5H4v13h8M8.5 10h8.5M14 7l3 3-3 3";
/// Asking again.
pub const AGAIN: &str = "M16 5v3.5h-3.5M15.5 8.5A6 6 0 1 0 16 11.5";
/// Looking for something.
pub const SEARCH: &str = "M9 3.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM13 13l4 4";
/// What somebody was told.
pub const BELL: &str = "M10 3a4.5 4.5 0 0 0-4.5 4.5c0 3.5-1.5 5.5-1.5 5.5h12s-1.5-2-1.5-5.5A4.5 4.5 0 0 0 10 3zM8.5 16a1.75 1.75 0 0 0 3 0";
/// Adding something.
pub const PLUS: &str = "M10 4v12M4 10h12";

/// An icon beside words. Screen readers skip it: the words must say it all.
#[component]
pub fn Icon(
    /// One of the paths of this module.
    #[prop(into)]
    d: Signal<&'static str>,
) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=move || d.get()/></svg> }
}
