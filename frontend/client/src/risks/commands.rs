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

/// A risk to put on the register.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct IdentifyRiskInput {
    /// What people call it, or what is to be done.
    pub title: String,
    /// The threat of the catalogue behind it.
    pub threat: String,
    /// The category of appetite.
    pub category: RiskCategory,
    /// Who is accountable for it, or does it.
    pub owner: Subject,
    /// What could happen, or what exactly is done.
    pub description: String,
    /// The system it belongs to.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub system: Option<Subject>,
    /// The exact versions it concerns.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub concerns: Option<Vec<Subject>>,
    /// What it follows from.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub from: Option<Subject>,
}

/// A risk, scored.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AssessRiskInput {
    /// Which risk.
    pub risk: Subject,
    /// As if no control worked.
    pub inherent: ScoreInput,
    /// What is left when the controls work.
    pub residual: ScoreInput,
    /// Why.
    pub rationale: String,
    /// As it stands today.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub current: Option<ScoreInput>,
    /// How well its controls work, 0 to 1.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub effectiveness: Option<String>,
}

/// What will be done about a risk.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PlanTreatmentInput {
    /// Which risk.
    pub risk: Subject,
    /// Which way.
    pub treatment: Treatment,
    /// What could happen, or what exactly is done.
    pub description: String,
    /// Until when, or when.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub due: Option<Time>,
}

/// A task of a treatment.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AddRiskTaskInput {
    /// Which risk.
    pub risk: Subject,
    /// What people call it, or what is to be done.
    pub title: String,
    /// Who is accountable for it, or does it.
    pub owner: Subject,
    /// Until when, or when.
    pub due: Time,
    /// Its id within the risk.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
}

/// A task that is done.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CompleteRiskTaskInput {
    /// Which risk.
    pub risk: Subject,
    /// Its id within the risk.
    pub task: String,
    /// More.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A task to give away.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReassignRiskTaskInput {
    /// Which risk.
    pub risk: Subject,
    /// Its id within the risk.
    pub task: String,
    /// To whom.
    pub owner: Subject,
}

/// A wish to have a risk accepted.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RequestAcceptanceInput {
    /// Which risk.
    pub risk: Subject,
    /// Until when.
    pub until: Time,
    /// What makes up for missing controls.
    pub compensating: Vec<String>,
    /// Why.
    pub reason: String,
}

/// An acceptance in one's own name.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AcceptRiskInput {
    /// Which risk.
    pub risk: Subject,
    /// Why.
    pub reason: String,
    /// The band as it was seen.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub band: Option<RiskBand>,
    /// Until when.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
}

/// A risk, and why something is done with it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RiskReasonInput {
    /// Which risk.
    pub risk: Subject,
    /// Why.
    pub reason: String,
}

/// A risk to put back to review.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReopenRiskInput {
    /// Which risk.
    pub risk: Subject,
    /// What happened.
    pub why: ReopenCause,
    /// What showed it.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Subject>,
    /// The indicator that turned red.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// More.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A risk, and what it is connected with.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct LinkRiskInput {
    /// Which risk.
    pub risk: Subject,
    /// An incident, a control, a finding or a piece of evidence.
    pub to: Subject,
}

/// A risk that was reviewed.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReviewRiskInput {
    /// Which risk.
    pub risk: Subject,
    /// When the next review is due.
    pub next: Time,
    /// More.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// When a risk is to be reviewed.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ScheduleRiskReviewInput {
    /// Which risk.
    pub risk: Subject,
    /// Until when, or when.
    pub due: Time,
}

/// Who is to be accountable for a risk.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AssignRiskOwnerInput {
    /// Which risk.
    pub risk: Subject,
    /// Who is accountable for it, or does it.
    pub owner: Subject,
}

/// A yearly loss to simulate.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct QuantifyRiskInput {
    /// Which risk.
    pub risk: Subject,
    /// Of which state.
    pub which: WhichScore,
    /// The currency.
    pub currency: String,
    /// Threat events a year.
    pub frequency: RangeInput,
    /// Share of them that become losses.
    pub vulnerability: RangeInput,
    /// Loss of one event.
    pub primary_loss: RangeInput,
    /// How likely a further loss follows.
    pub secondary_probability: String,
    /// That further loss.
    pub secondary_loss: RangeInput,
    /// What the generator begins with.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub seed: Option<i32>,
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
    /// Gives a task to somebody else.
    ReassignRiskTask = "reassignRiskTask" of ReassignRiskTaskInput, answers RiskPayload;
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
