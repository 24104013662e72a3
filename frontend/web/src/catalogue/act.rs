//! Loading the catalogue, and items of the organisation's own.
use client::{
    catalogue::{
        commands::{
            AddCatalogueItem, CatalogueItemInput, Keep, LoadCatalogue, LoadCatalogueInput,
            WithdrawCatalogueItem, WithdrawCatalogueItemInput,
        },
        model::{limit_body, limit_id},
    },
    controls::page::TestText,
    scalars::Time,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
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

/// Midnight of a day, where one was chosen.
fn midnight(day: &str) -> Option<Time> {
    (!day.is_empty()).then(|| Time(format!("{day}T00:00:00Z")))
}

/// Loads the files that ship.
#[component]
pub fn LoadButton() -> impl IntoView {
    let form = Form::new(RwSignal::new(true));
    let send = Callback::new(move |()| {
        form.send::<LoadCatalogue>(LoadCatalogueInput { dry_run: Some(false) }, |_, _| ());
    });
    view! {
        <Button weight=Weight::Primary records=true busy=form.busy on_press=send>"Load them"</Button>
        <Loose form=form fields=&[]/>
    }
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
    let form = Form::new(open);
    let send = Callback::new(move |()| {
        let both = chosen.get_untracked();
        let (test, metric) = both.split_once(' ').unwrap_or((both.as_str(), ""));
        let input = CatalogueItemInput {
            section: "limits".to_owned(),
            id: limit_id(test, metric),
            body: limit_body(test, metric, &value.get_untracked(), &why.get_untracked()),
            valid_from: midnight(&from.get_untracked()),
            valid_to: None,
        };
        form.send::<AddCatalogueItem>(input, |_, _| ());
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
    let error = form.error("body");
    view! {
        <Dialog open=open title="Set an own limit" lede="It takes the place of the one that ships, for every risk class, from the day it holds.">
            <div class="stack">
                <Select label="Metric" value=chosen options=options.clone()/>
                <TextField label="Limit" value=value required=true error=error hint="A number; 1 or 0 for yes or no."/>
                <TextArea label="Why" value=why required=true/>
                <TextField label="Holds from" value=from kind="date" hint="From now on when empty."/>
                <Loose form=form fields=&["body"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Set"</Button>
                </div>
            </div>
        </Dialog>
    }
}

/// What an own item says before it is added or changed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its section.
    pub section: String,
    /// Its id.
    pub id: String,
    /// What it says, as JSON.
    pub body: String,
}

impl Default for Draft {
    fn default() -> Self {
        let (section, id) = ("controls".to_owned(), "ORG-".to_owned());
        Self { section, id, body: String::new() }
    }
}

/// The dialog that adds an own item, or changes one.
#[component]
pub fn KeepItem(
    /// What is done.
    keep: Keep,
    /// What it says so far.
    #[prop(optional)]
    draft: Draft,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (section, id, body) =
        (RwSignal::new(draft.section), RwSignal::new(draft.id.clone()), RwSignal::new(draft.body));
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new(open);
    let send = Callback::new(move |()| {
        let input = CatalogueItemInput {
            section: section.get_untracked(),
            id: id.get_untracked(),
            body: body.get_untracked(),
            valid_from: midnight(&from.get_untracked()),
            valid_to: midnight(&to.get_untracked()),
        };
        let order = move |command: &str| keep.order(command, input.clone());
        form.send_by(order, move |text| keep.sent(text), |(), _| ());
    });
    let is_new = keep == Keep::Add;
    let title =
        if is_new { "Add an item of our own".to_owned() } else { format!("Change {}", draft.id) };
    let word = if is_new { "Add" } else { "Change" };
    let options = SECTIONS.map(|(slug, words)| (slug.to_owned(), words.to_owned())).to_vec();
    let off = Signal::derive(move || body.with(|text| text.trim().is_empty()));
    let place = move || {
        let options = options.clone();
        is_new.then(|| {
            view! {
                <Select label="Section" value=section options=options error=form.error("section")/>
                <TextField label="Id" value=id required=true error=form.error("id") hint="Begins with ORG-."/>
            }
        })
    };
    view! {
        <Dialog open=open title=title lede="In the shape of the items that ship; what does not fit is refused with the reason.">
            <div class="stack">
                {place()}
                <TextArea label="What it says, as JSON" value=body required=true error=form.error("body")
                    hint="A control: {\"title\": …, \"stage\": …, \"evidence\": [{\"type\": \"EV-POLICY\"}], \"tests\": […]}"/>
                <TextField label="Holds from" value=from kind="date" error=form.error("validFrom") hint="From now on when empty."/>
                <TextField label="Holds until" value=to kind="date" error=form.error("validTo")/>
                <Loose form=form fields=&["section", "id", "body", "validFrom", "validTo"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>{word}</Button>
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
    let form = Form::new(open);
    let title = format!("Withdraw {id}");
    let send = Callback::new(move |()| {
        let (section, id) = (section.clone(), id.clone());
        let input = WithdrawCatalogueItemInput { section, id, reason: reason.get_untracked() };
        form.send::<WithdrawCatalogueItem>(input, |_, _| ());
    });
    let error = form.error("reason");
    let off = Signal::derive(move || reason.with(|text| text.trim().is_empty()));
    view! {
        <Button on_press=move |()| open.set(true) records=true>"Withdraw…"</Button>
        <Dialog open=open title=title lede="It stays in the record; from now on it does not count.">
            <div class="stack">
                <TextField label="Why" value=reason required=true error=error/>
                <Loose form=form fields=&["reason"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Danger records=true busy=form.busy disabled=off on_press=send>"Withdraw"</Button>
                </div>
            </div>
        </Dialog>
    }
}
