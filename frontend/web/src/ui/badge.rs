//! Badges: what class, what state. A word always, a shape always, colour third.
use leptos::prelude::*;

use super::Icon;
use super::icon;

/// A level of risk or severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// ● Low
    Low,
    /// ■ Medium
    Medium,
    /// ▲ High
    High,
    /// ◆ Critical
    Critical,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// Reads a level in any letter case; `moderate` is medium.
    pub fn read(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "low" => Some(Self::Low),
            "medium" | "moderate" => Some(Self::Medium),
            "high" => Some(Self::High),
            "critical" => Some(Self::Critical),
            _ => None,
        }
    }

    /// The word people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::Critical => "Critical",
        }
    }

    /// Value of the `data-level` attribute.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// Outline of its shape on a grid of 12.
    pub fn shape(self) -> &'static str {
        match self {
            Self::Low => "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9",
            Self::Medium => "M1.75 1.75h8.5v8.5h-8.5z",
            Self::High => "M6 1l5.5 10h-11z",
            Self::Critical => "M6 0l6 6l-6 6l-6-6z",
        }
    }
}

/// The shape of a level, alone. Words must stand beside it.
#[component]
pub fn LevelShape(
    /// The level.
    level: Level,
) -> impl IntoView {
    view! {
        <svg class="shape" viewBox="0 0 12 12" aria-hidden="true" data-level=level.slug()>
            <path d=level.shape()/>
        </svg>
    }
}

/// A level: shape, word, colour.
#[component]
pub fn LevelBadge(
    /// The level.
    level: Level,
    /// What the level is of, after the word: `risk` gives "High risk".
    #[prop(optional)]
    of: &'static str,
) -> impl IntoView {
    let words =
        if of.is_empty() { level.name().to_owned() } else { format!("{} {of}", level.name()) };
    view! {
        <span class="badge level" data-level=level.slug()>
            <svg viewBox="0 0 12 12" aria-hidden="true"><path d=level.shape()/></svg>
            {words}
        </span>
    }
}

/// What a state means for the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Neutral,
    /// In order.
    Good,
    /// Needs a look soon.
    Warn,
    /// Needs a look now.
    Bad,
    /// At work, or for information.
    Info,
    /// About the past.
    Past,
}

impl Tone {
    /// Value of the `data-tone` attribute.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
            Self::Past => "past",
        }
    }

    /// The sign that stands for it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Neutral => icon::THING,
            Self::Good => icon::CHECK,
            Self::Warn => icon::WARNING,
            Self::Bad => icon::CROSS,
            Self::Info => icon::INFO,
            Self::Past => icon::CLOCK,
        }
    }
}

/// A state: sign, word, colour.
#[component]
pub fn Status(
    /// What it means.
    tone: Tone,
    /// The word.
    #[prop(into)]
    text: String,
    /// Filled with the colour: for the one state on a page that matters most.
    #[prop(optional)]
    strong: bool,
) -> impl IntoView {
    view! {
        <span class="badge status" class:strong=strong data-tone=tone.slug()>
            <Icon d=tone.sign()/>
            {text}
        </span>
    }
}

/// A word in a box: a kind, a stage, a tag.
#[component]
pub fn Chip(
    /// The word.
    #[prop(into)]
    text: String,
    /// Path of an icon before it.
    #[prop(optional)]
    icon: Option<&'static str>,
) -> impl IntoView {
    view! { <span class="chip">{icon.map(|d| view! { <Icon d=d/> })}{text}</span> }
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn a_level_reads_back_what_it_writes() {
        for level in Level::ALL {
            assert_eq!(Level::read(level.slug()), Some(level));
            assert_eq!(Level::read(&level.name().to_uppercase()), Some(level));
        }
        assert_eq!(Level::read("moderate"), Some(Level::Medium));
        assert_eq!(Level::read("none"), None);
    }
}
