//! Design reviews, findings and actions, asked and sent like a client does.

use serde_json::{Value, json};

use crate::{
    talk::{Talk, Voice, conversation, subject},
    world,
};

/// Two teams, and somebody who builds at one of them.
async fn prepared(talk: &Talk) {
    world::two_teams(talk).await;
    talk.role_at("ml_engineer", "team:a").await;
}

fn opening(people: &[&str]) -> Value {
    json!({ "review": "review:r", "system": "system:alpha", "phase": "DESIGN", "participants": people })
}

fn answer(threat: &Value, answer: &str) -> Value {
    json!({ "review": "review:r", "threat": threat, "answer": answer, "note": "Looked at" })
}

const REVIEW: &str = r#"{ review(subject: "review:r") { phase asked answered
    participants { subject roles security person { name } }
    questions { threat { id title } text answer severity note by { name } }
    concluded { verdict openHigh threats { id } note by { name } freshUntil }
    findings { text } system { name } } }"#;

async fn assert_concluded(owner: &Voice<'_>) {
    let seen = owner.ask(REVIEW).await["review"].clone();
    assert_eq!(seen["concluded"]["openHigh"], 1);
    assert_eq!(seen["concluded"]["note"], "So be it");
    assert_eq!(seen["questions"][0]["severity"], "HIGH");
    assert_eq!(seen["questions"][0]["by"]["name"], "Name of ml_engineer");
    assert_eq!(seen["concluded"]["freshUntil"], "2027-11-23T12:00:00Z");
    let lists = owner
        .ask(
            "{ open: reviews(filter: { open: true }) { totalCount }
            high: reviews(filter: { openHigh: true }) { totalCount nodes { subject } }
            named: reviews(filter: { text: \" ALPHA \" }) { nodes { subject } }
            other: reviews(filter: { text: \"no such review\" }) { totalCount }
            system(subject: \"system:alpha\") { reviews { subject } } }",
        )
        .await;
    assert_eq!(
        (&lists["open"]["totalCount"], &lists["high"]["totalCount"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(lists["system"]["reviews"], json!([{ "subject": "review:r" }]));
    assert_eq!(lists["named"]["nodes"], json!([{ "subject": "review:r" }]));
    assert_eq!(lists["other"]["totalCount"], 0);
}

#[tokio::test]
async fn a_review_goes_from_opening_to_its_conclusion() {
    conversation(async |talk| {
        prepared(talk).await;
        let owner = talk.role("product_owner").await;
        let builders = opening(&["person:ml_engineer-a"]);
        assert_eq!(owner.refused("openReview", builders).await, "review.no_security");
        let nobody = owner.refused("openReview", opening(&["person:nobody"])).await;
        assert_eq!(nobody, "review.no_security");
        let lead = talk.role("ai_security_lead").await;
        let people = ["person:ml_engineer-a", "person:ai_security_lead-org"];
        owner.must("openReview", opening(&people)).await;
        let other = json!({ "review": "review:r", "system": "system:beta", "phase": "DESIGN",
            "participants": people });
        assert_eq!(owner.refused("openReview", other).await, "review.already_opened");

        let seen = owner.ask(REVIEW).await["review"].clone();
        assert_eq!(seen["participants"][0]["roles"], json!(["ML engineer"]));
        assert_eq!(seen["participants"][1]["security"], true);
        let questions = seen["questions"].as_array().unwrap().clone();
        assert_eq!(
            (questions.len(), &seen["asked"], &seen["answered"]),
            (16, &json!(16), &json!(0))
        );
        assert_eq!(questions[0]["threat"]["title"], "Adversarial examples");

        let engineer = talk.person("person:ml_engineer-a").await;
        let first = &questions[0]["threat"]["id"];
        let science = talk.role_at("data_scientist", "team:a").await;
        let stranger = science.refused("answerReview", answer(first, "COVERED")).await;
        assert_eq!(stranger, "review.not_a_participant");
        let open = engineer.send("answerReview", answer(first, "OPEN")).await["refusal"].clone();
        assert_eq!(
            (&open["code"], &open["field"]),
            (&json!("review.severity_missing"), &json!("severity"))
        );
        let unknown = engineer.refused("answerReview", answer(&json!("THR-99"), "COVERED")).await;
        assert_eq!(unknown, "review.unknown_question");
        let conclude =
            |verdict: &str| json!({ "review": "review:r", "verdict": verdict, "note": "So be it" });
        assert_eq!(lead.refused("concludeReview", conclude("APPROVED")).await, "review.unanswered");
        for question in &questions {
            engineer.must("answerReview", answer(&question["threat"]["id"], "COVERED")).await;
        }
        let mut open = answer(first, "OPEN");
        open["severity"] = json!("HIGH");
        engineer.must("answerReview", open).await;
        let high = lead.refused("concludeReview", conclude("APPROVED")).await;
        assert_eq!(high, "review.open_high_threats");
        let champion = talk.role_at("security_champion", "team:a").await;
        let absent = champion.refused("concludeReview", conclude("CONDITIONAL")).await;
        assert_eq!(absent, "review.not_security");
        lead.must("concludeReview", conclude("CONDITIONAL")).await;
        let late = engineer.refused("answerReview", answer(first, "COVERED")).await;
        assert_eq!(late, "review.is_concluded");

        assert_concluded(&owner).await;
    })
    .await;
}

const ACTIVITY: &str = r#"{ team(subject: "team:a") { championActivity { since reviewsAttended findingsHandled
    actionsDone last daysSinceLast months { month count } } }
    system(subject: "system:alpha") { consulted { subject } } }"#;

#[tokio::test]
async fn the_work_of_a_champion_is_seen_by_those_who_see_the_system() {
    conversation(async |talk| {
        prepared(talk).await;
        let (owner, auditor) =
            (talk.role("product_owner").await, talk.role("internal_auditor").await);
        let outsider = talk.role_at("ml_engineer", "team:b").await;
        let before = auditor.ask(ACTIVITY).await;
        assert_eq!(before["team"]["championActivity"], Value::Null, "there is no champion yet");
        assert_eq!(before["system"]["consulted"], json!([]));
        let champion = talk.role_at("security_champion", "team:a").await;
        owner.must("openReview", opening(&["person:security_champion-a"])).await;
        let asked = r#"{ review(subject: "review:r") { questions { threat { id } } } }"#;
        let questions = owner.ask(asked).await["review"]["questions"].clone();
        champion.must("answerReview", answer(&questions[0]["threat"]["id"], "COVERED")).await;
        talk.advance_days(3);

        let seen = auditor.ask(ACTIVITY).await;
        let did = &seen["team"]["championActivity"];
        let counts = (&did["reviewsAttended"], &did["findingsHandled"], &did["actionsDone"]);
        assert_eq!(counts, (&json!(1), &json!(0), &json!(0)));
        assert_eq!(
            (&did["last"], &did["daysSinceLast"]),
            (&json!("2026-11-23T12:00:00Z"), &json!(3))
        );
        assert_eq!(did["months"][11], json!({ "month": "2026-11", "count": 1 }));
        assert_eq!(
            seen["system"]["consulted"],
            json!([{ "subject": "person:security_champion-a" }])
        );
        // Whoever may not see the system sees nothing of what was done for it.
        let hidden = outsider.ask(ACTIVITY).await;
        let did = &hidden["team"]["championActivity"];
        assert_eq!((&did["reviewsAttended"], &did["last"]), (&json!(0), &Value::Null));
        assert_eq!(hidden["system"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_successor_joins_the_review_of_a_leaver() {
    conversation(async |talk| {
        prepared(talk).await;
        let owner = talk.role("product_owner").await;
        talk.role_at("security_champion", "team:a").await;
        let people = ["person:ml_engineer-a", "person:security_champion-a"];
        owner.must("openReview", opening(&people)).await;
        let left = domain::people::Command::Deactivate;
        talk.as_root(&subject("person:security_champion-a"), "leave", left).await;
        let tasks =
            "{ vacancies(filter: { gap: false }) { nodes { subject role left { name } } } }";
        let waiting = owner.ask(tasks).await["vacancies"]["nodes"].clone();
        let reviews: Vec<&Value> =
            waiting.as_array().unwrap().iter().filter(|one| one["subject"] == "review:r").collect();
        assert_eq!(reviews.len(), 1, "{waiting}");
        assert_eq!(reviews[0]["role"], "security of a design review");
        assert_eq!(reviews[0]["left"]["name"], "Name of security_champion");
        talk.role("ai_security_lead").await;
        let join = |person: &str| json!({ "review": "review:r", "person": person });
        let nobody = owner.refused("addReviewParticipant", join("person:nobody")).await;
        assert_eq!(nobody, "subject.unknown");
        owner.must("addReviewParticipant", join("person:ai_security_lead-org")).await;
        let seen = owner.ask(REVIEW).await["review"]["participants"][2].clone();
        assert_eq!(seen["roles"], json!(["AI security lead"]));
        let waiting = owner.ask(tasks).await["vacancies"]["nodes"].to_string();
        assert!(!waiting.contains("review:r"), "{waiting}");
    })
    .await;
}

#[tokio::test]
async fn a_finding_leads_to_an_action_and_is_closed_by_another() {
    conversation(async |talk| {
        prepared(talk).await;
        let lead = talk.role("ai_security_lead").await;
        let raise = json!({ "finding": "finding:f", "control": "AIC-VT-03", "severity": "HIGH",
            "text": "The holdout changes", "system": "system:alpha", "owner": "person:model_risk_manager-org" });
        assert_eq!(lead.refused("raiseFinding", raise.clone()).await, "subject.unknown");
        let manager = talk.role("model_risk_manager").await;
        lead.must("raiseFinding", raise).await;
        let again = json!({ "finding": "finding:f", "control": "AIC-VT-01", "severity": "LOW", "text": "Else" });
        assert_eq!(lead.refused("raiseFinding", again).await, "finding.already_raised");
        let link = json!({ "finding": "finding:f", "to": "system:alpha" });
        assert_eq!(lead.refused("linkFinding", link).await, "review.wrong_kind");
        let missing = json!({ "finding": "finding:f", "to": "action:nothing" });
        assert_eq!(lead.refused("linkFinding", missing).await, "subject.unknown");
        let open = json!({ "action": "action:a", "title": "Freeze it", "owner": "person:ml_engineer-a",
            "due": "2026-12-01T00:00:00Z", "system": "system:alpha", "finding": "finding:f",
            "controls": ["AIC-VT-03"] });
        lead.must("openAction", open).await;
        let seen = lead
            .ask(r#"{ finding(subject: "finding:f") { open severity control { title } links
                actions { title state } owner { name } } findings(filter: { severity: HIGH }) { totalCount } }"#)
            .await;
        assert_eq!(seen["finding"]["links"], json!(["action:a"]));
        assert_eq!(seen["finding"]["actions"], json!([{ "title": "Freeze it", "state": "OPEN" }]));
        let give = |to: &str| json!({ "finding": "finding:f", "owner": to });
        let question = "mutation($i: ReassignFindingInput!) {
            reassignFinding(input: $i) { refusal { code } } }";
        let owner = talk.role_at("product_owner", "team:a").await;
        let denied = owner.answer(question, json!({ "i": give("person:ml_engineer-a") })).await;
        assert_eq!(denied["errors"][0]["extensions"]["code"], "denied");
        assert_eq!(lead.refused("reassignFinding", give("person:nobody")).await, "subject.unknown");
        lead.must("reassignFinding", give("person:ml_engineer-a")).await;
        let seen = lead.ask(r#"{ finding(subject: "finding:f") { owner { name } } }"#).await;
        assert_eq!(seen["finding"]["owner"]["name"], "Name of ml_engineer");
        let close = json!({ "finding": "finding:f", "note": "It is frozen" });
        assert_eq!(manager.refused("closeFinding", close.clone()).await, "finding.owner_closes");
        lead.must("closeFinding", close).await;
        let late = give("person:model_risk_manager-org");
        assert_eq!(lead.refused("reassignFinding", late).await, "finding.is_closed");
        let late = json!({ "finding": "finding:f", "to": "action:a" });
        let seen = lead.send("linkFinding", late).await;
        assert_eq!((&seen["receipt"], &seen["refusal"]), (&Value::Null, &Value::Null), "linked before");
        let unknown = json!({ "finding": "finding:g", "note": "?" });
        assert_eq!(lead.refused("closeFinding", unknown).await, "finding.unknown");
    })
    .await;
}

#[tokio::test]
async fn an_overdue_action_is_closed_by_somebody_who_never_owned_it() {
    conversation(async |talk| {
        prepared(talk).await;
        let commander = talk.role("incident_commander").await;
        let incident =
            json!({ "incident": "incident:i", "severity": "SEV3", "title": "Odd scores" });
        commander.must("openIncident", incident).await;
        let open = |due: &str| {
            json!({ "action": "action:a", "title": "Rotate the keys", "due": due,
            "owner": "person:ml_engineer-a", "incident": "incident:i" })
        };
        commander.must("openAction", open("2026-11-24T00:00:00Z")).await;
        let other = commander.refused("openAction", open("2026-11-25T00:00:00Z")).await;
        assert_eq!(other, "action.already_opened");
        let engineer = talk.person("person:ml_engineer-a").await;
        let actions = "{ actions { totalCount nodes { subject state owner { name } } }
            incident(subject: \"incident:i\") { actions { subject } }
            dashboard { attention { title sentence } } }";
        assert_eq!(engineer.ask(actions).await["actions"]["nodes"][0]["state"], "OPEN");
        talk.advance_days(2);
        let (engineer, commander) =
            (talk.person("person:ml_engineer-a").await, talk.role("incident_commander").await);
        let seen = engineer.ask(actions).await;
        assert_eq!(seen["actions"]["nodes"][0]["state"], "OVERDUE");
        assert_eq!(seen["incident"]["actions"], json!([{ "subject": "action:a" }]));
        let titles = seen["dashboard"]["attention"].as_array().unwrap();
        assert!(
            titles.iter().any(|item| item["title"] == "Overdue: Rotate the keys"),
            "{titles:?}"
        );

        let note = json!({ "action": "action:a", "note": "Rotated" });
        assert_eq!(commander.refused("reportAction", note.clone()).await, "action.not_the_owner");
        engineer.must("reportAction", note.clone()).await;
        let denied = engineer
            .answer(
                "mutation($i: CloseActionInput!) { closeAction(input: $i) { refusal { code } } }",
                json!({ "i": note }),
            )
            .await;
        assert_eq!(denied["errors"][0]["extensions"]["code"], "denied");
        let give = json!({ "action": "action:a", "owner": "person:incident_commander-org" });
        commander.must("reassignAction", give).await;
        assert_eq!(commander.refused("closeAction", note.clone()).await, "action.owner_closes");
        let manager = talk.role("model_risk_manager").await;
        let done = manager
            .send_for(
                "closeAction",
                note.clone(),
                "action { state late closed { note by { name } } }",
            )
            .await;
        assert_eq!(done["action"]["state"], "CLOSED");
        assert_eq!(done["action"]["late"], true);
        assert_eq!(done["action"]["closed"]["by"]["name"], "Name of model_risk_manager");
        let back = json!({ "action": "action:a", "owner": "person:ml_engineer-a" });
        assert_eq!(commander.refused("reassignAction", back).await, "action.is_closed");
    })
    .await;
}

#[tokio::test]
async fn actions_are_listed_most_urgent_first() {
    conversation(async |talk| {
        prepared(talk).await;
        let lead = talk.role("ai_security_lead").await;
        for (name, day) in [("late", 20), ("later", 10), ("soon", 25), ("done", 1)] {
            let open = json!({ "action": format!("action:{name}"), "title": name, "system": "system:alpha",
                "owner": "person:ml_engineer-a", "due": format!("2026-11-{day:02}T00:00:00Z") });
            lead.must("openAction", open).await;
        }
        let close = json!({ "action": "action:done", "note": "Seen" });
        lead.must("closeAction", close).await;
        let listed = async |arguments: &str| {
            let question = format!("{{ actions{arguments} {{ nodes {{ title }} }} }}");
            let nodes = lead.ask(&question).await["actions"]["nodes"].clone();
            let titles = nodes.as_array().unwrap().iter().map(|node| node["title"].as_str().unwrap());
            titles.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(listed("").await, ["later", "late", "soon", "done"]);
        assert_eq!(listed("(filter: { state: OVERDUE })").await, ["later", "late"]);
        assert_eq!(listed("(filter: { open: false })").await, ["done"]);
        assert_eq!(listed("(filter: { text: \"LATE\" })").await, ["later", "late"]);
        assert_eq!(listed("(filter: { owner: \"person:nobody\" })").await, Vec::<String>::new());
        let by_title = listed("(order: { key: \"title\", descending: true })").await;
        assert_eq!(by_title, ["soon", "later", "late", "done"]);
    })
    .await;
}

#[tokio::test]
async fn what_a_team_does_not_see_is_not_counted() {
    conversation(async |talk| {
        prepared(talk).await;
        let lead = talk.role("ai_security_lead").await;
        let open = json!({ "action": "action:a", "title": "Secret of alpha", "system": "system:alpha",
            "owner": "person:ml_engineer-a", "due": "2026-11-01T00:00:00Z" });
        lead.must("openAction", open).await;
        let raise = json!({ "finding": "finding:f", "control": "AIC-VT-03", "severity": "HIGH",
            "text": "Secret of alpha", "system": "system:alpha" });
        lead.must("raiseFinding", raise).await;
        let counts = "{ actions { totalCount } findings { totalCount } dashboard { attention { title } }
            action(subject: \"action:a\") { title } finding(subject: \"finding:f\") { text } }";
        let own = talk.role_at("data_scientist", "team:a").await.ask(counts).await;
        assert_eq!((&own["actions"]["totalCount"], &own["findings"]["totalCount"]), (&json!(1), &json!(1)));
        let other = talk.role_at("data_scientist", "team:b").await;
        let seen = other.ask(counts).await;
        assert_eq!((&seen["actions"]["totalCount"], &seen["findings"]["totalCount"]), (&json!(0), &json!(0)));
        assert_eq!((&seen["action"], &seen["finding"]), (&Value::Null, &Value::Null));
        assert!(!seen.to_string().contains("alpha"), "{seen}");
        let note = json!({ "action": "action:a", "note": "?" });
        assert_eq!(other.refused("reportAction", note).await, "action.unknown");
        assert!(talk.app.exists(&subject("action:a")).await.unwrap().is_some());
    })
    .await;
}
