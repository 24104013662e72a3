//! What the forms about risks choose from: threats, people, systems.
use crate::{
    scalars::Subject,
    schema,
    shared::{At, Me, WholeFields},
};

use super::heat::SystemChoices;

/// What the forms choose from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct ChoicesPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The scheme.
    pub risk_scheme: Scheme,
    /// People to choose from.
    #[arguments(first: 500)]
    pub people: PeopleChoices,
    /// Systems to choose from.
    #[arguments(first: 500)]
    pub systems: SystemChoices,
}

/// The scheme risks are scored with.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskScheme")]
pub struct Scheme {
    /// The steps of likelihood, from the lowest.
    pub likelihood: Vec<ScaleStep>,
    /// The steps of impact, from the lowest.
    pub impact: Vec<ScaleStep>,
    /// The threats of the catalogue, each before its techniques.
    pub threats: Vec<Threat>,
    /// The indicators that reopen a risk when they turn red.
    pub indicators: Vec<Indicator>,
}

/// A key risk indicator.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskIndicator")]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A step of a scale.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ScaleStep {
    /// Its number, 1 to 5.
    pub step: i32,
    /// What it is called.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// A threat, or a technique of one.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskThreat")]
pub struct Threat {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The threat it is a technique of.
    pub of: Option<String>,
}

/// People to choose from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PersonConnection")]
pub struct PeopleChoices {
    /// The people and services.
    pub nodes: Vec<PersonChoice>,
}

/// Somebody to choose.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct PersonChoice {
    /// `person:…` or `service:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Whether they still belong here.
    pub active: bool,
    /// Whether it is no human.
    pub service: bool,
}

/// Values with the words for them.
pub type Options = Vec<(String, String)>;

impl ChoicesPage {
    /// People who work here, by name.
    pub fn people(&self) -> Options {
        let active = self.people.nodes.iter().filter(|one| one.active && !one.service);
        let words =
            |one: &PersonChoice| one.name.clone().unwrap_or_else(|| one.subject.name().to_owned());
        let mut options: Options = active.map(|one| (one.subject.0.clone(), words(one))).collect();
        options.sort_by(|a, b| a.1.cmp(&b.1));
        options
    }

    /// Systems, by name.
    pub fn systems(&self) -> Options {
        let nodes = self.systems.nodes.iter();
        nodes.map(|one| (one.subject.0.clone(), one.name.clone())).collect()
    }

    /// Threats, each before its techniques.
    pub fn threats(&self) -> Options {
        let words = |threat: &Threat| {
            let indent = if threat.of.is_some() { "\u{2003}" } else { "" };
            (threat.id.clone(), format!("{indent}{} {}", threat.id, threat.title))
        };
        self.risk_scheme.threats.iter().map(words).collect()
    }

    /// Indicators, by id.
    pub fn indicators(&self) -> Options {
        let words = |one: &Indicator| (one.id.clone(), format!("{} {}", one.id, one.title));
        self.risk_scheme.indicators.iter().map(words).collect()
    }

    /// The steps of likelihood with their names.
    pub fn likelihood(&self) -> Options {
        steps(&self.risk_scheme.likelihood)
    }

    /// The steps of impact with their names.
    pub fn impact(&self) -> Options {
        steps(&self.risk_scheme.impact)
    }
}

fn steps(steps: &[ScaleStep]) -> Options {
    let words = |step: &ScaleStep| {
        (step.step.to_string(), format!("{} {}: {}", step.step, step.name, step.meaning))
    };
    steps.iter().map(words).collect()
}
