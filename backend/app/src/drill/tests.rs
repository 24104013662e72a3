use std::collections::BTreeSet;

use kernel::{Micros, Subject};
use serde_json::Value;

use crate::{
    Filter, Instant,
    datasets::{VersionRow, VersionState},
    deployments::DeploymentRow,
    models::ModelVersionRow,
    testing::drill_app,
};

fn time(text: &str) -> Micros {
    text.parse().unwrap()
}

fn expectations() -> Value {
    serde_json::from_str(include_str!("../../drill/expectations.json")).unwrap()
}

fn names(value: &Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

fn labels(subjects: &[Subject]) -> BTreeSet<String> {
    subjects.iter().map(Subject::label).collect()
}

fn roots() -> Vec<Subject> {
    let expected = expectations();
    let roots = names(&expected["care"]["blast_radius_forward"]["roots"]);
    roots.iter().map(|root| format!("batch:{root}").parse().unwrap()).collect()
}

#[tokio::test]
async fn every_type_of_the_drill_is_translated_or_named() {
    let drill = drill_app(None).await;
    assert_eq!(drill.loaded.read, 675);
    let known = drill.loaded.waiting.values().sum::<usize>();
    let translated =
        super::events().unwrap().iter().filter(|e| super::table::facts(e).is_some()).count();
    assert_eq!(known + translated, 675);
    assert!(drill.loaded.waiting.contains_key("waiver.granted"));
}

#[tokio::test]
async fn the_blast_radius_of_the_injected_batches_is_the_expected_set() {
    let drill = drill_app(None).await;
    let expected = &expectations()["care"]["blast_radius_forward"];
    let as_of = Instant::Time(time(expected["as_of"].as_str().unwrap()));
    let sight = drill.sight(as_of).await;
    let blast = drill.app.blast(&sight, &roots()).await.unwrap();
    for (kind, subjects) in expected["affected"].as_object().unwrap() {
        let found = labels(blast.affected.get(kind.as_str()).map_or(&[], Vec::as_slice));
        assert_eq!(found, names(subjects), "{kind}");
    }
    let all: BTreeSet<String> = blast.affected.values().flat_map(|s| labels(s)).collect();
    assert!(all.is_disjoint(&names(&expected["must_not_contain"])));
    assert_eq!(blast.decisions, None);
}

#[tokio::test]
async fn decisions_affected_are_unknown_until_somebody_counted() {
    let drill = drill_app(None).await;
    let sight = drill.sight(Instant::Time(time("2026-02-13T18:00:00Z"))).await;
    assert_eq!(drill.app.blast(&sight, &roots()).await.unwrap().decisions, Some(111_969));
}

#[tokio::test]
async fn before_the_first_batch_nothing_is_affected_and_after_the_rollback_nothing_is_live() {
    let drill = drill_app(None).await;
    let before = drill.sight(Instant::Time(time("2025-11-23T03:12:00Z"))).await;
    assert!(drill.app.blast(&before, &roots()).await.unwrap().affected.is_empty());
    let after = drill.sight(Instant::Time(time("2026-02-11T16:06:00Z"))).await;
    assert!(drill.app.blast(&after, &roots()).await.unwrap().live.is_empty());
}

#[tokio::test]
async fn time_travel_answers_as_written_for_production_and_quarantine() {
    let drill = drill_app(None).await;
    for case in expectations()["care"]["time_travel"].as_array().unwrap() {
        let sight = drill.sight(Instant::Time(time(case["as_of"].as_str().unwrap()))).await;
        let rows = drill.app.list::<DeploymentRow>(&sight, Filter::default()).await.unwrap().rows;
        for (endpoint, model) in case["production"].as_object().unwrap() {
            let live = rows.iter().filter(|row| row.is_live() && row.endpoint.name() == endpoint);
            let models: Vec<String> = live.map(|row| row.model.label()).collect();
            assert_eq!(models, [model.as_str().unwrap()], "{endpoint} at {}", sight.time);
        }
        let Some(datasets) = case.get("quarantined_datasets") else { continue };
        let versions = drill.app.list::<VersionRow>(&sight, Filter::default()).await.unwrap().rows;
        let stopped = versions.iter().filter(|row| row.state == VersionState::Quarantined);
        assert_eq!(
            stopped.map(|row| row.subject.label()).collect::<BTreeSet<_>>(),
            names(datasets)
        );
        let models =
            drill.app.list::<ModelVersionRow>(&sight, Filter::default()).await.unwrap().rows;
        let stopped = models.iter().filter(|row| row.state == VersionState::Quarantined);
        assert_eq!(
            stopped.map(|row| row.subject.label()).collect::<BTreeSet<_>>(),
            names(&case["quarantined_models"])
        );
    }
}

#[tokio::test]
async fn the_portfolio_at_the_end_of_the_drill_is_live_as_written() {
    let drill = drill_app(None).await;
    let expected = expectations();
    let sight =
        drill.sight(Instant::Time(time(expected["portfolio_as_of"].as_str().unwrap()))).await;
    let rows = drill.app.list::<DeploymentRow>(&sight, Filter::default()).await.unwrap().rows;
    for system in expected["portfolio"].as_array().unwrap() {
        let name = system["system"].as_str().unwrap();
        let of_system = |row: &&DeploymentRow| {
            row.is_live() && row.system.as_ref().is_some_and(|system| system.name() == name)
        };
        let live = rows.iter().filter(of_system).map(|row| row.model.label());
        assert_eq!(live.collect::<BTreeSet<_>>(), names(&system["production"]), "{name}");
    }
}

#[tokio::test]
async fn the_last_clean_predecessor_is_the_version_the_drill_went_back_to() {
    let drill = drill_app(Some(time("2026-02-10T14:19:00Z"))).await;
    let sight = drill.sight(Instant::Now).await;
    let blast = drill.app.blast(&sight, &roots()).await.unwrap();
    let clean_of = |model: &str| {
        let found = blast.last_clean.iter().find(|(version, _)| version.label() == model).unwrap();
        found.1.as_ref().map(Subject::label)
    };
    assert_eq!(clean_of("mdl-carerisk@1.5.0").as_deref(), Some("mdl-carerisk@1.2.0"));
    assert_eq!(clean_of("mdl-carerisk@1.4.0").as_deref(), Some("mdl-carerisk@1.2.0"));
    assert_eq!(clean_of("mdl-carerisk-lite@1.3.0"), None);
    let owners: Vec<String> = blast.owners.iter().map(Subject::label).collect();
    assert_eq!(owners, ["usr-care-owner"]);
    let live: BTreeSet<String> = blast.live.iter().map(|live| live.endpoint.label()).collect();
    let expected = ["ep-edge-tablets", "ep-eu-north", "ep-eu-west", "job-outreach-weekly"];
    assert_eq!(live, expected.map(str::to_owned).into());
}

#[tokio::test]
async fn implied_registrations_are_few_and_named() {
    let drill = drill_app(None).await;
    insta::assert_snapshot!(drill.loaded.implied.join("\n"));
    insta::assert_debug_snapshot!("waiting_types", drill.loaded.waiting);
}
