//! The programme, asked and sent like a client does.

use serde_json::{Value, json};

use crate::{
    talk::{Talk, Voice, conversation},
    world,
};

fn policy(version: u64, approved_by: &str) -> Value {
    json!({ "policy": "policy:keys", "title": "Keys and secrets", "version": version,
        "approvedBy": approved_by, "binds": ["ml_engineer", "data_scientist"], "attestWithinDays": 14 })
}

const POLICY: &str = r#"{ policy(subject: "policy:keys") { version binds reviewBy reviewOverdue
    coverage { bound attested overdue } mine { due attested overdue }
    versions { version } retired retiredReason } }"#;

/// Who is bound, in the order of the list, as `Name of data_scientist, overdue`.
async fn bound(reader: &Voice<'_>, arguments: &str) -> Vec<String> {
    let question = format!(
        "{{ attestations{arguments} {{ totalCount nodes {{ policy {{ subject }} person {{ name }} \
         attested overdue }} }} }}"
    );
    let list = reader.ask(&question).await["attestations"].clone();
    let nodes = list["nodes"].as_array().unwrap();
    assert_eq!(list["totalCount"], nodes.len());
    let words = |node: &Value| {
        assert_eq!(node["policy"]["subject"], "policy:keys");
        let state = match (node["overdue"].as_bool(), node["attested"].as_str()) {
            (Some(true), _) => "overdue",
            (_, Some(_)) => "attested",
            _ => "not yet",
        };
        format!("{}, {state}", node["person"]["name"].as_str().unwrap())
    };
    nodes.iter().map(words).collect()
}

/// Those whom a policy binds stand in the order asked for.
async fn orders_hold(reader: &Voice<'_>, (late, done): (&str, &str)) {
    for (order, wanted) in [
        ("key: \"person\"", [late, done]),
        ("key: \"person\", descending: true", [done, late]),
        ("key: \"state\"", [done, late]),
        // Without a day they stand at the end, either way.
        ("key: \"attested\"", [done, late]),
        ("key: \"attested\", descending: true", [done, late]),
    ] {
        assert_eq!(bound(reader, &format!("(order: {{ {order} }})")).await, wanted, "{order}");
    }
}

async fn prepared(talk: &Talk) {
    world::two_teams(talk).await;
    talk.role_at("ml_engineer", "team:a").await;
    talk.role_at("data_scientist", "team:b").await;
    talk.role("executive_sponsor").await;
}

