//! The curriculum, tests, campaigns and own modules, asked for as a client asks.

use serde_json::{Value, json};

use crate::{
    talk::{Talk, Voice, conversation, subject},
    world,
};

/// Two teams, a published curriculum, and a data scientist of team a who began today.
pub(crate) async fn with_curriculum(talk: &Talk) {
    world::two_teams(talk).await;
    let officer = talk.role("compliance_officer").await;
    officer.must("publishCurriculum", json!({})).await;
    member(talk, "person:dana", "team:a", "data_scientist").await;
}

/// Registers somebody in a team, with a role for it.
pub(crate) async fn member(talk: &Talk, person: &str, team: &str, role: &str) {
    let admin = talk.role("administrator").await;
    let who = json!({ "person": person, "name": format!("Name of {person}"), "team": team });
    admin.must("registerPerson", who).await;
    let grant = json!({ "person": person, "role": role, "scope": team });
    admin.must("grantRole", grant).await;
}

/// The test of a module for a fresh attempt.
pub(crate) async fn test_of(voice: &Voice<'_>, module: &str) -> Value {
    let question = "query($id: String!) { module(id: $id) { test { attempt questions { id question options } } } }";
    voice.ask_with(question, json!({ "id": module })).await["module"]["test"].clone()
}

/// Answers a test: with the right options, or with one that is wrong.
pub(crate) fn answers(test: &Value, right: &[&str], is_right: bool) -> Value {
    let questions = test["questions"].as_array().unwrap();
    let answer = |(number, question): (usize, &Value)| {
        let options = question["options"].as_array().unwrap();
        let place = options.iter().position(|option| right.contains(&option.as_str().unwrap()));
        let place = place.expect("a right option is shown");
        let wrong = number == 0 && !is_right;
        let option = if wrong { (place + 1) % options.len() } else { place };
        json!({ "question": question["id"], "option": option })
    };
    let answers: Vec<Value> = questions.iter().enumerate().map(answer).collect();
    json!({ "module": "M01", "attempt": test["attempt"], "answers": answers })
}

/// The right options of M01, as the catalogue has them.
pub(crate) const RIGHT: [&str; 3] = [
    "Little, if the data or behaviour changes",
    "Every stage",
    "Report it so that it can be registered and classified",
];

const RESULT: &str = "result { score right of passed questions { id right explanation } }
    learner { minutesLeft duties { module { id } standing at triesLeft } }";

#[tokio::test]
async fn a_new_data_scientist_learns_and_coverage_rises() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        let dana = talk.person("person:dana").await;
        let officer = talk.role("compliance_officer").await;
        let mine = "{ myTraining { minutesLeft duties { standing at because module { id title } } } }";
        let before = dana.ask(mine).await["myTraining"].clone();
        assert_eq!(before["minutesLeft"], 375, "as the catalogue says of the first year");
        let duties = before["duties"].as_array().unwrap();
        assert_eq!(duties.len(), 8);
        assert!(duties.iter().all(|duty| duty["standing"] == "DUE"
            && duty["at"] == "2026-12-23T00:00:00Z" && duty["because"] == json!(["Data scientist"])));
        let share = async || {
            let coverage = officer.ask("{ trainingCoverage { teams { team { subject } count { required current share } } } }").await;
            let teams = coverage["trainingCoverage"]["teams"].as_array().unwrap().clone();
            teams.into_iter().find(|one| one["team"]["subject"] == "team:a").unwrap()["count"].clone()
        };
        assert_eq!(share().await, json!({ "required": 8, "current": 0, "share": 0.0 }));

        let test = test_of(&dana, "M01").await;
        let failed = dana.send_for("submitTest", answers(&test, &RIGHT, false), RESULT).await;
        assert_eq!(failed["result"]["passed"], false);
        assert_eq!(failed["result"]["score"], "0.667");
        let marks = failed["result"]["questions"].as_array().unwrap();
        assert_eq!(marks.iter().filter(|mark| mark["right"] == true).count(), 2);
        assert!(marks.iter().all(|mark| mark["explanation"].as_str().unwrap().len() > 10));
        let left = failed["learner"]["duties"].as_array().unwrap().iter().find(|duty| duty["module"]["id"] == "M01");
        assert_eq!(left.unwrap()["triesLeft"], 2);

        let test = test_of(&dana, "M01").await;
        let passed = dana.send_for("submitTest", answers(&test, &RIGHT, true), RESULT).await;
        assert_eq!(passed["result"], json!({ "score": "1", "right": 3, "of": 3, "passed": true,
            "questions": passed["result"]["questions"] }));
        assert_eq!(passed["learner"]["minutesLeft"], 345);
        let done = passed["learner"]["duties"].as_array().unwrap().iter().find(|duty| duty["module"]["id"] == "M01");
        assert_eq!(done.unwrap()["standing"], "CURRENT");
        assert_eq!(done.unwrap()["at"], "2027-11-23T12:00:00Z");
        assert_eq!(share().await, json!({ "required": 8, "current": 1, "share": 0.125 }));
        let steps = dana.ask("{ myTraining { steps { kind module score reported curriculum by { subject } } } }").await;
        let steps = steps["myTraining"]["steps"].as_array().unwrap().clone();
        let kinds: Vec<&str> = steps.iter().map(|step| step["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["COMPLETED", "PASSED", "FAILED"]);
        assert_eq!(steps[0]["curriculum"], "curriculum:ledgerstone@1");

        // In the past it was not done yet; a year later it is not done any more.
        let asked = r#"{ asOf(time: "2026-11-23T11:00:00Z") { trainingCoverage { organisation { current } } } }"#;
        assert_eq!(officer.ask(asked).await["asOf"]["trainingCoverage"]["organisation"]["current"], 0);
        talk.advance_days(365);
        let later = talk.person("person:dana").await;
        let overdue = later.ask(mine).await["myTraining"]["duties"].as_array().unwrap().iter()
            .filter(|duty| duty["standing"] == "OVERDUE").count();
        assert_eq!(overdue, 8);
    })
    .await;
}

