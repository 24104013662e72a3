//! The page at `/datasets/:name/:version`.
use client::{
    datasets::{
        commands::Act,
        version::{self, DatasetVersion, VersionPage},
    },
    words::Standing,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    act::ActForm,
    version_parts::{access, facts, findings, provenance, quarantine_notice, used_by},
};
use crate::{
    lineage::words::{blast_of, lineage_of},
    rows::{asked, missing, note, shown, standing_badge, state_badge, suspects},
    ui::{Button, LinkButton, Outline, PageHead, Status, Tone, Weight, escaped, icon},
};

/// One exact version.
pub fn version_page() -> AnyView {
    let params = use_params_map();
    let subject = move || {
        let part = |key: &str| params.with(|params| params.get(key).unwrap_or_default());
        format!("dataset:{}@{}", part("name"), part("version"))
    };
    let page = asked(move |moment| version::ask_version(moment, &subject()));
    shown(page, Outline::Page, version::read_version, draw)
}

fn draw(page: VersionPage) -> AnyView {
    note(&page.at);
    let Some(version) = page.dataset_version else {
        return missing("version", ("/datasets", "Datasets"));
    };
    let act = version.next_act();
    let offered = page.me.may(act.mutation());
    full(version, act, offered)
}

fn full(version: DatasetVersion, act: Act, offered: bool) -> AnyView {
    let acting = RwSignal::new(false);
    let head = head(&version, act, offered, acting);
    let subject = version.subject.0.clone();
    view! {
        {head}
        {quarantine_notice(&version, offered, acting)}
        {suspects(version.standing, &version.suspect_because, "version")}
        {provenance(&version)}
        {findings(&version)}
        {used_by(&version)}
        <div class="cols even">{facts(&version)}{access(&version)}</div>
        {offered.then(|| view! { <ActForm act=act version=subject open=acting/> })}
    }
    .into_any()
}

fn head(version: &DatasetVersion, act: Act, offered: bool, acting: RwSignal<bool>) -> AnyView {
    let (standing, state, frozen) = (version.standing, version.state, version.frozen);
    let badges = move || {
        // The state says quarantined already where the standing does.
        let also = standing != Standing::Quarantined;
        view! {
            {standing_badge(standing)}
            {also.then(|| state_badge(state))}
            {frozen.then(|| view! { <Status tone=Tone::Info text="Frozen"/> })}
        }
        .into_any()
    };
    let subject = version.subject.0.clone();
    let roots = [subject.clone()];
    let (blast, lineage) = (blast_of(&roots), lineage_of(&roots));
    let contain = blast.clone();
    let timeline = format!("/timeline/{}", escaped(&subject));
    let stopped = standing == Standing::Quarantined;
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK weight=Weight::Quiet>"Timeline"</LinkButton>
            <LinkButton to=lineage.clone() icon=icon::LINEAGE weight=Weight::Quiet>"Lineage"</LinkButton>
            {(offered && act == Act::Quarantine).then(|| view! {
                <Button records=true on_press=move |()| acting.set(true)>"Quarantine only…"</Button>
            })}
            <LinkButton to=blast.clone() icon=icon::INCIDENT weight=if stopped { Weight::Primary } else { Weight::Plain }>"Show blast radius"</LinkButton>
            {(!stopped).then(|| view! { <LinkButton to=contain.clone() icon=icon::SHIELD weight=Weight::Primary>"Contain…"</LinkButton> })}
        }
        .into_any()
    };
    let title = format!("{}@{}", version.subject.name(), version.version);
    let lede = version.dataset.name.clone();
    view! {
        <PageHead title=title kind="Dataset version" lede=lede back=("/datasets", "Datasets") badges=badges actions=actions/>
    }
    .into_any()
}
