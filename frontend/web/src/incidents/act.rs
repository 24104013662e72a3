//! Doing something about an incident: one dialog for every act, with the refusal where it belongs.
use client::{
    incidents::Act,
    shared::{Receipt, Refusal},
};
use leptos::prelude::*;

use super::words::words_of;
use crate::{
    rows::form::Form,
    ui::{Button, Dialog, Link, Notice, TextArea, Tone, use_toasts},
};

/// What can be done on this page, and what was recorded by it. Copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    incident: StoredValue<String>,
    act: RwSignal<Option<Act>>,
    open: RwSignal<bool>,
    receipt: RwSignal<Option<Receipt>>,
}

impl Default for Desk {
    /// A desk with nothing on it yet.
    fn default() -> Self {
        Self {
            incident: StoredValue::new(String::new()),
            act: RwSignal::new(None),
            open: RwSignal::new(false),
            receipt: RwSignal::new(None),
        }
    }
}

impl Desk {
    /// Says which incident the acts are about.
    pub fn about(self, incident: &client::scalars::Subject) {
        self.incident.set_value(incident.0.clone());
    }

    /// Opens the dialog for an act.
    pub fn begin(self, act: Act) {
        self.act.set(Some(act));
        self.open.set(true);
    }

    /// A callback that opens the dialog for an act.
    pub fn on(self, act: Act) -> Callback<()> {
        Callback::new(move |()| self.begin(act.clone()))
    }
}

/// Says where the last act of this page was recorded.
#[component]
pub fn Recorded(
    /// The desk.
    desk: Desk,
    /// Position given by the address, from the page that led here.
    arrived: Option<u64>,
) -> impl IntoView {
    let shown = move || {
        let own = desk.receipt.get().map(|receipt| (receipt.words(), receipt.page()));
        let before = arrived.map(|at| {
            (
                format!("Contained and recorded. The last event of it stands at position {at}."),
                format!("/events/{at}"),
            )
        });
        own.or(before).map(|(words, page)| {
            let go = move || {
                view! { <Link to=page.clone() class="btn">"Show the event"</Link> }.into_any()
            };
            view! { <Notice tone=Tone::Good title=words actions=go/> }
        })
    };
    view! { {shown} }
}

/// The dialog for the act that was begun.
#[component]
pub fn ActDialog(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    view! { {move || desk.act.get().map(|act| dialog(desk, act))} }
}

fn dialog(desk: Desk, act: Act) -> AnyView {
    let words = words_of(&act);
    let (title, lede, has_field) = (words.title, words.lede, !words.field.is_empty());
    let is_needed = has_field && !act.may_be_empty();
    let (note, missing) = (RwSignal::new(act.start()), RwSignal::new(false));
    let toasts = use_toasts();
    let form = Form::with(desk.open, move |receipt| {
        desk.receipt.try_set(receipt);
        toasts.good(words.done);
    });
    let act = StoredValue::new(act);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        missing.set(true);
        if is_needed && note.with_untracked(|note| note.trim().is_empty()) {
            return;
        }
        let order = move |id: &str| {
            let incident = desk.incident.get_value();
            act.with_value(|act| act.order(id, &incident, &note.get_untracked()))
        };
        form.send_by(order, move |text| act.with_value(|act| act.sent(text)), |(), _| ());
    };
    let error = Signal::derive(move || {
        let refused = form.refusal.with(|refusal| refusal.as_ref().map(Refusal::words));
        let empty = missing.get() && note.with(|note| note.trim().is_empty());
        refused.or_else(|| (is_needed && empty).then(|| "This is needed.".to_owned()))
    });
    view! {
        <Dialog open=desk.open title=title lede=lede>
            <form on:submit=send novalidate=true>
                {if has_field {
                    view! { <TextArea label=words.field value=note required=is_needed hint=words.hint error=error/> }.into_any()
                } else {
                    view! { {move || error.get().map(|sentence| view! { <Notice tone=Tone::Bad title=sentence/> })} }.into_any()
                }}
                <div class="dialog-acts">
                    <Button on_press=move |()| desk.open.set(false)>"Cancel"</Button>
                    <Button submits=true records=true weight=words.weight busy=form.busy>{words.button}</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
