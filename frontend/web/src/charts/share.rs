//! One bar that is filled to a share. The words beside it say the same.
use leptos::prelude::*;

use crate::ui::Tone;

/// A bar that is filled to a share, at most wholly.
#[component]
pub fn ShareBar(
    /// From 0 for nothing to 1 for all.
    share: f64,
    /// What it means for the reader.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <svg class="bar-track" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="part" width=width(share) height="8" data-tone=tone.slug()/>
        </svg>
    }
}

fn width(share: f64) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    format!("{:.2}", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn a_bar_is_never_longer_than_its_track() {
        assert_eq!(width(0.25), "25.00");
        assert_eq!(width(1.7), "100.00");
        assert_eq!(width(-1.0), "0.00");
        assert_eq!(width(f64::NAN), "0.00");
    }
}
