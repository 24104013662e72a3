//! Doing something about a risk: one dialog for every act, made from the act's form.
use std::collections::BTreeMap;

use client::{
    ask::OfAll,
    offer::{Ask, Chance, chance},
    risks::{
        act::Act,
        forms::{Field, Form as Fields, Kind, Values, form_of},
        one::Risk,
        scheme::{ChoicesPage, Options},
    },
    shared::Me,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    rows::{
        asked,
        form::{Form, Loose},
    },
    ui::{Button, Dialog, Select, TextArea, TextField, Weight, page_of},
};

/// Whether somebody may do something about a risk.
pub fn may(risk: &Risk, me: &Me, act: &Act) -> Chance {
    chance(&risk.offers, me, Ask::of(act.mutation(), act.what()))
}

/// What can be done on this page. Copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    risk: StoredValue<String>,
    begun: RwSignal<Option<(Act, Fields)>>,
    open: RwSignal<bool>,
}

impl Default for Desk {
    /// A desk for a new risk, until it is said which one.
    fn default() -> Self {
        let (begun, open) = (RwSignal::new(None), RwSignal::new(false));
        Self { risk: StoredValue::new(String::new()), begun, open }
    }
}

impl Desk {
    /// Says which risk the acts are about.
    pub fn about(self, risk: &client::scalars::Subject) {
        self.risk.set_value(risk.0.clone());
    }

    /// A callback that opens the dialog for an act.
    pub fn on(self, act: Act, risk: Option<&Risk>) -> Callback<()> {
        let form = form_of(&act, risk);
        Callback::new(move |()| {
            self.begun.set(Some((act.clone(), form.clone())));
            self.open.set(true);
        })
    }
}

/// The dialog for the act that was begun.
#[component]
pub fn ActDialog(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    view! { {move || desk.begun.get().map(|(act, form)| dialog(desk, act, form))} }
}

/// The same dialog for a page that has one of its own, where a risk follows from something.
pub fn new_risk(desk: Desk) -> AnyView {
    view! { <ActDialog desk=desk/> }.into_any()
}

fn dialog(desk: Desk, act: Act, fields: Fields) -> AnyView {
    let (title, lede) = (fields.title, fields.lede.clone());
    let form = Form::new(desk.open);
    let (act, fields) = (StoredValue::new(act), StoredValue::new(fields));
    view! {
        <Dialog open=desk.open title=title lede=lede>
            {move || inside((desk, form), act, &fields.get_value())}
        </Dialog>
    }
    .into_any()
}

/// What is written into the fields so far, and whether somebody tried to send it.
#[derive(Clone, Copy)]
struct Filled {
    values: StoredValue<BTreeMap<&'static str, RwSignal<String>>>,
    tried: RwSignal<bool>,
}

impl Filled {
    fn new(fields: &Fields) -> Self {
        let start = |field: &Field| (field.key, RwSignal::new(field.start.clone()));
        let values = fields.fields.iter().map(start).collect();
        Self { values: StoredValue::new(values), tried: RwSignal::new(false) }
    }

    fn of(self, key: &'static str) -> RwSignal<String> {
        let known = self.values.with_value(|all| all.get(key).copied());
        known.unwrap_or_else(|| RwSignal::new(String::new()))
    }

    fn all(self) -> Values {
        self.values.with_value(|all| {
            Values(all.iter().map(|(key, value)| (*key, value.get_untracked())).collect())
        })
    }
}

