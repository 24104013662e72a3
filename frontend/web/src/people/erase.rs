//! Forgetting a person, with a confirmation that cannot be given by accident.
use client::{people::commands, shared::Refusal};
use leptos::prelude::*;

use crate::{
    api::submit,
    rows::form::{Loose, Outcome, finish},
    ui::{Button, Checkbox, Dialog, Notice, TextField, Tone, Weight},
};

/// The form.
#[component]
pub fn EraseForm(
    /// The person.
    person: String,
    /// How they are called.
    name: String,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let authority = RwSignal::new(String::new());
    let sure = RwSignal::new(false);
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let ends = finish(open, refusal, busy);
    let send = Callback::new(move |()| {
        busy.set(true);
        submit(commands::order_erasure(&person, authority.get_untracked()), move |answer| {
            ends.run(answer.map_err(|failure| failure.to_string()).and_then(|text| {
                commands::read_erasure(&text)
                    .map(|payload| Outcome { receipt: payload.receipt, refusal: payload.refusal })
            }));
        });
    });
    let off = Signal::derive(move || !sure.get() || authority.with(|text| text.trim().is_empty()));
    let error = Signal::derive(move || refusal.with(|one| one.as_ref()?.beside("authority")));
    view! {
        <Dialog open=open title=format!("Erase {name}") lede="The key that opens this person's name and words is destroyed.">
            <div class="stack">
                <Notice tone=Tone::Warn title="This cannot be undone">
                    <p>"The name is gone everywhere, in the past too. The records stay, and still prove."</p>
                </Notice>
                <TextField label="On what ground" value=authority required=true error=error hint="The request or decision, by its reference."/>
                <Checkbox label="I understand that nobody can bring it back" value=sure/>
                <Loose refusal=refusal fields=&["authority"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Danger records=true busy=busy disabled=off on_press=send>"Erase for good"</Button>
                </div>
            </div>
        </Dialog>
    }
}
