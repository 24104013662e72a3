//! The page at `/deployments`.
use client::{
    deployments::list::{DeploymentFilter, Deployments},
    words::Stage,
};
use leptos::prelude::*;

use crate::{
    rows::{Address, Look, listed, live::deployment_line, members, one_of, only, use_address},
    ui::{PageHead, SearchField, icon},
};

/// All deployments that the caller may see.
pub fn deployments_page() -> AnyView {
    let address = use_address();
    let look = Look::<Deployments> {
        caption: "Deployments",
        filter: |address| {
            let get = |key| address.get(key);
            DeploymentFilter::read(&get("system"), &get("stage"), &get("show"), &get("q"))
        },
        line: |row| deployment_line(row, true),
        nothing: (
            "Nothing has been deployed",
            "At the moment you look at nothing had been deployed that you may see.",
        ),
        no_match,
        icon: icon::DEPLOYMENT,
    };
    view! {
        <PageHead title="Deployments" lede="Which exact model version answers where, and whether it can be trusted."/>
        <div class="toolbar">
            <SearchField label="Find a deployment" value=address.text("q")/>
            {one_of(address, "Show", "show", &[("live", "Live"), ("suspect", "Live on suspect data"), ("ended", "Ended")])}
            {members::<Stage>(address, "Stage", "stage")}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn no_match(address: Address) -> Option<(&'static str, &'static str)> {
    (address.get("show") == "suspect").then_some((
        "Nothing live rests on suspect data",
        "No live version has a quarantined version among what it was made from.",
    ))
}
