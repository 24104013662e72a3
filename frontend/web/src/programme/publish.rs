//! Publishing a version of a policy, and retiring it.
use client::{
    people::catalogue::last_moment,
    programme::{
        commands::{PublishPolicy, PublishPolicyInput, RetirePolicy, RetirePolicyInput},
        queries::Policy,
    },
    scalars::{Long, Subject},
};
use leptos::prelude::*;

use crate::{
    people::choose::{one_person, several_roles},
    rows::form::{Form, Loose, buttons, unfilled},
    ui::{Button, Dialog, TextArea, TextField, icon},
};

/// Fields of the form that show what is wrong with them.
const FIELDS: &[&str] = &[
    "policy",
    "title",
    "version",
    "digest",
    "approvedBy",
    "binds",
    "attestWithinDays",
    "reviewDue",
];

/// What the form begins with.
#[derive(Clone, Default)]
struct Known {
    /// The policy; none for a new one.
    subject: Option<String>,
    title: String,
    version: i64,
    binds: Vec<String>,
    within: String,
}

impl Known {
    fn of(policy: &Policy) -> Self {
        let within = policy.attest_within_days.map(|days| days.0.to_string());
        Self {
            subject: Some(policy.subject.0.clone()),
            title: policy.title.clone(),
            version: policy.version.0,
            binds: policy.binds.clone(),
            within: within.unwrap_or_default(),
        }
    }
}

/// The button that publishes a new policy, or a new version of one, and its dialog.
pub fn publish_policy(policy: Option<&Policy>) -> AnyView {
    let open = RwSignal::new(false);
    let (words, title) = match policy {
        Some(_) => ("Publish a version…", "Publish a new version"),
        None => ("Publish a policy…", "Publish a policy"),
    };
    let known = StoredValue::new(policy.map(Known::of).unwrap_or_default());
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>{words}</Button>
        <Dialog open=open title=title lede="Somebody else than you has approved it. Those it binds attest it anew." wide=true>
            {move || publish_form(known.get_value(), open)}
        </Dialog>
    }
    .into_any()
}

fn publish_form(known: Known, open: RwSignal<bool>) -> AnyView {
    let text = |text: &str| RwSignal::new(text.to_owned());
    let is_new = known.subject.is_none();
    let policy = text(known.subject.as_deref().unwrap_or_default());
    let (title, version) = (text(&known.title), text(&(known.version + 1).to_string()));
    let (digest, approver, due) = (text(""), text(""), text(""));
    let (within, roles) = (text(&known.within), RwSignal::new(Vec::new()));
    let form = Form::new(open);
    // Roles that are not read yet would make it bind everybody.
    let (had, filled) = (known.binds.len(), RwSignal::new(known.binds.is_empty()));
    Effect::new(move |_| {
        if roles.with(|roles| roles.len() >= had) {
            filled.set(true);
        }
    });
    let blank = unfilled([policy, title, version, approver]);
    let off = Signal::derive(move || blank.get() || !filled.get());
    let send = move |()| {
        let said = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        let Some(version) = form.whole("version", &said(version)).map(Long) else { return };
        let Some(within) = form.maybe_whole("attestWithinDays", &said(within)) else { return };
        let input = PublishPolicyInput {
            policy: Subject(named(&said(policy))),
            title: said(title),
            version,
            digest: Some(said(digest)).filter(|digest| !digest.is_empty()),
            approved_by: Subject(approver.get_untracked()),
            binds: Some(roles.get_untracked().into_iter().map(|(role, _)| role).collect()),
            attest_within_days: within.map(Long),
            review_due: last_moment(&said(due)),
        };
        form.send::<PublishPolicy>(input, |_, _| ());
    };
    let own = is_new.then(|| {
        view! { <TextField label="Identifier" value=policy required=true hint="Such as POL-KEYS; it stays with the policy." error=form.error("policy")/> }
    });
    view! {
        <div class="stack">
            {own}
            <TextField label="Title" value=title required=true error=form.error("title")/>
            <div class="form-cols even">
                <TextField label="Version" kind="number" value=version required=true error=form.error("version")/>
                <TextField label="Days to attest" kind="number" value=within hint="No day is set when empty." error=form.error("attestWithinDays")/>
            </div>
            {one_person("Approved by", approver, form.error("approvedBy"))}
            {move || (!filled.get()).then(|| view! { <p class="note">"The roles that it binds are not known yet."</p> })}
            {several_roles("Add a role it binds (everybody when none)", known.binds, roles, form.error("binds"))}
            <TextField label="Review by" kind="date" value=due hint="A year from now when empty." error=form.error("reviewDue")/>
            <TextField label="SHA-256 of its text" value=digest hint="Names the exact text, wherever it is kept." error=form.error("digest")/>
            <Loose form=form fields=FIELDS/>
            {buttons(form, "Publish", off, send)}
        </div>
    }
    .into_any()
}

fn named(policy: &str) -> String {
    if policy.contains(':') { policy.to_owned() } else { format!("policy:{policy}") }
}

/// The button that retires a policy, and its dialog.
pub fn retire_policy(policy: &str) -> AnyView {
    let open = RwSignal::new(false);
    let policy = StoredValue::new(policy.to_owned());
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Retire…"</Button>
        <Dialog open=open title="Retire this policy" lede="It binds nobody any more. What was attested stays in the record.">
            {move || retire_form(policy, open)}
        </Dialog>
    }
    .into_any()
}

fn retire_form(policy: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let reason = RwSignal::new(String::new());
    let form = Form::new(open);
    let send = move |()| {
        let (policy, reason) = (Subject(policy.get_value()), reason.get_untracked());
        form.send::<RetirePolicy>(RetirePolicyInput { policy, reason }, |_, _| ());
    };
    view! {
        <div class="stack">
            <TextArea label="Why" value=reason required=true error=form.error("reason")/>
            <Loose form=form fields=&["reason"]/>
            {buttons(form, "Retire", unfilled([reason]), send)}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_bare_name_is_taken_for_a_policy() {
        assert_eq!(named("POL-KEYS"), "policy:POL-KEYS");
        assert_eq!(named("policy:POL-KEYS"), "policy:POL-KEYS");
    }
}
