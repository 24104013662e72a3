//! What the pages of the programme ask for.
use super::list::{FeedbackRow, MeetingRow};
use crate::{
    reviews::{CatalogueItem, DayNotice},
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, Me, OneFields, Pair, PersonLink, SystemLink, WholeFields},
    words::{AppetiteLevel, Tolerance},
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
    pub policies: Vec<PolicyRow>,
    /// How much risk is taken.
    pub appetite: Option<Appetite>,
    /// What is funded.
    pub initiatives: Vec<Initiative>,
    /// What was exercised, oldest first.
    pub exercises: Vec<Exercise>,
    /// What was asked, oldest first.
    pub surveys: Vec<Survey>,
    /// Feedback, what waits first.
    #[arguments(first: 8)]
    pub feedback: FeedbackPart,
    /// Meetings, newest first.
    #[arguments(first: 8)]
    pub meetings: MeetingPart,
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

/// A policy in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Policy")]
pub struct PolicyRow {
    /// `policy:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// The current version.
    pub version: Long,
    /// When it was published.
    pub published: Time,
    /// The day by which it is reviewed.
    pub review_by: Time,
    /// Whether that day has passed.
    pub review_overdue: bool,
    /// When it was retired.
    pub retired: Option<Time>,
    /// How many attested.
    pub coverage: PolicyCoverage,
    /// How it stands towards the reader.
    pub mine: Option<Mine>,
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

/// An initiative.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Initiative {
    /// `initiative:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
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
    pub threats: Vec<CatalogueItem>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// What came of it.
    pub outcomes: Vec<Achievement>,
    /// When it was closed.
    pub closed: Option<Time>,
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

/// An exercise.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Exercise {
    /// `exercise:…`.
    pub subject: Subject,
    /// What was played.
    pub scenario: String,
    /// On which system.
    pub system: Option<SystemLink>,
    /// Minutes until the blast radius was known.
    pub minutes_to_blast_radius: Option<Long>,
    /// Hours until it was contained.
    pub hours_to_contain: Option<String>,
    /// How much was found to mend.
    pub findings: Long,
    /// When it ended.
    pub completed: Time,
}

/// A survey.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Survey {
    /// `survey:…`.
    pub subject: Subject,
    /// What it says.
    pub figures: Vec<Pair>,
    /// How many answered.
    pub responses: Long,
    /// When it was closed.
    pub closed: Time,
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
    /// Everybody it binds, those who are late first.
    pub bound: Vec<Bound>,
    /// How it stands towards the reader.
    pub mine: Option<Mine>,
    /// Who was told that its review is due.
    pub notices: Vec<DayNotice>,
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
}

/// Somebody a policy binds.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "BoundPerson")]
pub struct Bound {
    /// Who.
    pub person: Option<PersonLink>,
    /// Since when it binds them.
    pub since: Time,
    /// The day by which they attest.
    pub due: Option<Time>,
    /// When they attested.
    pub attested: Option<Time>,
    /// Whether they have not in time.
    pub overdue: bool,
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
    pub feedback_item: Option<FeedbackRow>,
}
