//! The page at `/datasets`.
use client::{
    datasets::list::{DatasetFilter, DatasetRow, Datasets, REVIEWS},
    words::{Standing, plain},
};
use leptos::prelude::*;

use super::privacy::standing_badge as privacy_badge;
use crate::{
    rows::{
        Address, Look, listed, members, one_of, only, people_count, person, standing_badge, system,
        use_address,
    },
    ui::{
        Link, LinkButton, PageHead, Row, SearchField, Status, Subject, Tone, cell, icon, page_of,
    },
};

/// All datasets that the caller may see.
pub fn datasets_page() -> AnyView {
    let address = use_address();
    let look = Look::<Datasets> {
        caption: "Datasets",
        filter: |address| DatasetFilter::read(|key| address.get(key)),
        line,
        nothing: (
            "No dataset is registered",
            "At the moment you look at nothing had been registered that you may see.",
        ),
        no_match,
        icon: icon::DATASET,
    };
    let actions = move || {
        view! {
            <LinkButton to="/sources".to_owned() icon=icon::SOURCE>"Sources"</LinkButton>
            <LinkButton to="/batches".to_owned() icon=icon::BATCH>"Batches"</LinkButton>
        }
        .into_any()
    };
    view! {
        <PageHead title="Datasets" actions=actions lede="Data that models are made from and tested with, version by version."/>
        <div class="toolbar">
            <SearchField label="Find a dataset" value=address.text("q")/>
            {members::<Standing>(address, "Has a version that is", "standing")}
            {one_of(address, "Access review", "review", &REVIEWS)}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn line(row: DatasetRow) -> Row {
    let to = page_of(&row.subject.0);
    let latest = row.latest().cloned();
    let worst = row.worst();
    let stopped = row.count(Standing::Quarantined) + row.count(Standing::Suspect);
    let doubt = (stopped > 0).then(|| format!("{stopped} of {}", row.versions.len()));
    let alarm = row.privacy.alarm().map(|_| privacy_badge(&row.privacy.standing));
    let due =
        row.access_review_due.then(|| view! { <Status tone=Tone::Warn text=row.review_words()/> });
    let is_gone = alarm.is_some();
    let rows = latest.as_ref().and_then(|version| version.rows);
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link">{row.name}</Link>
            <span class="note under code">{row.subject.name().to_owned()}</span>
            {alarm}{due}
        }),
        cell(latest.map_or_else(none, |version| view! { <Subject of=version.subject.0 title=version.version/> }.into_any())),
        cell(worst.map_or_else(none, |worst| view! { <span class="inline">{standing_badge(worst)}<span class="note">{doubt}</span></span> }.into_any())),
        cell(view! { <span class="num">{row.versions.len()}</span> }),
        cell(view! { <span class="num">{rows.map_or_else(|| "—".to_owned(), |rows| people_count(Some(rows)))}</span> }),
        cell(plain(&row.sensitivity)),
        cell(system(row.system)),
        cell(person(row.owner, "Nobody")),
    ])
    .marked(is_gone || worst.is_some_and(|worst| worst != Standing::Clean))
}

fn none() -> AnyView {
    view! { <span class="note">"None"</span> }.into_any()
}

fn no_match(address: Address) -> Option<(&'static str, &'static str)> {
    if address.get("review") == "due" {
        return Some((
            "No review of access is due",
            "Of the datasets that fit, somebody has looked at all that anybody may touch.",
        ));
    }
    let stopped = address.get("standing") == Standing::Quarantined.slug();
    stopped.then_some((
        "No version is quarantined",
        "Nothing had been stopped at the moment you look at.",
    ))
}
