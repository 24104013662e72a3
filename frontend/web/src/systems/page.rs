//! The page at `/systems/:name`.
use client::{
    offer::{Ask, Chance, chance},
    shared::Me,
    systems::queries::{System, SystemPage},
};
use leptos::prelude::*;

use super::{
    assign::AssignOwner,
    end::EndForm,
    parts::{Answering, accountable, classification, data_card, incident_card},
    release::ReleaseDialog,
};
use crate::{
    controls::words::counts_bar,
    lineage::words::lineage_of,
    models::begin_prompt,
    reviews::cards::{finding_card, review_card},
    rows::{
        deployment_table, evidence_bar, missing, model_table, note, one_page, risk_badge, subjects,
    },
    ui::{
        Button, Card, Empty, Link, LinkButton, Notice, PageHead, Status, Time, Tone, Weight,
        Written, escaped, icon, page_of,
    },
};

/// One system.
pub fn system_page() -> AnyView {
    one_page("system", draw)
}

fn draw(page: SystemPage) -> AnyView {
    note(&page.at);
    match page.system {
        Some(system) => {
            let may = May::of(&system, &page.me);
            full(system, may)
        }
        None => missing("system", ("/systems", "AI systems")),
    }
}

/// What the reader may do about the system.
struct May {
    assign: Chance,
    release: bool,
    describe: bool,
    end: bool,
}

impl May {
    fn of(system: &System, me: &Me) -> Self {
        let may = |mutation, what| chance(&system.offers, me, Ask::of(mutation, what));
        let in_use = system.decommissioned.is_none();
        let describe = may("changeSystemProfile", "describe it anew") == Chance::Offered;
        let end = may("decommissionSystem", "take it out of use") == Chance::Offered;
        Self {
            assign: may("assignOwner", "say who is accountable"),
            release: may("releaseOwner", "end a duty") == Chance::Offered,
            describe: in_use && describe,
            end: in_use && end,
        }
    }
}

fn full(system: System, May { assign, release, describe, end }: May) -> AnyView {
    let may_assign = assign == Chance::Offered;
    let may_review = system.offers.iter().any(|one| one.mutation == "openReview" && one.may);
    let (may_prompt, of) = (system.may_register_prompts(), system.subject.clone());
    let live = system.live_count();
    let ending = RwSignal::new(false);
    let head = head(&system, end.then_some(ending));
    let warning = (out_of_use(&system), unclassified(&system), suspect_notice(&system));
    let (assigning, ended) = (RwSignal::new(false), RwSignal::new(None));
    let answering = Answering { assigning, releasing: release.then_some(ended) };
    let (facts, people) =
        (classification(&system, describe), accountable(&system, assign, answering));
    let (name, subject) = (system.name.clone(), system.subject.0.clone());
    let end = end.then(|| {
        view! { <EndForm system=subject name=name live=live open=ending/> }
    });
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
    let prompts = move || may_prompt.then(|| begin_prompt(&of)).into_any();
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
        <Card title="Model versions" note="With the versions of its prompts" flush=true actions=prompts>{versions}</Card>
        <div class="cols even">{data_card(system.datasets)}{incident_card(system.incidents)}</div>
        {review_card(&system.subject.0, system.reviews, may_review)}
        {finding_card(&system.subject.0, system.findings)}
        {may_assign.then(|| view! { <AssignOwner system=system.subject.0.clone() open=assigning/> })}
        {release.then(|| view! { <ReleaseDialog system=system.subject.0.clone() held=ended/> })}
        {end}
    }
    .into_any()
}

/// The head of the page; `ending` opens the form that takes it out of use.
fn head(system: &System, ending: Option<RwSignal<bool>>) -> AnyView {
    let (class, live, suspect) =
        (system.risk_class, system.live, !system.suspect_because.is_empty());
    let is_out = system.decommissioned.is_some();
    let badges = move || {
        view! {
            {risk_badge(class)}
            {live.then(|| view! { <Status tone=Tone::Info text="Live"/> })}
            {is_out.then(|| view! { <Status tone=Tone::Neutral text="Out of use"/> })}
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
            {ending.map(|open| view! { <Button weight=Weight::Danger records=true on_press=move |()| open.set(true)>"Take out of use…"</Button> })}
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

/// Says that the system does not change any more.
fn out_of_use(system: &System) -> AnyView {
    let since = system.decommissioned.clone();
    let notice = since.map(|at| {
        view! {
            <Notice tone=Tone::Info title="This system is out of use">
                <p>"It was taken out of use on "<Time at=at.0 written=Written::Day/>" and does not change any more. What was recorded stays."</p>
            </Notice>
        }
    });
    view! { {notice} }.into_any()
}

/// Says what is next for a system whose class is not known or not approved.
fn unclassified(system: &System) -> AnyView {
    let is_open = !system.act_class_approved || system.reclassify_since.is_some();
    if !is_open || system.decommissioned.is_some() {
        return ().into_any();
    }
    let title = match (system.act_class, system.act_class_approved) {
        (None, _) => "Next: the EU AI Act questionnaire",
        (Some(_), false) => "Next: a second person approves the class under the EU AI Act",
        (Some(_), true) => "Next: another look at the class under the EU AI Act",
    };
    let to = format!("{}/act", page_of(&system.subject.0));
    let actions =
        move || view! { <LinkButton to=to.clone()>"Go to the class"</LinkButton> }.into_any();
    view! { <Notice tone=Tone::Info title=title actions=actions/> }.into_any()
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
