//! Moving somebody to another team.
use client::{
    people::commands::{MovePerson, MovePersonInput},
    scalars::Subject,
};
use leptos::prelude::*;

use super::choose::one_team;
use crate::{
    rows::form::{Form, Loose, buttons, unfilled},
    ui::Dialog,
};

/// The form.
#[component]
pub fn MoveForm(
    /// The person.
    person: String,
    /// How they are called.
    name: String,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let person = StoredValue::new(person);
    let title = format!("Move {name} to another team");
    view! {
        <Dialog open=open title=title lede="Roles stay as they are: those for the old team are ended where they stand.">
            {move || fields(person, open)}
        </Dialog>
    }
}

fn fields(person: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let team = RwSignal::new(String::new());
    let form = Form::new(open);
    let send = move |()| {
        let (person, team) = (Subject(person.get_value()), Subject(team.get_untracked()));
        form.send::<MovePerson>(MovePersonInput { person, team }, |_, _| ());
    };
    view! {
        <div class="stack">
            {one_team("Team", team, form.error("team"))}
            <Loose form=form fields=&["team"]/>
            {buttons(form, "Move", unfilled([team]), send)}
        </div>
    }
    .into_any()
}
