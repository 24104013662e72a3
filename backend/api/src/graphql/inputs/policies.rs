//! Inputs about policies, their attestation, and the appetite.

use app::programme::{appetite_subject, attestation};
use async_graphql::{ID, InputObject};
use domain::programme::{Command, Publication, Statement};
use kernel::Subject as Thing;

use super::{Asked, Order, digest, name, names, note, orders};
use crate::{
    graphql::{
        mutation::ProgrammeRoom,
        scalars::{Long, Subject, Time},
        words::{AppetiteLevel, Tolerance},
    },
    reply::Answer,
};

/// A version of a policy to publish.
#[derive(InputObject, Clone, Debug)]
pub struct PublishPolicyInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which policy, `policy:NAME`.
    pub policy: Subject,
    /// What people call it.
    pub title: String,
    /// The number of the version; higher than those before.
    pub version: Long,
    /// The SHA-256 of its text, in hex.
    pub digest: Option<String>,
    /// Who approved it; somebody else than who publishes it.
    pub approved_by: Subject,
    /// Ids of the roles it binds; everybody when empty.
    pub binds: Option<Vec<String>>,
    /// Within how many days those bound attest it.
    pub attest_within_days: Option<Long>,
    /// The day by which it is reviewed; a year from now when absent.
    pub review_due: Option<Time>,
}

/// A policy to retire.
#[derive(InputObject, Clone, Debug)]
pub struct RetirePolicyInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which policy.
    pub policy: Subject,
    /// Why.
    pub reason: String,
}

/// A policy that the one who asks has read and keeps to.
#[derive(InputObject, Clone, Debug)]
pub struct AttestPolicyInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which policy.
    pub policy: Subject,
    /// The number of the version that was read.
    pub version: Long,
}

/// How much risk of one category is taken.
#[derive(InputObject, Clone, Debug)]
pub struct AppetiteStatementInput {
    /// Which sort of risk.
    pub category: String,
    /// How much of it is taken.
    pub appetite: AppetiteLevel,
    /// The worst band of residual risk that is tolerated.
    pub tolerance_max_band: Tolerance,
    /// What must not happen, in words.
    pub limit: Option<String>,
}

/// An appetite to set; it replaces the one before as a whole.
#[derive(InputObject, Clone, Debug)]
pub struct SetAppetiteInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// One statement a category.
    pub statements: Vec<AppetiteStatementInput>,
    /// Who approved it; somebody else than who sets it.
    pub approved_by: Subject,
}

orders! {
    PublishPolicyInput => ProgrammeRoom, policy, |input, _| Ok(Command::Publish(Publication {
        title: name("title", &input.title)?,
        version: input.version.0,
        digest: input.digest.map(|text| digest("digest", &text)).transpose()?,
        approved_by: input.approved_by.0,
        binds: names("binds", &input.binds.unwrap_or_default())?,
        attest_within_days: input.attest_within_days.map(|days| days.0),
        review_due: input.review_due.map(|due| due.0),
    }));
    RetirePolicyInput => ProgrammeRoom, policy, |input, asked| Ok(Command::Retire {
        reason: asked.must_say("reason", &input.reason)?,
    });
}

impl Order for AttestPolicyInput {
    type Room = ProgrammeRoom;

    fn id(&self) -> Option<&str> {
        self.command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, asked: &Asked) -> Answer<Thing> {
        Ok(attestation(&self.policy.0, &asked.by)?)
    }

    fn parse(self, asked: &Asked) -> Answer<Command> {
        let (policy, person) = (self.policy.0, asked.by.clone());
        Ok(Command::Attest { policy, person, version: self.version.0, binding: None })
    }
}

impl Order for SetAppetiteInput {
    type Room = ProgrammeRoom;

    fn id(&self) -> Option<&str> {
        self.command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, _: &Asked) -> Answer<Thing> {
        Ok(appetite_subject()?)
    }

    fn parse(self, _: &Asked) -> Answer<Command> {
        let stated = |one: AppetiteStatementInput| -> Answer<Statement> {
            Ok(Statement {
                category: name("statements", &one.category)?,
                appetite: one.appetite.into(),
                tolerance_max_band: one.tolerance_max_band.into(),
                limit: one.limit.map(|limit| note("statements", &limit)).transpose()?,
            })
        };
        let statements = self.statements.into_iter().map(stated).collect::<Answer<_>>()?;
        Ok(Command::SetAppetite { statements, approved_by: self.approved_by.0 })
    }
}
