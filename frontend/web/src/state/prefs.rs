//! How this person likes the pages. Kept in this browser only.
use leptos::prelude::*;

const THEME: &str = "ls.theme";
/// Up to where somebody saw their inbox; the person stands behind it.
const INBOX: &str = "ls.inbox.";

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the operating system says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All themes, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The value of `data-theme` and of the stored preference.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The word people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "Auto",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    fn read(text: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.slug() == text).unwrap_or_default()
    }
}

/// Preferences of this browser.
#[derive(Clone, Copy)]
pub struct Prefs {
    theme: RwSignal<Theme>,
    /// Who saw their inbox in this tab, and from which place of the log on it is new to them.
    seen: RwSignal<Vec<(String, u64)>>,
}

impl Prefs {
    /// Reads what was kept and applies it whenever it changes.
    pub fn new() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(THEME).ok().flatten());
        let theme = RwSignal::new(kept.map(|kept| Theme::read(&kept)).unwrap_or_default());
        Effect::new(move |_| {
            if let Some(root) = document().document_element() {
                // The attribute is only paint; a browser without it shows the default.
                let _ = root.set_attribute("data-theme", theme.get().slug());
            }
        });
        Self { theme, seen: RwSignal::new(Vec::new()) }
    }

    /// The theme in force.
    pub fn theme(&self) -> Theme {
        self.theme.get()
    }

    /// Chooses a theme and keeps it.
    pub fn set_theme(&self, theme: Theme) {
        self.theme.set(theme);
        if let Some(storage) = storage() {
            // Private windows may refuse to keep anything; the choice then lasts for this page.
            let _ = storage.set_item(THEME, theme.slug());
        }
    }

    /// From which place of the log on the inbox is new to somebody: from the first one, when they
    /// never opened it here. Reactive.
    pub fn inbox_seen(&self, person: &str) -> u64 {
        let is_theirs = |(known, _): &&(String, u64)| known == person;
        let here = self.seen.with(|seen| seen.iter().find(is_theirs).map(|(_, place)| *place));
        here.unwrap_or_else(|| {
            let kept = storage().and_then(|storage| storage.get_item(&inbox_of(person)).ok());
            kept.flatten().and_then(|kept| kept.parse().ok()).unwrap_or_default()
        })
    }

    /// Keeps that somebody has seen their inbox up to a place of the log, which never goes back.
    pub fn see_inbox(&self, person: &str, place: u64) {
        if place <= untrack(|| self.inbox_seen(person)) {
            return;
        }
        if let Some(storage) = storage() {
            // Private windows may refuse to keep anything; it then lasts for this page.
            let _ = storage.set_item(&inbox_of(person), &place.to_string());
        }
        self.seen.update(|seen| {
            seen.retain(|(known, _)| known != person);
            seen.push((person.to_owned(), place));
        });
    }
}

/// Under which key it is kept up to where somebody saw their inbox.
fn inbox_of(person: &str) -> String {
    format!("{INBOX}{person}")
}

impl Default for Prefs {
    fn default() -> Self {
        Self::new()
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
