//! What happened to a risk, newest first, read as changes.
use client::risks::one::{Change, Step};
use leptos::prelude::*;

use super::parts::said;
use crate::ui::{Card, Link, Subject, Time};

/// The card of the history.
pub fn history(steps: &[Step]) -> AnyView {
    let lines = steps.iter().rev().map(line).collect_view();
    view! { <Card title="History" note="What changed, by whom and why; newest first."><ol class="recent">{lines}</ol></Card> }
        .into_any()
}

fn line(step: &Step) -> AnyView {
    let (page, sentence) = (format!("/events/{}", step.position.0), step.sentence.clone());
    let who =
        step.by.as_ref().map(|by| view! { <Subject of=by.subject.0.clone() title=by.words()/> });
    let changes: Vec<AnyView> = step.changes.iter().map(change).collect();
    let changes = (!changes.is_empty()).then(|| view! { <ul class="changes">{changes}</ul> });
    view! {
        <li>
            <p><Link to=page>{sentence}</Link></p>
            {changes}
            {said(step.note.as_ref())}
            <p class="inline note"><Time at=step.at.0.clone()/>{who}</p>
        </li>
    }
    .into_any()
}

fn change(change: &Change) -> AnyView {
    let Change { what, from, to } = change.clone();
    view! {
        <li>
            <span class="note">{what}</span>" "
            {from.map(|from| view! { <del>{from}</del>" → " })}
            <ins>{to}</ins>
        </li>
    }
    .into_any()
}
