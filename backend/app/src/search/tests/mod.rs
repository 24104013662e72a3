//! The index against the drill: as it is, as it was, and as one may see it.

mod erasure;
mod start;

use std::collections::BTreeSet;

use kernel::Micros;

use super::{Asked, Finds, Search};
use crate::{
    App, Instant, Sight, Visible,
    drill::events,
    testing::{TestApp, drill_app, empty_app},
};

/// What people might look for in the drill.
const TEXTS: [&str; 14] = [
    "carerisk",
    "Care Risk",
    "mdl-carerisk@1.4.0",
    "fraud",
    "s",
    "ds-care-tr",
    "partner gateway",
    "live production",
    "quarantined",
    "owner",
    "INC-2026",
    "careriks",
    "poisoning",
    "THR-06",
];

async fn find(app: &App, sight: &Sight, text: &str) -> Finds {
    let asked = Asked { text: text.to_owned(), first: 20, ..Asked::default() };
    app.search(sight, asked).await.unwrap()
}

async fn answers(app: &App, sight: &Sight) -> Vec<Finds> {
    let mut all = Vec::new();
    for text in TEXTS {
        all.push(find(app, sight, text).await);
    }
    all
}

fn names(found: &Finds) -> Vec<String> {
    found.hits.iter().map(|hit| hit.subject.to_string()).collect()
}

/// An app on the same log, with an index of its own.
fn beside(test: &TestApp) -> App {
    App::new(test.app.store.clone(), test.app.clock.clone())
}

async fn indexed_drill() -> TestApp {
    let test = drill_app(None).await;
    test.app.index_what_is_new().await.unwrap();
    test
}

#[tokio::test]
async fn what_changes_is_found_as_it_is_and_as_it_was() {
    let whole = indexed_drill().await;
    let growing = empty_app().await;
    let mut moments: Vec<Micros> =
        events().unwrap().iter().map(|event| event.at.parse().unwrap()).collect();
    moments.dedup();
    let chosen = (0..8).map(|number| moments[(number * 7919 + 13) % moments.len()]);
    for moment in chosen.collect::<BTreeSet<_>>() {
        growing.app.load_drill(Some(moment)).await.unwrap();
        growing.app.index_what_is_new().await.unwrap();
        let here = growing.sight(Instant::Now).await;
        let there = Sight { live: false, ..here.clone() };
        let (short, long) = (answers(&growing.app, &here).await, answers(&whole.app, &there).await);
        assert_eq!(short, long, "after {} events", here.upto);
    }
}

#[tokio::test]
async fn what_was_followed_is_a_fresh_build() {
    let followed = drill_app(Some(moment("2025-11-01T00:00:00Z"))).await;
    followed.app.index_what_is_new().await.unwrap();
    for until in ["2025-12-20T00:00:00Z", "2026-02-10T14:36:00Z", "2027-01-01T00:00:00Z"] {
        followed.app.load_drill(Some(moment(until))).await.unwrap();
        followed.app.index_what_is_new().await.unwrap();
    }
    let fresh = beside(&followed);
    fresh.index_what_is_new().await.unwrap();
    let now = followed.sight(Instant::Now).await;
    for upto in [1, now.upto / 3, now.upto / 2, now.upto - 1, now.upto] {
        let sight = Sight { upto, ..now.clone() };
        assert_eq!(answers(&followed.app, &sight).await, answers(&fresh, &sight).await, "{upto}");
    }
}

fn moment(text: &str) -> Micros {
    text.parse().unwrap()
}

#[tokio::test]
async fn the_order_of_answers_is_fixed() {
    let test = indexed_drill().await;
    let now = test.sight(Instant::Now).await;
    // What is called exactly so comes first, by its label as by its subject.
    for text in ["mdl-carerisk@1.3.0", "MODEL:mdl-carerisk@1.3.0"] {
        assert_eq!(names(&find(&test.app, &now, text).await)[0], "model:mdl-carerisk@1.3.0");
    }
    // A title before other words, and kinds in their order.
    let found = find(&test.app, &now, "carerisk").await;
    assert_eq!(names(&found)[0], "system:sys-carerisk");
    let kinds: Vec<_> = found.facets.iter().map(|(kind, _)| *kind).collect();
    assert!(kinds.contains(&"model_version") && kinds.contains(&"deployment"), "{kinds:?}");
    assert_eq!(found.total, found.facets.iter().map(|(_, count)| count).sum::<u64>());
    // Equally good ones of one kind are in the order of their names.
    let versions = Asked { kinds: vec!["model_version".to_owned()], ..asked("mdl-carerisk") };
    let listed = test.app.search(&now, versions).await.unwrap();
    assert!(names(&listed).is_sorted() && listed.hits.len() > 2, "{listed:?}");
    assert_eq!(listed.facets, find(&test.app, &now, "mdl-carerisk").await.facets);
    assert_eq!(listed.total, u64::try_from(listed.hits.len()).unwrap());
    // The first of them are the first of all.
    let few = test.app.search(&now, Asked { first: 3, ..asked("carerisk") }).await.unwrap();
    assert_eq!((few.hits.as_slice(), few.total), (&found.hits[..3], found.total));
}

fn asked(text: &str) -> Asked {
    Asked { text: text.to_owned(), first: 20, kinds: Vec::new() }
}

