//! The page at `/datasets/:name`.
use client::{
    datasets::{
        commands::{ReassignDataset, ReassignDatasetInput},
        queries::{Dataset, DatasetPage},
    },
    offer::{Ask, Chance, chance},
    scalars::Subject,
    words::{counted, plain},
};
use leptos::prelude::*;

use super::{
    access::access_card,
    privacy::{Acts, privacy_cards},
};
use crate::{
    charts::{Series, Trend},
    lineage::words::lineage_of,
    people::give::give,
    rows::{form::Form, missing, note, offer::offered, one_page, person, system, version_table},
    ui::{Card, Empty, Fact, Facts, LinkButton, PageHead, Time, Written, escaped, icon, time},
};

/// One dataset with its versions.
pub fn dataset_page() -> AnyView {
    one_page("dataset", draw)
}

fn draw(page: DatasetPage) -> AnyView {
    note(&page.at);
    match page.dataset {
        Some(dataset) => {
            let may = |mutation, what| chance(&dataset.offers, &page.me, Ask::of(mutation, what));
            let acts = Acts {
                declare: may("declarePrivacyTechnique", "declare a privacy technique"),
                withdraw: may("withdrawPrivacyTechnique", "withdraw a privacy technique"),
                budget: may("setPrivacyBudget", "set the privacy budget"),
            };
            let review = may("completeAccessReview", "review who may touch it");
            let grant = may("grantAccess", "let somebody touch it");
            let hand_over = may("reassignDataset", "give it to another owner");
            full(dataset, acts, (review, grant), hand_over)
        }
        None => missing("dataset", ("/datasets", "Datasets")),
    }
}

fn full(dataset: Dataset, acts: Acts, access: (Chance, Chance), hand_over: Chance) -> AnyView {
    let access = access_card(&dataset, access);
    let head = head(&dataset, hand_over);
    let facts = facts(&dataset);
    let trend = rows_card(&dataset);
    let privacy = privacy_cards(&dataset.subject.0, dataset.privacy.clone(), acts);
    let count = dataset.versions.len();
    let versions = if dataset.versions.is_empty() {
        view! { <Empty title="No version registered yet" icon=icon::DATASET/> }.into_any()
    } else {
        version_table("Versions of this dataset", dataset.versions)
    };
    view! {
        {head}
        <Card title="Versions" note=format!("{}; a version never changes", counted(count, "exact version", "exact versions")) flush=true>{versions}</Card>
        <div class="cols even">{facts}{trend}</div>
        {privacy}
        {access}
    }
    .into_any()
}

/// The button that gives the dataset to another owner, and its dialog.
fn give_dataset(dataset: &str) -> AnyView {
    let dataset = Subject::from(dataset);
    let send = Callback::new(move |(form, owner): (Form, Subject)| {
        let input = ReassignDatasetInput { dataset: dataset.clone(), owner };
        form.send::<ReassignDataset>(input, |_, _| ());
    });
    give("this dataset", "Who decided on its use before stays in the record.", send)
}

fn head(dataset: &Dataset, hand_over: Chance) -> AnyView {
    let subject = dataset.subject.0.clone();
    let timeline = format!("/timeline/{}", escaped(&subject));
    let versions: Vec<String> =
        dataset.versions.iter().map(|version| version.subject.0.clone()).collect();
    let lineage = lineage_of(&versions);
    let any = !versions.is_empty();
    let actions = move || {
        view! {
            {offered(&hand_over, || give_dataset(&subject))}
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
