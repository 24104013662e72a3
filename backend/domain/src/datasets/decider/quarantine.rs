//! Quarantine: one person can set it, two are needed to lift it.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Decision, Kind, Moment, Name, Personal, Subject, nothing_new, record, refuse};

use super::{dataset::Dataset, version::Version};
use crate::datasets::{Event, Refusal};

/// The quarantine of a version, and what was asked about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Quarantine {
    /// Never set.
    #[default]
    Never,
    /// It must not be used.
    Held {
        /// The incidents it was set for.
        incidents: BTreeSet<Subject>,
        /// Who asked to lift it.
        lift_requested_by: Option<Subject>,
    },
    /// It was set, and lifted again.
    Lifted,
}

impl Quarantine {
    pub(super) fn holds(&self) -> bool {
        matches!(self, Self::Held { .. })
    }
}

pub(super) fn quarantine(
    dataset: &Dataset,
    version: Name,
    reason: Personal,
    incident: Option<Subject>,
) -> Decision<Event, Refusal> {
    let known = dataset.version(&version)?;
    if let Some(other) = incident.iter().find(|incident| incident.kind() != Kind::Incident) {
        let (field, expected) = ("incident", "an incident");
        return refuse(Refusal::WrongKind { field, subject: other.clone(), expected });
    }
    if let Quarantine::Held { incidents, .. } = &known.quarantine {
        let is_covered = incident.as_ref().is_none_or(|incident| incidents.contains(incident));
        if is_covered {
            return nothing_new();
        }
    }
    record(Event::Quarantined { version, reason, incident })
}

pub(super) fn request(
    dataset: &Dataset,
    version: Name,
    reason: Personal,
) -> Decision<Event, Refusal> {
    match &dataset.version(&version)?.quarantine {
        Quarantine::Held { lift_requested_by: Some(_), .. } => nothing_new(),
        Quarantine::Held { lift_requested_by: None, .. } => {
            record(Event::QuarantineLiftRequested { version, reason })
        }
        Quarantine::Never | Quarantine::Lifted => refuse(Refusal::NotInQuarantine(version)),
    }
}

pub(super) fn lift(
    dataset: &Dataset,
    version: Name,
    reason: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let requested_by = match &dataset.version(&version)?.quarantine {
        Quarantine::Lifted => return nothing_new(),
        Quarantine::Never => return refuse(Refusal::NotInQuarantine(version)),
        Quarantine::Held { lift_requested_by, .. } => lift_requested_by.clone(),
    };
    let Some(requested_by) = requested_by else {
        return refuse(Refusal::LiftNotRequested(version));
    };
    if requested_by == moment.actor {
        return refuse(Refusal::LiftNeedsSecondPerson(version));
    }
    record(Event::QuarantineLifted { version, reason, requested_by })
}

pub(super) fn evolve(versions: &mut BTreeMap<Name, Version>, event: &Event, by: &Moment) {
    if let Event::Quarantined { version, incident, .. } = event
        && let Some(known) = versions.get_mut(version)
    {
        let mut incidents = match std::mem::take(&mut known.quarantine) {
            Quarantine::Held { incidents, .. } => incidents,
            Quarantine::Never | Quarantine::Lifted => BTreeSet::new(),
        };
        incidents.extend(incident.clone());
        known.quarantine = Quarantine::Held { incidents, lift_requested_by: None };
    }
    if let Event::QuarantineLiftRequested { version, .. } = event
        && let Some(known) = versions.get_mut(version)
        && let Quarantine::Held { lift_requested_by, .. } = &mut known.quarantine
    {
        *lift_requested_by = Some(by.actor.clone());
    }
    if let Event::QuarantineLifted { version, .. } = event
        && let Some(known) = versions.get_mut(version)
    {
        known.quarantine = Quarantine::Lifted;
    }
}
