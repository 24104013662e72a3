//! Who may ask and send what: the table, its print-out, and the proof that it is obeyed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use api::authority::{MUTATIONS, NARROW, QUERIES, ROUTES, SIGNED_IN, act_of, mutations_of};
use domain::{
    authority::{Act, Caller, Grant, Place},
    people::roles,
};
use kernel::Micros;
use serde_json::{Value, json};

use crate::{
    golden,
    talk::{Voice, conversation, subject},
    world,
};

/// The fields of a root type, each with its required arguments and the kind of its type.
async fn fields(voice: &Voice<'_>, root: &str) -> BTreeMap<String, Field> {
    let question = "query($root: String!) { __type(name: $root) { fields { name
        type { kind ofType { kind ofType { kind } } }
        args { name type { kind name ofType { kind name ofType { kind name ofType { name } } } } } } } }";
    let found = voice.ask_with(question, json!({ "root": root })).await;
    let fields = found["__type"]["fields"].as_array().unwrap().iter();
    let named = |field: &Value| {
        let args = field["args"].as_array().unwrap().iter();
        let needed = args.filter(|arg| arg["type"]["kind"] == "NON_NULL");
        let args = needed.map(|arg| {
            let mut kind = &arg["type"]["ofType"];
            let is_list = kind["kind"] == "LIST";
            if is_list {
                kind = &kind["ofType"]["ofType"];
            }
            let name = arg["name"].as_str().unwrap().to_owned();
            (name, (kind["name"].as_str().unwrap_or("Subject").to_owned(), is_list))
        });
        (field["name"].as_str().unwrap().to_owned(), Field { args: args.collect() })
    };
    fields.map(named).collect()
}

struct Field {
    args: BTreeMap<String, (String, bool)>,
}

fn caller(role: &str) -> Caller {
    let scope = subject("organisation:org");
    let grant = Grant { role: role.to_owned(), scope, from: Micros(0), until: None };
    Caller { person: subject("person:p"), grants: vec![grant], now: Micros(1) }
}

pub(crate) fn is_allowed(role: &str, field: &str) -> bool {
    act_of(field).is_some_and(|act| caller(role).permit(act, &Place::default()).is_ok())
}

#[tokio::test]
async fn every_field_has_its_act() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let voice = talk.role("internal_auditor").await;
        let asked: BTreeSet<String> = fields(&voice, "Query").await.into_keys().collect();
        let narrow = NARROW.iter().map(|(name, _)| name);
        let table = QUERIES.iter().chain(SIGNED_IN).chain(narrow).map(|name| (*name).to_owned());
        assert_eq!(asked, table.collect());
        let sent: BTreeSet<String> = fields(&voice, "Mutation").await.into_keys().collect();
        let table = MUTATIONS.iter().map(|(name, _)| (*name).to_owned());
        assert_eq!(sent, table.collect());
    })
    .await;
}

#[test]
fn the_table_is_printed_for_the_reviewer() {
    let mut text = String::from(
        "# Who may do what, inside the scope of their role. Generated; review every changed mark.\n\n",
    );
    let ids: Vec<&str> = roles().iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ids.len(), 24);
    for (number, id) in ids.iter().enumerate() {
        writeln!(text, "{:>2}  {id}", number + 1).unwrap();
    }
    let columns: String =
        (1..=ids.len()).map(|number| format!("{number:>3}")).collect::<Vec<_>>().concat();
    let mut print = |title: &str, names: Vec<&str>| {
        writeln!(text, "\n{title:<26}{columns}").unwrap();
        for name in names {
            let marks = ids.iter().map(|id| if is_allowed(id, name) { "  ✔" } else { "  ·" });
            writeln!(text, "{name:<26}{}", marks.collect::<String>()).unwrap();
        }
    };
    print("mutation", MUTATIONS.iter().map(|(name, _)| *name).collect());
    let narrow = NARROW.iter().map(|(name, _)| *name);
    print("query", QUERIES.iter().copied().chain(narrow).collect());
    print("route", ROUTES.iter().map(|(name, _)| *name).collect());
    writeln!(text, "\nWhoever is signed in asks: {}", SIGNED_IN.join(", ")).unwrap();
    golden::check("tests/it/authority.txt", &text);
}

