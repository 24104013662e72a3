//! Inputs about deployments.

use async_graphql::{ID, InputObject};
use domain::deployments::{Activation, Command, Hardening};
use kernel::Subject as Thing;

use super::{Asked, Order, all, digest, maybe, orders};
use crate::{
    graphql::{
        mutation::DeploymentRoom,
        scalars::{Long, Subject},
        words::Stage,
    },
    reply::{Answer, Reply},
};

/// How a deployment is protected; absent means nobody said.
#[derive(InputObject, Clone, Debug, Default)]
pub struct HardeningInput {
    /// Callers prove who they are.
    pub authentication: Option<bool>,
    /// Calls are limited in rate.
    pub throttling: Option<bool>,
    /// The container is scanned, signed and does not run as root.
    pub container: Option<bool>,
    /// Logs are encrypted.
    pub log_encryption: Option<bool>,
}

/// What goes live, and where.
#[derive(InputObject, Clone, Debug)]
pub struct ActivateDeploymentInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `deployment:NAME`.
    pub deployment: Subject,
    /// The exact model version.
    pub model: Subject,
    /// Exact versions of prompts and datasets it serves with.
    pub uses: Option<Vec<Subject>>,
    /// Where it answers, `endpoint:NAME`.
    pub endpoint: Subject,
    /// At which stage.
    pub stage: Stage,
    /// SHA-256 of what was deployed, in hex.
    pub digest: Option<String>,
    /// How it is protected.
    pub hardening: Option<HardeningInput>,
    /// The deployment it takes the place of; that one ends.
    pub replaces: Option<Subject>,
    /// How many people it affects, where somebody knows.
    pub people: Option<Long>,
    /// The system it belongs to.
    pub system: Option<Subject>,
}

/// A deployment that no longer answers.
#[derive(InputObject, Clone, Debug)]
pub struct EndDeploymentInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which deployment.
    pub deployment: Subject,
    /// Why.
    pub reason: String,
    /// The deployment that takes its place.
    pub replaced_by: Option<Subject>,
}

/// A deployment to flag because of an incident.
#[derive(InputObject, Clone, Debug)]
pub struct FlagDeploymentInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which deployment.
    pub deployment: Subject,
    /// Because of which incident.
    pub incident: Subject,
    /// What lies upstream of it that is suspect.
    pub suspects: Vec<Subject>,
}

/// A flag to take away.
#[derive(InputObject, Clone, Debug)]
pub struct ClearFlagInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Of which deployment.
    pub deployment: Subject,
    /// The flag of which incident.
    pub incident: Subject,
}

/// A stop to ask for, or to confirm.
#[derive(InputObject, Clone, Debug)]
pub struct StopInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which deployment.
    pub deployment: Subject,
    /// Because of which incident; needed to ask for a stop.
    pub incident: Option<Subject>,
    /// Why, or how it was seen to have stopped.
    pub note: String,
}

orders! {
    ActivateDeploymentInput => DeploymentRoom, deployment, |input, _| {
        let hash = input.digest.as_ref().map(|text| digest("digest", text)).transpose()?;
        let HardeningInput { authentication, throttling, container, log_encryption } =
            input.hardening.unwrap_or_default();
        Ok(Command::Activate(Activation {
            model: input.model.0,
            uses: all(input.uses.unwrap_or_default()),
            endpoint: input.endpoint.0,
            stage: input.stage.into(),
            digest: hash,
            hardening: Hardening { authentication, throttling, container, log_encryption },
            replaces: maybe(input.replaces),
            people: input.people.map(|people| people.0),
            system: maybe(input.system),
        }))
    };
    EndDeploymentInput => DeploymentRoom, deployment, |input, asked| Ok(Command::End {
        reason: asked.must_say("reason", &input.reason)?,
        replaced_by: maybe(input.replaced_by),
    });
    FlagDeploymentInput => DeploymentRoom, deployment, |input, _| Ok(Command::Flag {
        incident: input.incident.0,
        suspects: all(input.suspects),
    });
    ClearFlagInput => DeploymentRoom, deployment, |input, _| Ok(Command::ClearFlag {
        incident: input.incident.0,
    });
}

/// Ask for a stop.
pub struct RequestStop(pub StopInput);

/// Confirm a stop.
pub struct ConfirmStop(pub StopInput);

impl Order for RequestStop {
    type Room = DeploymentRoom;

    fn id(&self) -> Option<&str> {
        self.0.command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, _: &Asked) -> Answer<Thing> {
        Ok(self.0.deployment.0.clone())
    }

    fn parse(self, asked: &Asked) -> Answer<Command> {
        let Some(incident) = maybe(self.0.incident) else {
            return Err(Reply::bad_input("incident", "name the incident the stop is for"));
        };
        Ok(Command::RequestStop { incident, reason: asked.must_say("note", &self.0.note)? })
    }
}

impl Order for ConfirmStop {
    type Room = DeploymentRoom;

    fn id(&self) -> Option<&str> {
        self.0.command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, _: &Asked) -> Answer<Thing> {
        Ok(self.0.deployment.0.clone())
    }

    fn parse(self, asked: &Asked) -> Answer<Command> {
        Ok(Command::ConfirmStop { note: asked.must_say("note", &self.0.note)? })
    }
}
