//! The page at `/datasets/:name/:version`.
use client::{
    datasets::{
        commands::Act,
        version::{DatasetVersion, VersionPage},
    },
    offer::{Ask, Chance, chance},
    words::Standing,
};
use leptos::prelude::*;

use super::{
    act::ActForm,
    version_parts::{access, facts, findings, provenance, quarantine_notice, used_by},
};
use crate::{
    lineage::words::{blast_of, lineage_of},
    rows::{missing, note, offer::Offered, one_page, standing_badge, state_badge, suspects},
    ui::{LinkButton, PageHead, Status, Tone, Weight, escaped, icon},
};

/// One exact version.
pub fn version_page() -> AnyView {
    one_page("dataset", draw)
}

fn draw(page: VersionPage) -> AnyView {
    note(&page.at);
    let Some(version) = page.dataset_version else {
        return missing("version", ("/datasets", "Datasets"));
    };
    let act = version.next_act();
    let chances = Chances {
        act: chance(&version.offers, &page.me, version.ask(act)),
        contain: chance(&version.offers, &page.me, Ask::of("contain", "contain it")),
    };
    full(version, act, chances)
}

/// What the reader may do about the version.
struct Chances {
    /// The next thing to be done about its quarantine.
    act: Chance,
    /// Containing everything that was made of it.
    contain: Chance,
}

fn full(version: DatasetVersion, act: Act, chances: Chances) -> AnyView {
    let acting = RwSignal::new(false);
    let offered = chances.act == Chance::Offered;
    let head = head(&version, act, &chances, acting);
    let subject = version.subject.0.clone();
    view! {
        {head}
        {quarantine_notice(&version, chances.act, acting)}
        {suspects(version.standing, &version.suspect_because, "version")}
        {provenance(&version)}
        {findings(&version)}
        {used_by(&version)}
        <div class="cols even">{facts(&version)}{access(&version)}</div>
        {offered.then(|| view! { <ActForm act=act version=subject open=acting/> })}
    }
    .into_any()
}

fn head(version: &DatasetVersion, act: Act, chances: &Chances, acting: RwSignal<bool>) -> AnyView {
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
    let quarantine = (act == Act::Quarantine).then(|| chances.act.clone());
    let may_contain = !stopped && chances.contain == Chance::Offered;
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK weight=Weight::Quiet>"Timeline"</LinkButton>
            <LinkButton to=lineage.clone() icon=icon::LINEAGE weight=Weight::Quiet>"Lineage"</LinkButton>
            {quarantine.clone().map(|chance| view! { <Offered chance=chance on_press=move |()| acting.set(true)>"Quarantine only…"</Offered> })}
            <LinkButton to=blast.clone() icon=icon::INCIDENT weight=if stopped || !may_contain { Weight::Primary } else { Weight::Plain }>"Show blast radius"</LinkButton>
            {may_contain.then(|| view! { <LinkButton to=contain.clone() icon=icon::SHIELD weight=Weight::Primary>"Contain…"</LinkButton> })}
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
