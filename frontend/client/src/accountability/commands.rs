//! Asking for security champions, saying yes or no, and stepping down.
use crate::{command::commands, people::commands::PeoplePayload, scalars::Subject, schema};

/// Somebody to ask to be a champion.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct NominateChampionInput {
    /// Who.
    pub person: Subject,
    /// Of which team.
    pub team: Subject,
}

/// A yes to one's own nomination.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AcceptNominationInput {
    /// Oneself.
    pub person: Subject,
    /// Of which team.
    pub team: Subject,
}

/// A no to one's own nomination.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DeclineNominationInput {
    /// Oneself.
    pub person: Subject,
    /// Of which team.
    pub team: Subject,
    /// Why.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One's own duty to give up.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct StepDownChampionInput {
    /// Oneself.
    pub person: Subject,
    /// Of which team.
    pub team: Subject,
    /// Why.
    pub reason: String,
    /// Who could follow.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub successor: Option<Subject>,
}

commands! {
    /// Asks somebody to be the security champion of a team.
    NominateChampion = "nominateChampion" of NominateChampionInput, answers PeoplePayload;
    /// Says yes to one's own nomination.
    AcceptNomination = "acceptNomination" of AcceptNominationInput, answers PeoplePayload;
    /// Says no to one's own nomination.
    DeclineNomination = "declineNomination" of DeclineNominationInput, answers PeoplePayload;
    /// Gives one's own duty up, and proposes who could follow.
    StepDownChampion = "stepDownChampion" of StepDownChampionInput, answers PeoplePayload;
}
