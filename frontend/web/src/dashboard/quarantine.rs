//! The page at `/quarantine`: the rows behind one figure of the first page.
use client::{
    dashboard::quarantined::{self, QuarantinedPage},
    words::counted,
};
use leptos::prelude::*;

use crate::{
    rows::{asked, model_table, note, shown, version_table},
    ui::{Card, Empty, Notice, Outline, PageHead, Tone, icon},
};

/// Everything that is stopped.
pub fn quarantine_page() -> AnyView {
    let page = asked(quarantined::ask);
    view! {
        <PageHead
            title="Quarantined versions"
            lede="Versions that must not be used. What was made from them is suspect."
            back=("/", "Overview")
        />
        {shown(page, Outline::Rows, quarantined::read, draw)}
    }
    .into_any()
}

fn draw(page: QuarantinedPage) -> AnyView {
    note(&page.at);
    let (data, models) = (page.data(), page.of_models());
    if data.is_empty() && models.is_empty() {
        let note = "Nothing had been stopped at the moment you look at.";
        return view! { <div class="card"><Empty title="No version is quarantined" note=note icon=icon::SHIELD/></div> }.into_any();
    }
    let cut = page.is_cut().then(|| {
        view! { <Notice tone=Tone::Warn title="There may be more than are shown here"/> }
    });
    let (of_data, of_models) =
        (counted(data.len(), "version", "versions"), counted(models.len(), "version", "versions"));
    let data = (!data.is_empty()).then(|| {
        view! { <Card title="Data" note=of_data flush=true>{version_table("Quarantined versions of datasets", data)}</Card> }
    });
    let models = (!models.is_empty()).then(|| {
        view! { <Card title="Models" note=of_models flush=true>{model_table("Quarantined versions of models", models)}</Card> }
    });
    view! { {cut}{data}{models} }.into_any()
}
