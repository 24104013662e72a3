//! Who answers for what, asked as people ask it: the duties that nobody holds, and the teams.

use std::collections::BTreeSet;

use domain::people::Command;
use kernel::Name;
use serde_json::{Value, json};

use crate::{
    talk::{Voice, conversation, subject},
    world,
};

/// The vacant duties of a list, as `system:alpha, accountable owner`, in its order.
async fn vacant(reader: &Voice<'_>, arguments: &str) -> Vec<String> {
    let question =
        format!("{{ vacancies{arguments} {{ totalCount nodes {{ subject role gap }} }} }}");
    let list = reader.ask(&question).await["vacancies"].clone();
    let nodes = list["nodes"].as_array().unwrap();
    assert_eq!(list["totalCount"], nodes.len());
    let text = |node: &Value, key: &str| node[key].as_str().unwrap().to_owned();
    nodes.iter().map(|node| format!("{}, {}", text(node, "subject"), text(node, "role"))).collect()
}

const ALPHA: &str = "system:alpha, accountable owner";
const BETA: &str = "system:beta, accountable owner";
const TEAM_A: &str = "team:a, security champion";
const TEAM_B: &str = "team:b, security champion";

#[tokio::test]
async fn vacant_duties_are_narrowed_and_ordered() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let reader = talk.reader();
        let names = "order: { key: \"name\" }";
        let all = vacant(&reader, &format!("({names})")).await;
        assert_eq!(all, [TEAM_A, ALPHA, TEAM_B, BETA], "by the name of the thing");
        let turned = vacant(&reader, "(order: { key: \"name\", descending: true })").await;
        assert_eq!(turned, [BETA, TEAM_B, ALPHA, TEAM_A]);
        let systems = format!("({names}, filter: {{ kind: \"system\" }})");
        assert_eq!(vacant(&reader, &systems).await, [ALPHA, BETA]);
        let text = format!("({names}, filter: {{ text: \"THE BETA\" }})");
        assert_eq!(vacant(&reader, &text).await, [BETA], "a system is found by its name");
        let text = format!("({names}, filter: {{ text: \"champion\" }})");
        assert_eq!(vacant(&reader, &text).await, [TEAM_A, TEAM_B]);
        assert!(vacant(&reader, "(filter: { gap: false })").await.is_empty(), "nobody left");
        for (part, known) in
            [("filter: { kind: \"thing\" }", "deployment"), ("order: { key: \"moon\" }", "since")]
        {
            let question = format!("{{ vacancies({part}) {{ totalCount }} }}");
            let answer = reader.answer(&question, json!({})).await;
            let sentence = answer["errors"][0]["message"].as_str().unwrap().to_owned();
            assert!(sentence.contains(known), "{sentence}");
        }
    })
    .await;
}

#[tokio::test]
async fn pages_of_vacant_duties_join() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let reader = talk.reader();
        let question = "query($after: String) { vacancies(first: 3, after: $after) {
            totalCount nodes { subject role } pageInfo { hasNextPage endCursor } } }";
        let one = reader.ask_with(question, json!({ "after": null })).await["vacancies"].clone();
        let after = one["pageInfo"]["endCursor"].clone();
        let two = reader.ask_with(question, json!({ "after": after })).await["vacancies"].clone();
        assert_eq!(one["pageInfo"]["hasNextPage"], true);
        assert_eq!(two["pageInfo"]["hasNextPage"], false);
        assert_eq!(two["totalCount"], 4);
        let nodes = [one, two].map(|page| page["nodes"].as_array().unwrap().clone()).concat();
        let seen: BTreeSet<String> = nodes.iter().map(Value::to_string).collect();
        assert_eq!((nodes.len(), seen.len()), (4, 4), "none is missing, none is there twice");
    })
    .await;
}

#[tokio::test]
async fn vacant_duties_of_another_team_are_not_told() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let engineer = talk.role_at("ml_engineer", "team:a").await;
        let own = vacant(&engineer, "(order: { key: \"name\" })").await;
        assert_eq!(own, [TEAM_A, ALPHA], "neither the rows nor their number tell of team b");
        assert!(vacant(&engineer, "(filter: { text: \"beta\" })").await.is_empty());
    })
    .await;
}

/// The teams of a list, in its order.
async fn teams(reader: &Voice<'_>, arguments: &str) -> Vec<String> {
    let question = format!(
        "{{ championTeams{arguments} {{ totalCount nodes {{ subject runsSystem \
         champion {{ subject }} }} }} }}"
    );
    let list = reader.ask(&question).await["championTeams"].clone();
    let nodes = list["nodes"].as_array().unwrap();
    assert_eq!(list["totalCount"], nodes.len());
    let words = |node: &Value| {
        let name = node["subject"].as_str().unwrap().to_owned();
        let champion = if node["champion"].is_null() { "nobody" } else { "somebody" };
        let runs = if node["runsSystem"] == true { "runs" } else { "runs none" };
        format!("{name} {runs} {champion}")
    };
    nodes.iter().map(words).collect()
}

