//! Whose learning may be seen and changed by whom, and who is told what is due.

use domain::awareness::Command;
use serde_json::{Value, json};

use crate::{
    awareness::{RIGHT, answers, member, test_of, with_curriculum},
    talk::{conversation, subject},
};

/// Every way to learn about somebody's learning.
const EVERYTHING: &str = r"{ training(first: 500) { totalCount nodes { person { subject } duty { standing } } }
    trainingCoverage { organisation { people required current } teams { team { subject } count { people } }
      roles { role count { people } } modules { module count { people } } }
    literacyReport { people total { required } roles { role count { people } } } }";

/// What everybody with a role may ask.
const ORDINARY: &str = r#"{ events(first: 500) { totalCount nodes { position stream sentence about } }
    person(subject: "person:dana") { training { steps { module } duties { standing } } }
    people(first: 500) { nodes { training { minutesLeft steps { module } } } }
    timeline(subject: "person:dana") { lanes { name items { sentence } } }
    dashboard { recent { sentence stream } } campaigns { nodes { coverage { people } } } }"#;

#[tokio::test]
async fn learning_is_seen_by_few_and_by_oneself() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        member(talk, "person:chris", "team:a", "security_champion").await;
        member(talk, "person:olga", "team:b", "system_owner").await;
        member(talk, "person:mate", "team:a", "data_scientist").await;
        let dana = talk.person("person:dana").await;
        let test = test_of(&dana, "M01").await;
        let passed = dana.must("submitTest", answers(&test, &RIGHT, true)).await;
        let secrets = ["learner:dana", "dana completed", "dana passed"];

        // Those who may: the person, the champion of the team, compliance, audit.
        for voice in [
            &dana,
            &talk.person("person:chris").await,
            &talk.role("compliance_officer").await,
            &talk.role("internal_auditor").await,
        ] {
            let seen = voice.ask(ORDINARY).await;
            assert!(secrets.iter().all(|secret| seen.to_string().contains(secret)), "{seen:#}");
            assert_eq!(seen["person"]["training"]["steps"].as_array().unwrap().len(), 2);
        }
        // Everybody else: as if nothing had been learnt.
        for voice in [
            &talk.person("person:mate").await,
            &talk.person("person:olga").await,
            &talk.role("ciso").await,
            &talk.role("executive_sponsor").await,
            &talk.role("administrator").await,
            &talk.role("pipeline_service").await,
        ] {
            let seen = voice.ask(ORDINARY).await;
            for secret in secrets {
                assert!(!seen.to_string().contains(secret), "'{secret}' leaks: {seen:#}");
            }
            assert_eq!(seen["person"]["training"], Value::Null);
            let events = seen["events"]["nodes"].as_array().unwrap();
            assert_eq!(seen["events"]["totalCount"], events.len());
            let hidden =
                format!("{{ event(position: {}) {{ kind }} }}", passed["receipt"]["position"]);
            assert_eq!(voice.ask(&hidden).await["event"], Value::Null);
        }
    })
    .await;
}

