//! What the page of one risk asks for.
use super::{
    indicators::Reading,
    list::{Due, Score},
    words::{
        AcceptanceEnding, ReopenCause, RiskBand, RiskCategory, RiskStatus, Treatment, WhichScore,
    },
};
use crate::{
    offer::Offer,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, SystemLink},
};

/// The page of one risk.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct RiskPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The risk, where there is one.
    #[arguments(subject: $subject)]
    pub risk: Option<Risk>,
    /// The map, for the band of every score.
    pub heat_map: Scale,
}

/// The map as a scale: every score there is, with its band.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "HeatMap")]
pub struct Scale {
    /// Twenty-five cells, by likelihood, then by impact.
    pub cells: Vec<ScaleCell>,
}

/// A cell of the scale.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "HeatCell")]
pub struct ScaleCell {
    /// The score it stands for.
    pub score: Score,
}

/// All that the page of a risk shows.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Risk {
    /// `risk:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// The threat behind it.
    pub threat: String,
    /// What the catalogue calls that.
    pub threat_title: Option<String>,
    /// The category of appetite.
    pub category: RiskCategory,
    /// What could happen.
    pub description: String,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// The exact versions it concerns.
    pub concerns: Vec<Subject>,
    /// Who is accountable for it.
    pub owner: Option<PersonLink>,
    /// When it was identified.
    pub identified: Time,
    /// By whom.
    pub identified_by: Option<PersonLink>,
    /// How it stands.
    pub status: RiskStatus,
    /// As if no control worked.
    pub inherent: Option<Score>,
    /// As it stands.
    pub current: Option<Score>,
    /// What is left.
    pub residual: Option<Score>,
    /// The current score raised by a red indicator.
    pub raised: Option<Score>,
    /// The worst band its category tolerates.
    pub tolerance: RiskBand,
    /// Whether what is left is above that.
    pub above_appetite: Option<bool>,
    /// How well its controls work.
    pub effectiveness: Option<String>,
    /// Who scored it last.
    pub assessed: Option<Said>,
    /// What is done about it.
    pub plan: Option<Plan>,
    /// Its tasks.
    pub tasks: Vec<Task>,
    /// The open request for acceptance.
    pub request: Option<Request>,
    /// Who turned the last one down.
    pub declined: Option<Said>,
    /// Its latest acceptance.
    pub acceptance: Option<Acceptance>,
    /// Who took it back.
    pub revoked: Option<Said>,
    /// Who may accept what is left.
    pub who_accepts: Option<Rule>,
    /// Whether the caller holds a role that takes part in that.
    pub takes_part: bool,
    /// Why it is, or was, back under review.
    pub reopened: Option<Reopening>,
    /// What it is connected with.
    pub links: Vec<Subject>,
    /// When its review is due.
    pub next_review: Option<Time>,
    /// The last review.
    pub reviewed: Option<Said>,
    /// Who closed it.
    pub closed: Option<Said>,
    /// What is due.
    pub due: Vec<Due>,
    /// What the indicators say that warn of it.
    pub indicators: Vec<Reading>,
    /// Its yearly loss.
    pub estimates: Vec<Estimate>,
    /// What happened to it, oldest first.
    pub history: Vec<Step>,
    /// Who may do what about it.
    #[arguments(mutations: ["assessRisk", "planTreatment", "addRiskTask", "reassignRiskTask", "completeRiskTask", "requestAcceptance", "acceptRisk", "declineAcceptance", "revokeAcceptance", "closeRisk", "reopenRisk", "linkRisk", "unlinkRisk", "reviewRisk", "scheduleRiskReview", "assignRiskOwner", "quantifyRisk"])]
    pub offers: Vec<Offer>,
}

/// Something somebody did, with their words.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskNote")]
pub struct Said {
    /// Who.
    pub by: Option<PersonLink>,
    /// When.
    pub at: Time,
    /// What they said.
    pub note: Option<String>,
}

