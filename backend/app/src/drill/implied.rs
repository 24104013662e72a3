//! Turns events of the drill into facts, and registers what they name but nobody registered.

use std::collections::{BTreeMap, BTreeSet};

use domain::systems::RiskClass;
use kernel::{Kind, Micros, Subject};
use serde_json::{Map, Value, json};

use super::{DrillEvent, governance, privacy::Makers, risks::Risks, table};
use crate::{AppError, catalogue::Book, import::Reported};

/// Roles of the second and third line and of the governing body: held for the whole organisation.
const ORGANISATION_ROLES: [&str; 11] = [
    "ai_security_lead",
    "ciso",
    "privacy_officer",
    "model_risk_manager",
    "compliance_officer",
    "chief_risk_officer",
    "incident_commander",
    "internal_auditor",
    "executive_sponsor",
    "board_risk_committee",
    "administrator",
];

/// What the translator remembers while it goes through the drill.
pub(super) struct Translator<'a> {
    /// Version or thing → the later event that registers it.
    later: BTreeMap<String, &'a DrillEvent>,
    teams_with_systems: BTreeSet<String>,
    classes: BTreeMap<String, RiskClass>,
    organisation: String,
    known: BTreeSet<String>,
    /// Deployment → the model version it serves.
    serves: BTreeMap<String, String>,
    /// Model version a rollback leaves → the deployment it was asked for.
    rollbacks: BTreeMap<String, String>,
    datasets: BTreeMap<String, Value>,
    /// What is remembered about risks.
    pub(super) risks: Risks,
    /// Person → the roles they hold.
    roles: BTreeMap<String, Vec<String>>,
    /// Event that raised a finding → the finding.
    findings: BTreeMap<String, String>,
    /// Which run made which model version.
    makers: Makers,
    facts: u64,
    /// Registrations the data implied.
    pub(super) implied: Vec<String>,
}

type Facts = Vec<(Reported, bool)>;

impl<'a> Translator<'a> {
    pub(super) fn new(events: &'a [DrillEvent]) -> Result<Self, AppError> {
        let mut this = Self {
            later: BTreeMap::new(),
            teams_with_systems: BTreeSet::new(),
            classes: BTreeMap::new(),
            organisation: String::new(),
            known: BTreeSet::new(),
            serves: BTreeMap::new(),
            rollbacks: BTreeMap::new(),
            datasets: BTreeMap::new(),
            risks: Risks::default(),
            roles: BTreeMap::new(),
            findings: BTreeMap::new(),
            makers: Makers::default(),
            facts: 0,
            implied: Vec::new(),
        };
        for event in events {
            if let Some(kind) = registered_kind(&event.kind) {
                this.later.entry(format!("{kind}:{}", event.subject.id)).or_insert(event);
            }
            if event.kind == "system.registered" {
                this.teams_with_systems.insert(table::text(&event.data, "team").to_owned());
                let class = table::text(&event.data, "risk_class").parse();
                this.classes.insert(event.subject.id.clone(), class.map_err(AppError::internal)?);
            }
            if event.kind == "org.registered" {
                this.organisation = format!("organisation:{}", event.subject.id);
            }
        }
        Ok(this)
    }

    /// Whether a thing was registered before.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// The facts of one event, each preceded by the registrations it implies.
    pub(super) fn translate(&mut self, event: &'a DrillEvent) -> Result<Facts, AppError> {
        let mut told = table::facts(event).unwrap_or_default();
        told.extend(self.extra(event));
        let mut facts = Facts::new();
        self.imply(event, &format!("person:{}", event.actor), &mut facts)?;
        for (actor, told) in self.before_risk(event) {
            let event = &DrillEvent { actor, ..event.clone() };
            self.implied
                .push(format!("{}: {} is taken for granted by {}", told.0, told.1, event.id));
            self.push(event, told, true, &mut facts)?;
        }
        for told in told {
            self.imply_named(event, &told, &mut facts)?;
            self.push(event, told, false, &mut facts)?;
        }
        Ok(facts)
    }

    /// Counts facts that were recorded beside those it gave.
    pub(super) fn count(&mut self, facts: u64) {
        self.facts = self.facts.saturating_add(facts);
    }

