//! Vouching for an environment until a day.
use client::{
    people::catalogue::last_moment,
    training::{
        commands::{AttestEnvironment, AttestEnvironmentInput},
        environment::Environment,
    },
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose, buttons, unfilled},
    ui::{Checkbox, Dialog, TextField},
};

/// Fields of the form that show what is wrong with them.
const FIELDS: &[&str] = &["isolation", "encryption", "until"];

/// The form; it begins with what is known of the environment.
#[component]
pub fn AttestForm(
    /// The environment.
    environment: Environment,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let form = Form::new(open);
    let isolation = RwSignal::new(environment.isolation);
    let encryption = RwSignal::new(environment.encryption.unwrap_or_default());
    let least = RwSignal::new(environment.least_privilege == Some(true));
    let until = RwSignal::new(String::new());
    let subject = StoredValue::new(environment.subject);
    let send = move |()| {
        let Some(until) = last_moment(&until.get_untracked()) else { return };
        let input = AttestEnvironmentInput {
            environment: subject.get_value(),
            isolation: isolation.get_untracked(),
            encryption: encryption.get_untracked(),
            least_privilege: least.get_untracked(),
            until,
        };
        form.send::<AttestEnvironment>(input, |_, _| ());
    };
    let off = unfilled([isolation, encryption, until]);
    let title = format!("Attest {}", environment.name);
    view! {
        <Dialog open=open title=title lede="You vouch for how it is kept now, in your name and until a day. What was attested before stays in the record.">
            <div class="stack">
                <TextField label="Isolation" value=isolation required=true error=form.error("isolation") hint="How it is kept apart from everything else."/>
                <TextField label="Encryption" value=encryption required=true error=form.error("encryption") hint="How what is in it is encrypted, and who holds the keys."/>
                <Checkbox label="Everybody has only the rights they need" value=least/>
                <TextField label="Counts until" kind="date" value=until required=true error=form.error("until") hint="The whole of this day."/>
                <Loose form=form fields=FIELDS/>
                {buttons(form, "Attest", off, send)}
            </div>
        </Dialog>
    }
}
