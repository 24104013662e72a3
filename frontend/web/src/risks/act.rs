//! Doing something about a risk: one dialog for every act, made from the act's form.
use std::collections::BTreeMap;

use client::{
    people,
    risks::{
        forms::{Field, Form, Kind, Values, form_of},
        one::Risk,
        orders::Act,
        scheme,
    },
    shared::Refusal,
    systems,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::{Answer, Ask, submit},
    rows::{
        asked,
        form::{Loose, Outcome, finish},
    },
    ui::{Button, Dialog, Select, TextArea, TextField, Weight, page_of},
};

/// What can be done on this page. Copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    risk: StoredValue<String>,
    begun: RwSignal<Option<(Act, Form)>>,
    open: RwSignal<bool>,
}

impl Desk {
    /// A desk for a risk; for a new one when the name is empty.
    pub fn new(risk: &str) -> Self {
        let (begun, open) = (RwSignal::new(None), RwSignal::new(false));
        Self { risk: StoredValue::new(risk.to_owned()), begun, open }
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

fn dialog(desk: Desk, act: Act, form: Form) -> AnyView {
    let (title, lede) = (form.title, form.lede.clone());
    let (act, form) = (StoredValue::new(act), StoredValue::new(form));
    view! {
        <Dialog open=desk.open title=title lede=lede>
            {move || inside(desk, act.get_value(), form.get_value())}
        </Dialog>
    }
    .into_any()
}

type Filled = StoredValue<BTreeMap<&'static str, RwSignal<String>>>;

fn inside(desk: Desk, act: Act, form: Form) -> AnyView {
    let filled: BTreeMap<_, _> =
        form.fields.iter().map(|field| (field.key, RwSignal::new(field.start.clone()))).collect();
    let filled: Filled = StoredValue::new(filled);
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let tried = RwSignal::new(false);
    let missing = StoredValue::new(required(&form.fields));
    let settle = settle(desk, act.clone(), refusal, busy);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        refusal.set(None);
        let values = values(filled);
        let lacks = missing.with_value(|keys| keys.iter().any(|key| values.text(key).is_empty()));
        if lacks || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let body = act.body(&desk.risk.get_value(), &values);
        submit(body, move |answer| settle.run(answer));
    };
    let weight = if form.is_danger { Weight::Danger } else { Weight::Primary };
    let fields =
        form.fields.iter().map(|field| draw(field, filled, (refusal, tried))).collect_view();
    let button = form.button;
    view! {
        <form on:submit=send novalidate=true>
            {fields}
            <Loose refusal=refusal fields=OWN/>
            <div class="dialog-acts">
                <Button on_press=move |()| desk.open.set(false)>"Cancel"</Button>
                <Button submits=true records=true weight=weight busy=busy>{button}</Button>
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

fn required(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().filter(|field| field.required).map(|field| field.key).collect()
}

fn values(filled: Filled) -> Values {
    filled.with_value(|all| {
        Values(all.iter().map(|(key, value)| (*key, value.get_untracked())).collect())
    })
}

fn draw(
    field: &Field,
    filled: Filled,
    (refusal, tried): (RwSignal<Option<Refusal>>, RwSignal<bool>),
) -> AnyView {
    let value = filled.with_value(|all| all.get(field.key).copied());
    let value = value.unwrap_or_else(|| RwSignal::new(String::new()));
    let (key, label, required) = (field.key, field.label, field.required);
    let hint = Some(field.hint.to_owned()).filter(|hint| !hint.is_empty());
    let error = Signal::derive(move || {
        let refused = refusal.with(|refusal| refusal.as_ref()?.beside(key));
        let empty = required && tried.get() && value.with(|value| value.trim().is_empty());
        refused.or_else(|| empty.then(|| "This is needed.".to_owned()))
    });
    let line = |kind: &'static str, hint: Option<String>| {
        match hint {
        Some(hint) => view! { <TextField label=label value=value kind=kind required=required hint=hint error=error/> }.into_any(),
        None => view! { <TextField label=label value=value kind=kind required=required error=error/> }.into_any(),
    }
    };
    match &field.kind {
        Kind::Line => line("text", hint),
        Kind::Day => line("date", hint),
        Kind::Lines => match hint {
            Some(hint) => view! { <TextArea label=label value=value required=required hint=hint error=error/> }.into_any(),
            None => view! { <TextArea label=label value=value required=required error=error/> }.into_any(),
        },
        Kind::Step => {
            let steps = (1..=5).map(|step| (step.to_string(), step.to_string()));
            let options = first("Choose a step").chain(steps).collect::<Vec<_>>();
            view! { <Select label=label value=value options=options error=error/> }.into_any()
        }
        Kind::Choice(options) => {
            view! { <Select label=label value=value options=options.clone() error=error/> }.into_any()
        }
        Kind::Person => fetched(label, value, error, (people_ask(), people_options)),
        Kind::System => fetched(label, value, error, (systems_ask(), systems_options)),
        Kind::Threat => fetched(label, value, error, (scheme_ask(), threat_options)),
    }
}

fn first(words: &str) -> impl Iterator<Item = (String, String)> {
    std::iter::once((String::new(), words.to_owned()))
}

type Options = fn(&str) -> Vec<(String, String)>;

/// A choice whose values the server knows.
pub fn fetched(
    label: &'static str,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    (ask, options): (Ask, Options),
) -> AnyView {
    let shown = move || {
        let text = ask.get().and_then(Result::ok).unwrap_or_default();
        let options = options(&text);
        view! { <Select label=label value=value options=options error=error/> }
    };
    view! { {shown} }.into_any()
}

/// Asks for the people of the organisation.
pub fn people_ask() -> Ask {
    asked(|moment| people::queries::ask_list(moment, None))
}

/// Asks for the systems one may see.
pub fn systems_ask() -> Ask {
    asked(|moment| {
        systems::queries::ask_list(moment, systems::queries::SystemFilter::default(), None)
    })
}

fn scheme_ask() -> Ask {
    asked(scheme::ask_scheme)
}

/// People who work here, by name.
pub fn people_options(text: &str) -> Vec<(String, String)> {
    let rows = people::queries::read_list(text).map(|page| page.people.nodes).unwrap_or_default();
    let active = rows.into_iter().filter(|row| row.active && !row.service && !row.erased);
    let mut options: Vec<_> = active.map(|row| (row.subject.0.clone(), row.words())).collect();
    options.sort_by(|a, b| a.1.cmp(&b.1));
    first("Choose a person").chain(options).collect()
}

/// Systems, by name.
pub fn systems_options(text: &str) -> Vec<(String, String)> {
    let rows = systems::queries::read_list(text).map(|page| page.systems.nodes).unwrap_or_default();
    let options = rows.into_iter().map(|row| (row.subject.0, row.name));
    first("None, or all").chain(options).collect()
}

fn threat_options(text: &str) -> Vec<(String, String)> {
    let threats = scheme::read_scheme(text).map(|page| page.risk_scheme.threats);
    let words = |threat: scheme::Threat| {
        let indent = if threat.of.is_some() { "\u{2003}" } else { "" };
        (threat.id.clone(), format!("{indent}{} {}", threat.id, threat.title))
    };
    first("Choose a threat").chain(threats.unwrap_or_default().into_iter().map(words)).collect()
}

/// What happens with the answer: a new risk leads to its page.
fn settle(
    desk: Desk,
    act: Act,
    refusal: RwSignal<Option<Refusal>>,
    busy: RwSignal<bool>,
) -> Callback<Answer> {
    let ends = finish(desk.open, refusal, busy);
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |answer: Answer| {
        let read = answer.map_err(|failure| failure.to_string());
        let read = read.and_then(|text| act.read(&text));
        let made = match (&act, &read) {
            (Act::Identify, Ok(payload)) => {
                payload.risk.as_ref().map(|risk| page_of(&risk.subject.0))
            }
            _ => None,
        };
        ends.run(
            read.map(|payload| Outcome { receipt: payload.receipt, refusal: payload.refusal }),
        );
        if let Some(page) = made {
            navigate.with_value(|go| go(&page, NavigateOptions::default()));
        }
    })
}
