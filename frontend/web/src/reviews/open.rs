//! Forms that begin something: a design review, an action, another owner.
use client::{
    reviews::commands::{
        Open, OpenAction, OpenReview, OpenReviewInput, ReassignAction, ReassignActionInput,
        ReassignFinding, ReassignFindingInput,
    },
    reviews::words::ReviewPhase,
    scalars::Subject,
    words::Word,
};
use leptos::prelude::*;

use crate::{
    people::{
        choose::{one_person, several_people},
        give::give,
    },
    rows::form::{Form, Loose},
    systems::choose::one_system,
    ui::{Button, Dialog, Select, TextField, Weight, icon},
};

/// The members of an enumeration as choices.
pub fn options<W: Word>() -> Vec<(String, String)> {
    W::ALL.iter().map(|one| (one.slug().to_owned(), one.word().to_owned())).collect()
}

/// The button that opens a design review, and its dialog; of one system, or of any.
pub fn open_review(system: Option<String>) -> AnyView {
    let open = RwSignal::new(false);
    let system = StoredValue::new(system);
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Open a review…"</Button>
        <Dialog
            open=open
            title="Open a design review"
            lede="One question is asked for every threat that can touch the system. Somebody of security takes part from the start."
        >
            {move || review_form(system.get_value(), open)}
        </Dialog>
    }
    .into_any()
}

fn review_form(system: Option<String>, open: RwSignal<bool>) -> AnyView {
    let is_fixed = system.is_some();
    let chosen = RwSignal::new(system.unwrap_or_default());
    let (phase, people) = (RwSignal::new("design".to_owned()), RwSignal::new(Vec::new()));
    let form = Form::new(open);
    let send = move |()| {
        let Some(phase) = ReviewPhase::read(&phase.get_untracked()) else { return };
        let participants = people.with_untracked(|people: &Vec<(String, String)>| {
            people.iter().map(|(key, _)| Subject(key.clone())).collect()
        });
        let system = Subject(chosen.get_untracked());
        form.send::<OpenReview>(OpenReviewInput { system, phase, participants }, |_, _| ());
    };
    let off = Signal::derive(move || chosen.with(String::is_empty) || people.with(Vec::is_empty));
    let phases = options::<ReviewPhase>();
    view! {
        <div class="stack">
            {(!is_fixed).then(|| one_system("System", "Choose a system", chosen, form.error("system")))}
            <Select label="Phase" value=phase options=phases error=form.error("phase")/>
            {several_people("Add who takes part", people, form.error("participants"))}
            <Loose form=form fields=&["system", "phase", "participants"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Open review"</Button>
            </div>
        </div>
    }
    .into_any()
}

/// The button that opens an action for something, and its dialog.
pub fn open_action(what: Open) -> AnyView {
    let open = RwSignal::new(false);
    let what = StoredValue::new(what);
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Open an action…"</Button>
        <Dialog open=open title="Open an action" lede="Its owner does it by a day; somebody else sees that it is done.">
            {move || action_form(what, open)}
        </Dialog>
    }
    .into_any()
}

fn action_form(what: StoredValue<Open>, open: RwSignal<bool>) -> AnyView {
    let blank = || RwSignal::new(String::new());
    let (title, owner, due) = (blank(), blank(), blank());
    let form = Form::new(open);
    let send = move |()| {
        let input = what.with_value(|what| {
            what.input(&title.get_untracked(), &owner.get_untracked(), &due.get_untracked())
        });
        form.send::<OpenAction>(input, |_, _| ());
    };
    let is_empty = |value: RwSignal<String>| value.with(|value| value.trim().is_empty());
    let off = Signal::derive(move || [title, owner, due].into_iter().any(is_empty));
    view! {
        <div class="stack">
            <TextField label="What is to be done" value=title required=true error=form.error("title")/>
            {one_person("Owner", owner, form.error("owner"))}
            <TextField label="Done by" kind="date" value=due required=true hint="The whole day counts, in UTC." error=form.error("due")/>
            <Loose form=form fields=&["title", "owner", "due"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Open action"</Button>
            </div>
        </div>
    }
    .into_any()
}

/// The button that gives an action to somebody else, and its dialog.
pub fn give_action(action: &str) -> AnyView {
    let action = Subject::from(action);
    let send = Callback::new(move |(form, owner): (Form, Subject)| {
        let input = ReassignActionInput { action: action.clone(), owner };
        form.send::<ReassignAction>(input, |_, _| ());
    });
    give("this action", "Whoever owned it before still cannot close it.", send)
}

/// The button that gives a finding to somebody else to mend, and its dialog.
pub fn give_finding(finding: &str) -> AnyView {
    let finding = Subject::from(finding);
    let send = Callback::new(move |(form, owner): (Form, Subject)| {
        let input = ReassignFindingInput { finding: finding.clone(), owner };
        form.send::<ReassignFinding>(input, |_, _| ());
    });
    give("this finding", "Whoever had to mend it before still cannot close it.", send)
}
