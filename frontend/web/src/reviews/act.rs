//! Doing something that needs a few words and nothing else: one dialog for every such act.
use client::{reviews::commands::Act, shared::Refusal};
use leptos::prelude::*;

use crate::{
    rows::form::Form,
    ui::{Button, Dialog, TextArea, Weight},
};

/// What a dialog says.
struct Words {
    title: &'static str,
    lede: &'static str,
    field: &'static str,
    button: &'static str,
}

fn words_of(act: Act) -> Words {
    match act {
        Act::ReportAction => Words {
            title: "Report this action done",
            lede: "Somebody who never owned it looks, and closes it.",
            field: "What was done",
            button: "Report done",
        },
        Act::CloseAction => Words {
            title: "Close this action",
            lede: "You say that you saw it done. Whoever owns or owned it cannot.",
            field: "What you saw",
            button: "Close action",
        },
        Act::CloseFinding => Words {
            title: "Close this finding",
            lede: "You say that you saw it mended. Whoever mends it cannot.",
            field: "What you saw",
            button: "Close finding",
        },
    }
}

/// The button of an act, and its dialog.
pub fn act_button(act: Act, subject: &str, label: &'static str) -> AnyView {
    let open = RwSignal::new(false);
    let subject = StoredValue::new(subject.to_owned());
    view! {
        <Button records=true weight=Weight::Primary on_press=move |()| open.set(true)>{label}</Button>
        {dialog(act, subject, open)}
    }
    .into_any()
}

fn dialog(act: Act, subject: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let words = words_of(act);
    let (note, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let form = Form::new(open);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if note.with_untracked(|note| note.trim().is_empty()) {
            return;
        }
        let order = move |id: &str| {
            subject.with_value(|subject| act.order(id, subject, &note.get_untracked()))
        };
        form.send_by(order, move |text| act.sent(text), |(), _| ());
    };
    let error = Signal::derive(move || {
        let refused = form.refusal.with(|refusal| refusal.as_ref().map(Refusal::words));
        let is_empty = tried.get() && note.with(|note| note.trim().is_empty());
        refused.or_else(|| is_empty.then(|| "This is needed.".to_owned()))
    });
    view! {
        <Dialog open=open title=words.title lede=words.lede>
            <form on:submit=send novalidate=true>
                <TextArea label=words.field value=note required=true error=error/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button submits=true records=true weight=Weight::Primary busy=form.busy>{words.button}</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
