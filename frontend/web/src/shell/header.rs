//! The bar at the top.
use std::time::Duration;

use leptos::prelude::*;

use super::{as_of::AsOfControl, bell::Bell};
use crate::{
    search::opener,
    state::{Prefs, Theme, use_as_of, use_live, use_prefs, use_session},
    ui::{Icon, Link, Menu, Panel, grouped, icon},
};

/// Product, search, news, the moment looked at, what one was told, theme, person.
#[component]
pub fn Header(
    /// Whether the palette is open.
    searching: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <header class="top">
            <Link to="/".to_owned() class="brand"><Mark/><span>"Ledgerstone"</span></Link>
            <div class="top-right">
                {opener(searching)}
                <News/>
                <AsOfControl/>
                <Bell/>
                <ThemeMenu/>
                <PersonMenu/>
            </div>
        </header>
    }
}

/// The sign of the product: stones laid on one another, the last one open.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
            <rect x="3" y="15.5" width="18" height="5.5" rx="1.5"/>
            <rect x="3" y="8.75" width="13" height="5.5" rx="1.5"/>
            <rect class="brand-new" x="3.75" y="2.75" width="8" height="4" rx="1"/>
        </svg>
    }
}

/// Says how many events the page does not show yet, and shows them when pressed.
#[component]
fn News() -> impl IntoView {
    let (live, as_of) = (use_live(), use_as_of());
    let words = move || match live.waiting() {
        1 => "1 new event".to_owned(),
        count => format!("{} new events", grouped(usize::try_from(count).unwrap_or(usize::MAX))),
    };
    let line = move || {
        let (words, up) = if live.is_up() { ("Live", "true") } else { ("Offline", "false") };
        view! { <span class="live" data-up=up><span class="live-word">{words}</span></span> }
    };
    let show = move || {
        if as_of.is_past() {
            return ().into_any();
        }
        if live.waiting() == 0 {
            return line().into_any();
        }
        view! { <button type="button" class="btn news" on:click=move |_| live.refresh()><Icon d=icon::AGAIN/>{words}</button> }.into_any()
    };
    view! {
        {show}
        <span class="sr-only" role="status">{spoken_news(words)}</span>
    }
}

/// What a screen reader hears of the news: at most once in a while, however much happens.
fn spoken_news(words: impl Fn() -> String + Copy + Send + Sync + 'static) -> ReadSignal<String> {
    const PAUSE: Duration = Duration::from_secs(10);
    let live = use_live();
    let (spoken, set_spoken) = signal(String::new());
    let pausing = StoredValue::new(false);
    Effect::new(move |_| {
        if live.waiting() == 0 || pausing.get_value() {
            return;
        }
        pausing.set_value(true);
        let say = move || {
            pausing.try_set_value(false);
            set_spoken.try_set(untrack(words));
        };
        set_timeout(say, PAUSE);
    });
    spoken
}

#[component]
fn ThemeMenu() -> impl IntoView {
    let prefs = use_prefs();
    let face =
        move || view! { <Icon d=Signal::derive(move || theme_icon(prefs.theme()))/> }.into_any();
    let label = Signal::derive(move || format!("Theme: {}", prefs.theme().name()));
    view! { <Menu label=label face=face class="btn quiet square theme" bare=true content=Callback::new(move |panel| themes(prefs, panel))/> }
}

fn themes(prefs: Prefs, panel: Panel) -> AnyView {
    let choices = Theme::ALL.into_iter().map(|theme| {
        view! {
            <li>
                <button
                    type="button"
                    aria-pressed=move || (prefs.theme() == theme).to_string()
                    on:click=move |_| {
                        prefs.set_theme(theme);
                        panel.close();
                    }
                >
                    <Icon d=theme_icon(theme)/>
                    {theme.name()}
                </button>
            </li>
        }
    });
    view! { <ul class="menu-list">{choices.collect_view()}</ul> }.into_any()
}

fn theme_icon(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => icon::HALF,
        Theme::Light => icon::SUN,
        Theme::Dark => icon::MOON,
    }
}

#[component]
fn PersonMenu() -> impl IntoView {
    let session = use_session();
    let name = Memo::new(move |_| session.person().map(|person| person.name).unwrap_or_default());
    let face = move || {
        view! { <span class="avatar" aria-hidden="true" data-initials=move || initials(&name.get())></span><span class="person-name">{name}</span> }.into_any()
    };
    let label = Signal::derive(move || format!("{} – account", name.get()));
    let content = move |panel: Panel| {
        let person = session.person()?;
        let roles =
            person.roles.iter().map(|role| view! { <li>{role_name(role)}</li> }).collect_view();
        Some(view! {
            <div class="person-card">
                <p class="person-card-name">{person.name}</p>
                <ul class="person-roles" aria-label="Your roles">{roles}</ul>
            </div>
            <ul class="menu-list">
                <li><button type="button" on:click=move |_| { panel.close(); session.sign_out(); }><Icon d=icon::LEAVE/>"Sign out"</button></li>
            </ul>
        })
    };
    view! { <Menu label=label face=face class="btn quiet person" content=Callback::new(move |panel| content(panel).into_any())/> }
}

/// Up to two letters that stand for a name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let (first, last) = (words.next(), words.next_back());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// A role as people say it: `risk_owner` is "Risk owner".
fn role_name(role: &str) -> String {
    let words = role.replace(['_', '-'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::{initials, role_name};

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Ada Byron Lovelace"), "AL");
        assert_eq!(initials("örjan"), "Ö");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn roles_read_as_words() {
        assert_eq!(role_name("risk_owner"), "Risk owner");
    }
}
