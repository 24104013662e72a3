//! How far an incident has come.
use client::incidents::{Incident, Step};
use leptos::prelude::*;

use crate::ui::{Icon, Time, icon};

/// The way from open to closed.
pub fn stepper(incident: &Incident) -> AnyView {
    let steps = incident.steps().map(step).collect_view();
    view! { <ol class="steps" aria-label="How far this incident has come">{steps}</ol> }.into_any()
}

fn step(step: Step) -> AnyView {
    let state = match (step.current, step.at.is_some()) {
        (true, _) => "current",
        (false, true) => "done",
        (false, false) => "ahead",
    };
    let sign = if step.at.is_some() { icon::CHECK } else { icon::THING };
    let when = match step.at {
        Some(at) => view! { <Time at=at/> }.into_any(),
        None => view! { <span>"not yet"</span> }.into_any(),
    };
    view! {
        <li class="step" data-state=state aria-current=step.current.then_some("step")>
            <span class="step-sign"><Icon d=sign/></span>
            <span class="step-name">{step.name}</span>
            <span class="note">{when}</span>
        </li>
    }
    .into_any()
}
