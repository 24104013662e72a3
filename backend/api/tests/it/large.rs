//! A large register over HTTP: its first page, filters, order, map and file agree about every risk.
//!
//! How fast each is on 100,000 risks is measured by `ledgerstone bench`, over HTTP too; here the
//! counts are reconciled with what was generated, on 100,000 risks in `make prove`.

use std::{collections::BTreeSet, time::Duration};

use actix_web::{cookie::Cookie, http::StatusCode, test::TestRequest, web};
use api::Site;
use serde_json::{Value, json};
use store::{Append, NewEvent};

use crate::{
    http::{call, sign_in, value},
    risks::{exported, signed_in},
    talk::{Talk, conversation},
    world,
};

/// How many risks there are, where nobody says otherwise in the environment.
const RISKS: usize = 3_000;
const ASKED: &str = "LEDGERSTONE_RISKS";
/// Events in one append.
const BATCH: usize = 500;
/// Rows of a page.
const PAGE: usize = 50;

/// Somebody in front of the site.
struct Door {
    site: web::Data<Site>,
    session: Cookie<'static>,
    csrf: Cookie<'static>,
}

impl Door {
    async fn open(talk: &Talk) -> Self {
        talk.role("internal_auditor").await;
        let (site, _) = signed_in(talk, "internal_auditor-org").await;
        let (session, csrf) = sign_in(&site, "internal_auditor-org").await;
        Self { site, session, csrf }
    }

    async fn ask(&self, query: &str, variables: Value) -> Value {
        let request = TestRequest::post()
            .uri("/graphql")
            .set_json(json!({ "query": query, "variables": variables }))
            .cookie(self.session.clone())
            .cookie(self.csrf.clone())
            .insert_header(("X-CSRF-Token", self.csrf.value().to_owned()));
        let answer = call(&self.site, request).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let answer = value(answer).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].clone()
    }
}

/// One risk in ten is never scored; the others have a residual score by their number, and one in
/// three belongs to the second system.
fn facts(number: usize) -> Vec<NewEvent> {
    let stream = format!("risk:r-{number:06}");
    let system = if number.is_multiple_of(3) { "system:beta" } else { "system:alpha" };
    let fact = |kind: &str, data: Value| NewEvent {
        stream: stream.clone(),
        kind: kind.to_owned(),
        tver: 1,
        data,
        about: vec![stream.clone(), system.to_owned()],
        ..NewEvent::default()
    };
    let identified = json!({ "title": format!("Risk {number:06}"), "threat": "THR-06",
        "system": system, "category": "integrity", "owner": "person:internal_auditor-org",
        "description": "Something could happen" });
    let mut facts = vec![fact("risk.identified", identified)];
    if let Some([likelihood, impact]) = residual(number) {
        let scores = json!({ "inherent": { "likelihood": 5, "impact": 5 },
            "residual": { "likelihood": likelihood, "impact": impact }, "scheme": 1 });
        facts.push(fact("risk.assessed", scores));
    }
    facts
}

fn residual(number: usize) -> Option<[usize; 2]> {
    let is_scored = !number.is_multiple_of(10);
    is_scored.then_some([number % 5 + 1, number / 5 % 5 + 1])
}

/// Appends the register without deciding: the rules are asked elsewhere.
async fn generate(talk: &Talk, risks: usize) {
    let all: Vec<NewEvent> = (0..risks).flat_map(facts).collect();
    for (number, events) in all.chunks(BATCH).enumerate() {
        let append = Append {
            source: String::from("large"),
            command: number.to_string(),
            request: number.to_be_bytes().to_vec(),
            actor: String::from("person:internal_auditor-org"),
            ground: String::from("test"),
            events: events.to_vec(),
            ..Append::default()
        };
        talk.app.store.append(append).await.unwrap();
    }
    let (head, patience) = (talk.app.store.head(), Duration::from_mins(20));
    assert!(talk.app.store.wait_for_views(head, patience).await, "the views stand still");
}

/// Walks through some pages; no risk is on two of them.
async fn pages_join(door: &Door, risks: usize) {
    let query =
        "query($after: String) { risks(order: { key: \"title\" }, first: 50, after: $after) {
        totalCount nodes { title } pageInfo { endCursor } } }";
    let (mut after, mut titles) = (Value::Null, Vec::new());
    for _ in 0..4 {
        let page = door.ask(query, json!({ "after": after })).await["risks"].clone();
        assert_eq!(page["totalCount"], risks);
        let nodes = page["nodes"].as_array().unwrap();
        titles.extend(nodes.iter().map(|node| node["title"].as_str().unwrap().to_owned()));
        after = page["pageInfo"]["endCursor"].clone();
    }
    let expected: Vec<String> = (0..4 * PAGE).map(|number| format!("Risk {number:06}")).collect();
    assert_eq!(titles, expected);
}

#[tokio::test]
async fn a_large_register_is_complete_at_every_door() {
    let asked = std::env::var_os(ASKED).and_then(|text| text.to_str()?.parse().ok());
    let risks: usize = asked.unwrap_or(RISKS);
    conversation(async |talk| {
        world::two_teams(talk).await;
        let door = Door::open(talk).await;
        generate(talk, risks).await;
        let count = |is: &dyn Fn(usize) -> bool| (0..risks).filter(|number| is(*number)).count();
        let unscored = count(&|number| residual(number).is_none());
        let gravest = count(&|number| residual(number) == Some([5, 5]));
        let beta = count(&|number| number.is_multiple_of(3));
        let found = door
            .ask(
                r#"{ first: risks(first: 50) { totalCount nodes { residual { value } } }
                gravest: risks(filter: { likelihood: 5, impact: 5 }, first: 1) { totalCount }
                unscored: risks(filter: { scored: false }, first: 1) { totalCount }
                beta: risks(filter: { system: "system:beta" }, first: 1) { totalCount }
                named: risks(filter: { text: "risk 001234" }, first: 5) { totalCount nodes { subject } }
                heatMap { total unscored cells { count score { likelihood impact } } } }"#,
                json!({}),
            )
            .await;
        assert_eq!(found["first"]["totalCount"], risks);
        let first = found["first"]["nodes"].as_array().unwrap();
        let is_gravest = |node: &Value| node["residual"]["value"] == 25;
        assert!(first.len() == PAGE && first.iter().all(is_gravest), "the gravest come first");
        for (door, wanted) in [("gravest", gravest), ("unscored", unscored), ("beta", beta)] {
            assert_eq!(found[door]["totalCount"], wanted, "{door}");
        }
        assert_eq!(found["named"]["nodes"], json!([{ "subject": "risk:r-001234" }]));
        let map = &found["heatMap"];
        assert_eq!((&map["total"], &map["unscored"]), (&json!(risks), &json!(unscored)));
        for cell in map["cells"].as_array().unwrap() {
            let score = &cell["score"];
            let is_here = |number: usize| {
                let Some([likelihood, impact]) = residual(number) else { return false };
                score["likelihood"] == likelihood && score["impact"] == impact
            };
            assert_eq!(cell["count"], count(&is_here), "{cell}");
        }
        pages_join(&door, risks).await;
        for (asked, wanted) in [("", risks), ("?system=system:beta", beta), ("?scored=false", unscored)] {
            let (rows, total) = exported(&door.site, &door.session, asked).await;
            let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row.split(',').next()).collect();
            assert_eq!((rows.len(), total, ids.len()), (wanted, wanted, wanted), "{asked}");
        }
    })
    .await;
}
