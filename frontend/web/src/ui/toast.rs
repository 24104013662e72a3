//! Short messages that come and go. Failures stay until they are closed.
use std::time::Duration;

use leptos::prelude::*;

use super::{Icon, IconButton, Tone, icon};

const SHOWN_FOR: Duration = Duration::from_secs(6);

#[derive(Clone)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
}

/// Where messages are put. Comes from [`use_toasts`].
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    whispered: RwSignal<String>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// No messages.
    pub fn new() -> Self {
        Self {
            list: RwSignal::default(),
            whispered: RwSignal::default(),
            next: StoredValue::new(0),
        }
    }

    /// Something has been done.
    pub fn good(&self, text: impl Into<String>) {
        self.put(Tone::Good, text.into());
    }

    /// Something worth knowing.
    pub fn info(&self, text: impl Into<String>) {
        self.put(Tone::Info, text.into());
    }

    /// Something has failed or was refused. Stays until it is closed.
    pub fn bad(&self, text: impl Into<String>) {
        self.put(Tone::Bad, text.into());
    }

    /// Said to screen readers only: the page shows it in its own way.
    pub fn whisper(&self, text: impl Into<String>) {
        self.whispered.set(text.into());
    }

    fn put(self, tone: Tone, text: String) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update(|list| list.push(Toast { id, tone, text }));
        if tone != Tone::Bad {
            set_timeout(move || self.drop_one(id), SHOWN_FOR);
        }
    }

    fn drop_one(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where to put messages.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// The messages, for the application to place once. Announced politely.
#[component]
pub fn ToastRack() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                <div class="toast" data-tone=toast.tone.slug()>
                    <span class="notice-sign"><Icon d=toast.tone.sign()/></span>
                    <p>{toast.text.clone()}</p>
                    <IconButton icon=icon::CROSS label="Close this message" on_press=move |()| toasts.drop_one(toast.id)/>
                </div>
            </For>
        </div>
        <div class="sr-only" role="status">{move || toasts.whispered.get()}</div>
    }
}