fn inside((desk, form): (Desk, Form), act: StoredValue<Act>, fields: &Fields) -> AnyView {
    let filled = Filled::new(fields);
    let navigate = StoredValue::new_local(use_navigate());
    let needed: Vec<_> =
        fields.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        filled.tried.set(true);
        let values = filled.all();
        if needed.iter().any(|key| values.text(key).is_empty()) {
            return;
        }
        let risk = desk.risk.get_value();
        let order = move |id: &str| act.with_value(|act| act.order(id, &risk, &values));
        let is_new = act.with_value(Act::is_new);
        let made = move |risk: Option<client::scalars::Subject>, _| {
            if let Some(risk) = risk.filter(|_| is_new) {
                let page = page_of(&risk.0);
                navigate.try_with_value(|go| go(&page, NavigateOptions::default()));
            }
        };
        form.send_by(order, move |text| act.with_value(|act| act.sent(text)), made);
    };
    let weight = if fields.is_danger { Weight::Danger } else { Weight::Primary };
    let needs_choices = fields.fields.iter().any(|field| choices_of(&field.kind).is_some());
    let choices = needs_choices.then(|| asked(ChoicesPage::ask));
    let choices = Signal::derive(move || {
        let text = choices?.get()?.ok()?;
        ChoicesPage::read(&text).ok()
    });
    let body = fields.fields.iter().map(|field| draw(field, filled, form, choices)).collect_view();
    let button = fields.button;
    view! {
        <form on:submit=send novalidate=true>
            {body}
            <Loose form=form fields=OWN/>
            <div class="dialog-acts">
                <Button on_press=move |()| desk.open.set(false)>"Cancel"</Button>
                <Button submits=true records=true weight=weight busy=form.busy>{button}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// Fields that show their own refusal.
const OWN: &[&str] = &[
    "until",
    "reason",
    "due",
    "next",
    "title",
    "threat",
    "owner",
    "description",
    "concerns",
    "compensating",
    "effectiveness",
    "rationale",
    "cause",
    "indicator",
    "to",
    "frequency",
    "vulnerability",
    "primaryLoss",
    "secondaryProbability",
    "secondaryLoss",
    "currency",
    "system",
];

type Choices = Signal<Option<ChoicesPage>>;

/// The words for nothing chosen, and what there is to choose.
type Choice = (&'static str, fn(&ChoicesPage) -> Options);

/// What a field is chosen from: the words for nothing chosen, and the values the server knows.
fn choices_of(kind: &Kind) -> Option<Choice> {
    match kind {
        Kind::Person => Some(("Choose a person", ChoicesPage::people)),
        Kind::System => Some(("None: a risk of the organisation", ChoicesPage::systems)),
        Kind::Threat => Some(("Choose a threat", ChoicesPage::threats)),
        Kind::Indicator => Some(("None", ChoicesPage::indicators)),
        Kind::Likelihood => Some(("Choose a step", ChoicesPage::likelihood)),
        Kind::Impact => Some(("Choose a step", ChoicesPage::impact)),
        Kind::Line | Kind::Lines | Kind::Day | Kind::Choice(_) => None,
    }
}

fn draw(field: &Field, filled: Filled, form: Form, choices: Choices) -> AnyView {
    let (key, label, required) = (field.key, field.label, field.required);
    let value = filled.of(key);
    let hint = Some(field.hint.to_owned()).filter(|hint| !hint.is_empty());
    let refused = form.error(key);
    let error = Signal::derive(move || {
        let empty = required && filled.tried.get() && value.with(|text| text.trim().is_empty());
        refused.get().or_else(|| empty.then(|| "This is needed.".to_owned()))
    });
    if let Some((none, options)) = choices_of(&field.kind) {
        return chosen((label, hint), value, error, move || {
            let known = choices.with(|page| page.as_ref().map(options)).unwrap_or_default();
            std::iter::once((String::new(), none.to_owned())).chain(known).collect()
        });
    }
    match &field.kind {
        Kind::Choice(options) => {
            let options = options.clone();
            chosen((label, hint), value, error, move || options.clone())
        }
        Kind::Lines => lines((label, hint), value, required, error),
        Kind::Day => line("date", (label, hint), value, (required, error)),
        Kind::Line
        | Kind::Person
        | Kind::System
        | Kind::Threat
        | Kind::Indicator
        | Kind::Likelihood
        | Kind::Impact => line("text", (label, hint), value, (required, error)),
    }
}

type Named = (&'static str, Option<String>);
type Fault = Signal<Option<String>>;

fn line(
    kind: &'static str,
    (label, hint): Named,
    value: RwSignal<String>,
    (required, error): (bool, Fault),
) -> AnyView {
    match hint {
        Some(hint) => view! { <TextField label=label value=value kind=kind required=required hint=hint error=error/> }.into_any(),
        None => view! { <TextField label=label value=value kind=kind required=required error=error/> }.into_any(),
    }
}

fn lines((label, hint): Named, value: RwSignal<String>, required: bool, error: Fault) -> AnyView {
    match hint {
        Some(hint) => {
            view! { <TextArea label=label value=value required=required hint=hint error=error/> }
                .into_any()
        }
        None => {
            view! { <TextArea label=label value=value required=required error=error/> }.into_any()
        }
    }
}

/// A choice; its values may come later than the field.
pub fn chosen(
    (label, hint): Named,
    value: RwSignal<String>,
    error: Fault,
    options: impl Fn() -> Options + Send + Sync + 'static,
) -> AnyView {
    let shown = move || {
        let (options, hint) = (options(), hint.clone());
        match hint {
            Some(hint) => {
                view! { <Select label=label value=value options=options hint=hint error=error/> }
                    .into_any()
            }
            None => {
                view! { <Select label=label value=value options=options error=error/> }.into_any()
            }
        }
    };
    view! { {shown} }.into_any()
}
