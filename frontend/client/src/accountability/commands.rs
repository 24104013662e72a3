//! Asking for security champions, and saying yes.
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

commands! {
    /// Asks somebody to be the security champion of a team.
    NominateChampion = "nominateChampion" of NominateChampionInput, answers PeoplePayload;
    /// Says yes to one's own nomination.
    AcceptNomination = "acceptNomination" of AcceptNominationInput, answers PeoplePayload;
}
