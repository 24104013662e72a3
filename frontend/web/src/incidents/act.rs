//! Doing something about an incident: one dialog for every act, with the refusal where it belongs.
use client::{
    incidents::{Act, Sent},
    shared::{Receipt, Refusal},
};
use leptos::prelude::*;

use super::words::words_of;
use crate::{
    api::{Answer, submit},
    history::page::capital,
    state::use_live,
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

impl Desk {
    /// A desk for an incident with nothing done yet.
    pub fn new(incident: String) -> Self {
        Self {
            incident: StoredValue::new(incident),
            act: RwSignal::new(None),
            open: RwSignal::new(false),
            receipt: RwSignal::new(None),
        }
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
    let (note, missing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let settle = settle(desk, (refusal, busy), words.done);
    let (field, hint, button, weight) = (words.field, words.hint, words.button, words.weight);
    let act = StoredValue::new(act);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        missing.set(true);
        refusal.set(None);
        let empty = has_field && note.with_untracked(|note| note.trim().is_empty());
        if empty || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let body =
            act.with_value(|act| act.body(&desk.incident.get_value(), &note.get_untracked()));
        submit(body, move |answer| settle.run((act.get_value(), answer)));
    };
    let error = Signal::derive(move || {
        let refused =
            refusal.with(|refusal| refusal.as_ref().map(|refusal| capital(&refusal.sentence)));
        let empty = missing.get() && note.with(|note| note.trim().is_empty());
        refused.or_else(|| (has_field && empty).then(|| "This is needed.".to_owned()))
    });
    view! {
        <Dialog open=desk.open title=title lede=lede>
            <form on:submit=send novalidate=true>
                {if has_field {
                    view! { <TextArea label=field value=note required=true hint=hint error=error/> }.into_any()
                } else {
                    view! { {move || error.get().map(|sentence| view! { <Notice tone=Tone::Bad title=sentence/> })} }.into_any()
                }}
                <div class="dialog-acts">
                    <Button on_press=move |()| desk.open.set(false)>"Cancel"</Button>
                    <Button submits=true records=true weight=weight busy=busy>{button}</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

type Field = (RwSignal<Option<Refusal>>, RwSignal<bool>);

fn settle(desk: Desk, (refusal, busy): Field, done: &'static str) -> Callback<(Act, Answer)> {
    let (live, toasts) = (use_live(), use_toasts());
    Callback::new(move |(act, answer): (Act, Answer)| {
        busy.try_set(false);
        let read = match answer {
            Ok(text) => act.read(&text),
            Err(failure) => Err(failure.to_string()),
        };
        match read {
            Ok(Sent::Done { receipt, made: () }) => {
                desk.receipt.try_set(receipt);
                desk.open.try_set(false);
                toasts.good(done);
                live.refresh();
            }
            Ok(Sent::Refused(said)) => {
                refusal.try_set(Some(said));
            }
            Err(sentence) => {
                refusal.try_set(Some(Refusal { code: "failed".to_owned(), sentence, field: None }));
            }
        }
    })
}
