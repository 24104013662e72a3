//! The page at `/datasets`.
use client::{
    datasets::queries::{self, DatasetFilter, DatasetRow, DatasetsPage},
    words::{Standing, plain},
};
use leptos::prelude::*;

use crate::{
    rows::{
        Address, Turner, asked, note, people_count, person, shown, standing_badge, system,
        use_address,
    },
    ui::{
        Choice, Column, Empty, Filters, Link, Outline, PageHead, Row, SearchField, Subject, Table,
        cell, icon, page_of,
    },
};

/// All datasets that the caller may see.
pub fn datasets_page() -> AnyView {
    let address = use_address();
    let list = asked(move |moment| queries::ask_list(moment, filter(address), address.after()));
    view! {
        <PageHead title="Datasets" lede="Data that models are made from and tested with, version by version."/>
        {toolbar(address)}
        {shown(list, Outline::Rows, queries::read_list, move |page| draw(page, address))}
    }
    .into_any()
}

fn filter(address: Address) -> DatasetFilter {
    DatasetFilter::read(&address.get("system"), &address.get("standing"), &address.get("q"))
}

fn toolbar(address: Address) -> AnyView {
    let standings = std::iter::once(Choice::new("", "All", None))
        .chain(Standing::ALL.iter().map(|one| Choice::new(one.slug(), one.word(), None)))
        .collect::<Vec<_>>();
    view! {
        <div class="toolbar">
            <SearchField label="Find a dataset" value=address.text("q")/>
            <Filters label="Has a version that is" choices=Signal::stored(standings) chosen=address.signal("standing") on_choose=address.setter("standing")/>
        </div>
    }
    .into_any()
}

fn draw(page: DatasetsPage, address: Address) -> AnyView {
    note(&page.at);
    let list = page.datasets;
    if list.nodes.is_empty() {
        return nothing(address);
    }
    let shown = list.nodes.len();
    let columns = vec![
        Column::new("Dataset"),
        Column::new("Latest version"),
        Column::new("Worst standing"),
        Column::number("Versions"),
        Column::number("Rows in the latest"),
        Column::new("Sensitivity"),
        Column::new("System"),
        Column::new("Accountable").minor(),
    ];
    let rows = list.nodes.into_iter().map(line).collect();
    view! {
        <div class="card flush wide-first">
            <Table caption="Datasets" columns=columns rows=rows/>
            <Turner address=address info=list.page_info shown=shown total=list.total_count what="datasets"/>
        </div>
    }
    .into_any()
}

fn line(row: DatasetRow) -> Row {
    let to = page_of(&row.subject.0);
    let latest = row.latest().cloned();
    let worst = row.worst();
    let stopped = row.count(Standing::Quarantined) + row.count(Standing::Suspect);
    let doubt = (stopped > 0).then(|| format!("{stopped} of {}", row.versions.len()));
    let rows = latest.as_ref().and_then(|version| version.rows);
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link">{row.name}</Link>
            <span class="note under code">{row.subject.name().to_owned()}</span>
        }),
        cell(latest.map_or_else(none, |version| view! { <Subject of=version.subject.0 title=version.version/> }.into_any())),
        cell(worst.map_or_else(none, |worst| view! { <span class="inline">{standing_badge(worst)}<span class="note">{doubt}</span></span> }.into_any())),
        cell(view! { <span class="num">{row.versions.len()}</span> }),
        cell(view! { <span class="num">{rows.map_or_else(|| "—".to_owned(), |rows| people_count(Some(rows)))}</span> }),
        cell(plain(&row.sensitivity)),
        cell(system(row.system)),
        cell(person(row.owner, "Nobody")),
    ])
    .marked(worst.is_some_and(|worst| worst != Standing::Clean))
}

fn none() -> AnyView {
    view! { <span class="note">"None"</span> }.into_any()
}

fn nothing(address: Address) -> AnyView {
    let (title, note) = if filter(address).is_open() {
        (
            "No dataset is registered",
            "At the moment you look at nothing had been registered that you may see.",
        )
    } else if address.get("standing") == Standing::Quarantined.slug() {
        ("No version is quarantined", "Nothing had been stopped at the moment you look at.")
    } else {
        ("No dataset fits these filters", "Take a filter away to see more.")
    };
    view! { <div class="card"><Empty title=title note=note icon=icon::DATASET/></div> }.into_any()
}
