//! Inputs about sources, batches, datasets and who may reach them.

use async_graphql::{ID, InputObject};
use domain::datasets::{Arrival, Command, Right, Verdicts};
use kernel::Personal;

use super::{Asked, PairInput, maybe, maybe_name, name, note, orders, pairs, word};
use crate::{
    graphql::{
        mutation::DatasetRoom,
        scalars::{Long, Subject, Time},
    },
    reply::Answer,
};

/// A source to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterSourceInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `source:NAME`.
    pub source: Subject,
    /// What people call it.
    pub name: String,
    /// `high`, `medium` or `low`.
    pub trust: String,
    /// `public`, `internal`, `confidential`, `personal` or `special_category`.
    pub sensitivity: String,
    /// The system it delivers to.
    pub system: Option<Subject>,
}

/// Checks of a source to put in force.
#[derive(InputObject, Clone, Debug)]
pub struct ChangeSourceProfileInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which source.
    pub source: Subject,
    /// The checks now in force.
    pub profile: String,
    /// Why.
    pub reason: String,
}

/// A change of who may deliver through a source.
#[derive(InputObject, Clone, Debug)]
pub struct ChangeSourceAccessInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which source.
    pub source: Subject,
    /// What changed, `revoked`.
    pub change: String,
    /// For which credential or sender; an id, never the secret.
    pub principal: String,
}

/// A batch that arrived.
#[derive(InputObject, Clone, Debug)]
pub struct ReceiveBatchInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `batch:NAME`.
    pub batch: Subject,
    /// The source it came from.
    pub source: Subject,
    /// The system it is for.
    pub system: Option<Subject>,
    /// How many records it holds.
    pub records: Long,
    /// The credential it was sent with; an id, never the secret.
    pub credential: String,
    /// What was checked, and what came of it.
    pub checks: Option<Vec<PairInput>>,
    /// How many network addresses sent it.
    pub origins: Option<Long>,
    /// What the sending program called itself.
    pub client: Option<String>,
}

/// What a batch turned out to be.
#[derive(InputObject, Clone, Debug)]
pub struct MarkBatchInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which batch.
    pub batch: Subject,
    /// `clean`, `suspicious` or `malicious`.
    pub verdict: String,
    /// How many records it is about.
    pub records: Long,
    /// Why.
    pub reason: String,
}

/// A dataset to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterDatasetInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `dataset:NAME`.
    pub dataset: Subject,
    /// What people call it.
    pub name: String,
    /// `public`, `internal`, `confidential`, `personal` or `special_category`.
    pub sensitivity: String,
    /// Who decides on its use: a person or a team.
    pub owner: Subject,
    /// The system it is for.
    pub system: Option<Subject>,
    /// Its licence.
    pub licence: Option<String>,
}

/// A dataset on whose use somebody else decides from now on.
#[derive(InputObject, Clone, Debug)]
pub struct ReassignDatasetInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which dataset.
    pub dataset: Subject,
    /// Who: a person or a team.
    pub owner: Subject,
}

/// A right to grant.
#[derive(InputObject, Clone, Debug)]
pub struct GrantAccessInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// On which dataset.
    pub dataset: Subject,
    /// To whom: a person, a team or a service.
    pub principal: Subject,
    /// `read` or `write`.
    pub right: String,
    /// Until when; until revoked when absent.
    pub until: Option<Time>,
}

/// A right to revoke.
#[derive(InputObject, Clone, Debug)]
pub struct RevokeAccessInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// On which dataset.
    pub dataset: Subject,
    /// From whom.
    pub principal: Subject,
    /// `read` or `write`.
    pub right: String,
    /// Why.
    pub reason: Option<String>,
}

/// A right that somebody holds.
#[derive(InputObject, Clone, Debug)]
pub struct HeldAccessInput {
    /// Who.
    pub principal: Subject,
    /// `read` or `write`.
    pub right: String,
}

/// A right that is taken away.
#[derive(InputObject, Clone, Debug)]
pub struct WithdrawnAccessInput {
    /// From whom.
    pub principal: Subject,
    /// `read` or `write`.
    pub right: String,
    /// Why.
    pub reason: String,
}

