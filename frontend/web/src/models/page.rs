//! The page at `/models/:name`.
use client::models::queries::{Model, ModelPage};
use leptos::prelude::*;

use crate::{
    lineage::words::lineage_of,
    rows::{missing, model_table, note, one_page, system},
    ui::{Card, Empty, LinkButton, PageHead, escaped, icon},
};

/// One model with its versions.
pub fn model_page() -> AnyView {
    one_page("model", |page: ModelPage| {
        note(&page.at);
        page.model.map_or_else(|| missing("model", ("/models", "Models")), full)
    })
}

fn full(model: Model) -> AnyView {
    let versions: Vec<String> =
        model.versions.iter().map(|version| version.subject.0.clone()).collect();
    let (any, lineage) = (!versions.is_empty(), lineage_of(&versions));
    let timeline = format!("/timeline/{}", escaped(&model.subject.0));
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK>"Timeline"</LinkButton>
            {any.then(|| view! { <LinkButton to=lineage.clone() icon=icon::LINEAGE>"Lineage"</LinkButton> })}
        }
        .into_any()
    };
    let live = model.live().len();
    let note = format!("{} versions, {live} live", versions.len());
    let table = if any {
        model_table("Versions of this model", model.versions)
    } else {
        view! { <Empty title="No version registered yet" icon=icon::MODEL/> }.into_any()
    };
    view! {
        <PageHead title=model.name kind="Model" back=("/models", "Models") actions=actions/>
        <p class="inline"><span class="code note">{model.subject.0}</span>{system(model.system)}</p>
        <Card title="Versions" note=note flush=true>{table}</Card>
    }
    .into_any()
}
