//! What is known about the selected node, and where one can go from it.
use client::{
    lineage::{LineageNode, kind_word},
    words::Standing,
};
use leptos::prelude::*;

use super::{
    picture::Picture,
    scene::Scene,
    words::{blast_of, lineage_of, standing_badge},
};
use crate::ui::{
    Button, Fact, Facts, IconButton, LinkButton, Status, Subject, Time, Tone, Weight, escaped,
    icon, page_of,
};

/// A picture with its key above and, when something is selected, what is known about it beside.
#[component]
pub fn PictureWithPanel(
    /// The graph.
    scene: Scene,
    /// What the picture shows.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let selected = move || scene.selected().and_then(|number| Some((number, scene.node(number)?)));
    let side = move || {
        selected().map(|(number, node)| {
            view! { <section class="card graph-side" aria-label="About the selection">{about(scene, number, node)}</section> }
        })
    };
    view! {
        {key(scene)}
        <div class="graph-cols" class:with-side=move || scene.selected().is_some()>
            <Picture scene=scene label=label/>
            <div class="graph-slot" aria-live="polite">{side}</div>
        </div>
    }
}

/// Signs used in the picture, and how many things of each standing there are.
fn key(scene: Scene) -> AnyView {
    let lines = Standing::ALL.iter().rev().copied().filter_map(|standing| {
        let count = scene.with(|lineage| lineage.nodes.iter().filter(|node| node.standing == standing).count());
        (count > 0).then(|| view! { <li>{standing_badge(standing)}<b class="num">{count}</b><span class="note">{meaning(standing)}</span></li> })
    });
    let live = scene.with(|lineage| lineage.nodes.iter().filter(|node| node.live).count());
    let live = (live > 0).then(|| view! { <li><Status tone=Tone::Info text="Live"/><b class="num">{live}</b><span class="note">"serving now"</span></li> });
    view! { <ul class="graph-key" aria-label="In this picture">{lines.collect_view()}{live}</ul> }
        .into_any()
}

fn meaning(standing: Standing) -> &'static str {
    match standing {
        Standing::Clean => "no stopped ancestor",
        Standing::Suspect => "has a stopped ancestor",
        Standing::Quarantined => "stopped itself",
    }
}

fn about(scene: Scene, number: usize, node: LineageNode) -> AnyView {
    let subject = node.subject.0.clone();
    let roots = [subject.clone()];
    let (up, down) =
        scene.with_graph(|graph| (graph.up(number).to_vec(), graph.down(number).to_vec()));
    let system = node.system.as_ref().map(|system| system.0.clone());
    let LineageNode { kind, label, at, standing, state, live, .. } = node;
    view! {
        <header class="graph-side-head">
            <div><p class="kind">{kind_word(&kind)}</p><h2>{label}</h2></div>
            <IconButton icon=icon::CROSS label="Let go of this" on_press=move |()| scene.select(None)/>
        </header>
        <p class="inline">
            {standing_badge(standing)}
            {live.then(|| view! { <Status tone=Tone::Info text="Live"/> })}
        </p>
        <Facts>
            {(!state.is_empty()).then(|| view! { <Fact name="State">{state}</Fact> })}
            <Fact name="Since"><Time at=at.0/></Fact>
            {system.map(|system| view! { <Fact name="System"><Subject of=system/></Fact> })}
        </Facts>
        <div class="graph-side-acts">
            <LinkButton to=page_of(&subject) weight=Weight::Primary>"Open its page"</LinkButton>
            <LinkButton to=blast_of(&roots) icon=icon::INCIDENT>"Blast radius"</LinkButton>
            <LinkButton to=lineage_of(&roots) icon=icon::LINEAGE>"Start here"</LinkButton>
            <LinkButton to=format!("/timeline/{}", escaped(&subject)) icon=icon::CLOCK>"Timeline"</LinkButton>
        </div>
        {beside(scene, "Came from", &up)}
        {beside(scene, "Went into", &down)}
    }
    .into_any()
}

/// Direct neighbours, to step along the graph.
fn beside(scene: Scene, title: &'static str, numbers: &[usize]) -> AnyView {
    if numbers.is_empty() {
        return view! { <section><h3>{title}</h3><p class="note">"Nothing in this picture"</p></section> }.into_any();
    }
    let steps = numbers.iter().filter_map(|number| {
        let (number, node) = (*number, scene.node(*number)?);
        let step = move |()| scene.select(Some(number));
        Some(view! { <li><Button weight=Weight::Quiet on_press=Callback::new(step) label=node.sentence()>{node.label}</Button></li> })
    });
    view! { <section><h3>{title}</h3><ul class="graph-steps">{steps.collect_view()}</ul></section> }
        .into_any()
}
