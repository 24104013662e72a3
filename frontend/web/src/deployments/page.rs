//! The page at `/deployments/:name`.
use client::{
    deployments::{
        model::StopState,
        queries::{Deployment, DeploymentPage, HardeningCheck, Stop},
    },
    words::{Standing, plain},
};
use leptos::prelude::*;

use crate::{
    lineage::words::{lineage_of, stage_badge},
    rows::{
        live::live_badge, missing, note, one_page, people_count, person, standing_badge,
        stop_badge, suspects, system,
    },
    ui::{
        Card, Empty, Fact, Facts, Hash, LinkButton, Notice, PageHead, Status, Subject, Time, Tone,
        icon,
    },
};

/// One deployment.
pub fn deployment_page() -> AnyView {
    one_page("deployment", |page: DeploymentPage| {
        note(&page.at);
        page.deployment.map_or_else(|| missing("deployment", ("/deployments", "Deployments")), full)
    })
}

fn full(one: Deployment) -> AnyView {
    let (live, stage, standing) = (one.live, one.stage, one.standing);
    let badges = move || {
        view! { {live_badge(live)}{stage_badge(stage)}{standing_badge(standing)} }.into_any()
    };
    let lineage = lineage_of(std::slice::from_ref(&one.subject.0));
    let actions = move || {
        view! { <LinkButton to=lineage.clone() icon=icon::LINEAGE>"Lineage"</LinkButton> }
            .into_any()
    };
    let stop = stop_card(&one);
    let flag = one.flagged_by.clone().map(|incident| {
        view! { <Notice tone=Tone::Bad title="Flagged by an incident"><p><Subject of=incident.0/></p></Notice> }
    });
    let (kept, known) = one.guarded();
    let guards = match known {
        0 => "Nobody said whether these guards are in place".to_owned(),
        known => format!("{kept} of {known} known guards are in place"),
    };
    let facts = facts(&one);
    let endpoint = format!("Answers at {}", one.endpoint.name());
    view! {
        <PageHead title=one.subject.name().to_owned() kind="Deployment" lede=endpoint back=("/deployments", "Deployments") badges=badges actions=actions/>
        {flag}
        {suspects(standing, &one.suspect_because, "deployment")}
        <div class="cols">
            {facts}
            <div class="stack">
                {stop}
                <Card title="How it is guarded" note=guards>{checks(one.hardening)}</Card>
            </div>
        </div>
    }
    .into_any()
}

fn facts(one: &Deployment) -> AnyView {
    let one = one.clone();
    let same = match one.runs_what_was_registered() {
        Some(true) => {
            view! { <Status tone=Tone::Good text="Is the registered artefact"/> }.into_any()
        }
        Some(false) => {
            view! { <Status tone=Tone::Bad text="Not the registered artefact"/> }.into_any()
        }
        None => view! { <span class="note">"Cannot be compared"</span> }.into_any(),
    };
    let digest = one.digest.clone().map(|digest| view! { <Hash digest=digest what="the digest"/> });
    let clean = one.model_version.as_ref().and_then(|version| version.last_clean.clone());
    let clean = (one.standing != Standing::Clean).then(|| {
        let value = clean.map_or_else(
            || view! { <Status tone=Tone::Bad text="There is none"/> }.into_any(),
            |clean| view! { <Subject of=clean.0/> }.into_any(),
        );
        view! { <Fact name="Last clean version">{value}</Fact> }
    });
    let ended = one.ended.clone().map(|ended| {
        view! { <Fact name="Ended"><Time at=ended.0/><p class="note">{one.end_reason.clone()}</p></Fact> }
    });
    let link = |name: &'static str, subject: Option<client::scalars::Subject>| {
        subject.map(|subject| view! { <Fact name=name><Subject of=subject.0/></Fact> })
    };
    view! {
        <Card title="What runs">
            <Facts>
                <Fact name="Model version"><Subject of=one.model.0.clone()/></Fact>
                {clean}
                <Fact name="Digest"><span class="inline">{digest}{same}</span></Fact>
                <Fact name="System">{system(one.system.clone())}</Fact>
                <Fact name="Accountable">{person(one.owner.clone(), "Nobody")}</Fact>
                <Fact name="People it reaches">{people_count(one.people)}</Fact>
                <Fact name="Active since"><Time at=one.activated.0.clone()/></Fact>
                <Fact name="Activated by">{person(one.activated_by.clone(), "Unknown")}</Fact>
                {ended}
                {link("Took the place of", one.replaces.clone())}
                {link("Was replaced by", one.replaced_by.clone())}
            </Facts>
        </Card>
    }
    .into_any()
}

/// A stop that was asked for and one that somebody saw happen are shown apart.
fn stop_card(one: &Deployment) -> AnyView {
    let state = one.stop_state();
    let Some(stop) = one.stop.clone() else { return ().into_any() };
    let Stop { requested_at, requested_by, incident, confirmed_at, confirmed_by } = stop;
    let confirmed = match confirmed_at {
        Some(at) => view! { <Time at=at.0/>{person(confirmed_by, "")} }.into_any(),
        None => view! { <Status tone=Tone::Warn text="Nobody has seen it stop"/> }.into_any(),
    };
    let words =
        if state == StopState::Confirmed { "It has stopped" } else { "It may still answer" };
    view! {
        <Card title="Stop" note=words>
            <p class="inline">{stop_badge(state)}{incident.map(|incident| view! { <Subject of=incident.0/> })}</p>
            <Facts>
                <Fact name="Requested"><span class="inline"><Time at=requested_at.0/>{person(requested_by, "")}</span></Fact>
                <Fact name="Confirmed"><span class="inline">{confirmed}</span></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

fn checks(checks: Vec<HardeningCheck>) -> AnyView {
    if checks.is_empty() {
        return view! { <Empty title="Nobody said how it is guarded" icon=icon::SHIELD/> }
            .into_any();
    }
    let lines = checks.into_iter().map(|check| {
        let (tone, word) = match check.state {
            Some(true) => (Tone::Good, "In place"),
            Some(false) => (Tone::Bad, "Missing"),
            None => (Tone::Warn, "Unknown"),
        };
        view! { <li class="check-line"><Status tone=tone text=word/><span>{plain(&check.name)}</span></li> }
    });
    view! { <ul class="checks">{lines.collect_view()}</ul> }.into_any()
}
