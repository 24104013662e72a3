//! Recording that somebody has left.
use client::{
    people::commands::{DeactivatePerson, DeactivatePersonInput},
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
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
    let form = Form::new(open);
    let send = Callback::new(move |()| {
        let person = Subject(person.clone());
        form.send::<DeactivatePerson>(DeactivatePersonInput { person }, |_, _| ());
    });
    view! {
        <Dialog open=open title=format!("{name} has left") lede="Their roles end now. What they answered for is listed under Accountability until somebody follows; nothing about the past changes.">
            <div class="stack">
                <Loose form=form fields=&[]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Danger records=true busy=form.busy on_press=send>"Record that they left"</Button>
                </div>
            </div>
        </Dialog>
    }
}
