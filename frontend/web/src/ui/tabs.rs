//! Tabs for the parts of a page, and filters for the rows of a list.
use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    key: &'static str,
    title: &'static str,
    count: Option<usize>,
}

impl Tab {
    /// A tab with this key and title.
    pub fn new(key: &'static str, title: &'static str) -> Self {
        Self { key, title, count: None }
    }

    /// With the number of things inside.
    #[must_use]
    pub fn count(self, count: usize) -> Self {
        Self { count: Some(count), ..self }
    }
}

/// The heads of tabs. Arrow keys move between them. Show the content in [`TabPanel`]s.
#[component]
pub fn Tabs(
    /// What the tabs divide: `Parts of this system`.
    #[prop(into)]
    label: String,
    /// The tabs.
    tabs: Vec<Tab>,
    /// Key of the chosen tab.
    chosen: RwSignal<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let keys: Vec<_> = tabs.iter().map(|tab| tab.key).collect();
    let step = move |event: KeyboardEvent| {
        let here = keys.iter().position(|key| chosen.with_untracked(|chosen| chosen == key));
        let Some(to) = next_tab(&event.key(), here.unwrap_or(0), keys.len()) else {
            return;
        };
        let Some(key) = keys.get(to) else { return };
        event.prevent_default();
        chosen.set((*key).to_owned());
        focus_tab(node, key);
    };
    let heads = tabs.into_iter().map(|tab| {
        let is_chosen = move || chosen.with(|chosen| chosen == tab.key);
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                id=format!("tab-{}", tab.key)
                aria-controls=format!("panel-{}", tab.key)
                aria-selected=move || is_chosen().to_string()
                tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| chosen.set(tab.key.to_owned())
            >
                {tab.title}
                {tab.count.map(|count| view! { " "<span class="count">{super::grouped(count)}</span> })}
            </button>
        }
    });
    view! { <div node_ref=node class="tabs" role="tablist" aria-label=label on:keydown=step>{heads.collect_view()}</div> }
}

/// The tab that a key leads to.
fn next_tab(key: &str, here: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" => Some(if here == last { 0 } else { here + 1 }),
        "ArrowLeft" => Some(here.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

fn focus_tab(node: NodeRef<html::Div>, key: &str) {
    let Some(list) = node.get_untracked() else {
        return;
    };
    let found = list.query_selector(&format!("#tab-{key}")).ok().flatten();
    if let Some(tab) = found.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A tab that cannot take the focus is still chosen.
        let _ = tab.focus();
    }
}

/// The content of one tab; it exists only while the tab is chosen.
#[component]
pub fn TabPanel(
    /// Key of its tab.
    key: &'static str,
    /// Key of the chosen tab.
    chosen: RwSignal<String>,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| chosen == key));
    view! {
        <div class="tab-panel" role="tabpanel" id=format!("panel-{key}") aria-labelledby=format!("tab-{key}") hidden=move || !is_chosen.get()>
            {move || is_chosen.get().then(|| children())}
        </div>
    }
}

/// One choice of [`Filters`].
#[derive(Clone, Debug)]
pub struct Choice {
    /// The value; empty for everything.
    pub value: String,
    /// The words.
    pub words: String,
    /// How many rows it leaves.
    pub count: Option<usize>,
}

impl Choice {
    /// A choice with the number of rows it leaves.
    pub fn new(value: impl Into<String>, words: impl Into<String>, count: Option<usize>) -> Self {
        Self { value: value.into(), words: words.into(), count }
    }
}

/// One choice out of a few, as a row of buttons.
#[component]
pub fn Filters(
    /// What is chosen: `Risk class`.
    #[prop(into)]
    label: String,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The chosen value.
    #[prop(into)]
    chosen: Signal<String>,
    /// Another one is wanted.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let button = move |choice: Choice| {
        let (own, value) = (choice.value.clone(), choice.value);
        view! {
            <button type="button" class="filter" aria-pressed=move || chosen.with(|chosen| *chosen == own).to_string() on:click=move |_| on_choose.run(value.clone())>
                {choice.words}
                {choice.count.map(|count| view! { " "<span class="count">{super::grouped(count)}</span> })}
            </button>
        }
    };
    view! {
        <div class="filters" role="group" aria-label=label>
            <span class="filters-name" aria-hidden="true">{label.clone()}</span>
            {move || choices.get().into_iter().map(button).collect_view()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::next_tab;

    #[test]
    fn arrows_go_around_the_tabs() {
        assert_eq!(next_tab("ArrowRight", 2, 3), Some(0));
        assert_eq!(next_tab("ArrowLeft", 0, 3), Some(2));
        assert_eq!(next_tab("End", 0, 3), Some(2));
        assert_eq!(next_tab("a", 0, 3), None);
        assert_eq!(next_tab("ArrowRight", 0, 0), None);
    }
}
