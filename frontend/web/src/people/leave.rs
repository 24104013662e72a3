//! Recording that somebody has left.
use client::{people::commands, shared::Refusal};
use leptos::prelude::*;

use crate::{
    api::submit,
    rows::form::{Loose, Outcome, finish},
    ui::{Button, Dialog, Weight},
};

/// The form.
#[component]
pub fn LeaveForm(
    /// The person.
    person: String,
    /// How they are called.
    name: String,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let ends = finish(open, refusal, busy);
    let send = Callback::new(move |()| {
        busy.set(true);
        submit(commands::order_leave(&person), move |answer| {
            ends.run(answer.map_err(|failure| failure.to_string()).and_then(|text| {
                commands::read_leave(&text)
                    .map(|payload| Outcome { receipt: payload.receipt, refusal: payload.refusal })
            }));
        });
    });
    view! {
        <Dialog open=open title=format!("{name} has left") lede="Their roles end now. What they answered for is listed under Accountability until somebody follows; nothing about the past changes.">
            <div class="stack">
                <Loose refusal=refusal fields=&[]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Danger records=true busy=busy on_press=send>"Record that they left"</Button>
                </div>
            </div>
        </Dialog>
    }
}
