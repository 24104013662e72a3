//! The page at `/systems/:name`.
use client::{
    offer::{Ask, Chance, chance},
    systems::queries::{System, SystemPage},
};
use leptos::prelude::*;

use super::{
    assign::AssignOwner,
    parts::{accountable, classification, data_card, incident_card},
};
use crate::{
    lineage::words::lineage_of,
    reviews::cards::{finding_card, review_card},
    rows::{
        deployment_table, evidence_bar, missing, model_table, note, one_page, risk_badge, subjects,
    },
    ui::{Card, Empty, Link, LinkButton, Notice, PageHead, Status, Tone, escaped, icon},
};

/// One system.
pub fn system_page() -> AnyView {
    one_page("system", draw)
}

fn draw(page: SystemPage) -> AnyView {
    note(&page.at);
    match page.system {
        Some(system) => {
            let ask = Ask::of("assignOwner", "say who is accountable");
            let assign = chance(&system.offers, &page.me, ask);
            full(system, assign)
        }
        None => missing("system", ("/systems", "AI systems")),
    }
}

fn full(system: System, assign: Chance) -> AnyView {
    let may_assign = assign == Chance::Offered;
    let may_review = system.offers.iter().any(|one| one.mutation == "openReview" && one.may);
    let live = system.live_count();
    let head = head(&system);
    let warning = suspect_notice(&system);
    let assigning = RwSignal::new(false);
    let (facts, people) = (classification(&system), accountable(&system, assign, assigning));
    let evidence =
        evidence_bar(&system.evidence, &format!("&system={}", escaped(&system.subject.0)));
    let freshness = format!("{} of {} still fresh", system.evidence.fresh, system.evidence.total);
    let all_evidence = format!("/evidence?system={}", escaped(&system.subject.0));
    let more = move || view! { <Link to=all_evidence.clone()>"All evidence"</Link> }.into_any();
    let deployments = if system.deployments.is_empty() {
        view! { <Empty title="Never deployed" icon=icon::DEPLOYMENT/> }.into_any()
    } else {
        deployment_table("Deployments of this system", system.deployments, false)
    };
    let versions = if system.model_versions.is_empty() {
        view! { <Empty title="No model version registered" icon=icon::MODEL/> }.into_any()
    } else {
        model_table("Model versions of this system", system.model_versions)
    };
    view! {
        {head}
        {warning}
        <div class="cols">
            {facts}
            <div class="stack">
                {people}
                <Card title="Evidence" note=freshness actions=more>{evidence}</Card>
            </div>
        </div>
        <Card title="Deployments" note=format!("{live} live now") flush=true>{deployments}</Card>
        <Card title="Model versions" flush=true>{versions}</Card>
        <div class="cols even">{data_card(system.datasets)}{incident_card(system.incidents)}</div>
        {review_card(&system.subject.0, system.reviews, may_review)}
        {finding_card(&system.subject.0, system.findings)}
        {may_assign.then(|| view! { <AssignOwner system=system.subject.0.clone() open=assigning/> })}
    }
    .into_any()
}

fn head(system: &System) -> AnyView {
    let (class, live, suspect) =
        (system.risk_class, system.live, !system.suspect_because.is_empty());
    let badges = move || {
        view! {
            {risk_badge(class)}
            {live.then(|| view! { <Status tone=Tone::Info text="Live"/> })}
            {suspect.then(|| view! { <Status tone=Tone::Warn text="Suspect" strong=true/> })}
        }
        .into_any()
    };
    let subject = system.subject.0.clone();
    let (timeline, lineage) = (format!("/timeline/{}", escaped(&subject)), lineage_of(&[subject]));
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK>"Timeline"</LinkButton>
            <LinkButton to=lineage.clone() icon=icon::LINEAGE>"Lineage"</LinkButton>
        }
        .into_any()
    };
    view! {
        <PageHead
            title=system.name.clone()
            kind="AI system"
            lede=system.purpose.clone()
            back=("/systems", "AI systems")
            badges=badges
            actions=actions
        />
    }
    .into_any()
}

fn suspect_notice(system: &System) -> AnyView {
    if system.suspect_because.is_empty() {
        return ().into_any();
    }
    let roots: Vec<String> = system.suspect_because.iter().map(|one| one.0.clone()).collect();
    let blast = crate::lineage::words::blast_of(&roots);
    let actions = move || {
        view! { <LinkButton to=blast.clone() icon=icon::INCIDENT>"Show blast radius"</LinkButton> }
            .into_any()
    };
    let list = subjects(&system.suspect_because, 8);
    view! {
        <Notice tone=Tone::Warn title="What is live here was made from quarantined versions" actions=actions>
            {list}
        </Notice>
    }
    .into_any()
}
