//! Versions of a dataset: registered once with one digest, then promoted, retired or rejected.

use std::collections::BTreeMap;

use kernel::{Decision, Digest, Kind, Name, Personal, Subject, nothing_new, record, refuse};

use super::{dataset::Dataset, quarantine::Quarantine};
use crate::{
    about::{first_inexact, is_version},
    datasets::{Event, NewVersion, Refusal},
};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Version {
    digest: Digest,
    status: Status,
    pub(super) quarantine: Quarantine,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Status {
    Candidate,
    Promoted,
    Retired,
    Rejected,
}

pub(super) fn register(dataset: &Dataset, new: NewVersion) -> Decision<Event, Refusal> {
    if let Some(known) = dataset.versions.get(&new.version) {
        if known.digest == new.digest {
            return nothing_new();
        }
        let (version, digest) = (new.version, known.digest.clone());
        return refuse(Refusal::AnotherDigest { version, digest });
    }
    check(&new)?;
    record(Event::VersionRegistered {
        version: new.version,
        digest: new.digest,
        rows: new.rows,
        source: new.source,
        pipeline: new.pipeline,
        batches: new.batches,
        derived_from: new.derived_from,
        schema: new.schema,
        licence: new.licence,
        frozen: new.frozen,
    })
}

fn check(new: &NewVersion) -> Result<(), Refusal> {
    if !is_version(&new.version) {
        return Err(Refusal::BadVersion(new.version.clone()));
    }
    let wrong = |field, subject: &Subject, expected| Refusal::WrongKind {
        field,
        subject: subject.clone(),
        expected,
    };
    if let Some(source) = new.source.iter().find(|source| source.kind() != Kind::Source) {
        return Err(wrong("source", source, "a source"));
    }
    if let Some(batch) = new.batches.iter().find(|batch| batch.kind() != Kind::Batch) {
        return Err(wrong("batches", batch, "batches"));
    }
    match first_inexact(&new.derived_from, &[Kind::Dataset, Kind::Model]) {
        Some(parent) => Err(Refusal::ParentWithoutVersion(parent.clone())),
        None => Ok(()),
    }
}

pub(super) fn promote(
    dataset: &Dataset,
    version: Name,
    reason: Personal,
) -> Decision<Event, Refusal> {
    let known = dataset.version(&version)?;
    if known.quarantine.holds() {
        return refuse(Refusal::InQuarantine(version));
    }
    match known.status {
        Status::Promoted => nothing_new(),
        Status::Rejected => refuse(Refusal::Rejected(version)),
        Status::Candidate | Status::Retired => record(Event::VersionPromoted { version, reason }),
    }
}

pub(super) fn retire(
    dataset: &Dataset,
    version: Name,
    reason: Personal,
) -> Decision<Event, Refusal> {
    match dataset.version(&version)?.status {
        Status::Retired => nothing_new(),
        Status::Rejected => refuse(Refusal::Rejected(version)),
        Status::Candidate | Status::Promoted => record(Event::VersionRetired { version, reason }),
    }
}

pub(super) fn reject(
    dataset: &Dataset,
    version: Name,
    reason: Personal,
) -> Decision<Event, Refusal> {
    match dataset.version(&version)?.status {
        Status::Rejected => nothing_new(),
        Status::Candidate | Status::Promoted | Status::Retired => {
            record(Event::VersionRejected { version, reason })
        }
    }
}

pub(super) fn evolve(versions: &mut BTreeMap<Name, Version>, event: &Event) {
    if let Event::VersionRegistered { version, digest, .. } = event {
        let new = Version {
            digest: digest.clone(),
            status: Status::Candidate,
            quarantine: Quarantine::default(),
        };
        versions.insert(version.clone(), new);
    }
    let mut set = |version: &Name, status| {
        if let Some(known) = versions.get_mut(version) {
            known.status = status;
        }
    };
    if let Event::VersionPromoted { version, .. } = event {
        set(version, Status::Promoted);
    }
    if let Event::VersionRetired { version, .. } = event {
        set(version, Status::Retired);
    }
    if let Event::VersionRejected { version, .. } = event {
        set(version, Status::Rejected);
    }
}
