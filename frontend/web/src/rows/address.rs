//! What the address says: the thing that a page is about, and the filters of a list.
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_params_map, use_query_map},
    params::ParamsMap,
};

use super::list::{COLUMNS, ORDER};
use crate::ui::escaped;

const AFTER: &str = "after";

/// The filters of the page, and where the list goes on.
#[derive(Clone, Copy)]
pub struct Address {
    path: Memo<ParamsMap>,
    query: Memo<ParamsMap>,
    go: Callback<(&'static str, String)>,
    clear: Callback<()>,
}

/// Follows the address. Must be called by a page.
pub fn use_address() -> Address {
    let (path, query) = (use_params_map(), use_query_map());
    let (location, navigate) = (use_location(), use_navigate());
    let (here, leave) = (location.clone(), navigate.clone());
    let clear = Callback::new(move |()| {
        let query = cleared(here.query.get_untracked());
        let path = format!("{}{query}", here.pathname.get_untracked());
        leave(&path, NavigateOptions { scroll: false, ..Default::default() });
    });
    let go = Callback::new(move |(key, value): (&'static str, String)| {
        let query = chosen(location.query.get_untracked(), key, &value);
        let path = format!("{}{query}", location.pathname.get_untracked());
        let scroll = key == AFTER;
        navigate(&path, NavigateOptions { scroll, replace: !scroll, ..Default::default() });
    });
    Address { path, query, go, clear }
}

/// The query without filters.
fn cleared<K: AsRef<str>>(query: impl IntoIterator<Item = (K, String)>) -> String {
    let kept = query.into_iter().filter(|(name, _)| KEPT.contains(&name.as_ref()));
    chosen(kept, "", "")
}

/// The query with `key` set; an empty value takes it out. Any filter goes back to the first page;
/// other columns are of the same rows.
fn chosen<K: AsRef<str>>(
    query: impl IntoIterator<Item = (K, String)>,
    key: &str,
    value: &str,
) -> String {
    let written = |key: &str, value: &str| format!("{key}={}", escaped(value));
    let stays = |name: &str| name != key && (name != AFTER || key == COLUMNS);
    let kept = query.into_iter().filter(|(name, _)| stays(name.as_ref()));
    let mut parts: Vec<String> = kept.map(|(name, value)| written(name.as_ref(), &value)).collect();
    if !value.is_empty() {
        parts.push(written(key, value));
    }
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// Whether the query narrows what is shown: it has something that does not stay without filters.
fn narrows<K: AsRef<str>>(query: impl IntoIterator<Item = (K, String)>) -> bool {
    let stays = |name: &str| name == AFTER || KEPT.contains(&name);
    query.into_iter().any(|(name, value)| !value.is_empty() && !stays(name.as_ref()))
}

fn subject_of(kind: &str, name: &str, version: Option<&str>) -> String {
    match version {
        _ if name.contains(':') => name.to_owned(),
        Some(version) => format!("{kind}:{name}@{version}"),
        None => format!("{kind}:{name}"),
    }
}

/// What stays when all filters are taken away: the moment, the order of the rows, the columns.
const KEPT: [&str; 3] = ["asOf", ORDER, COLUMNS];

impl Address {
    /// Takes all filters away.
    pub fn clear(&self) {
        self.clear.run(());
    }

    /// Whether there are filters to take away. Reactive.
    pub fn is_narrowed(&self) -> bool {
        narrows(self.query.get())
    }

    /// The subject that the path names: a name of this kind, with a version where there is one. A
    /// whole subject is taken as it is. Reactive.
    pub fn named(&self, kind: &str) -> String {
        let part = |key| self.path.with(|path| path.get(key));
        subject_of(kind, &part("name").unwrap_or_default(), part("version").as_deref())
    }

    /// The value of `key`, empty when it is absent. Reactive.
    pub fn get(&self, key: &'static str) -> String {
        self.query.with(|query| query.get(key).unwrap_or_default())
    }

    /// The whole query, as an address writes it: with its question mark, or empty. Reactive.
    pub fn query(&self) -> String {
        self.query.with(ParamsMap::to_query_string)
    }

    /// The value of `key` as a signal.
    pub fn signal(&self, key: &'static str) -> Signal<String> {
        let own = *self;
        Signal::derive(move || own.get(key))
    }

    /// Where the list goes on; `None` for its beginning. Reactive.
    pub fn after(&self) -> Option<String> {
        self.query.with(|query| query.get(AFTER))
    }

    /// Shows the rows after `cursor`, or the first ones.
    pub fn turn(&self, cursor: Option<String>) {
        self.go.run((AFTER, cursor.unwrap_or_default()));
    }

    /// What a part calls when another value of `key` is wanted.
    pub fn setter(&self, key: &'static str) -> Callback<String> {
        let go = self.go;
        Callback::new(move |value| go.run((key, value)))
    }

    /// A text box whose settled value stands in the address under `key`.
    pub fn text(&self, key: &'static str) -> RwSignal<String> {
        let (own, text) = (
            *self,
            RwSignal::new(self.query.with_untracked(|query| query.get(key).unwrap_or_default())),
        );
        Effect::new(move |before: Option<()>| {
            let value = text.get();
            // The first run only listens: the address already says it.
            if before.is_some() {
                own.go.run((key, value));
            }
        });
        // Going back, or taking the filters away, changes the address behind the box.
        Effect::new(move |_| {
            let written = own.get(key);
            if text.with_untracked(|text| text.trim() != written.trim()) {
                text.set(written);
            }
        });
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{chosen, cleared, narrows, subject_of};

    fn query() -> Vec<(&'static str, String)> {
        let pairs = [("risk", "high"), ("after", "cursor"), ("asOf", "7")];
        pairs.map(|(key, value)| (key, value.to_owned())).to_vec()
    }

    #[test]
    fn a_filter_begins_the_list_again() {
        assert_eq!(chosen(query(), "risk", "low"), "?asOf=7&risk=low");
        assert_eq!(chosen(query(), "risk", ""), "?asOf=7");
    }

    #[test]
    fn the_moment_and_the_order_stay_without_filters() {
        let order = [("sort", "-name"), ("columns", "status"), ("q", "care")];
        let order = order.map(|(key, value)| (key, value.to_owned()));
        let kept = cleared(query().into_iter().chain(order));
        assert_eq!(kept, "?asOf=7&sort=-name&columns=status");
    }

    #[test]
    fn other_columns_are_of_the_same_page() {
        let wanted = chosen(query(), "columns", "status");
        assert_eq!(wanted, "?risk=high&after=cursor&asOf=7&columns=status");
    }

    #[test]
    fn the_moment_the_order_and_the_page_narrow_nothing() {
        assert!(narrows(query()));
        let kept = [("asOf", "7"), ("sort", "-name"), ("after", "cursor"), ("q", "")];
        assert!(!narrows(kept.map(|(key, value)| (key, value.to_owned()))));
    }

    #[test]
    fn a_name_becomes_a_subject() {
        assert_eq!(subject_of("incident", "INC-2026-002", None), "incident:INC-2026-002");
        assert_eq!(subject_of("incident", "incident:INC-2026-002", None), "incident:INC-2026-002");
        assert_eq!(subject_of("dataset", "ds", Some("v4")), "dataset:ds@v4");
    }

    #[test]
    fn turning_the_page_keeps_the_filters() {
        assert_eq!(chosen(query(), "after", "next"), "?risk=high&asOf=7&after=next");
        assert_eq!(chosen(query(), "after", ""), "?risk=high&asOf=7");
    }

    #[test]
    fn a_value_may_hold_any_character() {
        assert_eq!(
            chosen(Vec::<(&str, String)>::new(), "q", "50 % & more"),
            "?q=50%20%25%20%26%20more"
        );
        assert_eq!(chosen(Vec::<(&str, String)>::new(), "q", ""), "");
    }
}
