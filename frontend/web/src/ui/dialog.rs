//! Modal dialogs on the native element, which traps focus and closes on Escape.
use leptos::{html, prelude::*};

use super::{IconButton, icon};

/// A modal dialog. Its content exists only while it is open.
#[component]
pub fn Dialog(
    /// Whether it is open. Closing by Escape sets it to false.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: String,
    /// One sentence under the heading.
    #[prop(optional, into)]
    lede: MaybeProp<String>,
    /// Wider than usual.
    #[prop(optional)]
    wide: bool,
    /// The content. Put the buttons into an element of class `dialog-acts`.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let id = super::fresh_id("dialog");
    Effect::new(move |_| {
        let (Some(dialog), open) = (node.get(), open.get()) else {
            return;
        };
        if open && !dialog.open() {
            // It fails only for an element that is not in the page any more.
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog node_ref=node class="dialog" class:wide=wide aria-labelledby=id on:close=move |_| open.set(false)>
            <header class="dialog-head">
                <div><h2 id=id.clone()>{title}</h2>{lede.get_untracked().map(|lede| view! { <p class="lede">{lede}</p> })}</div>
                <IconButton icon=icon::CROSS label="Close" on_press=move |()| open.set(false)/>
            </header>
            <div class="dialog-body">{move || open.get().then(|| children())}</div>
        </dialog>
    }
}
