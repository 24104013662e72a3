//! Cards about reviews and actions for the pages of other rooms.
use client::{
    list::List,
    reviews::{ActionRow, Actions, ReviewRow},
};
use leptos::prelude::*;

use super::{
    actions::line,
    open::open_review,
    words::{day, verdict_badge},
};
use crate::{
    rows::list::columns,
    ui::{Card, Column, Empty, Link, Row, Table, cell, escaped, icon, page_of},
};

/// Actions in a table.
pub fn action_table(caption: &'static str, rows: Vec<ActionRow>) -> AnyView {
    let rows = rows.into_iter().map(line).collect();
    view! { <Table caption=caption columns=columns(Actions::COLUMNS) rows=rows/> }.into_any()
}

/// Actions that follow from something, overdue first.
pub fn action_card(title: &'static str, mut rows: Vec<ActionRow>) -> AnyView {
    rows.sort_by(|a, b| (a.state, &a.due).cmp(&(b.state, &b.due)));
    let body = if rows.is_empty() {
        view! { <Empty title="No action was opened" icon=icon::CLOCK/> }.into_any()
    } else {
        action_table(title, rows)
    };
    view! { <Card title=title flush=true>{body}</Card> }.into_any()
}

/// The design reviews of a system, newest first.
pub fn review_card(system: &str, mut rows: Vec<ReviewRow>, may_open: bool) -> AnyView {
    rows.reverse();
    let all = format!("/reviews?system={}", escaped(system));
    let system = system.to_owned();
    let actions = move || {
        view! {
            <Link to=all.clone()>"All reviews"</Link>
            {may_open.then(|| open_review(Some(system.clone())))}
        }
        .into_any()
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
    let high = row.concluded.as_ref().is_some_and(|one| one.open_high.0 > 0);
    let cells = vec![
        cell(view! { <Link to=page class="row-link">{name}</Link> }),
        cell(row.phase.word()),
        verdict_badge(row.concluded.as_ref().map(|one| one.verdict)),
        day(row.concluded.as_ref().map(|one| &one.at)),
    ];
    Row::new(cells).marked(high)
}