#[test]
fn every_act_of_the_api_is_somebodys() {
    for (name, act) in MUTATIONS.iter().chain(ROUTES) {
        assert!(
            roles().iter().any(|role| is_allowed(&role.id, name)),
            "nobody may {name} ({act:?})"
        );
    }
    let may = mutations_of(&caller("internal_auditor"));
    let own = ["removeView", "renameView", "saveView", "submitTest"];
    assert_eq!(may, own, "an auditor only learns, and keeps views");
    assert_eq!(act_of("systems"), Some(Act::Read));
    assert_eq!(act_of("noSuchField"), None);
}

/// The name of a thing that is not there, of the kind that a field of an input takes.
fn nothing(mutation: &str, field: &str) -> String {
    let name = match field {
        "version" | "roots" if mutation.contains("Model") => "model:nothing@1",
        "version" if mutation.contains("Prompt") => "prompt:nothing@1",
        "version" | "roots" | "inputs" | "outputs" | "suspects" => "dataset:nothing@1",
        "team" | "owner" => "team:nothing",
        "principal" | "lender" | "participants" | "approvedBy" => "person:nothing",
        "scope" | "with" => "organisation:org",
        "from" | "to" | "model" if mutation != "registerModel" => "model:nothing@1",
        "about" => "deployment:nothing",
        field => return format!("{field}:nothing"),
    };
    name.to_owned()
}

/// Something that parses, for an input of a kind.
fn example(mutation: &str, field: &str, kind: &str) -> Value {
    let text = match (kind, field) {
        ("AnswerInput", _) => return json!({ "question": "Q01", "yes": true }),
        ("Subject", field) => return json!(nothing(mutation, field)),
        ("Time", _) => "2027-01-01T00:00:00Z",
        ("Long" | "Position" | "Int", _) => return json!(1),
        ("Boolean", _) => return json!(true),
        ("RiskClass" | "Grade", _) => "LOW",
        ("SystemKind", _) => "AGENT",
        ("ActClass", _) => "MINIMAL",
        ("Stage", _) => "TEST",
        ("Severity", _) => "SEV4",
        ("IncidentRole", _) => "SCRIBE",
        ("ControlStatus", "from") => "PASS",
        ("ControlStatus", _) => "STALE",
        (_, "section") => "limits",
        (_, "body") => "{}",
        ("ReviewPhase", _) => "DESIGN",
        ("ReviewAnswer", _) => "COVERED",
        ("ReviewVerdict", _) => "APPROVED",
        ("Settled", _) => "NOTHING",
        ("AppetiteStatementInput", _) => {
            return json!({ "category": "privacy", "appetite": "LOW", "toleranceMaxBand": "LOW" });
        }
        ("HeldAccessInput", _) => return json!({ "principal": "person:nothing", "right": "read" }),
        ("WithdrawnAccessInput", _) => {
            return json!({ "principal": "team:nothing", "right": "read", "reason": "left" });
        }
        ("MetricInput", _) => return json!({ "name": "culture.score", "value": "0.5" }),
        (_, "digest") => return json!(world::digest('a')),
        (_, "duty") => "owner",
        (_, "trust") => "high",
        (_, "sensitivity") => "public",
        (_, "verdict") => "clean",
        (_, "right" | "action") => "read",
        (_, "kind") => "train",
        (_, "role") => "data_scientist",
        (_, "technique") => "encryption",
        (_, "epsilon") => "1",
        ("RiskCategory", _) => "PEOPLE_SAFETY",
        ("Treatment", _) => "MITIGATE",
        ("ReopenCause", _) => "EXPIRY",
        ("WhichScore", _) => "INHERENT",
        ("ScoreInput", _) => return json!({ "likelihood": 1, "impact": 1 }),
        ("RangeInput", _) => return json!({ "min": "0", "mostLikely": "0", "max": "1" }),
        ("CountInput", _) => return json!({ "name": "run", "count": 1 }),
        ("TestAnswerInput", _) => return json!({ "question": "Q1", "option": 0 }),
        ("QuestionInput", _) => {
            return json!({ "question": "q", "options": ["a", "b"], "answer": 0, "explanation": "e" });
        }
        (_, "score" | "passScore") => "0.9",
        _ => "something",
    };
    json!(text)
}

