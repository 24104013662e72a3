//! The page at `/systems/:name/profile`: a system is described anew.
use client::{
    offer::{Ask, Chance, chance},
    systems::{
        commands::ChangeSystemProfile,
        draft::{Draft, Step},
        queries::{Profile, ProfilePage},
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::fields::Fields;
use crate::{
    rows::{
        form::{Form, Loose},
        missing, note, offer, one_page,
    },
    state::use_as_of,
    ui::{Button, Card, LinkButton, Notice, PageHead, Tone, Weight, icon, page_of, use_toasts},
};

/// Fields of the form that show what is wrong with them.
const FIELDS: &[&str] =
    &["purpose", "kinds", "vendor", "dataSubjects", "autonomy", "criticality", "riskClass"];

/// What is looked at before a description is sent; name, team and owner are not described.
const STEPS: [Step; 3] = [Step::Kind, Step::People, Step::Weight];

/// Describes a system anew.
pub fn profile_page() -> AnyView {
    one_page("system", |page: ProfilePage| {
        note(&page.at);
        let Some(system) = page.system else {
            return missing("system", ("/systems", "AI systems"));
        };
        let ask = Ask::of("changeSystemProfile", "describe this system anew");
        let may = chance(&system.offers, &page.me, ask);
        let body = match may {
            Chance::Offered => form(&system),
            Chance::Said(_) | Chance::Hidden => closed(&may),
        };
        view! {
            <PageHead title=format!("Describe {} anew", system.name) kind="AI system" lede="Every field replaces what was known; what was known before stays in the record." back=("/systems", "AI systems")/>
            {body}
        }
        .into_any()
    })
}

fn closed(may: &Chance) -> AnyView {
    let who = offer::said(may);
    view! {
        <Notice tone=Tone::Info title="You may not describe this system">{who}</Notice>
    }
    .into_any()
}

fn form(system: &Profile) -> AnyView {
    let (toasts, navigate, as_of) = (use_toasts(), use_navigate(), use_as_of());
    let form = Form::with(RwSignal::new(true), move |receipt| {
        toasts.good(receipt.map_or_else(
            || "There was nothing new to record.".to_owned(),
            |one: client::shared::Receipt| one.words(),
        ));
    });
    let fields = Fields::new(Draft::of_profile(system), form);
    let home = StoredValue::new(page_of(&system.subject.0));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let draft = untrack(|| fields.draft());
        let mut wrong: Vec<_> = STEPS.iter().flat_map(|step| draft.problems(*step, &[])).collect();
        let purpose = draft.problems(Step::Purpose, &[]);
        wrong.extend(purpose.into_iter().filter(|(field, _)| *field == "purpose"));
        let is_right = wrong.is_empty();
        fields.complain(wrong);
        if is_right {
            let leave = navigate.clone();
            form.send::<ChangeSystemProfile>(draft.profile(), move |_, _| {
                leave(&as_of.href(&home.get_value()), NavigateOptions::default());
            });
        }
    };
    let warning = system.act_class_approved.then(|| {
        view! {
            <Notice tone=Tone::Info title="Its class under the EU AI Act is approved">
                <p>"A new description asks for another look at the class; until then the approved one counts."</p>
            </Notice>
        }
    });
    let out_of_use = system.decommissioned.is_some().then(|| {
        view! { <Notice tone=Tone::Warn title="This system is out of use and does not change any more"/> }
    });
    view! {
        {out_of_use}
        {warning}
        <form class="loaded" on:submit=send novalidate=true>
            <div class="cols even">
                <Card title="What it is for"><div class="stack">{fields.purpose_field()}{fields.kind_fields()}</div></Card>
                <div class="stack">
                    <Card title="Whom it touches"><div class="stack">{fields.people_fields()}</div></Card>
                    <Card title="How much hangs on it"><div class="stack">{fields.weight_fields()}</div></Card>
                </div>
            </div>
            <Loose form=form fields=FIELDS/>
            <div class="dialog-acts">
                <LinkButton to=home.get_value() icon=icon::LEFT>"Leave it as it was"</LinkButton>
                <Button submits=true records=true weight=Weight::Primary busy=form.busy>"Record the description"</Button>
            </div>
        </form>
    }
    .into_any()
}
