//! Loading the catalogue, and items of the organisation's own.
use client::{
    catalogue::{
        commands::{self, CatalogueItemInput, LoadCatalogueInput, WithdrawCatalogueItemInput},
        model::{limit_body, limit_id},
    },
    controls::page::TestText,
    scalars::Time,
    shared::Refusal,
};
use leptos::prelude::*;

use crate::{
    api::submit,
    rows::form::{Loose, Outcome, finish},
    ui::{Button, Dialog, Select, TextArea, TextField, Weight},
};

/// The sections an organisation adds to, with what people call them.
const SECTIONS: [(&str, &str); 8] = [
    ("controls", "Controls"),
    ("limits", "Limits in place of shipped ones"),
    ("frameworks", "Frameworks"),
    ("framework_items", "Items of own frameworks"),
    ("threats", "Threats"),
    ("evidence_types", "Types of evidence"),
    ("metrics", "Metrics"),
    ("kris", "Key risk indicators"),
];

fn recorded(
    answer: crate::api::Answer,
    read: fn(&str) -> Result<commands::CataloguePayload, String>,
) -> Result<Outcome, String> {
    let payload = read(&answer.map_err(|failure| failure.to_string())?)?;
    Ok(Outcome { receipt: payload.receipt, refusal: payload.refusal })
}

/// Midnight of a day, where one was chosen.
fn midnight(day: &str) -> Option<Time> {
    (!day.is_empty()).then(|| Time(format!("{day}T00:00:00Z")))
}

/// Loads the files that ship.
#[component]
pub fn LoadButton() -> impl IntoView {
    let (open, refusal, busy) = (RwSignal::new(true), RwSignal::new(None), RwSignal::new(false));
    let ends = finish(open, refusal, busy);
    let send = Callback::new(move |()| {
        busy.set(true);
        submit(commands::order_load(LoadCatalogueInput { dry_run: Some(false) }), move |answer| {
            ends.run(answer.map_err(|failure| failure.to_string()).and_then(|text| {
                commands::read_load(&text)
                    .map(|payload| Outcome { receipt: payload.receipt, refusal: payload.refusal })
            }));
        });
    });
    view! { <Button weight=Weight::Primary records=true busy=busy on_press=send>"Load them"</Button> }
}

/// The dialog that sets a limit in the place of one that ships.
#[component]
pub fn OwnLimit(
    /// The tests of the control.
    tests: Vec<TestText>,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let (value, why, from) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let ends = finish(open, refusal, busy);
    let send = Callback::new(move |()| {
        busy.set(true);
        let both = chosen.get_untracked();
        let (test, metric) = both.split_once(' ').unwrap_or((both.as_str(), ""));
        let input = CatalogueItemInput {
            section: "limits".to_owned(),
            id: limit_id(test, metric),
            body: limit_body(test, metric, &value.get_untracked(), &why.get_untracked()),
            valid_from: midnight(&from.get_untracked()),
            valid_to: None,
        };
        submit(commands::order_item(input), move |answer| {
            ends.run(recorded(answer, commands::read_item));
        });
    });
    let limits = tests.iter().flat_map(|test| {
        let words = |limit: &client::controls::page::LimitText| {
            (format!("{} {}", test.id, limit.metric), format!("{} ({})", limit.title, test.id))
        };
        test.limits.iter().map(words).collect::<Vec<_>>()
    });
    let options: Vec<_> =
        std::iter::once((String::new(), "Choose a metric".to_owned())).chain(limits).collect();
    let empty = |signal: RwSignal<String>| signal.with(|text| text.trim().is_empty());
    let off = Signal::derive(move || empty(chosen) || empty(value) || empty(why));
    let error = Signal::derive(move || refusal.with(|one| one.as_ref()?.beside("body")));
    view! {
        <Dialog open=open title="Set an own limit" lede="It takes the place of the one that ships, for every risk class, from the day it holds.">
            <div class="stack">
                <Select label="Metric" value=chosen options=options/>
                <TextField label="Limit" value=value required=true error=error hint="A number; 1 or 0 for yes or no."/>
                <TextArea label="Why" value=why required=true/>
                <TextField label="Holds from" value=from kind="date" hint="From now on when empty."/>
                <Loose refusal=refusal fields=&["body"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Primary records=true busy=busy disabled=off on_press=send>"Set"</Button>
                </div>
            </div>
        </Dialog>
    }
}

/// The dialog that adds an item.
#[component]
pub fn AddItem(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (section, id, body) = (
        RwSignal::new("controls".to_owned()),
        RwSignal::new("ORG-".to_owned()),
        RwSignal::new(String::new()),
    );
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let ends = finish(open, refusal, busy);
    let send = Callback::new(move |()| {
        busy.set(true);
        let input = CatalogueItemInput {
            section: section.get_untracked(),
            id: id.get_untracked(),
            body: body.get_untracked(),
            valid_from: midnight(&from.get_untracked()),
            valid_to: midnight(&to.get_untracked()),
        };
        submit(commands::order_item(input), move |answer| {
            ends.run(recorded(answer, commands::read_item));
        });
    });
    let beside = move |field: &'static str| {
        Signal::derive(move || refusal.with(|one| one.as_ref()?.beside(field)))
    };
    let options = SECTIONS.map(|(slug, words)| (slug.to_owned(), words.to_owned())).to_vec();
    let off = Signal::derive(move || body.with(|text| text.trim().is_empty()));
    view! {
        <Dialog open=open title="Add an item of our own" lede="In the shape of the items that ship; what does not fit is refused with the reason.">
            <div class="stack">
                <Select label="Section" value=section options=options error=beside("section")/>
                <TextField label="Id" value=id required=true error=beside("id") hint="Begins with ORG-."/>
                <TextArea label="What it says, as JSON" value=body required=true error=beside("body")
                    hint="A control: {\"title\": …, \"stage\": …, \"evidence\": [{\"type\": \"EV-POLICY\"}], \"tests\": […]}"/>
                <TextField label="Holds from" value=from kind="date" error=beside("validFrom")/>
                <TextField label="Holds until" value=to kind="date" error=beside("validTo")/>
                <Loose refusal=refusal fields=&["section", "id", "body", "validFrom", "validTo"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Primary records=true busy=busy disabled=off on_press=send>"Add"</Button>
                </div>
            </div>
        </Dialog>
    }
}

/// Withdraws an own item, with a reason.
#[component]
pub fn Withdraw(
    /// The section.
    section: String,
    /// Its id.
    id: String,
) -> impl IntoView {
    let (open, reason) = (RwSignal::new(false), RwSignal::new(String::new()));
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let ends = finish(open, refusal, busy);
    let title = format!("Withdraw {id}");
    let send = Callback::new(move |()| {
        busy.set(true);
        let (section, id) = (section.clone(), id.clone());
        let input = WithdrawCatalogueItemInput { section, id, reason: reason.get_untracked() };
        submit(commands::order_withdrawal(input), move |answer| {
            ends.run(recorded(answer, commands::read_withdrawal));
        });
    });
    let error = Signal::derive(move || refusal.with(|one| one.as_ref()?.beside("reason")));
    let off = Signal::derive(move || reason.with(|text| text.trim().is_empty()));
    view! {
        <Button on_press=move |()| open.set(true) records=true>"Withdraw…"</Button>
        <Dialog open=open title=title lede="It stays in the record; from now on it does not count.">
            <div class="stack">
                <TextField label="Why" value=reason required=true error=error/>
                <Loose refusal=refusal fields=&["reason"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Danger records=true busy=busy disabled=off on_press=send>"Withdraw"</Button>
                </div>
            </div>
        </Dialog>
    }
}
