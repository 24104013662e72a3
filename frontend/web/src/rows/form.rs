//! What happens after a form has been sent.
use client::shared::{Receipt, Refusal};
use leptos::prelude::*;

use crate::{
    state::use_live,
    ui::{Notice, Tone, use_toasts},
};

/// What the server made of a command.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
}

/// Ends a form: recorded closes it and says where, refused keeps it open and says why.
pub fn finish(
    open: RwSignal<bool>,
    refusal: RwSignal<Option<Refusal>>,
    busy: RwSignal<bool>,
) -> Callback<Result<Outcome, String>> {
    let (toasts, live) = (use_toasts(), use_live());
    Callback::new(move |outcome: Result<Outcome, String>| {
        busy.set(false);
        match outcome {
            Err(sentence) => toasts.bad(sentence),
            Ok(Outcome { refusal: Some(why), .. }) => refusal.set(Some(why)),
            Ok(Outcome { receipt, refusal: None }) => {
                refusal.set(None);
                open.set(false);
                toasts.good(
                    receipt.map_or_else(|| "Recorded.".to_owned(), |receipt| receipt.words()),
                );
                live.refresh();
            }
        }
    })
}

/// A refusal that belongs to none of the fields.
#[component]
pub fn Loose(
    /// The refusal.
    refusal: RwSignal<Option<Refusal>>,
    /// Fields that show their own.
    fields: &'static [&'static str],
) -> impl IntoView {
    move || {
        let refusal = refusal.get()?;
        let own = fields.iter().any(|field| refusal.beside(field).is_some());
        (!own).then(|| view! { <Notice tone=Tone::Bad title=refusal.words()/> })
    }
}
