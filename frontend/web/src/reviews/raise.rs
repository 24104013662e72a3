//! Raising a finding: in a review, or about a system.
use client::{
    reviews::commands::{RaiseFinding, RaiseFindingInput},
    reviews::words::Grade,
    scalars::Subject,
};
use leptos::prelude::*;

use super::open::options;
use crate::{
    people::choose::one_person,
    rows::form::{Form, Loose},
    ui::{Button, Dialog, Select, TextArea, TextField, Weight, icon},
};

/// The button that raises a finding, and its dialog.
pub fn raise_finding(system: Option<String>, review: Option<String>) -> AnyView {
    let open = RwSignal::new(false);
    let place = StoredValue::new((system, review));
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Raise a finding…"</Button>
        <Dialog open=open title="Raise a finding" lede="Say which control does not hold, and how bad that is. Name no person: a finding stays readable for ever.">
            {move || form_of(place, open)}
        </Dialog>
    }
    .into_any()
}

fn form_of(place: StoredValue<(Option<String>, Option<String>)>, open: RwSignal<bool>) -> AnyView {
    let blank = || RwSignal::new(String::new());
    let (control, text, owner) = (blank(), blank(), blank());
    let severity = RwSignal::new("medium".to_owned());
    let form = Form::new(open);
    let send = move |()| {
        let Some(severity) = Grade::read(&severity.get_untracked()) else { return };
        let (system, review) = place.get_value();
        let owner = owner.get_untracked();
        let input = RaiseFindingInput {
            control: control.get_untracked().trim().to_owned(),
            severity,
            text: text.get_untracked(),
            system: system.map(Subject),
            review: review.map(Subject),
            owner: (!owner.is_empty()).then_some(Subject(owner)),
        };
        form.send::<RaiseFinding>(input, |_, _| ());
    };
    let is_empty = |value: RwSignal<String>| value.with(|value| value.trim().is_empty());
    let off = Signal::derive(move || is_empty(control) || is_empty(text));
    let grades = options::<Grade>();
    view! {
        <div class="stack">
            <TextField label="Control" value=control required=true hint="Its id in the catalogue, such as AIC-VT-03." error=form.error("control")/>
            <Select label="Severity" value=severity options=grades error=form.error("severity")/>
            <TextArea label="What was found" value=text required=true error=form.error("text")/>
            {one_person("Who mends it (optional)", owner, form.error("owner"))}
            <Loose form=form fields=&["control", "severity", "text", "owner"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Raise finding"</Button>
            </div>
        </div>
    }
    .into_any()
}
