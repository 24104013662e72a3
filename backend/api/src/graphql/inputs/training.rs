//! Inputs about training environments and runs.

use async_graphql::{ID, InputObject};
use domain::training::{Command, Start};

use super::{PairInput, all, maybe, name, note, orders, pairs, word};
use crate::graphql::{
    mutation::TrainingRoom,
    scalars::{Long, Subject, Time},
};

/// An environment to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterEnvironmentInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `environment:NAME`.
    pub environment: Subject,
    /// What people call it.
    pub name: String,
    /// How it is isolated.
    pub isolation: String,
    /// The system it is for; absent when shared.
    pub system: Option<Subject>,
}

/// The posture of an environment to attest.
#[derive(InputObject, Clone, Debug)]
pub struct AttestEnvironmentInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which environment.
    pub environment: Subject,
    /// How it is isolated.
    pub isolation: String,
    /// How data is encrypted in it.
    pub encryption: String,
    /// Whether everybody has only the rights they need.
    pub least_privilege: bool,
    /// Until when the attestation counts.
    pub until: Time,
}

/// A run that starts.
#[derive(InputObject, Clone, Debug)]
pub struct StartRunInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `run:NAME`.
    pub run: Subject,
    /// `train`, `fine_tune`, `quantise`, `ensemble`, `evaluate`, `prepare` or `other`.
    pub kind: String,
    /// The system it is for.
    pub system: Option<Subject>,
    /// The exact versions that go in.
    pub inputs: Vec<Subject>,
    /// The commit of its code.
    pub code_commit: String,
    /// Where it runs.
    pub environment: Option<Subject>,
    /// Its parameters.
    pub parameters: Option<Vec<PairInput>>,
    /// When it began.
    pub started: Time,
}

/// Something done to a run.
#[derive(InputObject, Clone, Debug)]
pub struct LogRunActionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which run.
    pub run: Subject,
    /// `started`, `changed`, `read`, `paused`, `resumed`, `stopped` or `exported`.
    pub action: String,
    /// To what, where it was not the run itself.
    pub on: Option<Subject>,
    /// Details.
    pub note: Option<String>,
}

/// A run that ended well.
#[derive(InputObject, Clone, Debug)]
pub struct CompleteRunInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which run.
    pub run: Subject,
    /// The exact versions that came out.
    pub outputs: Vec<Subject>,
    /// How long it took, in minutes.
    pub minutes: Long,
}

/// A run that broke.
#[derive(InputObject, Clone, Debug)]
pub struct FailRunInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which run.
    pub run: Subject,
    /// Why.
    pub reason: String,
}

/// A run to stop.
#[derive(InputObject, Clone, Debug)]
pub struct StopRunInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which run.
    pub run: Subject,
    /// Why.
    pub reason: String,
}

orders! {
    RegisterEnvironmentInput => TrainingRoom, environment, |input, _| {
        Ok(Command::RegisterEnvironment {
            name: name("name", &input.name)?,
            isolation: note("isolation", &input.isolation)?,
            system: maybe(input.system),
        })
    };
    AttestEnvironmentInput => TrainingRoom, environment, |input, _| Ok(Command::Attest {
        isolation: note("isolation", &input.isolation)?,
        encryption: note("encryption", &input.encryption)?,
        least_privilege: input.least_privilege,
        until: input.until.0,
    });
    StartRunInput => TrainingRoom, run, |input, _| Ok(Command::Start(Start {
        kind: word("kind", &input.kind)?,
        system: maybe(input.system),
        inputs: all(input.inputs),
        code_commit: name("codeCommit", &input.code_commit)?,
        environment: maybe(input.environment),
        parameters: pairs("parameters", input.parameters)?,
        started: input.started.0,
    }));
    LogRunActionInput => TrainingRoom, run, |input, asked| Ok(Command::LogAction {
        action: word("action", &input.action)?,
        on: maybe(input.on),
        note: asked.said(&input.note.unwrap_or_default()),
    });
    CompleteRunInput => TrainingRoom, run, |input, _| Ok(Command::Complete {
        outputs: all(input.outputs),
        minutes: input.minutes.0,
    });
    FailRunInput => TrainingRoom, run, |input, asked| Ok(Command::Fail {
        reason: asked.must_say("reason", &input.reason)?,
    });
    StopRunInput => TrainingRoom, run, |input, asked| Ok(Command::Stop {
        reason: asked.must_say("reason", &input.reason)?,
    });
}