#[tokio::test]
async fn teams_that_need_a_champion_are_first() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let create = Command::CreateTeam { name: Name::parse("An idle team").unwrap() };
        talk.as_root(&subject("team:idle"), "create", create).await;
        talk.role_at("security_champion", "team:a").await;
        let reader = talk.reader();
        let (a, b, idle) =
            ("team:a runs somebody", "team:b runs nobody", "team:idle runs none nobody");
        assert_eq!(teams(&reader, "").await, [b, a, idle]);
        assert_eq!(teams(&reader, "(filter: { missing: true })").await, [b]);
        assert_eq!(teams(&reader, "(filter: { missing: false })").await, [a, idle]);
        assert_eq!(teams(&reader, "(filter: { text: \"IDLE\" })").await, [idle]);
        assert_eq!(teams(&reader, "(order: { key: \"name\" })").await, [idle, a, b]);
        // Those without one stand at the end either way, in the order of the list.
        assert_eq!(teams(&reader, "(order: { key: \"champion\" })").await, [a, b, idle]);
        // What the system of another team needs is not told.
        let engineer = talk.role_at("ml_engineer", "team:a").await;
        assert!(teams(&engineer, "(filter: { missing: true })").await.is_empty());
        assert!(!teams(&engineer, "").await.contains(&b.to_owned()), "that it runs a system");
    })
    .await;
}

/// What came of each line of a file: what it records, or the column that is wrong.
async fn lines(voice: &Voice<'_>, mutation: &str, csv: &str) -> (Vec<String>, bool) {
    let input = json!({ "csv": csv, "dryRun": false });
    let more = "lines { line records refusal { code field } }";
    let done = voice.send_for(mutation, input, more).await;
    assert!(done["refusal"].is_null(), "{done:#}");
    let said = done["lines"].as_array().unwrap().iter().map(|line| {
        let wrong = &line["refusal"];
        if wrong.is_null() {
            return line["records"][0].as_str().unwrap_or("nothing new").to_owned();
        }
        format!("{} {}", line["line"], wrong["field"].as_str().unwrap())
    });
    (said.collect(), done["receipt"].is_object())
}

#[tokio::test]
async fn who_answers_comes_from_a_file_where_its_sender_may() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        for who in ["p-1", "p-2"] {
            talk.register(&subject(&format!("person:{who}")), who).await;
        }
        let owner = talk.role_at("system_owner", "team:a").await;
        let both = "system,duty,person\nalpha,owner,p-1\nbeta,owner,p-1\n";
        let (said, recorded) = lines(&owner, "importAccountabilities", both).await;
        // The system of another team is not told of.
        assert_eq!(said, ["name p-1 owner of alpha, all stages", "3 system"]);
        assert!(!recorded);
        let one = "system,duty,person\nalpha,owner,p-1\nalpha,deputy,p-2\n";
        assert!(lines(&owner, "importAccountabilities", one).await.1);
        let reader = talk.reader();
        assert_eq!(vacant(&reader, "(filter: { kind: \"system\" })").await, [BETA]);
        let (said, recorded) = lines(&owner, "importAccountabilities", one).await;
        assert_eq!((said, recorded), (vec!["nothing new".to_owned(); 2], false));

        let teams = "team,person\na,p-1\nb,p-2\n";
        let (said, recorded) = lines(&owner, "importChampions", teams).await;
        assert_eq!(said, ["ask p-1 to be the champion of a", "3 team"]);
        assert!(!recorded);
        let lead = talk.role("ai_security_lead").await;
        assert!(lines(&lead, "importChampions", teams).await.1);
        let refused = "mutation($input: ImportChampionsInput!) {
            importChampions(input: $input) { receipt { position } } }";
        let input = json!({ "input": { "csv": teams, "dryRun": true } });
        let admin = talk.role("administrator").await;
        let answer = admin.answer(refused, input).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "denied");
    })
    .await;
}

#[tokio::test]
async fn a_champion_steps_down_in_person_and_is_followed_by_a_yes() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let champion = talk.role_at("security_champion", "team:a").await;
        let next = talk.role_at("ml_engineer", "team:a").await;
        let reader = talk.reader();
        let covered = "team:a runs somebody".to_owned();
        let who = "person:security_champion-a";
        let input = json!({ "person": who, "team": "team:a", "reason": "Another duty",
            "successor": "person:ml_engineer-a" });
        let code = next.refused("stepDownChampion", input.clone()).await;
        assert_eq!(code, "person.not_oneself");
        let own = json!({ "person": who, "team": "team:a", "reason": "Tired", "successor": who });
        assert_eq!(champion.refused("stepDownChampion", own).await, "person.succeeds_oneself");
        let other = json!({ "person": who, "team": "team:b", "reason": "Tired" });
        assert_eq!(champion.refused("stepDownChampion", other).await, "person.not_the_champion");
        assert!(teams(&reader, "").await.contains(&covered));
        champion.must("stepDownChampion", input).await;
        assert!(!teams(&reader, "").await.contains(&covered), "asked is not agreed");
        let yes = json!({ "person": "person:ml_engineer-a", "team": "team:a" });
        next.must("acceptNomination", yes).await;
        assert!(teams(&reader, "").await.contains(&covered));
    })
    .await;
}
