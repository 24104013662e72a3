use serde_json::{Value, json};

use crate::{
    talk::{Talk, Voice, conversation},
    world,
};

const INCIDENT: &str = "incident:inc-a";

/// What the page of an incident asks about its handling.
const PAGE: &str = r#"{ incident(subject: "incident:inc-a") { severity state
    handling { category harms persons assessed { by { name } note }
      roles { role person { name } since } answerable { name }
      measures { name what open owner { name } about confirmed { by { name } note } withdrawn { note } }
      clocks { period law hours aware due voluntary state submitted addressee dismissed { note } }
      legalReports { period binds asked started due hours source requirement }
      notices { addressee about by { name } } reach { asOf counts { kind count } }
      corrections { to cause by { name } }
      reviews { held participants { name } note } reviewDue told { what period due told { name } } } } }"#;

/// An incident of the system alpha, and the commander of the organisation who opened it.
async fn opened(talk: &Talk) -> Voice<'_> {
    world::two_teams(talk).await;
    talk.role_at("ml_engineer", "team:a").await;
    let commander = talk.role("incident_commander").await;
    let open = json!({ "incident": INCIDENT, "severity": "SEV2", "title": "Records seen",
        "system": "system:alpha" });
    commander.must("openIncident", open).await;
    commander
}

/// An input about the incident.
fn about(more: Value) -> Value {
    let mut input = more;
    input["incident"] = json!(INCIDENT);
    input
}

fn assessment(harms: &[&str]) -> Value {
    about(json!({ "severity": "SEV1", "category": "PRIVACY", "harms": harms, "persons": 12,
        "why": "Seen by another clinic" }))
}

async fn handling(voice: &Voice<'_>) -> Value {
    voice.ask(PAGE).await["incident"]["handling"].clone()
}

#[tokio::test]
async fn a_report_is_owed_until_it_is_handed_in_or_dismissed() {
    conversation(async |talk| {
        let commander = opened(talk).await;
        let mild =
            json!({ "severity": "SEV3", "category": "PRIVACY", "harms": ["HEALTH"], "why": "?" });
        assert_eq!(commander.refused("assessIncident", about(mild)).await, "incident.too_mild");
        commander.must("assessIncident", assessment(&["PERSONAL_DATA", "HEALTH"])).await;
        let seen = handling(&commander).await;
        assert_eq!(seen["harms"], json!(["HEALTH", "PERSONAL_DATA"]));
        assert_eq!(seen["assessed"]["note"], "Seen by another clinic");
        let clock = json!({ "period": "EU-GDPR-33-1", "law": "Regulation (EU) 2016/679, Art. 33(1)",
            "hours": 72, "aware": "2026-11-23T12:00:00Z", "due": "2026-11-26T12:00:00Z",
            "voluntary": false, "state": "RUNNING", "submitted": null, "addressee": null,
            "dismissed": null });
        assert_eq!(seen["clocks"], json!([clock]));
        let reports = seen["legalReports"].as_array().unwrap();
        let open: Vec<_> =
            reports.iter().filter(|one| one["asked"] == true && one["started"] == false).collect();
        // Nobody classified the system, so the AI Act asks for nothing that it would have to report.
        assert_eq!(open.len(), 1);
        assert_eq!(
            (&open[0]["period"], &open[0]["binds"]),
            (&json!("EU-AI-ACT-73-2"), &json!(false))
        );

        commander.must("markIncidentContained", about(json!({}))).await;
        let close = about(json!({ "note": "Over" }));
        assert_eq!(commander.refused("closeIncident", close.clone()).await, "incident.clock_open");
        talk.advance_days(4);
        let (commander, officer) =
            (talk.role("incident_commander").await, talk.role("compliance_officer").await);
        assert_eq!(handling(&commander).await["clocks"][0]["state"], "LATE");
        let report = |submitted: &str| {
            about(json!({ "period": "EU-GDPR-33-1", "submitted": submitted,
                "addressee": "The supervisory authority", "about": "First report" }))
        };
        let early = report("2026-11-23T11:00:00Z");
        assert_eq!(officer.refused("reportToAuthority", early).await, "incident.before_aware");
        officer.must("reportToAuthority", report("2026-11-25T12:00:00Z")).await;
        let seen = handling(&commander).await;
        assert_eq!(seen["clocks"][0]["state"], "MET", "it was handed in on time, told later");
        assert_eq!(seen["notices"][0]["addressee"], "The supervisory authority");
        commander.must("closeIncident", close).await;
    })
    .await;
}

