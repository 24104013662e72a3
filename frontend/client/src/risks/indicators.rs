//! Key risk indicators: value, colour and limits in words.
use super::words::{IndicatorColour, IndicatorState};
use crate::{
    ask,
    moment::Moment,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, SystemLink},
};

/// Of which system, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct IndicatorVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Of which system.
    pub system: Option<Subject>,
    /// Whether only those that are amber or red.
    pub lit: Option<bool>,
}

/// The indicators of one system, or those of all that are amber or red.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "IndicatorVars")]
pub struct IndicatorsPage {
    /// What the answer counts from.
    pub at: At,
    /// What they say.
    #[arguments(system: $system, lit: $lit)]
    pub risk_indicators: Vec<Reading>,
}

/// Asks for every indicator of a system; without one, for those of all that are amber or red.
pub fn ask_all(moment: Moment, system: Option<Subject>) -> String {
    ask::question::<IndicatorsPage, _>(IndicatorVars {
        time: moment.time,
        position: moment.position,
        lit: Some(system.is_none()),
        system,
    })
}

/// Reads the answer to [`ask_all`].
pub fn read_all(text: &str) -> Result<IndicatorsPage, String> {
    ask::answer(text)
}

/// What an indicator says about a system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "IndicatorReading")]
pub struct Reading {
    /// Its id, `KRI-06`.
    pub indicator: String,
    /// What people call it.
    pub title: String,
    /// What it is counted in.
    pub unit: String,
    /// The system.
    pub system: Option<SystemLink>,
    /// Whether it has a value.
    pub state: IndicatorState,
    /// The value.
    pub value: Option<String>,
    /// Its colour.
    pub colour: Option<IndicatorColour>,
    /// When it is amber.
    pub amber_if: Option<String>,
    /// When it is red.
    pub red_if: Option<String>,
    /// Since when it has that colour.
    pub since: Option<Time>,
    /// When the value was measured or changed.
    pub read_at: Option<Time>,
    /// What says so; nothing where it is counted.
    pub source: Option<Subject>,
}

impl Reading {
    /// The value in its unit, or why there is none.
    pub fn value_words(&self) -> String {
        match &self.value {
            Some(value) => in_unit(value, &self.unit),
            None => self.state.word().to_owned(),
        }
    }

    /// The colour as a word. Without a value or limits there is none, and never a green one instead.
    pub fn colour_words(&self) -> &'static str {
        match self.colour {
            Some(colour) => colour.word(),
            None if self.value.is_some() => "No limit",
            None => "No value",
        }
    }

    /// The limits: `red below 0.8, amber below 0.85`.
    pub fn limit_words(&self) -> String {
        let written = |limit: &String| {
            let (sign, value) = limit.rsplit_once(' ').unwrap_or(("", limit.as_str()));
            let words = in_unit(value, &self.unit);
            if self.unit == "bool" {
                format!("when {}", words.to_lowercase())
            } else {
                format!("{sign} {words}")
            }
        };
        let (red, amber) = (self.red_if.as_ref().map(written), self.amber_if.as_ref().map(written));
        match (red, amber) {
            (Some(red), Some(amber)) if red != amber => format!("red {red}, amber {amber}"),
            (Some(red), _) => format!("red {red}"),
            (None, Some(amber)) => format!("amber {amber}"),
            (None, None) => "None".to_owned(),
        }
    }
}

/// A number with its unit, as people write it.
fn in_unit(value: &str, unit: &str) -> String {
    match (unit, value) {
        ("bool", "1") => "Yes".to_owned(),
        ("bool", "0") => "No".to_owned(),
        ("min" | "h" | "s" | "days", _) => format!("{value} {unit}"),
        ("x", _) => format!("{value} ×"),
        _ => value.to_owned(),
    }
}
