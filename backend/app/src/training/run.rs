//! A run: exact versions in, exact versions out, and everything that was done meanwhile.

use std::collections::BTreeMap;

use domain::{
    Event,
    training::{self, RunAction, RunKind, Spending},
};
use kernel::{Decimal, Kind, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// It has started and not ended.
    Running,
    /// It ended well.
    Completed,
    /// It failed.
    Failed,
    /// Somebody stopped it.
    Stopped,
}

impl RunState {
    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }
}

/// A run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunRow {
    /// The run.
    pub subject: Subject,
    /// What kind of run it is.
    pub kind: RunKind,
    /// The system it is for.
    pub system: Option<Subject>,
    /// Exact versions that went in.
    pub inputs: Vec<Subject>,
    /// Exact versions that came out.
    pub outputs: Vec<Subject>,
    /// The code it ran.
    pub code_commit: Name,
    /// Where it ran.
    pub environment: Option<Subject>,
    /// Its parameters.
    pub parameters: BTreeMap<String, String>,
    /// When it started.
    pub started: Micros,
    /// When it ended.
    pub ended: Option<Micros>,
    /// How long it took, in minutes, as the source says.
    pub minutes: Option<u64>,
    /// How it stands.
    pub state: RunState,
    /// Why it failed or was stopped.
    pub reason: Personal,
    /// What was done to it while it ran.
    pub actions: Vec<Logged>,
    /// What it spent of the privacy of its inputs.
    pub spent: Vec<RunSpending>,
}

/// What a run spent of a dataset version's privacy, as corrected last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunSpending {
    /// How much, of which version, by which mechanism.
    pub spending: Spending,
    /// When it was stated.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// How it came to be what it is, oldest first.
    pub corrections: Vec<Correction>,
}

/// A correction of what was spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// When.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// Why.
    pub reason: Personal,
    /// What was stated before.
    pub before: Spending,
}

/// Something done during a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Logged {
    /// When.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// What.
    pub action: RunAction,
    /// To what.
    pub on: Option<Subject>,
    /// What they noted.
    pub note: Personal,
}

impl RunRow {
    fn started(fact: &Fact, event: &training::Event) -> Option<Self> {
        let training::Event::Started {
            kind,
            system,
            inputs,
            code_commit,
            environment,
            parameters,
            started,
        } = event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            kind: *kind,
            system: system.clone(),
            inputs: inputs.clone(),
            outputs: Vec::new(),
            code_commit: code_commit.clone(),
            environment: environment.clone(),
            parameters: parameters.clone(),
            started: *started,
            ended: None,
            minutes: None,
            state: RunState::Running,
            reason: Personal::Erased,
            actions: Vec::new(),
            spent: Vec::new(),
        })
    }

    /// Keeps what was spent; of the same version by the same mechanism, it is a correction.
    fn spend(&mut self, new: Spending, reason: Option<&Personal>, fact: &Fact) {
        let is_it = |known: &&mut RunSpending| {
            known.spending.dataset == new.dataset && known.spending.mechanism == new.mechanism
        };
        let (at, by) = (fact.at, fact.by().clone());
        match self.spent.iter_mut().find(is_it) {
            Some(known) => {
                let before = std::mem::replace(&mut known.spending, new);
                let reason = reason.cloned().unwrap_or_default();
                known.corrections.push(Correction { at, by, reason, before });
            }
            None => self.spent.push(RunSpending { spending: new, at, by, corrections: Vec::new() }),
        }
    }

    fn end(&mut self, state: RunState, at: Micros) {
        self.state = state;
        self.ended = Some(at);
    }
}

fn stated(
    (dataset, mechanism): (&Subject, &Name),
    (epsilon, delta): (&Decimal, Option<&Decimal>),
    evidence: Option<&Subject>,
) -> Spending {
    Spending {
        dataset: dataset.clone(),
        mechanism: mechanism.clone(),
        epsilon: epsilon.clone(),
        delta: delta.cloned(),
        evidence: evidence.cloned(),
    }
}

impl View for RunRow {
    const NAME: &'static str = "runs";
    const VERSION: u32 = 2;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_run = fact.stream.kind() == Kind::Run;
        if is_run { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Training(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::started(fact, event))?;
        match event {
            training::Event::EnvironmentRegistered { .. }
            | training::Event::EnvironmentAttested { .. }
            | training::Event::AttestationLapseNoticed { .. }
            | training::Event::Started { .. } => {}
            training::Event::ActionLogged { action, on, note } => row.actions.push(Logged {
                at: fact.at,
                by: fact.by().clone(),
                action: *action,
                on: on.clone(),
                note: note.clone(),
            }),
            training::Event::PrivacySpent { dataset, mechanism, epsilon, delta, evidence } => {
                let spending =
                    stated((dataset, mechanism), (epsilon, delta.as_ref()), evidence.as_ref());
                row.spend(spending, None, fact);
            }
            training::Event::PrivacySpendingCorrected {
                dataset,
                mechanism,
                epsilon,
                delta,
                evidence,
                reason,
            } => {
                let spending =
                    stated((dataset, mechanism), (epsilon, delta.as_ref()), evidence.as_ref());
                row.spend(spending, Some(reason), fact);
            }
            training::Event::Completed { outputs, minutes } => {
                row.outputs.clone_from(outputs);
                row.minutes = Some(*minutes);
                row.end(RunState::Completed, fact.at);
            }
            training::Event::Failed { reason } => {
                row.reason = reason.clone();
                row.end(RunState::Failed, fact.at);
            }
            training::Event::Stopped { reason } => {
                row.reason = reason.clone();
                row.end(RunState::Stopped, fact.at);
            }
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.started.to_string()
    }
}
