//! The page at `/models/:name`.
use client::{
    models::queries::{ModelPage, WholeModel},
    offer::{Ask, Chance, chance},
    words::counted,
};
use leptos::prelude::*;

use super::provider::provider_card;
use crate::{
    lineage::words::lineage_of,
    rows::{missing, model_table, note, one_page, system},
    ui::{Card, Empty, LinkButton, PageHead, escaped, icon},
};

/// One model with its versions.
pub fn model_page() -> AnyView {
    one_page("model", |page: ModelPage| {
        note(&page.at);
        let ask = Ask::of("changeProvider", "record what its provider did");
        page.model.map_or_else(
            || missing("model", ("/models", "Models")),
            |model| {
                let may = chance(&model.offers, &page.me, ask);
                full(model, may)
            },
        )
    })
}

fn full(model: WholeModel, may: Chance) -> AnyView {
    let provider = provider_card(&model, may);
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
    let live = model.live_count();
    let note = format!("{}, {live} live", counted(versions.len(), "version", "versions"));
    let table = if any {
        model_table("Versions of this model", model.versions)
    } else {
        view! { <Empty title="No version registered yet" icon=icon::MODEL/> }.into_any()
    };
    view! {
        <PageHead title=model.name kind="Model" back=("/models", "Models") actions=actions/>
        <p class="inline"><span class="code note">{model.subject.0}</span>{system(model.system)}</p>
        <Card title="Versions" note=note flush=true>{table}</Card>
        {provider}
    }
    .into_any()
}
