//! Funding an initiative.
use client::{
    programme::{
        commands::{FundInitiative, FundInitiativeInput},
        model::ids,
    },
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    people::choose::one_person,
    rows::form::{Form, Loose, buttons, unfilled},
    ui::{Button, Dialog, TextArea, TextField, icon},
};

/// Fields of the form that show what is wrong with them.
const FIELDS: &[&str] = &[
    "title",
    "purpose",
    "amount",
    "currency",
    "period",
    "shareOfAiBudget",
    "threats",
    "risks",
    "owner",
];

/// The button that funds an initiative, and its dialog.
pub fn fund_initiative() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Fund an initiative…"</Button>
        <Dialog open=open title="Fund an initiative" lede="Money for a purpose and a period. Name no person in it: it stays readable for ever." wide=true>
            {move || form_of(open)}
        </Dialog>
    }
    .into_any()
}

fn form_of(open: RwSignal<bool>) -> AnyView {
    let blank = || RwSignal::new(String::new());
    let (title, purpose, amount, period) = (blank(), blank(), blank(), blank());
    let currency = RwSignal::new("EUR".to_owned());
    let (share, threats, risks, owner) = (blank(), blank(), blank(), blank());
    let form = Form::new(open);
    let send = move |()| {
        let said = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        let maybe = |text: String| (!text.is_empty()).then_some(text);
        let risks = ids(&said(risks)).iter().map(|one| Subject(risk(one))).collect();
        let input = FundInitiativeInput {
            title: said(title),
            purpose: said(purpose),
            amount: said(amount),
            currency: said(currency),
            period: said(period),
            share_of_ai_budget: maybe(said(share)),
            threats: Some(ids(&said(threats))),
            risks: Some(risks),
            owner: maybe(owner.get_untracked()).map(Subject),
        };
        form.send::<FundInitiative>(input, |_, _| ());
    };
    view! {
        <div class="stack">
            <TextField label="Title" value=title required=true error=form.error("title")/>
            <TextArea label="What it is for" value=purpose required=true error=form.error("purpose")/>
            <div class="form-cols even">
                <TextField label="Amount" value=amount required=true hint="Such as 240000 or 12500.50." error=form.error("amount")/>
                <TextField label="Currency" value=currency required=true error=form.error("currency")/>
            </div>
            <div class="form-cols even">
                <TextField label="Period" value=period required=true hint="Such as 2027." error=form.error("period")/>
                <TextField label="Share of all money for AI" value=share hint="From 0 to 1, such as 0.031." error=form.error("shareOfAiBudget")/>
            </div>
            <TextField label="Threats it works against" value=threats hint="Their ids, such as THR-01, THR-02." error=form.error("threats")/>
            <TextField label="Risks it lowers" value=risks hint="Their ids, such as RSK-01." error=form.error("risks")/>
            {one_person("Who answers for it (nobody when none)", owner, form.error("owner"))}
            <Loose form=form fields=FIELDS/>
            {buttons(form, "Fund", unfilled([title, purpose, amount, currency, period]), send)}
        </div>
    }
    .into_any()
}

fn risk(name: &str) -> String {
    if name.contains(':') { name.to_owned() } else { format!("risk:{name}") }
}

#[cfg(test)]
mod tests {
    use super::risk;

    #[test]
    fn a_bare_name_is_taken_for_a_risk() {
        assert_eq!(risk("RSK-01"), "risk:RSK-01");
        assert_eq!(risk("risk:RSK-01"), "risk:RSK-01");
    }
}
