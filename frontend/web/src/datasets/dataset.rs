//! The page at `/datasets/:name`.
use client::{
    datasets::queries::{AccessGrant, AccessReview, Dataset, DatasetPage},
    words::plain,
};
use leptos::prelude::*;

use crate::{
    charts::{Series, Trend},
    lineage::words::lineage_of,
    rows::{missing, note, one_page, person, system, version_table},
    ui::{
        Card, Column, Empty, Fact, Facts, LinkButton, PageHead, Row, Status, Subject, Table, Time,
        Tone, Written, cell, escaped, icon, time,
    },
};

/// One dataset with its versions.
pub fn dataset_page() -> AnyView {
    one_page("dataset", draw)
}

fn draw(page: DatasetPage) -> AnyView {
    note(&page.at);
    match page.dataset {
        Some(dataset) => full(dataset),
        None => missing("dataset", ("/datasets", "Datasets")),
    }
}

fn full(dataset: Dataset) -> AnyView {
    let head = head(&dataset);
    let facts = facts(&dataset);
    let trend = rows_card(&dataset);
    let count = dataset.versions.len();
    let versions = if dataset.versions.is_empty() {
        view! { <Empty title="No version registered yet" icon=icon::DATASET/> }.into_any()
    } else {
        version_table("Versions of this dataset", dataset.versions)
    };
    view! {
        {head}
        <Card title="Versions" note=format!("{count} exact versions; a version never changes") flush=true>{versions}</Card>
        <div class="cols even">{facts}{trend}</div>
        {access_card(dataset.access, dataset.last_review)}
    }
    .into_any()
}

fn head(dataset: &Dataset) -> AnyView {
    let subject = dataset.subject.0.clone();
    let timeline = format!("/timeline/{}", escaped(&subject));
    let versions: Vec<String> =
        dataset.versions.iter().map(|version| version.subject.0.clone()).collect();
    let lineage = lineage_of(&versions);
    let any = !versions.is_empty();
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK>"Timeline"</LinkButton>
            {any.then(|| view! { <LinkButton to=lineage.clone() icon=icon::LINEAGE>"Lineage"</LinkButton> })}
        }
        .into_any()
    };
    view! { <PageHead title=dataset.name.clone() kind="Dataset" back=("/datasets", "Datasets") actions=actions/> }.into_any()
}

fn facts(dataset: &Dataset) -> AnyView {
    let dataset = dataset.clone();
    view! {
        <Card title="What it is">
            <Facts>
                <Fact name="Identifier"><span class="code">{dataset.subject.0.clone()}</span></Fact>
                <Fact name="Sensitivity">{plain(&dataset.sensitivity)}</Fact>
                <Fact name="Licence">{dataset.licence.clone().unwrap_or_else(|| "Not stated".to_owned())}</Fact>
                <Fact name="System">{system(dataset.system.clone())}</Fact>
                <Fact name="Accountable">{person(dataset.owner.clone(), "Nobody")}</Fact>
                <Fact name="Registered"><Time at=dataset.registered.0.clone() written=Written::Day/></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "row counts are below 2^53")]
fn rows_card(dataset: &Dataset) -> AnyView {
    let points: Vec<(i64, f64)> = dataset
        .rows_trend()
        .into_iter()
        .filter_map(|(at, rows)| Some((time::epoch_ms(&at)?, rows as f64 / 1000.0)))
        .collect();
    if points.len() < 2 {
        return view! { <Card title="Rows by version"><Empty title="No trend yet" note="It begins with the second version." icon=icon::DATASET/></Card> }.into_any();
    }
    let series = vec![Series { name: "Thousand".to_owned(), points, stepped: false }];
    view! { <Card title="Rows by version" note="In thousands"><Trend label="Thousands of rows of every version by the day it was registered" series=series/></Card> }.into_any()
}

/// Who may touch a dataset, and when somebody last looked at that.
pub fn access_card(grants: Vec<AccessGrant>, review: Option<AccessReview>) -> AnyView {
    let note = review.as_ref().map_or_else(
        || "Nobody has reviewed it yet".to_owned(),
        |review| format!("Reviewed: {}, {} taken back", plain(&review.scope), review.revoked),
    );
    let state = review.map(|review| {
        let due = review.next_due.map(|due| view! { <Time at=due.0 written=Written::Day/> });
        let badge = if review.overdue {
            view! { <Status tone=Tone::Bad text="Review overdue"/> }.into_any()
        } else {
            view! { <Status tone=Tone::Good text="Reviewed"/> }.into_any()
        };
        view! {
            <p class="inline pad">
                {badge}
                <span class="note">"last "<Time at=review.at.0 written=Written::Day/></span>
                {person(review.by, "")}
                {due.map(|due| view! { <span class="note">"next due "{due}</span> })}
            </p>
        }
    });
    let body = if grants.is_empty() {
        view! { <Empty title="No access has been granted" note="Grants that were never recorded here are not known." icon=icon::PERSON/> }.into_any()
    } else {
        access_table(grants)
    };
    view! { <Card title="Who may touch it" note=note flush=true>{state}{body}</Card> }.into_any()
}

/// Grants as a table.
pub fn access_table(grants: Vec<AccessGrant>) -> AnyView {
    let columns =
        vec![Column::new("Who"), Column::new("Right"), Column::new("Since"), Column::new("Until")];
    let rows = grants.into_iter().map(|grant| {
        let until = grant.until.map_or_else(
            || view! { <span class="note">"No end"</span> }.into_any(),
            |until| view! { <Time at=until.0 written=Written::Day/> }.into_any(),
        );
        Row::new(vec![
            cell(view! { <Subject of=grant.principal.0 title=grant.principal_name/> }),
            cell(plain(&grant.right)),
            cell(view! { <Time at=grant.since.0 written=Written::Day/> }),
            cell(until),
        ])
    });
    view! { <Table caption="Access grants" columns=columns rows=rows.collect()/> }.into_any()
}
