//! How a page asks, and what stands where its answer should be.
use client::{ask::OfOne, moment::Moment, shared::At};
use leptos::prelude::*;

use super::use_address;
use crate::{
    api::{Ask, ask},
    state::{use_as_of, use_live},
    ui::{Empty, LinkButton, Loaded, Outline, PageHead, icon},
};

/// Asks again whenever the moment, the log or a signal read in `body` changes.
pub fn asked(body: impl Fn(Moment) -> String + 'static) -> Ask {
    let (as_of, live) = (use_as_of(), use_live());
    ask(move || {
        live.beat();
        body(Moment::new(as_of.time(), as_of.position()))
    })
}

/// The page of the one thing that the address names.
pub fn one_page<P: OfOne>(
    kind: &'static str,
    draw: impl Fn(P) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let address = use_address();
    let page = asked(move |moment| P::ask(moment, &address.named(kind)));
    shown(page, Outline::Page, P::read, draw)
}

/// Shows an answer: `read` decodes it, `draw` makes a page of it.
pub fn shown<T: 'static>(
    from: Ask,
    outline: Outline,
    read: fn(&str) -> Result<T, String>,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let render = move |text: String| read(&text).map(&draw);
    view! { <Loaded from=from outline=outline render=render/> }.into_any()
}

/// Tells the banner which position the page shows.
pub fn note(at: &At) {
    use_as_of().show_position(Some(at.position.0));
}

/// The page of something that is not there at the moment looked at.
pub fn missing(what: &'static str, back: (&'static str, &'static str)) -> AnyView {
    let as_of = use_as_of();
    let why = if as_of.is_past() {
        "At the moment you look at it had not been recorded, or it is not yours to see."
    } else {
        "Nothing of this name has been recorded, or it is not yours to see."
    };
    let actions =
        move || view! { <LinkButton to=back.0.to_owned()>{back.1}</LinkButton> }.into_any();
    view! {
        <PageHead title=format!("No such {what}") back=back/>
        <div class="card"><Empty title=format!("This {what} is not here") note=why icon=icon::SEARCH actions=actions/></div>
    }
    .into_any()
}
