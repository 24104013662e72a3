//! Words of the log as badges and links.
use client::{
    scalars::{Long, Subject as Name},
    shared::{PersonLink, SystemLink},
    words::{Outcome, RiskClass, Standing, VersionState, plain},
};
use leptos::prelude::*;

use crate::ui::{
    Level, LevelBadge, Link, Notice, Status, Subject, Tone, grouped, kind_name, page_of,
};

pub use crate::lineage::words::{standing_badge, subjects};

/// A risk class as a badge.
pub fn risk_badge(class: RiskClass) -> AnyView {
    view! { <LevelBadge level=level_of(class) of="risk"/> }.into_any()
}

/// The level that a risk class is drawn with.
pub fn level_of(class: RiskClass) -> Level {
    match class {
        RiskClass::High => Level::High,
        RiskClass::Medium => Level::Medium,
        RiskClass::Low => Level::Low,
    }
}

/// What a test said, as a badge.
pub fn outcome_badge(outcome: Outcome) -> AnyView {
    let tone = match outcome {
        Outcome::Pass => Tone::Good,
        Outcome::Fail => Tone::Bad,
        Outcome::Inconclusive => Tone::Warn,
        Outcome::NotApplicable => Tone::Neutral,
    };
    view! { <Status tone=tone text=outcome.word()/> }.into_any()
}

/// How far a version has come, as a badge.
pub fn state_badge(state: VersionState) -> AnyView {
    let tone = match state {
        VersionState::Active | VersionState::Promoted => Tone::Good,
        VersionState::Rejected | VersionState::Quarantined => Tone::Bad,
        VersionState::Candidate => Tone::Info,
        VersionState::Retired => Tone::Neutral,
    };
    view! { <Status tone=tone text=state.word()/> }.into_any()
}

/// How far a source is trusted, as a badge.
pub fn trust_badge(trust: &str) -> AnyView {
    let tone = match trust {
        "high" => Tone::Good,
        "low" | "none" => Tone::Warn,
        _ => Tone::Neutral,
    };
    view! { <Status tone=tone text=format!("{} trust", plain(trust))/> }.into_any()
}

/// A person as a link, or a sentence in their place.
pub fn person(link: Option<PersonLink>, nobody: &'static str) -> AnyView {
    match link {
        Some(link) => {
            let words = link.words();
            view! { <Subject of=link.subject.0 title=words/> }.into_any()
        }
        None => view! { <span class="note">{nobody}</span> }.into_any(),
    }
}

/// A system as a link, or a dash.
pub fn system(link: Option<SystemLink>) -> AnyView {
    match link {
        Some(link) => view! { <Subject of=link.subject.0 title=link.name/> }.into_any(),
        None => view! { <span class="note">"—"</span> }.into_any(),
    }
}

/// A thing of any kind as the first cell of its row: its name, and what it is.
pub fn thing(of: &Name) -> AnyView {
    let (page, kind) = (page_of(of.as_str()), kind_name(of.kind()));
    let name = of.as_str().split_once(':').map_or("", |(_, name)| name).to_owned();
    view! { <Link to=page class="row-link">{name}</Link><span class="under note">{kind}</span> }
        .into_any()
}

/// A number of people or records; unknown is never zero.
pub fn people_count(count: Option<Long>) -> String {
    count
        .and_then(|count| usize::try_from(count.0).ok())
        .map_or_else(|| "Unknown".to_owned(), grouped)
}

/// Why something is suspect or stopped, as the first thing on its page. Nothing when it is clean.
pub fn suspects(standing: Standing, because: &[Name], what: &str) -> AnyView {
    if standing != Standing::Suspect || because.is_empty() {
        return ().into_any();
    }
    let title = format!("This {what} is suspect");
    let list = subjects(because, 8);
    view! {
        <Notice tone=Tone::Warn title=title>
            <p>"It was made from versions that are quarantined:"</p>
            {list}
        </Notice>
    }
    .into_any()
}
