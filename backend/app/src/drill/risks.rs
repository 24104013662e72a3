//! What the drill says about risks only between its lines: who found a risk, who owns it, and who
//! asked for its acceptance.

use std::collections::BTreeMap;

use kernel::Micros;
use serde_json::{Value, json};

use super::{DrillEvent, implied::Translator, table};
use crate::catalogue::Book;

/// What the translator remembers about risks.
#[derive(Default)]
pub(super) struct Risks {
    /// System → name and owner.
    systems: BTreeMap<String, (String, String)>,
    /// System → who modelled its threats.
    modellers: BTreeMap<String, String>,
    /// System → the conditions of its latest waiver.
    conditions: BTreeMap<String, Value>,
    /// Risk → who asked for its acceptance.
    requesters: BTreeMap<String, String>,
    /// Risk → until when it is accepted.
    until: BTreeMap<String, Micros>,
}

impl Risks {
    /// Takes in what later events of risks need.
    fn remember(&mut self, event: &DrillEvent) {
        let (data, id) = (&event.data, event.subject.id.clone());
        let system = event.system.clone().unwrap_or_default();
        match event.kind.as_str() {
            "system.registered" => {
                let (name, owner) = (table::text(data, "name"), table::text(data, "owner"));
                self.systems.insert(id, (name.to_owned(), owner.to_owned()));
            }
            "threat_model.completed" => {
                self.modellers.insert(system, event.actor.clone());
            }
            "waiver.granted" => {
                self.conditions.insert(system, data["conditions"].clone());
            }
            "approval.requested" if event.subject.kind == "risk" => {
                self.requesters.insert(id, event.actor.clone());
            }
            _ => {}
        }
    }

    /// The risk, as whoever modelled the threats of its system found it.
    fn identified(&self, event: &DrillEvent) -> Option<(String, table::Told)> {
        let system = event.system.as_ref()?;
        let (name, owner) = self.systems.get(system)?;
        let threat = Book::shipped().risk_threat(table::text(&event.data, "threat"))?;
        let data = json!({
            "title": format!("{} of {name}", threat.title), "threat": threat.id,
            "system": format!("system:{system}"), "category": threat.category,
            "owner": format!("person:{owner}"),
            "description": format!("{} ({}), found when the threats of {name} were modelled", threat.title, threat.id),
        });
        let actor = self.modellers.get(system).unwrap_or(&event.actor).clone();
        Some((actor, (format!("risk:{}", event.subject.id), "risk.identified", data)))
    }

    /// The request that an acceptance answers. Controls that make up for missing ones are the
    /// conditions of the system's latest waiver.
    fn requested(&self, event: &DrillEvent) -> (String, table::Told) {
        let id = &event.subject.id;
        let system = event.system.clone().unwrap_or_default();
        let conditions = self.conditions.get(&system).cloned().unwrap_or_else(|| json!([]));
        let data = json!({ "until": until(event), "compensating": conditions });
        let actor = self.requesters.get(id).unwrap_or(&event.actor).clone();
        (actor, (format!("risk:{id}"), "risk.acceptance_requested", data))
    }

    /// That the end of an acceptance was noticed. Whom it was told the drill does not say.
    pub(super) fn expired(&self, event: &DrillEvent) -> Option<table::Told> {
        let id = &event.subject.id;
        let data = json!({ "what": "acceptance", "due": self.until.get(id)?, "told": [] });
        Some((format!("risk:{id}"), "risk.due_noticed", data))
    }
}

fn until(event: &DrillEvent) -> Option<Micros> {
    table::text(&event.data, "until").parse().ok()
}

impl Translator<'_> {
    /// Facts about a risk that the event takes for granted, each with who did it.
    pub(super) fn before_risk(&mut self, event: &DrillEvent) -> Vec<(String, table::Told)> {
        self.risks.remember(event);
        let risk = format!("risk:{}", event.subject.id);
        match event.kind.as_str() {
            "risk.assessed" if !self.knows(&risk) => {
                self.risks.identified(event).into_iter().collect()
            }
            "risk.accepted" => {
                let asked = self.risks.requested(event);
                self.risks.requesters.remove(&event.subject.id);
                let until = until(event).unwrap_or_default();
                self.risks.until.insert(event.subject.id.clone(), until);
                vec![asked]
            }
            _ => Vec::new(),
        }
    }
}
