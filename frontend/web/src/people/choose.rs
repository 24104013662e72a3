//! Choosing people in a form: one, or several.
use client::{
    list::{OrderBy, Paged, Part},
    people::list::{People, PersonFilter},
};
use leptos::prelude::*;

use crate::{
    api::{Answer, Ask},
    rows::asked,
    ui::{IconButton, Select, icon},
};

/// People offered: as many as one page of the server holds.
const MOST: i32 = 500;

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

/// Several of them, each with a way to take them off again.
pub fn several_people(
    label: &'static str,
    chosen: RwSignal<Vec<(String, String)>>,
    error: Signal<Option<String>>,
) -> AnyView {
    let (people, value) = (active_people(), RwSignal::new(String::new()));
    let choose = move || {
        let options = choices(people.get());
        let known = options.clone();
        Effect::new(move |_| {
            let wanted = value.get();
            let Some(found) = known.iter().find(|(key, _)| *key == wanted && !key.is_empty())
            else {
                return;
            };
            chosen.update(|chosen| {
                if !chosen.contains(found) {
                    chosen.push(found.clone());
                }
            });
            value.set(String::new());
        });
        view! { <Select label=label value=value options=options error=error/> }
    };
    let line = move |(key, words): (String, String)| {
        let label = format!("Take {words} off");
        let off = move |()| chosen.update(|chosen| chosen.retain(|(other, _)| *other != key));
        view! { <li class="inline"><span>{words}</span><IconButton icon=icon::CROSS label=label on_press=off/></li> }
    };
    let list = move || chosen.get().into_iter().map(line).collect_view();
    view! { {choose}<ul class="plain-list">{list}</ul> }.into_any()
}

fn active_people() -> Ask {
    asked(|moment| {
        let (active, service) = (Some(true), Some(false));
        let filter = PersonFilter { active, service, ..PersonFilter::default() };
        let order = Some(OrderBy { key: "name".to_owned(), descending: false });
        People::ask(moment, filter, Part { order, first: Some(MOST), after: None })
    })
}

/// People by name; the first choice is nobody.
fn choices(answer: Option<Answer>) -> Vec<(String, String)> {
    let text = answer.and_then(Result::ok).unwrap_or_default();
    let rows = People::read(&text).map(|page| page.rows).unwrap_or_default();
    let people = rows.into_iter().map(|row| (row.subject.0.clone(), row.words()));
    std::iter::once((String::new(), "Choose a person".to_owned())).chain(people).collect()
}
