//! Filters above a list: each is one key of the address.
use client::words::Word;
use leptos::prelude::*;

use super::Address;
use crate::ui::{Choice, Filters, IconButton, Subject, icon};

/// One of the members of an enumeration, or all.
pub fn members<W: Word>(address: Address, label: &'static str, key: &'static str) -> AnyView {
    let words: Vec<_> = W::ALL.iter().map(|one| (one.slug(), one.word())).collect();
    one_of(address, label, key, &words)
}

/// One of a few values with their words, or all.
pub fn one_of(
    address: Address,
    label: &'static str,
    key: &'static str,
    words: &[(&'static str, &'static str)],
) -> AnyView {
    let choices: Vec<_> = std::iter::once(Choice::new("", "All", None))
        .chain(words.iter().map(|(value, words)| Choice::new(*value, *words, None)))
        .collect();
    view! {
        <Filters label=label choices=Signal::stored(choices) chosen=address.signal(key) on_choose=address.setter(key)/>
    }
    .into_any()
}

/// The one thing that a list is narrowed to by a link from elsewhere, and a way to widen it again.
pub fn only(address: Address, key: &'static str) -> AnyView {
    let chip = move || {
        let name = address.get(key);
        if name.is_empty() {
            return ().into_any();
        }
        let (widen, label) = (address.setter(key), format!("Not only {name}"));
        view! {
            <span class="inline">
                <span class="filters-name">"Only"</span><Subject of=name/>
                <IconButton icon=icon::CROSS label=label on_press=move |()| widen.run(String::new())/>
            </span>
        }
        .into_any()
    };
    view! { {chip} }.into_any()
}
