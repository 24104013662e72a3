//! Words of reviews, findings and actions as badges.
use client::{
    controls::page::Titled,
    reviews::queries::{DayNotice, DoneNote},
    reviews::words::{ActionState, Grade, ReviewAnswer, ReviewVerdict},
    scalars::Time as At,
    shared::PersonLink,
};
use leptos::prelude::*;

use crate::{
    rows::person,
    ui::{Level, LevelBadge, Status, Time, Tone, Written},
};

/// How bad a finding is, as a badge.
pub fn grade_badge(grade: Grade) -> AnyView {
    let level = match grade {
        Grade::Critical => Level::Critical,
        Grade::High => Level::High,
        Grade::Medium => Level::Medium,
        Grade::Low => Level::Low,
    };
    view! { <LevelBadge level=level/> }.into_any()
}

/// How an action stands, as a badge.
pub fn action_badge(state: ActionState, late: bool) -> AnyView {
    let (tone, words) = match state {
        ActionState::Overdue => (Tone::Bad, state.word()),
        ActionState::Reported => (Tone::Warn, state.word()),
        ActionState::Open => (Tone::Info, state.word()),
        ActionState::Closed if late => (Tone::Neutral, "Closed late"),
        ActionState::Closed => (Tone::Good, state.word()),
    };
    view! { <Status tone=tone text=words/> }.into_any()
}

/// What a review concluded, as a badge; some were imported without a verdict.
pub fn verdict_badge(is_concluded: bool, verdict: Option<ReviewVerdict>) -> AnyView {
    let (tone, words) = match verdict {
        None if is_concluded => (Tone::Neutral, "Concluded"),
        None => (Tone::Info, "Under way"),
        Some(verdict) => {
            let tone = match verdict {
                ReviewVerdict::Approved => Tone::Good,
                ReviewVerdict::Conditional => Tone::Warn,
                ReviewVerdict::Rejected => Tone::Bad,
            };
            (tone, verdict.word())
        }
    };
    view! { <Status tone=tone text=words/> }.into_any()
}

/// What was answered to a question, as badges.
pub fn answer_badge(answer: Option<ReviewAnswer>, severity: Option<Grade>) -> AnyView {
    let (tone, words) = match answer {
        None => (Tone::Neutral, "Not answered"),
        Some(answer) => {
            let tone = match answer {
                ReviewAnswer::Covered => Tone::Good,
                ReviewAnswer::Open => Tone::Warn,
                ReviewAnswer::NotApplicable => Tone::Neutral,
            };
            (tone, answer.word())
        }
    };
    view! { <Status tone=tone text=words/>{severity.map(grade_badge)} }.into_any()
}

/// Threats or controls, each with its id and title.
pub fn catalogue_items(items: &[Titled]) -> AnyView {
    let item = |item: &Titled| {
        let (id, title) = (item.id.clone(), item.title.clone());
        view! { <li><span class="code">{id}</span>" "{title}</li> }
    };
    view! { <ul class="plain-list">{items.iter().map(item).collect_view()}</ul> }.into_any()
}

/// Who was told that a day has passed, newest last.
pub fn told(notices: &[DayNotice], what: &str) -> AnyView {
    let line = |notice: &DayNotice| {
        let people: Vec<String> = notice.told.iter().map(PersonLink::words).collect();
        let (at, words) =
            (notice.at.0.clone(), format!("{} was told that {what}", people.join(", ")));
        view! { <p class="note"><Time at=at/>" · "{words}</p> }
    };
    notices.iter().map(line).collect_view().into_any()
}

/// A day, or a dash.
pub fn day(at: Option<&At>) -> AnyView {
    match at {
        Some(at) => view! { <Time at=at.0.clone() written=Written::Day/> }.into_any(),
        None => view! { <span class="note">"—"</span> }.into_any(),
    }
}

/// Something that was done, by whom and when, with what they said.
pub fn done(words: &'static str, done: &DoneNote) -> AnyView {
    let (at, by) = (done.at.0.clone(), person(done.by.clone(), "Somebody"));
    let note = done.note.clone().map(|note| view! { <p>{note}</p> });
    view! {
        <div class="scan">
            <div class="scan-head"><h3>{words}</h3>{by}<span class="note"><Time at=at/></span></div>
            {note}
        </div>
    }
    .into_any()
}
