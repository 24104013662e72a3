//! The roles of the catalogue, where they can be held, and which two no one may hold together.
use super::queries::Role;
use crate::{
    scalars::Subject,
    schema,
    shared::{At, SystemLink, TeamLink, WholeFields},
};

/// What the form for a role needs to know.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct CataloguePage {
    /// What the answer counts from.
    pub at: At,
    /// The roles.
    pub role_catalogue: RoleCatalogue,
    /// Teams, as places.
    pub teams: Vec<TeamLink>,
    /// Systems, as places.
    #[arguments(first: 500)]
    pub systems: SystemPlaces,
}

/// The roles, and the place that is everywhere.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RoleCatalogue {
    /// The organisation; absent before it is registered.
    pub organisation: Option<Subject>,
    /// Its roles.
    pub roles: Vec<CatalogueRole>,
}

/// A role as such.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct CatalogueRole {
    /// Its id.
    pub role: String,
    /// For people.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// Roles that one person must not hold beside it.
    pub conflicts: Vec<RoleConflict>,
}

/// A role that must not be held beside another one.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RoleConflict {
    /// Its id.
    pub role: String,
    /// Why not.
    pub rule: String,
}

/// Systems as places.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SystemConnection")]
pub struct SystemPlaces {
    /// The systems.
    pub nodes: Vec<SystemLink>,
}

impl CataloguePage {
    /// Where a role can be held: everywhere, in a team, in a system.
    pub fn places(&self) -> Vec<(String, String)> {
        let everywhere = self.role_catalogue.organisation.iter();
        let everywhere = everywhere.map(|one| (one.0.clone(), "Everywhere".to_owned()));
        let teams =
            self.teams.iter().map(|one| (one.subject.0.clone(), format!("Team: {}", one.name)));
        let systems = self.systems.nodes.iter();
        let systems = systems.map(|one| (one.subject.0.clone(), format!("System: {}", one.name)));
        everywhere.chain(teams).chain(systems).collect()
    }

    /// The roles by title.
    pub fn choices(&self) -> Vec<(String, String)> {
        let roles = self.role_catalogue.roles.iter();
        let mut choices: Vec<_> = roles.map(|one| (one.role.clone(), one.title.clone())).collect();
        choices.sort_by(|a, b| a.1.cmp(&b.1));
        choices
    }

    /// What a role is for, and which of the roles held clash with it.
    pub fn about(&self, role: &str, held: &[Role]) -> Option<(String, Vec<String>)> {
        let found = self.role_catalogue.roles.iter().find(|one| one.role == role)?;
        let clash = |conflict: &RoleConflict| {
            let held = held.iter().find(|held| held.role == conflict.role)?;
            Some(format!(
                "Clashes with {}, held by this person: {}.",
                held.title,
                sentence(&conflict.rule)
            ))
        };
        Some((found.purpose.clone(), found.conflicts.iter().filter_map(clash).collect()))
    }
}

fn sentence(rule: &str) -> &str {
    rule.trim().trim_end_matches('.')
}

/// The first moment of a day, as a form writes days; nothing where no day was chosen.
pub fn first_moment(day: &str) -> Option<crate::scalars::Time> {
    (!day.is_empty()).then(|| crate::scalars::Time(format!("{day}T00:00:00Z")))
}

/// The last moment of a day.
pub fn last_moment(day: &str) -> Option<crate::scalars::Time> {
    (!day.is_empty()).then(|| crate::scalars::Time(format!("{day}T23:59:59Z")))
}
