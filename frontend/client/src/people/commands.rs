//! What can be done about people.
use crate::{
    command::{commands, payloads},
    scalars::{Subject, Time},
    schema,
};

/// A person to forget, and who asked for it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ErasePersonInput {
    /// The person.
    pub person: Subject,
    /// On what ground: a request, a court.
    pub authority: String,
}

/// A role to give.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct GrantRoleInput {
    /// To whom.
    pub person: Subject,
    /// Its id in the catalogue.
    pub role: String,
    /// For what: the organisation, a team or a system.
    pub scope: Subject,
    /// From when; from today when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub from: Option<Time>,
    /// Until when; until it is ended when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
}

/// A role to end.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct EndRoleInput {
    /// Whose.
    pub person: Subject,
    /// Its id in the catalogue.
    pub role: String,
    /// For what it is held.
    pub scope: Subject,
}

/// Somebody who has left.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DeactivatePersonInput {
    /// Who.
    pub person: Subject,
}

payloads! {
    /// What a command about people answers.
    PeoplePayload {}
}

commands! {
    /// Forgets a person for good.
    ErasePerson = "erasePerson" of ErasePersonInput, answers PeoplePayload;
    /// Gives a role.
    GrantRole = "grantRole" of GrantRoleInput, answers PeoplePayload;
    /// Ends a role.
    EndRole = "endRole" of EndRoleInput, answers PeoplePayload;
    /// Records that somebody has left.
    DeactivatePerson = "deactivatePerson" of DeactivatePersonInput, answers PeoplePayload;
}
