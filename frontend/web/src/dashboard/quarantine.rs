//! The page at `/quarantine`: the rows behind one figure of the first page.
use client::dashboard::quarantined::{KINDS, QuarantineFilter, Quarantined, StoppedRow};
use leptos::prelude::*;

use crate::{
    lineage::words::blast_of,
    rows::{Look, listed, one_of, only, state_badge, system, use_address},
    ui::{
        Chip, Link, PageHead, Row, SearchField, Status, Subject, Time, Tone, Written, cell, icon,
        kind_name, page_of,
    },
};

/// Everything that is stopped.
pub fn quarantine_page() -> AnyView {
    let address = use_address();
    let look = Look::<Quarantined> {
        caption: "Quarantined versions",
        filter: |address| QuarantineFilter::read(|key| address.get(key)),
        line,
        nothing: (
            "No version is quarantined",
            "Nothing had been stopped at the moment you look at, or nothing that is yours to see.",
        ),
        no_match: |_| None,
        icon: icon::SHIELD,
    };
    view! {
        <PageHead
            title="Quarantined versions"
            lede="Versions that must not be used. What was made from them is suspect."
            back=("/", "Overview")
        />
        <div class="toolbar">
            <SearchField label="Find a version" value=address.text("q")/>
            {one_of(address, "Kind", "kind", &KINDS)}
            {one_of(address, "Show", "show", &[("live", "Live all the same")])}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn line(row: StoppedRow) -> Row {
    let (to, kind) = (page_of(row.subject.as_str()), kind_name(row.subject.kind()));
    let (label, live) = (row.label().to_owned(), row.live);
    let reach = format!("Blast radius of {label}");
    let blast = blast_of(std::slice::from_ref(&row.subject.0));
    let lift = row.lift_requested.then(|| view! { <Chip text="Lift asked for"/> });
    let live_badge = if live {
        view! { <Status tone=Tone::Bad text="Live"/> }.into_any()
    } else {
        view! { <span class="note">"No"</span> }.into_any()
    };
    let incident = row.incident.map_or_else(
        || view! { <span class="note">"None"</span> }.into_any(),
        |incident| view! { <Subject of=incident.0/> }.into_any(),
    );
    let since = row.since.map_or_else(
        || view! { <span class="note">"Unknown"</span> }.into_any(),
        |since| view! { <Time at=since.0 written=Written::Day/> }.into_any(),
    );
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link nowrap">{label}</Link>
            <span class="note under">{row.name}</span>
        }),
        cell(kind),
        cell(state_badge(row.state)),
        cell(live_badge),
        cell(view! {
            <span>{row.reason.unwrap_or_else(|| "Not said, or erased".to_owned())}</span>
            <span class="under inline">{lift}</span>
        }),
        cell(incident),
        cell(system(row.system)),
        cell(view! { <span class="inline">{since}<Link to=blast label=reach>"Blast radius"</Link></span> }),
    ])
    .marked(live)
}
