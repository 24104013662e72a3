//! Views: rows as of any position, and pages of them.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU64, Ordering},
};

use proptest::{
    prelude::{Strategy as _, any},
    strategy::ValueTree as _,
    test_runner::TestRunner,
};
use serde_json::json;
use store::{Fold, NewEvent, Row, RowQuery, Store, Stored, Whose};

use crate::{
    events::{command, event},
    site::Site,
};

/// Two views: one row for each stream, closed by every seventh number; one row for each type.
pub(crate) struct Counts {
    version: u32,
    pub(crate) fails_at: AtomicU64,
}

impl Counts {
    pub(crate) fn new(version: u32) -> Self {
        Self { version, fails_at: AtomicU64::new(u64::MAX) }
    }
}

fn fold(version: u32, e: &Stored, view: &str, old: Option<&str>) -> Option<Row> {
    let n = e.leaf.data["n"].as_u64().unwrap();
    if view == "streams" && n.is_multiple_of(7) {
        return None;
    }
    // A row that an event leaves as it was.
    if let ("types", 1, Some(old)) = (view, n, old) {
        return Some(row(&e.leaf.kind, old));
    }
    let count: u64 = old.map_or(0, |body| body.split(' ').nth(1).unwrap().parse().unwrap());
    Some(row(&e.leaf.kind, &format!("v{version} {} {n}", count + 1)))
}

fn row(scope: &str, body: &str) -> Row {
    // Sorted by the last number, so that rows move within the list.
    let sort = body.split(' ').nth(2).unwrap();
    Row { scope: scope.to_owned(), sort: format!("{sort:0>4}"), body: body.to_owned() }
}

impl Fold for Counts {
    fn views(&self) -> Vec<(&'static str, u32)> {
        vec![("streams", self.version), ("types", 1)]
    }

    fn touches(&self, e: &Stored) -> Vec<(&'static str, String)> {
        vec![("streams", e.leaf.stream.clone()), ("types", e.leaf.kind.clone())]
    }

    fn fold(
        &self,
        e: &Stored,
        view: &str,
        _: &str,
        old: Option<&str>,
    ) -> Result<Option<Row>, String> {
        if e.pos == self.fails_at.load(Ordering::Relaxed) && view == "types" {
            return Err("an event of a type nobody knows".into());
        }
        Ok(fold(if view == "streams" { self.version } else { 1 }, e, view, old))
    }
}

/// Rows of a view as they must be after these events: in order of sort and key.
pub(crate) fn expected(events: &[Stored], view: &str, version: u32) -> Vec<(String, String)> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for e in events {
        let key = if view == "streams" { &e.leaf.stream } else { &e.leaf.kind };
        let old = rows.get(key).map(|row| row.body.clone());
        match fold(version, e, view, old.as_deref()) {
            Some(row) => rows.insert(key.clone(), row),
            None => rows.remove(key),
        };
    }
    let mut rows: Vec<_> = rows.into_iter().map(|(key, row)| (row.sort, key, row.body)).collect();
    rows.sort();
    rows.into_iter().map(|(_, key, body)| (key, body)).collect()
}

pub(crate) fn page(view: &str, upto: u64) -> RowQuery {
    RowQuery { view: view.to_owned(), upto, ..RowQuery::default() }
}

pub(crate) async fn assert_every_prefix(store: &Store, version: u32) {
    let events = store.read(0, u32::MAX).await.unwrap();
    for upto in 0..=events.len() {
        let before = &events[..upto];
        let at = u64::try_from(upto).unwrap();
        for (view, version) in [("streams", version), ("types", 1)] {
            let wanted = expected(before, view, version);
            assert_eq!(store.rows(page(view, at)).await.unwrap(), wanted, "{view} at {at}");
            let count = store.count(page(view, at)).await.unwrap();
            assert_eq!(count, u64::try_from(wanted.len()).unwrap());
            if let Some((key, body)) = wanted.first() {
                assert_eq!(store.row(view, key, at).await.unwrap().as_ref(), Some(body));
            }
        }
    }
}

