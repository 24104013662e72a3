//! The page at `/learning/duties`: who must learn what, and where they stand.
use client::{
    awareness::duties::{Duties, DutyFilter, DutyRow},
    words::TrainingStanding,
};
use leptos::prelude::*;

use super::{
    mine::{module_page_of, standing_badge, turning},
    places::{for_those_who_may, places},
};
use crate::{
    rows::{Address, Look, listed, members, only, use_address},
    ui::{IconButton, Link, PageHead, Row, SearchField, Subject, cell, escaped, icon},
};

/// Who may see names.
const WHO: &str = "Names and results are shown to the person, their security champion, the owners \
    of their systems, compliance and audit.";

/// Who must learn what.
pub fn duties_page() -> AnyView {
    view! {
        <PageHead title="Who must learn what" lede="Every person and every module required of them, most urgent first." back=("/learning", "My training")/>
        {places()}
        {for_those_who_may("training", WHO, list)}
    }
    .into_any()
}

fn list() -> AnyView {
    let address = use_address();
    let look = Look::<Duties> {
        caption: "Who must learn what",
        filter,
        line,
        nothing: (
            "Nothing is required of anybody",
            "A curriculum asks for modules once it is published, and a campaign once it is started.",
        ),
        no_match: |_| None,
        icon: icon::LEARNING,
    };
    view! {
        <div class="toolbar">
            <SearchField label="Find a person or a module" value=address.text("q")/>
            {members::<TrainingStanding>(address, "Standing", "standing")}
            {only(address, "team")}
            {narrowed(address, "role")}
            {narrowed(address, "module")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn filter(address: Address) -> DutyFilter {
    let get = |key| address.get(key);
    DutyFilter::read(&get("standing"), &get("team"), (&get("role"), &get("module")), &get("q"))
}

/// A role or a module that the list is narrowed to by a link from elsewhere.
pub(super) fn narrowed(address: Address, key: &'static str) -> AnyView {
    let chip = move || {
        let value = address.get(key);
        if value.is_empty() {
            return ().into_any();
        }
        let words = format!("Only {key} {}", value.replace('_', " "));
        let (widen, label) = (address.setter(key), format!("Not {}", words.to_lowercase()));
        view! {
            <span class="inline">
                <span class="filters-name">{words}</span>
                <IconButton icon=icon::CROSS label=label on_press=move |()| widen.run(String::new())/>
            </span>
        }
        .into_any()
    };
    view! { {chip} }.into_any()
}

fn line(row: DutyRow) -> Row {
    let who = row.who();
    let name = match &row.person {
        Some(person) => {
            let to = format!("/learning/people/{}", escaped(person.subject.name()));
            view! { <Link to=to class="row-link">{who}</Link> }.into_any()
        }
        None => who.into_any(),
    };
    let module = match &row.duty.module {
        Some(module) => {
            let (to, words) = (module_page_of(&module.id), row.module_words());
            view! { <Link to=to>{words}</Link> }.into_any()
        }
        None => row.module_words().into_any(),
    };
    let team = row.team.map(|team| view! { <Subject of=team.subject.0 title=team.name/> });
    let (standing, at) = (row.duty.standing, row.duty.at.0);
    Row::new(vec![
        name,
        module,
        standing_badge(standing),
        turning(standing, at),
        cell(row.duty.because.join(", ")),
        cell(team),
    ])
    .marked(standing == TrainingStanding::Overdue)
    .muted(standing == TrainingStanding::Waived)
}
