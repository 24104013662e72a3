//! The facts of an event, and the personal parts kept beside the log.
use client::events::{Event, EventPart};
use leptos::prelude::*;

use crate::ui::{Card, Column, CopyButton, Row, Status, Subject, Table, Tone, cell};

/// The facts, as JSON.
pub fn data_card(event: &Event) -> AnyView {
    let lines = event.data_lines();
    let copy = lines.clone();
    let actions = move || view! { <CopyButton text=copy.clone() what="the facts"/> }.into_any();
    view! {
        <Card title="Facts" note="What was recorded. Personal text is not in here: a hash stands for it." actions=actions>
            <pre class="bytes" tabindex="0" role="region" aria-label="Facts as JSON"><code>{lines}</code></pre>
        </Card>
    }
    .into_any()
}

/// Personal parts: the text, or that it was erased.
pub fn parts_card(event: &Event) -> AnyView {
    if event.parts.is_empty() {
        return ().into_any();
    }
    let columns = vec![Column::new("Where"), Column::new("Whose"), Column::new("Text")];
    let rows = event.parts.iter().cloned().map(row).collect();
    let note = "Kept beside the log under a key of the person. When the key is destroyed the text is gone, now and in the past, and every proof still holds.";
    view! { <Card title="Personal parts" note=note flush=true><Table caption="Parts and their texts" columns=columns rows=rows/></Card> }.into_any()
}

fn row(part: EventPart) -> Row {
    let text = match (part.erased, part.text) {
        (true, _) => view! { <Status tone=Tone::Neutral text="Erased"/> }.into_any(),
        (false, Some(text)) => text.into_any(),
        (false, None) => view! { <span class="note">"not yours to see"</span> }.into_any(),
    };
    Row::new(vec![
        cell(view! { <code>{part.pointer}</code> }),
        cell(view! { <Subject of=part.of.0/> }),
        text,
    ])
}
