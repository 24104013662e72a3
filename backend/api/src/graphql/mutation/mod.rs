//! Mutations: parse, do, show. One function does all three for every room.
//!
//! # Invariants
//! - Nobody sends a mutation the authority table does not allow them somewhere.
//!   (`every_field_as_every_role`)
//! - A refusal is part of the answer, a denial is an error. (`a_refusal_is_part_of_the_answer`)
//! - The same command twice is recorded once. (`the_same_command_twice_is_recorded_once`)
//!
//! # Deliberately absent
//! - No rule of any room.

mod awareness;
mod catalogue;
mod contain;
mod controls;
mod data;
mod deployments;
mod handling;
mod incidents;
mod models;
mod payloads;
mod people;
mod programme;
mod reviews;
mod risks;
mod rooms;
mod saved_views;
mod systems;
mod training;

use app::{App, AppError, Instant, Meta, Outcome};
use async_graphql::{Context, MergedObject};
use domain::authority::{Act, Caller};
use kernel::Subject;

pub use payloads::{
    AwarenessPayload, CataloguePayload, ControlPayload, DatasetPayload, DeploymentPayload,
    EvidencePayload, IncidentPayload, LoadCataloguePayload, ModelPayload, Payload, PeoplePayload,
    ProgrammePayload, Receipt, Refusal, ReviewPayload, RiskPayload, SavedViewPayload,
    SystemPayload, TrainingPayload,
};
pub use rooms::{
    AwarenessRoom, CatalogueRoom, ControlRoom, DatasetRoom, DeploymentRoom, EvidenceRoom,
    IncidentRoom, ModelRoom, PeopleRoom, ProgrammeRoom, ReviewRoom, RiskRoom, SavedViewRoom,
    SystemRoom, TrainingRoom,
};

use super::{
    asking::{Asking, asking},
    inputs::{Asked, Order},
};
use crate::{
    authority, command_id,
    reply::{Answer, Reply},
    scope::{Ref, Scope},
};

/// What can be asked for. A payload holds the thing, the receipt, or the refusal.
#[derive(MergedObject, Default)]
pub struct Mutation(
    systems::SystemMutation,
    data::DataMutation,
    training::TrainingMutation,
    models::ModelMutation,
    deployments::DeploymentMutation,
    incidents::IncidentMutation,
    handling::HandlingMutation,
    risks::RiskMutation,
    people::PeopleMutation,
    awareness::AwarenessMutation,
    reviews::ReviewMutation,
    programme::ProgrammeMutation,
    contain::ContainMutation,
    controls::ControlMutation,
    catalogue::CatalogueMutation,
    saved_views::SavedViewMutation,
);

/// A room, as mutations use it.
pub trait Room {
    /// What can be asked of it.
    type Command: Send;
    /// What it answers.
    type Payload: Payload;

    /// The act a command needs.
    fn act(command: &Self::Command) -> Act;

    /// Does a command on the caller's behalf.
    fn run(
        app: &App,
        caller: &Caller,
        meta: &Meta,
        subject: &Subject,
        command: Self::Command,
    ) -> impl Future<Output = Result<Outcome, AppError>> + Send;

    /// Shows a thing of the room.
    fn show(scope: &Ref, subject: &Subject) -> impl Future<Output = Answer<Self::Payload>> + Send;
}

/// Parses an order, does it, and shows what came of it.
pub async fn answer<O>(ctx: &Context<'_>, order: O) -> Answer<<O::Room as Room>::Payload>
where
    O: Order + Send,
{
    let asking = asking(ctx)?;
    let act = permitted(ctx, asking)?;
    let (meta, asked) = asked(asking, order.id())?;
    let subject = order.subject(&asked)?;
    let done = done(asking, (act, &meta, &asked), &subject, order).await;
    show(asking, done, |scope| async move { <O::Room as Room>::show(&scope, &subject).await }).await
}

/// The act of the mutation that is asked for, if the caller may do it somewhere. What they may do
/// here is checked again when the place is known.
pub fn permitted(ctx: &Context<'_>, asking: &Asking) -> Answer<Act> {
    let act = authority::act_of(ctx.field().name());
    let (Some(act), caller) = (act, asking.caller()?) else { return Err(AppError::Denied.into()) };
    if caller.ever_may(act) { Ok(act) } else { Err(AppError::Denied.into()) }
}

/// Where the command comes from, and under which id.
pub fn asked(asking: &Asking, id: Option<&str>) -> Answer<(Meta, Asked)> {
    let caller = asking.caller()?;
    let command = match id {
        Some(id) => kernel::Name::parse(id)
            .map_err(|e| Reply::bad_input("command", e.to_string()))?
            .to_string(),
        None => command_id::fresh()?,
    };
    let source = asking.source.clone();
    let short = command_id::short(&source, &command);
    let asked = Asked { by: caller.person.clone(), now: asking.app.now(), short };
    Ok((Meta { source, command, ..Meta::default() }, asked))
}

async fn done<O: Order>(
    asking: &Asking,
    (act, meta, asked): (Act, &Meta, &Asked),
    subject: &Subject,
    order: O,
) -> Answer<Outcome> {
    let command = order.parse(asked)?;
    if <O::Room as Room>::act(&command) != act {
        let why = "the authority table and the room disagree on a command";
        return Err(AppError::internal(why).into());
    }
    let stream = subject.stream();
    let caller = asking.caller()?;
    Ok(<O::Room as Room>::run(&asking.app, caller, meta, &stream, command).await?)
}

/// Turns what was done into a payload: the thing read anew and the receipt, or the refusal.
pub async fn show<P, F>(
    asking: &Asking,
    done: Answer<Outcome>,
    read: impl FnOnce(Ref) -> F,
) -> Answer<P>
where
    P: Payload,
    F: Future<Output = Answer<P>>,
{
    match done {
        Err(reply) if reply.is_refusal => Ok(P::refused(reply.into())),
        Err(reply) => Err(reply),
        Ok(receipt) => {
            let scope = Scope::open(&asking.app, asking.caller()?, Instant::Now).await?;
            Ok(read(scope).await?.with_receipt(receipt.map(Receipt::from)))
        }
    }
}
