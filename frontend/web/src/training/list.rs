//! The page at `/runs`.
use client::training::queries::{self, RunsPage};
use leptos::prelude::*;

use crate::{
    rows::{Address, Turner, asked, note, run_table, shown, use_address},
    ui::{Empty, Outline, PageHead, icon},
};

/// All runs that the caller may see.
pub fn runs_page() -> AnyView {
    let address = use_address();
    let of = move || Some(address.get("system")).filter(|system| !system.is_empty());
    let list = asked(move |moment| queries::ask_list(moment, of(), address.after()));
    view! {
        <PageHead title="Training runs" lede="Training and evaluation: which exact versions went in, and what came out."/>
        {shown(list, Outline::Rows, queries::read_list, move |page| draw(page, address))}
    }
    .into_any()
}

fn draw(page: RunsPage, address: Address) -> AnyView {
    note(&page.at);
    let list = page.runs;
    if list.nodes.is_empty() {
        let note = "At the moment you look at no run had been recorded that you may see.";
        return view! { <div class="card"><Empty title="No run is recorded" note=note icon=icon::RUN/></div> }.into_any();
    }
    let shown = list.nodes.len();
    view! {
        <div class="card flush">
            {run_table("Runs", list.nodes)}
            <Turner address=address info=list.page_info shown=shown total=list.total_count what="runs"/>
        </div>
    }
    .into_any()
}
