//! Who answers for a control, and whether it applies.
use client::{
    controls::commands::{
        AssignControlOwner, AssignControlOwnerInput, ControlReasonInput, Verdict,
    },
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
    systems::assign::{choices, people_in_office},
    ui::{Button, Dialog, Select, TextArea, Weight},
};

/// The dialog that makes a person answer for it.
#[component]
pub fn AssignOwner(
    /// The system.
    system: String,
    /// The control.
    control: String,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open=open title="Who answers for this control" lede="They are told when its evidence comes due.">
            <AssignForm system=system.clone() control=control.clone() open=open/>
        </Dialog>
    }
}

/// The form. What it needs to know is asked when the dialog opens.
#[component]
pub fn AssignForm(
    /// The system.
    system: String,
    /// The control.
    control: String,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let person = RwSignal::new(String::new());
    let form = Form::new(open);
    let people = people_in_office();
    let send = Callback::new(move |()| {
        let input = AssignControlOwnerInput {
            system: Subject(system.clone()),
            control: control.clone(),
            person: Subject(person.get_untracked()),
        };
        form.send::<AssignControlOwner>(input, |_, _| ());
    });
    let off = Signal::derive(move || person.with(String::is_empty));
    view! {
        <div class="stack">
            {move || view! { <Select label="Person" value=person options=choices(people.get()) error=form.error("person")/> }}
            <Loose form=form fields=&["person"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Assign"</Button>
            </div>
        </div>
    }
}

/// What the form says for a verdict: title, lede, the word on its button.
fn words(verdict: Verdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        Verdict::Applicable => (
            "Let the control apply again",
            "What it asks for counts again from now on.",
            "Let it apply",
        ),
        Verdict::NotApplicable => (
            "This control does not apply",
            "Not applicable is not a pass: the control is left out of every count, with your reason beside it.",
            "It does not apply",
        ),
    }
}

/// The dialog that decides whether it applies.
#[component]
pub fn Decide(
    /// What is decided.
    verdict: Verdict,
    /// The system.
    system: String,
    /// The control.
    control: String,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let form = Form::new(open);
    let send = Callback::new(move |()| {
        let input = ControlReasonInput {
            system: Subject(system.clone()),
            control: control.clone(),
            reason: reason.get_untracked(),
        };
        let order = move |id: &str| verdict.order(id, input.clone());
        form.send_by(order, move |text| verdict.sent(text), |(), _| ());
    });
    let (title, lede, word) = words(verdict);
    let off = Signal::derive(move || reason.with(|text| text.trim().is_empty()));
    view! {
        <Dialog open=open title=title lede=lede>
            <div class="stack">
                <TextArea label="Why" value=reason required=true error=form.error("reason") hint="An auditor will read this. Name no persons."/>
                <Loose form=form fields=&["reason"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>{word}</Button>
                </div>
            </div>
        </Dialog>
    }
}
