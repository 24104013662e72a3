//! Giving feedback, and settling that of others.
use client::{
    programme::commands::{GiveFeedback, GiveFeedbackInput, SettleFeedback, SettleFeedbackInput},
    programme::words::Settled,
    scalars::Subject,
    words::Word,
};
use leptos::prelude::*;

use crate::{
    people::choose::one_role,
    rows::form::{Form, Loose},
    systems::choose::one_system,
    ui::{Button, Dialog, Select, TextArea, TextField, Weight, icon},
};

/// The button that gives feedback, and its dialog.
pub fn give_feedback() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Give feedback…"</Button>
        <Dialog open=open title="Give feedback" lede="Your words stay yours: they go when you are erased.">
            {move || give_form(open)}
        </Dialog>
    }
    .into_any()
}

fn give_form(open: RwSignal<bool>) -> AnyView {
    let blank = || RwSignal::new(String::new());
    let (role, text, system) = (blank(), blank(), blank());
    let form = Form::new(open);
    let send = move |()| {
        let system = system.get_untracked();
        let input = GiveFeedbackInput {
            from_role: role.get_untracked(),
            text: text.get_untracked(),
            system: (!system.is_empty()).then_some(Subject(system)),
        };
        form.send::<GiveFeedback>(input, |_, _| ());
    };
    let is_empty = |value: RwSignal<String>| value.with(|value| value.trim().is_empty());
    let off = Signal::derive(move || is_empty(role) || is_empty(text));
    view! {
        <div class="stack">
            <TextArea label="What there is to say" value=text required=true error=form.error("text")/>
            {one_role("You speak as", role, form.error("fromRole"))}
            {one_system("About which system", "No system", system, form.error("system"))}
            <Loose form=form fields=&["text", "fromRole", "system"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Send"</Button>
            </div>
        </div>
    }
    .into_any()
}

/// The button that settles feedback, and its dialog.
pub fn settle_feedback(feedback: &str) -> AnyView {
    let open = RwSignal::new(false);
    let feedback = StoredValue::new(feedback.to_owned());
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Settle…"</Button>
        <Dialog open=open title="Settle this feedback" lede="Say what it leads to, and why.">
            {move || settle_form(feedback, open)}
        </Dialog>
    }
    .into_any()
}

fn settle_form(feedback: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let outcome = RwSignal::new(Settled::Action.slug().to_owned());
    let (to, why) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new(open);
    let send = move |()| {
        let Some(outcome) = Settled::read(&outcome.get_untracked()) else { return };
        let to = to.get_untracked().trim().to_owned();
        let input = SettleFeedbackInput {
            feedback: Subject(feedback.get_value()),
            outcome,
            to: (!to.is_empty() && outcome != Settled::Nothing).then_some(Subject(to)),
            why: why.get_untracked(),
        };
        form.send::<SettleFeedback>(input, |_, _| ());
    };
    let options = <Settled as Word>::ALL.iter();
    let options = options.map(|one| (one.slug().to_owned(), one.word().to_owned())).collect();
    let follows = move || {
        let needed = outcome.with(|outcome| outcome != Settled::Nothing.slug());
        needed.then(|| {
            view! { <TextField label="What follows" value=to required=true hint="Such as action:ACT-2026-021 or risk:RSK-01." error=form.error("to")/> }
        })
    };
    let off = Signal::derive(move || why.with(|why| why.trim().is_empty()));
    view! {
        <div class="stack">
            <Select label="It leads to" value=outcome options=options error=form.error("outcome")/>
            {follows}
            <TextArea label="Why" value=why required=true error=form.error("why")/>
            <Loose form=form fields=&["outcome", "to", "why"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Settle"</Button>
            </div>
        </div>
    }
    .into_any()
}
