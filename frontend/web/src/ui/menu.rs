//! Menus: a button, and a panel in the top layer that closes by Escape or a click elsewhere.
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Icon, icon};

/// Space between the button and its panel, in pixels.
const GAP: f64 = 6.0;

/// A button that opens a panel. Close it with [`Panel::close`].
#[component]
pub fn Menu(
    /// Name of the button for screen readers; it must contain the words shown.
    #[prop(into)]
    label: Signal<String>,
    /// The words on the button.
    #[prop(into)]
    face: ViewFn,
    /// Classes of the button.
    #[prop(default = "btn quiet")]
    class: &'static str,
    /// Whether to leave out the arrow.
    #[prop(optional)]
    bare: bool,
    /// The content of the panel. It exists only while the panel is open.
    #[prop(into)]
    content: Callback<Panel, AnyView>,
) -> impl IntoView {
    let id = super::fresh_id("menu");
    let (button, node) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let open = RwSignal::new(false);
    let panel = Panel { node };
    let placed = RwSignal::new(false);
    let follow = move |_: ev::Event| {
        let Some(element) = node.get_untracked() else {
            return;
        };
        open.set(element.matches(":popover-open").unwrap_or(false));
        placed.set(false);
        request_animation_frame(move || {
            place(button, node);
            placed.try_set(open.get_untracked());
        });
    };
    view! {
        <button
            node_ref=button
            type="button"
            class=class
            aria-label=move || label.get()
            aria-expanded=move || open.get().to_string()
            aria-controls=id.clone()
            popovertarget=id.clone()
        >
            {face.run()}
            {(!bare).then(|| view! { <Icon d=icon::DOWN/> })}
        </button>
        <div node_ref=node id=id class="menu" class:placed=placed popover="auto" on:toggle=follow>
            {move || open.get().then(|| content.run(panel))}
        </div>
    }
}

/// The panel of an open [`Menu`].
#[derive(Clone, Copy)]
pub struct Panel {
    node: NodeRef<html::Div>,
}

impl Panel {
    /// Closes the panel.
    pub fn close(&self) {
        if let Some(element) = self.node.get_untracked() {
            // Hiding what is hidden is no failure worth a word.
            let _ = element.hide_popover();
        }
    }
}

/// Puts the panel under its button, and inside the window.
fn place(button: NodeRef<html::Button>, panel: NodeRef<html::Div>) {
    let (Some(button), Some(panel)) = (button.get_untracked(), panel.get_untracked()) else {
        return;
    };
    let (from, size) = (button.get_bounding_client_rect(), panel.get_bounding_client_rect());
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(0.0);
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    let left = left_edge(from.left(), from.right(), size.width(), width);
    let below = from.bottom() + GAP;
    let top = if below + size.height() > height {
        (from.top() - GAP - size.height()).max(GAP)
    } else {
        below
    };
    let panel: &web_sys::HtmlElement = panel.unchecked_ref();
    let style = panel.style();
    // Positions are plain lengths; the browser accepts them.
    let _ = style.set_property("left", &format!("{left:.0}px"));
    let _ = style.set_property("top", &format!("{top:.0}px"));
}

/// Aligned with the nearer side of the button, and never outside the window.
fn left_edge(from: f64, to: f64, panel: f64, window: f64) -> f64 {
    let wanted = if from + panel > window - GAP { to - panel } else { from };
    wanted.min(window - panel - GAP).max(GAP)
}

#[cfg(test)]
mod tests {
    use super::left_edge;

    #[test]
    fn a_panel_stays_inside_the_window() {
        let close = |a: f64, b: f64| (a - b).abs() < 0.01;
        assert!(close(left_edge(100.0, 160.0, 200.0, 1280.0), 100.0));
        assert!(close(left_edge(1200.0, 1270.0, 200.0, 1280.0), 1070.0));
        assert!(close(left_edge(10.0, 60.0, 380.0, 390.0), 6.0));
    }
}
