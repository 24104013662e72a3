//! The table: drill type → facts of our rooms. One row a type; the helpers below name the fields.

use serde_json::{Map, Value, json};

use super::DrillEvent;

/// A fact to report, before its subject is parsed: stream, event type, data.
pub(super) type Told = (String, &'static str, Value);

#[expect(clippy::too_many_lines, reason = "a table: one row a type, read from top to bottom")]
/// What an event of the drill means in our rooms. `None`: its type waits for its room.
pub(super) fn facts(event: &DrillEvent) -> Option<Vec<Told>> {
    let data = &event.data;
    let id = &event.subject.id;
    let system = event.system.as_ref().map(|id| format!("system:{id}"));
    let one = |stream: String, kind: &'static str, data: Value| Some(vec![(stream, kind, data)]);
    let incident = || format!("incident:{}", text(data, "incident_id"));
    match event.kind.as_str() {
        "org.registered" => one(
            format!("organisation:{id}"),
            "organisation.registered",
            json!({ "name": data["name"], "units": list(data, "units") }),
        ),
        "team.created" => {
            one(format!("team:{id}"), "team.created", json!({ "name": data["name"] }))
        }
        "person.registered" => one(
            format!("person:{id}"),
            "person.registered",
            json!({
                "name": data["name"],
                "team": named("team", &data["team"]),
                "service": data["service_account"].as_bool().unwrap_or_default(),
            }),
        ),
        "system.registered" => Some(system_registered(id, data)),
        "classification.proposed" => one(
            format!("system:{id}"),
            "system.classification_proposed",
            json!({ "act_class": data["tier"], "answers": data["answers_ref"] }),
        ),
        "classification.approved" => one(
            format!("system:{id}"),
            "system.classification_approved",
            json!({
                "act_class": data["tier"],
                "obligations_from": data["obligations_from"],
                "note": said(data, &["note", "reason"]),
            }),
        ),
        "source.registered" => one(
            format!("source:{id}"),
            "source.registered",
            json!({ "name": data["name"], "trust": data["trust"], "sensitivity": data["class"], "system": system }),
        ),
        "source.profile_changed" => one(
            format!("source:{id}"),
            "source.profile_changed",
            json!({ "profile": data["profile"], "reason": data["reason"] }),
        ),
        "access.changed" => one(
            format!("source:{id}"),
            "source.access_changed",
            json!({ "change": data["change"], "principal": data["principal"] }),
        ),
        "access.reviewed" => one(
            format!("dataset:{id}"),
            "dataset.access_reviewed",
            json!({ "scope": data["scope"], "revoked": data["revoked"], "next_due": day(&data["next_due"]) }),
        ),
        "batch.received" => one(
            format!("batch:{id}"),
            "batch.received",
            json!({
                "source": named("source", &data["source"]), "system": system,
                "records": data["records"], "credential": data["credential"],
                "checks": texts(&data["checks"]), "origins": data["origin_ips"],
                "client": data["client_fingerprint"],
            }),
        ),
        "batch.marked" => one(
            format!("batch:{id}"),
            "batch.marked",
            json!({ "verdict": data["verdict"], "records": data["records"], "reason": data["reason"] }),
        ),
        "dataset.registered" => one(
            format!("dataset:{id}"),
            "dataset.registered",
            json!({ "name": data["name"], "sensitivity": data["class"], "owner": named("person", &data["owner"]), "system": system }),
        ),
        "environment.registered" => one(
            format!("environment:{id}"),
            "environment.registered",
            json!({ "name": data["name"], "isolation": data["isolation"], "system": system }),
        ),
        "dataset.version_registered" => Some(dataset_version(id, data)),
        "model.version_registered" => Some(model_version(id, data)),
        "prompt.version_registered" => one(
            stream_of("prompt", id),
            "prompt.version_registered",
            json!({ "version": data["version"], "digest": data["sha256"], "system": system, "note": data["note"] }),
        ),
        "run.completed" => Some(run(id, data, system.as_ref())),
        "item.state_changed" => Some(state_changed(event)),
        "deployment.completed" => one(
            format!("deployment:{id}"),
            "deployment.activated",
            json!({
                "model": named("model", &data["model"]), "endpoint": named("endpoint", &data["endpoint"]),
                "uses": uses(data), "stage": "production", "digest": data["digest"],
                "replaces": named("deployment", &data["replaces"]), "system": system,
            }),
        ),
        "deployment.ended" => {
            one(format!("deployment:{id}"), "deployment.ended", json!({ "reason": data["reason"] }))
        }
        "provider.model_changed" => one(
            stream_of("model", text(data, "to")),
            "model.provider_changed",
            json!({ "from": named("model", &data["from"]), "to": named("model", &data["to"]), "notice_days": data["notice_days"] }),
        ),
        "curriculum.published" => Some(curriculum(event)),
        "training.completed" => one(
            format!("learner:{}", text(data, "person")),
            "awareness.completed",
            json!({ "module": data["module"], "score": data["score"].to_string() }),
        ),
        "incident.opened" => one(
            incident(),
            "incident.opened",
            json!({
                "severity": text(data, "severity").to_lowercase().replace('-', ""),
                "title": data["title"], "system": system,
                "detected_by": list(data, "detected_by"), "roots": [],
            }),
        ),
        "risk.assessed" => one(
            format!("risk:{id}"),
            "risk.assessed",
            json!({
                "inherent": scored(&data["inherent"]), "residual": scored(&data["residual"]),
                "effectiveness": data["effectiveness"].as_f64().map(|share| share.to_string()),
                "rationale": data["why"],
            }),
        ),
        "risk.accepted" => {
            let acceptors = array(data, "accepted_by").iter();
            let acceptors = acceptors.map(|id| json!({ "person": named("person", id) }));
            one(
                format!("risk:{id}"),
                "risk.accepted",
                json!({
                    "acceptors": acceptors.collect::<Vec<_>>(), "band": data["band"],
                    "reason": data["note"],
                }),
            )
        }
        "incident.updated" => one(incident(), "incident.noted", json!({ "note": data["note"] })),
        "control.status_changed" => one(
            format!("control:{}.{id}", event.system.as_deref().unwrap_or_default()),
            "control.status_noticed",
            json!({ "system": system, "from": data["from"], "to": data["to"], "because": data["because"] }),
        ),
        // The files that ship are loaded in its place.
        // These need more than the event itself; the translator adds their facts.
        "catalog.loaded"
        | "champion.appointed"
        | "evidence.attached"
        | "blast_radius.computed"
        | "rollback.requested"
        | "rollback.decided"
        | "rollback.completed"
        | "risk.acceptance_expired" => Some(Vec::new()),
        "notice.sent" => one(
            incident(),
            "incident.notice_sent",
            json!({ "addressee": data["addressee"], "about": data["about"] }),
        ),
        "decisions.rescored" => one(
            incident(),
            "incident.decisions_rescored",
            json!({
                "total": data["total"], "changed": data["changed"],
                "by_deployment": data.get("by_deployment").cloned().unwrap_or_else(|| json!({})),
                "method": said(data, &["method"]),
            }),
        ),
        "incident.contained" => one(incident(), "incident.contained", json!({})),
        "incident.closed" => {
            one(incident(), "incident.closed", json!({ "summary": data["summary"] }))
        }
        "postmortem.published" => one(
            incident(),
            "incident.postmortem_published",
            json!({ "root_causes": list(data, "root_causes") }),
        ),
        _ => super::governance::facts(event),
    }
}

/// The drill names the curriculum of the catalogue by its version; it is the one the product ships.
fn curriculum(event: &DrillEvent) -> Vec<Told> {
    let at = event.at.parse::<kernel::Micros>().unwrap_or_default();
    let stream = crate::awareness::curriculum().map(|subject| subject.to_string());
    let published = crate::awareness::shipped().map(|shipped| shipped.publication(at));
    match (stream, published) {
        (Ok(stream), Ok(published)) => vec![(stream, "curriculum.published", json!(published))],
        (Err(_), _) | (_, Err(_)) => Vec::new(),
    }
}

fn system_registered(id: &str, data: &Value) -> Vec<Told> {
    let stream = format!("system:{id}");
    let kinds: Vec<&str> = data["capabilities"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|kind| if kind == "agentic" { "agent" } else { kind })
        .collect();
    let registered = json!({
        "name": data["name"], "purpose": data["purpose"], "kinds": kinds,
        "risk_class": data["risk_class"], "team": named("team", &data["team"]),
        "processes_personal_data": data["processes_personal_data"],
        "affects_persons": data["affects_persons"],
        "trained_in_house": data["trained_in_house"],
    });
    let owner = |duty: &str, person: &Value| {
        let data = json!({ "person": named("person", person), "duty": duty });
        (stream.clone(), "system.owner_assigned", data)
    };
    vec![
        (stream.clone(), "system.registered", registered),
        owner("owner", &data["owner"]),
        owner("deputy", &data["deputy"]),
    ]
}

fn dataset_version(id: &str, data: &Value) -> Vec<Told> {
    let batches: Vec<Value> =
        array(data, "from_batches").iter().map(|b| named("batch", b)).collect();
    let version = json!({
        "version": data["version"], "digest": data["sha256"], "rows": data["rows"],
        "source": named("source", &data["source"]), "batches": batches,
        "derived_from": nodes(data, "derived_from"),
        "frozen": data["frozen"].as_bool().unwrap_or_default(),
    });
    vec![(stream_of("dataset", id), "dataset.version_registered", version)]
}

fn model_version(id: &str, data: &Value) -> Vec<Told> {
    let version = json!({
        "version": data["version"], "digest": data["sha256"], "run": named("run", &data["run"]),
        "derived_from": nodes(data, "derived_from"), "format": data["format"],
    });
    vec![(stream_of("model", id), "model.version_registered", version)]
}

fn run(id: &str, data: &Value, system: Option<&String>) -> Vec<Told> {
    let stream = format!("run:{id}");
    let started = data["started_at"].as_str().and_then(|at| at.parse::<kernel::Micros>().ok());
    let start = json!({
        "kind": data["kind"], "system": system, "inputs": nodes(data, "inputs"),
        "code_commit": data["code_commit"], "environment": named("environment", &data["environment"]),
        "parameters": texts(&data["params"]), "started": started,
    });
    let complete = json!({ "outputs": nodes(data, "outputs"), "minutes": data["minutes"] });
    vec![(stream.clone(), "run.started", start), (stream, "run.completed", complete)]
}

fn state_changed(event: &DrillEvent) -> Vec<Told> {
    let (data, id) = (&event.data, &event.subject.id);
    let is_model = text(data, "kind") == "model_version";
    let kind = match (is_model, text(data, "to")) {
        (true, "promoted") => "model.version_promoted",
        (true, "rejected") => "model.version_rejected",
        (true, "quarantined") => "model.version_quarantined",
        (true, "retired") => "model.version_retired",
        (false, "active" | "promoted") => "dataset.version_promoted",
        (false, "quarantined") => "dataset.quarantined",
        (false, "rejected") => "dataset.version_rejected",
        (false, "retired") => "dataset.version_retired",
        _ => return Vec::new(),
    };
    let version = id.split_once('@').map_or("", |(_, version)| version);
    let incident = event.correlation.as_ref().map(|id| format!("incident:{id}"));
    let mut fields = json!({ "version": version, "reason": data["reason"] });
    if let (Some(members), true) = (fields.as_object_mut(), kind.ends_with("quarantined")) {
        members.insert(String::from("incident"), json!(incident));
    }
    vec![(stream_of(if is_model { "model" } else { "dataset" }, id), kind, fields)]
}

/// The two steps of a score.
fn scored(score: &Value) -> Value {
    json!({ "likelihood": score["likelihood"], "impact": score["impact"] })
}

/// What a deployment uses beside its model: a prompt, a knowledge base.
fn uses(data: &Value) -> Vec<Value> {
    let uses = [named("prompt", &data["prompt"]), named("dataset", &data["knowledge"])];
    uses.into_iter().filter(|subject| !subject.is_null()).collect()
}

/// A text field; empty when absent.
pub(super) fn text<'a>(data: &'a Value, field: &str) -> &'a str {
    data.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The first of some text fields that is there; a dash when none is.