    /// Facts that need more than the event itself.
    fn extra(&mut self, event: &DrillEvent) -> Vec<table::Told> {
        let data = &event.data;
        match event.kind.as_str() {
            "person.registered" => self.roles(event),
            "champion.appointed" => {
                let person = format!("person:{}", table::text(data, "person"));
                let team = format!("team:{}", table::text(data, "team"));
                let held = self.roles.entry(table::text(data, "person").to_owned()).or_default();
                held.push(String::from("security_champion"));
                vec![(
                    person,
                    "person.role_granted",
                    Self::grant(event, "security_champion", &team),
                )]
            }
            "evidence.attached" => {
                [self.evidence(event)].into_iter().chain(self.makers.spent(event)).collect()
            }
            "run.completed" => {
                self.makers.remember(event);
                Vec::new()
            }
            "finding.raised" => {
                let finding = format!("finding:{}", event.subject.id);
                self.findings.insert(event.id.clone(), finding);
                Vec::new()
            }
            "action.opened" => {
                let cause = event.causation.as_ref();
                governance::action_opened(event, cause.and_then(|id| self.findings.get(id)))
            }
            "threat_model.completed" => governance::threat_model(event, |person| {
                self.roles.get(person).cloned().unwrap_or_default()
            }),
            "deployment.completed" => {
                let model = table::text(data, "model").to_owned();
                self.serves.insert(event.subject.id.clone(), model);
                Vec::new()
            }
            "blast_radius.computed" => {
                let roots = data["root"].as_array().into_iter().flatten();
                let roots: Vec<Value> = roots.map(|id| table::named("batch", id)).collect();
                let as_of = self.facts.saturating_sub(1);
                let fields = json!({ "roots": roots, "counts": data["counts"], "as_of": as_of });
                let stream = format!("incident:{}", table::text(data, "incident_id"));
                vec![(stream, "incident.blast_radius_computed", fields)]
            }
            "risk.acceptance_expired" => self.risks.expired(event).into_iter().collect(),
            "rollback.requested" | "rollback.decided" | "rollback.completed" => {
                self.rollback(event)
            }
            _ => Vec::new(),
        }
    }

    fn roles(&mut self, event: &DrillEvent) -> Vec<table::Told> {
        let held = table::array(&event.data, "roles").iter().filter_map(Value::as_str);
        self.roles.insert(event.subject.id.clone(), held.map(str::to_owned).collect());
        let stream = format!("person:{}", event.subject.id);
        let team = table::text(&event.data, "team");
        let roles = table::array(&event.data, "roles").iter().filter_map(Value::as_str);
        let granted = roles.map(|role| {
            let is_wide =
                ORGANISATION_ROLES.contains(&role) || !self.teams_with_systems.contains(team);
            let scope = if is_wide { self.organisation.clone() } else { format!("team:{team}") };
            (stream.clone(), "person.role_granted", Self::grant(event, role, &scope))
        });
        granted.collect()
    }

    fn grant(event: &DrillEvent, role: &str, scope: &str) -> Value {
        let from = event.at.parse::<Micros>().unwrap_or_default();
        json!({ "role": role, "scope": scope, "from": from })
    }

    fn rollback(&mut self, event: &DrillEvent) -> Vec<table::Told> {
        let data = &event.data;
        let stream = format!("incident:{}", table::text(data, "incident_id"));
        let model = |field: &str| format!("model:{}", table::text(data, field));
        let deployment = format!("deployment:{}", event.subject.id);
        match event.kind.as_str() {
            "rollback.requested" => {
                let from = self.serves.get(&event.subject.id).cloned().unwrap_or_default();
                self.rollbacks.insert(from.clone(), deployment.clone());
                let fields = json!({ "deployment": deployment, "from": format!("model:{from}"), "to": model("to_model") });
                vec![(stream, "incident.rollback_proposed", fields)]
            }
            "rollback.decided" => {
                let approved = table::text(data, "decision") == "approve";
                let reason = format!("decided as {}", table::text(data, "role"));
                let fields =
                    json!({ "deployment": deployment, "approved": approved, "reason": reason });
                vec![(stream, "incident.rollback_decided", fields)]
            }
            _ => {
                let from = table::text(data, "from_model");
                let deployment = self.rollbacks.get(from).cloned().unwrap_or(deployment);
                let fields = json!({
                    "deployment": deployment, "from": model("from_model"),
                    "to": model("to_model"), "minutes": data["minutes"],
                });
                vec![(stream, "incident.rollback_completed", fields)]
            }
        }
    }

