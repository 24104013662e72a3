//! Uses of AI that somebody reported and nobody had registered.

use domain::{Event, systems};
use kernel::{Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// How a report was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IntakeState {
    /// It waits.
    Waiting,
    /// It became this system.
    Registered(Subject),
    /// It belongs to this system.
    Linked(Subject),
    /// There was nothing to govern.
    Dismissed(Personal),
}

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntakeRow {
    /// The report, `intake:ID`.
    pub subject: Subject,
    /// What is used.
    pub name: Name,
    /// What for.
    pub purpose: Note,
    /// How it was found.
    pub found_by: Name,
    /// Who sells or hosts it.
    pub vendor: Option<Name>,
    /// The team that uses it.
    pub team: Option<Subject>,
    /// What else was said.
    pub details: Personal,
    /// Who reported it.
    pub by: Subject,
    /// When it was reported.
    pub reported: Micros,
    /// How it was settled.
    pub state: IntakeState,
    /// When it was settled, and by whom.
    pub settled: Option<(Micros, Subject)>,
}

impl IntakeRow {
    fn reported(fact: &Fact, event: &systems::Event) -> Option<Self> {
        let systems::Event::UseReported { name, purpose, found_by, vendor, team, details } = event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            name: name.clone(),
            purpose: purpose.clone(),
            found_by: found_by.clone(),
            vendor: vendor.clone(),
            team: team.clone(),
            details: details.clone(),
            by: fact.by().clone(),
            reported: fact.at,
            state: IntakeState::Waiting,
            settled: None,
        })
    }
}

impl View for IntakeRow {
    const NAME: &'static str = "intake";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours = fact.stream.kind() == kernel::Kind::Intake;
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Systems(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::reported(fact, event))?;
        let state = if let systems::Event::UseSettled { system, registered } = event {
            let to = if *registered { IntakeState::Registered } else { IntakeState::Linked };
            to(system.clone())
        } else if let systems::Event::UseDismissed { reason } = event {
            IntakeState::Dismissed(reason.clone())
        } else {
            return Some(row);
        };
        row.state = state;
        row.settled = Some((fact.at, fact.by().clone()));
        Some(row)
    }

    /// What nobody registered belongs to no system: everybody who reads may see it.
    fn system(&self) -> Option<&Subject> {
        None
    }

    /// Oldest first, in lexical order of the time.
    fn sort(&self) -> String {
        format!("{:020}", self.reported.0)
    }
}
