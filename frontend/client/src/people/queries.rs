//! What the pages of people and teams show.
use crate::{
    accountability::activity::ChampionActivity,
    offer::Offer,
    scalars::{Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, SystemLink, TeamLink, WholeFields},
    words::RiskClass,
};

/// All teams.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct TeamsPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The teams.
    pub teams: Vec<TeamRow>,
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
    /// What others lend to them, now or later.
    pub delegations: Vec<Delegation>,
    /// What they answer for.
    pub owns: Vec<OwnedSystem>,
    /// What was handed to them, and from them to others; the newest first.
    pub hand_overs: Vec<HandOver>,
    /// Their training, where the reader may see it.
    pub training: Option<TrainingLeft>,
    /// Who may do what about them.
    #[arguments(mutations: ["grantRole", "endRole", "deactivatePerson", "erasePerson", "delegateRole", "movePerson"])]
    pub offers: Vec<Offer>,
}

/// How much somebody has to learn.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Learner")]
pub struct TrainingLeft {
    /// Minutes that what is not done takes together.
    pub minutes_left: i32,
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

/// Something that was handed from somebody to somebody else.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct HandOver {
    /// When.
    pub at: Time,
    /// What it is for.
    pub subject: Subject,
    /// As what, in words.
    pub role: String,
    /// Who stood for it before.
    pub from: Option<PersonLink>,
    /// Who does since.
    pub to: Option<PersonLink>,
}

/// A role somebody lends.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Delegation {
    /// Who lends it.
    pub by: Option<PersonLink>,
    /// What is lent, for what and how long.
    pub role: Role,
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

/// A team, and what it builds.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Team {
    /// `team:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// What it builds.
    pub systems: Vec<OwnedSystem>,
    /// Its security champion.
    pub champion: Option<PersonLink>,
    /// What its champions did.
    pub champion_activity: Option<ChampionActivity>,
}