#[tokio::test]
async fn coverage_is_counted_for_those_one_leads() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        member(talk, "person:chris", "team:a", "security_champion").await;
        member(talk, "person:olga", "team:b", "system_owner").await;
        let ciso = talk.role("ciso").await;
        let whole = ciso.ask("{ trainingCoverage { organisation { people required } teams { team { subject } } } }").await;
        assert!(whole["trainingCoverage"]["organisation"]["people"].as_u64().unwrap() >= 4);
        // Whoever counts sees no names.
        assert_eq!(ciso.errors("{ training { totalCount } }").await, ["denied"]);

        let champion = talk.person("person:chris").await;
        let seen = champion.ask(EVERYTHING).await;
        assert_eq!(seen["trainingCoverage"]["organisation"], json!({ "people": 2, "required": 16, "current": 0 }));
        assert_eq!(seen["trainingCoverage"]["teams"], json!([{ "team": { "subject": "team:a" }, "count": { "people": 2 } }]));
        assert_eq!(seen["literacyReport"]["people"], 2);
        let people: std::collections::BTreeSet<String> = seen["training"]["nodes"].as_array().unwrap().iter()
            .map(|node| node["person"]["subject"].as_str().unwrap().to_owned()).collect();
        assert_eq!(people, ["person:chris", "person:dana"].map(str::to_owned).into());
        assert!(!seen.to_string().contains("olga"));
        for mutation in ["assignModule", "waiveModule"] {
            let input = if mutation == "assignModule" {
                json!({ "person": "person:olga", "module": "M01", "due": "2026-12-10T00:00:00Z", "why": "w" })
            } else {
                json!({ "person": "person:dana", "module": "M01", "until": "2026-12-10T00:00:00Z", "reason": "w" })
            };
            let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
            let question = format!("mutation($input: {kind}!) {{ {mutation}(input: $input) {{ refusal {{ code }} }} }}");
            let answer = champion.answer(&question, json!({ "input": input })).await;
            assert_eq!(answer["errors"][0]["extensions"]["code"], "denied", "{mutation}: {answer}");
        }
        let dana = talk.person("person:dana").await;
        assert_eq!(dana.errors(EVERYTHING).await, ["denied", "denied", "denied"]);
        // The pages of the list join.
        let page = |after: &Value| format!(r#"{{ training(first: 10, after: {after}, filter: {{ team: "team:a", open: true }}) {{
            totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ person {{ subject }} duty {{ module {{ id }} }} }} }} }}"#);
        let first = champion.ask(&page(&Value::Null)).await["training"].clone();
        assert_eq!((&first["totalCount"], &first["pageInfo"]["hasNextPage"]), (&json!(16), &json!(true)));
        let second = champion.ask(&page(&first["pageInfo"]["endCursor"])).await["training"].clone();
        let mut all: Vec<String> = [&first, &second].into_iter().flat_map(|page| page["nodes"].as_array().unwrap())
            .map(ToString::to_string).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 16);
        let done = r#"{ training(filter: { standing: CURRENT, role: "data_scientist", module: "M01" }) { totalCount } }"#;
        assert_eq!(champion.ask(done).await["training"]["totalCount"], 0);
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_a_test_for_somebody_else() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        let officer = talk.app.caller(&subject("person:compliance_officer-org")).await.unwrap();
        let take = Command::Take {
            module: kernel::Name::parse("M01").unwrap(),
            attempt: kernel::Name::parse("a-1").unwrap(),
            answers: std::collections::BTreeMap::default(),
            paper: None,
        };
        let meta = app::Meta { source: "t".into(), command: "1".into(), ..app::Meta::default() };
        let answer = talk.app.awareness(&officer, &meta, &subject("person:dana"), take).await;
        assert!(matches!(answer, Err(app::AppError::Denied)), "{answer:?}");
        // A result of a test is no fact that can be reported from outside.
        assert!(app::import::entry_of("awareness.attempted").is_none());
    })
    .await;
}

#[tokio::test]
async fn nobody_waives_or_records_their_own_training() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        let officer = talk.role("compliance_officer").await;
        let own = "person:compliance_officer-org";
        let waive = |person: &str| json!({ "person": person, "module": "M01", "until": "2027-01-10T00:00:00Z", "reason": "On leave" });
        assert_eq!(officer.refused("waiveModule", waive(own)).await, "awareness.own_waiver");
        let record = json!({ "person": own, "module": "M01", "score": "1" });
        assert_eq!(officer.refused("recordCompletion", record).await, "awareness.own_result");
        let ciso = talk.role("ciso").await;
        ciso.must("waiveModule", waive(own)).await;
        let mut long = waive("person:dana");
        long["until"] = json!("2028-01-01T00:00:00Z");
        assert_eq!(officer.refused("waiveModule", long).await, "awareness.waiver_too_long");
        let waived = officer.ask("{ myTraining { duties { module { id } standing } steps { kind note } } }").await["myTraining"].clone();
        assert_eq!(waived["steps"], json!([{ "kind": "WAIVED", "note": "On leave" }]));
        let duty = waived["duties"].as_array().unwrap().iter().find(|duty| duty["module"]["id"] == "M01").unwrap().clone();
        assert_eq!(duty["standing"], "WAIVED");
    })
    .await;
}

