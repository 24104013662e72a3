//! A model or prompt version: which run made it, from what, and what was decided about it.

use domain::{Event, models};
use kernel::{Digest, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View, datasets::VersionState};

/// A model version, or a prompt version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelVersionRow {
    /// The version.
    pub subject: Subject,
    /// Its label.
    pub version: Name,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// SHA-256 of its artefact; absent for a provider's model.
    pub digest: Option<Digest>,
    /// The run that made it.
    pub run: Option<Subject>,
    /// The versions it was made from.
    pub derived_from: Vec<Subject>,
    /// The format of its artefact.
    pub format: Name,
    /// When it was registered.
    pub registered: Micros,
    /// By whom.
    pub registered_by: Subject,
    /// What was decided about it.
    pub state: VersionState,
    /// Why.
    pub reason: Personal,
    /// The incident that stopped it.
    pub incident: Option<Subject>,
    /// When it was promoted first.
    pub promoted: Option<Micros>,
    /// What changed, in the words of whoever registered a prompt version.
    pub note: Personal,
    /// What a prompt version says, where somebody gave it.
    pub text: Personal,
}

impl ModelVersionRow {
    /// Whether it was promoted, now or once.
    pub fn is_promoted(&self) -> bool {
        self.promoted.is_some()
    }

    /// Whether it was turned down or stopped.
    pub fn is_stopped(&self) -> bool {
        matches!(self.state, VersionState::Rejected | VersionState::Quarantined)
    }

    fn registered(fact: &Fact, event: &models::Event) -> Option<Self> {
        let (version, digest, run, derived_from, format) = match event {
            models::Event::VersionRegistered { version, digest, run, derived_from, format } => {
                (version, digest.clone(), run.clone(), derived_from.clone(), format.clone())
            }
            models::Event::PromptVersionRegistered { version, digest, .. } => {
                (version, Some(digest.clone()), None, Vec::new(), Name::parse("prompt").ok()?)
            }
            models::Event::Registered { .. }
            | models::Event::VersionPromoted { .. }
            | models::Event::VersionRejected { .. }
            | models::Event::VersionRetired { .. }
            | models::Event::VersionQuarantined { .. }
            | models::Event::VersionReleased { .. }
            | models::Event::ProviderChanged { .. }
            | models::Event::PromptTextGiven { .. } => return None,
        };
        let (note, text) = if let models::Event::PromptVersionRegistered { note, text, .. } = event
        {
            (note.clone(), text.clone())
        } else {
            (Personal::Erased, Personal::Erased)
        };
        Some(Self {
            subject: fact.stream.at(version.as_str()).ok()?,
            version: version.clone(),
            system: fact.system.clone(),
            digest,
            run,
            derived_from,
            format,
            registered: fact.at,
            registered_by: fact.by().clone(),
            state: VersionState::Candidate,
            reason: Personal::Erased,
            incident: None,
            promoted: None,
            note,
            text,
        })
    }

    fn change(&mut self, state: VersionState, reason: &Personal) {
        self.state = state;
        self.reason = reason.clone();
    }
}

fn label(event: &models::Event) -> Option<&Name> {
    match event {
        models::Event::VersionRegistered { version, .. }
        | models::Event::VersionPromoted { version, .. }
        | models::Event::VersionRejected { version, .. }
        | models::Event::VersionRetired { version, .. }
        | models::Event::VersionQuarantined { version, .. }
        | models::Event::VersionReleased { version, .. }
        | models::Event::PromptVersionRegistered { version, .. }
        | models::Event::PromptTextGiven { version, .. } => Some(version),
        models::Event::Registered { .. } | models::Event::ProviderChanged { .. } => None,
    }
}

impl View for ModelVersionRow {
    const NAME: &'static str = "model_versions";
    const VERSION: u32 = 2;

    fn keys(fact: &Fact) -> Vec<String> {
        let Event::Models(event) = &fact.event else { return Vec::new() };
        let subject = label(event).and_then(|version| fact.stream.at(version.as_str()).ok());
        subject.map(|subject| subject.to_string()).into_iter().collect()
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Models(event) = &fact.event else { return row };
        let Some(mut row) = row else { return Self::registered(fact, event) };
        match event {
            models::Event::VersionPromoted { reason, .. } => {
                row.change(VersionState::Promoted, reason);
                row.promoted = row.promoted.or(Some(fact.at));
            }
            models::Event::VersionRejected { reason, .. } => {
                row.change(VersionState::Rejected, reason);
            }
            models::Event::VersionRetired { reason, .. } => {
                row.change(VersionState::Retired, reason);
            }
            models::Event::VersionQuarantined { reason, incident, .. } => {
                row.change(VersionState::Quarantined, reason);
                row.incident.clone_from(incident);
            }
            models::Event::VersionReleased { reason, .. } => {
                let back = if row.promoted.is_some() {
                    VersionState::Promoted
                } else {
                    VersionState::Candidate
                };
                row.change(back, reason);
            }
            models::Event::PromptTextGiven { note, text, .. } => {
                row.text = text.clone();
                if row.note.is_absent() {
                    row.note = note.clone();
                }
            }
            models::Event::Registered { .. }
            | models::Event::VersionRegistered { .. }
            | models::Event::ProviderChanged { .. }
            | models::Event::PromptVersionRegistered { .. } => {}
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.registered.to_string()
    }
}
