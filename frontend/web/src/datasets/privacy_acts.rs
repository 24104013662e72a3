//! Forms about a dataset's privacy: techniques and the budget.
use client::{
    datasets::{
        commands::{
            DeclarePrivacyTechnique, DeclarePrivacyTechniqueInput, PairInput, SetPrivacyBudget,
            SetPrivacyBudgetInput, WithdrawPrivacyTechnique, WithdrawPrivacyTechniqueInput,
        },
        privacy::technique_options,
    },
    people::catalogue::first_moment,
    programme::model::{figures, ids},
    scalars::Subject,
    training::privacy::filled,
    words::plain,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose, buttons, unfilled},
    ui::{Button, Dialog, Select, TextArea, TextField},
};

/// A button, and the dialog that a form about a dataset stands in.
fn act(
    about: (String, String),
    (words, title, lede): (&'static str, &'static str, &'static str),
    form: fn((String, String), RwSignal<bool>) -> AnyView,
) -> AnyView {
    let open = RwSignal::new(false);
    let about = StoredValue::new(about);
    view! {
        <Button records=true on_press=move |()| open.set(true)>{words}</Button>
        <Dialog open=open title=title lede=lede>{move || form(about.get_value(), open)}</Dialog>
    }
    .into_any()
}

fn blank() -> RwSignal<String> {
    RwSignal::new(String::new())
}

fn said(text: RwSignal<String>) -> String {
    text.get_untracked().trim().to_owned()
}

/// Declares a technique.
pub fn declare_technique(dataset: &str) -> AnyView {
    let words = (
        "Declare technique…",
        "Declare a privacy technique",
        "Declared again, a technique replaces what was said of it. Parameters stay in the record for good.",
    );
    act((dataset.to_owned(), String::new()), words, declare_form)
}

fn declare_form((dataset, _): (String, String), open: RwSignal<bool>) -> AnyView {
    let technique = RwSignal::new("differential_privacy".to_owned());
    let (parameters, versions, evidence) = (blank(), blank(), blank());
    let bad = RwSignal::new(None::<String>);
    let form = Form::new(open);
    let send = move |()| match figures(&parameters.get_untracked()) {
        Err(sentence) => bad.set(Some(sentence)),
        Ok(pairs) => {
            bad.set(None);
            let pair = |one: client::programme::commands::MetricInput| PairInput {
                name: one.name,
                value: one.value,
            };
            let input = DeclarePrivacyTechniqueInput {
                dataset: Subject(dataset.clone()),
                technique: said(technique),
                parameters: Some(pairs.into_iter().map(pair).collect()),
                versions: Some(ids(&versions.get_untracked())),
                evidence: filled(&evidence.get_untracked()).map(Subject),
            };
            form.send::<DeclarePrivacyTechnique>(input, |_, _| ());
        }
    };
    let refused = form.error("parameters");
    let error = Signal::derive(move || bad.get().or_else(|| refused.get()));
    view! {
        <div class="stack">
            <Select label="Technique" value=technique options=technique_options() error=form.error("technique")/>
            <TextArea label="Parameters" value=parameters hint="One a line, such as k 11." error=error/>
            <TextField label="Versions" value=versions hint="Labels such as v3, with commas between; all versions when empty." error=form.error("version")/>
            <TextField label="Evidence" value=evidence hint="What shows it, such as evidence:EVD-1." error=form.error("evidence")/>
            <Loose form=form fields=&["technique", "parameters", "version", "evidence"]/>
            {buttons(form, "Declare", unfilled([technique]), send)}
        </div>
    }
    .into_any()
}

/// Withdraws a technique.
pub fn withdraw_technique(dataset: &str, technique: &str) -> AnyView {
    let words = (
        "Withdraw…",
        "Withdraw this technique",
        "It is not used for this dataset, or no longer. That it was declared stays in the record.",
    );
    act((dataset.to_owned(), technique.to_owned()), words, withdraw_form)
}

fn withdraw_form((dataset, technique): (String, String), open: RwSignal<bool>) -> AnyView {
    let reason = blank();
    let form = Form::new(open);
    let name = plain(&technique);
    let send = move |()| {
        let (dataset, technique) = (Subject(dataset.clone()), technique.clone());
        let input = WithdrawPrivacyTechniqueInput { dataset, technique, reason: said(reason) };
        form.send::<WithdrawPrivacyTechnique>(input, |_, _| ());
    };
    view! {
        <div class="stack">
            <p>{name}</p>
            <TextArea label="Reason" value=reason required=true error=form.error("reason")/>
            <Loose form=form fields=&["reason"]/>
            {buttons(form, "Withdraw technique", unfilled([reason]), send)}
        </div>
    }
    .into_any()
}

/// Sets the budget.
pub fn set_budget(dataset: &str) -> AnyView {
    let words = (
        "Set budget…",
        "Set the privacy budget",
        "It replaces the budget before. A run that spends more is recorded all the same, and the dataset is marked.",
    );
    act((dataset.to_owned(), String::new()), words, budget_form)
}

fn budget_form((dataset, _): (String, String), open: RwSignal<bool>) -> AnyView {
    let (epsilon, delta, from, until, reason) = (blank(), blank(), blank(), blank(), blank());
    let form = Form::new(open);
    let send = move |()| {
        let input = SetPrivacyBudgetInput {
            dataset: Subject(dataset.clone()),
            epsilon: said(epsilon),
            delta: filled(&delta.get_untracked()),
            from: first_moment(&said(from)),
            until: first_moment(&said(until)),
            reason: said(reason),
        };
        form.send::<SetPrivacyBudget>(input, |_, _| ());
    };
    view! {
        <div class="stack">
            <div class="form-cols even">
                <TextField label="Epsilon" value=epsilon required=true hint="The most that runs may spend together." error=form.error("epsilon")/>
                <TextField label="Delta" value=delta hint="Such as 0.00001; not limited when empty." error=form.error("delta")/>
                <TextField label="From" kind="date" value=from hint="From the beginning when empty." error=form.error("from")/>
                <TextField label="Before" kind="date" value=until hint="For ever when empty." error=form.error("until")/>
            </div>
            <TextArea label="Reason" value=reason required=true hint="Why so much. Name no persons." error=form.error("reason")/>
            <Loose form=form fields=&["epsilon", "delta", "from", "until", "reason"]/>
            {buttons(form, "Set budget", unfilled([epsilon, reason]), send)}
        </div>
    }
    .into_any()
}
