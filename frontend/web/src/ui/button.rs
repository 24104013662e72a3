//! Buttons, and links that look like them.
use leptos::prelude::*;

use super::{Icon, Link};
use crate::state::use_as_of;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// An ordinary action.
    #[default]
    Plain,
    /// The one thing this page is for. At most one in view.
    Primary,
    /// An action beside content: no border until pointed at.
    Quiet,
    /// Something that stops or takes away.
    Danger,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "btn",
            Self::Primary => "btn primary",
            Self::Quiet => "btn quiet",
            Self::Danger => "btn danger",
        }
    }
}

/// A button. With `records`, it is switched off while the past is looked at, and says why.
#[component]
pub fn Button(
    /// What happens. Left out for a button that submits its form.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// How much it asks for attention.
    #[prop(optional)]
    weight: Weight,
    /// Path of an icon before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Whether pressing it records something.
    #[prop(optional)]
    records: bool,
    /// Whether it submits the form it is in.
    #[prop(optional)]
    submits: bool,
    /// Switched off.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// At work: switched off, with a sign of life.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// A name for screen readers that begins with the words shown.
    #[prop(optional, into)]
    label: Option<String>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let past = if records {
        let as_of = use_as_of();
        Signal::derive(move || as_of.is_past())
    } else {
        Signal::stored(false)
    };
    let off = move || disabled.get() || busy.get() || past.get();
    view! {
        <button
            type=if submits { "submit" } else { "button" }
            class=weight.class()
            disabled=off
            aria-busy=move || busy.get().then_some("true")
            aria-label=label
            title=move || past.get().then_some("Nothing can be recorded while you look at the past")
            on:click=move |_| {
                if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
        >
            {icon.map(|d| view! { <Icon d=d/> })}
            {children()}
        </button>
    }
}

/// A square button with an icon and no words. The label is its name and its tooltip.
#[component]
pub fn IconButton(
    /// Path of the icon.
    #[prop(into)]
    icon: Signal<&'static str>,
    /// Name and tooltip.
    #[prop(into)]
    label: Signal<String>,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn quiet square"
            aria-label=move || label.get()
            title=move || label.get()
            on:click=move |_| on_press.run(())
        >
            <Icon d=icon/>
        </button>
    }
}

/// A link that looks like a button. It keeps the moment looked at.
#[component]
pub fn LinkButton(
    /// Path inside the application.
    #[prop(into)]
    to: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    weight: Weight,
    /// Path of an icon before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <Link to=to class=weight.class()>
            {icon.map(|d| view! { <Icon d=d/> })}
            {children()}
        </Link>
    }
}
