//! The page at `/evidence/:name`.
use client::{
    evaluations::queries::{Evidence, ItemPage},
    rows::worst_first,
    shared::Me,
    words::plain,
};
use leptos::prelude::*;

use super::{files::files_card, withdraw::withdraw_evidence};
use crate::{
    controls::words::catalogue_id,
    rows::{
        evidence::{freshness_badge, metric_table},
        missing, note,
        offer::offered,
        one_page, outcome_badge, person, system,
    },
    ui::{Card, Fact, Facts, Hash, Notice, PageHead, Subject, Time, Tone, Written},
};

/// One piece of evidence.
pub fn item_page() -> AnyView {
    one_page("evidence", |page: ItemPage| {
        note(&page.at);
        page.evidence_item.map_or_else(
            || missing("evidence", ("/evidence", "Evidence")),
            |item| full(item, &page.me),
        )
    })
}

fn full(item: Evidence, me: &Me) -> AnyView {
    let (outcome, freshness) = (item.outcome, item.freshness);
    let badges = move || view! { {outcome_badge(outcome)}{freshness_badge(freshness)} }.into_any();
    let warning = item.affected.then(|| {
        view! {
            <Notice tone=Tone::Warn title="This evidence rests on something that is suspect">
                <p>"What it says was measured on, or about, a version that was made from quarantined data."</p>
            </Notice>
        }
    });
    let verdict = item.verdict();
    let (may, subject) = (item.withdrawing(me), item.subject.clone());
    let actions = move || offered(&may, || withdraw_evidence(&subject));
    let (facts, files) = (facts(&item), files_card(&item, me));
    let details = (!item.details.is_empty()).then(|| {
        let facts = item.details.clone().into_iter();
        let facts = facts
            .map(|pair| view! { <Fact name=plain(&pair.name)>{pair.value}</Fact> })
            .collect_view();
        view! { <Card title="What else the report says"><Facts>{facts}</Facts></Card> }
    });
    view! {
        <PageHead title=item.title.clone() kind="Evidence" back=("/evidence", "Evidence") badges=badges actions=actions/>
        {warning}
        <Card title="What it measured" note=verdict flush=!item.metrics.is_empty()>{metric_table("Metrics and limits".to_owned(), worst_first(&item.metrics))}</Card>
        {facts}
        {files}
        {details}
    }
    .into_any()
}

fn facts(item: &Evidence) -> AnyView {
    let item = item.clone();
    let dataset = item
        .dataset
        .clone()
        .map(|dataset| view! { <Fact name="Measured on"><Subject of=dataset.0/></Fact> });
    let until = item.stale_at.clone().map_or_else(
        || view! { <span class="note">"No end stated"</span> }.into_any(),
        |until| view! { <Time at=until.0 written=Written::Day/> }.into_any(),
    );
    let speaks = item.speaks_to.iter().map(|one| catalogue_id(one)).collect_view();
    view! {
        <Card title="What it is">
            <Facts>
                <Fact name="About"><Subject of=item.about.0.clone()/></Fact>
                {dataset}
                <Fact name="System">{system(item.system.clone())}</Fact>
                <Fact name="Tool">{item.tool.clone()}</Fact>
                <Fact name="Type"><span class="code">{item.evidence_type.clone()}</span></Fact>
                <Fact name="Attached"><Time at=item.attached.0.clone()/></Fact>
                <Fact name="Attached by">{person(item.by.clone(), "Unknown")}</Fact>
                <Fact name="Counts until">{until}</Fact>
                <Fact name="Speaks to"><span class="inline">{speaks}</span></Fact>
                <Fact name="Identifier"><span class="code">{item.subject.0.clone()}</span></Fact>
                <Fact name="SHA-256 of the report"><Hash digest=item.digest.clone() what="the digest" whole=true/></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}
