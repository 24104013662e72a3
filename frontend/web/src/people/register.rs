//! Registering one person, or one service account.
use client::people::{commands::RegisterPerson, model::Draft};
use leptos::prelude::*;

use super::choose::one_team;
use crate::{
    api::fresh_id,
    rows::form::{Form, Loose, buttons},
    ui::{Checkbox, Dialog, TextField},
};

/// The form.
#[component]
pub fn RegisterForm(
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open=open title="Register a person" lede="They can be given roles from then on, and hold none before. Name and e-mail can be erased later; the identifier cannot.">
            {move || fields(open)}
        </Dialog>
    }
}

fn fields(open: RwSignal<bool>) -> AnyView {
    let text = || RwSignal::new(String::new());
    let (name, email, team, id) = (text(), text(), text(), text());
    let service = RwSignal::new(false);
    let form = Form::new(open);
    // One for as long as the form is open: a second press sends the same thing.
    let made_up = StoredValue::new(fresh_id());
    let draft = move || Draft {
        name: name.get(),
        email: email.get(),
        team: team.get(),
        id: id.get(),
        service: service.get(),
    };
    let input = move || made_up.with_value(|made_up| draft().input(made_up));
    let send = move |()| {
        let Some(input) = untrack(input) else { return };
        form.send::<RegisterPerson>(input, |_, _| ());
    };
    let off = Signal::derive(move || input().is_none());
    view! {
        <div class="stack">
            <TextField label="Name" value=name required=true error=form.error("name")/>
            <TextField label="E-mail" kind="email" value=email error=form.error("email")/>
            {one_team("Team", team, form.error("team"))}
            <TextField label="Identifier" value=id error=form.error("person") hint="Letters, digits, dots and dashes, such as usr-4711, and nobody's name. Made up when empty."/>
            <Checkbox label="Service account" value=service hint="A machine: it signs in with tokens and never decides."/>
            <Loose form=form fields=&["name", "email", "team", "person"]/>
            {buttons(form, "Register", off, send)}
        </div>
    }
    .into_any()
}
