//! The card of what a run spent of the privacy of its inputs, and its forms.
use client::{
    offer::Chance,
    scalars::Subject as Name,
    training::{
        privacy::{
            CorrectPrivacySpending, CorrectPrivacySpendingInput, PrivacySpending,
            RecordPrivacySpending, RecordPrivacySpendingInput, filled,
        },
        queries::Run,
    },
};
use leptos::prelude::*;

use crate::{
    rows::{
        form::{Form, Loose, buttons, unfilled},
        offer::offered,
        person,
    },
    ui::{
        Button, Card, Column, Dialog, Empty, Row, Select, Subject, Table, TextArea, TextField,
        Time, Written, cell, icon,
    },
};

/// What the run spent; the forms for those who may.
pub fn privacy_card(run: &Run, record: Chance, correct: &Chance) -> AnyView {
    let subject = run.subject.0.clone();
    let is_data = |input: &&Name| input.kind() == "dataset";
    let inputs: Vec<String> = run.inputs.iter().filter(is_data).map(|one| one.0.clone()).collect();
    if inputs.is_empty() {
        return ().into_any();
    }
    let to = subject.clone();
    let actions = move || offered(&record, || record_act(&to, &inputs));
    let body = if run.privacy_spent.is_empty() {
        view! { <Empty title="Nothing is stated" note="A run that trains with differential privacy states the epsilon and delta it spent." icon=icon::SHIELD/> }.into_any()
    } else {
        table(&subject, &run.privacy_spent, correct)
    };
    view! { <Card title="Privacy spent" note="Of the budgets of the datasets that went in" flush=true actions=actions>{body}</Card> }.into_any()
}

fn table(run: &str, spent: &[PrivacySpending], correct: &Chance) -> AnyView {
    let columns = vec![
        Column::new("Of"),
        Column::new("Mechanism"),
        Column::number("Epsilon"),
        Column::number("Delta"),
        Column::new("Accounting"),
        Column::new("Stated"),
        Column::new("By"),
        Column::new("Act"),
    ];
    let may = *correct == Chance::Offered;
    let rows: Vec<Row> = spent.iter().map(|one| line(run, one.clone(), may)).collect();
    view! { <Table caption="Privacy spent by this run" columns=columns rows=rows/> }.into_any()
}

fn line(run: &str, one: PrivacySpending, may: bool) -> Row {
    let act = may.then(|| correct_act(run, &one));
    let corrected = one.corrected().map(|words| view! { <span class="note under">{words}</span> });
    Row::new(vec![
        cell(view! { <Subject of=one.dataset.0/> }),
        cell(one.mechanism),
        cell(view! { <span class="num">{one.epsilon}</span>{corrected} }),
        cell(
            view! { <span class="num">{one.delta.unwrap_or_else(|| "Not stated".to_owned())}</span> },
        ),
        cell(one.evidence.map(|evidence| view! { <Subject of=evidence.0/> })),
        cell(view! { <Time at=one.at.0 written=Written::Day/> }),
        cell(person(one.by, "Unknown")),
        cell(act),
    ])
}

fn blank() -> RwSignal<String> {
    RwSignal::new(String::new())
}

fn said(text: RwSignal<String>) -> String {
    text.get_untracked().trim().to_owned()
}

fn record_act(run: &str, inputs: &[String]) -> AnyView {
    let open = RwSignal::new(false);
    let about = StoredValue::new((run.to_owned(), inputs.to_vec()));
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Record spending…"</Button>
        <Dialog open=open title="Record what the run spent" lede="One epsilon and delta for all that a mechanism did to a version, as its accountant says.">
            {move || { let (run, inputs) = about.get_value(); record_form(run, inputs, open) }}
        </Dialog>
    }
    .into_any()
}

fn record_form(run: String, inputs: Vec<String>, open: RwSignal<bool>) -> AnyView {
    let dataset = RwSignal::new(inputs.first().cloned().unwrap_or_default());
    let (mechanism, epsilon, delta, evidence) = (blank(), blank(), blank(), blank());
    let form = Form::new(open);
    let send = move |()| {
        let input = RecordPrivacySpendingInput {
            run: Name(run.clone()),
            dataset: Name(said(dataset)),
            mechanism: said(mechanism),
            epsilon: said(epsilon),
            delta: filled(&delta.get_untracked()),
            evidence: filled(&evidence.get_untracked()).map(Name),
        };
        form.send::<RecordPrivacySpending>(input, |_, _| ());
    };
    let options = inputs.into_iter().map(|input| (input.clone(), input)).collect::<Vec<_>>();
    view! {
        <div class="stack">
            <Select label="Of which version" value=dataset options=options error=form.error("dataset")/>
            <TextField label="Mechanism" value=mechanism required=true hint="Such as DP-SGD." error=form.error("mechanism")/>
            {figures(form, epsilon, delta, evidence)}
            <Loose form=form fields=&["dataset", "mechanism", "epsilon", "delta", "evidence"]/>
            {buttons(form, "Record", unfilled([mechanism, epsilon]), send)}
        </div>
    }
    .into_any()
}

fn figures(
    form: Form,
    epsilon: RwSignal<String>,
    delta: RwSignal<String>,
    evidence: RwSignal<String>,
) -> AnyView {
    view! {
        <div class="form-cols even">
            <TextField label="Epsilon" value=epsilon required=true error=form.error("epsilon")/>
            <TextField label="Delta" value=delta hint="Such as 0.000001; empty when nobody knows it." error=form.error("delta")/>
        </div>
        <TextField label="Evidence" value=evidence hint="The accounting, such as evidence:EVD-1." error=form.error("evidence")/>
    }
    .into_any()
}

fn correct_act(run: &str, one: &PrivacySpending) -> AnyView {
    let open = RwSignal::new(false);
    let about = StoredValue::new((run.to_owned(), one.clone()));
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Correct…"</Button>
        <Dialog open=open title="Correct what the run spent" lede="The figures before stay in the record. Epsilon 0 takes the spending back.">
            {move || { let (run, one) = about.get_value(); correct_form(run, one, open) }}
        </Dialog>
    }
    .into_any()
}

fn correct_form(run: String, one: PrivacySpending, open: RwSignal<bool>) -> AnyView {
    let epsilon = RwSignal::new(one.epsilon.clone());
    let delta = RwSignal::new(one.delta.clone().unwrap_or_default());
    let evidence =
        RwSignal::new(one.evidence.as_ref().map(|one| one.0.clone()).unwrap_or_default());
    let reason = blank();
    let form = Form::new(open);
    let send = move |()| {
        let input = CorrectPrivacySpendingInput {
            run: Name(run.clone()),
            dataset: one.dataset.clone(),
            mechanism: one.mechanism.clone(),
            epsilon: said(epsilon),
            delta: filled(&delta.get_untracked()),
            evidence: filled(&evidence.get_untracked()).map(Name),
            reason: said(reason),
        };
        form.send::<CorrectPrivacySpending>(input, |_, _| ());
    };
    view! {
        <div class="stack">
            {figures(form, epsilon, delta, evidence)}
            <TextArea label="Reason" value=reason required=true hint="Why the figures were wrong. Name no persons." error=form.error("reason")/>
            <Loose form=form fields=&["epsilon", "delta", "evidence", "reason"]/>
            {buttons(form, "Correct", unfilled([epsilon, reason]), send)}
        </div>
    }
    .into_any()
}
