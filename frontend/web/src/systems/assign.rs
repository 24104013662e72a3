//! Making a person accountable for a system, or for one stage of its deployments.
use client::{
    list::{OrderBy, Paged, Part},
    people::list::{People, PersonFilter},
    scalars::Subject,
    systems::commands::{AssignOwner as Assign, AssignOwnerInput},
    words::Stage,
};
use leptos::prelude::*;

use crate::{
    api::{Answer, Ask},
    rows::{
        asked,
        form::{Form, Loose},
    },
    ui::{Button, Dialog, Select, Weight},
};

/// People offered: as many as one page of the server holds.
const MOST: i32 = 500;

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
    let stage = RwSignal::new(String::new());
    let form = Form::new(open);
    let people = people_in_office();
    let send = Callback::new(move |()| {
        let input = AssignOwnerInput {
            system: Subject(system.clone()),
            person: Subject(person.get_untracked()),
            duty: duty.get_untracked(),
            stage: Stage::read(&stage.get_untracked()),
        };
        form.send::<Assign>(input, |_, _| ());
    });
    let choose = move || {
        view! { <Select label="Person" value=person options=choices(people.get()) error=form.error("person")/> }
    };
    let duties = [("owner", "Owner"), ("deputy", "Deputy"), ("responsible", "Responsible")];
    let duties = duties.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec();
    let stages = Stage::ALL.iter().map(|one| (one.slug().to_owned(), one.word().to_owned()));
    let stages: Vec<_> =
        std::iter::once((String::new(), "All stages".to_owned())).chain(stages).collect();
    let off = Signal::derive(move || person.with(String::is_empty));
    view! {
        <div class="stack">
            {choose}
            <Select label="Duty" value=duty options=duties error=form.error("duty") hint="One person is the owner; many may be deputies, and many may do the work."/>
            <Select label="Stage" value=stage options=stages error=form.error("stage") hint="For what is deployed there alone, or for everything."/>
            <Loose form=form fields=&["person", "duty", "stage"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Assign"</Button>
            </div>
        </div>
    }
}

/// Asks for the people who work here, for [`choices`].
pub fn people_in_office() -> Ask {
    asked(|moment| {
        let (active, service) = (Some(true), Some(false));
        let filter = PersonFilter { active, service, ..PersonFilter::default() };
        let order = Some(OrderBy { key: "name".to_owned(), descending: false });
        People::ask(moment, filter, Part { order, first: Some(MOST), after: None })
    })
}

/// People who work here, by name; the first choice is nobody.
pub fn choices(answer: Option<Answer>) -> Vec<(String, String)> {
    let text = answer.and_then(Result::ok).unwrap_or_default();
    let rows = People::read(&text).map(|page| page.rows).unwrap_or_default();
    let people = rows.into_iter().map(|row| (row.subject.0.clone(), row.words()));
    std::iter::once((String::new(), "Choose a person".to_owned())).chain(people).collect()
}
