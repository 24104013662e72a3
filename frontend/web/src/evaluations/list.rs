//! The page at `/evidence`.
use client::{
    evaluations::queries::{self, EvidenceFilter, EvidencePage},
    words::{Freshness, Outcome},
};
use leptos::prelude::*;

use crate::{
    rows::{Address, Turner, asked, evidence_table, note, shown, use_address},
    ui::{Choice, Empty, Filters, IconButton, Outline, PageHead, Subject, icon},
};

/// All evidence that the caller may see.
pub fn evidence_page() -> AnyView {
    let address = use_address();
    let list = asked(move |moment| queries::ask_list(moment, filter(address), address.after()));
    view! {
        <PageHead title="Evidence" lede="What was tested, with which tool, against which limits, and whether it still counts."/>
        {toolbar(address)}
        {shown(list, Outline::Rows, queries::read_list, move |page| draw(page, address))}
    }
    .into_any()
}

fn filter(address: Address) -> EvidenceFilter {
    let get = |key| address.get(key);
    EvidenceFilter::read(&get("subject"), &get("system"), &get("outcome"), &get("freshness"))
}

fn toolbar(address: Address) -> AnyView {
    let every = || std::iter::once(Choice::new("", "All", None));
    let outcomes = every()
        .chain(Outcome::ALL.iter().map(|one| Choice::new(one.slug(), one.word(), None)))
        .collect::<Vec<_>>();
    let counts = every()
        .chain(Freshness::ALL.iter().map(|one| Choice::new(one.slug(), one.word(), None)))
        .collect::<Vec<_>>();
    view! {
        <div class="toolbar">
            <Filters label="Outcome" choices=Signal::stored(outcomes) chosen=address.signal("outcome") on_choose=address.setter("outcome")/>
            <Filters label="Counts" choices=Signal::stored(counts) chosen=address.signal("freshness") on_choose=address.setter("freshness")/>
            {move || about(address, "system")}
            {move || about(address, "subject")}
        </div>
    }
    .into_any()
}

/// The one thing the list is narrowed to, and a way to widen it again.
fn about(address: Address, key: &'static str) -> AnyView {
    let name = address.get(key);
    if name.is_empty() {
        return ().into_any();
    }
    let widen = address.setter(key);
    view! {
        <span class="inline">
            <span class="filters-name">"Only"</span><Subject of=name/>
            <IconButton icon=icon::CROSS label="Show evidence about everything" on_press=move |()| widen.run(String::new())/>
        </span>
    }
    .into_any()
}

fn draw(page: EvidencePage, address: Address) -> AnyView {
    note(&page.at);
    let list = page.evidence;
    if list.nodes.is_empty() {
        let (title, note) = if filter(address).is_open() {
            (
                "No evidence is attached",
                "At the moment you look at nothing had been attached that you may see.",
            )
        } else {
            ("No evidence fits these filters", "Take a filter away to see more.")
        };
        return view! { <div class="card"><Empty title=title note=note icon=icon::EVIDENCE/></div> }.into_any();
    }
    let shown = list.nodes.len();
    view! {
        <div class="card flush">
            {evidence_table("Evidence", list.nodes, true)}
            <Turner address=address info=list.page_info shown=shown total=list.total_count what="pieces"/>
        </div>
    }
    .into_any()
}
