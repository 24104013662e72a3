//! What is new since the page was shown, and the beat that makes pages ask again.
use leptos::prelude::*;

/// News from the log. Pages read [`Live::beat`] in their questions.
#[derive(Clone, Copy)]
pub struct Live {
    waiting: RwSignal<u32>,
    up: RwSignal<bool>,
    beat: RwSignal<u32>,
}

impl Live {
    /// Nothing new yet, and no line.
    pub fn new() -> Self {
        Self { waiting: RwSignal::new(0), up: RwSignal::new(false), beat: RwSignal::new(0) }
    }

    /// Counts events that the page does not show yet.
    pub fn heard(&self, events: u32) {
        self.waiting.update(|waiting| *waiting = waiting.saturating_add(events));
    }

    /// Says whether the line to the server is up.
    pub fn line(&self, up: bool) {
        if self.up.get_untracked() != up {
            self.up.set(up);
        }
    }

    /// How many events wait to be shown.
    pub fn waiting(&self) -> u32 {
        self.waiting.get()
    }

    /// Whether news arrives by itself.
    pub fn is_up(&self) -> bool {
        self.up.get()
    }

    /// Makes every page that reads [`Live::beat`] ask again.
    pub fn refresh(&self) {
        self.waiting.set(0);
        self.beat.update(|beat| *beat = beat.wrapping_add(1));
    }

    /// Changes whenever pages should ask again. Read it inside the body of a question.
    pub fn beat(&self) -> u32 {
        self.beat.get()
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}
