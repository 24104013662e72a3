//! What can be done in the programme from a page.
use crate::{
    command::{commands, payloads},
    scalars::{Long, Subject},
    schema,
    words::Settled,
};

payloads! {
    /// What every command of the programme answers.
    ProgrammePayload {}
}

/// A policy that the reader attests.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AttestPolicyInput {
    /// Which policy.
    pub policy: Subject,
    /// The version that was read.
    pub version: Long,
}

/// What became of a decision.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct FollowUpDecisionInput {
    /// Which meeting.
    pub meeting: Subject,
    /// The number of the decision.
    pub decision: Long,
    /// Whether it is done.
    pub done: bool,
    /// What there is to say.
    pub note: String,
}

/// Feedback to give.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct GiveFeedbackInput {
    /// As what one speaks.
    pub from_role: String,
    /// What there is to say.
    pub text: String,
    /// About which system.
    pub system: Option<Subject>,
}

/// Feedback to settle.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SettleFeedbackInput {
    /// Which feedback.
    pub feedback: Subject,
    /// What it leads to.
    pub outcome: Settled,
    /// The action or the risk that follows.
    pub to: Option<Subject>,
    /// Why.
    pub why: String,
}

commands! {
    /// Attests a policy.
    AttestPolicy = "attestPolicy" of AttestPolicyInput, answers ProgrammePayload;
    /// Follows up a decision.
    FollowUpDecision = "followUpDecision" of FollowUpDecisionInput, answers ProgrammePayload;
    /// Gives feedback.
    GiveFeedback = "giveFeedback" of GiveFeedbackInput, answers ProgrammePayload;
    /// Settles feedback.
    SettleFeedback = "settleFeedback" of SettleFeedbackInput, answers ProgrammePayload;
}
