//! What is kept of the graph: written, read back, and refused.

use super::{Net, all_facts, fact, folded};
use crate::{
    App, Fact,
    lineage::{NAME, number, tape},
    testing::{TestApp, drill_app, empty_app},
};

/// Everything a graph says, in a form that can be compared.
fn told(net: &Net) -> Vec<String> {
    let mut told = vec![format!("{} {}", net.upto, net.era(u64::MAX))];
    for node in 0..number(net.points.len()) {
        let (shown, point) = (net.node(node).unwrap(), net.point(node).unwrap());
        let arcs = (net.down(node).collect::<Vec<_>>(), net.up(node).collect::<Vec<_>>());
        let eras = [net.upto / 3, net.upto / 2, net.upto].map(|upto| {
            let marks = &net.marks;
            let taint = marks.tainted_since(point.mark, upto);
            let verdict =
                (marks.is_stopped(point.mark, upto), marks.was_promoted(point.mark, upto));
            (taint, marks.is_live(point.mark, upto), verdict, marks.was_counted(point.mark, upto))
        });
        let found = net.find(&shown.subject);
        told.push(format!(
            "{shown:?} {arcs:?} {eras:?} {} {:?} {found:?}",
            point.earlier,
            net.service(node)
        ));
    }
    let (tainted, counted) = (net.marks.ever_tainted(), net.marks.ever_counted());
    told.push(format!("{:?} {:?} {tainted:?} {counted:?}", net.marks.all(), net.marks.taints()));
    told.push(format!("{:?} {:?} {:?}", net.systems, net.moved, net.services));
    told
}

fn add(net: &mut Net, upto: u64, bytes: &[u8]) -> bool {
    tape::Stretch::read(net, upto, bytes).map(|stretch| stretch.add_to(net)).is_some()
}

/// The drill, with a thing that moves to another system in the middle of it.
async fn facts() -> Vec<Fact> {
    let drill = drill_app(None).await;
    let mut facts = all_facts(&drill).await;
    let at = |facts: &[Fact]| u64::try_from(facts.len()).unwrap();
    for system in ["system:sys-carerisk", "system:new"] {
        let data =
            serde_json::json!({ "name": "Moved", "sensitivity": "internal", "owner": "person:p" });
        let moved = fact(at(&facts), "dataset:moved", system, "dataset.registered", data);
        facts.push(moved);
    }
    facts
}

#[tokio::test]
async fn what_was_kept_and_its_tail_are_a_fresh_fold() {
    let facts = facts().await;
    let whole = folded(&facts);
    assert!(!whole.moved.is_empty() && whole.points.len() > 300);
    let (mut fresh, mut chained) = (Net::default(), Net::default());
    for (at, next) in facts.iter().enumerate() {
        // Written by a graph that has gone on since: what came later is not in it.
        let upto = fresh.upto;
        let bytes = tape::write(&whole, 0, upto);
        assert_eq!(bytes, tape::write(&fresh, 0, upto), "at {upto}");
        let mut kept = Net::default();
        assert!(add(&mut kept, upto, &bytes));
        assert_eq!(told(&kept), told(&fresh), "at {upto}");
        if at % 97 == 0 {
            let more = tape::write(&whole, chained.upto, upto);
            assert!(add(&mut chained, upto, &more));
            assert_eq!(told(&chained), told(&fresh), "at {upto}, in stretches");
            facts[at..].iter().for_each(|fact| kept.fold(fact));
            assert_eq!(told(&kept), told(&whole), "at {upto}, with its tail");
        }
        fresh.fold(next);
    }
}