/// What is done about a risk.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskPlan")]
pub struct Plan {
    /// Which way.
    pub treatment: Treatment,
    /// What exactly.
    pub description: String,
    /// Until when.
    pub due: Option<Time>,
    /// Who planned it.
    pub by: Option<PersonLink>,
}

/// A task.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskTask")]
pub struct Task {
    /// Its id within the risk.
    pub task: String,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub owner: Option<PersonLink>,
    /// Until when.
    pub due: Time,
    /// Whether that has passed while it is open.
    pub overdue: bool,
    /// The controls it adds or mends.
    pub controls: Vec<Subject>,
    /// Who did it.
    pub done: Option<Said>,
}

/// Somebody accepted, or agreed to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskAcceptor")]
pub struct Acceptor {
    /// Who.
    pub person: Option<PersonLink>,
    /// In which roles.
    pub roles: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

/// An open request for acceptance.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "AcceptanceRequest")]
pub struct Request {
    /// Until when.
    pub until: Time,
    /// What makes up for missing controls.
    pub compensating: Vec<String>,
    /// Who asks.
    pub by: Option<PersonLink>,
    /// Since when.
    pub at: Time,
    /// Why.
    pub reason: Option<String>,
    /// Who agreed so far.
    pub agreed: Vec<Acceptor>,
}

/// An acceptance.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskAcceptance")]
pub struct Acceptance {
    /// The band that was accepted.
    pub band: RiskBand,
    /// Until when.
    pub until: Time,
    /// Whether it counts now.
    pub counts: bool,
    /// Whether it ended by time.
    pub expired: bool,
    /// When it ended early.
    pub ended: Option<Time>,
    /// Why it ended early.
    pub ended_because: Option<AcceptanceEnding>,
    /// When it was given.
    pub at: Time,
    /// By whom.
    pub accepted_by: Vec<Acceptor>,
    /// What makes up for missing controls.
    pub compensating: Vec<String>,
    /// Who was told.
    pub reported_to: Vec<PersonLink>,
    /// Why.
    pub reason: Option<String>,
}

/// Who accepts a band.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "AcceptanceRule")]
pub struct Rule {
    /// The band.
    pub band: RiskBand,
    /// The roles that accept it together.
    pub titles: Vec<String>,
    /// For how many days at most.
    pub max_days: i32,
    /// What else there is to know.
    pub sentence: String,
}

/// Why a risk went back to review.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskReopening")]
pub struct Reopening {
    /// What happened.
    pub why: ReopenCause,
    /// What showed it.
    pub cause: Option<Subject>,
    /// The indicator.
    pub indicator: Option<String>,
    /// Who reopened it.
    pub said: Said,
    /// Whether it was scored again since.
    pub over: bool,
}

/// A point of the loss exceedance curve.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "LossPoint")]
pub struct LossPoint {
    /// In how many percent of the years the loss is not larger.
    pub percent: i32,
    /// The loss.
    pub loss: String,
}

/// A yearly loss.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "LossEstimate")]
pub struct Estimate {
    /// Of which state.
    pub which: WhichScore,
    /// What the generator began with.
    pub seed: i32,
    /// How many years were simulated.
    pub iterations: i32,
    /// The currency.
    pub currency: String,
    /// Mean yearly loss.
    pub mean: String,
    /// Share of years with any loss.
    pub any_loss: String,
    /// The curve.
    pub curve: Vec<LossPoint>,
    /// When it was simulated.
    pub at: Time,
}

/// A value that became another.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskChange")]
pub struct Change {
    /// Which value.
    pub what: String,
    /// Before.
    pub from: Option<String>,
    /// Afterwards.
    pub to: String,
}

/// Something that happened to a risk.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskStep")]
pub struct Step {
    /// Position of the event.
    pub position: Position,
    /// When.
    pub at: Time,
    /// Who did it.
    pub by: Option<PersonLink>,
    /// What happened.
    pub sentence: String,
    /// What is another than before.
    pub changes: Vec<Change>,
    /// The inherent score after it.
    pub inherent: Option<Score>,
    /// The residual score after it.
    pub residual: Option<Score>,
    /// What was said about it.
    pub note: Option<String>,
}
