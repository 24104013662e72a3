//! Modal dialogs on the native element, which traps focus and closes on Escape.
use leptos::{html, prelude::*};

use super::{IconButton, icon};

/// How many dialogs are open. While one is, the page behind it is not drawn anew, so that nobody
/// loses what they typed because someone else recorded something.
#[derive(Clone, Copy, Default)]
pub struct OpenDialogs(RwSignal<usize>);

impl OpenDialogs {
    /// Whether the page has to stay as it is. What stands in a dialog itself need not.
    pub fn hold(self) -> bool {
        self.0.get() > 0
    }

    fn count(self, open: bool) {
        self.0.update(|many| *many = if open { *many + 1 } else { many.saturating_sub(1) });
    }
}

/// Marks what stands in a dialog.
#[derive(Clone, Copy)]
pub(super) struct InDialog;

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
    let (all, counted) = (expect_context::<OpenDialogs>(), StoredValue::new(false));
    let count = move |open| {
        if counted.get_value() != open {
            counted.set_value(open);
            all.count(open);
        }
    };
    on_cleanup(move || count(false));
    Effect::new(move |_| {
        let (Some(dialog), open) = (node.get(), open.get()) else {
            return;
        };
        count(open);
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
            <div class="dialog-body">{move || {
                provide_context(InDialog);
                open.get().then(|| children())
            }}</div>
        </dialog>
    }
}
