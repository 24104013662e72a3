//! The drill: the healthcare case and three smaller systems, loaded as a historic import.
//!
//! `backend/app/drill/` holds the events in their neutral vocabulary; `table.rs` says what each type
//! means here. Ids, times and figures stay as they are. What the data names before registering it
//! is registered first and marked as implied.
//!
//! # Invariants
//! - Every type of the drill is either translated or named as waiting for its room.
//!   (`every_type_of_the_drill_is_translated_or_named`)

mod governance;
mod implied;
mod privacy;
mod risks;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::authority::Permit;
use kernel::{Kind, Micros, Subject};
use serde::Deserialize;
use serde_json::Value;

use crate::{App, AppError, Import, Meta, import::Reported};

/// The files, in the order in which events of the same moment are taken.
const FILES: [(&str, &str); 6] = [
    ("00_org", include_str!("../../drill/00_org.jsonl")),
    ("10_carerisk", include_str!("../../drill/10_carerisk.jsonl")),
    ("11_carerisk_routine", include_str!("../../drill/11_carerisk_routine.jsonl")),
    ("20_creditline", include_str!("../../drill/20_creditline.jsonl")),
    ("30_supportchat", include_str!("../../drill/30_supportchat.jsonl")),
    ("40_fraudshield", include_str!("../../drill/40_fraudshield.jsonl")),
];

/// An event of the drill, as its files write it.
#[derive(Clone, Debug, Deserialize)]
pub struct DrillEvent {
    /// Order within its file.
    pub seq: u64,
    /// Its id, unique over all files.
    pub id: String,
    /// Its type in the drill's vocabulary.
    #[serde(rename = "type")]
    pub kind: String,
    /// When it happened.
    pub at: String,
    /// Who did it.
    pub actor: String,
    /// The system it belongs to.
    pub system: Option<String>,
    /// What it is about.
    pub subject: DrillSubject,
    /// Its fields.
    pub data: Value,
    /// The incident it belongs to.
    pub correlation: Option<String>,
    /// The event that led to it.
    pub causation: Option<String>,
}

/// What an event of the drill is about.
#[derive(Clone, Debug, Deserialize)]
pub struct DrillSubject {
    /// Kind of thing.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// What was loaded.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Events of the drill that were read.
    pub read: usize,
    /// Facts recorded, implied registrations included.
    pub recorded: u64,
    /// Registrations the data implied, as `subject: why`.
    pub implied: Vec<String>,
    /// Types that wait for their room, with how many events each has.
    pub waiting: BTreeMap<String, usize>,
}

/// All events of the drill, ordered by time, file and sequence.
pub fn events() -> Result<Vec<DrillEvent>, AppError> {
    let mut all = Vec::new();
    for (order, (_, text)) in FILES.iter().enumerate() {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let event: DrillEvent = serde_json::from_str(line).map_err(AppError::internal)?;
            let at: Micros = event.at.parse().map_err(AppError::internal)?;
            all.push((at, order, event.seq, event));
        }
    }
    all.sort_by_key(|(at, order, seq, _)| (*at, *order, *seq));
    Ok(all.into_iter().map(|(_, _, _, event)| event).collect())
}

impl App {
    /// Loads the drill up to and with a moment into an empty log.
    pub async fn load_drill(&self, until: Option<Micros>) -> Result<Loaded, AppError> {
        let admin = Subject::new(Kind::Person, "usr-admin", None).map_err(AppError::internal)?;
        let permit = Permit::bootstrap(admin);
        let events = events()?;
        let mut translator = implied::Translator::new(&events)?;
        let mut loaded = Loaded::default();
        for event in &events {
            let at: Micros = event.at.parse().map_err(AppError::internal)?;
            if until.is_some_and(|until| at > until) {
                break;
            }
            loaded.read += 1;
            let facts = translator.translate(event)?;
            if table::facts(event).is_none() {
                *loaded.waiting.entry(event.kind.clone()).or_default() += 1;
            }
            self.load_facts(&permit, event, facts).await?;
            if event.kind == "catalog.loaded" {
                translator.count(self.load_files(&permit, event, at).await?);
            }
        }
        loaded.implied = translator.implied;
        loaded.recorded = self.store.head();
        Ok(loaded)
    }

    /// The catalogue is loaded when the drill says so.
    async fn load_files(
        &self,
        permit: &Permit,
        event: &DrillEvent,
        occurred: Micros,
    ) -> Result<u64, AppError> {
        let claimed = Subject::new(Kind::Person, &event.actor, None);
        let claimed = claimed.map_err(AppError::internal)?;
        let meta = Meta {
            source: String::from("drill"),
            command: format!("{}/catalogue", event.id),
            ..Meta::default()
        };
        self.import_catalogue(permit, &meta, Import { occurred, claimed }).await
    }

    async fn load_facts(
        &self,
        permit: &Permit,
        event: &DrillEvent,
        facts: Vec<(Reported, bool)>,
    ) -> Result<(), AppError> {
        for (index, (fact, is_implied)) in facts.into_iter().enumerate() {
            let cause = match (is_implied, &event.causation) {
                (true, _) => Some(format!("implied by {}", event.id)),
                (false, cause) => cause.clone(),
            };
            let meta = Meta {
                source: String::from("drill"),
                command: format!("{}/{index}", event.id),
                cause,
                corr: event.correlation.as_ref().map(|id| format!("incident:{id}")),
                import: None,
            };
            self.import(permit, &meta, &fact)
                .await
                .map_err(|error| at_event(error, event, &fact))?;
        }
        Ok(())
    }
}

/// Says at which event the drill and the rules disagree.
fn at_event(error: AppError, event: &DrillEvent, fact: &Reported) -> AppError {
    match error {
        AppError::Refused(mut refused) => {
            refused.sentence =
                format!("{} ({} on {}): {}", event.id, fact.kind, fact.stream, refused.sentence);
            AppError::Refused(refused)
        }
        other @ (AppError::Denied
        | AppError::NotFound
        | AppError::Conflict
        | AppError::Internal(_)) => {
            AppError::internal(format!("{} ({}): {other:?}", event.id, fact.kind))
        }
    }
}
