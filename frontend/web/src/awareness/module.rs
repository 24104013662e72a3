//! The page at `/learning/modules/:name`: what there is to read, and the test.
use client::{
    awareness::{
        commands::{WithdrawModule, WithdrawModuleInput},
        lesson::{self, Module, ModulePage},
    },
    offer::{Ask, Chance, chance},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    exam::{Exam, exam_card},
    mine::{standing_badge, turning},
};
use crate::{
    rows::{
        asked,
        form::{Form, Loose},
        missing, note, shown,
    },
    ui::{
        Button, Card, Chip, Dialog, Fact, Facts, LinkButton, Notice, Outline, PageHead, Subject,
        TextArea, Tone, Weight, icon,
    },
};

/// Way back.
const BACK: (&str, &str) = ("/learning/modules", "Modules");

/// One module.
pub fn module_page() -> AnyView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("name").unwrap_or_default());
    let page = asked(move |moment| lesson::ask(moment, &id()));
    // The test stays as it is while the page around it is drawn anew.
    let exam = Exam::new();
    shown(page, Outline::Page, lesson::read, move |page: ModulePage| {
        note(&page.at);
        match page.module.clone() {
            Some(module) => full(&page, module, exam),
            None => missing("module", BACK),
        }
    })
}

fn full(page: &ModulePage, module: Module, exam: Exam) -> AnyView {
    exam.about(&module.id);
    let duty = page.duty().cloned();
    let (own, standing) = (module.own, duty.as_ref().map(|duty| duty.standing));
    let badges = move || {
        view! {
            {standing.map(standing_badge)}
            {own.then(|| view! { <Chip text="Own module"/> })}
        }
        .into_any()
    };
    let offers = page.curriculum.as_ref().map(|one| one.offers.as_slice()).unwrap_or_default();
    let ask = Ask::of("withdrawModule", "withdraw this module");
    let may_withdraw = own && chance(offers, &page.me, ask) == Chance::Offered;
    let withdrawing = RwSignal::new(false);
    let actions = move || {
        view! {
            {may_withdraw.then(|| view! { <LinkButton to="/learning/write".to_owned()>"New edition…"</LinkButton> })}
            {may_withdraw.then(|| view! { <Button weight=Weight::Danger records=true on_press=move |()| withdrawing.set(true)>"Withdraw…"</Button> })}
        }
        .into_any()
    };
    let kind = format!("Module {}", module.id);
    let (id, title, text) = (module.id.clone(), module.title.clone(), module.page.clone());
    let due = duty.as_ref().map(|duty| turning(duty.standing, duty.at.0.clone()));
    view! {
        <PageHead title=title kind=kind back=BACK badges=badges actions=actions/>
        {exam.outcome()}
        {facts(&module, due)}
        {outcomes(&module.outcomes)}
        <Card title="To read"><div class="prose" inner_html=text></div></Card>
        {exam_card(page, &module, exam)}
        {may_withdraw.then(|| view! { <WithdrawForm module=id open=withdrawing/> })}
    }
    .into_any()
}

fn facts(module: &Module, due: Option<AnyView>) -> AnyView {
    let systems = module.systems.iter().cloned();
    let systems: Vec<_> =
        systems.map(|one| view! { <Subject of=one.subject.0 title=one.name/> }).collect();
    let roles = if module.roles.is_empty() && systems.is_empty() {
        "Whoever is asked for it".to_owned()
    } else {
        module.roles.join(", ")
    };
    let percent = module.pass_score.parse::<f64>().map_or_else(
        |_| module.pass_score.clone(),
        |share| format!("{:.0} % of the answers right", share * 100.0),
    );
    let (minutes, months) = (format!("{} min", module.minutes), module.refresh_months);
    let months = if months == 1 { "1 month".to_owned() } else { format!("{months} months") };
    let speaks = module.speaks_to.join(", ");
    view! {
        <Card title="About this module">
            <Facts>
                <Fact name="For you">{due.unwrap_or_else(|| view! { <span class="note">"Not required of you"</span> }.into_any())}</Fact>
                <Fact name="Takes">{minutes}</Fact>
                <Fact name="Counts for">{months}</Fact>
                <Fact name="Passes with">{percent}</Fact>
                <Fact name="Needed by">{roles}<span class="inline">{systems}</span></Fact>
                {(!speaks.is_empty()).then(|| view! { <Fact name="Speaks to">{speaks}</Fact> })}
            </Facts>
        </Card>
    }
    .into_any()
}

fn outcomes(outcomes: &[String]) -> AnyView {
    if outcomes.is_empty() {
        return ().into_any();
    }
    let lines = outcomes.iter().cloned().map(|one| view! { <li>{one}</li> }).collect_view();
    view! { <Notice tone=Tone::Info title="Afterwards you can"><ul class="prose">{lines}</ul></Notice> }
        .into_any()
}

/// The form that takes an own module away.
#[component]
pub fn WithdrawForm(
    /// The module's id.
    module: String,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (form, reason) = (Form::new(open), RwSignal::new(String::new()));
    let module = StoredValue::new(module);
    let send = Callback::new(move |()| {
        let input =
            WithdrawModuleInput { module: module.get_value(), reason: reason.get_untracked() };
        form.send::<WithdrawModule>(input, |_, _| ());
    });
    let off = Signal::derive(move || reason.with(|text| text.trim().is_empty()));
    view! {
        <Dialog open=open title="Withdraw this module" lede="It is required of nobody any more. What people completed stays in the record.">
            <div class="stack">
                <TextArea label="Reason" value=reason required=true error=form.error("reason")/>
                <Loose form=form fields=&["reason"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Danger records=true busy=form.busy disabled=off icon=icon::CROSS on_press=send>"Withdraw"</Button>
                </div>
            </div>
        </Dialog>
    }
}
