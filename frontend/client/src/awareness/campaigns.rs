//! The list of campaigns.
use super::coverage::Count;
use crate::{
    list::{Heading, List, day, list, text},
    scalars::Time,
    schema,
    shared::{PersonLink, SystemLink, TeamLink},
};

/// Which campaigns; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct CampaignFilter {
    /// Running, or stopped.
    pub running: Option<bool>,
    /// Title or id contains this.
    pub text: Option<String>,
}

impl CampaignFilter {
    /// Reads what stands in the address.
    pub fn read(show: &str, words: &str) -> Self {
        Self {
            running: match show {
                "running" => Some(true),
                "stopped" => Some(false),
                _ => None,
            },
            text: text(words),
        }
    }
}

/// A campaign in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Campaign")]
pub struct CampaignRow {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
    /// What it asks for.
    pub modules: Vec<CampaignModule>,
    /// Whether it asks everybody.
    pub everybody: bool,
    /// Titles of the roles it asks.
    pub roles: Vec<String>,
    /// The teams it asks.
    pub teams: Vec<TeamLink>,
    /// The systems it asks for.
    pub systems: Vec<SystemLink>,
    /// When it started.
    pub started: Time,
    /// Who started it.
    pub started_by: Option<PersonLink>,
    /// Until when.
    pub due: Time,
    /// Whether what was completed before does not count.
    pub anew: bool,
    /// When it was stopped.
    pub stopped: Option<Time>,
    /// How far it is.
    pub coverage: Count,
}

/// A module of a campaign.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Module")]
pub struct CampaignModule {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
}

impl CampaignRow {
    /// Whom it asks, in words.
    pub fn audience(&self) -> String {
        let teams = self.teams.iter().map(|one| one.name.clone());
        let systems = self.systems.iter().map(|one| format!("all on {}", one.name));
        let all: Vec<String> = self.roles.iter().cloned().chain(teams).chain(systems).collect();
        match (self.everybody, all.is_empty()) {
            (true, _) => "Everybody".to_owned(),
            // Those who work on a system that the reader may not see.
            (false, true) => "Some people".to_owned(),
            (false, false) => all.join(", "),
        }
    }

    /// Ids of its modules.
    pub fn module_words(&self) -> String {
        self.modules.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Whether it still asks, in a word.
    pub fn state(&self) -> &'static str {
        if self.stopped.is_some() { "Stopped" } else { "Running" }
    }
}

list! {
    /// The campaigns.
    Campaigns = campaigns(CampaignFilter): "CampaignConnection" of CampaignRow
}

impl List for Campaigns {
    const ONE: &'static str = "campaign";
    const WHAT: &'static str = "campaigns";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Campaign").sorted("title"),
        Heading::new("State"),
        Heading::new("Asks for"),
        Heading::new("Whom"),
        Heading::new("Done").sorted("done"),
        Heading::new("Due").sorted("due"),
        Heading::new("Started").sorted("started").minor(),
        Heading::new("By").file_only(),
        Heading::new("Anew").file_only(),
    ];

    fn cells(row: &CampaignRow) -> Vec<String> {
        vec![
            row.title.clone(),
            row.state().to_owned(),
            row.module_words(),
            row.audience(),
            row.coverage.words(),
            day(Some(&row.due)),
            day(Some(&row.started)),
            row.started_by.as_ref().map(PersonLink::words).unwrap_or_default(),
            if row.anew { "Yes" } else { "No" }.to_owned(),
        ]
    }
}
