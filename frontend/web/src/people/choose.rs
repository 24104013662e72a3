//! Choosing people and roles in a form: one, or several.
use client::{
    ask::OfAll,
    list::{OrderBy, Paged, Part},
    people::{
        catalogue::CataloguePage,
        list::{People, PersonFilter},
        queries::TeamsPage,
    },
};
use leptos::prelude::*;

use crate::{
    api::{Answer, Ask},
    rows::asked,
    ui::{IconButton, Select, icon},
};

/// People offered: as many as one page of the server holds.
const MOST: i32 = 500;

/// What was chosen: ids, with the words for them.
pub type Chosen = RwSignal<Vec<(String, String)>>;

/// One of the people who work here; nobody is the empty text.
pub fn one_person(
    label: &'static str,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> AnyView {
    let people = active_people();
    let choose = move || {
        view! { <Select label=label value=value options=choices(people.get()) error=error/> }
    };
    view! { {choose} }.into_any()
}

/// One person, service or team; nobody is the empty text.
pub fn one_principal(
    label: &'static str,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> AnyView {
    let (people, teams) = (active(None), asked(TeamsPage::ask));
    let choose = move || {
        let mut options = vec![(String::new(), "Choose who".to_owned())];
        options.extend(named(people.get()));
        let text = teams.get().and_then(Result::ok).unwrap_or_default();
        let known = TeamsPage::read(&text).map(|page| page.teams).unwrap_or_default();
        options.extend(known.into_iter().map(|team| (team.subject.0, team.name)));
        view! { <Select label=label value=value options=options error=error/> }
    };
    view! { {choose} }.into_any()
}

/// One of the teams; none is the empty text.
pub fn one_team(
    label: &'static str,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> AnyView {
    let teams = asked(TeamsPage::ask);
    let choose = move || {
        let text = teams.get().and_then(Result::ok).unwrap_or_default();
        let known = TeamsPage::read(&text).map(|page| page.teams).unwrap_or_default();
        let none = (String::new(), "Choose a team".to_owned());
        let known = known.into_iter().map(|team| (team.subject.0, team.name));
        let options: Vec<_> = std::iter::once(none).chain(known).collect();
        view! { <Select label=label value=value options=options error=error/> }
    };
    view! { {choose} }.into_any()
}

/// Several people, each with a way to take them off again.
pub fn several_people(
    label: &'static str,
    chosen: Chosen,
    error: Signal<Option<String>>,
) -> AnyView {
    let people = active_people();
    several(label, Signal::derive(move || choices(people.get())), chosen, error)
}

/// One role of the catalogue; none is the empty text.
pub fn one_role(
    label: &'static str,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> AnyView {
    let roles = known_roles();
    let choose = move || {
        let options = with_none(roles.get());
        view! { <Select label=label value=value options=options error=error/> }
    };
    view! { {choose} }.into_any()
}

/// Several roles of the catalogue; those called `titles` are chosen from the start.
pub fn several_roles(
    label: &'static str,
    titles: Vec<String>,
    chosen: Chosen,
    error: Signal<Option<String>>,
) -> AnyView {
    let roles = known_roles();
    Effect::new(move |_| {
        let known = roles.get().into_iter().filter(|(_, title)| titles.contains(title));
        let known: Vec<_> = known.collect();
        if !known.is_empty() && chosen.with_untracked(Vec::is_empty) {
            chosen.set(known);
        }
    });
    several(label, Signal::derive(move || with_none(roles.get())), chosen, error)
}

/// The roles of the catalogue, by title.
fn known_roles() -> Memo<Vec<(String, String)>> {
    let catalogue = asked(CataloguePage::ask);
    Memo::new(move |_| {
        let text = catalogue.get().and_then(Result::ok).unwrap_or_default();
        CataloguePage::read(&text).map(|page| page.choices()).unwrap_or_default()
    })
}

fn with_none(roles: Vec<(String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), "Choose a role".to_owned())).chain(roles).collect()
}

/// Several of the options, each with a way to take it off again; the first option is none.
fn several(
    label: &'static str,
    options: Signal<Vec<(String, String)>>,
    chosen: Chosen,
    error: Signal<Option<String>>,
) -> AnyView {
    let value = RwSignal::new(String::new());
    Effect::new(move |_| {
        let wanted = value.get();
        let known = options.with_untracked(|options| {
            options.iter().find(|(key, _)| *key == wanted && !key.is_empty()).cloned()
        });
        let Some(found) = known else { return };
        chosen.update(|chosen| {
            if !chosen.contains(&found) {
                chosen.push(found);
            }
        });
        value.set(String::new());
    });
    let choose =
        move || view! { <Select label=label value=value options=options.get() error=error/> };
    let line = move |(key, words): (String, String)| {
        let label = format!("Take {words} off");
        let off = move |()| chosen.update(|chosen| chosen.retain(|(other, _)| *other != key));
        view! { <li class="inline"><span>{words}</span><IconButton icon=icon::CROSS label=label on_press=off/></li> }
    };
    let list = move || chosen.get().into_iter().map(line).collect_view();
    view! { {choose}<ul class="plain-list">{list}</ul> }.into_any()
}

fn active_people() -> Ask {
    active(Some(false))
}

/// Whoever works here: people, services, or both.
fn active(service: Option<bool>) -> Ask {
    asked(move |moment| {
        let active = Some(true);
        let filter = PersonFilter { active, service, ..PersonFilter::default() };
        let order = Some(OrderBy { key: "name".to_owned(), descending: false });
        People::ask(moment, filter, Part { order, first: Some(MOST), after: None })
    })
}

/// People by name; the first choice is nobody.
fn choices(answer: Option<Answer>) -> Vec<(String, String)> {
    let nobody = (String::new(), "Choose a person".to_owned());
    std::iter::once(nobody).chain(named(answer)).collect()
}

/// Those of an answer, by name.
fn named(answer: Option<Answer>) -> Vec<(String, String)> {
    let text = answer.and_then(Result::ok).unwrap_or_default();
    let rows = People::read(&text).map(|page| page.rows).unwrap_or_default();
    rows.into_iter().map(|row| (row.subject.0.clone(), row.words())).collect()
}
