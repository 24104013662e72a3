//! What a review asks: from the log and the catalogue, and by the kind of the system.

use std::collections::BTreeSet;

use domain::{
    authority::Permit,
    catalogue::{self, OwnItem, Section},
    reviews::{Command, Opening, Phase},
    systems::{self, Registration, RiskClass, SystemKind, Systems},
};
use kernel::{Name, Note};

use super::{ReviewRow, code, meta, must, name, now, opening, review, send, subject};
use crate::{
    Filter,
    catalogue::{Book, own_stream},
    testing::{drill_app, with_roles},
};

#[tokio::test]
async fn a_review_is_prepared_from_log_and_catalogue() {
    let test = drill_app(None).await;
    let builders = opening(&["usr-care-ds1", "usr-credit-mle"]);
    // The champion of another team is no security of this system.
    let refused = send(&test, "usr-care-owner", "1", "review:r", builders).await;
    assert_eq!(code(refused), "review.no_security");
    let people = opening(&["usr-care-ds1", "usr-care-champion"]);
    must(&test, "usr-care-owner", "2", "review:r", people).await;

    let row = review(&test, "review:r").await;
    let roles: Vec<Vec<&str>> =
        row.participants.iter().map(|one| one.roles.iter().map(Name::as_str).collect()).collect();
    assert_eq!(roles[0], ["data_scientist"]);
    assert!(roles[1].contains(&"security_champion"), "{roles:?}");
    let threats: Vec<&str> = row.questions.iter().map(|asked| asked.threat.as_str()).collect();
    assert_eq!(threats.len(), 16, "the threat to the organisation alone is not asked about");
    assert!(threats.iter().all(|threat| Book::shipped().title(threat).is_some()), "{threats:?}");
}

#[tokio::test]
async fn a_threat_of_ones_own_is_asked_about() {
    let test = drill_app(None).await;
    let officer = with_roles("usr-comp", &["compliance_officer"]);
    let add = catalogue::Command::Add(OwnItem {
        section: Section::Threats,
        id: name("ORG-PASTE"),
        body: serde_json::json!({ "title": "Pasted records", "board_question": "Who pastes what?" }),
        valid_from: None,
        valid_to: None,
    });
    test.app.catalogue(&officer, &meta("0"), &own_stream().unwrap(), add).await.unwrap();
    let people = opening(&["usr-care-mle", "usr-sec-lead"]);
    must(&test, "usr-care-owner", "1", "review:r", people).await;
    let questions = review(&test, "review:r").await.questions;
    let own = questions.iter().find(|asked| asked.threat.as_str() == "ORG-PASTE").unwrap();
    assert_eq!(own.text.as_str(), "Who pastes what?");
}

#[tokio::test]
async fn a_third_party_assistant_is_asked_other_questions() {
    let test = drill_app(None).await;
    let Command::Open(mut opening) = opening(&["usr-chat-mle"]) else { panic!() };
    opening.system = subject("system:sys-supportchat");
    must(&test, "usr-chat-owner", "1", "review:r", Command::Open(opening)).await;
    let row = review(&test, "review:r").await;
    let threats: BTreeSet<&str> = row.questions.iter().map(|asked| asked.threat.as_str()).collect();
    for gathering in ["THR-02", "THR-06", "THR-13"] {
        assert!(!threats.contains(gathering), "it is trained elsewhere: {threats:?}");
    }
    assert!(threats.contains("THR-08"));
}

/// The text of the question about a threat.
fn text<'a>(row: &'a ReviewRow, threat: &str) -> &'a str {
    row.questions.iter().find(|asked| asked.threat.as_str() == threat).unwrap().text.as_str()
}