#[tokio::test]
async fn every_field_as_every_role() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let auditor = talk.role("internal_auditor").await;
        let (queries, mutations) =
            (fields(&auditor, "Query").await, fields(&auditor, "Mutation").await);
        let mut inputs = BTreeMap::new();
        for (name, field) in &mutations {
            let (input, _) = &field.args["input"];
            let question = "query($name: String!) { __type(name: $name) { inputFields { name
                type { kind ofType { kind name ofType { kind ofType { name } } } } } } }";
            let found = auditor.ask_with(question, json!({ "name": input })).await;
            let mut value = json!({});
            for field in found["__type"]["inputFields"].as_array().unwrap() {
                if field["type"]["kind"] != "NON_NULL" {
                    continue;
                }
                let (label, mut kind) = (field["name"].as_str().unwrap(), &field["type"]["ofType"]);
                let is_list = kind["kind"] == "LIST";
                if is_list {
                    kind = &kind["ofType"]["ofType"];
                }
                let one = example(name, label, kind["name"].as_str().unwrap());
                value[label] = if is_list { json!([one]) } else { one };
            }
            if name == "registerPromptVersion" {
                // Its text or its digest must be there; the schema cannot say so.
                value["digest"] = json!(world::digest('a'));
            }
            inputs.insert(name, (input, value));
        }
        for role in roles() {
            let voice = talk.role(&role.id).await;
            for (name, (kind, input)) in &inputs {
                let question = format!(
                    "mutation($input: {kind}!) {{ {name}(input: $input) {{ refusal {{ code }} }} }}"
                );
                let answer = voice.answer(&question, json!({ "input": input })).await;
                let denied = answer["errors"][0]["extensions"]["code"] == "denied";
                assert!(
                    denied || answer.get("errors").is_none(),
                    "{name} as {}: {answer}",
                    role.id
                );
                assert_eq!(!denied, is_allowed(&role.id, name), "{name} as {}: {answer}", role.id);
            }
            every_query(&voice, &queries, Some(&role.id)).await;
        }
        let stranger = talk.person("person:stranger").await;
        every_query(&stranger, &queries, None).await;
        assert_eq!(stranger.ask("{ me { may roles { role } } }").await["me"]["may"], json!([]));
        for name in queries.keys().filter(|name| *name != "asOf") {
            let codes = talk.nobody().errors(&question(name, &queries[name])).await;
            assert_eq!(codes, ["signed_out"], "{name}");
        }
    })
    .await;
}

fn question(name: &str, field: &Field) -> String {
    let args: Vec<String> = field
        .args
        .iter()
        .map(|(label, (kind, is_list))| match (kind.as_str(), is_list) {
            ("Position", _) => format!("{label}: 0"),
            ("AnswerInput", _) => format!("{label}: []"),
            (_, true) => format!("{label}: [\"dataset:nothing@1\"]"),
            (_, false) => format!("{label}: \"dataset:nothing@1\""),
        })
        .collect();
    let args = if args.is_empty() { String::new() } else { format!("({})", args.join(", ")) };
    format!("{{ {name}{args} {{ __typename }} }}")
}

async fn every_query(voice: &Voice<'_>, queries: &BTreeMap<String, Field>, role: Option<&str>) {
    for (name, field) in queries {
        let is_open = SIGNED_IN.contains(&name.as_str());
        let is_allowed = is_open || role.is_some_and(|role| is_allowed(role, name));
        let expected: &[&str] = if is_allowed { &[] } else { &["denied"] };
        assert_eq!(voice.errors(&question(name, field)).await, expected, "{name}");
    }
}
