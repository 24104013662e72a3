//! Cards about reviews, findings and actions for the pages of other rooms. They show, and lead to
//! where something can be done: forms are fetched with the pages of this room.
use client::{
    list::List,
    reviews::{
        actions::{ActionRow, Actions},
        findings::{FindingRow, Findings},
        list::ReviewRow,
    },
};
use leptos::prelude::*;

use super::{
    actions::line,
    list::lapsed,
    words::{day, verdict_badge},
};
use crate::{
    rows::list::columns,
    ui::{Card, Column, Empty, Link, LinkButton, Row, Table, cell, escaped, icon, page_of},
};

/// Actions in a table.
pub fn action_table(caption: &'static str, rows: Vec<ActionRow>) -> AnyView {
    let rows = rows.into_iter().map(line).collect();
    view! { <Table caption=caption columns=columns(Actions::COLUMNS) rows=rows/> }.into_any()
}

/// Actions that follow from an incident, overdue first.
pub fn action_card(incident: &str, mut rows: Vec<ActionRow>, may_open: bool) -> AnyView {
    rows.sort_by(|a, b| (a.state, &a.due).cmp(&(b.state, &b.due)));
    let all = format!("/actions?incident={}", escaped(incident));
    let actions = move || {
        let words = if may_open { "Open an action" } else { "As a list" };
        view! { <LinkButton to=all.clone()>{words}</LinkButton> }.into_any()
    };
    let body = if rows.is_empty() {
        view! { <Empty title="No action was opened" note="What is to be done so that it does not happen again, by whom and by when." icon=icon::CHECK/> }.into_any()
    } else {
        action_table("Actions that follow from this incident", rows)
    };
    view! { <Card title="Actions" flush=true actions=actions>{body}</Card> }.into_any()
}

/// The design reviews of a system, newest first.
pub fn review_card(system: &str, mut rows: Vec<ReviewRow>, may_open: bool) -> AnyView {
    rows.reverse();
    let all = format!("/reviews?system={}", escaped(system));
    let actions = move || {
        let words = if may_open { "Open a review" } else { "As a list" };
        view! { <LinkButton to=all.clone()>{words}</LinkButton> }.into_any()
    };
    let body = if rows.is_empty() {
        view! { <Empty title="Nobody reviewed its design" note="A review asks about every threat that can touch it." icon=icon::SHIELD/> }.into_any()
    } else {
        let columns = ["Review", "Phase", "Conclusion", "Concluded"].map(Column::new).to_vec();
        let rows = rows.into_iter().map(review_line).collect();
        view! { <Table caption="Design reviews of this system" columns=columns rows=rows/> }
            .into_any()
    };
    view! { <Card title="Design reviews" flush=true actions=actions>{body}</Card> }.into_any()
}

fn review_line(row: ReviewRow) -> Row {
    let (name, page) = (row.subject.name().to_owned(), page_of(&row.subject.0));
    let concluded = row.concluded;
    let high = concluded.as_ref().is_some_and(|one| one.open_high.0 > 0);
    let verdict = concluded.as_ref().and_then(|one| one.verdict);
    let verdict = verdict_badge(concluded.is_some(), verdict);
    let cells = vec![
        cell(view! { <Link to=page class="row-link">{name}</Link> }),
        cell(row.phase.word()),
        cell(view! { {verdict}{lapsed(concluded.as_ref())} }),
        day(concluded.as_ref().map(|one| &one.at)),
    ];
    Row::new(cells).marked(high)
}

/// The findings of a system that nobody closed, newest first; how many were closed stands beside.
pub fn finding_card(system: &str, rows: Vec<FindingRow>) -> AnyView {
    let all = format!("/findings?system={}", escaped(system));
    let more = move || view! { <Link to=all.clone()>"As a list"</Link> }.into_any();
    let count = rows.len();
    let open: Vec<FindingRow> = rows.into_iter().rev().filter(|row| row.closed.is_none()).collect();
    let note = format!("{} of {count} open", open.len());
    let body = if open.is_empty() {
        view! { <Empty title="No finding is open" icon=icon::CHECK/> }.into_any()
    } else {
        let rows = open.into_iter().map(super::findings::line).collect();
        view! { <Table caption="Open findings of this system" columns=columns(Findings::COLUMNS) rows=rows/> }.into_any()
    };
    view! { <Card title="Findings" note=note flush=true actions=more>{body}</Card> }.into_any()
}
