//! What can be done in the programme from a page.
use crate::{
    command::{commands, payloads},
    programme::words::{AppetiteLevel, Settled, Tolerance},
    scalars::{Long, Subject, Time},
    schema,
};

payloads! {
    /// What every command of the programme answers.
    ProgrammePayload {}
}

/// A version of a policy to publish.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PublishPolicyInput {
    /// Which policy.
    pub policy: Subject,
    /// What people call it.
    pub title: String,
    /// The number of the version.
    pub version: Long,
    /// The SHA-256 of its text.
    pub digest: Option<String>,
    /// Who approved it.
    pub approved_by: Subject,
    /// Ids of the roles it binds; everybody when empty.
    pub binds: Option<Vec<String>>,
    /// Within how many days those bound attest it.
    pub attest_within_days: Option<Long>,
    /// The day by which it is reviewed.
    pub review_due: Option<Time>,
}

/// A policy to retire.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RetirePolicyInput {
    /// Which policy.
    pub policy: Subject,
    /// Why.
    pub reason: String,
}

/// A policy that the reader attests.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AttestPolicyInput {
    /// Which policy.
    pub policy: Subject,
    /// The version that was read.
    pub version: Long,
}

/// How much risk of one category is taken.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct AppetiteStatementInput {
    /// Which sort of risk.
    pub category: String,
    /// How much of it is taken.
    pub appetite: AppetiteLevel,
    /// The worst band that is tolerated.
    pub tolerance_max_band: Tolerance,
    /// What must not happen.
    pub limit: Option<String>,
}

/// An appetite; it replaces the one before as a whole.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SetAppetiteInput {
    /// One statement a category.
    pub statements: Vec<AppetiteStatementInput>,
    /// Who approved it.
    pub approved_by: Subject,
}

/// An initiative to fund.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct FundInitiativeInput {
    /// What people call it.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// How much money.
    pub amount: String,
    /// Which money, by its three letters.
    pub currency: String,
    /// For which period.
    pub period: String,
    /// Which share of all money for AI it is, from 0 to 1.
    pub share_of_ai_budget: Option<String>,
    /// The threats it works against.
    pub threats: Option<Vec<String>>,
    /// The risks it lowers.
    pub risks: Option<Vec<Subject>>,
    /// Who answers for it.
    pub owner: Option<Subject>,
}

/// Money spent on an initiative.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RecordSpendingInput {
    /// Which initiative.
    pub initiative: Subject,
    /// The bill.
    pub reference: String,
    /// How much.
    pub amount: String,
    /// When.
    pub on: Time,
    /// For what.
    pub what: String,
}

/// A figure of an outcome, an exercise or a survey.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct MetricInput {
    /// The metric's id.
    pub name: String,
    /// The number.
    pub value: String,
}

/// What came of an initiative.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RecordInitiativeOutcomeInput {
    /// Which initiative.
    pub initiative: Subject,
    /// In words.
    pub note: String,
    /// In figures.
    pub metrics: Option<Vec<MetricInput>>,
}

/// An initiative for which somebody else answers from now on.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReassignInitiativeInput {
    /// Which initiative.
    pub initiative: Subject,
    /// Who.
    pub owner: Subject,
}

/// An initiative that is over.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CloseInitiativeInput {
    /// Which initiative.
    pub initiative: Subject,
    /// How it ended.
    pub summary: String,
}

/// A decision of a meeting.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct DecisionInput {
    /// What was decided.
    pub text: String,
    /// Who sees to it.
    pub owner: Option<Subject>,
    /// The day by which it is done.
    pub due: Option<Time>,
}

/// A meeting to record.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RecordMeetingInput {
    /// What people call it.
    pub title: String,
    /// The period it looked at.
    pub period: String,
    /// The moment its figures count from.
    pub figures_as_of: Time,
    /// The system it was about.
    pub system: Option<Subject>,
    /// What was shown.
    pub highlights: Option<Vec<String>>,
    /// What was decided.
    pub decisions: Option<Vec<DecisionInput>>,
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

/// A decision to give away.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReassignDecisionInput {
    /// Which meeting.
    pub meeting: Subject,
    /// The number of the decision.
    pub decision: Long,
    /// To whom.
    pub owner: Subject,
}

/// An exercise to record.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RecordExerciseInput {
    /// What was played.
    pub scenario: String,
    /// The system it was played on.
    pub system: Option<Subject>,
    /// Minutes until the blast radius was known.
    pub minutes_to_blast_radius: Option<Long>,
    /// Hours until it was contained.
    pub hours_to_contain: Option<String>,
    /// How much was found to mend.
    pub findings: Long,
}

/// A survey to record.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RecordSurveyInput {
    /// What people call it.
    pub title: Option<String>,
    /// What it says.
    pub metrics: Vec<MetricInput>,
    /// How many answered.
    pub responses: Long,
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
    /// Publishes a version of a policy.
    PublishPolicy = "publishPolicy" of PublishPolicyInput, answers ProgrammePayload;
    /// Retires a policy.
    RetirePolicy = "retirePolicy" of RetirePolicyInput, answers ProgrammePayload;
    /// Attests a policy.
    AttestPolicy = "attestPolicy" of AttestPolicyInput, answers ProgrammePayload;
    /// Sets the appetite for risk.
    SetAppetite = "setAppetite" of SetAppetiteInput, answers ProgrammePayload;
    /// Funds an initiative.
    FundInitiative = "fundInitiative" of FundInitiativeInput, answers ProgrammePayload;
    /// Records money spent.
    RecordSpending = "recordSpending" of RecordSpendingInput, answers ProgrammePayload;
    /// Records what came of an initiative.
    RecordInitiativeOutcome = "recordInitiativeOutcome" of RecordInitiativeOutcomeInput, answers ProgrammePayload;
    /// Makes somebody else answer for an initiative.
    ReassignInitiative = "reassignInitiative" of ReassignInitiativeInput, answers ProgrammePayload;
    /// Closes an initiative.
    CloseInitiative = "closeInitiative" of CloseInitiativeInput, answers ProgrammePayload;
    /// Records a meeting.
    RecordMeeting = "recordMeeting" of RecordMeetingInput, answers ProgrammePayload;
    /// Follows up a decision.
    FollowUpDecision = "followUpDecision" of FollowUpDecisionInput, answers ProgrammePayload;
    /// Gives a decision to somebody else.
    ReassignDecision = "reassignDecision" of ReassignDecisionInput, answers ProgrammePayload;
    /// Records an exercise.
    RecordExercise = "recordExercise" of RecordExerciseInput, answers ProgrammePayload;
    /// Records a survey.
    RecordSurvey = "recordSurvey" of RecordSurveyInput, answers ProgrammePayload;
    /// Gives feedback.
    GiveFeedback = "giveFeedback" of GiveFeedbackInput, answers ProgrammePayload;
    /// Settles feedback.
    SettleFeedback = "settleFeedback" of SettleFeedbackInput, answers ProgrammePayload;
}
