//! The rules for one finding.

use std::collections::BTreeSet;

use kernel::{Decision, Kind, Moment, Subject, nothing_new, record, refuse};

use super::is_of;
use crate::reviews::{Command, Event, Raising, Refusal};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    pub(super) raised: Raising,
    /// Who mends it now.
    owner: Option<Subject>,
    /// Everybody who ever had to mend it.
    owners: BTreeSet<Subject>,
    links: Vec<Subject>,
    is_closed: bool,
}

pub(super) fn raise(known: Option<&Finding>, new: Raising) -> Decision<Event, Refusal> {
    if let Some(known) = known {
        let is_same = known.raised == new;
        return if is_same { nothing_new() } else { refuse(Refusal::FindingRaised) };
    }
    is_of("system", new.system.as_ref(), &[Kind::System], "a system")?;
    is_of("review", new.review.as_ref(), &[Kind::Review], "a design review")?;
    is_of("owner", new.owner.as_ref(), &[Kind::Person], "a person")?;
    let Raising { control, severity, text, system, review, owner } = new;
    record(Event::Raised { control, severity, text, system, review, owner })
}

pub(super) fn go_on(
    finding: &Finding,
    command: Command,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Command::Link { to } = command {
        return link(finding, to);
    }
    if let Command::ReassignFinding { owner } = command {
        return reassign(finding, owner);
    }
    let Command::CloseFinding { note } = command else {
        return nothing_new();
    };
    if finding.is_closed {
        return nothing_new();
    }
    if finding.owners.contains(&moment.actor) {
        return refuse(Refusal::OwnerClosesFinding);
    }
    record(Event::FindingClosed { note })
}

fn link(finding: &Finding, to: Subject) -> Decision<Event, Refusal> {
    if finding.links.contains(&to) {
        return nothing_new();
    }
    is_of("to", Some(&to), &[Kind::Risk, Kind::Action], "a risk or an action")?;
    if finding.is_closed {
        return refuse(Refusal::FindingClosed);
    }
    record(Event::Linked { to })
}

fn reassign(finding: &Finding, owner: Subject) -> Decision<Event, Refusal> {
    if finding.owner.as_ref() == Some(&owner) {
        return nothing_new();
    }
    is_of("owner", Some(&owner), &[Kind::Person], "a person")?;
    if finding.is_closed {
        return refuse(Refusal::FindingClosed);
    }
    record(Event::FindingReassigned { owner })
}

pub(super) fn evolve(finding: &mut Option<Finding>, event: &Event) {
    if let Event::Raised { control, severity, text, system, review, owner } = event {
        let raised = Raising {
            control: control.clone(),
            severity: *severity,
            text: text.clone(),
            system: system.clone(),
            review: review.clone(),
            owner: owner.clone(),
        };
        let owners = owner.iter().cloned().collect();
        let (owner, links) = (owner.clone(), Vec::new());
        *finding = Some(Finding { raised, owner, owners, links, is_closed: false });
    }
    let Some(finding) = finding else { return };
    if let Event::Linked { to } = event {
        finding.links.push(to.clone());
    }
    if let Event::FindingReassigned { owner } = event {
        finding.owner = Some(owner.clone());
        finding.owners.insert(owner.clone());
    }
    if let Event::FindingClosed { .. } = event {
        finding.is_closed = true;
    }
}
