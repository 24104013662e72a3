//! Who answers for a control, and whether it applies.
use client::{
    controls::commands::{self, AssignControlOwnerInput, ControlPayload, ControlReasonInput},
    people,
    scalars::Subject,
    shared::Refusal,
};
use leptos::prelude::*;

use crate::{
    api::{Answer, submit},
    rows::{
        asked,
        form::{Loose, Outcome, finish},
    },
    systems::assign::choices,
    ui::{Button, Dialog, Select, TextArea, Weight},
};

/// What the server made of a command about a control.
pub fn outcome(
    answer: Answer,
    read: fn(&str) -> Result<ControlPayload, String>,
) -> Result<Outcome, String> {
    let text = answer.map_err(|failure| failure.to_string())?;
    let payload = read(&text)?;
    Ok(Outcome { receipt: payload.receipt, refusal: payload.refusal })
}

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

#[component]
fn AssignForm(system: String, control: String, open: RwSignal<bool>) -> impl IntoView {
    let person = RwSignal::new(String::new());
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let people = asked(|moment| people::queries::ask_list(moment, None));
    let ends = finish(open, refusal, busy);
    let send = Callback::new(move |()| {
        busy.set(true);
        let input = AssignControlOwnerInput {
            system: Subject(system.clone()),
            control: control.clone(),
            person: Subject(person.get_untracked()),
        };
        submit(commands::order_owner(input), move |answer| {
            ends.run(outcome(answer, commands::read_owner));
        });
    });
    let error = Signal::derive(move || refusal.with(|one| one.as_ref()?.beside("person")));
    let off = Signal::derive(move || person.with(String::is_empty));
    view! {
        <div class="stack">
            {move || view! { <Select label="Person" value=person options=choices(people.get()) error=error/> }}
            <Loose refusal=refusal fields=&["person"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=busy disabled=off on_press=send>"Assign"</Button>
            </div>
        </div>
    }
}

/// The dialog that decides whether it applies.
#[component]
pub fn Decide(
    /// The system.
    system: String,
    /// The control.
    control: String,
    /// Whether it is marked as not applicable now.
    marked: bool,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let ends = finish(open, refusal, busy);
    let send = Callback::new(move |()| {
        busy.set(true);
        let input = ControlReasonInput {
            system: Subject(system.clone()),
            control: control.clone(),
            reason: reason.get_untracked(),
        };
        if marked {
            submit(commands::order_applicable(input), move |answer| {
                ends.run(outcome(answer, commands::read_applicable));
            });
        } else {
            submit(commands::order_not_applicable(input), move |answer| {
                ends.run(outcome(answer, commands::read_not_applicable));
            });
        }
    });
    let (title, lede, word) = if marked {
        (
            "Let the control apply again",
            "What it asks for counts again from now on.",
            "Let it apply",
        )
    } else {
        (
            "This control does not apply",
            "Not applicable is not a pass: the control is left out of every count, with your reason beside it.",
            "It does not apply",
        )
    };
    let error = Signal::derive(move || refusal.with(|one| one.as_ref()?.beside("reason")));
    let off = Signal::derive(move || reason.with(|text| text.trim().is_empty()));
    view! {
        <Dialog open=open title=title lede=lede>
            <div class="stack">
                <TextArea label="Why" value=reason required=true error=error hint="An auditor will read this."/>
                <Loose refusal=refusal fields=&["reason"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Primary records=true busy=busy disabled=off on_press=send>{word}</Button>
                </div>
            </div>
        </Dialog>
    }
}
