//! Risks: scored, treated, accepted by those who may, listed, mapped and exported.

use actix_web::{cookie::Cookie, http::StatusCode, test::TestRequest, web};
use api::{Site, http::Persona};
use serde_json::{Value, json};

use crate::{
    http::{call, sign_in, text},
    talk::{Talk, conversation},
    world,
};

/// Scores by number: inherent and residual, each likelihood and impact.
const SCORES: [[i64; 4]; 7] = [
    [5, 5, 1, 5],
    [5, 5, 1, 4],
    [4, 3, 2, 3],
    [4, 4, 4, 4],
    [3, 5, 3, 5],
    [2, 2, 1, 1],
    [5, 5, 5, 5],
];

/// The two systems with nine risks of alpha, two of which nobody scored.
async fn nine(talk: &Talk) {
    world::two_teams(talk).await;
    let manager = talk.role("model_risk_manager").await;
    for number in 0..9 {
        let risk = json!({ "risk": format!("risk:r-{number}"), "title": format!("=Risk, number {number}"),
            "threat": "THR-06", "system": "system:alpha", "category": "INTEGRITY",
            "owner": "person:model_risk_manager-org", "description": "Records could be added" });
        manager.must("identifyRisk", risk).await;
        let Some([a, b, c, d]) = SCORES.get(number) else { continue };
        let scored = json!({ "risk": format!("risk:r-{number}"), "rationale": "Looked at it",
            "inherent": { "likelihood": a, "impact": b }, "residual": { "likelihood": c, "impact": d } });
        manager.must("assessRisk", scored).await;
    }
}

const LIST: &str = "nodes { subject title status residual { likelihood impact value band } \
    inherent { value band } aboveAppetite }";

/// The site, and the session of the auditor who exports.
pub(crate) async fn signed_in(talk: &Talk, person: &str) -> (web::Data<Site>, Cookie<'static>) {
    let mut site = Site::new(talk.app.clone());
    site.demo = true;
    site.personas = vec![Persona { id: person.to_owned(), role: String::from("Auditor") }];
    let site = web::Data::new(site);
    let (session, _) = sign_in(&site, person).await;
    (site, session)
}

/// The rows of an export, and the count its header says.
pub(crate) async fn exported(
    site: &web::Data<Site>,
    session: &Cookie<'static>,
    asked: &str,
) -> (Vec<String>, usize) {
    let uri = format!("/export/risks.csv{asked}");
    let answer = call(site, TestRequest::get().uri(&uri).cookie(session.clone())).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let count = answer.headers().get("x-total-count").unwrap().to_str().unwrap().parse().unwrap();
    let rows = text(answer).await.lines().skip(1).map(str::to_owned).collect();
    (rows, count)
}

/// How an export writes a residual score.
pub(crate) fn written(residual: &Value) -> String {
    if residual.is_null() {
        return String::from(",,,,not scored");
    }
    let band = residual["band"].as_str().unwrap().to_lowercase().replace('_', " ");
    format!("{},{},{},{band}", residual["likelihood"], residual["impact"], residual["value"])
}

#[tokio::test]
async fn every_door_says_the_same_score() {
    conversation(async |talk| {
        nine(talk).await;
        let voice = talk.role("internal_auditor").await;
        let list = voice.ask(&format!("{{ risks(first: 50) {{ totalCount {LIST} }} }}")).await;
        assert_eq!(list["risks"]["totalCount"], 9);
        let nodes = list["risks"]["nodes"].as_array().unwrap();
        let map = voice
            .ask("{ heatMap { total unscored cells { count score { likelihood impact value band } } } }")
            .await["heatMap"]
            .clone();
        assert_eq!((&map["total"], &map["unscored"]), (&json!(9), &json!(2)));
        for cell in map["cells"].as_array().unwrap() {
            let here = nodes.iter().filter(|node| node["residual"] == cell["score"]);
            assert_eq!(json!(here.count()), cell["count"], "{cell}");
        }
        let (site, session) = signed_in(talk, "internal_auditor-org").await;
        let (rows, _) = exported(&site, &session, "").await;
        for node in nodes {
            let question = format!("{{ risk(subject: {}) {{ residual {{ likelihood impact value band }} }} }}", node["subject"]);
            assert_eq!(voice.ask(&question).await["risk"]["residual"], node["residual"]);
            let id = node["subject"].as_str().unwrap().trim_start_matches("risk:");
            let row = rows.iter().find(|row| row.starts_with(&format!("{id},"))).unwrap();
            let cells = written(&node["residual"]);
            if node["residual"].is_null() {
                assert_eq!((&node["aboveAppetite"], &node["status"]), (&Value::Null, &json!("UNASSESSED")));
            }
            assert!(row.contains(&cells), "{row} does not say {cells}");
            assert!(row.contains("\"'=Risk, number"), "{row}");
        }
        let low = voice.ask("{ risks(filter: { bands: [LOW] }) { totalCount nodes { residual { value } } } }").await;
        assert_eq!(low["risks"]["totalCount"], 2, "an unscored risk is not a low one");
    })
    .await;
}

