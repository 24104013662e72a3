//! Everything that the pages can send, answered by the real schema and read with the pages' own
//! types: a change that breaks a page fails here, without a browser.

use client::{
    moment::Moment,
    operations::{Operation, Sample, commands, lists, ordered_lists, pages, subscriptions},
};
use futures::StreamExt as _;
use serde_json::{Value, json};

use crate::{
    talk::{Talk, Voice, conversation, subject},
    world,
};

fn sample() -> Sample {
    let name = str::to_owned;
    Sample {
        system: name("system:alpha"),
        dataset: name("dataset:ds-a"),
        dataset_version: name("dataset:ds-a@v2"),
        spare_version: name("dataset:ds-a@v1"),
        source: name("source:src-a"),
        batch: name("batch:bat-a2"),
        run: name("run:run-a2"),
        environment: name("environment:env-a"),
        model: name("model:mdl-a"),
        model_version: name("model:mdl-a@2.0.0"),
        evidence: name("evidence:ev-a"),
        deployment: name("deployment:dep-a2"),
        incident: name("incident:inc-a"),
        intake: name("intake:use-a"),
        risk: name("risk:rsk-a"),
        module: name("M01"),
        person: name("person:owner"),
        me: name("person:one"),
        team: name("team:a"),
        organisation: name("organisation:org"),
        review: name("review:rev-a"),
        finding: name("finding:fnd-a"),
        action: name("action:act-a"),
        policy: name("policy:pol-a"),
        initiative: name("initiative:ini-a"),
        meeting: name("meeting:mtg-a"),
        feedback: name("feedback:fbk-a"),
        moment: Moment::default(),
    }
}

/// Two lineages, an owner, an attested environment, and a containment that waits for decisions.
async fn prepared(talk: &Talk) {
    world::two_teams(talk).await;
    world::lineage(talk, "alpha", 'a').await;
    world::lineage(talk, "beta", 'b').await;
    for (person, name) in [("owner", "Olga Owner"), ("one", "One"), ("other", "Other")] {
        talk.register(&subject(&format!("person:{person}")), name).await;
    }
    let one = talk.everybody("one");
    one.must("publishCurriculum", json!({})).await;
    let campaign = json!({ "campaign": "autumn", "title": "Basics", "modules": ["M01"],
        "due": "2027-01-01T00:00:00Z" });
    one.must("startCampaign", campaign).await;
    let environment = json!({ "environment": "environment:env-a", "name": "Vault",
        "isolation": "separate subnet", "system": "system:alpha" });
    one.must("registerEnvironment", environment).await;
    let attest = json!({ "environment": "environment:env-a", "isolation": "separate subnet",
        "encryption": "AES-256", "leastPrivilege": true, "until": "2027-01-01T00:00:00Z" });
    one.must("attestEnvironment", attest).await;
    let contain = json!({ "incident": "incident:inc-a", "roots": ["dataset:ds-a@v2"],
        "severity": "SEV1", "title": "Flipped labels", "reason": "Seen" });
    one.must("contain", contain).await;
    let report = json!({ "intake": "intake:use-a", "name": "Summary helper", "purpose": "Sums up",
        "foundBy": "expense report", "team": "team:a" });
    one.must("reportUse", report).await;
    one.must("loadCatalogue", json!({})).await;
    let risk = json!({ "risk": "risk:rsk-a", "title": "Flipped labels", "threat": "THR-06",
        "system": "system:alpha", "category": "INTEGRITY", "owner": "person:owner",
        "description": "Records could be changed" });
    one.must("identifyRisk", risk).await;
    // Whoever sends what the pages send was asked to be a champion, and says no before they are asked again.
    let ask = json!({ "person": "person:one", "team": "team:a" });
    one.must("nominateChampion", ask).await;
    // Whoever accepts a risk is judged by the roles that the log knows.
    talk.grant(&subject("person:one"), "system_owner", "organisation:org").await;
    governed(talk).await;
}

/// A review whose questions are answered, and something of every kind in the programme.
async fn governed(talk: &Talk) {
    // What a review is opened with is looked up in the log.
    talk.grant(&subject("person:one"), "ai_security_lead", "organisation:org").await;
    let (one, other) = (talk.everybody("one"), talk.everybody("other"));
    let open = json!({ "review": "review:rev-a", "system": "system:alpha", "phase": "DESIGN",
        "participants": ["person:one"] });
    one.must("openReview", open).await;
    let asked = r#"{ review(subject: "review:rev-a") { questions { threat { id } } } }"#;
    let questions = one.ask(asked).await["review"]["questions"].clone();
    for question in questions.as_array().unwrap() {
        let covered = json!({ "review": "review:rev-a", "threat": question["threat"]["id"],
            "answer": "COVERED", "note": "Looked at" });
        one.must("answerReview", covered).await;
    }
    let raise = json!({ "finding": "finding:fnd-a", "control": "AIC-VT-03", "severity": "HIGH",
        "text": "The holdout changes", "system": "system:alpha", "review": "review:rev-a" });
    one.must("raiseFinding", raise).await;
    let action = json!({ "action": "action:act-a", "title": "Freeze it", "owner": "person:owner",
        "due": "2026-12-01T00:00:00Z", "system": "system:alpha", "incident": "incident:inc-a" });
    one.must("openAction", action).await;
    let policy = json!({ "policy": "policy:pol-a", "title": "Keys", "version": 1,
        "approvedBy": "person:owner", "attestWithinDays": 14 });
    one.must("publishPolicy", policy).await;
    let appetite = json!({ "approvedBy": "person:owner", "statements": [
        { "category": "privacy", "appetite": "LOW", "toleranceMaxBand": "LOW" }] });
    one.must("setAppetite", appetite).await;
    let fund = json!({ "initiative": "initiative:ini-a", "title": "Resilience", "purpose": "Tooling",
        "amount": "1000", "currency": "EUR", "period": "2026" });
    one.must("fundInitiative", fund).await;
    let meeting = json!({ "meeting": "meeting:mtg-a", "title": "Board", "period": "2026-Q4",
        "figuresAsOf": "2026-11-01T00:00:00Z", "decisions": [{ "text": "Sign every dataset" }] });
    one.must("recordMeeting", meeting).await;
    let exercise =
        json!({ "exercise": "exercise:exr-a", "scenario": "Tainted feed", "findings": 1 });
    one.must("recordExercise", exercise).await;
    let survey = json!({ "survey": "survey:srv-a", "responses": 7,
        "metrics": [{ "name": "culture.score", "value": "0.7" }] });
    one.must("recordSurvey", survey).await;
    let feedback =
        json!({ "feedback": "feedback:fbk-a", "fromRole": "domain_expert", "text": "Odd" });
    other.must("giveFeedback", feedback).await;
}

