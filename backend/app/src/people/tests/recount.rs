use kernel::{Micros, Subject};
use serde_json::{Value, json};

use super::MOMENTS;
use crate::{
    Instant,
    people::coverage::Coverage,
    testing::{TestApp, drill_app, happened, recount},
};

/// What the product says, in the script's form.
async fn counted(test: &TestApp, at: Micros) -> Value {
    let sight = test.sight(Instant::Time(at)).await;
    let owners = test.app.owner_coverage(&sight).await.unwrap();
    let champions = test.app.champion_coverage(&sight).await.unwrap();
    json!([covered(&owners), all(&owners), covered(&champions), all(&champions)])
}

fn covered(coverage: &Coverage) -> Vec<String> {
    sorted(coverage.covered.iter().map(|(subject, _)| subject))
}

fn all(coverage: &Coverage) -> Vec<String> {
    let missing = coverage.missing.iter().map(|gap| &gap.subject);
    sorted(coverage.covered.iter().map(|(subject, _)| subject).chain(missing))
}

fn sorted<'a>(subjects: impl Iterator<Item = &'a Subject>) -> Vec<String> {
    let mut names: Vec<_> = subjects.map(ToString::to_string).collect();
    names.sort();
    names
}

async fn agree(test: &TestApp, moments: &[&str]) -> Vec<Value> {
    let times: Vec<Micros> = moments.iter().map(|moment| moment.parse().unwrap()).collect();
    let args: Vec<String> = times.iter().map(|at| at.0.to_string()).collect();
    let recounted = recount(test, "recount_coverage.py", &args).await;
    let recounted = recounted.as_array().unwrap().clone();
    assert_eq!(recounted.len(), moments.len());
    for ((at, moment), theirs) in times.iter().zip(moments).zip(&recounted) {
        assert_eq!(counted(test, *at).await, *theirs, "as of {moment}");
    }
    recounted
}

fn sizes(count: &Value) -> Vec<usize> {
    count.as_array().unwrap().iter().map(|part| part.as_array().unwrap().len()).collect()
}

#[tokio::test]
async fn coverage_equals_a_recount_from_raw_events_by_a_separate_script() {
    let test = drill_app(None).await;
    let full = agree(&test, &MOMENTS).await.last().map(sizes).unwrap();
    assert_eq!(full, [4, 4, 4, 4], "the drill ends with everything covered");
    // What the drill does not hold: people who leave, are made and stop being accountable, change
    // teams and lose roles, and a system that ends.
    let give = |person: &str, stage: Option<&str>| {
        let person = format!("person:{person}");
        match stage {
            None => json!({ "person": person, "duty": "owner" }),
            Some(stage) => json!({ "person": person, "duty": "owner", "stage": stage }),
        }
    };
    let champion = |from: &str, until: Option<&str>| {
        let micros = |text: &str| text.parse::<Micros>().unwrap().0;
        let until = until.map(micros);
        let org = "organisation:org-meridian";
        json!({ "role": "security_champion", "scope": org, "from": micros(from), "until": until })
    };
    let steps = [
        ("2026-07-01", "person.deactivated", "person:usr-care-owner", json!({})),
        ("2026-07-02", "person.deactivated", "person:usr-care-champion", json!({})),
        ("2026-07-03", "system.owner_assigned", "system:sys-carerisk", give("usr-ciso", None)),
        (
            "2026-07-04",
            "system.owner_assigned",
            "system:sys-creditline",
            give("usr-ciso", Some("production")),
        ),
        ("2026-07-05", "system.owner_released", "system:sys-carerisk", give("usr-ciso", None)),
        ("2026-07-06", "person.moved", "person:usr-sre", json!({ "team": "team:team-care-ai" })),
        (
            "2026-07-06",
            "person.role_granted",
            "person:usr-sre",
            champion("2026-07-08T00:00:00Z", Some("2026-07-10T00:00:00Z")),
        ),
        (
            "2026-07-12",
            "system.decommissioned",
            "system:sys-supportchat",
            json!({ "reason": "replaced" }),
        ),
    ];
    for (number, (day, kind, stream, data)) in steps.into_iter().enumerate() {
        let at = format!("{day}T09:00:00Z");
        happened(&test, &format!("more-{number}"), kind, (stream, &at), data).await;
    }
    let days = [1, 2, 3, 4, 5, 6, 8, 10, 12].map(|day| format!("2026-07-{day:02}T10:00:00Z"));
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let found: Vec<_> = agree(&test, &days).await.iter().map(sizes).collect();
    let expected = [
        [3, 4, 4, 4],
        [3, 4, 3, 4],
        [4, 4, 3, 4],
        [4, 4, 3, 4],
        [3, 4, 3, 4],
        [3, 4, 3, 4],
        [3, 4, 4, 4],
        [3, 4, 3, 4],
        [2, 3, 2, 3],
    ];
    assert_eq!(found, expected);
}
