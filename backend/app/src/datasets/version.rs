//! A dataset version: where it came from, what it holds, and whether it may be used.

use domain::{
    Event,
    datasets::{self, Column},
};
use kernel::{Digest, Kind, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// What was decided about a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionState {
    /// Registered, nothing decided yet.
    Candidate,
    /// In use.
    Active,
    /// Promoted for use.
    Promoted,
    /// Turned down.
    Rejected,
    /// Stopped.
    Quarantined,
    /// No longer used.
    Retired,
}

/// A dataset version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VersionRow {
    /// The version.
    pub subject: Subject,
    /// Its label.
    pub version: Name,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// SHA-256 of its content.
    pub digest: Digest,
    /// How many rows it holds.
    pub rows: u64,
    /// The source it came from.
    pub source: Option<Subject>,
    /// The pipeline that took it in.
    pub pipeline: Option<Name>,
    /// The batches in it.
    pub batches: Vec<Subject>,
    /// The versions it was made from.
    pub derived_from: Vec<Subject>,
    /// Its columns.
    pub schema: Vec<Column>,
    /// Under which licence it may be used.
    pub licence: Option<Name>,
    /// Whether it is never to change again (a holdout).
    pub frozen: bool,
    /// When it was registered.
    pub registered: Micros,
    /// By whom.
    pub registered_by: Subject,
    /// What was decided about it.
    pub state: VersionState,
    /// Set while it is quarantined.
    pub quarantine: Option<Quarantine>,
    /// The state it returns to when a quarantine is lifted.
    before_quarantine: VersionState,
}

/// Why a version is stopped, and who asked to let it go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quarantine {
    /// Since when.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// Why.
    pub reason: Personal,
    /// The incident it belongs to.
    pub incident: Option<Subject>,
    /// Who asked to lift it, and why.
    pub lift: Option<(Subject, Personal)>,
}

/// The version label an event is about, if it is about one.
fn label(event: &datasets::Event) -> Option<&Name> {
    match event {
        datasets::Event::VersionRegistered { version, .. }
        | datasets::Event::VersionPromoted { version, .. }
        | datasets::Event::VersionRetired { version, .. }
        | datasets::Event::VersionRejected { version, .. }
        | datasets::Event::Quarantined { version, .. }
        | datasets::Event::QuarantineLiftRequested { version, .. }
        | datasets::Event::QuarantineLifted { version, .. } => Some(version),
        datasets::Event::SourceRegistered { .. }
        | datasets::Event::SourceProfileChanged { .. }
        | datasets::Event::SourceAccessChanged { .. }
        | datasets::Event::BatchReceived { .. }
        | datasets::Event::BatchMarked { .. }
        | datasets::Event::Registered { .. }
        | datasets::Event::Reassigned { .. }
        | datasets::Event::AccessGranted { .. }
        | datasets::Event::AccessRevoked { .. }
        | datasets::Event::AccessReviewed { .. }
        | datasets::Event::AccessReviewDueNoticed { .. }
        | datasets::Event::PrivacyTechniqueDeclared { .. }
        | datasets::Event::PrivacyTechniqueWithdrawn { .. }
        | datasets::Event::PrivacyBudgetSet { .. } => None,
    }
}

impl VersionRow {
    fn registered(fact: &Fact, event: &datasets::Event) -> Option<Self> {
        let datasets::Event::VersionRegistered {
            version,
            digest,
            rows,
            source,
            pipeline,
            batches,
            derived_from,
            schema,
            licence,
            frozen,
        } = event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.at(version.as_str()).ok()?,
            version: version.clone(),
            system: fact.system.clone(),
            digest: digest.clone(),
            rows: *rows,
            source: source.clone(),
            pipeline: pipeline.clone(),
            batches: batches.clone(),
            derived_from: derived_from.clone(),
            schema: schema.clone(),
            licence: licence.clone(),
            frozen: *frozen,
            registered: fact.at,
            registered_by: fact.by().clone(),
            state: VersionState::Active,
            quarantine: None,
            before_quarantine: VersionState::Active,
        })
    }

    fn change(&mut self, event: &datasets::Event, fact: &Fact) {
        if let datasets::Event::VersionPromoted { .. } = event {
            self.state = VersionState::Promoted;
        } else if let datasets::Event::VersionRetired { .. } = event {
            self.state = VersionState::Retired;
        } else if let datasets::Event::VersionRejected { .. } = event {
            self.state = VersionState::Rejected;
        } else if let datasets::Event::Quarantined { reason, incident, .. } = event {
            self.before_quarantine = self.state;
            self.state = VersionState::Quarantined;
            self.quarantine = Some(Quarantine {
                at: fact.at,
                by: fact.by().clone(),
                reason: reason.clone(),
                incident: incident.clone(),
                lift: None,
            });
        } else if let datasets::Event::QuarantineLiftRequested { reason, .. } = event {
            if let Some(quarantine) = &mut self.quarantine {
                quarantine.lift = Some((fact.by().clone(), reason.clone()));
            }
        } else if let datasets::Event::QuarantineLifted { .. } = event {
            self.state = self.before_quarantine;
            self.quarantine = None;
        }
    }
}

impl View for VersionRow {
    const NAME: &'static str = "dataset_versions";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let Event::Datasets(event) = &fact.event else { return Vec::new() };
        let is_dataset = fact.stream.kind() == Kind::Dataset;
        let version = label(event).filter(|_| is_dataset);
        version
            .and_then(|v| fact.stream.at(v.as_str()).ok())
            .map(|s| s.to_string())
            .into_iter()
            .collect()
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Datasets(event) = &fact.event else { return row };
        let Some(mut row) = row else { return Self::registered(fact, event) };
        row.change(event, fact);
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.registered.to_string()
    }
}