async fn answered(voice: &Voice<'_>, operation: &Operation) {
    let Operation { name, body, read } = operation;
    let text = voice.post(body).await;
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert!(answer.get("errors").is_none(), "{name}: {text}\n{body}");
    read(&text).unwrap_or_else(|sentence| panic!("{name}: {sentence}\n{text}"));
}

#[tokio::test]
async fn every_operation_of_the_pages_is_answered() {
    conversation(async |talk| {
        prepared(talk).await;
        let (one, other) = (talk.everybody("one"), talk.everybody("other"));
        let mut moments = vec![Moment::default(), Moment::new(None, Some(talk.app.store.head()))];
        moments.push(Moment::new(Some("2026-11-23T12:00:00Z".to_owned()), None));
        for moment in moments {
            let sample = Sample { moment, ..sample() };
            for operation in pages(&sample).iter().chain(&lists(&sample)) {
                answered(&one, operation).await;
            }
        }
        for operation in ordered_lists(&sample()) {
            answered(&one, &operation).await;
        }
        for Operation { name, body, read } in commands(&sample()) {
            let mut said = one.post(&body).await;
            if read(&said).is_err() {
                // Some things take a second person.
                said = other.post(&body).await;
            }
            read(&said).unwrap_or_else(|sentence| panic!("{name}: {sentence}\n{said}"));
            assert!(!said.contains("\"errors\""), "{name}: {said}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_page_finds_what_it_shows() {
    conversation(async |talk| {
        prepared(talk).await;
        let one = talk.everybody("one");
        for Operation { name, body, .. } in pages(&sample()) {
            let text = one.post(&body).await;
            let answer: Value = serde_json::from_str(&text).unwrap();
            let things = answer["data"]["asOf"].as_object().unwrap();
            let missing: Vec<&String> =
                things.iter().filter(|(_, value)| value.is_null()).map(|(key, _)| key).collect();
            assert!(missing.is_empty(), "{name} shows no {missing:?}: {text}");
        }
        for Operation { name, body, .. } in lists(&sample()) {
            let text = one.post(&body).await;
            let answer: Value = serde_json::from_str(&text).unwrap();
            let list = answer["data"]["asOf"].as_object().unwrap().values();
            let counts: Vec<u64> = list.filter_map(|one| one["totalCount"].as_u64()).collect();
            assert!(counts.len() == 1 && counts[0] > 0, "{name} is empty: {text}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_submission_records_once() {
    conversation(async |talk| {
        prepared(talk).await;
        let one = talk.everybody("one");
        let note = commands(&sample()).into_iter().find(|one| one.name.ends_with("::NoteIncident"));
        let body = note.unwrap().body;
        let receipt = |text: String| {
            let answer: Value = serde_json::from_str(&text).unwrap();
            answer["data"]["noteIncident"]["receipt"].clone()
        };
        let (first, second) = (receipt(one.post(&body).await), receipt(one.post(&body).await));
        assert_eq!((&first["duplicate"], &second["duplicate"]), (&json!(false), &json!(true)));
        assert_eq!(first["position"], second["position"]);
    })
    .await;
}

#[tokio::test]
async fn every_subscription_of_the_pages_is_answered() {
    conversation(async |talk| {
        prepared(talk).await;
        let one = talk.everybody("one");
        // Whoever follows is judged by the roles that the log knows.
        let reader = talk.role("internal_auditor").await;
        for Operation { name, body, read } in subscriptions(&sample()) {
            let mut answers = Box::pin(reader.follow(&body));
            let speak = async {
                let note = json!({ "incident": "incident:inc-a", "note": format!("For {name}") });
                one.must("noteIncident", note).await;
            };
            let (text, ()) = futures::join!(answers.next(), speak);
            let text = text.unwrap();
            read(&text).unwrap_or_else(|sentence| panic!("{name}: {sentence}\n{text}"));
            assert!(!text.contains("\"errors\""), "{name}: {text}");
        }
    })
    .await;
}
