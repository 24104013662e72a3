//! Who may reach data: granted, gone through by a reviewer, withdrawn with a reason.

use serde_json::{Value, json};

use crate::{talk::conversation, world};

const ENGINEER: &str = "person:ml_engineer-org";
const ACCESS: &str = r#"{ dataset(subject: "dataset:ds-a") { accessReviewDue
    access { principal right lapsed }
    lastReview { scope revoked overdue by { subject } } } }"#;
const DUE: &str = "{ datasets(filter: { accessReviewDue: true }) { nodes { subject } } }";

fn held(principal: &str, right: &str) -> Value {
    json!({ "principal": principal, "right": right })
}

/// A review that keeps what the engineer may read and withdraws what they may write.
fn review(reason: &str) -> Value {
    json!({ "dataset": "dataset:ds-a", "scope": "readers and writers",
        "kept": [held(ENGINEER, "read")], "nextDue": "2027-02-01T00:00:00Z",
        "withdrawn": [{ "principal": ENGINEER, "right": "write", "reason": reason }] })
}

#[tokio::test]
async fn a_reviewer_goes_through_all_access_and_completes_the_review() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        let owner = talk.role("data_owner").await;
        assert_eq!(owner.ask(DUE).await["datasets"]["nodes"], json!([]), "nobody may reach it");
        for (principal, right) in [(ENGINEER, "read"), (ENGINEER, "write"), ("team:b", "read")] {
            let mut grant = held(principal, right);
            grant["dataset"] = json!("dataset:ds-a");
            owner.must("grantAccess", grant).await;
        }
        let due = json!([{ "subject": "dataset:ds-a" }]);
        assert_eq!(owner.ask(DUE).await["datasets"]["nodes"], due, "nobody ever looked");

        let complete = "completeAccessReview";
        assert_eq!(owner.refused(complete, review(" ")).await, "input.bad");
        let mut whole = review("Works elsewhere now");
        assert_eq!(owner.refused(complete, whole.clone()).await, "dataset.access_undecided");
        whole["kept"] = json!([held(ENGINEER, "read"), held("team:b", "read")]);
        let engineer = talk.role("ml_engineer").await;
        let sent = "mutation($input: CompleteAccessReviewInput!) {
            completeAccessReview(input: $input) { refusal { code } } }";
        let answer = engineer.answer(sent, json!({ "input": whole.clone() })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "denied", "{answer}");
        owner.must(complete, whole).await;

        let found = owner.ask(ACCESS).await["dataset"].clone();
        let kept =
            |principal: &str| json!({ "principal": principal, "right": "read", "lapsed": false });
        assert_eq!(found["access"], json!([kept(ENGINEER), kept("team:b")]));
        let last = json!({ "scope": "readers and writers", "revoked": 1, "overdue": false,
            "by": { "subject": "person:data_owner-org" } });
        assert_eq!((&found["lastReview"], &found["accessReviewDue"]), (&last, &json!(false)));
        assert_eq!(owner.ask(DUE).await["datasets"]["nodes"], json!([]));

        // From 23 November to the middle of February: the next review was due on the first.
        talk.advance_days(85);
        let owner = talk.person("person:data_owner-org").await;
        let found = owner.ask(ACCESS).await["dataset"].clone();
        assert_eq!(
            (&found["lastReview"]["overdue"], &found["accessReviewDue"]),
            (&json!(true), &json!(true))
        );
        assert_eq!(owner.ask(DUE).await["datasets"]["nodes"], due);
    })
    .await;
}

#[tokio::test]
async fn a_dataset_is_given_to_another_owner() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        let engineer = talk.role("ml_engineer").await;
        let owner = talk.role("data_owner").await;
        let give = |to: &str| json!({ "dataset": "dataset:ds-a", "owner": to });
        let sent = "mutation($input: ReassignDatasetInput!) {
            reassignDataset(input: $input) { refusal { code } } }";
        let answer = engineer.answer(sent, json!({ "input": give(ENGINEER) })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "denied", "{answer}");
        assert_eq!(
            owner.refused("reassignDataset", give("person:nobody")).await,
            "subject.unknown"
        );
        assert_eq!(
            owner.refused("reassignDataset", give("system:alpha")).await,
            "dataset.wrong_kind"
        );
        owner.must("reassignDataset", give(ENGINEER)).await;
        let found =
            owner.ask(r#"{ dataset(subject: "dataset:ds-a") { owner { subject } } }"#).await;
        assert_eq!(found["dataset"]["owner"]["subject"], ENGINEER);
    })
    .await;
}

#[tokio::test]
async fn the_drill_has_one_review_that_comes_due_in_august() {
    conversation(async |talk| {
        talk.app.load_drill(None).await.unwrap();
        let head = talk.app.store.head();
        assert!(talk.app.store.wait_for_views(head, std::time::Duration::from_mins(1)).await);
        let voice = talk.person("person:usr-audit").await;
        // The only `access.reviewed` of the drill says 2026-08-19, and nobody was ever granted access.
        for (day, due) in [
            ("2026-08-18", json!([])),
            ("2026-08-20", json!([{ "subject": "dataset:ds-care-train" }])),
        ] {
            let question = format!(r#"{{ asOf(time: "{day}T12:00:00Z") {DUE} }}"#);
            assert_eq!(voice.ask(&question).await["asOf"]["datasets"]["nodes"], due, "{day}");
        }
    })
    .await;
}
