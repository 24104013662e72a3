//! Versions of a model: registered once with one digest, then promoted, retired, rejected or held.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{
    Decision, Digest, Kind, Moment, Name, Personal, Subject, nothing_new, record, refuse,
};

use crate::{
    about::{first_inexact, is_version},
    models::{Event, NewVersion, Refusal},
};

type Versions = BTreeMap<Name, Version>;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Version {
    digest: Option<Digest>,
    status: Status,
    quarantine: Quarantine,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Status {
    Candidate,
    Promoted,
    Rejected,
    Retired,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum Quarantine {
    #[default]
    Never,
    Held {
        by: BTreeSet<Subject>,
        incidents: BTreeSet<Subject>,
    },
    Released,
}

pub(super) fn register(versions: &Versions, new: NewVersion) -> Decision<Event, Refusal> {
    if let Some(known) = versions.get(&new.version) {
        let is_same = known.digest == new.digest;
        return if is_same { nothing_new() } else { refuse(Refusal::AnotherDigest(new.version)) };
    }
    if !is_version(&new.version) {
        return refuse(Refusal::BadVersion(new.version));
    }
    if let Some(run) = new.run.iter().find(|run| run.kind() != Kind::Run) {
        let (field, expected) = ("run", "a run");
        return refuse(Refusal::WrongKind { field, subject: run.clone(), expected });
    }
    if let Some(parent) = first_inexact(&new.derived_from, &[Kind::Model]) {
        return refuse(Refusal::ParentWithoutVersion(parent.clone()));
    }
    let NewVersion { version, digest, run, derived_from, format } = new;
    record(Event::VersionRegistered { version, digest, run, derived_from, format })
}

fn known<'a>(versions: &'a Versions, version: &Name) -> Result<&'a Version, Refusal> {
    versions.get(version).ok_or_else(|| Refusal::UnknownVersion(version.clone()))
}

pub(super) fn promote(
    versions: &Versions,
    version: Name,
    reason: Personal,
) -> Decision<Event, Refusal> {
    let known = known(versions, &version)?;
    if matches!(known.quarantine, Quarantine::Held { .. }) {
        return refuse(Refusal::InQuarantine(version));
    }
    match known.status {
        Status::Promoted => nothing_new(),
        Status::Rejected => refuse(Refusal::Rejected(version)),
        Status::Candidate | Status::Retired => record(Event::VersionPromoted { version, reason }),
    }
}

pub(super) fn reject(
    versions: &Versions,
    version: Name,
    reason: Personal,
) -> Decision<Event, Refusal> {
    match known(versions, &version)?.status {
        Status::Rejected => nothing_new(),
        Status::Candidate | Status::Promoted | Status::Retired => {
            record(Event::VersionRejected { version, reason })
        }
    }
}

pub(super) fn retire(
    versions: &Versions,
    version: Name,
    reason: Personal,
) -> Decision<Event, Refusal> {
    match known(versions, &version)?.status {
        Status::Retired => nothing_new(),
        Status::Rejected => refuse(Refusal::Rejected(version)),
        Status::Candidate | Status::Promoted => record(Event::VersionRetired { version, reason }),
    }
}

pub(super) fn quarantine(
    versions: &Versions,
    version: Name,
    reason: Personal,
    incident: Option<Subject>,
) -> Decision<Event, Refusal> {
    let known = known(versions, &version)?;
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
    record(Event::VersionQuarantined { version, reason, incident })
}

pub(super) fn release(
    versions: &Versions,
    version: Name,
    reason: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    match &known(versions, &version)?.quarantine {
        Quarantine::Never => refuse(Refusal::NotInQuarantine(version)),
        Quarantine::Released => nothing_new(),
        Quarantine::Held { by, .. } if by.contains(&moment.actor) => {
            refuse(Refusal::ReleaseNeedsSecondPerson(version))
        }
        Quarantine::Held { .. } => record(Event::VersionReleased { version, reason }),
    }
}

pub(super) fn evolve(versions: &mut Versions, event: &Event, by: &Moment) {
    if let Event::VersionRegistered { version, digest, .. } = event {
        let (digest, quarantine) = (digest.clone(), Quarantine::Never);
        let new = Version { digest, status: Status::Candidate, quarantine };
        versions.insert(version.clone(), new);
    }
    let mut change = |version: &Name, change: &dyn Fn(&mut Version)| {
        if let Some(known) = versions.get_mut(version) {
            change(known);
        }
    };
    if let Event::VersionPromoted { version, .. } = event {
        change(version, &|known| known.status = Status::Promoted);
    }
    if let Event::VersionRejected { version, .. } = event {
        change(version, &|known| known.status = Status::Rejected);
    }
    if let Event::VersionRetired { version, .. } = event {
        change(version, &|known| known.status = Status::Retired);
    }
    if let Event::VersionQuarantined { version, incident, .. } = event {
        change(version, &|known| hold(known, incident.as_ref(), by));
    }
    if let Event::VersionReleased { version, .. } = event {
        change(version, &|known| known.quarantine = Quarantine::Released);
    }
}

/// A quarantine grows: by incidents, and by those who may not release it alone.
fn hold(known: &mut Version, incident: Option<&Subject>, moment: &Moment) {
    let (mut by, mut incidents) = match std::mem::take(&mut known.quarantine) {
        Quarantine::Held { by, incidents } => (by, incidents),
        Quarantine::Never | Quarantine::Released => (BTreeSet::new(), BTreeSet::new()),
    };
    by.insert(moment.actor.clone());
    incidents.extend(incident.cloned());
    known.quarantine = Quarantine::Held { by, incidents };
}
