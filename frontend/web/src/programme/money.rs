//! What an initiative spends and achieves, who answers for it, and its end.
use client::{
    people::catalogue::first_moment,
    programme::{
        commands::{
            CloseInitiative, CloseInitiativeInput, ReassignInitiative, ReassignInitiativeInput,
            RecordInitiativeOutcome, RecordInitiativeOutcomeInput, RecordSpending,
            RecordSpendingInput,
        },
        model::figures,
    },
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    people::give::give,
    rows::form::{Form, Loose, buttons, unfilled},
    ui::{Button, Dialog, TextArea, TextField},
};

/// A button, and the dialog that a form about an initiative stands in.
fn act(
    initiative: &str,
    (words, title, lede): (&'static str, &'static str, &'static str),
    form: fn(StoredValue<String>, RwSignal<bool>) -> AnyView,
) -> AnyView {
    let open = RwSignal::new(false);
    let initiative = StoredValue::new(initiative.to_owned());
    view! {
        <Button records=true on_press=move |()| open.set(true)>{words}</Button>
        <Dialog open=open title=title lede=lede>{move || form(initiative, open)}</Dialog>
    }
    .into_any()
}

/// Records money spent.
pub fn record_spending(initiative: &str) -> AnyView {
    let words =
        ("Record spending…", "Record money spent", "Every bill counts once, by its reference.");
    act(initiative, words, spending_form)
}

fn spending_form(initiative: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let blank = || RwSignal::new(String::new());
    let (reference, amount, on, what) = (blank(), blank(), blank(), blank());
    let form = Form::new(open);
    let send = move |()| {
        let said = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        let Some(on) = first_moment(&said(on)) else { return };
        let initiative = Subject(initiative.get_value());
        let (reference, amount, what) = (said(reference), said(amount), said(what));
        let input = RecordSpendingInput { initiative, reference, amount, on, what };
        form.send::<RecordSpending>(input, |_, _| ());
    };
    view! {
        <div class="stack">
            <TextField label="Bill" value=reference required=true hint="Its number or reference." error=form.error("reference")/>
            <div class="form-cols even">
                <TextField label="Amount" value=amount required=true hint="Less than nothing where money came back." error=form.error("amount")/>
                <TextField label="On" kind="date" value=on required=true error=form.error("on")/>
            </div>
            <TextField label="For what" value=what required=true error=form.error("what")/>
            <Loose form=form fields=&["reference", "amount", "on", "what"]/>
            {buttons(form, "Record", unfilled([reference, amount, on, what]), send)}
        </div>
    }
    .into_any()
}

/// Records what came of it.
pub fn record_outcome(initiative: &str) -> AnyView {
    let words = (
        "Record an outcome…",
        "Record what came of it",
        "In words, and in figures where there are some. Name no person.",
    );
    act(initiative, words, outcome_form)
}

fn outcome_form(initiative: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let (note, numbers) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let bad = RwSignal::new(None::<String>);
    let form = Form::new(open);
    let send = move |()| match figures(&numbers.get_untracked()) {
        Err(sentence) => bad.set(Some(sentence)),
        Ok(metrics) => {
            bad.set(None);
            let (initiative, note) = (Subject(initiative.get_value()), note.get_untracked());
            let input = RecordInitiativeOutcomeInput { initiative, note, metrics: Some(metrics) };
            form.send::<RecordInitiativeOutcome>(input, |_, _| ());
        }
    };
    let refused = form.error("metrics");
    let error = Signal::derive(move || bad.get().or_else(|| refused.get()));
    view! {
        <div class="stack">
            <TextArea label="What came of it" value=note required=true error=form.error("note")/>
            <TextArea label="Figures" value=numbers hint="One a line, such as adv.robust_drop 0.08." error=error/>
            <Loose form=form fields=&["note", "metrics"]/>
            {buttons(form, "Record", unfilled([note]), send)}
        </div>
    }
    .into_any()
}

/// Makes somebody else answer for it.
pub fn give_initiative(initiative: &str) -> AnyView {
    let initiative = Subject::from(initiative);
    let send = Callback::new(move |(form, owner): (Form, Subject)| {
        let input = ReassignInitiativeInput { initiative: initiative.clone(), owner };
        form.send::<ReassignInitiative>(input, |_, _| ());
    });
    give("this initiative", "Who answered for it before stays in the record.", send)
}

/// Closes it.
pub fn close_initiative(initiative: &str) -> AnyView {
    let words = (
        "Close…",
        "Close this initiative",
        "No more money is spent on it. Its outcome can still be recorded.",
    );
    act(initiative, words, close_form)
}

fn close_form(initiative: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let summary = RwSignal::new(String::new());
    let form = Form::new(open);
    let send = move |()| {
        let (initiative, summary) = (Subject(initiative.get_value()), summary.get_untracked());
        form.send::<CloseInitiative>(CloseInitiativeInput { initiative, summary }, |_, _| ());
    };
    view! {
        <div class="stack">
            <TextArea label="How it ended" value=summary required=true error=form.error("summary")/>
            <Loose form=form fields=&["summary"]/>
            {buttons(form, "Close initiative", unfilled([summary]), send)}
        </div>
    }
    .into_any()
}
