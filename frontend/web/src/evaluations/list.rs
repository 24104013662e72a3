//! The page at `/evidence`.
use client::{
    evaluations::list::{EvidenceFilter, EvidenceList},
    words::{Freshness, Outcome},
};
use leptos::prelude::*;

use super::record::record_of;
use crate::{
    rows::{Look, evidence::evidence_line, listed, members, only, use_address},
    ui::{PageHead, SearchField, icon},
};

/// All evidence that the caller may see.
pub fn evidence_page() -> AnyView {
    let address = use_address();
    let look = Look::<EvidenceList> {
        caption: "Evidence",
        filter: |address| {
            let get = |key| address.get(key);
            let about = (&*get("subject"), &*get("system"));
            EvidenceFilter::read(about, &get("outcome"), &get("freshness"), &get("q"))
        },
        line: |row| evidence_line(row, true),
        nothing: (
            "No evidence is attached",
            "At the moment you look at nothing had been attached that you may see.",
        ),
        no_match: |_| None,
        icon: icon::EVIDENCE,
    };
    let system = Memo::new(move |_| address.get("system"));
    let actions = move || view! { {move || record_of(system.get())} }.into_any();
    view! {
        <PageHead title="Evidence" lede="What was tested, with which tool, against which limits, and whether it still counts." actions=actions/>
        <div class="toolbar">
            <SearchField label="Find evidence" value=address.text("q")/>
            {members::<Outcome>(address, "Outcome", "outcome")}
            {members::<Freshness>(address, "Counts", "freshness")}
            {only(address, "system")}
            {only(address, "subject")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}
