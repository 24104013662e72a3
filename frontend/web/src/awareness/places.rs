//! The ways between the pages of learning, and what stands where a reader may not look.
use client::{ask::OfAll, awareness::coverage::PlacesPage};
use leptos::prelude::*;

use crate::{
    api::Ask,
    rows::{asked, shown},
    ui::{Empty, Link, Outline, icon},
};

/// Where one can go, and the question that one must be allowed to ask for it.
const PLACES: &[(&str, &str, &str)] = &[
    ("/learning/modules", "Modules", ""),
    ("/learning/campaigns", "Campaigns", ""),
    ("/learning/coverage", "Coverage", "trainingCoverage"),
    ("/learning/duties", "Who must learn what", "training"),
    ("/learning/literacy", "AI literacy report", "literacyReport"),
];

/// Links to the other pages of learning, as far as the reader may see them.
pub(super) fn places() -> AnyView {
    let known = asked(PlacesPage::ask);
    let links = move || {
        let page = read(known);
        let may = |question: &str| {
            question.is_empty() || page.as_ref().is_some_and(|page| page.may_ask(question))
        };
        let seen = PLACES.iter().filter(|(_, _, question)| may(question));
        let link = |(to, words): (&'static str, &'static str)| {
            view! { <Link to=to.to_owned() class="btn">{words}</Link> }
        };
        seen.map(|(to, words, _)| (*to, *words)).map(link).collect_view()
    };
    view! { <nav class="places acts" aria-label="Learning">{links}</nav> }.into_any()
}

fn read(known: Ask) -> Option<PlacesPage> {
    known.get().and_then(Result::ok).and_then(|text| PlacesPage::read(&text).ok())
}

/// A page for those who may ask a question, and a sentence for everybody else.
pub(super) fn for_those_who_may(
    question: &'static str,
    who: &'static str,
    page: fn() -> AnyView,
) -> AnyView {
    shown(asked(PlacesPage::ask), Outline::Rows, PlacesPage::read, move |places| {
        if places.may_ask(question) {
            return page();
        }
        let title = "This is not yours to see";
        view! { <div class="card"><Empty title=title note=who icon=icon::SHIELD/></div> }.into_any()
    })
}
