//! The form that starts a campaign.
use client::{
    awareness::{
        commands::{StartCampaign, StartCampaignInput},
        curriculum::{CurriculumPage, subjects},
    },
    people::catalogue::last_moment,
};
use leptos::prelude::*;

use super::picks::Picks;
use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Checkbox, TextField, Weight},
};

/// Fields that show what is wrong with them.
const FIELDS: &[&str] = &["title", "modules", "roles", "teams", "systems", "due"];

/// The form.
#[component]
pub fn StartForm(
    /// What can be chosen.
    page: CurriculumPage,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let empty = RwSignal::<String>::default;
    let (form, title, due) = (Form::new(open), empty(), empty());
    let none = RwSignal::<Vec<String>>::default;
    let (modules, roles, teams, systems) = (none(), none(), none(), none());
    let anew = RwSignal::new(false);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(due) = due.with_untracked(|day: &String| last_moment(day)) else { return };
        let input = StartCampaignInput {
            campaign: None,
            title: title.get_untracked(),
            modules: modules.get_untracked(),
            roles: roles.get_untracked(),
            teams: teams.with_untracked(|all| subjects(all)),
            systems: systems.with_untracked(|all| subjects(all)),
            due,
            anew: anew.get_untracked(),
        };
        form.send::<StartCampaign>(input, |_, _| ());
    };
    let off = Signal::derive(move || {
        title.with(|text: &String| text.trim().is_empty())
            || due.with(String::is_empty)
            || modules.with(Vec::is_empty)
    });
    let everybody = move || {
        let nobody = [roles, teams, systems].iter().all(|one| one.with(Vec::is_empty));
        nobody.then_some("With no role, team or system chosen it asks everybody.")
    };
    view! {
        <form class="stack" on:submit=send novalidate=true>
            <div class="form-cols">
                <TextField label="Title" value=title required=true error=form.error("title")/>
                <TextField label="Due by" kind="date" value=due required=true error=form.error("due")/>
            </div>
            <Picks label="Modules" choices=page.module_choices() chosen=modules error=form.error("modules")/>
            <Picks label="Holders of these roles" choices=page.role_choices() chosen=roles error=form.error("roles")/>
            <Picks label="Members of these teams" choices=page.team_choices() chosen=teams error=form.error("teams")/>
            <Picks label="Those who work on these systems" choices=page.system_choices() chosen=systems error=form.error("systems")/>
            <p class="note" role="status">{everybody}</p>
            <Checkbox label="Ask anew" value=anew hint="What was completed before the campaign does not count for it."/>
            <Loose form=form fields=FIELDS/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button submits=true weight=Weight::Primary records=true busy=form.busy disabled=off>"Start"</Button>
            </div>
        </form>
    }
}
