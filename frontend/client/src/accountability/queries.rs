//! What the pages of accountability show.
use crate::{
    offer::Offer,
    scalars::{Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, TeamLink, WholeFields},
    words::Stage,
};

/// Coverage, and what is left to hand over.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct CoveragePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// Who covers what.
    pub accountabilities: Accountabilities,
    /// The teams, with who is asked to be their champion.
    pub teams: Vec<ChampionTeam>,
}

/// Who covers what.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Accountabilities {
    /// Teams with a security champion.
    pub champions: Coverage,
    /// Systems with an accountable owner.
    pub owners: Coverage,
    /// What leavers still stand for.
    pub hand_overs: Vec<HandOver>,
}

/// How much of something is covered.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Coverage {
    /// How many need somebody.
    pub total: i32,
    /// How many have somebody.
    pub covered: i32,
    /// Those that have nobody.
    pub missing: Vec<Uncovered>,
}

/// A thing that nobody covers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Uncovered {
    /// The thing.
    pub subject: Subject,
    /// Who covered it until they left.
    pub left: Option<PersonLink>,
    /// Since when nobody does.
    pub since: Time,
}

/// Something a leaver still stands for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct HandOver {
    /// Who left.
    pub person: Option<PersonLink>,
    /// When.
    pub left: Time,
    /// What needs a successor.
    pub subject: Subject,
    /// As what.
    pub role: String,
    /// Who could follow.
    pub suggested: Option<PersonLink>,
}

/// A team, its champion and who is asked to be.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Team")]
pub struct ChampionTeam {
    /// `team:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// Its champion.
    pub champion: Option<PersonLink>,
    /// Who was asked and has not answered.
    pub nominated: Vec<PersonLink>,
    /// Who is in it.
    pub members: Vec<Member>,
    /// Who may do what about it.
    #[arguments(mutations: ["nominateChampion", "acceptNomination"])]
    pub offers: Vec<Offer>,
}

/// Somebody in a team.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct Member {
    /// `person:…` or `service:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Whether they still work here.
    pub active: bool,
    /// Whether it is a machine.
    pub service: bool,
}

/// Who answers, or answered, for the system of a thing.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct AnswerablePage {
    /// What the answer counts from.
    pub at: At,
    /// The system.
    #[arguments(subject: $subject)]
    pub accountable_for: Option<Answerable>,
}

/// A system and its people.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct Answerable {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// When it was registered.
    pub registered: Time,
    /// When it was taken out of use.
    pub decommissioned: Option<Time>,
    /// Its team.
    pub team: Option<TeamLink>,
    /// Everybody who answers or answered for it.
    pub accountable: Vec<Accountability>,
}

/// A stretch of time somebody answered for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Accountability {
    /// Who.
    pub person: Option<PersonLink>,
    /// `owner`, `deputy` or `responsible`.
    pub duty: String,
    /// For which stage; for all when absent.
    pub stage: Option<Stage>,
    /// From when.
    pub from: Time,
    /// Until when.
    pub until: Option<Time>,
    /// When they left, where nobody followed.
    pub left: Option<Time>,
}
