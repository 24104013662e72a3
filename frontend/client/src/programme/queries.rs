//! What the pages of the programme ask for.
use super::{
    exercises::ExerciseRow,
    feedback::{FeedbackRow, Settlement},
    initiatives::InitiativeRow,
    meetings::MeetingRow,
    policies::PolicyRow,
    surveys::SurveyRow,
    text::{PolicyText, TextMark},
};
use crate::{
    controls::page::Titled,
    offer::Offer,
    programme::words::{AppetiteLevel, Tolerance},
    reviews::queries::DayNotice,
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, Me, OneFields, Pair, PersonLink, SystemLink, WholeFields},
};

/// The page of the programme.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct ProgrammePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The mandated policies.
    #[arguments(first: 100)]
    pub policies: PolicyPart,
    /// How much risk is taken.
    pub appetite: Option<Appetite>,
    /// What is funded, newest first.
    #[arguments(first: 6)]
    pub initiatives: InitiativePart,
    /// What was exercised, newest first.
    #[arguments(first: 24)]
    pub exercises: ExercisePart,
    /// What was asked, newest first.
    #[arguments(first: 24)]
    pub surveys: SurveyPart,
    /// Feedback, what waits first.
    #[arguments(first: 8)]
    pub feedback: FeedbackPart,
    /// Meetings, newest first.
    #[arguments(first: 8)]
    pub meetings: MeetingPart,
}

/// The first policies.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PolicyConnection")]
pub struct PolicyPart {
    /// The rows.
    pub nodes: Vec<PolicyRow>,
    /// How many there are.
    pub total_count: i32,
}

/// The newest initiatives.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "InitiativeConnection")]
pub struct InitiativePart {
    /// The rows.
    pub nodes: Vec<InitiativeRow>,
    /// How many there are.
    pub total_count: i32,
}

/// The newest exercises.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ExerciseConnection")]
pub struct ExercisePart {
    /// The rows.
    pub nodes: Vec<ExerciseRow>,
    /// How many there are.
    pub total_count: i32,
}

/// The newest surveys.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SurveyConnection")]
pub struct SurveyPart {
    /// The rows.
    pub nodes: Vec<SurveyRow>,
    /// How many there are.
    pub total_count: i32,
}

/// The first pieces of feedback.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "FeedbackConnection")]
pub struct FeedbackPart {
    /// The rows.
    pub nodes: Vec<FeedbackRow>,
    /// How many there are.
    pub total_count: i32,
}

/// The newest meetings.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "MeetingConnection")]
pub struct MeetingPart {
    /// The rows.
    pub nodes: Vec<MeetingRow>,
    /// How many there are.
    pub total_count: i32,
}

/// How many of those bound attested.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PolicyCoverage {
    /// Those bound.
    pub bound: i32,
    /// Those who attested.
    pub attested: i32,
    /// Those who have not in time.
    pub overdue: i32,
}

/// How a policy stands towards the reader.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "BoundPerson")]
pub struct Mine {
    /// The day by which they attest.
    pub due: Option<Time>,
    /// When they attested.
    pub attested: Option<Time>,
    /// Whether they have not in time.
    pub overdue: bool,
}

/// How much risk the organisation takes.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Appetite {
    /// One statement a category.
    pub statements: Vec<AppetiteStatement>,
    /// When it was set.
    pub set: Time,
    /// Who approved it.
    pub approved_by: Option<PersonLink>,
}

/// How much risk of one category is taken.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct AppetiteStatement {
    /// Which sort of risk.
    pub category: String,
    /// How much of it is taken.
    pub appetite: AppetiteLevel,
    /// The worst band that is tolerated.
    pub tolerance_max_band: Tolerance,
    /// What must not happen.
    pub limit: Option<String>,
    /// Since when it stands unchanged.
    pub since: Time,
}

/// The page of one initiative.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct InitiativePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The initiative.
    #[arguments(subject: $subject)]
    pub initiative: Option<Initiative>,
}

/// An initiative.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Initiative {
    /// `initiative:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// How much money it got.
    pub amount: String,
    /// How much was spent.
    pub spent: String,
    /// Which money.
    pub currency: String,
    /// For which period.
    pub period: String,
    /// Which share of all money for AI it is.
    pub share_of_ai_budget: Option<String>,
    /// The threats it works against.
    pub threats: Vec<Titled>,
    /// The risks it lowers.
    pub risks: Vec<Subject>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// When it was funded.
    pub funded: Time,
    /// By whom.
    pub funded_by: Option<PersonLink>,
    /// What was spent, oldest first.
    pub bills: Vec<Bill>,
    /// What came of it, oldest first.
    pub outcomes: Vec<Achievement>,
    /// When it was closed.
    pub closed: Option<Time>,
    /// How it ended.
    pub summary: Option<String>,
    /// Who may do what about it.
    #[arguments(mutations: ["recordSpending", "recordInitiativeOutcome", "reassignInitiative", "closeInitiative"])]
    pub offers: Vec<Offer>,
}

