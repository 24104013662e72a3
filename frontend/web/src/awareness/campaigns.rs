//! The page at `/learning/campaigns`: many people asked for some modules until a day.
use client::{
    ask::OfAll,
    awareness::{
        campaigns::{CampaignFilter, CampaignRow, Campaigns},
        commands::{StopCampaign, StopCampaignInput},
        curriculum::CurriculumPage,
    },
    offer::{Ask, Chance, chance},
};
use leptos::prelude::*;

use super::{places::places, start::StartForm};
use crate::{
    charts::{Part, StackedBar},
    rows::{
        Look, asked,
        form::{Form, Loose},
        listed, note, one_of, shown, use_address,
    },
    ui::{
        Button, Dialog, Outline, PageHead, Row, SearchField, Status, TextArea, Time, Tone, Weight,
        Written, cell, icon,
    },
};

/// What the rows need to know of the page: whether one may stop campaigns, and which is to be.
#[derive(Clone, Copy)]
struct Stopping {
    may: RwSignal<bool>,
    which: RwSignal<Option<(String, String)>>,
    open: RwSignal<bool>,
}

/// Campaigns.
pub fn campaigns_page() -> AnyView {
    let address = use_address();
    let stopping = Stopping {
        may: RwSignal::new(false),
        which: RwSignal::new(None),
        open: RwSignal::new(false),
    };
    provide_context(stopping);
    let look = Look::<Campaigns> {
        caption: "Training campaigns",
        filter: |address| CampaignFilter::read(&address.get("show"), &address.get("q")),
        line,
        nothing: (
            "No campaign was started",
            "A campaign asks many people for some modules, such as after an incident.",
        ),
        no_match: |_| None,
        icon: icon::LEARNING,
    };
    let curriculum = asked(CurriculumPage::ask);
    view! {
        <PageHead title="Training campaigns" lede="Many people asked for some modules until a day." back=("/learning", "My training")/>
        {places()}
        {shown(curriculum, Outline::Block, CurriculumPage::read, move |page| starting(page, stopping))}
        <div class="toolbar">
            <SearchField label="Find a campaign" value=address.text("q")/>
            {one_of(address, "Show", "show", &[("running", "Running"), ("stopped", "Stopped")])}
        </div>
        {listed(address, look)}
        <StopDialog stopping=stopping/>
    }
    .into_any()
}

/// The act of starting one, for those who may.
fn starting(page: CurriculumPage, stopping: Stopping) -> AnyView {
    note(&page.at);
    let offers = page.curriculum.as_ref().map(|one| one.offers.as_slice()).unwrap_or_default();
    let may = |mutation, what| chance(offers, &page.me, Ask::of(mutation, what)) == Chance::Offered;
    stopping.may.set(may("stopCampaign", "stop campaigns"));
    if !may("startCampaign", "start a campaign") {
        return ().into_any();
    }
    let open = RwSignal::new(false);
    let page = StoredValue::new(page);
    view! {
        <div class="acts"><Button icon=icon::PLUS records=true on_press=move |()| open.set(true)>"Start a campaign…"</Button></div>
        <Dialog open=open wide=true title="Start a campaign" lede="Whoever is in its audience, now or later, is asked for its modules.">
            <StartForm page=page.get_value() open=open/>
        </Dialog>
    }
    .into_any()
}

fn line(row: CampaignRow) -> Row {
    let stopping = expect_context::<Stopping>();
    let running = row.stopped.is_none();
    let (modules, audience) = (row.module_words(), row.audience());
    let tone = if running { Tone::Info } else { Tone::Neutral };
    let which = (row.id.clone(), row.title.clone());
    let label = format!("Stop… the campaign {}", row.title);
    let stop = move || {
        let (which, label) = (which.clone(), label.clone());
        let press = move |()| {
            stopping.which.set(Some(which.clone()));
            stopping.open.set(true);
        };
        (running && stopping.may.get())
            .then(|| view! { <Button records=true label=label on_press=press>"Stop…"</Button> })
    };
    let count = row.coverage;
    let number = |count: i32| usize::try_from(count).unwrap_or_default();
    let parts = vec![
        Part::tone(Tone::Good, "Done", number(count.current)),
        Part::tone(Tone::Warn, "To do", count.open()),
        Part::tone(Tone::Bad, "Overdue", number(count.overdue)),
    ];
    let bar = (running && count.required > 0)
        .then(|| view! { <StackedBar label=format!("How far {} is", row.title) parts=parts/> });
    let anew = row
        .anew
        .then(|| view! { <span class="note under">"Anew, whatever was done before"</span> });
    Row::new(vec![
        cell(view! { {row.title}{anew} }),
        cell(view! { <div class="stacked-cell"><Status tone=tone text=row.stopped.as_ref().map_or("Running", |_| "Stopped")/>{stop}</div> }),
        cell(modules),
        cell(audience),
        cell(view! { {count.words()}{bar} }),
        cell(view! { <Time at=row.due.0 written=Written::Day/> }),
        cell(view! { <Time at=row.started.0 written=Written::Day/> }),
    ])
    .muted(!running)
}

#[component]
fn StopDialog(stopping: Stopping) -> impl IntoView {
    let (form, reason) = (Form::new(stopping.open), RwSignal::new(String::new()));
    let send = move |()| {
        let Some((campaign, _)) = stopping.which.get_untracked() else { return };
        let input = StopCampaignInput { campaign, reason: reason.get_untracked() };
        form.send::<StopCampaign>(input, move |_, _| reason.set(String::new()));
    };
    let words = move || {
        let which = stopping.which.get();
        which.map(|(_, title)| format!("{title} asks nobody any more. What was completed stays."))
    };
    let off = Signal::derive(move || reason.with(|text| text.trim().is_empty()));
    view! {
        <Dialog open=stopping.open title="Stop a campaign">
            <div class="stack">
                <p>{words}</p>
                <TextArea label="Reason" value=reason required=true error=form.error("reason")/>
                <Loose form=form fields=&["reason"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| stopping.open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Danger records=true busy=form.busy disabled=off on_press=send>"Stop the campaign"</Button>
                </div>
            </div>
        </Dialog>
    }
}
