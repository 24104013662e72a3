//! What people learnt and how data arrived, as evidence, on the drill.

use domain::{
    controls::{RoomFact, Status},
    datasets,
    deployments::{self, Activation, Hardening, Stage},
};
use kernel::{Digest, Name, Subject};

use super::{CARE, CREDIT, FRAUD, board, meta, now, readings, stand_alike, status, subject};
use crate::{
    Instant, Reach,
    testing::{drill_app, with_roles},
};

/// Read off the drill's files: of the five people of the credit team the owner is asked for 5 modules,
/// the product owner for 7, the data scientist for 8, the engineer, who is the champion too, for 12,
/// and the lending expert, who owns data too, for 5: 37 in all. One is done, M07 of the data
/// scientist on 2025-11-05 with 0.8, and counts for twelve months. For `CareRisk` somebody attached a
/// record of training, which goes first.
#[tokio::test]
async fn what_people_learnt_speaks_to_those_who_may_count_it() {
    let test = drill_app(None).await;
    let moment = Instant::Time("2026-06-01T00:00:00Z".parse().unwrap());
    let mut sight = test.sight(moment).await;
    let june = test.app.control_board(&sight, None).await.unwrap();
    for (metric, status, value, fact) in [
        ("trn.completion_ratio", Status::Fail, "0.027027", RoomFact::Training),
        ("trn.overdue_count", Status::Fail, "5", RoomFact::Training),
        ("trn.quiz_mean", Status::Pass, "0.8", RoomFact::Tests),
    ] {
        let found = &readings(&june, CREDIT, "AIC-AW-01", metric)[0];
        assert_eq!((found.status, found.value.as_deref()), (status, Some(value)), "{metric}");
        assert_eq!(found.recorded, Some(fact), "{metric}");
    }
    assert_eq!(status(&june, CREDIT, "AIC-AW-01"), Status::Fail);
    let handed_in = readings(&june, CARE, "AIC-AW-01", "trn.completion_ratio");
    assert!(handed_in.iter().all(|one| one.recorded.is_none()), "{handed_in:?}");

    // It names nobody: it leads to the curriculum that it is counted by.
    let found = &readings(&june, CREDIT, "AIC-AW-01", "trn.completion_ratio")[0];
    let curriculum = crate::awareness::curriculum().unwrap();
    assert_eq!(found.evidence.as_ref(), Some(&curriculum));
    let place = test.app.recorded_at(&sight, RoomFact::Training, &curriculum).await.unwrap();
    let published = test.app.store.read(place.unwrap(), 1).await.unwrap();
    assert_eq!(published[0].leaf.kind, "curriculum.published");

    // Whoever may not count it learns nothing of it from a control.
    sight.learning.counted = Reach::Only([].into());
    let hidden = test.app.control_board(&sight, None).await.unwrap();
    assert_eq!(status(&hidden, CREDIT, "AIC-AW-01"), Status::Missing);

    // A completion counts until its day, and without one nobody keeps training here.
    for (moment, expected) in [
        ("2025-11-05T15:59:00Z", Status::Missing),
        ("2025-11-05T16:01:00Z", Status::Fail),
        ("2026-11-05T15:59:00Z", Status::Fail),
        ("2026-11-05T16:01:00Z", Status::Missing),
    ] {
        let board = board(&test, moment).await;
        assert_eq!(status(&board, CREDIT, "AIC-AW-01"), expected, "{moment}");
    }
}

/// Rows of `dataset.version_registered` in the drill's files: 201 640 after 184 210, 4 988 200 after
/// 4 120 500, and 516 270 after 502 880.
#[tokio::test]
async fn the_growth_of_a_version_is_recorded() {
    let test = drill_app(None).await;
    let june = board(&test, "2026-06-01T00:00:00Z").await;
    for (system, version, value) in [
        (CREDIT, "dataset:ds-credit-apps@v2", "0.09462"),
        (FRAUD, "dataset:ds-fraud-tx@v2", "0.210581"),
        (CARE, "dataset:ds-care-train@v7", "0.026627"),
    ] {
        let all = readings(&june, system, "AIC-DI-01", "data.rowcount_change_ratio");
        let found = all.iter().find(|one| one.target == subject(version)).unwrap();
        assert_eq!((found.status, found.value.as_deref()), (Status::Pass, Some(value)));
        assert_eq!(found.recorded, Some(RoomFact::Growth), "{version}");
        assert_eq!(found.evidence.as_ref(), Some(&subject(version)));
    }
    // What nobody validated is no fact: the control has as little to show as before.
    assert_eq!(status(&june, CREDIT, "AIC-DI-01"), Status::Missing);
}

