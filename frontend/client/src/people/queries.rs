//! What the pages of people and teams show.
use crate::{
    ask,
    moment::Moment,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, Me, One, OneFields, PageInfo, PersonLink, SystemLink, TeamLink},
    words::RiskClass,
};

/// Who, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct PeopleVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// A page of people, and all teams.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "PeopleVars")]
pub struct PeoplePage {
    /// What the answer counts from.
    pub at: At,
    /// All teams.
    pub teams: Vec<TeamRow>,
    /// The people.
    #[arguments(first: $first, after: $after)]
    pub people: PersonRows,
}

/// A team in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Team")]
pub struct TeamRow {
    /// `team:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// Who is in it.
    pub members: Vec<PersonKey>,
    /// What it builds.
    pub systems: Vec<SystemLink>,
    /// Its security champion.
    pub champion: Option<PersonLink>,
}

/// Only which person.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct PersonKey {
    /// `person:…`.
    pub subject: Subject,
}

/// People in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PersonConnection")]
pub struct PersonRows {
    /// The rows.
    pub nodes: Vec<PersonRow>,
    /// How it goes on.
    pub page_info: PageInfo,
    /// How many there are.
    pub total_count: i32,
}

/// A person in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct PersonRow {
    /// `person:…` or `service:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Whether they asked to be forgotten.
    pub erased: bool,
    /// Whether it is a machine.
    pub service: bool,
    /// Whether they still work here.
    pub active: bool,
    /// Their team.
    pub team: Option<TeamLink>,
    /// What they may do.
    pub roles: Vec<RoleTitle>,
}

/// Only the title of a role.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Role")]
pub struct RoleTitle {
    /// For people.
    pub title: String,
}

/// The page of one person.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct PersonPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The person.
    #[arguments(subject: $subject)]
    pub person: Option<Person>,
}

/// A person: what they may do, and what they answer for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Person {
    /// `person:…` or `service:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Absent when erased or unknown.
    pub email: Option<String>,
    /// Whether they asked to be forgotten.
    pub erased: bool,
    /// Whether it is a machine.
    pub service: bool,
    /// Whether they still work here.
    pub active: bool,
    /// Their team.
    pub team: Option<TeamLink>,
    /// What they may do.
    pub roles: Vec<Role>,
    /// What they answer for.
    pub owns: Vec<OwnedSystem>,
}

/// A role with its reach and period.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Role {
    /// Identifier.
    pub role: String,
    /// For people.
    pub title: String,
    /// Where it holds.
    pub scope: Subject,
    /// From when.
    pub from: Time,
    /// Until when.
    pub until: Option<Time>,
}

/// A system somebody answers for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct OwnedSystem {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// Our own scale.
    pub risk_class: RiskClass,
    /// Whether something of it is live.
    pub live: bool,
}

/// The page of one team.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct TeamPage {
    /// What the answer counts from.
    pub at: At,
    /// The team.
    #[arguments(subject: $subject)]
    pub team: Option<Team>,
}

/// A team: who is in it, and what it builds.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Team {
    /// `team:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// Who is in it.
    pub members: Vec<PersonRow>,
    /// What it builds.
    pub systems: Vec<OwnedSystem>,
    /// Its security champion.
    pub champion: Option<PersonLink>,
}

/// Asks for a page of people.
pub fn ask_list(moment: Moment, after: Option<String>) -> String {
    let Moment { time, position } = moment;
    ask::question::<PeoplePage, _>(PeopleVars { time, position, first: Some(ask::PAGE), after })
}

/// Reads a page of people.
pub fn read_list(text: &str) -> Result<PeoplePage, String> {
    ask::answer(text)
}

/// Asks for one person.
pub fn ask_person(moment: Moment, subject: &str) -> String {
    ask::question::<PersonPage, _>(One::of(moment, subject))
}

/// Reads one person.
pub fn read_person(text: &str) -> Result<PersonPage, String> {
    ask::answer(text)
}

/// Asks for one team.
pub fn ask_team(moment: Moment, subject: &str) -> String {
    ask::question::<TeamPage, _>(One::of(moment, subject))
}

/// Reads one team.
pub fn read_team(text: &str) -> Result<TeamPage, String> {
    ask::answer(text)
}
