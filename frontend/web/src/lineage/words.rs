//! Standings and stages as parts of the kit.
use client::{
    scalars::Subject as Name,
    words::{Severity, Stage, Standing},
};
use leptos::prelude::*;

use crate::ui::{Chip, Level, Status, Subject, Tone, escaped};

/// What a standing means for the reader.
pub fn tone_of(standing: Standing) -> Tone {
    match standing {
        Standing::Clean => Tone::Good,
        Standing::Suspect => Tone::Warn,
        Standing::Quarantined => Tone::Bad,
    }
}

/// A standing as a badge.
pub fn standing_badge(standing: Standing) -> AnyView {
    view! { <Status tone=tone_of(standing) text=standing.word()/> }.into_any()
}

/// A stage as a word in a box.
pub fn stage_badge(stage: Stage) -> AnyView {
    view! { <Chip text=stage.word()/> }.into_any()
}

/// The level that a severity is drawn with.
pub fn level_of(severity: Severity) -> Level {
    match severity {
        Severity::Sev1 => Level::Critical,
        Severity::Sev2 => Level::High,
        Severity::Sev3 => Level::Medium,
        Severity::Sev4 => Level::Low,
    }
}

/// A list of things as links, at most `most` of them; the rest is counted.
pub fn subjects(names: &[Name], most: usize) -> AnyView {
    let more = names.len().saturating_sub(most);
    let links = names.iter().take(most).map(|name| {
        view! { <li><Subject of=name.0.clone()/></li> }
    });
    view! {
        <ul class="subjects">
            {links.collect_view()}
            {(more > 0).then(|| view! { <li class="note">{format!("and {more} more")}</li> })}
        </ul>
    }
    .into_any()
}

/// The things in a list written with commas.
pub fn listed(words: &str) -> Vec<String> {
    words.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// The address of the graph that starts at these.
pub fn lineage_of(roots: &[String]) -> String {
    format!("/lineage?roots={}", escaped(&roots.join(",")))
}

/// The address of the blast radius of these.
pub fn blast_of(roots: &[String]) -> String {
    format!("/blast?roots={}", escaped(&roots.join(",")))
}