/// A model that goes live and reads some versions as it serves.
fn serving(uses: Vec<Subject>) -> Activation {
    Activation {
        model: subject("model:mdl-carerisk@1.6.0"),
        uses,
        endpoint: subject("endpoint:ep-eu-west"),
        stage: Stage::Production,
        digest: None,
        hardening: Hardening::default(),
        replaces: None,
        people: None,
        system: Some(subject(CARE)),
    }
}

/// Read off the drill's files: `ds-partner-clinics@v7` holds seven batches, of which the one of
/// 2025-09-05 came with a shared key, and the validation of March that says otherwise counted thirty
/// days; `@v4` holds `bat-pc-20251124x`, which was marked as malicious; and the batch of 2026-03-12
/// came with a certificate for each clinic.
#[tokio::test]
async fn what_arrived_speaks_for_the_version_it_is_in() {
    let test = drill_app(None).await;
    let dataset = subject("dataset:ds-partner-clinics");
    let version = datasets::Command::RegisterVersion(datasets::NewVersion {
        version: Name::parse("v8").unwrap(),
        digest: Digest::parse(&"b".repeat(64)).unwrap(),
        rows: 1960,
        source: None,
        pipeline: None,
        batches: vec![subject("batch:bat-pc-20260312")],
        derived_from: Vec::new(),
        schema: Vec::new(),
        licence: None,
        frozen: false,
    });
    let engineer = with_roles("usr-dp-eng1", &["data_engineer"]);
    test.app.datasets(&engineer, &meta("version"), &dataset, version).await.unwrap();
    let [old, mixed, new] = ["v4", "v7", "v8"].map(|version| dataset.at(version).unwrap());
    let engineer = with_roles("usr-care-mle", &["ml_engineer"]);
    let activate =
        deployments::Command::Activate(serving(vec![old.clone(), mixed.clone(), new.clone()]));
    let deployment = subject("deployment:dep-partner");
    test.app.deployments(&engineer, &meta("activate"), &deployment, activate).await.unwrap();

    let board = now(&test, CARE).await;
    let said = |control: &str, metric: &str, version: &Subject| {
        let all = readings(&board, CARE, control, metric);
        let found = all.iter().find(|one| one.target == *version).unwrap();
        let by = found.evidence.as_ref().map(Subject::label);
        (found.status, found.recorded, by)
    };
    let own = "data.source.authenticated";
    let batch = |name: &str| Some(name.to_owned());
    assert_eq!(
        said("AIC-DI-01", own, &mixed),
        (Status::Fail, Some(RoomFact::Senders), batch("bat-pc-20250905"))
    );
    assert_eq!(
        said("AIC-DI-01", own, &new),
        (Status::Pass, Some(RoomFact::Senders), batch("bat-pc-20260312"))
    );
    let clusters = "data.suspicious_clusters";
    assert_eq!(
        said("AIC-DI-03", clusters, &old),
        (Status::Fail, Some(RoomFact::Marked), batch("bat-pc-20251124x"))
    );
    assert_eq!(said("AIC-DI-03", clusters, &new), (Status::Missing, None, None));

    // Each leads to the event that recorded it.
    let sight = test.sight(Instant::Now).await;
    let batch = subject("batch:bat-pc-20251124x");
    let place = test.app.recorded_at(&sight, RoomFact::Marked, &batch).await.unwrap();
    let marked = test.app.store.read(place.unwrap(), 1).await.unwrap();
    assert_eq!(marked[0].leaf.kind, "batch.marked");
    stand_alike(&test, Instant::Now).await;
}
