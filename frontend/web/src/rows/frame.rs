//! How a page asks, and what stands where its answer should be.
use client::{ask::OfOne, moment::Moment, shared::At};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

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

/// The subject that the address names: a name of this kind, with a version where there is one. A
/// whole subject is taken as it is.
fn addressed(kind: &'static str) -> impl Fn() -> String + Copy {
    let params = use_params_map();
    move || {
        let part = |key| params.with(|params| params.get(key));
        subject_of(kind, &part("name").unwrap_or_default(), part("version").as_deref())
    }
}

fn subject_of(kind: &str, name: &str, version: Option<&str>) -> String {
    match version {
        _ if name.contains(':') => name.to_owned(),
        Some(version) => format!("{kind}:{name}@{version}"),
        None => format!("{kind}:{name}"),
    }
}

/// The page of the one thing that the address names.
pub fn one_page<P: OfOne>(
    kind: &'static str,
    draw: impl Fn(P) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let subject = addressed(kind);
    let page = asked(move |moment| P::ask(moment, &subject()));
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

#[cfg(test)]
mod tests {
    use super::subject_of;

    #[test]
    fn a_name_becomes_a_subject() {
        assert_eq!(subject_of("incident", "INC-2026-002", None), "incident:INC-2026-002");
        assert_eq!(subject_of("incident", "incident:INC-2026-002", None), "incident:INC-2026-002");
        assert_eq!(subject_of("dataset", "ds", Some("v4")), "dataset:ds@v4");
    }
}
