//! Stopping a version, asking to lift the stop, lifting it: one form with a reason.
use client::datasets::commands::Act;
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Dialog, TextArea, Weight},
};

/// What the form says for an act.
fn words(act: Act) -> (&'static str, &'static str, &'static str) {
    match act {
        Act::Quarantine => (
            "Quarantine this version",
            "It must not be used from now on, and everything made from it becomes suspect. This opens no incident; use Contain for that.",
            "Quarantine",
        ),
        Act::RequestLift => (
            "Request to lift the quarantine",
            "Somebody else must then lift it. Until they do, the version stays stopped.",
            "Request lift",
        ),
        Act::Lift => (
            "Lift the quarantine",
            "The version may be used again, and what was made from it is no longer suspect because of it.",
            "Lift quarantine",
        ),
    }
}

/// The form for what is to be done next.
#[component]
pub fn ActForm(
    /// What is to be done.
    act: Act,
    /// The version.
    version: String,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let form = Form::new(open);
    let send = Callback::new(move |()| {
        let order = |id: &str| act.order(id, &version, &reason.get_untracked());
        form.send_by(order, move |text| act.sent(text), |(), _| ());
    });
    let (title, lede, word) = words(act);
    let weight = if act == Act::Quarantine { Weight::Danger } else { Weight::Primary };
    let empty = Signal::derive(move || reason.with(|reason| reason.trim().is_empty()));
    view! {
        <Dialog open=open title=title lede=lede>
            <div class="stack">
                <TextArea label="Reason" value=reason required=true error=form.error("reason") hint="Stays in the record for good. Name no persons."/>
                <Loose form=form fields=&["reason"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=weight records=true busy=form.busy disabled=empty on_press=send>{word}</Button>
                </div>
            </div>
        </Dialog>
    }
}
