//! Withdrawing evidence that was wrong.
use client::{
    evaluations::commands::{WithdrawEvidence, WithdrawEvidenceInput},
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose, buttons, unfilled},
    ui::{Button, Dialog, TextArea, Weight},
};

/// The button that withdraws a piece of evidence, and its dialog.
pub fn withdraw_evidence(evidence: &Subject) -> AnyView {
    let open = RwSignal::new(false);
    let evidence = StoredValue::new(evidence.clone());
    view! {
        <Button records=true weight=Weight::Danger on_press=move |()| open.set(true)>"Withdraw…"</Button>
        <Dialog open=open title="Withdraw this evidence" lede="For a report that was wrong. It counts for nothing from now on, and stays in the record with its files. Another report gets a name of its own.">
            {move || form_of(evidence, open)}
        </Dialog>
    }
    .into_any()
}

fn form_of(evidence: StoredValue<Subject>, open: RwSignal<bool>) -> AnyView {
    let reason = RwSignal::new(String::new());
    let form = Form::new(open);
    let send = move |()| {
        let (evidence, reason) = (evidence.get_value(), reason.get_untracked());
        form.send::<WithdrawEvidence>(WithdrawEvidenceInput { evidence, reason }, |_, _| ());
    };
    view! {
        <div class="stack">
            <TextArea label="Why" value=reason required=true error=form.error("reason") hint="What was wrong with it. An auditor will read this."/>
            <Loose form=form fields=&["reason"]/>
            {buttons(form, "Withdraw it", unfilled([reason]), send)}
        </div>
    }
    .into_any()
}
