//! What can be done about people.
use crate::{
    command::{Payload, commands, payloads},
    scalars::{Subject, Time},
    schema,
    shared::{Receipt, Refusal},
};

/// A person to forget, and who asked for it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ErasePersonInput {
    /// The person.
    pub person: Subject,
    /// On what ground: a request, a court.
    pub authority: String,
}

/// A team to create.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct CreateTeamInput {
    /// `team:…`.
    pub team: Subject,
    /// Name for people.
    pub name: String,
}

/// A person or a service to register.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct RegisterPersonInput {
    /// `person:…` or `service:…`.
    pub person: Subject,
    /// The name.
    pub name: String,
    /// The e-mail address.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The team.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub team: Option<Subject>,
}

/// A person to move.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct MovePersonInput {
    /// Who.
    pub person: Subject,
    /// To which team.
    pub team: Subject,
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

/// A role of one's own to lend.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DelegateRoleInput {
    /// To whom.
    pub person: Subject,
    /// Its id in the catalogue.
    pub role: String,
    /// For what it is held.
    pub scope: Subject,
    /// From when; from today when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub from: Option<Time>,
    /// Until when.
    pub until: Time,
}

/// A lent role to take back, or to give back.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct EndDelegationInput {
    /// To whom it was lent.
    pub person: Subject,
    /// Who lent it.
    pub lender: Subject,
    /// Its id in the catalogue.
    pub role: String,
    /// For what it is held.
    pub scope: Subject,
}

/// The people of a spreadsheet.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ImportRosterInput {
    /// The file; its first line names the columns.
    pub csv: String,
    /// Whether to only say what each line would do.
    pub dry_run: bool,
}

/// Who answers for what, from a spreadsheet.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ImportAccountabilitiesInput {
    /// The file; its first line names the columns.
    pub csv: String,
    /// Whether to only say what each line would do.
    pub dry_run: bool,
}

/// Whom to ask to be champions, from a spreadsheet.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ImportChampionsInput {
    /// The file; its first line names the columns.
    pub csv: String,
    /// Whether to only say what each line would do.
    pub dry_run: bool,
}

/// What a line of a spreadsheet does, or why it does nothing.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RosterLine {
    /// Its number in the file; the columns are line 1.
    pub line: i32,
    /// The id it names.
    pub id: String,
    /// What it records, in words.
    pub records: Vec<String>,
    /// What is wrong with it.
    pub refusal: Option<Refusal>,
}

/// What came of a spreadsheet.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RosterPayload {
    /// Line by line.
    pub lines: Vec<RosterLine>,
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why the file as a whole was not read.
    pub refusal: Option<Refusal>,
}

impl Payload for RosterPayload {
    fn ends(&self) -> (Option<Receipt>, Option<Refusal>) {
        (self.receipt.clone(), self.refusal.clone())
    }
}

payloads! {
    /// What a command about people answers.
    PeoplePayload {}
}

commands! {
    /// Forgets a person for good.
    ErasePerson = "erasePerson" of ErasePersonInput, answers PeoplePayload;
    /// Creates a team.
    CreateTeam = "createTeam" of CreateTeamInput, answers PeoplePayload;
    /// Registers a person or a service.
    RegisterPerson = "registerPerson" of RegisterPersonInput, answers PeoplePayload;
    /// Moves somebody to another team.
    MovePerson = "movePerson" of MovePersonInput, answers PeoplePayload;
    /// Gives a role.
    GrantRole = "grantRole" of GrantRoleInput, answers PeoplePayload;
    /// Ends a role.
    EndRole = "endRole" of EndRoleInput, answers PeoplePayload;
    /// Lends a role of one's own.
    DelegateRole = "delegateRole" of DelegateRoleInput, answers PeoplePayload;
    /// Takes a lent role back, or gives it back.
    EndDelegation = "endDelegation" of EndDelegationInput, answers PeoplePayload;
    /// Registers the people of a spreadsheet, or says what that would do.
    ImportRoster = "importRoster" of ImportRosterInput, answers RosterPayload;
    /// Records who answers for what, or says what that would do.
    ImportAccountabilities = "importAccountabilities" of ImportAccountabilitiesInput, answers RosterPayload;
    /// Asks the champions of a spreadsheet, or says what that would do.
    ImportChampions = "importChampions" of ImportChampionsInput, answers RosterPayload;
    /// Records that somebody has left.
    DeactivatePerson = "deactivatePerson" of DeactivatePersonInput, answers PeoplePayload;
}