/// A review in which every right in force is kept or withdrawn.
#[derive(InputObject, Clone, Debug)]
pub struct CompleteAccessReviewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Of which dataset.
    pub dataset: Subject,
    /// What was looked at.
    pub scope: String,
    /// What stays.
    pub kept: Vec<HeldAccessInput>,
    /// What is taken away.
    pub withdrawn: Vec<WithdrawnAccessInput>,
    /// When the next one is due.
    pub next_due: Time,
}

/// A review of rights.
#[derive(InputObject, Clone, Debug)]
pub struct ReviewAccessInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// On which dataset.
    pub dataset: Subject,
    /// What was looked at.
    pub scope: String,
    /// How many rights were taken away.
    pub revoked: Long,
    /// When the next one is due.
    pub next_due: Option<Time>,
}

orders! {
    RegisterSourceInput => DatasetRoom, source, |input, _| Ok(Command::RegisterSource {
        name: name("name", &input.name)?,
        trust: word("trust", &input.trust)?,
        sensitivity: word("sensitivity", &input.sensitivity)?,
        system: maybe(input.system),
    });
    ChangeSourceProfileInput => DatasetRoom, source, |input, asked| Ok(Command::ChangeSourceProfile {
        profile: note("profile", &input.profile)?,
        reason: asked.said(&input.reason),
    });
    ChangeSourceAccessInput => DatasetRoom, source, |input, _| Ok(Command::ChangeSourceAccess {
        change: name("change", &input.change)?,
        principal: name("principal", &input.principal)?,
    });
    ReceiveBatchInput => DatasetRoom, batch, |input, _| Ok(Command::ReceiveBatch(Arrival {
        source: input.source.0,
        system: maybe(input.system),
        records: input.records.0,
        credential: name("credential", &input.credential)?,
        checks: pairs("checks", input.checks)?,
        origins: input.origins.map(|origins| origins.0),
        client: maybe_name("client", input.client.as_ref())?,
    }));
    MarkBatchInput => DatasetRoom, batch, |input, asked| Ok(Command::MarkBatch {
        verdict: word("verdict", &input.verdict)?,
        records: input.records.0,
        reason: asked.said(&input.reason),
    });
    RegisterDatasetInput => DatasetRoom, dataset, |input, _| Ok(Command::Register {
        name: name("name", &input.name)?,
        sensitivity: word("sensitivity", &input.sensitivity)?,
        owner: input.owner.0,
        system: maybe(input.system),
        licence: maybe_name("licence", input.licence.as_ref())?,
    });
    ReassignDatasetInput => DatasetRoom, dataset, |input, _| {
        Ok(Command::Reassign { owner: input.owner.0 })
    };
    GrantAccessInput => DatasetRoom, dataset, |input, _| Ok(Command::GrantAccess {
        principal: input.principal.0,
        right: word("right", &input.right)?,
        until: input.until.map(|until| until.0),
    });
    RevokeAccessInput => DatasetRoom, dataset, |input, asked| Ok(Command::RevokeAccess {
        principal: input.principal.0,
        right: word("right", &input.right)?,
        reason: asked.said(&input.reason.unwrap_or_default()),
    });
    CompleteAccessReviewInput => DatasetRoom, dataset, |input, asked| {
        let withdrawn = input.withdrawn.into_iter().map(|one| withdrawn(asked, one));
        Ok(Command::CompleteReview(Verdicts {
            scope: note("scope", &input.scope)?,
            kept: input.kept.into_iter().map(kept).collect::<Answer<Vec<_>>>()?,
            withdrawn: withdrawn.collect::<Answer<Vec<_>>>()?,
            next_due: input.next_due.0,
        }))
    };
    ReviewAccessInput => DatasetRoom, dataset, |input, _| Ok(Command::ReviewAccess {
        scope: note("scope", &input.scope)?,
        revoked: input.revoked.0,
        next_due: input.next_due.map(|due| due.0),
    });
}

fn kept(one: HeldAccessInput) -> Answer<(kernel::Subject, Right)> {
    Ok((one.principal.0, word("kept", &one.right)?))
}

fn withdrawn(
    asked: &Asked,
    one: WithdrawnAccessInput,
) -> Answer<(kernel::Subject, Right, Personal)> {
    let reason = asked.must_say("withdrawn", &one.reason)?;
    Ok((one.principal.0, word("withdrawn", &one.right)?, reason))
}
