//! Inputs about the acceptance of risks.

use async_graphql::{ID, InputObject};
use domain::risks::{Acceptance, Command, Terms};
use kernel::Subject as Thing;

use super::{Asked, Order, names, orders};
use crate::{
    graphql::{
        mutation::RiskRoom,
        scalars::{Subject, Time},
        words::RiskBand,
    },
    reply::Answer,
};

/// An acceptance to ask for.
#[derive(InputObject, Clone, Debug)]
pub struct RequestAcceptanceInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// Until when.
    pub until: Time,
    /// What makes up for missing controls.
    pub compensating: Option<Vec<String>>,
    /// When it is looked at again.
    pub review: Option<Time>,
    /// Why.
    pub reason: String,
}

/// An acceptance, in the caller's own name.
#[derive(InputObject, Clone, Debug)]
pub struct AcceptRiskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// The band as the caller saw it; another one is refused.
    pub band: Option<RiskBand>,
    /// Until when, where nobody asked for the acceptance before: a low risk, by its owner.
    pub until: Option<Time>,
    /// Why.
    pub reason: String,
}

/// A risk, and why something is done with it.
#[derive(InputObject, Clone, Debug)]
pub struct RiskReasonInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// Why.
    pub reason: String,
}

orders! {
    RequestAcceptanceInput => RiskRoom, risk, |input, asked| Ok(Command::RequestAcceptance(Terms {
        until: input.until.0,
        compensating: names("compensating", &input.compensating.unwrap_or_default())?,
        review: input.review.map(|review| review.0),
        reason: asked.must_say("reason", &input.reason)?,
    }));
    AcceptRiskInput => RiskRoom, risk, |input, asked| {
        let reason = asked.must_say("reason", &input.reason)?;
        let terms = input.until.map(|until| Terms {
            until: until.0,
            compensating: Vec::new(),
            review: None,
            reason: kernel::Personal::Erased,
        });
        Ok(Command::Accept(Acceptance {
            acceptors: Vec::new(),
            band: input.band.map(Into::into),
            terms,
            reason,
            prohibited: false,
            unwaivable: Vec::new(),
            board: Vec::new(),
        }))
    };
}

/// What a reason is given for.
pub enum Reasoned {
    /// Turn the open request down.
    Decline(RiskReasonInput),
    /// Take the acceptance back.
    Revoke(RiskReasonInput),
    /// Take the risk off the open register.
    Close(RiskReasonInput),
}

impl Reasoned {
    fn input(&self) -> &RiskReasonInput {
        match self {
            Self::Decline(input) | Self::Revoke(input) | Self::Close(input) => input,
        }
    }
}

impl Order for Reasoned {
    type Room = RiskRoom;

    fn id(&self) -> Option<&str> {
        self.input().command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, _: &Asked) -> Answer<Thing> {
        Ok(self.input().risk.0.clone())
    }

    fn parse(self, asked: &Asked) -> Answer<Command> {
        let reason = asked.must_say("reason", &self.input().reason)?;
        Ok(match self {
            Self::Decline(_) => Command::DeclineAcceptance { reason },
            Self::Revoke(_) => Command::RevokeAcceptance { reason },
            Self::Close(_) => Command::Close { reason },
        })
    }
}