#[tokio::test]
async fn what_is_typed_is_found_as_it_grows() {
    let test = indexed_drill().await;
    let now = test.sight(Instant::Now).await;
    for text in ["carer", "carerisk", "carerisk pre", "CareRisk Predict", "prédict care"] {
        let found = find(&test.app, &now, text).await;
        assert!(names(&found).contains(&"system:sys-carerisk".to_owned()), "{text}: {found:?}");
    }
    let long = find(&test.app, &now, "creditworth").await;
    assert_eq!(names(&long), ["system:sys-creditline"]);
    for nothing in ["", " - ", "zzzz", "carerisk zzzz"] {
        assert_eq!(find(&test.app, &now, nothing).await, Finds::default(), "{nothing}");
    }
    let unknown = Asked { kinds: vec!["nonsense".to_owned()], ..asked("x") };
    assert!(test.app.search(&now, unknown).await.is_err());
}

#[tokio::test]
async fn a_typo_is_forgiven_when_nothing_else_fits() {
    let test = indexed_drill().await;
    let now = test.sight(Instant::Now).await;
    for typo in ["fraudsheild", "fruadshield", "fraudshild"] {
        assert_eq!(names(&find(&test.app, &now, typo).await)[0], "system:sys-fraudshield");
    }
    let payments = find(&test.app, &now, "card paymints").await;
    assert!(names(&payments).contains(&"system:sys-fraudshield".to_owned()), "{payments:?}");
    let exact = find(&test.app, &now, "fraudshield").await;
    assert!(exact.hits.iter().all(|hit| hit.subject.to_string().contains("fraud")
        || hit.system.as_ref().is_some_and(|system| system.name().contains("fraud"))));
}

#[tokio::test]
async fn one_finds_what_one_may_see() {
    let test = indexed_drill().await;
    let now = test.sight(Instant::Now).await;
    let one = Visible::Only(BTreeSet::from([String::from("system:sys-carerisk")]));
    let some = Sight { visible: one, ..now.clone() };
    let none = Sight { visible: Visible::Nothing, ..now.clone() };
    for text in TEXTS {
        let found = find(&test.app, &some, text).await;
        let others =
            |hit: &&super::Hit| hit.system.as_ref().is_some_and(|s| s.name() != "sys-carerisk");
        assert_eq!(found.hits.iter().find(others), None, "{text}");
        assert_eq!(find(&test.app, &none, text).await, Finds::default());
    }
    assert_eq!(find(&test.app, &some, "fraudshield").await.total, 0);
    assert!(find(&test.app, &some, "carerisk").await.total > 5);
    assert!(!find(&test.app, &some, "owner").await.hits.is_empty(), "persons are everybody's");
}

#[tokio::test]
async fn parts_are_found_one_by_one() {
    let test = indexed_drill().await;
    let now = test.sight(Instant::Now).await;
    let parts = [
        ("M03", "module"),
        ("THR-06", "threat"),
        ("AIC-DI-01", "catalogue_control"),
        ("nist_ai_rmf", "framework"),
        ("EUAI-10.2", "catalogue_item"),
    ];
    for (text, kind) in parts {
        let found = find(&test.app, &now, text).await;
        let item = found.hits[0].item.as_ref().map(|item| item.id.as_str());
        assert_eq!((found.hits[0].kind, item), (kind, Some(text)), "{found:?}");
        let once =
            found.hits.iter().filter(|hit| hit.kind == kind && hit.item == found.hits[0].item);
        assert_eq!(once.count(), 1, "{text}");
        let before = Sight { upto: 1, ..now.clone() };
        assert_eq!(find(&test.app, &before, text).await.total, 0, "{text}");
    }
    // A technique leads to its threat, and a risk comes before the text of its threat.
    let technique = find(&test.app, &now, "THR-06.03").await;
    assert!(names(&technique).contains(&String::from("catalogue:ledgerstone")), "{technique:?}");
    let risks = find(&test.app, &now, "training data manipulation").await;
    assert_eq!(risks.hits[0].kind, "risk");
}

#[tokio::test]
async fn what_is_mandated_held_and_mended_is_found() {
    let test = indexed_drill().await;
    let now = test.sight(Instant::Now).await;
    let of = async |kind: &str, text: &str| {
        let asked = Asked { kinds: vec![kind.to_owned()], ..asked(text) };
        test.app.search(&now, asked).await.unwrap().hits
    };
    let things = [
        ("review", "design carerisk", "review:evt-hc-0004"),
        ("finding", "frozen holdout", "finding:FND-2026-001"),
        ("action", "signed manifests", "action:ACT-2026-005"),
        ("policy", "lifecycle", "policy:POL-AI-LIFECYCLE"),
        ("initiative", "adversarial resilience", "initiative:evt-org-0072"),
        ("meeting", "ingestion security", "meeting:REP-BOARD-2026-EX1"),
        ("exercise", "tainted feed", "exercise:evt-hc-0352"),
        ("appetite", "fundamental rights", "appetite:organisation"),
    ];
    for (kind, text, subject) in things {
        let hits = of(kind, text).await;
        assert_eq!((hits.len(), hits[0].subject.to_string().as_str()), (1, subject), "{text}");
    }
    assert_eq!(of("survey", "culture score").await.len(), 2);
    assert_eq!(of("feedback", "domain expert").await.len(), 3);
    assert!(of("feedback", "kidney").await.is_empty(), "what people said is theirs");
}

#[test]
fn an_index_that_is_not_open_has_reached_nothing() {
    assert_eq!(Search::default().upto(), 0);
}
