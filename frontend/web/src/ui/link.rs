//! Links inside the application.
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use crate::state::use_as_of;

/// A link that keeps the moment looked at, and knows whether it leads to this page.
#[component]
pub fn Link(
    /// Path inside the application, without the moment.
    #[prop(into)]
    to: Signal<String>,
    /// Classes of the anchor.
    #[prop(optional, into)]
    class: String,
    /// A name for screen readers that contains the words shown.
    #[prop(optional, into)]
    label: Option<String>,
    /// What the link says.
    children: Children,
) -> impl IntoView {
    let (as_of, here) = (use_as_of(), use_location().pathname);
    let is_here = move || to.with(|to| here.with(|here| covers(to, here)));
    view! {
        <a
            class=class
            href=move || to.with(|to| as_of.href(to))
            aria-label=label
            aria-current=move || is_here().then_some("page")
        >
            {children()}
        </a>
    }
}

/// A link inside a drawing, where the router does not see the clicks.
#[component]
pub fn SvgLink(
    /// Path inside the application, without the moment.
    #[prop(into)]
    to: String,
    /// Classes of the anchor.
    #[prop(optional, into)]
    class: String,
    /// Its name for screen readers.
    #[prop(into)]
    label: String,
    /// What is drawn.
    children: Children,
) -> impl IntoView {
    let (as_of, navigate) = (use_as_of(), use_navigate());
    let href = Memo::new(move |_| as_of.href(&to));
    let follow = move |event: MouseEvent| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
        if elsewhere || event.button() != 0 {
            return;
        }
        event.prevent_default();
        navigate(&href.get_untracked(), NavigateOptions::default());
    };
    view! {
        <g>
            <a class=class href=move || href.get() aria-label=label on:click=follow>{children()}</a>
        </g>
    }
}

/// Whether the page at `here` is `to` or lies below it. The root covers only itself.
fn covers(to: &str, here: &str) -> bool {
    if to.contains(['?', '#']) {
        return false;
    }
    match here.strip_prefix(to) {
        Some("") => true,
        Some(rest) => to != "/" && rest.starts_with('/'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_link_is_current_on_its_page_and_below() {
        assert!(covers("/systems", "/systems"));
        assert!(covers("/systems", "/systems/sys-carerisk"));
        assert!(!covers("/systems", "/systems-of-old"));
        assert!(covers("/", "/"));
        assert!(!covers("/", "/systems"));
    }

    #[test]
    fn a_filtered_list_is_another_page() {
        assert!(!covers("/systems?risk=high", "/systems"));
    }
}