    /// Evidence, held against the thresholds the catalogue has for the system's risk class.
    fn evidence(&self, event: &DrillEvent) -> table::Told {
        let data = &event.data;
        let (mut metrics, mut flags) = (Map::new(), Map::new());
        for (name, value) in data["metrics"].as_object().into_iter().flatten() {
            match value {
                Value::Bool(flag) => flags.insert(name.clone(), json!(flag)),
                Value::Number(number) => metrics.insert(name.clone(), json!(number.to_string())),
                Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                    metrics.insert(name.clone(), value.clone())
                }
            };
        }
        let class = event.system.as_ref().and_then(|system| self.classes.get(system));
        let reported: Vec<&str> = metrics.keys().chain(flags.keys()).map(String::as_str).collect();
        let kind = table::text(data, "type");
        let class = class.copied().unwrap_or(RiskClass::High);
        let yardstick = Book::shipped().yardstick(kind, class, &reported);
        let fields = json!({
            "subject": subject_of(event), "system": event.system.as_ref().map(|id| format!("system:{id}")),
            "evidence_type": kind, "tool": data["tool"], "digest": data["sha256"],
            "dataset": table::named("dataset", &data["dataset_version"]),
            "details": details(data), "thresholds": yardstick.thresholds,
            "speaks_to": yardstick.speaks_to, "fresh_days": yardstick.fresh_days,
            "metrics": metrics, "flags": flags,
        });
        (format!("evidence:{}", table::text(data, "evidence_id")), "evidence.attached", fields)
    }

    /// Registers, as implied, every thing the data names that nobody registered yet.
    fn imply_named(
        &mut self,
        event: &'a DrillEvent,
        (stream, kind, data): &table::Told,
        facts: &mut Facts,
    ) -> Result<(), AppError> {
        let is_version =
            kind.ends_with("version_registered") || kind.starts_with("dataset.quarantined");
        if is_version && !stream.starts_with("prompt:") {
            self.imply(event, stream, facts)?;
        }
        let mut named = Vec::new();
        subjects_in(data, &mut named);
        for subject in named.iter().filter(|subject| *subject != stream) {
            self.imply(event, subject.split('@').next().unwrap_or(subject), facts)?;
            self.imply(event, subject, facts)?;
        }
        Ok(())
    }

    fn imply(
        &mut self,
        event: &'a DrillEvent,
        name: &str,
        facts: &mut Facts,
    ) -> Result<(), AppError> {
        let needs =
            |kind: Kind| !matches!(kind, Kind::Endpoint | Kind::Organisation | Kind::Prompt);
        let subject: Subject = name.parse().map_err(AppError::internal)?;
        if self.known.contains(name) || !needs(subject.kind()) {
            return Ok(());
        }
        self.known.insert(name.to_owned());
        let told = match self.later.get(name).copied() {
            Some(later) => table::facts(later).into_iter().flatten().next(),
            None => self.unknown(event, &subject),
        };
        let Some(told) = told else { return Ok(()) };
        self.imply_named(event, &told, facts)?;
        self.implied.push(format!("{name}: named by {} before it was registered", event.id));
        self.push(event, told, true, facts)
    }

    /// The least that can be said about a thing the drill never registers.
    fn unknown(&self, event: &DrillEvent, subject: &Subject) -> Option<table::Told> {
        let system = event.system.as_ref().map(|id| format!("system:{id}"));
        let (name, stream) = (subject.label(), subject.stream().to_string());
        if subject.version().is_some() {
            return None;
        }
        if subject.kind() == Kind::Model {
            return Some((stream, "model.registered", json!({ "name": name, "system": system })));
        }
        if subject.kind() == Kind::Dataset {
            let sibling = event.system.as_ref().and_then(|system| self.datasets.get(system));
            let class = sibling.map_or(json!("internal"), |data| data["sensitivity"].clone());
            let owner = sibling.map_or_else(
                || json!(format!("person:{}", event.actor)),
                |data| data["owner"].clone(),
            );
            let data =
                json!({ "name": name, "sensitivity": class, "owner": owner, "system": system });
            return Some((stream, "dataset.registered", data));
        }
        if subject.kind() == Kind::Environment {
            let data = json!({ "name": name, "isolation": "not stated", "system": system });
            return Some((stream, "environment.registered", data));
        }
        if subject.kind() == Kind::Person {
            let service = name.starts_with("svc-");
            return Some((
                stream,
                "person.registered",
                json!({ "name": name, "service": service }),
            ));
        }
        None
    }

    fn push(
        &mut self,
        event: &DrillEvent,
        (stream, kind, data): table::Told,
        is_implied: bool,
        facts: &mut Facts,
    ) -> Result<(), AppError> {
        let is_again = !is_implied && self.was_implied(&stream, kind, &data);
        if is_again {
            return Ok(());
        }
        self.remember(event, &stream, kind, &data);
        let parse = |text: &str| text.parse::<Subject>().map_err(AppError::internal);
        facts.push((
            Reported {
                kind: kind.to_owned(),
                stream: parse(&stream)?,
                at: event.at.parse().map_err(AppError::internal)?,
                actor: Some(parse(&format!("person:{}", event.actor))?),
                data: without_nulls(data),
            },
            is_implied,
        ));
        Ok(())
    }

    /// Whether this registration was already made because something named it earlier.
    fn was_implied(&self, stream: &str, kind: &str, data: &Value) -> bool {
        let version = table::text(data, "version");
        let name =
            if version.is_empty() { stream.to_owned() } else { format!("{stream}@{version}") };
        let registers =
            kind.ends_with("registered") || kind == "batch.received" || kind == "team.created";
        let prefix = format!("{name}: ");
        registers && self.implied.iter().any(|implied| implied.starts_with(&prefix))
    }

    fn remember(&mut self, event: &DrillEvent, stream: &str, kind: &str, data: &Value) {
        self.facts = self.facts.saturating_add(1);
        self.known.insert(stream.to_owned());
        let version = table::text(data, "version");
        if !version.is_empty() {
            self.known.insert(format!("{stream}@{version}"));
        }
        if let (true, Some(system)) = (kind == "dataset.registered", &event.system) {
            self.datasets.insert(system.clone(), data.clone());
        }
        if data.get("replaces").is_some_and(Value::is_string) {
            // The import also ends the replaced deployment.
            self.facts = self.facts.saturating_add(1);
        }
    }
}

