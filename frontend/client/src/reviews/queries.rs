//! What the pages of one review, one finding and one action ask for.
use super::{actions::ActionRow, findings::FindingRow};
use crate::{
    controls::page::Titled,
    offer::Offer,
    reviews::words::{ActionState, Grade, ReviewAnswer, ReviewPhase, ReviewVerdict},
    rows::IncidentLine,
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, SystemLink},
};

/// That something was done.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct DoneNote {
    /// When.
    pub at: Time,
    /// By whom.
    pub by: Option<PersonLink>,
    /// What they said.
    pub note: Option<String>,
}

/// That somebody was told that a day has passed.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct DayNotice {
    /// When it was noticed.
    pub at: Time,
    /// Who was told.
    pub told: Vec<PersonLink>,
}

/// The page of one design review.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct ReviewPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The review.
    #[arguments(subject: $subject)]
    pub review: Option<Review>,
}

/// A design review.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Review {
    /// `review:…`.
    pub subject: Subject,
    /// The system it looks at.
    pub system: Option<SystemLink>,
    /// When in its life.
    pub phase: ReviewPhase,
    /// When it was opened.
    pub opened: Time,
    /// By whom.
    pub opened_by: Option<PersonLink>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// What was concluded.
    pub concluded: Option<Conclusion>,
    /// What was found.
    pub findings: Vec<FindingRow>,
    /// Who was told that its conclusion counts no longer.
    pub notices: Vec<DayNotice>,
    /// Who may do what about it.
    #[arguments(mutations: ["addReviewParticipant", "answerReview", "concludeReview", "raiseFinding"])]
    pub offers: Vec<Offer>,
}

/// Somebody who takes part in a review.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ReviewParticipant")]
pub struct Participant {
    /// Who.
    pub subject: Subject,
    /// Who they are.
    pub person: Option<PersonLink>,
    /// The roles they held then.
    pub roles: Vec<String>,
    /// Whether they are of security.
    pub security: bool,
}

/// A question and the last answer to it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ReviewQuestion")]
pub struct Question {
    /// The threat it is about.
    pub threat: Titled,
    /// What is asked.
    pub text: String,
    /// What was answered.
    pub answer: Option<ReviewAnswer>,
    /// How bad it is, where something is open.
    pub severity: Option<Grade>,
    /// Why.
    pub note: Option<String>,
    /// Who answered.
    pub by: Option<PersonLink>,
    /// When.
    pub at: Option<Time>,
}

/// What a review concluded.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ReviewConclusion")]
pub struct Conclusion {
    /// What was concluded; absent for some that were imported.
    pub verdict: Option<ReviewVerdict>,
    /// The threats that were looked at.
    pub threats: Vec<Titled>,
    /// How many high threats are open.
    pub open_high: Long,
    /// Why.
    pub note: Option<String>,
    /// Who concluded.
    pub by: Option<PersonLink>,
    /// When.
    pub at: Time,
    /// Until when it counts.
    pub fresh_until: Option<Time>,
    /// Whether it counts at the moment.
    pub fresh: bool,
}

/// The page of one finding.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct FindingPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The finding.
    #[arguments(subject: $subject)]
    pub finding: Option<Finding>,
}

/// A finding.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Finding {
    /// `finding:…`.
    pub subject: Subject,
    /// What was found.
    pub text: String,
    /// The control that does not hold.
    pub control: Titled,
    /// How bad it is.
    pub severity: Grade,
    /// The system it is about.
    pub system: Option<SystemLink>,
    /// The review it comes from.
    pub review: Option<ReviewKey>,
    /// Who mends it.
    pub owner: Option<PersonLink>,
    /// When it was raised.
    pub raised: Time,
    /// By whom.
    pub raised_by: Option<PersonLink>,
    /// The risks and actions that follow from it.
    pub links: Vec<Subject>,
    /// The actions that mend it.
    pub actions: Vec<ActionRow>,
    /// Who saw that it is mended.
    pub closed: Option<DoneNote>,
    /// Who may do what about it.
    #[arguments(mutations: ["openAction", "linkFinding", "identifyRisk", "reassignFinding", "closeFinding"])]
    pub offers: Vec<Offer>,
}

/// Which review.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Review")]
pub struct ReviewKey {
    /// `review:…`.
    pub subject: Subject,
}

/// The page of one action.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct ActionPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The action.
    #[arguments(subject: $subject)]
    pub action: Option<Action>,
}

/// An action.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Action {
    /// `action:…`.
    pub subject: Subject,
    /// What is to be done.
    pub title: String,
    /// How it stands.
    pub state: ActionState,
    /// Whether it was closed after its day.
    pub late: bool,
    /// Who does it.
    pub owner: Option<PersonLink>,
    /// The day by which it is done.
    pub due: Time,
    /// The controls it strengthens.
    pub controls: Vec<Titled>,
    /// The system it is about.
    pub system: Option<SystemLink>,
    /// The incident it follows from.
    pub incident: Option<IncidentLine>,
    /// The finding it mends.
    pub finding: Option<FindingRow>,
    /// When it was opened.
    pub opened: Time,
    /// By whom.
    pub opened_by: Option<PersonLink>,
    /// That its owner reported it done.
    pub reported: Option<DoneNote>,
    /// Who saw that it is done.
    pub closed: Option<DoneNote>,
    /// Who was told that its day has passed.
    pub notices: Vec<DayNotice>,
    /// Who may do what about it.
    #[arguments(mutations: ["reassignAction", "reportAction", "closeAction"])]
    pub offers: Vec<Offer>,
}
