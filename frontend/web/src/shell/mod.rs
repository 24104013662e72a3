//! The frame around every page: header, navigation, search, the moment looked at, news, the person.

pub mod as_of;
pub mod bell;
pub mod header;
pub mod nav;
pub mod sign_in;

pub use sign_in::SignIn;

use leptos::{ev::MouseEvent, html, prelude::*};
use leptos_router::hooks::use_location;

use crate::{search::Palette, state::use_as_of, ui::ToastRack};

/// The frame. Pages go inside.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let as_of = use_as_of();
    let main = NodeRef::<html::Main>::new();
    let searching = RwSignal::new(false);
    let skip = move |event: MouseEvent| {
        // The router would only change the address.
        event.prevent_default();
        focus(main);
    };
    focus_on_every_page(main);
    view! {
        <a class="skip" href="#main" on:click=skip>"Skip to content"</a>
        <div class="shell" class:past=move || as_of.is_past()>
            <header::Header searching=searching/>
            <as_of::PastBanner/>
            <nav::Navigation/>
            <main node_ref=main id="main" tabindex="-1">{children()}</main>
        </div>
        <Palette open=searching/>
        <ToastRack/>
    }
}

/// A new page takes the focus, so that keyboard and screen reader start at its head.
fn focus_on_every_page(main: NodeRef<html::Main>) {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path) {
            focus(main);
        }
        path
    });
}

fn focus(main: NodeRef<html::Main>) {
    if let Some(main) = main.get_untracked() {
        // A page that cannot take the focus can still be read.
        let _ = main.focus();
    }
}
