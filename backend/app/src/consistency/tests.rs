use std::collections::{BTreeMap, BTreeSet};

use kernel::Micros;

use super::{Checked, Weight, checks};
use crate::{
    Instant, Sight, Visible,
    systems::SystemRow,
    testing::{TestApp, drill_app},
};

fn moment(text: &str) -> Micros {
    text.parse().unwrap()
}

async fn at(test: &TestApp, time: &str) -> Vec<Checked> {
    let sight = test.sight(Instant::Time(moment(time))).await;
    test.app.consistency(&sight).await.unwrap()
}

fn named(found: &[Checked], key: &str) -> Vec<String> {
    let check = found.iter().find(|one| one.check.key == key).unwrap();
    check.findings.iter().map(|one| one.subject.to_string()).collect()
}

fn counts(found: &[Checked]) -> BTreeMap<&'static str, usize> {
    found.iter().map(|one| (one.check.key, one.findings.len())).collect()
}

#[tokio::test]
async fn each_check_finds_and_is_silent() {
    let test = drill_app(None).await;
    let mut most: BTreeMap<&str, usize> = BTreeMap::new();
    let mut silent: BTreeSet<&str> = BTreeSet::new();
    for day in [
        "2025-10-01T00:00:00Z",
        "2025-12-01T00:00:00Z",
        "2026-01-15T00:00:00Z",
        "2026-02-10T14:19:30Z",
        "2026-02-10T14:35:00Z",
        "2026-02-13T18:00:00Z",
        "2026-06-01T00:00:00Z",
    ] {
        for (key, count) in counts(&at(&test, day).await) {
            let known = most.entry(key).or_default();
            *known = (*known).max(count);
            if count == 0 {
                silent.insert(key);
            }
        }
    }
    insta::assert_debug_snapshot!((most, silent));
}

#[tokio::test]
async fn a_finding_is_seen_only_with_its_subject() {
    let test = drill_app(None).await;
    let now = test.sight(Instant::Time(moment("2026-02-10T14:35:00Z"))).await;
    let everything = counts(&test.app.consistency(&now).await.unwrap());
    let systems = test.app.table::<SystemRow>(&now).await.unwrap();
    let mut sum: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &systems.rows {
        let visible = Visible::Only(BTreeSet::from([row.subject.to_string()]));
        let some = test.app.consistency(&Sight { visible, ..now.clone() }).await.unwrap();
        for checked in some {
            if checked.check.weight == Weight::Urgent {
                *sum.entry(checked.check.key).or_default() += checked.findings.len();
            }
        }
    }
    for (key, count) in sum {
        assert_eq!(count, everything[key], "{key}");
    }
    let none = Sight { visible: Visible::Nothing, ..now };
    let nothing = test.app.consistency(&none).await.unwrap();
    assert_eq!(nothing.len(), checks::ALL.len(), "every check is there");
    assert!(nothing.iter().all(|one| one.findings.is_empty()));
}

#[tokio::test]
async fn what_was_contained_adds_up_again() {
    let test = drill_app(None).await;
    let during = named(&at(&test, "2026-02-10T14:35:00Z").await, "suspect_live");
    assert!(!during.is_empty(), "poisoned versions are live");
    let after = named(&at(&test, "2026-02-13T18:00:00Z").await, "suspect_live");
    assert!(after.len() < during.len(), "{after:?} of {during:?}");
}
