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
    controls::words::counts_bar,
    lineage::words::lineage_of,
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
    let live = system.live_count();
    let head = head(&system);
    let warning = suspect_notice(&system);
    let assigning = RwSignal::new(false);
    let (facts, people) = (classification(&system), accountable(&system, assign, assigning));
    let evidence =
        evidence_bar(&system.evidence, &format!("&system={}", escaped(&system.subject.0)));
    let freshness = format!("{} of {} still fresh", system.evidence.fresh, system.evidence.total);
    let of_system = format!("&system={}", escaped(&system.subject.0));
    let controls = counts_bar("Controls by status", &system.controls, &of_system);
    let effective = system.controls.words();
    let all_controls = format!("/controls?{}", of_system.trim_start_matches('&'));
    let more_controls =
        move || view! { <Link to=all_controls.clone()>"All controls"</Link> }.into_any();
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
                <Card title="Controls" note=effective actions=more_controls>{controls}</Card>
                <Card title="Evidence" note=freshness actions=more>{evidence}</Card>
            </div>
        </div>
        <Card title="Deployments" note=format!("{live} live now") flush=true>{deployments}</Card>
        <Card title="Model versions" flush=true>{versions}</Card>
        <div class="cols even">{data_card(system.datasets)}{incident_card(system.incidents)}</div>
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
    let risks = format!("/risks?show=open&system={}", escaped(&subject));
    let (timeline, lineage) = (format!("/timeline/{}", escaped(&subject)), lineage_of(&[subject]));
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK>"Timeline"</LinkButton>
            <LinkButton to=lineage.clone() icon=icon::LINEAGE>"Lineage"</LinkButton>
            <LinkButton to=risks.clone() icon=icon::RISK>"Risks"</LinkButton>
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
