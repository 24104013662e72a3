//! Forgetting a person, with a confirmation that cannot be given by accident.
use client::{
    people::commands::{ErasePerson, ErasePersonInput},
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
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
    let form = Form::new(open);
    let send = Callback::new(move |()| {
        let (person, authority) = (Subject(person.clone()), authority.get_untracked());
        form.send::<ErasePerson>(ErasePersonInput { person, authority }, |_, _| ());
    });
    let off = Signal::derive(move || !sure.get() || authority.with(|text| text.trim().is_empty()));
    view! {
        <Dialog open=open title=format!("Erase {name}") lede="The key that opens this person's name and words is destroyed.">
            <div class="stack">
                <Notice tone=Tone::Warn title="This cannot be undone">
                    <p>"The name is gone everywhere, in the past too. The records stay, and still prove."</p>
                </Notice>
                <TextField label="On what ground" value=authority required=true error=form.error("authority") hint="The request or decision, by its reference."/>
                <Checkbox label="I understand that nobody can bring it back" value=sure/>
                <Loose form=form fields=&["authority"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Danger records=true busy=form.busy disabled=off on_press=send>"Erase for good"</Button>
                </div>
            </div>
        </Dialog>
    }
}
