//! Giving something to another person: one dialog for whatever has an owner.
use client::scalars::Subject;
use leptos::prelude::*;

use super::choose::one_person;
use crate::{
    rows::form::{Form, Loose, buttons, unfilled},
    ui::{Button, Dialog},
};

/// Sends what the form says: to whom something is given.
pub type Sending = Callback<(Form, Subject)>;

/// The button that gives something to somebody else, and its dialog. `what` is said of the thing in
/// the heading: `this finding`.
pub fn give(what: &str, lede: &'static str, send: Sending) -> AnyView {
    let open = RwSignal::new(false);
    let (title, label) =
        (format!("Give {what} to somebody else"), format!("Give to somebody… {what}"));
    view! {
        <Button records=true label=label on_press=move |()| open.set(true)>"Give to somebody…"</Button>
        <Dialog open=open title=title lede=lede>{move || form_of(open, send)}</Dialog>
    }
    .into_any()
}

fn form_of(open: RwSignal<bool>, send: Sending) -> AnyView {
    let owner = RwSignal::new(String::new());
    let form = Form::new(open);
    let give = move |()| send.run((form, Subject(owner.get_untracked())));
    view! {
        <div class="stack">
            {one_person("Owner", owner, form.error("owner"))}
            <Loose form=form fields=&["owner"]/>
            {buttons(form, "Give", unfilled([owner]), give)}
        </div>
    }
    .into_any()
}