/// The kind of subject that a type of the drill registers.
fn registered_kind(kind: &str) -> Option<&'static str> {
    match kind {
        "team.created" => Some("team"),
        "person.registered" => Some("person"),
        "source.registered" => Some("source"),
        "batch.received" => Some("batch"),
        "dataset.registered" | "dataset.version_registered" => Some("dataset"),
        "model.version_registered" => Some("model"),
        "environment.registered" => Some("environment"),
        _ => None,
    }
}

/// What a piece of evidence is about.
fn subject_of(event: &DrillEvent) -> String {
    let id = &event.subject.id;
    match event.subject.kind.as_str() {
        "dataset_version" => format!("dataset:{id}"),
        "model_version" => format!("model:{id}"),
        "prompt_version" => format!("prompt:{id}"),
        "org" => format!("organisation:{id}"),
        kind => format!("{kind}:{id}"),
    }
}

/// Every field of a report that is not one of ours, as text.
fn details(data: &Value) -> Value {
    const OURS: [&str; 6] = ["evidence_id", "type", "tool", "sha256", "metrics", "dataset_version"];
    let others =
        data.as_object().into_iter().flatten().filter(|(k, _)| !OURS.contains(&k.as_str()));
    table::texts(&Value::Object(others.map(|(k, v)| (k.clone(), v.clone())).collect()))
}

/// Subjects anywhere in the data.
fn subjects_in(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.parse::<Subject>().is_ok() => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| subjects_in(item, found)),
        Value::Object(members) => members.values().for_each(|member| subjects_in(member, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter(|(_, v)| !v.is_null())
                .map(|(k, v)| (k, without_nulls(v)))
                .collect(),
        ),
        other @ (Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)) => other,
    }
}
