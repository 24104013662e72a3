//! The page at `/models/:name/:version`.
use client::{
    models::queries::{ModelVersion, VersionPage},
    words::Standing,
};
use leptos::prelude::*;

use crate::{
    lineage::words::{blast_of, lineage_of},
    rows::{
        deployment_table, evidence_table, missing, note, one_page, person, run_table,
        standing_badge, state_badge, subjects, suspects, system, version_table,
    },
    ui::{
        Card, Empty, Fact, Facts, Hash, LinkButton, PageHead, Status, Subject, Time, Tone, Weight,
        escaped, icon,
    },
};

/// One exact version.
pub fn version_page() -> AnyView {
    one_page("model", |page: VersionPage| {
        note(&page.at);
        page.model_version.map_or_else(|| missing("version", ("/models", "Models")), full)
    })
}

fn full(version: ModelVersion) -> AnyView {
    let head = head(&version);
    let live = version.is_live();
    let warning = suspects(version.standing, &version.suspect_because, "version");
    let facts = facts(&version);
    let origin = origin(&version);
    let doubts = version.doubts();
    let deployments = if version.deployments.is_empty() {
        view! { <Empty title="Never deployed" icon=icon::DEPLOYMENT/> }.into_any()
    } else {
        deployment_table("Deployments of this version", version.deployments, false)
    };
    let evidence = if version.evidence.is_empty() {
        view! { <Empty title="Nobody tested this version" icon=icon::EVIDENCE/> }.into_any()
    } else {
        evidence_table("Evidence about this version", version.evidence, false)
    };
    let said = if doubts == 0 {
        "Nothing failed".to_owned()
    } else {
        format!("{doubts} failed or rest on suspect data")
    };
    view! {
        {head}
        {warning}
        <Card title="Where it is live" note=if live { "Answers now" } else { "Answers nowhere now" } flush=true>{deployments}</Card>
        {origin}
        <Card title="Evidence" note=said flush=true>{evidence}</Card>
        {facts}
    }
    .into_any()
}

fn head(version: &ModelVersion) -> AnyView {
    let (standing, state, live) = (version.standing, version.state, version.is_live());
    let badges = move || {
        view! {
            {standing_badge(standing)}
            {(standing != Standing::Quarantined).then(|| state_badge(state))}
            {live.then(|| view! { <Status tone=Tone::Info text="Live"/> })}
        }
        .into_any()
    };
    let subject = version.subject.0.clone();
    let roots = [subject.clone()];
    let (blast, lineage) = (blast_of(&roots), lineage_of(&roots));
    let timeline = format!("/timeline/{}", escaped(&subject));
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK weight=Weight::Quiet>"Timeline"</LinkButton>
            <LinkButton to=lineage.clone() icon=icon::LINEAGE>"Lineage"</LinkButton>
            <LinkButton to=blast.clone() icon=icon::INCIDENT>"Show blast radius"</LinkButton>
        }
        .into_any()
    };
    let title = format!("{}@{}", version.subject.name(), version.version);
    let lede = version.model.name.clone();
    view! { <PageHead title=title kind="Model version" lede=lede back=("/models", "Models") badges=badges actions=actions/> }.into_any()
}

fn origin(version: &ModelVersion) -> AnyView {
    let version = version.clone();
    let run = match version.run.clone() {
        Some(run) => run_table("The run that made it", vec![run]),
        None => view! { <Empty title="No run is recorded" note="Nobody can say from records how this version was made." icon=icon::RUN/> }.into_any(),
    };
    let data = (!version.trained_on.is_empty())
        .then(|| view! { <h3 class="pad">"Exact data it was trained on"</h3>{version_table("Data it was trained on", version.trained_on.clone())} });
    let parents = (!version.derived_from.is_empty()).then(|| {
        view! { <div class="pad"><h3>"Made from these versions"</h3>{subjects(&version.derived_from, 12)}</div> }
    });
    view! { <Card title="Where it came from" flush=true>{run}{data}{parents}</Card> }.into_any()
}

fn facts(version: &ModelVersion) -> AnyView {
    let version = version.clone();
    let clean = match (version.last_clean.clone(), version.standing) {
        (Some(clean), _) => view! { <Subject of=clean.0/> }.into_any(),
        (None, Standing::Clean) => {
            view! { <span class="note">"Not needed: this version is clean"</span> }.into_any()
        }
        (None, _) => view! { <Status tone=Tone::Bad text="There is none"/> }.into_any(),
    };
    let digest = version
        .digest
        .clone()
        .map(|digest| view! { <Hash digest=digest what="the digest" whole=true/> });
    let unknown = version.digest.is_none().then_some("Not recorded");
    view! {
        <Card title="What it is">
            <Facts>
                <Fact name="Model"><Subject of=version.model.subject.0.clone() title=version.model.name.clone()/></Fact>
                <Fact name="System">{system(version.system.clone())}</Fact>
                <Fact name="Last clean version before it">{clean}</Fact>
                <Fact name="Format">{version.format.clone()}</Fact>
                <Fact name="Registered"><Time at=version.registered.0.clone()/></Fact>
                <Fact name="Registered by">{person(version.registered_by.clone(), "Unknown")}</Fact>
                <Fact name="SHA-256">{digest}{unknown}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}
