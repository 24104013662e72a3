//! The page at `/models`.
use client::{
    models::{
        list::{ModelFilter, Models},
        queries::Model,
    },
    words::Standing,
};
use leptos::prelude::*;

use crate::{
    rows::{Address, Look, listed, one_of, only, standing_badge, subjects, system, use_address},
    ui::{Link, PageHead, Row, SearchField, Subject, Time, Written, cell, icon, page_of},
};

/// All models that the caller may see.
pub fn models_page() -> AnyView {
    let address = use_address();
    let look = Look::<Models> {
        caption: "Models",
        filter: |address| {
            ModelFilter::read(&address.get("system"), &address.get("show"), &address.get("q"))
        },
        line,
        nothing: (
            "No model is registered",
            "At the moment you look at no model had been registered that you may see.",
        ),
        no_match,
        icon: icon::MODEL,
    };
    view! {
        <PageHead title="Models" lede="Every model, what is live of it, and whether that can be trusted."/>
        <div class="toolbar">
            <SearchField label="Find a model" value=address.text("q")/>
            {one_of(address, "Show", "show", &[("live", "Live"), ("suspect", "Live on suspect data"), ("idle", "Not live")])}
            {only(address, "system")}
        </div>
        {listed(address, look)}
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
        subjects(&live, 3)
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

fn no_match(address: Address) -> Option<(&'static str, &'static str)> {
    (address.get("show") == "suspect").then_some((
        "Nothing live rests on suspect data",
        "No live version has a quarantined version among what it was made from.",
    ))
}
