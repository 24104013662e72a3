//! Creating a team.
use client::people::{commands::CreateTeam, model::new_team};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose, buttons},
    ui::{Dialog, TextField},
};

/// The form.
#[component]
pub fn TeamForm(
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (name, id) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new(open);
    let team = move || name.with(|name| id.with(|id| new_team(name, id)));
    let send = move |()| {
        let Some(input) = untrack(team) else { return };
        form.send::<CreateTeam>(input, move |_, _| {
            name.try_set(String::new());
            id.try_set(String::new());
        });
    };
    let off = Signal::derive(move || team().is_none());
    view! {
        <Dialog open=open title="Create a team" lede="People, systems and roles can belong to it from then on. Its identifier never changes.">
            <div class="stack">
                <TextField label="Name" value=name required=true error=form.error("name")/>
                <TextField label="Identifier" value=id error=form.error("team") hint="Letters, digits, dots and dashes, such as team-care-ai. Made of the name when empty."/>
                <Loose form=form fields=&["name", "team"]/>
                {buttons(form, "Create it", off, send)}
            </div>
        </Dialog>
    }
}
