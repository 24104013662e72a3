//! The page at `/deployments`.
use client::{
    deployments::queries::{self, DeploymentFilter, DeploymentsPage},
    words::Stage,
};
use leptos::prelude::*;

use crate::{
    rows::{Address, Turner, asked, deployment_table, note, shown, use_address},
    ui::{Choice, Empty, Filters, Outline, PageHead, icon},
};

/// All deployments that the caller may see.
pub fn deployments_page() -> AnyView {
    let address = use_address();
    let list = asked(move |moment| queries::ask_list(moment, filter(address), address.after()));
    view! {
        <PageHead title="Deployments" lede="Which exact model version answers where, and whether it can be trusted."/>
        {toolbar(address)}
        {shown(list, Outline::Rows, queries::read_list, move |page| draw(page, address))}
    }
    .into_any()
}

fn filter(address: Address) -> DeploymentFilter {
    DeploymentFilter::read(&address.get("system"), &address.get("stage"), &address.get("show"))
}

fn toolbar(address: Address) -> AnyView {
    let every = || Choice::new("", "All", None);
    let shows = vec![
        every(),
        Choice::new("live", "Live", None),
        Choice::new("suspect", "Live on suspect data", None),
    ];
    let stages = std::iter::once(every())
        .chain(Stage::ALL.iter().map(|one| Choice::new(one.slug(), one.word(), None)))
        .collect::<Vec<_>>();
    view! {
        <div class="toolbar">
            <Filters label="Show" choices=Signal::stored(shows) chosen=address.signal("show") on_choose=address.setter("show")/>
            <Filters label="Stage" choices=Signal::stored(stages) chosen=address.signal("stage") on_choose=address.setter("stage")/>
        </div>
    }
    .into_any()
}

fn draw(page: DeploymentsPage, address: Address) -> AnyView {
    note(&page.at);
    let list = page.deployments;
    if list.nodes.is_empty() {
        let (title, note) = if filter(address).is_open() {
            (
                "Nothing has been deployed",
                "At the moment you look at nothing had been deployed that you may see.",
            )
        } else if address.get("show") == "suspect" {
            (
                "Nothing live rests on suspect data",
                "No live version has a quarantined version among what it was made from.",
            )
        } else {
            ("No deployment fits these filters", "Take a filter away to see more.")
        };
        return view! { <div class="card"><Empty title=title note=note icon=icon::DEPLOYMENT/></div> }.into_any();
    }
    let shown = list.nodes.len();
    view! {
        <div class="card flush">
            {deployment_table("Deployments", list.nodes, true)}
            <Turner address=address info=list.page_info shown=shown total=list.total_count what="deployments"/>
        </div>
    }
    .into_any()
}
