//! Copying: a button, and digests that are shown short and copied whole.
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Icon, icon, use_toasts};

/// Copies a text. `what` says what it is: "Copy the leaf hash".
#[component]
pub fn CopyButton(
    /// The text to copy.
    #[prop(into)]
    text: String,
    /// What it is, with its article: `the digest`.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    let done = RwSignal::new(false);
    let toasts = use_toasts();
    let label = format!("Copy {what}");
    let copy = move |_| {
        let (text, what) = (text.clone(), what.clone());
        leptos::task::spawn_local(async move {
            let copied = JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
            if copied.is_err() {
                toasts.bad(format!("The browser did not let us copy {what}."));
                return;
            }
            done.set(true);
            toasts.whisper(format!("Copied {what}"));
            set_timeout(
                move || {
                    done.try_set(false);
                },
                Duration::from_secs(2),
            );
        });
    };
    let shown = Signal::derive(move || if done.get() { icon::CHECK } else { icon::COPY });
    view! {
        <button type="button" class="copy" class:done=done aria-label=label.clone() title=label on:click=copy>
            <Icon d=shown/>
        </button>
    }
}

/// A digest: its beginning in monospace, the whole in the tooltip and in the clipboard.
#[component]
pub fn Hash(
    /// The whole digest, with or without an algorithm before a colon.
    #[prop(into)]
    digest: String,
    /// What it is, with its article: `the leaf hash`.
    #[prop(into)]
    what: String,
    /// Show all of it.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let shown = if whole { digest.clone() } else { short(&digest) };
    view! {
        <span class="hash" class:whole=whole>
            <code title=digest.clone()>{shown}</code>
            <CopyButton text=digest what=what/>
        </span>
    }
}

/// The first ten characters after the algorithm.
fn short(digest: &str) -> String {
    let bare = digest.rsplit_once(':').map_or(digest, |(_, bare)| bare);
    match bare.char_indices().nth(10) {
        Some((end, _)) => format!("{}…", bare.get(..end).unwrap_or(bare)),
        None => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_digest_is_shown_without_its_algorithm() {
        assert_eq!(short("sha256:0123456789abcdef"), "0123456789…");
        assert_eq!(short("abc"), "abc");
        assert_eq!(short("sha256:äöüäöüäöüäöü"), "äöüäöüäöüä…");
    }
}
