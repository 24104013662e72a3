//! An act for those who may, a sentence for those who want to know who may, and nothing for
//! everybody else: never a button that the server would refuse for want of a right.
use client::{
    ask::OfAll,
    offer::{Chance, MayPage},
};
use leptos::prelude::*;

use super::asked;
use crate::ui::{Button, Icon, Weight, icon};

/// An act, where there is a chance to do it.
#[component]
pub fn Offered(
    /// Whether it is offered.
    chance: Chance,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
    /// How much it asks for attention.
    #[prop(optional)]
    weight: Weight,
    /// Path of an icon before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// A name for screen readers that begins with the words shown.
    #[prop(optional, into)]
    label: Option<String>,
    /// The words.
    children: Children,
) -> impl IntoView {
    match chance {
        Chance::Offered => {
            let words = view! { {icon.map(|d| view! { <Icon d=d/> })}{children()} }.into_any();
            button(weight, label, on_press, words)
        }
        Chance::Said(_) | Chance::Hidden => said(&chance),
    }
}

fn button(
    weight: Weight,
    label: Option<String>,
    on_press: Callback<()>,
    words: AnyView,
) -> AnyView {
    match label {
        Some(label) => view! { <Button records=true weight=weight label=label on_press=on_press>{words}</Button> }.into_any(),
        None => view! { <Button records=true weight=weight on_press=on_press>{words}</Button> }.into_any(),
    }
}

/// An act with a form of its own where it is offered; the sentence that says who may elsewhere.
pub fn offered(chance: &Chance, act: impl FnOnce() -> AnyView) -> AnyView {
    if *chance == Chance::Offered { act() } else { said(chance) }
}

/// An act that begins something new, for those who may ever send it.
pub fn sendable(
    mutation: &'static str,
    act: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let me = asked(MayPage::ask);
    // A form stays open while other news comes in.
    let may = Memo::new(move |_| {
        let text = me.get().and_then(Result::ok).unwrap_or_default();
        MayPage::read(&text).is_ok_and(|page| page.me.may(mutation))
    });
    view! { {move || may.get().then(&act)} }.into_any()
}

/// The sentence that says who may, if there is one.
pub fn said(chance: &Chance) -> AnyView {
    let Chance::Said(sentence) = chance else { return ().into_any() };
    let sentence = sentence.clone();
    view! { <p class="said"><Icon d=icon::PERSON/><span>{sentence}</span></p> }.into_any()
}
