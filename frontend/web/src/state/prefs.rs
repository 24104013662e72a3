//! How this person likes the pages. Kept in this browser only.
use leptos::prelude::*;

const THEME: &str = "ls.theme";

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
        Self { theme }
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
}

impl Default for Prefs {
    fn default() -> Self {
        Self::new()
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