#[tokio::test]
async fn the_answers_are_not_served_before_the_attempt() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        talk.role("compliance_officer").await.must("loadCatalogue", json!({})).await;
        let dana = talk.person("person:dana").await;
        let everything = dana.ask("{ curriculum { modules { id title outcomes topics speaksTo page
            test { attempt questions { id question options } } } } events(first: 500) { nodes { kind data leaf parts { text } } } }").await;
        let mut said = everything.to_string();
        assert!(said.contains("catalogue.part_loaded"));
        for number in 1..=20 {
            let item = format!(r#"{{ catalogueItem(section: "awareness_curriculum.modules", id: "M{number:02}") {{
                standing {{ body }} versions {{ body }} }} }}"#);
            let item = dana.ask(&item).await["catalogueItem"].clone();
            assert!(item["standing"]["body"].as_str().unwrap().contains("outcomes"), "{item}");
            said += &item.to_string();
        }
        let shipped = app::awareness::shipped().unwrap();
        for question in shipped.lessons.iter().flat_map(|lesson| &lesson.questions) {
            assert!(!said.contains(question.explanation.as_str()), "{}", question.explanation);
        }
        // The right option stands in no fixed place.
        let mut places = std::collections::BTreeSet::new();
        for _ in 0..24 {
            let test = test_of(&dana, "M01").await;
            let options = test["questions"][0]["options"].as_array().unwrap().clone();
            places.insert(options.iter().position(|option| *option == json!(RIGHT[0])).unwrap());
        }
        assert_eq!(places.len(), 3);
        let first = test_of(&dana, "M01").await;
        let again = format!(r#"{{ module(id: "M01") {{ test(attempt: {}) {{ attempt questions {{ id question options }} }} }} }}"#, first["attempt"]);
        assert_eq!(dana.ask(&again).await["module"]["test"], first);
    })
    .await;
}

