//! The page at `/search?q=…`.
use client::search::{
    model::{Group, result_words},
    queries::{Finds, Hit, SearchPage, ask, read},
};
use leptos::prelude::*;

use super::place_of;
use crate::{
    rows::{Address, asked, note, shown, use_address},
    ui::{
        Card, Chip, Choice, Empty, Filters, Icon, Link, Outline, PageHead, SearchField, Subject,
        grouped, icon, icon_of,
    },
};

/// Results on the page at most.
const MOST: i32 = 100;

/// Everything that a text finds.
pub fn search_page() -> AnyView {
    let address = use_address();
    let question = asked(move |moment| ask(moment, &address.get("q"), &address.get("kind"), MOST));
    let draw = move |page: SearchPage| {
        note(&page.at);
        results(address, &page.search)
    };
    view! {
        <PageHead title="Search" lede="Systems, models, data, evidence, incidents, risks, controls, reviews, the programme, training, reference and people, by their names, their identifiers and what is said about them."/>
        <div class="toolbar"><SearchField label="Search for" value=address.text("q")/></div>
        {shown(question, Outline::Rows, read, draw)}
    }
    .into_any()
}

fn results(address: Address, found: &Finds) -> AnyView {
    let asked = untrack(|| address.get("q"));
    if asked.trim().is_empty() {
        let note = "Names, identifiers such as model:NAME@VERSION, digests, tools and endpoints are all found.";
        return nothing("Type what you are looking for", note);
    }
    if found.of_all_kinds() == 0 {
        let note = "Every word must be found. Try fewer words, or only the beginning of one. What is not yours to see is not found either.";
        return nothing(&format!("Nothing is found for “{}”", asked.trim()), note);
    }
    let total = usize::try_from(found.total.0).unwrap_or_default();
    let (count, cut) = (found.hits.len(), total > found.hits.len());
    let more = cut.then(|| {
        let words =
            format!("The best {} are shown. Another word narrows them down.", grouped(count));
        view! { <p class="note">{words}</p> }
    });
    view! {
        <div class="toolbar">{kinds(address, found)}<span class="note" role="status">{result_words(total)}</span></div>
        {found.groups().into_iter().map(card).collect_view()}
        {more}
    }
    .into_any()
}

fn nothing(title: &str, note: &'static str) -> AnyView {
    view! { <div class="card"><Empty title=title.to_owned() note=note icon=icon::SEARCH/></div> }
        .into_any()
}

/// The kinds that have results, as a filter.
fn kinds(address: Address, found: &Finds) -> AnyView {
    let all = Choice::new("", "All", Some(found.of_all_kinds()));
    let each = found.kinds().into_iter();
    let each = each.map(|(kind, name, count)| Choice::new(kind, name, Some(count)));
    let choices: Vec<Choice> = std::iter::once(all).chain(each).collect();
    view! {
        <Filters label="Kind" choices=Signal::stored(choices) chosen=address.signal("kind") on_choose=address.setter("kind")/>
    }
    .into_any()
}

fn card(group: Group) -> AnyView {
    let lines = group.hits.into_iter().map(line).collect_view();
    view! { <Card title=group.name flush=true><ul class="finds">{lines}</ul></Card> }.into_any()
}

fn line(hit: Hit) -> AnyView {
    let (to, sign) = (place_of(&hit), icon_of(hit.subject.kind()));
    let id = hit.id().map(|id| view! { <span class="code note">{id.to_owned()}</span> });
    let state = hit.state_words().map(|state| view! { <Chip text=state/> });
    let system = hit.system.clone().filter(|system| *system != hit.subject);
    let system = system.map(|system| view! { <Subject of=system.0/> });
    view! {
        <li class="find">
            <Icon d=sign/>
            <div class="find-text">
                <p><Link to=to class="row-link">{hit.title.clone()}</Link>" "{id}</p>
                <p class="note">{hit.detail.clone()}</p>
            </div>
            <div class="find-side">{state}{system}</div>
        </li>
    }
    .into_any()
}