#[tokio::test]
async fn a_year_goes_by_and_everybody_is_told_once() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        member(talk, "person:chris", "team:a", "security_champion").await;
        let dana = talk.person("person:dana").await;
        let test = test_of(&dana, "M01").await;
        dana.must("submitTest", answers(&test, &RIGHT, true)).await;
        let told = async |team: bool| {
            let officer = talk.role("compliance_officer").await;
            let input = if team { json!({ "team": "team:a" }) } else { json!({}) };
            officer.send_for("remindTraining", input, "notices").await["notices"].as_u64().unwrap()
        };
        let notices = async |kind: &str| {
            let auditor = talk.role("internal_auditor").await;
            let found = auditor.ask(r#"{ events(first: 500, filter: { kinds: ["awareness.due_noticed"], subject: "learner:dana" }) { nodes { data } } }"#).await;
            let nodes = found["events"]["nodes"].as_array().unwrap().clone();
            nodes.iter().filter(|node| {
                let fact: Value = serde_json::from_str(node["data"].as_str().unwrap()).unwrap();
                fact["module"] == "M01" && fact["what"] == kind
            }).count()
        };
        assert_eq!(told(true).await, 0, "nothing is due within two weeks");
        // Day after day for a year: what was told stays told.
        for _ in 0..27 {
            talk.advance_days(14);
            told(true).await;
            assert_eq!(told(true).await, 0, "asking again tells nothing new");
        }
        assert_eq!((notices("coming").await, notices("overdue").await), (1, 1));
        // The champion is told with the person of what is overdue.
        let auditor = talk.role("internal_auditor").await;
        let found = auditor.ask(r#"{ events(first: 500, newestFirst: true, filter: { kinds: ["awareness.due_noticed"], subject: "learner:dana" }) { nodes { data } } }"#).await;
        let newest: Value = serde_json::from_str(found["events"]["nodes"][0]["data"].as_str().unwrap()).unwrap();
        assert_eq!(newest["told"], json!(["person:dana", "person:chris"]));
        let steps = talk.person("person:dana").await.ask("{ myTraining { steps { kind } } }").await;
        assert!(steps.to_string().contains("TOLD"));
    })
    .await;
}

#[tokio::test]
async fn the_clock_tells_each_thing_once() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        let tell = async || talk.app.tell_what_is_due().await.unwrap();
        assert_eq!(tell().await, 0, "nothing is due within two weeks");
        talk.advance_days(20);
        let coming = tell().await;
        assert!(coming >= 8, "{coming}");
        assert_eq!(tell().await, 0, "asking again tells nothing new");
        talk.advance_days(20);
        assert_eq!(tell().await, coming, "now it is overdue");
        assert_eq!(tell().await, 0);
        let auditor = talk.role("internal_auditor").await;
        let found = auditor.ask(r#"{ events(first: 500, filter: { kinds: ["awareness.due_noticed"] }) { totalCount nodes { stream actor data } } }"#).await;
        let nodes = found["events"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 2 * coming);
        assert!(nodes.iter().all(|node| node["actor"] == "service:clock"));
        let facts: std::collections::BTreeSet<String> =
            nodes.iter().map(|node| format!("{} {}", node["stream"], node["data"])).collect();
        assert_eq!(facts.len(), nodes.len(), "each thing is told once");
    })
    .await;
}

#[tokio::test]
async fn a_curriculum_is_published_by_few_and_once() {
    conversation(async |talk| {
        crate::world::two_teams(talk).await;
        let officer = talk.role("compliance_officer").await;
        let nothing = officer.ask("{ curriculum { version } myTraining { duties { standing } } trainingCoverage { organisation { people share } } literacyReport { curriculum roles { role } } campaigns { totalCount } modules { totalCount } }").await;
        assert_eq!(nothing["curriculum"], Value::Null);
        assert_eq!(nothing["myTraining"], json!({ "duties": [] }));
        assert_eq!(nothing["trainingCoverage"]["organisation"], json!({ "people": 0, "share": null }));
        let early = json!({ "validFrom": "2026-11-01T00:00:00Z" });
        let refusal = officer.send("publishCurriculum", early).await["refusal"].clone();
        assert_eq!((&refusal["code"], &refusal["field"]), (&json!("curriculum.counts_in_the_past"), &json!("validFrom")));
        let coming = json!({ "validFrom": "2026-12-01T00:00:00Z" });
        let made = officer.send_for("publishCurriculum", coming.clone(), "curriculum { version modules { id } }").await;
        assert_eq!(made["curriculum"], json!({ "version": null, "modules": [] }));
        let again = officer.send("publishCurriculum", coming).await;
        assert_eq!((&again["receipt"], &again["refusal"]), (&Value::Null, &Value::Null));
        assert_eq!(officer.refused("publishCurriculum", json!({})).await, "curriculum.version_taken");
        talk.advance_days(9);
        let officer = talk.role("compliance_officer").await;
        let shown = officer.ask("{ curriculum { version validFrom basis modules { id } roles { role modules graceDays } } literacyReport { curriculum roles { role minutes measures { module } } } }").await;
        assert_eq!(shown["curriculum"]["version"], "1");
        assert_eq!(shown["curriculum"]["modules"].as_array().unwrap().len(), 20);
        assert_eq!(shown["curriculum"]["roles"].as_array().unwrap().len(), 22);
        assert_eq!(shown["literacyReport"]["curriculum"], "curriculum:ledgerstone@1");
        let scientist = &shown["literacyReport"]["roles"][0];
        assert_eq!((&scientist["role"], &scientist["minutes"]), (&json!("data_scientist"), &json!(375)));
    })
    .await;
}