#[tokio::test]
async fn an_attempt_is_sent_once_and_three_must_be_enough() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        let dana = talk.person("person:dana").await;
        let test = test_of(&dana, "M01").await;
        let first = dana.must("submitTest", answers(&test, &RIGHT, false)).await;
        let again = dana.send("submitTest", answers(&test, &RIGHT, false)).await;
        assert_eq!(again["receipt"]["duplicate"], true);
        assert_eq!(again["receipt"]["position"], first["receipt"]["position"]);
        assert_eq!(dana.refused("submitTest", answers(&test, &RIGHT, true)).await, "command.reused");
        let mut some = answers(&test_of(&dana, "M01").await, &RIGHT, true);
        some["answers"].as_array_mut().unwrap().pop();
        let refusal = dana.send("submitTest", some).await["refusal"].clone();
        assert_eq!((&refusal["code"], &refusal["field"]), (&json!("awareness.unanswered"), &json!("answers")));
        for _ in 0..2 {
            let test = test_of(&dana, "M01").await;
            dana.must("submitTest", answers(&test, &RIGHT, false)).await;
        }
        let test = test_of(&dana, "M01").await;
        assert_eq!(dana.refused("submitTest", answers(&test, &RIGHT, true)).await, "awareness.no_tries_left");

        member(talk, "person:chris", "team:a", "security_champion").await;
        let champion = talk.person("person:chris").await;
        let assign = json!({ "person": "person:dana", "module": "M01", "due": "2026-12-10T00:00:00Z", "why": "We went through it together" });
        let own = json!({ "person": "person:chris", "module": "M01", "due": "2026-12-10T00:00:00Z", "why": "Once more" });
        let refusal = champion.send("assignModule", own).await["refusal"].clone();
        assert_eq!((&refusal["code"], &refusal["field"]), (&json!("awareness.own_assignment"), &json!("person")));
        champion.must("assignModule", assign).await;
        let test = test_of(&dana, "M01").await;
        let passed = dana.send_for("submitTest", answers(&test, &RIGHT, true), "result { passed }").await;
        assert_eq!(passed["result"]["passed"], true);
    })
    .await;
}

#[tokio::test]
async fn an_own_module_is_taught_and_its_answers_stay_sealed() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        let lead = talk.role("ai_security_lead").await;
        let own = |text: &str, answer: i32| json!({
            "module": "OUR-1", "title": "How we ship", "minutes": 20, "refreshMonths": 6, "passScore": "1",
            "roles": ["data_scientist"], "graceDays": 7, "text": text,
            "questions": [{ "question": "How many people look?", "options": ["Nobody", "Two people"],
                "answer": answer, "explanation": "The secret of four eyes" }],
        });
        assert_eq!(lead.refused("publishModule", own("x", 2)).await, "curriculum.bad_question");
        lead.must("publishModule", own("# Ship\n\nPlease <script>alert(1)</script> [go](javascript:x)", 1)).await;
        let again = lead.send("publishModule", own("# Ship\n\nPlease <script>alert(1)</script> [go](javascript:x)", 1)).await;
        assert_eq!((&again["receipt"], &again["refusal"]), (&Value::Null, &Value::Null));

        let dana = talk.person("person:dana").await;
        let module = dana.ask(r#"{ module(id: "OUR-1") { own page roles } }"#).await["module"].clone();
        assert_eq!(module["page"], "<h2>Ship</h2>\n<p>Please &lt;script&gt;alert(1)&lt;/script&gt; go</p>\n");
        assert_eq!((&module["own"], &module["roles"]), (&json!(true), &json!(["Data scientist"])));
        for voice in [&dana, &lead, &talk.role("internal_auditor").await] {
            let log = voice.ask("{ events(first: 500) { nodes { kind data leaf parts { pointer of erased text } } } }").await;
            assert!(!log.to_string().contains("secret of four eyes"), "the answers leak");
        }
        let test = test_of(&dana, "OUR-1").await;
        let mut wrong = answers(&test, &["Two people"], false);
        wrong["module"] = json!("OUR-1");
        let failed = dana.send_for("submitTest", wrong, "result { passed questions { explanation } }").await;
        assert_eq!(failed["result"]["passed"], false);
        assert_eq!(failed["result"]["questions"][0]["explanation"], "The secret of four eyes");
        let mut right = answers(&test_of(&dana, "OUR-1").await, &["Two people"], true);
        right["module"] = json!("OUR-1");
        dana.must("submitTest", right).await;
        let duties = dana.ask("{ myTraining { duties { module { id } at standing } } }").await;
        let own_duty = duties["myTraining"]["duties"].as_array().unwrap().iter().find(|duty| duty["module"]["id"] == "OUR-1").unwrap().clone();
        assert_eq!((&own_duty["standing"], &own_duty["at"]), (&json!("CURRENT"), &json!("2027-05-23T12:00:00Z")));

        lead.must("withdrawModule", json!({ "module": "OUR-1", "reason": "We ship otherwise now" })).await;
        assert_eq!(dana.ask(r#"{ module(id: "OUR-1") { title } }"#).await["module"], Value::Null);
        let more = dana.ask("{ myTraining { duties { module { id } } more { module title } } }").await["myTraining"].clone();
        assert_eq!(more["duties"].as_array().unwrap().len(), 8);
        assert_eq!(more["more"], json!([{ "module": "OUR-1", "title": "OUR-1" }]));
        assert_eq!(lead.refused("withdrawModule", json!({ "module": "M01", "reason": "no" })).await, "curriculum.not_own");
    })
    .await;
}