pub(crate) async fn views_at_any_prefix(site: &Site<'_>) {
    let one = (0..6_u8, 0..4_u8, 0..20_u64);
    // Commands of one to four events, with a catch-up after some of them.
    let commands =
        proptest::collection::vec((proptest::collection::vec(one, 1..5), any::<bool>()), 1..25);
    let mut runner = TestRunner::deterministic();
    for round in 0..4 {
        let ground = site.fresh();
        let store = ground.open().await;
        let counts = Counts::new(1);
        let random = commands.new_tree(&mut runner).unwrap().current();
        for (at, (events, catch_up)) in random.into_iter().enumerate() {
            let event = |(stream, kind, n): (u8, u8, u64)| {
                event(&format!("model:{stream}"), &format!("model.k{kind}"), n)
            };
            let events: Vec<NewEvent> = events.into_iter().map(event).collect();
            store.append(command(format!("{round}-{at}"), events)).await.unwrap();
            if catch_up {
                store.catch_up(&counts).await.unwrap();
            }
        }
        assert_eq!(store.catch_up(&counts).await.unwrap(), store.head());
        assert_every_prefix(&store, 1).await;
        // Folded anew in one go, it is the same.
        store.rebuild(&counts, &[]).await.unwrap();
        assert_every_prefix(&store, 1).await;
        store.close().await;
    }
}

pub(crate) async fn pages_of_rows_join_without_gap_or_double(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    for n in 0..60_u64 {
        let mut one = event(&format!("model:{}", n % 23), &format!("model.k{}", n % 3), n);
        one.data = json!({ "n": n % 5 + 1 });
        store.append(command(n, vec![one])).await.unwrap();
    }
    store.catch_up(&Counts::new(1)).await.unwrap();
    for (upto, descending) in [(60, false), (60, true), (31, false), (31, true)] {
        let q = RowQuery { descending, ..page("streams", upto) };
        let whole = store.rows(q.clone()).await.unwrap();
        let mut joined: Vec<(String, String)> = Vec::new();
        let mut after = None;
        loop {
            let q = RowQuery { after: after.take(), limit: Some(4), ..q.clone() };
            let rows = store.rows(q).await.unwrap();
            let Some((key, body)) = rows.last() else {
                break;
            };
            after = Some((row("", body).sort, key.clone()));
            joined.extend(rows);
        }
        assert_eq!(joined, whole);
        let mut back =
            expected(&store.read(0, u32::try_from(upto).unwrap()).await.unwrap(), "streams", 1);
        if descending {
            back.reverse();
        }
        assert_eq!(whole, back);
    }
    let q = RowQuery { scopes: Some(vec!["model.k1".into()]), ..page("streams", 60) };
    let scoped = store.rows(q.clone()).await.unwrap();
    assert!(!scoped.is_empty() && scoped.len() < 23);
    assert_eq!(store.count(q).await.unwrap(), u64::try_from(scoped.len()).unwrap());
    let nothing = RowQuery { scopes: Some(vec![]), ..page("streams", 60) };
    assert_eq!(store.rows(nothing).await.unwrap(), []);
    store.close().await;
}

pub(crate) async fn spans_say_what_holds_at_any_prefix(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    for n in 0..70_u64 {
        let one = event(&format!("model:{}", n % 11), &format!("model.k{}", n % 3), n + 1);
        store.append(command(n, vec![one])).await.unwrap();
        if n % 13 == 0 {
            store.catch_up(&Counts::new(1)).await.unwrap();
        }
    }
    store.catch_up(&Counts::new(1)).await.unwrap();
    let all = store.spans("streams", 70, Whose::Behind("")).await.unwrap();
    for upto in 0..=70 {
        let holds = all.iter().filter(|span| span.from < upto && upto <= span.to);
        let mut held: Vec<_> = holds.map(|span| (span.key.clone(), span.body.clone())).collect();
        held.sort();
        let mut rows = store.rows(page("streams", upto)).await.unwrap();
        rows.sort();
        assert_eq!(held, rows, "at {upto}");
    }
    let order: Vec<_> = all.iter().map(|span| (span.key.clone(), span.from)).collect();
    assert!(order.is_sorted());
    let keys = ["model:3", "model:7", "model:none"].map(String::from);
    let some = store.spans("streams", 70, Whose::Keys(&keys)).await.unwrap();
    let wanted = all.iter().filter(|span| keys.contains(&span.key)).cloned();
    assert_eq!(some, wanted.collect::<Vec<_>>());
    let rest = store.spans("streams", 70, Whose::Behind("model:3")).await.unwrap();
    assert_eq!(rest, all.iter().filter(|s| *s.key > *"model:3").cloned().collect::<Vec<_>>());
    store.close().await;
}
