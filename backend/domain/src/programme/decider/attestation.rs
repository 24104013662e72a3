//! The rules for what one person attests about one policy.

use std::collections::BTreeSet;

use kernel::{Decision, Kind, Micros, Moment, nothing_new, record, refuse};

use super::is_of;
use crate::programme::{Binding, Command, Event, Refusal};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Attestation {
    versions: BTreeSet<u64>,
    noticed: BTreeSet<(u64, Micros)>,
}

pub(super) fn go_on(
    known: &Attestation,
    command: Command,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Command::Attest { policy, person, version, binding } = command {
        if person != moment.actor {
            return refuse(Refusal::AttestsForAnother);
        }
        if known.versions.contains(&version) {
            return nothing_new();
        }
        is_of("policy", Some(&policy), Kind::Policy, "a policy")?;
        is_of("person", Some(&person), Kind::Person, "a person")?;
        binding.map_or(Ok(()), |binding| check(binding, version))?;
        return record(Event::Attested { policy, person, version });
    }
    let Command::NoticeAttestation { policy, person, version, due } = command else {
        return nothing_new();
    };
    let is_news = !known.versions.contains(&version) && !known.noticed.contains(&(version, due));
    if !is_news || !moment.now.is_after_day_of(due) {
        return nothing_new();
    }
    record(Event::AttestationDueNoticed { policy, person, version, due })
}

fn check(binding: Binding, version: u64) -> Result<(), Refusal> {
    if binding.retired {
        return Err(Refusal::PolicyRetired);
    }
    if binding.current != version {
        return Err(Refusal::NotCurrent { current: binding.current });
    }
    if binding.bound { Ok(()) } else { Err(Refusal::NotBound) }
}

pub(super) fn evolve(known: &mut Attestation, event: &Event) {
    if let Event::Attested { version, .. } = event {
        known.versions.insert(*version);
    }
    if let Event::AttestationDueNoticed { version, due, .. } = event {
        known.noticed.insert((*version, *due));
    }
}