#[tokio::test]
async fn who_handles_does_not_decide_that_nothing_is_owed() {
    conversation(async |talk| {
        let commander = opened(talk).await;
        let engineer = talk.person("person:ml_engineer-a").await;
        let start = about(json!({ "period": "EU-AI-ACT-73-4" }));
        engineer.must("startReportClock", start).await;
        let late = about(json!({ "period": "EU-AI-ACT-73-4", "aware": "2026-11-23T12:00:01Z" }));
        assert_eq!(engineer.refused("startReportClock", late).await, "incident.clock_runs");
        let unknown = about(json!({ "period": "LAW-1" }));
        assert_eq!(engineer.refused("startReportClock", unknown).await, "incident.unknown_period");
        let dismiss = about(json!({ "period": "EU-AI-ACT-73-4", "why": "Nobody died" }));
        let door = "mutation($i: DismissReportClockInput!) {
            dismissReportClock(input: $i) { refusal { code } } }";
        let denied = engineer.answer(door, json!({ "i": dismiss })).await;
        assert_eq!(denied["errors"][0]["extensions"]["code"], "denied", "{denied}");
        commander.must("dismissReportClock", dismiss).await;
        let clock = handling(&engineer).await["clocks"][0].clone();
        assert_eq!((&clock["state"], &clock["voluntary"]), (&json!("DISMISSED"), &json!(true)));
        assert_eq!(clock["dismissed"]["note"], "Nobody died");
    })
    .await;
}

#[tokio::test]
async fn a_measure_is_seen_to_work_by_somebody_else() {
    conversation(async |talk| {
        let commander = opened(talk).await;
        let order = about(json!({ "measure": "throttle", "owner": "person:ml_engineer-a",
            "what": "Ten calls a minute" }));
        commander.must("orderMeasure", order).await;
        let contain = || about(json!({}));
        let open = commander.refused("markIncidentContained", contain()).await;
        assert_eq!(open, "incident.measure_open");
        let engineer = talk.person("person:ml_engineer-a").await;
        let confirm = || about(json!({ "measure": "throttle", "note": "Seen in the log" }));
        let own = engineer.refused("confirmMeasure", confirm()).await;
        assert_eq!(own, "incident.owner_confirms");
        commander.must("confirmMeasure", confirm()).await;
        let withdraw = about(json!({ "measure": "throttle", "why": "Too slow" }));
        let undone = commander.refused("withdrawMeasure", withdraw).await;
        assert_eq!(undone, "incident.measure_confirmed");
        commander.must("markIncidentContained", contain()).await;
        let measure = handling(&engineer).await["measures"][0].clone();
        assert_eq!(
            (&measure["open"], &measure["what"]),
            (&json!(false), &json!("Ten calls a minute"))
        );
        assert_eq!(measure["owner"]["name"], "Name of ml_engineer");
    })
    .await;
}

#[tokio::test]
async fn roles_are_given_to_those_who_may_hold_them() {
    conversation(async |talk| {
        let commander = opened(talk).await;
        let give = |role: &str, person: &str| about(json!({ "role": role, "person": person }));
        let engineer = "person:ml_engineer-a";
        let refused = commander.refused("giveIncidentRole", give("COMMANDER", engineer)).await;
        assert_eq!(refused, "incident.cannot_command");
        commander.must("giveIncidentRole", give("TECHNICAL", engineer)).await;
        let own = "person:incident_commander-org";
        commander.must("giveIncidentRole", give("COMMANDER", own)).await;
        let seen = handling(&commander).await;
        let roles: Vec<_> =
            seen["roles"].as_array().unwrap().iter().map(|one| &one["role"]).collect();
        assert_eq!(roles, ["COMMANDER", "TECHNICAL"]);
        assert_eq!(seen["answerable"], json!([{ "name": "Name of incident_commander" }]));
    })
    .await;
}