#[tokio::test]
async fn forms_choose_from_the_catalogue_of_the_moment() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let officer = talk.role("compliance_officer").await;
        officer.must("loadCatalogue", json!({})).await;
        let before = talk.app.store.head() - 1;
        let body = json!({ "title": "A supplier is bought" }).to_string();
        let own = json!({ "section": "threats", "id": "ORG-THR-1", "body": body });
        officer.must("addCatalogueItem", own).await;
        let manager = talk.role("model_risk_manager").await;
        let risk = json!({ "risk": "risk:own", "title": "Nobody answers", "threat": "ORG-THR-1",
            "system": "system:alpha", "category": "AVAILABILITY",
            "owner": "person:model_risk_manager-org", "description": "The supplier could be bought" });
        manager.must("identifyRisk", risk).await;
        let asked = "riskScheme { threats { id } indicators { id } }";
        let offers = |found: &Value| {
            let threats = found["riskScheme"]["threats"].as_array().unwrap();
            threats.iter().any(|threat| threat["id"] == "ORG-THR-1")
        };
        assert!(offers(&manager.ask(&format!("{{ {asked} }}")).await));
        let then = manager.ask(&format!("{{ asOf(position: {before}) {{ {asked} }} }}")).await;
        assert!(!offers(&then["asOf"]), "it had not been added yet");
        assert_eq!(then["asOf"]["riskScheme"]["indicators"].as_array().unwrap().len(), 30);
        let found = manager.ask(r#"{ risk(subject: "risk:own") { threatTitle } }"#).await;
        assert_eq!(found["risk"]["threatTitle"], "A supplier is bought");
    })
    .await;
}

