//! Uses of AI that nobody registered: reported, then settled once.

use kernel::{Decision, Kind, Name, Personal, Subject, nothing_new, record, refuse};

use crate::systems::{Command, Event, Refusal};

/// A report, and how it was settled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Report {
    name: Name,
    found_by: Name,
    settled: Option<Settled>,
}

#[derive(Clone, Debug, PartialEq)]
enum Settled {
    With(Subject),
    Dismissed,
}

pub(super) fn decide(state: Option<&Report>, command: Command) -> Decision<Event, Refusal> {
    match (state, command) {
        (None, Command::ReportUse { name, purpose, found_by, vendor, team, details }) => {
            if let Some(other) = team.as_ref().filter(|team| team.kind() != Kind::Team) {
                return refuse(Refusal::NotATeam(other.clone()));
            }
            record(Event::UseReported { name, purpose, found_by, vendor, team, details })
        }
        (Some(known), Command::ReportUse { name, found_by, .. }) => {
            let is_same = (&known.name, &known.found_by) == (&name, &found_by);
            if is_same { nothing_new() } else { refuse(Refusal::AlreadyReported) }
        }
        (Some(known), Command::SettleUse { system, registered }) => {
            settle(known, system, registered)
        }
        (Some(known), Command::DismissUse { reason }) => dismiss(known, reason),
        (_, _) => refuse(Refusal::NotReported),
    }
}

fn settle(known: &Report, system: Subject, registered: bool) -> Decision<Event, Refusal> {
    if system.kind() != Kind::System {
        return refuse(Refusal::NotASystem(system));
    }
    match &known.settled {
        Some(Settled::With(other)) if *other == system => nothing_new(),
        Some(_) => refuse(Refusal::AlreadySettled),
        None => record(Event::UseSettled { system, registered }),
    }
}

fn dismiss(known: &Report, reason: Personal) -> Decision<Event, Refusal> {
    match &known.settled {
        Some(Settled::Dismissed) => nothing_new(),
        Some(Settled::With(_)) => refuse(Refusal::AlreadySettled),
        None => record(Event::UseDismissed { reason }),
    }
}

pub(super) fn evolve(report: &mut Option<Report>, event: &Event) {
    if let Event::UseReported { name, found_by, .. } = event {
        let (name, found_by) = (name.clone(), found_by.clone());
        *report = Some(Report { name, found_by, settled: None });
    }
    let Some(report) = report else { return };
    if let Event::UseSettled { system, .. } = event {
        report.settled = Some(Settled::With(system.clone()));
    } else if let Event::UseDismissed { .. } = event {
        report.settled = Some(Settled::Dismissed);
    }
}