#[tokio::test]
async fn a_question_names_what_concerns_the_kind() {
    let test = drill_app(None).await;
    let open = |system: &str, person: &str| {
        let Command::Open(mut opening) = opening(&[person]) else { panic!() };
        opening.system = subject(system);
        Command::Open(opening)
    };
    let care = open("system:sys-carerisk", "usr-care-champion");
    must(&test, "usr-care-owner", "1", "review:care", care).await;
    let chat = open("system:sys-supportchat", "usr-chat-mle");
    must(&test, "usr-chat-owner", "2", "review:chat", chat).await;
    let (care, chat) = (review(&test, "review:care").await, review(&test, "review:chat").await);
    // A model that predicts: NIST AI 100-2 has evasion (.022, .025) among attacks on predictive AI.
    assert_eq!(
        text(&care, "THR-08"),
        "Can users bend the system without hacking it? Think of: Gaming the decision boundary; \
         Abuse of automated decision flow; Unsafe handling of model output; Confidence \
         exploitation; Unsafe inference settings; Prompt construction tampering."
    );
    assert!(text(&care, "THR-01").contains("Feature-space manipulation of tabular input"));
    assert!(!text(&care, "THR-01").contains("multimodal LLM input"));
    assert!(!text(&care, "THR-14").contains("Poisoned agent tool"));
    // One that writes and acts through tools: prompt injection (.015, .018) and agents.
    let chat_asks = text(&chat, "THR-08");
    for one in ["Direct prompt injection", "Jailbreak", "Excessive agency and tool misuse"] {
        assert!(chat_asks.contains(one), "{one}: {chat_asks}");
    }
    assert!(!chat_asks.contains("Gaming the decision boundary"));
    assert!(text(&chat, "THR-14").contains("Poisoned agent tool or plugin"));
    assert_eq!(
        text(&chat, "THR-10"),
        "How much could someone take by simply asking? Think of: Sensitive data extraction by \
         prompting; Credential harvesting from retrieval or tools."
    );
}

#[tokio::test]
async fn each_kind_is_asked_its_own_questions() {
    use SystemKind::{Agent, Generative, Predictive, ThirdParty};
    let test = drill_app(None).await;
    // How many threats, and how many techniques in all: counted by a script from threats.json, with
    // the taxonomies that nist_ai_100_2.json gives the items a technique is mapped to.
    let cases = [
        (vec![Predictive], true, 16, 94),
        (vec![Generative], true, 16, 82),
        (vec![Agent], true, 16, 84),
        (vec![Generative, ThirdParty], false, 13, 58),
        (vec![ThirdParty], false, 13, 80),
    ];
    let lead = with_roles("usr-sec-lead", &["ai_security_lead"]);
    for (number, (kinds, trained_in_house, threats, techniques)) in cases.into_iter().enumerate() {
        let system = subject(&format!("system:kind-{number}"));
        let register = systems::Command::Register(Registration {
            name: name("Of a kind"),
            purpose: Note::parse("To be asked about").unwrap(),
            kinds: kinds.clone(),
            risk_class: RiskClass::Medium,
            team: subject("team:team-care-ai"),
            processes_personal_data: true,
            affects_persons: true,
            trained_in_house,
        });
        let mut draft = test.app.draft(&lead, &meta("register"));
        draft.decide::<Systems>(None, &system, register).await.unwrap();
        let permit = Permit::bootstrap(lead.person.clone());
        draft.commit(&permit, &meta(&format!("register {number}")), Vec::new()).await.unwrap();
        let opening = Opening {
            system,
            phase: Phase::Concept,
            participants: Vec::new(),
            questions: Vec::new(),
        };
        let asked = test.app.prepared(opening).await.unwrap().questions;
        let listed = asked.iter().filter_map(|one| one.text.as_str().split_once("Think of: "));
        let named: usize = listed.map(|(_, list)| list.split("; ").count()).sum();
        assert_eq!((asked.len(), named), (threats, techniques), "{kinds:?}");
    }
}

#[tokio::test]
async fn reviews_of_the_past_keep_their_questions() {
    let test = drill_app(None).await;
    let rows = async || {
        test.app.list::<ReviewRow>(&now(&test).await, Filter::default()).await.unwrap().rows
    };
    let before = rows().await;
    assert!(!before.is_empty());
    // The drill records which threats were looked at, and no single question.
    for row in &before {
        assert!(row.questions.is_empty(), "{}", row.subject);
        assert!(!row.concluded.as_ref().unwrap().threats.is_empty(), "{}", row.subject);
    }
    must(&test, "usr-care-owner", "1", "review:r", opening(&["usr-care-champion"])).await;
    let opened = review(&test, "review:r").await.questions;
    // Another catalogue asks others from now on, and nothing of those already asked.
    let officer = with_roles("usr-comp", &["compliance_officer"]);
    let add = catalogue::Command::Add(OwnItem {
        section: Section::Threats,
        id: name("ORG-PASTE"),
        body: serde_json::json!({ "title": "Pasted records" }),
        valid_from: None,
        valid_to: None,
    });
    test.app.catalogue(&officer, &meta("2"), &own_stream().unwrap(), add).await.unwrap();
    let mut after = rows().await;
    assert_eq!(review(&test, "review:r").await.questions, opened);
    after.retain(|row| row.subject != subject("review:r"));
    assert_eq!(after, before);
}
