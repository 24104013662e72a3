//! The scheme risks are scored with, for forms and legends.

use app::{
    catalogue::{Book, Threat},
    risks::Tolerances,
};
use async_graphql::SimpleObject;
use domain::{
    catalogue::Indicator,
    risks::{Band, Category, scheme},
    systems::RiskClass as Class,
};

use super::{RiskScore, acceptance::AcceptanceRule};
use crate::graphql::words::{RiskBand, RiskCategory};

/// A step of a scale.
#[derive(SimpleObject, Clone, Debug)]
pub struct ScaleStep {
    /// Its number, 1 to 5.
    step: i32,
    /// What it is called.
    name: String,
    /// What it means.
    meaning: String,
}

/// What is tolerated in a category.
#[derive(SimpleObject, Clone, Debug)]
pub struct RiskTolerance {
    /// The category.
    category: RiskCategory,
    /// What people call it.
    title: String,
    /// The worst band that is tolerated.
    tolerance: RiskBand,
}

/// A threat of the catalogue, or a technique of one.
#[derive(SimpleObject, Clone, Debug)]
pub struct RiskThreat {
    /// Its id, `THR-06` or `THR-06.03`.
    id: String,
    /// What people call it.
    title: String,
    /// The threat it is a technique of.
    of: Option<String>,
    /// The category of appetite it usually belongs to.
    category: RiskCategory,
    /// The score to begin with, for a system of high risk class.
    inherent_high: Option<RiskScore>,
    /// The score to begin with, for a system of medium risk class.
    inherent_medium: Option<RiskScore>,
    /// The score to begin with, for a system of low risk class.
    inherent_low: Option<RiskScore>,
}

/// A key risk indicator of the catalogue.
#[derive(SimpleObject, Clone, Debug)]
pub struct RiskIndicator {
    /// Its id, `KRI-06`.
    id: String,
    /// What people call it.
    title: String,
    /// The threats it watches.
    threats: Vec<String>,
}

/// The scheme risks are scored with.
#[derive(SimpleObject, Clone, Debug)]
pub struct RiskScheme {
    /// Its version.
    version: i32,
    /// The steps of likelihood, from the lowest.
    likelihood: Vec<ScaleStep>,
    /// The steps of impact, from the lowest, with what they mean for people.
    impact: Vec<ScaleStep>,
    /// Who accepts which band.
    rules: Vec<AcceptanceRule>,
    /// What is tolerated.
    categories: Vec<RiskTolerance>,
    /// The threats of the catalogue, each before its techniques.
    threats: Vec<RiskThreat>,
    /// The indicators that reopen a risk when they turn red.
    indicators: Vec<RiskIndicator>,
}

impl RiskScheme {
    /// The scheme in force, with the threats and indicators of a catalogue and what is tolerated.
    pub fn of(book: &Book, tolerances: &Tolerances) -> Self {
        let scheme = scheme();
        let category = |category: &Category| RiskTolerance {
            category: (*category).into(),
            title: category.title().to_owned(),
            tolerance: tolerances.of(*category).into(),
        };
        let threat = |threat: Threat<'_>| RiskThreat {
            id: threat.id.to_owned(),
            title: threat.title.to_owned(),
            of: threat.of.map(str::to_owned),
            category: threat.category.into(),
            inherent_high: threat.inherent(Class::High).map(RiskScore::from),
            inherent_medium: threat.inherent(Class::Medium).map(RiskScore::from),
            inherent_low: threat.inherent(Class::Low).map(RiskScore::from),
        };
        let indicator = |indicator: &Indicator| RiskIndicator {
            id: indicator.id.clone(),
            title: indicator.title.clone(),
            threats: indicator.threats.clone(),
        };
        Self {
            version: i32::try_from(scheme.version).unwrap_or_default(),
            likelihood: steps(&scheme.likelihood),
            impact: steps(&scheme.impact),
            rules: Band::ALL.iter().filter_map(|band| AcceptanceRule::of(*band)).collect(),
            categories: Category::ALL.iter().map(category).collect(),
            threats: book.risk_threats().map(threat).collect(),
            indicators: book.indicators.values().map(indicator).collect(),
        }
    }
}

fn steps(scale: &[(String, String)]) -> Vec<ScaleStep> {
    let step = |(number, (name, meaning)): (i32, &(String, String))| ScaleStep {
        step: number,
        name: name.clone(),
        meaning: meaning.clone(),
    };
    (1..).zip(scale).map(step).collect()
}
