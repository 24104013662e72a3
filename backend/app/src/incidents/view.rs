//! An incident: what it is about, who was told, what was proposed, decided and done.

use std::collections::BTreeMap;

use domain::{
    Event,
    incidents::{self, Severity},
};
use kernel::{Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::Handling;
use crate::{Fact, View, deployments::DeploymentRow};

/// How an incident stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentState {
    /// It goes on.
    Open,
    /// It does no more harm.
    Contained,
    /// It is over.
    Closed,
}

/// An incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncidentRow {
    /// The incident.
    pub subject: Subject,
    /// What it is called.
    pub title: Name,
    /// How bad it is.
    pub severity: Severity,
    /// How it stands.
    pub state: IncidentState,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// When it was opened.
    pub opened: Micros,
    /// By whom.
    pub opened_by: Subject,
    /// When it was contained.
    pub contained: Option<Micros>,
    /// When it was closed.
    pub closed: Option<Micros>,
    /// What is said at its end.
    pub summary: Personal,
    /// How it was noticed.
    pub detected_by: Vec<Name>,
    /// Where the trouble began.
    pub roots: Vec<Subject>,
    /// Owners who were told.
    pub told: Vec<Told>,
    /// Rollbacks, proposed and maybe decided and done.
    pub rollbacks: Vec<Rollback>,
    /// What a re-scoring of past decisions found.
    pub rescored: Option<Rescored>,
    /// Why it happened.
    pub root_causes: Vec<Note>,
    /// The threats of the catalogue it realised, as far as somebody said so.
    pub threats: Vec<Name>,
    /// What was judged, ordered, reported and learnt.
    pub handling: Handling,
}

/// Somebody was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Who.
    pub person: Subject,
    /// When.
    pub at: Micros,
    /// About what.
    pub about: Vec<Subject>,
}

/// A rollback of one deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rollback {
    /// The deployment.
    pub deployment: Subject,
    /// The version to leave.
    pub from: Subject,
    /// The version to go back to; absent when there is no clean one.
    pub to: Option<Subject>,
    /// Who proposed it.
    pub proposed_by: Subject,
    /// When.
    pub proposed_at: Micros,
    /// What was decided, by whom, when and why.
    pub decided: Option<(bool, Subject, Micros, Personal)>,
    /// When it was done.
    pub completed: Option<Micros>,
}

/// What a re-scoring found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rescored {
    /// Decisions looked at again.
    pub total: u64,
    /// Decisions that would have been others.
    pub changed: u64,
    /// Decisions looked at, by deployment.
    pub by_deployment: BTreeMap<String, u64>,
    /// How it was done.
    pub method: Note,
}

impl IncidentRow {
    /// Whether it flagged a deployment, or a rollback of it was proposed.
    pub fn touches(&self, deployment: &DeploymentRow) -> bool {
        let is_rolled_back = self.rollbacks.iter().any(|one| one.deployment == deployment.subject);
        deployment.flagged_by.as_ref() == Some(&self.subject) || is_rolled_back
    }

    /// When it first reached a deployment: flagged it, even where the flag was cleared since, or had a
    /// rollback of it proposed.
    pub fn reached(&self, deployment: &DeploymentRow) -> Option<Micros> {
        let flags = deployment.flags.iter().filter(|(incident, _)| incident == &self.subject);
        let of_it = self.rollbacks.iter().filter(|one| one.deployment == deployment.subject);
        flags.map(|(_, at)| *at).chain(of_it.map(|one| one.proposed_at)).min()
    }

    /// Whether it realised a threat, or nobody said which it realised. A threat and its techniques
    /// stand for each other.
    pub fn realised(&self, threat: &Name) -> bool {
        let is_part = |part: &Name, whole: &Name| {
            part.as_str().split_once('.').is_some_and(|(of, _)| of == whole.as_str())
        };
        let is_it =
            |named: &Name| named == threat || is_part(named, threat) || is_part(threat, named);
        self.threats.is_empty() || self.threats.iter().any(is_it)
    }

