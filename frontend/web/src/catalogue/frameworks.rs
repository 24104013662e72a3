//! The page at `/frameworks`.
use client::catalogue::frameworks::{self, FrameworkRow, FrameworksPage};
use leptos::prelude::*;

use crate::{
    charts::{Part, StackedBar},
    rows::{asked, note, shown},
    ui::{Column, Empty, Link, Outline, PageHead, Row, Table, Tone, cell, icon},
};

/// The frameworks: laws, standards, lists.
pub fn frameworks_page() -> AnyView {
    let list = asked(frameworks::ask_list);
    view! {
        <PageHead title="Frameworks" lede="Laws, standards and public lists, and how far our controls cover each of their items."/>
        {shown(list, Outline::Rows, frameworks::read_list, draw)}
    }
    .into_any()
}

fn draw(page: FrameworksPage) -> AnyView {
    note(&page.at);
    if page.frameworks.is_empty() {
        return view! {
            <div class="card"><Empty title="No catalogue is loaded" note="At the moment you look at no frameworks had been loaded." icon=icon::EVIDENCE/></div>
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Framework"),
        Column::new("Version"),
        Column::new("Publisher").minor(),
        Column::new("Covered"),
        Column::number("Items"),
    ];
    let rows = page.frameworks.into_iter().map(line).collect();
    view! { <div class="card flush wide-first"><Table caption="Frameworks" columns=columns rows=rows/></div> }.into_any()
}

fn line(row: FrameworkRow) -> Row {
    let to = format!("/frameworks/{}", row.id);
    let count = |count: i32| usize::try_from(count).unwrap_or(0);
    let (shown, mapped) = (count(row.shown_count), count(row.mapped_count));
    let parts = vec![
        Part::tone(Tone::Good, "Shown", shown),
        Part::tone(Tone::Warn, "Supported, not shown", mapped.saturating_sub(shown)),
        Part::tone(Tone::Neutral, "No control", count(row.item_count).saturating_sub(mapped)),
    ];
    let label = format!("Items of {}", row.name);
    Row::new(vec![
        cell(
            view! { <Link to=to class="row-link">{row.name}</Link><span class="note under">{row.status}</span> },
        ),
        cell(row.version),
        cell(row.publisher),
        cell(view! { <StackedBar label=label parts=parts/> }),
        cell(view! { <span class="num">{row.item_count}</span> }),
    ])
}