#[tokio::test]
async fn bytes_that_are_no_stretch_are_refused() {
    let whole = folded(&facts().await);
    let bytes = tape::write(&whole, 0, whole.upto);
    for end in 0..bytes.len() {
        assert!(!add(&mut Net::default(), whole.upto, &bytes[..end]), "cut at {end}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(!add(&mut Net::default(), whole.upto, &longer));
    // Written for a graph that stands elsewhere.
    let tail = tape::write(&whole, whole.upto / 2, whole.upto);
    assert!(!add(&mut Net::default(), whole.upto / 2, &tail));
    // A changed byte is caught by the digest beside it; here it must only do no harm.
    for at in (0..bytes.len()).step_by(3) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        let mut net = Net::default();
        if add(&mut net, whole.upto, &changed) {
            (0..number(net.points.len())).for_each(|node| assert!(net.down(node).count() < 10_000));
        }
    }
}

/// The same log, opened again by a process that remembers nothing.
fn reopened(test: &TestApp) -> App {
    App::new(test.app.store.clone(), test.app.clock.clone())
}

async fn fresh(app: &App) -> Vec<String> {
    let events = app.store.read(0, u32::MAX).await.unwrap();
    told(&folded(&crate::lineage::facts(&events).unwrap()))
}

#[tokio::test]
async fn a_start_reads_what_was_kept() {
    let test = drill_app(Some("2026-01-20T12:00:00Z".parse().unwrap())).await;
    let store = &test.app.store;
    test.app.lineage.keep_up(store, 1).await.unwrap();
    let kept = store.head();
    test.app.load_drill(None).await.unwrap();
    assert!(store.head() > kept);

    let again = reopened(&test);
    again.lineage.remember(store).await.unwrap();
    assert_eq!(again.lineage.upto(), kept, "what was kept is there before anything is folded");
    again.lineage.keep_up(store, 1).await.unwrap();
    assert_eq!(again.lineage.look(told), fresh(&again).await);
    // The stretch was short, so it was written again, longer.
    let version = crate::lineage::keep::version();
    let whole = store.remembered(NAME, version, 0).await.unwrap().unwrap();
    assert_eq!(whole.upto, store.head());

    again.rebuild(&[String::from(NAME)]).await.unwrap();
    assert_eq!(again.lineage.look(told), fresh(&again).await);
    assert_eq!(store.remembered(NAME, version, 0).await.unwrap(), Some(whole));
}

#[tokio::test]
async fn another_version_folds_again() {
    let test = drill_app(Some("2026-01-20T12:00:00Z".parse().unwrap())).await;
    let store = &test.app.store;
    test.app.lineage.keep_up(store, 1).await.unwrap();
    let version = crate::lineage::keep::version();
    let mine = store.remembered(NAME, version, 0).await.unwrap().unwrap();
    assert!(store.remember(NAME, "another", &mine).await.unwrap());
    assert_eq!(store.remembered(NAME, version, 0).await.unwrap(), None);

    let again = reopened(&test);
    again.lineage.remember(store).await.unwrap();
    assert_eq!(again.lineage.upto(), 0);
    again.lineage.keep_up(store, 1).await.unwrap();
    assert_eq!(again.lineage.look(told), fresh(&again).await);
    assert_eq!(store.remembered(NAME, "another", 0).await.unwrap(), None);
}

#[tokio::test]
async fn what_a_longer_log_kept_is_not_read() {
    let long = drill_app(None).await;
    long.app.lineage.keep_up(&long.app.store, 1).await.unwrap();
    let short = drill_app(Some("2026-01-20T12:00:00Z".parse().unwrap())).await;
    // A backup of the log was put back, and the views were left as they were.
    let short = short.restored_beside(&long).await;
    let version = crate::lineage::keep::version();
    assert_eq!(short.app.store.remembered(NAME, version, 0).await.unwrap(), None);
    short.app.lineage.keep_up(&short.app.store, 1).await.unwrap();
    assert_eq!(short.app.lineage.look(told), fresh(&short.app).await);
}

#[tokio::test]
async fn bytes_that_cannot_be_read_are_folded_again() {
    let test = empty_app().await;
    test.app.load_drill(Some("2026-01-20T12:00:00Z".parse().unwrap())).await.unwrap();
    let (store, version) = (&test.app.store, crate::lineage::keep::version());
    let nonsense = store::Stretch { from: 0, upto: store.head(), bytes: vec![7; 99] };
    assert!(store.remember(NAME, version, &nonsense).await.unwrap());
    test.app.lineage.keep_up(store, 1).await.unwrap();
    assert_eq!(test.app.lineage.look(told), fresh(&test.app).await);
    let kept = store.remembered(NAME, version, 0).await.unwrap().unwrap();
    assert_eq!((kept.upto, kept.bytes == nonsense.bytes), (store.head(), false));
}
