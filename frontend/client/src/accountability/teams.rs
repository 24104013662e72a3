//! The list of teams with their security champions.
use super::activity::ChampionActivity;
use crate::{
    list::{Heading, List, day, list, text},
    offer::Offer,
    scalars::Subject,
    schema,
    shared::PersonLink,
};

/// Which teams; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct ChampionTeamFilter {
    /// Those that need a champion and have none, or all others.
    pub missing: Option<bool>,
    /// Its name contains this.
    pub text: Option<String>,
}

impl ChampionTeamFilter {
    /// Reads what stands in the address.
    pub fn read(show: &str, words: &str) -> Self {
        Self { missing: (show == "missing").then_some(true), text: text(words) }
    }
}

/// A team, its champion and who is asked to be.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Team")]
pub struct ChampionTeam {
    /// `team:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// Whether it runs a system in use, and so needs a champion.
    pub runs_system: bool,
    /// Its champion.
    pub champion: Option<PersonLink>,
    /// What its champions did.
    pub champion_activity: Option<ChampionActivity>,
    /// Who was asked and has not answered.
    pub nominated: Vec<PersonLink>,
    /// Who is in it.
    pub members: Vec<Member>,
    /// Who may do what about it.
    #[arguments(mutations: ["nominateChampion", "acceptNomination", "endRole"])]
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

impl ChampionTeam {
    /// Whether it needs a champion and has none.
    pub fn needs_one(&self) -> bool {
        self.runs_system && self.champion.is_none()
    }
}

list! {
    /// Teams with their security champions.
    ChampionTeams = champion_teams(ChampionTeamFilter): "TeamConnection" of ChampionTeam
}

impl List for ChampionTeams {
    const ONE: &'static str = "team";
    const WHAT: &'static str = "teams";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Team").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Runs a system").file_only(),
        Heading::new("Security champion").sorted("champion"),
        Heading::number("Reviews attended").sorted("reviews").minor(),
        Heading::number("Findings handled").sorted("findings").minor(),
        Heading::number("Actions done").sorted("actions").minor(),
        Heading::new("Last active").sorted("last"),
        Heading::new("Asked"),
    ];

    fn cells(row: &ChampionTeam) -> Vec<String> {
        let did = row.champion_activity.as_ref();
        let count = |of: fn(&ChampionActivity) -> i32| {
            did.map(|did| of(did).to_string()).unwrap_or_default()
        };
        let asked: Vec<String> = row.nominated.iter().map(PersonLink::words).collect();
        vec![
            row.name.clone(),
            row.subject.0.clone(),
            if row.runs_system { "Yes" } else { "No" }.to_owned(),
            row.champion.as_ref().map(PersonLink::words).unwrap_or_default(),
            count(|did| did.reviews_attended),
            count(|did| did.findings_handled),
            count(|did| did.actions_done),
            day(did.and_then(|did| did.last.as_ref())),
            asked.join(", "),
        ]
    }
}