#[tokio::test]
async fn a_policy_is_attested_by_those_it_binds() {
    conversation(async |talk| {
        prepared(talk).await;
        let officer = talk.role("compliance_officer").await;
        let alone = officer.send("publishPolicy", policy(1, "person:compliance_officer-org")).await;
        assert_eq!(alone["refusal"]["code"], "policy.publisher_approves");
        assert_eq!(alone["refusal"]["field"], "approvedBy");
        let mut wizard = policy(1, "person:executive_sponsor-org");
        wizard["binds"] = json!(["wizard"]);
        assert_eq!(officer.refused("publishPolicy", wizard).await, "policy.unknown_role");
        officer.must("publishPolicy", policy(1, "person:executive_sponsor-org")).await;

        let engineer = talk.person("person:ml_engineer-a").await;
        let seen = engineer.ask(POLICY).await["policy"].clone();
        assert_eq!(seen["binds"], json!(["ML engineer", "Data scientist"]));
        assert_eq!(seen["coverage"], json!({ "bound": 2, "attested": 0, "overdue": 0 }));
        assert_eq!(seen["mine"]["due"], "2026-12-07T12:00:00Z");
        assert_eq!(seen["reviewBy"], "2027-11-23T12:00:00Z");
        let attest = |version: u64| json!({ "policy": "policy:keys", "version": version });
        assert_eq!(engineer.refused("attestPolicy", attest(2)).await, "policy.not_current");
        engineer.must("attestPolicy", attest(1)).await;
        let again = engineer.send("attestPolicy", attest(1)).await;
        assert_eq!((&again["receipt"], &again["refusal"]), (&Value::Null, &Value::Null));
        assert_eq!(officer.refused("attestPolicy", attest(1)).await, "policy.not_bound");
        let nothing = json!({ "policy": "policy:nothing", "version": 1 });
        assert_eq!(engineer.refused("attestPolicy", nothing).await, "policy.unknown");

        talk.advance_days(15);
        let (engineer, officer) =
            (talk.person("person:ml_engineer-a").await, talk.role("compliance_officer").await);
        let seen = engineer.ask(POLICY).await["policy"].clone();
        assert_eq!(seen["coverage"], json!({ "bound": 2, "attested": 1, "overdue": 1 }));
        let (late, done) = ("Name of data_scientist, overdue", "Name of ml_engineer, attested");
        assert_eq!(bound(&engineer, "(filter: { policy: \"policy:keys\" })").await, [late, done]);
        assert_eq!(bound(&engineer, "(filter: { overdue: true })").await, [late]);
        assert_eq!(bound(&engineer, "(filter: { attested: true })").await, [done]);
        assert_eq!(bound(&engineer, "(filter: { text: \"ML_ENG\" })").await, [done]);
        assert!(bound(&engineer, "(filter: { policy: \"policy:other\" })").await.is_empty());
        orders_hold(&engineer, (late, done)).await;
        assert_eq!(seen["mine"]["overdue"], false);
        let eyes = officer.ask("{ dashboard { attention { subject sentence } } }").await;
        let late = eyes["dashboard"]["attention"].as_array().unwrap();
        let sentence = "1 person has not attested version 1 in time";
        assert!(late.iter().any(|item| item["sentence"] == sentence), "{late:?}");

        officer.must("publishPolicy", policy(2, "person:executive_sponsor-org")).await;
        let old = officer.refused("publishPolicy", policy(1, "person:other")).await;
        assert_eq!(old, "policy.version_taken");
        let retire = json!({ "policy": "policy:keys", "reason": "Another one covers it" });
        officer.must("retirePolicy", retire).await;
        let seen = engineer.ask(POLICY).await["policy"].clone();
        assert_eq!(seen["coverage"]["bound"], 0);
        assert_eq!(seen["retiredReason"], "Another one covers it");
        assert_eq!(engineer.refused("attestPolicy", attest(2)).await, "policy.is_retired");
        assert_eq!(
            officer.refused("retirePolicy", json!({ "policy": "policy:x", "reason": "?" })).await,
            "policy.unknown"
        );
    })
    .await;
}

