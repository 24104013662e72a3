//! Forms: what was sent, whether it is on its way, and why it was refused. One for every page.
//!
//! A form makes the id of its command when it first sends, and keeps it as long as the same thing
//! is sent: a double click or a retry after a failure records nothing twice.
use client::{
    command::{Command, Sent, Submission, sent},
    shared::{Receipt, Refusal},
};
use leptos::prelude::*;

use crate::{
    api::{Answer, fresh_id, submit},
    state::{Live, use_live},
    ui::{Button, Notice, Tone, Weight, use_toasts},
};

/// The state of a form. Copy it freely.
#[derive(Clone, Copy)]
pub struct Form {
    /// Whether it is open.
    pub open: RwSignal<bool>,
    /// Whether something is on its way.
    pub busy: RwSignal<bool>,
    /// Why what was sent last was refused, or did not arrive.
    pub refusal: RwSignal<Option<Refusal>>,
    submission: StoredValue<Submission>,
    recorded: Callback<Option<Receipt>>,
    live: Live,
}

impl Form {
    /// A form that says where something was recorded, closes, and asks for the page anew.
    pub fn new(open: RwSignal<bool>) -> Self {
        let toasts = use_toasts();
        Self::with(open, move |receipt: Option<Receipt>| {
            let words = receipt
                .map_or_else(|| "There was nothing new to record.".to_owned(), |one| one.words());
            toasts.good(words);
        })
    }

    /// A form that tells `recorded` where something was recorded, closes, and asks for the page
    /// anew.
    pub fn with(
        open: RwSignal<bool>,
        recorded: impl Fn(Option<Receipt>) + Send + Sync + 'static,
    ) -> Self {
        Self {
            open,
            busy: RwSignal::new(false),
            refusal: RwSignal::new(None),
            submission: StoredValue::new(Submission::default()),
            recorded: Callback::new(recorded),
            live: use_live(),
        }
    }

    /// Sends a command; what came of it is told, and then handed to `made`.
    pub fn send<C: Command>(
        self,
        input: C::Input,
        made: impl FnOnce(C::Payload, Option<u64>) + 'static,
    ) where
        C::Input: Clone,
    {
        self.send_by(move |id| C::order(id, input.clone()), sent::<C>, made);
    }

    /// Sends what `order` makes of an id; `read` reads what came of it.
    pub fn send_by<T: 'static>(
        self,
        order: impl Fn(&str) -> String,
        read: impl FnOnce(&str) -> Result<Sent<T>, String> + 'static,
        made: impl FnOnce(T, Option<u64>) + 'static,
    ) {
        let Some((_, body)) = self.begin(order) else { return };
        submit(body, move |answer: Answer| self.end(answer, read, made));
    }

    /// Begins to send what `order` makes of an id; gives the id and what was made. `None` while
    /// something else is on its way. [`Form::end`] must follow.
    pub fn begin(self, order: impl Fn(&str) -> String) -> Option<(String, String)> {
        if self.busy.get_untracked() {
            return None;
        }
        self.busy.set(true);
        self.refusal.set(None);
        let begun = self.submission.try_update_value(|submission| {
            let body = submission.body(fresh_id, order);
            (submission.id().unwrap_or_default().to_owned(), body)
        })?;
        self.live.sends(&begun.0);
        Some(begun)
    }

    /// Ends what was begun: `read` reads what came of it, and `made` is told.
    pub fn end<T>(
        self,
        answer: Answer,
        read: impl FnOnce(&str) -> Result<Sent<T>, String>,
        made: impl FnOnce(T, Option<u64>),
    ) {
        self.busy.try_set(false);
        let read = answer.map_err(|failure| failure.to_string()).and_then(|text| read(&text));
        match read {
            Ok(Sent::Done { receipt, made: done }) => {
                // The same words again, later, are another command.
                self.submission.try_set_value(Submission::default());
                self.open.try_set(false);
                let position = receipt.as_ref().map(|receipt| receipt.position.0);
                self.recorded.run(receipt);
                self.live.refresh();
                made(done, position);
            }
            Ok(Sent::Refused(refusal)) => {
                self.refusal.try_set(Some(refusal));
            }
            Err(sentence) => {
                let failed = Refusal { code: "failed".to_owned(), sentence, field: None };
                self.refusal.try_set(Some(failed));
            }
        }
    }

    /// Reads a whole number; says beside the field that it is none otherwise.
    pub fn whole(self, field: &'static str, text: &str) -> Option<i64> {
        let number = text.trim().parse().ok();
        if number.is_none() {
            let sentence = "Write a whole number, such as 3.".to_owned();
            let field = Some(field.to_owned());
            let code = "input.not_whole".to_owned();
            self.refusal.set(Some(Refusal { code, sentence, field }));
        }
        number
    }

    /// The same of a field that may be empty: there is no number then.
    pub fn maybe_whole(self, field: &'static str, text: &str) -> Option<Option<i64>> {
        if text.trim().is_empty() { Some(None) } else { self.whole(field, text).map(Some) }
    }

    /// What is wrong with a field, as the server said.
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.refusal.with(|one| one.as_ref()?.beside(field)))
    }
}

/// The buttons at the end of a form: one that closes it, and one that sends, called `words`.
pub fn buttons(
    form: Form,
    words: &'static str,
    off: Signal<bool>,
    send: impl Fn(()) + Send + Sync + 'static,
) -> AnyView {
    view! {
        <div class="dialog-acts">
            <Button on_press=move |()| form.open.set(false)>"Cancel"</Button>
            <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>{words}</Button>
        </div>
    }
    .into_any()
}

/// Whether some of the fields say nothing: a form is sent when all are filled in.
pub fn unfilled<const N: usize>(fields: [RwSignal<String>; N]) -> Signal<bool> {
    let is_empty = |field: &RwSignal<String>| field.with(|text| text.trim().is_empty());
    Signal::derive(move || fields.iter().any(is_empty))
}

/// A refusal that belongs to none of the fields, or a failure.
#[component]
pub fn Loose(
    /// The form.
    form: Form,
    /// Fields that show their own.
    fields: &'static [&'static str],
) -> impl IntoView {
    move || {
        let refusal = form.refusal.get()?;
        let own = fields.iter().any(|field| refusal.beside(field).is_some());
        (!own).then(|| view! { <Notice tone=Tone::Bad title=refusal.words()/> })
    }
}
