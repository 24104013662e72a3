//! Choosing a system in a form.
use client::{
    list::{OrderBy, Paged, Part},
    systems::list::{SystemFilter, Systems},
};
use leptos::prelude::*;

use crate::{api::Answer, rows::asked, ui::Select};

/// Systems offered: as many as one page of the server holds.
const MOST: i32 = 500;

/// One of the systems that the reader sees; none is the empty text, called `none`.
pub fn one_system(
    label: &'static str,
    none: &'static str,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> AnyView {
    let systems = asked(|moment| {
        let order = Some(OrderBy { key: "name".to_owned(), descending: false });
        let part = Part { order, first: Some(MOST), after: None };
        Systems::ask(moment, SystemFilter::default(), part)
    });
    let choose = move || {
        let options = choices(systems.get(), none);
        view! { <Select label=label value=value options=options error=error/> }
    };
    view! { {choose} }.into_any()
}

fn choices(answer: Option<Answer>, none: &'static str) -> Vec<(String, String)> {
    let text = answer.and_then(Result::ok).unwrap_or_default();
    let rows = Systems::read(&text).map(|page| page.rows).unwrap_or_default();
    let systems = rows.into_iter().map(|row| (row.subject.0, row.name));
    std::iter::once((String::new(), none.to_owned())).chain(systems).collect()
}
