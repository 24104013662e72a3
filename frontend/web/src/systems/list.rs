//! The page at `/systems`.
use client::{
    systems::queries::{self, SystemFilter, SystemRow, SystemsPage},
    words::{ActClass, RiskClass},
};
use leptos::prelude::*;

use crate::{
    rows::{
        Address, Turner, asked, live::live_words, note, person, risk_badge, shown, use_address,
    },
    ui::{
        Choice, Column, Empty, Filters, Link, Outline, PageHead, Row, SearchField, Status, Table,
        Tone, cell, icon, page_of,
    },
};

/// All systems that the caller may see.
pub fn systems_page() -> AnyView {
    let address = use_address();
    let filter =
        move || SystemFilter::read(&address.get("risk"), &address.get("show"), &address.get("q"));
    let list = asked(move |moment| queries::ask_list(moment, filter(), address.after()));
    view! {
        <PageHead title="AI systems" lede="Every AI system that is registered: its risk class, who answers for it, what is live."/>
        {toolbar(address)}
        {shown(list, Outline::Rows, queries::read_list, move |page| draw(page, address))}
    }
    .into_any()
}

fn toolbar(address: Address) -> AnyView {
    let every = || Choice::new("", "All", None);
    let risks = std::iter::once(every())
        .chain(RiskClass::ALL.iter().map(|class| Choice::new(class.slug(), class.word(), None)))
        .collect::<Vec<_>>();
    let shows = vec![
        every(),
        Choice::new("live", "Live", None),
        Choice::new("suspect", "On suspect data", None),
        Choice::new("ownerless", "Without an owner", None),
    ];
    view! {
        <div class="toolbar">
            <SearchField label="Find a system" value=address.text("q")/>
            <Filters label="Risk class" choices=Signal::stored(risks) chosen=address.signal("risk") on_choose=address.setter("risk")/>
            <Filters label="Show" choices=Signal::stored(shows) chosen=address.signal("show") on_choose=address.setter("show")/>
        </div>
    }
    .into_any()
}

fn draw(page: SystemsPage, address: Address) -> AnyView {
    note(&page.at);
    let list = page.systems;
    if list.nodes.is_empty() {
        return nothing(address);
    }
    let shown = list.nodes.len();
    let columns = vec![
        Column::new("System"),
        Column::new("Risk class"),
        Column::new("Live"),
        Column::new("Standing"),
        Column::new("Accountable"),
        Column::new("AI Act class").minor(),
        Column::number("Open incidents"),
        Column::number("Stale evidence"),
    ];
    let rows = list.nodes.into_iter().map(line).collect();
    view! {
        <div class="card flush wide-first">
            <Table caption="AI systems" columns=columns rows=rows/>
            <Turner address=address info=list.page_info shown=shown total=list.total_count what="systems"/>
        </div>
    }
    .into_any()
}

fn line(row: SystemRow) -> Row {
    let to = page_of(&row.subject.0);
    let (suspect, live, incidents) = (row.is_suspect(), row.live, row.open_incidents());
    let stages: Vec<_> = row.deployments.iter().map(|one| one.stage).collect();
    let (kinds, stale) = (row.kinds(), row.evidence.stale);
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link">{row.name}</Link>
            <span class="note under">{kinds}</span>
        }),
        cell(risk_badge(row.risk_class)),
        cell(live_words(&stages)),
        cell(standing(live, suspect)),
        cell(view! { {person(row.owner, "Nobody")}<span class="note under">{row.team.map(|team| team.name)}</span> }),
        cell(row.act_class.map_or("Not classified", ActClass::word)),
        cell(view! { <span class="num">{incidents}</span> }),
        cell(view! { <span class="num">{stale}</span> }),
    ])
    .marked(suspect)
    .muted(!live)
}

/// Whether what is live can be trusted.
fn standing(live: bool, suspect: bool) -> AnyView {
    match (live, suspect) {
        (_, true) => view! { <Status tone=Tone::Warn text="Suspect"/> }.into_any(),
        (true, false) => view! { <Status tone=Tone::Good text="Clean"/> }.into_any(),
        (false, false) => view! { <span class="note">"Not live"</span> }.into_any(),
    }
}

fn nothing(address: Address) -> AnyView {
    let filter = SystemFilter::read(&address.get("risk"), &address.get("show"), &address.get("q"));
    let (title, note) = if filter.is_open() {
        (
            "No system is registered",
            "At the moment you look at nothing had been registered that you may see.",
        )
    } else if address.get("show") == "suspect" {
        (
            "Nothing live rests on suspect data",
            "No live version has a quarantined version among what it was made from.",
        )
    } else if address.get("show") == "ownerless" {
        ("Every system has an owner", "Somebody answers for each system that you may see.")
    } else {
        ("No system fits these filters", "Take a filter away to see more.")
    };
    view! { <div class="card"><Empty title=title note=note icon=icon::SYSTEM/></div> }.into_any()
}