/// Money spent on an initiative.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Bill {
    /// The bill.
    pub reference: String,
    /// How much.
    pub amount: String,
    /// When.
    pub on: Time,
    /// For what.
    pub what: String,
}

/// What came of an initiative.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Achievement {
    /// In words.
    pub note: String,
    /// In figures.
    pub figures: Vec<Pair>,
    /// When it was recorded.
    pub at: Time,
}

/// The page of one policy.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct PolicyPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The policy.
    #[arguments(subject: $subject)]
    pub policy: Option<Policy>,
}

/// A policy.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Policy {
    /// `policy:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// The current version.
    pub version: Long,
    /// The SHA-256 of its text.
    pub digest: Option<String>,
    /// The text of the current version, once it is kept.
    pub text: Option<PolicyText>,
    /// Titles of the roles it binds; empty for everybody.
    pub binds: Vec<String>,
    /// Within how many days those bound attest it.
    pub attest_within_days: Option<Long>,
    /// The day by which it is reviewed.
    pub review_by: Time,
    /// Whether that day has passed.
    pub review_overdue: bool,
    /// When the current version was published.
    pub published: Time,
    /// By whom.
    pub published_by: Option<PersonLink>,
    /// Who approved it.
    pub approved_by: Option<PersonLink>,
    /// Every version, oldest first.
    pub versions: Vec<PolicyVersion>,
    /// When it was retired.
    pub retired: Option<Time>,
    /// Why.
    pub retired_reason: Option<String>,
    /// How many attested.
    pub coverage: PolicyCoverage,
    /// How it stands towards the reader.
    pub mine: Option<Mine>,
    /// Who was told that its review is due.
    pub notices: Vec<DayNotice>,
    /// Who may do what about it.
    #[arguments(mutations: ["publishPolicy", "retirePolicy", "attestPolicy"])]
    pub offers: Vec<Offer>,
}

/// A version of a policy.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PolicyVersion {
    /// Its number.
    pub version: Long,
    /// When it was published.
    pub published: Time,
    /// Who approved it.
    pub approved_by: Option<PersonLink>,
    /// The SHA-256 of its text.
    pub digest: Option<String>,
    /// Its text, once it is kept.
    pub text: Option<TextMark>,
}

/// The page of one meeting.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct MeetingPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The meeting.
    #[arguments(subject: $subject)]
    pub meeting: Option<Meeting>,
}

/// A meeting.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Meeting {
    /// `meeting:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// The period it looked at.
    pub period: String,
    /// The moment its figures count from.
    pub figures_as_of: Time,
    /// The system it was about.
    pub system: Option<SystemLink>,
    /// What was shown.
    pub highlights: Vec<String>,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// When it was recorded.
    pub held: Time,
    /// By whom.
    pub held_by: Option<PersonLink>,
    /// Who may do what about it.
    #[arguments(mutations: ["followUpDecision", "reassignDecision"])]
    pub offers: Vec<Offer>,
}

/// A decision of a meeting.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "MeetingDecision")]
pub struct Decision {
    /// Its number, from 1.
    pub number: Long,
    /// What was decided.
    pub text: String,
    /// Who sees to it.
    pub owner: Option<PersonLink>,
    /// The day by which it is done.
    pub due: Option<Time>,
    /// When it was done.
    pub done: Option<Time>,
    /// Whether its day has passed while it is open.
    pub overdue: bool,
    /// What was said since.
    pub follow_ups: Vec<FollowUp>,
}

/// Something said about a decision.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DecisionFollowUp")]
pub struct FollowUp {
    /// Whether the decision is done.
    pub done: bool,
    /// What was said.
    pub note: Option<String>,
    /// By whom.
    pub by: Option<PersonLink>,
    /// When.
    pub at: Time,
}

/// The page of one piece of feedback.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct FeedbackPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The feedback.
    #[arguments(subject: $subject)]
    pub feedback_item: Option<Feedback>,
}

/// A piece of feedback.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Feedback {
    /// `feedback:…`.
    pub subject: Subject,
    /// As what somebody spoke.
    pub from_role: String,
    /// What they said; absent when they were erased.
    pub text: Option<String>,
    /// About which system.
    pub system: Option<SystemLink>,
    /// Who.
    pub by: Option<PersonLink>,
    /// When.
    pub received: Time,
    /// What it led to.
    pub settled: Option<Settlement>,
    /// Who may do what about it.
    #[arguments(mutations: ["settleFeedback"])]
    pub offers: Vec<Offer>,
}
