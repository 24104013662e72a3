//! Attesting a policy: a person says for themselves that they read it and keep to it.
use client::{
    programme::commands::{AttestPolicy, AttestPolicyInput},
    scalars::{Long, Subject},
};
use leptos::prelude::*;

use super::text::read_link;
use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Checkbox, Dialog, Weight, icon},
};

/// The button that attests a version of a policy, and its dialog; with the way to the text, once it is
/// kept.
pub fn attest_policy(policy: &str, version: i64, has_text: bool) -> AnyView {
    let open = RwSignal::new(false);
    let policy = StoredValue::new(policy.to_owned());
    view! {
        <Button records=true weight=Weight::Primary icon=icon::CHECK on_press=move |()| open.set(true)>"Attest…"</Button>
        <Dialog open=open title="Attest this policy" lede="You say it for yourself, about this version. It is recorded with your name.">
            {move || form_of(policy, (version, has_text), open)}
        </Dialog>
    }
    .into_any()
}

fn form_of(
    policy: StoredValue<String>,
    (version, has_text): (i64, bool),
    open: RwSignal<bool>,
) -> AnyView {
    let read = RwSignal::new(false);
    let form = Form::new(open);
    let send = move |()| {
        let input =
            AttestPolicyInput { policy: Subject(policy.get_value()), version: Long(version) };
        form.send::<AttestPolicy>(input, |_, _| ());
    };
    let off = Signal::derive(move || !read.get());
    let text = has_text.then(|| {
        let link = policy.with_value(|policy| {
            let name = policy.split_once(':').map_or(policy.as_str(), |(_, name)| name);
            read_link(name, version)
        });
        view! { <p>{link}</p> }
    });
    let words = format!("I have read version {version} and keep to it");
    view! {
        <div class="stack">
            {text}
            <Checkbox label=words value=read/>
            <Loose form=form fields=&[]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Attest"</Button>
            </div>
        </div>
    }
    .into_any()
}
