//! Cards of a version's page: where it is from, what was found, what was made of it.
use client::{
    datasets::{
        commands::Act,
        version::{BatchLine, DatasetVersion},
    },
    offer::Chance,
    words::{counted, plain},
};
use leptos::prelude::*;

use super::{access::access_table, origin::verdict_badge};
use crate::{
    rows::{
        offer::{Offered, said},
        people_count, person, run_table, scan, subjects, system, trust_badge,
    },
    ui::{
        Card, Column, Disclosure, Empty, Fact, Facts, Hash, Notice, Row, Subject, Table, Time,
        Tone, Written, cell, icon,
    },
};

/// Why it is stopped, and what can be done about that.
pub fn quarantine_notice(
    version: &DatasetVersion,
    chance: Chance,
    acting: RwSignal<bool>,
) -> AnyView {
    let Some(quarantine) = version.quarantine.clone() else { return ().into_any() };
    let act = version.next_act();
    let words = if act == Act::Lift { "Lift quarantine…" } else { "Request lift…" };
    let waits = said(&chance);
    let actions = move || {
        let chance = if chance == Chance::Offered { Chance::Offered } else { Chance::Hidden };
        view! { <Offered chance=chance on_press=move |()| acting.set(true)>{words}</Offered> }
            .into_any()
    };
    let request = quarantine.lift_requested_by.map(|who| {
        let why = quarantine.lift_reason.unwrap_or_default();
        view! {
            <p class="inline">"Lifting it was requested by "{person(Some(who), "")}<span class="note">{why}</span></p>
        }
    });
    let incident = quarantine.incident.map(|incident| view! { <Subject of=incident.0/> });
    view! {
        <Notice tone=Tone::Bad title="This version is quarantined: it must not be used" actions=actions>
            <p>{quarantine.reason.unwrap_or_else(|| "The reason was erased.".to_owned())}</p>
            <p class="inline note"><Time at=quarantine.at.0/>{person(quarantine.by, "")}{incident}</p>
            {request}
            {waits}
        </Notice>
    }
    .into_any()
}

/// Source, then batches, then parents, then this version.
pub fn provenance(version: &DatasetVersion) -> AnyView {
    let version = version.clone();
    let source = version.source.clone().map(|source| {
        view! {
            <span class="inline"><Subject of=source.subject.0 title=source.name/>{trust_badge(&source.trust)}</span>
        }
    });
    let source = match source {
        Some(source) => source.into_any(),
        None => view! { <span class="note">"No source named"</span> }.into_any(),
    };
    let batches = version.batches.clone();
    let parents = version.derived_from.clone();
    let rows = version.rows;
    let pipeline = version.pipeline.clone();
    view! {
        <Card title="Where it came from" note="From the source to this version, left to right.">
            <ol class="path">
                <li><h3>"Source"</h3>{source}</li>
                <li><h3>{counted(batches.len(), "batch", "batches")}</h3>{batch_list(batches)}</li>
                <li>
                    <h3>{counted(parents.len(), "parent version", "parent versions")}</h3>
                    {if parents.is_empty() { view! { <span class="note">"First of its line"</span> }.into_any() } else { subjects(&parents, 12) }}
                </li>
                <li class="here">
                    <h3>"This version"</h3>
                    <p><b class="num">{people_count(rows)}</b>" rows"</p>
                    <Hash digest=version.digest.clone() what="the digest"/>
                    {pipeline.map(|pipeline| view! { <p class="note">"by "{pipeline}</p> })}
                </li>
            </ol>
        </Card>
    }
    .into_any()
}

fn batch_list(batches: Vec<BatchLine>) -> AnyView {
    if batches.is_empty() {
        return view! { <span class="note">"None recorded"</span> }.into_any();
    }
    let lines = batches.into_iter().map(|batch| {
        view! {
            <li>
                <Subject of=batch.subject.0/>
                {verdict_badge(batch.verdict.as_deref())}
                <span class="note">{format!("{} {}, let in with {}", people_count(Some(batch.records)), if batch.records.0 == 1 { "record" } else { "records" }, batch.credential)}</span>
            </li>
        }
    });
    view! { <ul class="path-list">{lines.collect_view()}</ul> }.into_any()
}

/// Validation and outlier scans, with every number against its limit.
pub fn findings(version: &DatasetVersion) -> AnyView {
    let version = version.clone();
    if version.evidence.is_empty() {
        return view! {
            <Card title="Validation and scans">
                <Empty title="Nobody tested this version" note="Neither a validation nor an outlier scan is attached." icon=icon::EVIDENCE/>
            </Card>
        }
        .into_any();
    }
    let scans = version.evidence.iter().map(scan).collect_view();
    view! { <Card title="Validation and scans" note="Every number against the limit it was held to.">{scans}</Card> }.into_any()
}

/// Runs that took this version in.
pub fn used_by(version: &DatasetVersion) -> AnyView {
    let version = version.clone();
    if version.used_by.is_empty() {
        return view! {
            <Card title="What was made of it"><Empty title="No run used this version" note="Other versions may have been made from it: the blast radius shows everything downstream." icon=icon::RUN/></Card>
        }
        .into_any();
    }
    let models = version.models();
    let note = format!(
        "{}, {} came out",
        counted(version.used_by.len(), "run", "runs"),
        counted(models.len(), "version", "versions")
    );
    view! { <Card title="What was made of it" note=note flush=true>{run_table("Runs that used this version", version.used_by.clone())}</Card> }.into_any()
}

/// What is known about the version itself.
pub fn facts(version: &DatasetVersion) -> AnyView {
    let version = version.clone();
    let columns = version.columns.clone();
    let dataset = version.dataset.clone();
    let schema = (!columns.is_empty()).then(|| {
        let rows = columns.iter().map(|one| {
            Row::new(vec![cell(view! { <code>{one.name.clone()}</code> }), cell(one.kind.clone())])
        });
        let rows = rows.collect();
        view! {
            <Disclosure summary=counted(columns.len(), "column", "columns")>
                <Table caption="Columns" columns=vec![Column::new("Column"), Column::new("Type")] rows=rows/>
            </Disclosure>
        }
    });
    view! {
        <Card title="What it is">
            <Facts>
                <Fact name="Dataset"><Subject of=dataset.subject.0 title=dataset.name/></Fact>
                <Fact name="System">{system(dataset.system)}</Fact>
                <Fact name="Accountable">{person(dataset.owner, "Nobody")}</Fact>
                <Fact name="Sensitivity">{plain(&dataset.sensitivity)}</Fact>
                <Fact name="Licence">{version.licence.clone().unwrap_or_else(|| "Not stated".to_owned())}</Fact>
                <Fact name="Registered"><Time at=version.registered.0.clone() written=Written::Full/></Fact>
                <Fact name="Registered by">{person(version.registered_by.clone(), "Unknown")}</Fact>
                <Fact name="SHA-256"><Hash digest=version.digest.clone() what="the digest" whole=true/></Fact>
            </Facts>
            {schema}
        </Card>
    }
    .into_any()
}

/// Who may touch the dataset.
pub fn access(version: &DatasetVersion) -> AnyView {
    let grants = version.dataset.access.clone();
    if grants.is_empty() {
        return view! { <Card title="Who may touch it"><Empty title="No access has been granted" icon=icon::PERSON/></Card> }.into_any();
    }
    view! { <Card title="Who may touch it" flush=true>{access_table(grants)}</Card> }.into_any()
}
