//! Making a person accountable for a system.
use client::{
    people,
    scalars::Subject,
    shared::Refusal,
    systems::queries::{self, AssignOwnerInput},
};
use leptos::prelude::*;

use crate::{
    api::{Answer, submit},
    rows::{
        asked,
        form::{Loose, Outcome, finish},
    },
    ui::{Button, Dialog, Select, Weight},
};

/// The dialog. What it needs to know is asked when it is opened.
#[component]
pub fn AssignOwner(
    /// The system.
    system: String,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open=open title="Who is accountable" lede="The person before stays in the record, with the day it ended.">
            <AssignForm system=system.clone() open=open/>
        </Dialog>
    }
}

/// The form. Refusals stand beside the field they are about.
#[component]
pub fn AssignForm(
    /// The system.
    system: String,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (person, duty) = (RwSignal::new(String::new()), RwSignal::new("owner".to_owned()));
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let people = asked(|moment| people::queries::ask_list(moment, None));
    let ends = finish(open, refusal, busy);
    let send = Callback::new(move |()| {
        busy.set(true);
        let input = AssignOwnerInput {
            system: Subject(system.clone()),
            person: Subject(person.get_untracked()),
            duty: duty.get_untracked(),
        };
        submit(queries::order_owner(input), move |answer| ends.run(outcome(answer)));
    });
    let beside = move |field: &'static str| {
        Signal::derive(move || refusal.with(|one| one.as_ref()?.beside(field)))
    };
    let choose = move || {
        view! { <Select label="Person" value=person options=choices(people.get()) error=beside("person")/> }
    };
    let duties = [("owner", "Owner"), ("deputy", "Deputy")];
    let duties = duties.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec();
    let off = Signal::derive(move || person.with(String::is_empty));
    view! {
        <div class="stack">
            {choose}
            <Select label="Duty" value=duty options=duties error=beside("duty")/>
            <Loose refusal=refusal fields=&["person", "duty"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=busy disabled=off on_press=send>"Assign"</Button>
            </div>
        </div>
    }
}

fn outcome(answer: Answer) -> Result<Outcome, String> {
    let text = answer.map_err(|failure| failure.to_string())?;
    let payload = queries::read_owner(&text)?;
    Ok(Outcome { receipt: payload.receipt, refusal: payload.refusal })
}

/// People who work here, by name; the first choice is nobody.
pub fn choices(answer: Option<Answer>) -> Vec<(String, String)> {
    let text = answer.and_then(Result::ok).unwrap_or_default();
    let rows = people::queries::read_list(&text).map(|page| page.people.nodes).unwrap_or_default();
    let active = rows.into_iter().filter(|row| row.active && !row.service && !row.erased);
    let mut choices: Vec<_> = active.map(|row| (row.subject.0.clone(), row.words())).collect();
    choices.sort_by(|a, b| a.1.cmp(&b.1));
    choices.insert(0, (String::new(), "Choose a person".to_owned()));
    choices
}
