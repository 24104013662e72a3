//! The list of people and services.
use crate::{
    list::{Heading, List, list, subject, text},
    scalars::Subject,
    schema,
    shared::TeamLink,
};

/// Which people; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct PersonFilter {
    /// In this team.
    pub team: Option<Subject>,
    /// Who hold this role now.
    pub role: Option<String>,
    /// Active, or not.
    pub active: Option<bool>,
    /// Services, or persons.
    pub service: Option<bool>,
    /// The name contains this.
    pub text: Option<String>,
}

impl PersonFilter {
    /// Reads what stands in the address.
    pub fn read(show: &str, team: &str, words: &str) -> Self {
        Self {
            team: subject(team),
            role: None,
            active: match show {
                "active" => Some(true),
                "left" => Some(false),
                _ => None,
            },
            service: (show == "services").then_some(true),
            text: text(words),
        }
    }
}

/// A person in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct PersonRow {
    /// `person:…` or `service:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Whether the person asked to be forgotten.
    pub erased: bool,
    /// Whether it is no human.
    pub service: bool,
    /// Whether they still belong here.
    pub active: bool,
    /// Their team.
    pub team: Option<TeamLink>,
    /// What they may act as.
    pub roles: Vec<RoleTitle>,
}

/// The title of a role.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Role")]
pub struct RoleTitle {
    /// For people.
    pub title: String,
}

impl PersonRow {
    /// The name, or what stands in its place.
    pub fn words(&self) -> String {
        super::model::called(self.name.as_ref(), self.erased, &self.subject)
    }

    /// Titles of the roles, each once.
    pub fn titles(&self) -> String {
        let mut titles: Vec<&str> = self.roles.iter().map(|role| role.title.as_str()).collect();
        titles.sort_unstable();
        titles.dedup();
        titles.join(", ")
    }

    /// Whether they still belong here, in a word.
    pub fn state(&self) -> &'static str {
        match (self.erased, self.active) {
            (true, _) => "Erased",
            (false, true) => "Active",
            (false, false) => "Left",
        }
    }
}

list! {
    /// People and services.
    People = people(PersonFilter): "PersonConnection" of PersonRow
}

impl List for People {
    const ONE: &'static str = "person or service";
    const WHAT: &'static str = "people and services";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Name").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Roles").sorted("roles"),
        Heading::new("Team").sorted("team"),
        Heading::new("State").sorted("state"),
        Heading::new("Service").file_only(),
    ];

    fn cells(row: &PersonRow) -> Vec<String> {
        vec![
            row.words(),
            row.subject.0.clone(),
            row.titles(),
            row.team.as_ref().map(|team| team.name.clone()).unwrap_or_default(),
            row.state().to_owned(),
            if row.service { "Yes" } else { "No" }.to_owned(),
        ]
    }
}
