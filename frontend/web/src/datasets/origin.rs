//! The pages at `/sources/:name` and `/batches/:name`.
use client::{
    datasets::origin::{Batch, BatchPage, Source, SourcePage},
    words::{counted, plain},
};
use leptos::prelude::*;

use crate::{
    lineage::words::{blast_of, lineage_of},
    rows::{missing, note, one_page, people_count, subjects, system, trust_badge},
    ui::{
        Card, Column, Empty, Fact, Facts, Link, LinkButton, Notice, PageHead, Row, Status, Subject,
        Table, Time, Tone, Written, cell, escaped, icon, page_of,
    },
};

/// One source.
pub fn source_page() -> AnyView {
    one_page("source", |page: SourcePage| {
        note(&page.at);
        page.source.map_or_else(|| missing("source", ("/sources", "Sources")), source)
    })
}

/// One batch.
pub fn batch_page() -> AnyView {
    one_page("batch", |page: BatchPage| {
        note(&page.at);
        page.batch.map_or_else(|| missing("batch", ("/batches", "Ingestion batches")), batch)
    })
}

/// What somebody found out about a batch, as a badge.
pub fn verdict_badge(verdict: Option<&str>) -> AnyView {
    let Some(verdict) = verdict else {
        return view! { <span class="note">"No verdict"</span> }.into_any();
    };
    let tone = match verdict {
        "clean" | "cleared" | "accepted" => Tone::Good,
        "suspect" | "suspicious" | "pending" => Tone::Warn,
        _ => Tone::Bad,
    };
    view! { <Status tone=tone text=plain(verdict)/> }.into_any()
}

fn source(source: Source) -> AnyView {
    let trust = source.trust.clone();
    let badges = move || trust_badge(&trust);
    let roots = [source.subject.0.clone()];
    let (lineage, blast) = (lineage_of(&roots), blast_of(&roots));
    let actions = move || {
        view! {
            <LinkButton to=lineage.clone() icon=icon::LINEAGE>"Lineage"</LinkButton>
            <LinkButton to=blast.clone() icon=icon::INCIDENT>"Show blast radius"</LinkButton>
        }
        .into_any()
    };
    let all = format!("/batches?source={}", escaped(&source.subject.0));
    let as_list = move || view! { <Link to=all.clone()>"As a list"</Link> }.into_any();
    let columns = vec![
        Column::new("Batch"),
        Column::new("Verdict"),
        Column::number("Records"),
        Column::number("Addresses"),
        Column::new("Credential"),
        Column::new("Received"),
    ];
    let count = source.batches.len();
    let rows = source.batches.into_iter().map(|batch| {
        let to = page_of(&batch.subject.0);
        Row::new(vec![
            cell(view! { <Link to=to class="row-link">{batch.subject.name().to_owned()}</Link> }),
            cell(verdict_badge(batch.verdict.as_deref())),
            cell(view! { <span class="num">{people_count(Some(batch.records))}</span> }),
            cell(view! { <span class="num">{batch.origins}</span> }),
            cell(view! { <span class="code">{batch.credential}</span> }),
            cell(view! { <Time at=batch.received.0 written=Written::Full/> }),
        ])
    });
    let rows: Vec<_> = rows.collect();
    let table = if count == 0 {
        view! { <Empty title="Nothing has arrived from it" icon=icon::BATCH/> }.into_any()
    } else {
        view! { <Table caption="Batches from this source" columns=columns rows=rows/> }.into_any()
    };
    view! {
        <PageHead title=source.name kind="Source" back=("/sources", "Sources") badges=badges actions=actions/>
        <Card title="What it is">
            <Facts>
                <Fact name="Identifier"><span class="code">{source.subject.0}</span></Fact>
                <Fact name="Feeds">{system(source.system)}</Fact>
                <Fact name="Sensitivity">{plain(&source.sensitivity)}</Fact>
                <Fact name="How it is let in">{source.profile.unwrap_or_else(|| "Not stated".to_owned())}</Fact>
                <Fact name="Registered"><Time at=source.registered.0 written=Written::Day/></Fact>
            </Facts>
        </Card>
        <Card title="Batches" note=format!("{count} arrived") flush=true actions=as_list>{table}</Card>
    }
    .into_any()
}

fn batch(batch: Batch) -> AnyView {
    let verdict = batch.verdict.clone();
    let badges = move || verdict_badge(verdict.as_deref());
    let roots = [batch.subject.0.clone()];
    let (lineage, blast) = (lineage_of(&roots), blast_of(&roots));
    let actions = move || {
        view! {
            <LinkButton to=lineage.clone() icon=icon::LINEAGE>"Lineage"</LinkButton>
            <LinkButton to=blast.clone() icon=icon::INCIDENT>"Show blast radius"</LinkButton>
        }
        .into_any()
    };
    let source = batch.source.map(|source| {
        view! { <span class="inline"><Subject of=source.subject.0 title=source.name/>{trust_badge(&source.trust)}</span> }
    });
    let checks = batch.checks.into_iter().map(|check| {
        let tone = match check.value.as_str() {
            "ok" | "pass" | "passed" | "true" => Tone::Good,
            "failed" | "fail" | "false" => Tone::Bad,
            _ => Tone::Warn,
        };
        view! { <li class="check-line"><Status tone=tone text=plain(&check.value)/><span>{plain(&check.name)}</span></li> }
    });
    let checks = checks.collect_view();
    let reason =
        batch.verdict_reason.map(|reason| view! { <Notice tone=Tone::Warn title=reason/> });
    let versions = if batch.versions.is_empty() {
        view! { <p class="note">"Into no version yet."</p> }.into_any()
    } else {
        subjects(&batch.versions, 20)
    };
    view! {
        <PageHead title=batch.subject.name().to_owned() kind="Ingestion batch" back=("/batches", "Ingestion batches") badges=badges actions=actions/>
        {reason}
        <div class="cols">
            <Card title="What arrived">
                <Facts>
                    <Fact name="Source">{source}</Fact>
                    <Fact name="Received"><Time at=batch.received.0/></Fact>
                    <Fact name="Records"><span class="num">{people_count(Some(batch.records))}</span></Fact>
                    <Fact name="Let in with"><span class="code">{batch.credential}</span></Fact>
                    <Fact name="Sent from">{batch.origins.map_or_else(|| "Unknown".to_owned(), |count| counted(usize::try_from(count).unwrap_or(0), "address", "addresses"))}</Fact>
                    <Fact name="Sent with">{batch.client.unwrap_or_else(|| "Unknown".to_owned())}</Fact>
                </Facts>
            </Card>
            <div class="stack">
                <Card title="Checked on the way in"><ul class="checks">{checks}</ul></Card>
                <Card title="Went into">{versions}</Card>
            </div>
        </div>
    }
    .into_any()
}