    fn opened(fact: &Fact, event: &incidents::Event) -> Option<Self> {
        let incidents::Event::Opened { severity, title, system, detected_by, roots, threats } =
            event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            title: title.clone(),
            severity: *severity,
            state: IncidentState::Open,
            system: system.clone(),
            opened: fact.at,
            opened_by: fact.by().clone(),
            contained: None,
            closed: None,
            summary: Personal::Erased,
            detected_by: detected_by.clone(),
            roots: roots.clone(),
            told: Vec::new(),
            rollbacks: Vec::new(),
            rescored: None,
            root_causes: Vec::new(),
            threats: threats.clone(),
            handling: Handling::default(),
        })
    }

    fn rollback(&mut self, deployment: &Subject) -> Option<&mut Rollback> {
        self.rollbacks.iter_mut().rev().find(|rollback| &rollback.deployment == deployment)
    }

    fn roll_back(&mut self, event: &incidents::Event, fact: &Fact) {
        if let incidents::Event::RollbackProposed { deployment, from, to } = event {
            self.rollbacks.push(Rollback {
                deployment: deployment.clone(),
                from: from.clone(),
                to: to.clone(),
                proposed_by: fact.by().clone(),
                proposed_at: fact.at,
                decided: None,
                completed: None,
            });
        }
        if let incidents::Event::RollbackDecided { deployment, approved, reason } = event
            && let Some(rollback) = self.rollback(deployment)
        {
            let by = fact.by().clone();
            rollback.decided = Some((*approved, by, fact.at, reason.clone()));
        }
        if let incidents::Event::RollbackCompleted { deployment, .. } = event
            && let Some(rollback) = self.rollback(deployment)
        {
            rollback.completed = Some(fact.at);
        }
    }

    fn change(&mut self, event: &incidents::Event, fact: &Fact) {
        if let Some(severity) = self.handling.change(event, fact) {
            self.severity = severity;
        }
        match event {
            incidents::Event::Opened { .. }
            | incidents::Event::Noted { .. }
            | incidents::Event::NoticeSent { .. }
            | incidents::Event::Assessed { .. }
            | incidents::Event::RoleGiven { .. }
            | incidents::Event::MeasureOrdered { .. }
            | incidents::Event::MeasureConfirmed { .. }
            | incidents::Event::MeasureWithdrawn { .. }
            | incidents::Event::ClockStarted { .. }
            | incidents::Event::ClockMet { .. }
            | incidents::Event::ClockDismissed { .. }
            | incidents::Event::DueNoticed { .. }
            | incidents::Event::CorrectionLinked { .. }
            | incidents::Event::CorrectionUnlinked { .. }
            | incidents::Event::ReviewHeld { .. } => {}
            incidents::Event::BlastRadiusComputed { roots, .. } => {
                let new = roots.iter().filter(|root| !self.roots.contains(root)).cloned();
                let new: Vec<Subject> = new.collect();
                self.roots.extend(new);
            }
            incidents::Event::OwnerTold { person, about } => {
                self.told.push(Told { person: person.clone(), at: fact.at, about: about.clone() });
            }
            incidents::Event::RollbackProposed { .. }
            | incidents::Event::RollbackDecided { .. }
            | incidents::Event::RollbackCompleted { .. } => self.roll_back(event, fact),
            incidents::Event::DecisionsRescored { total, changed, by_deployment, method } => {
                self.rescored = Some(Rescored {
                    total: *total,
                    changed: *changed,
                    by_deployment: by_deployment.clone(),
                    method: method.clone(),
                });
            }
            incidents::Event::Contained {} => {
                self.state = IncidentState::Contained;
                self.contained = Some(fact.at);
            }
            incidents::Event::Closed { summary } => {
                self.state = IncidentState::Closed;
                self.closed = Some(fact.at);
                self.summary = summary.clone();
            }
            incidents::Event::ThreatsNamed { threats } => self.threats.clone_from(threats),
            incidents::Event::PostmortemPublished { root_causes } => {
                self.root_causes.clone_from(root_causes);
            }
        }
    }
}

impl View for IncidentRow {
    const NAME: &'static str = "incidents";
    const VERSION: u32 = 3;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours = matches!(fact.event, Event::Incidents(_));
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Incidents(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::opened(fact, event))?;
        row.change(event, fact);
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.opened.to_string()
    }
}
