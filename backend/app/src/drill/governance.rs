//! What the drill says about the programme, findings and actions, in our words.

use kernel::Micros;
use serde_json::{Map, Value, json};

use super::{
    DrillEvent,
    table::{Told, array, day, named, text},
};

/// What an event means in the rooms of the programme and of reviews. `None`: its type belongs
/// elsewhere.
#[expect(clippy::too_many_lines, reason = "a table: one line for each type and what it says")]
pub(super) fn facts(event: &DrillEvent) -> Option<Vec<Told>> {
    let (data, id) = (&event.data, &event.subject.id);
    let system = event.system.as_ref().map(|id| format!("system:{id}"));
    // What the drill gives no id of its own is called after the event.
    let own = |kind: &str| format!("{kind}:{}", event.id);
    let told = match event.kind.as_str() {
        "policy.published" => (
            format!("policy:{id}"),
            "policy.published",
            json!({ "title": data["title"], "version": data["version"], "approved_by": named("person", &data["approved_by"]) }),
        ),
        "appetite.set" => (
            String::from("appetite:organisation"),
            "appetite.set",
            json!({ "statements": data["statements"], "approved_by": named("person", &data["approved_by"]) }),
        ),
        "budget.approved" => (
            own("initiative"),
            "initiative.funded",
            json!({
                "title": data["purpose"], "purpose": data["purpose"], "period": data["period"],
                "amount": data["amount_eur"].to_string(), "currency": "EUR",
                "share_of_ai_budget": decimal(&data["share_of_ai_budget"]),
            }),
        ),
        "report.published" => (
            format!("meeting:{id}"),
            "meeting.held",
            json!({
                "title": data["report"], "period": data["period"], "as_of": event.at.parse::<Micros>().ok(),
                "system": system, "highlights": array(data, "highlights"),
            }),
        ),
        "survey.closed" => (
            own("survey"),
            "survey.closed",
            json!({ "metrics": decimals(&data["metrics"]), "responses": data["responses"] }),
        ),
        "exercise.completed" => (
            own("exercise"),
            "exercise.completed",
            json!({
                "scenario": data["scenario"], "system": system, "findings": data["findings"],
                "minutes_to_blast_radius": data["minutes_to_blast_radius"],
                "hours_to_contain": decimal(&data["hours_to_contain"]),
                "metrics": decimals(&data["metrics"]),
            }),
        ),
        "feedback.received" => (
            own("feedback"),
            "feedback.received",
            json!({ "from_role": data["from_role"], "text": data["text"], "system": system }),
        ),
        "finding.raised" => (
            format!("finding:{id}"),
            "finding.raised",
            json!({ "control": data["control"], "severity": data["severity"], "text": data["text"], "system": system }),
        ),
        "finding.closed" => (format!("finding:{id}"), "finding.closed", json!({})),
        "action.closed" => (format!("action:{id}"), "action.closed", json!({})),
        // These need more than the event itself; the translator adds their facts.
        "action.opened" | "threat_model.completed" => return Some(Vec::new()),
        _ => return None,
    };
    Some(vec![told])
}

/// An action, and the link of the finding it follows from.
pub(super) fn action_opened(event: &DrillEvent, finding: Option<&String>) -> Vec<Told> {
    let data = &event.data;
    let action = format!("action:{}", event.subject.id);
    let incident = event.correlation.as_ref().map(|id| format!("incident:{id}"));
    let opened = json!({
        "title": data["title"], "owner": named("person", &data["owner"]), "due": day(&data["due"]),
        "controls": array(data, "controls"), "system": event.system.as_ref().map(|id| format!("system:{id}")),
        "incident": incident, "finding": finding,
    });
    let mut told = vec![(action.clone(), "action.opened", opened)];
    told.extend(
        finding.map(|finding| (finding.clone(), "finding.linked", json!({ "to": action }))),
    );
    told
}

/// A threat model: a design review that was opened and concluded, without the single questions.
pub(super) fn threat_model(event: &DrillEvent, roles: impl Fn(&str) -> Vec<String>) -> Vec<Told> {
    let data = &event.data;
    let people = array(data, "participants").iter().filter_map(Value::as_str);
    let participants: Vec<Value> =
        people.map(|id| json!({ "person": format!("person:{id}"), "roles": roles(id) })).collect();
    let review = format!("review:{}", event.id);
    let opened = json!({
        "system": event.system.as_ref().map(|id| format!("system:{id}")), "phase": "design",
        "participants": participants,
    });
    let concluded = json!({
        "threats": array(data, "threats"), "open_high": data["open_high"], "note": text(data, "note"),
    });
    vec![(review.clone(), "review.opened", opened), (review, "review.concluded", concluded)]
}

/// A number as the log writes it: as text.
fn decimal(number: &Value) -> Value {
    if number.is_number() { json!(number.to_string()) } else { Value::Null }
}

fn decimals(object: &Value) -> Value {
    let members = object.as_object().into_iter().flatten();
    Value::Object(
        members.map(|(name, number)| (name.clone(), decimal(number))).collect::<Map<_, _>>(),
    )
}
