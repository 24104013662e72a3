//! The moment the pages look at, kept in the address as `?asOf=`.
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};

use crate::ui::time;

const KEY: &str = "asOf";

/// A moment to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Moment {
    /// The present, which moves.
    #[default]
    Now,
    /// A point in time, RFC 3339 in UTC.
    Time(String),
    /// Everything up to and including this position of the log.
    Position(u64),
}

impl Moment {
    /// Reads `1234` as a position, a day as its end, a time as itself, and anything else as now.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        if let Ok(position) = text.parse() {
            return Self::Position(position);
        }
        let whole = if text.len() == 10 { format!("{text}T23:59:59Z") } else { text.to_owned() };
        match time::epoch_ms(&whole) {
            Some(_) => Self::Time(whole),
            None => Self::Now,
        }
    }

    /// How the moment is written in an address; `None` for the present.
    pub fn written(&self) -> Option<String> {
        match self {
            Self::Now => None,
            Self::Time(time) => Some(time.clone()),
            Self::Position(position) => Some(position.to_string()),
        }
    }

    /// `path` with this moment added to its query.
    pub fn on(&self, path: &str) -> String {
        let Some(written) = self.written() else {
            return path.to_owned();
        };
        let (path, hash) = path.split_once('#').map_or((path, None), |(p, h)| (p, Some(h)));
        let joint = if path.contains('?') { '&' } else { '?' };
        let hash = hash.map_or_else(String::new, |hash| format!("#{hash}"));
        format!("{path}{joint}{KEY}={written}{hash}")
    }
}

/// The moment looked at, for every page.
#[derive(Clone, Copy)]
pub struct AsOf {
    moment: Memo<Moment>,
    shown: RwSignal<Option<u64>>,
    go: Callback<Moment>,
}

impl AsOf {
    /// Follows the address. Must be called inside the router.
    pub fn new() -> Self {
        let query = use_query_map();
        let moment = Memo::new(move |_| {
            query.with(|query| query.get_str(KEY).map(Moment::read).unwrap_or_default())
        });
        let (location, navigate) = (use_location(), use_navigate());
        let go = Callback::new(move |to: Moment| {
            let mut query = location.query.get_untracked();
            query.remove(KEY);
            let path = format!("{}{}", location.pathname.get_untracked(), query.to_query_string());
            navigate(&to.on(&path), NavigateOptions { scroll: false, ..Default::default() });
        });
        Self { moment, shown: RwSignal::new(None), go }
    }

    /// The moment looked at.
    pub fn get(&self) -> Moment {
        self.moment.get()
    }

    /// Looks at another moment; the page stays.
    pub fn set(&self, moment: Moment) {
        self.go.run(moment);
    }

    /// Whether the past is looked at, where nothing can be recorded.
    pub fn is_past(&self) -> bool {
        self.moment.with(|moment| *moment != Moment::Now)
    }

    /// The time to put into a query: RFC 3339, or `None` for now and for a position.
    pub fn time(&self) -> Option<String> {
        self.moment.with(|moment| match moment {
            Moment::Time(time) => Some(time.clone()),
            Moment::Now | Moment::Position(_) => None,
        })
    }

    /// The time looked at, without following it.
    pub fn time_untracked(&self) -> Option<String> {
        untrack(|| self.time())
    }

    /// The position to put into a query, or `None` for now and for a time.
    pub fn position(&self) -> Option<u64> {
        self.moment.with(|moment| match moment {
            Moment::Position(position) => Some(*position),
            Moment::Now | Moment::Time(_) => None,
        })
    }

    /// `path` at the moment looked at. Reactive: read it inside a closure.
    pub fn href(&self, path: &str) -> String {
        self.moment.with(|moment| moment.on(path))
    }

    /// Tells the banner which position the answer on the page belongs to.
    pub fn show_position(&self, position: Option<u64>) {
        if self.shown.get_untracked() != position {
            self.shown.set(position);
        }
    }

    /// The position that the answer on the page belongs to, where it is known.
    pub fn shown_position(&self) -> Option<u64> {
        self.shown.get()
    }

    /// The moment that counts as now on the page, in milliseconds since 1970 UTC.
    pub fn now_ms(&self) -> i64 {
        self.time().and_then(|time| time::epoch_ms(&time)).unwrap_or_else(time::now_ms)
    }
}

impl Default for AsOf {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn an_unreadable_moment_is_now() {
        for text in ["", "yesterday", "2026-13-01", "2026-02-10T25:00:00Z", "-4"] {
            assert_eq!(Moment::read(text), Moment::Now, "{text}");
        }
    }

    #[test]
    fn a_day_means_its_end() {
        assert_eq!(Moment::read("2026-02-10"), Moment::Time("2026-02-10T23:59:59Z".to_owned()));
        assert_eq!(Moment::read("412"), Moment::Position(412));
    }

    #[test]
    fn a_link_keeps_the_moment() {
        let moment = Moment::read("2026-02-10T14:35:00Z");
        assert_eq!(moment.on("/systems"), "/systems?asOf=2026-02-10T14:35:00Z");
        assert_eq!(moment.on("/e?kind=a#p7"), "/e?kind=a&asOf=2026-02-10T14:35:00Z#p7");
        assert_eq!(Moment::Now.on("/systems?q=1"), "/systems?q=1");
    }
}
