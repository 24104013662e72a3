//! The bell: how much the reader was told since they last opened their inbox, and the way there.
use std::time::Duration;

use client::inbox;
use leptos::prelude::*;

use crate::{
    api::{Ask, ask},
    state::{use_live, use_prefs, use_session},
    ui::{Icon, Link, icon},
};

/// The most that is counted in figures.
const MOST: usize = 99;

/// Leads to the inbox, and says how much in it is new. It counts up to now, whatever moment the
/// page looks at; while it cannot be counted, it is only the way there.
#[component]
pub fn Bell() -> impl IntoView {
    let (live, prefs, session) = (use_live(), use_prefs(), use_session());
    let person = Memo::new(move |_| session.person().map(|person| person.person));
    let since = move || person.get().map_or(0, |person| prefs.inbox_seen(&person));
    let question = ask(move || {
        live.beat();
        inbox::unseen(since())
    });
    ask_on_news(question);
    let count = Memo::new(move |_| {
        let answer = question.get()?.ok()?;
        inbox::read_unseen(&answer).ok()
    });
    let shown = move || {
        let new = count.get();
        let class = if new.is_some_and(|new| new > 0) { "btn quiet" } else { "btn quiet square" };
        let badge = new.filter(|new| *new > 0).map(|new| {
            view! { <span class="badge status num" data-tone="info" aria-hidden="true">{figure(new)}</span> }
        });
        view! { <Link to="/inbox".to_owned() class=class label=label(new)><Icon d=icon::BELL/>{badge}</Link> }
    };
    view! { {shown} }
}

/// Asks again when something happened: at most once in a while, however much happens.
fn ask_on_news(question: Ask) {
    const PAUSE: Duration = Duration::from_secs(10);
    let live = use_live();
    let pausing = StoredValue::new(false);
    Effect::new(move |_| {
        if live.waiting() == 0 || pausing.get_value() {
            return;
        }
        pausing.set_value(true);
        let again = move || {
            // Whoever signed out meanwhile has no bell any more.
            if pausing.try_set_value(false).is_none() {
                question.again();
            }
        };
        set_timeout(again, PAUSE);
    });
}

/// The name for screen readers.
fn label(new: Option<usize>) -> String {
    match new {
        None => "Inbox".to_owned(),
        Some(0) => "Inbox, nothing new".to_owned(),
        Some(new) => format!("Inbox, {new} new"),
    }
}

/// The number as it stands beside the bell.
fn figure(new: usize) -> String {
    if new > MOST { format!("{MOST}+") } else { new.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{figure, label};

    #[test]
    fn the_bell_says_how_much_is_new() {
        assert_eq!(label(None), "Inbox");
        assert_eq!(label(Some(0)), "Inbox, nothing new");
        assert_eq!(label(Some(120)), "Inbox, 120 new");
        assert_eq!((figure(99).as_str(), figure(100).as_str()), ("99", "99+"));
    }
}
