//! The pages at `/sources` and `/batches`: where data comes from, and what arrived.
use client::{
    datasets::{
        batches::{BatchFilter, BatchRow, Batches, VERDICTS},
        sources::{SourceFilter, SourceRow, Sources, TRUSTS},
    },
    scalars::Subject as Name,
    shared::SystemLink,
    words::{Standing, plain},
};
use leptos::prelude::*;

use super::origin::verdict_badge;
use crate::{
    lineage::words::blast_of,
    rows::{
        Look, listed, members, one_of, only, people_count, person, standing_badge, subjects,
        system, trust_badge, use_address,
    },
    ui::{
        Link, LinkButton, PageHead, Row, SearchField, Subject, Time, Written, cell, escaped, icon,
        page_of,
    },
};

/// All sources that the caller may see.
pub fn sources_page() -> AnyView {
    let address = use_address();
    let look = Look::<Sources> {
        caption: "Sources of data",
        filter: |address| SourceFilter::read(|key| address.get(key)),
        line: source,
        nothing: (
            "No source is registered",
            "At the moment you look at none had been registered that you may see. Its first batch comes later.",
        ),
        no_match: |_| None,
        icon: icon::SOURCE,
    };
    let actions = move || {
        view! { <LinkButton to="/batches".to_owned() icon=icon::BATCH>"All batches"</LinkButton> }
            .into_any()
    };
    view! {
        <PageHead title="Sources" lede="Where data comes from, how far it is trusted, and what it delivered." actions=actions/>
        <div class="toolbar">
            <SearchField label="Find a source" value=address.text("q")/>
            {one_of(address, "Trust", "trust", &TRUSTS)}
            {one_of(address, "Show", "show", &[("bad", "With a bad batch")])}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

/// All batches that the caller may see.
pub fn batches_page() -> AnyView {
    let address = use_address();
    let look = Look::<Batches> {
        caption: "Ingestion batches",
        filter: |address| BatchFilter::read(|key| address.get(key)),
        line: batch,
        nothing: (
            "Nothing has arrived",
            "At the moment you look at no batch had been received that you may see.",
        ),
        no_match: |_| None,
        icon: icon::BATCH,
    };
    view! {
        <PageHead title="Ingestion batches" lede="What sources delivered, what it was let in with, and what somebody found out about it." back=("/sources", "Sources")/>
        <div class="toolbar">
            <SearchField label="Find a batch" value=address.text("q")/>
            {one_of(address, "Verdict", "verdict", &VERDICTS)}
            {members::<Standing>(address, "Standing", "standing")}
            {only(address, "source")}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn source(row: SourceRow) -> Row {
    let to = page_of(&row.subject.0);
    let of_it = format!("/batches?source={}", escaped(&row.subject.0));
    // The worst verdicts first: those that nobody judged stand at the end.
    let worst = format!("{of_it}&sort=-verdict");
    let (count, is_bad) = (row.deliveries.batches, row.deliveries.bad > 0);
    let all = format!("{count}, all batches of {}", row.name);
    let bad = if is_bad {
        let label = format!("{}, bad batches of {}", row.deliveries.bad, row.name);
        let blast = blast_link(&row.subject);
        view! { <span class="inline"><Link to=worst label=label>{row.deliveries.bad}</Link>{blast}</span> }.into_any()
    } else {
        view! { <span class="num">{row.deliveries.bad}</span> }.into_any()
    };
    let owner = row.owner().cloned();
    let last = row.deliveries.last.map_or_else(
        || view! { <span class="note">"Nothing yet"</span> }.into_any(),
        |last| view! { <Time at=last.0 written=Written::Day/> }.into_any(),
    );
    let fed = row.system.map(|one| SystemLink { subject: one.subject, name: one.name });
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link">{row.name}</Link>
            <span class="note under code">{row.subject.name().to_owned()}</span>
        }),
        cell(trust_badge(&row.trust)),
        cell(plain(&row.sensitivity)),
        cell(view! { <Link to=of_it class="num" label=all>{count}</Link> }),
        cell(view! { <span class="num">{people_count(Some(row.deliveries.records))}</span> }),
        cell(bad),
        cell(last),
        cell(system(fed)),
        cell(person(owner, "Nobody")),
    ])
    .marked(is_bad)
}

fn batch(row: BatchRow) -> Row {
    let (to, is_clean) = (page_of(&row.subject.0), row.standing == Standing::Clean);
    let blast = (!is_clean).then(|| blast_link(&row.subject));
    let source = row.source.map_or_else(
        || view! { <span class="note">"Unknown"</span> }.into_any(),
        |source| view! { <Subject of=source.subject.0 title=source.name/> }.into_any(),
    );
    let versions = if row.versions.is_empty() {
        view! { <span class="note">"No version yet"</span> }.into_any()
    } else {
        subjects(&row.versions, 3)
    };
    let origins = row.origins.map_or_else(|| "Unknown".to_owned(), |origins| origins.to_string());
    Row::new(vec![
        cell(view! { <Link to=to class="row-link nowrap">{row.subject.name().to_owned()}</Link> }),
        cell(verdict_badge(row.verdict.as_deref())),
        cell(view! { <span class="inline">{standing_badge(row.standing)}{blast}</span> }),
        cell(source),
        cell(view! { <span class="num">{people_count(Some(row.records))}</span> }),
        cell(view! { <span class="num">{origins}</span> }),
        cell(view! { <span class="code">{row.credential}</span> }),
        cell(view! { <Time at=row.received.0 written=Written::Day/> }),
        cell(versions),
    ])
    .marked(!is_clean)
}

/// The way to what a thing reaches.
fn blast_link(subject: &Name) -> AnyView {
    let to = blast_of(std::slice::from_ref(&subject.0));
    let label = format!("Blast radius of {}", subject.name());
    view! { <Link to=to label=label>"Blast radius"</Link> }.into_any()
}
