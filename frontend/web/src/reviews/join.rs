//! Letting somebody else take part in a design review: a successor, or somebody who knows more.
use client::{
    reviews::commands::{AddReviewParticipant, AddReviewParticipantInput},
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    people::choose::one_person,
    rows::form::{Form, Loose},
    ui::{Button, Dialog, Weight, icon},
};

/// The button that lets somebody else take part, and its dialog.
pub fn add_participant(review: &str) -> AnyView {
    let open = RwSignal::new(false);
    let review = StoredValue::new(review.to_owned());
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Add somebody…"</Button>
        <Dialog open=open title="Let somebody else take part" lede="They answer from now on; what was answered before stays with those who did.">
            {move || form_of(review, open)}
        </Dialog>
    }
    .into_any()
}

fn form_of(review: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let person = RwSignal::new(String::new());
    let form = Form::new(open);
    let send = move |()| {
        let (review, person) = (Subject(review.get_value()), Subject(person.get_untracked()));
        form.send::<AddReviewParticipant>(AddReviewParticipantInput { review, person }, |_, _| ());
    };
    let off = Signal::derive(move || person.with(String::is_empty));
    view! {
        <div class="stack">
            {one_person("Person", person, form.error("person"))}
            <Loose form=form fields=&["person"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Add"</Button>
            </div>
        </div>
    }
    .into_any()
}
