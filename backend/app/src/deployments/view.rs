//! A deployment: which exact version answers at which endpoint, since when, and how hardened.

use domain::{
    Event,
    deployments::{self, Hardening, Stage},
};
use kernel::{Digest, Micros, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// A deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeploymentRow {
    /// The deployment.
    pub subject: Subject,
    /// The exact model version it serves.
    pub model: Subject,
    /// Other exact versions it uses, such as prompts.
    pub uses: Vec<Subject>,
    /// Where it answers.
    pub endpoint: Subject,
    /// At which stage.
    pub stage: Stage,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// SHA-256 of what was put there.
    pub digest: Option<Digest>,
    /// How it is hardened.
    pub hardening: Hardening,
    /// When it was activated.
    pub activated: Micros,
    /// By whom.
    pub activated_by: Subject,
    /// When it ended.
    pub ended: Option<Micros>,
    /// Why it ended.
    pub end_reason: Personal,
    /// What it replaced.
    pub replaces: Option<Subject>,
    /// What replaced it.
    pub replaced_by: Option<Subject>,
    /// How many people it serves, where stated.
    pub people: Option<u64>,
    /// The incident that flagged it.
    pub flagged_by: Option<Subject>,
    /// Every incident that ever flagged it, and when, also where the flag was cleared since.
    pub flags: Vec<(Subject, Micros)>,
    /// Set when somebody asked to stop it.
    pub stop: Option<Stop>,
}

/// A stop: asked for, and maybe confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// When it was asked for.
    pub requested_at: Micros,
    /// By whom.
    pub requested_by: Subject,
    /// For which incident.
    pub incident: Subject,
    /// When somebody confirmed that it had stopped, and who.
    pub confirmed: Option<(Micros, Subject)>,
}

impl DeploymentRow {
    /// Whether it answers at its endpoint.
    pub fn is_live(&self) -> bool {
        self.ended.is_none()
    }

    fn activated(fact: &Fact, event: &deployments::Event) -> Option<Self> {
        let deployments::Event::Activated {
            model,
            uses,
            endpoint,
            stage,
            digest,
            hardening,
            replaces,
            people,
            system,
        } = event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            model: model.clone(),
            uses: uses.clone(),
            endpoint: endpoint.clone(),
            stage: *stage,
            system: system.clone(),
            digest: digest.clone(),
            hardening: hardening.clone(),
            activated: fact.at,
            activated_by: fact.by().clone(),
            ended: None,
            end_reason: Personal::Erased,
            replaces: replaces.clone(),
            replaced_by: None,
            people: *people,
            flagged_by: None,
            flags: Vec::new(),
            stop: None,
        })
    }
}

impl View for DeploymentRow {
    const NAME: &'static str = "deployments";
    const VERSION: u32 = 2;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours = matches!(fact.event, Event::Deployments(_));
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Deployments(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::activated(fact, event))?;
        match event {
            deployments::Event::Activated { .. } => {}
            deployments::Event::Ended { reason, replaced_by } => {
                row.ended = Some(fact.at);
                row.end_reason = reason.clone();
                row.replaced_by.clone_from(replaced_by);
            }
            deployments::Event::Flagged { incident, .. } => {
                row.flagged_by = Some(incident.clone());
                row.flags.push((incident.clone(), fact.at));
            }
            deployments::Event::FlagCleared { .. } => row.flagged_by = None,
            deployments::Event::StopRequested { incident, .. } => {
                row.stop = Some(Stop {
                    requested_at: fact.at,
                    requested_by: fact.by().clone(),
                    incident: incident.clone(),
                    confirmed: None,
                });
            }
            deployments::Event::StopConfirmed { .. } => {
                if let Some(stop) = &mut row.stop {
                    stop.confirmed = Some((fact.at, fact.by().clone()));
                }
            }
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.activated.to_string()
    }
}
