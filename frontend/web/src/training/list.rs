//! The page at `/runs`.
use client::training::list::{KINDS, RunFilter, Runs, STATES};
use leptos::prelude::*;

use crate::{
    rows::{Address, Look, listed, live::run_line, one_of, only, use_address},
    ui::{PageHead, SearchField, icon},
};

/// All runs that the caller may see.
pub fn runs_page() -> AnyView {
    let address = use_address();
    let look = Look::<Runs> {
        caption: "Runs",
        filter,
        line: run_line,
        nothing: (
            "No run is recorded",
            "At the moment you look at no run had been recorded that you may see.",
        ),
        no_match: |_| None,
        icon: icon::RUN,
    };
    view! {
        <PageHead title="Training runs" lede="Training and evaluation: which exact versions went in, and what came out."/>
        <div class="toolbar">
            <SearchField label="Find a run" value=address.text("q")/>
            {one_of(address, "Kind", "kind", &KINDS)}
            {one_of(address, "State", "state", &STATES)}
            {only(address, "system")}
            {only(address, "environment")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn filter(address: Address) -> RunFilter {
    let get = |key| address.get(key);
    RunFilter::read(&get("system"), &get("environment"), (&get("kind"), &get("state")), &get("q"))
}
