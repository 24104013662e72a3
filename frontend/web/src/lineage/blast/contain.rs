//! The containment form: what will happen, then title, severity and reason, then the button.
use client::{
    incidents::{Contain, ContainInput},
    lineage::Plan,
    scalars::Subject as Name,
    words::Severity,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::plan::preview;
use crate::{
    rows::form::{Form, Loose},
    state::use_as_of,
    ui::{Button, Dialog, Select, TextArea, TextField, Weight, icon, page_of, use_toasts},
};

/// Fields that show what is wrong with them.
const FIELDS: &[&str] = &["title", "severity", "reason"];

#[derive(Clone, Copy)]
struct Fields {
    title: RwSignal<String>,
    severity: RwSignal<String>,
    reason: RwSignal<String>,
    missing: RwSignal<bool>,
}

impl Fields {
    fn new(title: String) -> Self {
        Self {
            title: RwSignal::new(title),
            severity: RwSignal::new(Severity::Sev1.slug().to_owned()),
            reason: RwSignal::new(String::new()),
            missing: RwSignal::new(false),
        }
    }

    /// What is wrong with a field: what the server refused, or that it is empty.
    fn error(
        self,
        form: Form,
        field: &'static str,
        value: RwSignal<String>,
    ) -> Signal<Option<String>> {
        let refused = form.error(field);
        Signal::derive(move || {
            let empty = self.missing.get() && value.with(|value| value.trim().is_empty());
            refused.get().or_else(|| empty.then(|| "This is needed.".to_owned()))
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
    let fields = Fields::new(title);
    let (roots, plan) = (StoredValue::new(roots), StoredValue::new(plan));
    let (done, toasts) = (arrive(), use_toasts());
    let form = Form::with(open, move |_| {
        toasts.good("Contained. Everything was recorded in one step.");
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        fields.missing.set(true);
        let empty = |value: RwSignal<String>| value.with_untracked(|value| value.trim().is_empty());
        if empty(fields.title) || empty(fields.reason) {
            return;
        }
        form.send::<Contain>(fields.input(&roots.get_value()), move |made, position| {
            if let Some(incident) = made.incident {
                done.run((incident.subject.0, position));
            }
        });
    };
    view! {
        <Dialog open=open title="Contain" lede="One action, recorded as one. This is what will happen:" wide=true>
            <form on:submit=send novalidate=true>
                {plan.with_value(preview)}
                <Loose form=form fields=FIELDS/>
                <div class="form-cols">
                    <TextField label="Title of the incident" value=fields.title required=true error=fields.error(form, "title", fields.title)/>
                    <Select label="Severity" value=fields.severity options=severities() error=fields.error(form, "severity", fields.severity)/>
                </div>
                <TextArea label="Reason" value=fields.reason required=true hint="What was seen, and by whom. It becomes the first note of the incident." error=fields.error(form, "reason", fields.reason)/>
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
    let (as_of, navigate) = (use_as_of(), use_navigate());
    Callback::new(move |(incident, position): (String, Option<u64>)| {
        let recorded = position.map_or_else(String::new, |position| format!("?receipt={position}"));
        navigate(
            &as_of.href(&format!("{}{recorded}", page_of(&incident))),
            NavigateOptions::default(),
        );
    })
}
