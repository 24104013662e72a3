//! Rollbacks of an incident: proposed by one, decided by others, then done.

use std::collections::BTreeMap;

use kernel::{Decision, Kind, Moment, Personal, Subject, nothing_new, record, refuse};

use crate::{
    about::is_exact,
    incidents::{Event, Refusal},
};

type Rollbacks = BTreeMap<Subject, Rollback>;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rollback {
    from: Subject,
    to: Option<Subject>,
    proposed_by: Subject,
    /// Who decided how.
    decisions: BTreeMap<Subject, bool>,
    /// The deployment it was completed with.
    done: Option<Subject>,
}

impl Rollback {
    fn is_approved(&self) -> bool {
        !self.decisions.is_empty() && self.decisions.values().all(|approved| *approved)
    }

    fn leads(&self, from: &Subject, to: &Subject) -> bool {
        self.from == *from && self.to.as_ref() == Some(to)
    }
}

pub(super) fn propose(
    rollbacks: &Rollbacks,
    deployment: Subject,
    from: Subject,
    to: Option<Subject>,
) -> Decision<Event, Refusal> {
    // After a rejection the same may be proposed again, to be decided afresh.
    let stands = |known: &Rollback| {
        (&known.from, &known.to) == (&from, &to) && known.decisions.values().all(|yes| *yes)
    };
    if rollbacks.get(&deployment).is_some_and(stands) {
        return nothing_new();
    }
    check_deployment(&deployment)?;
    check_version("from", &from)?;
    if let Some(to) = &to {
        check_version("to", to)?;
    }
    record(Event::RollbackProposed { deployment, from, to })
}

fn check_deployment(subject: &Subject) -> Result<(), Refusal> {
    if subject.kind() == Kind::Deployment {
        return Ok(());
    }
    let (field, expected) = ("deployment", "a deployment");
    Err(Refusal::WrongKind { field, subject: subject.clone(), expected })
}

fn check_version(field: &'static str, subject: &Subject) -> Result<(), Refusal> {
    if is_exact(subject, &[Kind::Model]) {
        return Ok(());
    }
    let expected = "an exact model version";
    Err(Refusal::WrongKind { field, subject: subject.clone(), expected })
}

pub(super) fn decide(
    rollbacks: &Rollbacks,
    deployment: Subject,
    (approved, reason): (bool, Personal),
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let Some(known) = rollbacks.get(&deployment) else {
        return refuse(Refusal::NoRollbackProposed(deployment));
    };
    match known.decisions.get(&moment.actor) {
        Some(before) if *before == approved => return nothing_new(),
        Some(_) => return refuse(Refusal::DecidedOtherwise),
        None => {}
    }
    if known.proposed_by == moment.actor {
        return refuse(Refusal::ProposerDecides);
    }
    if known.done.is_some() {
        return refuse(Refusal::RollbackDone(deployment));
    }
    record(Event::RollbackDecided { deployment, approved, reason })
}

pub(super) fn complete(
    rollbacks: &Rollbacks,
    deployment: Subject,
    (from, to): (Subject, Subject),
    minutes: Option<u64>,
) -> Decision<Event, Refusal> {
    let Some(proposed) = find(rollbacks, &deployment, &from, &to) else {
        return refuse(Refusal::NoRollbackProposed(deployment));
    };
    let Some(known) = rollbacks.get(&proposed) else {
        return refuse(Refusal::NoRollbackProposed(deployment));
    };
    if known.done.is_some() {
        return nothing_new();
    }
    if !known.is_approved() {
        return refuse(Refusal::RollbackNotApproved(proposed));
    }
    record(Event::RollbackCompleted { deployment, from, to, minutes })
}

/// The proposal a completion belongs to. It may name the deployment that was rolled back, or the new
/// one that serves the earlier version now: then the one it was already completed with, else one
/// that is approved, else any that is open.
fn find(
    rollbacks: &Rollbacks,
    deployment: &Subject,
    from: &Subject,
    to: &Subject,
) -> Option<Subject> {
    if rollbacks.get(deployment).is_some_and(|known| known.leads(from, to)) {
        return Some(deployment.clone());
    }
    let rank = |known: &Rollback| match &known.done {
        Some(done) if done == deployment => Some(0),
        Some(_) => None,
        None if known.is_approved() => Some(1),
        None => Some(2),
    };
    let leading = rollbacks.iter().filter(|(_, known)| known.leads(from, to));
    let ranked = leading.filter_map(|(named, known)| rank(known).map(|rank| (rank, named)));
    ranked.min().map(|(_, named)| named.clone())
}

pub(super) fn evolve(rollbacks: &mut Rollbacks, event: &Event, by: &Moment) {
    if let Event::RollbackProposed { deployment, from, to } = event {
        let new = Rollback {
            from: from.clone(),
            to: to.clone(),
            proposed_by: by.actor.clone(),
            decisions: BTreeMap::new(),
            done: None,
        };
        rollbacks.insert(deployment.clone(), new);
    }
    if let Event::RollbackDecided { deployment, approved, .. } = event
        && let Some(known) = rollbacks.get_mut(deployment)
    {
        known.decisions.insert(by.actor.clone(), *approved);
    }
    if let Event::RollbackCompleted { deployment, from, to, .. } = event
        && let Some(proposed) = find(rollbacks, deployment, from, to)
        && let Some(known) = rollbacks.get_mut(&proposed)
    {
        known.done = Some(deployment.clone());
    }
}
