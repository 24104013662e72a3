//! What may be done about somebody's training: ask for a module, excuse from one, record a result.
use client::{
    awareness::{
        commands::{
            AssignModule, AssignModuleInput, RecordCompletion, RecordCompletionInput, WaiveModule,
            WaiveModuleInput,
        },
        curriculum::Choice,
    },
    people::catalogue::{first_moment, last_moment},
    scalars::{Subject as Name, Time},
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Dialog, Select, TextArea, TextField, Weight},
};

/// Fields that show what is wrong with them.
const FIELDS: &[&str] = &["module", "due", "until", "why", "reason", "score", "on"];

fn empty() -> RwSignal<String> {
    RwSignal::new(String::new())
}

/// A choice of modules that begins with none.
fn options(modules: Vec<Choice>) -> Vec<Choice> {
    let none = (String::new(), "Choose a module".to_owned());
    std::iter::once(none).chain(modules).collect()
}

/// Whether one of some fields is empty.
fn any_empty(fields: [RwSignal<String>; 3]) -> Signal<bool> {
    Signal::derive(move || fields.iter().any(|one| one.with(|text| text.trim().is_empty())))
}

fn buttons(form: Form, off: Signal<bool>, words: &'static str) -> AnyView {
    view! {
        <div class="dialog-acts">
            <Button on_press=move |()| form.open.set(false)>"Cancel"</Button>
            <Button submits=true weight=Weight::Primary records=true busy=form.busy disabled=off>{words}</Button>
        </div>
    }
    .into_any()
}

/// Asks somebody for a module. It opens a test whose tries are used up.
#[component]
pub fn AssignForm(
    /// The person.
    person: String,
    /// How they are called.
    name: String,
    /// The modules.
    modules: Vec<Choice>,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (module, due, why, form) = (empty(), empty(), empty(), Form::new(open));
    let (person, options) = (StoredValue::new(person), StoredValue::new(options(modules)));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(due) = last_moment(&due.get_untracked()) else { return };
        let (person, module) = (Name(person.get_value()), module.get_untracked());
        let input = AssignModuleInput { person, module, due, why: why.get_untracked() };
        form.send::<AssignModule>(input, |_, _| ());
    };
    let off = any_empty([module, due, why]);
    view! {
        <Dialog open=open title=format!("Ask {name} for a module") lede="What was completed before does not count for it, and a test whose tries are used up opens again.">
            <form class="stack" on:submit=send novalidate=true>
                <Select label="Module" value=module options=options.get_value() error=form.error("module")/>
                <TextField label="Due by" kind="date" value=due required=true error=form.error("due")/>
                <TextArea label="Why" value=why required=true hint="Personal text: it goes when the person is erased." error=form.error("why")/>
                <Loose form=form fields=FIELDS/>
                {buttons(form, off, "Assign")}
            </form>
        </Dialog>
    }
}

/// Excuses somebody from a module for a while.
#[component]
pub fn WaiveForm(
    /// The person.
    person: String,
    /// How they are called.
    name: String,
    /// The modules.
    modules: Vec<Choice>,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (module, until, reason, form) = (empty(), empty(), empty(), Form::new(open));
    let (person, options) = (StoredValue::new(person), StoredValue::new(options(modules)));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(until) = last_moment(&until.get_untracked()) else { return };
        let (person, module) = (Name(person.get_value()), module.get_untracked());
        let input = WaiveModuleInput { person, module, until, reason: reason.get_untracked() };
        form.send::<WaiveModule>(input, |_, _| ());
    };
    let off = any_empty([module, until, reason]);
    view! {
        <Dialog open=open title=format!("Excuse {name} from a module") lede="It is neither required nor done until that day, within a year at most.">
            <form class="stack" on:submit=send novalidate=true>
                <Select label="Module" value=module options=options.get_value() error=form.error("module")/>
                <TextField label="Until" kind="date" value=until required=true error=form.error("until")/>
                <TextArea label="Reason" value=reason required=true hint="Personal text: it goes when the person is erased." error=form.error("reason")/>
                <Loose form=form fields=FIELDS/>
                {buttons(form, off, "Excuse")}
            </form>
        </Dialog>
    }
}

/// Records a result that was reached elsewhere.
#[component]
pub fn RecordForm(
    /// The person.
    person: String,
    /// How they are called.
    name: String,
    /// The modules.
    modules: Vec<Choice>,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (module, score, on, form) = (empty(), empty(), empty(), Form::new(open));
    let (person, options) = (StoredValue::new(person), StoredValue::new(options(modules)));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let on: Option<Time> = first_moment(&on.get_untracked());
        let (person, module) = (Name(person.get_value()), module.get_untracked());
        let score = score.get_untracked().trim().to_owned();
        form.send::<RecordCompletion>(
            RecordCompletionInput { person, module, score, on },
            |_, _| (),
        );
    };
    let off = any_empty([module, score, score]);
    view! {
        <Dialog open=open title=format!("Record a result of {name}") lede="For a course or a test outside. It is held against the curriculum: only a score that passes counts.">
            <form class="stack" on:submit=send novalidate=true>
                <Select label="Module" value=module options=options.get_value() error=form.error("module")/>
                <TextField label="Score" value=score required=true hint="A share from 0 to 1, such as 0.87." error=form.error("score")/>
                <TextField label="Reached on" kind="date" value=on hint="Today when empty." error=form.error("on")/>
                <Loose form=form fields=FIELDS/>
                {buttons(form, off, "Record")}
            </form>
        </Dialog>
    }
}
