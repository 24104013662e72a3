//! Linking a finding to the risk or the action that follows from it.
use client::{
    reviews::commands::{LinkFinding, LinkFindingInput},
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Dialog, TextField, Weight},
};

/// The button that links a finding, and its dialog.
pub fn link_finding(finding: &str) -> AnyView {
    let open = RwSignal::new(false);
    let finding = StoredValue::new(finding.to_owned());
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Link what follows…"</Button>
        <Dialog open=open title="Link what follows from this finding" lede="The risk that it became, or an action that mends it.">
            {move || form_of(finding, open)}
        </Dialog>
    }
    .into_any()
}

fn form_of(finding: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let to = RwSignal::new(String::new());
    let form = Form::new(open);
    let send = move |()| {
        let (finding, to) =
            (Subject(finding.get_value()), Subject(to.get_untracked().trim().to_owned()));
        form.send::<LinkFinding>(LinkFindingInput { finding, to }, |_, _| ());
    };
    let off = Signal::derive(move || to.with(|to| !to.contains(':')));
    view! {
        <div class="stack">
            <TextField label="What follows" value=to required=true hint="Such as risk:RSK-01 or action:ACT-2026-021." error=form.error("to")/>
            <Loose form=form fields=&["to"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Link"</Button>
            </div>
        </div>
    }
    .into_any()
}
