//! Datasets: registration, and the way to versions, access and quarantine.

use std::collections::BTreeMap;

use kernel::{Decision, Kind, Moment, Name, Subject, nothing_new, record, refuse};

use super::{
    access, access::Access, privacy, privacy::Privacy, quarantine, version, version::Version,
};
use crate::datasets::{Command, Event, PrivacyLimits, Refusal, Sensitivity};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dataset {
    registration: Registration,
    /// Who decides on its use now.
    owner: Subject,
    pub(super) versions: BTreeMap<Name, Version>,
    pub(super) access: Access,
    pub(super) privacy: Privacy,
}

#[derive(Clone, Debug, PartialEq)]
struct Registration {
    name: Name,
    sensitivity: Sensitivity,
    owner: Subject,
    system: Option<Subject>,
    licence: Option<Name>,
}

impl Dataset {
    pub(super) fn system(&self) -> Option<Subject> {
        self.registration.system.clone()
    }

    /// A version that must be there.
    pub(super) fn version(&self, label: &Name) -> Result<&Version, Refusal> {
        self.versions.get(label).ok_or_else(|| Refusal::UnknownVersion(label.clone()))
    }
}

/// Answers the registration of a dataset.
pub(super) fn register(known: Option<&Dataset>, command: Command) -> Decision<Event, Refusal> {
    let Command::Register { name, sensitivity, owner, system, licence } = command else {
        return nothing_new();
    };
    let new = Registration { name, sensitivity, owner, system, licence };
    if let Some(dataset) = known {
        let is_same = dataset.registration == new;
        return if is_same { nothing_new() } else { refuse(Refusal::AlreadyRegistered) };
    }
    may_own(&new.owner)?;
    let Registration { name, sensitivity, owner, system, licence } = new;
    record(Event::Registered { name, sensitivity, owner, system, licence })
}

/// A person or a team owns data.
fn may_own(owner: &Subject) -> Result<(), Refusal> {
    if matches!(owner.kind(), Kind::Person | Kind::Team) {
        return Ok(());
    }
    let (field, expected) = ("owner", "a person or a team");
    Err(Refusal::WrongKind { field, subject: owner.clone(), expected })
}

fn reassign(dataset: &Dataset, owner: Subject) -> Decision<Event, Refusal> {
    if dataset.owner == owner {
        return nothing_new();
    }
    may_own(&owner)?;
    record(Event::Reassigned { owner })
}

/// Answers the commands about a registered dataset; sources and batches have their own files.
pub(super) fn decide(
    dataset: &Dataset,
    command: Command,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    match command {
        Command::Reassign { owner } => reassign(dataset, owner),
        Command::RegisterVersion(new) => version::register(dataset, new),
        Command::PromoteVersion { version, reason } => version::promote(dataset, version, reason),
        Command::RetireVersion { version, reason } => version::retire(dataset, version, reason),
        Command::RejectVersion { version, reason } => version::reject(dataset, version, reason),
        Command::GrantAccess { principal, right, until } => {
            access::grant(&dataset.access, (principal, right), until, moment)
        }
        Command::RevokeAccess { principal, right, reason } => {
            access::revoke(&dataset.access, (principal, right), reason)
        }
        Command::ReviewAccess { scope, revoked, next_due } => {
            access::review(&dataset.access, access::Review { scope, revoked, next_due }, moment)
        }
        Command::CompleteReview(verdicts) => access::complete(&dataset.access, verdicts, moment),
        Command::NoticeAccessReview { due, told } => {
            access::notice(&dataset.access, due, told, moment)
        }
        Command::DeclareTechnique(new) => privacy::declare(dataset, new),
        Command::WithdrawTechnique { technique, reason } => {
            privacy::withdraw(&dataset.privacy, technique, reason)
        }
        Command::SetPrivacyBudget { epsilon, delta, from, until, reason } => {
            let limits = PrivacyLimits { epsilon, delta, from, until };
            privacy::set_budget(&dataset.privacy, limits, reason)
        }
        Command::Quarantine { version, reason, incident } => {
            quarantine::quarantine(dataset, version, reason, incident)
        }
        Command::RequestLift { version, reason } => quarantine::request(dataset, version, reason),
        Command::Lift { version, reason } => quarantine::lift(dataset, version, reason, moment),
        Command::RegisterSource { .. }
        | Command::ChangeSourceProfile { .. }
        | Command::ChangeSourceAccess { .. }
        | Command::ReceiveBatch(_)
        | Command::MarkBatch { .. }
        | Command::Register { .. } => nothing_new(),
    }
}

pub(super) fn evolve(known: &mut Option<Dataset>, event: &Event, by: &Moment) {
    if let Event::Registered { name, sensitivity, owner, system, licence } = event {
        let registration = Registration {
            name: name.clone(),
            sensitivity: *sensitivity,
            owner: owner.clone(),
            system: system.clone(),
            licence: licence.clone(),
        };
        *known = Some(Dataset {
            registration,
            owner: owner.clone(),
            versions: BTreeMap::new(),
            access: Access::default(),
            privacy: Privacy::default(),
        });
    }
    let Some(dataset) = known else { return };
    if let Event::Reassigned { owner } = event {
        dataset.owner = owner.clone();
    }
    version::evolve(&mut dataset.versions, event);
    quarantine::evolve(&mut dataset.versions, event, by);
    access::evolve(&mut dataset.access, event, by);
    privacy::evolve(&mut dataset.privacy, event);
}
