//! Inputs about systems.

use async_graphql::{ID, InputObject};
use domain::systems::{Command, Registration};

use super::{maybe_name, name, note, orders, word};
use crate::graphql::{
    mutation::SystemRoom,
    scalars::Subject,
    words::{ActClass, RiskClass, Stage, SystemKind},
};

/// A system to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterSystemInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `system:NAME`.
    pub system: Subject,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What sorts of AI it is.
    pub kinds: Vec<SystemKind>,
    /// How much harm it could do.
    pub risk_class: RiskClass,
    /// The team that builds and runs it.
    pub team: Subject,
    /// Whether personal data goes through it.
    pub processes_personal_data: bool,
    /// Whether its output decides about people.
    pub affects_persons: bool,
    /// Whether its models are trained in house.
    pub trained_in_house: bool,
}

/// An accountability to give.
#[derive(InputObject, Clone, Debug)]
pub struct AssignOwnerInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// For which system.
    pub system: Subject,
    /// To whom.
    pub person: Subject,
    /// `owner` or `deputy`.
    pub duty: String,
    /// For one stage; for all when absent.
    pub stage: Option<Stage>,
}

/// An accountability to end.
#[derive(InputObject, Clone, Debug)]
pub struct ReleaseOwnerInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// For which system.
    pub system: Subject,
    /// Whose.
    pub person: Subject,
    /// `owner` or `deputy`.
    pub duty: String,
    /// Of one stage; of all when absent.
    pub stage: Option<Stage>,
}

/// A class under the EU AI Act to propose.
#[derive(InputObject, Clone, Debug)]
pub struct ProposeClassInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// For which system.
    pub system: Subject,
    /// The class.
    pub act_class: ActClass,
    /// Where the answers to the questionnaire are.
    pub answers: Option<String>,
}

/// A class under the EU AI Act to approve.
#[derive(InputObject, Clone, Debug)]
pub struct ApproveClassInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// For which system.
    pub system: Subject,
    /// The class.
    pub act_class: ActClass,
    /// The day from which its duties apply, `2028-08-02`.
    pub obligations_from: Option<String>,
    /// Why.
    pub note: String,
}

orders! {
    RegisterSystemInput => SystemRoom, system, |input, _| Ok(Command::Register(Registration {
        name: name("name", &input.name)?,
        purpose: note("purpose", &input.purpose)?,
        kinds: input.kinds.into_iter().map(Into::into).collect(),
        risk_class: input.risk_class.into(),
        team: input.team.0,
        processes_personal_data: input.processes_personal_data,
        affects_persons: input.affects_persons,
        trained_in_house: input.trained_in_house,
    }));
    AssignOwnerInput => SystemRoom, system, |input, _| Ok(Command::AssignOwner {
        person: input.person.0,
        duty: word("duty", &input.duty)?,
        stage: input.stage.map(Into::into),
    });
    ReleaseOwnerInput => SystemRoom, system, |input, _| Ok(Command::ReleaseOwner {
        person: input.person.0,
        duty: word("duty", &input.duty)?,
        stage: input.stage.map(Into::into),
    });
    ProposeClassInput => SystemRoom, system, |input, _| Ok(Command::ProposeClass {
        act_class: input.act_class.into(),
        answers: maybe_name("answers", input.answers.as_ref())?,
    });
    ApproveClassInput => SystemRoom, system, |input, asked| Ok(Command::ApproveClass {
        act_class: input.act_class.into(),
        obligations_from: maybe_name("obligationsFrom", input.obligations_from.as_ref())?,
        note: asked.said(&input.note),
    });
}
