//! Giving the duty of a security champion up, and proposing who could follow.
use client::{
    accountability::{
        commands::{StepDownChampion, StepDownChampionInput},
        teams::ChampionTeam,
    },
    scalars::Subject as Name,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose, buttons, unfilled},
    ui::{Select, TextArea},
};

/// The form.
#[component]
pub fn StepDownForm(
    /// Who steps down.
    person: Name,
    /// The team.
    team: ChampionTeam,
    /// Who is in it; the first choice is nobody.
    members: Vec<(String, String)>,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (reason, follows) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new(open);
    let others = members.into_iter().filter(|(id, _)| !id.is_empty() && *id != person.0);
    let nobody = (String::new(), "Nobody yet".to_owned());
    let options: Vec<_> = std::iter::once(nobody).chain(others).collect();
    let words = format!("For {}", team.name);
    let subject = team.subject;
    let send = move |()| {
        let successor = follows.get_untracked();
        let input = StepDownChampionInput {
            person: person.clone(),
            team: subject.clone(),
            reason: reason.get_untracked().trim().to_owned(),
            successor: (!successor.is_empty()).then_some(Name(successor)),
        };
        form.send::<StepDownChampion>(input, |_, _| ());
    };
    view! {
        <div class="stack">
            <p>{words}</p>
            <TextArea label="Why" value=reason required=true error=form.error("reason") hint="Whoever may read the event can read it; it can be erased later."/>
            <Select label="Who could follow" value=follows options=options error=form.error("successor")/>
            <Loose form=form fields=&["reason", "successor"]/>
            {buttons(form, "Step down", unfilled([reason]), send)}
        </div>
    }
}