#[tokio::test]
async fn a_campaign_asks_until_it_is_stopped() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        member(talk, "person:eli", "team:b", "approver").await;
        let officer = talk.role("compliance_officer").await;
        let start = json!({ "campaign": "spring", "title": "After the incident", "modules": ["M11"],
            "teams": ["team:b"], "due": "2026-12-10T00:00:00Z", "anew": true });
        officer.must("startCampaign", start.clone()).await;
        let eli = talk.person("person:eli").await;
        let asked = "{ myTraining { duties { module { id } because standing } } }";
        let duties = eli.ask(asked).await["myTraining"]["duties"].clone();
        assert_eq!(duties[0], json!({ "module": { "id": "M11" }, "because": ["After the incident"], "standing": "DUE" }));
        let dana = talk.person("person:dana").await;
        assert!(!dana.ask(asked).await.to_string().contains("M11"));
        let shown = officer.ask("{ campaigns { nodes { id title teams { subject } modules { id } stopped startedBy { subject } coverage { people required current } } } }").await;
        assert_eq!(shown["campaigns"]["nodes"], json!([{ "id": "spring", "title": "After the incident",
            "teams": [{ "subject": "team:b" }], "modules": [{ "id": "M11" }], "stopped": null,
            "startedBy": { "subject": "person:compliance_officer-org" },
            "coverage": { "people": 1, "required": 1, "current": 0 } }]));
        let mut other = start;
        other["title"] = json!("Another");
        assert_eq!(officer.refused("startCampaign", other).await, "campaign.taken");
        let unknown = json!({ "title": "t", "modules": ["M99"], "due": "2026-12-10T00:00:00Z" });
        assert_eq!(officer.refused("startCampaign", unknown).await, "awareness.unknown_module");
        let nowhere = json!({ "title": "t", "modules": ["M01"], "teams": ["team:nowhere"], "due": "2026-12-10T00:00:00Z" });
        assert_eq!(officer.refused("startCampaign", nowhere).await, "subject.unknown");
        officer.must("stopCampaign", json!({ "campaign": "spring", "reason": "Done" })).await;
        assert!(!eli.ask(asked).await.to_string().contains("M11"));
    })
    .await;
}

#[tokio::test]
async fn a_result_from_outside_is_held_against_the_curriculum() {
    conversation(async |talk| {
        with_curriculum(talk).await;
        let officer = talk.role("compliance_officer").await;
        let record = |module: &str, score: &str| json!({ "person": "person:dana", "module": module, "score": score, "on": "2026-11-20T10:00:00Z" });
        assert_eq!(officer.refused("recordCompletion", record("M99", "1")).await, "awareness.unknown_module");
        let below = officer.send("recordCompletion", record("M02", "0.5")).await["refusal"].clone();
        assert_eq!((&below["code"], &below["field"]), (&json!("awareness.below_pass"), &json!("score")));
        assert_eq!(below["sentence"], "a score of 0.5 does not pass: the module asks for 0.8");
        let done = officer.send_for("recordCompletion", record("M02", "0.9"), "learner { duties { module { id } standing at score completed } }").await;
        let duty = done["learner"]["duties"].as_array().unwrap().iter().find(|duty| duty["module"]["id"] == "M02").unwrap().clone();
        assert_eq!((&duty["standing"], &duty["at"]), (&json!("CURRENT"), &json!("2027-11-20T10:00:00Z")));
        let mut future = record("M03", "0.9");
        future["on"] = json!("2026-11-24T10:00:00Z");
        assert_eq!(officer.refused("recordCompletion", future).await, "awareness.from_the_future");
        let mut nobody = record("M03", "0.9");
        nobody["person"] = json!("person:nobody");
        assert_eq!(officer.refused("recordCompletion", nobody).await, "subject.unknown");
        let mut system = record("M03", "0.9");
        system["person"] = json!("system:alpha");
        assert_eq!(officer.refused("recordCompletion", system).await, "awareness.not_a_person");
        let trained = talk.app.sight(&talk.app.caller(&subject("person:dana")).await.unwrap(), app::Instant::Now).await.unwrap();
        let module = kernel::Name::parse("M02").unwrap();
        assert!(talk.app.is_trained(&trained, &subject("person:dana"), &module).await.unwrap());
    })
    .await;
}
