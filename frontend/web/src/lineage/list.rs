//! The graph in words: one table per kind, for screen readers, phones and those who like lists.
use client::{
    lineage::{Group, LineageNode, groups, kind_count, kind_word},
    words::Standing,
};
use leptos::prelude::*;

use super::{scene::Scene, words::standing_badge};
use crate::ui::{
    Card, Chip, Column, Link, Row, Status, Subject, Table, Time, Tone, Written, cell, page_of,
};

/// All nodes of a graph, by kind.
pub fn as_list(scene: Scene) -> AnyView {
    let groups = scene.with(groups);
    let cards = groups.into_iter().map(|group| card(scene, &group)).collect_view();
    view! { <div class="stack">{cards}</div> }.into_any()
}

fn card(scene: Scene, group: &Group) -> AnyView {
    let rows = group.nodes.iter().filter_map(|number| row(scene, *number)).collect();
    let title = kind_count(&group.kind, group.nodes.len());
    let columns = vec![
        Column::new("Name"),
        Column::new("Standing"),
        Column::new("Came from"),
        Column::new("Went into"),
        Column::new("Since").minor(),
    ];
    let caption = format!("{} in this lineage", kind_word(&group.kind));
    view! { <Card title=title flush=true><Table caption=caption columns=columns rows=rows/></Card> }
        .into_any()
}

fn row(scene: Scene, number: usize) -> Option<Row> {
    let node = scene.node(number)?;
    let (up, down) =
        scene.with_graph(|graph| (graph.up(number).to_vec(), graph.down(number).to_vec()));
    let (marks, label, page) = (marks(&node), node.label.clone(), page_of(&node.subject.0));
    let name =
        view! { <span class="inline"><Link to=page class="row-link">{label}</Link>{marks}</span> };
    let marked = node.standing != Standing::Clean;
    let cells = vec![
        cell(name),
        standing_badge(node.standing),
        neighbours(scene, &up),
        neighbours(scene, &down),
        cell(view! { <Time at=node.at.0.clone() written=Written::Day/> }),
    ];
    Some(Row::new(cells).marked(marked))
}

/// What stands beside a name: live, starting point.
fn marks(node: &LineageNode) -> AnyView {
    view! {
        {node.live.then(|| view! { <Status tone=Tone::Info text="Live"/> })}
        {node.root.then(|| view! { <Chip text="Starting point"/> })}
    }
    .into_any()
}

/// At most three neighbours by name; the rest is counted.
fn neighbours(scene: Scene, numbers: &[usize]) -> AnyView {
    const NAMED: usize = 3;
    if numbers.is_empty() {
        return view! { <span class="note">"Nothing here"</span> }.into_any();
    }
    let more = numbers.len().saturating_sub(NAMED);
    let names = numbers.iter().take(NAMED).filter_map(|number| {
        scene.node(*number).map(|node| view! { <li><Subject of=node.subject.0/></li> })
    });
    view! {
        <ul class="subjects">
            {names.collect_view()}
            {(more > 0).then(|| view! { <li class="note">{format!("and {more} more")}</li> })}
        </ul>
    }
    .into_any()
}
