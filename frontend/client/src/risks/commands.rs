//! What can be sent about risks: one input for every mutation, one payload for all.
use super::words::{ReopenCause, RiskBand, RiskCategory, Treatment, WhichScore};
use crate::{
    command::{Command, Sent, commands, payloads, sent},
    scalars::{Subject, Time},
    schema,
};

/// Which risk a payload is about.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Risk")]
pub struct RiskKey {
    /// The risk.
    pub subject: Subject,
}

payloads! {
    /// What every command about a risk answers.
    RiskPayload {
        /// The risk.
        risk: Option<RiskKey>,
    }
}

/// Reads what became of a command, and which risk it was about.
pub(super) fn about<C: Command<Payload = RiskPayload>>(
    text: &str,
) -> Result<Sent<Option<Subject>>, String> {
    Ok(match sent::<C>(text)? {
        Sent::Done { receipt, made } => {
            Sent::Done { receipt, made: made.risk.map(|risk| risk.subject) }
        }
        Sent::Refused(refusal) => Sent::Refused(refusal),
    })
}

/// A score to send.
#[derive(cynic::InputObject, Clone, Copy, Debug)]
pub struct ScoreInput {
    /// How likely, 1 to 5.
    pub likelihood: i32,
    /// How bad, 1 to 5.
    pub impact: i32,
}

/// A range to send, as decimals.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RangeInput {
    /// At least.
    pub min: String,
    /// Most likely.
    pub most_likely: String,
    /// At most.
    pub max: String,
}

/// Inputs by what a form fills in; what stands after the semicolon is left out where it is absent.
macro_rules! inputs {
    ($(
        $(#[$about:meta])*
        $name:ident { $($field:ident: $type:ty),* $(; $($maybe:ident: $other:ty),*)? }
    )*) => {
        $(
            $(#[$about])*
            #[derive(cynic::InputObject, Clone, Debug)]
            pub struct $name {
                $(#[doc = "As the schema says."] pub $field: $type,)*
                $($(
                    #[doc = "As the schema says; left out when absent."]
                    #[cynic(skip_serializing_if = "Option::is_none")]
                    pub $maybe: Option<$other>,
                )*)?
            }
        )*
    };
}

inputs! {
    /// A risk to put on the register.
    IdentifyRiskInput {
        title: String, threat: String, category: RiskCategory, owner: Subject, description: String;
        system: Subject, concerns: Vec<Subject>
    }
    /// A risk, scored.
    AssessRiskInput {
        risk: Subject, inherent: ScoreInput, residual: ScoreInput, rationale: String;
        current: ScoreInput, effectiveness: String
    }
    /// What will be done about a risk.
    PlanTreatmentInput { risk: Subject, treatment: Treatment, description: String; due: Time }
    /// A task of a treatment.
    AddRiskTaskInput { risk: Subject, title: String, owner: Subject, due: Time; task: String }
    /// A task that is done.
    CompleteRiskTaskInput { risk: Subject, task: String; note: String }
    /// A wish to have a risk accepted.
    RequestAcceptanceInput {
        risk: Subject, until: Time, compensating: Vec<String>, reason: String
    }
    /// An acceptance in one's own name.
    AcceptRiskInput { risk: Subject, reason: String; band: RiskBand, until: Time }
    /// A risk, and why something is done with it.
    RiskReasonInput { risk: Subject, reason: String }
    /// A risk to put back to review.
    ReopenRiskInput {
        risk: Subject, why: ReopenCause; cause: Subject, indicator: String, note: String
    }
    /// A risk, and what it is connected with.
    LinkRiskInput { risk: Subject, to: Subject }
    /// A risk that was reviewed.
    ReviewRiskInput { risk: Subject, next: Time; note: String }
    /// When a risk is to be reviewed.
    ScheduleRiskReviewInput { risk: Subject, due: Time }
    /// Who is to be accountable for a risk.
    AssignRiskOwnerInput { risk: Subject, owner: Subject }
    /// A yearly loss to simulate.
    QuantifyRiskInput {
        risk: Subject, which: WhichScore, currency: String, frequency: RangeInput,
        vulnerability: RangeInput, primary_loss: RangeInput, secondary_probability: String,
        secondary_loss: RangeInput;
        seed: i32
    }
}

commands! {
    /// Puts a risk on the register.
    IdentifyRisk = "identifyRisk" of IdentifyRiskInput, answers RiskPayload;
    /// Scores a risk.
    AssessRisk = "assessRisk" of AssessRiskInput, answers RiskPayload;
    /// Says what will be done about it.
    PlanTreatment = "planTreatment" of PlanTreatmentInput, answers RiskPayload;
    /// Adds a task.
    AddRiskTask = "addRiskTask" of AddRiskTaskInput, answers RiskPayload;
    /// Says that a task is done.
    CompleteRiskTask = "completeRiskTask" of CompleteRiskTaskInput, answers RiskPayload;
    /// Asks for it to be accepted.
    RequestAcceptance = "requestAcceptance" of RequestAcceptanceInput, answers RiskPayload;
    /// Accepts it in one's own name.
    AcceptRisk = "acceptRisk" of AcceptRiskInput, answers RiskPayload;
    /// Turns the request down.
    DeclineAcceptance = "declineAcceptance" of RiskReasonInput, answers RiskPayload;
    /// Takes the acceptance back.
    RevokeAcceptance = "revokeAcceptance" of RiskReasonInput, answers RiskPayload;
    /// Takes it off the open register.
    CloseRisk = "closeRisk" of RiskReasonInput, answers RiskPayload;
    /// Puts it back to review.
    ReopenRisk = "reopenRisk" of ReopenRiskInput, answers RiskPayload;
    /// Connects it with something.
    LinkRisk = "linkRisk" of LinkRiskInput, answers RiskPayload;
    /// Takes a connection away.
    UnlinkRisk = "unlinkRisk" of LinkRiskInput, answers RiskPayload;
    /// Records that it was reviewed.
    ReviewRisk = "reviewRisk" of ReviewRiskInput, answers RiskPayload;
    /// Sets when it is reviewed.
    ScheduleRiskReview = "scheduleRiskReview" of ScheduleRiskReviewInput, answers RiskPayload;
    /// Makes somebody accountable for it.
    AssignRiskOwner = "assignRiskOwner" of AssignRiskOwnerInput, answers RiskPayload;
    /// Simulates its yearly loss.
    QuantifyRisk = "quantifyRisk" of QuantifyRiskInput, answers RiskPayload;
}
