//! The containment form: what will happen, then title, severity and reason, then the button.
use client::{
    incidents::{ContainInput, Sent, contain, read_contain},
    lineage::Plan,
    scalars::Subject as Name,
    shared::Refusal,
    words::Severity,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::plan::preview;
use crate::{
    api::{Answer, submit},
    history::page::capital,
    state::{use_as_of, use_live},
    ui::{
        Button, Dialog, Notice, Select, TextArea, TextField, Tone, Weight, icon, page_of,
        use_toasts,
    },
};

#[derive(Clone, Copy)]
struct Form {
    title: RwSignal<String>,
    severity: RwSignal<String>,
    reason: RwSignal<String>,
    refusal: RwSignal<Option<Refusal>>,
    missing: RwSignal<bool>,
    busy: RwSignal<bool>,
}

impl Form {
    fn new(title: String) -> Self {
        Self {
            title: RwSignal::new(title),
            severity: RwSignal::new(Severity::Sev1.slug().to_owned()),
            reason: RwSignal::new(String::new()),
            refusal: RwSignal::new(None),
            missing: RwSignal::new(false),
            busy: RwSignal::new(false),
        }
    }

    /// What is wrong with a field: what the server refused, or that it is empty.
    fn error(self, field: &'static str, value: RwSignal<String>) -> Signal<Option<String>> {
        Signal::derive(move || {
            let refused = self
                .refusal
                .with(|refusal| refusal.as_ref().and_then(|refusal| refusal.beside(field)));
            let empty = self.missing.get() && value.with(|value| value.trim().is_empty());
            refused.or_else(|| empty.then(|| "This is needed.".to_owned()))
        })
    }

    /// A refusal that belongs to no field of the form.
    fn elsewhere(self) -> Option<String> {
        let fields = ["title", "severity", "reason"];
        self.refusal.with(|refusal| {
            let refusal = refusal.as_ref()?;
            let beside = fields.iter().any(|field| refusal.beside(field).is_some());
            (!beside).then(|| capital(&refusal.sentence))
        })
    }

    fn input(self, roots: &[String]) -> ContainInput {
        ContainInput {
            roots: roots.iter().map(|root| Name(root.clone())).collect(),
            title: self.title.get_untracked().trim().to_owned(),
            severity: Severity::read(&self.severity.get_untracked()).unwrap_or(Severity::Sev1),
            reason: self.reason.get_untracked().trim().to_owned(),
        }
    }
}

/// The dialog that contains a blast radius.
#[component]
pub fn ContainDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Where the damage begins.
    roots: Vec<String>,
    /// What will happen.
    plan: Plan,
    /// A title to begin with.
    title: String,
) -> impl IntoView {
    let form = Form::new(title);
    let (roots, plan) = (StoredValue::new(roots), StoredValue::new(plan));
    let done = arrive();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.missing.set(true);
        form.refusal.set(None);
        let empty = |value: RwSignal<String>| value.with_untracked(|value| value.trim().is_empty());
        if empty(form.title) || empty(form.reason) || form.busy.get_untracked() {
            return;
        }
        form.busy.set(true);
        submit(contain(form.input(&roots.get_value())), move |answer| settle(form, answer, done));
    };
    view! {
        <Dialog open=open title="Contain" lede="One action, recorded as one. This is what will happen:" wide=true>
            <form on:submit=send novalidate=true>
                {plan.with_value(preview)}
                {move || form.elsewhere().map(|sentence| view! { <Notice tone=Tone::Bad title=sentence/> })}
                <div class="form-cols">
                    <TextField label="Title of the incident" value=form.title required=true error=form.error("title", form.title)/>
                    <Select label="Severity" value=form.severity options=severities() error=form.error("severity", form.severity)/>
                </div>
                <TextArea label="Reason" value=form.reason required=true hint="What was seen, and by whom. It becomes the first note of the incident." error=form.error("reason", form.reason)/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button submits=true records=true weight=Weight::Danger icon=icon::SHIELD busy=form.busy>"Contain"</Button>
                </div>
            </form>
        </Dialog>
    }
}

fn severities() -> Vec<(String, String)> {
    Severity::ALL.iter().map(|one| (one.slug().to_owned(), one.word().to_owned())).collect()
}

/// Goes to the page of the incident, with the position of the receipt.
fn arrive() -> Callback<(String, Option<u64>)> {
    let (as_of, live, toasts, navigate) = (use_as_of(), use_live(), use_toasts(), use_navigate());
    Callback::new(move |(incident, position): (String, Option<u64>)| {
        let recorded = position.map_or_else(String::new, |position| format!("?receipt={position}"));
        toasts.good("Contained. Everything was recorded in one step.");
        live.refresh();
        navigate(
            &as_of.href(&format!("{}{recorded}", page_of(&incident))),
            NavigateOptions::default(),
        );
    })
}

fn settle(form: Form, answer: Answer, done: Callback<(String, Option<u64>)>) {
    form.busy.try_set(false);
    let read = match answer {
        Ok(text) => read_contain(&text),
        Err(failure) => Err(failure.to_string()),
    };
    match read {
        Ok(Sent::Done { receipt, made }) => {
            done.run((made, receipt.map(|receipt| receipt.position.0)));
        }
        Ok(Sent::Refused(refusal)) => {
            form.refusal.try_set(Some(refusal));
        }
        Err(sentence) => {
            let refusal = Refusal { code: "failed".to_owned(), sentence, field: None };
            form.refusal.try_set(Some(refusal));
        }
    }
}