#[tokio::test]
async fn an_export_is_complete() {
    conversation(async |talk| {
        talk.app.load_drill(None).await.unwrap();
        let head = talk.app.store.head();
        assert!(talk.app.store.wait_for_views(head, std::time::Duration::from_mins(1)).await);
        let (site, session) = signed_in(talk, "usr-audit").await;
        let voice = talk.person("person:usr-audit").await;
        for (asked, filter, moment) in [
            ("", "", "2026-11-23T12:00:00Z"),
            ("?asOf=2026-01-20T12:00:00Z", "", "2026-01-20T12:00:00Z"),
            (
                "?asOf=2026-05-30T00:00:00Z&band=high,very_high",
                "(filter: { bands: [HIGH, VERY_HIGH] })",
                "2026-05-30T00:00:00Z",
            ),
            (
                "?asOf=2026-05-30T00:00:00Z&status=acceptance_expired&q=bias",
                "(filter: { status: ACCEPTANCE_EXPIRED, text: \"bias\" })",
                "2026-05-30T00:00:00Z",
            ),
        ] {
            let (rows, count) = exported(&site, &session, asked).await;
            let question =
                format!("{{ asOf(time: \"{moment}\") {{ risks{filter} {{ totalCount }} }} }}");
            let total = voice.ask(&question).await["asOf"]["risks"]["totalCount"].clone();
            assert_eq!((json!(rows.len()), json!(count)), (total.clone(), total), "{asked}");
            assert!(!rows.is_empty(), "{asked} finds nothing");
        }
        let bad = TestRequest::get().uri("/export/risks.csv?status=lost").cookie(session);
        assert_eq!(call(&site, bad).await.status(), StatusCode::BAD_REQUEST);
        let nobody = TestRequest::get().uri("/export/risks.csv");
        assert_eq!(call(&site, nobody).await.status(), StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn every_door_holds_a_risk_against_the_appetite_of_its_moment() {
    conversation(async |talk| {
        nine(talk).await;
        let officer = talk.role("chief_risk_officer").await;
        talk.role("executive_sponsor").await;
        let voice = talk.role("internal_auditor").await;
        let (site, session) = signed_in(talk, "internal_auditor-org").await;
        let before = talk.app.store.head() - 1;
        let set = json!({ "approvedBy": "person:executive_sponsor-org", "statements": [
            { "category": "Model and data integrity", "appetite": "LOW", "toleranceMaxBand": "LOW" }] });
        officer.must("setAppetite", set).await;
        let after = talk.app.store.head() - 1;
        let asked = "heatMap { tolerance cells { above } } riskExposure { above } \
            risks(first: 50) { nodes { tolerance aboveAppetite } } \
            above: risks(filter: { aboveAppetite: true }) { totalCount } \
            riskScheme { categories { category tolerance } }";
        // Of seven scored ones a high and two very high are above medium; two medium ones more are
        // above low.
        for (position, band, above) in [(before, "MEDIUM", 3), (after, "LOW", 5)] {
            let found = voice.ask(&format!("{{ asOf(position: {position}) {{ {asked} }} }}")).await;
            let found = &found["asOf"];
            let map = &found["heatMap"];
            let cells = map["cells"].as_array().unwrap();
            let cells: i64 = cells.iter().map(|cell| cell["above"].as_i64().unwrap()).sum();
            let nodes = found["risks"]["nodes"].as_array().unwrap();
            let rows = nodes.iter().filter(|node| node["aboveAppetite"] == json!(true)).count();
            let last = found["riskExposure"].as_array().unwrap().last().unwrap();
            let (listed, exposed) = (&found["above"]["totalCount"], &last["above"]);
            assert_eq!((json!(cells), json!(rows)), (json!(above), json!(above)), "{band}");
            assert_eq!((listed, exposed), (&json!(above), &json!(above)), "{band}");
            let (file, _) = exported(&site, &session, &format!("?asOf={position}&above=true")).await;
            assert_eq!(file.len(), above, "{band}");
            assert_eq!((&map["tolerance"], &nodes[0]["tolerance"]), (&json!(band), &json!(band)));
            let integrity = json!({ "category": "INTEGRITY", "tolerance": band });
            let categories = found["riskScheme"]["categories"].as_array().unwrap();
            assert!(categories.contains(&integrity), "{categories:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn indicators_are_read_by_system_and_by_risk() {
    conversation(async |talk| {
        talk.app.load_drill(None).await.unwrap();
        let head = talk.app.store.head();
        assert!(talk.app.store.wait_for_views(head, std::time::Duration::from_mins(1)).await);
        let voice = talk.person("person:usr-audit").await;
        let asked = r#"{ asOf(time: "2026-04-10T00:00:00Z") {
            lit: riskIndicators(lit: true) { indicator colour }
            all: riskIndicators(system: "system:sys-creditline") { indicator colour state value redIf source system { subject } }
            risk(subject: "risk:RSK-CR-01") { indicators { indicator colour value } } } }"#;
        let found = voice.ask(asked).await["asOf"].clone();
        let ratio = json!({ "indicator": "KRI-06", "colour": "RED", "state": "MEASURED", "value": "0.793",
            "redIf": "below 0.8", "source": "evidence:EVD-CR-0405", "system": { "subject": "system:sys-creditline" } });
        let all = found["all"].as_array().unwrap();
        assert_eq!((all.len(), all.contains(&ratio)), (30, true), "{all:?}");
        let drift = all.iter().find(|one| one["indicator"] == "KRI-01").unwrap();
        assert_eq!((&drift["state"], &drift["colour"]), (&json!("NO_SOURCE"), &Value::Null));
        let lit = found["lit"].as_array().unwrap();
        assert!(lit.contains(&json!({ "indicator": "KRI-06", "colour": "RED" })), "{lit:?}");
        assert!(lit.iter().all(|one| one["colour"] == "RED" || one["colour"] == "AMBER"), "{lit:?}");
        let own = json!({ "indicator": "KRI-06", "colour": "RED", "value": "0.793" });
        assert!(found["risk"]["indicators"].as_array().unwrap().contains(&own));
    })
    .await;
}

/// A file inside a workbook.
fn inside(book: &[u8], name: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn a_workbook_is_complete() {
    conversation(async |talk| {
        nine(talk).await;
        talk.role("internal_auditor").await;
        let (site, session) = signed_in(talk, "internal_auditor-org").await;
        for (asked, rows) in [("", 9), ("?show=unscored", 2), ("?cell=residual-4-4&after=x", 1)] {
            let uri = format!("/export/risks.xlsx{asked}");
            let answer = call(&site, TestRequest::get().uri(&uri).cookie(session.clone())).await;
            assert_eq!(answer.status(), StatusCode::OK, "{asked}");
            let count = answer.headers().get("x-total-count").unwrap().to_str().unwrap();
            assert_eq!(count, rows.to_string(), "{asked}");
            let book = actix_web::test::read_body(answer).await;
            let sheet = inside(&book, "xl/worksheets/sheet1.xml");
            assert_eq!(sheet.matches("<row ").count(), rows + 1, "{asked}: {sheet}");
            assert!(!sheet.contains("<f>"), "a title was taken for a formula");
            let texts = inside(&book, "xl/sharedStrings.xml");
            assert!(texts.contains(&format!("{rows}, as many as the register counts")), "{texts}");
            assert!(texts.contains("<t>=Risk, number "), "{texts}");
        }
        let filtered = TestRequest::get().uri("/export/risks.xlsx?band=high&show=open");
        let answer = call(&site, filtered.cookie(session.clone())).await;
        let texts = inside(&actix_web::test::read_body(answer).await, "xl/sharedStrings.xml");
        for said in ["band: high; show: open", "person:internal_auditor-org", "2026-11-23T12:00:00"]
        {
            assert!(texts.contains(said), "{texts} does not say {said}");
        }
        // The columns of the page are those of the file, and no filter.
        let uri = "/export/risks.xlsx?show=unscored&columns=status%2Ccategory";
        let answer = call(&site, TestRequest::get().uri(uri).cookie(session.clone())).await;
        let book = actix_web::test::read_body(answer).await;
        let sheet = inside(&book, "xl/worksheets/sheet1.xml");
        assert_eq!((sheet.matches("r=\"D1\"").count(), sheet.matches("r=\"E1\"").count()), (1, 0));
        let texts = inside(&book, "xl/sharedStrings.xml");
        assert!(texts.contains("<t>show: unscored</t>"), "{texts}");
        let uri = "/export/risks.csv?q=number%208&columns=status,category";
        let answer = call(&site, TestRequest::get().uri(uri).cookie(session.clone())).await;
        let file = text(answer).await;
        let lines: Vec<&str> = file.lines().collect();
        assert_eq!(
            lines,
            [
                "risk,title,category,status",
                "r-8,\"'=Risk, number 8\",model and data integrity,unassessed"
            ]
        );
        let nobody = TestRequest::get().uri("/export/risks.xlsx");
        assert_eq!(call(&site, nobody).await.status(), StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn the_register_is_paged_under_a_filter() {
    conversation(async |talk| {
        nine(talk).await;
        let voice = talk.role("internal_auditor").await;
        let (mut seen, mut after) = (Vec::new(), Value::Null);
        loop {
            let question = "query($after: String) { risks(filter: { scored: true }, first: 3, after: $after) {
                totalCount nodes { subject residual { band } } pageInfo { hasNextPage endCursor } } }";
            let page = voice.ask_with(question, json!({ "after": after })).await["risks"].clone();
            assert_eq!(page["totalCount"], 7);
            seen.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["subject"].as_str().unwrap().to_owned()));
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
        assert_eq!(seen, ["risk:r-6", "risk:r-4", "risk:r-3", "risk:r-2", "risk:r-0", "risk:r-1", "risk:r-5"]);
        let half = "{ risks(filter: { likelihood: 3 }) { totalCount } }";
        assert_eq!(voice.errors(half).await, ["input.bad"]);
        let off = "{ risks(filter: { likelihood: 3, impact: 6 }) { totalCount } }";
        assert_eq!(voice.errors(off).await, ["input.bad"]);
        let lost = r#"{ risks(after: "cmlzazp4") { totalCount } }"#;
        assert_eq!(voice.errors(lost).await, ["input.bad"]);
    })
    .await;
}

#[tokio::test]
async fn a_high_risk_is_accepted_by_two_people_until_an_incident() {
    conversation(async |talk| {
        nine(talk).await;
        let ask = json!({ "risk": "risk:r-3", "until": "2027-01-20T00:00:00Z", "reason": "Until the keys are there" });
        let owner = talk.role("system_owner").await;
        assert_eq!(owner.refused("requestAcceptance", ask.clone()).await, "risk.no_compensation");
        let mut ask = ask;
        ask["compensating"] = json!(["Weekly spot check"]);
        ask["until"] = json!("2027-05-01T00:00:00Z");
        let long = owner.send("requestAcceptance", ask.clone()).await["refusal"].clone();
        assert_eq!((&long["code"], &long["field"]), (&json!("risk.too_long"), &json!("until")));
        assert_eq!(long["sentence"], "a high risk is accepted for 90 days at most; choose an earlier end");
        ask["until"] = json!("2027-01-20T00:00:00Z");
        owner.must("requestAcceptance", ask).await;
        let yes = || json!({ "risk": "risk:r-3", "band": "HIGH", "reason": "With the spot check" });
        assert_eq!(owner.refused("acceptRisk", yes()).await, "risk.wrong_role");
        let (ciso, officer) = (talk.role("ciso").await, talk.role("chief_risk_officer").await);
        let more = "risk { status request { agreed { person { name } roles } } acceptance { band until counts \
            acceptedBy { person { name } roles } } whoAccepts { titles maxDays } }";
        let first = ciso.send_for("acceptRisk", yes(), more).await["risk"].clone();
        assert_eq!(first["status"], "AWAITING_ACCEPTANCE");
        assert_eq!(first["request"]["agreed"], json!([{ "person": { "name": "Name of ciso" }, "roles": ["CISO"] }]));
        assert_eq!(first["whoAccepts"], json!({ "titles": ["CISO", "Chief risk officer"], "maxDays": 90 }));
        let second = officer.send_for("acceptRisk", yes(), more).await["risk"].clone();
        assert_eq!((&second["status"], &second["acceptance"]["counts"]), (&json!("ACCEPTED"), &json!(true)));
        assert_eq!(second["acceptance"]["acceptedBy"].as_array().unwrap().len(), 2);

        let commander = talk.role("incident_commander").await;
        commander.must("openIncident", json!({ "incident": "incident:i", "severity": "SEV2", "title": "Records added", "system": "system:alpha" })).await;
        let manager = talk.role("model_risk_manager").await;
        let reopen = json!({ "risk": "risk:r-3", "why": "INCIDENT", "cause": "incident:i" });
        let more = "risk { status links acceptance { counts expired endedBecause } reopened { why cause over } }";
        let risk = manager.send_for("reopenRisk", reopen, more).await["risk"].clone();
        assert_eq!((&risk["status"], &risk["links"]), (&json!("REOPENED"), &json!(["incident:i"])));
        assert_eq!(risk["acceptance"], json!({ "counts": false, "expired": false, "endedBecause": "REOPENED" }));
    })
    .await;
}

#[tokio::test]
async fn an_acceptance_ends_by_itself_on_its_day() {
    conversation(async |talk| {
        nine(talk).await;
        let owner = talk.role("system_owner").await;
        let yes = json!({ "risk": "risk:r-5", "until": "2026-12-23T12:00:00Z", "reason": "Hardly any harm" });
        owner.must("acceptRisk", yes).await;
        let question = r#"{ risk(subject: "risk:r-5") { status acceptance { counts expired } due { what due } } }"#;
        let voice = talk.role("internal_auditor").await;
        assert_eq!(voice.ask(question).await["risk"]["status"], "ACCEPTED");
        talk.advance_days(30);
        let voice = talk.role("internal_auditor").await;
        let risk = voice.ask(question).await["risk"].clone();
        assert_eq!(risk["status"], "ACCEPTANCE_EXPIRED");
        assert_eq!(risk["due"], json!([{ "what": "ACCEPTANCE", "due": "2026-12-23T12:00:00Z" }]));
        let before = r#"{ asOf(time: "2026-12-23T11:59:59Z") { risk(subject: "risk:r-5") { status } } }"#;
        assert_eq!(voice.ask(before).await["asOf"]["risk"]["status"], "ACCEPTED");
    })
    .await;
}

#[tokio::test]
async fn a_risk_is_treated_reviewed_and_quantified() {
    conversation(async |talk| {
        nine(talk).await;
        let manager = talk.role("model_risk_manager").await;
        let risk = "risk:r-3";
        manager.must("planTreatment", json!({ "risk": risk, "treatment": "MITIGATE", "description": "One key per clinic", "due": "2027-02-01T00:00:00Z" })).await;
        manager.must("addRiskTask", json!({ "risk": risk, "task": "t-1", "title": "Issue keys", "owner": "person:model_risk_manager-org", "due": "2026-11-24T00:00:00Z" })).await;
        assert_eq!(manager.refused("closeRisk", json!({ "risk": risk, "reason": "Done" })).await, "risk.open_tasks");
        talk.advance_days(2);
        let manager = talk.role("model_risk_manager").await;
        let question = r#"{ risk(subject: "risk:r-3") { status plan { treatment } tasks { title overdue done { note } } due { what task }
            suggestedResidual(given: { inherent: { likelihood: 4, impact: 5 }, effectiveness: "0.48", corrects: true }) { likelihood impact }
            estimates { mean curve { percent loss } } history { kind changes { what from to } } } }"#;
        let seen = manager.ask(question).await["risk"].clone();
        assert_eq!((&seen["status"], &seen["tasks"][0]["overdue"]), (&json!("IN_TREATMENT"), &json!(true)));
        assert_eq!(seen["due"], json!([{ "what": "TASK", "task": "t-1" }]));
        assert_eq!(seen["suggestedResidual"], json!({ "likelihood": 3, "impact": 4 }));
        talk.role_at("system_owner", "team:a").await;
        let give = |task: &str| json!({ "risk": risk, "task": task, "owner": "person:system_owner-a" });
        assert_eq!(manager.refused("reassignRiskTask", give("t-2")).await, "risk.no_such_task");
        manager.must("reassignRiskTask", give("t-1")).await;
        let tasks = r#"{ risk(subject: "risk:r-3") { tasks { owner { name } } } }"#;
        let seen = manager.ask(tasks).await["risk"]["tasks"].clone();
        assert_eq!(seen, json!([{ "owner": { "name": "Name of system_owner" } }]));
        manager.must("completeRiskTask", json!({ "risk": risk, "task": "t-1", "note": "All have one" })).await;
        let late = json!({ "risk": risk, "task": "t-1", "owner": "person:model_risk_manager-org" });
        assert_eq!(manager.refused("reassignRiskTask", late).await, "risk.task_is_done");
        manager.must("reviewRisk", json!({ "risk": risk, "next": "2027-03-01T00:00:00Z" })).await;
        let range = |min: &str, mode: &str, max: &str| json!({ "min": min, "mostLikely": mode, "max": max });
        let loss = json!({ "risk": risk, "which": "INHERENT", "seed": 7, "iterations": 2000, "currency": "EUR",
            "frequency": range("0.5", "1.5", "4"), "vulnerability": range("0.25", "0.45", "0.7"),
            "primaryLoss": range("150000", "600000", "2500000"), "secondaryProbability": "0.45",
            "secondaryLoss": range("200000", "1500000", "9000000") });
        let mut bad = loss.clone();
        bad["vulnerability"] = range("0.5", "0.4", "0.7");
        let refusal = manager.send("quantifyRisk", bad).await["refusal"].clone();
        assert_eq!((&refusal["code"], &refusal["field"]), (&json!("risk.bad_range"), &json!("vulnerability")));
        manager.must("quantifyRisk", loss).await;
        let seen = manager.ask(question).await["risk"].clone();
        assert_eq!(seen["estimates"][0]["curve"].as_array().unwrap().len(), 20);
        assert_eq!(seen["due"], json!([]));
        let changed = seen["history"].as_array().unwrap().iter().find(|step| step["kind"] == "risk.reviewed");
        assert_eq!(changed.unwrap()["changes"], json!([{ "what": "next review", "from": null, "to": "2027-03-01" }]));
        manager.must("closeRisk", json!({ "risk": risk, "reason": "The gateway is gone" })).await;
        let open = manager.ask("{ heatMap { total } risks(filter: { open: true }) { totalCount } }").await;
        assert_eq!((&open["heatMap"]["total"], &open["risks"]["totalCount"]), (&json!(8), &json!(8)));
    })
    .await;
}
