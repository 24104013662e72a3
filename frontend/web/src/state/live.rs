//! What is new since the page was shown, and the beat that makes pages ask again.
use std::collections::VecDeque;

use leptos::prelude::*;

/// Ids of commands remembered: more than anybody sends before their events have come.
const REMEMBERED: usize = 32;

/// Ids of the commands that this page sent lately.
#[derive(Debug, Default)]
struct Own(VecDeque<String>);

impl Own {
    fn add(&mut self, command: &str) {
        if command.is_empty() || self.has(command) {
            return;
        }
        if self.0.len() == REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(command.to_owned());
    }

    fn has(&self, command: &str) -> bool {
        self.0.iter().any(|own| own == command)
    }
}

/// News from the log. Pages read [`Live::beat`] in their questions.
#[derive(Clone, Copy)]
pub struct Live {
    own: StoredValue<Own>,
    waiting: RwSignal<u32>,
    up: RwSignal<bool>,
    beat: RwSignal<u32>,
}

impl Live {
    /// Nothing new yet, and no line.
    pub fn new() -> Self {
        Self {
            own: StoredValue::new(Own::default()),
            waiting: RwSignal::new(0),
            up: RwSignal::new(false),
            beat: RwSignal::new(0),
        }
    }

    /// Remembers the id of a command of this page: what comes of it is no news here.
    pub fn sends(&self, command: &str) {
        self.own.update_value(|own| own.add(command));
    }

    /// Counts an event that the page does not show yet, unless it came of a command of this page.
    pub fn heard(&self, command: &str) {
        if !self.own.with_value(|own| own.has(command)) {
            self.waiting.update(|waiting| *waiting = waiting.saturating_add(1));
        }
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

#[cfg(test)]
mod tests {
    use super::{Own, REMEMBERED};

    #[test]
    fn what_this_page_sent_is_no_news() {
        let mut own = Own::default();
        assert!(!own.has(""));
        own.add("");
        own.add("a");
        own.add("a");
        assert!(own.has("a") && !own.has("b") && !own.has(""));
        for number in 0..REMEMBERED {
            own.add(&number.to_string());
        }
        assert!(!own.has("a") && own.has("0"));
        assert_eq!(own.0.len(), REMEMBERED);
    }
}