#[tokio::test]
async fn policies_are_listed_for_those_they_wait_for() {
    conversation(async |talk| {
        prepared(talk).await;
        let officer = talk.role("compliance_officer").await;
        officer.must("publishPolicy", policy(1, "person:executive_sponsor-org")).await;
        let other = json!({ "policy": "policy:other", "title": "All of us", "version": 1,
            "approvedBy": "person:executive_sponsor-org" });
        officer.must("publishPolicy", other).await;
        let engineer = talk.person("person:ml_engineer-a").await;
        engineer.must("attestPolicy", json!({ "policy": "policy:keys", "version": 1 })).await;
        let listed = async |arguments: &str| {
            let question = format!(
                "{{ policies{arguments} {{ nodes {{ title }} }}
                    policy(subject: \"policy:keys\") {{ offers(mutations: [\"attestPolicy\", \"publishPolicy\"]) {{ may }} }} }}"
            );
            let seen = engineer.ask(&question).await;
            assert_eq!(seen["policy"]["offers"], json!([{ "may": true }, { "may": false }]));
            let nodes = seen["policies"]["nodes"].as_array().unwrap().clone();
            nodes.iter().map(|node| node["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(listed("").await, ["All of us", "Keys and secrets"]);
        assert_eq!(listed("(filter: { mine: true })").await, ["All of us"]);
        assert_eq!(listed("(filter: { overdue: true })").await, Vec::<String>::new());
        assert_eq!(listed("(filter: { text: \"SECRET\" })").await, ["Keys and secrets"]);
        let first = listed("(order: { key: \"attested\", descending: true })").await;
        assert_eq!(first, ["Keys and secrets", "All of us"]);
    })
    .await;
}

#[tokio::test]
async fn the_appetite_is_set_and_read_as_of_any_moment() {
    conversation(async |talk| {
        prepared(talk).await;
        let officer = talk.role("chief_risk_officer").await;
        let statement = |category: &str, band: &str| {
            json!({ "category": category, "appetite": "LOW",
            "toleranceMaxBand": band, "limit": "no sensitive value in logs" })
        };
        let set = |statements: Value| {
            json!({ "statements": statements,
            "approvedBy": "person:executive_sponsor-org" })
        };
        assert_eq!(officer.ask("{ appetite { set } }").await["appetite"], Value::Null);
        let twice = set(json!([statement("privacy", "LOW"), statement("Privacy", "HIGH")]));
        assert_eq!(officer.refused("setAppetite", twice).await, "appetite.category_twice");
        let mut alone = set(json!([statement("privacy", "LOW")]));
        alone["approvedBy"] = json!("person:chief_risk_officer-org");
        assert_eq!(officer.refused("setAppetite", alone).await, "appetite.setter_approves");
        let first = officer.must("setAppetite", set(json!([statement("privacy", "MEDIUM")]))).await;
        officer.must("setAppetite", set(json!([statement("privacy", "VERY_HIGH")]))).await;
        let now = "appetite { statements { category toleranceMaxBand limit } approvedBy { name } }";
        let position = &first["receipt"]["position"];
        let seen =
            officer.ask(&format!("{{ {now} asOf(position: {position}) {{ {now} }} }}")).await;
        assert_eq!(seen["appetite"]["statements"][0]["toleranceMaxBand"], "VERY_HIGH");
        assert_eq!(seen["asOf"]["appetite"]["statements"][0]["toleranceMaxBand"], "MEDIUM");
        assert_eq!(seen["appetite"]["approvedBy"]["name"], "Name of executive_sponsor");
    })
    .await;
}

#[tokio::test]
async fn an_initiative_is_funded_spent_and_ends_with_an_outcome() {
    conversation(async |talk| {
        prepared(talk).await;
        let sponsor = talk.role("executive_sponsor").await;
        let fund = |amount: &str| json!({ "initiative": "initiative:i", "title": "Resilience",
            "purpose": "Test tooling", "amount": amount, "currency": "EUR", "period": "2027",
            "shareOfAiBudget": "0.03", "threats": ["THR-01"] });
        let bad = sponsor.send("fundInitiative", fund("much")).await["refusal"].clone();
        assert_eq!((&bad["code"], &bad["field"]), (&json!("input.bad"), &json!("amount")));
        assert_eq!(sponsor.refused("fundInitiative", fund("0")).await, "initiative.no_amount");
        sponsor.must("fundInitiative", fund("1000.10")).await;
        assert_eq!(sponsor.refused("fundInitiative", fund("5")).await, "initiative.already_funded");
        let spend = |reference: &str, amount: &str| json!({ "initiative": "initiative:i",
            "reference": reference, "amount": amount, "on": "2026-11-20T00:00:00Z", "what": "Red team" });
        sponsor.must("recordSpending", spend("INV-1", "0.1")).await;
        sponsor.must("recordSpending", spend("INV-2", "0.2")).await;
        assert_eq!(sponsor.refused("recordSpending", spend("INV-2", "0.3")).await, "initiative.bill_taken");
        let outcome = json!({ "initiative": "initiative:i", "note": "Measured in every release",
            "metrics": [{ "name": "adv.robust_drop", "value": "0.08" }] });
        sponsor.must("recordInitiativeOutcome", outcome).await;
        let give = |to: &str| json!({ "initiative": "initiative:i", "owner": to });
        assert_eq!(sponsor.refused("reassignInitiative", give("person:nobody")).await, "subject.unknown");
        sponsor.must("reassignInitiative", give("person:executive_sponsor-org")).await;
        sponsor.must("reassignInitiative", give("person:ml_engineer-a")).await;
        let close = json!({ "initiative": "initiative:i", "summary": "Handed over" });
        sponsor.must("closeInitiative", close).await;
        let late = give("person:executive_sponsor-org");
        assert_eq!(sponsor.refused("reassignInitiative", late).await, "initiative.is_closed");
        assert_eq!(sponsor.refused("recordSpending", spend("INV-3", "1")).await, "initiative.is_closed");
        let unknown = json!({ "initiative": "initiative:j", "note": "?" });
        assert_eq!(sponsor.refused("recordInitiativeOutcome", unknown).await, "initiative.unknown");
        let unknown = json!({ "initiative": "initiative:j", "summary": "?" });
        assert_eq!(sponsor.refused("closeInitiative", unknown).await, "initiative.unknown");
        let seen = sponsor
            .ask("{ initiatives { nodes { owner { name } amount spent currency threats { title } outcomes { note figures { name value } }
                bills { reference } summary closed } } }")
            .await["initiatives"]["nodes"][0]
            .clone();
        assert_eq!((&seen["amount"], &seen["spent"]), (&json!("1000.10"), &json!("0.30")));
        assert_eq!(seen["threats"][0]["title"], "Adversarial examples");
        assert_eq!(seen["outcomes"][0]["figures"][0]["value"], "0.08");
        let told = r#"{ person(subject: "person:ml_engineer-a") { handOvers { subject role to { name } by { subject } } } }"#;
        let told = sponsor.ask(told).await["person"]["handOvers"].clone();
        let given = json!([{ "subject": "initiative:i", "role": "owner of an initiative",
            "to": { "name": "Name of ml_engineer" }, "by": { "subject": "person:executive_sponsor-org" } }]);
        assert_eq!(told, given);
        assert_eq!((&seen["summary"], &seen["owner"]["name"]), (&json!("Handed over"), &json!("Name of ml_engineer")));
    })
    .await;
}

#[tokio::test]
async fn a_meeting_decides_and_its_decisions_are_followed_up() {
    conversation(async |talk| {
        prepared(talk).await;
        let officer = talk.role("chief_risk_officer").await;
        let meeting = |as_of: &str, decisions: Value| {
            json!({ "meeting": "meeting:m", "title": "Board",
            "period": "2026-Q4", "figuresAsOf": as_of, "decisions": decisions })
        };
        let decision = json!([{ "text": "Sign every dataset", "owner": "person:ml_engineer-a",
            "due": "2026-11-24T00:00:00Z" }]);
        let ahead =
            officer.send("recordMeeting", meeting("2027-01-01T00:00:00Z", decision.clone())).await;
        assert_eq!(
            (&ahead["refusal"]["code"], &ahead["refusal"]["field"]),
            (&json!("meeting.sees_future"), &json!("asOf"))
        );
        let quiet =
            officer.refused("recordMeeting", meeting("2026-11-01T00:00:00Z", json!([]))).await;
        assert_eq!(quiet, "meeting.says_nothing");
        officer.must("recordMeeting", meeting("2026-11-01T00:00:00Z", decision)).await;
        let follow = |number: u64, done: bool| {
            json!({ "meeting": "meeting:m", "decision": number,
            "done": done, "note": "Half of them" })
        };
        assert_eq!(
            officer.refused("followUpDecision", follow(2, true)).await,
            "meeting.unknown_decision"
        );
        officer.must("followUpDecision", follow(1, false)).await;
        let give = |number: u64| {
            json!({ "meeting": "meeting:m", "decision": number,
            "owner": "person:data_scientist-b" })
        };
        assert_eq!(officer.refused("reassignDecision", give(2)).await, "meeting.unknown_decision");
        officer.must("reassignDecision", give(1)).await;
        talk.advance_days(2);
        let officer = talk.role("chief_risk_officer").await;
        let seen =
            "{ meetings(filter: { open: true }) { totalCount nodes { figuresAsOf overdueDecisions
            decisions { text overdue done owner { name } followUps { note done } } } } }";
        let open = officer.ask(seen).await["meetings"].clone();
        assert_eq!(open["nodes"][0]["overdueDecisions"], 1);
        assert_eq!(open["nodes"][0]["figuresAsOf"], "2026-11-01T00:00:00Z");
        assert_eq!(open["nodes"][0]["decisions"][0]["followUps"][0]["note"], "Half of them");
        assert_eq!(open["nodes"][0]["decisions"][0]["owner"]["name"], "Name of data_scientist");
        officer.must("followUpDecision", follow(1, true)).await;
        assert_eq!(
            officer.refused("followUpDecision", follow(1, false)).await,
            "meeting.decision_done"
        );
        assert_eq!(officer.ask(seen).await["meetings"]["totalCount"], 0);
    })
    .await;
}

