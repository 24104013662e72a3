use serde_json::{Value, json};

use crate::{
    talk::{Voice, conversation},
    world,
};

fn system(name: &str, team: &str) -> Value {
    json!({ "system": format!("system:{name}"), "name": name, "purpose": "Sorts letters",
        "kinds": ["PREDICTIVE"], "riskClass": "LOW", "team": team, "processesPersonalData": false,
        "affectsPersons": false, "trainedInHouse": true })
}

/// The code of the error that answers a registration.
async fn refused(voice: &Voice<'_>, input: Value) -> Value {
    let question = "mutation($input: RegisterSystemInput!) {
        registerSystem(input: $input) { receipt { position } } }";
    let answer = voice.answer(question, json!({ "input": input })).await;
    answer["errors"][0]["extensions"]["code"].clone()
}

#[tokio::test]
async fn a_team_registers_its_own_systems() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let owner = talk.role_at("product_owner", "team:a").await;
        owner.must("registerSystem", system("letters", "team:a")).await;
        let seen = owner.ask(r#"{ system(subject: "system:letters") { name } }"#).await;
        assert_eq!(seen["system"]["name"], "letters");
        assert_eq!(refused(&owner, system("post", "team:b")).await, "denied");
        // What belongs to another team is neither taken over nor told of.
        assert_eq!(refused(&owner, system("beta", "team:a")).await, "denied");
        let reader = talk.role_at("ml_engineer", "team:a").await;
        assert_eq!(refused(&reader, system("more", "team:a")).await, "denied");
    })
    .await;
}

/// Answers to every question that applies: yes to these, no to the others, no listed use.
fn answers(yes: &[&str]) -> Vec<Value> {
    let questions = domain::systems::questionnaire::questions();
    let asked = questions.iter().filter(|question| {
        !["Q21", "Q31", "Q32", "Q33", "Q34", "Q51", "Q52"].contains(&question.id.as_str())
    });
    let answered = asked.map(|question| match question.id.as_str() {
        "Q03" => json!({ "question": "Q03", "options": ["deployer"] }),
        "Q30" => json!({ "question": "Q30", "options": ["none"] }),
        id => json!({ "question": id, "yes": yes.contains(&id) }),
    });
    answered.collect()
}

#[tokio::test]
async fn a_conclusion_says_what_is_asked_and_why() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let voice = talk.role("internal_auditor").await;
        let question = "query($answers: [AnswerInput!]!) { conclude(answers: $answers) {
            actClass because missing obligations duties { id article title appliesFrom } } }";
        let ask = async |yes: &[&str]| {
            let variables = json!({ "answers": answers(yes) });
            voice.ask_with(question, variables).await["conclude"].clone()
        };
        let found = ask(&["Q01", "Q05", "Q40"]).await;
        assert_eq!((&found["actClass"], &found["missing"]), (&json!("TRANSPARENCY"), &json!([])));
        assert_eq!(found["because"], json!(["Q40"]));
        let ids: Vec<&Value> =
            found["duties"].as_array().unwrap().iter().map(|duty| &duty["id"]).collect();
        assert_eq!(json!(ids), found["obligations"]);
        assert_eq!(found["duties"][1]["article"], "50(1)");
        assert_eq!(found["duties"][1]["appliesFrom"], "2026-08-02");
        let outside = ask(&["Q01"]).await;
        assert_eq!(outside["actClass"], "OUT_OF_SCOPE");
        assert_eq!(outside["because"], json!(["Q05"]));
    })
    .await;
}