pub(super) fn said(data: &Value, fields: &[&str]) -> String {
    let found = fields.iter().map(|field| text(data, field)).find(|text| !text.is_empty());
    found.unwrap_or("not stated").to_owned()
}

pub(super) fn array<'a>(data: &'a Value, field: &str) -> &'a [Value] {
    data.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn list(data: &Value, field: &str) -> Value {
    json!(array(data, field))
}

/// `kind:id` for an id; null when there is none.
pub(super) fn named(kind: &str, id: &Value) -> Value {
    id.as_str().map_or(Value::Null, |id| json!(format!("{kind}:{id}")))
}

/// Names of versions with the kind their prefix says.
pub(super) fn nodes(data: &Value, field: &str) -> Vec<Value> {
    array(data, field)
        .iter()
        .map(|id| named(kind_of_id(id.as_str().unwrap_or_default()), id))
        .collect()
}

/// The kind an id of the drill names by its prefix.
pub(super) fn kind_of_id(id: &str) -> &'static str {
    const PREFIXES: [(&str, &str); 8] = [
        ("mdl-", "model"),
        ("ds-", "dataset"),
        ("prm-", "prompt"),
        ("dep-", "deployment"),
        ("run-", "run"),
        ("bat-", "batch"),
        ("env-", "environment"),
        ("src-", "source"),
    ];
    let found = PREFIXES.iter().find(|(prefix, _)| id.starts_with(prefix));
    found.map_or("dataset", |(_, kind)| kind)
}

/// The stream of a version's id.
pub(super) fn stream_of(kind: &str, id: &str) -> String {
    format!("{kind}:{}", id.split('@').next().unwrap_or(id))
}

/// Members of an object as texts.
pub(super) fn texts(object: &Value) -> Value {
    let members = object.as_object().into_iter().flatten();
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Value::Object(members.map(|(k, v)| (k.clone(), json!(plain(v)))).collect::<Map<_, _>>())
}

/// Midnight UTC of a date, in microseconds.
pub(super) fn day(date: &Value) -> Value {
    let midnight = date.as_str().map(|date| format!("{date}T00:00:00Z"));
    json!(midnight.and_then(|time| time.parse::<kernel::Micros>().ok()))
}
