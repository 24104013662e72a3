//! The page at `/models`.
use client::{
    models::queries::{self, Model, ModelsPage},
    words::Standing,
};
use leptos::prelude::*;

use crate::{
    rows::{Address, Turner, asked, note, shown, standing_badge, system, use_address},
    ui::{
        Column, Empty, Link, Outline, PageHead, Row, Subject, Table, Time, Written, cell, icon,
        page_of,
    },
};

/// All models that the caller may see.
pub fn models_page() -> AnyView {
    let address = use_address();
    let of = move || Some(address.get("system")).filter(|system| !system.is_empty());
    let list = asked(move |moment| queries::ask_list(moment, of(), address.after()));
    view! {
        <PageHead title="Models" lede="Every model, what is live of it, and whether that can be trusted."/>
        {shown(list, Outline::Rows, queries::read_list, move |page| draw(page, address))}
    }
    .into_any()
}

fn draw(page: ModelsPage, address: Address) -> AnyView {
    note(&page.at);
    let list = page.models;
    if list.nodes.is_empty() {
        let note = "At the moment you look at no model had been registered that you may see.";
        return view! { <div class="card"><Empty title="No model is registered" note=note icon=icon::MODEL/></div> }.into_any();
    }
    let shown = list.nodes.len();
    let columns = vec![
        Column::new("Model"),
        Column::new("Live"),
        Column::new("Standing of what is live"),
        Column::new("Latest version"),
        Column::number("Versions"),
        Column::new("System"),
    ];
    let rows = list.nodes.into_iter().map(line).collect();
    view! {
        <div class="card flush">
            <Table caption="Models" columns=columns rows=rows/>
            <Turner address=address info=list.page_info shown=shown total=list.total_count what="models"/>
        </div>
    }
    .into_any()
}

fn line(model: Model) -> Row {
    let to = page_of(&model.subject.0);
    let worst = model.worst_live();
    let live: Vec<_> = model.live().into_iter().map(|version| version.subject.clone()).collect();
    let latest = model.latest().cloned();
    let running = if live.is_empty() {
        view! { <span class="note">"Nowhere"</span> }.into_any()
    } else {
        crate::rows::subjects(&live, 3)
    };
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link">{model.name}</Link>
            <span class="note under code">{model.subject.name().to_owned()}</span>
        }),
        cell(running),
        cell(worst.map(standing_badge)),
        cell(latest.map(|version| view! {
            <span class="inline"><Subject of=version.subject.0 title=version.version/><Time at=version.registered.0 written=Written::Day/></span>
        })),
        cell(view! { <span class="num">{model.versions.len()}</span> }),
        cell(system(model.system)),
    ])
    .marked(worst.is_some_and(|worst| worst != Standing::Clean))
    .muted(live.is_empty())
}
