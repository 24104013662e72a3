//! The graph as a picture: boxes, what flowed between them, and a window to move over it.
use client::{
    lineage::{Camera, Lineage, LineageNode, Size, kind_word},
    words::Standing,
};
use leptos::{ev::KeyboardEvent, prelude::*};

use super::{canvas::Canvas, scene::Scene, words::tone_of};
use crate::ui::{IconButton, Tone, fresh_id, icon, icon_of};

const MINUS: &str = "M4 10h12";
const FIT: &str = "M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13";
/// Above this many nodes, the tab key passes over the picture; the list names them all.
const TAB_STOPS: usize = 80;
/// Characters of a label that fit into a box.
const LABEL: usize = 23;

/// A graph in a window.
#[component]
pub fn Picture(
    /// The graph.
    scene: Scene,
    /// What it shows: `Lineage of dataset:x@v4`.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let size = scene.with(|lineage| Size { w: lineage.width, h: lineage.height });
    let canvas = Canvas::new(size, scene.with(focus_of));
    canvas.open_when_shown();
    let far = move || canvas.camera.with(|camera| camera.scale < 0.5);
    let arrow = fresh_id("arrow");
    let hint = fresh_id("keys");
    view! {
        <div class="graph">
            <div
                node_ref=canvas.node
                class="graph-window"
                class:dragging=move || canvas.dragging.get()
                class:far=far
                role="group"
                tabindex="0"
                aria-label=label
                aria-describedby=hint.clone()
                on:wheel=move |event| canvas.on_wheel(&event)
                on:keydown=move |event| keys(scene, canvas, &event)
                on:pointerdown=move |event| canvas.on_down(&event)
                on:pointermove=move |event| canvas.on_move(&event)
                on:pointerup=move |event| canvas.on_up(&event)
                on:pointercancel=move |event| canvas.on_up(&event)
            >
                <svg class="graph-svg">
                    <defs>
                        <marker id=arrow.clone() viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="6.5" markerHeight="6.5" orient="auto">
                            <path d="M0 .5L7.5 4L0 7.5z" fill="context-stroke"/>
                        </marker>
                    </defs>
                    <g transform=move || canvas.camera.with(Camera::transform)>
                        {edges(scene, &arrow)}
                        {boxes(scene, canvas)}
                    </g>
                </svg>
            </div>
            <p class="sr-only" id=hint>"Arrow keys move the picture, plus and minus change its size, 0 shows all of it, Escape lets go of what is selected. The list says the same in words."</p>
            <div class="graph-tools" role="group" aria-label="Size of the picture">
                <IconButton icon=icon::PLUS label="Larger" on_press=move |()| canvas.step(true)/>
                <IconButton icon=MINUS label="Smaller" on_press=move |()| canvas.step(false)/>
                <IconButton icon=FIT label="Show all" on_press=move |()| canvas.fit()/>
            </div>
        </div>
    }
}

/// The middle of the first thing that was asked for.
fn focus_of(lineage: &Lineage) -> (f64, f64) {
    let root = lineage.nodes.iter().find(|node| node.root).or_else(|| lineage.nodes.first());
    root.map(|node| (node.x + node.w / 2.0, node.y + node.h / 2.0)).unwrap_or_default()
}

fn keys(scene: Scene, canvas: Canvas, event: &KeyboardEvent) {
    if event.key() == "Escape" {
        scene.select(None);
        return;
    }
    canvas.on_key(event);
}

fn edges(scene: Scene, arrow: &str) -> AnyView {
    let marker = format!("url(#{arrow})");
    let draw = |(number, edge): (usize, &client::lineage::LineageEdge)| {
        let ends = scene.with_graph(|graph| graph.ends(number));
        let (path, tainted, marker) = (edge.path.clone(), edge.tainted, marker.clone());
        view! {
            <path class="edge" class:tainted=tainted class:dim=move || scene.is_edge_dim(ends) marker-end=marker d=path/>
        }
    };
    scene.with(|lineage| lineage.edges.iter().enumerate().map(draw).collect_view()).into_any()
}

