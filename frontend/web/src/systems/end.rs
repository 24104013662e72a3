//! Taking a system out of use for good.
use client::{
    scalars::Subject,
    systems::commands::{DecommissionSystem, DecommissionSystemInput},
    words::counted,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Checkbox, Dialog, Notice, TextArea, Tone, Weight},
};

/// The form.
#[component]
pub fn EndForm(
    /// The system.
    system: String,
    /// What it is called.
    name: String,
    /// How many of its deployments answer now.
    live: usize,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (reason, sure) = (RwSignal::new(String::new()), RwSignal::new(false));
    let form = Form::new(open);
    let tried = RwSignal::new(false);
    let system = StoredValue::new(system);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let reason = reason.get_untracked();
        if !sure.get_untracked() || reason.trim().is_empty() {
            return;
        }
        let system = Subject(system.get_value());
        form.send::<DecommissionSystem>(DecommissionSystemInput { system, reason }, |_, _| ());
    };
    let error = Signal::derive(move || {
        let said = form.error("reason").get();
        let empty = tried.get() && reason.with(|text| text.trim().is_empty());
        said.or_else(|| empty.then(|| "Say why it is taken out of use.".to_owned()))
    });
    let unsure = move || {
        (tried.get() && !sure.get())
            .then(|| view! { <p class="field-error" role="alert">"Tick this to go on."</p> })
    };
    let answers = move || {
        (live > 0).then(|| {
            let words = format!("{} still live", counted(live, "deployment is", "deployments are"));
            view! {
                <Notice tone=Tone::Warn title=words>
                    <p>"This ends none of them: whoever runs them ends each on its own page."</p>
                </Notice>
            }
        })
    };
    let title = format!("Take {name} out of use");
    view! {
        <Dialog open=open title=title lede="For good: it is not described, classified or used again. What was recorded stays, and still proves.">
            <form on:submit=send novalidate=true>
                {answers}
                <TextArea label="Why" value=reason required=true error=error/>
                <Checkbox label="I understand that it does not come back" value=sure/>
                {unsure}
                <Loose form=form fields=&["reason"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button submits=true records=true weight=Weight::Danger busy=form.busy>"Take it out of use"</Button>
                </div>
            </form>
        </Dialog>
    }
}
