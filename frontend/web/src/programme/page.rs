//! The page at `/programme`.
use client::{
    ask::OfAll,
    list::List,
    programme::{feedback::Feedbacks, meetings::Meetings, queries::ProgrammePage},
};
use leptos::prelude::*;

use super::{
    parts::{appetite, initiatives, policies},
    trends::{culture, exercises},
    voices::{feedback_line, meeting_line},
};
use crate::{
    rows::{asked, list::columns, note, shown},
    ui::{Card, Empty, Link, LinkButton, Notice, Outline, PageHead, Table, Tone, icon},
};

/// The page at `/programme`.
pub fn programme_page() -> AnyView {
    let page = asked(ProgrammePage::ask);
    let lede =
        "What leaders mandate, fund and exercise, how much risk they take, and what came of it.";
    let actions = || {
        view! {
            <LinkButton to="/meetings".to_owned()>"Meetings"</LinkButton>
            <LinkButton to="/feedback".to_owned()>"Feedback"</LinkButton>
        }
        .into_any()
    };
    view! {
        <PageHead title="Programme" lede=lede actions=actions/>
        {shown(page, Outline::Page, ProgrammePage::read, |page| draw(&page))}
    }
    .into_any()
}

fn draw(page: &ProgrammePage) -> AnyView {
    note(&page.at);
    view! {
        {waiting(page)}
        {policies(&page.policies.nodes, page.policies.total_count)}
        <div class="cols even">{appetite(page.appetite.as_ref(), &page.me)}{culture(page)}</div>
        {initiatives(&page.initiatives.nodes, page.initiatives.total_count)}
        {exercises(&page.exercises.nodes)}
        {meetings(page)}
        {feedback(page)}
    }
    .into_any()
}

/// What waits for the reader.
fn waiting(page: &ProgrammePage) -> AnyView {
    let count = page.to_attest();
    if count == 0 {
        return ().into_any();
    }
    let title = if count == 1 {
        "A policy waits for your attestation".to_owned()
    } else {
        format!("{count} policies wait for your attestation")
    };
    let is_late =
        page.policies.nodes.iter().any(|one| one.mine.as_ref().is_some_and(|mine| mine.overdue));
    let tone = if is_late { Tone::Bad } else { Tone::Info };
    let first = page.policies.nodes.iter().find(|one| one.waits_for_me());
    let to = first.map(|one| crate::ui::page_of(&one.subject.0)).unwrap_or_default();
    let actions =
        move || view! { <LinkButton to=to.clone()>"Read and attest"</LinkButton> }.into_any();
    view! { <Notice tone=tone title=title actions=actions/> }.into_any()
}

fn meetings(page: &ProgrammePage) -> AnyView {
    let body = if page.meetings.nodes.is_empty() {
        view! { <Empty title="No meeting was recorded" icon=icon::PERSON/> }.into_any()
    } else {
        let rows = page.meetings.nodes.iter().cloned().map(meeting_line).collect();
        let headings = Meetings::COLUMNS;
        view! { <Table caption="Newest meetings" columns=columns(headings) rows=rows/> }.into_any()
    };
    let all = || view! { <Link to="/meetings".to_owned()>"All meetings"</Link> }.into_any();
    let note = format!("{} recorded", page.meetings.total_count);
    view! { <Card title="Meetings" note=note flush=true actions=all class="wide-first">{body}</Card> }.into_any()
}

fn feedback(page: &ProgrammePage) -> AnyView {
    let body = if page.feedback.nodes.is_empty() {
        view! { <Empty title="Nobody said anything yet" icon=icon::INFO/> }.into_any()
    } else {
        let rows = page.feedback.nodes.iter().cloned().map(feedback_line).collect();
        let headings = Feedbacks::COLUMNS;
        view! { <Table caption="Feedback, what waits first" columns=columns(headings) rows=rows/> }
            .into_any()
    };
    let all = || view! { <Link to="/feedback".to_owned()>"All feedback"</Link> }.into_any();
    let waiting = page.feedback.nodes.iter().filter(|row| row.settled.is_none()).count();
    let note = format!("{waiting} of the {} shown wait", page.feedback.nodes.len());
    view! { <Card title="Feedback" note=note flush=true actions=all class="wide-first">{body}</Card> }.into_any()
}
