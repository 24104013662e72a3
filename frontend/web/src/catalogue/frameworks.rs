//! The page at `/frameworks`.
use client::catalogue::frameworks::{FrameworkFilter, FrameworkRow, Frameworks};
use leptos::prelude::*;

use crate::{
    charts::{Part, StackedBar},
    rows::{Look, listed, one_of, use_address},
    ui::{Link, PageHead, Row, SearchField, Tone, cell, icon},
};

/// The frameworks: laws, standards, lists.
pub fn frameworks_page() -> AnyView {
    let address = use_address();
    let look = Look::<Frameworks> {
        caption: "Frameworks",
        filter: |address| FrameworkFilter::read(&address.get("show"), &address.get("q")),
        line,
        nothing: (
            "No catalogue is loaded",
            "At the moment you look at no frameworks had been loaded.",
        ),
        no_match: |_| None,
        icon: icon::EVIDENCE,
    };
    view! {
        <PageHead title="Frameworks" lede="Laws, standards and public lists, and how far our controls cover each of their items."/>
        <div class="toolbar">
            <SearchField label="Find a framework" value=address.text("q")/>
            {one_of(address, "Show", "show", &[("published", "Published by others"), ("own", "Our own")])}
        </div>
        {listed(address, look)}
    }
    .into_any()
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
