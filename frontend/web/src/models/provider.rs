//! What a provider put in the place of what, and the form that records it.
use client::{
    models::{
        commands::{ChangeProvider, ChangeProviderInput},
        queries::{ProviderChange, WholeModel},
    },
    offer::Chance,
    scalars::{Long, Subject as Name},
};
use leptos::prelude::*;

use crate::{
    rows::{
        form::{Form, Loose, buttons, unfilled},
        offer::offered,
    },
    ui::{
        Button, Card, Column, Dialog, Empty, Row, Select, Status, Subject, Table, TextField, Time,
        Tone, Written, cell, icon,
    },
};

/// The card of a provider's changes.
pub fn provider_card(model: &WholeModel, may: Chance) -> AnyView {
    let about = StoredValue::new((model.subject.clone(), model.replaceable()));
    let actions = move || offered(&may, || begin(about));
    let body = if model.provider_changes.is_empty() {
        view! { <Empty title="No change by a provider is recorded" note="Whoever hosts a model may put another one behind its name; recorded here, that is seen by whoever relies on it." icon=icon::MODEL/> }.into_any()
    } else {
        let columns = ["When", "Before", "After", "Said"].map(Column::new).to_vec();
        let rows = model.provider_changes.iter().rev().cloned().map(line).collect();
        view! { <Table caption="Each change of the model behind the name" columns=columns rows=rows/> }.into_any()
    };
    view! {
        <Card title="Changes by the provider" note="The same name, another model behind it; newest first." flush=true actions=actions>{body}</Card>
    }
    .into_any()
}

fn line(change: ProviderChange) -> Row {
    let (notice, is_sudden) = (change.notice(), change.notice_days.0 == 0);
    let tone = if is_sudden { Tone::Warn } else { Tone::Neutral };
    Row::new(vec![
        cell(view! { <Time at=change.at.0 written=Written::Day/> }),
        cell(view! { <Subject of=change.from.0/> }),
        cell(view! { <Subject of=change.to.0/> }),
        cell(view! { <Status tone=tone text=notice/> }),
    ])
}

fn begin(about: StoredValue<(Name, Vec<Name>)>) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Record a change…"</Button>
        <Dialog open=open title="Record a change by the provider" lede="The provider answers under the same name with another model. What was tested was the one before.">
            {move || form(about.get_value(), open)}
        </Dialog>
    }
    .into_any()
}

fn form((model, versions): (Name, Vec<Name>), open: RwSignal<bool>) -> AnyView {
    let label = |version: &Name| version.version().unwrap_or_default().to_owned();
    let options: Vec<_> = versions.iter().map(|one| (one.0.clone(), label(one))).collect();
    let first = options.first().map(|(key, _)| key.clone()).unwrap_or_default();
    let (from, to) = (RwSignal::new(first), RwSignal::new(String::new()));
    let notice = RwSignal::new("0".to_owned());
    let form = Form::new(open);
    let send = move |()| {
        let Some(days) = form.whole("noticeDays", &notice.get_untracked()) else { return };
        let to = Name(format!("{}@{}", model.0, to.get_untracked().trim()));
        let (model, from) = (model.clone(), Name(from.get_untracked()));
        let input = ChangeProviderInput { model, from, to, notice_days: Long(days) };
        form.send::<ChangeProvider>(input, |_, _| ());
    };
    view! {
        <div class="stack">
            <Select label="Version before" value=from options=options error=form.error("from")/>
            <TextField label="Version after" value=to required=true hint="As the provider calls it, such as 2026-02." error=form.error("to")/>
            <TextField label="Days of notice" value=notice required=true hint="How long before they said so; 0 when they did not." error=form.error("noticeDays")/>
            <Loose form=form fields=&["from", "to", "noticeDays"]/>
            {buttons(form, "Record change", unfilled([from, to, notice]), send)}
        </div>
    }
    .into_any()
}