#[tokio::test]
async fn a_correction_elsewhere_is_not_shown() {
    conversation(async |talk| {
        let commander = opened(talk).await;
        let lead = talk.role("ai_security_lead").await;
        for (x, system) in [("a", "system:alpha"), ("b", "system:beta")] {
            let action = json!({ "action": format!("action:act-{x}"), "title": "Mend it",
                "owner": "person:ai_security_lead-org", "due": "2026-12-01T00:00:00Z",
                "system": system });
            lead.must("openAction", action).await;
            let link = about(json!({ "to": format!("action:act-{x}") }));
            commander.must("linkCorrection", link).await;
            let link = about(json!({ "to": format!("control:{}.AIC-DI-01", &system[7..]) }));
            commander.must("linkCorrection", link).await;
        }
        let shown = async |voice: &Voice<'_>| {
            let seen = handling(voice).await["corrections"].clone();
            let all = seen.as_array().unwrap().iter().map(|one| one["to"].clone());
            all.collect::<Vec<_>>()
        };
        let own = ["action:act-a", "control:alpha.AIC-DI-01"];
        assert_eq!(shown(&commander).await.len(), 4);
        assert_eq!(shown(&talk.person("person:ml_engineer-a").await).await, own);

        let cause = about(json!({ "to": "action:act-a", "cause": "One shared key" }));
        let unknown = commander.refused("linkCorrection", cause.clone()).await;
        assert_eq!(unknown, "incident.unknown_cause");
        let causes = about(json!({ "rootCauses": ["One shared key"] }));
        commander.must("publishPostmortem", causes).await;
        commander.must("linkCorrection", cause).await;
        commander.must("unlinkCorrection", about(json!({ "to": "action:act-b" }))).await;
        assert_eq!(shown(&commander).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_a_measure_is_done_to_elsewhere_is_not_shown() {
    conversation(async |talk| {
        let commander = opened(talk).await;
        let lead = talk.role("ai_security_lead").await;
        for (x, system) in [("a", "system:alpha"), ("b", "system:beta")] {
            let action = json!({ "action": format!("action:act-{x}"), "title": "Mend it",
                "owner": "person:ai_security_lead-org", "due": "2026-12-01T00:00:00Z",
                "system": system });
            lead.must("openAction", action).await;
        }
        let order = about(json!({ "measure": "throttle", "owner": "person:ml_engineer-a",
            "what": "Ten calls a minute", "about": ["action:act-a", "action:act-b"] }));
        commander.must("orderMeasure", order).await;
        let shown = async |voice: &Voice<'_>| handling(voice).await["measures"][0]["about"].clone();
        assert_eq!(shown(&commander).await, json!(["action:act-a", "action:act-b"]));
        let engineer = talk.person("person:ml_engineer-a").await;
        assert_eq!(shown(&engineer).await, json!(["action:act-a"]));
    })
    .await;
}

#[tokio::test]
async fn the_look_back_is_due_by_how_bad_it_was() {
    conversation(async |talk| {
        let commander = opened(talk).await;
        let hold = || {
            about(json!({ "held": "2026-11-23T12:00:00Z", "note": "We rehearse this",
                "participants": ["person:incident_commander-org", "person:ml_engineer-a"] }))
        };
        let early = commander.refused("holdIncidentReview", hold()).await;
        assert_eq!(early, "incident.not_contained");
        commander.must("markIncidentContained", about(json!({}))).await;
        assert_eq!(handling(&commander).await["reviewDue"], Value::Null);
        commander.must("closeIncident", about(json!({ "note": "Over" }))).await;
        // Of severity 2: thirty days after the end.
        assert_eq!(handling(&commander).await["reviewDue"], "2026-12-23T12:00:00Z");
        talk.advance_days(31);
        talk.app.tell_what_is_due().await.unwrap();
        let commander = talk.role("incident_commander").await;
        let told = json!([{ "what": "REVIEW", "period": null, "due": "2026-12-23T12:00:00Z",
            "told": [{ "name": "Name of incident_commander" }] }]);
        assert_eq!(handling(&commander).await["told"], told);
        let kinds = commander.ask("{ myNotices { nodes { kind stream } } }").await;
        let notice = json!([{ "kind": "incident.due_noticed", "stream": INCIDENT }]);
        assert_eq!(kinds["myNotices"]["nodes"], notice);
        commander.must("holdIncidentReview", hold()).await;
        let seen = handling(&commander).await;
        assert_eq!(seen["reviewDue"], Value::Null);
        assert_eq!(seen["reviews"][0]["participants"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn another_team_learns_nothing_of_the_handling() {
    conversation(async |talk| {
        let commander = opened(talk).await;
        commander.must("assessIncident", assessment(&["PERSONAL_DATA"])).await;
        let others = talk.role_at("ml_engineer", "team:b").await;
        assert_eq!(others.ask(PAGE).await["incident"], Value::Null);
        for (mutation, input) in [
            ("assessIncident", assessment(&[])),
            ("startReportClock", about(json!({ "period": "EU-GDPR-33-1" }))),
            (
                "giveIncidentRole",
                about(json!({ "role": "COMMANDER", "person": "person:ml_engineer-b" })),
            ),
            ("confirmMeasure", about(json!({ "measure": "throttle", "note": "?" }))),
        ] {
            assert_eq!(others.refused(mutation, input).await, "incident.unknown", "{mutation}");
        }
    })
    .await;
}