#[tokio::test]
async fn exercises_surveys_and_feedback_are_recorded_once() {
    conversation(async |talk| {
        prepared(talk).await;
        let commander = talk.role("incident_commander").await;
        let exercise = |findings: u64| json!({ "exercise": "exercise:e", "scenario": "Tainted feed",
            "system": "system:alpha", "hoursToContain": "1.1", "minutesToBlastRadius": 4, "findings": findings });
        commander.must("recordExercise", exercise(1)).await;
        assert_eq!(commander.refused("recordExercise", exercise(2)).await, "exercise.already_recorded");
        let officer = talk.role("compliance_officer").await;
        let survey = |responses: u64| json!({ "survey": "survey:s", "responses": responses,
            "metrics": [{ "name": "culture.score", "value": "0.74" }] });
        assert_eq!(officer.refused("recordSurvey", survey(0)).await, "survey.no_responses");
        officer.must("recordSurvey", survey(238)).await;
        let engineer = talk.person("person:ml_engineer-a").await;
        let give = json!({ "feedback": "feedback:f", "fromRole": "ml_engineer", "system": "system:alpha",
            "text": "The scores look odd" });
        let mut named = give.clone();
        named["fromRole"] = json!("Jane of the night shift");
        let refusal = engineer.send("giveFeedback", named).await["refusal"].clone();
        assert_eq!((&refusal["code"], &refusal["field"]),
            (&json!("feedback.unknown_role"), &json!("fromRole")));
        engineer.must("giveFeedback", give).await;
        let settle = |outcome: &str, to: Value| json!({ "feedback": "feedback:f", "outcome": outcome,
            "to": to, "why": "Looked into" });
        assert_eq!(officer.refused("settleFeedback", settle("ACTION", Value::Null)).await,
            "feedback.nothing_follows");
        assert_eq!(officer.refused("settleFeedback", settle("ACTION", json!("action:nothing"))).await,
            "subject.unknown");
        officer.must("settleFeedback", settle("NOTHING", Value::Null)).await;
        assert_eq!(officer.refused("settleFeedback", settle("RISK", json!("risk:r"))).await,
            "feedback.settled_otherwise");
        let seen = officer
            .ask("{ exercises { nodes { scenario hoursToContain system { name } } } surveys { nodes { figures { name value } responses } }
                feedback { totalCount nodes { text fromRole settled { outcome why by { name } } } } }")
            .await;
        assert_eq!(seen["exercises"]["nodes"][0]["hoursToContain"], "1.1");
        assert_eq!(seen["surveys"]["nodes"][0]["figures"], json!([{ "name": "culture.score", "value": "0.74" }]));
        assert_eq!(seen["feedback"]["nodes"][0]["fromRole"], "ML engineer");
        assert_eq!(seen["feedback"]["nodes"][0]["settled"]["outcome"], "NOTHING");
        let hidden = talk.person("person:data_scientist-b").await;
        let seen = hidden.ask("{ exercises { totalCount } feedback { totalCount nodes { text } } }").await;
        assert_eq!((&seen["exercises"]["totalCount"], &seen["feedback"]["totalCount"]), (&json!(0), &json!(0)));
        let own = talk.role("system_owner").await;
        let mut give = json!({ "feedback": "feedback:g", "fromRole": "system_owner", "text": "Odd" });
        own.must("giveFeedback", give.clone()).await;
        let mine = json!({ "feedback": "feedback:g", "outcome": "NOTHING", "why": "?" });
        assert_eq!(own.refused("settleFeedback", mine).await, "feedback.giver_settles");
        give["text"] = json!(" ");
        give["feedback"] = json!("feedback:h");
        assert_eq!(own.refused("giveFeedback", give).await, "input.bad");
    })
    .await;
}

#[tokio::test]
async fn erasing_somebody_takes_their_words_and_leaves_what_they_did() {
    conversation(async |talk| {
        prepared(talk).await;
        let engineer = talk.person("person:ml_engineer-a").await;
        let give = json!({ "feedback": "feedback:f", "fromRole": "ml_engineer", "text": "The scores look odd" });
        engineer.must("giveFeedback", give).await;
        let officer = talk.role("compliance_officer").await;
        officer.must("publishPolicy", policy(1, "person:executive_sponsor-org")).await;
        engineer.must("attestPolicy", json!({ "policy": "policy:keys", "version": 1 })).await;
        let erase = json!({ "person": "person:ml_engineer-a", "authority": "request" });
        talk.role("privacy_officer").await.must("erasePerson", erase).await;
        let seen = officer
            .ask("{ feedback { nodes { text fromRole by { name erased } } } policies { nodes { coverage { bound attested } } } }")
            .await;
        let said = &seen["feedback"]["nodes"][0];
        assert_eq!((&said["text"], &said["by"]["erased"]), (&Value::Null, &json!(true)));
        assert_eq!(seen["policies"]["nodes"][0]["coverage"], json!({ "bound": 1, "attested": 0 }));
    })
    .await;
}