fn boxes(scene: Scene, canvas: Canvas) -> AnyView {
    scene.with(|lineage| {
        let stops = lineage.nodes.len() <= TAB_STOPS;
        let draw = |(number, node)| draw_node(scene, canvas, (number, node), stops);
        lineage.nodes.iter().enumerate().map(draw).collect_view().into_any()
    })
}

fn draw_node(
    scene: Scene,
    canvas: Canvas,
    (number, node): (usize, &LineageNode),
    stops: bool,
) -> AnyView {
    let (left, top, inside) = (node.x, node.y, Size { w: node.w, h: node.h });
    let press = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            scene.toggle(number);
        }
    };
    view! {
        <g
            class="node"
            class:root=node.root
            class:dim=move || scene.is_dim(number)
            data-tone=tone_of(node.standing).slug()
            data-standing=node.standing.slug()
            data-subject=node.subject.0.clone()
            transform=format!("translate({left:.1} {top:.1})")
            role="button"
            tabindex=if stops || node.root { "0" } else { "-1" }
            aria-pressed=move || (scene.selected() == Some(number)).to_string()
            aria-label=node.sentence()
            on:click=move |_| scene.toggle(number)
            on:keydown=press
            on:focus=move |_| canvas.show(left, top, inside)
        >
            <title>{node.sentence()}</title>
            <g aria-hidden="true">
            <rect class="node-box" width=node.w height=node.h rx="7"/>
            <path class="node-stripe" d=stripe(node.h)/>
            <path class="node-icon" d=icon_of(node.subject.kind()) transform=format!("translate(13 {:.1}) scale(.9)", node.h / 2.0 - 9.0)/>
            {signs(node)}
            {words(node)}
            </g>
        </g>
    }
    .into_any()
}

/// The left edge of a box, rounded like the box.
fn stripe(height: f64) -> String {
    format!("M7 0H6.5V{height:.1}H7A7 7 0 0 1 0 {:.1}V7A7 7 0 0 1 7 0z", height - 7.0)
}

/// Shapes that stand for what the words say: the standing, and that it is live.
fn signs(node: &LineageNode) -> AnyView {
    let shape = match tone_of(node.standing) {
        Tone::Bad => Some("M5 0l5 5l-5 5l-5-5z"),
        Tone::Warn => Some("M5 .5l5 9h-10z"),
        Tone::Neutral | Tone::Good | Tone::Info | Tone::Past => None,
    };
    let place = format!("translate(40 {:.1})", node.h / 2.0 - 14.0);
    let left = node.w - 42.0;
    view! {
        {shape.map(|d| view! { <path class="node-sign" d=d transform=place/> })}
        {node.live.then(|| view! { <rect class="node-live" x=left y="6" width="35" height="15" rx="7.5"/> })}
    }
    .into_any()
}

/// Kind where nothing is wrong, the standing where something is; the name; whether it is live.
/// One text with spaces between, so that it reads as words.
fn words(node: &LineageNode) -> AnyView {
    let (upper, lower) = (node.h / 2.0 - 5.0, node.h / 2.0 + 13.0);
    let (class, left, first) = match node.standing {
        Standing::Clean => ("node-kind", 40, kind_word(&node.kind)),
        Standing::Suspect | Standing::Quarantined => ("node-standing", 54, node.standing.word()),
    };
    let middle = node.w - 24.5;
    let live = node.live.then(|| {
        view! { <tspan class="node-live-word" x=middle y="17" text-anchor="middle">" LIVE"</tspan> }
    });
    view! {
        <text>
            <tspan class=class x=left y=upper>{first}" "</tspan>
            <tspan class="node-name" x="40" y=lower>{node.short_label(LABEL)}</tspan>
            {live}
        </text>
    }
    .into_any()
}
